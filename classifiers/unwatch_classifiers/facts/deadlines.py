"""Reads by when the person has to do something; what the employer will do by a date is a promise, not a deadline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from unwatch_classifiers.facts.calendar_words import DayKind, DayMention, shifted
from unwatch_classifiers.facts.clock_times import TimeMention, read_times
from unwatch_classifiers.facts.days import read_days
from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.records import Label

_NEVER = frozenset({Label.REJECTION})
_CLAUSE = re.compile(
    r";\s*|\s[-–—]\s|,?\s+(?:and|so|but)\s+(?=(?:we|i|they)\b)"
    r"|,\s+(?=(?:we|i)(?:['’]ll|\s+will)\b)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:please|kindly|deadline|due|rsvp|expir\w+|valid\s+(?:until|for|through|till)|(?:active|available|open"
    r"|live)\s+(?:until|for|through)"
    r"|(?:reply|respond|answer|confirm|complete|submit|return|send|sign|decide|choose|book|finish|accept|provide"
    r"|upload|fill|register|schedule|decision|receive)\b"
    r"|let\s+(?:me|us)\s+know|you(?:['’]ll|\s+will)?\s+(?:have|need|must)|(?:need|want|like|appreciate|expect"
    r"|require)\s+(?:to\s+hear|your|an?\s+answer|it|them|this|these|you)"
    r"|(?:could|can|would|will)\s+you|we\s+(?:would|['’]d|will)?\s*need|hear\s+from\s+you|at\s+the\s+latest"
    r"|no\s+later\s+than|get\s+(?:back\s+to|them|it|those|these)|back\s+to\s+(?:me|us))",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"\b(?:we|i|they|our\s+team|someone|the\s+(?:\w+\s)?(?:team|manager|panel|committee))\s*(?:['’]ll|will|shall"
    r"|expect\s+to|hope\s+to|aim\s+to|plan\s+to|should|are\s+(?:going|hoping|planning|aiming)\s+to|am\s+(?:going"
    r"|hoping)\s+to)"
    r"\s+(?!need|require|want|expect\s+your)|\b(?:expect|hope|aim|plan|intend|anticipate)\s+to\s+|\byou\s*(?:will"
    r"|should|['’]ll|can\s+expect\s+to)\s+(?:hear"
    r"|receive\s+(?:a|an|our)\s+(?:answer|decision|update|reply))"
    r"|\b(?:applications?|vacancy|posting|position|advert)\s+(?:will\s+)?(?:close|closing|deadline)"
    r"|\bclosing\s+date|\bif\s+you\s+(?:have|do)(?:n['’]t|\s+not)\s+(?:been\s+)?(?:hear|heard|contacted)"
    r"|\bhear\s+from\s+us\b",
    re.IGNORECASE,
)
_NO_TASK = re.compile(
    r"\b(?:arriv\w+|dial\s+in|log\s+(?:in|on)|join\s+(?:the\s+call|us|by)|received\s+(?:your|on)"
    r"|start(?:ing)?\s+(?:date|work|on|by)|in\s+(?:the|this|that)\s+(?:position|role|post)\s+by"
    r"|out\s+of\s+(?:the\s+)?office|on\s+(?:leave|holiday|vacation)|away\b[^.]{0,40}\buntil|please\s+bear)\b",
    re.IGNORECASE,
)
_FILLER = (
    r"(?:the|at|on|this|that|next|end\s+of|close\s+of|EOD|COB|EOP|business|the\s+day|day|play|latest|about|around"
    r"|later\s+than|midnight|noon|midday|in|after|:|is|of|,)"
)
_LIMIT = re.compile(
    r"\b(?:by|before|within|inside|no\s+later\s+than|not\s+later\s+than|until|till|through|expir\w+|due"
    r"|deadline(?:\s+(?:for|to)(?:\s+\w+){1,5})?"
    rf"|valid\s+for|active\s+for|open\s+for|live\s+for|available\s+for|(?:you|still)\s+have|have\s+up\s+to|ends?"
    rf"|closes?|latest)\b[\s:]*(?:{_FILLER}\s*){{0,5}}$",
    re.IGNORECASE,
)
_WAIT_LIMIT = re.compile(
    r"\b(?:complete|submit|return|finish|respond|reply|expir\w+)\b[^.;]{0,60}\b(?:in|over)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_STRICTLY_BEFORE = re.compile(r"(?<!\bor\s)\bbefore\s+(?:the\s+)?$", re.IGNORECASE)
_AT_THE_LATEST = re.compile(
    r"\s*,?\s*(?:at\s+the\s+(?:very\s+)?latest|or\s+(?:earlier|before)|is\s+the\s+(?:deadline|latest))", re.IGNORECASE
)
_NEAR = re.compile(r"\s*[,(]?\s*(?:on|at|of|by)?\s*", re.IGNORECASE)


def read_deadline(reading: Reading) -> datetime | date | None:
    """The earliest deadline for the person that is not over; a datetime where the mail names an hour."""
    if reading.label in _NEVER:
        return None
    found = [limit for sentence in reading.sentences for limit in _in_sentence(sentence, reading)]
    ahead = [limit for limit in found if _moment(limit, reading) >= reading.written]
    return min(ahead, key=lambda limit: _moment(limit, reading), default=None)


def _moment(limit: datetime | date, reading: Reading) -> datetime:
    """When a deadline is over; a day is over at its end."""
    return limit if isinstance(limit, datetime) else datetime.combine(limit, time.max, reading.zone)


def _in_sentence(sentence: str, reading: Reading) -> Iterator[datetime | date]:
    if _NO_TASK.search(sentence):
        return
    for clause in _CLAUSE.split(sentence):
        if _ASKED.search(clause) and not _THEIRS.search(clause):
            yield from _in_clause(clause, reading)


def _in_clause(clause: str, reading: Reading) -> Iterator[datetime | date]:
    days = read_days(clause, reading.written.date(), day_first=reading.day_first)
    times = read_times(clause, reading.sent, tuple((day.begin, day.end) for day in days))
    for day in days:
        beside = _time_beside(clause, day, times)
        begin = min(day.begin, beside.begin) if beside else day.begin
        if _is_limit(clause, day, begin):
            yield _limit(clause, day, beside, reading)
    if not days:
        yield from (
            _today(each, reading) for each in times if _LIMIT.search(clause[max(0, each.begin - 60) : each.begin])
        )


def _is_limit(clause: str, day: DayMention, begin: int) -> bool:
    before = clause[max(0, begin - 60) : begin]
    if _LIMIT.search(before) or _AT_THE_LATEST.match(clause, day.end):
        return True
    return day.kind is DayKind.WAIT and bool(_WAIT_LIMIT.search(clause[:begin]))


def _time_beside(clause: str, day: DayMention, times: tuple[TimeMention, ...]) -> TimeMention | None:
    for each in times:
        gap = clause[each.end : day.begin] if each.end <= day.begin else clause[day.end : each.begin]
        if _NEAR.fullmatch(gap):
            return each
    return None


def _limit(clause: str, day: DayMention, beside: TimeMention | None, reading: Reading) -> datetime | date:
    if day.hours is not None:
        return reading.written + timedelta(hours=day.hours)
    if beside:
        return datetime.combine(day.last, beside.start, beside.zone or reading.zone)
    if day.kind is DayKind.DAY and _STRICTLY_BEFORE.search(clause[: day.begin]):
        return shifted(day.last, -1)
    return day.last


def _today(at: TimeMention, reading: Reading) -> datetime:
    return datetime.combine(reading.written.date(), at.start, at.zone or reading.zone)
