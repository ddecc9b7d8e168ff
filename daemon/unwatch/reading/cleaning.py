"""Makes text of a stranger safe to keep, compare and show: no control or invisible characters, NFC, a length.

Removed are what can forge a line of a log or a screen (control characters, bidirectional overrides, UTS #55) and
what hides words from a reader of text (zero-width characters, soft hyphens).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

TEXT_LIMIT = 256 * 1024
SUBJECT_LIMIT = 998  # RFC 5322, section 2.1.1: no line is longer
IDENTIFIER_LIMIT = 250
NAME_LIMIT = 120

_MARKS_IN_A_ROW = 30  # UAX #15, Stream-Safe Text Format: longer runs make normalising quadratic

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean_text(text: str, limit: int = TEXT_LIMIT) -> str:
    """Return text of several lines, each ended by LF, at most `limit` characters."""
    text = _LINE_ENDS.sub("\n", text[: 2 * limit])
    text = _INVISIBLE.sub("", _CONTROLS.sub("", text))
    return _composed(_SURROGATES.sub("\ufffd", text)[:limit])[:limit]


def clean_line(text: str, limit: int) -> str:
    """Return text on one line, runs of blanks made one, at most `limit` characters."""
    bounded = text[: 8 * limit]
    return " ".join(clean_text(bounded, 4 * limit).split())[:limit].rstrip()


def clean_identifier(text: str) -> str:
    """Return an identifier (Message-ID, UID, List-Id) without blanks, at most 250 characters."""
    return "".join(clean_line(text, 4 * IDENTIFIER_LIMIT).split())[:IDENTIFIER_LIMIT]


def _composed(text: str) -> str:
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", "".join(_stream_safe(text)))


def _stream_safe(text: str) -> Iterator[str]:
    run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= _MARKS_IN_A_ROW:
            yield character
