"""Reads the interview times of a message, from its calendar parts first and from its sentences else.

A time counts only with a day, only in the future of the mail, and only where the sentence is about meeting: deadlines,
start dates and opening hours are none. When a meeting moves, the new time is read and the old one left out; the old one
is cancelled only if nothing replaces it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from unwatch_classifiers.facts.changes import cancels
from unwatch_classifiers.facts.invitations import read_invitations
from unwatch_classifiers.facts.meeting_times import Found, find_times, quoted_lines
from unwatch_classifiers.facts.places import read_place
from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.facts.settled import asks_for_time, invites, settles, wants_confirmation
from unwatch_classifiers.records import Interview, InterviewStatus, Label

_MOST = 12
_NEVER = frozenset({Label.REJECTION, Label.ACKNOWLEDGEMENT})


def read_interviews(reading: Reading) -> tuple[Interview, ...]:
    """The interview times a message names, earliest first; at most twelve."""
    invitations = read_invitations(reading)
    if reading.label in _NEVER:
        return invitations
    written = _from_text(reading)
    if any(one.status is not InterviewStatus.CANCELLED for one in invitations):
        return _ordered((*_doubted(invitations, reading, written), *_beyond(written, invitations)))
    moved = any(one.status is not InterviewStatus.CANCELLED for one in written)
    return _ordered((*invitations, *_not_in(written, invitations))) if moved or not invitations else invitations


def _doubted(
    invitations: tuple[Interview, ...], reading: Reading, written: tuple[Interview, ...]
) -> tuple[Interview, ...]:
    """A calendar part is a question where the mail asks about its time and names no other."""
    starts = {one.start for one in invitations}
    asks = any(asks_for_time(sentence) for sentence in reading.sentences)
    settled = any(settles(line) for line in reading.lines)
    if (
        not asks
        or settled
        or any(one.start not in starts and one.status is not InterviewStatus.CANCELLED for one in written)
    ):
        return invitations
    return tuple(
        replace(one, status=InterviewStatus.PROPOSED) if one.status is InterviewStatus.CONFIRMED else one
        for one in invitations
    )


def _beyond(written: tuple[Interview, ...], invitations: tuple[Interview, ...]) -> tuple[Interview, ...]:
    """What the words say beyond the calendar part: what is given up, and what is settled for another day."""
    days = {one.start.date() for one in invitations}
    return tuple(
        one
        for one in _not_in(written, invitations)
        if one.status is InterviewStatus.CANCELLED
        or (one.status is InterviewStatus.CONFIRMED and one.start.date() not in days)
    )


def _not_in(written: tuple[Interview, ...], invitations: tuple[Interview, ...]) -> tuple[Interview, ...]:
    starts = {one.start for one in invitations}
    return tuple(one for one in written if one.start not in starts)


def _ordered(interviews: Iterable[Interview]) -> tuple[Interview, ...]:
    return tuple(sorted(interviews, key=lambda one: one.start)[:_MOST])


def _from_text(reading: Reading) -> tuple[Interview, ...]:
    found = find_times(reading, reading.sentences)
    if found:
        return _judged(reading, found)
    if not reading.is_reply:
        found = find_times(reading, (reading.subject,))
    return _judged(reading, found) if found else _answered(reading)


def _answered(reading: Reading) -> tuple[Interview, ...]:
    """A mail without a time that settles or cancels the one time of the mail it answers."""
    if reading.label is not Label.SCHEDULING:
        return ()
    status = _overall(reading)
    if status is None or status is InterviewStatus.PROPOSED:
        return ()
    found = find_times(reading, quoted_lines(reading))
    if len({each.start for each in found}) != 1:
        return ()
    return (Interview(found[0].start, found[0].end, read_place(reading.lines), status),)


def _judged(reading: Reading, found: list[Found]) -> tuple[Interview, ...]:
    where = read_place((*reading.sentences, reading.subject))
    overall = _overall(reading)
    if overall is InterviewStatus.CANCELLED and any(each.replaced for each in found):
        overall = InterviewStatus.PROPOSED
    pending = any(wants_confirmation(sentence) for sentence in reading.sentences)
    interviews: dict[datetime, Interview] = {}
    for each in (each for each in found if not each.replaced):
        status = _status(each, overall, pending=pending)
        known = interviews.get(each.start)
        if known is None or (known.end is None and each.end):
            interviews[each.start] = Interview(each.start, each.end, where, known.status if known else status)
        elif known.status is InterviewStatus.PROPOSED:
            interviews[each.start] = replace(known, status=status)
    for each in (each for each in found if each.replaced):
        gone = Interview(each.start, each.end, where, InterviewStatus.CANCELLED)
        interviews.setdefault(each.start, gone)
    return _ordered(interviews.values())


def _status(found: Found, overall: InterviewStatus | None, *, pending: bool) -> InterviewStatus:
    if settles(found.sentence) and not asks_for_time(found.sentence) and not pending:
        return InterviewStatus.CONFIRMED
    if asks_for_time(found.sentence):
        return InterviewStatus.PROPOSED
    if overall is None:
        return InterviewStatus.PROPOSED if invites(found.sentence) else InterviewStatus.CONFIRMED
    return overall


def _overall(reading: Reading) -> InterviewStatus | None:
    """What the message as a whole does with times: asks, or else cancels, or else settles; else None."""
    if any(asks_for_time(sentence) for sentence in reading.sentences):
        return InterviewStatus.PROPOSED
    if any(cancels(line) for line in reading.lines):
        return InterviewStatus.CANCELLED
    if any(settles(line) for line in reading.lines):
        return InterviewStatus.CONFIRMED
    return None
