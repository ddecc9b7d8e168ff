"""What the person writes back: one command in a line, read from a reply in their own Sent folder, and nothing else.

Pure: it knows neither the letter nor the ledger. A number is that of the letter that was answered, and a name is left
to the caller. A line is understood or named as not understood; none is guessed (letter.md d.5).
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from unwatch.command_lines import LONGEST_TEXT, as_line, read_command
from unwatch.command_records import (
    Belongs,
    Channel,
    Choice,
    Command,
    DraftOf,
    Ending,
    Field,
    Often,
    Referees,
    Verb,
)
from unwatch.reply_lines import lines_of

__all__ = [
    "LONGEST_TEXT",
    "MOST_COMMANDS",
    "MOST_UNREADABLE",
    "Belongs",
    "Channel",
    "Choice",
    "Command",
    "DraftOf",
    "Ending",
    "Field",
    "Often",
    "ParsedReply",
    "Referees",
    "Verb",
    "as_line",
    "help_text",
    "parse",
]

MOST_COMMANDS = 20
MOST_UNREADABLE = 20

_LONGEST_SHOWN = 120

# Verbs that answer one question; of two lines with the same question and application the upper one holds.
_QUESTION = {
    Verb.DONE: "who moves next",
    Verb.LATER: "who moves next",
    Verb.REST: "does it rest",
    Verb.WAKE: "does it rest",
    Verb.CLOSE: "is it open",
    Verb.REOPEN: "is it open",
    Verb.WRONG: "where does the mail belong",
    Verb.PAUSE: "do letters come",
    Verb.RESUME: "do letters come",
    Verb.STOP: "do letters come",
    Verb.RHYTHM: "how often",
    Verb.OWN: "which own line",
}

_HELP = """\
One line is one word, the number in the letter or the employer's name,
and what belongs to it. A name of several words stands in quotation
marks. Quoted text is ignored. Nothing is ever sent to an employer
without you.

    done 2                     you did it
    later 2 tuesday            it comes back on that day
    rest 7                     it leaves the list until they write
    rest 7 until november      or until then
    wake 7                     it is in the list again
    note 4 they use Excel      kept, and shown when it is needed
    said 6 two weeks           what they told you by voice
    sent 2 post                you wrote outside the mailbox: post,
                               phone, person, or in your words
    ref 2 contacted            how far the references are: sent,
                               contacted, or in your words

    draft 2                    the draft for it; a word may follow:
                               thanks, time, questions, heads-up,
                               decline, withdraw, or anyway
    decline 4                  a draft that says no
    full 5                     the complete text
    job 1                      the saved job text
    prep 1                     what helps before the interview

    wrong 3 Harbor             the mail belongs there; else a number,
                               new, or other for ordinary mail
    merge 3 5                  the two are one
    split 3                    it is two
    edit 3 role office lead    also: company
    close 5                    it is over; a word may follow: no,
                               withdrawn, declined, accepted, filled
    reopen 5                   it goes on; reopen alone: the search does
    undo                       takes back what you wrote last

    own If I want to look, I put the kettle on.
                               your own line in the letter
    rhythm weekly              or twice, or daily
    pause 2 weeks              no letter until then; what cannot wait
                               reaches you all the same
    resume                     letters come again
    stop                       nothing comes any more
    status                     one sentence on how it stands
    help                       this list

Days: 3d, tue, 3 nov, november, 2 weeks, end of month, 2026-03-01.
German is read as well: erledigt 2, später 2 dienstag, ruhe 7,
wecken 7, notiz 4 sie nehmen Excel, entwurf 2.
"""


@dataclass(frozen=True, slots=True)
class ParsedReply:
    """The commands in the order of their lines, and the lines that could not be read, cut to 120 characters."""

    commands: tuple[Command, ...]
    unreadable: tuple[str, ...]


def parse(new_text: str, today: date) -> ParsedReply:
    """Read the commands of a reply. Never raises; `today` is the person's calendar day when they wrote it.

    Reading stops at the first blank line after a command, at a line of dashes, at `thanks`. Quoted lines and `#`
    comments are passed over. Where two lines contradict each other the upper one holds. Lines beyond the twentieth
    command are not carried out but named as unreadable.
    """
    commands: dict[Hashable, Command] = {}
    unreadable: list[str] = []
    for line in lines_of(new_text, today):
        full = len(commands) == MOST_COMMANDS
        command = None if full or line.doubtful else read_command(line.text, today)
        if command is None:
            unreadable.append(line.text[:_LONGEST_SHOWN])
        else:
            commands.setdefault(_says(command), command)
    return ParsedReply(tuple(commands.values()), tuple(unreadable[:MOST_UNREADABLE]))


def help_text() -> str:
    """Return what answers `help`: each verb with an example, in plain text of at most 72 columns (letter.md d.5)."""
    return _HELP


def _says(command: Command) -> Hashable:
    """What two lines have in common of which only the upper one holds: their question, or all that they say.

    Notes, requests and what was done only add up, and two that are equal are one.
    """
    target = command.target.casefold()
    if command.verb in _QUESTION:
        return _QUESTION[command.verb], target
    if command.verb is Verb.EDIT or (command.verb is Verb.SAID and command.when):
        return command.verb, target, command.choice
    other = (command.other or "").casefold()
    pair = frozenset({target, other}) if command.verb is Verb.MERGE else (target, other)
    return command.verb, pair, command.choice, command.when, command.text
