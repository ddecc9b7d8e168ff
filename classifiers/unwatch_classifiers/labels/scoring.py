"""Reads the signs of a mail's sentences and adds them up per label.

The signs are data (`signs/*.toml`, `guards.toml`, `context.toml`, `words.toml`); what is here only weighs them. A sign
counts once in a mail however often it occurs, and the second and third sign of one sentence count less than the first.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from unwatch_classifiers.labels.patterns import Matcher, PatternError
from unwatch_classifiers.labels.tokens import plain
from unwatch_classifiers.records import Label

_SECOND = 0.45
"""What a further sign for the same label in the same sentence is worth."""

_HINT = 0.4
"""What a sign is worth where only one of its `hints` is said: a phrase that employers use, and others too."""

_SPOKEN = re.compile(r"[\"“][^\"“”]{24,400}[\"”]")
"""Speech between quotation marks, long enough to be somebody's sentence and not the name of a thing."""


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
    """Something a mail can be about: `job`, or `foreign` to a search for work."""

    name: str
    about: str
    weight: float
    because: str


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


def read_sentence(sentence: str) -> Reading:
    """The signs and topics of one sentence."""
    known = _knowledge()
    names = known.matcher.find(plain(_own_words(sentence)))
    asked = sentence.rstrip("\"')” ").endswith("?")
    signs = [sign for sign in known.signs.values() if {sign.name, sign.hint, sign.guard} & names]
    holding = [
        (sign, sign.weight if {sign.name, sign.guard} & names else sign.weight * _HINT)
        for sign in signs
        if not sign.unless & names and (asked or not sign.question)
    ]
    topics = frozenset(known.topics[name] for name in names if name in known.topics)
    return Reading(tuple(_weighed(holding, sentence)), topics)


def _own_words(sentence: str) -> str:
    """What the writer says, without the sentences of others that are cited: a newsletter cites rejections."""
    return _SPOKEN.sub(" ", sentence) or sentence


def _weighed(signs: Iterable[tuple[Sign, float]], sentence: str) -> Iterator[Found]:
    seen: set[Label] = set()
    for sign, weight in sorted(signs, key=lambda one: (-abs(one[1]), one[0].name)):
        yield Found(sign, sentence, weight * (_SECOND if sign.label in seen else 1.0))
        seen.add(sign.label)


def strongest(found: Iterable[Found]) -> tuple[Found, ...]:
    """Each sign once, where it weighs most, in the order in which the mail has them."""
    best: dict[str, Found] = {}
    for one in found:
        if one.sign.name not in best or abs(one.weight) > abs(best[one.sign.name].weight):
            best[one.sign.name] = one
    return tuple(best.values())


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
        matcher.add(name, entry["says"])
        yield name, Topic(name, entry["name"], entry["weight"], entry.get("because", ""))


@cache
def _table(path: str) -> dict[str, Any]:
    folder = resources.files("unwatch_classifiers.labels")
    return tomllib.loads(folder.joinpath(path).read_text(encoding="utf-8"))
