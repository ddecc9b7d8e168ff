"""A whole reply: where its commands begin and end, what is quoted or wrapped, which of two lines holds, how many."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unwatch.commands import Command, ParsedReply, Verb, parse
from unwatch.date_words import FURTHEST_DAYS

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
        ("close 5 no\nreopen 5", ["close 5 no"]),
        ("wrong 3 Harbor\nwrong 3 new", ["wrong 3 Harbor"]),
        ("pause 2 weeks\nstop\nresume", ["pause 2 weeks"]),
        ("rhythm daily\nrhythm weekly", ["rhythm daily"]),
        ("own one line\nown another line", ["own one line"]),
        ("edit 3 role lead\nedit 3 role head\nedit 3 company Vale", ["edit 3 role lead", "edit 3 company Vale"]),
        ("said 6 two weeks\nsaid 6 tue\nsaid 6 no date", ["said 6 two weeks", "said 6 no date"]),
        ("merge 3 5\nmerge 5 3\nmerge 3 6", ["merge 3 5", "merge 3 6"]),
        ("draft 2\ndraft 2 thanks\ndraft 2", ["draft 2", "draft 2 thanks"]),
        ("ref 2 sent\nref 2 contacted", ["ref 2 sent", "ref 2 contacted"]),
        ("undo\nundo", ["undo"]),
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


@pytest.mark.parametrize(
    "quote",
    [
        "On Fri, Oct 10, 2025 at 4:00 PM Friday letter <dana+letter@example.org> wrote:\nrest 7",
        "On Fri, Oct 10, 2025 at 4:00 PM Friday letter\n<dana+letter@example.org> wrote:\nrest 7",
        "Am 10.10.25 um 16:00 schrieb Friday letter:\nrest 7",
        "-----Original Message-----\nrest 7",
        "________________________________\nrest 7",
        "From: Friday letter\nSent: Friday, October 10, 2025 4:00 PM\nTo: Dana\nSubject: Week\nrest 7",
        "---------- Forwarded message ---------\nrest 7",
    ],
)
def test_a_quote_without_marks_gives_no_command(quote: str) -> None:
    """Some mail programs quote without ">"; below their "wrote:" or their header lines nothing is read."""
    assert parse(quote, FRIDAY) == ParsedReply((), ())
    assert [command.line for command in parse(f"done 2\n{quote}", FRIDAY).commands] == ["done 2"]


def test_a_wrapped_line_above_a_quote_is_no_command() -> None:
    """All of "On …, X wrote:" goes with the quote below it, also where a mail program broke it in two."""
    above = "On Fri, Oct 10, 2025 at 4:00 PM Friday letter\n<dana+letter@example.org> wrote:"

    assert parse(f"done 2\n{above}\n> done 3", FRIDAY).unreadable == ()
    assert parse(f"{above}\n> done 3", FRIDAY) == ParsedReply((), ())


def test_prose_above_the_commands_does_not_end_them() -> None:
    """A sentence that begins with a verb is named; the blank line below it hides no command."""
    reply = parse("Note that I was away.\n\ndone 2", FRIDAY)

    assert [command.line for command in reply.commands] == ["done 2"]
    assert reply.unreadable == ("Note that I was away.",)


def test_thanks_that_hold_an_order_are_named() -> None:
    """A line of thanks above all commands is passed over only if nothing in it could be meant."""
    assert unreadable("Thanks, rest 7") == ("Thanks, rest 7",)


def test_a_lone_verb_below_a_long_note_is_not_guessed() -> None:
    """It may be the last word of the note that had no room in its line, so it is named and does nothing."""
    long = "note 4 they asked whether two weeks in August would be a good time to"
    reply = parse(f"{long}\nstop", FRIDAY)

    assert [command.line for command in reply.commands] == [long]
    assert reply.unreadable == ("stop",)
    assert [command.verb for command in parse("note 4 pay is low\nstop", FRIDAY).commands] == [Verb.NOTE, Verb.STOP]


def test_a_number_below_a_long_note_is_a_command_of_its_own() -> None:
    """A verb with a number was meant, understood or not; it does not vanish in the note above."""
    long = "note 4 they asked about the night shifts and who covers them in August,"

    assert [c.line for c in parse(f"{long}\nrest 7", FRIDAY).commands] == [long, "rest 7"]
    assert unreadable("Hello\nlater 7 soon") == ("Hello", "later 7 soon")
    assert parse(f"{long}\nlater 7 soon", FRIDAY).unreadable == ("later 7 soon",)


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
        *(verb.value for verb in Verb),
        "with",
        "role",
        "anyway",
        "post",
        "erledigt",
        "On 1 May 2025 X <x@example.org> wrote:",
        "From:",
        "Subject:",
        "Sent from my iPhone",
    ]
)


TEXT = {Verb.NOTE, Verb.SAID, Verb.SENT, Verb.REF, Verb.EDIT, Verb.OWN}
ALONE = {
    Verb.UNDO,
    Verb.OWN,
    Verb.PAUSE,
    Verb.RESUME,
    Verb.REOPEN,
    Verb.RHYTHM,
    Verb.STOP,
    Verb.STATUS,
    Verb.HELP,
}


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
        assert bool(command.target) or command.verb in ALONE
        assert not command.target or command.verb not in ALONE or command.verb is Verb.REOPEN
        assert command.text is None or (command.verb in TEXT and 0 < len(command.text) <= 1000)
        assert len(command.target) <= 100
        assert len(command.other or "") <= 100
        assert (command.other is not None) <= (command.verb in {Verb.MERGE, Verb.WRONG})
        assert command.verb is not Verb.LATER or command.when is not None
        assert command.when is None or 0 <= (command.when - today).days <= FURTHEST_DAYS


@settings(deadline=None)
@given(
    quoted=st.lists(st.text(st.characters(exclude_characters="\n")) | st.lists(FRAGMENTS).map(" ".join)),
    mark=st.sampled_from([">", "> ", ">> ", "  > ", "\t>"]),
    today=st.dates(),
)
def test_nothing_quoted_is_a_command(quoted: list[str], mark: str, today: date) -> None:
    """Whatever was written to the person, hostile or not, does nothing in their reply, by whatever sign it breaks."""
    lines = [line for text in quoted for line in text.split("\n")]

    assert parse("\n".join(mark + line for line in lines), today) == ParsedReply((), ())
