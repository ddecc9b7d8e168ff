"""What an employer's word does to an application: stage, promise, needs, interviews, offer, its end. Pure.

Stages go forward only. A rejection closes; a human message that moves something opens again (DESIGN, section 4).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from unwatch import meetings
from unwatch.application import Application, Contact, Need, NeedKind, Offer, Outcome, References, settled, touched
from unwatch.events import Received
from unwatch_classifiers.business_days import add_business_days
from unwatch_classifiers.facts.keys import run_together
from unwatch_classifiers.records import InterviewStatus, Label, OfferForm, Promise, PromiseKind, Stage
from unwatch_classifiers.senders import hides_employer

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
_KEEPS_THEIR_WORD = {Label.SCHEDULING, Label.ASSESSMENT, Label.OFFER}  # not a wish for referees (letter.md S06)
_FIRMNESS = {OfferForm.SPOKEN: 0, OfferForm.TRIAL: 1, OfferForm.WRITTEN: 2}


def received_from_employer(application: Application, at: datetime, received: Received) -> Application:
    """Return the application after a message of the employer's."""
    facts = received.facts
    application = _under_name(application, received)
    application = replace(
        application,
        role=application.role or facts.role,
        requisition=application.requisition or facts.requisition,
        messages=(*application.messages, received.message_id) if received.message_id else application.messages,
        last_heard=application.last_heard if _is_a_receipt(application, received) else at,
        contacts=_heard_from(application.contacts, received, at),
    )
    application = _reopened(application, received)
    application = _promised(application, at, received)
    application = _explained(application, received)
    if received.done:
        application = settled(application, at, {NeedKind.ASSESSMENT})
    if received.label is Label.REJECTION:
        return _closed(application, at, received)
    application = _forward(application, received)
    if received.label is Label.ACKNOWLEDGEMENT:
        return replace(application, applied=application.applied or at)
    if _settles_times(received):
        application = meetings.heard(application, at, received)
    if received.label is Label.REFERENCE_REQUEST:
        application = replace(application, references=_references(application.references, at, received))
    offered = application.offer
    application = _offered(application, at, received)
    if offered is not None and _only_moves_the_start(offered, application, received):
        return application
    return _needing(application, at, received)


def _only_moves_the_start(before: Offer, application: Application, received: Received) -> bool:
    """Tell whether a mail about an offer that was there says no more than another first day: that asks for nothing."""
    same = application.offer is not None and application.offer.form is before.form
    facts = received.facts
    return received.label is Label.OFFER and same and facts.starts is not None and facts.deadline is None


def _is_a_receipt(application: Application, received: Received) -> bool:
    """Tell whether a robot only confirms something once more: that is no word of theirs (letter.md A2c)."""
    calm = received.label in {Label.ACKNOWLEDGEMENT, Label.OTHER}
    return received.robot and calm and application.last_heard is not None


def _under_name(application: Application, received: Received) -> Application:
    """Return the application under the employer's name: the first that was heard, but that of the client as soon as
    whoever writes names one, for an agency, or a parent, is known by its own name until then (letter.md C10b).
    """
    known, said = application.company, received.facts.company
    if known and said and _is_of_the_writer(known, received) and not _is_of_the_writer(said, received):
        aliases = tuple(dict.fromkeys((*application.aliases, known)))
        return replace(application, company=said, aliases=tuple(one for one in aliases if one != said))
    return replace(application, company=_better_spelt(known, said))


def _is_of_the_writer(name: str, received: Received) -> bool:
    """Tell whether a name is that of the house whose domain a mail comes from."""
    if received.sender is None or hides_employer(received.sender):
        return False
    house, own = received.sender.domain.replace("-", "").split("."), run_together(name)
    return any(len(part) > 3 and (own.startswith(part) or part.startswith(own)) for part in house[:-1])


def _better_spelt(known: str | None, said: str | None) -> str | None:
    """Return the first name that was heard; of one that was read off a domain, the spelling of a mail."""
    if known and said and " " in said and " " not in known and run_together(known) == run_together(said):
        return said
    return known or said


def _settles_times(received: Received) -> bool:
    """An invitation is one by its calendar part or its times too, where its words were taken for something else."""
    doubtful = received.label in {Label.OTHER, Label.OUTREACH} and not received.robot
    return (
        received.label is Label.SCHEDULING or bool(received.calendar) or (doubtful and bool(received.facts.interviews))
    )


def _heard_from(contacts: tuple[Contact, ...], received: Received, at: datetime) -> tuple[Contact, ...]:
    if received.sender is None or received.robot:
        return contacts
    return touched(contacts, received.sender, last_in=at)


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
    kept = received.label in _KEEPS_THEIR_WORD
    return replace(application, promise=None, promise_made=None) if kept else application


def _explained(application: Application, received: Received) -> Application:
    """Keep why they wait until something moves, and what comes next until they say it otherwise."""
    facts = received.facts
    moved = received.label in _STAGE_OF and received.label is not Label.ACKNOWLEDGEMENT
    cause = facts.cause or (None if moved else application.cause)
    return replace(application, cause=cause, next_step=facts.then or application.next_step)


def _closed(application: Application, at: datetime, received: Received) -> Application:
    if application.outcome is Outcome.ACCEPTED:
        return application
    outcome = Outcome.ROLE_CLOSED if received.facts.reason == "role_closed" else Outcome.REJECTED
    return replace(
        settled(application, at, set(NeedKind)),
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
        if offer.form is OfferForm.SPOKEN:
            application = _awaiting_the_start(application, at, received, facts.starts)
    if offer is not None and facts.ends is not None:
        offer = replace(offer, ends=facts.ends)
    return replace(application, offer=offer)


def _awaiting_the_start(application: Application, at: datetime, received: Received, starts: date) -> Application:
    """Keep when a job that was offered by word of mouth is to begin: a promise, to which nobody is held (C2f, C12a)."""
    known = application.promise
    if known is not None and known.kind is not PromiseKind.START_BY:
        return application
    buffer = max(starts - at.date(), timedelta(0))
    realistic = max(add_business_days(starts, 5), starts + buffer)
    promise = Promise(received.quote or "", PromiseKind.START_BY, starts, realistic)
    return replace(application, promise=promise, promise_made=at)


def _needing(application: Application, at: datetime, received: Received) -> Application:
    kind = _needed(application, at, received)
    if kind is None:
        settles = {NeedKind.SCHEDULE} if received.label is Label.SCHEDULING else set[NeedKind]()
        return settled(application, at, settles)
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
