"""A trial in the letters."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given as for_all
from hypothesis import strategies as some

from support.letter_lint import problems
from support.letters import ZONE, asked, at, interview_ahead, news, on_trial, silence, told
from unwatch.application import NeedKind, Outcome
from unwatch.letter.compose import write_letter
from unwatch.letter.records import LetterInput, Told
from unwatch.letter.trials import has_trial_line, is_half_way
from unwatch.letter.words import Dates
from unwatch_classifiers.records import Label, SilenceState

HALF = "Half of the trial is over; there is room for a note."
WEEK = timedelta(days=7)
QUIET = silence(SilenceState.RESTING, date(2025, 8, 1), date(2025, 9, 1), 60)


def friday(day: int, *applications: Told, month: int = 10) -> LetterInput:
    """Return the letter of a Friday with these applications."""
    now = at(day, 16, month=month)
    return LetterInput(now, now - WEEK, now + WEEK, ZONE, applications)


def text_of(given: LetterInput) -> str:
    """Return the letter's text on one line, which passed the checklist."""
    written = write_letter(given)
    assert problems(written.text, written.html, written.subject, written.preheader) == []
    return " ".join(written.text.split())


def test_the_middle_of_a_trial_is_told_in_one_letter() -> None:
    """From 1 to 28 October: the letter nearest to its fourteenth day has the line, the others have not (C10g, S05)."""
    said = [HALF in text_of(friday(day, told(on_trial(), quiet=QUIET))) for day in (3, 10, 17, 24)]
    assert said == [False, False, True, False]


def test_the_last_day_is_told_in_the_letter_before_it() -> None:
    """On 24 October, for the 28th, and not a week sooner or later (C10f, S05)."""
    said = [
        "The trial ends on Tuesday 28 October." in text_of(friday(day, told(on_trial(), quiet=QUIET)))
        for day in (10, 17, 24, 31)
    ]
    assert said == [False, False, True, False]


def test_the_last_day_is_told_when_they_name_it() -> None:
    """In the week in which they write (C10a)."""
    agreed = news("l1@lark.example", at(8), Label.OFFER, "a trial of four weeks")
    text = text_of(friday(10, told(on_trial(date(2025, 10, 13), date(2025, 11, 9)), agreed)))
    assert "A trial period, not a written offer." in text
    assert "Its last day is Sunday 9 November." in text


def test_a_trial_keeps_its_lines_beside_a_thing_to_do() -> None:
    """Something else is asked of the person in the same week (C10f)."""
    busy = replace(on_trial(), needs=(asked(NeedKind.INFORMATION, "l2@lark.example", date(2025, 10, 27)),))
    assert "The trial ends on Tuesday 28 October." in text_of(friday(24, told(busy)))


def test_a_trial_asks_nothing_and_forecasts_nothing() -> None:
    """No question, no thing to do, no word on how it will end (C10c, C10g)."""
    text = text_of(friday(17, told(on_trial(), quiet=QUIET)))
    assert "?" not in text
    assert "No date asks for anything" in text


def test_a_trial_without_a_last_day_or_that_ended_has_no_line() -> None:
    """Nothing is counted that nobody named."""
    for one in (on_trial(ends=None), replace(on_trial(), outcome=Outcome.WITHDRAWN, outcome_at=at(1))):
        text = text_of(friday(17, told(one, quiet=QUIET), interview_ahead()))
        assert HALF not in text
        assert "The trial ends" not in text


@for_all(begins=some.integers(0, 40), length=some.integers(1, 60))
def test_of_weekly_letters_one_at_most_has_the_middle_and_one_the_end(begins: int, length: int) -> None:
    """Whatever the length: the middle once if any letter lies in the trial, the end once (C10f, C10g)."""
    first = date(2025, 10, 1) + timedelta(days=begins)
    trial = on_trial(first, first + timedelta(days=length))
    fridays = [datetime(2025, 9, 26, 14, tzinfo=UTC) + number * WEEK for number in range(20)]
    letters = [LetterInput(now, now - WEEK, now + WEEK, ZONE, (told(trial),)) for now in fridays]
    half = [one for one in letters if is_half_way(trial, one, Dates(one.now, ZONE))]
    inside = [now for now in fridays if first <= now.date() <= first + timedelta(days=length)]
    assert len(half) == bool(inside)
    near = [one for one in letters if has_trial_line(trial, one, Dates(one.now, ZONE)) and one not in half]
    assert len(near) <= 1
