"""Writes the pass-on: one message brought to the person at once, with what is known, and whole.

The first lines say who, what, when and by when (letter.md d.3). An answer goes to the sender by a link that is
already filled in, so that nobody has to open an inbox for it; never to an address that nobody reads, and never to
a stranger's offer. Links of the mail stay plain words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from unwatch.application import Application, Meeting, NeedKind
from unwatch.letter.html import TEMPLATES, mailto
from unwatch.letter.pass_on_subject import is_strange_offer, subject_of, times_of
from unwatch.letter.records import PassOnInput, Rendered
from unwatch.letter.telling import label_of
from unwatch.letter.text import barred
from unwatch.letter.words import (
    Dates,
    address_shown,
    clean,
    counted,
    is_address,
    is_read_by_somebody,
    lines_of,
    named,
    quoted,
    said,
    wrapped,
)
from unwatch_classifiers.records import InterviewStatus, Label, OfferForm

TEXT_LIMIT = 20_000
SUBJECT_LIMIT = 70  # letter.md f 37
DIVIDER = "-- the message, complete --"
NOT_CONNECTED = "This is not connected to any application of yours."
_NOTES_SHOWN = 6
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


@dataclass(frozen=True, slots=True)
class Answer:
    """How to answer: an address and the link to it, or why there is none."""

    words: str = ""
    to: str = ""
    about: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class PassOn:
    """A composed pass-on, in reading order."""

    subject: str
    preheader: str
    first: str
    facts: tuple[str, ...]
    answer: Answer
    keeps: str
    origin: str
    lines: tuple[str, ...]
    cut_note: str


def write_pass_on(given: PassOnInput) -> Rendered:
    """Return the pass-on as text and HTML; deterministic to the byte."""
    parts = compose_pass_on(given)
    html = TEMPLATES.get_template("pass_on.html.j2").render(letter=parts, divider=DIVIDER)
    return Rendered(parts.subject, parts.preheader, _text(parts), html)


def compose_pass_on(given: PassOnInput) -> PassOn:
    """Return what the pass-on says."""
    dates = Dates(given.now, given.zone)
    lines, was_cut = lines_of(given.full_text, TEXT_LIMIT)
    return PassOn(
        subject=subject_of(given, dates),
        preheader=_preheader(given, dates),
        first=_first(given, dates),
        facts=tuple(_facts(given, dates)),
        answer=_answer(given),
        keeps=_keeps(given, dates),
        origin=_origin(given, dates),
        lines=lines,
        cut_note=f"Cut here after {TEXT_LIMIT:,} characters." if was_cut else "",
    )


def _preheader(given: PassOnInput, dates: Dates) -> str:
    return f"{_by_when(given, dates)} {_keeps(given, dates)}".strip()


# What is known


def _who(given: PassOnInput) -> str:
    sender = named(given.sender_name) if given.sender_name.strip() else address_shown(given.sender_address)
    application = given.application
    if application is None or not application.company or named(application.company) in sender:
        return sender
    return f"{sender}, {named(application.company)},"


def _first(given: PassOnInput, dates: Dates) -> str:
    """Return who, what and when, in one sentence."""
    times = times_of(given)
    if given.kind is NeedKind.SCHEDULE and len(times) == 1:
        return f"{_who(given)} proposes {dates.span(times[0], given.end)}."
    if given.kind is NeedKind.SCHEDULE and times:
        return f"{_who(given)} proposes {counted(len(times), 'time', 'times')} for an interview."
    does = _WANTS[given.kind] if given.kind else _WRITES.get(given.label, "writes to you")
    if is_strange_offer(given):
        does = "writes about an offer"
    when = f": {dates.span(times[0], given.end)}" if len(times) == 1 else ""
    return f"{_who(given)} {does}{when}."


def _facts(given: PassOnInput, dates: Dates) -> Iterator[str]:
    if is_strange_offer(given):
        yield NOT_CONNECTED
    elif given.application is None:
        yield "No application of yours is matched to it."
    elif given.application.role:
        yield f"It is about {label_of(given.application)}."
    yield from _time_facts(given, dates)
    if given.application is not None:
        yield from _offer_facts(given, dates)
    if by := _by_when(given, dates):
        yield by
    if given.kind is NeedKind.REFERENCES or given.label is Label.REFERENCE_REQUEST:
        yield from _reference_facts(given)
    if given.quote:
        yield f"In their words: {said(given.quote)}"
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


def _by_when(given: PassOnInput, dates: Dates) -> str:
    """Return by when an answer is wanted, where one is."""
    if given.by is not None:
        clock = f", {dates.clock(given.by)}" if isinstance(given.by, datetime) else ""
        verb = _BY_WHEN.get(given.kind, "An answer is wanted by") if given.kind else "An answer is wanted by"
        return f"{verb} {dates.full(given.by)}{clock}."
    if given.kind is NeedKind.OFFER and not is_strange_offer(given):
        return "No date given; asking for a few days is normal."
    return "No date given for the answer." if given.kind is not None and not is_strange_offer(given) else ""


def _offer_facts(given: PassOnInput, dates: Dates) -> Iterator[str]:
    offer = given.application.offer if given.application else None
    if given.kind is not NeedKind.OFFER and given.label is not Label.OFFER:
        return
    if offer is None:
        return
    yield {
        OfferForm.SPOKEN: "Spoken, not written.",
        OfferForm.WRITTEN: "It is in writing.",
        OfferForm.TRIAL: "A trial period, not a written offer.",
    }[offer.form]
    if offer.starts:
        yield f"Start {dates.full(offer.starts[-1])}."


def _reference_facts(given: PassOnInput) -> Iterator[str]:
    references = given.application.references if given.application else None
    if references is not None and references.count:
        yield f"They ask for {counted(references.count, 'reference', 'references')}."
    yield "Tell these people to expect a call."


def _known(given: PassOnInput, dates: Dates) -> Iterator[str]:
    """Tell what is known from before: all notes at an offer or an interview, and the last meeting."""
    application = given.application
    if application is None:
        return
    held = [one.start for one in application.meetings if _was_held(one, given)]
    if held:
        yield f"Last interview: {dates.full(max(held))}."
    for at, note in application.notes[-_NOTES_SHOWN:]:
        yield f"Your note of {dates.short(at)}: {said(note)}"


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


def _other(application: Application, given: PassOnInput, dates: Dates) -> str:
    ahead = [
        one.start
        for one in application.meetings
        if one.start > given.now and one.status is not InterviewStatus.CANCELLED
    ]
    if ahead:
        return f"{label_of(application)} (interview {dates.full(min(ahead))})"
    if application.promise is not None:
        return f"{label_of(application)} (they said {quoted(application.promise.quote, 60)})"
    return label_of(application)


def _keeps(given: PassOnInput, dates: Dates) -> str:
    near = (dates.day(given.next_letter) - dates.today).days <= 6
    day = dates.full(given.next_letter).split()[0] if near else dates.full(given.next_letter)
    return f"Everything else keeps until {day} {dates.clock(given.next_letter)}."


# How to answer


def _answer(given: PassOnInput) -> Answer:
    """Return where an answer goes: to the sender, if anybody reads it there; nowhere for a stranger's offer.

    Never to `given.reply_to`: that is the watcher, and a word meant for an employer would be lost there.
    """
    if is_strange_offer(given):
        return Answer()
    address = given.sender_address.strip()
    if is_read_by_somebody(address):
        about = _answer_subject(given)
        return Answer("To answer, write to", address, about, mailto(address, about))
    if is_address(address):
        return Answer("The sender's address takes no answer; the way to answer is in the message below.")
    return Answer()


def _answer_subject(given: PassOnInput) -> str:
    subject = clean(given.subject, 150, symbols=True)
    return subject if subject.lower().startswith("re:") else f"Re: {subject}".strip()


def _origin(given: PassOnInput, dates: Dates) -> str:
    name = f"{named(given.sender_name)}, " if given.sender_name.strip() else ""
    came = f"{dates.full(given.received)} {dates.clock(given.received)}"
    return f"From {name}{address_shown(given.sender_address)}, {came}: {quoted(given.subject, 200)}"


# As text


def _text(parts: PassOn) -> str:
    lines = wrapped(parts.first, then="   ")
    for fact in (*parts.facts, _answer_line(parts.answer), parts.keeps):
        lines.extend(wrapped(fact, then="   "))
    lines.extend(["", DIVIDER, "", *wrapped(parts.origin, then="   "), "", *barred(parts.lines)])
    if parts.cut_note:
        lines.extend(["", parts.cut_note])
    return "\n".join(lines) + "\n"


def _answer_line(answer: Answer) -> str:
    return f"{answer.words} {answer.to}, subject {said(answer.about, 200)}" if answer.to else answer.words
