"""Reads the last day of a trial (letter.md C10a, C10f): named outright, or the day it starts and how long it lasts.

A length that leads to a weekend ends on the Friday before, for a week's end is to be spoken of before it is over. Two
lengths, or a length without a start, give no day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from unwatch_classifiers.facts import offer_words as words
from unwatch_classifiers.facts.calendar_words import FRIDAY, DayKind, DayMention, months_later, shifted
from unwatch_classifiers.facts.named_days import read_all_days
from unwatch_classifiers.facts.numbers import NUMBER, largest
from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.records import Label, OfferForm

_LONGEST = 366
_MOST_WEEKS, _MOST_MONTHS = 26, 6
_TOLD_LATER = frozenset({Label.STATUS_UPDATE, Label.SCHEDULING, Label.OFFER})
_GERMAN_NUMBERS = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
_ARTICLES = frozenset({"a", "an", "the"})

_ONE = r"(?:(?<!\d\s)an?|one|the(?=\s+(?:month|fortnight)))"
_UNIT = r"(?P<unit>weeks?|wks|months?|fortnight)"
_NOT_ITS_OWN = (
    r"(?!['’]?s?\s+(?:(?:of|in)\s+)?(?:notice|probation\w*|holidays?|leave|pay\b|wages|ago|before|after|later"
    r"|in\s+advance|a\s+year|old|out"
    r"|in\s+the\s+first)\b)"
)
_LENGTH = re.compile(
    rf"(?<!after\s)(?<!within\s)(?<!every\s)(?<!first\s)(?<!last\s)(?<!per\s)(?<!£)(?<!\$)(?<!\bin\s)(?<!"
    rf"\bto\s)(?<!\bor\s)\b"
    rf"(?P<some>{NUMBER}|{_ONE})[\s-]+(?:paid\s+|full\s+|trial\s+|first\s+|whole\s+"
    rf"|initial\s+)*{_UNIT}\b{_NOT_ITS_OWN}",
    re.IGNORECASE,
)
_BARE_MONTH = re.compile(r"^(?P<unit>month|fortnight)['’]s\s+trial\b", re.IGNORECASE)
_GERMAN_LENGTH = re.compile(
    rf"(?<!bis\s)(?<!oder\s)\b(?:(?P<some>{'|'.join(_GERMAN_NUMBERS)}"
    rf"|\d{{1,2}})(?:e[mnrs]?)?\s+(?:\w+\s+)?(?P<unit>wochen?|monate?)|probe(?P<alone>woche|monat))\b"
    r"(?!\s+(?:urlaub|kündigungsfrist|im\s+jahr|vorher|später))",
    re.IGNORECASE,
)
_GERMAN_PROBATION = re.compile(r"\bprobezeit\b", re.IGNORECASE)
_TO = re.compile(
    r"\s*,?\s*\(?(?:to|until|till?|through|thru|up\s+to|ending(?:\s+on)?|and\s+ends(?:\s+on)?|by|-|–"
    r"|—)\s*(?:and\s+including\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:until|till?|through|up\s+to|ends?(?:\s+on)?|ending(?:\s+on)?|finish(?:es"
    r"|ing)(?:\s+on)?)\s+(?:about\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_FOR_AN_ANSWER = re.compile(
    r"\b(?:let|tell|know|answer|reply|decide|confirm|accept|sign|return|say|think|valid|open|hold|stands?|expires?"
    r"|deadline)\b[^,;]{0,50}$",
    re.IGNORECASE,
)
_OF_THE_TRIAL = re.compile(
    r"\b(?:your|the|our)\s+(?:\w+\s+)?trial(?:\s+(?:period|months?|weeks?))?\b[^.;!?]{0,40}?"
    r"\b(?:ends?|ending|finish(?:es)?|runs?\s+(?:until|till?|to|through)|extended\s+(?:to|until|till?)|(?:is|until"
    r"|till?)\b|last\s+day)",
    re.IGNORECASE,
)
_EXTENDS = re.compile(r"\bextend\s+(?:your|the)\s+trial\b[^.;!?]{0,40}?\b(?:to|until|till?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Length:
    weeks: int = 0
    months: int = 0


def read_ends(told: Reading, reading: Reading, form: OfferForm | None, starts: date | None) -> date | None:
    """The last day of a trial that is offered, or that a later mail names.

    `told` is the reading in English words and `reading` the mail's own, by which a length is read; `form` and `starts`
    are what was read of the offer's form and first day.
    """
    if form is OfferForm.TRIAL:
        return _of_offer(told, reading, starts)
    if told.label not in _TOLD_LATER:
        return None
    return next((day for sentence in told.sentences if (day := _said_later(sentence, told))), None)


def _of_offer(told: Reading, reading: Reading, starts: date | None) -> date | None:
    begins = starts or told.written.date()
    outright = (day for sentence in told.sentences for day in _named(sentence, starts, told))
    named = next((day for day in outright if begins < day <= shifted(begins, _LONGEST)), None)
    if named or starts is None:
        return named
    length = _length(told, reading)
    return _last_day(starts, length) if length else None


def _said_later(sentence: str, told: Reading) -> date | None:
    """ "Your trial ends on Friday", "we would like to extend your trial to the end of May"."""
    if sentence.endswith("?"):
        return None
    said = _EXTENDS.search(sentence) or _OF_THE_TRIAL.search(sentence)
    if said is None:
        return None
    days = (day for day in _days(sentence, told) if 0 <= day.begin - said.end() <= 15)
    return next((day.last for day in days), None)


def _days(sentence: str, told: Reading) -> tuple[DayMention, ...]:
    written = told.written.date()
    days = read_all_days(sentence, written, day_first=told.day_first)
    return tuple(day for day in days if day.kind is not DayKind.WAIT and day.last > written)


def _named(sentence: str, starts: date | None, told: Reading) -> Iterator[date]:
    """The last days that a sentence about the trial names: "from the 2nd to the 27th", "until the end of March"."""
    days = _days(sentence, told)
    about = bool(words.TRIAL.search(sentence) or words.SHORT_WHILE.search(sentence))
    for first, last in pairwise(days):
        if (about or first.first == starts) and _TO.fullmatch(sentence[first.end : last.begin][:40]):
            yield last.last
    if not about:
        return
    for day in days:
        before = sentence[max(0, day.begin - 80) : day.begin]
        spans = day.kind is DayKind.RANGE and day.first == starts and day.last > day.first
        if (spans or _UNTIL.search(before)) and not _FOR_AN_ANSWER.search(before):
            yield day.last


def _length(told: Reading, reading: Reading) -> _Length | None:
    """How long the trial lasts, if the mail names one length only: where it is called a trial, else beside a promise to
    look again.
    """
    german = reading.language == "de"
    pairs = [(told.subject, reading.subject), *zip(told.sentences, reading.sentences, strict=True)]
    called = [own for english, own in pairs if words.TRIAL.search(english)]
    meant = [own for english, own in pairs if words.SHORT_WHILE.search(english)]
    for lines in (called, meant, [own for _, own in pairs] if german else []):
        found = {length for line in lines for length in (_german_lengths(line) if german else _lengths(line))}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _lengths(line: str) -> Iterator[_Length]:
    """The lengths that a line names; "a week" counts only where nothing else does: "six weeks at so much a week"."""
    bare = _BARE_MONTH.search(line)
    if bare:
        yield _as_length(1, bare["unit"])
    found = list(_LENGTH.finditer(line))
    counted = [match for match in found if match["some"].lower() not in _ARTICLES]
    for match in counted or found:
        some = match["some"].lower()
        yield _as_length(1 if some in _ARTICLES else largest(some) or 0, match["unit"])


def _german_lengths(line: str) -> Iterator[_Length]:
    if _GERMAN_PROBATION.search(line):
        return
    for match in _GERMAN_LENGTH.finditer(line):
        if match["alone"]:
            yield _as_length(1, "week" if match["alone"].lower() == "woche" else "month")
            continue
        some = match["some"].lower()
        count = int(some) if some.isdecimal() else _GERMAN_NUMBERS.index(some) + 1
        yield _as_length(count, "week" if match["unit"].lower().startswith("w") else "month")


def _as_length(count: int, unit: str) -> _Length:
    if unit.lower().startswith("m"):
        return _Length(months=count)
    return _Length(weeks=count * (2 if unit.lower() == "fortnight" else 1))


def _last_day(starts: date, length: _Length) -> date | None:
    if not (0 < length.weeks <= _MOST_WEEKS or 0 < length.months <= _MOST_MONTHS):
        return None
    last = shifted(months_later(shifted(starts, length.weeks * 7), length.months), -1)
    weekend = last.weekday() - FRIDAY
    return shifted(last, -weekend) if weekend > 0 and starts.weekday() <= FRIDAY else last
