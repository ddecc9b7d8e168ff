"""Hours and lengths as people write them, and what only looks like one (said on Wednesday 8 October 2025)."""

from __future__ import annotations

import pytest

from support.facts import WEDNESDAY
from unwatch_classifiers.facts.clock_times import read_times
from unwatch_classifiers.facts.days import read_days
from unwatch_classifiers.facts.durations import only_duration


def clock(text: str) -> list[str]:
    """The hours of a text, spans as "start-end", what closes something with a leading bar."""
    taken = tuple((day.begin, day.end) for day in read_days(text, WEDNESDAY.date()))
    return [
        f"{'|' if each.closes else ''}{each.start:%H:%M}{f'-{each.until:%H:%M}' if each.until else ''}"
        for each in read_times(text, WEDNESDAY, taken)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sat 930 ok?", ["09:30"]),
        ("thurs 630 am, gate two", ["06:30"]),
        ("Be here at 0915 on Monday", ["09:15"]),
        ("Friday at hauf two", ["14:30"]),
        ("Monday, tennish, by the pond", ["10:00"]),
        ("Tuesday 2ish?", ["14:00"]),
        ("tomorrow, eleven, up the back stairs", ["11:00"]),
        ("Thursday, 4 till 7", ["16:00-19:00"]),
        ("11 suits me, the usual bench", ["11:00"]),
        ("Come 5 only on Friday", ["17:00"]),
        ("12.30 tomorrow at the canteen", ["12:30"]),
        ("tomorrow's 4.30 visit", ["16:30"]),
        ("Friday at hours 15, Italian time", ["15:00"]),
        ("Monday 20 October at 3h30 with the bakers", ["03:30"]),
        ("twenty-five past ten on Friday", ["10:25"]),
        ("Thursday 9–9.40", ["09:00-09:40"]),
        ("8 tonight, side door", ["20:00"]),
        ("Monday at 16 h 30, or 9 h 15", ["16:30", "09:15"]),
        ("7.15 thurs behind the sheds", ["07:15"]),
    ],
)
def test_reads_an_hour_by_what_stands_round_it(text: str, expected: list[str]) -> None:
    """A day, a part of the day or a word such as "at" makes a number an hour."""
    assert clock(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tuesday evening, 14th October, at 7.30", ["19:30"]),
        ("Wednesday morning at 5 in the pit", ["05:00"]),
        ("Monday, half nine at night", ["21:30"]),
        ("10.30 at night on Thursday", ["22:30"]),
        ("He is ashore Saturday evening and rings about 8", ["20:00"]),
        ("I work most evenings, so 7:30 Thursday?", ["19:30"]),
        ("Thursday, 7 in morning", ["07:00"]),
        ("Friday at 6.15", ["18:15"]),
        ("Friday at 6.45", ["06:45"]),
    ],
)
def test_a_part_of_the_day_decides_the_half(text: str, expected: list[str]) -> None:
    """It stands at the hour or at the day; without one, 1 to half past 6 is the afternoon."""
    assert clock(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Monday 3 of us will be there",
        "Tuesday, two things to bring",
        "Round 2 on Friday",
        "come to us from 2 February for eight paid weeks",
        "December 9, 10 and 11 would suit",
        "first thing on Monday",
        "between 2025 and 2030",
        "five to ten people on Friday",
        "at three sites on Monday",
        "Thursday at gate 4",
    ],
)
def test_a_number_that_counts_is_no_hour(text: str) -> None:
    """What is counted, numbered or part of a list of days is left alone; "first thing" names no hour."""
    assert clock(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In at 9.30, out by 3.30", ["09:30", "|15:30"]),
        ("We start at ten and finish by noon", ["10:00", "|12:00"]),
        ("from your arrival at 9.15 to the end at half past twelve", ["09:15-12:30"]),
        ("moved from 1:30 PM to 3:00 PM", ["13:30", "15:00"]),
        ("17:00 JST (this is 09:00 in Prague)", ["17:00"]),
        ("at 2pm, that's 4pm for you", ["14:00"]),
    ],
)
def test_ends_and_other_clocks_are_no_starts(text: str, expected: list[str]) -> None:
    """An end is marked, a move is no span, and the same moment on another clock is said once."""
    assert clock(text) == expected


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("It takes three quarters of an hour.", 45),
        ("Half an hour, no more.", 30),
        ("An hour and a half with the team.", 90),
        ("Forty-five minutes with Ana.", 45),
        ("a 90-minute talk with us", 90),
        ("The panel will not wait beyond 20 mins.", None),
        ("The station is 20 minutes away.", None),
        ("Bring thirty minutes of slides.", None),
        ("20 minutes slides, then 30 minutes for questions", None),
        ("You get thirty minutes to write a report.", None),
        ("Ten minutes with me, forty with the others, 30 minutes on the floor and 40 minutes at lunch", None),
    ],
)
def test_reads_how_long_it_takes_where_only_one_length_is_named(text: str, minutes: int | None) -> None:
    """The way there, a part of the meeting and patience are no length of it; of two lengths neither counts."""
    length = only_duration((text,))

    assert (length.total_seconds() / 60 if length else None) == minutes
