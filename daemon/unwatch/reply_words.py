"""The words of a reply, in every language that `reply_words.toml` holds: one more language is a table, not code."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from importlib import resources
from typing import Any

_LANGUAGES: dict[str, dict[str, Any]] = tomllib.loads(
    resources.files("unwatch").joinpath("reply_words.toml").read_text(encoding="utf-8")
)


def folded(text: str) -> str:
    """Return the text as the words are compared: without case, and an umlaut as one character."""
    return unicodedata.normalize("NFC", text.replace("’", "'")).casefold()


def words(*path: str) -> frozenset[str]:
    """Return one list of words, of all languages together."""
    return frozenset(folded(word) for table in tables(*path) for word in table)


def meanings(*path: str) -> dict[str, str]:
    """Return what each word means in one table, of all languages together; a word of two meanings is a `ValueError`."""
    found: dict[str, str] = {}
    for table in tables(*path):
        for meaning, said in table.items():
            for word in said:
                if found.setdefault(folded(word), meaning) != meaning:
                    raise ValueError(f"{word} means both {found[folded(word)]} and {meaning}")
    return found


def tables(*path: str) -> Iterator[Any]:
    """Give what stands at this place, language by language, where a language has it."""
    for language in _LANGUAGES.values():
        place: Any = language
        for key in path:
            place = place.get(key, {})
        if place:
            yield place
