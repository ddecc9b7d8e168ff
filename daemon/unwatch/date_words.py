"""The day that a person means in a command: 3d, tue, 3 nov, november, 2 weeks, 2026-11-03, tomorrow."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

FURTHEST_DAYS = 3 * 366

_COUNT = re.compile(r"([0-9]{1,4}) ?(d|days?|w|weeks?|m|months?)")
_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|\.)?")
_YEAR = re.compile(r"20[0-9]{2}")
_ISO = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}")
_FILLERS = ("until", "till", "to", "for", "on", "in", "by")

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
# What people write short: tue, tues, thur, sept.
_SHORTEST = 3


def read_date(words: str, today: date) -> date | None:
    """Return the next day that the words can mean, in any case of letters; None when they mean none for sure.

    A weekday is the next one after today, a day and month this year's or the next one's, a month its first day.
    Numbers with slashes mean different days to different people and are not read. Neither a day that is past nor one
    more than three years ahead is returned.
    """
    if len(words) > 60:
        return None
    parts = words.casefold().replace(",", " ").split()
    while parts and parts[0] in _FILLERS:
        del parts[0]
    try:
        when = _read(parts, today)
    except OverflowError:  # the calendar of this program ends with the year 9999
        return None
    return when if when is not None and 0 <= (when - today).days <= FURTHEST_DAYS else None


def _read(parts: list[str], today: date) -> date | None:
    if len(parts) == 1:
        when = _one_word(parts[0], today)
        if when is not None:
            return when
    if len(parts) > 1 and (weekday := _index(parts[0], _WEEKDAYS)) is not None:
        # "Monday 3 November", as the letter writes it; a day that is no Monday is a slip, so it is asked about.
        when = _day_and_month(parts[1:], today)
        return when if when is not None and when.weekday() == weekday else None
    return _from_now(" ".join(parts), today) or _day_and_month(parts, today)


def _one_word(word: str, today: date) -> date | None:
    if word == "tomorrow":
        return today + timedelta(days=1)
    if (weekday := _index(word, _WEEKDAYS)) is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if (month := _index(word, _MONTHS)) is not None:
        return _next_of(1, month + 1, today)
    if _ISO.fullmatch(word):
        return _day(int(word[:4]), int(word[5:7]), int(word[8:]))
    return None


def _from_now(words: str, today: date) -> date | None:
    found = _COUNT.fullmatch(words)
    if not found or not 0 < (count := int(found.group(1))) <= FURTHEST_DAYS:
        return None
    if found.group(2).startswith("d"):
        return today + timedelta(days=count)
    if found.group(2).startswith("w"):
        return today + timedelta(weeks=count)
    return _months_on(today, count)


def _months_on(today: date, count: int) -> date:
    """The same day so many months on, or the last of a month that is too short."""
    years, month = divmod(today.month - 1 + count, 12)
    year = today.year + years
    if year > date.max.year:
        raise OverflowError
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _day_and_month(parts: list[str], today: date) -> date | None:
    """Read "3 nov", "nov 3", "3rd of november 2026"."""
    parts = [part for part in parts if part not in {"of", "the"}]
    year = int(parts.pop()) if len(parts) == 3 and _YEAR.fullmatch(parts[2]) else None
    if len(parts) != 2:
        return None
    for number, name in (parts, reversed(parts)):
        day, month = _DAY.fullmatch(number), _index(name, _MONTHS)
        if day and month is not None:
            found = int(day.group(1))
            return _day(year, month + 1, found) if year else _next_of(found, month + 1, today)
    return None


def _next_of(day: int, month: int, today: date) -> date | None:
    for year in (today.year, today.year + 1):
        when = _day(year, month, day)
        if when is not None and when >= today:
            return when
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _index(word: str, names: tuple[str, ...]) -> int | None:
    """Which name the word is, or is short for."""
    word = word.rstrip(".")
    if len(word) < _SHORTEST:
        return None
    return next((at for at, name in enumerate(names) if name.startswith(word)), None)
