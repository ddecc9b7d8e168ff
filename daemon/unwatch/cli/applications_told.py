"""How `unwatch applications` tells where one stands, in the plain words of the letter (letter.md, section e). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from unwatch.application import Application, Meeting, Need, Offer
from unwatch.cli.terminal import shown
from unwatch.letter.records import FollowUp, Told
from unwatch.letter.standing import DEED_WORDS, is_asleep, is_resting, open_needs
from unwatch.letter.telling import closing, label_of, outlook
from unwatch.letter.words import Dates, clean, counted, named, number, quoted
from unwatch.standing import Standing
from unwatch_classifiers.records import InterviewStatus, OfferForm, SilenceState, Stage

_STAGES = {
    Stage.APPLIED: "applied",
    Stage.SCREENING: "first talks",
    Stage.INTERVIEWING: "in interviews",
    Stage.ASSESSMENT: "assessment",
    Stage.REFERENCES: "references",
    Stage.OFFER: "offer",
}
OFFER_WORDS = {
    OfferForm.SPOKEN: "spoken, not written",
    OfferForm.WRITTEN: "in writing",
    OfferForm.TRIAL: "a trial period, not a written offer",
}
STATUS_WORDS = {
    InterviewStatus.PROPOSED: "proposed",
    InterviewStatus.CONFIRMED: "confirmed",
    InterviewStatus.CANCELLED: "cancelled",
}
_SILENCES = {
    SilenceState.EARLY_DAYS: "early days",
    SilenceState.AS_EXPECTED: "waiting, as expected",
    SilenceState.LATER_THAN_MOST: "later than most",
    SilenceState.RESTING: "resting",
}
_THEIRS = "theirs to move"


def line(application: Application, stands: Standing, dates: Dates) -> str:
    """Return "Harbor Health, clerk: in interviews; theirs to move, by 30 October."."""
    return f"{label_of(application)}: {where(application, stands, dates)}."


def where(application: Application, stands: Standing, dates: Dates) -> str:
    """Return how far it got, who moves next and when; of an ended one how it ended."""
    if application.outcome is not None:
        return closing(application, dates).removesuffix(".").replace("Closed", "closed").replace("Accepted", "accepted")
    return f"{stage(application, dates)}; {moves(application, stands, dates)}"


def stage(application: Application, dates: Dates) -> str:
    """Return how far it got."""
    if application.stage is Stage.APPLIED and application.applied is not None:
        return f"applied {dates.short(application.applied)}"
    if application.stage is Stage.OFFER and application.offer is not None:
        return f"offer, {application.offer.form.value}"
    return _STAGES[application.stage]


def moves(application: Application, stands: Standing, dates: Dates) -> str:
    """Return who moves next, and when; every item ends with a date and an owner, or with nothing to do."""
    told = Told(application, stands.follow_up, stands.silence)
    if needs := open_needs(told):
        return f"yours: {need_words(min(needs, key=_soonest), dates)}"
    ahead = [one for one in application.meetings if one.status is InterviewStatus.CONFIRMED and one.start > dates.now]
    if ahead:
        return f"interview {meeting_words(min(ahead, key=lambda one: one.start), dates)}"
    if is_asleep(told, dates) and application.sleeps_until is not None:
        return f"sleeps until {dates.full(application.sleeps_until)}"
    if is_resting(told, dates):
        return "resting; nothing to do"
    if stands.silence is None:
        return _THEIRS
    until = outlook(told, dates)
    return f"{_SILENCES[stands.silence.state]}; {_THEIRS}{'' if until == _THEIRS else f', {until}'}"


def need_words(need: Need, dates: Dates) -> str:
    """Return what the person is asked for; a day that has passed is not counted out to them (letter.md e 2)."""
    if need.by is None or dates.day(need.by) < dates.today:
        return DEED_WORDS[need.kind]
    return f"{DEED_WORDS[need.kind]}, by {_when(need.by, dates)}"


def meeting_words(meeting: Meeting, dates: Dates) -> str:
    """Return when an interview is, where it was before, and where it takes place."""
    before = [dates.full(one) for one in meeting.moved_from]
    moved = f", moved from {', then '.join(before)}" if before else ""
    where_to = f", {named(meeting.where, 120)}" if meeting.where else ""
    return f"{dates.span(meeting.start, meeting.end)}{moved}{where_to}"


def details(application: Application, stands: Standing, dates: Dates) -> Iterator[tuple[str, str]]:
    """Yield all that is known of an application, each part with its name; what is not known is left out."""
    yield "Stands", f"{where(application, stands, dates)}."
    if application.aliases:
        yield "Also called", ", ".join(named(name) for name in application.aliases)
    if application.requisition:
        yield "Reference", named(application.requisition)
    if application.live:
        for need in application.open_needs:
            yield "From you", _sentence(need_words(need, dates), need.quote)
    for meeting in sorted(application.meetings, key=lambda one: one.start):
        yield "Interview", f"{STATUS_WORDS[meeting.status]}: {meeting_words(meeting, dates)}."
    yield from _referees(application, dates)
    if application.offer is not None:
        yield "Offer", " ".join(_offer(application.offer, dates))
    yield from _waiting(application, stands, dates)
    yield from _people(application, dates)
    for at, text in application.notes:
        yield "Your note", f"{dates.short(at)}: {quoted(text, 1000)}"


def _referees(application: Application, dates: Dates) -> Iterator[tuple[str, str]]:
    references = application.references
    if references is not None:
        wanted = f"{counted(references.count, 'reference', 'references')} " if references.count else ""
        sentences = [f"{wanted}asked for on {dates.short(references.requested)}."]
        if references.sent is not None:
            sentences.append(f"You sent them on {dates.short(references.sent)}.")
        if references.contacted is not None:
            sentences.append(f"Your referees were called by {dates.short(references.contacted)}.")
        yield "References", " ".join(sentences)
    for condition in application.conditions:
        yield "Condition", f"yours: {quoted(condition, 1000)}"


def _offer(offer: Offer, dates: Dates) -> Iterator[str]:
    yield f"{OFFER_WORDS[offer.form]}, made on {dates.short(offer.made)}."
    if offer.answer_by is not None:
        yield f"Answer by {_when(offer.answer_by, dates)}."
    if len(offer.starts) == 1:
        yield f"Start {dates.full(offer.starts[0])}."
    elif offer.starts:
        yield f"Start {dates.full(offer.starts[0])}, moved to {', then to '.join(map(dates.full, offer.starts[1:]))}."
    if offer.ends is not None:
        yield f"Ends {dates.full(offer.ends)}."


def _waiting(application: Application, stands: Standing, dates: Dates) -> Iterator[tuple[str, str]]:
    promise, silence = application.promise, stands.silence
    if promise is not None:
        made = f" on {dates.short(application.promise_made)}" if application.promise_made else ""
        realistic = f"Realistic: by {dates.full(promise.realistic)}."
        yield "Promise", f"{quoted(promise.quote)}, said{made}: by {dates.full(promise.by)}. {realistic}"
    if application.cause:
        yield "They wait", quoted(application.cause)
    if application.next_step:
        yield "Then", quoted(application.next_step)
    if silence is not None:
        rests = f" Rests from {dates.short(silence.rests_from)}." if silence.rests_from > dates.today else ""
        usual = f", usual by {dates.short(silence.usual_by)}" if silence.usual_by >= dates.today else ""
        yield "Silence", f"{_SILENCES[silence.state]}{usual}.{rests}"
    if application.live:
        yield "Follow-up", _follow_up(stands.follow_up, dates)


def _follow_up(note: FollowUp, dates: Dates) -> str:
    sent = f" You sent {number(note.sent)} so far." if note.sent else ""
    if note.not_before is None:
        return f"nothing to send: {note.why}.{sent}"
    to = f" to {shown(note.to, 120)}" if note.to else ""
    return f"you may write{to} from {dates.full(note.not_before)}: {note.why}.{sent}"


def _people(application: Application, dates: Dates) -> Iterator[tuple[str, str]]:
    for contact in application.contacts[:8]:
        name = f"{named(contact.name)} ‹{clean(contact.address, 120)}›" if contact.name else clean(contact.address, 120)
        last = [f"wrote {dates.short(contact.last_in)}"] if contact.last_in else []
        last += [f"written to {dates.short(contact.last_out)}"] if contact.last_out else []
        yield "Person", f"{name}, {', '.join(last)}" if last else name


def _when(when: datetime | date, dates: Dates) -> str:
    return f"{dates.full(when)}, {dates.clock(when)}" if isinstance(when, datetime) else dates.full(when)


def _soonest(need: Need) -> tuple[bool, str]:
    return need.by is None, need.by.isoformat() if need.by else ""


def _sentence(text: str, quote: str | None) -> str:
    return f"{text}: {quoted(quote)}" if quote else f"{text}."
