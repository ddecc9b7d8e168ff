"""A mail as the encoder reads it: what is known of it, its sender, its subject, what is new in it, how it is signed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from unwatch_classifiers.encoder.pieces import Word, number, words
from unwatch_classifiers.labels.wording import signs
from unwatch_classifiers.records import Message

MOST = 256
"""How many pieces are read; the middle of longer texts is left out."""

_AT_THE_END = 48
_READ = 6_000


class Part(StrEnum):
    """Where a word stands."""

    KNOWN = "known"
    SENDER = "sender"
    SUBJECT = "subject"
    TEXT = "text"
    SIGNATURE = "signature"


_MOST_OF = {Part.KNOWN: 16, Part.SENDER: 24, Part.SUBJECT: 32, Part.SIGNATURE: 32}


@dataclass(frozen=True, slots=True)
class Placed:
    """A word, the part it stands in, and the place of its first piece among all."""

    part: Part
    word: Word
    place: int


@dataclass(frozen=True, slots=True)
class Encoded:
    """The pieces of a mail with its words, and the texts in which they stand."""

    pieces: tuple[int, ...]
    words: tuple[Placed, ...]
    texts: dict[Part, str]


def encoded(message: Message) -> Encoded:
    """Return the pieces of a mail: at most `MOST`."""
    texts = {
        Part.KNOWN: " ".join(sign.rpartition(":")[2].replace("_", " ") for sign in signs(message)),
        Part.SENDER: _sender(message),
        Part.SUBJECT: message.subject[:300],
        Part.TEXT: message.new_text[:_READ],
        Part.SIGNATURE: message.signature[:300],
    }
    found = {part: words(texts[part], most) for part, most in _MOST_OF.items()}
    taken = sum(len(word.pieces) for part in found.values() for word in part) + len(Part) + 1
    found[Part.TEXT] = _ends(words(texts[Part.TEXT], _READ), MOST - taken)
    return _joined(found, texts)


def _sender(message: Message) -> str:
    if message.sender is None:
        return ""
    labels = message.sender.domain.split(".")
    return f"{message.sender.name[:200]} | {' '.join(labels[-3:-1])}"


def _ends(found: list[Word], room: int) -> list[Word]:
    """The beginning and the end of a text that is too long: what a mail wants stands there."""
    sizes = [len(word.pieces) for word in found]
    if sum(sizes) <= room:
        return found
    first, left = 0, room - _AT_THE_END
    while sizes[first] <= left:
        left -= sizes[first]
        first += 1
    last, left = len(found), _AT_THE_END
    while last > first and sizes[last - 1] <= left:
        last -= 1
        left -= sizes[last]
    return found[:first] + found[last:]


def _joined(found: dict[Part, list[Word]], texts: dict[Part, str]) -> Encoded:
    pieces = [number("[CLS]")]
    placed: list[Placed] = []
    for part in Part:
        for word in found[part]:
            placed.append(Placed(part, word, len(pieces)))
            pieces.extend(word.pieces)
        pieces.append(number("[SEP]"))
    return Encoded(tuple(pieces), tuple(placed), texts)
