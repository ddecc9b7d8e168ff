"""What the letter says of each application that has nothing to do: what moved, what ended, what waits."""

from __future__ import annotations

from collections.abc import Iterator

from unwatch.application import Application, Outcome
from unwatch.letter import stands
from unwatch.letter.ending import accepted, first_day, job_of
from unwatch.letter.preparing import preparation
from unwatch.letter.records import LetterInput, Told
from unwatch.letter.standing import Deed, Duty, Standing, incoming, is_asleep
from unwatch.letter.telling import (
    Detail,
    Said,
    answered,
    closing,
    deed_words,
    fitted,
    head_of,
    heard,
)
from unwatch.letter.words import Dates, number, said, sentence, wrapped
from unwatch_classifiers.records import InterviewStatus, Label, SilenceState


def moved(standing: Standing, given: LetterInput, dates: Dates, detail: Detail, item: int) -> str:
    """Return what a moved application's entry says after its name; `item` is its number in the letter."""
    told = standing.told
    sentences = [
        *stands.woke(told),
        *(Said(f"{sentence(deed_words(deed))}: {deed.said}.", must=True) for deed in standing.deeds if is_firm(deed)),
        *(preparation(told, given, item) if _has_interview(standing) else ()),
        *stands.offer(told, dates),
        *stands.trial(told, given, dates),
        *heard(told, dates, detail),
        *stands.cause(told),
        *(() if _has_interview(standing) else stands.interviews(told, given, dates)),
        *stands.next_step(told, given),
        *stands.references(told, given, dates),
        *answered(told, dates),
        *stands.sleeps(told, dates),
        *_note_unless_due(standing, given, dates),
    ]
    return fitted(f"{head_of(told)}.", sentences)


def _note_unless_due(standing: Standing, given: LetterInput, dates: Dates) -> Iterator[Said]:
    """Offer no note beside a thing to do, nor where the person has left it alone."""
    if standing.left_alone or any(is_firm(deed) for deed in standing.deeds):
        return iter(())
    return stands.note(standing.told, given, dates)


def is_firm(deed: Deed) -> bool:
    """Tell whether a thing to do is more than a note that may be sent."""
    return deed.duty is not Duty.NOTE


def _has_interview(standing: Standing) -> bool:
    return any(deed.duty is Duty.INTERVIEW for deed in standing.deeds)


def closed(told: Told, given: LetterInput, dates: Dates, detail: Detail) -> str:
    """Return what the entry of an ended application says: their act, in the person's voice of facts (letter.md e 7)."""
    application = told.application
    sentences = [*_accepted(told, given, dates)]
    if not sentences:
        sentences.append(Said(closing(application, dates), must=True))
        if detail.quote and not detail.spare and (quote := _closing_quote(told)):
            sentences.append(Said(f"In their words: {said(quote, detail.quote)}"))
    sentences.extend(heard(told, dates, detail))
    sentences.extend(answered(told, dates))
    return fitted(f"{head_of(told)}.", sentences)


def _accepted(told: Told, given: LetterInput, dates: Dates) -> Iterator[Said]:
    """Tell a job that was accepted: once how it goes on until it begins, and its first day for as long (C2e, d.3)."""
    application = told.application
    if application.outcome is not Outcome.ACCEPTED:
        return
    if accepted([application]) is None:
        yield Said(closing(application, dates), must=True)
        yield from stands.start_moves(application, dates)
        return
    yield Said(_accepted_on(application, dates), must=True)
    if len(application.offer.starts if application.offer else ()) > 1:
        yield from stands.start_moves(application, dates)
    ended = application.outcome_at
    if application is job_of(given) and ended is not None and ended >= given.since:
        yield from stands.going_on(application, given, dates)


def _accepted_on(application: Application, dates: Dates) -> str:
    on = f" on {dates.weekday(application.outcome_at)}" if application.outcome_at else ""
    begins = first_day(application)
    return f"Accepted in writing{on}{f', start {dates.full(begins)}' if begins else ''}."


def _closing_quote(told: Told) -> str | None:
    if told.application.outcome not in {Outcome.REJECTED, Outcome.ROLE_CLOSED}:
        return None
    quotes = [news.quote for news in incoming(told) if news.label is Label.REJECTION and news.quote]
    return quotes[-1] if quotes else told.application.outcome_quote


def waiting_since(standing: Standing, given: LetterInput, dates: Dates, tail: str) -> str:
    """Return after what an application waits, in a few sentences that leave room for the tail."""
    told = standing.told
    sentences = [
        *stands.offer(told, dates),
        *stands.interviews(told, given, dates),
        *stands.next_step(told, given),
        *_basis(told, given, dates),
        *_shade(told, dates),
        *_receipt(told, dates),
        *stands.cause(told),
        *answered(told, dates),
        *_note_unless_due(standing, given, dates),
    ]
    used = len(wrapped(f"99. {head_of(told)}"))
    return fitted(tail, sentences, used=used)


def _basis(told: Told, given: LetterInput, dates: Dates) -> Iterator[Said]:
    """Tell the last thing that happened before the silence: an interview, references, or the application itself."""
    application = told.application
    held = [
        one.start
        for one in application.meetings
        if one.start <= given.now and one.status is not InterviewStatus.CANCELLED
    ]
    if sent := list(stands.references(told, given, dates)):
        yield from sent
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
