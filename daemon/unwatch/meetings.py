"""Interviews of an application: proposed, confirmed, moved, cancelled. One that moves stays one (DESIGN, section 3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from unwatch.application import Application, Meeting, NeedKind
from unwatch.events import Received, Sent
from unwatch_classifiers.records import CalendarEvent, Interview, InterviewStatus

_OPEN = {InterviewStatus.PROPOSED, InterviewStatus.CONFIRMED}


def confirmed_ends(application: Application) -> list[datetime]:
    """Return when each interview that is agreed ends; one without an end is over when it begins."""
    return [one.end or one.start for one in application.meetings if one.status is InterviewStatus.CONFIRMED]


def last_held(application: Application, at: datetime) -> datetime | None:
    """Return when the latest interview that was confirmed and is over by `at` ended, or began."""
    return max((end for end in confirmed_ends(application) if end <= at), default=None)


def dropped(meetings: tuple[Meeting, ...], at: datetime) -> tuple[Meeting, ...]:
    """Return the meetings after a rejection: what lay ahead is cancelled."""
    return tuple(
        replace(one, status=InterviewStatus.CANCELLED) if one.start > at and one.status in _OPEN else one
        for one in meetings
    )


def heard(application: Application, at: datetime, received: Received) -> Application:
    """Return the application after the employer's mail: calendar parts by UID and SEQUENCE, else the times named."""
    meetings = application.meetings
    asked = _asked_about(received)
    for event in received.calendar:
        meetings = _by_calendar(meetings, at, event, received.message_id, asked)
    if not received.calendar:
        meetings = _by_words(meetings, at, received)
    return replace(application, meetings=meetings)


def _asked_about(received: Received) -> frozenset[datetime]:
    """Return the times that the words only propose, though the calendar part has them as if they were settled."""
    if received.robot:
        return frozenset()
    return frozenset(one.start for one in received.facts.interviews if one.status is InterviewStatus.PROPOSED)


def _by_calendar(
    meetings: tuple[Meeting, ...], at: datetime, event: CalendarEvent, message_id: str, asked: frozenset[datetime]
) -> tuple[Meeting, ...]:
    known = next((one for one in meetings if one.uid == event.uid), None)
    if known is not None and event.sequence < known.sequence:
        return meetings
    if (event.method or "").upper() == "CANCEL" or (event.status or "").upper() == "CANCELLED":
        known = known or next((one for one in meetings if one.start == event.start), None)
        return _with(meetings, known, status=InterviewStatus.CANCELLED) if known else meetings
    if event.start is None or (event.method or "REQUEST").upper() not in {"REQUEST", "PUBLISH"}:
        return meetings
    new = Meeting(
        start=event.start,
        end=event.end,
        where=event.where,
        status=InterviewStatus.PROPOSED if event.start in asked else InterviewStatus.CONFIRMED,
        message_id=message_id,
        uid=event.uid,
        sequence=event.sequence,
    )
    known = known or _same_or_open(meetings, at, event.start, without_uid=True)
    return _moved(meetings, at, known, new)


def _by_words(meetings: tuple[Meeting, ...], at: datetime, received: Received) -> tuple[Meeting, ...]:
    named = received.facts.interviews
    cancelled = [one for one in named if one.status is InterviewStatus.CANCELLED]
    offered = [one for one in named if one.status is not InterviewStatus.CANCELLED]
    for gone in cancelled:
        known = next((one for one in meetings if one.start == gone.start), None)
        if known is None:
            known = _same_or_open(meetings, at, gone.start)
        if known is not None and not offered:
            meetings = _with(meetings, known, status=InterviewStatus.CANCELLED)
    confirmed = [one for one in offered if one.status is InterviewStatus.CONFIRMED]
    for one in confirmed:
        meetings = _moved(meetings, at, _same_or_open(meetings, at, one.start), _meeting(one, received.message_id))
    if offered and not confirmed:
        meetings = _proposed(meetings, at, offered, received.message_id)
    return meetings


def _proposed(
    meetings: tuple[Meeting, ...], at: datetime, offered: list[Interview], message_id: str
) -> tuple[Meeting, ...]:
    """Put proposals in place of what was open: alternatives stand side by side until one is confirmed."""
    new = [one for one in offered if not any(_alike(known, one.start) for known in meetings)]
    if not new:
        return meetings
    first, *rest = new
    known = _same_or_open(meetings, at, first.start)
    meetings = _moved(meetings, at, known, _meeting(first, message_id))
    return (*meetings, *(_meeting(one, message_id) for one in rest))


def _alike(known: Meeting, start: datetime) -> bool:
    return known.start == start and known.status in _OPEN


def _meeting(named: Interview, message_id: str) -> Meeting:
    return Meeting(named.start, named.end, named.where, named.status, message_id)


def _same_or_open(
    meetings: tuple[Meeting, ...], at: datetime, start: datetime, *, without_uid: bool = False
) -> Meeting | None:
    """Return the meeting that a time is about: the one at that time, else the next one that lies ahead."""
    able = [one for one in meetings if not (without_uid and one.uid)]
    same = next((one for one in able if _alike(one, start)), None)
    ahead = sorted((one for one in able if one.start > at and one.status in _OPEN), key=lambda one: one.start)
    return same or next(iter(ahead), None)


def _moved(meetings: tuple[Meeting, ...], at: datetime, known: Meeting | None, new: Meeting) -> tuple[Meeting, ...]:
    """Put `new` in the place of `known`, remember where it was, and drop the other proposals that it settles."""
    if known is None:
        return (*meetings, new)
    before = known.moved_from if known.start == new.start else (*known.moved_from, known.start)
    changed = replace(
        new,
        moved_from=before,
        end=new.end or (known.end if known.start == new.start else None),
        where=new.where or known.where,
        uid=new.uid or known.uid,
        sequence=max(new.sequence, known.sequence),
    )
    return tuple(
        changed if one is known else one
        for one in meetings
        if one is known or one.status is not InterviewStatus.PROPOSED or one.start <= at
    )


def _with(meetings: tuple[Meeting, ...], known: Meeting, *, status: InterviewStatus) -> tuple[Meeting, ...]:
    return tuple(replace(one, status=status) if one is known else one for one in meetings)


def need(application: Application, at: datetime, received: Received) -> NeedKind | None:
    """Tell whether the person has a time to settle after this mail, which is already in `application`.

    A time that is confirmed, or only called off, asks for nothing, nor does a mail that only takes what was agreed; a
    proposal or a question does.
    """
    ahead = [one for one in application.meetings if one.start > at and one.status in _OPEN]
    if any(one.status is InterviewStatus.PROPOSED for one in ahead):
        return NeedKind.SCHEDULE
    settled = bool(ahead) and (received.robot or received.agrees or bool(received.calendar))
    return NeedKind.SCHEDULE if received.facts.wants_answer and not settled else None


def answered(application: Application, at: datetime, sent: Sent) -> tuple[Meeting, ...]:
    """Return the meetings after the person's own mail: a proposal that they take is confirmed."""
    if sent.stance is not None or sent.another_time:
        return application.meetings
    proposed = [one for one in application.meetings if one.status is InterviewStatus.PROPOSED and one.start > at]
    if not proposed:
        return _named_by_the_person(application, at, sent)
    named = {one.start for one in sent.times}
    taken = [one for one in proposed if one.start in named]
    if len(taken) != 1:
        taken = proposed if len(proposed) == 1 and not named else []
    if not taken:
        return application.meetings
    return tuple(
        replace(one, status=InterviewStatus.CONFIRMED) if one is taken[0] else one
        for one in application.meetings
        if one is taken[0] or one not in proposed
    )


def _named_by_the_person(application: Application, at: datetime, sent: Sent) -> tuple[Meeting, ...]:
    """Take the time that the answer names, where the invitation named none that could be read."""
    asked = any(need.kind is NeedKind.SCHEDULE for need in application.open_needs)
    ahead = any(one.start > at and one.status in _OPEN for one in application.meetings)
    if not asked or ahead or len(sent.times) != 1 or sent.times[0].start <= at:
        return application.meetings
    named = replace(sent.times[0], status=InterviewStatus.CONFIRMED)
    return (*application.meetings, _meeting(named, sent.message_id))
