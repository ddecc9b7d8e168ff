"""What is passed on at once, what in the morning, and what waits for the letter (DESIGN, section 4)."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from support.stories import confirmed, day, heard, story, verdict, wrote
from unwatch.application import Application
from unwatch.letter.records import Way
from unwatch.urgent import Urgency, urgency
from unwatch_classifiers.own import Stance
from unwatch_classifiers.records import Label, OfferForm, Verdict

LONDON = ZoneInfo("Europe/London")
KNOWN = story(heard(Label.ACKNOWLEDGEMENT, 0))


def decide(
    given: Verdict, application: Application | None = KNOWN, letter_in: float = 4, *, plain: bool = True
) -> Urgency:
    letter = day(1 + letter_in)
    return urgency(given, "m", application, now=day(1), next_letter=letter, zone=LONDON, plain=plain)


@pytest.mark.parametrize("label", [Label.SCHEDULING, Label.REFERENCE_REQUEST, Label.OFFER, Label.ASSESSMENT])
def test_what_cannot_wait_is_passed_on_at_once(label: Label) -> None:
    """These four reach the person whatever day it is, also from an employer that is not known yet."""
    assert decide(verdict(label)).way is Way.AT_ONCE
    assert decide(verdict(label), application=None).way is Way.AT_ONCE


@pytest.mark.parametrize("label", [Label.REJECTION, Label.ACKNOWLEDGEMENT])
def test_what_can_wait_never_interrupts(label: Label) -> None:
    """Not even when it asks something or names a date."""
    assert decide(verdict(label, wants_answer=True, deadline=day(2))).way is Way.LETTER


def test_ordinary_mail_never_interrupts() -> None:
    """A dentist who asks for an answer is not passed on."""
    assert decide(verdict(Label.OTHER, wants_answer=True), application=None).way is Way.LETTER


def test_what_sounds_like_outreach_but_belongs_to_an_application_is_passed_on_if_it_asks() -> None:
    """A recruiter who names a time is no stranger where one has applied."""
    assert decide(verdict(Label.OUTREACH, wants_answer=True)).way is Way.AT_ONCE
    assert decide(verdict(Label.OUTREACH)).way is Way.LETTER
    assert decide(verdict(Label.OUTREACH, wants_answer=True), application=None).way is Way.LETTER


def test_a_stranger_who_is_not_plainly_an_employer_does_not_interrupt() -> None:
    """The mail is shown in the letter as it is; that of a known employer is passed on all the same."""
    invited = verdict(Label.SCHEDULING)

    assert decide(invited, application=None, plain=False).way is Way.LETTER
    assert decide(invited, plain=False).way is Way.AT_ONCE


def test_an_answer_wanted_before_the_letter_is_passed_on_at_once() -> None:
    """A deadline that falls before the next letter cannot wait for it."""
    assert decide(verdict(Label.INFORMATION_REQUEST, wants_answer=True, deadline=day(3))).way is Way.AT_ONCE
    assert decide(verdict(Label.INFORMATION_REQUEST, wants_answer=True, deadline=day(9))).way is Way.LETTER


def test_an_answer_wanted_without_a_date_comes_next_morning_if_the_letter_is_far() -> None:
    """Three days is the line (letter.md C6d)."""
    asked = verdict(Label.STATUS_UPDATE, wants_answer=True)

    assert decide(asked, letter_in=4).way is Way.NEXT_MORNING
    assert decide(asked, letter_in=2).way is Way.LETTER


def test_mail_of_a_known_employer_that_cannot_be_placed_is_passed_on_if_it_asks_or_dates() -> None:
    """When in doubt, pass it on (letter.md S15)."""
    assert decide(verdict(Label.OTHER, wants_answer=True)).way is Way.AT_ONCE
    assert decide(verdict(Label.OTHER, interviews=(confirmed(4),))).way is Way.AT_ONCE
    assert decide(verdict(Label.OTHER)).way is Way.LETTER


def test_what_the_person_has_answered_already_is_not_passed_on() -> None:
    """Mail that is read late and was answered meanwhile would be a false alarm."""
    answered = story(heard(Label.ASSESSMENT, 1, message_id="m"), wrote(2))

    assert decide(verdict(Label.ASSESSMENT), application=answered).way is Way.LETTER


def test_the_first_time_named_is_what_quiet_hours_must_yield_to() -> None:
    """An interview early next morning goes through the night."""
    soon = confirmed(1.5)

    assert decide(verdict(Label.SCHEDULING, interviews=(soon,))).falls_due == soon.start
    assert decide(verdict(Label.OFFER)).falls_due is None
    assert soon.start - day(1) == timedelta(hours=12)


def test_what_is_wanted_on_the_day_of_the_letter_does_not_wait_for_it() -> None:
    """Papers wanted by Friday are not first told on Friday at four."""
    on_the_day = verdict(Label.INFORMATION_REQUEST, deadline=day(5).date())
    after_it = verdict(Label.INFORMATION_REQUEST, deadline=day(6).date())

    assert decide(on_the_day).way is Way.AT_ONCE
    assert decide(after_it).way is Way.LETTER


@pytest.mark.parametrize("label", [Label.REJECTION, Label.STATUS_UPDATE])
def test_what_comes_after_an_acceptance_reaches_the_person_at_once(label: Label) -> None:
    """An offer that is withdrawn before the first day cannot wait (letter.md C1d)."""
    accepted = story(heard(Label.OFFER, 0, offer_form=OfferForm.WRITTEN), wrote(0.5, stance=Stance.ACCEPTS))

    assert decide(verdict(label), accepted).way is Way.AT_ONCE
    assert decide(verdict(Label.ACKNOWLEDGEMENT), accepted).way is Way.LETTER
