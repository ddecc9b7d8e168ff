"""What of the person's notes may go into a thank-you: one topic, one thought, in the words that they wrote.

A note is written for oneself. Only what is marked as a topic or a thought ("talked about the new rota", "idea: one list
for both teams") goes into a sentence; another harmless one is quoted in a place to fill in, and whatever speaks of pay,
doubts, feelings or the current employer stays out (letter.md A1c, A1d, C11c, C13c). Nothing is added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from unwatch.drafts.language import listed
from unwatch.drafts.records import DraftInput, Language
from unwatch.drafts.sayable import names_current_employer, plain, within_quotes

PHRASE_LIMIT = 100
LOOSE_LIMIT = 140
_NOTE_LIMIT = 2_000
_NOTES_READ = 30
_APOSTROPHE = "'"
_WORD = re.compile(r"[\w/']+")
_TOPIC, _THOUGHT = ("about", "topic"), ("thought_about", "thought")
_SENTENCES = re.compile(r"[.;!?\n\r]+(?:\s|$)|\n")


@dataclass(frozen=True, slots=True)
class Taken:
    """A phrase of a note, and the key of the sentence that it fits: "about", "topic", "thought", "thought_about"."""

    key: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Noted:
    """What the notes give: a topic, a thought, and where there is no topic a note that is quoted with its day."""

    topic: Taken | None = None
    thought: Taken | None = None
    loose: tuple[datetime, str] | None = None


def noted(given: DraftInput, since: datetime | None) -> Noted:
    """Return what the notes since then give for a thank-you in the draft's language."""
    topic, thought, loose = None, None, None
    for at, sentence in _harmless(given, since):
        spoken, thinks = _marked(sentence, given, _TOPIC), _marked(sentence, given, _THOUGHT)
        topic, thought = topic or spoken, thought or thinks
        if not (loose or spoken or thinks):
            loose = (at, within_quotes(sentence, LOOSE_LIMIT))
    return Noted(topic, thought, None if topic or thought else loose)


def _harmless(given: DraftInput, since: datetime | None) -> Iterator[tuple[datetime, str]]:
    for at, note in given.application.notes[-_NOTES_READ:]:
        text = _without(note[:_NOTE_LIMIT].strip(), "ornaments")
        if (since is not None and at < since) or _begins(text, "private_beginnings"):
            continue
        for sentence in _SENTENCES.split(text):
            kept = ", ".join(part.strip() for part in sentence.split(",") if not _is_private(part, given))
            if re.search(r"[^\W_]{2}", plain(kept, LOOSE_LIMIT)):
                yield at, kept


def _begins(text: str, key: str) -> bool:
    return any(text.casefold().startswith(word) for language in Language for word in listed(language, key))


def _without(text: str, key: str) -> str:
    words = (word for language in Language for word in listed(language, key))
    return next((text[len(word) :].strip() for word in words if text.casefold().startswith(word)), text)


def _is_private(text: str, given: DraftInput) -> bool:
    words = [word for language in Language for word in listed(language, "private")]
    return names_current_employer(text, given) or _holds(text, words)


def _holds(text: str, words: Iterable[str]) -> bool:
    lowered = f" {' '.join(_WORD.findall(text.casefold().replace('’', _APOSTROPHE)))} "
    return any(f" {word} " in lowered for word in words)


def _marked(sentence: str, given: DraftInput, keys: tuple[str, ...]) -> Taken | None:
    """Return what follows a mark, if it can stand in a sentence to the employer without a change."""
    for key in keys:
        for word in listed(given.language, key):
            if phrase := _marked_by(sentence, word, given.language):
                return Taken(key, phrase if key == "thought" else phrase.partition(",")[0])
    return None


def _marked_by(sentence: str, word: str, language: Language) -> str:
    begins = rf"(?:^|.*\s){re.escape(word)}\s+" if not word.endswith(":") else rf"^\s*{re.escape(word)}\s*"
    found = re.match(begins, sentence[:400], re.IGNORECASE)
    phrase = within_quotes(sentence[found.end() :], PHRASE_LIMIT) if found else ""
    return "" if _holds(phrase, listed(language, "pronouns")) or phrase.endswith("…") else phrase
