"""Writes the pass-on: one message brought to the person at once, with what is known, and whole.

The first lines say who, what, when and by when (letter.md d.3). An answer goes to the sender by a link that is
already filled in, so that nobody has to open an inbox for it; never to an address that nobody reads, and never to
a stranger's offer. Links of the mail stay plain words. What the person noted stands before the message, and the
saved job text after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from unwatch.application import NeedKind
from unwatch.letter.html import TEMPLATES, mailto
from unwatch.letter.pass_on_facts import NOT_CONNECTED, by_when, facts, first_sentence
from unwatch.letter.pass_on_known import JobText, job_text, noted
from unwatch.letter.pass_on_subject import is_strange_offer, subject_of
from unwatch.letter.records import PassOnInput, Rendered
from unwatch.letter.text import barred
from unwatch.letter.words import (
    Dates,
    address_shown,
    clean,
    is_address,
    is_read_by_somebody,
    lines_of,
    named,
    quoted,
    said,
    wrapped,
)

__all__ = ["DIVIDER", "NOT_CONNECTED", "TEXT_LIMIT", "PassOn", "compose_pass_on", "write_pass_on"]

TEXT_LIMIT = 20_000
DIVIDER = "-- the message, complete --"
NOTES_DIVIDER = "-- what you noted --"
JOB_DIVIDER = "-- the saved job text --"


@dataclass(frozen=True, slots=True)
class Answer:
    """How to answer: an address and the link to it, or why there is none; and which drafts are one reply away."""

    words: str = ""
    to: str = ""
    about: str = ""
    link: str = ""
    drafts: str = ""


@dataclass(frozen=True, slots=True)
class PassOn:
    """A composed pass-on, in reading order."""

    subject: str
    preheader: str
    first: str
    facts: tuple[str, ...]
    answer: Answer
    keeps: str
    noted: tuple[str, ...]
    origin: str
    lines: tuple[str, ...]
    cut_note: str
    job: JobText | None


def write_pass_on(given: PassOnInput) -> Rendered:
    """Return the pass-on as text and HTML; deterministic to the byte. In it the number 1 is its application."""
    parts = compose_pass_on(given)
    html = TEMPLATES.get_template("pass_on.html.j2").render(letter=parts, divider=DIVIDER)
    numbers = ((1, given.application.id),) if given.application else ()
    return Rendered(parts.subject, parts.preheader, _text(parts), html, numbers, ((1, given.message_id),))


def compose_pass_on(given: PassOnInput) -> PassOn:
    """Return what the pass-on says."""
    dates = Dates(given.now, given.zone)
    lines, was_cut = lines_of(given.full_text, TEXT_LIMIT)
    return PassOn(
        subject=subject_of(given, dates),
        preheader=_preheader(given, dates),
        first=first_sentence(given, dates),
        facts=tuple(facts(given, dates)),
        answer=_answer(given),
        keeps=_keeps(given, dates),
        noted=tuple(noted(given, dates)),
        origin=_origin(given, dates),
        lines=lines,
        cut_note=f"Cut here after {TEXT_LIMIT:,} characters." if was_cut else "",
        job=job_text(given),
    )


def _preheader(given: PassOnInput, dates: Dates) -> str:
    return f"{by_when(given, dates)} {_keeps(given, dates)}".strip()


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
    address, drafts = given.sender_address.strip(), " ".join(_drafts(given))
    if is_read_by_somebody(address):
        about = _answer_subject(given)
        return Answer("To answer, write to", address, about, mailto(address, about), drafts)
    if is_address(address):
        closed = "The sender's address takes no answer; the way to answer is in the message below."
        return Answer(closed, drafts=drafts)
    return Answer(drafts=drafts)


def _drafts(given: PassOnInput) -> Iterator[str]:
    """Tell which drafts are one reply away (letter.md C4a, C11e, d.3); none where the watcher reads no replies."""
    if given.application is None or given.reply_to is None or given.kind is None:
        return
    if given.kind is NeedKind.OFFER:
        yield 'Drafts: reply "draft 1 time" to ask for a few days, "draft 1 questions" to ask about the terms.'
        if given.posting is not None:
            yield 'The saved job text: "job 1".'
    elif given.kind is NeedKind.REFERENCES:
        yield 'Drafts: reply "draft 1" for the answer, "draft 1 heads-up" for a word to these people.'
        yield 'Room for a note on each of them: "note 1 text".'
    else:
        yield 'A draft: reply "draft 1".'
    yield "A reply to this mail goes to the watcher alone."


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
    for fact in (*parts.facts, _answer_line(parts.answer), parts.answer.drafts, parts.keeps):
        lines.extend(wrapped(fact, then="   "))
    if parts.noted:
        lines.extend(["", NOTES_DIVIDER, ""])
        for note in parts.noted:
            lines.extend(wrapped(note, then="   "))
    lines.extend(["", DIVIDER, "", *wrapped(parts.origin, then="   "), "", *barred(parts.lines)])
    if parts.cut_note:
        lines.extend(["", parts.cut_note])
    if parts.job:
        lines.extend(["", *_job_lines(parts.job)])
    return "\n".join(lines) + "\n"


def _job_lines(job: JobText) -> list[str]:
    heads = [line for head in job.heads for line in wrapped(head, then="   ")]
    cut = ["", job.cut_note] if job.cut_note else []
    return [JOB_DIVIDER, "", *heads, *(["", *barred(job.lines)] if job.lines else []), *cut]


def _answer_line(answer: Answer) -> str:
    return f"{answer.words} {answer.to}, subject {said(answer.about, 200)}" if answer.to else answer.words
