"""Tells a role that closed from a person who was turned down."""

from __future__ import annotations

import re

from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.records import Label

ROLE_CLOSED = "role_closed"

_ROLE = (
    r"(?:position|role|post|vacancy|job|opening|requisition|opportunity|search|recruitment|hiring|hire|headcount"
    r"|posting)"
)
_BE = r"(?:is|was|has\s+been|have\s+been|had\s+been|will\s+be|are|were|being)"
_CLOSED = re.compile(
    rf"\b(?:{_ROLE}(?:\s+\w+){{0,6}}?\s+{_BE}\s+(?:\w+\s+){{0,2}}?(?:cancel\w+|withdrawn|closed|eliminated|removed"
    rf"|pulled|discontinued|frozen|filled)"
    rf"|{_ROLE}\s+(?:withdrawn|cancell?ed)|{_ROLE}\s+(?:is\s+)?no\s+longer\s+(?:available|open|exist\w*|needed"
    rf"|required|being\s+filled)"
    rf"|no\s+longer\s+(?:hiring|recruiting|filling|looking\s+to\s+fill|moving\s+forward\s+with\s+(?:the"
    rf"|this)\s+{_ROLE})"
    rf"|(?:cancel\w*|withdr[ae]w\w*|clos(?:e|ed|ing)|eliminat\w+|pull(?:ed)?)\s+(?:the|this"
    rf"|our)\s+(?:\w+\s+){{0,3}}{_ROLE}"
    rf"|(?:decided|chosen|opted|decision)\s+not\s+to\s+(?:fill|proceed\s+with\s+(?:the|this)\s+(?:appointment"
    rf"|{_ROLE})|hire\s+(?:for|anyone)"
    rf"|go\s+ahead\s+with\s+(?:the|this)\s+{_ROLE})"
    rf"|(?:filled|fill|appointed|filling)\s+(?:\w+\s+){{0,4}}internally|internal\s+(?:candidate|applicant"
    rf"|appointment|transfer|hire))\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:hiring\s+freeze|freeze\s+on\s+hiring|frozen|budget\w*|headcount|restructur\w*|on\s+hold|paused"
    r"|reorgani[sz]\w+|lost\s+(?:the\s+)?(?:funding|contract)|funding)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:another|other|different|stronger|more\s+(?:closely|experienced|suitable)|better\s+(?:match|fit"
    r"|suited))\b[^.]{0,40}\b(?:candidates?|applicants?|match\w*|fit|experience|suited)?"
    r"|\bnot\s+(?:been\s+)?(?:selected|successful|shortlisted)\b|\bunsuccessful\b",
    re.IGNORECASE,
)
_INTERNAL = re.compile(r"\binternal", re.IGNORECASE)
_FILLED_ONLY = re.compile(r"\bfilled\b", re.IGNORECASE)
_NOT_CLOSED = re.compile(
    r"\b(?:not|n['’]t)\s+(?:yet\s+)?(?:been\s+)?(?:closed|cancel\w+|filled|withdrawn)\b|\b(?:until|once|when|if"
    r"|before)\b[^.]{0,40}\b(?:filled|closed)\b",
    re.IGNORECASE,
)
_ENDED = frozenset({Label.REJECTION, Label.STATUS_UPDATE, Label.OTHER})


def read_reason(reading: Reading) -> str | None:
    """`role_closed` when the role was filled internally, cancelled, frozen or withdrawn; else None.

    A role on hold counts only in a rejection: in an update it is a wait, which comes with no reason of its own.
    """
    if reading.label not in _ENDED:
        return None
    lines = reading.lines
    turned_down = any(_PERSON.search(line) for line in lines)
    if any(_closes(line, turned_down=turned_down) for line in lines):
        return ROLE_CLOSED
    held = reading.label is Label.REJECTION and not turned_down and any(_HELD.search(line) for line in lines)
    return ROLE_CLOSED if held else None


def _closes(line: str, *, turned_down: bool) -> bool:
    match = _CLOSED.search(line)
    if not match or _NOT_CLOSED.search(line):
        return False
    return bool(_INTERNAL.search(line)) or not (turned_down and _FILLED_ONLY.search(match[0]))
