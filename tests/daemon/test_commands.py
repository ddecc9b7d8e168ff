"""What the person writes back: what is understood, what is asked about, and what is never taken for a command."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unwatch.commands import Command, ParsedReply, Verb, parse
from unwatch.date_words import FURTHEST_DAYS, read_date

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


def test_the_line_is_kept_as_it_was_written() -> None:
    """The next letter can say what the person told it, in their own words."""
    assert one("Later  2   Tue").line == "Later 2 Tue"


def test_several_lines_keep_their_order() -> None:
    """One command in a line, and a line in between that is not understood stops nothing."""
    reply = parse("done 2\nfoo\nrest 7\nnote 4 text", FRIDAY)

    assert [command.verb for command in reply.commands] == [Verb.DONE, Verb.REST, Verb.NOTE]
    assert reply.unreadable == ("foo",)


@pytest.mark.parametrize(
    "end",
    ["", "   ", "\u00a0", "--", "-- ", "-- Dana", "—", "___________", "thanks", "Thanks, Dana", "Thank you!"],
)
def test_reading_stops_at_the_end_of_the_commands(end: str) -> None:
    """A blank line after a command, a signature's dashes and a word of thanks end the reading."""
    reply = parse(f"done 2\n{end}\nrest 7\nDana Example, 555-0142", FRIDAY)

    assert [command.line for command in reply.commands] == ["done 2"]
    assert reply.unreadable == ()


def test_blank_lines_above_the_first_command_do_not_stop() -> None:
    """Mail programs put blank lines on top, and people a greeting."""
    reply = parse("\n\nHello\n\ndone 2\n\nsomething else", FRIDAY)

    assert [command.line for command in reply.commands] == ["done 2"]
    assert reply.unreadable == ("Hello",)


def test_comments_are_passed_over() -> None:
    """A line that begins with # is for the person alone."""
    assert parse("# my week\ndone 2\n#rest 3\nwake 4", FRIDAY).commands == (one("done 2"), one("wake 4"))


@pytest.mark.parametrize(
    "quotes",
    [
        "> done 2\n> rest 7",
        ">done 2\n\n>> rest 7\n",
        "On Friday 10 October 2025 the letter wrote:\n> done 2",
        "Am Freitag schrieb unwatch:\n\n> done 2\n> thanks",
        "",
        "\n \n",
    ],
)
def test_a_reply_of_quotes_alone_does_nothing(quotes: str) -> None:
    """The letter lists the commands; quoting it runs none of them, and is no mistake to be told."""
    assert parse(quotes, FRIDAY) == ParsedReply((), ())


def test_commands_below_a_quote_are_read() -> None:
    """Who writes below the quote is understood as well."""
    assert [c.line for c in parse("> done 9\n> wake 8\ndone 2", FRIDAY).commands] == ["done 2"]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("later 2 tue\nlater 2 wed", ["later 2 tue"]),
        ("done 2\nlater 2 tue", ["done 2"]),
        ("rest 7\nwake 7", ["rest 7"]),
        ("wake Harbor\nrest HARBOR", ["wake Harbor"]),
        ("done 2\ndone #2", ["done 2"]),
        ("done 2\nrest 2", ["done 2", "rest 2"]),
        ("done 2\ndone 3", ["done 2", "done 3"]),
        ("note 4 a\nnote 4 b\nnote 4 a\ndone 4", ["note 4 a", "note 4 b", "done 4"]),
    ],
)
def test_the_upper_of_two_lines_that_contradict_holds(text: str, held: list[str]) -> None:
    """Topmost wins, as in a reply above an older one; notes only add, and what is done may also rest."""
    reply = parse(text, FRIDAY)

    assert [command.line for command in reply.commands] == held
    assert reply.unreadable == ()


def test_a_note_that_a_mail_program_wrapped_is_one_note() -> None:
    """A long line that goes on in the next is put together; a short one ends where it ends."""
    long = "note 4 they asked about the night shifts and who covers them in August,"
    wrapped = parse(f"{long}\nand whether I drive\ndone 2", FRIDAY)
    short = parse("note 4 pay is low\ndnoe 3", FRIDAY)

    assert [command.text for command in wrapped.commands] == [
        "they asked about the night shifts and who covers them in August, and whether I drive",
        None,
    ]
    assert short.unreadable == ("dnoe 3",)


def test_at_most_twenty_commands_are_carried_out() -> None:
    """More than twenty are told to the person instead of being carried out."""
    reply = parse("\n".join(f"done {n}" for n in range(1, 31)), FRIDAY)

    assert [command.target for command in reply.commands] == [str(n) for n in range(1, 21)]
    assert reply.unreadable == tuple(f"done {n}" for n in range(21, 31))


def test_everything_is_bounded() -> None:
    """A reply of megabytes costs little and gives little back."""
    reply = parse("note 4 " + "x" * 3_000_000, FRIDAY)
    noise = parse("no such line\n" * 300_000, FRIDAY)

    assert [len(command.text or "") for command in reply.commands] == [1000]
    assert len(noise.unreadable) == 20
    assert len(unreadable("y" * 500)[0]) == 120


FRAGMENTS = st.sampled_from(
    [
        "done",
        "rest",
        "wake",
        "later",
        "note",
        "2",
        "until",
        "tue",
        "3 nov",
        "in",
        "9999",
        "weeks",
        '"',
        ":",
        "#",
        "--",
        ">",
        "\n",
        "\n\n",
        " ",
        "2026-02-30",
        "thanks",
        "Harbor",
    ]
)


@settings(deadline=None)
@given(
    text=st.text() | st.lists(FRAGMENTS).map(" ".join) | st.lists(FRAGMENTS).map("".join),
    today=st.dates(),
)
def test_no_reply_raises(text: str, today: date) -> None:
    """Whatever is written back, on whatever day, is read within the bounds."""
    reply = parse(text, today)

    assert len(reply.commands) <= 20
    assert len(reply.unreadable) <= 20
    for command in reply.commands:
        assert command.target
        assert (command.text is not None) == (command.verb is Verb.NOTE)
        assert command.verb is not Verb.LATER or command.when is not None
        assert command.when is None or 0 <= (command.when - today).days <= FURTHEST_DAYS


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("tomorrow", date(2025, 10, 11)),
        ("3d", date(2025, 10, 13)),
        ("3 days", date(2025, 10, 13)),
        ("1 day", date(2025, 10, 11)),
        ("2w", date(2025, 10, 24)),
        ("2 weeks", date(2025, 10, 24)),
        ("in 3 weeks", date(2025, 10, 31)),
        ("a week", None),
        ("1 month", date(2025, 11, 10)),
        ("in 5 months", date(2026, 3, 10)),
        ("tue", date(2025, 10, 14)),
        ("Tuesday", date(2025, 10, 14)),
        ("on thurs", date(2025, 10, 16)),
        ("friday", date(2025, 10, 17)),
        ("sat", date(2025, 10, 11)),
        ("3 nov", date(2025, 11, 3)),
        ("nov 3", date(2025, 11, 3)),
        ("Nov 3rd", date(2025, 11, 3)),
        ("3. november", date(2025, 11, 3)),
        ("the 3rd of November", date(2025, 11, 3)),
        ("3 nov 2026", date(2026, 11, 3)),
        ("nov 3, 2026", date(2026, 11, 3)),
        ("mon 3 nov", date(2025, 11, 3)),
        ("tue 3 nov", None),
        ("10 oct", date(2025, 10, 10)),
        ("9 oct", date(2026, 10, 9)),
        ("november", date(2025, 11, 1)),
        ("sept", date(2026, 9, 1)),
        ("may", date(2026, 5, 1)),
        ("october", date(2026, 10, 1)),
        ("2026-11-03", date(2026, 11, 3)),
        ("until 2026-11-03", date(2026, 11, 3)),
        ("2025-10-09", None),
        ("2026-02-30", None),
        ("2099-01-01", None),
        ("29 feb", None),
        ("31 nov", None),
        ("0 weeks", None),
        ("9999 days", None),
        ("03/11", None),
        ("3.11.", None),
        ("tu", None),
        ("next year", None),
        ("soon", None),
        ("", None),
        ("in", None),
        ("٣ days", None),
    ],
)
def test_the_words_for_a_day(words: str, day: date | None) -> None:
    """The next day that the words mean; nothing for what is past, far away, impossible or means two days."""
    assert read_date(words, FRIDAY) == day


@pytest.mark.parametrize("words", ["tomorrow", "3d", "2 weeks", "1 month", "fri", "31 dec", "january", "1 jan"])
def test_there_is_a_last_day(words: str) -> None:
    """A computer whose clock says the year 9999 gets no date where there is none, and no error."""
    assert read_date(words, date.max) == (date.max if words == "31 dec" else None)


def test_a_month_too_short_ends_on_its_last_day() -> None:
    """A month after the 31st is the last of the next."""
    assert read_date("1 month", date(2026, 1, 31)) == date(2026, 2, 28)


@pytest.mark.parametrize("start", [FRIDAY + timedelta(days=n) for n in range(7)])
def test_a_weekday_is_never_today(start: date) -> None:
    """Whatever today is, a weekday's name means one of the next seven days."""
    for ahead in range(1, 8):
        day = start + timedelta(days=ahead)
        assert read_date(f"{day:%A}", start) == day
