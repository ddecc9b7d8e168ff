"""The words of the calendar, as patterns and numbers, and plain date arithmetic that never raises."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

FRIDAY = 4

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

FULL_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|(?:mon|tues?|weds?|thurs?|thu|fri)\b\.?|(?-i:Sat|Sun|SAT|SUN)\b\.?"
    r"|(?:sat|sun)\b(?=\s+(?:the\s+)?\d{1,4}(?:st|nd|rd|th|\s?[ap]m|[.:]\d\d)?\b(?!\s+[a-z]+s\b)"
    r"|\s+(?:morning|afternoon|evening|night|noon)\b))"
)
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|(?-i:May|MAY)|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
NAMED_MONTH = (
    r"(?-i:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)


class DayKind(Enum):
    """How a day was named."""

    DAY = auto()
    RANGE = auto()
    WAIT = auto()


@dataclass(frozen=True, slots=True)
class DayMention:
    """Days that a text names: `first` to `last` (the same for one day), and where it stands in the text.

    Of a wait, `days` says how many days (`business` for business days) or `hours` how many hours it lasts.
    """

    first: date
    last: date
    kind: DayKind
    begin: int
    end: int
    days: int = 0
    business: bool = False
    hours: int | None = None


def weekday_number(word: str) -> int:
    """0 for Monday, from a word matched by `WEEKDAY`."""
    return _WEEKDAYS.index(word[:3].lower())


def month_number(word: str) -> int:
    """1 for January, from a word matched by `MONTH`."""
    return _MONTHS.index(word[:3].lower()) + 1


def shifted(day: date, days: int) -> date:
    """`day` and some days; the calendar's end where that lies beyond it."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def exact(year: int, month: int, day: int) -> date | None:
    """The date, or None if there is none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def months_later(day: date, months: int) -> date:
    """The same day some months on, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = min(index // 12, date.max.year), index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def monday_of(day: date) -> date:
    """The Monday of a day's calendar week."""
    return shifted(day, -day.weekday())


def coming(weekday: int, said: date) -> date:
    """The first such weekday after the day it was said; said on a Friday, "Friday" is in a week."""
    return shifted(said, (weekday - said.weekday() - 1) % 7 + 1)


def next_of_month(day: int, said: date) -> date | None:
    """ "the 15th": the next one, the day it was said included."""
    months = (months_later(said.replace(day=1), step) for step in range(4))
    candidates = (exact(month.year, month.month, day) for month in months)
    return next((found for found in candidates if found and found >= said), None)


def nearest(month: int, day: int, said: date) -> date | None:
    """The date of a day and month named without a year: the first that is not over since 60 days or more."""
    candidates = (exact(said.year + step, month, day) for step in (-1, 0, 1, 2, 3, 4) if said.year + step <= 9999)
    return next((found for found in candidates if found and found >= shifted(said, -60)), None)
