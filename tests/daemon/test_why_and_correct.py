"""`unwatch why` and `unwatch correct` as a person and as another program meet them."""

from __future__ import annotations

import io
import json
import stat
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from support.command_line import Run
from support.stories import day, message, verdict
from unwatch.ledger import Ledger
from unwatch.post_office import WATCHING_SINCE
from unwatch.record import Arrival, Recorder, Rules, content_id
from unwatch.rhythm import Rhythm
from unwatch_classifiers.records import Address, Evidence, Label, Message, Verdict

TOML = """me = ["dana@example.org"]
timezone = "Europe/London"
state_directory = "{state}"
[mailbox.personal]
host = "imap.example.org"
user = "dana@example.org"
password_command = ["true"]
"""
MAIL = (
    "From: Priya Nair <priya@harbor.example>\nTo: dana@example.org\nSubject: Interview at Harbor Health\n"
    "Date: Mon, 2 Mar 2026 09:00:00 +0000\nMessage-ID: <1@harbor.example>\n\n"
    "We would like to invite you to an interview on Tuesday 10 March at 10:00.\n"
    "Could you let me know whether that suits you?\n\n"
    "On Sun, 1 Mar 2026, Dana wrote:\n> I apply for the role.\n> Dana\n"
)
RECEIPT = message("receipt", 0)
REJECTED = message("rejected", 2, subject="Clerk", new_text="We have decided.")
PRIVATE = message("private", 1, sender=Address("Ann", "ann@surgery.example"))
RULES = Rules(me=frozenset(["dana@example.org"]), rhythm=Rhythm(zone=ZoneInfo("Europe/London")), watching_since=day(-1))


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Settings of a person whose ledger knows three mails."""
    file = tmp_path / "unwatch.toml"
    file.write_text(TOML.format(state=tmp_path), "utf-8")
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.remember_time(WATCHING_SINCE, day(-1))
        record(ledger, RECEIPT, verdict(Label.ACKNOWLEDGEMENT, 0.95, company="Harbor Health", role="Clerk"))
        record(ledger, REJECTED, verdict(Label.REJECTION, 0.8, company="Harbor Health", role="Clerk"))
        record(ledger, PRIVATE, verdict(Label.OTHER, 0.95))
    return file


@pytest.fixture
def eml(tmp_path: Path) -> Path:
    file = tmp_path / "one.eml"
    file.write_text(MAIL, "utf-8")
    return file


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The settings of who runs the tests are not looked at."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))


def record(ledger: Ledger, given: Message, judged: Verdict) -> None:
    Recorder(ledger, RULES).record(Arrival(given, judged, given.date), given.date)


def short(given: Message) -> str:
    return content_id(given)[:10]


# why


@pytest.mark.servers
def test_why_shows_each_sentence_with_its_weight_and_its_rule(unwatch: Run, eml: Path) -> None:
    """Without account, settings or ledger; and what was set apart."""
    said = unwatch("why", eml)
    told = json.loads(unwatch("why", "--json", eml).out)

    assert said.status == 0
    assert told["label"] == "scheduling"
    assert told["evidence"]
    for one in told["evidence"]:
        assert " ".join(one["text"].split()[:6]) in said.flat
        assert f"{one['weight']:.2f} {one['because']}" in said.flat
    assert told["lines"]["quoted"] >= 2
    assert "set apart, and never decisive" in said.flat
    assert told["done"] is None
    assert told["facts"]["interviews"][0]["start"].startswith("2026-03-10T10:00")


@pytest.mark.servers
def test_why_reads_standard_input(unwatch: Run, monkeypatch: pytest.MonkeyPatch, eml: Path) -> None:
    """As `classify` does."""
    with eml.open("rb") as given:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(given))
        assert "id " in unwatch("why", "-").out


@pytest.mark.servers
def test_nothing_of_a_mail_reaches_the_terminal_as_a_command(unwatch: Run, config: Path, eml: Path) -> None:
    """No control character, in either form."""
    eml.write_text(MAIL.replace("Interview", "\x1b]0;owned\x07Interview").replace("suits", "\x1b[2J\x9bsuits"), "utf-8")
    for arguments in (("why", eml), ("why", "--json", eml), ("why", "--config", config, eml)):
        out = unwatch(*arguments).out
        assert [char for char in out if ord(char) < 32 and char != "\n"] == []
        assert all(len(line) <= 80 for line in out.splitlines()) or "--json" in arguments


def test_control_characters_that_a_ledger_holds_are_shown_by_their_number(unwatch: Run, config: Path) -> None:
    """Whatever way they came into it."""
    hostile = message("h", 3, subject="Hi \x1b[2J\x9b\u202e", new_text="x")
    with Ledger(config.parent / "ledger.db") as ledger:
        judged = Verdict(Label.REJECTION, 0.9, (Evidence("No \x1b[31m", "says \x07 no", 1.0),))
        record(ledger, hostile, judged)
    out = unwatch("why", "--config", config, short(hostile)).out

    assert "\\x1b[2J\\x9b\\u202e" in out
    assert "\\x1b[31m" in out
    assert not any(char in out for char in "\x1b\x9b\x07\u202e")


@pytest.mark.parametrize("name", [RECEIPT.message_id, f"<{RECEIPT.message_id}>", short(RECEIPT), content_id(RECEIPT)])
def test_a_mail_that_is_known_is_found_by_each_of_its_names(unwatch: Run, config: Path, name: str) -> None:
    """Message-ID, short id, whole id; and what unwatch did with it is told."""
    said = unwatch("why", "--config", config, name)

    assert said.status == 0
    assert "acknowledgement, confidence 0.95" in said.flat
    assert "“The sentence that decided.” 1.00 it says so" in said.flat
    assert "It is part of the story of Harbor Health / Clerk." in said.flat
    assert "It waits for the letter of" in said.flat
    assert "Known from Harbor Health / Clerk" in said.flat


def test_of_ordinary_mail_it_says_that_its_text_is_not_kept(unwatch: Run, config: Path) -> None:
    """In one sentence, and shows what was kept."""
    said = unwatch("why", "--config", config, short(PRIVATE))

    assert said.flat.count("Its text is not kept here") == 1
    assert "other, confidence 0.95" in said.flat
    assert "It counts as ordinary mail: nothing was done with it." in said.flat


def test_why_for_programs_names_all_that_is_shown(unwatch: Run, config: Path) -> None:
    """One object; what is absent is null."""
    told = json.loads(unwatch("why", "--json", "--config", config, short(REJECTED)).out)

    assert (told["label"], told["judged"]) == ("rejection", {"label": "rejection", "confidence": 0.8})
    assert told["evidence"] == [{"text": "The sentence that decided.", "because": "it says so", "weight": 1.0}]
    assert told["sender"]["kinds"] == ["person"]
    assert [one["company"] for one in told["sender"]["known_from"]] == ["Harbor Health"]
    assert told["done"]["application"]["role"] == "Clerk"
    assert (told["lines"], told["correction"], told["done"]["passed_on"]) == (None, None, None)


@pytest.mark.parametrize("command", [("why",), ("correct",)])
def test_a_mail_that_is_not_known_is_one_sentence_and_what_to_give(
    unwatch: Run, config: Path, command: tuple[str, ...]
) -> None:
    """Exit status 2."""
    label = ("other",) if command == ("correct",) else ()
    for name in ("nobody@x.example", "abcdef0123", "missing.eml"):
        said = unwatch(*command, "--config", config, name, *label)
        assert (said.status, said.out) == (2, "")
        assert f"No mail is known as {name}." in said.err
        assert "Message-ID" in said.err


def test_two_mails_with_one_message_id_are_told_apart(unwatch: Run, config: Path) -> None:
    """By their short ids; neither is guessed."""
    twin = message("receipt", 0, new_text="Another text.")
    with Ledger(config.parent / "ledger.db") as ledger:
        record(ledger, twin, verdict(Label.ACKNOWLEDGEMENT, 0.95))
    said = unwatch("why", "--config", config, RECEIPT.message_id)

    assert said.status == 2
    assert short(twin) in said.err
    assert short(RECEIPT) in said.err


def test_a_missing_file_without_settings_is_named_as_such(unwatch: Run) -> None:
    """Not as missing settings."""
    said = unwatch("why", "missing.eml")

    assert said.status == 2
    assert "There is no file missing.eml." in said.err


def test_without_a_ledger_the_command_that_helps_is_named(unwatch: Run, tmp_path: Path) -> None:
    """Nothing is created by asking."""
    file = tmp_path / "unwatch.toml"
    file.write_text(TOML.format(state=tmp_path), "utf-8")
    said = unwatch("correct", "--config", file, "abcdef0123", "other")

    assert said.status == 1
    assert "unwatch run" in said.err
    assert list(tmp_path.glob("ledger*")) == []


# correct


def test_a_correction_says_what_follows_and_why_shows_it(unwatch: Run, config: Path) -> None:
    """Label, story, how far it reaches, what is kept; and what the mail had been taken for."""
    said = unwatch("correct", "--config", config, short(REJECTED), "status_update")
    why = unwatch("why", "--config", config, short(REJECTED))

    assert said.status == 0
    assert f"{short(REJECTED)} is status_update now, not rejection." in said.flat
    assert "It is part of the story of Harbor Health / Clerk." in said.flat
    assert "its subject, its new text and the kind of its sender are kept" in said.flat
    assert "status_update, because you said so" in why.flat
    assert "it applies to its thread and this sender. Without it: rejection (0.80)." in why.flat
    assert all(len(line) <= 80 for line in said.out.splitlines())


def test_a_mail_that_a_correction_reached_names_it(unwatch: Run, config: Path) -> None:
    """By its short id and its day."""
    second = message("second", 3)
    unwatch("correct", "--config", config, short(REJECTED), "status-update")
    with Ledger(config.parent / "ledger.db") as ledger:
        record(ledger, second, verdict(Label.REJECTION, 0.8, company="Harbor Health", role="Clerk"))
    why = unwatch("why", "--config", config, short(second))

    assert f"By your correction of {short(REJECTED)}" in why.flat
    assert "status_update, confidence 0.90" in why.flat


def test_undo_takes_back_and_forgets(unwatch: Run, config: Path, tmp_path: Path) -> None:
    """And says so; a second time there is nothing to undo."""
    unwatch("correct", "--config", config, short(REJECTED), "offer")
    said = unwatch("correct", "--config", config, short(REJECTED), "--undo")
    again = unwatch("correct", "--config", config, short(REJECTED), "--undo")
    unwatch("correct", "--config", config, "--export", tmp_path / "out.txt")

    assert "counts as rejection again; what was kept of it for training is forgotten." in said.flat
    assert again.status == 2
    assert "nothing to undo" in again.err
    assert (tmp_path / "out.txt").read_text("utf-8") == ""


@pytest.mark.servers
def test_a_file_teaches_what_the_ledger_does_not_keep(unwatch: Run, config: Path, eml: Path, tmp_path: Path) -> None:
    """And counts for a mail that has not been read from a mailbox yet."""
    said = unwatch("correct", "--config", config, eml, "scheduling")
    exported = unwatch("correct", "--config", config, "--export", tmp_path / "out.txt")
    written = tmp_path / "out.txt"

    assert "It has not been read from a mailbox yet" in said.flat
    assert "1 corrected mail written" in exported.flat
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert written.read_text("utf-8").startswith("#### scheduling\nwriter: own-")
    assert "priya" not in written.read_text("utf-8").lower()


def test_a_mail_whose_text_is_not_kept_teaches_nothing_and_that_is_said(unwatch: Run, config: Path) -> None:
    """With what to give if it should."""
    said = unwatch("correct", "--config", config, short(PRIVATE), "assessment")

    assert "it teaches nothing; give the .eml file if it should" in said.flat


def test_an_unknown_label_is_one_sentence_with_all_labels(unwatch: Run, config: Path) -> None:
    """Exit status 2, and nothing is changed."""
    said = unwatch("correct", "--config", config, short(REJECTED), "spam")

    assert said.status == 2
    assert "There is no label spam." in said.err
    assert all(label.value in said.err for label in Label)
    with Ledger(config.parent / "ledger.db") as ledger:
        assert ledger.corrections.active() == ()


@pytest.mark.parametrize(
    "arguments", [(), ("abcdef",), ("abcdef", "other", "--undo"), ("--undo",), ("abcdef", "--export", "x")]
)
def test_what_does_not_fit_together_is_wrong_usage(unwatch: Run, config: Path, arguments: tuple[str, ...]) -> None:
    """With how it is written."""
    said = unwatch("correct", "--config", config, *arguments)

    assert said.status == 2
    assert "unwatch correct" in said.err


def test_a_file_that_cannot_be_written_is_one_sentence(unwatch: Run, config: Path, tmp_path: Path) -> None:
    """Exit status 1."""
    said = unwatch("correct", "--config", config, "--export", tmp_path / "missing" / "out.txt")

    assert said.status == 1
    assert "cannot be written" in said.err
