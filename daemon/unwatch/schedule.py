"""When something is due: pure functions from the wall clock to aware instants in UTC.

The week is counted in the person's own zone, and a time of day that does not exist or exists twice there still
gives exactly one instant. Whether a letter that is due has been written is the ledger's answer, not this module's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Weekday(StrEnum):
    """A day of the week, always by its name: whether 0 is a Monday or a Sunday, no two programs agree."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"

    @property
    def number(self) -> int:
        """As `date.weekday` counts: Monday is 0."""
        return list(Weekday).index(self)


def last_due(now: datetime, day: Weekday, at: time, zone: ZoneInfo) -> datetime:
    """Return the latest instant, not after `now`, at which the weekly letter was due (UTC)."""
    return max(due for due in _dues_around(now, day, at, zone) if due <= now)


def next_due(now: datetime, day: Weekday, at: time, zone: ZoneInfo) -> datetime:
    """Return the first instant after `now` at which the weekly letter is due (UTC)."""
    return min(due for due in _dues_around(now, day, at, zone) if due > now)


def period_key(due: datetime, zone: ZoneInfo) -> str:
    """Name the week of a due instant by the ISO week it has in the person's zone, such as `2026-W47`."""
    year, week, _ = due.astimezone(zone).isocalendar()
    return f"{year}-W{week:02}"


def pass_on_due(
    now: datetime,
    quiet_from: time | None,
    quiet_until: time | None,
    zone: ZoneInfo,
    falls_due: datetime | None = None,
) -> datetime:
    """Return when a message that arrived is to be passed on: now, or when the quiet hours that it fell into end.

    What falls due before they end is not held. Without both ends, or with equal ones, there are no quiet hours.
    """
    if quiet_from is None or quiet_until is None:
        return now.astimezone(UTC)
    end = _end_of_quiet(now, quiet_from, quiet_until, zone)
    if end is None or (falls_due is not None and falls_due <= end):
        return now.astimezone(UTC)
    return end


def next_morning(now: datetime, at: time, zone: ZoneInfo) -> datetime:
    """Return the first instant, not before `now`, that is so late on a Monday to Friday (letter.md C6d)."""
    today = now.astimezone(zone).date()
    mornings = (instant(today + timedelta(days=days), at, zone) for days in range(-1, 8))
    return next(due for due in mornings if due >= now and due.astimezone(zone).weekday() < 5)


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the instant in UTC at which the clocks of a zone show that time on that day, to the minute.

    A time that comes twice means its first coming; one that the clocks skip means the first minute after the gap.
    """
    wall = datetime.combine(day, at.replace(second=0, microsecond=0, fold=0, tzinfo=None))
    while not _exists(wall, zone):
        wall += timedelta(minutes=1)
    return wall.replace(tzinfo=zone).astimezone(UTC)


def _exists(wall: datetime, zone: ZoneInfo) -> bool:
    there_and_back = wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    return there_and_back.replace(tzinfo=None) == wall


def _dues_around(now: datetime, day: Weekday, at: time, zone: ZoneInfo) -> Iterator[datetime]:
    """Yield a due instant of each of four weeks around now.

    More than the two neighbours are looked at, because clocks that go back over midnight show yesterday's date again
    after today's first minutes.
    """
    today = now.astimezone(zone).date()
    coming = today + timedelta(days=(day.number - today.weekday()) % 7)
    for weeks in (-2, -1, 0, 1):
        yield instant(coming + timedelta(weeks=weeks), at, zone)


def _end_of_quiet(now: datetime, quiet_from: time, quiet_until: time, zone: ZoneInfo) -> datetime | None:
    if quiet_from == quiet_until:
        return None
    over_midnight = timedelta(days=1 if quiet_until < quiet_from else 0)
    today = now.astimezone(zone).date()
    for begins_on in (today - timedelta(days=1), today):
        ends = instant(begins_on + over_midnight, quiet_until, zone)
        if instant(begins_on, quiet_from, zone) <= now < ends:
            return ends
    return None
