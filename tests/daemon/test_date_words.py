"""The words for a day, in English and German: the day that they mean, or none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unwatch.date_words import FURTHEST_DAYS, read_date

FRIDAY = date(2025, 10, 10)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("tomorrow", date(2025, 10, 11)),
        ("the day after tomorrow", date(2025, 10, 12)),
        ("3d", date(2025, 10, 13)),
        ("3 days", date(2025, 10, 13)),
        ("1 day", date(2025, 10, 11)),
        ("2w", date(2025, 10, 24)),
        ("2 weeks", date(2025, 10, 24)),
        ("in 3 weeks", date(2025, 10, 31)),
        ("a week", date(2025, 10, 17)),
        ("two weeks", date(2025, 10, 24)),
        ("in twelve days", date(2025, 10, 22)),
        ("a year", date(2026, 10, 10)),
        ("2 years", date(2027, 10, 10)),
        ("two or three weeks", None),
        ("1 month", date(2025, 11, 10)),
        ("in 5 months", date(2026, 3, 10)),
        ("tue", date(2025, 10, 14)),
        ("Tuesday", date(2025, 10, 14)),
        ("on thurs", date(2025, 10, 16)),
        ("friday", date(2025, 10, 17)),
        ("sat", date(2025, 10, 11)),
        ("3 nov", date(2025, 11, 3)),
        ("nov 3", date(2025, 11, 3)),
        ("Nov 3rd", date(2025, 11, 3)),
        ("3. november", date(2025, 11, 3)),
        ("the 3rd of November", date(2025, 11, 3)),
        ("3 nov 2026", date(2026, 11, 3)),
        ("nov 3, 2026", date(2026, 11, 3)),
        ("mon 3 nov", date(2025, 11, 3)),
        ("tue 3 nov", None),
        ("10 oct", date(2025, 10, 10)),
        ("9 oct", date(2026, 10, 9)),
        ("november", date(2025, 11, 1)),
        ("sept", date(2026, 9, 1)),
        ("may", date(2026, 5, 1)),
        ("october", date(2026, 10, 1)),
        ("2026-11-03", date(2026, 11, 3)),
        ("until 2026-11-03", date(2026, 11, 3)),
        ("2025-10-09", None),
        ("2026-02-30", None),
        ("2099-01-01", None),
        ("29 feb", None),
        ("31 nov", None),
        ("0 weeks", None),
        ("9999 days", None),
        ("03/11", None),
        ("3.11.", date(2025, 11, 3)),
        ("3.11.2026", date(2026, 11, 3)),
        ("3.11", None),
        ("31.11.", None),
        ("0.0.", None),
        ("tu", None),
        ("next week", date(2025, 10, 13)),
        ("next month", date(2025, 11, 1)),
        ("next year", date(2026, 1, 1)),
        ("next tuesday", None),
        ("week", None),
        ("end of week", date(2025, 10, 10)),
        ("until end of month", date(2025, 10, 31)),
        ("the end of the year", date(2025, 12, 31)),
        ("end of november", date(2025, 11, 30)),
        ("end of october", date(2025, 10, 31)),
        ("end of september", date(2026, 9, 30)),
        ("end of next month", date(2025, 11, 30)),
        ("end", None),
        ("end of days", None),
        ("next d", None),
        ("soon", None),
        ("", None),
        ("in", None),
        ("٣ days", None),
    ],
)
def test_the_words_for_a_day(words: str, day: date | None) -> None:
    """The next day that the words mean; nothing for what is past, far away, impossible or means two days."""
    assert read_date(words, FRIDAY) == day


@pytest.mark.parametrize(
    "words", ["tomorrow", "3d", "2 weeks", "1 month", "fri", "31 dec", "january", "1 jan", "next year", "next month"]
)
def test_there_is_a_last_day(words: str) -> None:
    """A computer whose clock says the year 9999 gets no date where there is none, and no error."""
    assert read_date(words, date.max) == (date.max if words == "31 dec" else None)


def test_a_month_too_short_ends_on_its_last_day() -> None:
    """A month after the 31st is the last of the next."""
    assert read_date("1 month", date(2026, 1, 31)) == date(2026, 2, 28)


@pytest.mark.parametrize("start", [FRIDAY + timedelta(days=n) for n in range(7)])
def test_a_weekday_is_never_today(start: date) -> None:
    """Whatever today is, a weekday's name means one of the next seven days."""
    for ahead in range(1, 8):
        day = start + timedelta(days=ahead)
        assert read_date(f"{day:%A}", start) == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("morgen", date(2025, 10, 11)),
        ("Übermorgen", date(2025, 10, 12)),
        ("U\u0308bermorgen", date(2025, 10, 12)),
        ("Dienstag", date(2025, 10, 14)),
        ("am Di", date(2025, 10, 14)),
        ("mit", None),
        ("die", None),
        ("3. November", date(2025, 11, 3)),
        ("bis zum 3. Nov. 2026", date(2026, 11, 3)),
        ("Montag, den 3. November", date(2025, 11, 3)),
        ("Dienstag, den 3. November", None),
        ("im März", date(2026, 3, 1)),
        ("in drei Wochen", date(2025, 10, 31)),
        ("in einem Monat", date(2025, 11, 10)),
        ("2 Tage", date(2025, 10, 12)),
        ("nächste Woche", date(2025, 10, 13)),
        ("bis Ende des Monats", date(2025, 10, 31)),
        ("Ende November", date(2025, 11, 30)),
        ("irgendwann", None),
    ],
)
def test_the_words_of_a_second_language(words: str, day: date | None) -> None:
    """German is read by the same rules from its own table; short words that mean something else are no day."""
    assert read_date(words, FRIDAY) == day


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("november", date(2025, 11, 1), date(2025, 11, 30)),
        ("october", date(2026, 10, 1), date(2025, 10, 31)),
        ("next week", date(2025, 10, 13), date(2025, 10, 17)),
        ("nächsten Monat", date(2025, 11, 1), date(2025, 11, 30)),
        ("next year", date(2026, 1, 1), date(2026, 12, 31)),
        ("february", date(2026, 2, 1), date(2026, 2, 28)),
        ("tue", date(2025, 10, 14), date(2025, 10, 14)),
        ("3 nov", date(2025, 11, 3), date(2025, 11, 3)),
    ],
)
def test_a_span_of_days_begins_and_ends(words: str, first: date, last: date) -> None:
    """What rests until november wakes on its first day; what was promised for it may come on its last (C6i)."""
    assert (read_date(words, FRIDAY), read_date(words, FRIDAY, latest=True)) == (first, last)


def test_the_end_of_a_week_that_is_over_is_none() -> None:
    """On a Saturday the end of the week can mean two days, so it means none."""
    assert read_date("end of week", date(2025, 10, 11)) is None
    assert read_date("end of next week", date(2025, 10, 11)) == date(2025, 10, 17)


PIECES = st.sampled_from(
    [
        *("end", "of", "next", "week", "month", "year", "d", "w", "a", "in", "tue", "so", "november", "mar", "feb"),
        *("ende", "nächste", "montag", "morgen", "ein", "zwei", "bis", ".", ",", "0", "12", "29", "31", "9999"),
        *("3.", "31.12.", "29.2.", "2099-12-31"),
    ]
)


@settings(deadline=None)
@given(words=st.text(max_size=80) | st.lists(PIECES, max_size=5).map(" ".join), today=st.dates(), latest=st.booleans())
def test_no_words_raise(words: str, today: date, latest: bool) -> None:
    """Whatever stands for a day, on whatever day, gives one within three years or none."""
    when = read_date(words, today, latest=latest)

    assert when is None or 0 <= (when - today).days <= FURTHEST_DAYS


@given(day=st.dates(date(2000, 1, 1), date(2090, 1, 1)), ahead=st.integers(0, FURTHEST_DAYS))
def test_every_day_can_be_written(day: date, ahead: int) -> None:
    """The form 2026-03-01 reaches each day that may be meant."""
    when = day + timedelta(days=ahead)

    assert read_date(when.isoformat(), day) == when
