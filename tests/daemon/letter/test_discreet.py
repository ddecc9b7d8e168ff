"""Mail that says nothing of a job where others may look."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from support.letter_lint import Page, problems
from support.letters import acceptance_week, at, faulty_week, interview_proposed, offer_week, quiet_week, worked_week
from unwatch.application import NeedKind
from unwatch.letter.compose import write_letter
from unwatch.letter.discreet import NEUTRAL_NAME, discreetly, holds_job_word, sender_name
from unwatch.letter.pass_on import write_pass_on
from unwatch.letter.short import short
from unwatch_classifiers.records import Label


@pytest.mark.parametrize("example", [worked_week, quiet_week, offer_week, faulty_week, acceptance_week])
def test_a_discreet_letter_shows_no_job_word_before_it_is_opened(example) -> None:  # type: ignore[no-untyped-def]
    """Neither the subject nor the preheader has one, and both pass the checklist (C2h, f 50)."""
    written = write_letter(replace(example(), discreet=True))
    assert problems(written.text, written.html, written.subject, written.preheader) == []
    assert not holds_job_word(f"{written.subject} {written.preheader}")


def test_a_discreet_letter_keeps_its_dates() -> None:
    """What is to be done when is still there at a glance."""
    written = write_letter(replace(offer_week(), discreet=True))
    assert written.preheader == (
        "One thing by Monday, Tuesday 10:00, one thing by Wednesday. Everything else needs nothing from you."
    )
    assert written.text == write_letter(offer_week()).text


@pytest.mark.parametrize("label", list(Label))
@pytest.mark.parametrize("kind", [None, *NeedKind])
@pytest.mark.parametrize("known", [True, False])
def test_a_discreet_pass_on_names_neither_employer_nor_matter(label: Label, kind: NeedKind | None, known: bool) -> None:
    """Its subject tells that there is one thing and by when (C2h)."""
    given = replace(interview_proposed(), label=label, kind=kind, discreet=True)
    written = write_pass_on(given if known else replace(given, application=None))
    assert not holds_job_word(f"{written.subject} {written.preheader}")
    assert "Harbor" not in f"{written.subject} {written.preheader}"
    assert "Priya" not in f"{written.subject} {written.preheader}"
    assert written.subject.isascii()
    assert len(written.subject) <= 70


def test_a_discreet_pass_on_still_tells_when() -> None:
    """The one time that is proposed, or the day by which an answer is wanted."""
    given = replace(interview_proposed(), discreet=True)
    assert write_pass_on(given).subject == "One thing for you: Tuesday 14 Oct 10:00"
    asked = replace(given, kind=NeedKind.REFERENCES, label=Label.REFERENCE_REQUEST, starts=(), by=date(2025, 10, 9))
    assert write_pass_on(asked).subject == "One thing for you, by Thu 9 Oct"
    several = replace(given, starts=(at(15, 14), at(14, 10)), by=None)
    assert write_pass_on(several).subject == "One thing for you"


@pytest.mark.parametrize(
    ("chosen", "name"),
    [
        ("Friday letter", "Friday letter"),
        ("unwatch", "unwatch"),
        ("My job search", NEUTRAL_NAME),
        ("Bewerbungen", NEUTRAL_NAME),
    ],
)
def test_the_sender_has_no_job_word_in_its_name(chosen: str, name: str) -> None:
    """The name that the person chose stays where it says nothing (C2h)."""
    assert sender_name(chosen) == name


def test_any_finished_mail_can_be_made_discreet() -> None:
    """Subject, title and first line change; what it says stays (C2h)."""
    plain = short(
        "Harbor: the interview is done", "Nothing more belongs to the interview today.", ["It is done.", "Rest."]
    )
    made = discreetly(plain)
    assert (made.text, made.numbers) == (plain.text, plain.numbers)
    assert not holds_job_word(f"{made.subject} {made.preheader}")
    page = Page(made.html)
    assert page.hidden.strip() == made.preheader
    assert "Harbor" not in made.html
    assert page.visible == Page(plain.html).visible
