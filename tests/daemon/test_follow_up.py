"""The one policy on writing once more: rule by rule, the stories behind it, and a thousand random timelines."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unwatch.application import (
    Application,
    Contact,
    ContactKind,
    Meeting,
    Need,
    NeedKind,
    Offer,
    Outcome,
    Written,
)
from unwatch.follow_up import follow_up
from unwatch_classifiers.business_days import add_business_days
from unwatch_classifiers.records import InterviewStatus, OfferForm, Promise, PromiseKind, Stage

ZONE = ZoneInfo("Europe/Berlin")
FIRST = datetime(2026, 9, 1, 9, tzinfo=UTC)  # a Tuesday, day 0 of every story


def at(day: int) -> datetime:
    return FIRST + timedelta(days=day)


def day(number: int) -> date:
    return at(number).date()


def wrote(number: int, kind: ContactKind = ContactKind.FOLLOW_UP, to: str = "hr@lindale.example") -> Written:
    return Written(at(number), kind, to, f"out-{number}@me.example")


def met(number: int, status: InterviewStatus = InterviewStatus.CONFIRMED) -> Meeting:
    return Meeting(at(number), at(number) + timedelta(hours=1), None, status, f"invitation-{number}@lindale.example")


def promised(by: int, kind: PromiseKind = PromiseKind.DECIDE_BY, begins: int | None = None) -> Promise:
    return Promise("by then", kind, day(by), day(by + 7), day(begins) if begins is not None else None)


INTERVIEWED = Application(1, stage=Stage.INTERVIEWING, meetings=(met(0),), last_heard=at(-3))


def test_after_an_interview_without_a_date_it_is_day_ten_on_a_tuesday_to_thursday() -> None:
    """Day 10 is a Friday, so the note waits until Tuesday (P3)."""
    advice = follow_up(INTERVIEWED, day(1), zone=ZONE)

    assert (advice.sent, advice.not_before) == (0, day(14))
    assert advice.not_before is not None
    assert advice.not_before.strftime("%A") == "Tuesday"


@pytest.mark.parametrize(("interview", "expected"), [(4, 14), (5, 15), (6, 16), (7, 21), (8, 21), (9, 21), (10, 21)])
def test_day_ten_moves_only_forward_to_the_middle_of_the_week(interview: int, expected: int) -> None:
    """A day ten that is already a Tuesday to Thursday stays."""
    application = replace(INTERVIEWED, meetings=(met(interview),))

    assert follow_up(application, day(interview), zone=ZONE).not_before == day(expected)


@pytest.mark.parametrize("kind", [PromiseKind.DECIDE_BY, PromiseKind.CONTACT_BY])
def test_a_promise_blocks_until_five_business_days_after_it(kind: PromiseKind) -> None:
    """Said by Friday the 11th, asked on Friday the 18th at the earliest (P2)."""
    application = replace(INTERVIEWED, promise=promised(10, kind))

    assert follow_up(application, day(3), zone=ZONE).not_before == day(17)


@pytest.mark.parametrize("kind", [PromiseKind.FILLED_BY, PromiseKind.START_BY])
def test_a_date_to_fill_or_to_start_blocks_nothing(kind: PromiseKind) -> None:
    """Somebody in the position by the end of October does not forbid a note in September (P6)."""
    application = replace(INTERVIEWED, promise=promised(60, kind))

    assert follow_up(application, day(3), zone=ZONE).not_before == day(14)


def test_a_promise_that_was_due_before_they_wrote_again_binds_no_more() -> None:
    """After the named day they wrote without naming another: a week after that, the interview's day ten being over."""
    application = replace(INTERVIEWED, promise=promised(10), last_heard=at(20))

    assert follow_up(application, day(21), zone=ZONE).not_before == day(27)


def test_an_interview_after_the_named_day_begins_its_own_ten_days() -> None:
    """A date that had come when they met is no longer what they said."""
    application = replace(INTERVIEWED, promise=promised(10), meetings=(met(0), met(20)))

    assert follow_up(application, day(21), zone=ZONE).not_before == day(30)


@pytest.mark.parametrize("kind", list(ContactKind))
def test_seven_days_lie_between_two_messages_whatever_the_first_was(kind: ContactKind) -> None:
    """An answer or a thank-you of day 13 keeps the follow-up back until day 20 (P4)."""
    application = replace(INTERVIEWED, last_wrote=at(13), written=(wrote(13, kind),))

    assert follow_up(application, day(14), zone=ZONE).not_before == day(20)


def test_seven_days_count_for_the_employer_whoever_was_written_to() -> None:
    """A note to one of two people keeps the note to the other back (C12f)."""
    application = replace(
        INTERVIEWED, contacts=(Contact("A", "a@lindale.example", last_out=at(13)), Contact("B", "b@lindale.example"))
    )

    assert follow_up(application, day(14), zone=ZONE).not_before == day(20)


def test_two_follow_ups_are_all() -> None:
    """After the second it is theirs to move (P5, C12g)."""
    application = replace(INTERVIEWED, written=(wrote(14), wrote(22)))

    advice = follow_up(application, day(60), zone=ZONE)

    assert (advice.sent, advice.not_before, advice.why) == (2, None, "yours is done, theirs to move")


def test_thanks_and_answers_are_no_follow_ups() -> None:
    """Only unprompted messages count against the two."""
    kinds = (ContactKind.APPLICATION, ContactKind.THANK_YOU, ContactKind.ANSWER)
    application = replace(INTERVIEWED, written=tuple(wrote(number + 1, kind) for number, kind in enumerate(kinds)))

    assert follow_up(application, day(4), zone=ZONE).sent == 0


@pytest.mark.parametrize("begins_anew", [{"last_heard": at(30)}, {"meetings": (met(0), met(30))}])
def test_a_new_round_begins_when_they_write_or_meet(begins_anew: dict[str, datetime]) -> None:
    """Follow-ups from before their last word or the last interview are spent no more."""
    application = replace(INTERVIEWED, written=(wrote(14), wrote(22)), **begins_anew)  # type: ignore[arg-type]

    advice = follow_up(application, day(31), zone=ZONE)

    assert advice.sent == 0
    assert advice.not_before is not None


def test_an_application_alone_gets_no_note() -> None:
    """Nothing is offered by default to who has only applied (P7)."""
    application = Application(1, applied=at(0), written=(wrote(0, ContactKind.APPLICATION),), last_heard=at(1))

    assert follow_up(application, day(30), zone=ZONE).not_before is None


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"outcome": Outcome.REJECTED}, "closed"),
        ({"needs": (Need(NeedKind.SCHEDULE, "m@lindale.example", at(3)),)}, "your answer"),
        ({"meetings": (met(0), met(40))}, "interview comes first"),
        ({"rested": at(5)}, "rests"),
        ({"offer": Offer(OfferForm.WRITTEN, at(5))}, "in writing"),
        ({"offer": Offer(OfferForm.TRIAL, at(5))}, "trial"),
    ],
)
def test_nothing_is_to_be_written_where_it_is_over_or_not_their_turn(change: dict[str, object], why: str) -> None:
    """Closed, owed by the person, before an interview, resting, or offered: no day is named, and the reason is."""
    advice = follow_up(replace(INTERVIEWED, **change), day(30), zone=ZONE)  # type: ignore[arg-type]

    assert advice.not_before is None
    assert advice.to is None
    assert why in advice.why


def test_a_settled_need_and_an_old_rest_hold_nothing_back() -> None:
    """What the person has answered, and a rest from before the employer wrote again, are over."""
    settled = Need(NeedKind.REFERENCES, "m@lindale.example", at(3), settled=at(4))
    application = replace(INTERVIEWED, needs=(settled,), rested=at(2), last_heard=at(3), last_wrote=at(4))

    assert follow_up(application, day(5), zone=ZONE).not_before == day(14)


@pytest.mark.parametrize("status", [InterviewStatus.PROPOSED, InterviewStatus.CANCELLED])
def test_a_meeting_that_was_not_confirmed_was_not_held(status: InterviewStatus) -> None:
    """A time that was only proposed, or called off, begins no round."""
    application = replace(INTERVIEWED, meetings=(met(0), met(20, status)))

    assert follow_up(application, day(30), zone=ZONE).not_before == day(14)


def test_a_spoken_offer_may_be_thanked_for_at_once() -> None:
    """One thank-you asks for it in writing; after that the usual rules hold (P12)."""
    spoken = replace(INTERVIEWED, stage=Stage.OFFER, offer=Offer(OfferForm.SPOKEN, at(7)), last_heard=at(7))
    thanked = replace(spoken, written=(wrote(8, ContactKind.THANK_YOU),))

    assert follow_up(spoken, day(8), zone=ZONE).not_before == day(7)
    assert "in writing" in follow_up(spoken, day(8), zone=ZONE).why
    assert follow_up(thanked, day(9), zone=ZONE).not_before == day(15)


def test_a_vague_range_is_asked_about_in_its_first_week_only() -> None:
    """ "Sometime in November" may be asked about when November begins, and else after its end (C6j)."""
    application = replace(INTERVIEWED, promise=promised(90, PromiseKind.CONTACT_BY, begins=61))

    assert follow_up(application, day(40), zone=ZONE).not_before == day(61)
    assert follow_up(application, day(67), zone=ZONE).not_before == day(61)
    assert follow_up(application, day(70), zone=ZONE).not_before == add_business_days(day(90), 5)


def test_once_asked_a_vague_range_is_not_asked_about_again() -> None:
    """The one contact at its beginning is spent by writing it."""
    promise = promised(90, PromiseKind.CONTACT_BY, begins=61)
    application = replace(INTERVIEWED, promise=promise, written=(wrote(62),))

    assert follow_up(application, day(63), zone=ZONE).not_before == add_business_days(day(90), 5)


def test_next_week_is_no_sleeping_range() -> None:
    """A promise for Monday to Friday is not asked about on its Monday."""
    application = replace(INTERVIEWED, promise=promised(10, begins=6))

    assert follow_up(application, day(3), zone=ZONE).not_before == day(17)


def test_a_sleeping_application_is_left_alone() -> None:
    """Until the day that was set nothing is to be written."""
    application = replace(INTERVIEWED, sleeps_until=day(40))

    assert follow_up(application, day(20), zone=ZONE).not_before == day(40)


def test_the_day_is_counted_in_the_persons_zone() -> None:
    """A message sent at 23:30 UTC is tomorrow's in Berlin, and so are the seven days."""
    late = datetime(2026, 9, 22, 23, 30, tzinfo=UTC)

    advice = follow_up(replace(INTERVIEWED, last_wrote=late), date(2026, 9, 24), zone=ZONE)

    assert advice.not_before == date(2026, 9, 30)


def test_without_an_interview_it_is_counted_from_their_last_message() -> None:
    """A screening by mail has no meeting in it; ten days after their word is the same patience."""
    application = Application(1, stage=Stage.SCREENING, applied=at(-20), last_heard=at(0))

    assert follow_up(application, day(1), zone=ZONE).not_before == day(14)


def test_without_any_date_nothing_is_said() -> None:
    """An application that was only told of has no day to count from."""
    assert follow_up(Application(1, stage=Stage.SCREENING), day(0), zone=ZONE).not_before is None


def test_the_second_note_after_a_couple_of_weeks_has_exactly_one_day() -> None:
    """Interview on day 18 with "a couple of weeks", referees asked on 23, a note on 38: day 45, and the last (S06)."""
    application = Application(
        1,
        stage=Stage.REFERENCES,
        meetings=(met(5), met(18)),
        last_heard=at(23),
        promise=promised(32),
        written=(wrote(6, ContactKind.THANK_YOU), wrote(13), wrote(24, ContactKind.ANSWER), wrote(38)),
        last_wrote=at(38),
    )

    advice = follow_up(application, day(41), zone=ZONE)

    assert (advice.sent, advice.not_before, advice.why) == (1, day(45), "a week after your last message")


HR = Contact("Human Resources", "hr@lindale.example", last_in=at(-5), last_out=at(22))
MANAGER = Contact("The Manager", "manager@lindale.example", last_in=at(2), last_out=at(1))


def test_the_note_goes_to_who_answered_last() -> None:
    """Two people were written to, one answered: the next note is for that one, a week after the last (S07, C12c)."""
    application = replace(
        INTERVIEWED,
        contacts=(HR, MANAGER),
        last_heard=at(2),
        promise=promised(60, PromiseKind.FILLED_BY),
        written=(wrote(1, ContactKind.THANK_YOU), wrote(22)),
    )

    advice = follow_up(application, day(24), zone=ZONE)

    assert (advice.sent, advice.not_before, advice.to) == (1, day(29), "manager@lindale.example")


def test_the_other_is_written_to_when_the_first_does_not_answer() -> None:
    """Who owes an answer is not asked again before somebody else is (P9)."""
    asked = replace(MANAGER, last_out=at(22))
    quiet = replace(HR, last_out=None)

    assert follow_up(replace(INTERVIEWED, contacts=(quiet, asked)), day(30), zone=ZONE).to == quiet.address


def test_where_everybody_owes_an_answer_it_is_who_was_left_alone_longest() -> None:
    """Of two who were written to in vain, the one of longer ago."""
    contacts = (replace(MANAGER, last_out=at(22)), replace(HR, last_out=at(14)))

    assert follow_up(replace(INTERVIEWED, contacts=contacts), day(30), zone=ZONE).to == HR.address


@pytest.mark.parametrize("address", ["no-reply@lindale.example", "Do_Not.Reply@ats.example", "noreply+17@ats.example"])
def test_an_address_that_nobody_reads_is_never_written_to(address: str) -> None:
    """The last mail may be a machine's; the note is for a person or for nobody named."""
    machine = Contact("", address, last_in=at(9))

    assert follow_up(replace(INTERVIEWED, contacts=(machine,)), day(10), zone=ZONE).to is None
    assert follow_up(replace(INTERVIEWED, contacts=(machine, MANAGER)), day(10), zone=ZONE).to == MANAGER.address


@pytest.mark.parametrize("end", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_the_ends_of_the_calendar_break_nothing(end: datetime) -> None:
    """A forged mail may name the year 9999; advice is still given."""
    promise = Promise("for ever", PromiseKind.DECIDE_BY, end.date(), end.date(), end.date())
    application = replace(INTERVIEWED, last_heard=end, last_wrote=end, meetings=(replace(met(0), start=end),))

    assert follow_up(application, day(0), zone=ZONE).sent == 0
    assert follow_up(replace(application, promise=promise), day(0), zone=ZONE).sent == 0


DAYS = st.integers(-30, 120)
WRITTEN = st.lists(st.builds(wrote, DAYS, st.sampled_from(ContactKind)), max_size=8).map(tuple)
MEETINGS = st.lists(st.builds(met, DAYS, st.sampled_from(InterviewStatus)), max_size=4).map(tuple)
APPLICATIONS = st.builds(
    Application,
    id=st.just(1),
    stage=st.sampled_from(Stage),
    outcome=st.sampled_from([None, None, None, *Outcome]),
    last_heard=st.none() | DAYS.map(at),
    last_wrote=st.none() | DAYS.map(at),
    promise=st.none() | st.builds(promised, DAYS, st.sampled_from(PromiseKind)),
    contacts=st.lists(
        st.builds(
            Contact, st.just("A"), st.just("a@lindale.example"), st.none() | DAYS.map(at), st.none() | DAYS.map(at)
        ),
        max_size=3,
    ).map(tuple),
    meetings=MEETINGS,
    offer=st.none() | st.builds(Offer, st.sampled_from(OfferForm), DAYS.map(at)),
    written=WRITTEN,
    rested=st.none() | DAYS.map(at),
    sleeps_until=st.none() | DAYS.map(day),
)


@settings(max_examples=1000, deadline=None)
@given(application=APPLICATIONS, today=DAYS)
def test_no_timeline_whatsoever_leads_to_pestering(application: Application, today: int) -> None:
    """Never within 7 days of the last message out, never before a promise and 5 business days, never a third time."""
    advice = follow_up(application, day(today), zone=ZONE)

    assert len(advice.why.split()) <= 12
    if advice.not_before is None:
        return
    outgoing = [one.at for one in application.written] + [at for at in (application.last_wrote,) if at]
    assert all(advice.not_before - moment.astimezone(ZONE).date() >= timedelta(days=7) for moment in outgoing)
    promise = application.promise
    if promise is not None and promise.kind in {PromiseKind.DECIDE_BY, PromiseKind.CONTACT_BY}:
        assert advice.not_before >= add_business_days(promise.by, 5)
    assert advice.sent < 2
    assert application.outcome is None
    assert advice.not_before >= (application.sleeps_until or date.min)


@settings(max_examples=300, deadline=None)
@given(application=APPLICATIONS)
def test_who_writes_whenever_it_is_allowed_writes_twice_at_most(application: Application) -> None:
    """A person who obeys at once, for a year, sends no third message into silence."""
    for today in range(121, 500):
        advice = follow_up(application, day(today), zone=ZONE)
        if advice.not_before is not None and advice.not_before <= day(today):
            application = replace(application, written=(*application.written, wrote(today)), last_wrote=at(today))

    later = [one.at for one in application.written if one.at > at(120)]
    assert len(later) <= 2
    assert all(second - first >= timedelta(days=7) for first, second in pairwise(later))
