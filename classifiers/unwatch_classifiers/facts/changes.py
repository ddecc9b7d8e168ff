"""Tells the old time of a meeting from the new one in a sentence that moves or cancels it."""

from __future__ import annotations

import re

_MOVE = (
    r"(?:mov(?:e|ed|ing)|re-?schedul\w+|re-?arrang\w+|push(?:ed|ing)?(?:\s+back)?|shift(?:ed|ing)?|postpon\w+"
    r"|bring(?:ing)?\s+forward|swap\w*|chang(?:e|ed|ing))"
)
_CANCEL = (
    r"(?:cancel\w*|call(?:ed|ing)?\s+off|can(?:no|['’])t\s+(?:make|do|manage|keep)|cannot\s+(?:make|do|manage|keep)"
    r"|no\s+longer\s+(?:able|possible|works?|available|going\s+ahead|tak(?:e|ing)\s+place|need(?:ed)?)"
    r"|(?:won['’]t|will\s+not|(?:is|are)\s+not)\s+(?:be\s+)?(?:tak(?:e|ing)\s+place|going\s+ahead|go\s+ahead)"
    r"|(?:unable|not\s+(?:be\s+)?able)\s+to\s+(?:make|do|meet|keep|attend|hold))"
)
_CHANGE = re.compile(rf"\b(?:(?P<cancel>{_CANCEL})|(?P<move>{_MOVE}))\b", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:if|should\s+you|in\s+case|unless|need\s+to\s+(?:cancel|change|reschedule)\s+or|to\s+(?:cancel|change"
    r"|reschedule)\s+or"
    r"|(?:click|use|follow)\b.{0,40}\bto)\b.{0,80}$",
    re.IGNORECASE,
)
_INSTEAD_OF = re.compile(r"\b(?:instead\s+of|rather\s+than)\s+(?:on\s+|our\s+|the\s+)*[^,.;?]{0,24}$", re.IGNORECASE)
_TOWARDS = re.compile(
    r"\b(?:to|now|new|but|could|can\s+(?:we|you|i)|would|shall|instead|how\s+about|what\s+about|suggest|offer"
    r"|propose|available)\b",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(r"\s*(?:it\s+|this\s+|back\s+)*(?:for|until|till|to)\s+", re.IGNORECASE)


def cancels(sentence: str) -> bool:
    """Whether a sentence calls a meeting off, and not only says what to do if."""
    change = _change(sentence)
    return bool(change and change["cancel"])


def is_replaced(sentence: str, begin: int, end: int) -> bool:
    """Whether the time at `begin`..`end` of a sentence is the one that is given up."""
    if _INSTEAD_OF.search(sentence[max(0, begin - 60) : begin]):
        return True
    change = _change(sentence)
    if change is None:
        return False
    if end <= change.start():
        return not _is_offered_before(sentence, change)
    between = sentence[change.end() : begin]
    return not (_AT_ONCE.match(between) or _TOWARDS.search(between))


def _is_offered_before(sentence: str, change: re.Match[str]) -> bool:
    """ "Friday at 2 would work if we have to move it"."""
    return bool(re.search(r"\b(?:works?|suits?)\b", sentence[: change.start()], re.IGNORECASE)) and not change["cancel"]


def _change(sentence: str) -> re.Match[str] | None:
    change = _CHANGE.search(sentence)
    return None if change and _CONDITION.search(sentence[: change.start()]) else change
