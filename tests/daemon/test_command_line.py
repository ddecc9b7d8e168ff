"""The command line as a person and as another program meet it: answers, sentences, exit statuses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from support.command_line import Run

pytestmark = pytest.mark.servers

MAIL = (
    "From: Harbor Health <no-reply@us.greenhouse-mail.io>\nTo: dana@example.org\n"
    "Subject: Thank you for applying to Harbor Health\nDate: Mon, 2 Mar 2026 09:00:00 +0000\n"
    "Message-ID: <1@greenhouse.example>\n\n"
    "Thank you for applying for the Intake Coordinator position at Harbor Health. We have received your application.\n"
)
FACTS = {
    "company",
    "role",
    "requisition",
    "interviews",
    "deadline",
    "promise",
    "referees_wanted",
    "offer_form",
    "reason",
    "wants_answer",
}


@pytest.fixture
def eml(tmp_path: Path) -> Path:
    file = tmp_path / "one.eml"
    file.write_text(MAIL, encoding="utf-8")
    return file


def test_classify_prints_one_object_a_message_with_every_promised_key(unwatch: Run, eml: Path) -> None:
    """DESIGN, section 3; absent facts are null."""
    said = unwatch("classify", "--json", str(eml))
    (told,) = [json.loads(line) for line in said.out.splitlines()]

    assert said.status == 0
    assert set(told) == {"path", "message_id", "label", "confidence", "evidence", "facts"}
    assert (told["path"], told["message_id"], told["label"]) == (str(eml), "1@greenhouse.example", "acknowledgement")
    assert set(told["facts"]) == FACTS
    assert told["facts"]["company"] == "Harbor Health"
    assert told["facts"]["deadline"] is None
    assert set(told["evidence"][0]) == {"text", "because"}


def test_classify_without_json_prints_one_line_a_message(unwatch: Run, eml: Path) -> None:
    """For a person."""
    said = unwatch("classify", str(eml))

    assert len(said.out.splitlines()) == 1
    assert said.out.startswith("acknowledgement")


def test_a_message_that_cannot_be_parsed_gets_its_line_and_stops_nothing(
    unwatch: Run, tmp_path: Path, eml: Path
) -> None:
    """With `error`, as `other`, and exit status 0."""
    (tmp_path / "bad.eml").write_bytes(bytes(range(1, 256)) * 40)
    said = unwatch("classify", "--json", str(tmp_path / "bad.eml"), str(eml))
    lines = [json.loads(line) for line in said.out.splitlines()]

    assert said.status in {0, 2}
    assert lines[-1]["label"] == "acknowledgement"


def test_a_path_that_cannot_be_read_is_one_sentence_and_status_2(unwatch: Run, tmp_path: Path, eml: Path) -> None:
    """The others are read all the same."""
    said = unwatch("classify", str(tmp_path / "missing.mbox"), str(eml))

    assert said.status == 2
    assert len(said.err.splitlines()) == 1
    assert "missing.mbox" in said.err
    assert said.out.startswith("acknowledgement")


def test_an_mbox_cut_in_half_is_read_as_far_as_it_goes_and_said(unwatch: Run, tmp_path: Path) -> None:
    """One clear sentence; nothing that is there is lost."""
    entry = f"From x Mon Mar  2 09:00:00 2026\n{MAIL}\n"
    (tmp_path / "half.mbox").write_text((entry + entry.replace("<1@", "<2@"))[:-60], encoding="utf-8")
    said = unwatch("classify", "--json", str(tmp_path / "half.mbox"))

    assert said.status == 0
    assert len(said.out.splitlines()) == 2
    assert "ends in the middle of a message" in said.err


@pytest.mark.parametrize(
    ("form", "begins"), [("text", "Friday 6 March"), ("html", "<!doctype html>"), ("eml", "Date:")]
)
def test_replay_prints_the_letter_in_each_form(unwatch: Run, eml: Path, form: str, begins: str) -> None:
    """Text, HTML, and a mail that can be opened."""
    arguments = ["--me", "dana@example.org", "--as-of", "2026-03-06T16:00", "--timezone", "Europe/London"]
    said = unwatch("replay", str(eml), *arguments, "--format", form)

    assert said.status == 0
    assert said.out.startswith(begins)


def test_replay_takes_mail_of_the_person_as_outgoing_whatever_its_case(unwatch: Run, tmp_path: Path) -> None:
    """An address is the same in capitals."""
    (tmp_path / "own.eml").write_text(MAIL.replace("no-reply@us.greenhouse-mail.io", "Dana@Example.org"), "utf-8")
    said = unwatch("replay", str(tmp_path / "own.eml"), "--me", "DANA@example.org", "--format", "json")

    assert json.loads(said.out)["messages"][0]["direction"] == "out"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("replay", "x.mbox"), "--me"),
        (("replay", "x.mbox", "--me", "a@b.example", "--timezone", "Mars/Base"), "not a time zone"),
        (("replay", "x.mbox", "--me", "a@b.example", "--as-of", "yesterdayish"), "not a date"),
        (("clasify",), "No such command"),
    ],
)
def test_wrong_usage_is_said_in_words_with_status_2(unwatch: Run, arguments: tuple[str, ...], words: str) -> None:
    """And what was meant is named."""
    said = unwatch(*arguments)

    assert said.status == 2
    assert words in said.err


def test_missing_settings_are_one_sentence_with_the_command_that_helps(unwatch: Run, tmp_path: Path) -> None:
    """Exit status 78."""
    said = unwatch("run", "--config", str(tmp_path / "none.toml"))

    assert said.status == 78
    assert "unwatch config example" in said.err


def test_every_mistake_of_the_settings_is_told_at_once_without_a_value(unwatch: Run, tmp_path: Path) -> None:
    """By its place, and nothing is started."""
    file = tmp_path / "unwatch.toml"
    file.write_text(
        '[mailbox.personal]\nhots = "mail.canary.example"\npassword = "canary"\n[letter]\nday = 7\n', "utf-8"
    )
    said = unwatch("run", "--config", str(file))

    assert said.status == 78
    for place in ("mailbox.personal.hots", "mailbox.personal.host", "mailbox.personal.password", "letter.day"):
        assert f"unwatch.toml: {place}" in said.err
    assert "canary" not in said.err


def test_the_program_can_be_started_as_a_module() -> None:
    """`python -m unwatch` is `unwatch`."""
    done = subprocess.run([sys.executable, "-m", "unwatch", "--version"], capture_output=True, text=True, check=True)

    assert done.stdout.startswith("unwatch")
