"""Business days are Monday to Friday; weekends are stepped over."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unwatch_classifiers.business_days import add_business_days, is_business_day, next_business_day

FRIDAY = date(2025, 10, 10)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2025, 10, 31), 5, date(2025, 11, 7)),
        (FRIDAY, 1, date(2025, 10, 13)),
        (date(2025, 10, 11), 1, date(2025, 10, 13)),
        (date(2025, 10, 12), 1, date(2025, 10, 13)),
        (date(2025, 10, 12), 5, date(2025, 10, 17)),
        (date(2025, 10, 8), 10, date(2025, 10, 22)),
        (date(2025, 10, 13), -1, FRIDAY),
        (date(2025, 10, 12), -1, FRIDAY),
        (date(2025, 10, 12), 0, date(2025, 10, 12)),
    ],
)
def test_counts_only_mondays_to_fridays(day: date, count: int, expected: date) -> None:
    """Saturdays and Sundays are not counted, whichever way; nothing added changes nothing (letter.md A2b)."""
    assert add_business_days(day, count) == expected


@pytest.mark.parametrize("day", [date(2025, 10, 11), date(2025, 10, 12), date(2025, 10, 13)])
def test_the_next_business_day_of_a_weekend_is_monday(day: date) -> None:
    """A business day is its own next one."""
    assert next_business_day(day) == date(2025, 10, 13)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 300))
def test_counting_agrees_with_counting_one_by_one(day: date, count: int) -> None:
    """Adding n is adding one n times, and always lands on a business day."""
    walked = day
    for _ in range(count):
        walked = add_business_days(walked, 1)

    assert add_business_days(day, count) == walked
    assert is_business_day(walked)


def test_the_end_of_the_calendar_is_no_error() -> None:
    """A count beyond the last date there is gives that date."""
    assert add_business_days(date.max, 5) == date.max
    assert add_business_days(date.min, -5) == date.min
