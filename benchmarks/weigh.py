"""Learns how much signs, wording and encoder count for each label, from mails that none of them had seen."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from unwatch_classifiers.labels import weighing
from unwatch_classifiers.records import Label

ROUNDS = 1500
PACE = 0.05
ALIKE = 0.02  # how much labels are held to one weight for each voice
ORDINARY = 1.0
"""How much more ordinary mail there is in a mailbox than in the corpus, in logarithms of probability: a guess."""

_LABELS = len(Label)
_OTHER = list(Label).index(Label.OTHER)


def fitted(voices: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return weights (voice by label) and what each label has by itself, for voices (mail by voice by label)."""
    voices = np.maximum(voices, weighing.LEAST)
    wanted = np.eye(_LABELS)[labels]
    shared = np.full((voices.shape[1], 1), 0.5)
    apart = np.zeros((voices.shape[1], _LABELS))
    alone = np.zeros(_LABELS)
    steps = [_Step(shared), _Step(apart), _Step(alone)]
    for _ in range(ROUNDS):
        sums = np.einsum("mvl,vl->ml", voices, shared + apart) + alone
        wrong = _shares(sums) - wanted
        pull = np.einsum("mvl,ml->vl", voices, wrong) / len(labels)
        shared -= steps[0].of(pull.sum(axis=1, keepdims=True))
        apart -= steps[1].of(pull + ALIKE * apart)
        alone -= steps[2].of(wrong.mean(axis=0) + 0.001 * alone)
    alone[_OTHER] += ORDINARY
    return shared + apart, alone


def shares(voices: np.ndarray, weights: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Return each label's probability for each mail."""
    return _shares(np.einsum("mvl,vl->ml", np.maximum(voices, weighing.LEAST), weights[0]) + weights[1])


def _shares(sums: np.ndarray) -> np.ndarray:
    grown = np.exp(sums - sums.max(axis=1, keepdims=True))
    shared: np.ndarray = grown / grown.sum(axis=1, keepdims=True)
    return shared


class _Step:
    """Adam: steps of even size, whatever the size of the slope."""

    def __init__(self, of: np.ndarray) -> None:
        self._mean, self._square, self._count = np.zeros_like(of), np.zeros_like(of), 0

    def of(self, slope: np.ndarray) -> np.ndarray:
        self._count += 1
        self._mean = 0.9 * self._mean + 0.1 * slope
        self._square = 0.999 * self._square + 0.001 * slope * slope
        mean = self._mean / (1 - 0.9**self._count)
        square = self._square / (1 - 0.999**self._count)
        pace = PACE * (1.0 - self._count / (ROUNDS + 1))
        step: np.ndarray = pace * mean / (np.sqrt(square) + 1e-8)
        return step


def keep(weights: dict[str, tuple[np.ndarray, np.ndarray]]) -> None:
    """Write the weights where the classifiers read them; the name is `language/number of voices`."""
    kept = {
        name: {
            "voices": [[round(float(one), 3) for one in row] for row in voices],
            "alone": [round(float(one), 3) for one in alone],
        }
        for name, (voices, alone) in sorted(weights.items())
    }
    file = Path(weighing.__file__).with_name(weighing.FILE)
    file.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
