"""The evening of an interview: one letter, in time, and a place for what the person wants to keep (letter.md d.3)."""

from __future__ import annotations

import email
from datetime import UTC, datetime, time, timedelta
from email.policy import default
from zoneinfo import ZoneInfo

import pytest

from support.letter_lint import tone_problems
from support.stories import confirmed, day, message, verdict
from unwatch.after_interview import due, read_reply
from unwatch.ledger import Ledger
from unwatch.post_office import WATCHING_SINCE, Addresses, PostOffice
from unwatch.record import Arrival, Recorder, Rules
from unwatch.rhythm import Rhythm
from unwatch.week import Person
from unwatch_classifiers.records import Interview, Label

LONDON = ZoneInfo("Europe/London")
RHYTHM = Rhythm(zone=LONDON)
DANA = "dana@example.org"


class Evening:
    """A ledger in which an interview is agreed, and the office that writes about it."""

    def __init__(self, *interviews: Interview, watching_since: datetime | None = None) -> None:
        since = watching_since or day(-1)
        self.ledger = Ledger(None)
        self.ledger.remember_time(WATCHING_SINCE, since)
        self.recorder = Recorder(self.ledger, Rules(frozenset([DANA]), RHYTHM, since))
        self.office = PostOffice(self.ledger, RHYTHM, Person(zone=LONDON), Addresses(DANA, "unwatch", DANA, (DANA,)))
        self.invite(0, *interviews)

    def invite(self, on: float, *interviews: Interview) -> None:
        """An invitation to these interviews."""
        judged = verdict(Label.SCHEDULING, company="Harbor Health", role="Clerk", interviews=interviews)
        mail = message(f"invitation-{on}", on)
        self.recorder.record(Arrival(mail, judged, mail.date), mail.date)

    def letters(self) -> list[str]:
        """The texts of the letters after an interview."""
        mails = [
            email.message_from_bytes(row.raw, policy=default)
            for row in self.ledger.post.outbox()
            if row.kind == "after_interview"
        ]
        bodies = [mail.get_body(("plain",)) for mail in mails]
        return [str(body.get_content()) for body in bodies if body is not None]


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ("2026-03-04 11:00", "2026-03-04 13:00"),
        ("2026-03-04 18:00", "2026-03-04 20:00"),
        ("2026-03-04 18:40", "2026-03-04 20:00"),
        ("2026-03-04 19:30", "2026-03-05 08:30"),
        ("2026-03-04 23:30", "2026-03-05 08:30"),
    ],
)
def test_it_goes_out_two_hours_after_the_end_and_never_at_night(ends: str, expected: str) -> None:
    """Never after 20:00 by the person's clock; what ends late is told the next morning (C9a)."""
    end = datetime.fromisoformat(ends).replace(tzinfo=LONDON)

    assert due(end, RHYTHM) == datetime.fromisoformat(expected).replace(tzinfo=LONDON)


def test_the_hour_is_that_of_the_persons_zone() -> None:
    """An interview that ends at noon in London is over at night in Auckland."""
    auckland = Rhythm(zone=ZoneInfo("Pacific/Auckland"), morning=time(8))
    end = datetime(2026, 3, 4, 12, tzinfo=UTC)  # one in the morning there

    assert due(end, auckland).astimezone(auckland.zone) == datetime(2026, 3, 5, 8, tzinfo=auckland.zone)


def test_each_interview_has_one_such_letter() -> None:
    """However often it is asked, and if the end is corrected by an hour."""
    evening = Evening(confirmed(2))
    end = day(2) + timedelta(hours=1)
    assert evening.office.freeze_after_interviews(end + timedelta(hours=1)) == 0
    assert evening.office.freeze_after_interviews(end + timedelta(hours=2)) == 1
    evening.invite(1.9, confirmed(2, hours=2))

    assert evening.office.freeze_after_interviews(end + timedelta(hours=4)) == 0
    assert len(evening.letters()) == 1


def test_an_interview_that_lies_ahead_does_not_hide_the_one_that_was_held() -> None:
    """The first of two rounds has its evening."""
    evening = Evening(confirmed(2))
    evening.invite(2.06, confirmed(9))

    assert evening.office.freeze_after_interviews(day(2) + timedelta(hours=4)) == 1


def test_none_is_written_for_what_is_not_there_or_long_past() -> None:
    """Nor for what was over before the watch began."""
    assert Evening().office.freeze_after_interviews(day(2.5)) == 0
    assert Evening(confirmed(2)).office.freeze_after_interviews(day(4)) == 0
    late = Evening(confirmed(2), watching_since=day(2.2))
    assert late.office.freeze_after_interviews(day(2.3)) == 0


def test_a_watcher_that_was_off_over_the_hour_waits_for_the_morning() -> None:
    """It is not written at night, and it is written."""
    evening = Evening(confirmed(2))

    assert evening.office.freeze_after_interviews(day(2) + timedelta(hours=14)) == 0
    assert evening.office.freeze_after_interviews(day(2) + timedelta(hours=23, minutes=40)) == 1


def test_it_begins_with_permission_to_stop_and_asks_what_went_well_first() -> None:
    """C8a, C8b, C1a, A3a, A4a, C7b, C13d: no praise, no verdict, one date, and the letter's tone."""
    evening = Evening(confirmed(2))
    evening.office.freeze_after_interviews(day(2) + timedelta(hours=3))
    (text,) = evening.letters()
    flat = " ".join(text.split())

    assert flat.startswith("The interview with Harbor Health, Clerk, on Wednesday, is done. Nothing more belongs to it")
    assert flat.index("Went well") < flat.index("Asked") < flat.index("Differently")
    assert "one sign noticed, what nags" in flat
    assert 'from tomorrow morning until Saturday 7 March: reply "draft 1"' in flat
    assert "Realistic: by" in flat
    assert list(tone_problems("text", text)) == []


def test_the_number_one_in_it_is_that_application() -> None:
    """So that "draft 1" can be answered."""
    evening = Evening(confirmed(2))
    evening.office.freeze_after_interviews(day(2) + timedelta(hours=3))
    (row,) = evening.ledger.post.outbox()

    assert evening.ledger.post.numbers_of_message(row.message_id) == {1: evening.ledger.stories.applications()[0].id}
    assert evening.ledger.post.is_after_interview(row.message_id)


def test_an_answer_becomes_notes_as_it_was_written() -> None:
    """Fields apart, prose as it is, commands as commands; quotes, signature and empty fields are nothing (A3a)."""
    commands, notes = read_reply(
        "Nice people, long way.\n\nAsked: why logistics?\nand what about nights\nWent well:\n"
        "Differently: shorter answers\nrest 1\n\nOn Wednesday the watcher wrote:\n> The interview\n-- \nDana\n",
        day(3).date(),
    )

    assert [one.verb.value for one in commands] == ["rest"]
    assert notes == (
        "Nice people, long way.",
        "Asked: why logistics? and what about nights",
        "Differently: shorter answers",
    )


def test_an_empty_answer_is_taken_in_silence() -> None:
    """Nothing is asked that must be answered."""
    assert read_reply("\n\n> quoted\n", day(3).date()) == ((), ())
