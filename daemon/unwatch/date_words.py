"""The day that a person means in a command: 3d, tue, 3 nov, november, two weeks, end of month, 2026-11-03, morgen.

The words are data (`reply_words.toml`); how they are put together is the same in every language that is read.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from unwatch.reply_words import folded, meanings, tables, words

FURTHEST_DAYS = 3 * 366

_LONGEST = 60
_SHORTEST_MONTH = 3  # "sept", "nov"
_FRIDAY = 4

_COUNT = re.compile(r"([0-9]{1,4}) ?([^\W\d_]{1,20})\.?")
_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|\.)?")
_YEAR = re.compile(r"20[0-9]{2}")
_ISO = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.(20[0-9]{2})?")

_FILLERS = words("dates", "fillers")
_ARTICLES = words("dates", "articles")
_END = words("dates", "end")
_NEXT = words("dates", "next")
_AHEAD = {phrase: int(days) for phrase, days in meanings("dates", "ahead").items()}
_NUMBERS = meanings("dates", "numbers")
_UNITS = meanings("dates", "units")


def _beginnings(key: str, letters: int | None) -> dict[str, int]:
    """Every word that means one of the weekdays or months, cut short or not; `letters` is the fewest it may have."""
    found: dict[str, int] = {}
    for table in tables("dates"):
        fewest = letters or table["weekday_letters"]
        for at, name in enumerate(table[key]):
            for length in range(fewest, len(name) + 1):
                found.setdefault(folded(name)[:length], at)
        for at, name in enumerate(table.get(f"{key}_short", ())):
            found.setdefault(folded(name), at)
    return found


_WEEKDAYS = _beginnings("weekdays", None)
_MONTHS = _beginnings("months", _SHORTEST_MONTH)


def read_date(said: str, today: date, *, latest: bool = False) -> date | None:
    """Return the next day that the words can mean, in any case of letters; None when they mean none for sure.

    A weekday is the next one after today, a day and month this year's or the next one's. A week, month or year named
    as a whole is its first day, or with `latest` its last; a working week ends on Friday. Numbers with slashes mean
    different days to different people and are not read. Neither a day that is past nor one more than three years
    ahead is returned.
    """
    if len(said) > _LONGEST:
        return None
    parts = folded(said).replace(",", " ").split()
    while parts and parts[0] in _FILLERS:
        del parts[0]
    parts = [part for part in parts if part not in _ARTICLES]
    try:
        when = _read(parts, today, latest) if parts else None
    except OverflowError:  # the calendar of this program ends with the year 9999
        return None
    return when if when is not None and 0 <= (when - today).days <= FURTHEST_DAYS else None


def is_day_name(word: str) -> bool:
    """Tell whether a word names a weekday or a month, or begins one: no employer, then, where one could stand."""
    return _index(folded(word), _WEEKDAYS) is not None or _index(folded(word), _MONTHS) is not None


def _read(parts: list[str], today: date, latest: bool) -> date | None:
    if (days := _AHEAD.get(" ".join(parts))) is not None:
        return today + timedelta(days=days)
    when = _one_word(parts[0], today) if len(parts) == 1 else None
    if when is None:
        when = _period(parts, today, latest)
    if when is not None:
        return when
    if len(parts) > 1 and (weekday := _index(parts[0], _WEEKDAYS)) is not None:
        # "Monday 3 November", as the letter writes it; a day that is no Monday is a slip, so it is asked about.
        when = _day_and_month(parts[1:], today)
        return when if when is not None and when.weekday() == weekday else None
    return _from_now(parts, today) or _day_and_month(parts, today)


def _one_word(word: str, today: date) -> date | None:
    if (weekday := _index(word, _WEEKDAYS)) is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if _ISO.fullmatch(word):
        return _day(int(word[:4]), int(word[5:7]), int(word[8:]))
    return _day_and_month([word], today)


def _period(parts: list[str], today: date, latest: bool) -> date | None:
    """Read what names a span: "november", "next week", "end of month", "ende november"."""
    end = len(parts) > 1 and parts[0] in _END
    span = parts[1:] if end else parts
    if len(span) == 1 and (month := _index(span[0], _MONTHS)) is not None:
        return _of_month(month + 1, today, last=latest or end)
    following = len(span) == 2 and span[0] in _NEXT
    unit = _UNITS.get(span[-1]) if len(span[-1]) > 1 and len(span) == 1 + following else None
    if unit is None or not (end or following):
        return None
    return _of_unit(unit, today, ahead=int(following), last=latest or end)


def _of_month(month: int, today: date, *, last: bool) -> date | None:
    """The next first or last day of such a month, this year's or the next one's."""
    for year in (today.year, today.year + 1):
        when = _day(year, month, _length(year, month) if last else 1)
        if when is not None and when >= today:
            return when
    return None


def _of_unit(unit: str, today: date, *, ahead: int, last: bool) -> date | None:
    """The first or last day of this week, month or year, or of the next one."""
    if unit == "week":
        return today + timedelta(days=7 * ahead - today.weekday() + (_FRIDAY if last else 0))
    if unit == "month":
        on = _months_on(today.replace(day=1), ahead)
        return on.replace(day=_length(on.year, on.month)) if last else on
    if unit == "year":
        return _day(today.year + ahead, 12 if last else 1, 31 if last else 1)
    return None


def _from_now(parts: list[str], today: date) -> date | None:
    if len(parts) == 2:
        parts = [_NUMBERS.get(parts[0], parts[0]), parts[1]]
    found = _COUNT.fullmatch(" ".join(parts))
    unit = _UNITS.get(found.group(2)) if found else None
    if not found or not unit or not 0 < (count := int(found.group(1))) <= FURTHEST_DAYS:
        return None
    if unit == "day":
        return today + timedelta(days=count)
    if unit == "week":
        return today + timedelta(weeks=count)
    return _months_on(today, count if unit == "month" else 12 * count)


def _months_on(today: date, count: int) -> date:
    """The same day so many months on, or the last of a month that is too short."""
    years, month = divmod(today.month - 1 + count, 12)
    year = today.year + years
    if year > date.max.year:
        raise OverflowError
    return date(year, month + 1, min(today.day, _length(year, month + 1)))


def _length(year: int, month: int) -> int:
    """How many days a month has; any number for a year after the last one, which `_day` then does not find."""
    return calendar.monthrange(min(year, date.max.year), month)[1]


def _day_and_month(parts: list[str], today: date) -> date | None:
    """Read "3 nov", "nov 3", "3rd november 2026", and "3.11.", in which the day always comes first."""
    if len(parts) == 1 and (dotted := _DOTTED.fullmatch(parts[0])):
        day, month, year = (int(number) if number else 0 for number in dotted.groups())
        return _day(year, month, day) if year else _next_of(day, month, today)
    given = int(parts[2]) if len(parts) == 3 and _YEAR.fullmatch(parts[2]) else None
    pair = parts[:2] if given else parts
    if len(pair) != 2:
        return None
    for number, name in (pair, reversed(pair)):
        found, index = _DAY.fullmatch(number), _index(name, _MONTHS)
        if found and index is not None:
            day = int(found.group(1))
            return _day(given, index + 1, day) if given else _next_of(day, index + 1, today)
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


def _index(word: str, beginnings: dict[str, int]) -> int | None:
    """Which name the word is, or is short for."""
    return beginnings.get(word.rstrip("."))
