"""What wording and encoder said of each mail of the corpus when they had learned from all folds but its own.

`make train` writes it; with it `make accuracy` needs no training, and sees at once what a changed sign, rule or reader
of facts does to the whole.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import Written
from unwatch_classifiers.encoder.encoding import Encoded, Part, encoded
from unwatch_classifiers.encoder.hearing import MARKS, Heard, understood
from unwatch_classifiers.records import Label, Message

FILE = Path(__file__).resolve().with_name("held_out.jsonl.gz")
FAINT = -4.0  # what is surely not marked need not be kept more exactly


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What was said of one mail: logarithms of each label's probability, and the encoder's marks word by word."""

    place: str
    digest: str
    fold: int
    words: tuple[float, ...]
    labels: tuple[float, ...]
    marks: tuple[tuple[float, ...], ...]

    def voice(self) -> dict[Label, float]:
        """What the wording said."""
        return dict(zip(Label, self.words, strict=True))

    def heard(self, message: Message) -> Heard:
        """What the encoder said, as it would say it of the message."""
        read = encoded(message)
        marks = [[FAINT] * len(MARKS) for _ in read.pieces]
        for place, row in zip(marked_places(read), self.marks, strict=True):
            marks[place] = list(row)
        return understood(read, self.labels, marks)


def marked_places(read: Encoded) -> list[int]:
    """Return the places of the words that may bear marks: those of the mail, not what is known of it besides."""
    return [placed.place for placed in read.words if placed.part is not Part.KNOWN]


def digest(written: Written) -> str:
    """What tells whether a mail is the one that was learned from."""
    return hashlib.sha256(written.label.value.encode() + written.raw).hexdigest()[:12]


def rounded(numbers: Iterable[float], places: int) -> list[float]:
    return [round(max(-12.0, float(one)), places) for one in numbers]


def keep(rows: Sequence[HeldOut]) -> None:
    """Write what was said of all mails, the same bytes for the same words."""
    lines = [
        json.dumps(
            [
                *(row.place, row.digest, row.fold, rounded(row.words, 2), rounded(row.labels, 2)),
                [[round(max(FAINT, one), 1) for one in marks] for marks in row.marks],
            ],
            separators=(",", ":"),
        )
        for row in rows
    ]
    with FILE.open("wb") as file, gzip.GzipFile(fileobj=file, mode="wb", mtime=0, filename="") as packed:
        packed.write("\n".join(lines).encode())


def read_held_out() -> dict[str, HeldOut]:
    """Return what was said of each mail, by its place in the corpus."""
    found = {}
    for line in gzip.decompress(FILE.read_bytes()).decode().splitlines():
        place, number, fold, words, labels, marks = json.loads(line)
        found[place] = HeldOut(place, number, fold, tuple(words), tuple(labels), tuple(map(tuple, marks)))
    return found
