"""The whole program over mail on disk: what DESIGN section 3 promises, and the stories of the main job."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import jsonschema
import pytest

from support.letter_lint import problems
from unwatch.application import Application, Outcome
from unwatch.maildisk import open_mail
from unwatch.reader import InlineReader
from unwatch.replay import Replayed, replay
from unwatch.report import report
from unwatch.rhythm import Rhythm
from unwatch_classifiers.records import InterviewStatus, Label

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[2]
LONDON = ZoneInfo("Europe/London")
RHYTHM = Rhythm(zone=LONDON)
SAM = frozenset(["sam.okello@example.org"])
DANA = frozenset(["dana@example.org"])
AS_OF = datetime(2025, 11, 21, 16, tzinfo=UTC)


@cache
def two_hundred() -> tuple[dict[str, Any], Replayed]:
    """The report on the mbox of two hundred mails."""
    reader = InlineReader(LONDON)
    read = (reader.read(stored.raw) for stored in open_mail(str(ROOT / "tests/replay/search.mbox")))
    replayed = replay(read, SAM, as_of=AS_OF, rhythm=RHYTHM)
    return report(replayed, AS_OF, RHYTHM), replayed


def mail(
    number: int,
    sender: str,
    subject: str,
    body: str,
    *,
    day: int = 2,
    hour: int = 9,
    answers: int | None = None,
    calendar: str | None = None,
    method: str = "REQUEST",
) -> bytes:
    """One mail of March 2026, to or from Dana; `answers` is the number of another."""
    made = EmailMessage()
    made["From"] = sender
    made["To"] = "Priya Nair <priya@harborhealth.example>" if "dana@" in sender else "dana@example.org"
    made["Subject"] = subject
    made["Date"] = format_datetime(datetime(2026, 3, day, hour, tzinfo=LONDON))
    made["Message-ID"] = f"<{number}@mail.example>"
    if answers is not None:
        made["In-Reply-To"] = f"<{answers}@mail.example>"
    made.set_content(body)
    if calendar is not None:
        made.add_attachment(calendar.encode(), maintype="text", subtype="calendar", params={"method": method})
    return made.as_bytes()


def invitation(start: str, sequence: int, method: str = "REQUEST") -> str:
    """An iCalendar object for one interview."""
    return "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            f"METHOD:{method}",
            "BEGIN:VEVENT",
            "UID:interview-1@harborhealth.example",
            f"SEQUENCE:{sequence}",
            f"DTSTART;TZID=Europe/London:{start}",
            "DURATION:PT45M",
            "SUMMARY:Interview: intake coordinator",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
    )


PRIYA = "Priya Nair <priya@harborhealth.example>"
ROBOT = "Harbor Health <no-reply@us.greenhouse-mail.io>"
RECEIPT = mail(
    1,
    ROBOT,
    "Thank you for applying to Harbor Health",
    "Hi Dana,\n\nThank you for applying for the Intake Coordinator position at Harbor Health. We have received your "
    "application and will review it.\n",
)
INVITE = mail(
    2,
    PRIYA,
    "Interview for the intake coordinator role",
    "Hi Dana,\n\nWe would like to invite you to an interview for the intake coordinator role. Could you do Tuesday 10 "
    "March at 10:00? Please let me know.\n\nBest wishes,\nPriya Nair\nPractice Manager, Harbor Health\n",
    day=4,
)


def run(mails: Sequence[bytes], *, day: int = 20) -> Replayed:
    """Replay Dana's mail as it stands on that day of March 2026."""
    reader = InlineReader(LONDON)
    as_of = datetime(2026, 3, day, 16, tzinfo=LONDON)
    return replay((reader.read(raw) for raw in mails), DANA, as_of=as_of, rhythm=RHYTHM)


def applications(mails: Sequence[bytes], *, day: int = 20) -> list[Application]:
    """What the mail comes to."""
    return run(mails, day=day).ledger.stories.applications()


def test_the_report_has_the_form_that_other_programs_are_promised() -> None:
    """Two hundred mails, against the schema in docs/."""
    told, _ = two_hundred()
    schema = json.loads((ROOT / "docs/report.schema.json").read_text("utf-8"))

    jsonschema.Draft202012Validator(schema).validate(told)
    assert len(told["messages"]) == 200
    assert {message["direction"] for message in told["messages"]} == {"in", "out"}


def test_what_waits_for_the_person_is_what_a_careful_reader_says() -> None:
    """Over two hundred mails that nothing was made from: an invitation and a task, and nothing else."""
    told, _ = two_hundred()
    expected = json.loads((ROOT / "tests/replay/expected.json").read_text("utf-8"))

    assert {(one["message_id"], one["kind"], one["by"]) for one in told["needs_you"]} == {
        (one["message_id"], one["kind"], one["by"]) for one in expected["needs_you"]
    }


def test_nearly_all_that_could_not_wait_was_passed_on() -> None:
    """Of eighteen at most one waits, and of all others at most five interrupt (docs/understanding.md)."""
    told, _ = two_hundred()
    expected = json.loads((ROOT / "tests/replay/expected.json").read_text("utf-8"))
    passed = {one["message_id"] for one in told["passed_on"]}
    wanted = {one["message_id"] for one in expected["passed_on"]["always"]}
    calm = set(expected["passed_on"]["never"])

    assert len(wanted & passed) >= 17
    assert len(calm & passed) <= 5


def test_the_letter_over_two_hundred_mails_passes_the_lint() -> None:
    """Tone, form, accounting and completeness (letter.md, section f)."""
    told, _ = two_hundred()
    letter = told["letter"]

    assert problems(letter["text"], letter["html"], letter["subject"], letter["preheader"]) == []


def test_the_order_in_which_mail_is_read_changes_nothing() -> None:
    """An mbox is in no order; the story is in that of its dates."""
    forward = applications([RECEIPT, INVITE])
    backward = applications([INVITE, RECEIPT])

    assert repr(forward) == repr(backward)


def test_a_receipt_and_the_recruiters_own_mail_are_one_application() -> None:
    """Different senders, subjects and domains; the same company and role."""
    (application,) = applications([RECEIPT, INVITE])

    assert application.company == "Harbor Health"
    assert len(application.messages) == 2


def test_an_invitation_answered_in_sent_needs_nothing_any_more() -> None:
    """And the time that was taken is confirmed."""
    answer = mail(3, "Dana <dana@example.org>", "Re: Interview", "Yes, Tuesday at 10 is good.", day=5, answers=2)
    (open_one,) = applications([RECEIPT, INVITE], day=6)
    (answered,) = applications([RECEIPT, INVITE, answer], day=6)

    assert [need.kind.value for need in open_one.open_needs] == ["schedule"]
    assert answered.open_needs == ()
    assert [one.status for one in answered.meetings] == [InterviewStatus.CONFIRMED]


def test_a_rejection_closes_one_of_two_roles_at_the_same_employer() -> None:
    """Two roles stay two."""
    other = mail(
        5,
        ROBOT,
        "Thank you for applying to Harbor Health",
        "Hi Dana,\n\nThank you for applying for the Billing Clerk position at Harbor Health. We have received your "
        "application.\n",
        hour=11,
    )
    rejection = mail(
        6,
        ROBOT,
        "Your application for Billing Clerk",
        "Dear Dana,\n\nThank you for your interest in the Billing Clerk position at Harbor Health. After careful "
        "consideration we have decided to move forward with other candidates.\n",
        day=12,
    )
    outcomes = {one.role: one.outcome for one in applications([RECEIPT, other, rejection])}

    assert outcomes == {"Intake Coordinator": None, "Billing Clerk": Outcome.REJECTED}


def test_a_calendar_update_moves_the_interview_and_it_stays_one() -> None:
    """By UID and SEQUENCE (RFC 5546)."""
    first = mail(7, PRIYA, "Interview", "Looking forward.", day=4, calendar=invitation("20260310T100000", 0))
    moved = mail(8, PRIYA, "Updated: Interview", "New time.", day=6, calendar=invitation("20260312T140000", 1))
    (application,) = applications([RECEIPT, first, moved], day=9)

    assert [one.start for one in application.meetings] == [datetime(2026, 3, 12, 14, tzinfo=LONDON)]


CALM = [
    mail(
        20,
        "Streamlet <billing@streamlet.example>",
        "Unfortunately your payment failed",
        "Hi Dana, unfortunately we were unable to process your payment of £7.99. Please update your card by Friday or "
        "your subscription will be cancelled.",
    ),
    mail(
        21,
        "Brook Street Dental <reception@brookdental.example>",
        "Your appointment on Tuesday",
        "Dear Ms Whitlock, this is to confirm your appointment with Mr Sandhu on Tuesday 10 March at 10:00. Please let "
        "us know if you cannot attend.",
    ),
    mail(
        22,
        "County Jobs <alerts@countyjobs.example>",
        "12 new jobs for you: Data Analyst at Harbor Health and more",
        "New jobs that match your search: Data Analyst, Harbor Health. Office Manager, Quayside. Apply now. "
        "Unsubscribe from job alerts.",
    ),
    mail(
        23,
        "The Sunday Desk <letters@sundaydesk.example>",
        "Ten rejection letters we loved",
        'This week: "We regret to inform you that your application was unsuccessful" and other sentences that readers '
        "sent us. Subscribe for more. Unsubscribe here.",
    ),
]


def test_ordinary_mail_full_of_an_employers_words_changes_nothing() -> None:
    """A failed payment, a dentist's appointment, a job alert, a newsletter about rejections."""
    replayed = run([RECEIPT, *CALM])
    (application,) = replayed.ledger.stories.applications()
    labels = [one.label for one in replayed.ledger.mail.messages() if one.message_id != "1@mail.example"]

    assert application.messages == ("1@mail.example",)
    assert application.outcome is None
    assert labels == [Label.OTHER] * len(CALM)
    assert replayed.ledger.post.pass_ons() == []


def test_a_message_after_the_moment_of_the_letter_is_not_seen() -> None:
    """The report is of its own day."""
    assert len(run([RECEIPT, INVITE], day=3).ledger.mail.messages()) == 1


def test_what_is_passed_on_goes_out_at_its_arrival() -> None:
    """The invitation at once; nothing else."""
    replayed = run([RECEIPT, INVITE])
    told = report(replayed, datetime(2026, 3, 20, 16, tzinfo=LONDON), RHYTHM)

    assert [(one["message_id"], one["at"]) for one in told["passed_on"]] == [
        ("2@mail.example", "2026-03-04T09:00:00+00:00")
    ]
