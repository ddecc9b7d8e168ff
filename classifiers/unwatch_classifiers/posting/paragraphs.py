"""A text taken apart into paragraphs: headed, listed, stating fields, or words that stand round a posting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from unwatch_classifiers.posting.vocabulary import (
    LOOKED_AT,
    Field,
    Heading,
    Signal,
    Stop,
    field_of,
    has_stop,
    heading_of,
    signals_in,
)

READ = 48_000
"""Characters of a text that are read; with a receipt above it and a footer below it no posting is longer."""

MOST_LINES = 1_500
_LABEL_LIMIT = 60
_BULLET = re.compile(r"\s*(?:[-*•·●▪■◦‣–—✓✔✅➤►▶→»]|\d{1,2}[.)])\s+\S")
_NO_WORDS = re.compile(r"\s*\[(?:image|cid|logo|bild|inline)[^\[\]]{0,200}\]\s*", re.IGNORECASE)
_FIRST_PERSON = re.compile(
    r"\bI(?:['’](?:m|d|ve|ll))? [a-z]|\b[Mm](?:y|e|yself)\b|\b[Ii]ch\b|\b[Mm](?:ir|ich|eine?[rnms]?)\b"
    r"|\b[Jj](?:e |['’]ai\b)"
)
_ALONE = (Stop.GREETING, Stop.GOODBYE, Stop.DIVIDER, Stop.CV, Stop.INTRODUCES)
_STOPS = (
    *(Stop.DIVIDER, Stop.CV, Stop.GREETING, Stop.GOODBYE, Stop.LETTER, Stop.RECEIPT),
    *(Stop.FOOTER, Stop.SIMILAR, Stop.INTRODUCES, Stop.ASKS),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands; a heading or field may go on with its content behind a colon."""

    text: str
    heading: Heading | None = None
    plainly: bool = False
    field: Field | None = None
    content: str = ""
    listed: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together; only the first of them can be a heading. `apart`: whether a blank line is above."""

    lines: tuple[Line, ...]
    apart: bool = True

    @property
    def heading(self) -> Heading | None:
        """What it is headed as."""
        return self.lines[0].heading

    @property
    def plainly(self) -> bool:
        """Whether its heading can hardly mean anything else."""
        return self.lines[0].plainly

    @cached_property
    def text(self) -> str:
        """The beginning of it on one line."""
        return " ".join(line.text.strip()[:LOOKED_AT] for line in self.lines[:12])[:LOOKED_AT]

    @cached_property
    def words(self) -> int:
        """How many words it has beside its heading."""
        written = [line.content if line.heading else line.text for line in self.lines]
        return sum(len(text.split()) for text in written)

    @cached_property
    def fields(self) -> tuple[tuple[Field, str], ...]:
        """What its lines "Salary: …" state."""
        return tuple((line.field, line.content) for line in self.lines if line.field)

    @cached_property
    def listed(self) -> int:
        """How many items of a list it has."""
        return sum(line.listed for line in self.lines)

    @cached_property
    def signals(self) -> frozenset[Signal]:
        """What it says of what postings say."""
        return signals_in(self.text)

    @cached_property
    def stop(self) -> Stop | None:
        """What it is of what stands round postings; None where it may belong to one."""
        return next((stop for stop in _STOPS if has_stop(self.text, stop)), None)

    @cached_property
    def equal(self) -> bool:
        """Whether it is a statement on equal opportunities."""
        return has_stop(self.text, Stop.EQUAL)

    @cached_property
    def in_first_person(self) -> bool:
        """Whether somebody speaks of themselves, as in mail and never in a posting."""
        return bool(_FIRST_PERSON.search(self.text))


def paragraphs_of(text: str) -> list[Paragraph]:
    """Return the paragraphs of the first `READ` characters, without lines that only stand for a picture."""
    raw = (line.rstrip() for line in text[:READ].split("\n")[:MOST_LINES])
    return list(_grouped(line for line in raw if not _NO_WORDS.fullmatch(line)))


def _grouped(raw: Iterable[str]) -> Iterator[Paragraph]:
    held: list[Line] = []
    apart, alone = True, False
    for text in raw:
        blank = not text.strip(" \t_-=*~#>|")
        line = Line(text) if blank else read_line(text)
        stands_alone = not blank and (line.heading is Heading.MARK or _stands_alone(text))
        if held and (blank or alone or stands_alone or line.heading or _ends_list(held[-1], line)):
            yield Paragraph(tuple(held), apart)
            held, apart = [], False
        if blank:
            apart, alone = True, False
            continue
        held.append(line)
        alone = stands_alone
    if held:
        yield Paragraph(tuple(held), apart)


def _stands_alone(text: str) -> bool:
    stripped = text.strip()
    return len(stripped) <= 260 and any(has_stop(stripped, stop) for stop in _ALONE)


def _ends_list(before: Line, line: Line) -> bool:
    """Whether a line behind a list is none of its items, nor the rest of one that was wrapped."""
    if not before.listed or line.listed or line.text[:1] in " \t":
        return False
    return not line.text[:1].islower() and len(before.text) < 66


def read_line(text: str) -> Line:
    """Return one line and what it announces."""
    stripped = text.strip()
    listed = bool(_BULLET.match(text[:200]))
    label, colon, content = stripped[:LOOKED_AT].partition(":")
    content = content.strip(" *_")
    if colon and content and len(label) <= _LABEL_LIMIT and not content.startswith("//"):
        if content.endswith("?"):
            return Line(text, listed=listed)  # a form asks for it
        field = field_of(label)
        if field:
            return Line(text, field=field, content=content, listed=listed)
        return _headed(text, label, content, listed=listed)
    return _headed(text, "" if stripped.endswith(",") else stripped, "", listed=listed)


def _headed(text: str, label: str, content: str, *, listed: bool) -> Line:
    heading, plainly = (None if listed else heading_of(label)) or (None, False)
    return Line(text, heading, plainly, None, content, listed)
