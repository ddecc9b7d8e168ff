"""The days that English names by their feast ("before Easter", "the day after Labor Day"), as calendar dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from unwatch_classifiers.facts.calendar_words import month_end, shifted

_MONDAY, _THURSDAY, _SUNDAY = 0, 3, 6

_FIXED: Mapping[str, tuple[int, int]] = {
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "burns night": (1, 25),
    "australia day": (1, 26),
    "candlemas": (2, 2),
    "waitangi day": (2, 6),
    "valentine's": (2, 14),
    "valentine's day": (2, 14),
    "the ides of march": (3, 15),
    "st patrick's": (3, 17),
    "st patrick's day": (3, 17),
    "st. patrick's day": (3, 17),
    "paddy's day": (3, 17),
    "lady day": (3, 25),
    "anzac day": (4, 25),
    "may day": (5, 1),
    "gypsy day": (6, 1),
    "juneteenth": (6, 19),
    "midsummer": (6, 24),
    "canada day": (7, 1),
    "the fourth of july": (7, 4),
    "independence day": (7, 4),
    "michaelmas": (9, 29),
    "halloween": (10, 31),
    "hallowe'en": (10, 31),
    "all saints": (11, 1),
    "bonfire night": (11, 5),
    "guy fawkes": (11, 5),
    "armistice day": (11, 11),
    "veterans day": (11, 11),
    "martinmas": (11, 11),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "hogmanay": (12, 31),
}
_FROM_EASTER: Mapping[str, int] = {
    "shrove tuesday": -47,
    "pancake day": -47,
    "ash wednesday": -46,
    "palm sunday": -7,
    "maundy thursday": -3,
    "good friday": -2,
    "easter": 0,
    "easter day": 0,
    "easter sunday": 0,
    "easter monday": 1,
    "ascension": 39,
    "whitsun": 49,
    "pentecost": 49,
    "whit monday": 50,
}


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year (the computus of the Gregorian reform, in whole numbers)."""
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    offset = epact - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday of a month; -1 is the last."""
    if nth < 0:
        end = month_end(year, month)
        return shifted(end, -((end.weekday() - weekday) % 7))
    first = date(year, month, 1)
    return shifted(first, (weekday - first.weekday()) % 7 + 7 * (nth - 1))


_MOVING: Mapping[str, Callable[[int], date]] = {
    "memorial day": lambda year: nth_weekday(year, 5, _MONDAY, -1),
    "victoria day": lambda year: shifted(date(year, 5, 25), -((date(year, 5, 25).weekday() - 1) % 7 + 1)),
    "labor day": lambda year: nth_weekday(year, 9, _MONDAY, 1),
    "labour day": lambda year: nth_weekday(year, 9, _MONDAY, 1),
    "columbus day": lambda year: nth_weekday(year, 10, _MONDAY, 2),
    "presidents' day": lambda year: nth_weekday(year, 2, _MONDAY, 3),
    "thanksgiving": lambda year: nth_weekday(year, 11, _THURSDAY, 4),
    "the may bank holiday": lambda year: nth_weekday(year, 5, _MONDAY, 1),
    "the august bank holiday": lambda year: nth_weekday(year, 8, _MONDAY, -1),
    "remembrance sunday": lambda year: nth_weekday(year, 11, _SUNDAY, 2),
}

NAMES = tuple(sorted({*_FIXED, *_FROM_EASTER, *_MOVING}, key=len, reverse=True))
"""All names, in lower case with straight apostrophes, the longest first."""


def feast(name: str, said: date) -> date | None:
    """The first such day from the day it was said; None for an unknown name or at the calendar's end."""
    known = " ".join(name.lower().replace("’", "'").split())
    for year in (said.year, said.year + 1):
        day = _in_year(known, year) if year < date.max.year else None
        if day and day >= said:
            return day
    return None


def _in_year(name: str, year: int) -> date | None:
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name in _FROM_EASTER:
        return shifted(easter(year), _FROM_EASTER[name])
    return _MOVING[name](year) if name in _MOVING else None
