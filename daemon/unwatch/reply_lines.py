"""From the text of a reply to the lines that mean something: what the person typed, up to where their commands end.

What mail programs add is not theirs: quotes with and without marks, "On … wrote:", signatures, "Sent from my iPhone".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from unwatch.command_lines import FREE_TEXT, is_from_device, names_number, read_command, read_verb
from unwatch.reading.quote_marks import (
    attribution_length,
    block_length,
    is_forward_mark,
    is_original_mark,
    names_device,
    signs_off,
)
from unwatch.reply_words import folded, words

_MOST_CHARACTERS = 50_000
_MOST_LINES = 500
_NARROWEST = 65  # the fewest columns at which mail programs wrap
_ATTRIBUTION_LINES = 4
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))

_THANKS = tuple(words("thanks"))


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """A line with single spaces. It is `doubtful` where a lone "stop" may be the end of the note above it."""

    text: str
    doubtful: bool = False


def lines_of(new_text: str, today: date) -> list[ReplyLine]:
    """Return the lines up to where the commands end; free text that a mail program wrapped is put together.

    A word of thanks and a blank line end them only below a command, so that no greeting above can hide one.
    """
    found: list[ReplyLine] = []
    begun = False
    above = ""
    for line in _written_lines(new_text):
        if _is_dashes(line) or (begun and (not line or _says_goodbye(line))):
            break
        if _says_nothing(line):
            above = ""
            continue
        command = read_command(line, today)
        wrapped = _may_go_on(above, line) and read_verb(found[-1].text) in FREE_TEXT
        if wrapped and command is None and not names_number(line):
            found[-1] = ReplyLine(f"{found[-1].text} {line}", found[-1].doubtful)
        else:
            found.append(ReplyLine(line, doubtful=wrapped and command is not None and not command.target))
        begun = begun or command is not None
        above = line
    return found


def _may_go_on(above: str, line: str) -> bool:
    """Whether a mail program may have wrapped the line above: the next word had no room in it."""
    return bool(above) and len(above) + 1 + len(line.partition(" ")[0]) > _NARROWEST


def _written_lines(new_text: str) -> list[str]:
    """What the person typed, line by line with single spaces and blank lines kept, without any quote."""
    return [" ".join(raw.translate(_INVISIBLE).split()) for raw in _unquoted(new_text)]


def _unquoted(new_text: str) -> list[str]:
    """Lines that are not quoted, without the "… wrote:" above a quote, up to where a quote without marks begins."""
    kept: list[str] = []
    for line in new_text[:_MOST_CHARACTERS].split("\n")[:_MOST_LINES]:
        if not line.lstrip().startswith(">"):
            kept.append(line)
        elif (above := _last_with_text(kept)) is not None and kept[above].rstrip().endswith(":"):
            del kept[_attribution_start(kept, above) :]
    return kept[: next((at for at in range(len(kept)) if _quote_begins(kept, at)), len(kept))]


def _last_with_text(lines: Sequence[str]) -> int | None:
    return next((at for at in range(len(lines) - 1, -1, -1) if lines[at].strip()), None)


def _attribution_start(lines: Sequence[str], last: int) -> int:
    """Where "On …, X wrote:" begins whose last line is this one; a mail program may have wrapped it."""
    starts = range(max(0, last - _ATTRIBUTION_LINES + 1), last)
    return next((at for at in starts if lines[at].strip() and attribution_length(lines, at) == last - at + 1), last)


def _quote_begins(lines: Sequence[str], at: int) -> bool:
    line = lines[at]
    if not line.strip():
        return False
    marked = is_original_mark(line) or is_forward_mark(line)
    return marked or attribution_length(lines, at) > 0 or block_length(lines, at) > 0


def _is_dashes(line: str) -> bool:
    """Whether a line is a signature's dashes, which a telephone turns into one long one."""
    first = line.partition(" ")[0]
    dashes = bool(first) and set(first) <= set("-–—_")
    return dashes and first in {line, "--"}


def _says_nothing(line: str) -> bool:
    """Whether a line is empty, a comment, the telephone's own, or a thank-you without any word of the grammar."""
    if not line or line.startswith("#") or names_device(line) or is_from_device(line):
        return True
    return _says_goodbye(line) and not any(read_verb(word.strip(".,!")) for word in line.split())


def _says_goodbye(line: str) -> bool:
    """Whether a line begins with thanks, or is only a "Kind regards"."""
    return folded(line).startswith(_THANKS) or signs_off(line)
