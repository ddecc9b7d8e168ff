"""What a model's marks say of a role that no rule names: "Re: yard hand", "Staff iOS Engineer"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unwatch_classifiers.encoder.encoding import Part
from unwatch_classifiers.facts.names import clean_role, words
from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.records import Label

if TYPE_CHECKING:
    from unwatch_classifiers.encoder.hearing import Name

_MOST = 5
_SURE = 0.85
_SURE_IN_SMALL = 0.75
_MOST_WORDS = 3
_LONGEST = 8
_TAIL = re.compile(r"\s+(?:form|cv|application|job|post|role|position|vacancy|interview|trial|thing)$", re.IGNORECASE)
_SMALL = re.compile(r"[a-z][a-z'’-]+(?:\s[a-z][a-z'’-]+){0,2}")
_MOST_BEFORE = 2
_GRADING = re.compile(r"(?:\d{1,3}[A-Z]?|[A-Z]\w{2,20}|i[A-Z]\w{1,3})")
_FIELD = re.compile(r"\s*[,–—-]\s+\S")
_NONE = frozenset({Label.OTHER, Label.OUTREACH})
_NO_ROLE = words("no_role") | words("breaks_a_role") | words("no_company")


def marked_alone(reading: Reading, marked: tuple[Name, ...]) -> str | None:
    """The role that is marked in small letters, or of which a subject that is nothing but it is marked in part."""
    if reading.label in _NONE:
        return None
    subject = _TAIL.sub("", reading.subject.strip(" .!?")).strip()
    for mark in marked[:_MOST]:
        text = mark.text.strip()
        if mark.part is Part.SUBJECT and text in subject and len(subject.split()) <= _MOST_WORDS and _may_be(subject):
            return subject
        if mark.sure >= _SURE_IN_SMALL and mark.part is Part.SUBJECT and len(text.split()) > 1 and _may_be(text):
            return text
    return None


def _may_be(text: str) -> bool:
    words_of_it = text.split()
    return bool(_SMALL.fullmatch(text)) and not {words_of_it[0], words_of_it[-1]} & _NO_ROLE


def with_its_field(role: str, marked: tuple[Name, ...]) -> str:
    """ "Engineer" is "Staff iOS Engineer" and "Paralegal" is "Paralegal, Real Estate" where a model marks all of it."""
    longer = [
        text
        for mark in marked[:_MOST]
        if mark.sure >= _SURE
        and (text := clean_role(mark.text))
        and len(text.split()) <= _LONGEST
        and len(text) > len(role)
        and (_begins_before(role, text) or _goes_on(role, text))
    ]
    return max(longer, key=len, default=role)


def _begins_before(role: str, text: str) -> bool:
    """Whether a word or two in capitals stand before the role: a grade, a field, a number."""
    before = text[: -len(role)].split()
    return (
        text.casefold().endswith(f" {role.casefold()}")
        and len(before) <= _MOST_BEFORE
        and all(_GRADING.fullmatch(word) and word.lower() not in _NO_ROLE for word in before)
    )


def _goes_on(role: str, text: str) -> bool:
    return text.casefold().startswith(role.casefold()) and bool(_FIELD.match(text, len(role)))
