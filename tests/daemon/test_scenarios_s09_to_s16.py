"""S09 to S16 of letter.md a.1: an offer until tomorrow, what comes late, a stranger, a gap, a clock, a quiet week."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from support.scenarios import AT_ONCE, lived, local, on, said
from unwatch.application import Outcome
from unwatch_classifiers.business_days import add_business_days
from unwatch_classifiers.records import OfferForm, SilenceState, Stage

pytestmark = pytest.mark.corpus

# S09


def test_s09_an_offer_across_the_table_is_spoken_with_its_day() -> None:
    """A6c, C4a: by tomorrow is day 1."""
    life = lived("S09")
    known = life.known(0, "Tanner").application

    assert known.offer is not None and known.offer.form is OfferForm.SPOKEN
    assert [one.by for one in known.open_needs] == [life.script.day(1)]


def test_s09_the_pass_on_says_by_when_and_what_else_is_open() -> None:
    """C4a, C4b: at once, facts and dates only."""
    life = lived("S09")
    flat = life.pass_on("offer").flat

    assert life.waited("offer") <= AT_ONCE
    assert f"Answer by {on(life, 1)}." in flat
    assert f"Also open: Pike Institute, Events Officer (interview {on(life, 7)})." in flat


def test_s09_a_draft_asks_for_three_to_five_days() -> None:
    """C4a: one word in reply brings it."""
    life = lived("S09")
    (draft,) = life.answers(0)
    asked = re.search(r"Could I have until (\w+ \d+ \w+)\?", draft.flat)
    days = [add_business_days(life.script.day(0), count) for count in (3, 4, 5)]

    assert 'reply "draft 1 time"' in life.pass_on("offer").flat
    assert asked is not None and asked[1] in {said(day) for day in days}


def test_s09_taking_it_knowing_that_comes_back_unchanged() -> None:
    """C3b: noted at the offer, kept to the letter, repeated in the letter."""
    life = lived("S09")
    words = "taking it, knowing that the weekends go"

    assert words in [text for _, text in life.known(1, "Tanner").application.notes]
    assert words in life.letter(3).flat


# S10


def test_s10_after_114_days_it_wakes_and_comes_at_once() -> None:
    """A7d, C6a: the record of day 0, at rest until the evening before."""
    life = lived("S10")
    asleep, awake = life.known(113), life.known(114)

    assert asleep.stands.silence is not None and asleep.stands.silence.state is SilenceState.RESTING
    assert (awake.application.id, awake.application.stage) == (asleep.application.id, Stage.INTERVIEWING)
    assert life.waited("invitation") <= AT_ONCE


# S11


def test_s11_a_rejection_after_eighteen_months_is_one_line_of_one_letter() -> None:
    """Under what moved, as closed, in their words; of the application of day 0."""
    life = lived("S11")

    assert life.known(548).application.outcome is Outcome.REJECTED
    assert [one.day for one in life.letters if "Closed on Wednesday: they chose another candidate." in one.flat] == [
        550
    ]
    assert life.letter(550).flat.count("Wren Council") == 1


def test_s11_it_never_interrupts() -> None:
    """No pass-on in all that time."""
    assert lived("S11").of_kind("pass_on") == []


def test_s11_half_a_year_of_silence_ends_without_a_word() -> None:
    """A7e: from day 180 on the letters hold no name, and none told why."""
    life = lived("S11")

    assert not any("Wren" in one.text for one in life.letters if 8 < one.day < 548)
    assert not any(re.search(r"\b(?:never|heard|expired|ghosted)\b", one.text) for one in life.letters)


def test_s11_after_half_a_year_it_leaves_the_count_of_those_that_rest() -> None:
    """A7e: the item leaves the resting sentence by itself."""
    late = [one for one in lived("S11").letters if 187 < one.day < 548]

    assert not any("resting" in one.text for one in late)


# S12


def test_s12_a_strangers_offer_is_passed_on_once_as_what_it_is() -> None:
    """Not connected to any application of the person's."""
    life = lived("S12")

    assert life.waited("scam") <= AT_ONCE
    assert "This is not connected to any application of yours." in life.pass_on("scam").flat


def test_s12_nothing_in_it_can_be_tapped() -> None:
    """No link is live, no answer is offered."""
    mail = lived("S12").pass_on("scam")

    assert "href" not in mail.html and "<img" not in mail.html
    assert "To answer" not in mail.flat and "draft" not in mail.flat.lower()


def test_s12_it_changes_no_state() -> None:
    """The one application there is stays as it was."""
    life = lived("S12")
    (known,) = life.days[11]

    assert known.application.company == "Marlow Trust"
    assert known.application.offer is None and known.application.open_needs == ()


# S13


def test_s13_after_six_hours_the_person_is_told_by_another_way() -> None:
    """Once, at 09:00, to read the mailbox by hand."""
    life = lived("S13")

    assert [one.at for one in life.of_kind("fault")] == [local(life, 2, 9)]
    assert "please read this mailbox by hand" in life.of_kind("fault")[0].flat


def test_s13_on_recovery_the_invitation_comes_first() -> None:
    """At 12:00, before anything else."""
    life = lived("S13")
    after = [one for one in life.gone if one.at >= local(life, 2, 12)]

    assert (after[0].about, after[0].at) == ("invitation", local(life, 2, 12))


def test_s13_the_letter_names_the_gap_and_what_fell_into_it() -> None:
    """f 4."""
    flat = lived("S13").letter(4).flat

    assert "Wednesday 03:00 to 12:00 (no contact)" in flat
    assert "the mailbox was read again afterwards and one message had come" in flat


# S14


def test_s14_pass_on_and_letter_show_the_hour_here_and_there() -> None:
    """f 9: ten in the east is three in Berlin in that week, and only in that."""
    life = lived("S14")
    told = [life.pass_on("invitation"), life.letter(4)]

    assert life.script.zone.utcoffset(local(life, 8, 15).replace(tzinfo=None)) == timedelta(hours=1)
    assert all(f"{on(life, 8)}, 15:00" in one.flat for one in told)
    assert all("Where they are: 10:00 (UTC-04:00)" in one.flat for one in told)


def test_s14_its_evening_is_by_the_persons_clock() -> None:
    """C9a: an hour is taken where no end was told, and two after it."""
    life = lived("S14")

    assert [one.at for one in life.of_kind("after_interview")] == [local(life, 8, 18)]


# S15


def test_s15_what_holds_a_question_is_passed_on_whole() -> None:
    """At once, every word of it."""
    life = lived("S15")
    words = "Were the blue ones in your second photograph smalti or glass paste? We had a bet on it at lunch."

    assert life.waited("asks") <= AT_ONCE
    assert words.replace(" ", "") in re.sub(r"[\s|]", "", life.pass_on("asks").text)


def test_s15_what_holds_none_is_shown_whole_in_the_letter() -> None:
    """f 6: under what could not be placed."""
    text = lived("S15").letter(4).text
    shown = text.partition("COULD NOT PLACE")[2]

    assert "The committee sat on it yesterday." in shown
    assert "wants to sleep on it." in shown


def test_s15_neither_is_told_twice() -> None:
    """Each message reaches the person on one way."""
    life = lived("S15")

    assert life.passed_on("tells") == []
    assert [one.day for one in life.letters if "The committee sat on it" in one.text] == [4]


# S16


def test_s16_a_week_without_news_is_six_lines() -> None:
    """d.3: verdict, mail, what waits, the own line, the watcher, the next letter; with the date above."""
    life = lived("S16")
    head, standing, own, covered = life.letter(11).text.split("\n\n\n")
    told = [*head.splitlines()[2:], standing.splitlines()[-1], own.splitlines()[-1], covered.splitlines()[2]]

    assert told == [
        "Nothing is waiting for you in your inbox.",
        "Employers sent no messages this week.",
        f"The next letter comes on {on(life, 18)} at 16:00.",
        "One is waiting as expected.",
        '"If I want to look, I put the kettle on."',
        "The watcher ran all week.",
    ]
    assert covered.splitlines()[3].startswith("These always reach you at once:")


def test_s16_the_own_line_stands_in_every_letter_as_it_was_written() -> None:
    """A6e: where one is set, and nowhere else; nothing counts whether it was kept."""
    said_so = [one.text.count('"If I want to look, I put the kettle on."') for one in lived("S16").letters]

    assert set(said_so) == {1}
    assert not any("YOUR OWN LINE" in one.text for one in lived("S06").letters)


def test_s16_two_such_weeks_differ_in_their_dates_alone() -> None:
    """f 59: no variety for its own sake."""
    life = lived("S16")
    undated = [re.sub(r"\d+ (?:June|July)", "", one.text) for one in life.letters if 4 < one.day < 32]

    assert len(undated) == 3 and len(set(undated)) == 1
