"""The letter taken apart: what it says, in reading order, before it is set as text or as HTML.

Both settings are made from the same parts, so that they carry the same words and numbers (letter.md f 39). All
text in here is final: clean, cut, with straight quotation marks that always come in pairs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Action:
    """A dated thing to do: when it is due, what it is, and what there is to know about it."""

    kind: ClassVar[str] = "action"
    number: int
    when: str
    what: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One application in running text."""

    kind: ClassVar[str] = "entry"
    number: int
    name: str
    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Wait:
    """One application in silence: after what it waits, the employer's word on when, and how it goes on by itself.

    `said` is a quote or None; `outlook` a phrase without a stop: "by 30 October", "sleeps until Monday 3 November".
    """

    number: int
    name: str
    role: str
    told: str
    said: str | None
    outlook: str


@dataclass(frozen=True, slots=True)
class Waits:
    """The one true table of the letter."""

    kind: ClassVar[str] = "waits"
    rows: tuple[Wait, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. Words of a mail never start a line: `foreign` says that it holds some, `begins_foreign` that it
    begins with them.
    """

    kind: ClassVar[str] = "paragraph"
    text: str
    foreign: bool = False
    begins_foreign: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A message shown as it came: who and when, why it is here, and its lines; `number` where it can be answered."""

    kind: ClassVar[str] = "shown"
    head: str
    why: str
    lines: tuple[str, ...]
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Commands:
    """The lines that a reply may hold, each with numbers of this letter.

    They are links where there is a `token`: a mail that a link begins answers to no Message-ID, so that only the
    token in its subject says to which letter it belongs.
    """

    kind: ClassVar[str] = "commands"
    lines: tuple[str, ...]
    to: str
    token: str


Block = Action | Entry | Waits | Paragraph | Shown | Commands


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, what it asks ("nothing to do"), and its blocks; `dated` sections hold the things to do."""

    title: str
    note: str
    blocks: tuple[Block, ...]
    dated: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class LetterParts:
    """A composed letter. `numbers` maps each item number to an application's id, `mails` each number of a mail that
    could not be placed to its Message-ID. `next_letter` is "" in the last letter of a search.
    """

    subject: str
    preheader: str
    date_line: str
    verdict: str
    lead: tuple[str, ...]
    next_letter: str
    sections: tuple[Section, ...]
    numbers: tuple[tuple[int, int], ...]
    mails: tuple[tuple[int, str], ...] = ()
