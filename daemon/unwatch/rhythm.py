"""When this person is written to: the letter's hour, the quiet hours, the morning slot, and when no letter comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from unwatch.letter.records import Way
from unwatch.schedule import Weekday, instant, last_due, next_due, next_morning, pass_on_due, period_key

_INSTANT = timedelta(microseconds=1)
_SECOND_OF_THE_WEEK = "-2"


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which no letter is due: from `began` on, and no longer at `until`."""

    began: datetime
    until: datetime

    def holds(self, when: datetime) -> bool:
        """Tell whether a moment lies in it."""
        return self.began <= when < self.until


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The hours that the person chose; quiet hours are None where there are none.

    `twice_since` and `daily_since` are from when on they want a second letter in the week, or a line a day beside it.
    """

    zone: ZoneInfo
    day: Weekday = Weekday.FRIDAY
    at: time = time(16)
    morning: time = time(8, 30)
    quiet_from: time | None = None
    quiet_until: time | None = None
    twice_since: datetime | None = None
    daily_since: datetime | None = None
    pause: Pause | None = None

    @property
    def second_day(self) -> Weekday:
        """The other weekday of who wants two letters: Tuesday, or Friday where that is too near to the first."""
        return Weekday.FRIDAY if self.day.number <= Weekday.WEDNESDAY.number else Weekday.TUESDAY

    def letter_due(self, now: datetime) -> datetime:
        """Return the last instant at which a letter was due."""
        due = self._last(now)
        return self._last(self.pause.began - _INSTANT) if self.pause and self.pause.holds(due) else due

    def next_letter(self, now: datetime) -> datetime:
        """Return the next instant at which a letter is due."""
        due = self._next(now)
        return self._next(self.pause.until - _INSTANT) if self.pause and self.pause.holds(due) else due

    def day_line_due(self, now: datetime) -> datetime | None:
        """Return when the line of today was due, for who wants one; None where it was not, or a letter is due today."""
        today = now.astimezone(self.zone).date()
        due = instant(today, self.at, self.zone)
        if self.daily_since is None or not self.daily_since < due <= now or today.weekday() >= 5:
            return None
        paused = self.pause is not None and (self.pause.holds(due) or self.pause.holds(now))
        return None if paused or today.weekday() == self.day.number else due

    def key(self, due: datetime) -> str:
        """Return the name of the period that a letter closes."""
        second = due.astimezone(self.zone).weekday() != self.day.number
        return period_key(due, self.zone) + (_SECOND_OF_THE_WEEK if second else "")

    def pass_on_due(self, way: Way, now: datetime, falls_due: datetime | None) -> datetime:
        """Return when a message that is passed on this way goes out."""
        if way is Way.NEXT_MORNING:
            return next_morning(now, self.morning, self.zone)
        if self.quiet_from is None or self.quiet_until is None:
            return now
        return pass_on_due(now, self.quiet_from, self.quiet_until, self.zone, falls_due)

    def _last(self, now: datetime) -> datetime:
        due = last_due(now, self.day, self.at, self.zone)
        if self.twice_since is None:
            return due
        second = last_due(now, self.second_day, self.at, self.zone)
        return max(due, second) if second > self.twice_since else due

    def _next(self, now: datetime) -> datetime:
        due = next_due(now, self.day, self.at, self.zone)
        return due if self.twice_since is None else min(due, next_due(now, self.second_day, self.at, self.zone))
