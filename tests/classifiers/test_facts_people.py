"""People are the human sender and who signs; teams, robots and companies are none."""

from __future__ import annotations

import pytest

from support.facts import mail
from unwatch_classifiers.facts import read_facts
from unwatch_classifiers.records import Address, Label, Message


def people(message: Message) -> tuple[Address, ...]:
    return read_facts(message, Label.STATUS_UPDATE).people


@pytest.mark.parametrize(
    ("sender", "expected"),
    [
        ("Priya Nair <priya@harbor.example>", Address("Priya Nair", "priya@harbor.example")),
        ("Nair, Priya <pnair@harbor.example>", Address("Priya Nair", "pnair@harbor.example")),
        ("Dr. Priya Nair | Harbor <priya@harbor.example>", Address("Priya Nair", "priya@harbor.example")),
        ("Priya Nair via Lever <no-reply@hire.lever.co>", Address("Priya Nair", "")),
        ("Priya Nair <priya.nair@gmail.com>", Address("Priya Nair", "priya.nair@gmail.com")),
    ],
)
def test_a_human_sender_is_a_person(sender: str, expected: Address) -> None:
    """A relay's address is not the person's, so only the name stays."""
    assert people(mail("Hello", sender=sender)) == (expected,)


@pytest.mark.parametrize(
    "sender",
    [
        "Harbor Hiring Team <jobs@harbor.example>",
        "Harbor Behavioral Health <no-reply@us.greenhouse-mail.io>",
        "no-reply <no-reply@harbor.example>",
        "Talent Acquisition <talent@harbor.example>",
        "<careers@harbor.example>",
    ],
)
def test_a_team_or_robot_is_no_person(sender: str) -> None:
    """Nobody is to be written to by name who has none."""
    assert people(mail("Hello", sender=sender)) == ()


def test_who_signs_is_a_person_too_and_their_address_is_found_in_the_signature() -> None:
    """A team's mail signed by one person names that person."""
    text = "We will write.\n\nBest regards,\nKaren Holt\nHR Business Partner\nkaren.holt@meridian.example"

    assert people(mail(text, sender="HR <hr@meridian.example>")) == (
        Address("Karen Holt", "karen.holt@meridian.example"),
    )


def test_a_sender_who_signs_with_the_first_name_is_one_person() -> None:
    """ "Priya" below the mail of Priya Nair is the same person."""
    assert people(mail("See you then.\n\nBest,\nPriya")) == (Address("Priya Nair", "priya@harbor.example"),)
