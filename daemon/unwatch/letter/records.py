"""What a letter is made from, and what comes out: plain records, so that composing needs no ledger and no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from unwatch.application import Application, NeedKind
from unwatch_classifiers.posting import Posting
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
class Note:
    """A note that the person made of an employer in another application there; `role` is what that one is about."""

    at: datetime
    text: str
    role: str | None = None


class Asking(StrEnum):
    """What an employer asks who wants to know whether the person still is to be had; it is no offer (letter.md C6g)."""

    AVAILABLE = "available"
    INTERESTED = "interested"


@dataclass(frozen=True, slots=True)
class News:
    """One message of the week that belongs to an application, either way.

    `under` is the other name of the employer that it came under; `then` and `cause` are its own words on what comes
    next, and on why they wait (letter.md C9f, C6l).
    """

    message_id: str
    at: datetime
    outgoing: bool
    label: Label
    quote: str | None
    sender: str
    way: Way
    told_at: datetime | None = None
    under: str | None = None
    then: str | None = None
    cause: str | None = None
    asks: Asking | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """An application as this letter has to tell it: its state now and what happened since the last letter.

    `elsewhere` are the notes of this employer from other applications, `has_posting` that the job text is saved.
    """

    application: Application
    follow_up: FollowUp
    silence: Silence | None
    news: tuple[News, ...] = ()
    elsewhere: tuple[Note, ...] = ()
    has_posting: bool = False


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
    `questions` is how many questions there are to practise; `discreet` keeps job words out of subject and preheader.
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
    questions: int = 0
    discreet: bool = False


@dataclass(frozen=True, slots=True)
class PassOnInput:
    """Everything a pass-on is composed from: the message, and what is known around it.

    `elsewhere` are the notes of this employer from other applications; `posting` is the saved job text; `questions` are
    those to practise, as the person wrote them down; `under` is the other name of the employer that it came under.
    `benefits` and `discreet` are the person's wishes (letter.md C3c, C2h).
    """

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
    elsewhere: tuple[Note, ...] = ()
    posting: Posting | None = None
    questions: tuple[str, ...] = ()
    under: str | None = None
    benefits: bool = False
    discreet: bool = False


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished letter or pass-on.

    `numbers` maps each item number that it shows to an application's id, and `mails` each number that stands for one
    mail to its Message-ID; a letter gives no number twice, a pass-on gives both to number 1.
    """

    subject: str
    preheader: str
    text: str
    html: str
    numbers: tuple[tuple[int, int], ...] = ()
    mails: tuple[tuple[int, str], ...] = ()
