"""What the letter says of one application: plain sentences, each a fact of the record, never a guess.

The tone is that of letter.md, section e: state, then stop.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from unwatch.application import Application, Meeting, Outcome
from unwatch.letter.records import LetterInput, News, Told
from unwatch.letter.standing import (
    DEED_WORDS,
    Deed,
    Duty,
    Standing,
    coming,
    incoming,
    is_asleep,
    note_from,
)
from unwatch.letter.words import (
    Dates,
    named,
    number,
    ordinal,
    quoted,
    said,
    sentence,
    wrapped,
)
from unwatch_classifiers.records import InterviewStatus, Label, OfferForm, SilenceState, Stage

LINES_LIMIT = 5  # letter.md C1b: at most five lines for one application
TOLD_ONE_BY_ONE = 3

NEWS_WORDS: dict[Label, str] = {
    Label.ACKNOWLEDGEMENT: "receipt",
    Label.SCHEDULING: "interview time",
    Label.ASSESSMENT: "assessment",
    Label.REFERENCE_REQUEST: "reference request",
    Label.INFORMATION_REQUEST: "question",
    Label.STATUS_UPDATE: "update",
    Label.OFFER: "offer",
    Label.REJECTION: "closing",
    Label.OUTREACH: "first letter",
    Label.OTHER: "message",
}
_DID: dict[Label, str] = {
    Label.ACKNOWLEDGEMENT: "They confirmed receipt",
    Label.SCHEDULING: "They wrote about an interview time",
    Label.ASSESSMENT: "They asked for an assessment",
    Label.REFERENCE_REQUEST: "They asked for references",
    Label.INFORMATION_REQUEST: "They asked for something",
    Label.STATUS_UPDATE: "They wrote",
    Label.OFFER: "They wrote about an offer",
    Label.REJECTION: "They wrote about its end",
    Label.OUTREACH: "They wrote first",
    Label.OTHER: "They wrote",
}
_CLOSED: dict[Outcome, str] = {
    Outcome.REJECTED: "they chose another candidate",
    Outcome.ROLE_CLOSED: "the role is no longer open",
    Outcome.WITHDRAWN: "you withdrew",
    Outcome.DECLINED: "you declined",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence; what need not be said gives way where an application would take more than five lines."""

    text: str
    must: bool = False


def label_of(application: Application) -> str:
    """Return the name and the role: "Northwind Consulting, analyst"."""
    return f"{named(application.name)}, {named(application.role)}" if application.role else named(application.name)


def fitted(head: str, sentences: Iterable[Said], limit: int = LINES_LIMIT, used: int = 0) -> str:
    """Join as many of the sentences as fit into the lines left beside the head; those that must be said always are."""
    kept = list(sentences)
    while True:
        text = " ".join(one.text for one in kept)
        lines = used + len(wrapped(f"{head} {text}", first="   ", then="   "))
        spare = [one for one in kept if not one.must]
        if lines <= limit or not spare:
            return text
        kept.remove(spare[-1])


# What they wrote, and what was answered


def news_sentence(news: News, dates: Dates, limit: int) -> str:
    opening = f"{_DID[news.label]} on {dates.weekday(news.at)}"
    return f"{opening}: {said(news.quote, limit)}" if news.quote and limit else f"{opening}."


def _heard(told: Told, dates: Dates, limit: int) -> Iterator[Said]:
    """Tell each message of the week, or how many there were and the last of them."""
    heard = incoming(told)
    if told.application.outcome is not None:
        heard = tuple(news for news in heard if news.label is not Label.REJECTION)
    if len(heard) > TOLD_ONE_BY_ONE:
        yield Said(f"{sentence(number(len(heard)))} messages came from them; the last:", must=True)
        yield Said(news_sentence(heard[-1], dates, limit), must=True)
        return
    for news in heard:
        yield Said(news_sentence(news, dates, limit))


def _answered(told: Told, dates: Dates) -> Iterator[Said]:
    mine = [news.at for news in told.news if news.outgoing]
    if not mine:
        return
    heard = incoming(told)
    did = "answered" if heard and max(mine) > heard[0].at else "wrote"
    yield Said(f"You {did} on {dates.weekday(max(mine))}.")


# How it stands


def _moves(application: Application, dates: Dates) -> Iterator[Said]:
    """Tell a start date that moved, with the count from the second move on (letter.md C2g)."""
    starts = application.offer.starts if application.offer else ()
    if len(starts) == 1:
        yield Said(f"Start {dates.full(starts[0])}.")
    if len(starts) < 2:
        return
    moves = len(starts) - 1
    count = f", the {ordinal(moves)} move, so it is treated as open" if moves > 1 else ""
    yield Said(f"They moved the start {dates.from_to(starts[-2], starts[-1])}{count}.", must=True)


def _offer(told: Told, dates: Dates) -> Iterator[Said]:
    offer = told.application.offer
    if offer is None:
        return
    forms = {
        OfferForm.SPOKEN: "Spoken, not written.",
        OfferForm.WRITTEN: "An offer in writing.",
        OfferForm.TRIAL: "A trial period, not a written offer.",
    }
    yield Said(forms[offer.form], must=True)
    if offer.answer_by is not None and dates.day(offer.answer_by) >= dates.today:
        yield Said(f"Answer by {dates.full(offer.answer_by)}.", must=True)
    yield from _moves(told.application, dates)
    if offer.form is OfferForm.SPOKEN:
        yield Said("Nothing needs telling anyone yet.")


def _meeting_when(meeting: Meeting, dates: Dates) -> str:
    moved = f", moved from {dates.full(meeting.moved_from[-1])}" if meeting.moved_from else ""
    return f"{dates.span(meeting.start, meeting.end)}{moved}"


def _meetings(told: Told, given: LetterInput, dates: Dates) -> Iterator[Said]:
    for meeting in coming(told, given, InterviewStatus.CONFIRMED):
        yield Said(f"Interview {_meeting_when(meeting, dates)}.", must=True)
        if there := dates.there(meeting.start):
            yield Said(there)
    for meeting in coming(told, given, InterviewStatus.CANCELLED):
        yield Said(f"The interview of {dates.full(meeting.start)} is cancelled.")


def _references(told: Told, given: LetterInput, dates: Dates) -> Iterator[Said]:
    references = told.application.references
    if references is None or references.sent is None:
        return
    if references.sent >= given.since or told.application.stage is Stage.REFERENCES:
        yield Said(f"References sent on {dates.weekday(references.sent)}.")


def _sleeps(told: Told, dates: Dates) -> Iterator[Said]:
    until = told.application.sleeps_until
    if until is not None and is_asleep(told, dates):
        yield Said(f"Sleeps until {dates.full(until)}.", must=True)


def _woke(told: Told) -> Iterator[Said]:
    rested = told.application.rested
    if rested is not None and any(news.at > rested for news in incoming(told)):
        yield Said("It was resting and is back.", must=True)


def _note(told: Told, given: LetterInput, dates: Dates) -> Iterator[Said]:
    """Tell whose turn it is where a note may be sent but is not among the things to do."""
    if day := note_from(told, given, dates):
        yield Said(f"You may write from {dates.full(day)}.")
    elif told.follow_up.not_before is None and told.follow_up.sent >= 2:
        yield Said("Yours is done, it is theirs to move.")


# Sections


def moved(standing: Standing, given: LetterInput, dates: Dates, limit: int) -> str:
    """Return what a moved application's entry says after its name."""
    told = standing.told
    sentences = [
        *_woke(told),
        *(Said(f"{sentence(deed_words(deed))}: {deed.said}.", must=True) for deed in standing.deeds if _is_firm(deed)),
        *_offer(told, dates),
        *_heard(told, dates, limit),
        *(() if _has_interview(standing) else _meetings(told, given, dates)),
        *_references(told, given, dates),
        *_answered(told, dates),
        *_sleeps(told, dates),
        *_note_unless_due(standing, given, dates),
    ]
    return fitted(f"{label_of(told.application)}.", sentences)


def _note_unless_due(standing: Standing, given: LetterInput, dates: Dates) -> Iterator[Said]:
    return iter(()) if any(_is_firm(deed) for deed in standing.deeds) else _note(standing.told, given, dates)


def _is_firm(deed: Deed) -> bool:
    return deed.duty is not Duty.NOTE


def _has_interview(standing: Standing) -> bool:
    return any(deed.duty is Duty.INTERVIEW for deed in standing.deeds)


def deed_words(deed: Deed) -> str:
    return DEED_WORDS[deed.need.kind] if deed.need else "an interview"


def closed(told: Told, dates: Dates, limit: int) -> str:
    """Return what the entry of an ended application says: their act, in the person's voice of facts (letter.md e 7)."""
    application = told.application
    sentences = [Said(closing(application, dates), must=True)]
    if application.outcome is Outcome.ACCEPTED:
        sentences.extend(_moves(application, dates))
    elif limit and (quote := _closing_quote(told)):
        sentences.append(Said(f"In their words: {said(quote, limit)}"))
    sentences.extend(_heard(told, dates, limit))
    sentences.extend(_answered(told, dates))
    return fitted(f"{label_of(application)}.", sentences)


def _closing_quote(told: Told) -> str | None:
    if told.application.outcome not in {Outcome.REJECTED, Outcome.ROLE_CLOSED}:
        return None
    quotes = [news.quote for news in incoming(told) if news.label is Label.REJECTION and news.quote]
    return quotes[-1] if quotes else told.application.outcome_quote


def closing(application: Application, dates: Dates) -> str:
    """Return "Closed on Thursday: they chose another candidate."."""
    on = f" on {dates.weekday(application.outcome_at)}" if application.outcome_at else ""
    if application.outcome is None or application.outcome is Outcome.ACCEPTED:
        return f"Accepted{on}."
    return f"Closed{on}: {_CLOSED[application.outcome]}."


def waiting_since(standing: Standing, given: LetterInput, dates: Dates, tail: str) -> str:
    """Return after what an application waits, in a few sentences that leave room for the tail."""
    told = standing.told
    sentences = [
        *_offer(told, dates),
        *_meetings(told, given, dates),
        *_basis(told, given, dates),
        *_shade(told, dates),
        *_receipt(told, dates),
        *_answered(told, dates),
        *_note(told, given, dates),
    ]
    used = len(wrapped(f"99. {label_of(told.application)}"))
    return fitted(tail, sentences, used=used)


def _basis(told: Told, given: LetterInput, dates: Dates) -> Iterator[Said]:
    """Tell the last thing that happened before the silence: an interview, references, or the application itself."""
    application = told.application
    held = [
        one.start
        for one in application.meetings
        if one.start <= given.now and one.status is not InterviewStatus.CANCELLED
    ]
    if references := list(_references(told, given, dates)):
        yield from references
    elif held:
        yield Said(f"Interview {dates.short(max(held))}.")
    elif application.offer is None and application.applied is not None:
        yield Said(f"Applied {dates.short(application.applied)}.")


def _shade(told: Told, dates: Dates) -> Iterator[Said]:
    if told.silence is None or is_asleep(told, dates):
        return
    if told.silence.state is SilenceState.EARLY_DAYS:
        yield Said("Early days.")
    if told.silence.state is SilenceState.LATER_THAN_MOST:
        yield Said("Later than most.", must=True)


def _receipt(told: Told, dates: Dates) -> Iterator[Said]:
    receipts = incoming(told)
    if receipts:
        times = "" if len(receipts) == 1 else f", {number(len(receipts))} times in all"
        yield Said(f"They confirmed receipt on {dates.weekday(receipts[-1].at)}{times}.", must=True)


def outlook(told: Told, dates: Dates) -> str:
    """Return how it goes on by itself: by when to hear, until when it sleeps, from when it rests."""
    application, silence = told.application, told.silence
    if application.sleeps_until is not None and is_asleep(told, dates):
        return f"sleeps until {dates.full(application.sleeps_until)}"
    by = silence.usual_by if silence else application.promise.realistic if application.promise else None
    if by is not None and by >= dates.today:
        return f"by {dates.short(by)}"
    if silence is not None and silence.rests_from > dates.today:
        return f"rests from {dates.short(silence.rests_from)}"
    return "theirs to move"


def search_goes_on(given: LetterInput) -> bool:
    """Tell whether nothing is accepted in writing (letter.md A6c)."""
    return not any(
        told.application.outcome is Outcome.ACCEPTED
        and told.application.offer is not None
        and told.application.offer.form is OfferForm.WRITTEN
        for told in given.applications
    )


def quote_of(text: str) -> str:
    """Return the person's own words, whole and in quotation marks (letter.md e 10)."""
    return quoted(text, 1000)
