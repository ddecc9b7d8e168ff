"""Reads the days that need more than a number: feasts, calendar weeks, "the week of the 14th", "the tenth of May".

Weeks are meant as offices keep them and end on Friday (letter.md, "Promise phrases": "next week" is Monday to Friday).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from unwatch_classifiers.facts.calendar_words import (
    FRIDAY,
    MONTH,
    NAMED_MONTH,
    WEEKDAY,
    DayKind,
    DayMention,
    coming,
    exact,
    monday_of,
    month_end,
    month_number,
    months_later,
    nearest,
    shifted,
    weekday_number,
)
from unwatch_classifiers.facts.days import read_days
from unwatch_classifiers.facts.feasts import NAMES, feast, nth_weekday

_LONGEST = 800
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
    *("ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second", "twenty-third"),
    *(
        "twenty-fourth",
        "twenty-fifth",
        "twenty-sixth",
        "twenty-seventh",
        "twenty-eighth",
        "twenty-ninth",
        "thirtieth",
        "thirty-first",
    ),
)
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_FEAST = "|".join(re.escape(name).replace("'", "['’]").replace(r"\ ", r"\s+") for name in NAMES)
Span = tuple[date, date]


def read_all_days(text: str, said: date, *, day_first: bool = True) -> tuple[DayMention, ...]:
    """All that `read_days` reads and the days named here, in order and without overlap."""
    text = text[:_LONGEST]
    named: list[DayMention] = []
    for mention in sorted(_named(text, said), key=lambda each: (each.begin, -each.end)):
        if not named or mention.begin >= named[-1].end:
            named.append(mention)
    plain = (day for day in read_days(text, said, day_first=day_first) if not _overlaps(day, named))
    return tuple(sorted((*named, *plain), key=lambda each: each.begin))


def _overlaps(day: DayMention, others: list[DayMention]) -> bool:
    return any(day.begin < other.end and other.begin < day.end for other in others)


def _named(text: str, said: date) -> Iterator[DayMention]:
    for pattern, resolve in _READERS:
        for match in pattern.finditer(text):
            span = resolve(match, said)
            if span:
                kind = DayKind.DAY if span[0] == span[1] else DayKind.RANGE
                yield DayMention(*span, kind, match.start(), match.end())


def _day(day: date | None) -> Span | None:
    return (day, day) if day else None


def _feast(match: re.Match[str], said: date) -> Span | None:
    day = feast(match["name"], said)
    if day is None:
        return None
    if match["after"]:
        return _day(shifted(day, 1))
    if match["weekday"]:
        return _day(coming(weekday_number(match["weekday"]), day))
    if match["before"] and match["name"].lower() == "easter":
        return _day(shifted(day, -3))  # the last working day before Good Friday
    return _day(shifted(day, -1)) if match["before"] else _day(day)


def _calendar_week(match: re.Match[str], said: date) -> Span | None:
    """ISO 8601 weeks, the first that is not over."""
    for year in (said.year, said.year + 1):
        try:
            friday = date.fromisocalendar(year, int(match["week"]), 5)
        except ValueError:
            return None
        if friday >= said:
            return shifted(friday, -FRIDAY), friday
    return None


def _next_day_of_month(day: int, said: date) -> date | None:
    months = (months_later(said.replace(day=1), step) for step in range(4))
    return next((found for month in months if (found := exact(month.year, month.month, day)) and found >= said), None)


def _week_of(match: re.Match[str], said: date) -> Span | None:
    number = int(match["day"] or match["date"])
    month = match["month"] or match["before_day"]
    day = nearest(month_number(month), number, said) if month else _next_day_of_month(number, said)
    if day is None:
        return None
    monday = monday_of(day)
    return monday, shifted(monday, FRIDAY)


def _spelled(match: re.Match[str], said: date) -> Span | None:
    number = _ORDINALS.index(match["day"].lower()) + 1
    return _day(nearest(month_number(match["month"]), number, said))


def _ordinal_and_month(match: re.Match[str], said: date) -> Span | None:
    """ "The 1st July 2025", which is not "the 1st" of some month."""
    month, day = month_number(match["month"]), int(match["day"])
    return _day(exact(int(match["year"]), month, day) if match["year"] else nearest(month, day, said))


def _last_day(match: re.Match[str], said: date) -> Span:
    return _day(_end_of(match["month"], said)) or (said, said)


def _end_of(month: str | None, said: date) -> date:
    if not month:
        return month_end(said.year, said.month)
    number = month_number(month)
    year = min(said.year + (1 if number < said.month else 0), date.max.year)
    return month_end(year, number)


def _half(match: re.Match[str], said: date) -> Span:
    end = _end_of(match["month"], said)
    return (
        (end.replace(day=16), end) if match["half"].lower() == "second" else (end.replace(day=1), end.replace(day=15))
    )


def _weekend_after_next(_match: re.Match[str], said: date) -> Span:
    saturday = shifted(monday_of(said), 12)
    return saturday, shifted(saturday, 1)


def _within_the_week(_match: re.Match[str], said: date) -> Span:
    """By Friday; said at the week's end, by the next."""
    friday = shifted(monday_of(said), FRIDAY)
    day = friday if friday > said else shifted(friday, 7)
    return day, day


def _first_two_weeks(match: re.Match[str], said: date) -> Span:
    end = _end_of(match["month"], said)
    return end.replace(day=1), end.replace(day=14)


def _next_fortnight(_match: re.Match[str], said: date) -> Span:
    day = shifted(said, 14)
    return day, day


def _monthly(match: re.Match[str], said: date) -> Span | None:
    """ "The first Monday of each month": the next one."""
    nth = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}[match["nth"].lower()]
    months = (months_later(said.replace(day=1), step) for step in range(3))
    days = (nth_weekday(month.year, month.month, weekday_number(match["weekday"]), nth) for month in months)
    return next(((day, day) for day in days if day >= said), None)


def _short_weekday(match: re.Match[str], said: date) -> Span | None:
    return _day(_next_day_of_month(int(match["day"]), said))


def _day_of_next_month(match: re.Match[str], said: date) -> Span | None:
    month = months_later(said.replace(day=1), 0 if match["this"] else 1)
    return _day(exact(month.year, month.month, int(match["day"])))


def _fortnight_on(match: re.Match[str], said: date) -> Span:
    day = shifted(coming(weekday_number(match["weekday"]), said), 14)
    return day, day


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Span | None]], ...] = (
    (
        _compiled(
            rf"\b(?:(?P<after>(?:the\s+)?day\s+after\s+)|(?:the\s+)?(?P<weekday>{WEEKDAY})\s+after\s+"
            rf"|(?P<before>before\s+))?(?P<name>{_FEAST})(?!\w|['’]s)"
        ),
        _feast,
    ),
    (_compiled(r"\b(?:calendar\s+week|kw|cw)\s?(?P<week>\d{1,2})\b"), _calendar_week),
    (
        _compiled(
            rf"\b(?:the\s+)?(?:week|w)\s*(?:/\s*)?(?:of|commencing|beginning|starting|ending|c)\s+(?:on\s+)?(?:the\s+)?"
            rf"(?:{WEEKDAY},?\s+)?(?:(?P<before_day>{MONTH})\s+(?P<date>\d{{1,2}})"
            rf"|(?P<day>\d{{1,2}})(?:(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTH})|(?:st|nd|rd|th)))(?![\d/:])"
        ),
        _week_of,
    ),
    (_compiled(r"(?<=\bwithin\s)the\s+week\b(?!\s+of\b)"), _within_the_week),
    (_compiled(rf"\bthe\s+first\s+(?:two\s+weeks|fortnight)\s+(?:of|in)\s+(?P<month>{NAMED_MONTH})"), _first_two_weeks),
    (_compiled(r"\b(?:the\s+)?(?:next|coming|following)\s+fortnight\b"), _next_fortnight),
    (_compiled(rf"\b(?:the\s+)?(?P<day>{_ORDINAL})\s+(?:day\s+)?of\s+(?P<month>{NAMED_MONTH})"), _spelled),
    (
        _compiled(
            rf"\bthe\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)\s+(?P<month>{MONTH})(?:,?\s+(?P<year>20\d\d)(?![\d:]))?"
        ),
        _ordinal_and_month,
    ),
    (_compiled(rf"\bthe\s+last\s+(?:working\s+|business\s+)?day\s+of\s+(?P<month>{NAMED_MONTH})"), _last_day),
    (_compiled(r"\bbefore\s+the\s+month(?P<month>)\s*(?:is|['’]s)\s+(?:out|over|up)\b"), _last_day),
    (_compiled(rf"\bthe\s+(?P<half>first|second)\s+half\s+of\s+(?P<month>{NAMED_MONTH})"), _half),
    (_compiled(r"\b(?:the\s+|t['’])?weekend\s+after\s+next\b"), _weekend_after_next),
    (
        _compiled(
            rf"\b(?P<nth>first|second|third|fourth|last)\s+(?P<weekday>{WEEKDAY})\s+(?:of|in)\s+(?:each|every|the)"
            r"\s+month\b"
        ),
        _monthly,
    ),
    (
        _compiled(r"\b(?:mon|tues?|weds?|thurs?|fri|sat|sun)\s+(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)\b"),
        _short_weekday,
    ),
    (
        _compiled(r"\b(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)\s+(?:of\s+)?(?:(?P<this>this)|next)\s+month\b"),
        _day_of_next_month,
    ),
    (_compiled(rf"\ba\s+fortnight\s+on\s+(?P<weekday>{WEEKDAY})"), _fortnight_on),
)
