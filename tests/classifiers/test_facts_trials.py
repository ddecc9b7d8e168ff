"""The last day of a trial (letter.md C10a, C10f), told on Wednesday 8 October 2025."""

from __future__ import annotations

from datetime import date

import pytest

from support.facts import mail
from unwatch_classifiers.facts import read_facts
from unwatch_classifiers.records import Label, OfferForm

GERMAN = "Sehr geehrte Frau Nair, vielen Dank für das Gespräch, wir freuen uns sehr.\n\n"


def ends(text: str, label: Label = Label.OFFER) -> date | None:
    return read_facts(mail(text), label).ends


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("We can offer you a one month trial, from Monday 3 November to Friday 5 December.", "2025-12-05"),
        ("We offer you a trial period of a month, Monday 20 October to Friday 14 November, paid.", "2025-11-14"),
        ("You could come to us on trial until the end of November, starting on 3 November.", "2025-11-30"),
        ("We would like you to do a trial from 3 to 28 November.", "2025-11-28"),
        ("We offer you a trial of four weeks beginning 3 November (ending 27 November).", "2025-11-27"),
        (f"{GERMAN}Wir bieten Ihnen drei Monate auf Probe an, vom 3. November bis zum 30. Januar.", "2026-01-30"),
    ],
)
def test_a_last_day_that_is_named_is_the_end(text: str, last: str) -> None:
    """What the mail names goes before what a length comes to."""
    assert ends(text) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("We offer you a trial period of a month, starting on Monday 10 November.", "2025-12-09"),
        ("We offer you a trial period of a month from the 20th.", "2025-11-19"),
        ("We offer you a month's trial. Your first day would be Monday 3 November.", "2025-12-02"),
        ("Would you do a trial of three weeks from Wednesday 5 November?", "2025-11-25"),
        ("A paid trial of six weeks from 3 November, at £90 a week for the room.", "2025-12-12"),
        ("A paid trial of six weeks from 3 November, at ninety a week.", "2025-12-12"),
        (f"{GERMAN}Wir bieten Ihnen einen Monat zur Probe an, ab dem 3. November.", "2025-12-02"),
        (f"{GERMAN}Wir bieten Ihnen vier Wochen auf Probe an, ab Montag, dem 3. November.", "2025-11-28"),
    ],
)
def test_a_length_is_counted_from_the_first_day(text: str, last: str) -> None:
    """A month from the 20th ends on the 19th; the first day is counted."""
    assert ends(text) == date.fromisoformat(last)


def test_a_length_that_leads_to_a_weekend_ends_on_the_friday_before() -> None:
    """Two weeks from a Monday are worked by the second Friday; the letter speaks of it the week before (C10f)."""
    assert ends("We offer you a two-week paid trial starting on Monday 13 October.") == date(2025, 10, 24)


def test_a_trial_that_begins_at_a_weekend_may_end_at_one() -> None:
    """Who begins on a Saturday works on weekends."""
    assert ends("We offer you a two-week paid trial from Saturday 18 October.") == date(2025, 10, 31)
    assert ends("We offer you a two-week paid trial from Sunday 19 October.") == date(2025, 11, 1)


@pytest.mark.parametrize(
    "text",
    [
        "We offer you a two-week paid trial.",
        "We offer you a trial of two to four weeks from 3 November.",
        "We offer you a trial of two weeks, or a trial of six weeks, from 3 November.",
        "We offer you a trial from 3 November.",
        "We offer you a trial from 3 November; you would have four weeks' notice.",
        "We offer you the permanent post from 3 November until the end of 2026.",
        "We offer you the cover for two months from Monday 3 November.",
    ],
)
def test_without_one_length_and_a_first_day_there_is_no_end(text: str) -> None:
    """A guess would put the line of C10f into the wrong letter."""
    assert ends(text) is None


def test_the_day_of_the_answer_is_not_the_end() -> None:
    """ "Let me know by Thursday" limits the answer, not the trial."""
    text = "We offer you a one month trial from 3 November. This offer stands until 17 October."

    assert read_facts(mail(text), Label.OFFER).offer_form is OfferForm.TRIAL
    assert ends(text) == date(2025, 12, 2)
    assert ends("Please let us know until Friday 17 October whether you want a trial month.") is None


def test_a_later_mail_moves_the_end() -> None:
    """An extension is told in an update, and the trial then has that last day."""
    assert ends("We would like to extend your trial until 28 November.", Label.STATUS_UPDATE) == date(2025, 11, 28)
    assert ends("Your trial period ends on Friday 31 October.", Label.STATUS_UPDATE) == date(2025, 10, 31)
    assert ends("The trial is going well and I will ring on Friday.", Label.STATUS_UPDATE) is None
    assert ends("Your trial ends on Friday 31 October.", Label.OTHER) is None
