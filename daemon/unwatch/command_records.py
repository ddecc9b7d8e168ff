"""What one line of a reply says, as records: a verb, what it is about, and the closed words that may follow it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias


class Verb(StrEnum):
    """What the person can say, most of it about one application."""

    DONE = "done"
    REST = "rest"
    WAKE = "wake"
    LATER = "later"
    NOTE = "note"
    DRAFT = "draft"
    SAID = "said"
    SENT = "sent"
    REF = "ref"
    FULL = "full"
    JOB = "job"
    PREP = "prep"
    WRONG = "wrong"
    MERGE = "merge"
    SPLIT = "split"
    EDIT = "edit"
    CLOSE = "close"
    UNDO = "undo"
    DECLINE = "decline"
    OWN = "own"
    PAUSE = "pause"
    RESUME = "resume"
    REOPEN = "reopen"
    RHYTHM = "rhythm"
    STOP = "stop"
    STATUS = "status"
    HELP = "help"


class DraftOf(StrEnum):
    """Which draft is asked for, or `anyway`: the usual one, before its day has come (letter.md A2d)."""

    ANYWAY = "anyway"
    THANKS = "thanks"
    TIME = "time"
    QUESTIONS = "questions"
    HEADS_UP = "heads-up"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


class Channel(StrEnum):
    """How the person got in touch outside the mailbox (A1b)."""

    POST = "post"
    PHONE = "phone"
    PERSON = "person"


class Referees(StrEnum):
    """How far the references are, which only the person can tell (C6c)."""

    CONTACTED = "contacted"
    SENT = "sent"


class Belongs(StrEnum):
    """Where a mail belongs that was told in the wrong place: to a new application, or to none."""

    NEW = "new"
    OTHER = "other"


class Ending(StrEnum):
    """How an application ended; `filled` when the role went away."""

    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    ACCEPTED = "accepted"
    FILLED = "filled"


class Often(StrEnum):
    """How often the letter comes."""

    WEEKLY = "weekly"
    TWICE = "twice"
    DAILY = "daily"


class Field(StrEnum):
    """What of an application the person can put right in words of their own."""

    ROLE = "role"
    COMPANY = "company"


Choice: TypeAlias = DraftOf | Channel | Referees | Belongs | Ending | Often | Field


@dataclass(frozen=True, slots=True)
class Command:
    """One line that was understood.

    `target` is the number in the letter, in digits, or an employer's name as the person wrote it; "" for the verbs
    that stand alone. `when` belongs to `later` and, if given, to `rest`, `pause` and `said`, where it is the day that
    the words of `text` end with. `text` is free text, of `edit` the new role or company. `line` is what they wrote,
    for the next letter's "You told me". `choice` is the closed word of `draft`, `sent`, `ref`, `wrong`, `close`,
    `rhythm` and `edit`; `other` the second number or name of `merge` and `wrong`.
    """

    verb: Verb
    target: str
    when: date | None
    text: str | None
    line: str
    choice: Choice | None = None
    other: str | None = None
