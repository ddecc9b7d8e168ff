"""Under the threshold an employer's mail is shown as it came, and passed on if it dates or asks (letter.md S15)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from support.stories import PRIYA, confirmed, day, message, verdict
from unwatch.application import Outcome
from unwatch.ledger import Ledger
from unwatch.letter.compose import write_letter
from unwatch.letter.records import Way
from unwatch.matching import SURE_OF_THE_KNOWN
from unwatch.placing import UNCLEAR
from unwatch.post_office import Addresses, PostOffice
from unwatch.record import Arrival, Recorded, Recorder, Rules
from unwatch.rhythm import Rhythm
from unwatch.week import Person, week
from unwatch_classifiers.records import Address, Label, Message, Promise, PromiseKind, Verdict

ZONE = ZoneInfo("Europe/London")
RHYTHM = Rhythm(zone=ZONE)
RULES = Rules(me=frozenset(["dana@example.org"]), rhythm=RHYTHM, watching_since=day(-1))
ADDRESSES = Addresses("unwatch@example.org", "unwatch", "dana@example.org", ("dana@example.org",))
UNSURE = SURE_OF_THE_KNOWN - 0.01
RECEIPT = message("receipt", 0)
UNCLEAR_MAIL = message(
    "unclear", 2, subject="Where we are", new_text="We have had to look at things again.\nMore soon."
)
SENTENCE = "The sentence that decided"


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with Ledger(None) as opened:
        one = Recorder(opened, RULES)
        judged = verdict(Label.ACKNOWLEDGEMENT, 0.95, company="Harbor Health", role="Clerk")
        one.record(Arrival(RECEIPT, judged, RECEIPT.date), RECEIPT.date)
        yield opened


def record(ledger: Ledger, given: Message, judged: Verdict) -> Recorded:
    return Recorder(ledger, RULES).record(Arrival(given, judged, given.date), given.date)


def letter(ledger: Ledger) -> str:
    """The letter of that week, on one line, after all that was due was passed on."""
    person = Person(ZONE)
    PostOffice(ledger, RHYTHM, person, ADDRESSES).freeze_pass_ons(day(6))
    given = week(ledger, person, since=day(0) - timedelta(days=1), due=day(6), next_letter=day(13))
    return " ".join(write_letter(given).text.split())


def unplaced(text: str) -> str:
    """What stands under "Could not place"."""
    return text.partition("COULD NOT PLACE")[2].partition("HOW THIS WEEK")[0]


@pytest.mark.parametrize("label", [Label.REJECTION, Label.ACKNOWLEDGEMENT, Label.STATUS_UPDATE, Label.OTHER])
def test_what_a_known_employers_mail_says_is_not_guessed_under_the_threshold(ledger: Ledger, label: Label) -> None:
    """It is shown whole in the letter with the reason, and moves nothing."""
    recorded = record(ledger, UNCLEAR_MAIL, verdict(label, UNSURE))

    (application,) = ledger.stories.applications()
    assert recorded.way is Way.LETTER
    assert (application.outcome, application.open_needs) == (None, ())
    shown = unplaced(letter(ledger))
    assert UNCLEAR.rstrip(".") in shown
    assert "We have had to look at things again. | More soon." in shown


def test_at_the_threshold_it_is_taken_for_what_it_is(ledger: Ledger) -> None:
    """And stands among what moved, not among what could not be placed."""
    record(ledger, UNCLEAR_MAIL, verdict(Label.REJECTION, SURE_OF_THE_KNOWN))

    assert ledger.stories.applications()[0].outcome is Outcome.REJECTED
    assert unplaced(letter(ledger)) == ""


@pytest.mark.parametrize("label", [Label.REJECTION, Label.ACKNOWLEDGEMENT, Label.STATUS_UPDATE, Label.OTHER])
@pytest.mark.parametrize(
    "holds",
    [{"wants_answer": True}, {"interviews": (confirmed(4),)}, {"deadline": day(20)}],
    ids=["asks", "times", "deadline"],
)
def test_it_is_passed_on_at_once_if_it_holds_a_date_or_a_question(
    ledger: Ledger, label: Label, holds: dict[str, object]
) -> None:
    """Whatever it was taken for; the letter then tells its sentence and that it came whole."""
    recorded = record(ledger, UNCLEAR_MAIL, verdict(label, UNSURE, **holds))

    assert recorded.way is Way.AT_ONCE
    shown = unplaced(letter(ledger))
    assert f'It says: "{SENTENCE}".' in shown
    assert "It reached you whole at once." in shown


def test_the_sentence_is_told_where_the_letter_cuts_the_mail(ledger: Ledger) -> None:
    """It may stand behind the cut."""
    long = message("long", 2, new_text="word " * 400)
    record(ledger, long, verdict(Label.REJECTION, UNSURE))

    assert SENTENCE in unplaced(letter(ledger))


def test_the_day_of_the_last_word_is_kept_and_what_they_promised(ledger: Ledger) -> None:
    """They have written; what it is is not sure, the date in it is theirs."""
    promise = Promise("by Friday", PromiseKind.DECIDE_BY, day(5).date(), day(12).date())
    record(ledger, UNCLEAR_MAIL, verdict(Label.STATUS_UPDATE, UNSURE, promise=promise))

    (application,) = ledger.stories.applications()
    assert application.last_heard == UNCLEAR_MAIL.date
    assert application.promise == promise


def test_a_known_persons_mail_that_could_be_about_two_roles_is_shown_and_passed_on(ledger: Ledger) -> None:
    """Which of the two is asked in the letter; the question reaches the person at once."""
    second = message("second", 1)
    record(ledger, second, verdict(Label.ACKNOWLEDGEMENT, 0.95, company="Harbor Health", role="Porter"))
    asked = message("asked", 2)
    quiet = message("quiet", 3)

    recorded = record(ledger, asked, verdict(Label.OTHER, 0.95, wants_answer=True))
    record(ledger, quiet, verdict(Label.OTHER, 0.95))

    assert (recorded.application_id, recorded.way) == (None, Way.AT_ONCE)
    shown = unplaced(letter(ledger))
    assert "It could belong to any of your applications there" in shown
    assert "Text of mail quiet." in shown


def test_an_unsure_invitation_of_a_known_person_with_two_roles_is_passed_on(ledger: Ledger) -> None:
    """When in doubt whether a message of a known employer is urgent, pass it on."""
    second = message("second", 1)
    record(ledger, second, verdict(Label.ACKNOWLEDGEMENT, 0.95, company="Harbor Health", role="Porter"))

    assert record(ledger, UNCLEAR_MAIL, verdict(Label.SCHEDULING, 0.6)).way is Way.AT_ONCE
    assert record(ledger, message("low", 3), verdict(Label.SCHEDULING, UNSURE)).way is Way.AT_ONCE


def test_unsure_mail_from_the_employers_house_is_shown_and_sure_ordinary_mail_is_not(ledger: Ledger) -> None:
    """From an address that never wrote before; a newsletter of the same house is ordinary all the same."""
    desk = Address("Harbor", "desk@harborhealth.example")
    for number in (1, 2, 3):
        given = message(f"desk-{number}", 2 + number / 10, sender=desk, list_unsubscribe=number == 3)
        record(ledger, given, verdict(Label.OTHER, UNSURE if number != 2 else 0.95))

    shown = unplaced(letter(ledger))
    assert "Text of mail desk-1." in shown
    assert "desk-2" not in shown
    assert "desk-3" not in shown


def test_a_strangers_unsure_mail_stays_what_it_was(ledger: Ledger) -> None:
    """Ordinary, and nobody's business."""
    stranger = message("x", 2, sender=Address("Jo", "jo@fern.example"), new_text="Shall we meet?")
    recorded = record(ledger, stranger, verdict(Label.STATUS_UPDATE, UNSURE, wants_answer=True))

    assert (recorded.way, recorded.application_id) == (Way.LETTER, None)
    assert "Shall we meet?" not in letter(ledger)
    assert PRIYA.address in {one.sender for one in ledger.mail.messages()}
