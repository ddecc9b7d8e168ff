"""The signs of the sentences and the wording of the whole, weighed together: each misses what the other hears.

Signs are written by hand and say why; the wording is learned and hears what nobody thought of. Where they differ the
surer one wins, and what is left of its sureness is the confidence.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from unwatch_classifiers.labels import wording
from unwatch_classifiers.records import Evidence, Label, Message

SIGNS = 4.0
"""What signs that are quite sure weigh, in logarithms of probability."""

ORDINARY = 1.3
"""How much more ordinary mail there is in a mailbox than in the corpus, likewise."""

URGENT = frozenset([Label.SCHEDULING, Label.ASSESSMENT, Label.REFERENCE_REQUEST, Label.OFFER])
SURE = 0.85
"""From here on plain signs of something urgent are not talked away by the wording: a miss costs an interview."""

_MOST_EVIDENCE = 3
_TELLING = 0.05


def together(
    message: Message, sentences: Sequence[str], by_signs: tuple[Label, float, tuple[Evidence, ...]]
) -> tuple[Label, float, tuple[Evidence, ...]]:
    """Return label, confidence and evidence of both: what the signs say, and how the mail is worded."""
    signed, sureness, evidence = by_signs
    # A part for the calendar says what it is, in whatever words it comes.
    if message.calendar or (signed in URGENT and sureness >= SURE):
        return by_signs
    weighed = wording.scores(message)
    weighed[Label.OTHER] += ORDINARY
    weighed[signed] += SIGNS * sureness
    label = max(weighed, key=lambda one: (weighed[one], one.value))
    whole = sum(math.exp(one - weighed[label]) for one in weighed.values())
    confidence = round(min(0.99, 1.0 / whole), 3)
    return label, confidence, evidence if label is signed else _worded(message, sentences, label)


def _worded(message: Message, sentences: Sequence[str], label: Label) -> tuple[Evidence, ...]:
    told = wording.contributions((*sentences, message.subject), label)
    because = f"is worded as {label.value.replace('_', ' ')} is"
    said = [Evidence(sentence, because, round(weight, 2)) for weight, sentence in told if weight > _TELLING]
    return tuple(said[:_MOST_EVIDENCE]) or (Evidence(message.subject, because, 0.0),)
