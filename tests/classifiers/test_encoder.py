"""What the encoder is given, and what is made of its answer. How well it understands is held by `make accuracy`."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unwatch_classifiers.classify import classify, listen
from unwatch_classifiers.encoder import hearing
from unwatch_classifiers.encoder.encoding import MOST, Part, encoded
from unwatch_classifiers.encoder.hearing import LABELS, MARKS, Heard, hear, understood
from unwatch_classifiers.encoder.pieces import number, words
from unwatch_classifiers.labels.evidence import evidence_for
from unwatch_classifiers.labels.signed import Signed
from unwatch_classifiers.records import Address, Evidence, Label, Message

SENT = datetime(2025, 6, 2, 9, 30, tzinfo=UTC)
SURELY, NEVER = 6.0, -6.0


def mail(text: str, subject: str = "", sender: Address | None = None, signature: str = "") -> Message:
    return Message("m", SENT, sender, subject, text, signature=signature)


@pytest.fixture
def without_encoder() -> Iterator[None]:
    """The encoder is switched off for one test."""
    hearing.switch_off()
    yield
    hearing._off.clear()


# What the tokenizer that the encoder was first taught with makes of these (transformers 5.23, bert-base-uncased).
@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Could you come by on Tuesday?", [2071, 2017, 2272, 2011, 2006, 9857, 1029]),
        ("Vorstellungsgespräch", [29536, 12096, 5349, 5575, 28745, 2229, 18098, 6776]),
        ("unforeseeable re-scheduling", [4895, 29278, 6810, 5243, 3468, 2128, 1011, 19940]),
        ("x" * 120, [100]),
        ("面试 in Tokyo", [1976, 100, 1999, 5522]),
    ],
)
def test_words_have_the_pieces_that_the_encoder_was_taught(text: str, pieces: list[int]) -> None:
    """The longest known piece from the left, without case and accents; what cannot be written is unknown."""
    assert [piece for word in words(text, 1000) for piece in word.pieces] == pieces


def test_words_keep_their_places() -> None:
    """What is marked can be quoted as the mail has it."""
    text = "Grüße, Frau Öztürk!"
    assert [text[word.start : word.end] for word in words(text, 100)] == ["Grüße", ",", "Frau", "Öztürk", "!"]


def test_of_a_long_mail_the_beginning_and_the_end_are_read() -> None:
    """What a mail wants stands at its beginning or at its end."""
    read = encoded(mail("first " + "middle " * 700 + "last", subject="about it", signature="R. Vale"))
    text = [read.texts[placed.part][placed.word.start : placed.word.end] for placed in read.words]
    assert len(read.pieces) <= MOST
    assert ("first" in text, "last" in text, "about" in text, "Vale" in text) == (True, True, True, True)


def test_each_part_of_a_mail_is_known_apart() -> None:
    """A name in the sender is not a word of the text."""
    read = encoded(mail("Come in.", "Re: job", Address("Rosa", "r@mail.fernvale.example"), "Rosa Vale"))
    parts = {part: [read.texts[part][p.word.start : p.word.end] for p in read.words if p.part is part] for part in Part}
    assert parts[Part.SENDER] == ["Rosa", "|", "mail", "fernvale"]
    assert (parts[Part.SUBJECT], parts[Part.TEXT]) == (["Re", ":", "job"], ["Come", "in", "."])
    assert parts[Part.SIGNATURE] == ["Rosa", "Vale"]


@given(st.text(max_size=400), st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_encoded(text: str, subject: str, signature: str) -> None:
    """Whatever a mail holds, its pieces are few enough, begin and end as they must, and every word has its place."""
    read = encoded(mail(text, subject, signature=signature))
    assert (read.pieces[0], read.pieces[-1]) == (number("[CLS]"), number("[SEP]"))
    assert len(read.pieces) <= MOST
    assert all(read.pieces[p.place : p.place + len(p.word.pieces)] == p.word.pieces for p in read.words)


def answer(message: Message, **marked: str) -> hearing.Heard:
    """What is heard where the encoder marks just these words."""
    read = encoded(message)
    marks = [[NEVER] * len(MARKS) for _ in read.pieces]
    for placed in read.words:
        word = read.texts[placed.part][placed.word.start : placed.word.end]
        for mark, wanted in marked.items():
            if word in wanted.split():
                marks[placed.place][MARKS.index(mark)] = SURELY
    return understood(read, [0.0] * len(LABELS), marks)


def test_neighbouring_marked_words_are_one_name() -> None:
    """A name is quoted as the mail spells it; a second one elsewhere is another."""
    heard = answer(mail("At Fern  &  Vale we bake; ask Corvane."), company="Fern & Vale Corvane")
    assert {name.text for name in heard.companies} == {"Fern & Vale", "Corvane"}


def test_a_name_does_not_reach_from_one_part_into_the_next() -> None:
    """The end of the subject and the beginning of the text are no name together."""
    heard = answer(mail("Vale wants you", subject="About Fern"), company="Fern Vale")
    assert {(name.text, name.part) for name in heard.companies} == {("Fern", Part.SUBJECT), ("Vale", Part.TEXT)}


def test_a_name_that_is_said_twice_is_surer() -> None:
    """Two mentions leave less doubt than one."""
    once = answer(mail("Corvane calls"), company="Corvane").companies[0]
    twice = answer(mail("Corvane calls, Corvane waits"), company="Corvane").companies[0]
    assert twice.sure > once.sure


def test_the_likeliest_sentence_comes_first() -> None:
    """The sentence whose words are marked is the one that decides."""
    text = "Thanks for\nyour note.  Come on Tuesday.\n\nBye."
    heard = answer(mail(text), deciding="Come on Tuesday")
    assert heard.telling(text, ["Thanks for your note.", "Come on Tuesday.", "Bye."])[0][1] == "Come on Tuesday."


def test_shares_are_probabilities() -> None:
    """The logarithms belong to numbers that make up one."""
    heard = hear(mail("Could you come by on Tuesday at ten?"))
    assert heard is not None
    assert sum(2.718281828459045**one for one in heard.labels.values()) == pytest.approx(1.0, abs=1e-6)


def test_the_encoder_understands_what_no_sign_was_written_for() -> None:
    """The file beside the code is the one that was taught: a plain invitation is one for it."""
    heard = hear(mail("Pop in Tuesday about ten, Mo will show you the ovens and we can have a natter about the job."))
    assert heard is not None
    assert max(heard.labels, key=lambda label: heard.labels[label]) is Label.SCHEDULING


def test_without_the_encoder_signs_and_wording_decide(without_encoder: None) -> None:
    """Switched off, nothing is heard, and mail is judged all the same."""
    message = mail("We would like to invite you to an interview on Tuesday 10 June at 10:00.")
    assert listen(message).heard is None
    assert classify(message).label is Label.SCHEDULING


def test_where_onnxruntime_is_missing_nothing_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that it is not made for reads mail without it."""
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    hearing._loaded.cache_clear()
    try:
        assert hear(mail("Come by.")) is None
    finally:
        hearing._loaded.cache_clear()


def test_the_encoder_is_small_and_holds_no_code() -> None:
    """At most 30 MB, and one file of numbers."""
    folder = Path(importlib.import_module("unwatch_classifiers.encoder").__path__[0])
    assert (folder / hearing.FILE).stat().st_size <= 30 * 1024 * 1024
    assert not {file.suffix for file in folder.iterdir()} & {".pkl", ".pt", ".bin", ".joblib"}


def test_a_sentence_that_sounds_and_holds_a_sign_stands_first() -> None:
    """Of two that sound alike the one with a sign is named; a sign alone does not outrank a sure sound."""
    sign = Evidence("You start on Monday.", "names a start", 4.0)
    alone = Evidence("A form is attached.", "attaches a form", 4.0)
    said = ("Welcome to the house.", sign.text, alone.text)
    text = " ".join(said)
    places = [(text.index(one), text.index(one) + len(one)) for one in said]
    likely = ((*places[0], 0.7), (*places[1], 0.6), (*places[2], 0.1))
    heard = Heard(labels={}, companies=(), roles=(), deciding=likely)
    signs = Signed({}, {Label.OFFER: (alone, sign)})

    found = evidence_for(Label.OFFER, mail(text), said=said, signs=signs, heard=heard, language="en")

    assert [one.text for one in found] == [sign.text, said[0], alone.text]
