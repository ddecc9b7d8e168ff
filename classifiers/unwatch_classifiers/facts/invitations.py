"""Reads interview times from calendar parts: REQUEST states one as settled, CANCEL calls it off (RFC 5546, 3.2)."""

from __future__ import annotations

from datetime import datetime

from unwatch_classifiers.facts.places import place_of_calendar
from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.records import CalendarEvent, Interview, InterviewStatus, Label

_MOST = 12
_ANSWERS = frozenset({"REPLY", "REFRESH", "DECLINECOUNTER"})


def read_invitations(reading: Reading) -> tuple[Interview, ...]:
    """The times of a message's calendar parts, also past ones; of one UID the highest SEQUENCE counts."""
    if reading.label is Label.OUTREACH:
        return ()
    newest: dict[str, CalendarEvent] = {}
    for event in reading.message.calendar:
        known = newest.get(event.uid)
        if (event.method or "").upper() not in _ANSWERS and (known is None or event.sequence >= known.sequence):
            newest[event.uid] = event
    found = (_interview(event, reading) for event in newest.values())
    return tuple(sorted((each for each in found if each), key=lambda interview: interview.start)[:_MOST])


def _interview(event: CalendarEvent, reading: Reading) -> Interview | None:
    if event.start is None:
        return None
    end = _aware(event.end, reading) if event.end else None
    where = place_of_calendar(event.where, event.description)
    return Interview(_aware(event.start, reading), end, where, _status(event))


def _aware(moment: datetime, reading: Reading) -> datetime:
    """A floating time (RFC 5545, 3.3.5, form 1) is meant where the person is."""
    return moment if moment.tzinfo else moment.replace(tzinfo=reading.zone)


def _status(event: CalendarEvent) -> InterviewStatus:
    method, status = (event.method or "").upper(), (event.status or "").upper()
    if method == "CANCEL" or status == "CANCELLED":
        return InterviewStatus.CANCELLED
    return InterviewStatus.PROPOSED if method == "COUNTER" or status == "TENTATIVE" else InterviewStatus.CONFIRMED
