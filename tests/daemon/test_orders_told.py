"""What the person tells of an application by reply: by its effect on the application, and on the next letter."""

from __future__ import annotations

from datetime import date

import pytest

from support.replies import LONDON, OKAFOR, House
from support.stories import confirmed, day, message, verdict
from unwatch.application import NeedKind, Outcome
from unwatch.orders_told import spoken_promise
from unwatch.standing import standing
from unwatch_classifiers.records import Label, PromiseKind


@pytest.fixture
def house() -> House:
    return House()


def flat(text: str) -> str:
    return " ".join(text.split())


def news(house: House, on: float) -> None:
    """A mail of the other employer, so that the week is no quiet one."""
    mail = message(f"news-{on}", on, sender=OKAFOR, in_reply_to=("okafor@harbor.example",))
    house.get(mail, verdict(Label.STATUS_UPDATE))


def asked(house: House) -> int:
    """An application of which references are wanted, told in the letter."""
    one, _ = house.two()
    house.get(message("asked", 2, in_reply_to=("harbor@harbor.example",)), verdict(Label.REFERENCE_REQUEST))
    house.letter()
    return one


def test_done_settles_what_was_asked_and_the_next_letter_says_so(house: House) -> None:
    """Nothing waits then, and no answer comes."""
    one = asked(house)
    assert house.reply(f"done {house.number(one)}") == 1
    text = flat(house.letter(1))

    assert house.one(one).open_needs == ()
    assert text.startswith("Friday 13 March 2026, 16:00 Nothing is waiting")
    assert 'You told the watcher: "done Harbor Health"' in text
    assert house.texts() == []


def test_rest_and_wake_take_it_off_the_list_and_bring_it_back(house: House) -> None:
    """A7c: the letter names it among those that rest, and no longer."""
    one, _ = house.two()
    house.letter()
    number = house.number(one)
    house.reply(f"rest {number}")
    news(house, 8)
    assert "Harbor Health (" in house.letter(1).split("RESTING")[1]
    house.reply(f"wake {house.number(one)}", 12)
    news(house, 15)

    assert house.one(one).rested is None
    assert "No application rests" in house.letter(2)


def test_later_dates_what_is_asked(house: House) -> None:
    """It comes back on that day."""
    one = asked(house)
    house.reply(f"later {house.number(one)} wednesday")

    assert house.one(one).open_needs[0].by == date(2026, 3, 11)
    assert "later Harbor Health 11 March" in flat(house.letter(1))


def test_a_note_is_kept_as_it_was_written_and_once(house: House) -> None:
    """The same line from a link that was tapped twice is one note."""
    one, _ = house.two()
    house.letter()
    for _ in range(2):
        house.reply("note harbor the manager called, nice")

    assert [text for _, text in house.one(one).notes] == ["the manager called, nice"]
    assert flat(house.letter(1)).count("the manager called") == 1


@pytest.mark.parametrize(
    ("said", "kind", "by"),
    [
        ("two weeks", PromiseKind.CONTACT_BY, date(2026, 3, 21)),
        ("they decide by 3 april", PromiseKind.DECIDE_BY, date(2026, 4, 3)),
        ("sometime in november", PromiseKind.CONTACT_BY, date(2026, 11, 30)),
    ],
)
def test_what_was_said_by_voice_is_a_promise(house: House, said: str, kind: PromiseKind, by: date) -> None:
    """Read as a mail of theirs would be, with the same realistic date (letter.md c.4)."""
    one, _ = house.two()
    house.letter()
    house.reply(f"said {house.number(one)} {said}")
    promise = house.one(one).promise

    assert promise is not None
    assert (promise.quote, promise.kind, promise.by) == (said, kind, by)
    assert said in flat(house.letter(1))


def test_a_vague_range_sleeps_until_it_begins(house: House) -> None:
    """C6e: sometime in November begins on the first."""
    one, _ = house.two()
    house.letter()
    house.reply(f"said {house.number(one)} sometime in november")

    assert house.one(one).sleeps_until == date(2026, 11, 1)


def test_words_that_name_a_day_and_no_promise_are_one_to_decide() -> None:
    """The day that the grammar found, with the buffer of every promise."""
    promise = spoken_promise("fuenf tage, dienstag", date(2026, 3, 10), day(4), LONDON)

    assert promise is not None
    assert promise.kind is PromiseKind.DECIDE_BY
    assert (promise.by, promise.realistic) == (date(2026, 3, 10), date(2026, 3, 17))


def test_what_was_said_without_a_day_is_a_note(house: House) -> None:
    """It promises nothing."""
    one, _ = house.two()
    house.letter()
    house.reply(f"said {house.number(one)} we will call")

    assert house.one(one).promise is None
    assert [text for _, text in house.one(one).notes] == ["we will call"]


def test_a_contact_outside_the_mailbox_starts_the_week_between_two(house: House) -> None:
    """A1b: by post, and P4 counts from it; the same line twice is one contact."""
    one, _ = house.two()
    talk = message("talk", 2, in_reply_to=("harbor@harbor.example",))
    house.get(talk, verdict(Label.SCHEDULING, interviews=(confirmed(3),)))
    house.letter()
    for _ in range(2):
        house.reply(f"sent {house.number(one)} post", 6)
    told = house.one(one)

    assert [each.at for each in told.written] == [day(6)]
    not_before = standing(told, day(6), LONDON).follow_up.not_before
    assert not_before is not None
    assert not_before >= day(13).date()
    assert "sent Harbor Health post" in flat(house.letter(1))


def test_two_contacts_on_two_days_are_two(house: House) -> None:
    """Though the line is the same."""
    one, _ = house.two()
    house.letter()
    house.reply(f"sent {house.number(one)} phone", 5)
    house.reply(f"sent {house.number(one)} phone", 6)

    assert len(house.one(one).written) == 2


def test_how_far_the_references_are_is_what_the_person_says(house: House) -> None:
    """C6c: sent, then contacted, never inferred."""
    one = asked(house)
    number = house.number(one)
    house.reply(f"ref {number} sent")
    sent = house.one(one).references
    assert sent is not None and sent.sent == day(5) and sent.contacted is None
    assert [need.kind for need in house.one(one).open_needs] == []
    house.reply(f"ref {number} contacted", 6)
    called = house.one(one).references

    assert called is not None and called.contacted == day(6)
    assert "ref Harbor Health contacted" in flat(house.letter(1))


def test_a_condition_for_the_referees_is_kept(house: House) -> None:
    """C13b: in the person's words."""
    one = asked(house)
    house.reply(f"ref {house.number(one)} tell me before anybody calls them")

    assert house.one(one).conditions == ("tell me before anybody calls them",)
    assert house.one(one).open_needs[0].kind is NeedKind.REFERENCES


@pytest.mark.parametrize(
    ("word", "outcome", "told"),
    [
        ("", Outcome.WITHDRAWN, "you withdrew"),
        (" no", Outcome.REJECTED, "they chose another candidate"),
        (" accepted", Outcome.ACCEPTED, "you accepted"),
        (" filled", Outcome.ROLE_CLOSED, "the role is no longer open"),
    ],
)
def test_close_ends_it_and_reopen_opens_it_with_all_that_it_holds(
    house: House, word: str, outcome: Outcome, told: str
) -> None:
    """As the person says it ended."""
    one, _ = house.two()
    before = house.one(one)
    house.letter()
    number = house.number(one)
    house.reply(f"close {number}{word}")
    assert house.one(one).outcome is outcome
    assert f"close Harbor Health {told}" in flat(house.letter(1))
    house.reply("reopen harbor", 12)

    assert house.one(one) == before


def test_reopen_alone_lets_the_search_go_on_after_a_job_was_accepted(house: House) -> None:
    """C3h: that job is over, everything else is as it was, and the receipt is neutral."""
    one, other = house.two()
    house.letter()
    house.reply(f"close {house.number(one)} accepted")
    house.reply("reopen", 6)
    text = flat(house.letter(1))

    assert house.one(one).outcome is Outcome.WITHDRAWN
    assert house.one(other).live
    assert "the search goes on" in text
    assert house.texts() == []


def test_reopen_alone_says_so_where_the_search_is_open(house: House) -> None:
    """One sentence, and nothing is changed."""
    house.two()
    before = house.shown()
    house.letter()
    house.reply("reopen")

    assert "the search goes on as it is" in house.answer()
    assert house.shown() == before


def test_edit_names_role_and_company_for_good(house: House) -> None:
    """The letter uses these names from then on."""
    one, _ = house.two()
    house.letter()
    number = house.number(one)
    house.reply(f"edit {number} role office lead\nedit {number} company Harbor Behavioral")
    news(house, 8)
    text = flat(house.letter(1))

    assert "Harbor Behavioral, office lead" in text
    assert '"edit Harbor Behavioral: role office lead"' in text


def test_undo_takes_back_what_was_told_last_and_the_letter_says_that_too(house: House) -> None:
    """Line by line, from the last to the first; then there is nothing, and it is said."""
    one, _ = house.two()
    before = house.one(one)
    house.letter()
    house.reply("note harbor they use Excel\nrest harbor")
    house.reply("undo", 5.1)
    assert house.one(one).rested is None
    house.reply("undo", 5.2)
    assert house.one(one) == before
    assert house.texts() == []
    house.reply("undo", 5.3)

    assert "nothing to take back" in house.answer()
    assert '"undo: rest Harbor Health"' in flat(house.letter(1))
