"""The evening of an interview: when its letter goes out, and what the person's answer to it says. Pure.

About two hours after the end, never after 20:00; then the next morning (letter.md A1a, C9a, d.3).
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from unwatch.application import Application, Meeting
from unwatch.commands import Command, parse
from unwatch.rhythm import Rhythm
from unwatch.schedule import instant
from unwatch_classifiers.records import InterviewStatus

AFTER = timedelta(hours=2)
LAST = time(20)
_AT_LEAST = timedelta(hours=1)
LONGEST_AGO = timedelta(days=1)  # what ended before is not asked about: the watcher was off, or has only begun
USUAL = timedelta(hours=1)  # an interview of which no end was told
LONGEST_NOTE = 1000
MOST_NOTES = 12
_MOST_LINES = 200
_FIELD = re.compile(r"(?:went well|well|asked|differently|note|people|place|sign|conditions)\s*:", re.IGNORECASE)
ASKED = "Asked:"


def ended(meeting: Meeting) -> datetime:
    """Return when an interview is over, an hour after its beginning where no end was told."""
    return meeting.end or meeting.start + USUAL


def due(end: datetime, rhythm: Rhythm) -> datetime:
    """Return when the letter after an interview that ends then goes out."""
    usual, day = (end + AFTER).astimezone(rhythm.zone), end.astimezone(rhythm.zone).date()
    first, last = (instant(usual.date(), at, rhythm.zone) for at in (rhythm.morning, LAST))
    if first <= usual <= last:
        return end + AFTER
    if usual < first:
        return first
    return last if end + _AT_LEAST <= last else instant(day + timedelta(days=1), rhythm.morning, rhythm.zone)


def over(application: Application, now: datetime, rhythm: Rhythm) -> Meeting | None:
    """Return the interview of which the evening has come; None where there is none, it is too long ago, or it is night:
    a watcher that was off over the hour waits for the morning.
    """
    if not rhythm.morning <= now.astimezone(rhythm.zone).time() <= LAST:
        return None
    done = [
        one
        for one in application.meetings
        if one.status is InterviewStatus.CONFIRMED
        and now - LONGEST_AGO <= ended(one)
        and due(ended(one), rhythm) <= now
    ]
    return max(done, key=ended) if done and application.live else None


def next_due(application: Application, now: datetime, rhythm: Rhythm) -> datetime | None:
    """Return when the next letter after an interview of this application is due."""
    agreed = [ended(one) for one in application.meetings if one.status is InterviewStatus.CONFIRMED]
    return min((when for end in agreed if (when := due(end, rhythm)) > now), default=None)


def thank_you_until(end: datetime, zone: ZoneInfo) -> date:
    """Return the last day on which a thank-you note may go out (letter.md P1)."""
    return end.astimezone(zone).date() + timedelta(days=3)


def read_reply(new_text: str, today: date) -> tuple[tuple[Command, ...], tuple[str, ...]]:
    """Return the commands and the notes of an answer: a line that is a command is one, all else is the person's note.

    A line that begins with one of the words of the letter begins a note of its own. Notes stay as they were written.
    """
    commands: list[Command] = []
    notes: list[str] = []
    goes_on = False
    for line in _lines(new_text):
        read = parse(line, today).commands
        if read and read[0].target == "1":
            commands.extend(read)
            goes_on = False
        elif goes_on and line and not _FIELD.match(line):
            notes[-1] = f"{notes[-1]} {line}"[:LONGEST_NOTE]
        elif line and not _is_empty_field(line):
            notes.append(line[:LONGEST_NOTE])
            goes_on = True
        else:
            goes_on = False
    return tuple(commands), tuple(notes[:MOST_NOTES])


def _lines(new_text: str) -> list[str]:
    """Return the person's own lines: not what is quoted, nor what stands above a quote, nor a signature."""
    lines: list[str] = []
    for raw in new_text.splitlines()[:_MOST_LINES]:
        line = " ".join(raw.split())
        if raw.rstrip() == "-- " or line == "--":
            break
        if line.startswith(">"):
            while lines and (not lines[-1] or lines[-1].endswith(":")) and not _FIELD.match(lines[-1]):
                lines.pop()
            continue
        lines.append(line)
    return lines


def _is_empty_field(line: str) -> bool:
    found = _FIELD.match(line)
    return found is not None and found.end() == len(line)
