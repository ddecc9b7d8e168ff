"""Which draft fits an application now, whether it may be written yet, and its words. Pure: nothing is sent, ever.

A draft is for the person. It is made of the fixed sentences of its language, the record of the application and the
person's own notes, with a place in square brackets where nothing is known (letter.md A1 to A2, c.4). It is never
advice: a refusal is drafted when it is asked for, and only then (C3f, C10d).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from unwatch.application import NeedKind
from unwatch.drafts.language import Phrases
from unwatch.drafts.recipients import is_thanked, name_of, recipient, to_thank
from unwatch.drafts.records import Draft, DraftInput, DraftKind, Language, LastMail, NotYet
from unwatch.drafts.sayable import within_quotes
from unwatch.drafts.terms import untold
from unwatch.drafts.texts import body, met_last, position, proposed
from unwatch.drafts.thread import answer_subject, answered_id, references
from unwatch_classifiers.records import Address, InterviewStatus, OfferForm

__all__ = [
    "BENEFITS_LINE",
    "Draft",
    "DraftInput",
    "DraftKind",
    "Language",
    "LastMail",
    "NotYet",
    "draft",
    "drafts",
]

BENEFITS_LINE = "Declining or withdrawing can affect benefits; the rules differ by place."  # letter.md C3c, no further
_THANKS_FROM = timedelta(hours=5)  # P1
_THANKS_UNTIL = 3  # days, P1
_OWN_NAME_LIMIT = 80
_LONG_AGO = datetime.min.replace(tzinfo=UTC)

_REFUSALS = frozenset({DraftKind.DECLINE, DraftKind.WITHDRAW})
_ANSWERS = {
    NeedKind.SCHEDULE: DraftKind.INTERVIEW,
    NeedKind.REFERENCES: DraftKind.REFERENCES,
    NeedKind.ASSESSMENT: DraftKind.ANSWER,
    NeedKind.INFORMATION: DraftKind.ANSWER,
    NeedKind.ANSWER: DraftKind.ANSWER,
}
_SUBJECTS = {
    DraftKind.HEADS_UP: "heads-up",
    DraftKind.REFERENCES: "references",
    DraftKind.ANSWER: "answer",
    DraftKind.TIME: "offer",
    DraftKind.QUESTIONS: "offer",
    DraftKind.IN_WRITING: "offer",
    DraftKind.DECLINE: "offer",
    DraftKind.INTERVIEW: "interview",
    DraftKind.ANOTHER_TIME: "interview",
}


def draft(given: DraftInput) -> Draft | NotYet:
    """Return the draft that was asked for, or the one that fits now; or from which day on it is sensible, and why."""
    written = drafts(given)
    return written if isinstance(written, NotYet) else written[0]


def drafts(given: DraftInput) -> tuple[Draft, ...] | NotYet:
    """Return all drafts of that kind: a thank-you for each person met (P1), and where no kind was asked for and a time
    is proposed, one that takes it and one that asks for another.
    """
    kind = _asked_for(given) or _fitting(given)
    wait = _wait(given, kind)
    if wait is not None and not (given.anyway and wait.overridable):
        return replace(wait, overridable=wait.overridable and kind is _fitting(given))
    if kind is DraftKind.THANK_YOU:
        met = met_last(given.application, given.now)
        people = to_thank(given, met.start if met else _LONG_AGO)
        return tuple(_written(given, kind, who) for who in people) or (_written(given, kind, recipient(given, kind)),)
    kinds = (kind, DraftKind.ANOTHER_TIME) if _may_be_moved(given, kind) else (kind,)
    return tuple(_written(given, one, recipient(given, one)) for one in kinds)


# Which one


def _asked_for(given: DraftInput) -> DraftKind | None:
    """Return the kind that was asked for; to say no where nothing was offered is to withdraw."""
    if given.kind is DraftKind.DECLINE and given.application.offer is None:
        return DraftKind.WITHDRAW
    return given.kind


def _fitting(given: DraftInput) -> DraftKind:
    """Return what fits now: the answer to what is open, else to an offer, else thanks, else one more note."""
    application = given.application
    if application.live and application.open_needs:
        need = max(application.open_needs, key=lambda one: one.opened)
        return _ANSWERS.get(need.kind) or _about_offer(given)
    if application.live and _is_offer_unanswered(given):
        return _about_offer(given)
    return DraftKind.THANK_YOU if application.live and _is_time_for_thanks(given) else DraftKind.FOLLOW_UP


def _about_offer(given: DraftInput) -> DraftKind:
    """A spoken offer is thanked for and asked for in writing (P12); where they want an answer by a day, time comes
    first (C4a, S09).
    """
    offer = given.application.offer
    spoken = offer is not None and offer.form is OfferForm.SPOKEN and offer.answer_by is None
    return DraftKind.IN_WRITING if spoken else DraftKind.TIME


def _is_offer_unanswered(given: DraftInput) -> bool:
    offer = given.application.offer
    return offer is not None and (given.application.last_wrote or _LONG_AGO) < offer.made


def _is_time_for_thanks(given: DraftInput) -> bool:
    met = met_last(given.application, given.now)
    if met is None or is_thanked(given, met.start):
        return False
    return _days_since(given, met.end or met.start) <= _THANKS_UNTIL


def _days_since(given: DraftInput, moment: datetime) -> int:
    phrases = Phrases(given.language, given.now, given.zone)
    return (phrases.local_day(given.now) - phrases.local_day(moment)).days


def _may_be_moved(given: DraftInput, kind: DraftKind) -> bool:
    return given.kind is None and kind is DraftKind.INTERVIEW and bool(proposed(given))


# Whether it may be written yet


def _wait(given: DraftInput, kind: DraftKind) -> NotYet | None:
    if kind is DraftKind.THANK_YOU:
        return _wait_to_thank(given)
    if kind is DraftKind.FOLLOW_UP:
        return _wait_to_follow_up(given)
    if kind is DraftKind.QUESTIONS and not untold(given.application, given.thread):
        return NotYet(None, "their mails tell pay, start, contract, hours and place")
    offer = given.application.offer
    if kind is DraftKind.IN_WRITING and offer is not None and offer.form is OfferForm.WRITTEN:
        return NotYet(None, "the offer is in writing")
    return None


def _wait_to_thank(given: DraftInput) -> NotYet | None:
    met = met_last(given.application, given.now)
    phrases = Phrases(given.language, given.now, given.zone)
    if met is None:
        ahead = (one for one in given.application.meetings if one.status is InterviewStatus.CONFIRMED)
        ends = min((one.end or one.start for one in ahead), default=None)
        if ends is None:
            return NotYet(None, "no interview is on record")
        return NotYet(phrases.local_day(_later(ends)), "the interview comes first")
    opens = _later(met.end or met.start)
    if given.now < opens:
        clock = f"{opens.astimezone(given.zone):%H:%M}"
        return NotYet(phrases.local_day(opens), f"a thank-you reads best five hours after the interview, at {clock}")
    if _days_since(given, met.end or met.start) > _THANKS_UNTIL:
        return NotYet(None, "a thank-you belongs to the three days after an interview")
    if is_thanked(given, met.start):
        return NotYet(None, "your thanks have gone out")
    return None


def _later(moment: datetime) -> datetime:
    try:
        return moment + _THANKS_FROM
    except OverflowError:
        return moment


def _wait_to_follow_up(given: DraftInput) -> NotYet | None:
    allowed, today = given.follow_up.not_before, given.now.astimezone(given.zone).date()
    if not given.application.live:
        return NotYet(None, "this one is closed", overridable=False)
    if allowed is not None and allowed <= today:
        return None
    return NotYet(allowed, given.follow_up.why or "there is nothing to ask for")


# Writing it


def _written(given: DraftInput, kind: DraftKind, who: Address | None) -> Draft:
    said_name = name_of(who, given)
    text = _text(given, kind, who, said_name)
    answers = kind is not DraftKind.HEADS_UP
    return Draft(
        kind=kind,
        language=given.language,
        to=who.address if who else None,
        to_name=said_name,
        subject=answer_subject(given, _own_subject(given, kind)) if answers else _own_subject(given, kind),
        in_reply_to=answered_id(given.mail) if answers else None,
        references=references(given.mail) if answers else (),
        text=text,
        slots=text.count("["),
        line_before=BENEFITS_LINE if given.benefits and kind in _REFUSALS else None,
    )


def _text(given: DraftInput, kind: DraftKind, who: Address | None, said_name: str | None) -> str:
    phrases = Phrases(given.language, given.now, given.zone)
    if said_name:
        greeting = phrases.say("frame", "greeting", name=said_name)
    else:
        greeting = phrases.say("frame", "greeting_nameless" if who else "greeting_nobody")
    own_name = within_quotes(given.own_name, _OWN_NAME_LIMIT) or phrases.say("frame", "own_name")
    closing = f"{phrases.say('frame', 'closing')}\n{own_name}"
    return "\n\n".join((greeting, *filter(None, body(given, kind)), closing))


def _own_subject(given: DraftInput, kind: DraftKind) -> str:
    """Return a subject for a draft that answers no mail."""
    phrases = Phrases(given.language, given.now, given.zone)
    if kind is DraftKind.THANK_YOU:
        met = met_last(given.application, given.now)
        key, day = ("thanks_on", phrases.day(met.start)) if met else ("thanks", "")
        return phrases.say("subjects", key, day=day)
    subject = phrases.say("subjects", _SUBJECTS.get(kind, "other"), position=position(given))
    return subject[:1].upper() + subject[1:]
