"""The grammar of one line: each verb with its number or name, its date, its text and its closed word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from unwatch.commands import (
    Belongs,
    Channel,
    Command,
    DraftOf,
    Ending,
    Field,
    Often,
    Referees,
    Verb,
    parse,
)

FRIDAY = date(2025, 10, 10)


def one(line: str) -> Command:
    reply = parse(line, FRIDAY)
    assert reply.unreadable == ()
    (command,) = reply.commands
    return command


def unreadable(text: str) -> tuple[str, ...]:
    reply = parse(text, FRIDAY)
    assert reply.commands == ()
    return reply.unreadable


@pytest.mark.parametrize(
    ("line", "verb", "target", "when", "text"),
    [
        ("done 2", Verb.DONE, "2", None, None),
        ("DONE 2", Verb.DONE, "2", None, None),
        ("Done: 2.", Verb.DONE, "2", None, None),
        ("- done #2", Verb.DONE, "2", None, None),
        ("done 02)", Verb.DONE, "2", None, None),
        ("  done\t2  ", Verb.DONE, "2", None, None),
        ("done\u00a02\u200b", Verb.DONE, "2", None, None),
        ("done Harbor Health", Verb.DONE, "Harbor Health", None, None),
        ('done "Fern & Vale"', Verb.DONE, "Fern & Vale", None, None),
        ("done 7 Pines", Verb.DONE, "7 Pines", None, None),
        ("rest 7", Verb.REST, "7", None, None),
        ("rest 7 until november", Verb.REST, "7", date(2025, 11, 1), None),
        ("rest 7 for 2 weeks", Verb.REST, "7", date(2025, 10, 24), None),
        ("rest 7 3 nov", Verb.REST, "7", date(2025, 11, 3), None),
        (
            "Rest Northwind Consulting until Monday 3 November",
            Verb.REST,
            "Northwind Consulting",
            date(2025, 11, 3),
            None,
        ),
        ("rest First Friday", Verb.REST, "First Friday", None, None),
        ("wake 9", Verb.WAKE, "9", None, None),
        ("wake Alder & Sons", Verb.WAKE, "Alder & Sons", None, None),
        ("wake May Friday", Verb.WAKE, "May Friday", None, None),
        ("later 2 tue", Verb.LATER, "2", date(2025, 10, 14), None),
        ("later 2 in 3 weeks", Verb.LATER, "2", date(2025, 10, 31), None),
        ("later 2 until 2026-11-03", Verb.LATER, "2", date(2026, 11, 3), None),
        ("later Fern & Vale nov 3", Verb.LATER, "Fern & Vale", date(2025, 11, 3), None),
        ("later May Partners 3d", Verb.LATER, "May Partners", date(2025, 10, 13), None),
        ("note 4 pay is on the low side", Verb.NOTE, "4", None, "pay is on the low side"),
        ("note 4: pay: low", Verb.NOTE, "4", None, "pay: low"),
        ("note harbor the manager called", Verb.NOTE, "harbor", None, "the manager called"),
        ("note Fern & Vale: they called", Verb.NOTE, "Fern & Vale", None, "they called"),
        ('note "Fern & Vale" they called', Verb.NOTE, "Fern & Vale", None, "they called"),
        ("note “Fern & Vale” they called", Verb.NOTE, "Fern & Vale", None, "they called"),
        ("note 4 done 3", Verb.NOTE, "4", None, "done 3"),
        ("note Fern & Vale they called", Verb.NOTE, "Fern & Vale", None, "they called"),
        ("note „Fern & Vale“ they called", Verb.NOTE, "Fern & Vale", None, "they called"),
        ('rest "Care for Kids"', Verb.REST, "Care for Kids", None, None),
        ('rest "Care for Kids" 3 nov', Verb.REST, "Care for Kids", date(2025, 11, 3), None),
        ("rest 7 until end of month", Verb.REST, "7", date(2025, 10, 31), None),
        ("later 7 Pines tue", Verb.LATER, "7 Pines", date(2025, 10, 14), None),
        ("done 2, please.", Verb.DONE, "2", None, None),
        ("full 5", Verb.FULL, "5", None, None),
        ("job Harbor Health", Verb.JOB, "Harbor Health", None, None),
        ("prep 1", Verb.PREP, "1", None, None),
        ("split 3", Verb.SPLIT, "3", None, None),
        ("decline 4", Verb.DECLINE, "4", None, None),
        ("reopen 5", Verb.REOPEN, "5", None, None),
        ("reopen", Verb.REOPEN, "", None, None),
        ("undo", Verb.UNDO, "", None, None),
        ("Stop.", Verb.STOP, "", None, None),
        ("stop please", Verb.STOP, "", None, None),
        ("STATUS", Verb.STATUS, "", None, None),
        ("help!", Verb.HELP, "", None, None),
        ("resume", Verb.RESUME, "", None, None),
        ("pause", Verb.PAUSE, "", None, None),
        ("pause 2 weeks", Verb.PAUSE, "", date(2025, 10, 24), None),
        ("pause until 3 nov", Verb.PAUSE, "", date(2025, 11, 3), None),
        ("own I put the kettle on", Verb.OWN, "", None, "I put the kettle on"),
        ('own: "I put the kettle on."', Verb.OWN, "", None, "I put the kettle on."),
        ("said 6 two weeks", Verb.SAID, "6", date(2025, 10, 24), "two weeks"),
        ("said 6 we will call", Verb.SAID, "6", None, "we will call"),
        ("said 6 in november", Verb.SAID, "6", date(2025, 11, 30), "in november"),
        ("said 6 they think so", Verb.SAID, "6", None, "they think so"),
        ("said 6 that they may", Verb.SAID, "6", None, "that they may"),
        ("said 6 fr", Verb.SAID, "6", date(2025, 10, 17), "fr"),
        (
            "said Harbor they decide by 3 november",
            Verb.SAID,
            "Harbor",
            date(2025, 11, 3),
            "they decide by 3 november",
        ),
        ("said Harbor: no date", Verb.SAID, "Harbor", None, "no date"),
    ],
)
def test_the_grammar(line: str, verb: Verb, target: str, when: date | None, text: str | None) -> None:
    """Verb, number or name, and a date or a text, in any case of letters (letter.md d.5)."""
    command = one(line)

    assert (command.verb, command.target, command.when, command.text) == (verb, target, when, text)


@pytest.mark.parametrize(
    "line",
    [
        "done",
        "done !",
        "done 2 3",
        "done 2, 3",
        "done 12345",
        "dnoe 2",
        "later 2",
        "later 2 soon",
        "later 2 31 feb",
        "later 2 03/11",
        "later tue",
        "rest",
        "rest 3 until",
        "rest 3 until the cows come home",
        "note 4",
        "note",
        "wake",
        "apply 3",
        "Could you look at number two?",
        "2 done",
    ],
)
def test_what_is_not_understood_is_named_and_does_nothing(line: str) -> None:
    """A line outside the grammar is never guessed; the person hears which one it was."""
    assert unreadable(line) == (line,)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("draft 2", Command(Verb.DRAFT, "2", None, None, "")),
        ("draft 2 anyway", Command(Verb.DRAFT, "2", None, None, "", DraftOf.ANYWAY)),
        ("draft 2 thanks", Command(Verb.DRAFT, "2", None, None, "", DraftOf.THANKS)),
        ("draft 2 ask time", Command(Verb.DRAFT, "2", None, None, "", DraftOf.TIME)),
        ("draft 2 questions, please", Command(Verb.DRAFT, "2", None, None, "", DraftOf.QUESTIONS)),
        ("draft Harbor Health heads up", Command(Verb.DRAFT, "Harbor Health", None, None, "", DraftOf.HEADS_UP)),
        ('draft "Prime Time" decline', Command(Verb.DRAFT, "Prime Time", None, None, "", DraftOf.DECLINE)),
        ('draft "Prime Time"', Command(Verb.DRAFT, "Prime Time", None, None, "")),
        ("draft 2 withdraw", Command(Verb.DRAFT, "2", None, None, "", DraftOf.WITHDRAW)),
        ("sent 2 post", Command(Verb.SENT, "2", None, None, "", Channel.POST)),
        ("sent 2 by phone.", Command(Verb.SENT, "2", None, None, "", Channel.PHONE)),
        ("sent Harbor Health in person", Command(Verb.SENT, "Harbor Health", None, None, "", Channel.PERSON)),
        ("sent 2 a card at the desk", Command(Verb.SENT, "2", None, "a card at the desk", "")),
        ("sent 2 post office was shut", Command(Verb.SENT, "2", None, "post office was shut", "")),
        ("sent Harbor: a card", Command(Verb.SENT, "Harbor", None, "a card", "")),
        ("ref 2 contacted", Command(Verb.REF, "2", None, None, "", Referees.CONTACTED)),
        ("ref Harbor sent", Command(Verb.REF, "Harbor", None, None, "", Referees.SENT)),
        ("ref 2 contacted nobody", Command(Verb.REF, "2", None, "contacted nobody", "")),
        ("ref harbor Karen was called", Command(Verb.REF, "harbor", None, "Karen was called", "")),
        ("wrong 3", Command(Verb.WRONG, "3", None, None, "")),
        ("wrong Harbor", Command(Verb.WRONG, "Harbor", None, None, "")),
        ("wrong 3 new", Command(Verb.WRONG, "3", None, None, "", Belongs.NEW)),
        ("wrong 3 is other", Command(Verb.WRONG, "3", None, None, "", Belongs.OTHER)),
        ('wrong 3 "Other"', Command(Verb.WRONG, "3", None, None, "", None, "Other")),
        ("wrong Harbor new", Command(Verb.WRONG, "Harbor", None, None, "", Belongs.NEW)),
        ("wrong 3 #5", Command(Verb.WRONG, "3", None, None, "", None, "5")),
        ("wrong 3 belongs to Fern & Vale", Command(Verb.WRONG, "3", None, None, "", None, "Fern & Vale")),
        ("wrong Harbor is Meridian", Command(Verb.WRONG, "Harbor", None, None, "", None, "Meridian")),
        ("merge 3 5", Command(Verb.MERGE, "3", None, None, "", None, "5")),
        ("merge 3, 5", Command(Verb.MERGE, "3", None, None, "", None, "5")),
        ("merge 3 with Harbor", Command(Verb.MERGE, "3", None, None, "", None, "Harbor")),
        ("merge Fern & Vale with Harbor", Command(Verb.MERGE, "Fern & Vale", None, None, "", None, "Harbor")),
        ("merge Harbor and 3", Command(Verb.MERGE, "Harbor", None, None, "", None, "3")),
        ('merge "Up & On" "Go"', Command(Verb.MERGE, "Up & On", None, None, "", None, "Go")),
        ("edit 3 role office lead", Command(Verb.EDIT, "3", None, "office lead", "", Field.ROLE)),
        ("edit Fern & Vale company: Vale", Command(Verb.EDIT, "Fern & Vale", None, "Vale", "", Field.COMPANY)),
        ('edit "Role Models" role lead', Command(Verb.EDIT, "Role Models", None, "lead", "", Field.ROLE)),
        ("close 5", Command(Verb.CLOSE, "5", None, None, "")),
        ("close 5 no", Command(Verb.CLOSE, "5", None, None, "", Ending.REJECTED)),
        ("close 5 rejected", Command(Verb.CLOSE, "5", None, None, "", Ending.REJECTED)),
        ("close Harbor Health accepted", Command(Verb.CLOSE, "Harbor Health", None, None, "", Ending.ACCEPTED)),
        ("rhythm weekly", Command(Verb.RHYTHM, "", None, None, "", Often.WEEKLY)),
        ("rhythm twice a week", Command(Verb.RHYTHM, "", None, None, "", Often.TWICE)),
    ],
)
def test_closed_words_and_second_targets(line: str, expected: Command) -> None:
    """A closed word is all that follows, in one of its spellings; a name that is one stands in quotation marks."""
    assert one(line) == replace(expected, line=line)


@pytest.mark.parametrize(
    "line",
    [
        "draft",
        "draft thanks",
        "said 6",
        "said two weeks",
        "sent 2",
        "sent post",
        "sent by post",
        "ref 2",
        "wrong",
        "wrong new",
        "wrong 3 is",
        "merge 3",
        "merge 3 3",
        "merge Harbor Health",
        "merge Harbor and Health",
        "merge A with B with C",
        "merge Harbor with harbor",
        "edit 3",
        "edit 3 role",
        "edit 3 pay more",
        "edit 3 the role lead",
        "edit role lead",
        "close",
        "close rejected",
        "pause until further notice",
        "pause 31 feb",
        "rhythm",
        "rhythm hourly",
        "own",
        "undo 3",
        "resume 3",
        'done "Fern & Vale" and more',
        'rest "Fern & Vale" and more',
        'later "Fern & Vale"',
        'done "12"',
        "done Harbor?",
        "done Harbor, Meridian",
    ],
)
def test_what_is_half_a_command_does_nothing(line: str) -> None:
    """What lacks its number, its word or its date is named, not filled in."""
    assert unreadable(line) == (line,)
