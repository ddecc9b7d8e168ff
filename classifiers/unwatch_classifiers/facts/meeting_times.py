"""Puts the hours of a message with their days: each time as it stands, before anything is judged about it.

The day stands beside the hour, or in a sentence before it, or in the subject, or in the mail that is answered. What
closes something, what is over, and what is a limit is no meeting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from unwatch_classifiers.facts.calendar_words import WEEKDAY, DayKind, DayMention, shifted
from unwatch_classifiers.facts.changes import cancels, is_replaced
from unwatch_classifiers.facts.clock_times import TimeMention, read_times
from unwatch_classifiers.facts.days import read_days
from unwatch_classifiers.facts.durations import only_duration
from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.facts.zones import only_zone
from unwatch_classifiers.records import Label
from unwatch_classifiers.senders import SenderKind, sender_kinds
from unwatch_classifiers.sentences import sentences

_DAY_CARRIES = 3
_SPELT_OUT = 12
_SAME_VISIT = 4
_FEWEST_WORDS = 5
_ANSWER = 60
_QUOTED_READ = 6_000
_MEETING = re.compile(
    r"\b(?:interview\w*|call|phone|speak|talk|chat|meet(?:ing)?|conversation|catch\s+up|discuss\w*|visit|come\s+in"
    r"|zoom|teams|video|slot|appointment|presentation|screen(?:ing)?|trial|audition|lesson|lecture|be\s+there"
    r"|come\s+(?:to|by|along|down|up|over|round)|appear|examination|report\s+(?:to|at)|bring\s+your|make\s+it)\b",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"https?://|\b(?:links?|online|upload\w*|submit\w*|portal|log\s?in|password|webcam|deadline|expires?|unlock\w*"
    r"|access|attach\w*|enclosed|return\s+it|send\s+(?:me|us|it|back)|write\s+(?:me|us)|mail\s+(?:me|us|it)|recording"
    r"|by\s+return|record|repo|push)\b",
    re.IGNORECASE,
)
_NO_MEETING = re.compile(
    r"\b(?:(?:opening|office|business|working|support)\s+hours|we\s+are\s+open|lines\s+are\s+open|first\s+day"
    r"|start(?:ing)?\s+date"
    r"|(?:you(?:['’]d|\s+will|\s+would)?|to)\s+start\s+(?:work|with\s+us|on)|closing\s+date|(?:received|submitted"
    r"|sent|applied)\b.{0,60}\bon\b"
    r"|thank(?:s|\s+you)\s+for\s+(?:coming|meeting|speaking|talking|taking|your\s+time|joining|the\s+(?:call|chat))"
    r"|we\s+(?:met|spoke|talked)"
    r"|expires?|copyright|maintenance|working\s+pattern|shift\s+pattern|orientation|induction|hours\s+are"
    r"|mon(?:day)?s?\s*(?:to|-|–|through)\s*fri(?:day)?)\b|©",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?:by|before|until|till?|(?:no|not)\s+later\s+than|latest|deadline(?:\s+is)?|due(?:\s+on)?|after|since"
    r"|expires?(?:\s+on)?|(?:closes|shuts|opens|unlocks|locks)(?:\s+(?:itself|again))?)"
    r"(?:\s+(?:the\s+latest\s+)?(?:at|on|the|this|end\s+of|close\s+of|next)){0,3}\s*:?\s*$",
    re.IGNORECASE,
)
_NO_LIMIT = re.compile(
    r"\b(?:come|drop|pop|swing|stop|call|get\s+away\b[^.;]{0,24}|be\s+(?:here|there))\s+by\s+(?:(?:on|at|the|this|next)\s+)*$",
    re.IGNORECASE,
)
_MEAL = re.compile(
    r"\b(?:lunch|breakfast|dinner|supper|tea|coffee|cake|drinks|doors?|reception)\b[^.;,:?!]{0,24}\b(?:at|from|around|about|by|is)\s+$",
    re.IGNORECASE,
)
"""Before an hour: what else there is at that place, where the mail has an hour for the meeting too."""

_BINDS_RIGHT = re.compile(r"\s*\)?\s*(?:on\s+|this\s+|next\s+|the\s+)*", re.IGNORECASE)
_APART = re.compile(r"\(")
_SHARES = re.compile(r"\s*(?:,|/|&|\bor\b|\band\b|,\s*or\b)\s*(?:on\s+|either\s+)?", re.IGNORECASE)
_SAME = re.compile(r"\b(?:at\s+)?(?:the\s+)?same\s+(?:time|hour)\b", re.IGNORECASE)
_PLAIN_WEEKDAY = re.compile(rf"(?:on\s+)?(?:the\s+)?{WEEKDAY}", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:today|tonight|to-?morrow|tmrw|this\s+(?:morning|afternoon|evening))\b", re.IGNORECASE)
_NAMES_A_DAY = re.compile(r"\s*(?:$|[^\w\s]|\d|at\b|from\b|is\b|works?\b|instead\b)", re.IGNORECASE)
_ANY_SAME = re.compile(r"\bsame\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A time as it stands in a sentence: `beside` where the sentence names its day, `replaced` where it is given up.

    `meal` says that it is when something else is at the same place, such as lunch.
    """

    start: datetime
    end: datetime | None
    sentence: str
    replaced: bool
    beside: bool = True
    meal: bool = False


@dataclass(frozen=True, slots=True)
class _Given:
    """What holds for all sentences of one text."""

    reading: Reading
    texts: tuple[str, ...]
    zone: tzinfo
    length: timedelta | None
    spare: DayMention | None


def find_times(reading: Reading, texts: tuple[str, ...]) -> list[Found]:
    """The times that lie ahead of the mail, in the order in which the texts name them."""
    zone = only_zone(texts, reading.sent) or reading.zone
    given = _Given(reading, texts, zone, only_duration(texts), _spare_day(reading))
    found = [each for each in _found(given) if each.start > reading.written]
    sure = {each.start.date() for each in found if each.beside}
    found = [each for each in found if each.beside or each.start.date() not in sure]
    return [each for each in found if not each.meal] if any(not each.meal for each in found) else found


def quoted_lines(reading: Reading) -> tuple[str, ...]:
    """The subject and the sentences of the mail that is answered; what "tomorrow" was in it is not known."""
    quoted = sentences(reading.message.quoted_text[:_QUOTED_READ], reading.language)
    return (reading.subject, *(line for line in quoted if not _RELATIVE.search(line)))


def _found(given: _Given) -> Iterator[Found]:
    carried: tuple[int, DayMention] | None = None
    pending = [day for day in _days(given.reading, given.reading.subject) if cancels(given.reading.subject)]
    dated = [day for day in _days(given.reading, given.reading.subject) if _is_ahead(day, given.reading)]
    last_time: TimeMention | None = None
    meeting = -_DAY_CARRIES
    for index, text in enumerate(given.texts):
        days = _days(given.reading, text)
        days = tuple(_of_those(day, text, dated) for day in days)
        singles = [day for day in days if day.kind is DayKind.DAY]
        dated += [day for day in singles if any(one.isdigit() for one in text[day.begin : day.end])]
        times = _times(text, given.reading, days, last_time)
        last_time = times[-1] if times else last_time
        meeting = index if _MEETING.search(text) else meeting
        if _NO_MEETING.search(text) and not text.endswith("?"):
            continue
        pending += [day for day in singles if is_replaced(text, day.begin, day.end)]
        if times and (_is_for_meeting(given, text) or index - meeting <= 1):
            near = carried[1] if carried and index - carried[0] <= _DAY_CARRIES else None
            yield from _in_text(given, text, singles, times, near or _day_below(given, index) or given.spare)
            if _ANY_SAME.search(text):
                yield from (_made(given, text, times[-1], day, replaced=True) for day in pending)
        if singles and not _is_limit(text, singles[-1].begin):
            carried = (index, singles[-1])


def _of_those(day: DayMention, text: str, dated: list[DayMention]) -> DayMention:
    """ "The Tuesday" behind "January 26 and 27" is the one after the 26th; "Tuesday" behind "Tuesday 27" the 27th."""
    the = text[: day.begin].lower().endswith("the ")
    if not _PLAIN_WEEKDAY.fullmatch(text, day.begin, day.end) or day.kind is not DayKind.DAY:
        return day
    for known in dated:
        apart = (day.first.weekday() - known.first.weekday()) % 7
        if known.first > day.first and (not apart or (the and apart < _SAME_VISIT)):
            meant = shifted(known.first, apart)
            return replace(day, first=meant, last=meant)
    return day


def _is_for_meeting(given: _Given, text: str) -> bool:
    """Whether hours are those of a meeting: in a mail that schedules, and in one with a task that is done in person."""
    if given.reading.label is Label.SCHEDULING or (given.reading.label is Label.OTHER and _is_a_note(given.reading)):
        return True
    if given.reading.label is not Label.ASSESSMENT or len(text.split()) < _FEWEST_WORDS:
        return False
    return not any(_ALONE.search(one) for one in (text, *given.texts))


def _is_a_note(reading: Reading) -> bool:
    """Whether somebody answers in a few lines by hand, in which an hour is one to meet at."""
    message = reading.message
    words_said = sum(len(sentence.split()) for sentence in reading.sentences)
    return (
        reading.is_reply
        and words_said <= _ANSWER
        and not message.list_unsubscribe
        and message.sender is not None
        and SenderKind.PERSON in sender_kinds(message.sender)
    )


def _in_text(
    given: _Given, text: str, days: list[DayMention], times: tuple[TimeMention, ...], spare: DayMention | None
) -> Iterator[Found]:
    for time, day, begin in _placed(text, days, times, spare):
        replaced = is_replaced(text, begin, time.end, time.begin)
        meal = bool(_MEAL.search(text[max(0, time.begin - 60) : time.begin]))
        yield replace(_made(given, text, time, day, replaced=replaced), beside=day in days, meal=meal)


def _made(given: _Given, text: str, time: TimeMention, day: DayMention, *, replaced: bool) -> Found:
    start, end = _moments(time, day, given.zone, given.length)
    return Found(start, end, text, replaced)


def _days(reading: Reading, text: str) -> tuple[DayMention, ...]:
    return read_days(text, reading.written.date(), day_first=reading.day_first)


def _spare_day(reading: Reading) -> DayMention | None:
    """The one day that the subject names, or else the mail that is answered."""
    for texts in ((reading.subject,), quoted_lines(reading)[1:]):
        found = {
            day.first: day
            for text in texts
            for day in _days(reading, text)
            if _is_ahead(day, reading) and (texts[0] != reading.subject or _NAMES_A_DAY.match(text, day.end))
        }
        if len(found) == 1:
            return next(iter(found.values()))
    return None


def _is_ahead(day: DayMention, reading: Reading) -> bool:
    return day.kind is DayKind.DAY and day.first >= reading.written.date()


def _times(
    text: str, reading: Reading, days: tuple[DayMention, ...], last: TimeMention | None
) -> tuple[TimeMention, ...]:
    times = _with_ends(read_times(text, reading.sent, tuple((day.begin, day.end) for day in days)))
    same = _SAME.search(text)
    known = times[-1] if times else last
    if same and known:
        repeated = replace(known, begin=same.start(), end=same.end())
        return tuple(sorted((*times, repeated), key=lambda time: time.begin))
    return times


def _with_ends(times: tuple[TimeMention, ...]) -> tuple[TimeMention, ...]:
    """ "In at 9.30, out by 3.30": the second is the end of the first."""
    kept: list[TimeMention] = []
    for time in times:
        if not time.closes:
            kept.append(time)
        elif kept and kept[-1].until is None and time.start > kept[-1].start:
            kept[-1] = replace(kept[-1], until=time.start)
    return tuple(kept)


def _day_below(given: _Given, index: int) -> DayMention | None:
    """ "Time: 10:00" above "Date: Tuesday 14 October"."""
    for text in given.texts[index + 1 : index + 2]:
        days = _days(given.reading, text)
        if len(days) == 1 and days[0].kind is DayKind.DAY and not read_times(text, given.reading.sent):
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
        if _is_limit(text, time.begin) or (day and any(_is_limit(text, one.begin) for one in _same(day, days))):
            continue
        if day:
            for each in _sharing(text, time, day, days, times):
                yield time, each, min(time.begin, each.begin)
        elif spare:
            yield time, spare, time.begin


def _same(day: DayMention, days: list[DayMention]) -> Iterator[DayMention]:
    """The mention of a day, and the one that it only spells out: "Monday (the 15th)"."""
    return (one for one in days if one is day or (one.first == day.first and 0 <= day.begin - one.end <= _SPELT_OUT))


def _day_of(text: str, time: TimeMention, days: list[DayMention]) -> DayMention | None:
    before = [day for day in days if day.end <= time.begin]
    after = [day for day in days if day.begin >= time.end]
    between = text[time.end : after[0].begin] if after else ""
    if after and (_BINDS_RIGHT.fullmatch(between) or not (before or _APART.search(between))):
        return after[0]
    return before[-1] if before else None


def _sharing(
    text: str, time: TimeMention, day: DayMention, days: list[DayMention], times: tuple[TimeMention, ...]
) -> list[DayMention]:
    """The days that have one hour together: "Monday or Tuesday at 10", "at 10 either Monday or Tuesday"."""
    index = days.index(day)
    before = list(reversed(_linked(text, list(reversed(days[: index + 1])), days, times)))
    return [*before, *(_linked(text, days[index:], days, times)[1:] if time.end <= day.begin else [])]


def _linked(
    text: str, row: list[DayMention], days: list[DayMention], times: tuple[TimeMention, ...]
) -> list[DayMention]:
    linked = row[:1]
    for other in row[1:]:
        left, right = sorted((linked[-1], other), key=lambda day: day.begin)
        if not _SHARES.fullmatch(text[left.end : right.begin]) or any(
            _day_of(text, each, days) == other for each in times
        ):
            break
        linked.append(other)
    return linked


def _moments(
    time: TimeMention, day: DayMention, zone: tzinfo, length: timedelta | None
) -> tuple[datetime, datetime | None]:
    start = _combined(day.first, time, zone)
    if time.until:
        return start, datetime.combine(day.first, time.until, start.tzinfo)
    return start, start + length if length and day.first.year < date.max.year else None


def _combined(day: date, time: TimeMention, zone: tzinfo) -> datetime:
    return datetime.combine(day, time.start, time.zone or zone)


def _is_limit(text: str, begin: int) -> bool:
    before = text[max(0, begin - 40) : begin]
    return bool(_LIMIT.search(before)) and not _NO_LIMIT.search(before)
