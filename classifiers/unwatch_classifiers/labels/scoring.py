"""Reads the signs of a mail's sentences and adds them up per label.

The signs of a language are data in the folder of its name (`signs/*.toml`, `guards.toml`, `context.toml`,
`words.toml`); what is here only weighs them. A sign counts once in a mail however often it occurs, and the second and
third sign of one sentence count less than the first.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from unwatch_classifiers.labels.folder import read_table
from unwatch_classifiers.labels.language import USUAL
from unwatch_classifiers.labels.patterns import Matcher, PatternError
from unwatch_classifiers.labels.tokens import fold, plain
from unwatch_classifiers.records import Label

_FURTHER = (1.0, 0.3, 0.15)
"""What the first, the second and any further sign for the same label in the same sentence are worth."""

_HINT = 0.4
"""What a sign is worth where only one of its `hints` is said: a phrase that employers use, and others too."""

_QUOTE_MARKS = re.compile(r"[\"“”„»«]")
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


def read_text(parts: Iterable[str], language: str = USUAL) -> Iterator[Reading]:
    """The readings of a mail's sentences in order; what is cited from others is not read as the writer's own."""
    cited = False
    for sentence in parts:
        pieces = _QUOTE_MARKS.split(sentence)
        if len(pieces) == 1:
            # A citation that nothing closes ends with its sentence, so that one stray mark hides no more than that.
            yield read_sentence(sentence, language, "" if cited else sentence)
            cited = False
            continue
        yield read_sentence(sentence, language, _own_words(pieces, cited))
        cited ^= len(pieces) % 2 == 0


def _own_words(pieces: list[str], cited: bool) -> str:
    last = len(pieces) - 1
    kept = (piece for at, piece in enumerate(pieces) if (at % 2 == 1) is cited or _is_name(piece, at, last))
    return " ".join(kept)


def _is_name(piece: str, at: int, last: int) -> bool:
    return 0 < at < last and len(piece) < _SPEECH


def read_sentence(sentence: str, language: str = USUAL, own: str | None = None) -> Reading:
    """The signs and topics of one sentence; `own` is what the writer says in it, where that is not all of it."""
    known = _knowledge(language)
    names = known.matcher.find(plain(sentence if own is None else own, language))
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
def _knowledge(language: str) -> _Knowledge:
    lists = read_table(language, "words.toml")
    words = {name: tuple(fold(entry, language) for entry in _entries(listed, lists)) for name, listed in lists.items()}
    reader = _Reader(language, Matcher(words))
    for name, patterns in read_table(language, "guards.toml").items():
        reader.add(name, patterns)
    signs = dict(_signs(reader))
    _refuse_unknown_guards(language, signs.values())
    return _Knowledge(reader.matcher, signs, dict(_topics(reader)))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Takes the patterns of a language into its matcher, in the letters that its tokens have."""

    language: str
    matcher: Matcher

    def add(self, name: str, patterns: Iterable[str]) -> None:
        self.matcher.add(name, [fold(pattern, self.language) for pattern in patterns])


def _refuse_unknown_guards(language: str, signs: Iterable[Sign]) -> None:
    # A guard that is misspelt would never hold, and nothing else would show it.
    named = {guard for sign in signs for guard in (*sign.unless, sign.guard) if guard}
    if unknown := named - set(read_table(language, "guards.toml")):
        raise PatternError(f"no guard is called {', '.join(sorted(unknown))}")


def _entries(listed: str, lists: Mapping[str, str]) -> Iterator[str]:
    """The entries of a list of words; an entry such as <day> stands for that list's entries."""
    for entry in (entry.strip() for entry in listed.split("|")):
        if entry.startswith("<"):
            yield from _entries(lists[entry.strip("<>")], lists)
        else:
            yield entry


def _signs(reader: _Reader) -> Iterator[tuple[str, Sign]]:
    for label in Label:
        if label is Label.OTHER:
            continue
        for number, entry in enumerate(read_table(reader.language, f"signs/{label.value}.toml")["sign"]):
            name = f"{label.value}/{number}"
            reader.add(name, entry.get("says", ()))
            reader.add(f"{name}~", entry.get("hints", ()))
            unless = frozenset(entry.get("unless", ()))
            asked, guard = entry.get("question", False), entry.get("guard")
            yield name, Sign(name, label, entry["weight"], entry["because"], unless, asked, guard)


def _topics(reader: _Reader) -> Iterator[tuple[str, Topic]]:
    for number, entry in enumerate(read_table(reader.language, "context.toml")["topic"]):
        name = f"{entry['name']}/{number}"
        for phrase, pattern in enumerate(entry["says"]):
            reader.add(f"{name}/{phrase}", [pattern])
            yield f"{name}/{phrase}", Topic(name, entry["name"], entry["weight"], entry.get("because", ""), phrase)
