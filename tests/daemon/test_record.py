"""One message into the ledger: once, in whatever order, and passed on only if it cannot wait."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest

from support.stories import PRIYA, day, message, verdict
from unwatch.ledger import Ledger
from unwatch.letter.records import Way
from unwatch.record import Arrival, Recorded, Recorder, Rules
from unwatch.rhythm import Rhythm
from unwatch_classifiers.records import Address, Label, Message, Stage, Verdict

DANA = Address("Dana", "dana@example.org")
RHYTHM = Rhythm(zone=ZoneInfo("Europe/London"))
RECEIPT = message("receipt", 0)
INVITATION = message("invitation", 2, in_reply_to=("receipt@harbor.example",))
ANSWER = message(
    "answer", 3, sender=DANA, to=(PRIYA,), new_text="Yes, that is fine.", in_reply_to=("invitation@harbor.example",)
)
ACKNOWLEDGED = verdict(Label.ACKNOWLEDGEMENT, company="Harbor Health", role="Clerk")
INVITED = verdict(Label.SCHEDULING, wants_answer=True)


@pytest.fixture
def ledger() -> Ledger:
    return Ledger(None)


def recorder(ledger: Ledger, *, since: float = -1) -> Recorder:
    """A recorder for Dana, watching since that day."""
    return Recorder(ledger, Rules(me=frozenset([DANA.address]), rhythm=RHYTHM, watching_since=day(since)))


def record(one: Recorder, given: Message, judged: Verdict, now: float | None = None) -> Recorded:
    """Record a message at its own time, or later."""
    when = given.date if now is None else day(now)
    return one.record(Arrival(given, judged, given.date), when)


def test_the_same_message_in_two_mailboxes_is_one_message(ledger: Ledger) -> None:
    """It came by two ways and was recorded twice; it counts once."""
    one = recorder(ledger)
    record(one, RECEIPT, ACKNOWLEDGED)
    again = record(one, RECEIPT, ACKNOWLEDGED)

    assert not again.new
    assert ledger.mail.count() == 1
    assert len(ledger.stories.applications()[0].messages) == 1


def test_two_messages_with_one_message_id_are_two(ledger: Ledger) -> None:
    """A Message-ID alone proves nothing (reliability row 27)."""
    one = recorder(ledger)
    record(one, RECEIPT, ACKNOWLEDGED)
    record(one, replace(RECEIPT, new_text="Something else."), ACKNOWLEDGED)

    assert ledger.mail.count() == 2


def test_whatever_order_a_thread_is_read_in_the_story_is_the_same() -> None:
    """An answer read before its question is taken up when the question comes."""
    ends: set[str] = set()
    for order in permutations([(RECEIPT, ACKNOWLEDGED), (INVITATION, INVITED), (ANSWER, verdict(Label.OTHER))]):
        with Ledger(None) as ledger:
            one = recorder(ledger)
            for given, judged in order:
                record(one, given, judged, now=4)
            ends.update(repr(application) for application in ledger.stories.applications())

    assert len(ends) == 1
    assert "settled=datetime" in ends.pop()


def test_an_invitation_that_was_answered_before_it_was_read_is_not_passed_on(ledger: Ledger) -> None:
    """After a night off, sent mail is read first."""
    one = recorder(ledger)
    record(one, ANSWER, verdict(Label.OTHER), now=4)
    record(one, RECEIPT, ACKNOWLEDGED, now=4)

    assert record(one, INVITATION, INVITED, now=4).way is Way.LETTER


def test_a_pass_on_that_waits_is_taken_back_when_it_is_answered(ledger: Ledger) -> None:
    """What waits for the end of the quiet hours is not sent once it is settled."""
    one = recorder(ledger)
    record(one, RECEIPT, ACKNOWLEDGED)
    record(one, INVITATION, INVITED)
    assert len(ledger.post.pass_ons()) == 1
    record(one, ANSWER, verdict(Label.OTHER))

    assert ledger.post.pass_ons() == []


def test_what_was_there_before_the_watch_began_interrupts_only_if_it_is_open_and_fresh(ledger: Ledger) -> None:
    """An invitation of last week is passed on after the first look; one of last month is not."""
    one = recorder(ledger, since=30)
    record(one, RECEIPT, ACKNOWLEDGED, now=30)
    record(one, INVITATION, INVITED, now=30)
    fresh = replace(message("fresh", 25), sender=Address("Ann", "ann@fern.example"))
    record(one, fresh, verdict(Label.REFERENCE_REQUEST, company="Fern"), now=30)
    assert ledger.post.pass_ons() == []

    assert one.catch_up(day(30)) == 1
    assert [ledger.mail.message(row.content_id).message_id for row in ledger.post.pass_ons()] == [fresh.message_id]
    assert one.catch_up(day(30) + timedelta(hours=1)) == 0


def test_of_ordinary_mail_neither_subject_nor_text_is_kept(ledger: Ledger) -> None:
    """It is nobody's business."""
    private = message("private", 1, subject="Test results", new_text="Please call the surgery.")
    record(recorder(ledger), private, verdict(Label.OTHER))
    (kept,) = ledger.mail.messages()

    assert (kept.subject, kept.text, kept.evidence) == ("", "", ())


def test_an_offer_from_a_stranger_changes_no_state_and_reaches_the_person_once(ledger: Ledger) -> None:
    """Not connected to any application (letter.md S12)."""
    recorded = record(recorder(ledger), message("scam", 1), verdict(Label.OFFER))

    assert recorded.way is Way.AT_ONCE
    assert recorded.application_id is None
    assert ledger.stories.applications() == []


def test_a_strangers_offer_that_the_person_answers_is_an_application(ledger: Ledger) -> None:
    """Who answers knows what it is about; an offer alone changes nothing (letter.md S12)."""
    one = recorder(ledger)
    offer = message("offer", 1)
    record(one, offer, verdict(Label.OFFER, company="Harbor Health", role="Clerk"))
    assert ledger.stories.applications() == []
    record(one, replace(ANSWER, in_reply_to=(offer.message_id,)), verdict(Label.OTHER))

    (application,) = ledger.stories.applications()
    assert (application.stage, application.role) == (Stage.OFFER, "Clerk")


def test_a_friend_whom_the_person_answers_is_no_employer(ledger: Ledger) -> None:
    """Friends settle times too; they name no role."""
    one = recorder(ledger)
    friend = message("climbing", 1)
    record(one, friend, verdict(Label.SCHEDULING, 0.76, wants_answer=True))
    record(one, replace(ANSWER, in_reply_to=(friend.message_id,)), verdict(Label.OTHER))

    assert ledger.stories.applications() == []


def test_a_second_mail_of_one_who_wrote_like_an_employer_begins_what_the_first_did_not(ledger: Ledger) -> None:
    """Two unsure mails about a role make it sure; both are of it."""
    one = recorder(ledger)
    record(one, message("first", 1), verdict(Label.ACKNOWLEDGEMENT, 0.7, role="Binder"))
    assert ledger.stories.applications() == []
    record(one, message("second", 2), verdict(Label.OFFER, 0.9, company="Harbor Health", role="Binder"))

    (application,) = ledger.stories.applications()
    assert application.messages == ("first@harbor.example", "second@harbor.example")


def test_two_offers_of_a_stranger_are_none(ledger: Ledger) -> None:
    """Only what an employer writes before an offer makes one known."""
    one = recorder(ledger)
    record(one, message("first", 1), verdict(Label.OFFER, 0.95, role="Assistant"))
    record(one, message("second", 2), verdict(Label.OFFER, 0.95, role="Assistant"))

    assert ledger.stories.applications() == []


def test_a_newsletter_of_an_employer_is_ordinary_mail(ledger: Ledger) -> None:
    """It says how to get no more of it; that it comes from their house makes it no word of theirs."""
    one = recorder(ledger)
    record(one, RECEIPT, ACKNOWLEDGED)
    letter = message("season", 2, sender=Address("Box office", "box@harborhealth.example"))
    letter = replace(letter, new_text="Book by Friday.", signature="Unsubscribe here.")
    seen = record(one, letter, verdict(Label.OTHER, 0.95, wants_answer=True))
    plain = record(one, replace(letter, message_id="b", signature=""), verdict(Label.OTHER, 0.95, wants_answer=True))

    assert (seen.application_id, seen.way) == (None, Way.LETTER)
    assert plain.application_id is not None
