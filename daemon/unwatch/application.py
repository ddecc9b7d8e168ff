"""One role at one employer: the record that the events of the ledger fold into (DESIGN, section 2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from unwatch_classifiers.records import Address, InterviewStatus, OfferForm, Promise, Stage


class Outcome(StrEnum):
    """How an application ended."""

    REJECTED = "rejected"
    ROLE_CLOSED = "role_closed"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    ACCEPTED = "accepted"


class NeedKind(StrEnum):
    """Something only the person can do."""

    SCHEDULE = "schedule"
    REFERENCES = "references"
    ASSESSMENT = "assessment"
    OFFER = "offer"
    INFORMATION = "information"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Need:
    """A need that a message opened; `settled` is when the person answered, None while it is open."""

    kind: NeedKind
    message_id: str
    opened: datetime
    by: datetime | date | None = None
    quote: str | None = None
    settled: datetime | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody at the employer, and when they last wrote and were written to."""

    name: str
    address: str
    last_in: datetime | None = None
    last_out: datetime | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """An interview of this application. One that moves stays one: `moved_from` keeps where it was."""

    start: datetime
    end: datetime | None
    where: str | None
    status: InterviewStatus
    message_id: str
    uid: str | None = None
    sequence: int = 0
    moved_from: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class References:
    """Reference request: when asked, how many are wanted, when the person answered; `contacted` is when the person said
    that their referees were called, never inferred (letter.md C6c).
    """

    requested: datetime
    count: int | None = None
    sent: datetime | None = None
    contacted: datetime | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer; `starts` lists every start date it ever had, in the order they were told (letter.md C2g), `ends` is the
    last day of a trial (C10a).
    """

    form: OfferForm
    made: datetime
    answer_by: datetime | date | None = None
    starts: tuple[date, ...] = ()
    ends: date | None = None


class ContactKind(StrEnum):
    """What one of the person's own messages was, for the follow-up rules (letter.md P1 to P12)."""

    APPLICATION = "application"
    ANSWER = "answer"
    THANK_YOU = "thank_you"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, slots=True)
class Written:
    """One message from the person to the employer; one that went outside the mailbox has no `message_id` (A1b)."""

    at: datetime
    kind: ContactKind
    to: str
    message_id: str


@dataclass(frozen=True, slots=True)
class Application:
    """The story of one role so far. Times are aware; dates of an employer's promise are calendar days.

    `aliases` are other names of the employer (a brand, a parent); `conditions` what the person set for their referees
    (letter.md C13b); `next_step` and `cause` are the employer's words on what comes then, and on why they wait.
    """

    id: int
    company: str | None = None
    role: str | None = None
    requisition: str | None = None
    stage: Stage = Stage.APPLIED
    outcome: Outcome | None = None
    outcome_at: datetime | None = None
    outcome_quote: str | None = None
    applied: datetime | None = None
    last_heard: datetime | None = None
    last_wrote: datetime | None = None
    promise: Promise | None = None
    promise_made: datetime | None = None
    needs: tuple[Need, ...] = ()
    contacts: tuple[Contact, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    references: References | None = None
    offer: Offer | None = None
    written: tuple[Written, ...] = ()
    messages: tuple[str, ...] = ()
    notes: tuple[tuple[datetime, str], ...] = ()
    rested: datetime | None = None
    sleeps_until: date | None = None
    last_quote: str | None = None
    aliases: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    next_step: str | None = None
    cause: str | None = None

    @property
    def open_needs(self) -> tuple[Need, ...]:
        """Needs that wait for the person, oldest first."""
        return tuple(need for need in self.needs if need.settled is None)

    @property
    def live(self) -> bool:
        """Whether anything can come of it: not ended, or accepted and not begun."""
        return self.outcome is None

    @property
    def name(self) -> str:
        """The employer as the letter calls it."""
        return self.company or "an employer not named"


def settled(application: Application, at: datetime, kinds: set[NeedKind]) -> Application:
    """Return the application with its open needs of these kinds settled."""
    needs = tuple(
        replace(need, settled=at) if need.settled is None and need.kind in kinds else need for need in application.needs
    )
    return replace(application, needs=needs)


def touched(
    contacts: tuple[Contact, ...],
    who: Address,
    *,
    last_in: datetime | None = None,
    last_out: datetime | None = None,
) -> tuple[Contact, ...]:
    """Return the contacts after somebody wrote, or was written to."""
    known = next((contact for contact in contacts if contact.address == who.address), None)
    if known is None:
        return (*contacts, Contact(who.name, who.address, last_in, last_out))
    changed = replace(
        known,
        name=known.name or who.name,
        last_in=last_in or known.last_in,
        last_out=last_out or known.last_out,
    )
    return tuple(changed if contact is known else contact for contact in contacts)
