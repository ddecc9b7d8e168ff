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
