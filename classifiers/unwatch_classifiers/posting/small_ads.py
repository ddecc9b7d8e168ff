"""Finds a posting without headings: a few sentences that say who is wanted, on what terms, and how to apply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unwatch_classifiers.posting.paragraphs import Paragraph
from unwatch_classifiers.posting.passage import Passage, describes_several, names_job, stretches, title_of
from unwatch_classifiers.posting.vocabulary import Heading, Signal

_SIGNALS = 5
_WORDS = 35
_WORK = frozenset({Signal.DOES, Signal.DEMANDS})
_CLOSING = frozenset({Signal.APPLY, Signal.OFFERS})


def find_small_ad(paragraphs: Sequence[Paragraph], subject: str) -> Passage | None:
    """Return the paragraphs that are one advertisement; None where none are, or where there are several."""
    parts = list(stretches(paragraphs))
    if any(describes_several(stretch) for stretch in parts):
        return None
    found = [ad for stretch in parts for ad in _ads(stretch, subject)]
    return found[0] if len(found) == 1 else None


def _ads(stretch: Sequence[Paragraph], subject: str) -> Iterator[Passage]:
    held: list[Paragraph] = []
    for paragraph in [*stretch, None]:
        if paragraph is not None and _belongs(paragraph, subject):
            held.append(paragraph)
            continue
        if _is_ad(held):
            yield Passage(tuple(held), 1.0, title_of(held[:1], subject))
        held = []


def _belongs(paragraph: Paragraph, subject: str) -> bool:
    if paragraph.stop or paragraph.in_first_person or paragraph.equal or paragraph.heading is Heading.NEXT:
        return False
    return bool(paragraph.signals) or bool(paragraph.fields) or names_job(paragraph, subject)


def _is_ad(held: Sequence[Paragraph]) -> bool:
    said = frozenset(signal for paragraph in held for signal in paragraph.signals)
    words = sum(len(paragraph.text.split()) for paragraph in held)
    seeks = sum(Signal.SEEKS in paragraph.signals for paragraph in held)
    return len(said) >= _SIGNALS and words >= _WORDS and 0 < seeks <= 2 and bool(said & _WORK) and bool(said & _CLOSING)
