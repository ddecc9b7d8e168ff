"""Reads the role a message is about.

Each phrase that names a kind of work is weighed by what stands round it: "Position: …" and "the … post" before a bare
subject, that before "for …". A phrase that nothing marks as the role wanted, such as the writer's own title, weighs
nothing. Names that a model marked confirm a phrase or, where the wording says nothing, stand alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from unwatch_classifiers.facts.keys import role_key
from unwatch_classifiers.facts.names import clean_role, looks_like_role
from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.facts.role_contexts import weight_in_subject, weight_in_text
from unwatch_classifiers.facts.role_german import german_roles, german_subject_roles
from unwatch_classifiers.facts.role_marks import marked_alone, with_its_field
from unwatch_classifiers.facts.role_phrases import role_phrases
from unwatch_classifiers.facts.role_wording import worded_roles
from unwatch_classifiers.sentences import sentences

if TYPE_CHECKING:
    from unwatch_classifiers.encoder.hearing import Name

STRONG = 72
"""From this weight on the wording is believed against what a model marks."""

_ENOUGH = 50
_QUOTED_LESS = 30
_MOST_QUOTED = 40
_OPENING = 3
_SURE = 0.6
_CONFIRMS = 25


class _Candidate(NamedTuple):
    weight: int
    role: str


def read_role(reading: Reading, marked: tuple[Name, ...] = ()) -> str | None:
    """The role as the mail names it; None if it does not say.

    `marked` are names that a model marked in the mail, the surest first; they count beside the wording.
    """
    found = list(_candidates(reading))
    names = [(name.sure, role) for name in marked[:5] if (role := clean_role(name.text))]
    found = [_confirmed(each, names) for each in found]
    best = max(found, key=lambda each: each.weight, default=None)
    if best is not None and best.weight >= STRONG:
        return with_its_field(_longest(best.role, found), marked)
    alone = next((role for sure, role in names if sure >= _SURE), None) or marked_alone(reading, marked)
    if alone:
        return alone
    return _longest(best.role, found) if best is not None and best.weight >= _ENOUGH else None


def _confirmed(candidate: _Candidate, names: list[tuple[float, str]]) -> _Candidate:
    key = role_key(candidate.role)
    agrees = any(role_key(role) == key for _, role in names)
    return candidate._replace(weight=candidate.weight + _CONFIRMS) if agrees else candidate


def _longest(role: str, found: list[_Candidate]) -> str:
    """ "Analyst" is "Senior Data Analyst" where the same mail says so."""
    key = role_key(role)
    longer = [each.role for each in found if each.weight >= _ENOUGH and f" {key} " in f" {role_key(each.role)} "]
    return max(longer, key=len, default=role)


def _candidates(reading: Reading) -> Iterator[_Candidate]:
    if reading.language == "de":
        yield from (_Candidate(*each) for each in german_subject_roles(reading.subject))
        for line in reading.lines:
            yield from (_Candidate(*each) for each in german_roles(line))
    yield from _in_subject(reading.subject)
    yield from _in_text(reading.sentences)
    for event in reading.message.calendar[:3]:
        yield from (each._replace(weight=each.weight - 8) for each in _in_subject(event.summary[:200]))
    quoted = sentences(reading.message.quoted_text[:4_000])[:_MOST_QUOTED]
    yield from (each._replace(weight=each.weight - _QUOTED_LESS) for each in _in_text(quoted))


def _in_subject(subject: str) -> Iterator[_Candidate]:
    for phrase in role_phrases(subject):
        yield _Candidate(weight_in_subject(subject[: phrase.start], subject[phrase.end :], phrase.text), phrase.text)
    for weight, role in worded_roles(subject):
        if not looks_like_role(role):
            yield _Candidate(weight, role)


def _in_text(lines: tuple[str, ...]) -> Iterator[_Candidate]:
    for index, line in enumerate(lines):
        for phrase in role_phrases(line):
            opening = index < min(_OPENING, len(lines) - 1)
            weight = weight_in_text(line[: phrase.start], line[phrase.end :], phrase.text, opening=opening)
            if weight:
                yield _Candidate(weight, phrase.text)
        for weight, role in worded_roles(line):
            if not looks_like_role(role):
                yield _Candidate(weight, role)
