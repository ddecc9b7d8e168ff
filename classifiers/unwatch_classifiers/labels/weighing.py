"""Signs, wording and encoder, weighed together: each misses what another hears.

Signs are written by hand and say why; the wording is learned and hears what nobody thought of; the encoder knows what a
sentence means that nobody wrote before. How much each counts for each label is learned from mails that none of them had
seen (`make train`), and with it how sure the whole may be: the shares that come out are the confidence.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from unwatch_classifiers.labels.language import USUAL
from unwatch_classifiers.records import Label

FILE = "weighing.json"
LEAST = -12.0  # no voice can say that something cannot be


@dataclass(frozen=True, slots=True)
class Weights:
    """For each label, in the order of `Label`: what each voice counts, and what speaks for the label by itself."""

    voices: tuple[tuple[float, ...], ...]
    alone: tuple[float, ...]


def weighed(weights: Weights, voices: Sequence[Mapping[Label, float]]) -> dict[Label, float]:
    """Return the logarithm of each label's probability, from what signs, wording and, if there is one, encoder say."""
    sums = {
        label: weights.alone[place]
        + sum(weight[place] * max(LEAST, voice[label]) for weight, voice in zip(weights.voices, voices, strict=True))
        for place, label in enumerate(Label)
    }
    most = max(sums.values())
    whole = most + math.log(sum(math.exp(one - most) for one in sums.values()))
    return {label: one - whole for label, one in sums.items()}


@cache
def load() -> dict[str, Weights]:
    """Return the weights by language and number of voices, read once."""
    kept = json.loads(resources.files("unwatch_classifiers.labels").joinpath(FILE).read_text("utf-8"))
    return {
        name: Weights(tuple(tuple(row) for row in one["voices"]), tuple(one["alone"])) for name, one in kept.items()
    }


def weights_of(language: str, voices: int) -> Weights:
    """Return the weights for so many voices in a language; those of the usual language where it has none."""
    kept = load()
    return kept.get(f"{language}/{voices}") or kept[f"{USUAL}/{voices}"]
