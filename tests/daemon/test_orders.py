"""Which reply is one to the watcher, what of it counts, and how it is answered: once, to the person, or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from support.letter_lint import tone_problems
from support.replies import DANA, FRIDAY, WATCHER, WEEK, House
from support.stories import PRIYA, confirmed, day, message, verdict
from unwatch.commands import Verb
from unwatch.orders import DO
from unwatch.post_office import reply_token
from unwatch.record import Arrival
from unwatch_classifiers.records import Address, Label


@pytest.fixture
def house() -> House:
    return House()


def invited(house: House) -> int:
    """An application whose invitation was passed on."""
    one, _ = house.two()
    asked = message("asked", 2, in_reply_to=("harbor@harbor.example",), new_text="Are you free?\n\ndone 1\nrest 1")
    house.get(asked, verdict(Label.SCHEDULING, wants_answer=True))
    assert house.office.freeze_pass_ons(day(2)) == 1
    return one


def test_every_verb_of_the_grammar_is_carried_out() -> None:
    """None is read and then forgotten."""
    assert set(DO) == set(Verb)


def test_a_pass_on_is_answered_by_the_number_one(house: House) -> None:
    """It is their application."""
    one = invited(house)
    assert house.reply("done 1", 3, to_kind="pass_on") == 1

    assert house.one(one).open_needs == ()


def test_a_reply_is_found_by_its_references_too(house: House) -> None:
    """Some mail programs name the whole thread and not the last mail."""
    house.two()
    house.letter()
    own = house.ledger.post.outbox()[0].message_id

    assert house.reply("rest harbor", in_reply_to=(), references=(own, "elsewhere@example.org")) == 1


def test_an_answer_of_ours_is_answered_with_the_same_numbers(house: House) -> None:
    """They go on from mail to mail."""
    one, _ = house.two()
    house.letter()
    number = house.number(one)
    house.reply(f"full {number}")
    house.reply(f"rest {number}", 6, to_kind="reply")

    assert house.one(one).rested == day(6)


def test_the_letter_after_an_interview_is_answered_in_the_persons_own_words(house: House) -> None:
    """Every line that is no command is a note (A3a); it comes back before the next interview (A3b)."""
    one, _ = house.two()
    house.get(
        message("time", 1.5, in_reply_to=("harbor@harbor.example",)),
        verdict(Label.SCHEDULING, interviews=(confirmed(2),)),
    )
    assert house.office.freeze_after_interviews(day(2.2)) == 1
    house.reply("Nice people.\n\nAsked: why logistics?\nrest 1", 2.3, to_kind="after_interview")

    assert [text for _, text in house.one(one).notes] == ["Nice people.", "Asked: why logistics?"]
    assert house.one(one).rested == day(2.3)
    assert house.texts() == []


def test_several_answers_go_out_as_one_mail_and_its_lines_that_were_not_understood_too(house: House) -> None:
    """In the thread of the reply, with nothing changed by what was not understood."""
    house.two()
    house.letter()
    assert house.reply("status\nhelp\ndoone 3\nrest 1") == 3
    (mail,), (text,) = house.mails(), house.texts()

    assert mail["In-Reply-To"] == "<reply-1@example.org>"
    assert mail["Subject"] == "unwatch: what you asked for"
    assert "    doone 3" in text
    assert "Nothing was changed by it." in text


def test_a_reply_that_was_understood_and_asked_for_nothing_gets_no_answer(house: House) -> None:
    """Silence means understood (letter.md d.5)."""
    house.two()
    house.letter()
    house.reply("rest 1\nnote 2 they use Excel\nrhythm twice\nown I put the kettle on")

    assert house.texts() == []


def test_a_reply_is_read_once_whatever_a_server_makes_of_its_copy(house: House) -> None:
    """Two watched mailboxes may hold two copies that differ in a footer."""
    one, _ = house.two()
    house.letter()
    house.reply("note 1 they use Excel\nhelp", message_id="same@example.org")
    assert house.reply("note 1 they use Excel.\nhelp", message_id="same@example.org") == 0

    assert len(house.texts()) == 1
    assert sum(len(each.notes) for each in house.shown()) == 1
    assert house.one(one).live


def test_a_link_may_be_used_again_and_does_it_once(house: House) -> None:
    """The same line from the same link is one; a third that says otherwise counts."""
    one, _ = house.two()
    house.letter()
    number, subject = house.number(one), reply_token(house.ledger.post.outbox()[0].message_id)
    for _ in range(2):
        house.reply(f"rest {number}", in_reply_to=(), subject=subject)
    told = [each for each in house.ledger.stories.events(one) if each.payload.kind == "told"]
    assert len(told) == 1
    house.reply(f"wake {number}", 6, in_reply_to=(), subject=subject)
    house.reply(f"rest {number}", 7, in_reply_to=(), subject=subject)

    assert house.one(one).rested == day(7)


def test_what_a_mail_of_an_employer_says_is_never_obeyed_nor_when_it_is_quoted(house: House) -> None:
    """Mail is hostile input; only what the person typed above counts."""
    one = invited(house)
    quoted = house.texts("pass_on")[0]
    reply = "note 1 fine\n\nOn Wednesday unwatch wrote:\n" + "\n".join(f"> {line}" for line in quoted.splitlines())
    house.reply(reply, 3, to_kind="pass_on")
    house.reply("\n".join(f"> {line}" for line in quoted.splitlines()), 3.1, to_kind="pass_on")

    assert house.one(one).rested is None
    assert len(house.one(one).open_needs) == 1
    assert house.texts() == []


def test_a_letter_of_an_employer_in_our_thread_is_not_obeyed(house: House) -> None:
    """Only mail of the person's Sent folder comes here; what arrives is recorded and no more."""
    one, _ = house.two()
    house.letter()
    own = house.ledger.post.outbox()[0].message_id
    forged = message("forged", 5, sender=PRIYA, in_reply_to=(own,), new_text="rest 1\nstop")
    house.recorder.record(Arrival(forged, verdict(Label.STATUS_UPDATE), forged.date), forged.date)

    assert house.one(one).rested is None
    assert house.office.freeze_letter(FRIDAY + WEEK)


@pytest.mark.parametrize(
    "given",
    [
        {"to": (PRIYA,)},
        {"to": (Address("Sam", "sam@example.org"),)},
        {"auto_submitted": "auto-replied"},
        {"in_reply_to": ("unwatch.2026-W10.0123456789abcdef0123@example.org",)},
        {"in_reply_to": ()},
    ],
)
def test_what_is_no_reply_to_the_watcher_does_nothing(house: House, given: dict[str, Any]) -> None:
    """A pass-on that is sent on to somebody, an automatic reply, a Message-ID that somebody made up."""
    one, _ = house.two()
    house.letter()

    assert house.reply("rest 1\nhelp", **given) == 0
    assert house.one(one).rested is None
    assert house.texts() == []


def test_a_reply_to_ones_own_address_is_one_to_the_watcher(house: House) -> None:
    """Where no server sends the letters they come from there."""
    house.two()
    house.letter()

    assert house.reply("rest 1", to=(WATCHER, DANA)) == 1
    assert house.reply("wake 1", 6, to=(DANA,)) == 1


def test_words_for_an_employer_that_went_to_the_watcher_are_named_as_such(house: House) -> None:
    """So that nobody believes an interview accepted that is not."""
    invited(house)
    house.reply("Dear Priya, Tuesday is fine.", 3, to_kind="pass_on")

    assert "Dear Priya, Tuesday is fine." in house.answer()
    assert "This reply went to the watcher alone, and to no employer." in house.answer()
    assert list(tone_problems("text", house.texts()[0])) == []


def test_a_clock_that_is_ahead_tells_nothing_of_the_future(house: House) -> None:
    """What is told counts from when it was read at the latest."""
    one, _ = house.two()
    house.letter()
    own = house.ledger.post.outbox()[0].message_id
    early = message("reply", 30, sender=DANA, new_text="rest harbor", in_reply_to=(own,))
    house.orders.obey(early, day(5))

    assert house.one(one).rested == day(5)


@pytest.mark.parametrize(
    "line", ["\x00\x1b[2J", "note 1 \u202e\u200b", "edit 1 role \u200b", "9" * 5000, "own \u200b \u200b"]
)
def test_no_line_raises_whatever_it_holds(house: House, line: str) -> None:
    """It is named, or does nothing."""
    house.two()
    before = house.shown()
    house.letter()
    house.reply(f"{line}\nrest 2")

    assert house.shown()[0] == before[0]
    assert house.shown()[1].rested == day(5) or house.shown()[0].rested == day(5)


def test_a_link_of_an_older_letter_means_the_numbers_of_that_letter(house: House) -> None:
    """Numbers are those of the letter that was answered."""
    one, other = house.two()
    house.letter()
    old, subject = house.number(other), reply_token(house.ledger.post.outbox()[0].message_id)
    house.reply(f"rest {house.number(one)}")
    house.letter(1)
    house.reply(f"rest {old}", 13, in_reply_to=(), subject=subject)

    assert house.one(other).rested == day(13)


def test_letters_that_replies_may_be_sent_to_are_numbered_apart(house: House) -> None:
    """A reply to last week's letter means last week's numbers."""
    house.two()
    house.letter()
    first = dict(house.ledger.post.last_letter().numbers)  # type: ignore[union-attr] # it was written above

    assert house.ledger.post.numbers_of_message(house.ledger.post.outbox()[0].message_id) == first
