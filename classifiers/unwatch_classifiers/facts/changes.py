"""Tells the old time of a meeting from the new one in a sentence that moves or cancels it."""

from __future__ import annotations

import re

from unwatch_classifiers.facts.calendar_words import WEEKDAY

_IT = rf"(?:it|you|u|your|our|the|this|that|to|from|(?:{WEEKDAY}))"
_MOVE = (
    r"(?:mov(?:e|ed|ing)(?!\s+(?:forward|ahead|on\b|quickly|fast|in\b))|re-?schedul\w+|re-?arrang\w+"
    r"|push(?:ed|ing)?\s+back|put\s+back|postpon\w+|displac\w+|nudging|shuffled|(?:bring(?:ing)?|brought|pull(?:ed|ing)?)\s+(?:\w+\s+)?forward"
    rf"|swap\w*|(?:shift(?:ed|ing)?|chang(?:e|ed|ing)|slid(?:e|ing)?|push(?:ed|ing)?|bump(?:ed|ing)?|shov(?:e|ed|ing)"
    rf"|switch(?:ed|ing)?)\s+{_IT}|pass(?:ing|ed)?\s+our)"
)
_NOT_POSSIBLE = r"(?:can(?:no|['’]?)t|cannot|can\s+not|cannae|couldn['’]t|won['’]t|will\s+not)\s+(?:now\s+)?"
_CANCEL = (
    rf"(?:cancel\w*|call(?:ed|ing)?\s+(?:it\s+)?off|{_NOT_POSSIBLE}(?:make|do|manage|keep|happen)"
    r"|no\s+longer\s+(?:able|possible|works?|available|going\s+ahead|tak(?:e|ing)\s+place|need(?:ed)?)"
    rf"|(?:{_NOT_POSSIBLE}|(?:is|are)\s+not\s+)(?:\w+\s+)?(?:be\s+)?(?:tak(?:e|ing)\s+place|going\s+ahead|go\s+ahead)"
    r"|(?:unable|not\s+(?:be\s+)?able|won['’]?t\s+be\s+able)\s+to\s+(?:make|do|meet|keep|attend|hold|go\s+ahead|see|have)"
    r"|no\s+need\s+to\s+come"
    r"|(?:is|are|it['’]s|that['’]s|\d{1,2}pm|\d{1,2})\s+(?:now\s+)?(?:off|cooked)\b(?!\s+(?:the|your\s+list|to))"
    rf"|(?:{WEEKDAY}|tomorrow|tmrw|today)(?:['’]?s|\s+is)\s+(?:now\s+)?(?:off|dead|cooked|out|scuppered|gone\s+wrong)\b"
    r"|\w{3,6}days?['’]?s?\s+off\b|is\s+no\s+(?:use|good)\b(?!\s*\?)|can\s+we\s+not\s+do|(?:is|['’]s)\s+scuppered|(?:can(?:no|['’])t|cannot)\s+go\s+ahead"
    r"|(?:have|had|has|gotta|got|need)\s+(?:to\s+|had\s+to\s+)?(?:drop|scrap|bin|pull|blow\s+(?:up|out)|take\b.{0,24}\bout\s+of)"
    rf"|(?:don['’]?t|do\s+not)\s+come\s+(?:in\s+|over\s+)?(?:to-?morrow|tmrw|today|on\b|{WEEKDAY})"
    rf"|(?:so\s+)?not(?=\s(?:to-?morrow|today|{WEEKDAY})\s+at\b)|withdrawn\s+by\s+the\s+organi[sz]er|stood\s+down)"
)
_CHANGE = re.compile(rf"\b(?:(?P<cancel>{_CANCEL})|(?P<move>{_MOVE}))(?!\w)", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:if|should\s+you|in\s+case|unless|need\s+to\s+(?:cancel|change|reschedule)\s+or|to\s+(?:cancel|change"
    r"|reschedule)\s+or|requests?\s+for|right\s+to|free\s+to|may(?=\s*$)|failure|failing"
    r"|(?:click|use|follow)\b.{0,40}\bto)\b.{0,80}$",
    re.IGNORECASE,
)
_TO_DO_SO = re.compile(r"^\W*(?:(?:need|want)\s+)?to\s+(?:\w+\s+(?:or|/)\s+)?$", re.IGNORECASE)
_INSTEAD_OF = re.compile(
    r"\b(?:instead\s+of|rather\s+than|in\s+place\s+of)\s+(?:on\s+|our\s+|the\s+)*[^,.;?]{0,24}$", re.IGNORECASE
)
_TOWARDS = re.compile(
    r"\b(?:to|now|new|but|could|can\s+(?:we|you|i|u)|would|shall|might|instead|how\s+about|what\s+about|suggest|offer"
    r"|propose|available|try|whether|asking)\b|\?\s|\bfor\s*$"
    rf"|\bfor\s+(?:the\s+)?(?:{WEEKDAY}|\d|noon)",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(r"\s*(?:it\s+|this\s+|you\s+|yours\s+|back\s+)*(?:for|until|till|to)\s+", re.IGNORECASE)


def cancels(sentence: str) -> bool:
    """Whether a sentence calls a meeting off, and not only says what to do if."""
    change = _change(sentence)
    return bool(change and change["cancel"])


def is_replaced(sentence: str, begin: int, end: int, hour: int | None = None) -> bool:
    """Whether the time at `begin`..`end` of a sentence is the one that is given up.

    `hour` is where its hour begins, which counts where the change stands between the day and the hour.
    """
    if _INSTEAD_OF.search(sentence[max(0, begin - 60) : begin]):
        return True
    change = _change(sentence)
    if change is None:
        return False
    if end <= change.start() + 1:
        return not _is_offered_before(sentence, change)
    if begin < change.end():
        return hour is None or hour < change.end() or is_replaced(sentence, hour, end)
    between = sentence[change.end() : begin]
    return not (_AT_ONCE.match(between) or _TOWARDS.search(between))


def _is_offered_before(sentence: str, change: re.Match[str]) -> bool:
    """ "Friday at 2 would work if we have to move it"."""
    return bool(re.search(r"\b(?:works?|suits?)\b", sentence[: change.start()], re.IGNORECASE)) and not change["cancel"]


def _change(sentence: str) -> re.Match[str] | None:
    for change in _CHANGE.finditer(sentence):
        before = sentence[: change.start()]
        if not (_CONDITION.search(before) or _TO_DO_SO.search(before)):
            return change
    return None
