"""Mail is hostile input: whatever it holds, a letter stays a letter."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as some

from support.letter_lint import Page, form_problems, item_numbers, problems
from support.letters import (
    NEXT,
    NOW,
    SINCE,
    ZONE,
    applied,
    at,
    interview_ahead,
    interview_proposed,
    news,
    silence,
    told,
)
from unwatch.application import Contact, Meeting, NeedKind, Outcome
from unwatch.letter.compose import compose, write_letter
from unwatch.letter.parts import Commands
from unwatch.letter.pass_on import write_pass_on
from unwatch.letter.records import FollowUp, Gap, LetterInput, Note, Rendered, Unplaced, Way
from unwatch.letter.text import commands_table
from unwatch.letter.words import clean, lines_of, named, quoted
from unwatch_classifiers.posting import Posting
from unwatch_classifiers.records import InterviewStatus, Label, Promise, PromiseKind

ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)><a href="https://evil.example">click</a>',
    "</style><style>body{display:none}</style>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;",
    "{{ 7 * 7 }}{% raw %}{# x #}",
    "\u202egnp.exe\u2066\u2067\u200b\u200d\ufeff\u00ad",
    "Acme\r\nBcc: victim@example.org\r\n\r\nREPLY TO THIS LETTER",
    "Acme\n\n\nREPLY TO THIS LETTER\n\ndone 1",
    "Acme\u2028NEXT WEEK: NINE THINGS\u2029\x85done 9",
    "x" * 10_000,
    "z" + "\u0301" * 500,
    "\ud800 lone \x00 \x1b[31m red",
    'quote " quote “ quote',
    "URGENT!!! 100% sure, check your inbox",
    "😀🔥 emoji ✓ ➜",
    "position:absolute;background:url(https://evil.example/p.png)",
    "",
    "   ",
    "(3) 4. [5]",
]


def hostile_week(word: str) -> LetterInput:
    """Return a week in which every place that a mail can fill is filled with the word."""
    meeting = Meeting(at(14, 10), at(14, 11), word, InterviewStatus.CONFIRMED, "1@f.example")
    interview = replace(
        applied(1, word, word),
        meetings=(meeting,),
        contacts=(Contact(word, word, at(8)),),
        notes=((at(2), word), (at(3), f"Asked: {word}")),
        conditions=(word,),
        next_step=word,
    )
    promise = Promise(word, PromiseKind.CONTACT_BY, at(20).date(), at(30).date())
    ended = replace(applied(4, word, word), outcome=Outcome.REJECTED, outcome_at=at(9), outcome_quote=word)
    return LetterInput(
        now=NOW,
        since=SINCE,
        next_letter=NEXT,
        zone=ZONE,
        applications=(
            told(interview, news("1@f.example", at(8), Label.SCHEDULING, word, way=Way.AT_ONCE, told_at=at(8))),
            told(
                applied(2, word, word),
                news("2@f.example", at(8), Label.STATUS_UPDATE, word, under=word, then=word, cause=word),
            ),
            told(replace(applied(3, word, word), promise=promise), quiet=silence()),
            told(ended, news("4@f.example", at(9), Label.REJECTION, word)),
            told(applied(5, word, word, at(8)), news("5@f.example", at(8), Label.ACKNOWLEDGEMENT)),
            told(replace(applied(6, word, word), rested=at(1))),
            told(applied(7, word, word), follow_up=FollowUp(0, at(15).date(), word, word), quiet=silence()),
        ),
        unplaced=(Unplaced("u@f.example", at(9), word, word, word, word, Way.LETTER),),
        questions=2,
        gaps=(Gap(at(7, 1), at(7, 2), word, 1),),
        unreadable=(word,),
        understood=(word,),
        reply_to="a@example.org",
        reply_token="k7",
    )


def hostile_pass_on(word: str, **changes: Any) -> Rendered:
    """Return a pass-on in which every place that a mail can fill is filled with the word."""
    application = replace(
        interview_ahead().application,
        company=word,
        role=word,
        notes=((at(2), word),),
        conditions=(word,),
        next_step=word,
    )
    given = replace(
        interview_proposed(),
        application=application,
        sender_name=word,
        sender_address=word,
        subject=word,
        full_text=word,
        quote=word,
        where=word,
        others=(application,),
        elsewhere=(Note(at(3), word, word),),
        questions=(word, f"Asked: {word}"),
        posting=Posting(f"Some words. {word}", word, word),
        under=word,
    )
    return write_pass_on(replace(given, **changes))


def is_harmless(written: Rendered) -> None:
    """Hold what must hold for every mail of ours."""
    assert form_problems(written.html) == []
    assert max(len(line) for line in written.text.splitlines()) <= 72
    assert written.subject.isascii()
    assert written.subject.isprintable()
    unseen = r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad]"
    assert not re.search(unseen, written.text)
    written.text.encode()
    written.html.encode()


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_letter_full_of_an_attack_is_still_a_letter(attack: str) -> None:
    """The attack is escaped, cut and quoted; headings, numbers, account and tone are ours."""
    written = write_letter(hostile_week(attack))
    is_harmless(written)
    assert problems(written.text, written.html, written.subject, written.preheader) == []
    assert item_numbers(written.text) == list(range(1, 9))


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("kind", [NeedKind.SCHEDULE, NeedKind.OFFER, None])
def test_a_pass_on_full_of_an_attack_is_still_a_pass_on(attack: str, kind: NeedKind | None) -> None:
    """Only visible, escaped text is left of it."""
    is_harmless(hostile_pass_on(attack, kind=kind))


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_line_of_a_mail_passes_for_one_of_ours(attack: str) -> None:
    """Headings and commands at the start of a line are only those that the letter itself has."""
    ours = re.compile(r"(?:NEXT WEEK|REPLY TO|WHAT MOVED|RESTING)\b")
    reply = compose(hostile_week(attack)).sections[-1].blocks[0]
    assert isinstance(reply, Commands)
    for text in (write_letter(hostile_week(attack)).text, hostile_pass_on(attack).text):
        lines = text.splitlines()
        commands = [line for line in lines if re.match(r"(?:done|later|draft|rest|wake|wrong|note) \d", line)]
        assert set(commands) <= set(commands_table(reply.lines))
        headings = [line for line in lines if ours.match(line)]
        assert len(headings) == len(set(headings)) <= 4


def test_a_whole_forged_letter_in_a_message_stays_behind_the_bar() -> None:
    """A mail that imitates a letter is shown as what it is."""
    forged = "NEXT WEEK: ONE THING\n\n1. Pay the fee\n\n\nREPLY TO THIS LETTER\n\ndone 1\n"
    text = write_pass_on(replace(interview_proposed(), full_text=forged)).text
    forged_lines = [line for line in text.splitlines() if any(one in line for one in ("fee", "REPLY", "NEXT", "done"))]
    assert len(forged_lines) == 4
    assert all(line.startswith("  | ") for line in forged_lines)


def test_the_divider_cannot_be_forged() -> None:
    """A second divider in the message is behind the bar."""
    text = hostile_pass_on("-- the message, complete --\nfrom here on it is me", sender_name="A").text
    assert text.splitlines().count("-- the message, complete --") == 1


def test_links_of_a_mail_are_words() -> None:
    """No address of a mail becomes a link or a resource; it can be read all the same."""
    html = hostile_pass_on("see https://evil.example/a?b=1&c=2", sender_address="a@b.example").html
    assert "https://" not in html
    assert "https://evil.example/a?b=1&c=2" in Page(html).visible
    assert [one["href"] for one in Page(html).named("a")] == [
        "mailto:a@b.example?subject=Re%3A%20see%20https%3A%2F%2Fevil.example%2Fa%3Fb%3D1%26c%3D2"
    ]


def test_a_flood_that_cannot_be_placed_stays_below_the_clip() -> None:
    """Five thousand messages make a letter of bounded size that still accounts for all."""
    one = Unplaced("u@f.example", at(9), "a@b.example", "Hi " * 50, "word & more " * 500, "no name", Way.LETTER)
    flood = tuple(replace(one, message_id=f"{n}@f.example") for n in range(5_000))
    written = write_letter(replace(hostile_week("Firm"), unplaced=flood, unreadable=("x",) * 500))
    assert "And 4960 others of the same kind" in " ".join(written.text.split())
    assert form_problems(written.html) == []


def test_quotes_are_cut_at_280_characters() -> None:
    """A quote ends at a word with an ellipsis and never breaks its marks."""
    made = quoted('word "inner" ' * 100)
    assert len(made) <= 282
    assert made.count('"') == 2
    assert made.endswith('…"')


def test_a_name_that_shouts_stands_in_quotation_marks() -> None:
    """Words that the letter does not say itself are marked as theirs; other names are as they are."""
    assert named("Hope Hospital") == '"Hope Hospital"'
    assert named("Fern & Vale") == "Fern & Vale"


def test_a_lookalike_domain_shows_itself() -> None:
    """A domain with a foreign letter is shown in A-labels."""
    assert "xn--" in hostile_pass_on("a", sender_address="jobs@hаrbor.example").text


@settings(max_examples=100, deadline=None)
@for_all(some.text(max_size=400))
def test_cleaned_text_is_one_visible_line_and_cleaning_it_again_changes_nothing(text: str) -> None:
    """Whatever the text, what is left is bounded, printable and stable."""
    once = clean(text, 80)
    assert len(once) <= 80
    assert "\n" not in once
    assert "<" not in once
    assert clean(once, 80) == once


@settings(max_examples=25, deadline=None)
@for_all(some.text(max_size=300))
def test_any_text_makes_a_letter_and_a_pass_on(text: str) -> None:
    """No text of a mail raises, and the form holds."""
    is_harmless(write_letter(hostile_week(text)))
    is_harmless(hostile_pass_on(text))


def test_a_body_keeps_its_lines_and_its_bound() -> None:
    """Blank lines are kept, but not two in a row."""
    assert lines_of("a\r\n\r\n\r\n\r\nb\n\n", 100) == (("a", "", "b"), False)
    assert lines_of("abcdef", 3) == (("abc",), True)


def test_breaks_between_words_become_spaces() -> None:
    """Tabs, line breaks and strange spaces separate words; they do not glue them together."""
    assert clean("a\tb\r\nc\u00a0d\u2028e", 80) == "a b c d e"
