"""Splits the text of a mail into sentences, in linear time, and never joins what the writer kept apart.

Mail is not prose: lines are wrapped at 72 columns or not at all, lists have no full stops, a greeting stands on a line
of its own. So an empty line, a list item and a short line end a sentence; a wrapped line does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from unwatch_classifiers.labels.folder import read_table
from unwatch_classifiers.labels.language import USUAL

READ = 16_000
"""Characters that are read; a mail that has not said what it wants by then is not from an employer's hand."""

LONGEST = 600
"""Characters of one sentence; a longer one is cut, so that nothing that reads sentences meets an endless one."""

_LIST_ITEM = re.compile(r"^(?:[-*•·–—▪◦>]|\d{1,2}[.)]|[a-h][.)])\s+")
_END_WITH = r"(?<![.!?…])(?:([.!?…]+[\"'”“’«)\]]{{0,2}})\s+(?={begins})|([!?]+)\s+(?=\S))|\s[•·▪|]\s+"
_END = re.compile(_END_WITH.format(begins=r"[\"'“„‘»(\[]?[A-ZÀ-ÖØ-Þ0-9£$€]"))
_END_IN_SMALL_LETTERS = re.compile(_END_WITH.format(begins=r"\S"))
_NEXT = re.compile(r"\W*(\w*)")
_LONGEST_SHORT = 12
_SPACES = re.compile(r"[^\S\n]+")
_WRAPPED_AT = 58


@dataclass(frozen=True, slots=True)
class _Stops:
    """Where a full stop of a language does not end the sentence."""

    never_last: frozenset[str]
    sometimes_last: frozenset[str]
    goes_on: re.Pattern[str]
    letters_that_are_words: frozenset[str]
    begins: frozenset[str]
    """Words that begin a sentence behind a number's stop; before others it makes an ordinal. Empty: there are none."""


def sentences(text: str, language: str = USUAL) -> tuple[str, ...]:
    """The sentences of a mail's text in order, spaces made single, without empty ones.

    Only the first `READ` characters are read; a sentence longer than `LONGEST` comes in pieces.
    """
    return tuple(
        piece
        for block in _blocks(_plain(text[:READ]))
        for whole in _split(block, _stops(language))
        for piece in _bounded(whole)
    )


def _plain(text: str) -> str:
    spaced = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u200b", "").replace("\u2028", "\n")
    return _SPACES.sub(" ", spaced)


def _blocks(text: str) -> Iterator[str]:
    """Runs of lines that belong together: wrapped lines are joined, everything else stands alone."""
    held: list[str] = []
    previous = ""
    for line in (raw.strip() for raw in text.split("\n")):
        if held and not _continues(previous, line):
            yield " ".join(held)
            held = []
        if line:
            held.append(_LIST_ITEM.sub("", line))
        previous = line
    if held:
        yield " ".join(held)


def _continues(previous: str, line: str) -> bool:
    if not previous or not line or _LIST_ITEM.match(line):
        return False
    if line[0].islower():
        return not previous.endswith((".", "!", "?"))
    return len(previous) >= _WRAPPED_AT or (previous.endswith((",", "(", "-", "/")) and len(previous) > 30)


def _split(block: str, stops: _Stops) -> Iterator[str]:
    begin = 0
    ends = _END_IN_SMALL_LETTERS if block[:1].islower() else _END  # who writes without capitals ends sentences too
    for end in ends.finditer(block):
        if end[1] and _belongs_to_word(block, end.start(), end.end(), stops):
            continue
        yield block[begin : end.start() + len(end[1] or end[2] or "")].strip()
        begin = end.end()
    yield block[begin:].strip()


def _belongs_to_word(block: str, dot: int, after: int, stops: _Stops) -> bool:
    """Whether the stop belongs to the word before it ("Dr. Osei", "3 p.m. Tuesday") rather than ending a sentence."""
    if block[dot] != "." or block[dot : dot + 2] == "..":
        return False
    word = block[max(0, dot - _LONGEST_SHORT) : dot].rpartition(" ")[2].lower().lstrip("(\"'„")
    if word in stops.sometimes_last:
        return stops.goes_on.match(block, after) is not None
    if stops.begins and len(word) <= 2 and word.isdecimal():
        return _next_word(block, after) not in stops.begins
    return word in stops.never_last or (len(word) == 1 and word.isalpha() and word not in stops.letters_that_are_words)


def _next_word(block: str, after: int) -> str:
    found = _NEXT.match(block, after, after + LONGEST)
    return found[1].lower() if found else ""


@cache
def _stops(language: str) -> _Stops:
    table = read_table(language, "sentences.toml")
    return _Stops(
        never_last=frozenset(table["never_last"].split()),
        sometimes_last=frozenset(table["sometimes_last"].split()),
        goes_on=re.compile(table["goes_on"], re.IGNORECASE),
        letters_that_are_words=frozenset(table["letters_that_are_words"].split()),
        begins=frozenset(table.get("begins", "").split()),
    )


def _bounded(sentence: str) -> Iterator[str]:
    while len(sentence) > LONGEST:
        cut = sentence.rfind(" ", LONGEST // 2, LONGEST)
        cut = LONGEST if cut < 0 else cut
        yield sentence[:cut].rstrip()
        sentence = sentence[cut:].lstrip()
    if sentence:
        yield sentence
