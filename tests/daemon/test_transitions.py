"""What events do to an application (DESIGN, section 4, Transitions)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest

from support.stories import day, heard, proposed, story, told, wrote
from unwatch.application import ContactKind, NeedKind, Outcome
from unwatch.events import Instruction
from unwatch_classifiers.own import Stance
from unwatch_classifiers.records import Address, Label, OfferForm, Promise, PromiseKind, Stage


def test_late_and_reordered_events_fold_into_the_same_state() -> None:
    """The order in which things became known changes nothing."""
    events = [
        heard(Label.ACKNOWLEDGEMENT, 0, company="Harbor"),
        heard(Label.SCHEDULING, 3, interviews=(proposed(6),), wants_answer=True),
        wrote(4),
        heard(Label.REJECTION, 12),
    ]
    states = {repr(story(*order)) for order in permutations(events)}

    assert len(states) == 1


def test_an_acknowledgement_never_takes_a_later_stage_back() -> None:
    """A receipt that is read after the invitation leaves the stage as it is."""
    application = story(heard(Label.SCHEDULING, 1), heard(Label.ACKNOWLEDGEMENT, 2))

    assert application.stage is Stage.INTERVIEWING


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        (Label.REFERENCE_REQUEST, NeedKind.REFERENCES),
        (Label.ASSESSMENT, NeedKind.ASSESSMENT),
        (Label.OFFER, NeedKind.OFFER),
        (Label.INFORMATION_REQUEST, NeedKind.INFORMATION),
    ],
)
def test_a_request_opens_a_need_and_the_answer_in_sent_settles_it(label: Label, kind: NeedKind) -> None:
    """What only the person can do is open until they have written."""
    asked = story(heard(label, 1))
    answered = story(heard(label, 1), wrote(2))

    assert [need.kind for need in asked.open_needs] == [kind]
    assert answered.open_needs == ()
    assert answered.needs[0].settled == day(2)


def test_asking_for_time_does_not_settle_an_offer() -> None:
    """The offer is open until it is answered."""
    application = story(heard(Label.OFFER, 1), wrote(2, stance=Stance.ASKS_FOR_TIME))

    assert [need.kind for need in application.open_needs] == [NeedKind.OFFER]


def test_a_rejection_closes_and_settles_everything() -> None:
    """Nothing is asked of the person for an application that has ended."""
    application = story(heard(Label.ASSESSMENT, 1), heard(Label.REJECTION, 5, quote="They chose another."))

    assert application.outcome is Outcome.REJECTED
    assert application.open_needs == ()
    assert application.outcome_quote == "They chose another."


def test_a_role_that_was_cancelled_is_not_a_rejection() -> None:
    """A closed role says nothing about the person."""
    assert story(heard(Label.REJECTION, 1, reason="role_closed")).outcome is Outcome.ROLE_CLOSED


def test_a_human_invitation_after_a_rejection_opens_the_application_again() -> None:
    """Watching never ends by itself."""
    application = story(heard(Label.REJECTION, 1), heard(Label.SCHEDULING, 115, wants_answer=True))

    assert application.live
    assert application.stage is Stage.INTERVIEWING


def test_a_robot_does_not_open_a_rejected_application_again() -> None:
    """A survey of the recruiting system is no second thought."""
    application = story(heard(Label.REJECTION, 1), heard(Label.STATUS_UPDATE, 3, robot=True))

    assert application.outcome is Outcome.REJECTED


def test_a_spoken_offer_is_not_accepted_by_accepting_it() -> None:
    """Only a written offer that the person accepts ends the search (letter.md A6c)."""
    spoken = story(heard(Label.OFFER, 1, offer_form=OfferForm.SPOKEN), wrote(2, stance=Stance.ACCEPTS))
    written = story(heard(Label.OFFER, 1, offer_form=OfferForm.WRITTEN), wrote(2, stance=Stance.ACCEPTS))

    assert spoken.outcome is None
    assert written.outcome is Outcome.ACCEPTED


def test_a_written_offer_does_not_become_spoken_again() -> None:
    """An offer only gets firmer."""
    application = story(
        heard(Label.OFFER, 1, offer_form=OfferForm.WRITTEN), heard(Label.OFFER, 2, offer_form=OfferForm.SPOKEN)
    )

    assert application.offer is not None
    assert application.offer.form is OfferForm.WRITTEN


def test_every_start_date_that_an_offer_ever_had_is_kept() -> None:
    """The ledger of slips (letter.md C2g)."""
    first, second = date(2026, 4, 1), date(2026, 5, 4)
    application = story(
        heard(Label.OFFER, 1, offer_form=OfferForm.SPOKEN, starts=first),
        heard(Label.STATUS_UPDATE, 9, starts=second),
        heard(Label.STATUS_UPDATE, 10, starts=second),
    )

    assert application.offer is not None
    assert application.offer.starts == (first, second)


def test_a_promise_ends_when_something_moved() -> None:
    """An invitation keeps the promise to be in touch; a receipt does not."""
    promise = Promise("in two weeks", PromiseKind.CONTACT_BY, date(2026, 3, 16), date(2026, 3, 30))
    promised = heard(Label.STATUS_UPDATE, 1, promise=promise)

    assert story(promised, heard(Label.ACKNOWLEDGEMENT, 2)).promise == promise
    assert story(promised, heard(Label.SCHEDULING, 2)).promise is None


def test_a_vague_promise_lets_the_application_sleep_until_its_range_begins() -> None:
    """ "Sometime in November" asks for nothing before November (letter.md C6e)."""
    promise = Promise(
        "sometime in April", PromiseKind.CONTACT_BY, date(2026, 4, 30), date(2026, 6, 1), date(2026, 4, 1)
    )

    assert story(heard(Label.STATUS_UPDATE, 1, promise=promise)).sleeps_until == date(2026, 4, 1)


def test_a_thank_you_is_no_follow_up() -> None:
    """A note of thanks in the days after an interview is counted apart (letter.md P1, P5)."""
    application = story(
        heard(Label.SCHEDULING, 1, interviews=(proposed(3),), wants_answer=True),
        wrote(2),
        wrote(4, thanks=True),
        wrote(20),
    )

    assert [one.kind for one in application.written] == [
        ContactKind.ANSWER,
        ContactKind.THANK_YOU,
        ContactKind.FOLLOW_UP,
    ]


def test_commands_of_the_person_rest_wake_and_settle() -> None:
    """What the person says about their own application holds."""
    asked = heard(Label.ASSESSMENT, 1)

    assert story(asked, told(Instruction.DONE, 2)).open_needs == ()
    assert story(asked, told(Instruction.REST, 2)).rested == day(2)
    assert story(asked, told(Instruction.REST, 2), told(Instruction.WAKE, 3)).rested is None
    assert story(asked, told(Instruction.NOTE, 2, text="They use Excel.")).notes == ((day(2), "They use Excel."),)
    assert story(asked, told(Instruction.LATER, 2, when=date(2026, 3, 9))).open_needs[0].by == date(2026, 3, 9)


def test_a_reminder_of_a_request_does_not_open_a_second_need() -> None:
    """One thing to do stands once."""
    application = story(heard(Label.ASSESSMENT, 1), heard(Label.ASSESSMENT, 1 + timedelta(days=2).days))

    assert len(application.open_needs) == 1


AGENCY = Address("Wendy Hollis", "wendy@hollistemps.example")


def test_an_agencys_client_gives_the_application_its_name() -> None:
    """Whoever writes for another is an alias; the client's own mail does not turn it round (letter.md C10b)."""
    application = story(
        heard(Label.ACKNOWLEDGEMENT, 0, sender=AGENCY, company="Hollis Temps", role="Binder"),
        heard(Label.SCHEDULING, 1, sender=AGENCY, company="Penrose Bindery"),
        heard(Label.STATUS_UPDATE, 2, sender=AGENCY, company="Hollis Temps"),
    )

    assert (application.company, application.aliases) == ("Penrose Bindery", ("Hollis Temps",))


def test_the_first_name_that_was_heard_stays_where_nobody_writes_for_another() -> None:
    """A second name in an employer's own mail is not its own."""
    application = story(
        heard(Label.ACKNOWLEDGEMENT, 0, company="Harbor Health"), heard(Label.STATUS_UPDATE, 1, company="Harbor Clinic")
    )

    assert application.company == "Harbor Health"


def test_a_name_read_off_a_domain_is_spelt_as_the_mail_spells_it_later() -> None:
    """ "Ashgrovetilney" becomes Ashgrove Tilney."""
    application = story(
        heard(Label.ACKNOWLEDGEMENT, 0, company="Ashgrovetilney"),
        heard(Label.STATUS_UPDATE, 1, company="Ashgrove Tilney"),
    )

    assert application.company == "Ashgrove Tilney"


def test_the_start_of_a_job_offered_by_word_of_mouth_is_a_promise() -> None:
    """It can slip; nobody is held from writing by it (letter.md C12a, P6). In writing it is a term of the offer."""
    spoken = story(heard(Label.OFFER, 0, offer_form=OfferForm.SPOKEN, starts=date(2026, 4, 6)))
    written = story(heard(Label.OFFER, 0, offer_form=OfferForm.WRITTEN, starts=date(2026, 4, 6)))

    assert spoken.promise is not None
    assert (spoken.promise.kind, spoken.promise.by) == (PromiseKind.START_BY, date(2026, 4, 6))
    assert spoken.promise.realistic == date(2026, 5, 11)
    assert written.promise is None


def test_a_wish_for_referees_does_not_keep_their_word() -> None:
    """They promised to decide; that they ask for names first changes nothing of it (letter.md S06)."""
    promise = Promise("a couple of weeks", PromiseKind.DECIDE_BY, day(14).date(), day(28).date())
    application = story(heard(Label.STATUS_UPDATE, 0, promise=promise), heard(Label.REFERENCE_REQUEST, 5))

    assert application.promise == promise


def test_a_mail_that_only_moves_the_start_asks_for_no_answer() -> None:
    """The offer was answered; another first day opens it no more. Its written form, or a date to answer by, does."""
    spoken = heard(Label.OFFER, 0, offer_form=OfferForm.SPOKEN, starts=date(2026, 4, 6))
    answered = (spoken, wrote(1, in_writing=True))
    moved = heard(Label.OFFER, 5, offer_form=OfferForm.SPOKEN, starts=date(2026, 5, 4))
    written = heard(Label.OFFER, 5, offer_form=OfferForm.WRITTEN, starts=date(2026, 5, 4))

    assert story(*answered, moved).open_needs == ()
    assert [need.kind for need in story(*answered, written).open_needs] == [NeedKind.OFFER]


def test_a_test_that_they_confirm_is_no_longer_to_do() -> None:
    """It is taken on a page, so nothing in Sent shows it; another thing that they asked for stays open."""
    asked = heard(Label.ASSESSMENT, 1, wants_answer=True)
    papers = heard(Label.INFORMATION_REQUEST, 2, wants_answer=True)

    application = story(asked, papers, heard(Label.OTHER, 3, done=True, robot=True))

    assert [need.kind for need in application.open_needs] == [NeedKind.INFORMATION]
