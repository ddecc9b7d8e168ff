"""Reads spans of days ("sometime in November", "early next week") and waits ("within 7-10 business days").

The values are those of letter.md, "Promise phrases": early next week is Monday to Wednesday, mid-August the 11th to the
20th, the beginning of the year 2 to 20 January, after the holidays from 6 January.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from unwatch_classifiers.business_days import add_business_days
from unwatch_classifiers.facts.calendar_words import (
    FRIDAY,
    MONTH,
    NAMED_MONTH,
    WEEKDAY,
    DayKind,
    DayMention,
    exact,
    monday_of,
    month_end,
    month_number,
    months_later,
    nearest,
    shifted,
)
from unwatch_classifiers.facts.numbers import NUMBERS, largest

_PART = (
    r"(?P<part>early|earlier|(?:the\s+)?(?:beginning|start|first\s+(?:half|part|week|days))(?:\s+of)?|mid"
    r"|(?:the\s+)?middle(?:\s+of)?"
    r"|later?|towards\s+the\s+end\s+of|(?:the\s+)?(?:very\s+)?(?:end|close|last\s+week)(?:\s+of)?)"
)
_EARLY, _MID, _LATE, _END = "early", "mid", "late", "end"

Span = tuple[date, date]


def read_ranges(text: str, said: date) -> Iterator[DayMention]:
    """Spans and waits in a bounded text, possibly overlapping; the caller keeps the first and longest."""
    for pattern, resolve in _READERS:
        for match in pattern.finditer(text):
            span = resolve(match, said)
            if span:
                yield DayMention(*span, DayKind.RANGE, match.start("what"), match.end())
    for match in _WAIT.finditer(text):
        wait = _wait(match, said)
        if wait:
            yield wait


def _part_of(match: re.Match[str]) -> str:
    part = (match["part"] or "").lower()
    if part in {"late", "later"} or "last" in part:
        return _LATE
    if "end" in part or "close" in part:
        return _END
    if "mid" in part:
        return _MID
    return _EARLY if part else ""


def _week(monday: date, part: str) -> Span:
    first, last = {_EARLY: (0, 2), _MID: (1, 3), _LATE: (3, FRIDAY), _END: (FRIDAY, FRIDAY)}.get(part, (0, FRIDAY))
    return shifted(monday, first), shifted(monday, last)


def _month(year: int, month: int, part: str) -> Span:
    end = month_end(year, month)
    first, last = {_EARLY: (1, 10), _MID: (11, 20), _LATE: (21, end.day), _END: (21, end.day)}.get(part, (1, end.day))
    return date(year, month, first), date(year, month, last)


def _unit(match: re.Match[str], said: date) -> Span | None:
    part, unit = _part_of(match), match["unit"].lower()
    which = (match["which"] or "the").lower().split()[-1]
    if not part and which == "the":
        return None
    ahead = which in {"next", "following", "new"} or (which in {"coming", "the"} and part == _EARLY)
    readers = {"week": _some_week, "weekend": _some_week, "month": _some_month, "quarter": _some_quarter}
    return readers.get(unit, _some_year)(said, part, ahead=ahead)


def _some_week(said: date, part: str, *, ahead: bool) -> Span:
    monday = shifted(monday_of(said), 7 if ahead else 0)
    first, last = _week(monday, part)
    if not ahead and last < said:  # "the end of the week", said on a Saturday
        return _week(shifted(monday, 7), part)
    return (first if ahead else max(first, said)), last


def _some_month(said: date, part: str, *, ahead: bool) -> Span:
    month = months_later(said.replace(day=1), 1 if ahead else 0)
    first, last = _month(month.year, month.month, part)
    return (first if ahead else min(max(first, said), last)), last


def _some_quarter(said: date, part: str, *, ahead: bool) -> Span:
    quarter = (said.month - 1) // 3 + (1 if ahead else 0)
    first = months_later(date(said.year, 1, 1), 3 * quarter)
    if ahead and not part:
        return first, shifted(first, 20)  # "in the new quarter": its first three weeks
    return _quarter(first, part)


def _quarter(first: date, part: str) -> Span:
    end = months_later(first, 2)
    last = month_end(end.year, end.month)
    if part == _EARLY:
        return first, shifted(first, 20)
    return (shifted(first, 60) if part in {_LATE, _END} else first), last


def _some_year(said: date, part: str, *, ahead: bool) -> Span:
    if part in {_LATE, _END}:
        year = min(said.year + (1 if ahead else 0), date.max.year)
        return date(year, 12, 1), date(year, 12, 31)
    year = min(said.year + 1, date.max.year)
    if part == _EARLY:
        return date(year, 1, 2), date(year, 1, 20)
    return date(year, 1, 2), date(year, 12 if not ahead else 1, 31)


def _named_month(match: re.Match[str], said: date) -> Span | None:
    part, month = _part_of(match), month_number(match["month"])
    if not part and not match["how"]:
        return None
    year = int(match["year"]) if match["year"] else said.year
    first, last = _month(year, month, part)
    if match["year"] or last >= said:
        return first, last
    return _month(min(year + 1, date.max.year), month, part)


def _named_quarter(match: re.Match[str], said: date) -> Span:
    number = int(match["number"]) - 1
    year = int(match["year"]) if match["year"] else said.year
    span = _quarter(months_later(date(year, 1, 1), 3 * number), _part_of(match))
    if match["year"] or span[1] >= said:
        return span
    return _quarter(months_later(date(year, 1, 1), 12 + 3 * number), _part_of(match))


def _holidays(match: re.Match[str], said: date) -> Span | None:
    year = said.year + (1 if said.month > 1 or said.day > 6 else 0)
    if match[0].lower().startswith(("after", "once", "following")):
        return exact(year, 1, 6) or said, exact(year, 1, 20) or said
    eve = nearest(12, 24, said)
    return (eve, eve) if eve else None


def _days_of_month(match: re.Match[str], said: date) -> Span | None:
    month = month_number(match["month"])
    first, last = nearest(month, int(match["from"]), said), nearest(month, int(match["to"]), said)
    return (first, last) if first and last and first <= last else None


def _week_of(match: re.Match[str], said: date) -> Span | None:
    day = nearest(month_number(match["month"]), int(match["day"]), said)
    return _week(monday_of(day), "") if day else None


def _ending(match: re.Match[str], said: date) -> Span:
    """ "by year-end", "within the month"."""
    words = match[0].lower()
    readers = (("week", _some_week), ("month", _some_month), ("quarter", _some_quarter))
    reader = next((reader for word, reader in readers if word in words), _some_year)
    return reader(said, _END, ahead=False)


def _week_after_next(_match: re.Match[str], said: date) -> Span:
    return _week(shifted(monday_of(said), 14), "")


def _wait(match: re.Match[str], said: date) -> DayMention | None:
    count = largest(match["count"]) if match["count"] else 1
    if not count:
        return None
    unit, business = match["unit"].lower(), bool(match["business"])
    hours = count if unit.startswith(("hour", "hr")) else None
    if count == 3 and "few" in (match["count"] or "").lower() and unit.startswith("day"):
        count = 4  # letter.md: "in the next few days" is four
    last, days = _after(said, count, unit, business=business)
    return DayMention(last, last, DayKind.WAIT, match.start(), match.end(), days, business, hours)


def _after(said: date, count: int, unit: str, *, business: bool) -> tuple[date, int]:
    if unit.startswith("month"):
        last = months_later(said, count)
        return last, (last - said).days
    days = _days(count, unit)
    if business and not unit.startswith(("week", "fortnight")):
        return add_business_days(said, days), days
    return shifted(said, days), days


def _days(count: int, unit: str) -> int:
    if unit.startswith(("hour", "hr")):
        return -(-count // 24)
    if unit.startswith("fortnight"):
        return 14 * count
    if unit.startswith("week"):
        return 7 * count
    return count


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_WAIT = _compiled(
    rf"\b(?:(?:the\s+)?(?:next|coming|following|another|further)\s+)?(?:(?P<count>{NUMBERS})|an?|one)"
    r"(?:\s+|-)(?:full\s+|more\s+|short\s+)?(?P<business>business\s+|working\s+|week\s?)?(?:calendar\s+)?"
    r"(?P<unit>hours?|hrs?|days?|weeks?|fortnights?|months?)\b(?!\s+(?:ago|earlier|notice|later\s+than"
    r"|of\s+experience|trial|contract|on\b|old))"
)
_READERS = (
    (
        _compiled(
            rf"\b(?P<what>(?:{_PART}[\s-]+(?:in\s+)?)?(?P<which>this|next|(?:the\s+)?following|(?:the\s+)?coming"
            rf"|the\s+new|new|the)?\s*"
            r"\b(?P<unit>week|month|quarter|year|weekend))\b(?!\s+(?:after|on|of|from|from\s+now|commencing"
            r"|beginning|later|ago))"
        ),
        _unit,
    ),
    (
        _compiled(
            rf"(?P<how>\b(?:in|by|during|until|till|before|sometime|through|for|this|next|or)\s+(?:in\s+)?)?"
            rf"(?P<what>\b(?:{_PART}[\s-]+(?:in\s+)?)?(?P<month>{NAMED_MONTH})(?!\s+\d{{1,2}}(?!\d))"
            r"(?:,?\s+(?P<year>20\d\d))?)"
        ),
        _named_month,
    ),
    (_compiled(rf"(?P<what>\b(?:{_PART}[\s-]+)?Q(?P<number>[1-4])(?:,?\s+(?P<year>20\d\d))?)\b"), _named_quarter),
    (
        _compiled(
            r"(?P<what>\b(?:after|once|following)\s+(?:the\s+)?(?:(?:christmas|winter|festive"
            r"|new\s+year)\s+)?(?:holidays|holiday\s+season|break|christmas|new\s+year))\b"
        ),
        _holidays,
    ),
    (
        _compiled(
            r"(?P<what>\b(?:(?:the\s+)?christmas|(?<!\bhis\s)(?<!\bher\s)(?<!\bmy\s)(?<!\bour\s)(?<!\btheir\s)(?:the\s+)?holidays))\b"
        ),
        _holidays,
    ),
    (
        _compiled(
            rf"(?P<what>\b(?P<from>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:-|–|to|and|until)\s*(?P<to>\d{{1,2}})(?:st|nd|rd"
            rf"|th)?\s+(?:of\s+)?(?P<month>{MONTH}))"
        ),
        _days_of_month,
    ),
    (
        _compiled(
            rf"(?P<what>\b(?:(?:the\s+)?week\s+(?:of|commencing|beginning|starting)"
            rf"|w/c)\s+(?:the\s+)?(?:{WEEKDAY},?\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
            rf"\s+(?:of\s+)?(?P<month>{MONTH}))"
        ),
        _week_of,
    ),
    (_compiled(r"(?P<what>\b(?:the\s+)?week\s+after\s+next)\b"), _week_after_next),
    (_compiled(r"(?P<what>\b(?:week|month|quarter|year)[\s-]?end)\b"), _ending),
    (_compiled(r"\bwithin\s+(?P<what>the\s+(?:week|month|quarter|year))\b(?!\s+of\b)"), _ending),
)
