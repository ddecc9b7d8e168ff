"""What happened to an application: the typed payloads of the ledger's append-only events, and their JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from unwatch_classifiers.own import Stance
from unwatch_classifiers.records import Address, CalendarEvent, Facts, Interview, Label


@dataclass(frozen=True, slots=True)
class Received:
    """A message from the employer. `robot` tells that no person wrote it; `quote` is the sentence that decided."""

    message_id: str
    label: Label
    confidence: float
    facts: Facts
    sender: Address | None
    quote: str | None = None
    calendar: tuple[CalendarEvent, ...] = ()
    robot: bool = False
    screening: bool = False
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


Payload = Annotated[Received | Sent | Told, Field(discriminator="kind")]
_PAYLOAD: TypeAdapter[Received | Sent | Told] = TypeAdapter(Payload)


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the ledger's history. `at` is when it happened, whatever the order in which it became known."""

    id: int
    at: datetime
    payload: Received | Sent | Told


def to_json(payload: Received | Sent | Told) -> str:
    """Return the payload as the ledger keeps it."""
    return _PAYLOAD.dump_json(payload, exclude_defaults=False).decode()


def from_json(text: str) -> Received | Sent | Told:
    """Return the payload that `to_json` wrote."""
    return _PAYLOAD.validate_json(text)
