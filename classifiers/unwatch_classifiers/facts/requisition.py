"""Reads the employer's own number of a vacancy: "REQ-1234", "JR102938", "post 7720", "AVC-24-1187", "Ref: LIN/22/07".

A number that says what it is ("competition 44871") counts in any mail from an employer. A bare code ("25-088",
"VIS/BLR/4471") counts only in mail about one's own application, and not behind words that make it another thing's
number ("form PER-19").
"""

from __future__ import annotations

import re

from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.records import Label

_NEVER = frozenset({Label.OTHER})
_ID = r"(?P<id>[A-Za-z]{0,6}[-_/]?\d[A-Za-z0-9]*(?:[-_/.][A-Za-z0-9]+){0,4})"
_ANY_ID = r"(?P<id>(?=[A-Za-z/_-]{0,24}\d)[A-Za-z0-9]{1,10}(?:[-_/][A-Za-z0-9]{1,10}){0,4})(?![\w/])"
_SHAPES = (
    re.compile(r"(?<![\w/-])(?P<id>REQ[-_#]{0,2}\d{1,10}(?:-\d{1,6})?)(?![\w-])", re.IGNORECASE),
    re.compile(r"(?<![\w/-])(?P<id>JR[-_]?\d{3,10}(?:-\d{1,4})?)(?![\w-])"),
    re.compile(r"(?<![\w/-])(?P<id>R(?:\d{4,10}|-\d{3,10})(?:-\d{1,4})?)(?![\w-])"),
)
_NUMBER = r"(?:\s*(?:id|no\.?|number|code|#|nr\.?))"
_LABELLED = (
    re.compile(
        rf"\b(?:requisition|req|job|vacancy|posting|position|role"
        rf"|opening|competition|recruitment){_NUMBER}\s*[:#.\-]?\s*(?:is\s+)?{_ID}(?![\w])",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:requisition|vacancy|(?:job|your|our|vacancy|post)\s+ref(?:erence)?"
        rf"|req|ref(?:erence)?|advt|advertisement){_NUMBER}?\.?\s*[:#]\s*{_ANY_ID}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\((?:ref(?:erence)?|job|req|requisition|id)(?:{_NUMBER}\s*[:#]?|\.?\s*[:#]|\.|\s)\s*{_ID}\)", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?:(?:job|vacancy|application|post)\s+reference|advt\.?)\s+(?:number\s+|no\.?\s+)?{_ANY_ID}", re.IGNORECASE
    ),
    re.compile(r"\b(?:requisition|vacancy|job|posting)\s*#\s?(?P<id>\d{2,12})\b", re.IGNORECASE),
    re.compile(
        r"\b(?:post|vacancy|competition|recruitment|requisition|position|selection)\s+(?P<id>(?!(?:19|20)\d\d\b)\d{3,8})(?!\d|[\w/.,:-]\w|\s+(?:people"
        r"|candidates|applicants))",
        re.IGNORECASE,
    ),
)
_NUMBERED = re.compile(
    r"\b(?:job|req|role|(?:application|apply|applied|applying)\s+for)\s+(?P<id>\d{5,9})(?![\w/.,:-]\w)", re.IGNORECASE
)
_CODES = (
    re.compile(
        r"\b(?:requisition|vacancy|competition|announcement|posting|recruitment)\s+(?:number\s+|no\.?\s+)?"
        r"(?P<id>(?=[A-Z-]{0,12}\d)[A-Z0-9]{2,8}(?:-[A-Z0-9]{1,8}){1,4})(?![\w/@-])",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![\w/.:@#+£$€-])(?P<id>(?:\d\d|20\d\d)-\d{4,6})(?![\w/@%-])"),
    re.compile(r"(?<![\w/.:@#+£$€-])(?P<id>\d{2,4}-[A-Z]{1,6}(?:-[A-Z0-9]{1,8}){1,3})(?![\w/@%-])"),
    re.compile(r"(?<![\w/.:@#+£$€-])(?P<id>\d{4,6}[A-Z]{1,3}\d{1,4})(?![\w/@%-])"),
    re.compile(r"\b[A-Z][\w)]+\s\((?P<id>(?!(?:19|20)\d\d\))\d{4,8})\)"),
    re.compile(r"\((?P<id>[A-Z]{2,5}\d{3,7}[A-Z]?)\)"),
    re.compile(
        r"(?<![\w/.:@#-])(?P<id>(?=[A-Z/-]{0,12}\d)[A-Z]{1,6}\d{0,4}(?:[-/][A-Z0-9]{1,8}){1,4})(?![\w/@-]|\.\w)"
    ),
    re.compile(r"(?<![\w/.:@#-])(?P<id>[A-Z]{3,6}(?:[-/][A-Z]{1,8}){1,3}[-/]\d{1,6})(?![\w/@-])"),
    re.compile(r"(?<![\w/.:@#-])(?P<id>[A-Za-z]{2,6}(?:/[A-Za-z0-9]{1,8}){1,3}/\d{2,4})(?![\w/@-])"),
)
_SUBJECT_CODES = (
    re.compile(r"(?<![\w/.:@#+£$€-])(?P<id>\d{2,4}-[A-Z]{1,6}-\d{3,8})(?![\w/@%-])"),
    re.compile(r"\((?P<id>[A-Z]{2,5}\d{3,7}[A-Z]?)\)"),
    *_CODES,
    re.compile(r"(?<![\w/.:@#-])(?P<id>[A-Z]{2,4}\d{3,7})(?![\w/@-])"),
    re.compile(r"(?<![\w/.:@#+£$€-])(?P<id>\d{2,4}-(?:[A-Z]{1,3}-|\d{2}-)?\d{3,6})(?![\w/@%-])"),
)
_OPENING_NUMBER = re.compile(r"^(?P<id>\d{5,8})(?::|\s+[A-Z][a-z])")
_CODE_TAKEN = re.compile(
    r"\b(?:form|forms|clause|section|case|ticket|invoice|order|act|regulation|standard|bs|iso|annexure|annex|file|batch"
    r"|room|terminal|flight|licen[cs]e|schedule|version|tel|phone|call|ring|cell|mobile|text|fax|whatsapp|covid|grade|band"
    r"|level|model|truck|door|bay|unit|zip|postcode|box|envelope|letter\s+no|page|user|username|applicant|candidate|code\s+is|print|part|log-?in|password|passport|ticket)[\s:#.]{1,3}(?:no\.?\s+|number\s+)?$",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:20)?\d\d|(?:19|20)\d\d[/-](?:\d\d|(?:19|20)\d\d)")
_PHONE_OR_ZONE = re.compile(r"555-\d{4}|0\d{2,4}-\d{3,6}|(?:UTC|GMT)[+-]?\d{1,2}")

_FORM = re.compile(r"[A-Z]{1,2}-\d{1,3}|GS-\d{2,4}(?:-\d{1,2})?")
"""Forms of state ("DD-214", "W-2", "I-9")."""


def read_requisition(reading: Reading) -> str | None:
    """The requisition id as written, in upper case with spaces removed; the subject counts before the text."""
    if reading.label in _NEVER:
        return None
    own = reading.label is not Label.OUTREACH
    for text in (*reading.lines, *reading.closing):
        found = _first(text, (*_SHAPES, *_LABELLED, _NUMBERED))
        if found is None and own:
            found = _in_subject(text) if text == reading.subject else _first(text, _CODES)
        if found:
            return "".join(found.upper().split())
    return None


def _first(text: str, patterns: tuple[re.Pattern[str], ...]) -> str | None:
    for pattern in patterns:
        for match in pattern.finditer(text):
            if not _is_something_else(text, match):
                return match["id"]
    return None


def _in_subject(subject: str) -> str | None:
    """ "388142: online tests", "WC2611 Wednesday", "25-088 conditional selection"."""
    match = _OPENING_NUMBER.match(subject)
    return match["id"] if match else _first(subject, _SUBJECT_CODES)


def _is_something_else(text: str, match: re.Match[str]) -> bool:
    said = match["id"]
    if _DATE.fullmatch(said) or _PHONE_OR_ZONE.fullmatch(said) or _FORM.fullmatch(said):
        return True
    return bool(_CODE_TAKEN.search(text[max(0, match.start("id") - 24) : match.start("id")]))
