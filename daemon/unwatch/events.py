"""What happened to an application: the typed payloads of the ledger's append-only events, and their JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, TypeAdapter

from unwatch_classifiers.own import Stance
from unwatch_classifiers.records import Address, CalendarEvent, Facts, Interview, Label


@dataclass(frozen=True, slots=True)
class Received:
    """A message from the employer.

    `robot` tells that no person wrote it; `quote` is the sentence that decided; `told` that it was recorded while the
    person's own correction said what it is.
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
    kind: Literal["received"] = "received"


@dataclass(frozen=True, slots=True)
class Sent:
    """A message of the person to the employer, as found in their mailbox."""

    message_id: str
    to: tuple[Address, ...]
    applies: bool = False
    thanks: bool = False
    stance: Stance | None = None
    times: tuple[Interview, ...] = ()
    another_time: bool = False
    company: str | None = None
    role: str | None = None
    kind: Literal["sent"] = "sent"


class Instruction(StrEnum):
    """What the person told the watcher to do with an application."""

    DONE = "done"
    REST = "rest"
    WAKE = "wake"
    LATER = "later"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Told:
    """A command of the person."""

    instruction: Instruction
    when: date | None = None
    text: str | None = None
    kind: Literal["told"] = "told"


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


AnyPayload: TypeAlias = Received | Sent | Told | Corrected
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
    """Return the events as they are to be read now: what the person said of them in their place, and nothing twice."""
    kept: list[Event] = []
    said: dict[int, Corrected] = {}
    for event in sorted(events, key=lambda one: one.id):
        if isinstance(event.payload, Corrected):
            said[event.payload.event] = event.payload
        else:
            kept.append(event)
    return [_as_said(event, said.get(event.id)) for event in kept if event.id not in said or said[event.id].stands]


def _as_said(event: Event, said: Corrected | None) -> Event:
    return event if said is None or said.reads is None else replace(event, payload=said.reads)
