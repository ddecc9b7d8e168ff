"""When letters and pass-ons are due, over ten years, many zones and every kind of clock change."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from unwatch.schedule import Weekday, instant, last_due, next_due, next_morning, pass_on_due, period_key

ZONES = [
    "UTC", "Europe/Berlin", "Europe/London", "Europe/Lisbon", "Europe/Helsinki", "Europe/Chisinau", "Atlantic/Azores",
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/St_Johns",
    "America/Halifax", "America/Havana", "America/Asuncion", "America/Santiago", "America/Sao_Paulo", "America/Godthab",
    "Africa/Cairo", "Africa/Casablanca", "Asia/Beirut", "Asia/Gaza", "Asia/Tehran", "Asia/Kolkata", "Asia/Kathmandu",
    "Asia/Tokyo", "Australia/Lord_Howe", "Australia/Sydney", "Pacific/Auckland", "Pacific/Apia",
]  # fmt: skip
TIMES = [*(time(hour, minute) for hour in range(4) for minute in (0, 30)), time(16)]
BERLIN = ZoneInfo("Europe/Berlin")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize("name", ZONES)
def test_each_week_of_ten_years_has_exactly_one_due_instant(name: str) -> None:
    """Whatever the clocks do, 520 letters in a row bear 520 different weeks, none left out."""
    zone = ZoneInfo(name)
    for at in TIMES:
        due = utc("2017-01-01T12:00")
        keys: list[str] = []
        for _ in range(520):
            due = next_due(due, Weekday.SUNDAY, at, zone)
            keys.append(period_key(due, zone))

        assert set(Counter(keys).values()) == {1}
        assert keys == sorted(keys)
        assert due - utc("2017-01-01T12:00") <= timedelta(weeks=521)


@pytest.mark.parametrize("name", ZONES)
def test_last_due_and_next_due_leave_no_room_between_them(name: str) -> None:
    """At every hour the letter before and the letter after are neighbours, and a due instant is its own last one."""
    zone = ZoneInfo(name)
    for hours in range(0, 24 * 7 * 60, 31):
        now = utc("2025-09-20T00:00") + timedelta(hours=hours)
        last = last_due(now, Weekday.SUNDAY, time(2, 30), zone)
        following = next_due(now, Weekday.SUNDAY, time(2, 30), zone)

        assert last <= now < following
        assert next_due(last, Weekday.SUNDAY, time(2, 30), zone) == following
        assert last_due(last, Weekday.SUNDAY, time(2, 30), zone) == last


def test_clocks_that_go_back_over_midnight_do_not_bring_a_letter_twice() -> None:
    """In Newfoundland of 2010 one minute of Sunday came before another hour of Saturday."""
    zone = ZoneInfo("America/St_Johns")
    due = instant(datetime(2010, 11, 7, tzinfo=UTC).date(), time(0), zone)
    saturday_again = due + timedelta(minutes=30)

    assert saturday_again.astimezone(zone).weekday() == Weekday.SATURDAY.number
    assert last_due(saturday_again, Weekday.SUNDAY, time(0), zone) == due
    assert next_due(saturday_again, Weekday.SUNDAY, time(0), zone) > saturday_again + timedelta(days=6)


def test_a_time_that_the_clocks_skip_is_due_at_the_first_minute_after() -> None:
    """02:30 on the last Sunday of March is 03:00 in Berlin."""
    assert instant(datetime(2026, 3, 29, tzinfo=UTC).date(), time(2, 30), BERLIN) == utc("2026-03-29T01:00")


def test_a_whole_day_that_was_skipped_is_due_when_the_next_begins() -> None:
    """Samoa had no 30 December 2011."""
    zone = ZoneInfo("Pacific/Apia")

    due = instant(datetime(2011, 12, 30, tzinfo=UTC).date(), time(16), zone)

    assert due.astimezone(zone).replace(tzinfo=None) == datetime(2011, 12, 31)  # noqa: DTZ001


def test_a_time_that_comes_twice_is_due_the_first_time() -> None:
    """02:30 on the last Sunday of October is the summer-time one."""
    assert instant(datetime(2026, 10, 25, tzinfo=UTC).date(), time(2, 30), BERLIN) == utc("2026-10-25T00:30")


def test_the_letter_keeps_its_hour_when_the_clocks_change() -> None:
    """Friday 16:00 is 14:00 in UTC before the change and 15:00 after it."""
    before = next_due(utc("2026-10-20T00:00"), Weekday.FRIDAY, time(16), BERLIN)
    after = next_due(before, Weekday.FRIDAY, time(16), BERLIN)

    assert (before, after) == (utc("2026-10-23T14:00"), utc("2026-10-30T15:00"))


def test_the_period_is_named_by_the_week_of_the_persons_zone() -> None:
    """Monday 00:30 in Auckland is a Sunday in UTC, and belongs to Auckland's week."""
    assert period_key(utc("2026-11-15T11:30"), ZoneInfo("Pacific/Auckland")) == "2026-W47"
    assert period_key(utc("2026-11-15T11:30"), ZoneInfo("UTC")) == "2026-W46"


def test_the_first_days_of_january_belong_to_the_old_year_where_iso_says_so() -> None:
    """1 January 2027 is a Friday of 2026-W53."""
    assert period_key(utc("2027-01-01T15:00"), BERLIN) == "2026-W53"


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-17T21:30", "2026-11-18T06:00"),  # 22:30 in Berlin
        ("2026-11-18T02:00", "2026-11-18T06:00"),  # 03:00
        ("2026-11-18T06:00", "2026-11-18T06:00"),  # 07:00, over
        ("2026-11-18T12:00", "2026-11-18T12:00"),
        ("2026-11-17T20:59", "2026-11-17T20:59"),  # 21:59, not begun
    ],
)
def test_quiet_hours_hold_until_they_end(now: str, expected: str) -> None:
    """From 22:00 to 07:00 nothing comes that can wait, and at 07:00 it does."""
    assert pass_on_due(utc(now), time(22), time(7), BERLIN) == utc(expected)


def test_what_falls_due_inside_the_quiet_hours_is_not_held() -> None:
    """A call at 06:30 is told at night; one at 07:30 keeps until seven."""
    night = utc("2026-11-18T02:00")

    assert pass_on_due(night, time(22), time(7), BERLIN, utc("2026-11-18T05:30")) == night
    assert pass_on_due(night, time(22), time(7), BERLIN, utc("2026-11-18T06:30")) == utc("2026-11-18T06:00")


def test_quiet_hours_within_one_day_do_not_reach_into_the_next() -> None:
    """From 12:00 to 14:00 is two hours, not twenty-two."""
    assert pass_on_due(utc("2026-11-18T12:00"), time(12), time(14), BERLIN) == utc("2026-11-18T13:00")
    assert pass_on_due(utc("2026-11-18T20:00"), time(12), time(14), BERLIN) == utc("2026-11-18T20:00")


@pytest.mark.parametrize(("begin", "end"), [(None, time(7)), (time(22), None), (None, None), (time(7), time(7))])
def test_without_two_different_ends_there_are_no_quiet_hours(begin: time | None, end: time | None) -> None:
    """Half a setting, or an empty span, holds nothing back."""
    night = utc("2026-11-18T02:00")

    assert pass_on_due(night, begin, end, BERLIN) == night


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-17T06:00", "2026-11-17T07:30"),  # Tuesday 07:00: the same morning
        ("2026-11-17T07:30", "2026-11-17T07:30"),
        ("2026-11-17T07:31", "2026-11-18T07:30"),
        ("2026-11-20T12:00", "2026-11-23T07:30"),  # Friday noon: Monday
        ("2026-11-21T05:00", "2026-11-23T07:30"),
        ("2026-11-22T23:30", "2026-11-23T07:30"),  # Monday 00:30 in Berlin
    ],
)
def test_the_next_morning_is_a_weekdays(now: str, expected: str) -> None:
    """What is for the next morning comes at 08:30 on a day on which people work."""
    assert next_morning(utc(now), time(8, 30), BERLIN) == utc(expected)
