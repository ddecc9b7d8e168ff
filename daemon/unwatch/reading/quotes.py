"""What is new in a text, apart from what it quotes and from how it is signed.

Answers between the quotes are new. What a forward carries is new too, when nothing of substance was written above it.
Runs in time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from unwatch.reading.cleaning import TEXT_LIMIT
from unwatch.reading.quote_marks import (
    attribution_length,
    block_length,
    fields_length,
    is_forward_mark,
    is_original_mark,
    is_quoted,
    is_ruler,
    unquoted,
)
from unwatch.reading.signatures import without_signatures

_FORWARDS_LIMIT = 4
_BRIEF_WORDS = 12
_SHORTEST_MARK = 3
_MANY_BLANKS = re.compile(r"\n{3,}")
_WORD = re.compile(r"\w+")
_POINTS_DOWN = re.compile(
    r"\b(?:fyi|below|fwd|forwarding|zur info|zk|siehe unten|pour info|ci-dessous|abajo)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Parts:
    """A text in three; each keeps its own order of lines."""

    new: str
    quoted: str
    signature: str


def split(text: str) -> Parts:
    """Set apart what is new, what is quoted (without its quote marks), and signatures, disclaimers and footers."""
    lines = text[:TEXT_LIMIT].split("\n")
    passed_on: list[str] = []
    for _ in range(_FORWARDS_LIMIT):
        history = _find_history(lines)
        new, signature = without_signatures(lines, history.is_new)
        if history.forwarded is None or _has_substance(new, certain=history.certain):
            break
        # Only passed on: what was forwarded is the message, and what stood above it is history.
        passed_on += map(unquoted, lines[: history.forwarded])
        lines = _without_one_quote(lines[history.forwarded :])
    old = [unquoted(line) for line, kept in zip(lines, history.is_new, strict=True) if not kept]
    if not history.attributed and not any(line.strip() for line in (*new, *signature)):
        new, signature = without_signatures(old, [True] * len(old))  # all of it is "quoted", and of nobody
        old = []
    return Parts(_text(new), _text([*passed_on, *old]), _text(signature))


@dataclass(slots=True)
class _History:
    """For each line whether it is new; where the text of a forward begins and whether it certainly is one.

    `attributed` tells whether anybody is named as the author of what is quoted.
    """

    is_new: list[bool]
    forwarded: int | None = None
    certain: bool = False
    attributed: bool = False


def _find_history(lines: Sequence[str]) -> _History:
    history = _History([not is_quoted(line) for line in lines])
    bare = [unquoted(line) for line in lines]
    index = 0
    while index < len(lines):
        if len(bare[index]) < _SHORTEST_MARK:
            index += 1
        elif end := _divider_end(bare, index):
            _divide(history, lines, index, end)
            break
        elif count := attribution_length(lines, index):
            history.attributed = True
            below = index + count
            if not _quote_follows(lines, below):
                below = len(lines)  # a program that names whom it quotes and marks no line
            history.is_new[index:below] = [False] * (below - index)
            index = below
        else:
            index += 1
    return history


def _divide(history: _History, lines: Sequence[str], index: int, end: int) -> None:
    """Take a divider at `index` into account; the text behind it begins at `end`."""
    written_below = any(line.strip() and not is_quoted(line) for line in lines[end:])
    if is_quoted(lines[index]) and (written_below or history.attributed):
        history.attributed = True
        return  # a divider within a quote, and answers below it
    if not history.attributed:
        history.forwarded = end
        history.certain = is_forward_mark(unquoted(lines[index]))
    history.attributed = True
    history.is_new[index:] = [False] * (len(lines) - index)


def _divider_end(bare: Sequence[str], index: int) -> int:
    """Return where the text behind a divider begins, or 0: all below it is one earlier message or a forward."""
    line = bare[index]
    if is_forward_mark(line) or is_original_mark(line):
        return _past_block(bare, index + 1)
    if is_ruler(line):
        start = _next_written(bare, index + 1)
        length = block_length(bare, start) if start < len(bare) else 0
        return start + length if length else 0
    length = block_length(bare, index)
    return index + length if length else 0


def _past_block(bare: Sequence[str], index: int) -> int:
    start = _next_written(bare, index)
    if start >= len(bare):
        return index
    return start + (block_length(bare, start) or fields_length(bare, start))


def _next_written(lines: Sequence[str], index: int) -> int:
    """Return the next line with something on it, at most two blank ones on."""
    return next((at for at in range(index, min(index + 3, len(lines))) if lines[at].strip()), index)


def _quote_follows(lines: Sequence[str], index: int) -> bool:
    start = _next_written(lines, index)
    return start < len(lines) and is_quoted(lines[start])


def _without_one_quote(lines: Sequence[str]) -> list[str]:
    """Take one quote mark from every line where all have it, as in the forwards of some programs."""
    written = [line for line in lines if line.strip()]
    if not all(is_quoted(line) for line in written):
        return list(lines)
    return [line.lstrip(" ").removeprefix(">").removeprefix(" ") for line in lines]


def _has_substance(new: Sequence[str], *, certain: bool) -> bool:
    """Tell whether what stands above a forward says something itself, or only "FYI, see below".

    Outlook's reply and its forward look the same; there two words ("Sounds good") are an answer.
    """
    text = "\n".join(new)[:2_000]
    words = len(_WORD.findall(text))
    if words > _BRIEF_WORDS:
        return True
    if words == 0 or _POINTS_DOWN.search(text):
        return False
    return not certain or words > 3 or "?" in text


def _text(lines: Sequence[str]) -> str:
    return _MANY_BLANKS.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip("\n")
