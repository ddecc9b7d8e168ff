"""How an application stands, in sentences: its offer, its interviews, its references, its trial, who moves next."""

from __future__ import annotations

from collections.abc import Iterator

from unwatch.application import Application, Meeting
from unwatch.letter.ending import first_day, is_last, job_of
from unwatch.letter.records import LetterInput, Told
from unwatch.letter.standing import coming, incoming, is_asleep, note_from
from unwatch.letter.telling import Said, label_of
from unwatch.letter.trials import ends_before_the_next, is_half_way, trial_of
from unwatch.letter.words import Dates, ordinal, reason, said
from unwatch_classifiers.records import InterviewStatus, OfferForm, Stage

_FORMS = {
    OfferForm.SPOKEN: "Spoken, not written.",
    OfferForm.WRITTEN: "An offer in writing.",
    OfferForm.TRIAL: "A trial period, not a written offer.",
}


# Offers


def start_moves(application: Application, dates: Dates) -> Iterator[Said]:
    """Tell the start date; one that moved with the count from the second move on (letter.md C2g)."""
    starts = application.offer.starts if application.offer else ()
    if len(starts) == 1:
        yield Said(f"Start {dates.full(starts[0])}.")
    if len(starts) < 2:
        return
    moves = len(starts) - 1
    count = f", the {ordinal(moves)} move, so it is treated as open" if moves > 1 else ""
    yield Said(f"They moved the start {dates.from_to(starts[-2], starts[-1])}{count}.", must=True)


def offer(told: Told, dates: Dates) -> Iterator[Said]:
    """Tell what an offer is, by when they want an answer, and from when the job would be (letter.md A6c, C2f)."""
    made = told.application.offer
    if made is None:
        return
    yield Said(_FORMS[made.form], must=True)
    if made.answer_by is not None and dates.day(made.answer_by) >= dates.today:
        yield Said(f"Answer by {dates.full(made.answer_by)}.", must=True)
    yield from start_moves(told.application, dates)
    if made.form is OfferForm.SPOKEN:
        yield Said("Nothing needs telling anyone yet.", must=True)


def trial(told: Told, given: LetterInput, dates: Dates) -> Iterator[Said]:
    """Tell the last day of a trial where it is near or has just been told, and once that half of it is over.

    Nothing is asked and nothing is forecast (letter.md C10c, C10f, C10g).
    """
    application, offered = told.application, trial_of(told.application)
    if offered is None or offered.ends is None:
        return
    if ends_before_the_next(application, given, dates):
        yield Said(f"The trial ends on {dates.full(offered.ends)}.", must=True)
    elif incoming(told) and dates.today < offered.ends:
        yield Said(f"Its last day is {dates.full(offered.ends)}.")
    if is_half_way(application, given, dates):
        yield Said("Half of the trial is over; there is room for a note.", must=True)


# Interviews and references


def _when(meeting: Meeting, dates: Dates) -> str:
    moved = f", moved from {dates.full(meeting.moved_from[-1])}" if meeting.moved_from else ""
    return f"{dates.span(meeting.start, meeting.end)}{moved}"


def interviews(told: Told, given: LetterInput, dates: Dates) -> Iterator[Said]:
    """Tell each interview that is agreed, and each that is cancelled."""
    for meeting in coming(told, given, InterviewStatus.CONFIRMED):
        yield Said(f"Interview {_when(meeting, dates)}.", must=True)
        if there := dates.there(meeting.start):
            yield Said(there)
    for meeting in coming(told, given, InterviewStatus.CANCELLED):
        yield Said(f"The interview of {dates.full(meeting.start)} is cancelled.")


def next_step(told: Told, given: LetterInput) -> Iterator[Said]:
    """Tell in their words what comes then, beside an interview and in the week in which they say so (letter.md C9f)."""
    then = told.application.next_step
    told_now = any(news.then for news in incoming(told))
    if then and (told_now or coming(told, given, InterviewStatus.CONFIRMED)):
        yield Said(f"Then, in their words, {said(then, 120)}")


def references(told: Told, given: LetterInput, dates: Dates) -> Iterator[Said]:
    """Tell references that were sent, and what the person told of them; nothing is inferred (letter.md C6c, C11g)."""
    asked = told.application.references
    if asked is None or asked.sent is None:
        return
    if asked.contacted is not None and asked.contacted >= given.since:
        yield Said(f"References sent; contacted, as you told on {dates.weekday(asked.contacted)}: nothing to do.")
        yield from conditions(told.application, 100)
    elif asked.sent >= given.since or told.application.stage is Stage.REFERENCES:
        contacted = " and contacted" if asked.contacted else ""
        yield Said(f"References sent{contacted} on {dates.weekday(asked.contacted or asked.sent)}, nothing to do.")
        yield from conditions(told.application, 100)


def conditions(application: Application, limit: int = 160) -> Iterator[Said]:
    """Repeat what the person set for their referees, whenever references come up (letter.md C13b)."""
    for condition in application.conditions[-2:]:
        yield Said(f"You set: {said(condition, limit)}")


# Who moves next


def cause(told: Told) -> Iterator[Said]:
    """Tell in their words why they wait, in the letter of the week in which they say so (letter.md C6l)."""
    causes = [news.cause for news in incoming(told) if news.cause]
    if causes and told.application.outcome is None:
        yield Said(f"Why they wait, in their words: {said(causes[-1], 160)}", once=True)


def sleeps(told: Told, dates: Dates) -> Iterator[Said]:
    """Tell until when it sleeps."""
    until = told.application.sleeps_until
    if until is not None and is_asleep(told, dates):
        yield Said(f"Sleeps until {dates.full(until)}.", must=True)


def woke(told: Told) -> Iterator[Said]:
    """Tell that what had been put to rest is back."""
    rested = told.application.rested
    if rested is not None and any(news.at > rested for news in incoming(told)):
        yield Said("It was resting and is back.", must=True)


def note(told: Told, given: LetterInput, dates: Dates) -> Iterator[Said]:
    """Tell whose turn it is where a note may be sent but is not among the things to do: one date and one reason, or
    that it is theirs to move and nothing is lost by leaving it (letter.md C11h, C11i, C12g).
    """
    if day := note_from(told, given, dates):
        why = f": {reason(told.follow_up.why)}" if told.follow_up.why else ""
        yield Said(f"You may write from {dates.full(day)}{why}.")
    elif told.follow_up.not_before is None and told.follow_up.sent >= 2:
        yield Said("Yours is done, it is theirs to move; nothing is lost by leaving it.")


# The job that was accepted


def going_on(application: Application, given: LetterInput, dates: Dates) -> Iterator[Said]:
    """Tell in the letter of the acceptance that watching goes on, and that nobody else was told (letter.md d.3)."""
    if not is_last(given, dates):
        until = "until then" if first_day(application) else "until it begins; no mail has told the day"
        yield Said(f"Watching goes on quietly {until}: only something about this job reaches you.", must=True)
    if any(told.application.live for told in given.applications):
        yield Said("Everyone else has been left alone.")
        if given.reply_to:
            yield Said('A draft that tells them is ready for each: reply "draft", its number, "withdraw".')


def awaiting_its_start(application: Application, dates: Dates) -> str:
    """Return what each letter between the acceptance and the first day says of the job."""
    begins = first_day(application)
    start = f"start {dates.full(begins)}" if begins else "no mail has told when it begins"
    return f"Accepted in writing; {start}. Quietly watched until then."


def farewell(given: LetterInput, dates: Dates) -> str:
    """Return what the last letter says of itself."""
    job = job_of(given)
    begins = first_day(job) if job else None
    if job is None or begins is None:
        return ""
    again = ' Reply "reopen" and it goes on, with all that is known.' if given.reply_to else ""
    return f"This is the last letter: {label_of(job)}, start {dates.full(begins)}. Watching ends with it.{again}"
