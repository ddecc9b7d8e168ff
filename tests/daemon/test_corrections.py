"""What the person's corrections say of other mail: at once, and never so that something urgent is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from support.stories import PRIYA, day, heard, verdict, wrote
from unwatch.corrections import (
    BY_EXAMPLE,
    CERTAIN,
    Correction,
    Mark,
    Reach,
    Ruling,
    in_touch_without,
    reach_of,
    reaches,
    rules_sent,
    ruling,
    tells_the_house,
)
from unwatch.events import Received, Sent
from unwatch_classifiers.records import URGENT, Address, Label

RELAY = Address("Harbor Health", "no-reply@us.greenhouse-mail.io")
FREEMAIL = Address("Tom Reed", "tom.reed@gmail.com")
MADE = Correction(
    id=1,
    content_id="corrected",
    at=day(1),
    label=Label.OTHER,
    was=Label.SCHEDULING,
    judged=Label.SCHEDULING,
    sender=PRIYA,
    thread=frozenset(["first@harbor.example"]),
    reach=Reach.SENDER,
)
TURNED = replace(MADE, label=Label.STATUS_UPDATE, was=Label.REJECTION, judged=Label.REJECTION)
LATER = Mark("later", PRIYA, frozenset(["later@harbor.example"]))
IN_THREAD = Mark("later", Address("Jo", "jo@fern.example"), frozenset(["later@fern.example", "first@harbor.example"]))
STRANGER = Mark("stranger", Address("Jo", "jo@fern.example"), frozenset(["x@fern.example"]))


def received(label: Label, **given: object) -> Received:
    payload = heard(label, 1).payload
    assert isinstance(payload, Received)
    return replace(payload, **given)  # type: ignore[arg-type]


def sent(**given: bool) -> Sent:
    payload = wrote(1, **given).payload
    assert isinstance(payload, Sent)
    return payload


def test_a_corrected_mail_is_what_the_person_said_and_that_is_certain() -> None:
    """Whatever it was judged, and however surely."""
    own = Mark("corrected", PRIYA, frozenset())

    assert ruling([MADE], own, verdict(Label.OFFER, 0.99)) == Ruling(Label.OTHER, CERTAIN, MADE, by_person=True)


@pytest.mark.parametrize("mail", [LATER, IN_THREAD])
def test_mail_of_a_sender_or_thread_that_is_ordinary_is_ordinary_too(mail: Mark) -> None:
    """Even what sounds urgent: a surgery's appointments are not interviews."""
    ruled = ruling([MADE], mail, verdict(Label.SCHEDULING, 0.99))

    assert (ruled.label, ruled.confidence, ruled.ordinary) == (Label.OTHER, BY_EXAMPLE, True)


def test_mail_that_a_correction_does_not_reach_stays_as_it_was_judged() -> None:
    """Of another sender in another thread, or where it speaks of one mail alone."""
    judged = verdict(Label.SCHEDULING, 0.8)

    assert ruling([MADE], STRANGER, judged) == Ruling(Label.SCHEDULING, 0.8)
    assert ruling([replace(MADE, reach=Reach.MAIL)], LATER, judged) == Ruling(Label.SCHEDULING, 0.8)
    assert ruling([replace(MADE, reach=Reach.MAIL)], IN_THREAD, judged) == Ruling(Label.SCHEDULING, 0.8)
    assert ruling([replace(MADE, reach=Reach.THREAD)], LATER, judged) == Ruling(Label.SCHEDULING, 0.8)


def test_the_same_unsure_mistake_of_the_same_sender_is_put_right() -> None:
    """Another label, or a sure verdict, is not the same mistake."""
    assert ruling([TURNED], LATER, verdict(Label.REJECTION, 0.8)).label is Label.STATUS_UPDATE
    assert ruling([TURNED], LATER, verdict(Label.REJECTION, BY_EXAMPLE)).label is Label.REJECTION
    assert ruling([TURNED], LATER, verdict(Label.ACKNOWLEDGEMENT, 0.5)).label is Label.ACKNOWLEDGEMENT
    assert ruling([TURNED], STRANGER, verdict(Label.REJECTION, 0.8)).label is Label.REJECTION


@pytest.mark.parametrize("urgent", sorted(URGENT))
def test_no_example_talks_an_urgent_label_away_except_to_ordinary(urgent: Label) -> None:
    """A miss costs an interview."""
    calming = replace(TURNED, was=urgent, judged=urgent)

    assert ruling([calming], LATER, verdict(urgent, 0.5)).label is urgent
    assert ruling([replace(MADE, was=urgent, judged=urgent)], LATER, verdict(urgent, 0.5)).label is Label.OTHER


def test_a_sender_who_became_known_keeps_their_labels_and_is_ordinary_no_more() -> None:
    """From `other` to an employer's label makes the sender known, and the newer correction stands."""
    known = replace(MADE, id=2, content_id="second", label=Label.SCHEDULING, was=Label.OTHER, judged=Label.SCHEDULING)
    ruled = ruling([known, MADE], LATER, verdict(Label.REJECTION, 0.8))

    assert (ruled.label, ruled.confidence, ruled.correction, ruled.known_by) == (Label.REJECTION, 0.8, None, known)


def test_of_two_corrections_that_reach_a_mail_the_newer_one_decides() -> None:
    """They are given the newest first."""
    other = replace(TURNED, id=2, content_id="second", label=Label.ACKNOWLEDGEMENT)

    assert ruling([other, TURNED], LATER, verdict(Label.REJECTION, 0.6)).label is Label.ACKNOWLEDGEMENT


def test_a_person_is_their_address_and_a_relay_is_not() -> None:
    """Many employers write through one relay; a free-mail address is one person's."""
    assert reach_of(PRIYA, employers=1, in_touch=False) is Reach.SENDER
    assert reach_of(FREEMAIL, employers=0, in_touch=False) is Reach.SENDER
    assert reach_of(RELAY, employers=1, in_touch=False) is Reach.NAME
    assert reach_of(replace(RELAY, name=""), employers=1, in_touch=False) is Reach.THREAD
    assert reach_of(None, employers=0, in_touch=False) is Reach.THREAD


def test_an_agency_that_writes_for_several_employers_is_reached_by_thread_only() -> None:
    """One mail of it that was ordinary says nothing of the next employer."""
    assert reach_of(PRIYA, employers=2, in_touch=False) is Reach.THREAD


def test_where_the_person_has_applied_a_correction_speaks_of_its_mail_alone() -> None:
    """The next invitation from there must not become ordinary."""
    assert reach_of(PRIYA, employers=1, in_touch=True) is Reach.MAIL


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("HackerRank Team", "support@hackerrank.com"),
        ("Talent Acquisition", "no-reply@us.greenhouse-mail.io"),
        ("DocuSign NA4 System", "dse@docusign.net"),
        ("no-reply", "no-reply@hire.lever.co"),
    ],
)
def test_a_name_that_every_employer_has_on_a_relay_is_no_name(name: str, address: str) -> None:
    """One ordinary mail of a test platform does not silence all tests."""
    assert not tells_the_house(Address(name, address))
    assert tells_the_house(Address("Harbor Health Careers", address))


def test_on_a_relay_the_same_name_is_reached_and_another_is_not() -> None:
    """Whatever case it is written in; the same name on another relay is not the same."""
    made = replace(MADE, sender=RELAY, reach=Reach.NAME)

    assert reaches(made, Mark("a", replace(RELAY, name="HARBOR HEALTH"), frozenset()))
    assert not reaches(made, Mark("a", replace(RELAY, name="Fern & Vale"), frozenset()))
    assert not reaches(made, Mark("a", Address("Harbor Health", "no-reply@hire.lever.co"), frozenset()))


def test_the_persons_answers_to_ordinary_mail_are_ordinary() -> None:
    """By the thread, or by whom they went to alone."""
    answer = Mark("answer", Address("Dana", "dana@example.org"), frozenset(["first@harbor.example"]))
    apart = replace(answer, thread=frozenset(["y@example.org"]))

    assert rules_sent([MADE], answer, [Address("", "jo@fern.example")]) is MADE
    assert rules_sent([MADE], apart, [PRIYA]) is MADE
    assert rules_sent([MADE], apart, [PRIYA, Address("", "jo@fern.example")]) is None
    assert rules_sent([replace(MADE, reach=Reach.MAIL)], answer, [PRIYA]) is None


def test_an_application_shows_in_what_the_person_wrote_a_sure_receipt_or_a_system() -> None:
    """Not in what the correction itself would take away, nor in what only sounds like it."""
    wrong = received(Label.SCHEDULING, message_id="wrong")

    assert not in_touch_without([wrong, sent()], [wrong])
    assert in_touch_without([wrong, sent(applies=True)], [wrong])
    assert in_touch_without([wrong, received(Label.ACKNOWLEDGEMENT, confidence=0.95)], [wrong])
    assert not in_touch_without([wrong, received(Label.ACKNOWLEDGEMENT, confidence=0.6)], [wrong])
    assert in_touch_without([wrong, received(Label.STATUS_UPDATE, sender=RELAY)], [wrong])
    assert not in_touch_without([received(Label.STATUS_UPDATE, sender=RELAY, message_id="wrong")], [wrong])
