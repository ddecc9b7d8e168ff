"""The role is read as the mail words it, without ids, brackets and filler."""

from __future__ import annotations

import pytest

from support.facts import mail
from unwatch_classifiers.facts import read_facts
from unwatch_classifiers.facts.names import clean_role
from unwatch_classifiers.records import Label


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Application received: Data Analyst (REQ-12)", "Data Analyst"),
        ("Data Analyst at Cobalt Freight", "Data Analyst"),
        ("Interview - Office Lead - Fern & Vale", "Office Lead"),
        ("Tessel | Senior Engineer application update", "Senior Engineer"),
        ("Re: Lab Administrator", "Lab Administrator"),
        ("Your application as Backend Developer (m/w/d)", "Backend Developer"),
        ("Next steps", None),
        ("Your application to Northwind Consulting", None),
        ("Interview Tuesday 14 October 10:00", None),
    ],
)
def test_a_subject_names_the_role(subject: str, expected: str | None) -> None:
    """The segment that names a kind of work is the role."""
    assert read_facts(mail("Hello Dana", subject=subject), Label.ACKNOWLEDGEMENT).role == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thank you for applying to the Intake Coordinator position at Harbor.", "Intake Coordinator"),
        ("You applied for the role of Warehouse Operative at Alder & Sons.", "Warehouse Operative"),
        ("Thanks for your interest in the Data Analyst opening.", "Data Analyst"),
        ("We'd love you to join us as an office lead.", "office lead"),
        ("It was good to talk about the planner role.", "planner"),
        ("Thank you for applying for Head of People with us.", "Head of People"),
        ("Position: Content Editor", "Content Editor"),
        ("Your form is now with the hiring manager.", None),
        ("We'd love to bring you on board as our new analyst.", "analyst"),
        ("Your interview for the Records Assistant (part-time) vacancy is next.", "Records Assistant"),
        ("We are looking for the right role for you.", None),
        ("We think this is a great opportunity.", None),
        ("I'd like to offer you the job.", None),
        ("Thank you for your application for the position.", None),
    ],
)
def test_a_sentence_names_the_role(text: str, expected: str | None) -> None:
    """A role in small letters must name a kind of work; "the right role" names none."""
    assert read_facts(mail(text), Label.ACKNOWLEDGEMENT).role == expected


@pytest.mark.parametrize("raw", ["HR-2291 Data Officer", "WBC/0417 Data Officer", "TH/25/0881 Data Officer"])
def test_an_id_in_front_of_a_role_is_no_part_of_it(raw: str) -> None:
    """Two mails about one role must name it alike."""
    assert clean_role(raw) == "Data Officer"
