"""Words and their pieces, as the encoder was taught them (WordPiece of BERT, uncased).

A word is written as its longest known pieces, from the left. The places of the words in the text are kept, so that what
the encoder marks can be quoted as the mail has it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources

FILE = "pieces.txt"
LONGEST = 100  # longer words are unknown, as they were when the encoder was taught

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_UNKNOWN = "[UNK]"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: from where to where it stands, and the numbers of its pieces."""

    start: int
    end: int
    pieces: tuple[int, ...]


@cache
def known() -> dict[str, int]:
    """Return the number of each piece, read once."""
    lines = resources.files("unwatch_classifiers.encoder").joinpath(FILE).read_text("utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines) if piece}


def number(piece: str) -> int:
    """Return the number of a piece that is known to be there."""
    return known()[piece]


def words(text: str, most: int) -> list[Word]:
    """Return the words of a text, until they have `most` pieces."""
    found: list[Word] = []
    room = most
    for match in _WORD.finditer(text):
        for start, end in _apart(match.start(), match.group()):
            pieces = _pieces(text[start:end])
            if len(pieces) > room:
                return found
            room -= len(pieces)
            if pieces:
                found.append(Word(start, end, pieces))
    return found


def _apart(start: int, run: str) -> list[tuple[int, int]]:
    """Chinese and Japanese write no spaces: each of their signs is a word."""
    if run.isascii() or not any("\u3400" <= sign <= "\u9fff" for sign in run):
        return [(start, start + len(run))]
    return [(start + place, start + place + 1) for place in range(len(run))]


@cache
def _plain(sign: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFD", sign.lower()) if unicodedata.category(one) != "Mn")


def _pieces(word: str) -> tuple[int, ...]:
    plain = word.lower() if word.isascii() else "".join(map(_plain, word))
    if not plain:
        return ()
    table = known()
    if plain in table:
        return (table[plain],)
    if len(plain) > LONGEST:
        return (table[_UNKNOWN],)
    return _longest_first(plain, table)


def _longest_first(plain: str, table: dict[str, int]) -> tuple[int, ...]:
    found: list[int] = []
    start = 0
    while start < len(plain):
        for end in range(len(plain), start, -1):
            piece = plain[start:end] if start == 0 else f"##{plain[start:end]}"
            if piece in table:
                found.append(table[piece])
                start = end
                break
        else:
            return (table[_UNKNOWN],)
    return tuple(found)
