"""Reads the days that English text names, relative to the day on which it was written.

The readings taken where English leaves a choice: "next Tuesday" is the Tuesday of the next calendar week (Monday
to Sunday); "Tuesday" and "this Tuesday" the first one after today; a weekday and a date that disagree mean the date;
a date without a year is the first that is not long over; "3/4" follows `day_first`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
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
    nearest,
    next_of_month,
    shifted,
    weekday_number,
)
from unwatch_classifiers.facts.day_ranges import read_ranges
from unwatch_classifiers.facts.named_dates import AFTER_PREPOSITION, NOT_A_DATE, read_named_dates

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
    return tuple(_agreed(text, mention, kept) for mention in kept)


def _agreed(text: str, mention: DayMention, kept: list[DayMention]) -> DayMention:
    """A bare weekday beside a date of that weekday means that date ("Tuesday evening, 1st July").

    One that goes on from a date is the next after it ("Thursday the 18th or the Friday").
    """
    if not _BARE_WEEKDAY.fullmatch(text, mention.begin, mention.end):
        return mention
    links = _LINKS.search(text[max(0, mention.begin - 12) : mention.begin])
    for other in kept:
        if links and other.kind is DayKind.DAY and other.end <= mention.begin and other.first > mention.first:
            later = coming(mention.first.weekday(), other.first)
            return replace(mention, first=later, last=later)
        gap = max(other.begin - mention.end, mention.begin - other.end)
        dated = other.kind is DayKind.DAY and _HAS_DATE.search(text, other.begin, other.end)
        if dated and gap <= _BESIDE and other.first.weekday() == mention.first.weekday():
            return replace(mention, first=other.first, last=other.first)
    return mention


def _calendar_days(text: str, said: date, day_first: bool) -> Iterator[DayMention]:
    for pattern, resolve in _READERS:
        for match in pattern.finditer(text):
            day = resolve(match, said)
            if day:
                yield DayMention(day, day, DayKind.DAY, match.start(), match.end())
    for named, begin, end in read_named_dates(text, said):
        yield DayMention(named, named, DayKind.DAY, begin, end)
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
    return next_of_month(int(match["day"]), said)


def _weekday_and_number(match: re.Match[str], said: date) -> date | None:
    """ "Tuesday 14" is a date only if the next 14th is a Tuesday; else 14 is a time of day."""
    day = _day_of_month(match, said)
    return day if day and day.weekday() == weekday_number(match["weekday"]) else None


def _relative(match: re.Match[str], said: date) -> date:
    words = match[0].lower()
    if words.endswith("tomorrow") or words.startswith(("tm", "tomo", "2m")):
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
    r"(?:(?P=mark)(?P<year>20\d\d|\d\d))?(?![\w/%]|:\d|\s+of\b)"
)
_BARE_WEEKDAY = _compiled(rf"(?:(?:on|this|the)\s+)?{WEEKDAY}")
_LINKS = re.compile(r"\b(?:or|and)\s+(?:(?:on\s+)?the\s+|on\s+)?$", re.IGNORECASE)
_HAS_DATE = re.compile(r"\d|(?:first|second|third|th|ieth)\b")
_BESIDE = 60
"""Characters between a weekday and the date that it goes with."""

_NO_ONE_DAY = "".join(rf"(?<!\b{word}\s)" for word in ("a", "an", "any", "each", "every", "most", "some"))
_AFTER_ORDINAL = (
    r"(?=\s*(?:$|[.,;:)!?–-]|(?:at|from|and|or|if|in|between|till?|until|to|please|pls|latest|is|was|works?|suits?"
    rf"|would|will|we|you|i|so|morning|afternoon|evening|with|when|not|instead|same|{WEEKDAY})\b))"
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
            rf"|th)\b(?!\s+of\s+{MONTH}){NOT_A_DATE}"
        ),
        _day_of_month,
    ),
    (
        _compiled(
            rf"(?:{AFTER_PREPOSITION}|(?<=[,(]\s)|(?<=\()|^)"
            rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)\b{NOT_A_DATE}{_AFTER_ORDINAL}"
        ),
        _day_of_month,
    ),
    (
        _compiled(
            rf"\b(?P<weekday>{WEEKDAY}),?\s+(?P<day>\d{{1,2}})"
            r"(?!\d|[:.]\d|\s?[ap]\.?m\b|\s?[-–]\s?\d|\s+to\s+\d)"
        ),
        _weekday_and_number,
    ),
    (
        _compiled(
            r"\b(?:the\s+)?day\s+after\s+tomorrow\b|\b(?:today|tonight|tomorrow|tomoz|tomo|tmrw|tmr|2moro|yesterday)\b"
        ),
        _relative,
    ),
    (
        _compiled(
            r"\bthis\s+(?:morning|afternoon|evening)\b|\b(?:close|end)\s+of\s+(?:the\s+)?(?:business|day"
            rf"|play)\b(?!,?\s+(?:on\s+|of\s+)?(?:(?:next\s+|this\s+)?{WEEKDAY}|the\b|tomorrow|\d|{MONTH}\s+\d))"
        ),
        _relative,
    ),
    (
        _compiled(
            rf"\b(?:a|one)\s+week\s+(?:on|from|this|next)?\s?(?:this\s+)?(?P<weekday>{WEEKDAY})"
            rf"|\b(?P<after>{WEEKDAY})\s+(?:in\s+(?:a|one)\s+)?week\b"
        ),
        _weekday_in_a_week,
    ),
    (
        _compiled(rf"\b(?P<weekday>{WEEKDAY}),?\s+(?:of\s+|in\s+|the\s+)?(?:next|(?:the\s+)?following)\s+week\b"),
        _weekday_next_week,
    ),
    (_compiled(rf"\b(?:next|(?:the\s+)?following)\s+week,?\s+(?:on\s+)?(?P<weekday>{WEEKDAY})"), _weekday_next_week),
    (
        _compiled(
            r"\b(?:(?P<which>this\s+coming|this|next|coming|upcoming|following|last|past)\s+)?"
            rf"{_NO_ONE_DAY}(?P<weekday>{WEEKDAY}|(?:(?<=this\s)|(?<=next\s)|(?<=\bon\s)|(?<=\bby\s))(?:sat|sun)\b)"
            r"(?:\s+this\s+week\b)?(?!\s+(?:morning|afternoon|evening|night|lunchtime)s\b)"
        ),
        _weekday,
    ),
)
