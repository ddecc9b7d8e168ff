"""The person puts their search in order: names, merges, splits, one mail set right; each taken back whole."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from support.stories import PRIYA, day, message, verdict
from unwatch.application import Application, Outcome
from unwatch.editing import TAKEN_BACK, Editor
from unwatch.errors import UserError
from unwatch.events import Applied, Edited, Instruction, Spoken, Told
from unwatch.ledger import Ledger
from unwatch.record import Arrival, Recorded, Recorder, Rules
from unwatch.rhythm import Rhythm
from unwatch_classifiers.records import Address, Facts, Label, Message, OfferForm, Stage, Verdict

DANA = Address("Dana", "dana@example.org")
OKAFOR = Address("Ada Okafor", "ada@okafor.example")
HARBOR = verdict(Label.ACKNOWLEDGEMENT, company="Harbor Health", role="Clerk")
OTHER = verdict(Label.ACKNOWLEDGEMENT, company="Okafor Partners", role="Planner")


class House:
    """A ledger with its recorder and its editor."""

    def __init__(self) -> None:
        self.ledger = Ledger(None)
        rules = Rules(frozenset([DANA.address]), Rhythm(zone=ZoneInfo("Europe/London")), day(-1))
        self.recorder = Recorder(self.ledger, rules)
        self.editor = Editor(self.ledger)

    def get(self, given: Message, judged: Verdict) -> Recorded:
        """Record a mail at its own time."""
        return self.recorder.record(Arrival(given, judged, given.date), given.date)

    def two(self) -> tuple[int, int]:
        """Two applications: at Harbor and at Okafor Partners."""
        one = self.get(message("harbor", 0), HARBOR).application_id
        other = self.get(message("okafor", 1, sender=OKAFOR), OTHER).application_id
        assert one is not None and other is not None
        return one, other

    def shown(self) -> list[Application]:
        """Everything that the ledger shows of applications."""
        return self.ledger.stories.applications()

    def content(self, number: int, place: int = -1) -> str:
        """The content id of a message of an application."""
        return self.ledger.stories.contents(number)[place]


@pytest.fixture
def house() -> House:
    return House()


def later(number: str, on: float, **given: object) -> Message:
    """A mail of Okafor Partners in the thread of their first."""
    return message(number, on, sender=OKAFOR, in_reply_to=("okafor@harbor.example",), **given)


def test_an_application_that_no_mail_tells_of_can_be_added_and_is_found_by_its_name(house: House) -> None:
    """What was applied for on a site waits for its mail (letter.md C2f)."""
    added = house.editor.add(Edited("Harbor Health", "Clerk"), Applied("their site"), day(0), day(0))
    got = house.get(message("invitation", 4), verdict(Label.SCHEDULING, company="Harbor Health", role="Clerk"))

    assert got.application_id == added.id
    assert (added.applied, added.company, added.role) == (day(0), "Harbor Health", "Clerk")


def test_what_was_said_on_the_telephone_counts_like_a_mail(house: House) -> None:
    """A spoken offer is an offer, spoken (letter.md S02)."""
    one, _ = house.two()
    spoken = Spoken(Label.OFFER, Facts(offer_form=OfferForm.SPOKEN))
    told = house.editor.tell(one, spoken, day(7), day(7))

    assert told.stage is Stage.OFFER
    assert told.offer is not None and told.offer.form is OfferForm.SPOKEN
    assert told.last_heard == day(7)
    assert "" not in told.messages


def test_an_edited_name_holds_whatever_mail_says(house: House) -> None:
    """Before and after, and mail under the new name is matched."""
    one, _ = house.two()
    house.editor.tell(one, Edited("Harbor Behavioral Health", "Intake clerk", aliases=("Northgate",)), day(2), day(2))
    got = house.get(message("more", 3), verdict(Label.STATUS_UPDATE, company="Harbor Health", role="Clerk"))
    parent = house.get(
        message("parent", 4, sender=Address("HR", "hr@northgate.example")),
        verdict(Label.STATUS_UPDATE, company="Northgate"),
    )
    kept = house.ledger.stories.application(one)

    assert got.application_id == parent.application_id == one
    assert (kept.company, kept.role, kept.aliases) == ("Harbor Behavioral Health", "Intake clerk", ("Northgate",))


def test_merged_applications_are_one_and_later_mail_of_either_goes_there(house: House) -> None:
    """The other's name is an alias from then on."""
    one, other = house.two()
    merged = house.editor.merge(other, one, day(2))
    got = house.get(later("more", 3), verdict(Label.STATUS_UPDATE, company="Okafor Partners"))

    assert [each.id for each in house.shown()] == [one]
    assert merged.messages == ("harbor@harbor.example", "okafor@harbor.example")
    assert merged.aliases == ("Okafor Partners",)
    assert got.application_id == one
    assert house.editor.known(other).id == one


def test_undoing_a_merge_restores_both_and_mail_that_came_since_goes_home(house: House) -> None:
    """What belongs to the thread of the one that comes back goes back with it."""
    one, other = house.two()
    before = house.shown()
    house.editor.merge(other, one, day(2))
    house.get(later("more", 3), verdict(Label.STATUS_UPDATE))
    house.editor.undo(day(4))
    first, second = house.shown()

    assert first == before[0]
    assert second.messages == ("okafor@harbor.example", "more@harbor.example")
    assert house.get(later("last", 5), verdict(Label.STATUS_UPDATE, company="Okafor Partners")).application_id == other


def test_a_merge_without_news_is_undone_to_the_same_state(house: House) -> None:
    """State, keys and all."""
    one, other = house.two()
    house.editor.tell(other, Told(Instruction.NOTE, text="Asks for weekends."), day(1), day(1))
    before = house.shown()
    house.editor.merge(other, one, day(2))
    assert house.shown()[0].notes == ((day(1), "Asks for weekends."),)
    house.editor.undo(day(3))

    assert house.shown() == before
    assert house.editor.known(other).id == other


def test_one_application_is_not_merged_with_itself(house: House) -> None:
    """Nor with what it was merged into already."""
    one, other = house.two()
    house.editor.merge(other, one, day(2))

    with pytest.raises(UserError):
        house.editor.merge(other, one, day(3))


def test_a_mail_that_was_matched_wrongly_is_brought_over_with_its_answer_and_its_thread_follows(house: House) -> None:
    """One command sets it right, and reading the mailbox again changes nothing (must be true, whatever is read)."""
    one, other = house.two()
    stray = message("stray", 2, in_reply_to=("harbor@harbor.example",))
    answer = message("answer", 3, sender=DANA, to=(PRIYA,), in_reply_to=("stray@harbor.example",))
    house.get(stray, verdict(Label.SCHEDULING, wants_answer=True))
    house.get(answer, verdict(Label.OTHER))
    house.editor.move([house.content(one, 1)], other, day(4))
    again = [house.get(each, verdict(Label.SCHEDULING)) for each in (stray, answer)]
    next_one = house.get(message("next", 5, in_reply_to=("stray@harbor.example",)), verdict(Label.STATUS_UPDATE))
    first, second = house.shown()

    assert first.messages == ("harbor@harbor.example",)
    assert first.stage is Stage.APPLIED
    assert second.messages[1:] == ("stray@harbor.example", "answer@harbor.example", "next@harbor.example")
    assert second.open_needs == ()
    assert [each.new for each in again] == [False, False]
    assert next_one.application_id == other


def test_a_mail_can_become_an_application_of_its_own_and_be_taken_back(house: House) -> None:
    """Two roles that were taken for one are two."""
    one, _ = house.two()
    house.get(
        message("second", 2, in_reply_to=("harbor@harbor.example",)), verdict(Label.ACKNOWLEDGEMENT, role="Porter")
    )
    before = house.shown()
    made = house.editor.move([house.content(one)], None, day(3))
    assert (made.company, made.role) == ("Harbor Health", "Porter")
    assert len(house.shown()) == 3
    house.editor.undo(day(4))

    assert house.shown() == before


def test_a_mail_that_could_not_be_placed_is_placed_by_one_command_and_taken_back(house: House) -> None:
    """What the letter asked about is answered once."""
    one, _ = house.two()
    doubtful = message("doubt", 2, sender=Address("Somebody", "some@body.example"))
    house.get(doubtful, verdict(Label.STATUS_UPDATE, 0.6, company="Elsewhere"))
    content = next(
        each.content_id for each in house.ledger.mail.messages() if each.message_id == "doubt@harbor.example"
    )
    house.editor.move([content], one, day(3))
    placed = house.ledger.mail.message(content)
    assert "doubt@harbor.example" in house.ledger.stories.application(one).messages
    assert (placed.employer, placed.why_unplaced) == (True, None)

    house.editor.undo(day(4))
    assert "doubt@harbor.example" not in house.ledger.stories.application(one).messages
    assert house.ledger.mail.message(content).why_unplaced == TAKEN_BACK

    house.editor.move([content], one, day(5))
    assert "doubt@harbor.example" in house.ledger.stories.application(one).messages


def test_every_act_is_undone_from_the_last_to_the_first(house: House) -> None:
    """Down to what the mails alone say."""
    one, other = house.two()
    states = [house.shown()]
    house.editor.tell(one, Told(Instruction.REST), day(2), day(2))
    states.append(house.shown())
    house.editor.tell(one, Told(Instruction.CLOSE, outcome=Outcome.WITHDRAWN), day(3), day(3))
    states.append(house.shown())
    house.editor.merge(one, other, day(4))
    states.append(house.shown())
    house.editor.tell(other, Edited(role="Head planner"), day(5), day(5))
    while states:
        house.editor.undo(day(6))
        assert house.shown() == states.pop()

    assert house.editor.undo(day(7)) is None


def test_an_unknown_application_is_named_in_one_sentence(house: House) -> None:
    """With where to look."""
    with pytest.raises(UserError, match="There is no application 9"):
        house.editor.tell(9, Told(Instruction.REST), day(2), day(2))


def test_the_telling_has_its_own_time(house: House) -> None:
    """What happened last week is told as of last week."""
    one, _ = house.two()
    when: datetime = day(2)
    told = house.editor.tell(one, Told(Instruction.CLOSE, outcome=Outcome.REJECTED), when, day(9))

    assert (told.outcome, told.outcome_at) == (Outcome.REJECTED, when)
