"""What a pass-on brings back: the notes of this employer, the questions to practise, the terms, the saved job text.

Notes are the person's own words: whole, dated, unchanged (letter.md A3b, A4b, C3d, C9b). The job text is what the mail
had, behind a bar like every foreign text, and its address is plain text (C7a, C9d).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from unwatch.application import Application, NeedKind
from unwatch.drafts.terms import Term, untold
from unwatch.letter.records import Note, PassOnInput
from unwatch.letter.words import Dates, counted, lines_of, named, quoted, sentence, whole
from unwatch_classifiers.records import Label
from unwatch_classifiers.sentences import sentences

JOB_TEXT_LIMIT = 6_000
NOTE_LIMIT = 1_000
NOTES_SHOWN = 40
QUESTIONS_SHOWN = 6
_SENTENCES_READ = 200
_ASKED = re.compile(r"asked\s*:\s*", re.IGNORECASE)
_NOBODY = Application(0)


@dataclass(frozen=True, slots=True)
class JobText:
    """The saved job text: its title and address, its lines, and whether they were cut."""

    heads: tuple[str, ...]
    lines: tuple[str, ...]
    cut_note: str


def is_invitation(given: PassOnInput) -> bool:
    """Tell whether the pass-on is about an interview."""
    return given.kind is NeedKind.SCHEDULE or given.label is Label.SCHEDULING


def is_question(note: str) -> bool:
    """Tell whether a note is a question that was asked in an interview."""
    return _ASKED.match(note) is not None


# Notes and questions


def noted(given: PassOnInput, dates: Dates) -> Iterator[str]:
    """Yield all notes of this employer, oldest first, and before an interview the questions to practise.

    A question that was asked by this employer keeps its day and is not told twice.
    """
    notes = _notes(given)
    questions = given.questions[-QUESTIONS_SHOWN:] if is_invitation(given) else ()
    if (more := len(notes) - NOTES_SHOWN) > 0:
        yield f"{sentence(counted(more, 'earlier note is', 'earlier notes are'))} kept too."
    for note in notes[-NOTES_SHOWN:]:
        if note.text not in questions:
            about = f", on {named(note.role)}" if note.role else ""
            yield f"Your note of {dates.short(note.at)}{about}: {whole(note.text, NOTE_LIMIT)}"
    here = {note.text: note for note in notes}
    if questions:
        yield f"{sentence(counted(len(questions), 'question', 'questions'))} to practise, asked in interviews before:"
    for question in questions:
        asked = f"Asked here on {dates.short(here[question].at)}" if question in here else "Asked elsewhere"
        yield f"{asked}: {whole(_ASKED.sub('', question, count=1), NOTE_LIMIT)}"


def _notes(given: PassOnInput) -> list[Note]:
    own = [Note(at, text) for at, text in given.application.notes] if given.application else []
    return sorted((*own, *given.elsewhere), key=lambda note: note.at)


# The terms of an offer


def term_quotes(text: str) -> Iterator[tuple[str, str]]:
    """Yield what an offer says of pay, start, contract, hours and place: which of them, and the mail's sentence."""
    left = set(Term)
    for one in sentences(text)[:_SENTENCES_READ]:
        found = [term for term in Term if term in left and term not in untold(_NOBODY, (one,))]
        if found:
            left.difference_update(found)
            yield " and ".join(term.value for term in found), one


# The saved job text


def job_text(given: PassOnInput) -> JobText | None:
    """Return the saved job text for a pass-on about an interview; none where the message itself has it."""
    posting = given.posting
    if posting is None or not is_invitation(given) or (posting.text and posting.text.strip() in given.full_text):
        return None
    lines, was_cut = lines_of(posting.text, JOB_TEXT_LIMIT)
    heads = [f"Title: {quoted(posting.title, 120)}"] if posting.title else []
    if posting.link:
        heads.append(f"Address: {quoted(posting.link, 500)}")
    if not lines:
        heads.append("Its text is not kept.")
    cut_note = f"Cut here after {JOB_TEXT_LIMIT:,} characters." if was_cut else ""
    return JobText(tuple(heads), lines, cut_note)
