"""What a draft is written from, and what comes out: plain records, so that writing one needs no ledger and no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from unwatch.application import Application
from unwatch.letter.records import FollowUp
from unwatch_classifiers.records import Address


class DraftKind(StrEnum):
    """What a draft is for. Those that can be asked for by a word have that word of the reply as their value."""

    THANK_YOU = "thanks"
    FOLLOW_UP = "follow-up"
    TIME = "time"
    QUESTIONS = "questions"
    HEADS_UP = "heads-up"
    INTERVIEW = "interview"
    ANOTHER_TIME = "another-time"
    REFERENCES = "references"
    ANSWER = "answer"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    IN_WRITING = "in-writing"


class Language(StrEnum):
    """The languages that drafts are written in: that of the employer's last mail is the one to choose."""

    ENGLISH = "en"
    GERMAN = "de"


@dataclass(frozen=True, slots=True)
class LastMail:
    """The employer's last mail, which the draft answers. `message_id` and `references` come without angle brackets;
    `sender` is who reads an answer: the Reply-To where there is one (RFC 5322, section 3.6.2).
    """

    message_id: str
    subject: str
    references: tuple[str, ...] = ()
    sender: Address | None = None


@dataclass(frozen=True, slots=True)
class DraftInput:
    """Everything a draft is written from. `now` is aware; `kind` is None for the one that fits now.

    `anyway` overrides a day that has not come (letter.md A2d). `thread` are the texts of the employer's mails, for
    what an offer has told. `benefits` puts the neutral line before a refusal (C3c). `current_employer` is a domain or
    a name: nothing is addressed there and nothing names it (C13c).
    """

    application: Application
    now: datetime
    zone: ZoneInfo
    own_name: str
    follow_up: FollowUp
    kind: DraftKind | None = None
    language: Language = Language.ENGLISH
    anyway: bool = False
    mail: LastMail | None = None
    thread: tuple[str, ...] = ()
    benefits: bool = False
    current_employer: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A finished draft. `to` is None where nobody is known, and `in_reply_to` where it answers no mail.

    `text` has one line for each paragraph or point and ends without a line break; `slots` is how many places in
    square brackets it leaves to the person. `line_before` is shown above it and is no part of it.
    """

    kind: DraftKind
    language: Language
    to: str | None
    to_name: str | None
    subject: str
    in_reply_to: str | None
    references: tuple[str, ...]
    text: str
    slots: int
    line_before: str | None = None


@dataclass(frozen=True, slots=True)
class NotYet:
    """Why there is no draft now: `when` is the day from which it is sensible, None where no day is known.

    `why` is a reason of at most twelve words that ends a sentence; `overridable` tells whether `draft N anyway`, which
    brings the usual draft, would bring this one.
    """

    when: date | None
    why: str
    overridable: bool = True
