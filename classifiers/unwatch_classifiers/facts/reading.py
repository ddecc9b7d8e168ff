"""One message made ready for reading: its sentences, its closing lines, and the zone and day it was written in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, tzinfo

from unwatch_classifiers.facts.zones import default_zone, looks_american
from unwatch_classifiers.labels.language import language_of
from unwatch_classifiers.records import Label, Message
from unwatch_classifiers.sentences import sentences

_LONGEST_TEXT = 24_000
_LONGEST_SUBJECT = 300
_MOST_SENTENCES = 300
_MOST_CLOSING_LINES = 12
_FIRST_YEAR, _LAST_YEAR = 1900, 9900
_REPLY = re.compile(r"^\s*(?:(?:re|aw|sv|antw)\s*(?:\[\d+\])?\s*:\s*)", re.IGNORECASE)
_PREFIX = re.compile(
    r"^\s*(?:(?:re|aw|sv|antw|fwd?|wg|external|\[external\])\s*(?:\[\d+\])?\s*:?\s+|\[external\]\s*)", re.IGNORECASE
)
_FAREWELL = re.compile(
    r"(?:(?:with\s+)?(?:very\s+|kind(?:est)?\s+|best\s+|warm(?:est)?\s+|many\s+)?(?:regards|wishes|thanks)|best"
    r"|all\s+the\s+best|cheers"
    r"|(?:yours\s+)?(?:sincerely|faithfully|truly)(?:\s+yours)?|thank\s+you|thanks(?:\s+again|\s+so\s+much)?|warmly"
    r"|speak\s+soon|talk\s+soon|many\s+thanks|kindly|respectfully)\s*[,.!]?",
    re.IGNORECASE,
)
_SIGNATURE_MARK = re.compile(r"--\s*")


@dataclass(frozen=True, slots=True)
class Reading:
    """A message as the readers of facts see it; everything in it is bounded in length.

    `sent` is the mail's own date, `written` the same in `zone`, the zone that a time without a zone means.
    `closing` are the lines below the farewell: name, job title, company.
    """

    message: Message
    label: Label
    language: str
    subject: str
    is_reply: bool
    sentences: tuple[str, ...]
    closing: tuple[str, ...]
    zone: tzinfo
    sent: datetime
    written: datetime
    day_first: bool

    @property
    def lines(self) -> tuple[str, ...]:
        """The subject, then the sentences."""
        return (self.subject, *self.sentences) if self.subject else self.sentences


def read(message: Message, label: Label, home: tzinfo | None) -> Reading:
    """Prepares a message; never raises."""
    text, closing = _without_closing(message.new_text[:_LONGEST_TEXT])
    language = language_of(f"{message.subject}\n{message.new_text}")
    said = sentences(text, language)[:_MOST_SENTENCES]
    date = _believed(message.date)
    zone = default_zone(date, home)
    raw = " ".join(message.subject[:_LONGEST_SUBJECT].split())
    return Reading(
        message=message,
        label=label,
        language=language,
        subject=_plain_subject(raw),
        is_reply=bool(_REPLY.match(raw)),
        sentences=said,
        closing=(*closing, *_signature_lines(message.signature))[:_MOST_CLOSING_LINES],
        zone=zone,
        sent=date,
        written=date.astimezone(zone),
        day_first=not looks_american(date, (raw, *said)),
    )


def _believed(moment: datetime) -> datetime:
    """The mail's date, or where a forged one leaves no room for arithmetic, one that does."""
    if _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return moment
    return moment.replace(year=min(max(moment.year, _FIRST_YEAR), _LAST_YEAR), day=min(moment.day, 28))


def _plain_subject(subject: str) -> str:
    for _ in range(4):
        subject = _PREFIX.sub("", subject, count=1)
    return subject.strip()


def _signature_lines(signature: str) -> tuple[str, ...]:
    lines = (line.strip() for line in signature[:2_000].splitlines())
    return tuple(
        line for line in lines if line and not _FAREWELL.fullmatch(line) and not _SIGNATURE_MARK.fullmatch(line)
    )


def _without_closing(text: str) -> tuple[str, tuple[str, ...]]:
    """The text above the last farewell, and the lines below it."""
    lines = text.splitlines()
    for index in range(len(lines) - 1, max(-1, len(lines) - 40), -1):
        line = lines[index].strip()
        if len(line) < 40 and _FAREWELL.fullmatch(line):
            below = tuple(kept for kept in (raw.strip() for raw in lines[index + 1 :]) if kept)
            if below and len(below[0]) < 80 and not below[0].endswith("?"):
                return "\n".join(lines[:index]), below[:_MOST_CLOSING_LINES]
    return text, ()
