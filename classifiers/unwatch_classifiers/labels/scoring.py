"""Reads the signs of a mail's sentences and adds them up per label.

The signs are data (`signs/*.toml`, `guards.toml`, `context.toml`, `words.toml`); what is here only weighs them. A sign
counts once in a mail however often it occurs, and the second and third sign of one sentence count less than the first.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from unwatch_classifiers.labels.patterns import Matcher, PatternError
from unwatch_classifiers.labels.tokens import plain
from unwatch_classifiers.records import Label

_FURTHER = (1.0, 0.3, 0.15)
"""What the first, the second and any further sign for the same label in the same sentence are worth."""

_HINT = 0.4
"""What a sign is worth where only one of its `hints` is said: a phrase that employers use, and others too."""

_QUOTE_MARKS = re.compile(r"[\"“”]")
_SPEECH = 24
"""Characters between quotation marks from which on they hold somebody's sentence and not the name of a thing."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One way a sentence can speak for a label (or, with a negative weight, against it)."""

    name: str
    label: Label
    weight: float
    because: str
    unless: frozenset[str]
    question: bool
    guard: str | None

    @property
    def hint(self) -> str:
        """The name under which the matcher knows the phrases that only hint at it."""
        return f"{self.name}~"


@dataclass(frozen=True, slots=True)
class Topic:
    """A phrase by which a mail is about something (`name`): a search for work, or anything else (`about`)."""

    name: str
    about: str
    weight: float
    because: str
    phrase: int


@dataclass(frozen=True, slots=True)
class Found:
    """A sign that a sentence carries, with what it is worth there."""

    sign: Sign
    sentence: str
    weight: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sentence says: its signs and its topics."""

    found: tuple[Found, ...]
    topics: frozenset[Topic]


@dataclass(frozen=True, slots=True)
class _Knowledge:
    matcher: Matcher
    signs: dict[str, Sign]
    topics: dict[str, Topic]


def read_text(parts: Iterable[str]) -> Iterator[Reading]:
    """The readings of a mail's sentences in order; what is cited from others is not read as the writer's own."""
    cited = False
    for sentence in parts:
        pieces = _QUOTE_MARKS.split(sentence)
        if len(pieces) == 1:
            # A citation that nothing closes ends with its sentence, so that one stray mark hides no more than that.
            yield read_sentence(sentence, "" if cited else sentence)
            cited = False
            continue
        yield read_sentence(sentence, _own_words(pieces, cited))
        cited ^= len(pieces) % 2 == 0


def _own_words(pieces: list[str], cited: bool) -> str:
    last = len(pieces) - 1
    kept = (piece for at, piece in enumerate(pieces) if (at % 2 == 1) is cited or _is_name(piece, at, last))
    return " ".join(kept)


def _is_name(piece: str, at: int, last: int) -> bool:
    return 0 < at < last and len(piece) < _SPEECH


def read_sentence(sentence: str, own: str | None = None) -> Reading:
    """The signs and topics of one sentence; `own` is what the writer says in it, where that is not all of it."""
    known = _knowledge()
    names = known.matcher.find(plain(sentence if own is None else own))
    asked = sentence.rstrip("\"')” ").endswith("?")
    signs = [sign for sign in known.signs.values() if {sign.name, sign.hint, sign.guard} & names]
    holding = [sign for sign in signs if not sign.unless & names and (asked or not sign.question)]
    topics = frozenset(known.topics[name] for name in names if name in known.topics)
    return Reading(tuple(Found(sign, sentence, _worth(sign, names)) for sign in holding), topics)


def _worth(sign: Sign, names: set[str]) -> float:
    return sign.weight if {sign.name, sign.guard} & names else sign.weight * _HINT


def strongest(found: Iterable[Found]) -> tuple[Found, ...]:
    """Each sign once, in the sentence where it weighs most; signs that share a sentence weigh less and less."""
    places: defaultdict[str, list[Found]] = defaultdict(list)
    for one in found:
        places[one.sign.name].append(one)
    taken: Counter[tuple[str, Label]] = Counter()
    chosen = []
    for said in sorted(places.values(), key=lambda said: -max(abs(one.weight) for one in said)):
        best = max((_beside(one, taken) for one in said), key=lambda one: abs(one.weight))
        taken[best.sentence, best.sign.label] += 1
        chosen.append(best)
    return tuple(chosen)


def _beside(one: Found, taken: Mapping[tuple[str, Label], int]) -> Found:
    """What a sign is worth beside those for the same label that the sentence already gave."""
    before = taken[one.sentence, one.sign.label]
    return Found(one.sign, one.sentence, one.weight * _FURTHER[min(before, len(_FURTHER) - 1)])


def sums(found: Iterable[Found]) -> dict[Label, float]:
    """The weights of the signs, added up per label."""
    total: defaultdict[Label, float] = defaultdict(float)
    for one in found:
        total[one.sign.label] += one.weight
    return dict(total)


@cache
def _knowledge() -> _Knowledge:
    matcher = Matcher({name: tuple(_entries(listed)) for name, listed in _table("words.toml").items()})
    for name, patterns in _table("guards.toml").items():
        matcher.add(name, patterns)
    signs = dict(_signs(matcher))
    _refuse_unknown_guards(signs.values())
    topics = dict(_topics(matcher))
    return _Knowledge(matcher, signs, topics)


def _refuse_unknown_guards(signs: Iterable[Sign]) -> None:
    # A guard that is misspelt would never hold, and nothing else would show it.
    named = {guard for sign in signs for guard in (*sign.unless, sign.guard) if guard}
    if unknown := named - set(_table("guards.toml")):
        raise PatternError(f"no guard is called {', '.join(sorted(unknown))}")


def _entries(listed: str) -> Iterator[str]:
    """The entries of a list of words; an entry such as <day> stands for that list's entries."""
    for entry in (entry.strip() for entry in listed.split("|")):
        if entry.startswith("<"):
            yield from _entries(_table("words.toml")[entry.strip("<>")])
        else:
            yield entry


def _signs(matcher: Matcher) -> Iterator[tuple[str, Sign]]:
    for label in Label:
        if label is Label.OTHER:
            continue
        for number, entry in enumerate(_table(f"signs/{label.value}.toml")["sign"]):
            name = f"{label.value}/{number}"
            matcher.add(name, entry.get("says", ()))
            matcher.add(f"{name}~", entry.get("hints", ()))
            unless = frozenset(entry.get("unless", ()))
            asked, guard = entry.get("question", False), entry.get("guard")
            yield name, Sign(name, label, entry["weight"], entry["because"], unless, asked, guard)


def _topics(matcher: Matcher) -> Iterator[tuple[str, Topic]]:
    for number, entry in enumerate(_table("context.toml")["topic"]):
        name = f"{entry['name']}/{number}"
        for phrase, pattern in enumerate(entry["says"]):
            matcher.add(f"{name}/{phrase}", [pattern])
            yield f"{name}/{phrase}", Topic(name, entry["name"], entry["weight"], entry.get("because", ""), phrase)


@cache
def _table(path: str) -> dict[str, Any]:
    folder = resources.files("unwatch_classifiers.labels")
    return tomllib.loads(folder.joinpath(path).read_text(encoding="utf-8"))
