"""What the person writes back: one command in a line, read from a reply in their own Sent folder, and nothing else.

Pure: it knows neither the letter nor the ledger. A number is that of the letter that was answered, and a name is left
to the caller. A line is understood or named as not understood; none is guessed (letter.md d.5).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from unwatch.date_words import read_date

MOST_COMMANDS = 20
MOST_UNREADABLE = 20
LONGEST_TEXT = 1000

_MOST_CHARACTERS = 50_000
_MOST_LINES = 500
_LONGEST_SHOWN = 120
_WRAPPED_FROM = 60
_MOST_WORDS = 16
_UNTIL = {"until", "till", "for"}

_NUMBER = re.compile(r"#?([0-9]{1,4})[.):,]?")
_QUOTED_NAME = re.compile(r'["“„]([^"“”]{1,100})["”]:?\s*(.*)', re.DOTALL)
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_BULLETS = ("- ", "* ", "• ")


class Verb(StrEnum):
    """What the person can say about one application."""

    DONE = "done"
    REST = "rest"
    WAKE = "wake"
    LATER = "later"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Command:
    """One line that was understood.

    `target` is the number in the letter, in digits, or an employer's name as the person wrote it; `when` belongs to
    `later` and, if given, to `rest`; `text` to `note`. `line` is what they wrote, for the next letter's "You told me".
    """

    verb: Verb
    target: str
    when: date | None
    text: str | None
    line: str


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
    commands: list[Command] = []
    unreadable: list[str] = []
    for line in _lines(new_text):
        command = _command(line, today) if len(commands) < MOST_COMMANDS else None
        if command is None:
            unreadable.append(line[:_LONGEST_SHOWN])
        elif not any(_contradicts(command, upper) for upper in commands):
            commands.append(command)
    return ParsedReply(tuple(commands), tuple(unreadable[:MOST_UNREADABLE]))


def _lines(new_text: str) -> list[str]:
    """The lines that mean something: up to where the commands end, notes that a mail program wrapped put together."""
    found: list[str] = []
    begun = wraps = False
    for raw in _without_quotes(new_text):
        line = " ".join(raw.translate(_INVISIBLE).split())
        if (begun and not line) or _ends(line):
            break
        if not line or line.startswith("#"):
            wraps = False
            continue
        if wraps and not _verb(line):
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
        begun = begun or _verb(line) is not None
        wraps = _verb(found[-1]) is Verb.NOTE and len(line) >= _WRAPPED_FROM
    return found


def _without_quotes(new_text: str) -> list[str]:
    """Lines that are not quoted, and without the "… wrote:" that stands above a quote."""
    lines = new_text[:_MOST_CHARACTERS].splitlines()[:_MOST_LINES]
    kept: list[str] = []
    for line in lines:
        if not line.lstrip().startswith(">"):
            kept.append(line)
        elif (above := _last_with_text(kept)) is not None and kept[above].rstrip().endswith(":"):
            del kept[above:]
    return kept


def _last_with_text(lines: list[str]) -> int | None:
    return next((at for at in range(len(lines) - 1, -1, -1) if lines[at].strip()), None)


def _ends(line: str) -> bool:
    """A signature's dashes, which a telephone turns into one long one, or a word of thanks."""
    first = line.partition(" ")[0]
    dashes = bool(first) and set(first) <= set("-–—_")
    return (dashes and first in {line, "--"}) or line.casefold().startswith(("thanks", "thank you"))


def _command(line: str, today: date) -> Command | None:
    verb = _verb(line)
    if verb is None:
        return None
    rest = _bare(line).partition(" ")[2].strip()
    if verb is Verb.NOTE:
        target, text = _target_and_text(rest)
        return Command(verb, target, None, text[:LONGEST_TEXT], line) if target and text else None
    target, when = _target_and_date(verb, rest, today)
    wants_date = verb is Verb.LATER or (verb is Verb.REST and _UNTIL & set(target.casefold().split()))
    if not target or (wants_date and when is None):
        return None
    return Command(verb, target, when, None, line)


def _bare(line: str) -> str:
    return line[2:].lstrip() if line.startswith(_BULLETS) else line


def _verb(line: str) -> Verb | None:
    word = _bare(line).partition(" ")[0].rstrip(":").casefold()
    return Verb(word) if word in set(Verb) else None


def _target(words: str) -> str:
    """A number without its ornament, or the name as it is; nothing where there are several numbers."""
    number = _NUMBER.fullmatch(words)
    if number:
        return str(int(number.group(1)))
    return words.strip("\"“”„'").rstrip(".:,")[:100] if any(c.isalpha() for c in words) else ""


def _target_and_date(verb: Verb, rest: str, today: date) -> tuple[str, date | None]:
    """Split "Fern & Vale until 3 nov": the longest end that is a date is the date, and one word at least is left.

    After `rest` and a name it takes the word until, or "rest First Friday" would put an employer called First to rest.
    """
    words = rest.split()[:_MOST_WORDS] if verb in {Verb.LATER, Verb.REST} else []
    for at in range(1, len(words)):
        bare = verb is Verb.REST and words[at].casefold() not in _UNTIL
        if bare and not (at == 1 and _NUMBER.fullmatch(words[0])):
            continue
        when = read_date(" ".join(words[at:]), today)
        if when is not None:
            return _target(" ".join(words[:at])), when
    return _target(rest), None


def _target_and_text(rest: str) -> tuple[str, str]:
    """Split `4 text`, `"Fern & Vale" text`, `Fern & Vale: text`; else the first word is the target."""
    quoted = _QUOTED_NAME.match(rest)
    if quoted:
        return quoted.group(1).strip(), quoted.group(2).strip()
    first, _, text = rest.partition(" ")
    if not _NUMBER.fullmatch(first):
        name, colon, after = rest.partition(": ")
        if colon and len(name.split()) <= 4:
            return _target(name), after.strip()
    return _target(first), text.strip()


def _contradicts(lower: Command, upper: Command) -> bool:
    """Whether both say how it stands with one application; a note says nothing of that, two equal notes are one."""
    if lower.target.casefold() != upper.target.casefold():
        return False
    if Verb.NOTE in {lower.verb, upper.verb}:
        return lower.verb is upper.verb and lower.text == upper.text
    sleeping = {Verb.REST, Verb.WAKE}
    return (lower.verb in sleeping) == (upper.verb in sleeping)
