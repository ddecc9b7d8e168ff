"""Why a mail counts as what it does, and what was done with it: gathered from mail and ledger, not yet worded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from unwatch.application import Application
from unwatch.correcting import Mail
from unwatch.corrections import Correction, Ruling, mark_of, ruling
from unwatch.events import Received, as_corrected
from unwatch.keys import Key, KeyKind
from unwatch.ledger import Ledger, PassOnRow, StoredMessage
from unwatch.record import as_ruled
from unwatch.rhythm import Rhythm
from unwatch_classifiers.records import Address, Evidence, Facts, Label, Verdict
from unwatch_classifiers.senders import SenderKind, hides_employer, sender_kinds


@dataclass(frozen=True, slots=True)
class Parts:
    """How many lines of a mail are new, and how many were set apart: only what is new decides."""

    new: int
    quoted: int
    signature: int


@dataclass(frozen=True, slots=True)
class Done:
    """What unwatch did with a mail; `waits_for` is the letter that will tell it, `told_in` the one that
    did; `label` and `confidence` are what the ledger holds of it, from the day it came.
    """

    label: Label
    confidence: float
    application: Application | None
    pass_on: PassOnRow | None
    told_in: str | None
    waits_for: datetime | None
    employer: bool
    outgoing: bool
    history: bool
    why_unplaced: str | None
    text_kept: bool


@dataclass(frozen=True, slots=True)
class Why:
    """All that is known of why a mail counts as what it does. `done` is None where no ledger knows the mail."""

    content_id: str
    message_id: str
    subject: str
    sender: Address | None
    at: datetime
    label: Label
    confidence: float
    judged: Verdict
    evidence: tuple[Evidence, ...]
    facts: Facts
    kinds: tuple[SenderKind, ...]
    known_from: tuple[Application, ...]
    parts: Parts | None
    correction: Correction | None
    by_person: bool
    makes_known: Correction | None
    done: Done | None
    error: str | None


def explain(mail: Mail, ledger: Ledger | None, rhythm: Rhythm | None, now: datetime) -> Why:
    """Gather why a mail counts as what it does, from its own words where it was just read, else from what was kept."""
    stored = mail.stored
    judged = _judged(mail, ledger)
    ruled = _ruled(mail, judged, ledger)
    sender = mail.message.sender if mail.message else _sender(stored)
    verdict = judged
    if mail.message and rhythm:
        verdict = as_ruled(mail.message, judged, ruled, rhythm.zone)
    return Why(
        content_id=mail.content_id,
        message_id=mail.message.message_id if mail.message else stored.message_id if stored else "",
        subject=mail.message.subject if mail.message else stored.subject if stored else "",
        sender=sender,
        at=mail.message.date if mail.message else stored.at if stored else now,
        label=ruled.label,
        confidence=ruled.confidence,
        judged=judged,
        evidence=judged.evidence,
        facts=verdict.facts,
        kinds=tuple(sorted(sender_kinds(sender))),
        known_from=_known_from(sender, ledger),
        parts=_parts(mail),
        correction=ruled.correction,
        by_person=ruled.by_person,
        makes_known=ruled.known_by,
        done=_done(stored, ledger, rhythm, now) if stored and ledger else None,
        error=mail.message.error if mail.message else stored.error if stored else None,
    )


def _judged(mail: Mail, ledger: Ledger | None) -> Verdict:
    """Return what the mail is taken for without the person: read now if it is there, else as the ledger has it."""
    if mail.verdict is not None:
        return mail.verdict
    if mail.stored is None or ledger is None:
        return Verdict(Label.OTHER, 0.0)
    return replace(mail.stored.judged, facts=_facts(mail.stored, ledger))


def _facts(stored: StoredMessage, ledger: Ledger) -> Facts:
    chapter = ledger.stories.chapter(stored.content_id)
    if chapter is None:
        loose = ledger.loose.payload(stored.content_id)
        return loose.facts if isinstance(loose, Received) and stored.employer else Facts()
    read = {one.id: one.payload for one in as_corrected(ledger.stories.events(chapter.application_id))}
    payload = read.get(chapter.event.id, chapter.event.payload)
    return payload.facts if isinstance(payload, Received) else Facts()


def _ruled(mail: Mail, judged: Verdict, ledger: Ledger | None) -> Ruling:
    if ledger is None or (mail.stored and mail.stored.outgoing):
        return Ruling(judged.label, judged.confidence)
    corrections = ledger.corrections.active()
    if mail.message is not None:
        return ruling(corrections, mark_of(mail.content_id, mail.message), judged)
    if mail.stored is None:
        return Ruling(judged.label, judged.confidence)
    return ruling(corrections, ledger.mail.mark(mail.stored), judged)


def _sender(stored: StoredMessage | None) -> Address | None:
    return Address(stored.sender_name, stored.sender) if stored and stored.sender else None


def _known_from(sender: Address | None, ledger: Ledger | None) -> tuple[Application, ...]:
    """Return the applications that this sender is known from; a relay's domain says nothing of whom it writes for."""
    if sender is None or ledger is None:
        return ()
    keys = [Key(KeyKind.CONTACT, sender.address)]
    keys += [] if hides_employer(sender) else [Key(KeyKind.DOMAIN, sender.domain)]
    found = {one.id: one for known in ledger.stories.found_by(keys).values() for one in known}
    return tuple(found[number] for number in sorted(found))


def _parts(mail: Mail) -> Parts | None:
    if mail.message is None:
        return None
    read = mail.message
    return Parts(_lines(read.new_text), _lines(read.quoted_text), _lines(read.signature))


def _lines(text: str) -> int:
    return sum(1 for line in text.splitlines() if line.strip())


def _done(stored: StoredMessage, ledger: Ledger, rhythm: Rhythm | None, now: datetime) -> Done:
    number = ledger.stories.of_content(stored.content_id)
    waits = stored.letter is None and stored.employer and not stored.history
    return Done(
        label=stored.label,
        confidence=stored.confidence,
        application=ledger.stories.application(number) if number is not None else None,
        pass_on=ledger.post.pass_on(stored.content_id),
        told_in=ledger.post.letter_key(stored.letter) if stored.letter is not None and stored.employer else None,
        waits_for=rhythm.next_letter(now) if rhythm and waits else None,
        employer=stored.employer,
        outgoing=stored.outgoing,
        history=stored.history,
        why_unplaced=stored.why_unplaced,
        text_kept=bool(stored.text),
    )
