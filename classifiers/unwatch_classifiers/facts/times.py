"""Reads the interview times of a message, from its calendar parts first and from its sentences else.

A time counts only with a day, only in the future of the mail, and only where the sentence is about meeting: deadlines,
start dates and opening hours are none. When a meeting moves, the new time is read and the old one left out; the old one
is cancelled only if nothing replaces it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from unwatch_classifiers.facts.calendar_words import DayKind, DayMention
from unwatch_classifiers.facts.changes import cancels, is_replaced
from unwatch_classifiers.facts.clock_times import TimeMention, read_times
from unwatch_classifiers.facts.days import read_days
from unwatch_classifiers.facts.invitations import read_invitations
from unwatch_classifiers.facts.numbers import NUMBER, largest
from unwatch_classifiers.facts.places import read_place
from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.facts.settled import asks_for_time, settles
from unwatch_classifiers.facts.zones import only_zone
from unwatch_classifiers.records import Interview, InterviewStatus, Label
from unwatch_classifiers.sentences import sentences

_MOST = 12
_NEVER = frozenset({Label.REJECTION, Label.ACKNOWLEDGEMENT})
_DAY_CARRIES = 3
_MEETING = re.compile(
    r"\b(?:interview\w*|call|phone|speak|talk|chat|meet(?:ing)?|conversation|catch\s+up|discuss\w*|visit|come\s+in"
    r"|zoom|teams"
    r"|video|slot|appointment|presentation|screen(?:ing)?)\b",
    re.IGNORECASE,
)
_NO_MEETING = re.compile(
    r"\b(?:(?:opening|office|business|working|support)\s+hours|we\s+are\s+open|lines\s+are\s+open|first\s+day"
    r"|start(?:ing)?\s+date"
    r"|(?:you(?:['’]d|\s+will|\s+would)?|to)\s+start\s+(?:work|with\s+us|on)|closing\s+date|(?:received|submitted"
    r"|sent|applied)\b.{0,60}\bon"
    r"|thank(?:s|\s+you)\s+for\s+(?:coming|meeting|speaking|talking|taking|your\s+time|joining|the\s+(?:call|chat))"
    r"|we\s+(?:met|spoke|talked)"
    r"|yesterday|expires?|copyright|maintenance|working\s+pattern|shift\s+pattern|hours\s+are"
    r"|mon(?:day)?s?\s*(?:to|-|–|through)\s*fri(?:day)?)\b|©",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?:by|before|until|till|no\s+later\s+than|latest|deadline(?:\s+is)?|due(?:\s+on)?|after|since"
    r"|expires?(?:\s+on)?)"
    r"(?:\s+(?:the\s+latest\s+)?(?:at|on|the|this|end\s+of|close\s+of|next)){0,3}\s*:?\s*$",
    re.IGNORECASE,
)
_BINDS_RIGHT = re.compile(r"\s*\)?\s*(?:on\s+|this\s+|the\s+)?\s*", re.IGNORECASE)
_SHARES = re.compile(r"\s*(?:,|/|&|\bor\b|\band\b|,\s*or\b)\s*(?:on\s+|either\s+)?", re.IGNORECASE)
_SAME_TIME = re.compile(r"\b(?:at\s+)?the\s+same\s+time\b|\bsame\s+time\b", re.IGNORECASE)
_DURATION = re.compile(
    rf"\b(?P<count>{NUMBER}|an?|half\s+an)(?:\s+|-)(?P<unit>minutes?|mins?|hours?|hrs?)\b(?P<half>\s+and\s+a\s+half)?"
    r"(?!\s+(?:before|after|prior|earlier|early|in\s+advance|ahead|notice|of\s+(?:receiv|this)|late))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A time as it stands in a sentence, before the whole message is judged."""

    start: datetime
    end: datetime | None
    sentence: str
    replaced: bool


def read_interviews(reading: Reading) -> tuple[Interview, ...]:
    """The interview times a message names, earliest first; at most twelve."""
    invitations = read_invitations(reading)
    if any(invitation.status is not InterviewStatus.CANCELLED for invitation in invitations):
        return invitations
    if reading.label in _NEVER:
        return invitations
    cancelled = {invitation.start for invitation in invitations}
    written = tuple(found for found in _from_text(reading) if found.start not in cancelled)
    moved = any(interview.status is not InterviewStatus.CANCELLED for interview in written)
    return written if moved or not invitations else invitations


def _from_text(reading: Reading) -> tuple[Interview, ...]:
    found = _in_sentences(reading, reading.sentences)
    if found:
        return _judged(reading, found)
    if not reading.is_reply:
        found = _in_sentences(reading, (reading.subject,))
    return _judged(reading, found) if found else _answered(reading)


def _answered(reading: Reading) -> tuple[Interview, ...]:
    """A mail without a time that settles or cancels the one time of the mail it answers."""
    if reading.label is not Label.SCHEDULING:
        return ()
    status = _overall(reading)
    if status is InterviewStatus.PROPOSED:
        return ()
    quoted = (reading.subject, *sentences(reading.message.quoted_text[:6_000]))
    found = _in_sentences(reading, quoted)
    if len({each.start for each in found}) != 1:
        return ()
    return (Interview(found[0].start, found[0].end, read_place(reading.lines), status),)


def _judged(reading: Reading, found: list[_Found]) -> tuple[Interview, ...]:
    new = [each for each in found if not each.replaced]
    where = read_place((*reading.sentences, reading.subject))
    overall = _overall(reading)
    interviews: dict[datetime, Interview] = {}
    for each in new or found:
        status = _status(each, overall) if new else InterviewStatus.CANCELLED
        known = interviews.get(each.start)
        if known is None or (known.end is None and each.end):
            interviews[each.start] = Interview(each.start, each.end, where, known.status if known else status)
        elif known.status is InterviewStatus.PROPOSED:
            interviews[each.start] = replace(known, status=status)
    return tuple(sorted(interviews.values(), key=lambda interview: interview.start)[:_MOST])


def _status(found: _Found, overall: InterviewStatus) -> InterviewStatus:
    if settles(found.sentence):
        return InterviewStatus.CONFIRMED
    if asks_for_time(found.sentence) or overall is InterviewStatus.CANCELLED:
        return InterviewStatus.PROPOSED
    return overall


def _overall(reading: Reading) -> InterviewStatus:
    """What the message as a whole does with times: asks, or else cancels, or else settles."""
    if any(asks_for_time(sentence) for sentence in reading.sentences):
        return InterviewStatus.PROPOSED
    if any(cancels(line) for line in reading.lines):
        return InterviewStatus.CANCELLED
    if any(settles(line) for line in reading.lines):
        return InterviewStatus.CONFIRMED
    return InterviewStatus.PROPOSED


def _in_sentences(reading: Reading, texts: tuple[str, ...]) -> list[_Found]:
    found: list[_Found] = []
    zone = only_zone(texts, reading.sent) or reading.zone
    length = _only_duration(texts)
    carried: tuple[int, DayMention] | None = None
    last_time: TimeMention | None = None
    meeting = -_DAY_CARRIES
    for index, text in enumerate(texts):
        days = read_days(text, reading.written.date(), day_first=reading.day_first)
        singles = [day for day in days if day.kind is DayKind.DAY]
        times = _times(text, reading, days, last_time)
        last_time = times[-1] if times else last_time
        meeting = index if _MEETING.search(text) else meeting
        if _NO_MEETING.search(text) and not text.endswith("?"):
            continue
        if times and (reading.label is Label.SCHEDULING or index - meeting <= 1):
            spare = carried[1] if carried and index - carried[0] <= _DAY_CARRIES else _day_below(reading, texts, index)
            found += [
                _Found(*_moments(time, day, zone, _duration(text) or length), text, is_replaced(text, begin, time.end))
                for time, day, begin in _placed(text, singles, times, spare)
            ]
        if singles and not _is_limit(text, singles[-1].begin):
            carried = (index, singles[-1])
    return [each for each in found if each.start > reading.written]


def _times(
    text: str, reading: Reading, days: tuple[DayMention, ...], last: TimeMention | None
) -> tuple[TimeMention, ...]:
    taken = tuple((day.begin, day.end) for day in days)
    times = read_times(text, reading.sent, taken)
    same = _SAME_TIME.search(text)
    known = times[-1] if times else last
    if same and known:
        repeated = replace(known, begin=same.start(), end=same.end())
        return tuple(sorted((*times, repeated), key=lambda time: time.begin))
    return times


def _day_below(reading: Reading, texts: tuple[str, ...], index: int) -> DayMention | None:
    """ "Time: 10:00" above "Date: Tuesday 14 October"."""
    for text in texts[index + 1 : index + 2]:
        days = read_days(text, reading.written.date(), day_first=reading.day_first)
        if len(days) == 1 and days[0].kind is DayKind.DAY and not read_times(text, reading.sent):
            return days[0]
    return None


def _placed(
    text: str, days: list[DayMention], times: tuple[TimeMention, ...], spare: DayMention | None
) -> Iterator[tuple[TimeMention, DayMention, int]]:
    """Each time with its day and where the pair begins; times that are limits ("by 5 pm on Monday") are left out.

    A day without a time of its own shares that of the next ("Monday or Tuesday at 10"); a time in a sentence without a
    day has the spare one.
    """
    for time in times:
        day = _day_of(text, time, days)
        if _is_limit(text, time.begin) or (day and _is_limit(text, day.begin)):
            continue
        if day:
            for each in _sharing(text, day, days, times):
                yield time, each, min(time.begin, each.begin)
        elif spare:
            yield time, spare, time.begin


def _day_of(text: str, time: TimeMention, days: list[DayMention]) -> DayMention | None:
    before = [day for day in days if day.end <= time.begin]
    after = [day for day in days if day.begin >= time.end]
    if after and (not before or _BINDS_RIGHT.fullmatch(text[time.end : after[0].begin])):
        return after[0]
    return before[-1] if before else None


def _sharing(text: str, day: DayMention, days: list[DayMention], times: tuple[TimeMention, ...]) -> list[DayMention]:
    shared = [day]
    for other in reversed(days[: days.index(day)]):
        gap = text[other.end : shared[0].begin]
        if not _SHARES.fullmatch(gap) or any(_day_of(text, time, days) == other for time in times):
            break
        shared.insert(0, other)
    return shared


def _moments(
    time: TimeMention, day: DayMention, zone: tzinfo, length: timedelta | None
) -> tuple[datetime, datetime | None]:
    meant = time.zone or zone
    start = datetime.combine(day.first, time.start, meant)
    if time.until:
        return start, datetime.combine(day.first, time.until, meant)
    return start, start + length if length and day.first.year < 9999 else None


def _is_limit(text: str, begin: int) -> bool:
    return bool(_LIMIT.search(text[max(0, begin - 40) : begin]))


def _only_duration(texts: tuple[str, ...]) -> timedelta | None:
    """How long the meeting lasts, if the message names one length only."""
    found = {length for text in texts if (length := _duration(text))}
    return found.pop() if len(found) == 1 else None


def _duration(text: str) -> timedelta | None:
    match = _DURATION.search(text)
    if not match or not (count := 1 if match["count"].lower() in {"a", "an", "half an"} else largest(match["count"])):
        return None
    hours = match["unit"].lower().startswith("h")
    minutes = count * 60 if hours else count
    if match["count"].lower().startswith("half"):
        minutes = 30
    minutes += 30 if match["half"] else 0
    return timedelta(minutes=minutes) if 5 <= minutes <= 480 else None
