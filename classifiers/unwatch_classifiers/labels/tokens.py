"""Turns a sentence into plain tokens, so that one way of saying a thing has one form.

Lower case; short forms ("we'd", "won't", "geht's") are written out, letters that are written in two ways are written in
one; clock times, dates, sums, links, addresses and telephone numbers each become one token in capitals (TIME, DATE,
MONEY, LINK, ADDR, PHONE …). Every token is followed by one space. How a language does all this is data (`tokens.toml`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from unwatch_classifiers.labels.folder import read_table
from unwatch_classifiers.labels.language import USUAL
from unwatch_classifiers.senders import SenderKind, domain_kind

_LINKS = {
    SenderKind.SCHEDULER: "BOOKINGLINK",
    SenderKind.VIDEO_CALL: "CALLLINK",
    SenderKind.ASSESSMENT_PLATFORM: "TESTLINK",
    SenderKind.REFERENCE_PLATFORM: "REFERENCELINK",
}
_FIRST = {
    "LINK": r"https?://[^\s<>\"')\]]+|www\.[^\s<>\"')\]]+",
    "ADDR": r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}",
}
_LAST = {"WORD": r"[^\W\d_]+(?:'[^\W\d_]+)?"}
_PUNCTUATION = str.maketrans({"’": "'", "‘": "'", "`": "'", "\u00a0": " ", "‐": "-", "‑": "-", "–": "-", "—": " "})
_HOST = re.compile(r"^(?:https?://)?(?:[^/@]*@)?([^/:?#]+)")


@dataclass(frozen=True, slots=True)
class _Forms:
    """How a language writes its words, numbers and times."""

    letters: dict[int, str]
    kinds: re.Pattern[str]
    words: dict[str, str]
    endings: tuple[tuple[str, str], ...]
    short: str
    behind: frozenset[str]


def plain(sentence: str, language: str = USUAL) -> str:
    """The sentence as tokens, each followed by one space; empty where there is no word in it."""
    forms = _forms(language)
    text = sentence.translate(_PUNCTUATION).lower().translate(forms.letters)
    tokens = (_token(found, forms) for found in forms.kinds.finditer(text))
    return "".join(f"{token} " for token in tokens if token)


def fold(text: str, language: str) -> str:
    """The text with each letter as the tokens of the language have it."""
    return text.translate(_forms(language).letters)


def _token(found: re.Match[str], forms: _Forms) -> str:
    kind = found.lastgroup or "WORD"
    if kind == "WORD":
        return _word(found[0], forms)
    return _link(found[0]) if kind == "LINK" else kind


def _word(word: str, forms: _Forms) -> str:
    if word in forms.words:
        return forms.words[word]
    if "'" not in word:
        return word
    for ending, written_out in forms.endings:
        if word.endswith(ending):
            return f"{word.removesuffix(ending)} {written_out}"
    stem, _, ending = word.partition("'")
    return f"{stem} {forms.short}" if ending == "s" and stem in forms.behind else stem


def _link(link: str) -> str:
    host = _HOST.match(link)
    kind = domain_kind(host[1]) if host else None
    return _LINKS.get(kind, "LINK") if kind else "LINK"


@cache
def _forms(language: str) -> _Forms:
    table = read_table(language, "tokens.toml")
    letters = str.maketrans(table.get("letters", {}))
    kinds = {name: form.replace("<month>", table["month"]) for name, form in table["tokens"].items()}
    ordered = {**_FIRST, **kinds, **_LAST}
    short = table.get("is", {})
    return _Forms(
        letters=letters,
        kinds=re.compile("|".join(f"(?P<{name}>{form})" for name, form in ordered.items()), re.VERBOSE),
        words={word.translate(letters): read.translate(letters) for word, read in table["words"].items()},
        endings=tuple(table["endings"].items()),
        short=short.get("word", ""),
        behind=frozenset(short.get("behind", "").split()),
    )
