"""The story of one application in the order of time, out of its events: what came, what went, what the person told.

Pure. `told_words` also says of an act what it was, for the moment at which it is taken back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from unwatch.application import Application, ContactKind
from unwatch.cli.finding import short_id
from unwatch.cli.terminal import paragraph
from unwatch.events import (
    AnyPayload,
    Applied,
    Edited,
    Event,
    Instruction,
    Moved,
    Received,
    Sent,
    Spoken,
    Told,
    as_corrected,
)
from unwatch.letter.telling import NEWS_WORDS
from unwatch.letter.words import Dates, clean, counted, named, quoted
from unwatch_classifiers.records import Address, InterviewStatus

WRITTEN_WORDS = {
    ContactKind.APPLICATION: "your application",
    ContactKind.ANSWER: "your answer",
    ContactKind.THANK_YOU: "your thank-you note",
    ContactKind.FOLLOW_UP: "your note",
}
CHANNEL_WORDS = {"post": "by post", "phone": "by phone", "person": "in person"}
_TOLD_WORDS = {
    Instruction.DONE: "that you did what was asked",
    Instruction.REST: "that you let it rest",
    Instruction.WAKE: "that you woke it",
    Instruction.LATER: "that it comes back later",
    Instruction.NOTE: "your note",
    Instruction.SAID: "their word on when",
    Instruction.SENT: "that you got in touch",
    Instruction.GIVEN: "that you sent the references",
    Instruction.CONTACTED: "that your referees were called",
    Instruction.CONDITION: "your condition for the referees",
    Instruction.CLOSE: "that you closed it",
    Instruction.REOPEN: "that you opened it again",
}


@dataclass(frozen=True, slots=True)
class Scene:
    """One thing that happened: when, what it was in words, whose words they are, and the mail that it is."""

    at: datetime
    kind: str
    what: str
    who: str | None = None
    quote: str | None = None
    content_id: str | None = None
    message_id: str | None = None


def story(application: Application, parts: Sequence[tuple[str | None, Event]], now: datetime) -> list[Scene]:
    """Return what happened in the order of time, as the person corrected it, with the interviews that were held."""
    mails = {event.id: content for content, event in parts}
    scenes = [_scene(application, event, mails.get(event.id)) for event in as_corrected(event for _, event in parts)]
    held = [
        Scene(one.start, "interview", "interview")
        for one in application.meetings
        if one.status is InterviewStatus.CONFIRMED and (one.end or one.start) <= now
    ]
    return sorted((*scenes, *held), key=lambda one: one.at)


def told_words(payload: AnyPayload) -> str | None:
    """Return what an act of the person was, to be said after "Taken back:"; None where its other parts say it."""
    match payload:
        case Told() as told:
            text = f" {quoted(told.text)}" if told.text and told.instruction is not Instruction.SENT else ""
            return f"{_TOLD_WORDS[told.instruction]}{text}"
        case Spoken() as spoken:
            return f"what you wrote down of their word ({NEWS_WORDS[spoken.label]})"
        case Edited() as edited:
            return f"what you called it: {', '.join(_names(edited))}"
        case Moved(whole=True):
            return "that the two are one"
        case Moved():
            return "where you had put the mail"
    return None


def lines(scenes: Sequence[Scene], dates: Dates) -> Iterator[str]:
    """Yield the story for a terminal, each scene beginning with its day."""
    for one in scenes:
        who = f", {named(one.who)}" if one.who else ""
        quote = f": {quoted(one.quote)}" if one.quote else "."
        known_by = f" [{short_id(one.content_id)}]" if one.content_id else ""
        day = dates.short(one.at)
        yield paragraph(f"{one.what}{who}{quote}{known_by}", indent=" " * 20, first=f"  {day:<18}")


def _scene(application: Application, event: Event, content_id: str | None) -> Scene:
    payload = event.payload
    match payload:
        case Received() as mail:
            return Scene(
                event.at,
                payload.kind,
                NEWS_WORDS[mail.label],
                person(mail.sender),
                mail.quote,
                content_id,
                mail.message_id,
            )
        case Sent() as mail:
            what = WRITTEN_WORDS[contact_kind(application, event.at, mail.message_id)]
            return Scene(event.at, payload.kind, what, _people(mail.to), None, content_id, mail.message_id)
        case Applied() as applied:
            way = f", {named(applied.channel)}" if applied.channel else ""
            return Scene(event.at, payload.kind, f"you applied{way}")
        case Spoken() as spoken:
            return Scene(
                event.at, payload.kind, f"{NEWS_WORDS[spoken.label]}, by phone or in person", None, spoken.quote
            )
        case Told() as told:
            return Scene(event.at, payload.kind, _telling(told), None, told.text if _is_text(told) else None)
        case Edited() as edited:
            return Scene(event.at, payload.kind, f"you named it: {', '.join(_names(edited))}")
        case Moved() as moved:
            return Scene(event.at, payload.kind, _moving(moved))
    return Scene(event.at, payload.kind, "you took something back")


def contact_kind(application: Application, at: datetime, message_id: str) -> ContactKind:
    """Return what one of the person's own messages was."""
    found = (one.kind for one in application.written if (one.at, one.message_id) == (at, message_id))
    return next(found, ContactKind.FOLLOW_UP)


def person(sender: Address | None) -> str | None:
    """Return who wrote, by name or else by address."""
    return (clean(sender.name, 80) or clean(sender.address, 120) or None) if sender else None


def _people(to: Sequence[Address]) -> str | None:
    return ", ".join(filter(None, (person(one) for one in to[:3]))) or None


def _names(edited: Edited) -> Iterator[str]:
    plain = (("", edited.company), ("", edited.role), ("reference ", edited.requisition))
    yield from (f"{what}{named(name)}" for what, name in plain if name)
    yield from (f"also {named(name)}" for name in edited.aliases)


def _is_text(told: Told) -> bool:
    return told.instruction is not Instruction.SENT


def _telling(told: Told) -> str:
    match told.instruction:
        case Instruction.SENT:
            return (
                f"you got in touch {CHANNEL_WORDS.get(told.text or '', named(told.text) if told.text else '')}".rstrip()
            )
        case Instruction.REST if told.when is not None:
            return f"you let it rest until {told.when.day} {told.when:%B %Y}"
        case Instruction.NOTE | Instruction.SAID | Instruction.CONDITION:
            return _TOLD_WORDS[told.instruction]
    return _TOLD_WORDS[told.instruction].removeprefix("that ")


def _moving(moved: Moved) -> str:
    what = (
        "you made one of this and" if moved.whole else f"you brought {counted(len(moved.events), 'part', 'parts')} of"
    )
    return f"{what} application {moved.source}"
