"""The person's own waits out of their stories: what ends one, what does not, and what an employer's past is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.stories import calendar, confirmed, day, heard, told, wrote
from unwatch.application import Application, Outcome
from unwatch.events import Corrected, Event, Instruction
from unwatch.transitions import fold
from unwatch.waits import Past, local_day, past, sector
from unwatch_classifiers.delays import APPLIED, INTERVIEW, Answer, Wait
from unwatch_classifiers.own import Stance
from unwatch_classifiers.records import Label
from unwatch_classifiers.silence import History

ZONE = ZoneInfo("Europe/London")
RECEIPT = heard(Label.ACKNOWLEDGEMENT, 0, robot=True)


def known(*stories: tuple[Event, ...], on: float = 40) -> Past:
    """What is known on that day of these applications."""
    return past([(fold(number, events), events) for number, events in enumerate(stories, 1)], day(on), ZONE)


def history(*events: Event, on: float = 40) -> History:
    return known(events, on=on).history


def applied(*events: Event, on: float = 40) -> tuple[Wait, ...]:
    return history(*events, on=on).applied


@pytest.mark.parametrize(
    ("answer", "ended"),
    [
        (heard(Label.REJECTION, 9), Answer.NEGATIVE),
        (heard(Label.REJECTION, 9, robot=True), Answer.NEGATIVE),
        (heard(Label.SCHEDULING, 9), Answer.POSITIVE),
        (heard(Label.SCHEDULING, 9, robot=True), Answer.POSITIVE),
        (heard(Label.ASSESSMENT, 9, robot=True), Answer.POSITIVE),
        (heard(Label.REFERENCE_REQUEST, 9), Answer.POSITIVE),
        (heard(Label.OFFER, 9), Answer.POSITIVE),
        (heard(Label.INFORMATION_REQUEST, 9), Answer.POSITIVE),
        (heard(Label.STATUS_UPDATE, 9), Answer.POSITIVE),
        (heard(Label.OTHER, 9, wants_answer=True), Answer.POSITIVE),
        (heard(Label.OTHER, 9, interviews=(confirmed(20),)), Answer.POSITIVE),
    ],
)
def test_an_answer_ends_the_wait_after_applying(answer: Event, ended: Answer) -> None:
    """A word that moves the application, or that a person wrote of it, is an answer."""
    assert applied(RECEIPT, answer) == (Wait(9, ended),)


@pytest.mark.parametrize(
    "word",
    [
        heard(Label.ACKNOWLEDGEMENT, 9, robot=True),
        heard(Label.ACKNOWLEDGEMENT, 9),
        heard(Label.STATUS_UPDATE, 9, robot=True),
        heard(Label.INFORMATION_REQUEST, 9, robot=True),
        heard(Label.OTHER, 9),
        heard(Label.OTHER, 9, robot=True, wants_answer=True),
        heard(Label.OUTREACH, 9),
        wrote(9),
        told(Instruction.NOTE, 9, text="they seemed kind"),
    ],
)
def test_a_receipt_a_robot_and_other_mail_are_no_answer(word: Event) -> None:
    """Nobody has read the application; the wait runs on."""
    assert applied(RECEIPT, word) == (Wait(40, Answer.RUNNING),)


def test_only_the_first_answer_ends_the_wait_and_counts_once() -> None:
    """An invitation after nine days and a rejection after thirty are one wait after applying."""
    assert applied(RECEIPT, heard(Label.SCHEDULING, 9), heard(Label.REJECTION, 30)) == (Wait(9, Answer.POSITIVE),)


def test_the_wait_begins_when_they_applied_and_not_with_the_receipt() -> None:
    """The day of the person's own mail is known where it was sent by mail."""
    waits = applied(wrote(0, applies=True), heard(Label.ACKNOWLEDGEMENT, 3, robot=True), heard(Label.REJECTION, 10))

    assert waits == (Wait(10, Answer.NEGATIVE),)


def test_who_was_written_to_first_has_not_waited_after_applying() -> None:
    """An application that an employer's invitation began has no day of applying."""
    assert applied(heard(Label.SCHEDULING, 3)) == ()


def test_a_wait_that_runs_is_never_taken_for_never() -> None:
    """Up to the horizon it runs, from the day after it nobody answers any more."""
    assert applied(RECEIPT, on=APPLIED.horizon) == (Wait(180, Answer.RUNNING),)
    assert applied(RECEIPT, on=APPLIED.horizon + 1) == (Wait(181, Answer.NEVER),)


def test_an_employer_of_a_slow_sector_is_waited_for_twice_as_long() -> None:
    """Its wait runs to twice the horizon, and teaches at its own pace."""
    receipt = heard(Label.ACKNOWLEDGEMENT, 0, company="City of Lindale")

    assert applied(receipt, on=300) == (Wait(300, Answer.RUNNING, pace=2.0),)
    assert applied(receipt, on=361) == (Wait(361, Answer.NEVER, pace=2.0),)
    assert applied(receipt, heard(Label.REJECTION, 50), on=60) == (Wait(50, Answer.NEGATIVE, pace=2.0),)


@pytest.mark.parametrize(
    "end",
    [
        told(Instruction.REST, 20),
        told(Instruction.CLOSE, 20, outcome=Outcome.WITHDRAWN),
        wrote(20, stance=Stance.WITHDRAWS),
    ],
)
def test_what_the_person_put_to_rest_or_gave_up_was_never_answered(end: Event) -> None:
    """They wait no longer."""
    assert [wait.answer for wait in applied(RECEIPT, end)] == [Answer.NEVER]


@pytest.mark.parametrize(
    "end", [wrote(20, stance=Stance.WITHDRAWS), told(Instruction.CLOSE, 20, outcome=Outcome.WITHDRAWN)]
)
def test_a_rejection_of_somebody_who_gave_it_up_is_no_answer(end: Event) -> None:
    """It says nothing of how long they take to decide; an invitation all the same would."""
    assert [wait.answer for wait in applied(RECEIPT, end, heard(Label.REJECTION, 21))] == [Answer.NEVER]
    assert applied(RECEIPT, end, heard(Label.SCHEDULING, 21)) == (Wait(21, Answer.POSITIVE),)


def test_an_answer_that_comes_after_they_put_it_to_rest_is_one() -> None:
    """It came after sixty days, and that is how long this took."""
    assert applied(RECEIPT, told(Instruction.REST, 20), heard(Label.REJECTION, 60), on=70) == (
        Wait(60, Answer.NEGATIVE),
    )


INVITED = (RECEIPT, heard(Label.SCHEDULING, 2, interviews=(confirmed(5),)))


def test_the_wait_after_an_interview_is_to_the_next_word() -> None:
    """Of an interview on day 5, with an update on day 14, nine days; and the wait after applying is its own."""
    waits = history(*INVITED, heard(Label.STATUS_UPDATE, 14), heard(Label.REJECTION, 30))

    assert waits == History((Wait(2, Answer.POSITIVE),), (Wait(9, Answer.POSITIVE),))


def test_each_round_has_a_wait_of_its_own() -> None:
    """Two interviews with a word after each are two waits."""
    waits = history(
        *INVITED,
        heard(Label.SCHEDULING, 11, interviews=(confirmed(15),), message_id="second@harbor.example"),
        heard(Label.REJECTION, 19),
    )

    assert waits.interview == (Wait(6, Answer.POSITIVE), Wait(4, Answer.NEGATIVE))


def test_of_two_interviews_in_a_row_the_second_begins_the_wait() -> None:
    """One word cannot end two waits."""
    calls = heard(Label.SCHEDULING, 2, calendar=(calendar(5), calendar(7, uid="uid-2")))

    assert history(RECEIPT, calls, heard(Label.REJECTION, 12)).interview == (Wait(5, Answer.NEGATIVE),)


def test_an_interview_that_lies_ahead_or_was_not_agreed_is_not_waited_after() -> None:
    """Nor one that was called off."""
    ahead = heard(Label.SCHEDULING, 2, calendar=(calendar(50),))
    called_off = heard(Label.SCHEDULING, 3, calendar=(calendar(5, method="CANCEL", sequence=1),))

    assert history(RECEIPT, ahead).interview == ()
    assert history(RECEIPT, heard(Label.SCHEDULING, 2, calendar=(calendar(5),)), called_off).interview == ()


def test_after_an_interview_too_a_wait_runs_to_the_horizon() -> None:
    """Ninety days after it nobody answers any more."""
    assert history(*INVITED, on=5 + INTERVIEW.horizon).interview == (Wait(90, Answer.RUNNING),)
    assert history(*INVITED, on=6 + INTERVIEW.horizon).interview == (Wait(91, Answer.NEVER),)


def test_who_was_met_without_an_answer_in_the_mailbox_was_answered_on_a_day_not_known() -> None:
    """The wait after applying is left out where an interview shows that it ended, and no mail shows when."""
    invitation = heard(Label.OTHER, 2, calendar=(calendar(5),), robot=True)

    assert history(RECEIPT, invitation, heard(Label.REJECTION, 9)) == History((), (Wait(4, Answer.NEGATIVE),))


def test_what_comes_later_is_not_known_yet() -> None:
    """A letter of day 8 knows nothing of day 9."""
    assert applied(RECEIPT, heard(Label.STATUS_UPDATE, 9), on=8) == (Wait(8, Answer.RUNNING),)
    assert applied(RECEIPT, on=-1) == ()


def test_what_the_person_corrected_counts_as_they_say() -> None:
    """A rejection that they took out of the story is no answer."""
    rejection = heard(Label.REJECTION, 9)
    taken_out = Event(10**6, day(10), Corrected(rejection.id, stands=False))

    assert applied(RECEIPT, rejection, taken_out) == (Wait(40, Answer.RUNNING),)


def test_days_are_those_of_the_persons_calendar() -> None:
    """From 23:30 to 00:30 it is a day in London, and none in New York."""
    late = replace(RECEIPT, at=datetime(2026, 3, 2, 23, 30, tzinfo=UTC))
    soon = replace(heard(Label.REJECTION, 1), at=datetime(2026, 3, 3, 0, 30, tzinfo=UTC))
    events = (late, soon)

    for zone, days in (("Europe/London", 1), ("America/New_York", 0)):
        waits = past([(fold(1, events), events)], day(40), ZoneInfo(zone)).history.applied
        assert waits == (Wait(days, Answer.NEGATIVE),)


def test_the_end_of_the_calendar_keeps_its_own_day() -> None:
    """A forged mail may be dated where no other zone has a day for it."""
    end = datetime.max.replace(tzinfo=UTC)

    assert local_day(end, ZoneInfo("Asia/Tokyo")) == end.date()


def of(company: str | None, days: float, number: int) -> tuple[Event, ...]:
    """An application that this employer rejected after so many days."""
    return (
        heard(Label.ACKNOWLEDGEMENT, number, company=company, robot=True, message_id=f"{number}-a@lindale.example"),
        heard(Label.REJECTION, number + days, message_id=f"{number}-b@lindale.example"),
    )


def asked(company: str | None, *aliases: str) -> Application:
    return Application(99, company=company, aliases=aliases)


STORIES = (of("Harbor Health", 4, 1), of("harbor health ltd", 6, 2), of("Northwind", 20, 3), of(None, 9, 4))


@pytest.mark.parametrize(
    ("company", "days"),
    [("Harbor Health", (4, 6)), ("Northwind", (20,)), (None, ())],
)
def test_an_employers_past_are_its_earlier_answers(company: str | None, days: tuple[int, ...]) -> None:
    """However its name is spelt; one that is not named has none."""
    number = {"Harbor Health": 1, "Northwind": 3, None: 4}[company]
    remembered = known(*STORIES)

    assert tuple(wait.days for wait in remembered.of_employer(fold(number, STORIES[number - 1])).applied) == days


def test_an_employers_past_is_found_by_its_other_names() -> None:
    """A brand and its parent are one employer, and no answer counts twice for being found twice."""
    stories = [(fold(number, events), events) for number, events in enumerate(STORIES, 1)]
    brand = asked("Wren Clinics", "Harbor Health", "Harborhealth", "Northwind")
    remembered = past([*stories, (brand, ())], day(40), ZONE)

    assert sorted(wait.days for wait in remembered.of_employer(brand).applied) == [4, 6, 20]


def test_an_employers_past_holds_only_what_it_answered() -> None:
    """A wait that runs there is the one that is judged."""
    remembered = known(of("Harbor Health", 4, 1), of("Harbor Health", 30, 20)[:1])

    assert remembered.of_employer(asked("Harbor Health")).applied == (Wait(4, Answer.NEGATIVE),)
    assert Wait(20, Answer.RUNNING) in remembered.history.applied


def test_of_an_employers_past_the_newest_answers_count() -> None:
    """Whoever applied forty times through one agency is judged by its last twenty answers."""
    remembered = known(*(of("Harbor Health", 1 if number < 20 else 5, number) for number in range(40)), on=60)

    assert remembered.of_employer(asked("Harbor Health")).applied == (Wait(5, Answer.NEGATIVE),) * 20
    assert len(remembered.history.applied) == 40


def test_the_sector_is_told_by_any_of_the_names() -> None:
    """A brand of a university is one of its houses."""
    assert sector(asked("Wren Institute", "University of Lindale")) == "university"
    assert sector(asked("Harbor Health")) is None


LABELS = st.sampled_from(Label)
MAILS = st.lists(st.tuples(LABELS, st.integers(0, 300), st.booleans()), max_size=8)


@settings(deadline=None)
@given(mails=MAILS, meetings=st.lists(st.integers(1, 250), max_size=3, unique=True), on=st.integers(0, 400))
def test_whatever_happened_no_answer_ends_two_waits(
    mails: list[tuple[Label, int, bool]], meetings: list[int], on: int
) -> None:
    """There is one wait after applying at most, and after interviews no more than interviews, and none is negative."""
    events = [
        replace(heard(label, at, robot=robot, message_id=f"{number}@harbor.example"), id=number)
        for number, (label, at, robot) in enumerate(mails)
    ]
    events += [
        replace(heard(Label.SCHEDULING, 0, calendar=(calendar(at, uid=f"uid-{at}"),)), id=1000 + at) for at in meetings
    ]
    waits = history(*events, on=on)
    ends = [wait for wait in waits.interview if wait.answer in {Answer.POSITIVE, Answer.NEGATIVE}]

    assert len(waits.applied) <= 1
    assert len(waits.interview) <= len(meetings)
    assert len(ends) <= len(mails) + 1
    assert all(wait.days >= 0 for wait in (*waits.applied, *waits.interview))
    assert sum(wait.answer is Answer.RUNNING for wait in waits.interview) <= 1


def test_an_accepted_offer_ends_all_waiting() -> None:
    """What was not answered before is never waited for again."""
    story = fold(1, INVITED)
    accepted = replace(story, outcome=Outcome.ACCEPTED, outcome_at=day(9) + timedelta(hours=1))

    assert past([(accepted, INVITED)], day(40), ZONE).history.interview == (Wait(35, Answer.NEVER),)
