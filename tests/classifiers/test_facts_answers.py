"""Whether a mail wants an answer from its reader."""

from __future__ import annotations

import pytest

from support.facts import mail
from unwatch_classifiers.facts import read_facts
from unwatch_classifiers.records import Label


@pytest.mark.parametrize(
    "text",
    [
        "Are you still interested in the role?",
        "Would Tuesday at 10 work for you?",
        "Please confirm your attendance.",
        "Could you send us two references?",
        "Let me know which time suits you.",
        "Please let us know your status when you get a chance.",
        "What are your salary expectations?",
        "When could you start?",
        "We need the names of two referees.",
        "Please choose a slot below.",
        "I'd appreciate a short reply.",
    ],
)
def test_a_request_or_question_to_the_reader_wants_an_answer(text: str) -> None:
    """Whether by question mark or by "please"."""
    assert read_facts(mail(f"Hello Dana,\n\n{text}\n\nBest,\nPriya"), Label.STATUS_UPDATE).wants_answer


@pytest.mark.parametrize(
    "text",
    [
        "Questions? Contact us.",
        "Please do not reply to this email.",
        "If you have any questions, please let us know.",
        "Any questions?",
        "What happens next?",
        "Please note that we are closed on Monday.",
        "Feel free to reach out.",
        "Did you know we have a blog?",
        "Want to know more about us?",
        "We will be in touch.",
        "How are you?",
        "No reply is needed.",
    ],
)
def test_footers_slogans_and_offers_of_help_want_none(text: str) -> None:
    """Rhetorical questions stand in every automatic mail."""
    assert not read_facts(mail(f"Hello Dana,\n\n{text}"), Label.STATUS_UPDATE).wants_answer


def test_bulk_mail_wants_nothing() -> None:
    """A newsletter asks everybody and nobody."""
    assert not read_facts(mail("Would you like to read more?", list_unsubscribe=True), Label.OTHER).wants_answer


def test_an_instruction_counts_where_the_mail_is_about_doing_something() -> None:
    """ "Book your slot" is an order in a scheduling mail and decoration elsewhere."""
    assert read_facts(mail("Book your slot here."), Label.SCHEDULING).wants_answer
    assert not read_facts(mail("Book your slot here."), Label.ACKNOWLEDGEMENT).wants_answer


@pytest.mark.parametrize(
    "label", [Label.ASSESSMENT, Label.REFERENCE_REQUEST, Label.INFORMATION_REQUEST, Label.OFFER, Label.OUTREACH]
)
def test_some_mail_asks_by_being_what_it_is(label: Label) -> None:
    """An offer waits for a yes without a question mark, unless it says that there is nothing to do."""
    assert read_facts(mail("The desk by the window is free."), label).wants_answer
    assert not read_facts(mail("The desk is free. Nothing for you to do yet."), label).wants_answer


def test_a_time_that_nobody_calls_settled_waits_for_a_yes() -> None:
    """ "Tuesday at ten, then" is settled, "we thought of Tuesday" is not."""
    proposed = "We thought of Tuesday at ten, in the boat house."

    assert read_facts(mail(proposed), Label.SCHEDULING).wants_answer
    assert not read_facts(mail(f"{proposed} Nothing more needed from you."), Label.SCHEDULING).wants_answer
    for settled in ("Tuesday it is, bring your licence.", "Just a nudge about tomorrow at ten.", "You are booked."):
        assert not read_facts(mail(settled), Label.SCHEDULING).wants_answer


def test_a_settled_meeting_that_asks_still_wants_its_answer() -> None:
    """ "Please confirm" stands beside "your interview is booked" often enough."""
    text = "Your call is booked for Tuesday at ten. Please confirm that the number is right."

    assert read_facts(mail(text), Label.SCHEDULING).wants_answer


def test_a_rejection_wants_nothing() -> None:
    """Its questions are courtesies."""
    assert not read_facts(mail("Would you mind if we kept your drawing?"), Label.REJECTION).wants_answer


def test_orders_of_those_who_run_things_want_something_done() -> None:
    """Banks, courts and clubs do not say please."""
    for order in (
        "You must reply within seven days.",
        "Update your payment details.",
        "Choose a plot.",
        "Drop me a line either way.",
    ):
        assert read_facts(mail(order), Label.OTHER).wants_answer
