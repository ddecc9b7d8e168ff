"""What the person wishes of the letters: their own line, how often, a pause, none at all, all again."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from support.letter_lint import tone_problems
from support.replies import FRIDAY, LONDON, RHYTHM, WEEK, House
from support.stories import confirmed, day, message, verdict
from unwatch.commands import Often
from unwatch.delivery import OutboxState
from unwatch.pausing import LONGEST_PAUSE, Wishes, effective, kept, paused, resumed, wishes_from
from unwatch.rhythm import Rhythm
from unwatch.schedule import Weekday
from unwatch_classifiers.records import Label

TUESDAY = datetime(2026, 3, 10, 16, tzinfo=UTC)


@pytest.fixture
def house() -> House:
    made = House()
    made.two()
    made.letter()
    return made


def flat(text: str) -> str:
    return " ".join(text.split())


def invite(house: House, on: float) -> None:
    """Something that cannot wait."""
    mail = message(f"invitation-{on}", on, in_reply_to=("harbor@harbor.example",))
    house.get(mail, verdict(Label.SCHEDULING, interviews=(confirmed(on + 1),)))


def test_the_own_line_of_a_reply_stands_in_every_letter_from_then_on(house: House) -> None:
    """Instead of that of the settings."""
    assert "I go for a walk" in house.texts("letter")[0]
    house.reply("own If I want to look, I put the kettle on.")
    first, second = house.letter(1), house.letter(2)

    assert '"If I want to look, I put the kettle on."' in flat(first)
    assert "kettle" in second
    assert "walk" not in first + second
    assert 'You told the watcher: "your own line"' in flat(first)
    assert "You told" not in second


def test_no_letter_is_due_in_a_pause_and_the_next_covers_it_whole(house: House) -> None:
    """Pass-ons go on."""
    house.reply("pause 2 weeks")
    invite(house, 8)
    assert house.office.freeze_pass_ons(day(8)) == 1
    for hours in range(0, 14 * 24, 6):
        assert not house.office.freeze_letter(day(5) + timedelta(hours=hours))
    assert house.office.freeze_letter(FRIDAY + 3 * WEEK)
    text = flat(house.texts("letter")[-1])

    assert "Employers sent one message since Friday 6 March" in text
    assert '"pause until 21 March"' in text
    assert house.texts() == []


def test_resume_ends_a_pause_and_the_letter_comes_at_its_usual_time(house: House) -> None:
    """Not at once."""
    house.reply("pause until 3 july")
    house.reply("resume", 13)
    assert not house.office.freeze_letter(day(13.1))
    assert house.office.freeze_letter(FRIDAY + 2 * WEEK)
    assert '"pause until 3 July", "resume"' in flat(house.texts("letter")[-1])


def test_a_pause_without_a_day_says_how_long_it_lasts(house: House) -> None:
    """The watcher's silence must not become that of the employers."""
    house.reply("pause")

    assert "No letter comes before Friday 5 June at 16:00" in house.answer()
    assert not house.office.freeze_letter(FRIDAY + 12 * WEEK)
    assert house.office.freeze_letter(FRIDAY + 13 * WEEK)


def test_a_pause_begun_in_a_pause_makes_up_for_nothing_of_the_first() -> None:
    """The letter that fell due in the first is not written in the second."""
    first = paused(Wishes(), RHYTHM, FRIDAY + timedelta(days=1), date(2026, 3, 15))
    second = paused(first, RHYTHM, datetime(2026, 3, 16, tzinfo=UTC), date(2026, 3, 29))
    hours = effective(RHYTHM, second)

    assert hours.letter_due(datetime(2026, 3, 17, tzinfo=UTC)) == FRIDAY
    assert hours.next_letter(datetime(2026, 3, 17, tzinfo=UTC)) == datetime(2026, 4, 3, 15, tzinfo=UTC)


def test_a_pause_after_a_letter_leaves_the_older_one_alone() -> None:
    """What fell due between two pauses stays due."""
    first = paused(Wishes(), RHYTHM, FRIDAY + timedelta(days=1), date(2026, 3, 15))
    second = paused(first, RHYTHM, FRIDAY + 2 * WEEK + timedelta(days=1), None)

    assert effective(RHYTHM, second).letter_due(FRIDAY + 4 * WEEK) == FRIDAY + 2 * WEEK
    assert second.pause is not None
    assert second.pause.until - second.pause.began == LONGEST_PAUSE


def test_a_resume_that_was_written_before_the_pause_ended_nothing() -> None:
    """Clocks differ; a pause never ends before it begins."""
    wishes = paused(Wishes(), RHYTHM, FRIDAY, None)
    ended = resumed(wishes, RHYTHM, FRIDAY - timedelta(hours=1))

    assert ended.pause is not None
    assert ended.pause.until == ended.pause.began
    assert resumed(Wishes(), RHYTHM, FRIDAY) == Wishes()


def test_wishes_are_kept_whole() -> None:
    """Over a restart."""
    wishes = Wishes(Often.DAILY, FRIDAY, None, FRIDAY, "a line")

    assert wishes_from(kept(paused(wishes, RHYTHM, FRIDAY, None))) == paused(wishes, RHYTHM, FRIDAY, None)
    assert wishes_from(None) == Wishes()


def test_twice_a_week_a_letter_comes_on_tuesday_too_and_each_tells_what_the_other_did_not(house: House) -> None:
    """From the next Tuesday on; the reply by link knows which letter it was."""
    house.reply("rhythm twice", 5)
    assert house.ledger.post.last_letter() is not None
    invite(house, 7)
    assert not house.office.freeze_letter(TUESDAY - timedelta(minutes=1))
    assert house.office.freeze_letter(TUESDAY)
    assert house.office.freeze_letter(FRIDAY + WEEK)
    tuesday, friday = house.texts("letter")[1:]
    keys = [
        letter.key
        for row in house.ledger.post.outbox()
        if (letter := house.ledger.post.letter_of_message(row.message_id))
    ]

    assert keys == ["2026-W10", "2026-W11-2", "2026-W11"]
    assert "Employers sent one message since Friday 6 March" in flat(tuesday)
    assert "The next letter comes on Friday 13 March at 16:00" in flat(tuesday)
    assert "Employers sent no messages since Tuesday 10 March" in flat(friday)


def test_a_link_of_the_second_letter_is_known_by_its_token(house: House) -> None:
    """Its name has one part more."""
    house.reply("rhythm twice", 5)
    invite(house, 7)
    house.office.freeze_letter(TUESDAY)
    digits = house.ledger.post.outbox()[-1].message_id.partition("@")[0].split(".")[2][:8]
    given: dict[str, Any] = {"in_reply_to": (), "subject": f"letter 2026-W11-2.{digits}"}

    assert house.reply("rest 1", 9, **given) == 1


def test_going_back_to_weekly_writes_nothing_extra(house: House) -> None:
    """The Tuesday that was not wished for is none."""
    house.reply("rhythm twice", 5)
    house.reply("rhythm weekly", 6)

    assert not house.office.freeze_letter(TUESDAY + timedelta(days=1))
    assert house.office.freeze_letter(FRIDAY + WEEK)


def test_twice_wished_on_a_wednesday_does_not_make_up_for_tuesday(house: House) -> None:
    """A wish is for what comes."""
    house.reply("rhythm twice", 9)

    assert not house.office.freeze_letter(day(9.5))


@pytest.mark.parametrize(("first", "second"), [(Weekday.FRIDAY, Weekday.TUESDAY), (Weekday.TUESDAY, Weekday.FRIDAY)])
def test_the_second_day_is_not_the_first(first: Weekday, second: Weekday) -> None:
    """Who has the letter on Tuesday gets the other on Friday."""
    assert Rhythm(LONDON, first).second_day is second


def test_daily_brings_a_line_from_monday_to_friday_beside_the_letter(house: House) -> None:
    """At the letter's hour, once a day, and none where the machine was off until the next day."""
    house.reply("rhythm daily", 5)
    asked = message("asked", 6, in_reply_to=("harbor@harbor.example",))
    house.get(asked, verdict(Label.REFERENCE_REQUEST))
    for hours in range(0, 9 * 24, 1):
        if hours not in range(3 * 24, 4 * 24):  # off on Tuesday
            house.office.freeze_letter(day(5) + timedelta(hours=hours))
    dates = [mail["Date"].datetime.date() for mail in house.mails("letter_day")]
    (first, *_) = house.texts("letter_day")

    assert dates == [date(2026, 3, 9), date(2026, 3, 11), date(2026, 3, 12)]
    assert len(house.texts("letter")) == 2
    assert flat(first) == ("One thing is waiting for you. The next letter comes on Friday 13 March at 16:00.")


def test_the_line_of_the_day_rests_in_a_pause() -> None:
    """And begins the day after it was wished for, where that was later than its hour."""
    wished = datetime(2026, 3, 9, 17, tzinfo=UTC)
    hours = Rhythm(LONDON, at=time(16), daily_since=wished)
    noon = datetime(2026, 3, 10, 18, tzinfo=UTC)

    assert hours.day_line_due(wished + timedelta(hours=1)) is None
    assert hours.day_line_due(noon) == datetime(2026, 3, 10, 16, tzinfo=UTC)
    assert effective(hours, paused(Wishes(Often.DAILY, wished), hours, noon, None)).day_line_due(noon) is None


def test_after_stop_nothing_is_sent_but_the_answer_to_resume(house: House) -> None:
    """The answer to stop says how the service is ended and what stays; a second stop is not answered."""
    house.reply("stop")
    (answer,) = house.texts()
    invite(house, 6)
    house.ledger.post.open_gap("home", day(6), "no contact")
    house.reply("stop", 7)
    house.reply("status\nfull 1\nwhat is this", 7.1)
    quiet = (
        house.office.freeze_pass_ons(day(8)),
        house.office.freeze_after_interviews(day(7.3)),
        house.office.freeze_faults(day(8), {"home"}),
        house.office.freeze_letter(FRIDAY + WEEK),
    )
    assert not any(quiet)
    assert len(house.texts()) == 1
    house.reply("resume", 12, to_kind="reply")
    assert len(house.texts()) == 2
    assert house.office.freeze_pass_ons(day(12)) == 1
    assert not house.office.freeze_letter(day(12))
    assert house.office.freeze_letter(FRIDAY + 2 * WEEK)

    assert "systemctl disable --now unwatch" in flat(answer)
    assert "unwatch purge" in flat(answer)
    assert "Friday 20 March at 16:00 and covers all the time" in flat(house.texts()[1])


def test_what_waited_for_weeks_while_nothing_was_sent_is_left_to_the_letter(house: House) -> None:
    """As at the first look."""
    house.reply("stop")
    invite(house, 6)
    house.reply("resume", 40, to_kind="reply")

    assert house.office.freeze_pass_ons(day(41)) == 0


def test_a_line_told_while_nothing_is_sent_is_kept(house: House) -> None:
    """In silence."""
    house.reply("stop")
    house.reply("note harbor they use Excel", 6)

    assert [text for _, text in house.one(1).notes] == ["they use Excel"]
    assert len(house.texts()) == 1


def test_undo_takes_back_a_wish_where_that_was_told_last(house: House) -> None:
    """And what was told of an application where that was."""
    house.reply("rest harbor", 5)
    house.reply("rhythm daily", 5.1)
    house.reply("own I put the kettle on", 5.2)
    house.reply("undo", 5.3)
    house.reply("undo", 5.4)
    wishes = wishes_from(house.ledger.remembered("wishes"))
    assert (wishes.often, wishes.own_line) == (Often.WEEKLY, None)
    assert house.one(1).rested is not None
    house.reply("undo", 5.5)

    assert house.one(1).rested is None
    assert '"undo: your own line", "undo: rhythm daily"' in flat(house.letter(1))


def test_what_a_refused_letter_told_of_wishes_is_told_by_the_next(house: House) -> None:
    """As everything else that it told."""
    house.reply("rhythm daily", 5)
    house.letter(1)
    house.ledger.post.outbox_mark(house.ledger.post.outbox()[-1].id, OutboxState.FAILED, at=day(12))

    assert '"rhythm daily"' in flat(house.letter(2))


@pytest.mark.parametrize("line", ["stop", "pause", "help", "status", "undo", "reopen"])
def test_every_answer_has_the_tone_of_the_letter(house: House, line: str) -> None:
    """No word of letter.md, section e, and no exclamation mark; to the person alone."""
    house.reply(line)
    (mail,), (text,) = house.mails(), house.texts()

    assert list(tone_problems("text", text)) == []
    assert list(tone_problems("subject", str(mail["Subject"]))) == []
    assert (mail["To"], mail["Auto-Submitted"]) == ("dana@example.org", "auto-generated")
    assert all(len(each) <= 72 for each in text.splitlines())
