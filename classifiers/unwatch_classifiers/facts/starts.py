"""Reads when the job would start (letter.md C2e).

In an offer every day ahead is the start, an answer's deadline, or beside the point. So the days are weighed: what
stands beside "start", "from" or "first shift" goes before a bare date; what stands behind "by" or "until", or beside
the letter's own end, is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from unwatch_classifiers.facts import start_words as words
from unwatch_classifiers.facts.calendar_words import DayKind, DayMention
from unwatch_classifiers.facts.named_days import read_all_days
from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.records import Label

_SAID_START, _FROM, _BARE = 3, 2, 1
_NEAR = 60
_SUBJECT = 25
"""Characters before "starts" in which stands what does."""
_NEVER = frozenset({Label.REJECTION, Label.OUTREACH, Label.OTHER})


@dataclass(frozen=True, slots=True)
class _Candidate:
    day: date
    weight: int


def read_starts(reading: Reading) -> date | None:
    """The day the job would start: of offers, and wherever a mail says "start date"; of a vague span its first day."""
    if reading.label is Label.OFFER:
        found = [one for text in _texts(reading) for one in _in_offer(text, reading)]
        best = max((one.weight for one in found), default=0)
        return next((one.day for one in found if one.weight == best), None)
    if reading.label in _NEVER:
        return None
    return next((day for sentence in reading.sentences if (day := _said_outright(sentence, reading))), None)


def _texts(reading: Reading) -> tuple[str, ...]:
    """The sentences; "That's the 3rd of June" belongs to the one before."""
    joined: list[str] = []
    for sentence in reading.sentences:
        if joined and words.SAME_DAY.match(sentence):
            joined[-1] = f"{joined[-1].rstrip('.')}, {sentence}"
        else:
            joined.append(sentence)
    return tuple(joined)


def _said_outright(sentence: str, reading: Reading) -> date | None:
    word = words.START_DATE.search(sentence)
    if not word or words.OTHER_EVENT.search(sentence) or sentence.endswith("?"):
        return None
    days = [
        day
        for day in _ahead(sentence, reading)
        if day.begin >= word.end() and not words.LIMIT.search(sentence[: day.begin])
    ]
    return _moved_to(sentence, days) if days else None


def _ahead(text: str, reading: Reading) -> list[DayMention]:
    written = reading.written.date()
    days = read_all_days(text, written, day_first=reading.day_first)
    return [day for day in days if day.kind is not DayKind.WAIT and day.first > written]


def _in_offer(text: str, reading: Reading) -> Iterator[_Candidate]:
    groups = _grouped(text, _ahead(text, reading))
    if len(groups) > 1 and words.MOVES.search(text):
        yield _Candidate(groups[-1][-1].first, _SAID_START)
        return
    after = 0
    for group in groups:
        weight = _weight(text, group, after)
        if weight:
            yield _Candidate(_plainest(text, group).first, weight)
        after = group[-1].end


def _grouped(text: str, days: list[DayMention]) -> list[list[DayMention]]:
    """Days that are one and the same: "the Tuesday after the long weekend, May 20"."""
    groups: list[list[DayMention]] = []
    for day in days:
        known = groups[-1][-1] if groups else None
        if known and _explains(text, known, day):
            groups[-1].append(day)
        else:
            groups.append([day])
    return groups


def _explains(text: str, known: DayMention, day: DayMention) -> bool:
    """Whether a second day only dates the first, which was a mere weekday."""
    if words.NUMBERED.search(text[known.begin : known.end]):
        return False
    return bool(words.APPOSITION.fullmatch(text[known.end : day.begin][:_NEAR]))


def _plainest(text: str, group: list[DayMention]) -> DayMention:
    return next((day for day in group if words.NUMBERED.search(text[day.begin : day.end])), group[0])


def _moved_to(text: str, days: list[DayMention]) -> date:
    """ "The start date moves from 3 November to 17 November": the new one."""
    return (days[-1] if words.MOVES.search(text) else days[0]).first


def _weight(text: str, group: list[DayMention], after: int) -> int:
    first, last = group[0], group[-1]
    before = text[max(after, first.begin - _NEAR) : first.begin]
    behind = text[last.end : last.end + _NEAR]
    if words.FROM.search(before):
        return _FROM
    if words.LIMIT.search(before) or words.LIMIT_BEHIND.match(behind):
        return 0
    start = words.START.search(before)
    if start or words.START_BEHIND.match(behind):
        beside = before[start.start() :] if start else before
        event = before[max(0, start.start() - _SUBJECT) :] if start else before
        return 0 if words.OTHER_EVENT.search(event) or words.ENDS.search(beside) else _SAID_START
    if first.kind is DayKind.RANGE or words.ENDS.search(before):
        return 0
    exact = words.NUMBERED.search(text[first.begin : last.end]) or words.AT_A_TIME.match(behind)
    bare = words.BARE.search(before) and exact
    return _BARE if bare and not words.OTHER_EVENT.search(text[:after] + before) else 0
