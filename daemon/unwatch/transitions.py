"""How events change an application: a pure fold, in the order in which things happened (DESIGN, section 4).

Stages go forward only. A rejection closes; a human message that moves something opens again. Because the fold is
over the time of the events and not over their arrival, late and repeated mail ends in the same state.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from unwatch import meetings
from unwatch.application import (
    Application,
    Contact,
    ContactKind,
    Need,
    NeedKind,
    Offer,
    Outcome,
    References,
    Written,
)
from unwatch.events import Corrected, Event, Instruction, Received, Sent, Told, as_corrected
from unwatch_classifiers.own import Stance
from unwatch_classifiers.records import Address, InterviewStatus, Label, OfferForm, Stage

_STAGE_OF = {
    Label.ACKNOWLEDGEMENT: Stage.APPLIED,
    Label.SCHEDULING: Stage.INTERVIEWING,
    Label.ASSESSMENT: Stage.ASSESSMENT,
    Label.REFERENCE_REQUEST: Stage.REFERENCES,
    Label.OFFER: Stage.OFFER,
}
_OPENS_AGAIN = {
    Label.SCHEDULING,
    Label.ASSESSMENT,
    Label.REFERENCE_REQUEST,
    Label.INFORMATION_REQUEST,
    Label.STATUS_UPDATE,
    Label.OFFER,
}
_NEED_OF = {
    Label.ASSESSMENT: NeedKind.ASSESSMENT,
    Label.REFERENCE_REQUEST: NeedKind.REFERENCES,
    Label.OFFER: NeedKind.OFFER,
    Label.INFORMATION_REQUEST: NeedKind.INFORMATION,
}
_FIRMNESS = {OfferForm.SPOKEN: 0, OfferForm.TRIAL: 1, OfferForm.WRITTEN: 2}
THANK_YOU_WINDOW = timedelta(days=4)  # letter.md P1: last on day 3, counted from the hour of the interview


def fold(application_id: int, events: Iterable[Event]) -> Application:
    """Return the state that these events make, whatever order they are given in, as the person corrected them."""
    application = Application(id=application_id)
    for event in sorted(as_corrected(events), key=lambda one: (one.at, one.id)):
        application = step(application, event)
    return application


def step(application: Application, event: Event) -> Application:
    """Return the application after one more event that is later than all before it."""
    match event.payload:
        case Received() as received:
            return _received(application, event.at, received)
        case Sent() as sent:
            return _sent(application, event.at, sent)
        case Told() as told:
            return _told(application, event.at, told)
        case Corrected():
            return application  # it speaks of another event, and `fold` has heard it


def _received(application: Application, at: datetime, received: Received) -> Application:
    facts = received.facts
    application = replace(
        application,
        company=application.company or facts.company,
        role=application.role or facts.role,
        requisition=application.requisition or facts.requisition,
        messages=(*application.messages, received.message_id),
        last_heard=at,
        contacts=_heard_from(application.contacts, received, at),
    )
    application = _reopened(application, received)
    application = _promised(application, at, received)
    if received.label is Label.REJECTION:
        return _closed(application, at, received)
    application = _forward(application, received)
    if received.label is Label.ACKNOWLEDGEMENT:
        return replace(application, applied=application.applied or at)
    if _settles_times(received):
        application = meetings.heard(application, at, received)
    if received.label is Label.REFERENCE_REQUEST:
        application = replace(application, references=_references(application.references, at, received))
    application = _offered(application, at, received)
    return _needing(application, at, received)


def _settles_times(received: Received) -> bool:
    """An invitation is one by its calendar part or its times too, where its words were taken for something else."""
    doubtful = received.label in {Label.OTHER, Label.OUTREACH} and not received.robot
    return (
        received.label is Label.SCHEDULING or bool(received.calendar) or (doubtful and bool(received.facts.interviews))
    )


def _heard_from(contacts: tuple[Contact, ...], received: Received, at: datetime) -> tuple[Contact, ...]:
    if received.sender is None or received.robot:
        return contacts
    return _touched(contacts, received.sender, last_in=at)


def _touched(
    contacts: tuple[Contact, ...],
    who: Address,
    *,
    last_in: datetime | None = None,
    last_out: datetime | None = None,
) -> tuple[Contact, ...]:
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


def _reopened(application: Application, received: Received) -> Application:
    moves = received.label in _OPENS_AGAIN
    if application.outcome in {Outcome.REJECTED, Outcome.ROLE_CLOSED} and moves and not received.robot:
        application = replace(application, outcome=None, outcome_at=None, outcome_quote=None)
    if moves:
        application = replace(application, rested=None, sleeps_until=None)
    return application


def _promised(application: Application, at: datetime, received: Received) -> Application:
    promise = received.facts.promise
    if promise is not None:
        begins = promise.begins if promise.begins and promise.begins > at.date() else None
        return replace(application, promise=promise, promise_made=at, sleeps_until=begins)
    kept = received.label in _STAGE_OF and received.label is not Label.ACKNOWLEDGEMENT
    return replace(application, promise=None, promise_made=None) if kept else application


def _closed(application: Application, at: datetime, received: Received) -> Application:
    if application.outcome is Outcome.ACCEPTED:
        return application
    outcome = Outcome.ROLE_CLOSED if received.facts.reason == "role_closed" else Outcome.REJECTED
    return replace(
        _settled(application, at, set(NeedKind)),
        outcome=outcome,
        outcome_at=at,
        outcome_quote=received.quote,
        last_quote=received.quote,
        promise=None,
        promise_made=None,
        sleeps_until=None,
        meetings=meetings.dropped(application.meetings, at),
    )


def _forward(application: Application, received: Received) -> Application:
    reached = _STAGE_OF.get(received.label, application.stage)
    if received.label is Label.SCHEDULING and received.screening:
        reached = Stage.SCREENING
    if reached.rank > application.stage.rank:
        application = replace(application, stage=reached)
    return replace(application, last_quote=received.quote or application.last_quote)


def _references(known: References | None, at: datetime, received: Received) -> References:
    count = received.facts.referees_wanted
    if known is None or known.sent is not None:
        return References(requested=at, count=count)
    return replace(known, count=count or known.count)


def _offered(application: Application, at: datetime, received: Received) -> Application:
    facts, offer = received.facts, application.offer
    if received.label is Label.OFFER:
        form = facts.offer_form or OfferForm.SPOKEN
        if offer is None:
            offer = Offer(form=form, made=at, answer_by=facts.deadline)
        else:
            firmer = form if _FIRMNESS[form] > _FIRMNESS[offer.form] else offer.form
            offer = replace(offer, form=firmer, answer_by=facts.deadline or offer.answer_by)
    if offer is not None and facts.starts is not None and facts.starts not in offer.starts[-1:]:
        offer = replace(offer, starts=(*offer.starts, facts.starts))
    return replace(application, offer=offer)


def _needing(application: Application, at: datetime, received: Received) -> Application:
    kind = _needed(application, at, received)
    if kind is None:
        settles = {NeedKind.SCHEDULE} if received.label is Label.SCHEDULING else set[NeedKind]()
        return _settled(application, at, settles)
    need = Need(
        kind=kind,
        message_id=received.message_id,
        opened=at,
        by=_needed_by(application, kind, received),
        quote=received.quote,
    )
    others = tuple(one for one in application.needs if not (one.kind is kind and one.settled is None))
    return replace(application, needs=(*others, need))


def _needed(application: Application, at: datetime, received: Received) -> NeedKind | None:
    if _settles_times(received) and received.label not in _NEED_OF:
        return meetings.need(application, at, received)
    if received.label in _NEED_OF:
        return _NEED_OF[received.label]
    asks = received.facts.wants_answer and not received.robot
    return NeedKind.ANSWER if asks and received.label in {Label.STATUS_UPDATE, Label.OTHER, Label.OUTREACH} else None


def _needed_by(application: Application, kind: NeedKind, received: Received) -> datetime | date | None:
    by = received.facts.deadline
    if by is None and kind is NeedKind.OFFER and application.offer is not None:
        by = application.offer.answer_by
    if by is None and kind is NeedKind.SCHEDULE:
        starts = [one.start for one in received.facts.interviews if one.status is InterviewStatus.PROPOSED]
        by = min(starts, default=None)
    return by


def _settled(application: Application, at: datetime, kinds: set[NeedKind]) -> Application:
    needs = tuple(
        replace(need, settled=at) if need.settled is None and need.kind in kinds else need for need in application.needs
    )
    return replace(application, needs=needs)


def _sent(application: Application, at: datetime, sent: Sent) -> Application:
    kind = _contact_kind(application, at, sent)
    contacts = application.contacts
    for who in sent.to:
        contacts = _touched(contacts, who, last_out=at)
    answered = any(need.kind is NeedKind.REFERENCES for need in application.open_needs)
    application = replace(
        application,
        company=application.company or sent.company,
        role=application.role or sent.role,
        messages=(*application.messages, sent.message_id),
        last_wrote=at,
        contacts=contacts,
        applied=application.applied or (at if kind is ContactKind.APPLICATION else None),
        written=(*application.written, Written(at, kind, sent.to[0].address if sent.to else "", sent.message_id)),
        meetings=meetings.answered(application, at, sent),
        references=(
            replace(application.references, sent=at) if application.references and answered else application.references
        ),
    )
    return _stance(_settled(application, at, _settles(sent)), at, sent)


def _settles(sent: Sent) -> set[NeedKind]:
    kinds = set(NeedKind)
    if sent.stance is Stance.ASKS_FOR_TIME:
        kinds -= {NeedKind.OFFER, NeedKind.ASSESSMENT}
    return kinds


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


def _told(application: Application, at: datetime, told: Told) -> Application:
    match told.instruction:
        case Instruction.DONE:
            return _settled(application, at, set(NeedKind))
        case Instruction.REST:
            return replace(application, rested=at, sleeps_until=told.when)
        case Instruction.WAKE:
            return replace(application, rested=None, sleeps_until=None)
        case Instruction.LATER:
            needs = tuple(replace(need, by=told.when) if need.settled is None else need for need in application.needs)
            return replace(application, needs=needs)
        case Instruction.NOTE:
            return replace(application, notes=(*application.notes, (at, told.text or "")))
