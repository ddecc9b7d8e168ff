"""Where an application stands: who moves, what the silence means, and that the history is gone through once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from support.stories import confirmed, day, heard, story, told, verdict
from support.stories import message as mail
from unwatch.application import Application
from unwatch.events import Event, Instruction
from unwatch.ledger import Ledger
from unwatch.replay import replay
from unwatch.report import report
from unwatch.rhythm import Rhythm
from unwatch.standing import silent_since, standing
from unwatch.waits import Past, past
from unwatch.week import Person, week
from unwatch_classifiers.delays import Answer, Wait
from unwatch_classifiers.facts.keys import run_together
from unwatch_classifiers.records import Label, OfferForm, SilenceState
from unwatch_classifiers.silence import History

ZONE = ZoneInfo("Europe/London")
APPLIED = heard(Label.ACKNOWLEDGEMENT, 0, robot=True)
INVITED = heard(Label.SCHEDULING, 2, interviews=(confirmed(5),), robot=True)
QUICK = History(interview=(Wait(2, Answer.POSITIVE), Wait(3, Answer.NEGATIVE)) * 10)


def test_without_a_history_the_common_waits_decide() -> None:
    """The old call is the same as one with nothing known."""
    application = story(APPLIED, INVITED)

    assert standing(application, day(20), ZONE) == standing(application, day(20), ZONE, Past(History(), {}))


def test_the_persons_own_history_decides_with_the_common_waits() -> None:
    """Where answers came within three days, 25 days after an interview are later than most."""
    application = story(APPLIED, INVITED)

    common, own = standing(application, day(30), ZONE), standing(application, day(30), ZONE, Past(QUICK, {}))

    assert common.silence is not None
    assert own.silence is not None
    assert common.silence.state is SilenceState.AS_EXPECTED
    assert own.silence.state is SilenceState.LATER_THAN_MOST
    assert own.silence.days == common.silence.days == 25


def test_what_the_employer_took_before_decides_too() -> None:
    """The same house answered within three days, twenty times."""
    application = replace(story(APPLIED, INVITED), company="Harbor")
    employers = {frozenset({run_together("Harbor")}): QUICK}

    judged = standing(application, day(22), ZONE, Past(History(), employers)).silence

    assert judged is not None
    assert judged.state is SilenceState.LATER_THAN_MOST


def test_an_interview_makes_it_an_interviews_silence() -> None:
    """After the interview it is counted from there, whatever stage the mails had named."""
    application = story(APPLIED, INVITED)

    assert silent_since(application, day(20)) == application.meetings[0].end
    judged = standing(application, day(20), ZONE).silence
    assert judged is not None
    assert judged.usual_by == day(5).date() + timedelta(days=46)


def test_who_has_something_to_do_is_not_in_silence() -> None:
    """Nor is an application that has ended, or one with an interview to come."""
    asked = heard(Label.INFORMATION_REQUEST, 2, wants_answer=True)
    ahead = heard(Label.SCHEDULING, 2, interviews=(confirmed(50),), robot=True)

    assert standing(story(APPLIED, asked), day(20), ZONE, Past(QUICK, {})).waiting_on == "you"
    assert standing(story(APPLIED, heard(Label.REJECTION, 9)), day(20), ZONE).waiting_on is None
    for application in (
        story(APPLIED, asked),
        story(APPLIED, heard(Label.REJECTION, 9)),
        story(APPLIED, ahead),
        Application(1),
    ):
        assert standing(application, day(20), ZONE, Past(QUICK, {})).silence is None


def test_what_the_person_put_to_rest_rests_from_that_day() -> None:
    """Whatever is usual."""
    judged = standing(story(APPLIED, INVITED, told(Instruction.REST, 10)), day(12), ZONE, Past(QUICK, {})).silence

    assert judged is not None
    assert (judged.state, judged.rests_from) == (SilenceState.RESTING, day(10).date())


def test_another_name_of_the_employer_tells_its_sector() -> None:
    """A brand of a university is waited for like one."""
    plain = replace(story(APPLIED), company="Wren Institute")
    brand = replace(plain, aliases=("University of Lindale",))

    common, slower = (standing(one, day(20), ZONE).silence for one in (plain, brand))

    assert common is not None and slower is not None
    assert slower.usual_by > common.usual_by


def test_the_end_of_the_calendar_breaks_nothing() -> None:
    """A mail of the year 9999 is one like any other, east of Greenwich too."""
    application = Application(1, applied=datetime.max.replace(tzinfo=UTC))

    judged = standing(application, day(0), ZoneInfo("Asia/Tokyo")).silence

    assert judged is not None
    assert judged.usual_by == date.max


def filled(count: int) -> Ledger:
    """A ledger with so many applications, every other one rejected after three days."""
    ledger = Ledger(None)
    for number in range(count):
        application = ledger.stories.begin(day(0))
        events = [
            heard(Label.ACKNOWLEDGEMENT, number, company=f"Company {number}", robot=True, message_id=f"{number}-a"),
            heard(Label.REJECTION, number + 3, message_id=f"{number}-b"),
        ]
        for event in events[: 1 + number % 2]:
            ledger.stories.append(application, event.at, event.payload, now=event.at)
    return ledger


def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many applications were gone through, each time that the history was asked for."""
    asked: list[int] = []

    def counting(stories: Iterable[tuple[Application, Iterable[Event]]], now: datetime, zone: ZoneInfo) -> Past:
        given = list(stories)
        asked.append(len(given))
        return past(given, now, zone)

    monkeypatch.setattr("unwatch.week.past", counting)
    return asked


def test_a_letter_goes_through_the_history_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """And tells every application by it: what was quick so far is expected sooner."""
    asked = counted(monkeypatch)
    ledger = filled(60)

    given = week(ledger, Person(ZONE), since=day(60), due=day(67), next_letter=day(74))

    usual = {
        one.application.id: (one.silence.usual_by - one.application.applied.date()).days
        for one in given.applications
        if one.silence is not None and one.application.applied is not None
    }
    assert asked == [60]
    assert len(usual) == 30
    assert set(usual.values()) != {116}


def test_a_report_goes_through_the_history_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its dates are those of the letter that it holds."""
    asked = counted(monkeypatch)
    read: list[Any] = []
    for number in range(12):
        company = f"Company {number}"
        read.append(
            (mail(f"a{number}", number, subject=f"Receipt {number}"), verdict(Label.ACKNOWLEDGEMENT, company=company))
        )
    rhythm = Rhythm(zone=ZONE)

    replayed = replay(read, frozenset(["me@example.org"]), as_of=day(20), rhythm=rhythm)
    told_in_letter = {one.application.id: one.silence for one in replayed.given.applications}
    asked.clear()
    reported = report(replayed, day(20), rhythm)["applications"]

    assert len(asked) == 1
    assert reported
    for one in reported:
        in_letter = told_in_letter[one["id"]]
        assert in_letter is not None
        assert one["silence"]["usual_by"] == in_letter.usual_by.isoformat()


def test_a_spoken_offer_whose_start_moved_twice_rests_four_weeks_after_their_last_word() -> None:
    """After the second move it is treated as open, however far off the day is that they named (letter.md C2g, S02)."""
    starts = [date(2026, 5, 4), date(2026, 6, 1), date(2026, 9, 7)]
    offers = [
        heard(Label.OFFER, 7 * week, starts=start, offer_form=OfferForm.SPOKEN, message_id=f"{week}")
        for week, start in enumerate(starts)
    ]
    once, twice = (replace(story(*offers[:count]), needs=()) for count in (2, 3))

    def at(application: Application, number: float) -> SilenceState | None:
        judged = standing(application, day(number), ZONE).silence
        return judged.state if judged else None

    assert at(twice, 14 + 27) is not SilenceState.RESTING
    assert at(twice, 14 + 28) is SilenceState.RESTING
    assert at(once, 7 + 28) is not SilenceState.RESTING
