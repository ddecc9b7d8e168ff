"""The facts of a pass-on, one line each: what it is about, when, where, by when, what is asked, what else is open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from unwatch.application import Application, Meeting, NeedKind
from unwatch.drafting import BENEFITS_LINE
from unwatch.letter import stands
from unwatch.letter.pass_on_known import is_invitation, job_text, term_quotes
from unwatch.letter.pass_on_subject import asks_for_the_person, is_strange_offer, offered, times_of
from unwatch.letter.records import PassOnInput
from unwatch.letter.telling import ASKS, label_of
from unwatch.letter.words import Dates, address_shown, counted, named, quoted, said
from unwatch_classifiers.records import InterviewStatus, Label, OfferForm

NOT_CONNECTED = "This is not connected to any application of yours."
_OTHERS_SHOWN = 8
_TIMES_SHOWN = 6

_WANTS: dict[NeedKind, str] = {
    NeedKind.SCHEDULE: "asks to settle an interview time",
    NeedKind.REFERENCES: "asks for references",
    NeedKind.ASSESSMENT: "asks for an assessment",
    NeedKind.OFFER: "makes an offer",
    NeedKind.INFORMATION: "asks for something",
    NeedKind.ANSWER: "would like an answer",
}
_WRITES: dict[Label, str] = {
    Label.SCHEDULING: "writes about an interview",
    Label.ASSESSMENT: "writes about an assessment",
    Label.REFERENCE_REQUEST: "writes about references",
    Label.OFFER: "writes about an offer",
    Label.INFORMATION_REQUEST: "asks for something",
}
_BY_WHEN: dict[NeedKind, str] = {
    NeedKind.REFERENCES: "They want them by",
    NeedKind.ASSESSMENT: "They want it by",
    NeedKind.OFFER: "Answer by",
    NeedKind.INFORMATION: "They want it by",
}
_OFFER_FORMS = {
    OfferForm.SPOKEN: "Spoken, not written.",
    OfferForm.WRITTEN: "It is in writing.",
    OfferForm.TRIAL: "A trial period, not a written offer.",
}
_OFFERED = {OfferForm.SPOKEN: "a spoken offer", OfferForm.WRITTEN: "an offer", OfferForm.TRIAL: "a trial"}


def _who(given: PassOnInput) -> str:
    sender = named(given.sender_name) if given.sender_name.strip() else address_shown(given.sender_address)
    application = given.application
    if application is None or not application.company:
        return sender
    under = f" (also {named(given.under)})" if given.under else ""
    if named(application.company) in sender:
        return f"{sender}{under}"
    return f"{sender}, {named(application.company)}{under},"


def first_sentence(given: PassOnInput, dates: Dates) -> str:
    """Return who, what and when, in one sentence."""
    times = times_of(given)
    if given.kind is NeedKind.SCHEDULE and len(times) == 1:
        return f"{_who(given)} proposes {dates.span(times[0], given.end)}."
    if given.kind is NeedKind.SCHEDULE and times:
        return f"{_who(given)} proposes {counted(len(times), 'time', 'times')} for an interview."
    does = _WANTS[given.kind] if given.kind else _WRITES.get(given.label, "writes to you")
    if offered(given) == "a trial":
        does = {"makes an offer": "proposes a trial", "writes about an offer": "writes about a trial"}.get(does, does)
    if is_strange_offer(given):
        does = "writes about an offer"
    elif asked := asks_for_the_person(given):
        does = f"asks {ASKS[asked]}; not an offer"
    when = f": {dates.span(times[0], given.end)}" if len(times) == 1 else ""
    return f"{_who(given)} {does}{when}."


def facts(given: PassOnInput, dates: Dates) -> Iterator[str]:
    """Yield what there is to know, the most pressing first."""
    if is_strange_offer(given):
        yield NOT_CONNECTED
    elif given.application is None:
        yield "No application of yours is matched to it."
    elif given.application.role:
        yield f"It is about {label_of(given.application)}."
    yield from _time_facts(given, dates)
    if given.application is not None:
        yield from _offer_facts(given, dates)
    if by := by_when(given, dates):
        yield by
    if given.kind is NeedKind.REFERENCES or given.label is Label.REFERENCE_REQUEST:
        yield from _reference_facts(given)
    yield from _their_words(given)
    yield from _known(given, dates)
    if given.kind is NeedKind.OFFER and not is_strange_offer(given):
        yield from _search_facts(given, dates)


def _time_facts(given: PassOnInput, dates: Dates) -> Iterator[str]:
    times = times_of(given)
    if len(times) > 1:
        for start in times[:_TIMES_SHOWN]:
            there = dates.there(start)
            yield f"{dates.span(start, None)}.{f' {there}' if there else ''}"
        if len(times) > _TIMES_SHOWN:
            yield "Further times are in the message below."
    elif times and (there := dates.there(times[0])):
        yield there
    if given.where:
        yield f"Where: {said(given.where, 200)}"


def by_when(given: PassOnInput, dates: Dates) -> str:
    """Return by when an answer is wanted, where one is."""
    if given.by is not None:
        clock = f", {dates.clock(given.by)}" if isinstance(given.by, datetime) else ""
        verb = _BY_WHEN.get(given.kind, "An answer is wanted by") if given.kind else "An answer is wanted by"
        return f"{verb} {dates.full(given.by)}{clock}."
    if given.kind is NeedKind.OFFER and not is_strange_offer(given):
        return "No date given; asking for a few days is normal."
    return "No date given for the answer." if given.kind is not None and not is_strange_offer(given) else ""


def _is_offer(given: PassOnInput) -> bool:
    return given.kind is NeedKind.OFFER or given.label is Label.OFFER


def _offer_facts(given: PassOnInput, dates: Dates) -> Iterator[str]:
    offer = given.application.offer if given.application else None
    if offer is None or not _is_offer(given):
        return
    yield _OFFER_FORMS[offer.form]
    if offer.starts:
        yield f"Start {dates.full(offer.starts[-1])}."
    if offer.ends:
        yield f"Last day {dates.full(offer.ends)}."


def _reference_facts(given: PassOnInput) -> Iterator[str]:
    application = given.application
    references = application.references if application else None
    if references is not None and references.count:
        yield f"They ask for {counted(references.count, 'reference', 'references')}."
    yield "Tell these people to expect a call."
    if application is not None:
        yield from (one.text for one in stands.conditions(application))


def _their_words(given: PassOnInput) -> Iterator[str]:
    """Quote the sentence that decided, and what an offer says of its terms; no sentence twice."""
    terms = list(term_quotes(given.full_text)) if _is_offer(given) and given.application else []
    if given.quote and not any(words in given.quote or given.quote in words for _, words in terms):
        yield f"In their words: {said(given.quote)}"
    for what, words in terms:
        yield f"On {what}: {said(words)}"


def _known(given: PassOnInput, dates: Dates) -> Iterator[str]:
    """Tell what is known from before: the last meeting, what comes next in their words."""
    application = given.application
    if application is None:
        return
    held = [one.start for one in application.meetings if _was_held(one, given)]
    if held:
        yield f"Last interview: {dates.full(max(held))}."
    if application.next_step and is_invitation(given):
        yield f"Then, in their words, {said(application.next_step, 200)}"
    if job_text(given):
        yield "The saved job text stands below the message."


def _was_held(meeting: Meeting, given: PassOnInput) -> bool:
    return meeting.start <= given.now and meeting.status is not InterviewStatus.CANCELLED


def _search_facts(given: PassOnInput, dates: Dates) -> Iterator[str]:
    """Tell what else is open, facts and dates only (letter.md C4b), and that the search goes on (A6c)."""
    others = [_other(one, given, dates) for one in given.others[:_OTHERS_SHOWN]]
    if others:
        more = len(given.others) - _OTHERS_SHOWN
        rest = f"; and {counted(more, 'other', 'others')}" if more > 0 else ""
        yield f"Also open: {'; '.join(others)}{rest}."
    yield "The search goes on until something is accepted in writing."
    if given.benefits:
        yield BENEFITS_LINE


def _other(application: Application, given: PassOnInput, dates: Dates) -> str:
    told = "; ".join(_dates_of(application, given, dates))
    return f"{label_of(application)} ({told})" if told else label_of(application)


def _dates_of(application: Application, given: PassOnInput, dates: Dates) -> Iterator[str]:
    """Yield the next date of another application, and its offer where it has one: neither hides the other (C6k)."""
    offer = application.offer
    if offer is not None:
        by = offer.answer_by
        is_ahead = by is not None and dates.day(by) >= dates.today
        yield f"{_OFFERED[offer.form]}{f', answer by {dates.full(by)}' if by and is_ahead else ''}"
    ahead = [
        one.start
        for one in application.meetings
        if one.start > given.now and one.status is not InterviewStatus.CANCELLED
    ]
    if ahead:
        yield f"interview {dates.full(min(ahead))}"
    elif application.promise is not None:
        realistic = dates.short(application.promise.realistic)
        yield f"they said {quoted(application.promise.quote, 60)}, realistic by {realistic}"
    elif offer is None and (held := [one.start for one in application.meetings if _was_held(one, given)]):
        yield f"interview held {dates.short(max(held))}"
