"""The text of each draft: which sentences, in which order, and what of the record they are filled with.

Every function here returns paragraphs. A sentence is said only where the record knows what it speaks of; else it is
left out, or leaves a place in square brackets to the person (letter.md A1d).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from unwatch.application import Application, Meeting
from unwatch.drafts.language import Phrases, names_a_day
from unwatch.drafts.noted import Noted, noted
from unwatch.drafts.records import DraftInput, DraftKind
from unwatch.drafts.sayable import name, names_current_employer, within_quotes
from unwatch.drafts.terms import untold
from unwatch.meetings import last_held
from unwatch_classifiers.business_days import is_business_day
from unwatch_classifiers.records import InterviewStatus, OfferForm, Promise, PromiseKind

MOST_REFEREES = 6
MOST_TIMES = 4
_CONDITION_LIMIT = 160
_MOST_CONDITIONS = 2
_LONGEST_WAIT = 5  # days; C4a and S09 ask for three to five

_PROMISED = {PromiseKind.DECIDE_BY: "decide", PromiseKind.CONTACT_BY: "contact"}

Paragraphs = list[str]


class _Writer:
    """A draft's input with its language, and what more than one kind of draft says."""

    def __init__(self, given: DraftInput) -> None:
        self.given = given
        self.application = given.application
        self.phrases = Phrases(given.language, given.now, given.zone)

    def say(self, table: str, key: str, **values: str) -> str:
        return self.phrases.say(table, key, **values)

    @property
    def position(self) -> str:
        role = name(self.application.role, self.given)
        return self.say("frame", "position", role=role) if role else self.say("frame", "position_unnamed")

    @property
    def place(self) -> str:
        company = name(self.application.company, self.given)
        return self.say("frame", "place", company=company) if company else self.say("frame", "place_unnamed")

    def conditions(self, table: str) -> Paragraphs:
        """Return what the person set for their referees (C13b), in their words; a place to fill in where those would
        name the current employer.
        """
        said = [within_quotes(one, _CONDITION_LIMIT) for one in self.application.conditions[-_MOST_CONDITIONS:]]
        return [
            self.say(table, "hidden")
            if names_current_employer(one, self.given)
            else self.say(table, "condition", condition=one)
            for one in said
            if one
        ]


def position(given: DraftInput) -> str:
    """Return what the draft is about, for a subject of its own: "the lab administrator position"."""
    return _Writer(given).position


def body(given: DraftInput, kind: DraftKind) -> Paragraphs:
    """Return the paragraphs between greeting and closing."""
    return _BODIES[kind](_Writer(given))


# After an interview


def _thanks(writer: _Writer) -> Paragraphs:
    met = met_last(writer.application, writer.given.now)
    key, on = ("opening_on", writer.phrases.weekday_of(met.start)) if met else ("opening", "")
    opening = writer.say("thanks", key, position=writer.position, date=on)
    taken = noted(writer.given, met.start if met else None)
    return [
        f"{opening} {writer.say('thanks', 'interest')}",
        " ".join(_topic(writer, taken)),
        writer.say("thanks", "ending"),
    ]


def _topic(writer: _Writer, taken: Noted) -> Paragraphs:
    if taken.topic is None and taken.thought is None:
        if taken.loose is None:
            return [writer.say("thanks", "nothing")]
        at, note = taken.loose
        return [writer.say("thanks", "loose", day=writer.phrases.day(at), note=note)]
    said = [writer.say("thanks", taken.topic.key, topic=taken.topic.phrase)] if taken.topic else []
    if taken.thought is None:
        return [*said, writer.say("thanks", "no_thought")]
    return [*said, writer.say("thanks", taken.thought.key, thought=taken.thought.phrase)]


def met_last(application: Application, now: datetime) -> Meeting | None:
    """Return the last interview that is over."""
    end = last_held(application, now)
    held = (one for one in application.meetings if one.status is InterviewStatus.CONFIRMED)
    return next((one for one in held if (one.end or one.start) == end), None)


# Asking once more


def _follow_up(writer: _Writer) -> Paragraphs:
    again = writer.given.follow_up.sent > 0
    ask = writer.say("follow-up", "ask_again" if again else "ask", position=writer.position)
    offer = writer.application.offer
    if offer is not None and offer.form is OfferForm.SPOKEN and not again:
        ask = writer.say("follow-up", "ask_offer")
    return [f"{_anchor(writer)} {ask}", writer.say("follow-up", "interest")]


def _anchor(writer: _Writer) -> str:
    """Return what the note refers to, with its date: what they promised, else what happened last."""
    promised = _promised(writer)
    if promised:
        return promised
    known = [(at, key) for at, key in _happened(writer.application, writer.given.now) if at is not None]
    if not known:
        return writer.say("follow-up", "nothing")
    at, key = max(known)
    return writer.say("follow-up", key, day=writer.phrases.day(at))


def _happened(application: Application, now: datetime) -> list[tuple[datetime | None, str]]:
    """Return what a note can refer to; a mail of theirs only where nothing but mail was between the two."""
    met = met_last(application, now)
    events = [
        (met.start if met else None, "interview"),
        (application.references.sent if application.references else None, "references"),
        (application.offer.made if application.offer else None, "offer"),
    ]
    if any(at for at, _ in events):
        return events
    return [(application.last_heard, "heard")] if application.last_heard else [(application.applied, "applied")]


def _promised(writer: _Writer) -> str | None:
    """Return what they promised, by its day where they named one, else in their own words."""
    promise, made = writer.application.promise, writer.application.promise_made
    if promise is None or promise.kind not in _PROMISED or _is_outdated(promise, writer):
        return None
    quote, key = within_quotes(promise.quote), _PROMISED[promise.kind]
    if promise.begins is not None or not names_a_day(quote):
        if not quote or names_current_employer(quote, writer.given):
            return None
        key = "vague"
    key, on = (key, writer.phrases.day(made)) if made else (f"{key}_undated", "")
    return writer.say("follow-up", key, made=on, by=writer.phrases.day(promise.by), quote=quote)


def _is_outdated(promise: Promise, writer: _Writer) -> bool:
    """Tell whether they wrote or met after the day that they had named; then it is no longer what they said last."""
    met = met_last(writer.application, writer.given.now)
    signs = (writer.application.last_heard, met.start if met else None)
    return any(writer.phrases.local_day(sign) > promise.by for sign in signs if sign is not None)


# About an offer


def _time(writer: _Writer) -> Paragraphs:
    by = _answer_by(writer.application)
    asked = [writer.say("time", "asked", by=writer.phrases.full(by))] if by else []
    until = ask_until(writer.phrases.local_day(writer.given.now), writer.phrases.local_day(by) if by else None)
    asked.append(writer.say("time", "until", until=writer.phrases.full(until)))
    return [writer.say("time", "opening"), " ".join(asked)]


def _answer_by(application: Application) -> datetime | date | None:
    offer = application.offer
    return offer.answer_by if offer else None


def ask_until(today: date, answer_by: date | None) -> date:
    """Return the working day, three to five days after the day that they named, up to which time is asked for; after
    today where they named none, or where theirs is over.
    """
    begins = max(today, answer_by or today)
    last = begins + timedelta(days=_LONGEST_WAIT) if begins <= date.max - timedelta(days=_LONGEST_WAIT) else begins
    while not is_business_day(last) and last > begins:
        last -= timedelta(days=1)
    return last


def _questions(writer: _Writer) -> Paragraphs:
    open_terms = untold(writer.application, writer.given.thread)
    asked = [writer.say("questions", term.value) for term in open_terms] or [writer.say("questions", "none")]
    opening = writer.say("questions", "opening" if len(asked) > 1 else "opening_one")
    return [opening, "\n".join(f"- {one}" for one in asked), writer.say("questions", "ending")]


def _in_writing(writer: _Writer) -> Paragraphs:
    offer = writer.application.offer
    if offer is None:
        said = writer.say("decline", "opening")
    else:
        said = writer.say("in-writing", "opening", day=writer.phrases.day(offer.made))
    if offer is not None and offer.starts:
        said = f"{said} {writer.say('in-writing', 'starts', start=writer.phrases.full(offer.starts[-1]))}"
    return [said, writer.say("in-writing", "accepts"), writer.say("in-writing", "asks")]


def _decline(writer: _Writer) -> Paragraphs:
    return [
        f"{writer.say('decline', 'opening')} {writer.say('decline', 'says')}",
        writer.say("frame", "reason"),
        writer.say("decline", "ending", position=writer.position),
    ]


def _withdraw(writer: _Writer) -> Paragraphs:
    offer = writer.application.offer
    if offer is not None and offer.form is OfferForm.TRIAL:
        return _leave_trial(writer, offer.ends)
    says = writer.say("withdraw", "says", position=writer.position)
    return [
        f"{writer.say('withdraw', 'opening')} {says}",
        writer.say("frame", "reason"),
        writer.say("withdraw", "ending"),
    ]


def _leave_trial(writer: _Writer, ends: date | None) -> Paragraphs:
    """Withdraw from a trial, and offer to stay for the agreed time (C10e)."""
    stays = writer.say("withdraw", "stays")
    if ends is not None and ends >= writer.phrases.local_day(writer.given.now):
        stays = writer.say("withdraw", "stays_until", ends=writer.phrases.full(ends))
    return [
        f"{writer.say('withdraw', 'opening_trial')} {writer.say('withdraw', 'says_trial')}",
        writer.say("frame", "reason"),
        stays,
        writer.say("decline", "ending", position=writer.position),
    ]


# An interview time


def proposed(given: DraftInput) -> tuple[datetime, ...]:
    """Return the times that they propose and that lie ahead, the first one first."""
    ahead = (one for one in given.application.meetings if one.start > given.now)
    return tuple(sorted(one.start for one in ahead if one.status is InterviewStatus.PROPOSED))[:MOST_TIMES]


def _interview(writer: _Writer) -> Paragraphs:
    times = proposed(writer.given)
    opening = writer.say("interview", "opening")
    if not times:
        return [opening, writer.say("interview", "names")]
    if len(times) > 1:
        return [opening, writer.say("interview", "chooses", moments=writer.phrases.any_of(times))]
    return [f"{opening} {writer.say('interview', 'takes', moment=writer.phrases.moment(times[0]))}"]


def _another_time(writer: _Writer) -> Paragraphs:
    times = proposed(writer.given) or _agreed(writer.given)
    opening = writer.say("interview", "opening")
    if times:
        opening = f"{opening} {writer.say('interview', 'cannot', moments=writer.phrases.any_of(times))}"
    return [opening, writer.say("interview", "another")]


def _agreed(given: DraftInput) -> tuple[datetime, ...]:
    ahead = (one for one in given.application.meetings if one.start > given.now)
    return tuple(sorted(one.start for one in ahead if one.status is InterviewStatus.CONFIRMED))[:1]


# References, and anything else that was asked


def _heads_up(writer: _Writer) -> Paragraphs:
    return [
        writer.say("heads-up", "opening", place=writer.place, position=writer.position),
        *writer.conditions("heads-up"),
        writer.say("heads-up", "ask"),
        writer.say("heads-up", "ending"),
    ]


def _references(writer: _Writer) -> Paragraphs:
    wanted = writer.application.references
    count = min(max(wanted.count or 1, 1), MOST_REFEREES) if wanted else 1
    lines = "\n".join(f"- {writer.say('references', 'one')}" for _ in range(count))
    return [writer.say("references", "opening"), lines, *writer.conditions("references")]


def _answer(writer: _Writer) -> Paragraphs:
    heard = writer.application.last_heard
    key, day = ("opening", writer.phrases.day(heard)) if heard else ("opening_undated", "")
    return [writer.say("answer", key, day=day), writer.say("answer", "slot")]


_BODIES: dict[DraftKind, Callable[[_Writer], Paragraphs]] = {
    DraftKind.THANK_YOU: _thanks,
    DraftKind.FOLLOW_UP: _follow_up,
    DraftKind.TIME: _time,
    DraftKind.QUESTIONS: _questions,
    DraftKind.HEADS_UP: _heads_up,
    DraftKind.INTERVIEW: _interview,
    DraftKind.ANOTHER_TIME: _another_time,
    DraftKind.REFERENCES: _references,
    DraftKind.ANSWER: _answer,
    DraftKind.DECLINE: _decline,
    DraftKind.WITHDRAW: _withdraw,
    DraftKind.IN_WRITING: _in_writing,
}
