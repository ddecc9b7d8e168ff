"""The person puts their search in order: what happened elsewhere, names, merges, splits; each an event, each undone.

Mail that was brought elsewhere stays there when the mailbox is read again, for a message is known by its content; and
what belongs to its thread follows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from unwatch.application import Application
from unwatch.errors import EXIT_USAGE, UserError
from unwatch.events import (
    AnyPayload,
    Applied,
    Corrected,
    Edited,
    Event,
    Moved,
    Received,
    Sent,
    Spoken,
    Told,
    Undone,
    as_corrected,
)
from unwatch.ledger import Act, Ledger

TAKEN_BACK = "You took back where you had put it."


@dataclass(frozen=True, slots=True)
class Undoing:
    """What was taken back, and how the application stands since."""

    act: Act
    application: Application


class Editor:
    """Does to one ledger what the person says, in one transaction each."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._stories = ledger.stories

    def add(self, edited: Edited, applied: Applied | None, at: datetime, now: datetime) -> Application:
        """Begin an application that no mail tells of yet."""
        with self._ledger.transaction():
            number = self._stories.begin(now)
            return self._stories.act(number, at, [edited, applied or Applied()], now)

    def tell(self, number: int, payload: Told | Spoken | Edited, at: datetime, now: datetime) -> Application:
        """Write down what the person tells of an application. Raises UserError where there is none."""
        with self._ledger.transaction():
            return self._stories.act(self.known(number).id, at, [payload], now)

    def merge(self, other: int, into: int, now: datetime) -> Application:
        """Make one application of two: `into` goes on, under its names. Raises UserError where they are one already."""
        with self._ledger.transaction():
            source, target = self.known(other), self.known(into)
            if source.id == target.id:
                raise UserError("These are one application already; nothing was changed.", status=EXIT_USAGE)
            alias = source.company if _differs(source.company, target.company) else None
            moving = _belonging(self._stories.events(source.id))
            return self._stories.act(target.id, now, [Moved(moving, source.id, whole=True, alias=alias)], now)

    def move(self, content_ids: Sequence[str], into: int | None, now: datetime) -> Application:
        """Bring messages to another application, or to a new one of their own; their answers go with them.

        A message that could not be placed is placed by it. Raises UserError where a message is unknown, already there,
        or its application has no other.
        """
        with self._ledger.transaction():
            target = self._stories.begin(now) if into is None else self.known(into).id
            payloads: list[AnyPayload] = []
            for content_id in dict.fromkeys(content_ids):
                chapter = self._stories.chapter(content_id)
                if chapter is None:
                    payloads.append(self._placed(content_id, target, now))
                elif chapter.application_id == target and not chapter.stands:
                    payloads.append(Corrected(chapter.event.id))
                elif chapter.application_id == target:
                    raise UserError("That mail is there already; nothing was changed.", status=EXIT_USAGE)
                else:
                    if not any(isinstance(one, Moved) and chapter.event.id in one.events for one in payloads):
                        payloads.append(
                            Moved(self._with_answers(content_id, chapter.application_id), chapter.application_id)
                        )
                    if not chapter.stands:
                        payloads.append(Corrected(chapter.event.id))
                self._count(content_id, why=None)
            if into is None and payloads:
                payloads.extend(self._name_of_its_own(payloads))
            if not payloads:
                raise UserError("No mail was named; nothing was changed.", status=EXIT_USAGE)
            return self._stories.act(target, now, payloads, now)

    def _name_of_its_own(self, payloads: Sequence[AnyPayload]) -> list[Edited]:
        """Return the employer's name for mails that are split off, where none of them says it."""
        for moved in payloads:
            if isinstance(moved, Moved):
                parts = (event.payload for _, event in self._stories.parts(moved.source) if event.id in moved.events)
                if any(isinstance(one, Received) and one.facts.company for one in parts):
                    return []
        sources = [self._stories.application(one.source).company for one in payloads if isinstance(one, Moved)]
        return [Edited(company=sources[0])] if sources and sources[0] else []

    def undo(self, now: datetime) -> Undoing | None:
        """Take back what the person did last and has not taken back; None where there is nothing."""
        with self._ledger.transaction():
            act = self._stories.last_act()
            if act is None:
                return None
            followed = [number for event in act.events for number in self._followed(act, event)]
            application = self._stories.take_back(act, followed, now)
            for event in act.events:
                if isinstance(event.payload, Corrected):
                    self._uncount(act.application_id, event.payload.event)
            return Undoing(act, application)

    def known(self, number: int) -> Application:
        """Return the application of a number, or what it was merged into. Raises UserError."""
        try:
            return self._stories.application(self._stories.current(number))
        except KeyError:
            raise UserError(
                f"There is no application {number}.",
                hint="`unwatch applications list` shows them all.",
                status=EXIT_USAGE,
            ) from None

    def _placed(self, content_id: str, target: int, now: datetime) -> Corrected:
        """Put a message that belonged nowhere into a story, where it does not stand until the act says so."""
        payload = self._ledger.loose.payload(content_id)
        if payload is None:
            raise UserError(
                "That mail is ordinary mail; say first what it is, with `unwatch correct`.", status=EXIT_USAGE
            )
        stored = self._ledger.mail.message(content_id)
        self._ledger.loose.tie(content_id)
        self._stories.append(target, stored.at, payload, now=now, content_id=content_id)
        chapter = self._stories.chapter(content_id)
        if chapter is None:
            raise ValueError("a message that was put into a story is in it")
        self._stories.correct(chapter, Corrected(chapter.event.id, stands=False), now, now)
        return Corrected(chapter.event.id)

    def _with_answers(self, content_id: str, source: int) -> tuple[int, ...]:
        """Return the events that go with a message: itself, what is said of it, and what answers it in that story."""
        parts = self._stories.parts(source)
        taken = {content_id}
        while more := {
            content
            for content, event in parts
            if content is not None and content not in taken and self._answers(content, event, taken)
        }:
            taken |= more
        mails = {event.id for content, event in parts if content in taken}
        return tuple(sorted(mails | _said_of(mails, [event for _, event in parts])))

    def _answers(self, content_id: str, event: Event, taken: set[str]) -> bool:
        """Tell whether one of the person's own mails answers a message that is taken; employers begin threads anew."""
        if not isinstance(event.payload, Sent):
            return False
        thread = self._ledger.mail.mark(self._ledger.mail.message(content_id)).thread
        return any(self._ledger.mail.message(one).message_id in thread for one in taken)

    def _followed(self, act: Act, event: Event) -> list[int]:
        """Return what came to an application because of a move, and goes back with it: answers, and what was said."""
        if not isinstance(event.payload, Moved):
            return []
        moved, own = set(event.payload.events), {one.id for one in act.events}
        followed: list[int] = []
        parts = self._stories.parts(act.application_id)
        taken = {self._message_id(content) for content, one in parts if one.id in moved and content is not None}
        for content, one in parts:
            if one.id <= event.id or one.id in moved | own:
                continue
            if isinstance(one.payload, Corrected) and one.payload.event in moved:
                followed.append(one.id)
            elif content is not None and self._ledger.mail.mark(self._ledger.mail.message(content)).thread & taken:
                taken.add(self._message_id(content))
                moved.add(one.id)
                followed.append(one.id)
        return followed

    def _message_id(self, content_id: str) -> str:
        return self._ledger.mail.message(content_id).message_id

    def _count(self, content_id: str, *, why: str | None) -> None:
        stored = self._ledger.mail.message(content_id)
        correction = self._ledger.corrections.of(content_id)
        self._ledger.mail.count_as(
            content_id,
            stored.label,
            stored.confidence,
            correction=correction.id if correction else None,
            employer=True,
            why=why,
        )

    def _uncount(self, application_id: int, event_id: int) -> None:
        """Show a message as not placed again once it is out of the story that the person had put it into."""
        standing = {event.id for event in as_corrected(self._stories.events(application_id))}
        for content_id, event in self._stories.parts(application_id):
            if event.id == event_id and content_id is not None and event_id not in standing:
                self._count(content_id, why=TAKEN_BACK)


def _belonging(events: Sequence[Event]) -> tuple[int, ...]:
    """Return what a merge brings along: the messages, what is said of them, and what the person told and holds to."""
    standing = {event.id for event in as_corrected(events)}
    mails = {event.id for event in events if isinstance(event.payload, Received | Sent)}
    told = {event.id for event in events if event.id in standing and isinstance(event.payload, Applied | Spoken | Told)}
    return tuple(sorted(mails | told | _said_of(mails, events)))


def _said_of(mails: set[int], events: Sequence[Event]) -> set[int]:
    """Return what the person said of these mails and did not take back."""
    undone = {number for event in events if isinstance(event.payload, Undone) for number in event.payload.events}
    said = (event for event in events if isinstance(event.payload, Corrected) and event.payload.event in mails)
    return {event.id for event in said} - undone


def _differs(one: str | None, other: str | None) -> bool:
    return one is not None and one.casefold() != (other or "").casefold()
