"""Whether a mail asks if the person is still to be had: a question to answer, and no offer (letter.md C6g, C6h).

Pure, over hostile text: only its beginning is read, by patterns of bounded length.
"""

from __future__ import annotations

import re

from unwatch.letter.records import Asking
from unwatch_classifiers.records import URGENT, Label

_READ = 6_000
_WORDS = r"(?: [\w'’-]{1,20}){0,4}?"
_YOU = r"\b(?:are you|do you|would you|could you|if you|whether you|you are|you're|you’re|you remain)"
_SIE = r"\b(?:sind sie|haben sie|bist du|hast du|ob sie|ob du|falls sie|wenn sie)"
_INTERESTED = re.compile(
    rf"{_YOU}{_WORDS} still{_WORDS} interested\b|{_SIE}{_WORDS} (?:noch|weiterhin){_WORDS} interess", re.IGNORECASE
)
_AVAILABLE = re.compile(
    rf"{_YOU}{_WORDS} still{_WORDS} (?:available|free|looking|open|on the market|considering)\b"
    rf"|{_SIE}{_WORDS} (?:noch|weiterhin){_WORDS} (?:verfügbar|frei|zu haben|auf der suche)\b"
    r"|\byour (?:current |present )?(?:job |work )?status\b(?! as| in)"
    r"|\byour (?:current|present) (?:availability|situation)\b"
    r"|\bihre (?:aktuelle|derzeitige) (?:verfügbarkeit|situation)\b",
    re.IGNORECASE,
)
_NEVER = URGENT | {Label.REJECTION, Label.ACKNOWLEDGEMENT}


def asking(label: Label, text: str) -> Asking | None:
    """Return what a mail that wants an answer asks; None where it asks for a time, for references, for papers."""
    if label in _NEVER:
        return None
    words = " ".join(text[:_READ].split())
    if _AVAILABLE.search(words):
        return Asking.AVAILABLE
    return Asking.INTERESTED if _INTERESTED.search(words) else None
