"""What is no command: prose that begins with a verb, and what mail programs put under a mail."""

from __future__ import annotations

from datetime import date

import pytest

from unwatch.commands import (
    ParsedReply,
    parse,
)

FRIDAY = date(2025, 10, 10)


def unreadable(text: str) -> tuple[str, ...]:
    reply = parse(text, FRIDAY)
    assert reply.commands == ()
    return reply.unreadable


@pytest.mark.parametrize(
    "line",
    [
        "Stop by tomorrow",
        "Stop it, please!",
        "Status of Harbor?",
        "Status: open",
        "Help me with this",
        "Resume attached",
        "Undo that",
        "Pause for thought",
        "Rhythm is a dancer",
        "Reopen when you can",
        "Said hello to Tom",
        "Said hello to Tom on friday",
        "Said I would call by friday",
        "Sent Tom a card",
        "Sent on my mobile phone",
        "Sent: Friday, October 10, 2025 4:00 PM",
        "Sent: 10 October 2025 16:00",
        "Full time only, please",
        "Full of energy today",
        "Full name: Dana Example",
        "Full Stack Developer",
        "Job title: Analyst",
        "Job well done",
        "Note to self: buy milk",
        "Note that I am away",
        "Note it was good",
        "Note the letter came late",
        "Note attached",
        "Rest is up to you",
        "Rest assured",
        "Done with all this",
        "Done it",
        "Wake me up in november",
        "Later, Dana",
        "Later in the week",
        "Draft attached",
        "Wrong number, sorry",
        "Wrong to assume that",
        "Close enough",
        "Close to home",
        "Merge conflict",
        "Edit: I meant Monday",
        "Own goal",
        "Own it.",
        "Prep is going fine",
        "Decline with thanks",
        "Ref: 4711",
        "Weiter so",
        "Gesagt, getan",
        "Stand heute",
        "Ruhe bitte",
        "Ganz ehrlich",
    ],
)
def test_prose_that_begins_with_a_verb_is_no_command(line: str) -> None:
    """The verbs are everyday words; a sentence that happens to begin with one does nothing."""
    assert unreadable(line) == (line,)


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone",
        "Sent from Outlook for Android",
        "Sent from a small keyboard",
        "Sent with Proton Mail secure email.",
        "Get Outlook for iOS",
        "Gesendet von meinem iPhone",
        "Von meinem iPhone gesendet",
        "Thanks for the letter.",
        "Danke!",
        "Best regards",
        "MfG",
    ],
)
def test_what_a_mail_program_adds_is_passed_over(line: str) -> None:
    """A telephone's line and a word of thanks are neither carried out nor complained of, nor do they hide an order."""
    assert parse(line, FRIDAY) == ParsedReply((), ())
    assert [command.line for command in parse(f"{line}\n\ndone 2", FRIDAY).commands] == ["done 2"]
