"""Which sentences decided, and why: what `unwatch why` shows and the letter quotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from unwatch_classifiers.encoder.hearing import Heard
from unwatch_classifiers.labels import wording
from unwatch_classifiers.labels.signed import Signed
from unwatch_classifiers.records import Evidence, Label, Message

MOST = 5
_TELLING = 0.25
_SPEAKING = 0.05
_FULL = 5.0
"""What a sentence weighs that surely decides, on the scale of the signs."""
_SIGN = 0.5
"""What a sign weighs beside it: chosen on the folds, where it names the sentence that a person named most often."""


def evidence_for(
    label: Label, message: Message, *, said: Sequence[str], signs: Signed, heard: Heard | None, language: str
) -> tuple[Evidence, ...]:
    """Return the sentences that speak for a label, the most telling first; at least one piece of evidence.

    A sentence that holds a sign and sounds like what decides weighs more than one that only does either.
    """
    by_signs = {one.text: one for one in signs.evidence[label] if one.weight > 0.0}
    found = list(by_signs.values())
    if heard is not None:
        found = list(_together(label, dict(_likely(heard, message, said)), by_signs))
    found = found or list(_worded(label, said, language)) or list(signs.evidence[label])
    return tuple(found[:MOST])


def _likely(heard: Heard, message: Message, said: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Yield each sentence with how likely it decides."""
    return ((sentence, likely) for likely, sentence in heard.telling(message.new_text, said))


def _together(label: Label, likely: Mapping[str, float], by_signs: Mapping[str, Evidence]) -> Iterator[Evidence]:
    """Yield what signs and encoder say of each sentence, the weightiest first."""
    telling = [sentence for sentence, one in likely.items() if one >= _TELLING]
    weighed = {
        sentence: _FULL * likely.get(sentence, 0.0)
        + (_SIGN * by_signs[sentence].weight if sentence in by_signs else 0.0)
        for sentence in dict.fromkeys((*by_signs, *telling))
    }
    for sentence, weight in sorted(weighed.items(), key=lambda one: -one[1]):
        sign = by_signs.get(sentence)
        because = sign.because if sign else f"reads like what decides {_named(label)}"
        yield Evidence(sentence, because, round(weight, 2))


def _worded(label: Label, said: Sequence[str], language: str) -> Iterator[Evidence]:
    for weight, sentence in wording.contributions(said, label, language)[:3]:
        if weight > _SPEAKING:
            yield Evidence(sentence, f"is worded as {_named(label)} is", round(weight, 2))


def _named(label: Label) -> str:
    return "ordinary mail" if label is Label.OTHER else f"{label.value.replace('_', ' ')} mail"
