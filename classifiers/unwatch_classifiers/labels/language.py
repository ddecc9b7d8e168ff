"""Which language a mail is written in, known by its small words; the languages themselves are data."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib import resources

FILE = "languages.toml"
USUAL = "en"

_READ = 4_000
_WORD = re.compile(r"[^\W\d_]+")


@cache
def languages() -> dict[str, frozenset[str]]:
    """Return the small words of each language that is known."""
    kept = tomllib.loads(resources.files("unwatch_classifiers.labels").joinpath(FILE).read_text("utf-8"))
    return {name: frozenset(words.split()) for name, words in kept.items()}


def language_of(text: str) -> str:
    """Return the language whose small words a text uses most; English where it uses none."""
    words = Counter(_WORD.findall(text[:_READ].lower()))
    used = {name: sum(words[word] for word in small) for name, small in languages().items()}
    return max(used, key=lambda name: (used[name], name == USUAL))
