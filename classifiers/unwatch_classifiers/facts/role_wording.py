"""Wordings that name a role whatever it is called: "the PGT Physics post", "the position of Legacies and Appeals"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unwatch_classifiers.facts.names import clean_role, looks_like_role

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
    r"^(?:job\s+title|position(?:\s+title)?|role(?:\s+title)?|title|vacancy|designation|post(?:\s+title)?|requisition"
    r"|job)(?:\s+applied\s+for)?\s*(?::|\s[-–—]\s)\s*(?P<role>[^\n|;]{2,90})$",
    re.IGNORECASE,
)
_APPLIED = re.compile(
    rf"\b(?:appl(?:y|ied|ying|ication)\s+(?:for|as)|(?:interview(?:ing|ed)?|considered|shortlisted|selected)\s+for"
    rf"|interest\s+in|apply(?:ing)?\s+to|hiring(?=\s+(?:an?|our)\b)|looking\s+for"
    rf"|candidate\s+for|candidacy\s+for)"
    rf"\s+(?:the\s+|our\s+|an?\s+|your\s+)?{_TAIL}",
    re.IGNORECASE,
)
_JOINING = re.compile(
    rf"\b(?:you|join(?:ing)?|work(?:ing)?)\b[^.;:!?\n]{{0,50}}?\bas\s+(?:an?|our|the)\s+(?:new\s+|next\s+)?{_TAIL}",
    re.IGNORECASE,
)
_WORDINGS = (
    (_LABELLED, 95, True),
    (_NAMED, 88, True),
    (_BEFORE_NOUN, 81, True),
    (_JOINING, 60, False),
    (_APPLIED, 60, False),
)


def worded_roles(line: str) -> Iterator[tuple[int, str]]:
    """Yields the roles that the wording of a line names, each with its weight."""
    for pattern, weight, sure in _WORDINGS:
        for match in pattern.finditer(line):
            role = clean_role(match["role"])
            if role and (sure or looks_like_role(role)):
                yield weight, role
