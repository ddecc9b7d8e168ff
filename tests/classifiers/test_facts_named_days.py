"""Days that need more than a number, said on Wednesday 8 October 2025."""

from __future__ import annotations

from datetime import date

import pytest

from unwatch_classifiers.facts.feasts import easter, feast, nth_weekday
from unwatch_classifiers.facts.named_days import read_all_days

SAID = date(2025, 10, 8)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("before Easter", "2026-04-02", "2026-04-02"),
        ("by Halloween", "2025-10-31", "2025-10-31"),
        ("by Hallowe’en", "2025-10-31", "2025-10-31"),
        ("before St Patrick's Day", "2026-03-16", "2026-03-16"),
        ("the day after Labor Day", "2026-09-08", "2026-09-08"),
        ("the Tuesday after the May bank holiday", "2026-05-05", "2026-05-05"),
        ("in calendar week 44", "2025-10-27", "2025-10-31"),
        ("in the week of the 20th", "2025-10-20", "2025-10-24"),
        ("in the week ending 14 November", "2025-11-10", "2025-11-14"),
        ("the week of November 17", "2025-11-17", "2025-11-21"),
        ("the seventh of November", "2025-11-07", "2025-11-07"),
        ("the 3rd November 2025", "2025-11-03", "2025-11-03"),
        ("the last day of November", "2025-11-30", "2025-11-30"),
        ("before the month is out", "2025-10-31", "2025-10-31"),
        ("in the second half of November", "2025-11-16", "2025-11-30"),
        ("the first two weeks of November", "2025-11-01", "2025-11-14"),
        ("by the weekend after next", "2025-10-18", "2025-10-19"),
        ("the first Monday of each month", "2025-11-03", "2025-11-03"),
        ("fri 17th", "2025-10-17", "2025-10-17"),
        ("the 24th of this month", "2025-10-24", "2025-10-24"),
        ("a fortnight on Monday", "2025-10-27", "2025-10-27"),
        ("in the next fortnight", "2025-10-22", "2025-10-22"),
        ("within the week", "2025-10-10", "2025-10-10"),
        ("on 12 November", "2025-11-12", "2025-11-12"),
    ],
)
def test_reads_the_day(text: str, first: str, last: str) -> None:
    """Weeks end on Friday, "before" a feast is the day before, and what `read_days` reads is kept."""
    days = read_all_days(text, SAID)

    assert [(day.first, day.last) for day in days] == [(date.fromisoformat(first), date.fromisoformat(last))]


@pytest.mark.parametrize(
    "text", ["that week of 12 talks", "the second of two calls", "Easterly Road", "week 44 people"]
)
def test_what_only_looks_like_a_day_is_none(text: str) -> None:
    """Hours, counts and names are no days."""
    assert read_all_days(text, SAID) == ()


def test_within_the_week_said_on_a_friday_is_the_next() -> None:
    """Nobody means today by it."""
    assert read_all_days("within the week", date(2025, 10, 10))[0].last == date(2025, 10, 17)


@pytest.mark.parametrize(("year", "day"), [(1954, (4, 18)), (2000, (4, 23)), (2024, (3, 31)), (2038, (4, 25))])
def test_easter_is_where_the_computus_puts_it(year: int, day: tuple[int, int]) -> None:
    """Also in the years of its corrections."""
    assert easter(year) == date(year, *day)


def test_a_feast_is_the_first_from_the_day_it_was_said() -> None:
    """Said on the day itself it is today; an unknown name is none."""
    assert feast("Labor Day", date(2025, 9, 1)) == date(2025, 9, 1)
    assert feast("Labor Day", date(2025, 9, 2)) == date(2026, 9, 7)
    assert feast("Saint Nobody's", SAID) is None
    assert feast("easter", date.max) is None


def test_the_last_weekday_of_a_month_is_counted_from_its_end() -> None:
    """Memorial Day is the last Monday in May."""
    assert nth_weekday(2026, 5, 0, -1) == date(2026, 5, 25)
    assert nth_weekday(2026, 5, 0, 1) == date(2026, 5, 4)
