"""`unwatch why` over ten mails: the first sentence it names is the one a person would have named."""

# ruff: noqa: E501, ISC004 - whole mails stand here
from __future__ import annotations

from datetime import UTC, datetime

import pytest

from unwatch_classifiers.classify import classify
from unwatch_classifiers.records import Address, Label, Message

SENT = datetime(2025, 6, 2, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("label", "decides", "text"),
    [
        (
            Label.SCHEDULING,
            "Are you free on Thursday at eleven for a chat in the shop?",
            "Hello Bea, what a good letter. Are you free on Thursday at eleven for a chat in the shop? Tea is on us. Lou",
        ),
        (
            Label.SCHEDULING,
            "Could we make it Friday at the same time instead?",
            "Hi Bea, so sorry, our driver has the flu. Could we make it Friday at the same time instead? Best, Lou",
        ),
        (
            Label.ASSESSMENT,
            "Please send us a page on how you would plan a week of deliveries by Sunday.",
            "Dear Bea, thank you for your patience. Please send us a page on how you would plan a week of deliveries by "
            "Sunday. We read every one. Kind regards, Lou",
        ),
        (
            Label.REFERENCE_REQUEST,
            "Could you let me have two people who have worked with you, with their numbers?",
            "Morning Bea, the panel enjoyed meeting you. Could you let me have two people who have worked with you, with "
            "their numbers? Thanks, Lou",
        ),
        (
            Label.OFFER,
            "We would like you to start on the first of July.",
            "Dear Bea, it took us a while to agree, but we did. We would like you to start on the first of July. The "
            "contract is attached. Lou",
        ),
        (
            Label.REJECTION,
            "We have given the job to somebody else.",
            "Dear Bea, thank you for the time you took on Monday. We have given the job to somebody else. I wish you "
            "well with the search. Lou",
        ),
        (
            Label.REJECTION,
            "It was close, but we are going with a person who has driven these routes before.",
            "Hi Bea, I said I would ring but the day ran away. It was close, but we are going with a person who has "
            "driven these routes before. All the best, Lou",
        ),
        (
            Label.ACKNOWLEDGEMENT,
            "We have received your application for the post of planner.",
            "Dear applicant, We have received your application for the post of planner. A member of the team will read "
            "it. Please do not reply to this message.",
        ),
        (
            Label.STATUS_UPDATE,
            "The decision will take another two weeks because the owner is away.",
            "Dear Bea, a word so that you do not wonder. The decision will take another two weeks because the owner is "
            "away. Kind regards, Lou",
        ),
        (
            Label.INFORMATION_REQUEST,
            "Could you send us a copy of your licence and tell us what salary you have in mind?",
            "Dear Bea, we are putting the papers together. Could you send us a copy of your licence and tell us what "
            "salary you have in mind? Regards, Lou",
        ),
    ],
)
def test_the_sentence_that_a_person_would_name_comes_first(label: Label, decides: str, text: str) -> None:
    """Label and evidence, as `unwatch why` shows them."""
    sender = Address("Lou Marsh", "lou@marshbakery.example")
    told = classify(Message("m", SENT, sender, "Your application", text, in_reply_to=("x@example.org",)))
    assert (told.label, told.evidence[0].text) == (label, decides)
