"""Whom a draft is for: who answers, never an address that nobody reads, never the person's current employer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from unwatch.application import Application, Contact, ContactKind
from unwatch.drafts.records import DraftInput, DraftKind
from unwatch.drafts.sayable import current_label, person
from unwatch.letter.words import is_read_by_somebody
from unwatch_classifiers.records import Address
from unwatch_classifiers.senders import SenderKind, hides_employer, sender_kinds

MOST_THANKED = 3
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def recipient(given: DraftInput, kind: DraftKind) -> Address | None:
    """Return whom to write to: who may be written to next (letter.md P9, C12c), or who sent the mail that is answered.

    None where nobody is known, and for a word to the person's own referees.
    """
    if kind is DraftKind.HEADS_UP:
        return None
    return next((who for who in _candidates(given, kind) if may_be_written_to(who, given)), None)


def to_thank(given: DraftInput, met: datetime) -> tuple[Address, ...]:
    """Return who is to be thanked for the meeting that ended at `met` and was not yet (P1): those that the person's
    notes of it name; where they name nobody, those who wrote, the last one first.
    """
    able = [who for who in _contacts(given.application) if may_be_written_to(who, given)]
    notes = " ".join(text[:2000] for at, text in given.application.notes if at >= met)
    noted = [who for who in able if _is_named(who, notes)]
    thanked = _thanked_since(given.application, met)
    return tuple(who for who in (noted or able)[:MOST_THANKED] if who.address not in thanked)


def is_thanked(given: DraftInput, met: datetime) -> bool:
    """Tell whether thanks have gone out to everybody, so far as is known."""
    return bool(_thanked_since(given.application, met)) and not to_thank(given, met)


def may_be_written_to(who: Address, given: DraftInput) -> bool:
    """Tell whether somebody reads the address, and it is not at the current employer (C13c)."""
    if not is_read_by_somebody(who.address) or SenderKind.ROBOT in sender_kinds(who):
        return False
    if _is_at_current_employer(who, given):
        return False
    relayed = hides_employer(who) and SenderKind.FREEMAIL not in sender_kinds(who)
    return not relayed or _wrote_as_a_person(who, given.application)


def _is_at_current_employer(who: Address, given: DraftInput) -> bool:
    said = (given.current_employer or "").strip().lower().rpartition("@")[2]
    if not said:
        return False
    domain = who.domain.lower()
    if "." in said and " " not in said:
        return domain == said or domain.endswith(f".{said}")
    own = re.sub(r"[\W_]+", "", current_label(given))
    return bool(own) and own in {re.sub(r"[\W_]+", "", label) for label in domain.split(".")}


def _wrote_as_a_person(who: Address, application: Application) -> bool:
    """A relay's address is read where somebody wrote from it; what a robot sends makes nobody a contact."""
    return any(contact.address == who.address and contact.last_in for contact in application.contacts)


def _candidates(given: DraftInput, kind: DraftKind) -> Iterator[Address]:
    sender = given.mail.sender if given.mail else None
    if kind is DraftKind.FOLLOW_UP and given.follow_up.to:
        yield _known(given.follow_up.to, given.application)
    elif sender is not None:
        yield Address(sender.name or _known(sender.address, given.application).name, sender.address)
    yield from _contacts(given.application)


def _known(address: str, application: Application) -> Address:
    name = next((contact.name for contact in application.contacts if contact.address == address), "")
    return Address(name, address)


def _contacts(application: Application) -> list[Address]:
    """Return the people there, who wrote last first."""
    by_answer = sorted(application.contacts, key=_last_in, reverse=True)
    return [Address(contact.name, contact.address) for contact in by_answer]


def _last_in(contact: Contact) -> datetime:
    return contact.last_in or _LONG_AGO


def _is_named(who: Address, notes: str) -> bool:
    words = [word for word in re.split(r"[^\w'’-]+", who.name[:100]) if len(word) > 2]
    return any(re.search(rf"\b{re.escape(word)}\b", notes, re.IGNORECASE) for word in words)


def _thanked_since(application: Application, met: datetime) -> set[str]:
    return {one.to for one in application.written if one.kind is ContactKind.THANK_YOU and one.at >= met}


def name_of(who: Address | None, given: DraftInput) -> str | None:
    """Return the name to greet by, None where no person's name is known."""
    return person(who, given) if who is not None else None
