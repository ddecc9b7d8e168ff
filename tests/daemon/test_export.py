"""The dated contact record: every contact once, either way, harmless to open, and nothing that need not be in it."""

from __future__ import annotations

import csv
import io
import json
import stat
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from support.command_line import Run
from support.stories import PRIYA, confirmed, day, heard, message, told, verdict, wrote
from unwatch.clock import SystemClock
from unwatch.contact_record import COLUMNS, Entry, as_csv, as_object, entries
from unwatch.events import Applied, Corrected, Event, Instruction, Spoken
from unwatch.ledger import Ledger
from unwatch.post_office import WATCHING_SINCE
from unwatch.record import Arrival, Recorder, Rules
from unwatch.rhythm import Rhythm
from unwatch.transitions import fold
from unwatch_classifiers.records import Address, Facts, Label, OfferForm

LONDON = ZoneInfo("Europe/London")
HARBOR: dict[str, Any] = {"company": "Harbor Health", "role": "Clerk"}
TOML = """me = ["dana@example.org"]
timezone = "Europe/London"
state_directory = "{state}"
[mailbox.personal]
host = "imap.example.org"
user = "dana@example.org"
password_command = ["true"]
"""


def record(*events: Event, on: float = 30, **given: object) -> list[Entry]:
    """The record of one application with these events, on that day."""
    return entries([(fold(1, events), events)], day(on), LONDON, **given)  # type: ignore[arg-type]


def applied(on: float, channel: str | None = None) -> Event:
    return Event(int(on * 1000), day(on), Applied(channel))


def spoken(label: Label, on: float, quote: str | None = None, **facts: object) -> Event:
    return Event(int(on * 1000), day(on), Spoken(label, Facts(**facts), quote))  # type: ignore[arg-type]


def kinds(rows: list[Entry]) -> list[tuple[str, str, str, str]]:
    return [(row.date, row.direction, row.channel, row.kind) for row in rows]


def parsed(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_contact_is_one_row_whichever_way_and_by_whichever_channel() -> None:
    """Applications made elsewhere, mail, calls, letters, and an interview that was held (letter.md C3c, A1b)."""
    rows = record(
        applied(0, "their site"),
        heard(Label.ACKNOWLEDGEMENT, 1, **HARBOR),
        heard(Label.SCHEDULING, 2, interviews=(confirmed(5),)),
        wrote(3),
        wrote(6, thanks=True),
        told(Instruction.SENT, 8, text="post"),
        spoken(Label.OFFER, 9, offer_form=OfferForm.SPOKEN),
        told(Instruction.NOTE, 10, text="Pay is low."),
    )

    assert kinds(rows) == [
        ("2026-03-02", "from me", "their site", "application"),
        ("2026-03-03", "from them", "email", "receipt of the application"),
        ("2026-03-04", "from them", "email", "interview time"),
        ("2026-03-05", "from me", "email", "answer"),
        ("2026-03-07", "both", "meeting", "interview"),
        ("2026-03-08", "from me", "email", "thank-you note"),
        ("2026-03-10", "from me", "post", "follow-up"),
        ("2026-03-11", "from them", "phone or in person", "offer"),
    ]
    assert {(row.employer, row.role) for row in rows} == {("Harbor Health", "Clerk")}
    assert rows[1].with_whom == "Priya Nair"


def test_what_came_of_a_contact_is_what_followed_it() -> None:
    """Their next word, the person's answer to what was asked, how it ended, or that it is open."""
    rows = record(
        applied(0),
        heard(Label.SCHEDULING, 2, interviews=(confirmed(5),)),
        wrote(3),
        heard(Label.REJECTION, 9),
    )

    assert [row.what_came_of_it for row in rows] == [
        "interview time, 2026-03-04",
        "answer, 2026-03-05",
        "interview, 2026-03-07",
        "end of the application, 2026-03-11",
        "closed, they chose another candidate, 2026-03-11",
    ]
    assert record(applied(0))[0].what_came_of_it == "open"


def test_an_interview_to_come_or_called_off_is_no_contact_yet() -> None:
    """Nor is anything that lies ahead."""
    ahead = heard(Label.SCHEDULING, 2, interviews=(confirmed(5),))

    assert [row.kind for row in record(ahead, on=4)] == ["interview time"]
    assert [row.kind for row in record(ahead, heard(Label.REJECTION, 3), on=9)] == [
        "interview time",
        "end of the application",
    ]


def test_the_bounds_are_days_and_both_included() -> None:
    """In the person's own calendar: 23:30 UTC in summer is the next day in London."""
    late = Event(1, day(120) + timedelta(hours=14.5), Applied("by post"))
    assert [row.date for row in record(late, on=130)] == ["2026-07-01"]

    three = (applied(0), heard(Label.ACKNOWLEDGEMENT, 1), heard(Label.STATUS_UPDATE, 2))
    found = record(*three, since=date(2026, 3, 3), until=date(2026, 3, 3))
    assert [(row.date, row.what_came_of_it) for row in found] == [
        ("2026-03-03", "news of the application, 2026-03-04"),
    ]


def test_the_only_text_of_a_mail_is_the_sentence_that_decided_and_it_can_be_left_out() -> None:
    """And nothing else of it."""
    mail = heard(Label.REJECTION, 1, quote="We have chosen somebody else.")

    assert record(mail)[0].quote == "We have chosen somebody else."
    assert record(mail, quotes=False)[0].quote == ""


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", " =1", '=cmd|" /C calc"!A0'])
def test_no_cell_is_a_formula(name: str) -> None:
    """An employer's name is foreign text, and a spreadsheet runs what begins like one (OWASP, CSV Injection)."""
    row = record(heard(Label.OFFER, 1, quote=name, company=name, sender=Address(name, "hr@harbor.example")))[0]
    ((cells),) = parsed(as_csv([row]))

    for column in ("employer", "with_whom", "quote"):
        assert cells[column].startswith("'")
        assert not any(ord(char) < 32 for char in cells[column])


def test_the_csv_is_that_of_rfc_4180() -> None:
    """A header, CRLF at the end of each line, quotation marks doubled, and no line break in a cell."""
    row = record(heard(Label.OFFER, 1, quote='They said "yes",\nat last', **HARBOR))[0]
    text = as_csv([row])

    assert text.split("\r\n")[0] == ",".join(f'"{name}"' for name in COLUMNS)
    assert text.count("\r\n") == text.count("\n") == 2
    assert parsed(text)[0]["quote"] == 'They said "yes", at last'


def test_for_programs_it_has_a_schema_and_absent_parts_are_null() -> None:
    """The same names as in the header."""
    told_to = as_object(record(applied(0)), day(1))

    assert told_to["schema"] == "unwatch.export/1"
    assert tuple(told_to["contacts"][0]) == COLUMNS
    assert told_to["contacts"][0]["quote"] is None


def test_mail_that_the_person_took_out_of_a_story_is_no_contact() -> None:
    """What does not stand is not told."""
    stray = heard(Label.OFFER, 1)
    assert record(applied(0), stray, Event(9999, day(2), Corrected(stray.id, stands=False))) == record(applied(0))


# The command


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings with a ledger that knows three mails at Harbor Health, on 12 March 2026."""
    file = tmp_path / "unwatch.toml"
    file.write_text(TOML.format(state=tmp_path), "utf-8")
    rules = Rules(frozenset(["dana@example.org"]), Rhythm(zone=LONDON), day(-1))
    mails = (
        (message("receipt", 0), verdict(Label.ACKNOWLEDGEMENT, **HARBOR)),
        (message("question", 2, new_text="A secret text."), verdict(Label.INFORMATION_REQUEST, **HARBOR)),
        (message("mine", 3, sender=Address("Dana", "dana@example.org"), to=(PRIYA,)), verdict(Label.OTHER)),
    )
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.remember_time(WATCHING_SINCE, day(-1))
        for mail, judged in mails:
            Recorder(ledger, rules).record(Arrival(mail, judged, mail.date), mail.date)
    monkeypatch.setattr(SystemClock, "now", lambda _: day(10))
    return file


def test_the_record_is_printed_as_csv_and_holds_no_text_of_a_mail(unwatch: Run, config: Path) -> None:
    """Also applications that were made elsewhere."""
    unwatch("applications", "add", "--config", config, "Bäckerei Ösel", "--applied", "2026-03-10", "--channel", "shop")
    said = unwatch("export", "--config", config)
    rows = parsed(said.out)

    assert said.status == 0
    assert [(row["employer"], row["kind"], row["channel"]) for row in rows] == [
        ("Harbor Health", "receipt of the application", "email"),
        ("Harbor Health", "information asked for", "email"),
        ("Harbor Health", "answer", "email"),
        ("Bäckerei Ösel", "application", "shop"),
    ]
    assert "secret" not in said.out
    assert rows[1]["quote"] == "The sentence that decided."


def test_without_quotes_no_word_of_theirs_is_in_it(unwatch: Run, config: Path) -> None:
    """In either form."""
    for form in ("csv", "json"):
        said = unwatch("export", "--config", config, "--no-quotes", "--format", form)
        assert "Harbor Health" in said.out
        assert "decided" not in said.out


def test_a_file_is_readable_by_its_owner_alone_and_in_utf_8(unwatch: Run, config: Path, tmp_path: Path) -> None:
    """Mode 0600, CRLF kept."""
    unwatch("applications", "add", "--config", config, "Bäckerei Ösel")
    said = unwatch("export", "--config", config, "--output", tmp_path / "contacts.csv")
    written = (tmp_path / "contacts.csv").read_bytes()

    assert "4 contacts written to" in said.flat
    assert stat.S_IMODE((tmp_path / "contacts.csv").stat().st_mode) == 0o600
    assert "Bäckerei Ösel".encode() in written
    assert written.count(b"\r\n") == written.count(b"\n") == 5


def test_days_are_given_in_words_or_as_dates(unwatch: Run, config: Path) -> None:
    """`--since` and `--until` look back first."""
    said = unwatch("export", "--config", config, "--format", "json", "--since", "4 march", "--until", "2026-03-04")
    told_to = json.loads(said.out)

    assert [row["date"] for row in told_to["contacts"]] == ["2026-03-04"]
    assert told_to["as_of"] == "2026-03-12T09:00:00+00:00"


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("--since", "someday"), 2, "names no day"),
        (("--since", "2026-03-05", "--until", "2026-03-04"), 2, "--since is after --until"),
        (("--output", "missing/out.csv"), 1, "cannot be written"),
        (("--format", "xml"), 2, "xml"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    unwatch: Run, config: Path, arguments: tuple[str, ...], status: int, words: str
) -> None:
    """With the right exit status, and nothing is printed as a record."""
    said = unwatch("export", "--config", config, *arguments)

    assert (said.status, said.out) == (status, "")
    assert words in said.err
