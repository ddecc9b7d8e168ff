"""Which mail belongs where, set right by reply: merge, split, wrong, and the way back."""

from __future__ import annotations

import pytest

from support.replies import OKAFOR, House
from support.stories import PRIYA, message, verdict
from unwatch.application import Application
from unwatch_classifiers.records import Address, Label


@pytest.fixture
def house() -> House:
    return House()


def stray(house: House, on: float = 2, label: Label = Label.STATUS_UPDATE) -> None:
    """A mail that is told under Harbor Health."""
    given = message(f"stray-{on}", on, in_reply_to=("harbor@harbor.example",))
    house.get(given, verdict(label, wants_answer=label is Label.SCHEDULING))


def messages(application: Application) -> tuple[str, ...]:
    return tuple(one.partition("@")[0] for one in application.messages)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_merge_makes_one_of_two_and_its_number_means_the_one_from_then_on(house: House) -> None:
    """A later reply to the same letter may use either number."""
    one, other = house.two()
    house.letter()
    first, second = house.number(one), house.number(other)
    house.reply(f"merge {first} {second}")
    house.reply(f"note {second} both at once", 6)
    (left,) = house.shown()

    assert left.id == one
    assert [text for _, text in left.notes] == ["both at once"]
    assert '"merge Harbor Health with Okafor Partners"' in flat(house.letter(1))


def test_split_parts_the_mails_of_the_week_from_what_was_there(house: House) -> None:
    """Its number stays with the first."""
    one, _ = house.two()
    house.letter()
    stray(house, 8)
    house.letter(1)
    house.reply(f"split {house.number(one)}", 12)
    first, _, third = house.shown()

    assert messages(first) == ("harbor",)
    assert messages(third) == ("stray-8",)


def test_split_parts_the_latest_where_all_its_mail_is_of_the_week(house: House) -> None:
    """Two roles that were taken for one from the first day."""
    one, _ = house.two()
    stray(house)
    house.letter()
    house.reply(f"split {house.number(one)}")
    first, _, third = house.shown()

    assert (messages(first), messages(third)) == (("harbor",), ("stray-2",))


def test_split_of_a_single_mail_is_named_and_leaves_no_empty_application(house: House) -> None:
    """Nothing was changed by it."""
    one, _ = house.two()
    before = house.shown()
    house.letter()
    assert house.reply(f"split {house.number(one)}") == 0

    assert house.shown() == before
    assert f"split {house.number(one)} There is no second mail" in house.answer()


def test_wrong_brings_the_latest_mail_to_the_application_that_it_belongs_to(house: House) -> None:
    """The latest that was told under that number in that letter, not what came since."""
    one, other = house.two()
    stray(house)
    house.letter()
    stray(house, 5)
    house.reply(f"wrong {house.number(one)} Okafor", 6)

    assert messages(house.one(one)) == ("harbor", "stray-5")
    assert messages(house.one(other)) == ("okafor", "stray-2")
    assert "mail of Harbor Health belongs to Okafor Partners" in flat(house.letter(1))


def test_wrong_new_begins_an_application_and_undo_ends_it(house: House) -> None:
    """As if it had not been said."""
    one, _ = house.two()
    stray(house)
    before = house.shown()
    house.letter()
    house.reply(f"wrong {house.number(one)} new")
    assert [messages(each) for each in house.shown()] == [("harbor",), ("okafor",), ("stray-2",)]
    house.reply("undo", 6)

    assert house.shown() == before


def test_wrong_other_makes_it_ordinary_mail_and_undo_takes_that_back(house: House) -> None:
    """Also where something was told of an application before and after."""
    one, _ = house.two()
    events = message("events", 2, sender=Address("Events", "events@harbor.example"))
    house.get(events, verdict(Label.SCHEDULING, company="Harbor Health", role="Clerk", wants_answer=True))
    before = house.one(one)
    house.letter()
    house.reply("note okafor they use Excel", 5)
    house.reply(f"wrong {house.number(one)} other", 5.1)
    assert messages(house.one(one)) == ("harbor",)
    assert house.one(one).open_needs == ()
    house.reply("note okafor they moved", 5.2)
    house.reply("undo\n", 5.3)
    assert messages(house.one(one)) == ("harbor",)
    house.reply("undo\n", 5.4)
    text = flat(house.letter(1))

    assert house.one(one) == before
    assert "the mail of 4 March is ordinary mail" in text
    assert '"undo: Harbor Health: the mail of 4 March is ordinary mail"' in text


def test_wrong_without_a_place_is_answered_with_the_candidates_and_a_reply_chooses(house: House) -> None:
    """The numbers are those of the letter, and go on where there are none."""
    one, other = house.two()
    stray(house)
    house.letter()
    first, second = house.number(one), house.number(other)
    assert house.reply(f"wrong {first}") == 1
    text = house.answer()
    assert "3 March" not in text and "From Priya Nair, priya@harbor.example, Wednesday 4 March 09:00" in text
    assert f"wrong {first} {second} Okafor Partners, Planner wrong {first} new wrong {first} other" in text
    house.reply(f"wrong {first} {second}", 6, to_kind="reply")

    assert messages(house.one(other)) == ("okafor", "stray-2")


def test_wrong_in_answer_to_a_pass_on_means_the_mail_that_it_passed_on(house: House) -> None:
    """Whatever came after it."""
    one, other = house.two()
    stray(house, 2, Label.SCHEDULING)
    house.office.freeze_pass_ons(message("now", 2.1).date)
    stray(house, 3)
    house.reply("wrong 1 Okafor", 4, to_kind="pass_on")

    assert messages(house.one(one)) == ("harbor", "stray-3")
    assert messages(house.one(other)) == ("okafor", "stray-2")


def test_what_goes_wrong_in_the_middle_of_a_line_leaves_nothing_behind(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lines around it are carried out, and no fault of ours stops the reading of mail."""
    one, _ = house.two()
    stray(house)
    house.letter()

    def fails(*_: object, **__: object) -> None:
        raise ValueError("a fault of ours")

    monkeypatch.setattr(house.ledger.stories, "act", fails, raising=True)
    number = house.number(one)
    assert house.reply(f"wrong {number} new\nown I put the kettle on") == 1

    assert len(house.shown()) == 2
    assert "It cannot be done as it stands." in house.answer()
    assert "I put the kettle on" in house.letter(1)


def test_the_mail_of_an_application_under_another_name_is_not_touched(house: House) -> None:
    """A name is matched from its beginning, by whole words."""
    house.two()
    before = house.shown()
    house.letter()
    assert house.reply("wrong Health new\nwrong Har new", 5) == 0
    text = house.answer()

    assert house.shown() == before
    assert "wrong Health new No employer is known by that name." in text
    assert "wrong Har new No employer is known by that name." in text
    assert "Harbor Health, Clerk" in text


def test_a_name_that_two_applications_have_is_answered_with_both(house: House) -> None:
    """And their numbers, which the next reply may use."""
    one, _ = house.two()
    porter = verdict(Label.ACKNOWLEDGEMENT, company="Harbor Health", role="Porter")
    second = house.get(message("porter", 3, sender=PRIYA), porter).application_id
    assert second is not None
    house.letter()
    house.reply("rest harbor")
    assert f"{house.number(one)} Harbor Health, Clerk" in house.answer()
    assert f"{house.number(second)} Harbor Health, Porter" in house.answer()
    house.reply(f"rest {house.number(second)}", 6, to_kind="reply")

    assert (house.one(one).rested is None, house.one(second).rested is None) == (True, False)


def test_a_number_that_the_mail_does_not_have_changes_nothing(house: House) -> None:
    """It is named, with the reason."""
    house.two()
    before = house.shown()
    house.letter()
    assert house.reply("done 9") == 0

    assert "The mail that you answered has no number 9." in house.answer()
    assert house.shown() == before
    assert OKAFOR.address not in house.answer()


def unplaced(house: House, on: float = 2) -> None:
    """A mail that reads like one of an employer, and that nothing places."""
    given = message("doubt", on, sender=Address("Somebody", "some@body.example"))
    house.get(given, verdict(Label.STATUS_UPDATE, 0.6, company="Elsewhere"))


def test_a_mail_without_a_place_has_a_number_of_its_own_and_is_placed_by_one_line(house: House) -> None:
    """What the letter shows as it came is answered once."""
    one, other = house.two()
    unplaced(house)
    house.letter()
    letter = house.ledger.post.outbox()[-1].message_id
    ((number, _),) = house.ledger.post.mails_of_message(letter).items()
    house.reply(f"full {number}\nwrong {number}")
    assert "Somebody: the complete text" in house.answer()
    assert "This mail has no place so far: From Somebody, some@body.example" in house.answer()
    house.reply(f"wrong {number} {house.number(other)}", 6, to_kind="reply")

    assert messages(house.one(one)) == ("harbor",)
    assert messages(house.one(other)) == ("okafor", "doubt")
    assert '"a mail belongs to Okafor Partners"' in flat(house.letter(1))


def test_a_mail_without_a_place_is_no_application_until_the_person_says_so(house: House) -> None:
    """It is named, with what makes it one; and `other` makes it ordinary mail."""
    house.two()
    unplaced(house)
    house.letter()
    letter = house.ledger.post.outbox()[-1].message_id
    (number,) = house.ledger.post.mails_of_message(letter)
    house.reply(f"note {number} who is it")
    assert f"wrong {number} new makes it one" in house.answer()
    house.reply(f"wrong {number} new", 6)
    house.reply(f"note {number} they use Excel", 7)
    assert [text for _, text in house.shown()[2].notes] == ["they use Excel"]
    house.reply("undo\n", 7.1)
    house.reply("undo", 7.2)
    house.reply(f"wrong {number} other", 8)

    assert len(house.shown()) == 2
    assert '"a mail of 4 March is ordinary mail"' in flat(house.letter(1))


def test_a_pass_on_that_belongs_nowhere_is_placed_by_the_number_one(house: House) -> None:
    """It stands for the mail."""
    _, other = house.two()
    given = message("doubt", 2, sender=Address("Somebody", "some@body.example"))
    house.get(given, verdict(Label.OFFER, 0.97))
    assert house.office.freeze_pass_ons(given.date) == 1
    house.reply("wrong 1 okafor", 3, to_kind="pass_on")

    assert messages(house.one(other)) == ("okafor", "doubt")
