"""One line of a reply: understood as a command, or not at all.

Ordinary prose may begin with a verb of the grammar: "Stop by tomorrow", "Said hello to Tom", "Sent from my iPhone".
So a verb that stands alone takes no word more, a closed word is one of its list, and a bare name is none that holds the
words of a sentence (letter.md d.5).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import takewhile
from typing import TypeAlias

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
from unwatch.command_targets import is_number, quoted_target, read_head, read_sure_head, read_target
from unwatch.date_words import is_day_name, read_date
from unwatch.reply_words import folded, meanings, words

LONGEST_TEXT = 1000
FREE_TEXT = frozenset({Verb.NOTE, Verb.SAID, Verb.SENT, Verb.REF, Verb.EDIT, Verb.OWN})

_MOST_WORDS = 16
_LONGEST_PHRASE = 3
_SHORTEST_DAY = 3
_BULLETS = ("- ", "* ", "• ")
_TEXT_MARKS = (('"', '"'), ("“", "”"), ("„", "“"))

_VERBS = {word: Verb(meaning) for word, meaning in meanings("verbs").items()}
_PLEASE = words("please")
_UNTIL = words("until")
_DEVICE = words("device")
_PROSE_AFTER = {verb: words("prose_after", verb.value) for verb in Verb}
_JOINS_NAMES = words("joins_names")
_JOINS = words("joins") | _JOINS_NAMES
_BELONGS = words("belongs")


@dataclass(frozen=True, slots=True)
class _Meant:
    """What follows the verb, understood."""

    target: str = ""
    when: date | None = None
    text: str | None = None
    choice: Choice | None = None
    other: str | None = None


_Closed: TypeAlias = dict[str, Choice]


def _closed(verb: Verb, kind: Callable[[str], Choice]) -> _Closed:
    return {phrase: kind(meaning) for phrase, meaning in meanings("closed", verb.value).items()}


_SENT = _closed(Verb.SENT, Channel)
_REF = _closed(Verb.REF, Referees)
_WRONG = _closed(Verb.WRONG, Belongs)
_OFTEN = _closed(Verb.RHYTHM, Often)
_FIELD = _closed(Verb.EDIT, Field)


def read_verb(line: str) -> Verb | None:
    """Return the verb that a line begins with, in whichever language."""
    word, _, rest = _bare(line).partition(" ")
    return _VERBS.get(folded(word.rstrip(":" if rest else ":.!")))


def read_command(line: str, today: date) -> Command | None:
    """Return what a line says, with single spaces between its words; None where it is not understood for sure."""
    verb = read_verb(line)
    if verb is None:
        return None
    rest = _bare(line).partition(" ")[2].strip()
    if verb not in FREE_TEXT:
        rest = _without_please(rest)
    prose = _first(rest) in _PROSE_AFTER[verb]
    meant = None if prose else _READERS[verb](rest, today)
    if meant is None:
        return None
    text = meant.text[:LONGEST_TEXT] if meant.text else None
    return Command(verb, meant.target, meant.when, text, line, meant.choice, meant.other)


def names_number(line: str) -> bool:
    """Tell whether a verb and a number begin the line: meant as a command, whether it is understood or not."""
    second = _bare(line).split(" ", 2)[1:2]
    return read_verb(line) is not None and bool(second) and is_number(second[0])


def is_from_device(line: str) -> bool:
    """Tell whether a line begins like "Sent from my iPhone"; no order does."""
    return read_verb(line) is Verb.SENT and _first(_bare(line).partition(" ")[2]) in _DEVICE


def as_line(command: Command) -> str:
    """Write a command as a line that is read again as the same command, up to its `line`."""
    parts = [command.verb.value, quoted_target(command.target) if command.target else ""]
    parts.append(quoted_target(command.other) if command.other else "")
    parts.append(command.choice.value if command.choice else "")
    if command.when and command.verb is not Verb.SAID:
        parts.append(command.when.isoformat())
    parts.append(command.text or "")
    return " ".join(part for part in parts if part)


def _first(rest: str) -> str:
    return folded(rest.partition(" ")[0]).rstrip(".,:;")


def _bare(line: str) -> str:
    return line[2:].lstrip() if line.startswith(_BULLETS) else line


def _without_please(rest: str) -> str:
    head, _, last = rest.rpartition(" ")
    return head.rstrip(",") if folded(last).rstrip(".!") in _PLEASE else rest


def _alone(rest: str, _today: date) -> _Meant | None:
    return None if rest else _Meant()


def _target_only(rest: str, _today: date) -> _Meant | None:
    target = read_target(rest)
    return _Meant(target) if target else None


def _target_or_alone(rest: str, today: date) -> _Meant | None:
    return _target_only(rest, today) if rest else _Meant()


def _target_and_date(rest: str, today: date, *, sleeps: bool) -> _Meant | None:
    """Split "Fern & Vale until 3 nov": the longest end that is a date is the date, and one word at least is left.

    After `rest` and a bare name it takes the word until, or "rest First Friday" would put an employer called First to
    rest; `later` is nothing without its date.
    """
    head = read_sure_head(rest)
    if head and not head.after:
        return _Meant(head.target) if sleeps else None
    if head and (when := read_date(head.after, today)):
        return _Meant(head.target, when)
    parts = rest.split()
    for at in range(1, len(parts) if len(parts) <= _MOST_WORDS else 0):
        if sleeps and folded(parts[at]) not in _UNTIL:
            continue
        when = read_date(" ".join(parts[at:]), today)
        if when is not None:
            target = read_target(" ".join(parts[:at]))
            return _Meant(target, when) if target else None
    if not sleeps or _UNTIL & set(folded(rest).split()):
        return None
    return _target_only(rest, today)


def _note(rest: str, _today: date) -> _Meant | None:
    head = read_head(rest)
    return _Meant(head.target, text=head.after) if head.target and head.after else None


def _said(rest: str, today: date) -> _Meant | None:
    """Read a promise told by voice; of a bare first word it is one only if it ends with a day ("said Harbor tue")."""
    head = read_head(rest)
    when = _day_at_end(head.after, today)
    if not head.target or not head.after or not (head.sure or (when and not is_day_name(head.target))):
        return None
    return _Meant(head.target, when, head.after)


def _day_at_end(text: str, today: date) -> date | None:
    """The day that the longest end of a text means."""
    parts = text.rstrip(".!").split()
    for at in range(max(0, len(parts) - _MOST_WORDS), len(parts)):
        when = read_date(" ".join(parts[at:]), today, latest=True)
        if when is not None:
            return None if at and at == len(parts) - 1 and _is_a_word_too(parts[at], today) else when
    return None


def _is_a_word_too(word: str, today: date) -> bool:
    """Whether a last word that could be a day is more likely none: "they think so", "they say they may"."""
    whole_month = read_date(word, today) != read_date(word, today, latest=True)
    return whole_month or len(word) < _SHORTEST_DAY


def _told(rest: str, _today: date, *, closed: _Closed, bare_text: bool) -> _Meant | None:
    """Read `2 post`, `Harbor Health post`, `2 a card left at the desk`; the closed word is all that follows, or text.

    With `bare_text` the text may follow a first word that nothing sets apart, as in a note. "Sent: 10 October 2025",
    as mail programs write above a quote, is neither.
    """
    head = read_head(rest)
    if is_day_name(head.after.partition(" ")[0]):
        return None
    if head.sure:
        choice = closed.get(_plain(head.after))
        text = None if choice else head.after
        return _Meant(head.target, text=text, choice=choice) if head.target and head.after else None
    target, choice = _choice_at_end(rest, closed)
    if choice:
        return _Meant(target, choice=choice) if target and not is_day_name(target) else None
    return _Meant(head.target, text=head.after) if bare_text and head.target and head.after else None


def _target_and_choice(rest: str, _today: date, *, closed: _Closed) -> _Meant | None:
    target, choice = _choice_at_end(rest, closed)
    return _Meant(target, choice=choice) if target else None


def _choice_at_end(rest: str, closed: _Closed) -> tuple[str, Choice | None]:
    """Split "Fern & Vale heads up": the longest end that is in the list, and what the line is about."""
    parts = rest.split()
    for length in range(min(_LONGEST_PHRASE, len(parts)), 0, -1):
        choice = closed.get(_plain(" ".join(parts[-length:])))
        if choice:
            return read_target(" ".join(parts[:-length])), choice
    return read_target(rest), None


def _wrong(rest: str, today: date) -> _Meant | None:
    """Read `3`, `3 Harbor`, `3 belongs to 5`, `3 new`, `Harbor other`, `Harbor is Meridian`."""
    head = read_sure_head(rest)
    if head is None:
        parts = rest.split()
        at = next((at for at in range(1, len(parts)) if _leading(parts[at : at + _LONGEST_PHRASE], _BELONGS)), None)
        if at is None:
            return _target_and_choice(rest, today, closed=_WRONG)
        target, after = read_target(" ".join(parts[:at])), " ".join(parts[at:])
    else:
        target, after = head.target, head.after
    parts = after.split()
    after = " ".join(parts[_leading(parts, _BELONGS) :])
    choice = _WRONG.get(_plain(after))
    if not target or choice or not after:
        return _Meant(target, choice=choice) if target and (choice or not parts) else None
    return _two(target, read_target(after))


def _leading(parts: list[str], phrases: Iterable[str]) -> int:
    """How many words one of the phrases takes at the beginning."""
    spoken = [folded(part) for part in parts[:_LONGEST_PHRASE]]
    return max((len(one) for one in (phrase.split() for phrase in phrases) if spoken[: len(one)] == one), default=0)


def _merge(rest: str, _today: date) -> _Meant | None:
    """Read `3 5`, `3 and 5`, `3 with Harbor`, `Harbor with Meridian Labs`, `Harbor 3`."""
    if head := read_sure_head(rest):
        parts = head.after.split()
        return _two(head.target, read_target(" ".join(parts[_leading(parts, _JOINS) :])))
    parts = rest.split()
    between = [at for at, part in enumerate(parts) if folded(part) in _JOINS_NAMES]
    if len(between) == 1:
        return _two(read_target(" ".join(parts[: between[0]])), read_target(" ".join(parts[between[0] + 1 :])))
    if between or not parts or not is_number(parts[-1]):
        return None
    names = parts[:-2] if folded(parts[-2:][0]) in _JOINS else parts[:-1]
    return _two(read_target(" ".join(names)), read_target(parts[-1]))


def _two(target: str, other: str) -> _Meant | None:
    return _Meant(target, other=other) if target and other and folded(target) != folded(other) else None


def _edit(rest: str, _today: date) -> _Meant | None:
    """Read `3 role office lead`, `Fern & Vale company: Fern and Vale Ltd`: the first field that is named."""
    head = read_sure_head(rest)
    parts = (head.after if head else rest).split()
    before = list(takewhile(lambda part: _field(part) is None, parts))
    text = " ".join(parts[len(before) + 1 :])
    if not text or (head and before):
        return None
    target = head.target if head else read_target(" ".join(before))
    return _Meant(target, text=text, choice=_field(parts[len(before)])) if target else None


def _field(part: str) -> Choice | None:
    return _FIELD.get(folded(part.rstrip(":")))


def _own(rest: str, _today: date) -> _Meant | None:
    for opening, closing in _TEXT_MARKS:
        if len(rest) > 2 and rest.startswith(opening) and rest.endswith(closing):
            rest = rest[1:-1].strip()
    return _Meant(text=rest) if len(rest.split()) > 1 else None


def _pause(rest: str, today: date) -> _Meant | None:
    when = read_date(rest, today) if rest else None
    return None if rest and when is None else _Meant(when=when)


def _rhythm(rest: str, _today: date) -> _Meant | None:
    choice = _OFTEN.get(_plain(rest))
    return _Meant(choice=choice) if choice else None


def _plain(text: str) -> str:
    return folded(text).rstrip(".!")


_READERS: dict[Verb, Callable[[str, date], _Meant | None]] = {
    **dict.fromkeys((Verb.UNDO, Verb.RESUME, Verb.STOP, Verb.STATUS, Verb.HELP), _alone),
    **dict.fromkeys(
        (Verb.DONE, Verb.WAKE, Verb.FULL, Verb.JOB, Verb.PREP, Verb.SPLIT, Verb.DECLINE),
        _target_only,
    ),
    Verb.REOPEN: _target_or_alone,
    Verb.REST: partial(_target_and_date, sleeps=True),
    Verb.LATER: partial(_target_and_date, sleeps=False),
    Verb.NOTE: _note,
    Verb.SAID: _said,
    Verb.SENT: partial(_told, closed=_SENT, bare_text=False),
    Verb.REF: partial(_told, closed=_REF, bare_text=True),
    Verb.DRAFT: partial(_target_and_choice, closed=_closed(Verb.DRAFT, DraftOf)),
    Verb.CLOSE: partial(_target_and_choice, closed=_closed(Verb.CLOSE, Ending)),
    Verb.WRONG: _wrong,
    Verb.MERGE: _merge,
    Verb.EDIT: _edit,
    Verb.OWN: _own,
    Verb.PAUSE: _pause,
    Verb.RHYTHM: _rhythm,
}
