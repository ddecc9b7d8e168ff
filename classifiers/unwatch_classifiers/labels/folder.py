"""What is known of a language is data in the folder of its name: words, signs, guards, topics, forms of tokens.

tokens.toml     how the words of a sentence become tokens
words.toml      lists of words that patterns name
guards.toml     what a sentence may be about besides
context.toml    what a whole mail may be about
signs/          the signs of each label
sentences.toml  the abbreviations behind which a sentence goes on
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from unwatch_classifiers.labels.language import USUAL


@cache
def read_table(language: str, path: str) -> dict[str, Any]:
    """Return a table of a language; of the usual one where there is no folder for the language."""
    folder = resources.files("unwatch_classifiers.labels")
    name = language if folder.joinpath(language, "tokens.toml").is_file() else USUAL
    return tomllib.loads(folder.joinpath(name, *path.split("/")).read_text(encoding="utf-8"))
