"""What helps before an interview: where, with whom, what comes then, the last note, and what is one reply away.

The questions of earlier interviews come back before the next one, wherever it is (letter.md A3b, C9g, f 16).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from unwatch.application import Meeting
from unwatch.letter import stands
from unwatch.letter.records import LetterInput, Told
from unwatch.letter.telling import Said
from unwatch.letter.words import Dates, counted, named, said, sentence

PHONE = "Phone interview"
VIDEO = "Video interview"
PLAIN = "Interview"
_READ = 200
_BY_PHONE = re.compile(r"\b(?:tele)?phone|\bcall\b|\btelefon", re.IGNORECASE)
_BY_VIDEO = re.compile(r"\bvideo|\b(?:zoom|teams|meet|webex|skype|jitsi|whereby|facetime)\b", re.IGNORECASE)


def interview_kind(meeting: Meeting) -> str:
    """Return in which form they meet, as far as the place tells it."""
    where = (meeting.where or "")[:_READ]
    if _BY_VIDEO.search(where):
        return VIDEO
    return PHONE if _BY_PHONE.search(where) else PLAIN


def interview_facts(meeting: Meeting, told: Told, given: LetterInput, dates: Dates, item: int) -> Iterator[Said]:
    """Tell what there is to know before an interview; `item` is the application's number in the letter.

    What is told last gives way first where it would grow too long.
    """
    yield from _place(meeting, dates)
    if told.application.contacts:
        yield Said(f"Contact: {_last_writer(told)}.")
    yield from stands.next_step(told, given)
    if note := _last_note(told):
        yield Said(f"Your note of {dates.short(note[0])}: {said(note[1], 120)}")
    yield from preparation(told, given, item)


def _place(meeting: Meeting, dates: Dates) -> Iterator[Said]:
    if meeting.where:
        yield Said(f"Where: {said(meeting.where, 160)}", must=True)
    if there := dates.there(meeting.start):
        yield Said(there, must=True)
    if meeting.moved_from:
        yield Said(f"Moved from {dates.full(meeting.moved_from[-1])}.")


def preparation(told: Told, given: LetterInput, item: int) -> Iterator[Said]:
    """Tell what `prep` brings: the questions to practise, the saved job text, the notes."""
    things = []
    if given.questions:
        things.append(counted(given.questions, "practice question", "practice questions"))
    if told.has_posting:
        things.append("the saved job text")
    if not things and _last_note(told):
        things.append("your notes")
    if things and given.reply_to:
        yield Said(f'{sentence(" and ".join(things))}: reply "prep {item}".', must=True)


def _last_note(told: Told) -> tuple[datetime, str] | None:
    """Return the latest note of this employer, whichever application it was made in."""
    notes = [*told.application.notes, *((one.at, one.text) for one in told.elsewhere)]
    return max(notes, key=lambda note: note[0], default=None)


def _last_writer(told: Told) -> str:
    def last_in(index: int) -> tuple[bool, float]:
        heard = told.application.contacts[index].last_in
        return (heard is not None, heard.timestamp() if heard else 0.0)

    contacts = told.application.contacts
    last = contacts[max(range(len(contacts)), key=last_in)]
    return named(last.name or last.address)
