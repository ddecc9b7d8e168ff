"""A role that closed is told from a person who was turned down."""

from __future__ import annotations

import pytest

from support.facts import mail
from unwatch_classifiers.facts import read_facts
from unwatch_classifiers.records import Label


@pytest.mark.parametrize(
    "text",
    [
        "We have decided to fill the position internally.",
        "An internal candidate was appointed.",
        "The role has been cancelled.",
        "We have withdrawn the vacancy.",
        "The position is no longer available.",
        "Due to a hiring freeze we cannot go on.",
        "The position has been filled.",
        "The College has taken the decision not to proceed with this appointment.",
        "We have decided not to fill the role at this time.",
        "Because of budget cuts the role is on hold.",
        "AB-24-119 has been withdrawn by the business.",
        "There is no longer a job for anyone to have.",
        "Nobody is getting hired, and that includes you.",
        "We have lost our lottery money and the post with it.",
        "I cannot make the sums work for a second cook.",
        "Ada has withdrawn her resignation.",
        "Well, Ola is staying.",
        "We are shutting the second shop.",
        "The role was filled through redeployment.",
        "The post has now been filled.",
        "The family won't be needing anyone after all.",
    ],
)
def test_a_role_that_closed_is_not_a_person_turned_down(text: str) -> None:
    """Filled from inside, cancelled, frozen or withdrawn."""
    assert read_facts(mail(text), Label.REJECTION).reason == "role_closed"


@pytest.mark.parametrize(
    "text",
    [
        "We have decided to move forward with another candidate.",
        "The position has been filled by another candidate.",
        "You have not been selected.",
        "We found someone whose experience is a better match.",
        "The post was accepted by the candidate placed first and the competition is now closed.",
        "You need another year with a budget of your own.",
    ],
)
def test_a_person_turned_down_has_no_closed_role(text: str) -> None:
    """The role went to somebody else."""
    assert read_facts(mail(text), Label.REJECTION).reason is None


@pytest.mark.parametrize(
    "text",
    [
        "The client's budget is delayed.",
        "The search is on hold until January.",
        "The role has not been filled yet.",
        "You will hear from us once the position is filled.",
        "We lost the contract for now and wait for the next.",
    ],
)
def test_an_outside_cause_of_a_wait_is_no_closed_role(text: str) -> None:
    """What is only late is not over (letter.md C6l)."""
    assert read_facts(mail(text), Label.STATUS_UPDATE).reason is None


def test_mail_about_other_things_has_no_reason() -> None:
    """A newsletter that quotes rejections closes no role."""
    assert read_facts(mail("The position has been cancelled."), Label.OTHER).reason is None
