"""The records that pass between the daemon and the classifiers: a message in, a verdict out.

Everything here is frozen and holds plain values. Datetimes are always aware; those of a verdict carry the zone
in which the mail meant them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Label(StrEnum):
    """What a message is (DESIGN, section 2)."""

    ACKNOWLEDGEMENT = "acknowledgement"
    SCHEDULING = "scheduling"
    ASSESSMENT = "assessment"
    REFERENCE_REQUEST = "reference_request"
    INFORMATION_REQUEST = "information_request"
    STATUS_UPDATE = "status_update"
    OFFER = "offer"
    REJECTION = "rejection"
    OUTREACH = "outreach"
    OTHER = "other"


URGENT = frozenset([Label.SCHEDULING, Label.ASSESSMENT, Label.REFERENCE_REQUEST, Label.OFFER])
"""What cannot wait (DESIGN, section 2)."""


class Stage(StrEnum):
    """How far an application got; stages only go forward, in this order."""

    APPLIED = "applied"
    SCREENING = "screening"
    INTERVIEWING = "interviewing"
    ASSESSMENT = "assessment"
    REFERENCES = "references"
    OFFER = "offer"

    @property
    def rank(self) -> int:
        """Place in the order, 0 first."""
        return list(Stage).index(self)


class InterviewStatus(StrEnum):
    """What is settled about an interview time."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class PromiseKind(StrEnum):
    """What the employer said would have happened by the date (letter.md C12a)."""

    DECIDE_BY = "decide_by"
    CONTACT_BY = "contact_by"
    FILLED_BY = "filled_by"
    START_BY = "start_by"


class OfferForm(StrEnum):
    """How firm an offer is; only a written one can end the search (letter.md A6c, C10a)."""

    SPOKEN = "spoken"
    WRITTEN = "written"
    TRIAL = "trial"


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox of RFC 5322, section 3.4; the address is in lower case."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        """What stands behind the last @, or the empty string."""
        return self.address.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One VEVENT of a text/calendar part, with the METHOD of its object (RFC 5545, RFC 5546)."""

    method: str | None
    uid: str
    sequence: int
    status: str | None
    start: datetime | None
    end: datetime | None
    summary: str
    where: str | None
    organizer: Address | None
    description: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One mail, taken apart: what is new in it, apart from what it quotes and how it is signed.

    `date` is the Date header, or what the caller knows of the arrival where there is no usable one.
    `message_id` is as the mail has it, without angle brackets, or a stand-in made from the content.
    """

    message_id: str
    date: datetime
    sender: Address | None
    subject: str
    new_text: str
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    quoted_text: str = ""
    signature: str = ""
    calendar: tuple[CalendarEvent, ...] = ()
    attachments: tuple[str, ...] = ()
    list_id: str | None = None
    list_unsubscribe: bool = False
    auto_submitted: str | None = None
    precedence: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of the message that helped to decide, and how."""

    text: str
    because: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Interview:
    """A time named for an interview; `end` is None where the mail does not say."""

    start: datetime
    end: datetime | None
    where: str | None
    status: InterviewStatus


@dataclass(frozen=True, slots=True)
class Promise:
    """The employer's own word on when.

    `quote` is literal; `by` is the last day it can mean and `begins` the first of a vague range ("sometime in
    November"); `realistic` is `by` + max(5 business days, by - date of the mail) (letter.md A5a, C2a).
    `closes` tells that silence until then means no: "if you have not heard within three weeks, consider ..." (c.4).
    """

    quote: str
    kind: PromiseKind
    by: date
    realistic: date
    begins: date | None = None
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What a message states; what it does not state is None, False or empty.

    `ends` is the last day of a trial (letter.md C10a); `then` what comes after the next step (C9f) and `cause` why they
    wait (C6l), both in the employer's own words.
    """

    company: str | None = None
    role: str | None = None
    requisition: str | None = None
    people: tuple[Address, ...] = ()
    interviews: tuple[Interview, ...] = ()
    deadline: datetime | date | None = None
    promise: Promise | None = None
    referees_wanted: int | None = None
    offer_form: OfferForm | None = None
    reason: str | None = None
    wants_answer: bool = False
    starts: date | None = None
    ends: date | None = None
    then: str | None = None
    cause: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a message is, how sure that is (calibrated), the sentences that decided, and its facts."""

    label: Label
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    facts: Facts = field(default_factory=Facts)


class SilenceState(StrEnum):
    """What not hearing means now; the only four answers there are (letter.md c.3)."""

    EARLY_DAYS = "early_days"
    AS_EXPECTED = "as_expected"
    LATER_THAN_MOST = "later_than_most"
    RESTING = "resting"


@dataclass(frozen=True, slots=True)
class Silence:
    """The verdict over the absence of messages.

    `days` of silence so far; `usual_by` the realistic date to hear by; `rests_from` the day from which the
    application rests.
    """

    state: SilenceState
    days: int
    usual_by: date
    rests_from: date
