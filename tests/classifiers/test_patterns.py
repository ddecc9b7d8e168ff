"""The small language in which signs are written says what it says, and a mistake in it is refused."""

from __future__ import annotations

import pytest

from unwatch_classifiers.labels.patterns import Matcher, PatternError

WORDS = {"day": ("monday", "friday afternoon")}


def _finds(pattern: str, text: str) -> bool:
    matcher = Matcher(WORDS)
    matcher.add("it", [pattern])
    return matcher.find("".join(f"{word} " for word in text.split())) == {"it"}


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("come monday", "do come monday", True),
        ("come monday", "come on monday", False),
        ("come .. monday", "come to us on monday", True),
        ("come .. monday", "come to us all on monday", False),
        ("come ... monday", "come to us all on the next monday", True),
        ("come .... monday", "come a b c d e f g h i j k l m n o monday", True),
        ("come .... monday", "come a b c d e f g h i j k l m n o p monday", False),
        ("come on? monday", "come monday", True),
        ("come <day>", "come friday afternoon", True),
        ("give up_on|in", "we give up on it", True),
        ("sche*", "a schedule", True),
        ("*gespräch", "ein vorstellungsgespräch", True),
        ("*gespräch", "die vorstellungsgespräche", False),
        ("*gespräch*", "die vorstellungsgespräche", True),
        ("ihr *gespräch", "ihr erstgespräch", True),
        ("ihr *gespräch", "ihr gespräch", True),
    ],
)
def test_a_pattern_finds_what_it_says(pattern: str, text: str, found: bool) -> None:
    """Words, beginnings, endings, gaps, lists and what may be missing each mean what the language says."""
    assert _finds(pattern, text) is found


@pytest.mark.parametrize("pattern", ["", ".. come", "come? in", "<night>", "co*", "*co"])
def test_a_pattern_that_cannot_be_meant_is_refused(pattern: str) -> None:
    """A pattern without a first word, with an unknown list or with too short a part of a word is a mistake."""
    with pytest.raises(PatternError):
        Matcher(WORDS).add("it", [pattern])
