"""What happened to an application: the typed payloads of the ledger's append-only events, and their JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, TypeAdapter

from unwatch.application import Outcome
from unwatch_classifiers.own import Stance
from unwatch_classifiers.records import Address, CalendarEvent, Facts, Interview, Label, Promise


@dataclass(frozen=True, slots=True)
class Received:
    """A message from the employer.

    `robot` tells that no person wrote it; `quote` is the sentence that decided; `told` that it was recorded while the
    person's own correction said what it is; `reply_to` who reads an answer, where that is somebody else (RFC 5322);
    `agrees` that it only takes what was agreed about an interview before, `done` that a test was taken.
    """

    message_id: str
    label: Label
    confidence: float
    facts: Facts
    sender: Address | None
    quote: str | None = None
    calendar: tuple[CalendarEvent, ...] = ()
    robot: bool = False
    screening: bool = False
    told: bool = False
    reply_to: tuple[Address, ...] = ()
    agrees: bool = False
    done: bool = False
    kind: Literal["received"] = "received"


@dataclass(frozen=True, slots=True)
class Sent:
    """A message of the person to the employer, as found in their mailbox.

    `condition` is what they set for their referees, `puts_off` tells that nothing of what was asked for is in it yet,
    `in_writing` that they ask for the offer on paper.
    """

    message_id: str
    to: tuple[Address, ...]
    applies: bool = False
    thanks: bool = False
    stance: Stance | None = None
    times: tuple[Interview, ...] = ()
    another_time: bool = False
    company: str | None = None
    role: str | None = None
    condition: str | None = None
    references_given: bool = False
    puts_off: bool = False
    in_writing: bool = False
    requisition: str | None = None
    employer: str | None = None
    kind: Literal["sent"] = "sent"


@dataclass(frozen=True, slots=True)
class Applied:
    """The person applied where no mail shows it: on a site, by post, in a shop."""

    channel: str | None = None
    kind: Literal["applied"] = "applied"


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the employer said outside the mailbox, on the telephone say, as the person wrote it down (letter.md C2f)."""

    label: Label
    facts: Facts
    quote: str | None = None
    kind: Literal["spoken"] = "spoken"


class Instruction(StrEnum):
    """What the person told the watcher of an application.

    `said` is a promise that was made by voice, `sent` a contact outside the mailbox (letter.md A1b), `given` that the
    references went out, `contacted` that their referees were called (C6c), `condition` what they set for them (C13b).
    """

    DONE = "done"
    REST = "rest"
    WAKE = "wake"
    LATER = "later"
    NOTE = "note"
    SAID = "said"
    SENT = "sent"
    GIVEN = "given"
    CONTACTED = "contacted"
    CONDITION = "condition"
    CLOSE = "close"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Told:
    """A command of the person. `outcome` belongs to `close`, `promise` to `said`."""

    instruction: Instruction
    when: date | None = None
    text: str | None = None
    outcome: Outcome | None = None
    promise: Promise | None = None
    kind: Literal["told"] = "told"


@dataclass(frozen=True, slots=True)
class Edited:
    """What the person says an application is called; None leaves it as the mails have it. `aliases` are further names
    of the employer.
    """

    company: str | None = None
    role: str | None = None
    requisition: str | None = None
    aliases: tuple[str, ...] = ()
    kind: Literal["edited"] = "edited"


@dataclass(frozen=True, slots=True)
class Moved:
    """Events that the person put here from the application `source`: a merge, a split, or one mail set right.

    `whole` is a merge: then the source is this application from now on, and its name an `alias` of this employer.
    """

    events: tuple[int, ...]
    source: int
    whole: bool = False
    alias: str | None = None
    kind: Literal["moved"] = "moved"


@dataclass(frozen=True, slots=True)
class Undone:
    """What the person took back: earlier events of theirs, by id."""

    events: tuple[int, ...]
    kind: Literal["undone"] = "undone"


@dataclass(frozen=True, slots=True)
class Corrected:
    """What the person said of an earlier event of the same application, by its id.

    It does not belong there (`stands` is False), is to be read otherwise (`reads`), or stands as it was. The last word
    counts, so that everything can be taken back.
    """

    event: int
    stands: bool = True
    reads: Received | None = None
    kind: Literal["corrected"] = "corrected"


AnyPayload: TypeAlias = Received | Sent | Applied | Spoken | Told | Edited | Moved | Corrected | Undone
_PAYLOAD: TypeAdapter[AnyPayload] = TypeAdapter(Annotated[AnyPayload, Field(discriminator="kind")])


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the ledger's history. `at` is when it happened, whatever the order in which it became known."""

    id: int
    at: datetime
    payload: AnyPayload


def to_json(payload: AnyPayload) -> str:
    """Return the payload as the ledger keeps it."""
    return _PAYLOAD.dump_json(payload, exclude_defaults=False).decode()


def from_json(text: str) -> AnyPayload:
    """Return the payload that `to_json` wrote."""
    return _PAYLOAD.validate_json(text)


def as_corrected(events: Iterable[Event]) -> list[Event]:
    """Return the events as they are to be read now: what the person said of them in their place, nothing twice, and
    nothing that they took back.
    """
    known = sorted(events, key=lambda one: one.id)
    undone = {number for event in known if isinstance(event.payload, Undone) for number in event.payload.events}
    kept = [event for event in known if event.id not in undone and not isinstance(event.payload, Undone)]
    said = {event.payload.event: event.payload for event in kept if isinstance(event.payload, Corrected)}
    return [
        _as_said(event, said.get(event.id))
        for event in kept
        if not isinstance(event.payload, Corrected) and (event.id not in said or said[event.id].stands)
    ]


def _as_said(event: Event, said: Corrected | None) -> Event:
    return event if said is None or said.reads is None else replace(event, payload=said.reads)
