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
        ("Please send it before Friday.", at(10, 0)),
        ("Please confirm on or before 20 October.", date(2025, 10, 20)),
        ("We can give you until Monday noon to get back to us.", at(13, 12)),
        ("Send it over by 9 Friday night.", at(10, 21)),
        ("The page closes Friday 17 October at 5 p.m.", at(17, 17)),
        ("The page closes without further notice on 17 October.", date(2025, 10, 17)),
        ("Window shuts 20 October, midnight.", date(2025, 10, 20)),
        ("The link dies in 72 hours.", at(11, 9)),
        ("By Friday would be marvellous.", date(2025, 10, 10)),
        ("Mobile numbers by 28th.", date(2025, 10, 28)),
        ("It comes back to me by the sixteenth.", date(2025, 10, 16)),
        ("The line is open day and night until the 30.", date(2025, 10, 30)),
        ("Friday will do.", date(2025, 10, 10)),
        ("Monday 13th?", date(2025, 10, 13)),
        ("I should like it on my desk Monday 20.", date(2025, 10, 20)),
        ("Send back Wednesday 15, the drawing too.", date(2025, 10, 15)),
        ("Back to me for the 16th.", date(2025, 10, 16)),
        ("I hope to have both names on the table by the 20th.", date(2025, 10, 20)),
        ("This side of Tuesday, if you can.", date(2025, 10, 13)),
        ("Deliver it by nine in the morning of 15th October.", at(15, 9)),
        ("Deadline's the 29th.", date(2025, 10, 29)),
        ("Papers received after 24 October wait a year.", date(2025, 10, 24)),
        ("Please upload it before Friday 17 October is over.", date(2025, 10, 17)),
        ("We need both before the closing date, Friday 17 October.", date(2025, 10, 17)),
        ("Friday October 24, 1700, or the file is shelved.", at(24, 17)),
        ("Please choose a slot by Friday, and we will confirm it by Monday.", date(2025, 10, 10)),
        ("I would like to hear from you by the 15th.", date(2025, 10, 15)),
    ],
)
def test_reads_the_persons_deadline(text: str, expected: datetime | date) -> None:
    """A day, or a moment where the mail names an hour; "before Friday" is over as Friday begins."""
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
        "Questions to me, I'm on till 6 most days.",
        "She closes for prayers at noon.",
        "The paper takes 3 hours; please finish it in 3 hours.",
        "Please register within an hour of opening the link.",
        "We are certified within the year.",
        "Pupils come in on Saturday mornings.",
    ],
)
def test_what_is_not_asked_by_a_day_is_no_deadline(text: str) -> None:
    """Promises, closing dates, appointments and dates gone by are none."""
    assert read_facts(mail(text), Label.INFORMATION_REQUEST).deadline is None


def test_the_earliest_of_several_counts() -> None:
    """Being late for the first is being late."""
    text = "Please confirm by Friday. Please complete the form by Thursday."

    assert read_facts(mail(text), Label.ASSESSMENT).deadline == date(2025, 10, 9)


def test_what_says_by_when_goes_before_what_is_only_wished() -> None:
    """A wish may stand beside the limit."""
    text = "Their deadline's the 24th. Today would be wise."

    assert read_facts(mail(text), Label.REFERENCE_REQUEST).deadline == date(2025, 10, 24)


@pytest.mark.parametrize("label", [Label.STATUS_UPDATE, Label.ACKNOWLEDGEMENT])
def test_a_report_sets_a_deadline_only_where_it_asks_outright(label: Label) -> None:
    """What the employer awaits by a day is not for the person to do."""
    assert read_facts(mail("We await the insurers' answer within the week."), label).deadline is None
    assert read_facts(mail("Please send the form by Friday."), label).deadline == date(2025, 10, 10)


def test_the_subject_and_a_forwarded_mail_may_say_by_when() -> None:
    """They are read where the text says nothing."""
    titled = mail("The form is attached.", subject="Form due by 17 October")
    passed_on = mail("See below.", subject="Fwd: names", quoted="Can you have them to me by the 20th?")

    assert read_facts(titled, Label.INFORMATION_REQUEST).deadline == date(2025, 10, 17)
    assert read_facts(passed_on, Label.REFERENCE_REQUEST).deadline == date(2025, 10, 20)


def test_the_one_day_that_a_task_names_is_by_when_it_is_due() -> None:
    """ "Bring it Saturday" needs no "by"; two days leave it open."""
    assert read_facts(mail("Cook for us on 18 October."), Label.ASSESSMENT).deadline == date(2025, 10, 18)
    assert read_facts(mail("Cook for us on 18 October or 19 October."), Label.ASSESSMENT).deadline is None
