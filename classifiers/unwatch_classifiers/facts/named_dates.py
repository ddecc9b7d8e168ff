"""Reads dates that are not a plain day and month: "the first of March", "the last day of April", "Friday, 22.05."."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from unwatch_classifiers.facts.calendar_words import (
    MONTH,
    WEEKDAY,
    month_end,
    month_number,
    nearest,
    next_of_month,
    weekday_number,
)

_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_ORDINALS = (
    *_UNITS,
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
    *("eighteenth", "nineteenth", "twentieth"),
    *(f"twenty-{unit}" for unit in _UNITS),
    *("thirtieth", "thirty-first"),
)
_NUMBER_OF = {word: number for number, word in enumerate(_ORDINALS, start=1)}
_ORDINAL = "|".join(sorted((word.replace("-", r"[-\s]") for word in _ORDINALS), key=len, reverse=True))
_FEASTS = {
    "valentine": (2, 14),
    "patrick": (3, 17),
    "halloween": (10, 31),
    "christmas eve": (12, 24),
    "new year's eve": (12, 31),
}

NOT_A_DATE = (
    r"(?!\s+(?:floors?|street|st|avenue|years?|rounds?|interviews?|stages?|calls?|anniversary|place|class|party|time"
    r"|person|meeting|conversation|half|quarter|step|choice|century|part|line|reference|referee|name|grade|edition"
    r"|draft|attempt|sheet|page|form|two|three|one)\b)"
)
"""Source of a pattern for what must not follow an ordinal that is a day of the month."""


_PREPOSITIONS = ("by", "on", "before", "until", "till", "til", "for", "from")
AFTER_PREPOSITION = "(?:" + "|".join(rf"(?<=\b{word}\s)" for word in _PREPOSITIONS) + ")"
"""Source of a pattern for the place behind a word that leads to a day; the word is no part of the day."""


def read_named_dates(text: str, said: date) -> Iterator[tuple[date, int, int]]:
    """Yield each such date of a bounded text with where it begins and ends."""
    for pattern, resolve in _READERS:
        for match in pattern.finditer(text):
            day = resolve(match, said)
            if day:
                yield day, match.start(), match.end()


def _number(words: str) -> int:
    return _NUMBER_OF[re.sub(r"\s", "-", words.lower())]


def _ordinal_of_month(match: re.Match[str], said: date) -> date | None:
    return nearest(month_number(match["month"]), _number(match["ordinal"]), said)


def _weekday_and_ordinal(match: re.Match[str], said: date) -> date | None:
    return next_of_month(_number(match["ordinal"]), said)


def _day(match: re.Match[str], said: date) -> date | None:
    return next_of_month(int(match["day"]), said)


def _last_day(match: re.Match[str], said: date) -> date:
    end = month_end(said.year, month_number(match["month"]))
    return end if end >= said or said.year == date.max.year else month_end(said.year + 1, end.month)


def _feast(match: re.Match[str], said: date) -> date | None:
    words = match[0].lower().replace("’", "'")
    return next((nearest(*day, said) for name, day in _FEASTS.items() if name in words), None)


def _dotted(match: re.Match[str], said: date) -> date | None:
    """ "Friday 22.05." is a date where it is a Friday, "the 12.09." always; "Friday 9.30" and "at 9.10." are hours."""
    day = nearest(int(match["month"]), int(match["day"]), said)
    if day is None or not match["weekday"]:
        return day
    return day if day.weekday() == weekday_number(match["weekday"]) else None


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...] = (
    (
        _compiled(rf"\b(?:{WEEKDAY},?\s+)?(?:the\s+)?(?P<ordinal>{_ORDINAL})\s+(?:of\s+)?(?P<month>{MONTH})"),
        _ordinal_of_month,
    ),
    (_compiled(rf"\b{WEEKDAY},?\s+the\s+(?P<ordinal>{_ORDINAL})\b{NOT_A_DATE}"), _weekday_and_ordinal),
    (
        _compiled(rf"{AFTER_PREPOSITION}the\s+(?P<ordinal>{_ORDINAL})\b{NOT_A_DATE}"),
        _weekday_and_ordinal,
    ),
    (_compiled(rf"{AFTER_PREPOSITION}the\s+(?P<day>\d{{1,2}})(?=\.?(?:[,;]|\s*$))"), _day),
    (_compiled(rf"\b(?:the\s+)?last\s+day\s+(?:of|in)\s+(?P<month>{MONTH})"), _last_day),
    (_compiled(r"\bvalentine['’]?s(?:\s+day)?|\bst\.?\s+patrick['’]?s\s+day|\bhalloween|\bchristmas\s+eve"), _feast),
    (_compiled(r"\bnew\s+year['’]s\s+eve"), _feast),
    (
        _compiled(
            rf"(?:(?P<weekday>{WEEKDAY}),?\s+(?:the\s+)?(?=\d{{1,2}}\.\d{{1,2}}(?:[^\d]|$))|(?:\bthe\s+|\()(?=[\d.]{{4,6}}\.))"
            r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})(?:\.(?!\d))?"
        ),
        _dotted,
    ),
)
