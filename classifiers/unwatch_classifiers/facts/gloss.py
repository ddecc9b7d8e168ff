"""Puts the German of days, hours, asking and promising into English, so that the same readers read both.

What is translated are words and forms, never sentences: names, roles and places stay as they stand. A sentence stays
one sentence, so that a promise can be quoted in the employer's own words.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from importlib import resources

from unwatch_classifiers.facts.reading import Reading

_LONGEST = 1_200
_MOST_QUOTED = 6_000
_LONGEST_QUOTE = 280
GLOSSED = frozenset({"de"})
"""The languages of which there is a list `gloss_LANGUAGE.toml`."""


def glossed(reading: Reading) -> Reading:
    """The reading as an English one where its language is another; its sentences keep their places."""
    if reading.language not in GLOSSED:
        return reading
    said = tuple(in_english(line, reading.language) for line in reading.sentences)
    quoted = "\n".join(
        in_english(line, reading.language) for line in reading.message.quoted_text[:_MOST_QUOTED].splitlines()
    )
    subject = in_english(reading.subject, reading.language)
    message = replace(reading.message, quoted_text=quoted, subject=subject)
    return replace(reading, message=message, language="en", subject=subject, sentences=said, day_first=True)


def in_english(text: str, language: str) -> str:
    """A bounded text with the words of the list in English, one after the other."""
    text = text[:_LONGEST]
    for pattern, english in _words(language):
        text = pattern.sub(english, text)
    return text


def in_own_words(quote: str, told: Reading, reading: Reading) -> str:
    """The sentence of the mail that a quote from its English reading stands for."""
    for english, own in zip(told.sentences, reading.sentences, strict=True):
        if quote in english:
            return quote if told is reading else own[:_LONGEST_QUOTE]
    return quote


@cache
def _words(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    file = resources.files("unwatch_classifiers.facts").joinpath(f"gloss_{language}.toml")
    listed = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(
        (re.compile(rf"(?<!\w)(?:{german})(?:(?<=\W)|(?!\w))", re.IGNORECASE), english)
        for group in listed.values()
        for german, english in group
    )
