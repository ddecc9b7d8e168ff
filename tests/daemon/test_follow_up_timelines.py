"""A thousand lives of an application: whatever came and went, nobody is told to write too soon or too often."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.stories import calendar, confirmed, day, heard, proposed, wrote
from unwatch.application import Application, ContactKind
from unwatch.events import AnyPayload, Applied, Event, Instruction, Received, Sent, Told
from unwatch.follow_up import follow_up
from unwatch.letter.records import FollowUp
from unwatch.transitions import fold
from unwatch_classifiers.business_days import add_business_days
from unwatch_classifiers.own import Stance
from unwatch_classifiers.records import Address, Facts, InterviewStatus, Label, OfferForm, Promise, PromiseKind

pytestmark = pytest.mark.thorough

ZONE = ZoneInfo("Europe/Berlin")
PEOPLE = (Address("Ada Okafor", "ada@okafor.example"), Address("Hiring", "jobs@okafor.example"))
LAST = 90
REGULAR = range(0, LAST + 50, 4)
WEEK = timedelta(days=7)
SLEEPING_RANGE = timedelta(days=14)  # a span so wide is asked about when it begins (letter.md C6j)
BLOCKING = {PromiseKind.DECIDE_BY, PromiseKind.CONTACT_BY}


def timeline(seed: int, length: int) -> tuple[Event, ...]:
    """So many things that happened to an application in a quarter of a year."""
    chance = Random(seed)
    hours = sorted(chance.sample(range(LAST * 24), length))
    return tuple(Event(number, day(hour / 24), _payload(chance, hour / 24)) for number, hour in enumerate(hours))


TIMELINES = st.builds(timeline, st.integers(0, 2**48), st.integers(1, 12))


def _payload(chance: Random, on: float) -> AnyPayload:
    if chance.random() < 0.5:
        return _mail(chance, on)
    if chance.random() < 0.7:
        return _own(chance, on)
    if chance.random() < 0.8:
        when = day(on + chance.randrange(30)).date()
        return Told(chance.choice(list(Instruction)), when=chance.choice([None, when]), promise=_promise(chance, on))
    return Applied()


def _mail(chance: Random, on: float) -> Received:
    ahead = on + chance.randrange(-5, 20)
    labels = [*Label, *[Label.SCHEDULING] * 4, *[Label.STATUS_UPDATE] * 2]
    facts = Facts(
        interviews=tuple(make(ahead) for make in chance.choice([[], [proposed], [confirmed], [confirmed]])),
        promise=chance.choice([None, None, _promise(chance, on)]),
        offer_form=chance.choice(list(OfferForm)),
        wants_answer=chance.random() < 0.2,
    )
    return Received(
        message_id=f"in-{on}@okafor.example",
        label=chance.choice(labels),
        confidence=0.9,
        facts=facts,
        sender=chance.choice(PEOPLE),
        calendar=(calendar(ahead),) if chance.random() < 0.3 else (),
        robot=chance.random() < 0.2,
    )


def _own(chance: Random, on: float) -> Sent:
    to = chance.choice([PEOPLE[:1], PEOPLE[1:], PEOPLE])
    stance = chance.choice([None] * 12 + list(Stance))
    return Sent(f"out-{on}@example.org", to, chance.random() < 0.1, chance.random() < 0.3, stance)


def _promise(chance: Random, on: float) -> Promise:
    by = day(on + chance.randrange(-5, 60)).date()
    begins = by - timedelta(days=chance.randrange(40))
    return Promise("by then", chance.choice(list(PromiseKind)), by, by + WEEK, chance.choice([None, begins]))


@dataclass(frozen=True, slots=True)
class Day:
    """The end of a day: what had happened by then, how the application stood, and what was advised."""

    today: date
    events: tuple[Event, ...]
    application: Application
    advice: FollowUp


def days_of(events: tuple[Event, ...]) -> Iterator[Day]:
    """The days of a life on which something happened, the days after these, and every fourth, the last weeks too."""
    eventful = {local(event.at) for event in events}
    shown = eventful | {one + timedelta(days=1) for one in eventful} | {day(number).date() for number in REGULAR}
    known: tuple[Event, ...] = ()
    application = Application(1)
    for today in sorted(shown):
        by_now = tuple(event for event in events if local(event.at) <= today)
        if by_now != known:
            known, application = by_now, fold(1, by_now)
        yield Day(today, known, application, follow_up(application, today, zone=ZONE))


def local(moment: datetime) -> date:
    """The day of a moment, where the person lives."""
    return moment.astimezone(ZONE).date()


def contacts_of(events: tuple[Event, ...]) -> list[date]:
    """The days on which the person was in touch with anybody there, by whatever way."""
    return [local(event.at) for event in events if _is_contact(event.payload)]


def _is_contact(payload: AnyPayload) -> bool:
    return isinstance(payload, Sent) or (isinstance(payload, Told) and payload.instruction is Instruction.SENT)


@settings(max_examples=1000, deadline=None)
@given(events=TIMELINES)
def test_nothing_is_allowed_within_a_week_of_the_last_contact(events: tuple[Event, ...]) -> None:
    """Whoever there was written to, in whatever matter, and by post too (P4, C12f, A1b, A2a)."""
    for one in days_of(events):
        last = max(contacts_of(one.events), default=date.min)
        assert one.advice.not_before is None or one.advice.not_before - last >= WEEK


@settings(max_examples=1000, deadline=None)
@given(events=TIMELINES)
def test_nothing_is_allowed_before_the_day_they_named_and_five_business_days(events: tuple[Event, ...]) -> None:
    """But once when a span of weeks begins, if nothing was written in it (P2, A2b, C6j)."""
    for one in days_of(events):
        promise, not_before = one.application.promise, one.advice.not_before
        if promise is None or promise.kind not in BLOCKING or not_before is None:
            continue
        asked = promise.begins is not None and any(promise.begins <= each for each in contacts_of(one.events))
        spans = promise.begins is not None and promise.by - promise.begins >= SLEEPING_RANGE and not asked
        earliest = promise.begins if spans and promise.begins else add_business_days(promise.by, 5)
        assert not_before >= earliest


@settings(max_examples=1000, deadline=None)
@given(events=TIMELINES)
def test_nothing_is_allowed_where_it_is_closed_owed_or_spent(events: tuple[Event, ...]) -> None:
    """To one that has ended, while they wait for the person's answer, or a third time into silence (P5, A2c)."""
    for one in days_of(events):
        if one.advice.not_before is not None:
            assert one.application.outcome is None
            assert all(need.settled is not None for need in one.application.needs)
            assert len(spent(one)) < 2


def spent(one: Day) -> list[datetime]:
    """The follow-ups since they last wrote or met."""
    ends = [each.end or each.start for each in one.application.meetings if each.status is InterviewStatus.CONFIRMED]
    met = [end for end in ends if local(end) <= one.today]
    theirs = [event.at for event in one.events if isinstance(event.payload, Received)]
    begun = max([*met, *theirs], default=None)
    notes = (each.at for each in one.application.written if each.kind is ContactKind.FOLLOW_UP)
    return [at for at in notes if begun is None or at > begun]


@settings(max_examples=1000, deadline=None)
@given(events=TIMELINES)
def test_where_nothing_happened_the_day_never_moves_closer(events: tuple[Event, ...]) -> None:
    """And where there was none, one comes only by an interview that is over."""
    for before, one in pairwise(days_of(events)):
        if before.events != one.events or one.advice.not_before is None:
            continue
        ended = any(before.today < local(each.end or each.start) <= one.today for each in one.application.meetings)
        assert ended if before.advice.not_before is None else one.advice.not_before >= before.advice.not_before


@settings(max_examples=200, deadline=None)
@given(events=TIMELINES)
def test_who_writes_whenever_it_is_allowed_never_pesters(events: tuple[Event, ...]) -> None:
    """A week lies before each of their notes, and of three in a row the employer has spoken in between."""
    lived: tuple[Event, ...] = ()
    application = Application(1)
    notes: list[date] = []
    for number in range(LAST + 50):
        today = day(number).date()
        new = tuple(event for event in events if local(event.at) == today)
        if new:
            lived, application = (*lived, *new), fold(1, (*lived, *new))
        advice = follow_up(application, today, zone=ZONE)
        if advice.not_before is not None and advice.not_before <= today:
            assert all(today - each >= WEEK for each in contacts_of(lived))
            notes.append(today)
            assert len([each for each in notes if each > last_word(lived, application, today)]) <= 2
            at = datetime.combine(today, time(22), ZONE)
            note = Sent(f"note-{number}@example.org", PEOPLE[number % 2 : number % 2 + 1])
            lived = (*lived, Event(1000 + number, at, note))
            application = fold(1, lived)


def last_word(events: tuple[Event, ...], application: Application, today: date) -> date:
    """The last day on which the employer wrote, or met the person."""
    words = [local(event.at) for event in events if isinstance(event.payload, Received)]
    met = [local(each.end or each.start) for each in application.meetings]
    return max([*words, *(each for each in met if each <= today)], default=date.min)


@pytest.mark.parametrize("other", PEOPLE)
def test_a_robots_receipt_of_a_note_gives_back_no_note(other: Address) -> None:
    """A machine that answers every note with a receipt makes no weekly habit of it (A2c, P5)."""
    receipt = {"robot": True, "sender": Address("", "no-reply@okafor.example")}
    story = (
        heard(Label.SCHEDULING, -5, interviews=(confirmed(0),), sender=other),
        wrote(14),
        heard(Label.ACKNOWLEDGEMENT, 14.1, **receipt),
        wrote(22),
        heard(Label.ACKNOWLEDGEMENT, 22.1, **receipt),
    )

    advice = follow_up(fold(1, story), day(30).date(), zone=ZONE)

    assert (advice.sent, advice.not_before) == (2, None)
