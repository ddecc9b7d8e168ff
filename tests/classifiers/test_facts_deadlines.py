"""Deadlines are the person's; what the employer will do by a date is none (mail of Wed 8 Oct 2025, 09:00, London)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from support.facts import LONDON, mail
from unwatch_classifiers.facts import read_facts
from unwatch_classifiers.records import Label


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2025, 10, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Please let us know by Friday.", date(2025, 10, 10)),
        ("Please reply before 5 pm on Monday 20 October.", at(20, 17)),
        ("Please complete the assessment within 48 hours.", at(10, 9)),
        ("Complete the assessment by 15 October.", date(2025, 10, 15)),
        ("The link expires in 5 days.", date(2025, 10, 13)),
        ("Let me know by the end of the week.", date(2025, 10, 10)),
        ("Could you send us two references by Monday?", date(2025, 10, 13)),
        ("This offer is valid until 17 October.", date(2025, 10, 17)),
        ("The deadline is Friday 17 October at 23:59.", at(17, 23, 59)),
        ("You have 5 days to complete the test.", date(2025, 10, 13)),
        ("We need your answer by tomorrow.", date(2025, 10, 9)),
        ("Please confirm no later than Thursday noon.", at(9, 12)),
        ("Sign page 4 and return it by 12 noon on Thursday.", at(9, 12)),
        ("Please respond by close of business on Friday.", date(2025, 10, 10)),
        ("Please reply by 5pm today.", at(8, 17)),
        ("Please send it before Friday.", date(2025, 10, 9)),
        ("Please confirm on or before 20 October.", date(2025, 10, 20)),
        ("We can give you until Monday noon to get back to us.", at(13, 12)),
        ("Please choose a slot by Friday, and we will confirm it by Monday.", date(2025, 10, 10)),
        ("I would like to hear from you by the 15th.", date(2025, 10, 15)),
    ],
)
def test_reads_the_persons_deadline(text: str, expected: datetime | date) -> None:
    """A day, or a moment where the mail names an hour; "before Friday" is Thursday."""
    found = read_facts(mail(text), Label.INFORMATION_REQUEST).deadline

    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    "text",
    [
        "We will let you know by Friday.",
        "You will hear from us by the end of the week.",
        "We need someone in the position by the end of October.",
        "Applications close on 31 October.",
        "We received your form on 3 October.",
        "Please note that I am out of the office until Monday.",
        "Would Tuesday 14 October at 10:00 work?",
        "If you have not heard from us within three weeks, please write.",
        "Please arrive by 9:50 on Tuesday.",
        "Please send it by 1 October.",
        "We are still reviewing applications and expect to complete this by the end of the month.",
        "I'm away at a fair until the 20th so please bear with me.",
        "Your interview is on Tuesday 14 October; please bring a pen.",
    ],
)
def test_what_is_not_asked_by_a_day_is_no_deadline(text: str) -> None:
    """Promises, closing dates, appointments and dates gone by are none."""
    assert read_facts(mail(text), Label.INFORMATION_REQUEST).deadline is None


def test_the_earliest_of_several_counts() -> None:
    """Being late for the first is being late."""
    text = "Please confirm by Friday. Please complete the form by Thursday."

    assert read_facts(mail(text), Label.ASSESSMENT).deadline == date(2025, 10, 9)
