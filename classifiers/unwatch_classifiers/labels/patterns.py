"""The small language in which signs are written, and a matcher that reads a sentence once for all of them.

A pattern is a row of elements: `word`, `word*` (a beginning), `*word` (an ending), `*word*` (any part), `one|two`
(either), `<name>` (a list of words.toml), `..` (up to three tokens), `...` (up to seven), `....` (up to fifteen), and
`?` behind an element that may be missing. Patterns are anchored at their first element and every gap is bounded, so the
work grows with the length of the text and no faster.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

_GAPS = {"..": r"(?:[^ ]+ ){0,3}?", "...": r"(?:[^ ]+ ){0,7}?", "....": r"(?:[^ ]+ ){0,15}?"}
_PREFIX = 3


class PatternError(ValueError):
    """A pattern of the package's own data is wrong; the message says which."""


def _alternatives(element: str, words: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    found: list[str] = []
    for part in element.split("|"):
        if part.startswith("<"):
            name = part.removeprefix("<").removesuffix(">")
            if name not in words:
                raise PatternError(f"no list of words is called {name!r}")
            found.extend(words[name])
        else:
            found.append(part.replace("_", " "))
    return tuple(found)


def _expression(alternatives: Iterable[str]) -> str:
    return "(?:" + "|".join(_phrase(phrase) for phrase in alternatives) + ")"


def _phrase(phrase: str) -> str:
    return "".join(f"{_open(word[0])}{re.escape(word.strip('*'))}{_open(word[-1])} " for word in phrase.split())


def _open(edge: str) -> str:
    return "[^ ]*" if edge == "*" else ""


def compile_pattern(pattern: str, words: Mapping[str, tuple[str, ...]]) -> tuple[frozenset[str], re.Pattern[str]]:
    """The words a pattern can begin with (a part of one with `*`), and its expression over `tokens.plain`.

    Raises `PatternError` where a list of words is unknown or the first element may be missing.
    """
    elements = pattern.split()
    if not elements or elements[0] in _GAPS or elements[0].endswith("?"):
        raise PatternError(f"{pattern!r} must begin with something that is always there")
    first = frozenset(phrase.split()[0] for phrase in _alternatives(elements[0], words))
    source = "".join(_element(element, words) for element in elements)
    return first, re.compile(source)


def _element(element: str, words: Mapping[str, tuple[str, ...]]) -> str:
    if element in _GAPS:
        return _GAPS[element]
    optional = element.endswith("?")
    return _expression(_alternatives(element.removesuffix("?"), words)) + ("?" if optional else "")


class Matcher:
    """Finds which of many named groups of patterns occur in a sentence."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        self._words = words
        self._by_word: defaultdict[str, list[tuple[str, re.Pattern[str]]]] = defaultdict(list)
        self._by_prefix: defaultdict[str, list[tuple[str, re.Pattern[str]]]] = defaultdict(list)
        self._by_part: defaultdict[str, list[tuple[str, re.Pattern[str]]]] = defaultdict(list)

    def add(self, name: str, patterns: Iterable[str]) -> None:
        """Add patterns that each stand for `name`."""
        for pattern in patterns:
            firsts, expression = compile_pattern(pattern, self._words)
            for first in firsts:
                self._index(first).append((name, expression))

    def _index(self, first: str) -> list[tuple[str, re.Pattern[str]]]:
        if "*" not in first:
            return self._by_word[first]
        part = first.strip("*")
        if len(part) < _PREFIX:
            raise PatternError(f"{first!r} is too short for a part of a word")
        return self._by_part[part] if first.startswith("*") else self._by_prefix[part[:_PREFIX]]

    def find(self, tokens: str) -> set[str]:
        """The names of which at least one pattern occurs in `tokens` (as `tokens.plain` gives them)."""
        found: set[str] = set()
        begin = 0
        while (end := tokens.find(" ", begin)) >= 0:
            word = tokens[begin:end]
            for name, expression in self._beginning_with(word):
                if name not in found and expression.match(tokens, begin):
                    found.add(name)
            begin = end + 1
        return found

    def _beginning_with(self, word: str) -> Iterator[tuple[str, re.Pattern[str]]]:
        yield from self._by_word.get(word, ())
        yield from self._by_prefix.get(word[:_PREFIX], ())
        for part, patterns in self._by_part.items():
            if part in word:
                yield from patterns
