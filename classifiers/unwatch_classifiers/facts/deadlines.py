"""Reads by when the person has to do something; what the employer will do by a date is a promise, not a deadline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from unwatch_classifiers.facts.calendar_words import DayKind, DayMention, shifted
from unwatch_classifiers.facts.clock_times import TimeMention, read_times
from unwatch_classifiers.facts.days import read_days
from unwatch_classifiers.facts.limits import is_day_before, is_limit, is_strictly_before, is_time_allowed, is_wished
from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.records import Label
from unwatch_classifiers.sentences import sentences

_NEVER = frozenset({Label.REJECTION})
_ASKING = frozenset({Label.ASSESSMENT, Label.REFERENCE_REQUEST, Label.INFORMATION_REQUEST})
"""Labels of mails that ask for something as a whole: a limit in them is one for the person unless it says otherwise."""

_REPORTING = frozenset({Label.ACKNOWLEDGEMENT, Label.STATUS_UPDATE})
_LEAST_HOURS = 12
"""A wait of fewer hours is how long a task takes, not by when it is wanted."""

_LONGEST_RANGE = 62
"""Days; "certified within the year" is no deadline."""

_QUOTED_READ = 6_000
_FORWARD = re.compile(r"\s*(?:fwd?|wg|tr)\s*:", re.IGNORECASE)
_CLAUSE = re.compile(
    r";\s*|\s[-–—]\s|,?\s+(?:and|so|but|or|as|because)\s+(?=(?:we|i|they|he|she|the\s+(?:panel|board|committee|team))\b)"
    r"|,\s+(?=(?:we|i|he|she)(?:['’]ll|\s+will)\b)|,?\s+(?:then|after\s+(?:that|which))\s+(?=\w+\s)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:please|kindly|deadline|due|rsvp|expir\w+|valid\s+(?:until|for|through|till)|(?:active|available|open"
    r"|live)\s+(?:until|for|through)"
    r"|(?:reply|respond|answer|confirm|affirm|acknowledge|complete|submit|return|send|sign|decide|choose|pick|select|book"
    r"|finish|accept|provide|upload|fill|register|decision|receive)\b|schedule\s+(?:your|an?|the)\b"
    r"|let\s+(?:me|us)\s+(?:have|know)|you(?:['’]ll|\s+will)?\s+(?:have|need|must)|(?:need|want|like|appreciate|expect"
    r"|require)\s+(?:to\s+(?:hear|know)|your|an?\s+answer|it|them|this|these|you)"
    r"|(?:could|can|would|will)\s+you|we\s+(?:would|['’]d|will)?\s*need|hear\s+from\s+you|at\s+the\s+latest"
    r"|(?:no|not)\s+later\s+than|get\s+(?:back\s+to|them|it|those|these)|back\s+to\s+(?:me|us)|yes\s+by)",
    re.IGNORECASE,
)
_ASKED_OUTRIGHT = re.compile(
    r"\b(?:please\s+(?!bear|don['’]t|do\s+not)|kindly|(?:could|can|would)\s+you|let\s+(?:me|us)\s+know|you\s+(?:must|need))\b",
    re.IGNORECASE,
)
_WANTED = re.compile(
    r"\b(?:like|love|hope|hoping|want|need|expect|appreciate|grateful|obliged|glad|wish)\w*\s+(?:\w+\s+){0,2}?"
    r"(?:to\s+(?:have|get|receive|see|hear\s+from\s+you)\b|your\b|it\b|them\b|for\s+(?:it|them|your))"
    r"|\b(?:before|so)\s+(?:i|we|they|he|she)(?:['’]ll)?\b",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"\b(?:we|i|they|he|she|our\s+team|someone|the\s+(?:\w+\s)?(?:team|manager|panel|committee|board|client))\s*(?:['’]ll|will|shall"
    r"|expect\s+to|hope\s+to|aim\s+to|plan\s+to|should|are\s+(?:going|hoping|planning|aiming)\s+to|am\s+(?:going"
    r"|hoping)\s+to)"
    r"\s+(?!need|require|want|expect\s+your|like|be\s+(?:glad|grateful|pleased|happy))"
    r"|\b(?:expect|hope|aim|plan|intend|anticipate)\s+to\s+|\byou\s*(?:will"
    r"|should|['’]ll|can\s+expect\s+to)\s+(?:hear|know|have\s+(?:a|an|our)"
    r"|receive\s+(?:a|an|our)\s+(?:answer|decision|update|reply))|\byou\s+receive\s+(?:a|an|our)\s+(?:answer|reply|decision)"
    r"|\b(?:applications?|vacancy|posting|position|advert)\s+(?:will\s+)?(?:close|closing|deadline)"
    r"|(?<!before\sthe\s)(?<!by\sthe\s)\bclosing\s+date|\bif\s+you\s+(?:have|do)(?:n['’]t|\s+not)\s+(?:been\s+)?(?:hear|heard|contacted)"
    r"|\bhear\s+from\s+us\b|\bdecisions?\s+(?:is|are|will|should)\b|\b(?:is|are)\s+anticipated\b",
    re.IGNORECASE,
)
_NO_TASK = re.compile(
    r"\b(?:arriv(?:e|ing)\s+(?:by|at|before|from|early)|dial\s+in|log\s+(?:in|on)\s+(?:at|by|before)|join\s+(?:the\s+call|us|by)|received\s+(?:your|on)"
    r"|start(?:ing)?\s+(?:date|work|on|by)|in\s+(?:the|this|that)\s+(?:position|role|post)\s+by"
    r"|out\s+of\s+(?:the\s+)?office|on\s+(?:leave|holiday|vacation)|away\b[^.]{0,40}\buntil|please\s+bear|get\s+away"
    r"|(?:i['’]?m|i\s+am|we['’]re|we\s+are|you\s+are|are\s+on|he['’]?s|she['’]s|he\s+is|she\s+is)\s+(?:\w+\s+){0,4}(?:till?|until)"
    r"|questions?\b[^.]{0,60}\b(?:until|till?|by|before)|of\s+(?:opening|starting|pressing|clicking|beginning))\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:enjoyed|loved|thanks\s+for|thank\s+you\s+for|was\s+(?:a\s+)?(?:great|good|lovely|nice)|met\b|spoke\b|interview\s+on)\b",
    re.IGNORECASE,
)
_NEAR = re.compile(
    r"\s*[,(]?\s*(?:in\s+the\s+)?(?:(?:morning|afternoon|evening|night)\b\s*)?[,(]?\s*(?:on|at|of|by|before)?\s*(?:the\s+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Limit:
    """A limit as read: `sure` where the words say so, else a day that is only wished for."""

    at: datetime | date
    sure: bool


def read_deadline(reading: Reading) -> datetime | date | None:
    """The earliest deadline for the person that is not over; a datetime where the mail names an hour.

    "Before 4 October" is the moment at which that day begins.
    """
    if reading.label in _NEVER:
        return None
    found = _ahead(_in_sentences(reading.sentences, reading), reading)
    if not found and reading.label in _ASKING:
        found = _ahead(_elsewhere(reading), reading)
    sure = [limit for limit in found if limit.sure] or found
    return min((limit.at for limit in sure), key=lambda at: _moment(at, reading), default=None)


def _elsewhere(reading: Reading) -> Iterator[_Limit]:
    """What the subject or a forwarded mail says; or the one day that a mail with a task names at all."""
    named = [limit for limit in _in_sentences((reading.subject,), reading) if limit.sure]
    if named:
        yield from named
        return
    if _FORWARD.match(reading.message.subject[:80]):
        yield from _in_sentences(sentences(reading.message.quoted_text[:_QUOTED_READ], reading.language), reading)
    elif reading.label is Label.ASSESSMENT:
        yield from _only_day(reading)


def _ahead(limits: Iterable[_Limit], reading: Reading) -> list[_Limit]:
    return [limit for limit in limits if _moment(limit.at, reading) >= reading.written]


def _only_day(reading: Reading) -> Iterator[_Limit]:
    told = (sentence for sentence in reading.sentences if not (_THEIRS.search(sentence) or _PAST.search(sentence)))
    days = {day.first for sentence in told for day in _days(sentence, reading) if day.kind is DayKind.DAY}
    ahead = [day for day in days if day > reading.written.date()]
    if len(ahead) == 1:
        yield _Limit(ahead[0], sure=False)


def _moment(limit: datetime | date, reading: Reading) -> datetime:
    """When a deadline is over; a day is over at its end."""
    return limit if isinstance(limit, datetime) else datetime.combine(limit, time.max, reading.zone)


def _in_sentences(texts: Iterable[str], reading: Reading) -> Iterator[_Limit]:
    for text in texts:
        for clause in _CLAUSE.split(text):
            if _is_asked(clause, reading.label):
                yield from _in_clause(clause, reading)


def _is_asked(clause: str, label: Label) -> bool:
    """Whether what a clause says by when is for the person to do."""
    if _NO_TASK.search(clause) or (_THEIRS.search(clause) and not _WANTED.search(clause)):
        return False
    if label in _ASKING:
        return True
    return bool((_ASKED_OUTRIGHT if label in _REPORTING else _ASKED).search(clause))


def _days(text: str, reading: Reading) -> tuple[DayMention, ...]:
    return read_days(text, reading.written.date(), day_first=reading.day_first)


def _in_clause(clause: str, reading: Reading) -> Iterator[_Limit]:
    days = [day for day in _days(clause, reading) if not _is_far(day, reading)]
    times = read_times(clause, reading.sent, tuple((day.begin, day.end) for day in days))
    for day in days:
        beside = _time_beside(clause, day, times)
        begin = min(day.begin, beside.begin) if beside else day.begin
        end = max(day.end, beside.end) if beside else day.end
        sure = _is_limit(clause, day, begin, end)
        if sure or (reading.label in _ASKING and day.kind is DayKind.DAY and is_wished(clause, begin, end)):
            yield _Limit(_limit(clause, day, beside, reading), sure)
    if not days and _ASKED.search(clause):
        yield from (
            _Limit(_today(each, reading), sure=True) for each in times if is_limit(clause, each.begin, each.end)
        )


def _is_far(day: DayMention, reading: Reading) -> bool:
    return day.kind is DayKind.RANGE and (day.last - reading.written.date()).days > _LONGEST_RANGE


def _is_limit(clause: str, day: DayMention, begin: int, end: int) -> bool:
    if day.kind is not DayKind.WAIT:
        return is_limit(clause, begin, end)
    if day.hours is not None and day.hours < _LEAST_HOURS:
        return False
    return is_limit(clause, begin, end) or is_time_allowed(clause, begin)


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
        return datetime.combine(day.last, beside.until or beside.start, beside.zone or reading.zone)
    if is_day_before(clause, day.begin):
        return shifted(day.last, -1)
    if day.kind is DayKind.DAY and is_strictly_before(clause, day.begin, day.end):
        return datetime.combine(day.last, time.min, reading.zone)
    return day.last


def _today(at: TimeMention, reading: Reading) -> datetime:
    return datetime.combine(reading.written.date(), at.start, at.zone or reading.zone)
