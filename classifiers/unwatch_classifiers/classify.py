"""Says what a mail is: its label, how sure that is, the sentences that decided, and what it states.

Three voices speak: the signs of its sentences, its wording, and the encoder. Only what is new in a mail is evidence.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import tzinfo

from unwatch_classifiers.encoder.hearing import Heard, hear
from unwatch_classifiers.facts import read_facts
from unwatch_classifiers.labels import wording
from unwatch_classifiers.labels.evidence import evidence_for
from unwatch_classifiers.labels.language import language_of
from unwatch_classifiers.labels.signed import Signed, read_signs
from unwatch_classifiers.labels.weighing import Weights, weighed, weights_of
from unwatch_classifiers.records import Label, Message, Verdict
from unwatch_classifiers.sentences import sentences

MOST_SENTENCES = 120


@dataclass(frozen=True, slots=True)
class Voices:
    """What each voice says of a mail; `heard` is None where the encoder cannot be run."""

    language: str
    said: tuple[str, ...]
    signs: Signed
    words: dict[Label, float]
    heard: Heard | None

    @property
    def all(self) -> tuple[dict[Label, float], ...]:
        """The logarithms of each label's probability, voice by voice."""
        spoken = (self.signs.labels, self.words)
        return (*spoken, self.heard.labels) if self.heard else spoken


def classify(message: Message, home: tzinfo | None = None) -> Verdict:
    """The verdict over one mail.

    `home` is the person's zone, in which a time without one is meant. Raises nothing on any message.
    """
    voices = listen(message)
    return verdict(message, voices, weights_of(voices.language, len(voices.all)), home)


def listen(message: Message) -> Voices:
    """Return what signs, wording and encoder say of a mail."""
    language = language_of(f"{message.subject}\n{message.new_text}")
    return with_voices(message, language, wording.scores(message, language), hear(message))


def with_voices(message: Message, language: str, words: dict[Label, float], heard: Heard | None) -> Voices:
    """Return the voices over a mail whose wording and sound were judged elsewhere."""
    said = sentences(message.new_text, language)[:MOST_SENTENCES]
    return Voices(language, said, read_signs(message, said, language), words, heard)


def verdict(message: Message, voices: Voices, weights: Weights, home: tzinfo | None = None) -> Verdict:
    """Return what the voices say together."""
    labels = weighed(weights, voices.all)
    label = max(labels, key=lambda one: (labels[one], one.value))
    return Verdict(
        label,
        round(min(0.99, math.exp(labels[label])), 3),
        evidence_for(
            label, message, said=voices.said, signs=voices.signs, heard=voices.heard, language=voices.language
        ),
        read_facts(message, label, home, voices.heard),
    )
