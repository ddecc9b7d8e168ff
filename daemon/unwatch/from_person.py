"""What the person's own mails and commands do to an application. Pure.

A message in Sent settles what was asked and counts as a contact, whatever it is (letter.md C11b); what they wrote or
said elsewhere counts once they tell it (A1b).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from unwatch import meetings
from unwatch.application import (
    Application,
    ContactKind,
    NeedKind,
    Outcome,
    References,
    Written,
    settled,
    touched,
)
from unwatch.events import Instruction, Sent, Told
from unwatch_classifiers.own import Stance
from unwatch_classifiers.records import OfferForm

THANK_YOU_WINDOW = timedelta(days=4)  # letter.md P1: last on day 3, counted from the hour of the interview


def sent_by_person(application: Application, at: datetime, sent: Sent) -> Application:
    """Return the application after a message of the person's own."""
    kind = _contact_kind(application, at, sent)
    contacts = application.contacts
    for who in sent.to:
        contacts = touched(contacts, who, last_out=at)
    settles = _settles(application, sent)
    application = replace(
        application,
        company=application.company or sent.company,
        role=application.role or sent.role,
        messages=(*application.messages, sent.message_id) if sent.message_id else application.messages,
        last_wrote=at,
        contacts=contacts,
        applied=application.applied or (at if kind is ContactKind.APPLICATION else None),
        written=(*application.written, Written(at, kind, sent.to[0].address if sent.to else "", sent.message_id)),
        meetings=meetings.answered(application, at, sent),
        references=_references(application, at, sent, answered=NeedKind.REFERENCES in settles),
        conditions=_conditions(application.conditions, sent.condition),
    )
    return _stance(settled(application, at, settles), at, sent)


def _settles(application: Application, sent: Sent) -> set[NeedKind]:
    """Return which needs a message settles: whatever is open, but for what it only puts off.

    Who asks for a spoken offer in writing has answered it: the paper is the employer's to send (letter.md A6c).
    """
    kinds = set(NeedKind)
    if sent.stance is Stance.ASKS_FOR_TIME:
        kinds -= {NeedKind.OFFER, NeedKind.ASSESSMENT}
    if sent.in_writing and sent.stance in {None, Stance.ASKS_FOR_TIME}:
        spoken = application.offer is not None and application.offer.form is OfferForm.SPOKEN
        kinds = kinds | {NeedKind.OFFER} if spoken else kinds - {NeedKind.OFFER}
    if sent.puts_off and not sent.references_given:
        kinds -= {NeedKind.REFERENCES}
    return kinds


def _references(application: Application, at: datetime, sent: Sent, *, answered: bool) -> References | None:
    """Return the references after a message: sent where they are given, asked for or in advance (letter.md C13a), or
    where a request for them is answered; who was called already is not sent again.
    """
    known = application.references
    asked = any(need.kind is NeedKind.REFERENCES for need in application.open_needs)
    if sent.references_given and (known is None or known.contacted is None):
        return replace(known or References(requested=at), sent=at)
    return replace(known, sent=at) if known is not None and asked and answered else known


def _conditions(known: tuple[str, ...], said: str | None) -> tuple[str, ...]:
    """Return what the person set for their referees, each once, however it is introduced (letter.md C13b)."""
    if not said or any(one.casefold() in said.casefold() or said.casefold() in one.casefold() for one in known if one):
        return known
    return (*known, said)


def _contact_kind(application: Application, at: datetime, sent: Sent) -> ContactKind:
    if not application.messages or (sent.applies and application.last_heard is None):
        return ContactKind.APPLICATION
    if application.open_needs:
        return ContactKind.ANSWER
    met = meetings.last_held(application, at)
    if sent.thanks and met is not None and at - met <= THANK_YOU_WINDOW:
        return ContactKind.THANK_YOU
    heard, wrote = application.last_heard, application.last_wrote
    first_word = heard is not None and (wrote is None or wrote < heard) and at - heard <= timedelta(days=3)
    return ContactKind.ANSWER if first_word else ContactKind.FOLLOW_UP


def _stance(application: Application, at: datetime, sent: Sent) -> Application:
    match sent.stance:
        case Stance.ACCEPTS if application.offer is not None and application.offer.form is OfferForm.WRITTEN:
            outcome = Outcome.ACCEPTED
        case Stance.DECLINES if application.offer is not None:
            outcome = Outcome.DECLINED
        case Stance.WITHDRAWS | Stance.DECLINES:
            outcome = Outcome.WITHDRAWN
        case _:
            return application
    return replace(application, outcome=outcome, outcome_at=at)


def told_by_person(application: Application, at: datetime, told: Told) -> Application:
    """Return the application after a command of the person."""
    match told.instruction:
        case Instruction.DONE:
            return settled(application, at, set(NeedKind))
        case Instruction.REST:
            return replace(application, rested=at, sleeps_until=told.when)
        case Instruction.WAKE:
            return replace(application, rested=None, sleeps_until=None)
        case Instruction.LATER:
            if not application.open_needs:  # it is a note, or the silence, that comes back on that day
                return replace(application, sleeps_until=told.when)
            needs = tuple(replace(need, by=told.when) if need.settled is None else need for need in application.needs)
            return replace(application, needs=needs)
        case Instruction.NOTE:
            return replace(application, notes=(*application.notes, (at, told.text or "")))
        case Instruction.SAID if told.promise is not None:
            return replace(application, promise=told.promise, promise_made=at, sleeps_until=told.promise.begins)
        case Instruction.SENT:
            return sent_by_person(application, at, Sent("", ()))
        case Instruction.GIVEN | Instruction.CONTACTED | Instruction.CONDITION:
            return _of_references(application, at, told)
        case Instruction.CLOSE:
            ended = settled(application, at, set(NeedKind))
            return replace(ended, outcome=told.outcome or Outcome.WITHDRAWN, outcome_at=at, sleeps_until=None)
        case Instruction.REOPEN:
            return replace(application, outcome=None, outcome_at=None, outcome_quote=None, rested=None)
        case Instruction.SAID:
            return application


def _of_references(application: Application, at: datetime, told: Told) -> Application:
    if told.instruction is Instruction.CONDITION:
        return replace(application, conditions=(*application.conditions, told.text or ""))
    known = application.references or References(requested=at)
    if told.instruction is Instruction.CONTACTED:
        known = replace(known, sent=known.sent or at, contacted=at)
    else:
        known = replace(known, sent=at)
    return replace(settled(application, at, {NeedKind.REFERENCES}), references=known)
