"""Which sentences decided, and why: what `unwatch why` shows and the letter quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unwatch_classifiers.encoder.hearing import Heard
from unwatch_classifiers.labels import wording
from unwatch_classifiers.labels.signed import Signed
from unwatch_classifiers.records import Evidence, Label, Message

MOST = 5
_TELLING = 0.25
_SPEAKING = 0.05
_FULL = 5.0
"""What a sentence weighs that surely decides, on the scale of the signs."""


def evidence_for(
    label: Label, message: Message, *, said: Sequence[str], signs: Signed, heard: Heard | None, language: str
) -> tuple[Evidence, ...]:
    """Return the sentences that speak for a label, the most telling first; at least one piece of evidence."""
    by_signs = {one.text: one for one in signs.evidence[label] if one.weight > 0.0}
    found = list(_told(label, message, said, by_signs, heard))
    named = {one.text for one in found}
    found += [one for one in by_signs.values() if one.text not in named]
    found = found or list(_worded(label, said, language)) or list(signs.evidence[label])
    return tuple(found[:MOST])


def _told(
    label: Label, message: Message, said: Sequence[str], by_signs: dict[str, Evidence], heard: Heard | None
) -> Iterator[Evidence]:
    if heard is None:
        return
    for likely, sentence in heard.telling(message.new_text, said)[:3]:
        if likely >= _TELLING:
            sign = by_signs.get(sentence)
            because = sign.because if sign else f"reads like what decides {_named(label)}"
            yield Evidence(sentence, because, round(max(_FULL * likely, sign.weight if sign else 0.0), 2))


def _worded(label: Label, said: Sequence[str], language: str) -> Iterator[Evidence]:
    for weight, sentence in wording.contributions(said, label, language)[:3]:
        if weight > _SPEAKING:
            yield Evidence(sentence, f"is worded as {_named(label)} is", round(weight, 2))


def _named(label: Label) -> str:
    return "ordinary mail" if label is Label.OTHER else f"{label.value.replace('_', ' ')} mail"
