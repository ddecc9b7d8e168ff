"""Days are read as English means them, relative to the day of the mail (Wednesday 8 October 2025)."""

from __future__ import annotations

from datetime import date

import pytest

from unwatch_classifiers.facts.days import read_days

SAID = date(2025, 10, 8)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tuesday 14 October", "2025-10-14"),
        ("the 14th of October", "2025-10-14"),
        ("Tuesday, October 14th, 2025", "2025-10-14"),
        ("Oct 14", "2025-10-14"),
        ("14/10", "2025-10-14"),
        ("14.10.2025", "2025-10-14"),
        ("2025-10-14", "2025-10-14"),
        ("Tuesday the 14th", "2025-10-14"),
        ("Tuesday 14 at ten", "2025-10-14"),
        ("Monday 14 October", "2025-10-14"),
        ("3 January", "2026-01-03"),
        ("1 October", "2025-10-01"),
        ("Friday", "2025-10-10"),
        ("this Friday", "2025-10-10"),
        ("Wednesday", "2025-10-15"),
        ("next Friday", "2025-10-17"),
        ("next Tuesday", "2025-10-14"),
        ("Tuesday next week", "2025-10-14"),
        ("a week on Friday", "2025-10-17"),
        ("Friday week", "2025-10-17"),
        ("last Friday", "2025-10-03"),
        ("today", "2025-10-08"),
        ("tomorrow", "2025-10-09"),
        ("the day after tomorrow", "2025-10-10"),
        ("by the 15th", "2025-10-15"),
        ("by the 5th", "2025-11-05"),
        ("in two weeks", "2025-10-22"),
        ("in a fortnight", "2025-10-22"),
        ("within 10 business days", "2025-10-22"),
        ("thurs", "2025-10-09"),
        ("Tuesday 9.10", "2025-10-14"),
        ("sat 18th", "2025-10-18"),
        ("tues", "2025-10-14"),
        ("Saturday the eighteenth", "2025-10-18"),
        ("the third of November", "2025-11-03"),
        ("the last day of November", "2025-11-30"),
        ("Valentine's Day", "2026-02-14"),
        ("Wednesday, 22.10.", "2025-10-22"),
        ("the 24.10. at nine", "2025-10-24"),
        ("Fri 17/10: the shed", "2025-10-17"),
        ("Monday in one week", "2025-10-20"),
        ("by 20th please", "2025-10-20"),
        ("end of day October 15", "2025-10-15"),
        ("Monday 20.", "2025-10-20"),
    ],
)
def test_reads_a_day(text: str, expected: str) -> None:
    """Each wording has one ordinary reading; a date goes before a weekday that disagrees."""
    (day,) = read_days(text, SAID)

    assert day.last == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("early next week", "2025-10-13", "2025-10-15"),
        ("next week", "2025-10-13", "2025-10-17"),
        ("the end of the week", "2025-10-10", "2025-10-10"),
        ("the end of next week", "2025-10-17", "2025-10-17"),
        ("the end of the month", "2025-10-21", "2025-10-31"),
        ("mid-August", "2026-08-11", "2026-08-20"),
        ("sometime in November", "2025-11-01", "2025-11-30"),
        ("the beginning of the year", "2026-01-02", "2026-01-20"),
        ("after the holidays", "2026-01-06", "2026-01-20"),
        ("in the new quarter", "2026-01-01", "2026-01-21"),
        ("in Q1", "2026-01-01", "2026-03-31"),
        ("the week of 20 October", "2025-10-20", "2025-10-24"),
    ],
)
def test_reads_a_span(text: str, first: str, last: str) -> None:
    """The spans are those of letter.md, "Promise phrases"."""
    (span,) = read_days(text, SAID)

    assert (span.first, span.last) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "24/7",
        "the 2nd round",
        "you may 10",
        "5 years ago",
        "two weeks ago",
        "on Fridays",
        "in October 2025 9",
        "31 February",
        "a Thursday well spent",
        "we sat 3 exams",
        "on Saturday mornings",
        "our 2nd reference",
    ],
)
def test_what_names_no_day_ahead_is_left_alone(text: str) -> None:
    """Opening hours, rounds, periods of the past and impossible dates are no days."""
    assert [day for day in read_days(text, SAID) if day.first == day.last] == []


@pytest.mark.parametrize(("day_first", "expected"), [(True, date(2025, 11, 10)), (False, date(2025, 10, 11))])
def test_an_ambiguous_numeric_date_follows_the_senders_habit(day_first: bool, expected: date) -> None:
    """10/11 is the tenth of November in London and the eleventh of October in New York."""
    assert read_days("on 10/11", SAID, day_first=day_first)[0].first == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tuesday evening, 21st October, at 7", ["2025-10-21", "2025-10-21"]),
        ("the Tuesday instead, 21st, after hours", ["2025-10-21", "2025-10-21"]),
        ("Thursday the 16th at noon or the Friday at three", ["2025-10-16", "2025-10-17"]),
    ],
)
def test_a_weekday_goes_with_the_date_beside_it(text: str, expected: list[str]) -> None:
    """A bare weekday is that of its date, or the next one after the date that it goes on from."""
    assert [day.first.isoformat() for day in read_days(text, SAID)] == expected


def test_next_weekday_is_in_the_next_calendar_week_whatever_today_is() -> None:
    """Said on a Monday, "next Tuesday" is in eight days; said on a Sunday, in two."""
    assert read_days("next Tuesday", date(2025, 10, 6))[0].first == date(2025, 10, 14)
    assert read_days("next Tuesday", date(2025, 10, 12))[0].first == date(2025, 10, 14)
