"""A mail that only takes what was agreed about an interview, told from one that asks or unsettles."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from unwatch_classifiers.facts.agreeing import only_agrees
from unwatch_classifiers.records import Address, Message


def mail(text: str) -> Message:
    sender = Address("Bev", "bev@ward.example")
    return Message("m", datetime(2026, 3, 12, 8, tzinfo=UTC), sender, "Re: interviews 18/19 March", text)


@pytest.mark.parametrize(
    "text",
    [
        "Thurs 19th 10:40, you're in the book. Ask for the Old Laundry. B",
        "Noted with thanks, Dana. Bring photo identification for the front desk.",
        "Perfect.",
        "That is all arranged then. The house is closed until Wednesday, so if you should have questions, ask today!",
        "Wunderbar, dann bis Donnerstag um zehn.",
    ],
)
def test_a_short_yes_agrees(text: str) -> None:
    """It asks nothing and changes nothing."""
    assert only_agrees(mail(text))


@pytest.mark.parametrize(
    "text",
    [
        "Noted. Could you bring your certificates and tell me which you claimed?",
        "Thanks. Please confirm that you need no parking space.",
        "Thanks Dana, but Thursday is now at eleven.",
        "So sorry, Thursday no longer works here.",
        "We have had to move your slot.",
        "Owain is off, so it will be another day.",
        "Great. Text me when you are at the gate.",
        "Danke. Bitte bringen Sie Ihre Zeugnisse mit.",
        "Leider müssen wir den Termin verschieben.",
        "",
        "One. " * 9,
    ],
)
def test_what_asks_or_changes_or_says_much_does_not(text: str) -> None:
    """In doubt there is something to settle."""
    assert not only_agrees(mail(text))
