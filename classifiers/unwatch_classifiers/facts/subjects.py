"""Takes a subject apart: "Interview - Office Lead - Fern & Vale", "Northwind | Senior Engineer application update"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from unwatch_classifiers.facts.names import NAME, clean_company, clean_role, looks_like_company, looks_like_role

_SEPARATOR = re.compile(r"\s+[-–—|·•/]+\s+|\s*\|\s*|:\s+|\s+@\s+|\s[–—]\s")
_BOILERPLATE = (
    r"(?:your|an?|the|application|applications|applying|applied|update|updates|updated|received|receipt"
    r"|confirmation|confirmed|interview|interviews|invitation|invite"
    r"|for|position|role|job|opening|vacancy|status|regarding|re|thank|thanks|you|next|steps?|about|on|of|request"
    r"|references?|offer|phone|screen|screening|telephone"
    r"|video|call|second|first|third|final|1st|2nd|3rd|round|stage|schedule|scheduled|scheduling|reschedule"
    r"|rescheduled|rescheduling|availability|assessment|congratulations|following|up"
    r"|follow-up|decision|outcome|employment|we|have|has|been|is|was|your|in|to|at|and|our|recent|candidate"
    r"|candidacy|action|required|reminder|complete|invited"
    r"|cancelled|canceled|change|changed|time|new|details|letter|contract|information|needed|online|test|please"
    r"|confirm|submitted|successfully|important|good|news|checks?|background|letter\s+of|interest|process)"
)
_HEAD = re.compile(rf"^(?:{_BOILERPLATE}\b[\s,!.]*)+", re.IGNORECASE)
_TAIL = re.compile(rf"(?:[\s,!.]+{_BOILERPLATE})+[\s!.]*$", re.IGNORECASE)
_DATE = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|march|april|june|july|august|september"
    r"|october|november|december)\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2}\s?[ap]m\b|\b20\d\d\b"
    r"|\b(?:today|tomorrow|mon|tue|wed|thu|fri)\b",
    re.IGNORECASE,
)
_ROLE_AT = re.compile(rf"(?P<role>[^|:–—]{{2,80}}?)\s+(?i:at|with|@)\s+(?P<company>(?:the\s+)?{NAME})")
_TITLE = re.compile(rf"(?:the\s+)?{NAME}")


@dataclass(frozen=True, slots=True)
class SubjectParts:
    """What the segments of a subject name; `sure` if a role stood beside the company."""

    role: str | None = None
    company: str | None = None
    sure: bool = False


def read_subject(subject: str) -> SubjectParts:
    """The role and the company that a subject names by its form alone."""
    segments = [segment.strip() for segment in _SEPARATOR.split(subject[:300]) if segment.strip()]
    parts = [(segment, _bare(segment)) for segment in segments]
    role = company = None
    sure = False
    for segment, _ in parts:
        match = _ROLE_AT.search(segment)
        if match and (found := clean_role(_bare(match["role"]))) and looks_like_role(found):
            role, company, sure = role or found, company or clean_company(match["company"]), True
    for _, bare in parts:
        if role is None and looks_like_role(bare) and not looks_like_company(bare):
            role = clean_role(_bare_of_company(bare))
    names = [bare for _, bare in parts if _is_name(bare, role)]
    if company is None and names and (len(segments) > 1 or _HEAD.match(subject)):
        company = clean_company(names[-1])
        sure = bool(company) and (role is not None or len(segments) > 2)
    return SubjectParts(role, company, sure)


def _bare(segment: str) -> str:
    """A segment without the words that every such subject has."""
    return _TAIL.sub("", _HEAD.sub("", f"{segment} ".lstrip()).rstrip()).strip(" ,.!-–—")


def _bare_of_company(text: str) -> str:
    return re.split(r"\s+(?:at|with)\s+", text, maxsplit=1)[0]


def _is_name(bare: str, role: str | None) -> bool:
    if not bare or _DATE.search(bare) or bare.endswith("?") or (role and role in bare):
        return False
    return bool(_TITLE.fullmatch(bare)) and (not looks_like_role(bare) or looks_like_company(bare))
