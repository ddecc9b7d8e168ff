"""When this person is written to: the letter's hour, the quiet hours, the morning slot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from unwatch.letter.records import Way
from unwatch.schedule import Weekday, last_due, next_due, next_morning, pass_on_due, period_key


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The hours that the person chose; quiet hours are None where there are none."""

    zone: ZoneInfo
    day: Weekday = Weekday.FRIDAY
    at: time = time(16)
    morning: time = time(8, 30)
    quiet_from: time | None = None
    quiet_until: time | None = None

    def letter_due(self, now: datetime) -> datetime:
        """Return the last instant at which a letter was due."""
        return last_due(now, self.day, self.at, self.zone)

    def next_letter(self, now: datetime) -> datetime:
        """Return the next instant at which a letter is due."""
        return next_due(now, self.day, self.at, self.zone)

    def key(self, due: datetime) -> str:
        """Return the name of the period that a letter closes."""
        return period_key(due, self.zone)

    def pass_on_due(self, way: Way, now: datetime, falls_due: datetime | None) -> datetime:
        """Return when a message that is passed on this way goes out."""
        if way is Way.NEXT_MORNING:
            return next_morning(now, self.morning, self.zone)
        if self.quiet_from is None or self.quiet_until is None:
            return now
        return pass_on_due(now, self.quiet_from, self.quiet_until, self.zone, falls_due)
