"""Reads small numbers as people write them: "3", "three", "a couple of", "two or three"."""

from __future__ import annotations

import re

_WORDS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "both": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fourteen": 14,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "couple": 2,
    "few": 3,
    "several": 4,
}

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_COMPOUND = rf"(?:{_TENS})[-\s]?five"
_PLAIN = (
    rf"(?:\d{{1,3}}|{_COMPOUND}|one|two|both|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen"
    rf"|{_TENS})"
)

NUMBER = rf"(?:(?:a\s+|the\s+)?(?:couple(?:\s+of)?|few)|several|{_PLAIN}(?:\s?\(\d{{1,3}}\))?)"
"""Source of a pattern for one number; spell it `an?` yourself where "a week" counts."""

NUMBERS = rf"{NUMBER}(?:\s*(?:-|–|to|or)\s*{NUMBER})?"
"""Source of a pattern for a number or a span of two."""

_EACH = re.compile(rf"\d{{1,3}}|{_COMPOUND}|[a-z]+", re.IGNORECASE)


def largest(words: str) -> int | None:
    """The largest number in a few words matched by `NUMBERS`, or None; "a couple of" is 2 and "a few" is 3."""
    found = [_value(word.lower()) for word in _EACH.findall(words)]
    return max((value for value in found if value is not None), default=None)


def _value(word: str) -> int | None:
    if word.endswith("five") and word[:-4].strip(" -") in _TENS.split("|"):
        return _WORDS[word[:-4].strip(" -")] + 5
    return int(word) if word.isdigit() else _WORDS.get(word)
