"""The words of job postings, in several languages: `words.toml` made into patterns that look at a bounded text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

LOOKED_AT = 600
"""Characters of a paragraph that its meaning is read from."""

HEADING_LIMIT = 80
_WHOLE_LINES = frozenset({"greeting", "goodbye", "cv", "divider"})
_JOINED = re.compile(r"\s*(?:&|\+|/|,)\s*|\s+(?:and|und|et|y|e|en|och)\s+")


class Heading(StrEnum):
    """What a part of a posting is about, or what begins where its heading stands."""

    DUTIES = "duties"
    REQUIREMENTS = "requirements"
    OFFER = "offer"
    ROLE = "role"
    COMPANY = "company"
    APPLY = "apply"
    NEXT = "next"
    """What the employer will do next: no part of a posting."""

    MARK = "mark"
    """That a posting follows."""


class Field(StrEnum):
    """What a line "Salary: …" states."""

    PAY = "pay"
    HOURS = "hours"
    CONTRACT = "contract"
    CLOSING = "closing"
    PLACE = "place"
    DEPARTMENT = "department"
    REFERENCE = "reference"
    START = "start"
    TITLE = "title"


TELLING = frozenset({Field.PAY, Field.HOURS, Field.CONTRACT, Field.CLOSING})
"""Fields that hardly any mail but a posting has."""


class Signal(StrEnum):
    """What a sentence of a posting says."""

    SEEKS = "seeks"
    EXTENT = "extent"
    PAY = "pay"
    DEMANDS = "demands"
    DOES = "does"
    OFFERS = "offers"
    APPLY = "apply"
    GENDER = "gender"


class Stop(StrEnum):
    """What a paragraph around a posting is."""

    GREETING = "greeting"
    RECEIPT = "receipt"
    ASKS = "asks"
    GOODBYE = "goodbye"
    FOOTER = "footer"
    EQUAL = "equal"
    SIMILAR = "similar"
    LETTER = "letter"
    INTRODUCES = "introduces"
    DIVIDER = "divider"
    CV = "cv"


class Topic(StrEnum):
    """What a whole mail may be about that speaks in headings too."""

    TERMS = "terms"
    TASK = "task"
    MANY = "many"


def bare(text: str) -> str:
    """Return what of a line is compared: lower case, single blanks, one kind of apostrophe, no marks at its ends."""
    start, end = 0, len(text)
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] == ")"):
        end -= 1
    return " ".join(_level(text[start:end]).split())


def heading_of(text: str) -> tuple[Heading, bool] | None:
    """Return what a line is the heading of and whether it plainly is; None where it is no heading."""
    if not text or len(text) > HEADING_LIMIT:
        return None
    plain = bare(text)
    found = _heading(plain)
    if found:
        return found
    parts = [_heading(part) for part in _JOINED.split(plain)[:4] if part]
    known = [part for part in parts if part]
    if len(parts) < 2 or len(known) < len(parts):
        return None
    return known[0][0], any(plainly for _, plainly in known)


def field_of(label: str) -> Field | None:
    """Return what the words before a colon announce."""
    plain = bare(label)
    return next((field for field, pattern in _fields().items() if pattern.fullmatch(plain)), None)


def signals_in(text: str) -> frozenset[Signal]:
    """Return everything that a paragraph says of what postings say."""
    looked_at = _level(text[:LOOKED_AT])
    return frozenset(signal for signal, pattern in _signals().items() if pattern.search(looked_at))


def has_signal(text: str, signal: Signal) -> bool:
    """Tell whether a paragraph says one thing that postings say."""
    return bool(_signals()[signal].search(_level(text[:LOOKED_AT])))


def has_stop(text: str, stop: Stop) -> bool:
    """Tell whether a paragraph is one thing that stands around postings."""
    looked_at = _level(text[:LOOKED_AT])
    pattern = _stops()[stop]
    if stop in _WHOLE_LINES:
        return bool(pattern.match(looked_at.strip(" \t*_#=>")))
    return bool(pattern.search(looked_at))


def has_topic(text: str, topic: Topic) -> bool:
    """Tell whether a text of any length is about a topic."""
    return bool(_topics()[topic].search(_level(text)))


def link_words(key: str) -> re.Pattern[str]:
    """Return the pattern for one list of the table on links."""
    return _any(_table()["links"][key])


def _level(text: str) -> str:
    return text.replace("’", "'").replace("‘", "'").lower()


def _heading(plain: str) -> tuple[Heading, bool] | None:
    for table, plainly in (("headings", True), ("weak_headings", False)):
        for kind, pattern in _headings(table).items():
            if pattern.fullmatch(plain):
                return kind, plainly
    return None


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(resources.files("unwatch_classifiers.posting").joinpath("words.toml").read_text("utf-8"))


@cache
def _headings(name: str) -> Mapping[Heading, re.Pattern[str]]:
    begins, ends = _either(_table()["heading_begins"]), _either(_table()["heading_ends"])
    return {
        Heading(kind): re.compile(f"(?:{begins} ){{0,3}}{_either(words)}(?: {ends})?")
        for kind, words in _table()[name].items()
    }


@cache
def _fields() -> Mapping[Field, re.Pattern[str]]:
    return {Field(kind): _any(words) for kind, words in _table()["fields"].items()}


@cache
def _signals() -> Mapping[Signal, re.Pattern[str]]:
    return {Signal(kind): _any(words) for kind, words in _table()["signals"].items()}


@cache
def _stops() -> Mapping[Stop, re.Pattern[str]]:
    return {Stop(kind): _any(words) for kind, words in _table()["stops"].items()}


@cache
def _topics() -> Mapping[Topic, re.Pattern[str]]:
    return {Topic(kind): _any(words) for kind, words in _table()["topics"].items()}


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(_either(words))


def _either(words: Iterable[str]) -> str:
    return "(?:" + "|".join(words) + ")"
