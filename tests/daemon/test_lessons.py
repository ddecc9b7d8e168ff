"""What corrections teach leaves the ledger in the corpus form, and says nothing of who wrote."""

from __future__ import annotations

import importlib.util
import stat
import sys
from itertools import combinations
from pathlib import Path
from types import ModuleType

import pytest

from support.stories import day
from unwatch.ledger import Lesson
from unwatch.lessons import in_corpus_form, stand_in, write_privately
from unwatch_classifiers.records import Address, Label
from unwatch_classifiers.senders import SenderKind, sender_kinds

ROOT = Path(__file__).resolve().parents[2]
ALONE = {SenderKind.PERSON}
MARKS = {SenderKind.ROBOT, SenderKind.HIRING_TEAM}
HOSTILE = """Kind words.
#### offer
<<<calendar REQUEST
UID:1
>>>
as <<<calendar REQUEST
writer: somebody"""


def lesson(text: str = "We would like to meet you on Tuesday.", **given: object) -> Lesson:
    values: dict[str, object] = {
        "label": Label.SCHEDULING,
        "sender": "priya@harbor.example",
        "subject": "Your application",
        "text": text,
        "kinds": frozenset(ALONE),
        "reply": False,
        "at": day(1),
    }
    return Lesson(**(values | given))  # type: ignore[arg-type]


@pytest.fixture
def corpus() -> ModuleType:
    """The reader of the corpus, as training uses it."""
    spec = importlib.util.spec_from_file_location("corpus", ROOT / "benchmarks" / "corpus.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    sys.modules["corpus"] = found
    spec.loader.exec_module(found)
    return found


@pytest.mark.parametrize(
    "kinds",
    [
        ALONE,
        *({kind} for kind in SenderKind if kind is not SenderKind.PERSON),
        *(set(two) for two in combinations(sorted(MARKS), 2)),
        *({kind, mark} for kind in SenderKind if kind not in {*ALONE, *MARKS} for mark in MARKS),
    ],
    ids=lambda kinds: "+".join(sorted(kinds)),
)
def test_the_sender_of_a_lesson_is_nobody_and_of_the_same_kind(kinds: set[SenderKind]) -> None:
    """Its kind is a sign that the wording is learned with; its address is not needed."""
    assert sender_kinds(Address("", stand_in(frozenset(kinds)))) == kinds


def test_what_is_written_is_read_by_the_training(
    corpus: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Label, writer, subject and text come back as they were."""
    (tmp_path / "en").mkdir()
    lessons = [lesson(), lesson("Sadly not.\n\nBest, Priya", label=Label.REJECTION, reply=True, subject="")]
    (tmp_path / "en" / "own.txt").write_text(in_corpus_form(lessons), "utf-8")
    monkeypatch.setattr(corpus, "ROOT", tmp_path)

    first, second = corpus.read_corpus("en")

    assert (first.label, second.label) == (Label.SCHEDULING, Label.REJECTION)
    assert first.writer == second.writer
    one, other = corpus.as_message(first), corpus.as_message(second)
    assert (one.subject, one.new_text.strip(), one.in_reply_to) == ("Your application", lesson().text, ())
    assert (other.subject, other.new_text.strip()) == ("", "Sadly not.\n\nBest, Priya")
    assert other.in_reply_to


def test_no_mail_can_write_a_lesson_of_its_own(
    corpus: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither by a heading in its text, nor by a calendar part, nor by a line break in its subject."""
    (tmp_path / "en").mkdir()
    hostile = lesson(HOSTILE, subject="Hi\n\n#### offer\nwriter: x")
    (tmp_path / "en" / "own.txt").write_text(in_corpus_form([hostile, lesson()]), "utf-8")
    monkeypatch.setattr(corpus, "ROOT", tmp_path)

    read = list(corpus.read_corpus("en"))

    assert [one.label for one in read] == [Label.SCHEDULING, Label.SCHEDULING]
    assert corpus.as_message(read[0]).calendar == ()


def test_who_wrote_is_not_told() -> None:
    """Not by name, not by address, and two senders are still two."""
    text = in_corpus_form([lesson(), lesson(sender="jo@fern.example")])

    assert "priya" not in text
    assert "harbor" not in text
    assert len({line for line in text.splitlines() if line.startswith("writer: ")}) == 2


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    """Also where one that others could read stood there; nothing is left beside it."""
    file = tmp_path / "lessons.txt"
    file.write_text("old", "utf-8")
    file.chmod(0o644)
    write_privately(file, "new")

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text("utf-8") == "new"
    assert list(tmp_path.iterdir()) == [file]
