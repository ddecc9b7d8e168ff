"""Reads how firm an offer is and when the job would start (letter.md A6c, C10a)."""

from __future__ import annotations

import re
from datetime import date

from unwatch_classifiers.facts.calendar_words import DayKind
from unwatch_classifiers.facts.days import read_days
from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.records import Label, OfferForm
from unwatch_classifiers.senders import SenderKind, domain_kind

_TRIAL = re.compile(
    r"\b(?:trial\s+(?:period|month|week|basis|shift|run)|(?:on|as)\s+(?:an?\s+)?trial\b|(?:one|two|three"
    r"|\d)[\s-](?:month|week)\s+trial|try-?out\s+(?:period|month|week)|(?:month|week)['’]?s?\s+(?:paid\s+)?trial"
    r"|paid\s+trial|trial\s+of\s+(?:a|one|two|three|\d+))",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"\b(?:offer\s+letter|letter\s+of\s+(?:offer|appointment)|(?:employment\s+|your\s+|the\s+|a\s+)contract"
    r"|employment\s+agreement|written\s+offer|formal\s+offer|offer\s+(?:documents?|pack(?:et|age)?)"
    r"|contract\s+of\s+employment)\b",
    re.IGNORECASE,
)
_SIGNING = re.compile(
    r"\b(?:docusign|hellosign|dropbox\s+sign|adobe\s+(?:acrobat\s+)?sign|pandadoc|e-?sign(?:ature)?"
    r"|electronic(?:ally)?\s+sign\w*|countersign\w*|sign(?:ed)?\s+(?:and\s+return|copy|the\s+(?:offer|contract"
    r"|letter|attached))"
    r"|(?:review|read|accept)\s+and\s+sign)\b",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"\b(?:attach\w*|enclos\w+|please\s+find|find\s+(?:the|your)|below|here\s+is|sign\w*|this\s+(?:letter|contract"
    r"|offer)|herewith|included)\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:will\s+(?:\w+\s){0,2}(?:follow|send|be\s+sent|receive|get|prepare|issue|draw|put|have|come|forward)"
    r"|(?:['’]ll|going\s+to)\s+(?:\w+\s){0,2}(?:follow|send|receive|get|prepare|issue|draw|put)|to\s+follow"
    r"|follows?\b(?!\s+attached)|once\s+you|shortly|before\s+we\s+(?:send|draw)|in\s+the\s+(?:post|coming\s+days))",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(r"(?:offer|contract|agreement|appointment)[^/]{0,80}\.(?:pdf|docx?|odt)$", re.IGNORECASE)
_START = re.compile(
    r"\b(?:start(?:s|ing)?(?:\s+date)?|begin(?:ning)?|commenc\w+|first\s+day|join(?:ing)?\s+(?:us|the\s+team|date)"
    r"|on\s*board)\b",
    re.IGNORECASE,
)
_START_DATE = re.compile(
    r"\b(?:start(?:ing)?\s+date|first\s+day|date\s+of\s+commencement|commencement\s+date)\b", re.IGNORECASE
)
_NO_START = re.compile(r"\b(?:interview|call|meeting|assessment|test)\b", re.IGNORECASE)


def read_offer_form(reading: Reading) -> OfferForm | None:
    """Spoken unless the mail brings something to sign; a trial is neither. None for what is no offer."""
    if reading.label is not Label.OFFER:
        return None
    if any(_TRIAL.search(line) for line in reading.lines):
        return OfferForm.TRIAL
    return OfferForm.WRITTEN if _is_written(reading) else OfferForm.SPOKEN


def _is_written(reading: Reading) -> bool:
    if any(_DOCUMENT.search(name[-200:]) for name in reading.message.attachments):
        return True
    sender = reading.message.sender
    if sender and domain_kind(sender.domain) is SenderKind.SIGNING_SERVICE:
        return True
    return any(_brings_paper(line) for line in reading.lines)


def _brings_paper(sentence: str) -> bool:
    """Whether the paper is here now, and not announced ("HR will send the contract")."""
    if _LATER.search(sentence) and not re.search(r"\battached|\benclosed", sentence, re.IGNORECASE):
        return False
    if _SIGNING.search(sentence):
        return True
    return bool(_PAPER.search(sentence) and _HERE.search(sentence))


def read_starts(reading: Reading) -> date | None:
    """The day the job would start: of offers, and wherever a mail says "start date"; of a vague span its first day."""
    written = reading.written.date()
    for sentence in reading.sentences:
        word = (_START if reading.label is Label.OFFER else _START_DATE).search(sentence)
        if not word or _NO_START.search(sentence) or sentence.endswith("?"):
            continue
        days = [
            day for day in read_days(sentence, written, day_first=reading.day_first) if day.kind is not DayKind.WAIT
        ]
        after = [day for day in days if day.begin >= word.end() and day.first > written]
        if after:
            return _last_of_a_move(sentence[word.end() :], [day.first for day in after])
    return None


def _last_of_a_move(words: str, days: list[date]) -> date:
    """ "The start moves from 3 November to 17 November": the new one."""
    moved = re.search(r"\bfrom\b.{1,60}\bto\b", words, re.IGNORECASE)
    return days[-1] if moved and len(days) > 1 else days[0]
