"""By what an application is found again: what each message, and each word of the person, teaches about it. Pure.

A relay's domain never counts, nor an address from which many employers write (DESIGN, section 4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from unwatch.events import AnyPayload, Edited, Moved, Received, Sent
from unwatch_classifiers.facts.keys import run_together
from unwatch_classifiers.records import Address, CalendarEvent, Facts, Message, Verdict
from unwatch_classifiers.senders import SenderKind, hides_employer, sender_kinds


class KeyKind(StrEnum):
    """By what an application can be found again."""

    CALENDAR_UID = "calendar_uid"
    REQUISITION = "requisition"
    COMPANY = "company"
    DOMAIN = "domain"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """One way to find an application: a kind and its normalised value."""

    kind: KeyKind
    value: str


def keys_of(message: Message, verdict: Verdict, others: Sequence[Address]) -> tuple[Key, ...]:
    """Return what an application can be found by; `others` are the people on the employer's side of the message."""
    return keys_from(message.calendar, verdict.facts, others)


def keys_from(calendar: Sequence[CalendarEvent], facts: Facts, others: Sequence[Address]) -> tuple[Key, ...]:
    """Return the same of what the ledger keeps of a message."""
    keys = [Key(KeyKind.CALENDAR_UID, event.uid) for event in calendar if event.uid]
    if facts.requisition:
        keys.append(Key(KeyKind.REQUISITION, facts.requisition.casefold()))
    if facts.company:
        keys.append(Key(KeyKind.COMPANY, run_together(facts.company)))
    for other in others:
        if not hides_employer(other):
            keys.append(Key(KeyKind.DOMAIN, other.domain))
            keys.append(Key(KeyKind.COMPANY, run_together(other.domain.partition(".")[0])))
        if not _shared(other):
            keys.append(Key(KeyKind.CONTACT, other.address))
    return tuple(dict.fromkeys(key for key in keys if key.value))


def keys_of_event(payload: AnyPayload) -> frozenset[Key]:
    """Return what an event of a story teaches about finding it."""
    match payload:
        case Received() as mail:
            return frozenset(keys_from(mail.calendar, mail.facts, [*filter(None, [mail.sender]), *mail.reply_to]))
        case Sent() as mail:
            facts = Facts(company=mail.employer or mail.company, requisition=mail.requisition)
            return frozenset(keys_from((), facts, mail.to))
        case Edited() as edited:
            names = [name for name in (edited.company, *edited.aliases) if name]
            keys = [Key(KeyKind.COMPANY, run_together(name)) for name in names]
            if edited.requisition:
                keys.append(Key(KeyKind.REQUISITION, edited.requisition.casefold()))
            return frozenset(keys)
        case Moved(alias=str() as alias):
            return frozenset([Key(KeyKind.COMPANY, run_together(alias))])
    return frozenset()


def _shared(other: Address) -> bool:
    """Tell whether many employers write from this address: a robot's, or a relay's."""
    kinds = sender_kinds(other)
    return SenderKind.ROBOT in kinds or (hides_employer(other) and SenderKind.FREEMAIL not in kinds)
