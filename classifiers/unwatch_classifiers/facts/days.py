"""Reads the days that English text names, relative to the day on which it was written.

The readings taken where English leaves a choice: "next Tuesday" is the Tuesday of the next calendar week (Monday
to Sunday); "Tuesday" and "this Tuesday" the first one after today; a weekday and a date that disagree mean the date;
a date without a year is the first that is not long over; "3/4" follows `day_first`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from unwatch_classifiers.facts.calendar_words import (
    FULL_WEEKDAY,
    MONTH,
    WEEKDAY,
    DayKind,
    DayMention,
    coming,
    exact,
    monday_of,
    month_number,
    months_later,
    nearest,
    shifted,
    weekday_number,
)
from unwatch_classifiers.facts.day_ranges import read_ranges

_LONGEST = 800
_WEEKDAY_BEFORE = rf"(?:(?P<weekday>{WEEKDAY}),?\s+(?:(?:the|on)\s+)?)?"
_YEAR = r"(?:,?\s+(?P<year>20\d\d)(?![\d:]))?"


def read_days(text: str, said: date, *, day_first: bool = True) -> tuple[DayMention, ...]:
    """All days that a sentence names, in order and without overlap; only its first 800 characters are read."""
    text = text[:_LONGEST]
    found = [*_calendar_days(text, said, day_first), *read_ranges(text, said)]
    found.sort(key=lambda mention: (mention.begin, -mention.end))
    kept: list[DayMention] = []
    for mention in found:
        if not kept or mention.begin >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def _calendar_days(text: str, said: date, day_first: bool) -> Iterator[DayMention]:
    for pattern, resolve in _READERS:
        for match in pattern.finditer(text):
            day = resolve(match, said)
            if day:
                yield DayMention(day, day, DayKind.DAY, match.start(), match.end())
    for match in _NUMERIC.finditer(text):
        day = _numeric(match, said, day_first)
        if day:
            yield DayMention(day, day, DayKind.DAY, match.start(), match.end())


def _dated(match: re.Match[str], said: date) -> date | None:
    month, day = month_number(match["month"]), int(match["day"])
    return exact(int(match["year"]), month, day) if match["year"] else nearest(month, day, said)


def _iso(match: re.Match[str], _said: date) -> date | None:
    return exact(int(match["year"]), int(match["month"]), int(match["day"]))


def _numeric(match: re.Match[str], said: date, day_first: bool) -> date | None:
    one, two = int(match["one"]), int(match["two"])
    day, month = (one, two) if (day_first and two <= 12) or one > 12 else (two, one)
    if match["mark"] != "/" and not match["year"]:
        return None  # "10.30" is a time, "2-3" a span
    if not match["year"]:
        return nearest(month, day, said) if match[0] != "24/7" else None
    year = int(match["year"])
    return exact(year + 2000 if year < 100 else year, month, day)


def _day_of_month(match: re.Match[str], said: date) -> date | None:
    """ "the 15th": the next one, today included."""
    day = int(match["day"])
    months = (months_later(said.replace(day=1), step) for step in range(4))
    candidates = (exact(month.year, month.month, day) for month in months)
    return next((found for found in candidates if found and found >= said), None)


def _weekday_and_number(match: re.Match[str], said: date) -> date | None:
    """ "Tuesday 14" is a date only if the next 14th is a Tuesday; else 14 is a time of day."""
    day = _day_of_month(match, said)
    return day if day and day.weekday() == weekday_number(match["weekday"]) else None


def _relative(match: re.Match[str], said: date) -> date:
    words = match[0].lower()
    if "tomorrow" in words or words.startswith("tm"):
        return shifted(said, 2 if "after" in words else 1)
    return shifted(said, -1) if words == "yesterday" else said


def _weekday_in_a_week(match: re.Match[str], said: date) -> date:
    return shifted(coming(weekday_number(match["weekday"] or match["after"]), said), 7)


def _weekday_next_week(match: re.Match[str], said: date) -> date:
    return shifted(monday_of(said), 7 + weekday_number(match["weekday"]))


def _weekday(match: re.Match[str], said: date) -> date:
    which, weekday = (match["which"] or "").lower(), weekday_number(match["weekday"])
    if which in {"last", "past"}:
        return shifted(coming(weekday, said), -7 if weekday != said.weekday() else -14)
    if which == "next":
        return shifted(monday_of(said), 7 + weekday)
    return coming(weekday, said)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_NUMERIC = _compiled(
    rf"(?<![\w/.:,-]){_WEEKDAY_BEFORE}(?P<one>\d{{1,2}})(?P<mark>[/.-])(?P<two>\d{{1,2}})"
    r"(?:(?P=mark)(?P<year>20\d\d|\d\d))?(?![\w/:%]|\s+of\b)"
)
_NOT_A_DATE = (
    r"(?!\s+(?:floors?|street|avenue|years?|rounds?|interviews?|stages?|calls?|anniversary|place|class|party|time"
    r"|person|meeting|conversation|half|quarter|step|choice|century)\b)"
)

_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...] = (
    (
        _compiled(
            rf"(?<![\d:.,/-]){_WEEKDAY_BEFORE}\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?(?:\s+"
            rf"|-)(?P<month>{MONTH})"
            rf"(?:-(?=20\d\d))?{_YEAR}(?:\s*\({FULL_WEEKDAY}\))?"
        ),
        _dated,
    ),
    (
        _compiled(
            rf"{_WEEKDAY_BEFORE}\b(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
            rf"(?![\d:]|\s?[ap]\.?m\b){_YEAR}(?:\s*\({FULL_WEEKDAY}\))?"
        ),
        _dated,
    ),
    (_compiled(r"(?<![\d-])(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])"), _iso),
    (
        _compiled(
            rf"(?:\b{WEEKDAY},?\s+(?:the\s+)?|\bthe\s+)(?P<day>\d{{1,2}})(?:st|nd|rd"
            rf"|th)\b(?!\s+of\s+{MONTH}){_NOT_A_DATE}"
        ),
        _day_of_month,
    ),
    (
        _compiled(
            rf"\b(?P<weekday>{WEEKDAY}),?\s+(?P<day>\d{{1,2}})"
            r"(?![\d:.]|\s?[ap]\.?m\b|\s?[-–]\s?\d|\s+to\s+\d)"
        ),
        _weekday_and_number,
    ),
    (_compiled(r"\b(?:the\s+)?day\s+after\s+tomorrow\b|\b(?:today|tonight|tomorrow|tmrw|tmr|yesterday)\b"), _relative),
    (
        _compiled(
            r"\bthis\s+(?:morning|afternoon|evening)\b|\b(?:close|end)\s+of\s+(?:the\s+)?(?:business|day"
            r"|play)\b(?!,?\s+(?:on\s+|of\s+)?(?:\w{3,6}day\b|the\b|tomorrow|\d))"
        ),
        _relative,
    ),
    (
        _compiled(
            rf"\b(?:a|one)\s+week\s+(?:on|from|this|next)?\s?(?:this\s+)?(?P<weekday>{WEEKDAY})"
            rf"|\b(?P<after>{WEEKDAY})\s+week\b"
        ),
        _weekday_in_a_week,
    ),
    (
        _compiled(rf"\b(?P<weekday>{WEEKDAY}),?\s+(?:of\s+|in\s+)?(?:next|(?:the\s+)?following)\s+week\b"),
        _weekday_next_week,
    ),
    (_compiled(rf"\b(?:next|(?:the\s+)?following)\s+week,?\s+(?:on\s+)?(?P<weekday>{WEEKDAY})"), _weekday_next_week),
    (
        _compiled(
            r"\b(?:(?P<which>this\s+coming|this|next|coming|upcoming|following|last|past)\s+)?"
            rf"(?P<weekday>{WEEKDAY}|(?:(?<=this\s)|(?<=next\s))(?:mon|tues?|weds?|thur?s?|fri|sat|sun)\b)"
            r"(?:\s+this\s+week\b)?"
        ),
        _weekday,
    ),
)
