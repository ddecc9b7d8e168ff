"""Splits the text of a mail into sentences, in linear time, and never joins what the writer kept apart.

Mail is not prose: lines are wrapped at 72 columns or not at all, lists have no full stops, a greeting stands on a line
of its own. So an empty line, a list item and a short line end a sentence; a wrapped line does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

READ = 16_000
"""Characters that are read; a mail that has not said what it wants by then is not from an employer's hand."""

LONGEST = 600
"""Characters of one sentence; a longer one is cut, so that nothing that reads sentences meets an endless one."""

_LIST_ITEM = re.compile(r"^(?:[-*•·–—▪◦>]|\d{1,2}[.)]|[a-h][.)])\s+")
_END = re.compile(r"(?<![.!?…])(?:([.!?…]+[\"'”’)\]]{0,2})\s+(?=[\"'“‘(\[]?[A-Z0-9£$€])|([!?]+)\s+(?=\S))|\s[•·▪|]\s+")
_NEVER_LAST = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "nos",
        "ref",
        "vs",
        "approx",
        "dept",
        "ext",
        "tel",
        "est",
        "e.g",
        "i.e",
        "rev",
    ]
)
_MONTHS_AND_DAYS = "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun"
_SOMETIMES_LAST = frozenset(
    ["a.m", "p.m", "am", "pm", "u.s", "u.k", "inc", "ltd", "co", "corp", "etc", "jr", "sr", *_MONTHS_AND_DAYS.split()]
)
_GOES_ON = re.compile(
    r"\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December)\b|[ECMP][SD]?T\b|GMT\b|BST\b|IST\b|A?[EW]ST\b",
    re.IGNORECASE,
)
_SPACES = re.compile(r"[^\S\n]+")
_WRAPPED_AT = 58


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a mail's text in order, spaces made single, without empty ones.

    Only the first `READ` characters are read; a sentence longer than `LONGEST` comes in pieces.
    """
    return tuple(
        piece for block in _blocks(_plain(text[:READ])) for whole in _split(block) for piece in _bounded(whole)
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


def _split(block: str) -> Iterator[str]:
    begin = 0
    for end in _END.finditer(block):
        if end[1] and _is_abbreviation(block, end.start(), end.end()):
            continue
        yield block[begin : end.start() + len(end[1] or end[2] or "")].strip()
        begin = end.end()
    yield block[begin:].strip()


def _is_abbreviation(block: str, dot: int, after: int) -> bool:
    """Whether the stop belongs to the word before it ("Dr. Osei", "3 p.m. Tuesday") rather than ending a sentence."""
    if block[dot] != "." or block[dot : dot + 2] == "..":
        return False
    word = block[max(0, dot - 8) : dot].rpartition(" ")[2].lower().lstrip("(\"'")
    if word in _SOMETIMES_LAST:
        return _GOES_ON.match(block, after) is not None
    return word in _NEVER_LAST or (len(word) == 1 and word.isalpha() and word != "i")


def _bounded(sentence: str) -> Iterator[str]:
    while len(sentence) > LONGEST:
        cut = sentence.rfind(" ", LONGEST // 2, LONGEST)
        cut = LONGEST if cut < 0 else cut
        yield sentence[:cut].rstrip()
        sentence = sentence[cut:].lstrip()
    if sentence:
        yield sentence
