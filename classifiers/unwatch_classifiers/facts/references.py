"""Reads how many referees are wanted."""

from __future__ import annotations

import re

from unwatch_classifiers.facts.numbers import NUMBERS, largest
from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.records import Label

_NEVER = frozenset({Label.REJECTION, Label.ACKNOWLEDGEMENT, Label.OUTREACH, Label.OTHER})
_MOST = 12
_COUNTED = re.compile(
    rf"\b(?P<count>{NUMBERS}|an?)\s+(?:more\s+|further\s+|other\s+|additional\s+)?(?:(?!years?|weeks?|days?"
    rf"|months?)[\w'’/-]+\s+){{0,3}}?(?:references|referees|reference\b(?!\s+(?:number|no|id|code))|referee"
    rf"|letters?\s+of\s+(?:recommendation|reference)|recommendation\s+letters?|recommenders)\b",
    re.IGNORECASE,
)
_CONTACTS = re.compile(
    rf"\b(?P<count>{NUMBERS})\s+(?:[\w'’-]+\s+){{0,3}}?(?:people|persons|contacts|names|colleagues|managers"
    rf"|supervisors|individuals)\b",
    re.IGNORECASE,
)
_REFERENCE_WORDS = re.compile(
    r"\b(?:refer(?:ence|ences|ee|ees)|vouch|speak\s+to|worked\s+with|reported\s+to|contact|know\s+your\s+work"
    r"|call)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:names?|numbers?|phone|details|addresses|e-?mails?)\b[^.?!]{0,60}?\b(?:for"
    r"|of)\s+(?P<people>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,2}(?:(?:,\s*(?:and\s+)?|\s+and\s+"
    r"|\s*&\s*)[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,2}){0,7})"
)
_ASKS = re.compile(
    r"\b(?:please|kindly|could|can|would|need|require|provide|send|supply|give|share|ask\s+you)\b|\?", re.IGNORECASE
)
_BETWEEN_NAMES = re.compile(r",\s*(?:and\s+)?|\s+and\s+|\s*&\s*")


def read_referees_wanted(reading: Reading) -> int | None:
    """The number of referees a mail asks for, the larger of "two or three"; of named people, how many are named."""
    if reading.label in _NEVER:
        return None
    asked = reading.label is Label.REFERENCE_REQUEST
    for sentence in reading.sentences:
        if not (asked or _ASKS.search(sentence)):
            continue
        count = _counted(sentence) or (_others(sentence) if reading.label is Label.REFERENCE_REQUEST else None)
        if count and count <= _MOST:
            return count
    return None


def _counted(sentence: str) -> int | None:
    match = _COUNTED.search(sentence)
    return largest(match["count"]) if match else None


def _others(sentence: str) -> int | None:
    contacts = _CONTACTS.search(sentence)
    if contacts and (_REFERENCE_WORDS.search(sentence) or _ASKS.search(sentence)):
        return largest(contacts["count"])
    named = _NAMED.search(sentence)
    count = len(_BETWEEN_NAMES.split(named["people"])) if named else 0
    return count if count > 1 else None
