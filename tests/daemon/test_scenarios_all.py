"""What must hold in all sixteen scenarios of letter.md a.1, whatever happens in them."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise

import pytest

from support.letter_lint import own_words, problems, tone_problems
from support.scenarios import AT_ONCE, SCENARIOS, lived, on

pytestmark = pytest.mark.corpus

ALL = [path.stem.partition("_")[0].upper() for path in SCENARIOS]


@pytest.mark.parametrize("number", ALL)
def test_all_what_cannot_wait_comes_at_once_and_nothing_else_does(number: str) -> None:
    """A7a, A0b, f 60: every mail that a careful reader would pass on, five minutes after its arrival at most."""
    life = lived(number)
    script = life.script
    heard = {
        one.name: max([one.at, *(gap.until for gap in script.deaf if gap.at <= one.at < gap.until)])
        for one in script.mails
    }
    waits = {one.about: one.at - heard[one.about] for one in life.of_kind("pass_on")}

    assert set(waits) == script.at_once | script.next_morning
    assert all(waits[name] <= AT_ONCE for name in script.at_once)
    assert len(life.of_kind("pass_on")) == len(waits)


@pytest.mark.parametrize("number", ALL)
def test_all_letters_come_at_the_same_minute_of_their_weekday(number: str) -> None:
    """S16, f 7: also in a week without news, and over a clock change."""
    life = lived(number)
    moments = [one.at.astimezone(life.script.zone) for one in life.letters]

    assert len({(one.weekday(), one.time()) for one in moments}) == 1
    assert all(later.date() - one.date() == timedelta(days=7) for one, later in pairwise(moments))


@pytest.mark.parametrize("number", ALL)
def test_all_letters_pass_the_lint(number: str) -> None:
    """A5a, A7b, C1d, C3e, C5a: tone, form, accounting; every item with a date or nothing to do."""
    found = {
        one.subject: [
            problem for problem in problems(one.text, one.html, one.subject, "") if "preheader" not in problem
        ]
        for one in lived(number).letters
        if not one.subject.endswith("the last letter")
    }

    assert {subject: wrong for subject, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("number", ALL)
def test_all_other_mails_keep_the_tone(number: str) -> None:
    """C3f: pass-ons, evenings, answers and drafts as well."""
    for one in lived(number).gone:
        ours, _, after = one.text.partition("-- the message, complete --")
        assert list(tone_problems(one.subject, ours)) == []
        assert after or one.kind != "pass_on"


@pytest.mark.parametrize("number", ALL)
def test_all_mails_forecast_nothing(number: str) -> None:
    """A5d, A6d, C6h, C10c: nothing is sure, likely or a sign, and nobody is told what most people get."""
    forecast = re.compile(
        r"\b(?:sure|certain|certainly|likely|unlikely|promising|seems?|good sign|bad sign|most people)\b"
    )
    for one in lived(number).gone:
        ours = own_words(one.text.partition("-- the message, complete --")[0]).lower()
        assert not forecast.search(ours), one.subject


@pytest.mark.parametrize("number", ALL)
def test_all_mail_goes_to_the_person_alone(number: str) -> None:
    """C10d, f 55: nothing is ever sent to an employer."""
    life = lived(number)

    assert {one.recipient for one in life.gone} == {life.script.address}


@pytest.mark.parametrize("number", ALL)
def test_all_pass_ons_say_that_everything_else_keeps(number: str) -> None:
    """f 61: a pass-on must not open the inbox question again."""
    assert all("Everything else keeps until" in one.flat for one in lived(number).of_kind("pass_on"))


@pytest.mark.parametrize("number", ALL)
def test_all_letters_give_each_application_one_place(number: str) -> None:
    """A0a, C1b, f 3: each that goes on stands once in the letter of the day, at most three as a thing to do."""
    life = lived(number)
    for letter in life.letters:
        shown = list(letter.numbers.values())
        going_on = {one.application.id for one in life.days[letter.day] if one.application.live}
        assert len(shown) == len(set(shown)), letter.subject
        assert not shown or going_on <= set(shown), letter.subject
        assert len(re.findall(r"(?m)^\d+\. \w+day ", letter.text.partition("WHAT MOVED")[0])) <= 3, letter.subject


@pytest.mark.parametrize("number", ALL)
def test_all_letters_leave_the_thanks_to_the_evening(number: str) -> None:
    """A1a: no weekly letter speaks of a thank-you; the evening names its last day, the third after."""
    life = lived(number)

    assert not any("thank-you" in one.text.lower() for one in life.letters)
    for evening in life.of_kind("after_interview"):
        held = max(
            one.start
            for known in life.days[evening.day]
            for one in known.application.meetings
            if one.start < evening.at
        )
        until = life.script.number(held) + 3
        assert f"until {on(life, until)}" in evening.flat, evening.subject
