"""The number or name that a command is about: read where it is one, and left as "" where it may be prose.

Pure text: whether an employer of that name is known is for the caller to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from unwatch.reply_words import folded, words

LONGEST_NAME = 100

_MOST_WORDS = 8
_MOST_BEFORE_COLON = 4
_NUMBER = re.compile(r"#?([0-9]{1,4})[.):,]?")
_QUOTED = re.compile(r'["“„”]([^"“”„]{1,100})["”“]:?(?:\s+|$)(.*)', re.DOTALL)
_MARKS = "\"“”„'"

_NO_NAME = words("no_name")
_PROSE_FIRST = words("prose_first")
_PROSE_WITHIN = words("prose_within")


@dataclass(frozen=True, slots=True)
class Head:
    """What a line begins with and what follows. `sure` where a number, quotation marks or a colon set it apart."""

    target: str
    after: str
    sure: bool


def read_target(text: str) -> str:
    """Return the number without its ornament, or the name as it is; "" where it is neither, or several numbers."""
    if number := _NUMBER.fullmatch(text):
        return str(int(number.group(1)))
    quoted = _QUOTED.fullmatch(text)
    if quoted and not quoted.group(2):
        return quoted.group(1).strip() if _has_letter(quoted.group(1)) else ""
    name = text.strip(_MARKS).rstrip(".:,")[:LONGEST_NAME].rstrip()
    return name if _is_name(name) else ""


def read_sure_head(text: str) -> Head | None:
    """Split `4 text`, `"Fern & Vale" text`; None where the line begins otherwise."""
    quoted = _QUOTED.fullmatch(text)
    if quoted and _has_letter(quoted.group(1)):
        return Head(quoted.group(1).strip(), quoted.group(2).strip(), sure=True)
    first, _, after = text.partition(" ")
    return Head(read_target(first), after.strip(), sure=True) if _NUMBER.fullmatch(first) else None


def read_head(text: str) -> Head:
    """Split what `read_sure_head` splits, `Fern & Vale: text`, else after the first word or after "Fern & Vale"."""
    if head := read_sure_head(text):
        return head
    name, colon, after = text.partition(": ")
    if colon and len(name.split()) <= _MOST_BEFORE_COLON:
        return Head(read_target(name), after.strip(), sure=True)
    parts = text.split(" ")
    length = 3 if len(parts) > 3 and parts[1] in {"&", "+"} else 1
    return Head(read_target(" ".join(parts[:length])), " ".join(parts[length:]).strip(), sure=False)


def is_number(text: str) -> bool:
    """Tell whether a word is a number of the letter, ornament and all."""
    return _NUMBER.fullmatch(text) is not None


def quoted_target(target: str) -> str:
    """Write a target so that it is read again as it is: names in quotation marks."""
    return target if target.isdigit() else f'"{target}"'


def _is_name(text: str) -> bool:
    spoken = [word.strip(".,:;") for word in folded(text).split()]
    divided = any(mark in text for mark in (": ", ", ", "; ", "? ", '"', "“", "”", "„"))
    if not _has_letter(text) or len(spoken) > _MOST_WORDS or text.endswith("?") or divided:
        return False
    return not (set(spoken) <= _NO_NAME or spoken[0] in _PROSE_FIRST or _PROSE_WITHIN & set(spoken))


def _has_letter(text: str) -> bool:
    return any(character.isalpha() for character in text)
