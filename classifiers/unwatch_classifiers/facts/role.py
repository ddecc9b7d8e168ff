"""Reads the role a message is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unwatch_classifiers.facts.names import clean_role, looks_like_role
from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.facts.subjects import read_subject

_NOUN = r"(?:position|role|opening|vacancy|post|job|opportunity|internship|apprenticeship)"
_WORD = (
    r"(?!(?:the|our|for|your|this|that|an?|to|with|we|is|has|have|are|was|in|at|on|about|from|of\s+the|been|my|any"
    r"|and\s+the|interest|application|applied|applying|forward|regarding)\b)"
    r"[\w&/+'’()#.,-]{1,40}"
)
_BEFORE_NOUN = re.compile(
    rf"\b(?:the|our|an?|your|this)\s+(?P<role>{_WORD}(?:\s{_WORD}){{0,8}}?)\s+{_NOUN}\b", re.IGNORECASE
)
_TAIL = (
    r"(?P<role>[A-Za-z0-9][^.;:!?\n|]{1,90}?)(?=\s+(?:at|with|in\s+(?:our|the)|here|position|role|vacancy|opening"
    r"|job|has|have|had|is|was|could|can|did|does|may|might|would|will|within|by|on|from|team|we"
    r"|which|that|to|based|starting|who|for|because|this|since|and\s+(?:we|i|your|are|have|would|for|appreciate"
    r"|will|to))\b|\s+[-–—]\s|\s*[(,.;:!?|\n]|$)"
)
_NAMED = re.compile(
    rf"\b(?:position|role|post|vacancy|job|situation|appointment)\s+(?:of|as)\s+(?:an?\s+|the\s+|our\s+)?{_TAIL}",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"^(?:job\s+title|position(?:\s+title)?|role(?:\s+title)?|vacancy"
    r"|job)(?:\s+applied\s+for)?\s*:\s*(?P<role>[^\n|;]{2,90})$",
    re.IGNORECASE,
)
_APPLIED = re.compile(
    rf"\b(?:appl(?:y|ied|ying|ication)\s+(?:for|as)|(?:interview(?:ing|ed)?|considered|shortlisted|selected)\s+for"
    rf"|interest\s+in|apply(?:ing)?\s+to|hiring(?=\s+(?:an?|our)\b)(?=\s+(?:an?|our)\b)|looking\s+for"
    rf"|candidate\s+for|candidacy\s+for)"
    rf"\s+(?:the\s+|our\s+|an?\s+|your\s+)?{_TAIL}",
    re.IGNORECASE,
)
_JOINING = re.compile(
    rf"\b(?:you|join(?:ing)?|work(?:ing)?)\b[^.;:!?\n]{{0,50}}?\bas\s+(?:an?|our|the)\s+(?:new\s+|next\s+)?{_TAIL}",
    re.IGNORECASE,
)


def read_role(reading: Reading) -> str | None:
    """The role as the mail names it: in the subject's wording first, then in its sentences; None if it does not say."""
    labelled = _first(reading.sentences, _LABELLED, sure=True)
    return labelled or read_subject(reading.subject).role or _in_sentences(reading)


def _in_sentences(reading: Reading) -> str | None:
    for pattern, sure in ((_NAMED, True), (_BEFORE_NOUN, True), (_JOINING, False), (_APPLIED, False)):
        found = _first(reading.lines, pattern, sure=sure)
        if found:
            return found
    return None


def _first(texts: tuple[str, ...], pattern: re.Pattern[str], *, sure: bool) -> str | None:
    return next((role for text in texts for role in _roles(text, pattern, sure=sure)), None)


def _roles(text: str, pattern: re.Pattern[str], *, sure: bool) -> Iterator[str]:
    """Roles in a text; where the form is not `sure`, only those that name a kind of work."""
    for match in pattern.finditer(text):
        role = clean_role(match["role"])
        if role and (sure or looks_like_role(role)):
            yield role
