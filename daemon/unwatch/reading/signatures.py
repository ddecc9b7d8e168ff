"""Sets signatures, disclaimers and subscription footers apart from what somebody wrote.

A line that could be a sentence stays where it is: a name too many in the text does less harm than a question lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from unwatch.reading.quote_marks import is_footer, is_reply_line, names_device, signs_off

_LOOKED_BACK = 60
_DASHED_LINES = 40
_CLOSINGS_LIMIT = 3
_FOOTER_LIMIT = 4_000
_IMPRINTS_LIMIT = 3
_SENTENCE_END = re.compile(r"[.:;,]\s*$")
_ASKED_OR_CALLED = re.compile(r"[?!]\s*$")
_TIME_OF_DAY = re.compile(r"\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2} ?(?:am|pm|uhr|o'clock)\b", re.IGNORECASE)
_POSTSCRIPT = re.compile(r"\s*p\.? ?s\.?\s*[:,.–-]|\s*ps\s", re.IGNORECASE)


def without_signatures(lines: Sequence[str], is_new: Sequence[bool]) -> tuple[list[str], list[str]]:
    """Return the new lines and the lines of signatures and footers; each run of new lines may have its own."""
    new: list[str] = []
    signature: list[str] = []
    position = 0
    for kept, group in groupby(is_new):
        length = sum(1 for _ in group)
        if kept:
            body, below = _divide_run(lines[position : position + length])
            new += body
            signature += below
        position += length
    return new, signature


def _divide_run(run: Sequence[str]) -> tuple[list[str], list[str]]:
    body, above = _split_notices(run)
    body, footer = _split_footer(body)
    closings: list[str] = []
    for _ in range(_CLOSINGS_LIMIT):
        body, closing = _split_closing(body)
        closings = closing + closings
        if not closing:
            break
    return body, [*above, *closings, *footer]


def _split_notices(run: Sequence[str]) -> tuple[list[str], list[str]]:
    """Take out "write above this line", and "view in your browser" where it is the first line."""
    first = next((index for index, line in enumerate(run) if line.strip()), -1)
    body: list[str] = []
    notices: list[str] = []
    for index, line in enumerate(run):
        is_first_notice = index == first and len(run) > first + 1 and len(line) <= 100 and is_footer(line)
        (notices if is_first_notice or is_reply_line(line) else body).append(line)
    return body, notices


def _split_closing(run: Sequence[str]) -> tuple[list[str], list[str]]:
    """Take out one signature: from "-- " (RFC 3676, section 4.3), "Kind regards" or "Sent from my iPhone" on.

    What reads like a sentence again, such as a postscript, stays in the body.
    """
    written = [index for index, line in enumerate(run) if line.strip()]
    for count, index in enumerate(written[-_DASHED_LINES:]):
        if run[index] == "-- " or (run[index] == "--" and len(written[-_DASHED_LINES:]) - count <= 12):
            return list(run[:index]), list(run[index:])
    for index in reversed(written[-_LOOKED_BACK:]):
        if not signs_off(run[index]) and not names_device(run[index]):
            continue
        end = _names_end(run, index + 1)
        if end == len(run) or names_device(run[index]) or any(line.strip() for line in run[index + 1 : end]):
            return [*run[:index], *run[end:]], list(run[index:end])
    return list(run), []


def _names_end(run: Sequence[str], start: int) -> int:
    """Return where the names, titles and numbers under a "Kind regards" end."""
    for index in range(start, len(run)):
        if run[index].strip() and (_POSTSCRIPT.match(run[index]) or _is_sentence(run[index])):
            return index
    return len(run)


def _is_sentence(line: str) -> bool:
    words = len(line[:1_000].split())
    if words > 14 or len(line) > 140 or _TIME_OF_DAY.search(line):
        return True
    if words >= 3 and _ASKED_OR_CALLED.search(line):
        return True
    return words >= 6 and bool(_SENTENCE_END.search(line))


def _split_footer(run: Sequence[str]) -> tuple[list[str], list[str]]:
    """Take out the footer: from the last paragraph up, as long as they are boilerplate or imprints above some."""
    starts = [index for index, line in enumerate(run) if line.strip() and (index == 0 or not run[index - 1].strip())]
    cut = len(run)
    end = len(run)
    imprints = 0
    for start in reversed(starts[1:]):
        paragraph = "\n".join(run[start:end])
        end = start
        if len(paragraph) <= _FOOTER_LIMIT and is_footer(paragraph):
            cut, imprints = start, 0
        elif imprints < _IMPRINTS_LIMIT and _could_be_imprint(paragraph.split("\n")):
            imprints += 1
        else:
            break
    cut = _ruler_above(run, cut)
    return list(run[:cut]), list(run[cut:])


def _could_be_imprint(paragraph: Sequence[str]) -> bool:
    return len(paragraph) <= 6 and not any(_is_sentence(line) for line in paragraph)


def _ruler_above(run: Sequence[str], cut: int) -> int:
    """Count a ruler right above a footer as part of it."""
    above = next((index for index in range(cut - 1, -1, -1) if run[index].strip()), -1)
    return above if above >= 0 and cut < len(run) and not run[above].strip(" _-*=~") else cut
