"""The demo: a whole search through the true daemon, and what reaches Dana of it."""

from __future__ import annotations

import email
import tomllib
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from support.letter_lint import problems
from unwatch.cli.demo import _show, demo
from unwatch.demo.search import DANA, Arriving, Came, Search, story
from unwatch.reader import InlineReader
from unwatch.replay import replay
from unwatch.report import report
from unwatch.rhythm import Rhythm
from unwatch_classifiers.records import Label

pytestmark = pytest.mark.servers

ROOT = Path(__file__).parents[2]
URGENT = {Label.SCHEDULING, Label.ASSESSMENT, Label.REFERENCE_REQUEST, Label.OFFER}
NEVER = {Label.REJECTION, Label.ACKNOWLEDGEMENT, Label.OUTREACH, Label.OTHER}


class Seen:
    """All that came in and all that unwatch sent, in order."""

    def __init__(self, folder: Path) -> None:
        self.arrived: list[Arriving] = []
        self.came: list[Came] = []
        self.last = Search(folder, self.arrived.append, self.came.append).run()

    @property
    def letters(self) -> list[Came]:
        return [one for one in self.came if one.letter]

    @property
    def passed_on(self) -> list[Came]:
        return self._of("pass-on")

    @property
    def after_interviews(self) -> list[Came]:
        return self._of("after-interview")

    def _of(self, kind: str) -> list[Came]:
        return [one for one in self.came if f"<unwatch.{kind}." in str(one.message["Message-ID"])]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    """One run of the demo; every test looks at the same."""
    yield Seen(tmp_path_factory.mktemp("demo"))


def labels() -> dict[str, Label]:
    """What a careful person calls each mail of the story, by Message-ID."""
    told = tomllib.loads((ROOT / "tests/replay/demo_expected.toml").read_text("utf-8"))
    folder = ROOT / "daemon/unwatch/demo/mail"
    return {
        str(email.message_from_bytes((folder / name).read_bytes())["Message-ID"]).strip("<> "): Label(label)
        for name, label in told.items()
    }


def test_there_is_one_letter_for_each_of_the_eight_weeks(seen: Seen) -> None:
    """On Friday at 16:00, by the clock of London, also after it changed."""
    subjects = [str(letter.message["Subject"]) for letter in seen.letters]

    assert len(subjects) == len(set(subjects)) == 8
    assert all(subject.startswith("Week to Fri") for subject in subjects)
    assert all("16:00" in letter.text().splitlines()[0] for letter in seen.letters)


def test_every_letter_passes_the_lint(seen: Seen) -> None:
    """Tone, form, accounting and completeness, week after week."""
    for letter in seen.letters:
        subject = str(letter.message["Subject"])
        found = problems(letter.text(), letter.html(), subject, "")
        assert [problem for problem in found if "preheader" not in problem] == [], subject


@cache
def passed_on() -> dict[str, str]:
    """The Message-IDs that are passed on, by replaying the same mail; with the label of each."""
    zone = ZoneInfo("Europe/London")
    as_of = datetime(2026, 4, 24, 16, tzinfo=zone)
    rhythm = Rhythm(zone=zone)
    reader = InlineReader(zone)
    replayed = replay((reader.read(mail.raw) for mail in story()), frozenset([DANA]), as_of=as_of, rhythm=rhythm)
    return {one["message_id"]: one["kind"] for one in report(replayed, as_of, rhythm)["passed_on"]}


def test_what_cannot_wait_is_passed_on() -> None:
    """Every invitation, test, reference request and offer of the story."""
    urgent = {message_id for message_id, label in labels().items() if label in URGENT}

    assert urgent - set(passed_on()) == set()


def test_what_can_wait_does_not_interrupt() -> None:
    """No rejection, receipt, outreach or ordinary mail; of a known employer in doubt one word too many is allowed."""
    calm = {message_id for message_id, label in labels().items() if label in NEVER}

    assert calm & set(passed_on()) == set()


def test_the_daemon_passes_on_what_a_replay_of_the_same_mail_says(seen: Seen) -> None:
    """One program: over IMAP with a clock that jumps, and over files."""
    assert len(seen.passed_on) == len(passed_on())


def test_each_interview_has_its_evening(seen: Seen) -> None:
    """One letter a day and employer, by daylight in London (letter.md d.3)."""
    mails = seen.after_interviews
    hours = [one.at.astimezone(ZoneInfo("Europe/London")).hour for one in mails]

    assert mails
    assert len({(str(one.message["Subject"]), one.at.date()) for one in mails}) == len(mails)
    assert all(8 <= hour <= 20 for hour in hours)


def test_each_mail_is_headed_by_its_kind(seen: Seen, capsys: pytest.CaptureFixture[str]) -> None:
    """Who watches the demo is told a letter, a pass-on and the letter after an interview apart."""
    for came, heading in (
        (seen.letters[0], "THE LETTER: Week to"),
        (seen.passed_on[0], "PASSED ON: "),
        (seen.after_interviews[0], "AFTER AN INTERVIEW: "),
    ):
        _show(came)
        assert heading in capsys.readouterr().out


def test_every_mail_of_the_story_came_once(seen: Seen) -> None:
    """And in the order of the story."""
    assert [mail.subject for mail in seen.arrived] == [mail.subject for mail in story()]


def test_no_mail_went_to_anybody_but_dana(seen: Seen) -> None:
    """Nothing is ever sent to an employer."""
    assert {str(one.message["To"]) for one in seen.came} == {"dana@example.org"}


def test_the_command_leaves_the_last_letter_where_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seen: Seen, capsys: pytest.CaptureFixture[str]
) -> None:
    """As .html, .txt and .eml."""

    class Done:
        def __init__(self, *_: object) -> None:
            pass

        def run(self) -> Came:
            return seen.last

    monkeypatch.setattr("unwatch.demo.search.Search", Done)
    demo.main(["--out", str(tmp_path / "out")], standalone_mode=False)

    assert (tmp_path / "out/letter.html").read_text("utf-8").startswith("<!doctype html>")
    assert (tmp_path / "out/letter.txt").read_text("utf-8").startswith("Friday 24 April 2026, 16:00")
    assert email.message_from_bytes((tmp_path / "out/letter.eml").read_bytes())["Auto-Submitted"] == "auto-generated"
    assert str(tmp_path / "out") in capsys.readouterr().out
