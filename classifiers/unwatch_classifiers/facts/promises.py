"""Reads the employer's own word on when (letter.md c.4 "Promise phrases", C12a).

Only what the employer says they will do, and only with a date: "shortly", "aggressively" and "we'll be in touch"
promise nothing. Of several promises the last day counts, since nobody should write before any of them is due.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from unwatch_classifiers.business_days import add_business_days
from unwatch_classifiers.facts import promise_words as words
from unwatch_classifiers.facts.calendar_words import FRIDAY, DayKind, DayMention, monday_of, shifted
from unwatch_classifiers.facts.clock_times import read_times
from unwatch_classifiers.facts.named_days import read_all_days
from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.records import Label, Promise, PromiseKind

_WAITING = frozenset({Label.ACKNOWLEDGEMENT, Label.STATUS_UPDATE})
"""Mails that ask nothing: whatever they say with a day is about when."""

_NEVER = frozenset({Label.REJECTION, Label.OUTREACH, Label.OTHER})
_LEAST_BUFFER = 5
"""Business days that are added to every promise, also to a firm one (letter.md C2a, P2)."""

_LONGEST_QUOTE = 280
_BY = re.compile(
    r"\b(?:by|before|within|no\s+later\s+than|until|till|not\s+later\s+than|at\s+the\s+latest|inside)\s+(?:about\s+"
    r"|around\s+|approximately\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?<!\bor\s)\bbefore\s+(?:the\s+)?$", re.IGNORECASE)
_NOT_BEFORE = re.compile(r"\b(?:no|not|never|earliest)\b|n['’]t\b", re.IGNORECASE)
_LASTS = re.compile(
    r"\b(?:(?:for|after|last(?:ed|s)?|past|previous|every|each)\s+(?:the\s+)?|over\s+the\s+(?:last|past)\s+)$",
    re.IGNORECASE,
)
_COUNTED_FROM = re.compile(
    r"\s*,?\s*(?:of|from|after|following)\s+(?:the\s+|our\s+|your\s+)?(?:[\w-]+\s+){0,4}?\(?(?:on\s+|of\s+)?$",
    re.IGNORECASE,
)

_COUNTED_WAIT = re.compile(r"\bwithin\b[^.;]{0,40}\bof\s+(?:the\s+)?closing\s+date\b", re.IGNORECASE)
_PART = re.compile(r";\s+|,\s+so\s+(?=(?:we|I|you|he|she|they)\b)")


@dataclass(frozen=True, slots=True)
class _Timing:
    by: date
    begins: date | None


@dataclass(frozen=True, slots=True)
class _Found:
    """A promise, and whether it says outright that the person will hear or that it will be decided."""

    promise: Promise
    outright: bool

    @property
    def rank(self) -> tuple[bool, bool, bool, date]:
        spoken = self.promise.kind in {PromiseKind.DECIDE_BY, PromiseKind.CONTACT_BY}
        return spoken, self.outright, self.promise.kind is PromiseKind.FILLED_BY, self.promise.by


def read_promise(reading: Reading) -> Promise | None:
    """The employer's promise, or None; a promise to write or to decide goes before one to fill or to start.

    A mail that only says how things stand promises with any word on when ("word by the 30th"); any other mail only
    when it says outright that the person will hear or that it will be decided. When an offered job starts is no
    promise: that is `Facts.starts`.
    """
    if reading.label in _NEVER:
        return None
    found = [one for sentence in reading.sentences for part in _PART.split(sentence) for one in _in_part(part, reading)]
    return max(found, key=lambda each: each.rank).promise if found else None


def realistic_date(by: date, written: date) -> date:
    """When a promise will really be kept: `by` + max(5 business days, `by` - date of the mail) (letter.md A5a, C2a)."""
    length = max(0, (by - written).days)
    return max(add_business_days(by, _LEAST_BUFFER), shifted(by, length))


def _in_part(part: str, reading: Reading) -> Iterator[_Found]:
    kind = _kind(part, reading.label)
    if kind is None or (reading.label is Label.SCHEDULING and _is_about_the_meeting(part, reading)):
        return
    written = reading.written.date()
    timing = _chosen(part, kind, reading)
    if timing is None:
        return
    by = timing.by
    if kind is PromiseKind.CONTACT_BY and words.INTERVIEWING.search(part) and not _tells_the_person(part):
        by = add_business_days(by, _LEAST_BUFFER)
    closes = words.UNLESS.search(part) is not None and words.MEANS_NO.search(part) is not None
    promise = Promise(_quoted(part), kind, by, realistic_date(by, written), timing.begins, closes)
    yield _Found(promise, outright=_is_outright(part))


def _is_outright(part: str) -> bool:
    return any(
        pattern.search(part) for pattern in (words.TELLS, words.DECIDE, words.UNLESS, words.INTERVIEWING, words.CONTACT)
    ) and not words.STAGES.search(part)


def _chosen(part: str, kind: PromiseKind, reading: Reading) -> _Timing | None:
    """The last of the days that lie ahead; of a start the first."""
    written = reading.written.date()
    days = read_all_days(part, written, day_first=reading.day_first)
    if kind is PromiseKind.START_BY:
        days = tuple(day for day in days if day.kind is not DayKind.WAIT)  # "four days a week, start when you like"
    tells = words.TELLS.search(part)
    beside = tuple(day for day in days if tells and day.begin >= tells.start())
    soonest = written if tells and not words.OPEN_ENDED.search(part) else shifted(written, 1)
    timings = [timing for timing in _timings(part, beside or days, reading) if timing.by >= soonest]
    if not timings:
        return None
    if kind is PromiseKind.START_BY:
        return timings[0]
    return _carried_on(part, max(timings, key=lambda each: each.by))


def _carried_on(part: str, timing: _Timing) -> _Timing:
    """ "The board meets on the 19th and I will write the morning after"; "... and write that same week"."""
    if words.NEXT_DAY.search(part):
        return _Timing(shifted(timing.by, 1), None)
    if words.SAME_WEEK.search(part):
        return _Timing(max(timing.by, shifted(monday_of(timing.by), FRIDAY)), None)
    return timing


def _is_about_the_meeting(part: str, reading: Reading) -> bool:
    """In a mail that schedules, "I will call you on Tuesday" is the meeting itself and no promise to write."""
    if any(pattern.search(part) for pattern in (words.DECIDE, words.INTERVIEWING, words.FILLED, words.UNLESS)):
        return False
    return not words.TELLS.search(part) or bool(read_times(part, reading.sent))


def _kind(part: str, label: Label) -> PromiseKind | None:
    if words.UNLESS.search(part):
        return PromiseKind.CONTACT_BY
    if words.PAST.search(part) or part.endswith("?"):
        return None
    if words.CLOSING_DATE.search(part) and not (_tells_the_person(part) or _COUNTED_WAIT.search(part)):
        return None
    asks = bool(words.ASKS_PERSON.search(part))
    if words.FILLED.search(part) and not asks:
        return PromiseKind.FILLED_BY
    if words.INTERVIEWING.search(part):
        return PromiseKind.CONTACT_BY
    if label in _WAITING and _is_start(part) and not _tells_the_person(part):
        return PromiseKind.START_BY
    return None if asks else _spoken_kind(part, label)


def _spoken_kind(part: str, label: Label) -> PromiseKind | None:
    if label not in _WAITING:
        return _outright_kind(part)
    intends = bool(words.WHO_INTENDS.search(part) or words.USUAL.search(part))
    if intends and words.DECIDE.search(part) and not _tells_the_person(part):
        return PromiseKind.DECIDE_BY
    if intends and (words.CONTACT.search(part) or words.USUAL.search(part)):
        return PromiseKind.CONTACT_BY
    if words.AWAY.search(part):
        return None
    if words.WAITING.search(part):
        return PromiseKind.DECIDE_BY if words.DECIDE.search(part) else PromiseKind.CONTACT_BY
    return PromiseKind.DECIDE_BY if words.DONE_BY.search(part) else None


def _outright_kind(part: str) -> PromiseKind | None:
    if words.WHO_INTENDS.search(part) or words.USUAL.search(part):
        if _tells_the_person(part):
            return PromiseKind.CONTACT_BY
        if words.DECIDES.search(part):
            return PromiseKind.DECIDE_BY
    return None


def _tells_the_person(part: str) -> bool:
    """ "We will let you know our decision by ..." is a promise to write, "we will decide by ..." is not."""
    return bool(words.TELLS.search(part))


def _is_start(part: str) -> bool:
    start = words.START.search(part)
    if not start or not words.START_SUBJECT.search(part):
        return False
    return not words.START_OF_MEETING.search(part) and not words.CONTACT.search(part[: start.start()])


def _timings(part: str, days: tuple[DayMention, ...], reading: Reading) -> Iterator[_Timing]:
    for index, day in enumerate(days):
        before = part[max(0, day.begin - 40) : day.begin]
        if _is_beside_the_point(part, day, before):
            continue
        following = days[index + 1] if index + 1 < len(days) else None
        base = following.last if following and _is_counted_from(part, day, following) else _closing(part, day, reading)
        if day.kind is DayKind.WAIT and base:
            yield _Timing(_moved(day, base), None)
            return
        yield _timing(day, before)


def _is_beside_the_point(part: str, day: DayMention, before: str) -> bool:
    """Habits, letters of a day, "this year", and how long something lasts."""
    if words.LETTER_OF.search(before) or words.EVERY.search(before):
        return True
    if day.kind is DayKind.WAIT:
        return bool(_LASTS.search(before))
    return part[day.begin : day.end].lower() == "this year"


def _is_counted_from(part: str, wait: DayMention, base: DayMention) -> bool:
    """ "within two weeks of the closing date (31 October)"."""
    return base.kind is DayKind.DAY and bool(_COUNTED_FROM.fullmatch(part[wait.end : base.begin][:80]))


def _closing(part: str, wait: DayMention, reading: Reading) -> date | None:
    """The closing date that another sentence names, where a wait is counted from it."""
    if not words.OF_CLOSING_DATE.match(part, wait.end):
        return None
    written = reading.written.date()
    for line in reading.lines:
        closes = words.CLOSES.search(line)
        for day in read_all_days(line, written, day_first=reading.day_first) if closes else ():
            if closes and day.kind is DayKind.DAY and day.begin > closes.end():
                return day.last
    return None


def _moved(wait: DayMention, base: date) -> date:
    return add_business_days(base, wait.days) if wait.business else shifted(base, wait.days)


def _timing(day: DayMention, before: str) -> _Timing:
    if day.kind is DayKind.DAY and _BEFORE.search(before) and not _NOT_BEFORE.search(before):
        return _Timing(shifted(day.last, -1), None)
    if day.kind is not DayKind.RANGE or day.first == day.last or _BY.search(before):
        return _Timing(day.last, None)
    return _Timing(day.last, day.first)


def _quoted(sentence: str) -> str:
    if len(sentence) <= _LONGEST_QUOTE:
        return sentence
    return sentence[:_LONGEST_QUOTE].rpartition(" ")[0]
