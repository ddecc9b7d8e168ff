"""What a letter is made from, and what comes out: plain records, so that composing needs no ledger and no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from unwatch.application import Application, NeedKind
from unwatch_classifiers.records import Label, Silence


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What the person may send: how often they wrote unprompted since the employer last wrote or met them, from
    which day on they may write once more (None when there is nothing left to send), and why, in at most twelve
    words (letter.md P1 to P12). `to` is whom; `drafted` is true for a note after an interview or a promise.
    """

    sent: int
    not_before: date | None
    why: str
    to: str | None = None


class Way(StrEnum):
    """How a message of an employer reached the person."""

    AT_ONCE = "at_once"
    NEXT_MORNING = "next_morning"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class News:
    """One message of the week that belongs to an application, either way."""

    message_id: str
    at: datetime
    outgoing: bool
    label: Label
    quote: str | None
    sender: str
    way: Way
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """An application as this letter has to tell it: its state now and what happened since the last letter."""

    application: Application
    follow_up: FollowUp
    silence: Silence | None
    news: tuple[News, ...] = ()


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A message that is from an employer or speaks of a job, but could not be placed; shown in full, cut.

    `quote` is the sentence of it that weighed most, if one did.
    """

    message_id: str
    at: datetime
    sender: str
    subject: str
    text: str
    why: str
    way: Way
    told_at: datetime | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which the watcher was deaf, and how many messages had come in meanwhile."""

    began: datetime
    ended: datetime | None
    why: str
    messages: int = 0


@dataclass(frozen=True, slots=True)
class LetterInput:
    """Everything a weekly letter is composed from.

    `since` is when the last letter was frozen, `now` the due time of this one, `next_letter` the one after;
    `unreadable` counts messages that were set aside because they could not be taken apart. `understood` repeats
    what the person told the watcher since the last letter. `reply_token` stands in the subject of the mailto links.
    """

    now: datetime
    since: datetime
    next_letter: datetime
    zone: ZoneInfo
    applications: tuple[Told, ...]
    unplaced: tuple[Unplaced, ...] = ()
    gaps: tuple[Gap, ...] = ()
    unreadable: tuple[str, ...] = ()
    own_line: str | None = None
    pace: str | None = None
    understood: tuple[str, ...] = ()
    reply_to: str | None = None
    reply_token: str = ""


@dataclass(frozen=True, slots=True)
class PassOnInput:
    """Everything a pass-on is composed from: the message, and what is known around it."""

    now: datetime
    next_letter: datetime
    zone: ZoneInfo
    application: Application | None
    label: Label
    kind: NeedKind | None
    message_id: str
    sender_name: str
    sender_address: str
    subject: str
    received: datetime
    full_text: str
    quote: str | None
    by: datetime | date | None
    starts: tuple[datetime, ...] = ()
    end: datetime | None = None
    where: str | None = None
    others: tuple[Application, ...] = ()
    reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished letter or pass-on. `numbers` maps each item number that it shows to an application's id."""

    subject: str
    preheader: str
    text: str
    html: str
    numbers: tuple[tuple[int, int], ...] = ()
