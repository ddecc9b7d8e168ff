"""Roles in small letters and with their fields, where a model marks what no rule names."""

from __future__ import annotations

import pytest

from support.facts import mail
from unwatch_classifiers.encoder.encoding import Part
from unwatch_classifiers.encoder.hearing import Name
from unwatch_classifiers.facts.reading import read
from unwatch_classifiers.facts.role import read_role
from unwatch_classifiers.records import Label


def role(text: str, *marked: Name, subject: str = "", label: Label = Label.OFFER) -> str | None:
    return read_role(read(mail(text, subject=subject), label, None), marked)


@pytest.mark.parametrize(
    ("subject", "said"),
    [("Re: cage crew", "cage crew"), ("yard hand form", "yard hand"), ("front of house", "front of")],
)
def test_a_subject_that_is_nothing_but_a_role_names_it(subject: str, said: str) -> None:
    """People write "yard hand" into a subject and no more; a model marks some of it."""
    expected = subject.removeprefix("Re: ").removesuffix(" form")

    assert role("We'd have you.", Name(said, 0.6, Part.SUBJECT), subject=subject) == expected


def test_a_mail_of_another_kind_gets_no_role_from_its_subject() -> None:
    """The same words in an ordinary mail are about something else."""
    found = role("Eight loads.", Name("cage crew", 0.9, Part.SUBJECT), subject="cage crew", label=Label.OTHER)

    assert found is None


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("Your application for Paralegal, Real Estate Law is here.", "Paralegal, Real Estate Law", None),
        ("Your application for the 3D Visualiser role is here.", "3D Visualiser", "3D Visualiser"),
        ("Your application for Engineer is here.", "call letter Engineer", "Engineer"),
    ],
)
def test_a_role_is_as_long_as_what_is_marked(text: str, said: str, expected: str | None) -> None:
    """Grades and fields beside a role are its own; what else stands before it is not."""
    assert role(text, Name(said, 0.95, Part.TEXT)) == (expected or said)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("€13.40 an hour, kennel hand, term time only.", "kennel hand"),
        ("You're my sternman if you say so.", "sternman"),
        ("You're to have the cottage and the underkeeper's wage.", "underkeeper"),
    ],
)
def test_an_offer_in_plain_talk_names_its_role(text: str, expected: str) -> None:
    """Beside the money, behind "you're my", or as what is paid."""
    assert role(text) == expected
