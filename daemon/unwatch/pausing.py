"""What the person wished of the letters by reply, as the ledger remembers it: how often, none for a time, none at all.

Pure. Their wishes go before the settings: `effective` is the rhythm that both come to.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from pydantic import TypeAdapter

from unwatch.commands import Often
from unwatch.rhythm import Pause, Rhythm
from unwatch.schedule import instant

WISHES = "wishes"
"""Under which name the ledger remembers them."""

LONGEST_PAUSE = timedelta(weeks=12)
"""How long a pause lasts for which no day was given: the watcher's silence must not become that of the employers."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person wished. `stopped` is since when nothing is sent at all; `own_line` stands in the letter instead
    of that of the settings.
    """

    often: Often = Often.WEEKLY
    often_since: datetime | None = None
    pause: Pause | None = None
    stopped: datetime | None = None
    own_line: str | None = None


_WISHES: TypeAdapter[Wishes] = TypeAdapter(Wishes)


def wishes_from(kept: str | None) -> Wishes:
    """Return the wishes that the ledger remembers; the usual ones where it remembers none."""
    return Wishes() if kept is None else _WISHES.validate_json(kept)


def kept(wishes: Wishes) -> str:
    """Return the wishes as the ledger keeps them."""
    return _WISHES.dump_json(wishes).decode()


def effective(rhythm: Rhythm, wishes: Wishes) -> Rhythm:
    """Return the rhythm of the settings as the person wished it since."""
    return replace(
        rhythm,
        twice_since=wishes.often_since if wishes.often is Often.TWICE else None,
        daily_since=wishes.often_since if wishes.often is Often.DAILY else None,
        pause=wishes.pause,
    )


def paused(wishes: Wishes, rhythm: Rhythm, now: datetime, until: date | None) -> Wishes:
    """Return the wishes with no letter from now on; until the beginning of a day, or for twelve weeks.

    A letter that fell due in an earlier pause, and none since, is not made up for in this one.
    """
    ends = now + LONGEST_PAUSE if until is None else instant(until, time(0), rhythm.zone)
    return replace(wishes, pause=Pause(_began(wishes, rhythm, now), max(ends, now)))


def resumed(wishes: Wishes, rhythm: Rhythm, now: datetime) -> Wishes:
    """Return the wishes with letters again: the next one comes at its usual time, and covers all that was left out."""
    if wishes.stopped is not None:
        began = _began(wishes, rhythm, wishes.stopped)
        return replace(wishes, stopped=None, pause=Pause(began, max(began, now)))
    if wishes.pause is None or wishes.pause.until <= now:
        return wishes
    return replace(wishes, pause=Pause(wishes.pause.began, max(wishes.pause.began, now)))


def _began(wishes: Wishes, rhythm: Rhythm, now: datetime) -> datetime:
    before = wishes.pause
    if before is not None and effective(rhythm, wishes).letter_due(now) < before.began:
        return before.began
    return now
