"""What an answer tells of one application: its mails whole, the saved posting, what helps before the interview.

All of it is what the ledger keeps; nothing is fetched, judged or left out but by its length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from unwatch.after_interview import ASKED
from unwatch.application import Application, Meeting
from unwatch.letter.answers import Block, Lines, Part, said_plainly
from unwatch.letter.parts import Paragraph, Shown
from unwatch.letter.pass_on import TEXT_LIMIT
from unwatch.letter.telling import label_of
from unwatch.letter.words import Dates, address_shown, clean, lines_of, listed, named, quoted, said, short_date
from unwatch_classifiers.posting import Posting
from unwatch_classifiers.records import InterviewStatus

POSTING_LIMIT = 12_000
_POSTING_IN_PREP = 4_000
_PEOPLE_SHOWN = 6
_NOTES_SHOWN = 24
_NOTE_LIMIT = 1_000
_TIMES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class KeptMail:
    """A mail as the ledger keeps it; `text` is empty where it is kept no longer."""

    at: datetime
    sender_name: str
    sender: str
    subject: str
    text: str


def full(called: str, mails: Sequence[KeptMail], dates: Dates) -> Part:
    """Return the complete text of mails, the latest first, cut at 20,000 characters in all as in the pass-on."""
    blocks: list[Block] = []
    left = TEXT_LIMIT
    for mail in mails:
        lines, was_cut = lines_of(mail.text, left)
        left -= min(len(mail.text), left)
        note = f"Cut here; the answer holds {TEXT_LIMIT:,} characters." if was_cut else ""
        if not mail.text.strip():
            note = "Its text is no longer kept here; it lies in your mailbox as it came."
        blocks.append(Shown(_origin(mail, dates), note, lines))
        if not left:
            break
    if not blocks:
        blocks.append(Paragraph("No mail of theirs is known. Nothing to do."))
    return Part(f"{called}: the complete text", tuple(blocks))


def _origin(mail: KeptMail, dates: Dates) -> str:
    name = f"{named(mail.sender_name)}, " if mail.sender_name.strip() else ""
    return (
        f"From {name}{address_shown(mail.sender)}, {dates.full(mail.at)} {dates.clock(mail.at)}:"
        f" {quoted(mail.subject, 200)}"
    )


def job(application: Application, posting: Posting | None) -> Part:
    """Return the posting that was kept (letter.md C7a, C9d)."""
    title = f"{label_of(application)}: the saved job text"
    if posting is None:
        return said_plainly(title, "No mail of this application held the text of the posting, so none is saved.")
    return Part(title, tuple(_posting(posting, POSTING_LIMIT)))


def _posting(posting: Posting, limit: int) -> Iterator[Block]:
    head = quoted(posting.title, 200) if posting.title else "The posting, as a mail had it"
    lines, was_cut = lines_of(posting.text, limit)
    if lines:
        yield Shown(head, f"Cut here after {limit:,} characters." if was_cut else "", lines)
    else:
        yield Paragraph(f"{head}. The mails held its address, and not its text.", foreign=True)
    if posting.link:
        yield Paragraph(f"Its address then, as text: {clean(posting.link, 500)}", foreign=True)


def prepare(
    application: Application,
    notes: Sequence[tuple[datetime, str]],
    questions: Sequence[str],
    posting: Posting | None,
    dates: Dates,
) -> Part:
    """Return what helps before an interview (letter.md A3b, C9f, C9g): when, where, who, what comes then, the notes of
    that employer, the questions asked anywhere, and the saved posting.
    """
    blocks: list[Block] = [Paragraph(one, foreign=True) for one in _meeting_facts(application, dates)]
    blocks.extend(
        Paragraph(f"Your note of {dates.short(at)}: {said(text, _NOTE_LIMIT)}", foreign=True) for at, text in notes
    )
    if questions:
        blocks.append(Paragraph("Questions that you were asked, at any employer, to practise:"))
        blocks.append(Lines(tuple(f"    {clean(one, 66)}" for one in questions[:_NOTES_SHOWN])))
    if posting is not None:
        blocks.extend(_posting(posting, _POSTING_IN_PREP))
    return Part(f"{label_of(application)}: before the interview", tuple(blocks))


def _meeting_facts(application: Application, dates: Dates) -> Iterator[str]:
    ahead = [
        one
        for one in sorted(application.meetings, key=lambda each: each.start)
        if one.status is not InterviewStatus.CANCELLED and (one.end or one.start) >= dates.now
    ]
    if not ahead:
        yield "No interview is agreed for the days to come."
    for meeting in ahead[:_TIMES_SHOWN]:
        yield _meeting(meeting, dates)
        if meeting.where:
            yield f"Where: {said(meeting.where, 300)}"
    people = [named(one.name) for one in application.contacts if one.name.strip()]
    if people:
        yield f"Who wrote to you from there: {listed(people[:_PEOPLE_SHOWN])}."
    if application.next_step:
        yield f"What comes then, in their words: {said(application.next_step)}"


def _meeting(meeting: Meeting, dates: Dates) -> str:
    agreed = "" if meeting.status is InterviewStatus.CONFIRMED else ", proposed and not yet settled"
    there = dates.there(meeting.start)
    return f"When: {dates.span(meeting.start, meeting.end)}{agreed}.{f' {there}' if there else ''}"


def questions_in(notes: Sequence[str]) -> tuple[str, ...]:
    """Return the questions among notes: those that begin with "Asked:", without that word, each once."""
    asked = (note[len(ASKED) :].strip() for note in notes if note.casefold().startswith(ASKED.casefold()))
    return tuple(dict.fromkeys(filter(None, asked)))


def where_does_it_belong(
    number: str, application: Application | None, mail: KeptMail, candidates: Sequence[str], dates: Dates
) -> Part:
    """Ask where a mail belongs that was told in the wrong place; the answer is one line."""
    line = clean(number, 40)
    told = f"is told under {label_of(application)}" if application else "has no place so far"
    name = named(application.name if application else mail.sender_name or mail.sender)
    blocks: tuple[Block, ...] = (
        Paragraph(f"This mail {told}: {_origin(mail, dates)}.", foreign=True),
        Paragraph("Where it belongs is one line:"),
        Lines(
            (
                *(f"    wrong {line} {clean(one, 60)}" for one in candidates),
                f"    wrong {line} new",
                f"    wrong {line} other",
            )
        ),
        Paragraph("The word new makes it an application of its own, the word other ordinary mail."),
    )
    return Part(f"{name}: the mail of {short_date(dates.day(mail.at))}", blocks)
