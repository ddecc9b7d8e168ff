"""What the person's own mail does to an application: their referees, and an offer that was only spoken."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from support.stories import PRIYA, day, heard, message, story, told, verdict, wrote
from unwatch.application import Application, NeedKind, Outcome
from unwatch.events import Event, Instruction, Sent, from_json, to_json
from unwatch.ledger import Ledger
from unwatch.record import Arrival, Recorder, Rules
from unwatch.rhythm import Rhythm
from unwatch.standing import standing
from unwatch_classifiers.own import Stance
from unwatch_classifiers.records import Address, Label, OfferForm, Verdict

LONDON = ZoneInfo("Europe/London")
DANA = Address("Dana", "dana@example.org")
CONDITION = "Please let me know before you contact either of them."
ASKED = heard(Label.REFERENCE_REQUEST, 1)


def offered(form: OfferForm, on: float = 1) -> Event:
    return heard(Label.OFFER, on, offer_form=form)


def test_a_condition_is_kept_with_the_application() -> None:
    """It is there whenever references come up again (letter.md C13b)."""
    application = story(ASKED, wrote(2, references_given=True, condition=CONDITION))

    assert application.conditions == (CONDITION,)


def test_a_condition_that_is_said_again_is_kept_once() -> None:
    """Also where a draft introduces it, or the person told it to the watcher before."""
    application = story(
        told(Instruction.CONDITION, 1, text=CONDITION),
        wrote(2, condition=CONDITION.upper()),
        wrote(3, condition=f"One request: {CONDITION}"),
        wrote(4, condition="Do not call my manager before an offer."),
    )

    assert application.conditions == (CONDITION, "Do not call my manager before an offer.")


def test_referees_given_in_advance_are_recorded_as_sent() -> None:
    """Nobody asked, and they have them (letter.md C13a)."""
    application = story(heard(Label.ACKNOWLEDGEMENT, 1), wrote(2, references_given=True))

    assert application.references is not None
    assert application.references.sent == day(2)
    assert application.open_needs == ()


def test_a_request_after_referees_were_given_asks_again() -> None:
    """What they want then is the person's to send, whatever went before."""
    application = story(wrote(1, references_given=True), heard(Label.REFERENCE_REQUEST, 3))

    assert [need.kind for need in application.open_needs] == [NeedKind.REFERENCES]
    assert application.references is not None
    assert application.references.sent is None


def test_an_answer_that_brings_nothing_yet_leaves_the_request_open() -> None:
    """A question back is no list of referees."""
    application = story(ASKED, wrote(2, puts_off=True))

    assert [need.kind for need in application.open_needs] == [NeedKind.REFERENCES]
    assert application.references is not None
    assert application.references.sent is None


def test_the_list_after_the_question_back_settles_the_request() -> None:
    """And it is sent on the day of the list."""
    application = story(ASKED, wrote(2, puts_off=True), wrote(4, references_given=True))

    assert application.open_needs == ()
    assert application.references is not None
    assert application.references.sent == day(4)


def test_an_answer_of_which_nothing_is_sure_settles_the_request() -> None:
    """A false reminder is worse than trusting the person's answer."""
    application = story(ASKED, wrote(2))

    assert application.open_needs == ()
    assert application.references is not None
    assert application.references.sent == day(2)


def test_a_question_back_settles_everything_but_the_references() -> None:
    """Only referees are plainly not in it."""
    application = story(ASKED, heard(Label.INFORMATION_REQUEST, 2), wrote(3, puts_off=True))

    assert [need.kind for need in application.open_needs] == [NeedKind.REFERENCES]


def test_references_of_which_some_were_called_are_not_sent_again() -> None:
    """What the person said of the calls stands (letter.md C6c)."""
    application = story(
        ASKED, wrote(2, references_given=True), told(Instruction.CONTACTED, 5), wrote(6, references_given=True)
    )

    assert application.references is not None
    assert (application.references.sent, application.references.contacted) == (day(2), day(5))


@pytest.mark.parametrize(
    "said",
    [
        {"in_writing": True},
        {"in_writing": True, "stance": Stance.ASKS_FOR_TIME},
        {"stance": Stance.ACCEPTS},
        {},
    ],
)
def test_a_spoken_offer_that_is_answered_by_word_waits_for_the_employer(said: dict[str, Any]) -> None:
    """The paper is theirs to send; only a written offer can be accepted (letter.md A6c, C2f)."""
    application = story(offered(OfferForm.SPOKEN), wrote(2, **said))
    now = standing(application, day(6), LONDON)

    assert application.open_needs == ()
    assert application.outcome is None
    assert now.waiting_on == "employer"
    assert now.silence is not None


def test_a_spoken_offer_stays_open_while_the_person_thinks() -> None:
    """Who asks for time has not answered."""
    application = story(offered(OfferForm.SPOKEN), wrote(2, stance=Stance.ASKS_FOR_TIME))

    assert [need.kind for need in application.open_needs] == [NeedKind.OFFER]


def test_a_written_offer_is_not_answered_by_asking_for_paper() -> None:
    """It is on paper already; what is missing is the person's answer."""
    application = story(offered(OfferForm.WRITTEN), wrote(2, in_writing=True))

    assert [need.kind for need in application.open_needs] == [NeedKind.OFFER]


def test_a_written_offer_that_is_accepted_beside_a_wish_for_paper_is_accepted() -> None:
    """The answer is in the mail."""
    application = story(offered(OfferForm.WRITTEN), wrote(2, in_writing=True, stance=Stance.ACCEPTS))

    assert application.outcome is Outcome.ACCEPTED
    assert application.open_needs == ()


def test_the_paper_that_comes_opens_the_question_again() -> None:
    """A written offer wants its own answer."""
    application = story(offered(OfferForm.SPOKEN), wrote(2, in_writing=True), offered(OfferForm.WRITTEN, 9))

    assert [need.kind for need in application.open_needs] == [NeedKind.OFFER]


def test_mail_recorded_before_these_were_read_is_read_as_it_was() -> None:
    """An event without the newer fields means what it meant."""
    old = to_json(Sent("1@example.org", ()))
    for name in ("condition", "references_given", "puts_off", "in_writing"):
        assert f'"{name}"' in old
        old = old.replace(f'"{name}":null,', "").replace(f'"{name}":false,', "")

    assert from_json(old) == Sent("1@example.org", ())


def corresponded(label: Label, text: str, form: OfferForm | None = None) -> Application:
    """What becomes of an application to Harbor when such a mail comes and the person writes this back."""
    ledger = Ledger(None)
    recorder = Recorder(ledger, Rules(frozenset([DANA.address]), Rhythm(zone=LONDON), day(0)))
    receipt = message("receipt", 0.5)
    asked = message("asked", 1, in_reply_to=(receipt.message_id,))
    answer = message("answer", 2, sender=DANA, to=(PRIYA,), new_text=text, in_reply_to=(asked.message_id,))
    known = verdict(Label.ACKNOWLEDGEMENT, company="Harbor", role="Clerk")
    recorder.record(Arrival(receipt, known, receipt.date), receipt.date)
    recorder.record(Arrival(asked, verdict(label, company="Harbor", offer_form=form), asked.date), asked.date)
    recorder.record(Arrival(answer, Verdict(Label.OTHER, 1.0), answer.date, from_sent=True), answer.date)
    (application,) = ledger.stories.applications()
    return application


@pytest.mark.parametrize("label", [Label.REFERENCE_REQUEST, Label.STATUS_UPDATE])
def test_a_mail_in_the_sent_folder_brings_its_condition_and_referees_to_the_application(label: Label) -> None:
    """From the mail as it lies there to the state that it ends in, asked for or in advance (letter.md C11b, C13a)."""
    names = "Anna Sloe, 01632 960112, and Peter Brack, 01632 960157."
    application = corresponded(label, f"{names} {CONDITION}")

    assert application.conditions == (CONDITION,)
    assert application.open_needs == ()
    assert application.references is not None
    assert application.references.sent == day(2)


@pytest.mark.parametrize(
    ("text", "label", "open_needs"),
    [
        ("How many do you need?", Label.REFERENCE_REQUEST, [NeedKind.REFERENCES]),
        ("Could I have it in writing?", Label.OFFER, []),
        ("Could I have it in writing, and until Monday to read it?", Label.OFFER, []),
        ("Could I have until Monday?", Label.OFFER, [NeedKind.OFFER]),
    ],
)
def test_what_the_person_writes_back_decides_what_stays_open(
    text: str, label: Label, open_needs: list[NeedKind]
) -> None:
    """The same, for a question back, a wish for paper and a wish for time."""
    form = OfferForm.SPOKEN if label is Label.OFFER else None

    assert [need.kind for need in corresponded(label, text, form).open_needs] == open_needs
