"""docs/applications.md is true: every command in it, run in its order, says what stands there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from support.command_line import Run
from support.stories import PRIYA, day, message, proposed
from unwatch.cli.applications import applications
from unwatch.clock import SystemClock
from unwatch.ledger import Ledger
from unwatch.post_office import WATCHING_SINCE
from unwatch.record import Arrival, Recorder, Rules
from unwatch.rhythm import Rhythm
from unwatch_classifiers.records import Address, Evidence, Facts, Label, Message, Verdict

DOCUMENT = Path(__file__).parents[2] / "docs" / "applications.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
DANA = Address("Dana", "dana@example.org")
TOM = Address("Tom Reyes", "tom@meridian.example")
ADA = Address("Ada Okafor", "ada@okafor.example")
TOML = """me = ["dana@example.org"]
timezone = "Europe/London"
state_directory = "{state}"
[mailbox.personal]
host = "imap.example.org"
user = "dana@example.org"
password_command = ["true"]
"""


@dataclass(frozen=True)
class Example:
    """A command as it is typed, and what it says."""

    typed: str
    says: str


def examples(text: str) -> Iterator[Example]:
    """The commands of the document's console blocks, each with the lines below it."""
    for block in BLOCK.findall(text):
        for one in block.split("$ ")[1:]:
            typed, _, says = one.partition("\n")
            yield Example(typed, says.rstrip("\n"))


def judged(label: Label, quote: str, **facts: object) -> Verdict:
    return Verdict(label, 0.9, (Evidence(quote, "it says so", 1.0),), Facts(**facts))  # type: ignore[arg-type]


def mails() -> Iterator[tuple[Message, Verdict]]:
    """A week of Dana's search."""
    harbor, meridian = {"company": "Harbor Health", "role": "Clerk"}, {"company": "Meridian Labs", "role": "Lab helper"}
    received = "We have received your application."
    yield message("receipt", 0), judged(Label.ACKNOWLEDGEMENT, received, **harbor)
    yield message("tom", 0.1, sender=TOM), judged(Label.ACKNOWLEDGEMENT, received, **meridian)
    yield (
        message("ada", 1, sender=ADA),
        judged(Label.REJECTION, "We have chosen somebody else.", company="Okafor Partners", role="Planner"),
    )
    yield (
        message("invitation", 2, in_reply_to=("receipt@harbor.example",)),
        judged(
            Label.SCHEDULING,
            "Could you come on Tuesday at nine?",
            interviews=(proposed(8),),
            wants_answer=True,
            **harbor,
        ),
    )
    yield (
        message("answer", 3, sender=DANA, to=(PRIYA,), in_reply_to=("invitation@harbor.example",)),
        judged(Label.OTHER, ""),
    )
    yield (
        message("evening", 4, in_reply_to=("receipt@harbor.example",)),
        judged(Label.STATUS_UPDATE, "The night porter's post is open as well."),
    )


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dana's settings and ledger, on Monday 9 March 2026 at 09:00."""
    (tmp_path / "unwatch").mkdir()
    (tmp_path / "unwatch" / "unwatch.toml").write_text(TOML.format(state=tmp_path), "utf-8")
    rules = Rules(frozenset([DANA.address]), Rhythm(zone=ZoneInfo("Europe/London")), day(-1))
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.remember_time(WATCHING_SINCE, day(-1))
        for given, verdict in mails():
            Recorder(ledger, rules).record(Arrival(given, verdict, given.date), given.date)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr(SystemClock, "now", lambda _: day(7))
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("at_home")
def test_every_command_of_the_document_says_what_stands_there(unwatch: Run) -> None:
    """Line for line, in the order of the document."""
    found = list(examples(DOCUMENT.read_text("utf-8")))
    for one in found:
        program, *arguments = shlex.split(one.typed)
        said = unwatch(*arguments)
        assert (program, said.status) == ("unwatch", 0), (one.typed, said.err)
        assert said.out.replace("\r\n", "\n").rstrip("\n") == one.says, one.typed
    assert len(found) > 15


def test_every_command_and_option_has_its_place_in_the_document() -> None:
    """Nothing that can be typed is left out."""
    text = DOCUMENT.read_text("utf-8")
    for name, command in applications.commands.items():
        assert f"unwatch applications {name}" in text
        for option in command.params:
            for spelling in option.opts:
                assert not spelling.startswith("--") or spelling == "--config" or spelling in text, (name, spelling)
