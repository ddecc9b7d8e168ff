"""Reads how many referees are wanted.

What counts is how many people the mail wants named: "two in all", "three people who taught you", "your last two
gaffers", "an engineer and a PM", "who was your last boss?". Leave to write to somebody already named wants nobody
new, and "your referees" without a number is no guess.
"""

from __future__ import annotations

from collections.abc import Callable

from unwatch_classifiers.facts import reference_words as words
from unwatch_classifiers.facts.numbers import largest
from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.records import Label

_NEVER = frozenset({Label.REJECTION, Label.ACKNOWLEDGEMENT, Label.OUTREACH, Label.OTHER})
_MOST = 12


def read_referees_wanted(reading: Reading) -> int | None:
    """The number of referees a mail asks for, the larger of "two or three"; of named people, how many are named."""
    if reading.label in _NEVER:
        return None
    if reading.label is not Label.REFERENCE_REQUEST:
        asking = (sentence for sentence in reading.sentences if words.SENDS.search(sentence))
        return next((count for sentence in asking if (count := _bounded(_references(sentence)))), None)
    for reader in _READERS:
        for line in _lines(reading):
            count = _bounded(reader(line))
            if count:
                return count
    return _one(reading)


def _lines(reading: Reading) -> tuple[str, ...]:
    """What a person would read first: the sentences, then the subject; what is over ("2 of 3 are back") goes."""
    known = any(words.DONE.search(sentence) for sentence in reading.sentences)
    lines = reading.sentences if known else (*reading.sentences, reading.subject)
    return tuple(words.DONE.sub(" ", line) for line in lines if line)


def _bounded(count: int | None) -> int | None:
    return count if count and count <= _MOST else None


def _in_all(sentence: str) -> int | None:
    match = words.IN_ALL.search(sentence)
    return largest(match["usual"] or match["count"] or match["only"] or match["bracketed"]) if match else None


def _references(sentence: str) -> int | None:
    match = words.REFERENCES.search(sentence)
    return _count(match["count"]) if match else None


def _count(said: str) -> int | None:
    return 2 if "pair" in said.lower() else largest(said)


def _people(sentence: str) -> int | None:
    """ "Two DVMs that have watched you", "your last two charge nurses", "two who have supervised you"."""
    for match in words.PEOPLE.finditer(sentence):
        count = _count(match["count"])
        if count and count > 1 and not words.MEASURES.search(match["what"]):
            return count
    last_few = words.LAST_FEW.search(sentence)
    return _count(last_few["count"]) if last_few else None


def _named(sentence: str) -> int | None:
    named = words.NAMED.search(sentence)
    count = len(words.BETWEEN_NAMES.split(named["people"])) if named else 0
    return count if count > 1 else None


def _demanded(sentence: str) -> int | None:
    match = words.DEMANDED.search(sentence)
    return _count(match["count"]) if match else None


def _some_number(sentence: str) -> int | None:
    match = words.SOME_NUMBER.search(sentence)
    return largest(match["count"]) if match else None


def _pair(sentence: str) -> int | None:
    return 2 if words.PAIR.search(sentence) else None


def _second(sentence: str) -> int | None:
    return 2 if words.SECOND.search(sentence) else None


def _one(reading: Reading) -> int | None:
    """One person, where nothing in the mail speaks of several, or where one has to be replaced."""
    if any(words.REPLACED.search(sentence) for sentence in reading.sentences):
        return 1
    if any(words.SEVERAL.search(sentence) for sentence in reading.sentences):
        return None
    asking = (sentence for sentence in reading.sentences if not words.LEAVE.search(sentence))
    return 1 if any(words.ONE.search(sentence) for sentence in asking) else None


_READERS: tuple[Callable[[str], int | None], ...] = (
    _in_all,
    _second,
    _references,
    _demanded,
    _people,
    _named,
    _pair,
    _some_number,
)
