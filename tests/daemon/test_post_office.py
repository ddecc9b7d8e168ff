"""What is due is frozen, exactly once: letters, pass-ons, and the word that the watcher is deaf."""

from __future__ import annotations

import email
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from zoneinfo import ZoneInfo

import pytest

from support.stories import message, verdict
from unwatch.ledger import Ledger
from unwatch.orders import Orders
from unwatch.post_office import WATCHING_SINCE, Addresses, PostOffice, reply_token
from unwatch.record import Arrival, Recorder, Rules
from unwatch.rhythm import Rhythm
from unwatch.week import Person
from unwatch_classifiers.records import Address, Label

LONDON = ZoneInfo("Europe/London")
RHYTHM = Rhythm(zone=LONDON)
BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)
FRIDAY = datetime(2026, 3, 6, 16, tzinfo=UTC)
DANA = "dana@example.org"
RULES = Rules(me=frozenset([DANA]), rhythm=RHYTHM, watching_since=BEGAN - timedelta(days=1))


@pytest.fixture
def ledger() -> Ledger:
    opened = Ledger(None)
    opened.remember_time(WATCHING_SINCE, BEGAN)
    return opened


@pytest.fixture
def office(ledger: Ledger) -> PostOffice:
    person = Person(zone=LONDON, reply_to="letter@example.org")
    return PostOffice(ledger, RHYTHM, person, Addresses("letter@example.org", "unwatch", DANA, (DANA,)))


def sent(ledger: Ledger) -> list[EmailMessage]:
    """What lies in the outbox."""
    return [email.message_from_bytes(row.raw, policy=default) for row in ledger.post.outbox()]


def text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_a_letter_is_written_once_for_its_week_however_often_it_is_asked_for(
    ledger: Ledger, office: PostOffice
) -> None:
    """A tick too many changes nothing."""
    assert not office.freeze_letter(FRIDAY - timedelta(seconds=1))
    assert office.freeze_letter(FRIDAY)
    assert not office.freeze_letter(FRIDAY)
    assert not office.freeze_letter(FRIDAY + timedelta(days=6))
    assert office.freeze_letter(FRIDAY + timedelta(days=7))

    assert len(sent(ledger)) == 2


def test_after_five_weeks_off_there_is_one_letter(ledger: Ledger, office: PostOffice) -> None:
    """It covers them all (reliability row 82)."""
    office.freeze_letter(FRIDAY)
    late = FRIDAY + timedelta(days=37)

    assert office.freeze_letter(late)
    assert not office.freeze_letter(late)
    assert len(sent(ledger)) == 2


def test_a_clock_that_goes_back_writes_no_second_letter(ledger: Ledger, office: PostOffice) -> None:
    """The week has its letter (reliability row 83)."""
    office.freeze_letter(FRIDAY)

    assert not office.freeze_letter(FRIDAY - timedelta(days=3))
    assert not office.freeze_letter(FRIDAY + timedelta(minutes=1))


def test_before_the_first_week_is_over_no_letter_is_due(ledger: Ledger, office: PostOffice) -> None:
    """The Friday before the watch began is not made up for."""
    assert not office.freeze_letter(BEGAN + timedelta(minutes=1))


def test_every_message_is_told_in_exactly_one_letter(ledger: Ledger, office: PostOffice) -> None:
    """And counted there."""
    recorder = Recorder(ledger, RULES)
    receipt = message("receipt", 1)
    recorder.record(Arrival(receipt, verdict(Label.ACKNOWLEDGEMENT, company="Harbor"), receipt.date), receipt.date)
    office.freeze_letter(FRIDAY)
    office.freeze_letter(FRIDAY + timedelta(days=7))
    first, second = sent(ledger)

    assert "Employers sent one message" in text(first)
    assert "Employers sent no messages" in text(second)


def test_a_pass_on_is_frozen_once_when_its_time_has_come(ledger: Ledger, office: PostOffice) -> None:
    """Bytes and Message-ID never change afterwards."""
    recorder = Recorder(ledger, RULES)
    asked = message("asked", 1)
    recorder.record(Arrival(asked, verdict(Label.REFERENCE_REQUEST, company="Harbor"), asked.date), asked.date)

    assert office.freeze_pass_ons(asked.date) == 1
    assert office.freeze_pass_ons(asked.date + timedelta(days=1)) == 0
    assert len(sent(ledger)) == 1


def test_six_hours_of_deafness_are_told_once_and_only_while_it_fails(ledger: Ledger, office: PostOffice) -> None:
    """Silence of the watcher must not be taken for the employers'."""
    ledger.post.open_gap("home", BEGAN, "no contact")

    assert office.freeze_faults(BEGAN + timedelta(hours=5), {"home"}) == 0
    assert office.freeze_faults(BEGAN + timedelta(hours=7), set()) == 0
    assert office.freeze_faults(BEGAN + timedelta(hours=7), {"home"}) == 1
    assert office.freeze_faults(BEGAN + timedelta(hours=9), {"home"}) == 0
    assert "by hand" in text(sent(ledger)[0])


@pytest.mark.parametrize("way", ["thread", "link"])
def test_a_reply_is_known_by_its_thread_or_by_the_token_of_its_link(
    ledger: Ledger, office: PostOffice, way: str
) -> None:
    """A mailto link carries no In-Reply-To."""
    recorder = Recorder(ledger, RULES)
    receipt = message("receipt", 1)
    recorder.record(Arrival(receipt, verdict(Label.ACKNOWLEDGEMENT, company="Harbor"), receipt.date), receipt.date)
    office.freeze_letter(FRIDAY)
    own = ledger.post.outbox()[0].message_id
    given = {"in_reply_to": (own,)} if way == "thread" else {"subject": reply_token(own)}
    reply = message("reply", 5, sender=Address("Dana", DANA), new_text="rest 1", **given)

    assert Orders(ledger, RHYTHM, office).obey(reply, FRIDAY) == 1
    assert ledger.stories.applications()[0].rested is not None


@pytest.mark.parametrize("subject", ["letter 2026-W10.00000000", "letter 2026-W11.12345678", "rest 1"])
def test_a_token_that_no_letter_has_does_nothing(ledger: Ledger, office: PostOffice, subject: str) -> None:
    """A guess is worth nothing."""
    office.freeze_letter(FRIDAY)
    reply = message("reply", 5, sender=Address("Dana", DANA), new_text="rest 1", subject=subject)

    assert Orders(ledger, RHYTHM, office).obey(reply, FRIDAY) == 0
