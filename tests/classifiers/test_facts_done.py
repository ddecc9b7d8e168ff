"""A mail that says that a test was taken, told from one that asks for it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from unwatch_classifiers.facts.done import says_test_is_done
from unwatch_classifiers.records import Address, Message


def mail(text: str) -> Message:
    return Message("m", datetime(2026, 3, 15, tzinfo=UTC), Address("", "no-reply@tests.example"), "Your test", text)


@pytest.mark.parametrize(
    "text",
    [
        "All done, Dana. Both halves of the Claims test were saved at 15:56.",
        "We have received your take-home. Back to you next week.",
        "Thank you for completing the assessment.",
        "You have submitted your coding challenge.",
        "Ihr Test ist eingegangen.",
    ],
)
def test_what_was_taken_is_done(text: str) -> None:
    """Saved, received, completed: the page said so."""
    assert says_test_is_done(mail(text))


@pytest.mark.parametrize(
    "text",
    [
        "Once you have completed the test, close the window.",
        "A reminder: your assessment has not been completed.",
        "Please complete the exercise by Monday.",
        "Thank you for submitting your application for Test Engineer.",
        "You have received a new challenge.",
        "Sie haben eine neue Programmieraufgabe erhalten.",
        "Your references have been received.",
    ],
)
def test_what_is_asked_for_is_not_done(text: str) -> None:
    """Nor is an application, nor a new test."""
    assert not says_test_is_done(mail(text))
