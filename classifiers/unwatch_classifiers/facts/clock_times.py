"""Reads the times of day that English text names: "10:00 to 10:45", "2pm ET", "half past nine", "at 2, 3 or 4"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, time, tzinfo

from unwatch_classifiers.facts.calendar_words import WEEKDAY
from unwatch_classifiers.facts.zones import ZONE, read_zone

_LONGEST = 800
_HOURS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_HOUR_WORD = "|".join(_HOURS)


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time of day, or a span of it, as written: where it stands, and the zone written beside it."""

    start: time
    until: time | None
    begin: int
    end: int
    zone: tzinfo | None = None


@dataclass(frozen=True, slots=True)
class _Atom:
    hour: int
    minute: int
    half: str
    strong: bool
    dotted: bool
    begin: int
    end: int


_ATOM = re.compile(
    rf"(?<![\w.:/£$€#+])(?:"
    rf"(?P<hour>[01]?\d|2[0-3])(?P<mark>[:.h])(?P<minute>[0-5]\d)(?![\d/]|[.:]\d)(?:\s?(?P<half>[ap]\.?\s?m\b\.?))?"
    rf"|(?P<plain>1[0-2]|0?[1-9])\s?(?P<plain_half>[ap]\.?\s?m\b\.?)"
    rf"|(?P<part>half\s+past|half|quarter\s+past|quarter\s+to|ten\s+past|ten\s+to|twenty\s+past|twenty\s+to"
    rf"|five\s+past|five\s+to)"
    rf"\s+(?P<part_hour>{_HOUR_WORD}|1[0-2]|[1-9])\b(?:\s?(?P<part_half>[ap]\.?\s?m\b\.?))?"
    rf"|(?P<noon>(?:12\s?)?(?:noon|midday))\b"
    rf"|(?P<clock>{_HOUR_WORD}|1[0-2]|[1-9])\s?o['’]?\s?clock\b"
    rf"|(?P<military>[01]\d|2[0-3])(?P<military_minute>[0-5]\d)\s?(?:hrs|hours|h|Uhr)\b"
    rf"|(?P<uhr>1?\d|2[0-3])\s?(?:Uhr|h)\b"
    rf"|(?P<bare>(?:{_HOUR_WORD})\b(?![-'’])|1[0-2]|[1-9])(?![\w/:%.,]\w|[\w%]|-[A-Za-z]|-\d{{3}})"
    rf")",
    re.IGNORECASE,
)
_PARTS = {"half": 30, "quarter": 15, "ten": 10, "twenty": 20, "five": 5}
_BEFORE_BARE = re.compile(
    r"(?:\b(?:at|@|around|about|from|between|until|till|before|after|by|for)|@)(?:\s+(?:about|around|say))?\s*$",
    re.IGNORECASE,
)
_AFTER_BARE = re.compile(
    r"\s*-?\s?(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?|people|persons?|candidates?|business|working"
    r"|questions?|references?|referees?|slots?|times?|options?|rounds?|stages?|other|of|more|teams?|colleagues?"
    r"|pages?"
    r"|parts?|per|or\s+so|x|st|nd|rd|th)\b"
    r"|\s*[A-Z][a-z]+\s+(?:St|Street|Road|Rd|Ave|Avenue|Lane|Square|Way|Place|Drive|Court|Quay|Row|House|Park)\b",
    re.IGNORECASE,
)
_BESIDE_DAY = re.compile(rf"\s+(?:on\s+|this\s+|next\s+)?(?:{WEEKDAY}|tomorrow\b|today\b)", re.IGNORECASE)
_AFTER_DAY = re.compile(rf"(?:{WEEKDAY}|tomorrow|today|\d(?:st|nd|rd|th)?),?\s+$", re.IGNORECASE)
_ZONE_AFTER = re.compile(rf"\s?[(,]?\s?(?:{ZONE})\)?")
_LINK = re.compile(r"\s*(?:,|/|\bor\b|\band\b|,\s*or\b|&)\s*(?:at\s+)?", re.IGNORECASE)
_SPAN = re.compile(r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b|\btil\b)\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s*$", re.IGNORECASE)
_AND = re.compile(r"\s*and\s*", re.IGNORECASE)
_PART_OF_DAY = re.compile(r"\s*(?:in\s+the\s+|at\s+)?(?P<part>morning|afternoon|evening|night)\b", re.IGNORECASE)


def read_times(text: str, written: datetime, taken: tuple[tuple[int, int], ...] = ()) -> tuple[TimeMention, ...]:
    """The times of day in a sentence, in order; only its first 800 characters are read.

    `taken` are stretches of the text that are dates, so that the 14 of "14 October" is no hour. A bare number is an
    hour only after a word such as "at" or beside another time; 1 to 6 are then taken for the afternoon.
    """
    text = text[:_LONGEST]
    atoms = _kept(text, [atom for atom in map(_atom, _ATOM.finditer(text)) if atom and not _overlaps(atom, taken)])
    return tuple(_mentions(text, atoms, written))


def _overlaps(atom: _Atom, taken: tuple[tuple[int, int], ...]) -> bool:
    return any(atom.begin < end and begin < atom.end for begin, end in taken)


def _atom(match: re.Match[str]) -> _Atom | None:
    begin, end = match.span()
    if match["hour"]:
        half = _half(match["half"])
        strong = match["mark"] != "." or bool(half)
        return _Atom(
            int(match["hour"]), int(match["minute"]), half or _as_written(match["hour"]), strong, not strong, begin, end
        )
    if match["plain"]:
        return _Atom(int(match["plain"]), 0, _half(match["plain_half"]), True, False, begin, end)
    if match["part"]:
        return _part(match)
    if match["noon"]:
        return _Atom(12, 0, "p", True, False, begin, end)
    if match["military"]:
        return _Atom(int(match["military"]), int(match["military_minute"]), "24", True, False, begin, end)
    if match["uhr"]:
        return _Atom(int(match["uhr"]), 0, "24", True, False, begin, end)
    word = match["clock"] or match["bare"]
    return _Atom(_hour(word), 0, "", bool(match["clock"]), False, begin, end)


def _part(match: re.Match[str]) -> _Atom:
    words = match["part"].lower().split()
    minute, hour = _PARTS[words[0]], _hour(match["part_hour"])
    if words[-1] == "to":
        minute, hour = 60 - minute, (hour - 2) % 12 + 1
    strong = len(words) > 1
    return _Atom(hour, minute, _half(match["part_half"]), strong, False, match.start(), match.end())


def _hour(word: str) -> int:
    return int(word) if word.isdigit() else _HOURS.index(word.lower()) + 1


def _half(word: str | None) -> str:
    return word[0].lower() if word else ""


def _as_written(hour: str) -> str:
    """ "09:00", "13:00" and "10:00" are meant as they stand; "2:30" is not at night."""
    return "24" if (len(hour) == 2 and not 0 < int(hour) < 7) or int(hour) > 12 or hour.startswith("0") else ""


def _kept(text: str, atoms: list[_Atom]) -> list[_Atom]:
    """Without the numbers that are no hours, judged by what stands round them."""
    sure = [atom.strong or _is_announced(text, atom) for atom in atoms]
    sure = [ok and (atom.strong or not _AFTER_BARE.match(text, atom.end)) for ok, atom in zip(sure, atoms, strict=True)]
    order = list(range(len(atoms)))
    for index in (*order[1:], *reversed(order[:-1])):
        for other in (index - 1, index + 1):
            if not sure[index] and 0 <= other < len(atoms) and sure[other]:
                left, right = sorted((index, other))
                sure[index] = _joined(text, atoms[left], atoms[right]) and not _AFTER_BARE.match(text, atoms[index].end)
    return [atom for ok, atom in zip(sure, atoms, strict=True) if ok]


def _is_announced(text: str, atom: _Atom) -> bool:
    """Whether the words round a number make it an hour: "at 3", "1.30 on Monday"."""
    before = text[max(0, atom.begin - 24) : atom.begin]
    beside_day = atom.dotted and (_BESIDE_DAY.match(text, atom.end) or _AFTER_DAY.search(before))
    return bool(beside_day or _BEFORE_BARE.search(before))


def _gap(text: str, left: _Atom, right: _Atom) -> str:
    zone = _ZONE_AFTER.match(text, left.end, right.begin)
    return text[zone.end() if zone else left.end : right.begin]


def _joined(text: str, left: _Atom, right: _Atom) -> bool:
    gap = _gap(text, left, right)
    return bool(_LINK.fullmatch(gap) or _SPAN.fullmatch(gap))


def _spans(text: str, left: _Atom, right: _Atom) -> bool:
    gap = _gap(text, left, right)
    if _AND.fullmatch(gap):
        return bool(_BETWEEN.search(text[max(0, left.begin - 12) : left.begin]))
    return bool(_SPAN.fullmatch(gap))


def _mentions(text: str, atoms: list[_Atom], written: datetime) -> list[TimeMention]:
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


def _inherited(text: str, atoms: list[_Atom]) -> list[str]:
    """ "2 or 3pm", "2-3pm": the hour without am or pm has that of the next; "11-1pm" begins in the morning."""
    halves = [atom.half or _part_of_day(text, atom.end) for atom in atoms]
    for index in reversed(range(len(atoms) - 1)):
        here, after = atoms[index], atoms[index + 1]
        if not halves[index] and halves[index + 1] in {"a", "p"} and _joined(text, here, after):
            turns = _minutes(here.hour % 12, here.minute) > _minutes(after.hour % 12, after.minute)
            halves[index] = "a" if turns and _spans(text, here, after) else halves[index + 1]
    return halves


def _part_of_day(text: str, end: int) -> str:
    match = _PART_OF_DAY.match(text, end)
    return "" if not match else "a" if match["part"].lower() == "morning" else "p"


def _minutes(hour: int, minute: int) -> int:
    return hour * 60 + minute


def _mention(text: str, left: _Atom, until: _Atom | None, end: int, written: datetime) -> TimeMention:
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
    return TimeMention(start, stop, left.begin, after, named)


def _clock(atom: _Atom) -> time:
    hour = atom.hour
    if atom.half == "p" and hour < 12:
        hour += 12
    elif atom.half == "a" and hour == 12:
        hour = 0
    elif not atom.half and hour < 7:
        hour += 12
    return time(hour, atom.minute)
