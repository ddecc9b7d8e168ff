"""Reads the times of day that English text names: "10:00 to 10:45", "2pm ET", "half past nine", "at 2, 3 or 4"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, time, tzinfo

from unwatch_classifiers.facts.calendar_words import WEEKDAY
from unwatch_classifiers.facts.clock_atoms import PART_OF_DAY, Atom, Spans, find_atoms, is_counted, is_hour
from unwatch_classifiers.facts.zones import ZONE, read_zone

_LONGEST = 800


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time of day, or a span of it, as written: where it stands, and the zone written beside it.

    `closes` says that it is when something ends ("until half past twelve").
    """

    start: time
    until: time | None
    begin: int
    end: int
    zone: tzinfo | None = None
    closes: bool = False


_ZONE_AFTER = re.compile(rf"\s?[(,]?\s?(?:{ZONE})\)?")
_LINK = re.compile(r"\s*(?:,|/|\bor\b|\band\b|,\s*or\b|&)\s*(?:at\s+|about\s+|maybe\s+|by\s+)?", re.IGNORECASE)
_SPAN = re.compile(
    r"[\s,]*(?:-|–|—|\bto(?:\s+the\s+end\s+at)?\b|\buntil\b|\btill?\b|\bthrough\b)\s*(?:a\s+|about\s+|around\s+|say\s+)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s*(?:a\s+)?$", re.IGNORECASE)
_AND = re.compile(r"\s*and\s*", re.IGNORECASE)
_PART_AFTER = re.compile(
    rf"\s*(?:sharp\s+)?(?:in\s+(?:the\s+)?|at\s+|of\s+the\s+)?(?:on\s+|this\s+|next\s+)?(?:(?:{WEEKDAY}|tomorrow|tmrw)\s+)?"
    rf"(?:{PART_OF_DAY}|(?P<night>tonight)\b)",
    re.IGNORECASE,
)
_PART_BEFORE = re.compile(
    rf"(?:{WEEKDAY}|\btomorrow|\btmrw|\bthis|\d(?:st|nd|rd|th))\s+{PART_OF_DAY}(?:(?!{WEEKDAY})[^.;?!]){{0,60}}$|\b(?P<night>tonight)\b[^.;?!]{{0,16}}$",
    re.IGNORECASE,
)
_MOVED_FROM = re.compile(
    r"\b(?:mov\w+|chang\w+|re-?schedul\w+|shift\w*|push\w*|brought|nudg\w+|postpon\w+|switch\w*)\b[^.;]{0,50}\bfrom\s+$",
    re.IGNORECASE,
)
_EVENINGS = re.compile(
    r"(?<!good\s)\b(?:evenings?|tonight|after\s+(?:your\s+|my\s+)?work|after\s+hours)\b", re.IGNORECASE
)
_MORNINGS = re.compile(r"\b(?:mornings?|breakfast|before\s+(?:work|school))\b", re.IGNORECASE)
_CLOSES = re.compile(
    r"\b(?:until|till?|to\s+the\s+end\s+at|finish\w*(?:\s+\w+){0,3}\s+(?:by|at|around)|end(?:s|ing)?\s+(?:by|at|around)"
    r"|out\s+(?:by|at)|(?:done|over|back|free)\s+by|back\s+for|wrap\w*(?:\s+up)?\s+(?:by|at|around)|call\s+it)"
    r"(?:\s+(?:about|around|approx\.?|say|a))?\s*$",
    re.IGNORECASE,
)
_RESTATES = re.compile(r"(?:\b(?:that['’]?s|that\s+is|this\s+is|which\s+is|i\.e\.)|[=≈])\s*$", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"(?:\s+in\s+the\s+\w+)?[\s,]*(?:for\s+(?:you|me|us)\b|(?:your|my|our)\s+(?:time|end)\b|in\s+(?-i:[A-Z])|on\s+your"
    rf"|mine\b|there\b|here\b|\(?(?-i:{ZONE}))",
    re.IGNORECASE,
)


def read_times(text: str, written: datetime, taken: Spans = ()) -> tuple[TimeMention, ...]:
    """The times of day in a sentence, in order; only its first 800 characters are read.

    `taken` are stretches of the text that are dates, so that the 14 of "14 October" is no hour and the 4 of
    "Thursday, 4" is one. 1 to 5, and 6 to half past, are taken for the afternoon where nothing says otherwise.
    """
    text = text[:_LONGEST]
    atoms = _kept(text, find_atoms(text, taken), taken)
    return tuple(_mentions(text, [atom for atom in atoms if not _is_restated(text, atom)], written))


def _kept(text: str, atoms: list[Atom], taken: Spans) -> list[Atom]:
    """Without the numbers that are no hours, judged by what stands round them."""
    sure = [is_hour(text, atom, taken) for atom in atoms]
    order = list(range(len(atoms)))
    for index in (*order[1:], *reversed(order[:-1])):
        for other in (index - 1, index + 1):
            if not sure[index] and 0 <= other < len(atoms) and sure[other]:
                left, right = sorted((index, other))
                sure[index] = _joined(text, atoms[left], atoms[right]) and not is_counted(text, atoms[index])
    return [atom for ok, atom in zip(sure, atoms, strict=True) if ok]


def _is_restated(text: str, atom: Atom) -> bool:
    """ "17:00 JST (this is 09:00 in Prague)": the same moment on another clock."""
    return bool(_RESTATES.search(text[max(0, atom.begin - 12) : atom.begin]) and _ELSEWHERE.match(text, atom.end))


def _gap(text: str, left: Atom, right: Atom) -> str:
    zone = _ZONE_AFTER.match(text, left.end, right.begin)
    return text[zone.end() if zone else left.end : right.begin]


def _joined(text: str, left: Atom, right: Atom) -> bool:
    gap = _gap(text, left, right)
    return bool(_LINK.fullmatch(gap) or _SPAN.fullmatch(gap))


def _spans(text: str, left: Atom, right: Atom) -> bool:
    gap = _gap(text, left, right)
    if _AND.fullmatch(gap):
        return bool(_BETWEEN.search(text[max(0, left.begin - 12) : left.begin]))
    return bool(_SPAN.fullmatch(gap)) and not _MOVED_FROM.search(text[max(0, left.begin - 70) : left.begin])


def _mentions(text: str, atoms: list[Atom], written: datetime) -> list[TimeMention]:
    found: list[TimeMention] = []
    halves = _inherited(text, atoms)
    index = 0
    while index < len(atoms):
        left = replace(atoms[index], half=halves[index])
        index += 1
        until = None
        last = left
        if index < len(atoms) and _spans(text, left, atoms[index]):
            last = replace(atoms[index], half=halves[index])
            until = last
            index += 1
        found.append(_mention(text, left, until, last.end, written))
    return found


def _inherited(text: str, atoms: list[Atom]) -> list[str]:
    """ "2 or 3pm", "2-3pm": the hour without am or pm has that of the next; "11-1pm" begins in the morning."""
    halves = [_part_of_day(text, atom) if atom.half in {"", "24"} and atom.hour <= 12 else atom.half for atom in atoms]
    for index in reversed(range(len(atoms) - 1)):
        here, after = atoms[index], atoms[index + 1]
        if not halves[index] and halves[index + 1] in {"a", "p"} and _joined(text, here, after):
            turns = _minutes(here.hour % 12, here.minute) > _minutes(after.hour % 12, after.minute)
            halves[index] = "a" if turns and _spans(text, here, after) else halves[index + 1]
    return halves


def _part_of_day(text: str, atom: Atom) -> str:
    """The half of the day that a part of it beside the hour, or beside its day, says: "Tuesday evening at 7.30"."""
    match = _PART_AFTER.match(text, atom.end) or _PART_BEFORE.search(text[max(0, atom.begin - 100) : atom.begin])
    if not match:
        return atom.half or _evening(text, atom)
    part = (match["part"] or "night").lower()
    early = part == "morning" or (part == "night" and atom.hour < 6)
    return "a" if early else "p"


def _evening(text: str, atom: Atom) -> str:
    """ "I work most evenings, so I can offer 7:30": from half past six on, where nothing speaks of the morning."""
    late = atom.hour in {6, 7, 8, 9} and bool(_EVENINGS.search(text)) and not _MORNINGS.search(text)
    return "p" if late else ""


def _minutes(hour: int, minute: int) -> int:
    return hour * 60 + minute


def _mention(text: str, left: Atom, until: Atom | None, end: int, written: datetime) -> TimeMention:
    start = _clock(left)
    stop = _clock(until) if until else None
    if stop and stop <= start and until and not until.half and stop.hour < 12:
        stop = stop.replace(hour=stop.hour + 12)
    if stop and stop <= start:
        stop = None
    zone = _ZONE_AFTER.match(text, end)
    named = read_zone(zone, written) if zone else None
    after = zone.end() if zone and named else end
    if until and not named:  # "10:00 GMT to 10:45"
        first = _ZONE_AFTER.match(text, left.end, until.begin)
        named = read_zone(first, written) if first else None
    closes = bool(_CLOSES.search(text[max(0, left.begin - 50) : left.begin]))
    return TimeMention(start, stop, left.begin, after, named, closes)


def _clock(atom: Atom) -> time:
    hour = atom.hour
    if atom.half == "p" and hour < 12:
        hour += 12
    elif atom.half == "a" and hour == 12:
        hour = 0
    elif not atom.half and _minutes(hour, atom.minute) <= _minutes(6, 30):
        hour += 12
    return time(hour, atom.minute)
