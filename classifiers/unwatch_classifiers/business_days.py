"""Counts business days: Monday to Friday, public holidays unknown (letter.md P2 counts in them)."""

from __future__ import annotations

from datetime import date, timedelta

_SATURDAY = 5


def is_business_day(day: date) -> bool:
    """Whether a day is one of Monday to Friday."""
    return day.weekday() < _SATURDAY


def next_business_day(day: date) -> date:
    """The day itself if it is a business day, else the Monday after it."""
    return day if is_business_day(day) else day + timedelta(days=7 - day.weekday())


def add_business_days(day: date, count: int) -> date:
    """The day that lies `count` business days after `day`; Monday is one after Friday, Saturday and Sunday alike.

    A negative count goes back. Zero gives the day itself. A day beyond the calendar's ends is the last there is.
    """
    step = 1 if count >= 0 else -1
    weeks, left = divmod(abs(count), 5)
    start = _towards(day, step)
    try:
        result = start + timedelta(weeks=step * weeks)
        while left:
            result += timedelta(days=step)
            left -= is_business_day(result)
    except OverflowError:
        return date.max if step > 0 else date.min
    return result if count else day


def _towards(day: date, step: int) -> date:
    """From a weekend, the business day before it (forward counting) or after it (backward counting)."""
    while not is_business_day(day):
        day -= timedelta(days=step)
    return day
