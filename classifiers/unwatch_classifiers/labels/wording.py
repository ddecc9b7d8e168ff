"""How a mail's wording speaks for each label: a linear model over its words and pairs of words.

The weights are learned from the corpus by `make train`, one model for each language, and kept as plain JSON in the
language's folder: nothing is downloaded, and nothing that is loaded can run. Words are counted as everybody counts them
(sublinear frequency, inverse document frequency, unit length), so that the model can be read: `contributions` says
which sentence spoke for a label.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

from unwatch_classifiers.records import Label, Message
from unwatch_classifiers.senders import sender_kinds

FILE = "wording.json"
READ = 6_000
SIGN = 0.3  # what a sign of the mail itself weighs beside its words, which have unit length together

_KINDS_OF_TOKEN = (
    (re.compile(r"https?://\S{1,500}|www\.\S{1,500}"), " linkx "),
    (re.compile(r"[^\s@]{1,64}@[^\s@]{1,255}"), " mailx "),
    (re.compile(r"\b\d{1,2}[:.]\d\d\b"), " timex "),
    (re.compile(r"[£$€]\s?\d[\d,.]{0,15}k?"), " moneyx "),
    (re.compile(r"\d{1,20}"), " numx "),
)
_TOKEN = re.compile(r"\w[\w']{0,30}|\?")
_AUTOMATIC_NO = {None, "no"}


@dataclass(frozen=True, slots=True)
class Model:
    """For each feature its inverse document frequency and its weight for each label, in the order of `labels`.

    `parts` are the lengths of the parts of words that are counted too, in a language that joins its words.
    """

    labels: tuple[Label, ...]
    intercept: tuple[float, ...]
    parts: tuple[int, ...]
    weights: dict[str, tuple[float, ...]]


def tokens(text: str) -> list[str]:
    """Return the words of a text, numbers and addresses as their kind."""
    plain = text[:READ].lower().replace("’", "'")
    for pattern, kind in _KINDS_OF_TOKEN:
        plain = pattern.sub(kind, plain)
    return _TOKEN.findall(plain)


def counted(subject: str, text: str) -> Counter[str]:
    """Return how often each word and each pair of neighbours occurs; the subject's words count once more apart."""
    found: Counter[str] = Counter()
    for mark, words in (("", tokens(text)), ("", tokens(subject)), ("s:", tokens(subject))):
        found.update(f"{mark}{word}" for word in words)
        found.update(f"{mark}{one} {other}" for one, other in pairwise(words))
    return found


def parts_of_words(subject: str, text: str, lengths: Iterable[int]) -> Counter[str]:
    """Return how often each run of so many letters occurs within words: compounds are known by their parts."""
    found: Counter[str] = Counter()
    for word in (*tokens(text), *tokens(subject)):
        whole = f" {word} "
        for length in lengths:
            found.update(f"#{whole[start : start + length]}" for start in range(len(whole) - length + 1))
    return found


def signs(message: Message) -> tuple[str, ...]:
    """Return what is known of the mail besides its words."""
    found = [f"from:{kind.value}" for kind in sorted(sender_kinds(message.sender))]
    bulk = (message.precedence or "").lower() in {"bulk", "list", "junk"}
    found += ["is:reply"] if message.in_reply_to or message.references else []
    found += ["is:bulk"] if message.list_id or message.list_unsubscribe or bulk else []
    found += ["is:automatic"] if message.auto_submitted not in _AUTOMATIC_NO else []
    found += [f"calendar:{(event.method or 'none').lower()}" for event in message.calendar[:1]]
    return tuple(found)


def scores(message: Message, language: str) -> dict[Label, float]:
    """Return the logarithm of each label's probability, as the wording alone has it."""
    model = load(language)
    sums = list(model.intercept)
    for weights, value in _read(model, message.subject, message.new_text):
        for place, weight in enumerate(weights):
            sums[place] += weight * value
    for sign in signs(message):
        for place, weight in enumerate(model.weights.get(sign, ())[1:]):
            sums[place] += weight * SIGN
    most = max(sums)
    whole = most + math.log(sum(math.exp(one - most) for one in sums))
    return {label: one - whole for label, one in zip(model.labels, sums, strict=True)}


def contributions(sentences: Iterable[str], label: Label, language: str) -> list[tuple[float, str]]:
    """Return how much each sentence speaks for a label rather than for the others, the most telling first."""
    model = load(language)
    place = model.labels.index(label)
    told = []
    for sentence in sentences:
        speaks = 0.0
        for weights, value in _read(model, "", sentence):
            speaks += value * (weights[place] - sum(weights) / len(weights))
        told.append((speaks, sentence))
    return sorted(told, key=lambda one: -one[0])


def _read(model: Model, subject: str, text: str) -> list[tuple[tuple[float, ...], float]]:
    """Return the weight and value of all that is known in a text: its words, and what its words are made of."""
    found = _valued(model, counted(subject, text))
    return found + _valued(model, parts_of_words(subject, text, model.parts)) if model.parts else found


def _valued(model: Model, found: Counter[str]) -> list[tuple[tuple[float, ...], float]]:
    """Return the weights and the value of each known word; the values have unit length together."""
    known = [
        (model.weights[word][1:], (1.0 + math.log(count)) * model.weights[word][0])
        for word, count in found.items()
        if word in model.weights
    ]
    length = math.sqrt(sum(value * value for _, value in known)) or 1.0
    return [(weights, value / length) for weights, value in known]


@cache
def load(language: str) -> Model:
    """Return the model of a language, read once."""
    file = resources.files("unwatch_classifiers.labels").joinpath(language, FILE)
    kept = json.loads(file.read_text("utf-8"))
    return Model(
        labels=tuple(Label(name) for name in kept["labels"]),
        intercept=tuple(kept["intercept"]),
        parts=tuple(kept["parts"]),
        weights={word: tuple(numbers) for word, numbers in kept["weights"].items()},
    )
