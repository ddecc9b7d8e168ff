"""Reads the employer's own number of a vacancy: "REQ-1234", "JR102938", "Job ID: 12345", "Ref: LIN/22/07"."""

from __future__ import annotations

import re

from unwatch_classifiers.facts.reading import Reading

_ID = r"(?P<id>[A-Za-z]{0,6}[-_/]?\d[A-Za-z0-9]*(?:[-_/.][A-Za-z0-9]+){0,4})"
_SHAPES = (
    re.compile(r"(?<![\w-])(?P<id>REQ[-_ #]{0,2}\d{1,10}(?:-\d{1,6})?)(?![\w-])", re.IGNORECASE),
    re.compile(r"(?<![\w-])(?P<id>JR[-_]?\d{3,10}(?:-\d{1,4})?)(?![\w-])"),
    re.compile(r"(?<![\w-])(?P<id>R(?:\d{4,10}|-\d{3,10})(?:-\d{1,4})?)(?![\w-])"),
)
_NUMBER = r"(?:\s*(?:id|no\.?|number|code|#|nr\.?))"
_LABELLED = (
    re.compile(
        rf"\b(?:requisition|req|job|vacancy|posting|position|role"
        rf"|opening){_NUMBER}\s*[:#.\-]?\s*(?:is\s+)?{_ID}(?![\w])",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:requisition|vacancy|(?:job|your|our|vacancy|post)\s+ref(?:erence)?"
        rf"|ref(?:erence)?){_NUMBER}?\.?\s*[:#]\s*{_ID}(?![\w])",
        re.IGNORECASE,
    ),
    re.compile(rf"\((?:ref(?:erence)?|job|req|requisition|id){_NUMBER}?\.?\s*[:#]?\s*{_ID}\)", re.IGNORECASE),
    re.compile(rf"\b(?:job|vacancy)\s+reference\s+(?:number\s+)?{_ID}(?![\w])", re.IGNORECASE),
    re.compile(r"\b(?:requisition|vacancy|job|posting)\s*#\s?(?P<id>\d{2,12})\b", re.IGNORECASE),
)
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:20)?\d\d")


def read_requisition(reading: Reading) -> str | None:
    """The requisition id as written, in upper case with spaces removed; the subject counts before the text."""
    for text in reading.lines:
        for pattern in (*_SHAPES, *_LABELLED):
            match = pattern.search(text)
            if match and not _DATE.fullmatch(match["id"]):
                return "".join(match["id"].upper().split())
    return None
