"""Finds what can be a time of day in English text ("9.30", "half two", "0915", "tennish") and says which of it is one.

A number is an hour only by what stands round it: a word such as "at", a day, a part of the day, another hour.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from unwatch_classifiers.facts.calendar_words import WEEKDAY

_HOURS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_HOUR_WORD = "|".join(_HOURS)
_HALF = r"[ap]\.?\s?m\b\.?"

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Atom:
    """One hour as written. `half` is a, p, "24" for an hour that means what it says, or empty.

    `strong` ones are hours wherever they stand; `dotted` is "9.30", which may be a sum or a version too.
    """

    hour: int
    minute: int
    half: str
    strong: bool
    dotted: bool
    begin: int
    end: int


_ATOM = re.compile(
    rf"(?<![\w.:/£$€#+])(?:"
    rf"(?P<hour>[01]?\d|2[0-3])(?P<mark>[:.]|\s?h\s?)(?P<minute>[0-5]\d)(?![\d/%]|[.:]\d)(?:\s?(?P<half>{_HALF}))?"
    rf"|(?P<plain>1[0-2]|0?[1-9])\s?(?P<plain_half>{_HALF})"
    rf"|(?P<part>ha(?:lf|uf)\s+past|ha(?:lf|uf)|quarter\s+past|quarter\s+to|(?:ten|twenty(?:[-\s]five)?|five)\s+(?:past|to))"
    rf"\s+(?P<part_hour>{_HOUR_WORD}|1[0-2]|[1-9])\b(?![-'’]|[.:]\d)(?:\s?(?P<part_half>{_HALF}))?"
    rf"|(?P<noon>(?:12\s?)?(?:noon|midday))\b"
    rf"|(?P<clock>{_HOUR_WORD}|1[0-2]|[1-9])\s?o['’]?\s?clock\b"
    rf"|hours\s+(?P<hours>[01]?\d|2[0-3])\b(?![.:]\d)"
    rf"|(?P<military>[01]\d|2[0-3])(?P<military_minute>[0-5]\d)\s?(?:hrs|hours|h|Uhr)\b"
    rf"|(?P<run>0?[1-9]|1\d|2[0-3])(?P<run_minute>[0-5][05])(?:\s?(?P<run_half>{_HALF})|(?![\w/:%£$€-]|[.,]\d))"
    rf"|(?P<uhr>1?\d|2[0-3])\s?(?:Uhr|h)\b"
    rf"|(?P<bare>(?:{_HOUR_WORD})(?=n?ish\b|\b)(?![-'’](?!ish)|nish\w)|1[0-2]|[1-9])(?:-?n?ish\b)?"
    rf"(?![\w/:%.,]\w|[\w%£$€]|-[A-Za-z]|-\d{{3}})"
    rf")",
    re.IGNORECASE,
)
_PARTS = {"half": 30, "hauf": 30, "quarter": 15, "ten": 10, "twenty": 20, "five": 5}
_BEFORE_BARE = re.compile(
    r"(?:\b(?:at|around|about|from|between|until|till?|before|after|by|say|do|manage|circa|come|towards?|make\s+it|same|(?:place|instead)\s+of)|@)"
    r"(?:\s+(?:about|around|say|maybe|like|exactly))?\s*$",
    re.IGNORECASE,
)
_FOR = re.compile(r"\bfor(?:\s+(?:about|around|say))?\s*$", re.IGNORECASE)
_LIST = re.compile(r"\s*(?:,|/|&|\band\b|\bor\b)\s*", re.IGNORECASE)
_COUNTED = (
    r"(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?|people|persons?|candidates?|business|working"
    r"|questions?|references?|referees?|slots?|times?|options?|rounds?|stages?|other|others|of|more|teams?|colleagues?"
    r"|pages?|parts?|per|or\s+so\s+\w|x|st|nd|rd|th|children|women|men|staff|thing|third|quarter|last|final|big|small"
    r"|good|week)"
)
_AFTER_BARE = re.compile(
    rf"\s*-?\s?{_COUNTED}\b"
    r"|\s*(?-i:[A-Z][a-z]+\s+)(?-i:St|Street|Road|Rd|Ave|Avenue|Lane|Square|Way|Place|Drive|Court|Quay|Row|House|Park|Gate"
    r"|Terrace|Yard|Close|Crescent|Hill|Mews|Wharf|Boulevard)\b"
    r"|\s+(?!(?:is|was|has|suits|works|stands|tues|weds|thurs|as|yes|thanks|does|this|plus|tops|unless|perhaps|always|ours|yours|hours)\b)"
    r"[a-z]{2,}s\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:round|stage|step|part|phase|option|interview|no\.?|number|level|floor|room|gate|dock|unit|table|band"
    r"|grade|module|lot|line|platform|bay|building|suite|flat|apt|page|question|item|form|section|step|class|week|day"
    r"|counter|door|pier|hall|lab|studio|zone|terminal|block|wing|ward|theatre|year|category|tier|version|clause"
    r"|key|press|dial|ext\.?|extension|code|ref|rung)\s*$",
    re.IGNORECASE,
)
_DAY_NAME = rf"(?:{WEEKDAY}|tomorrow\b|tmrw\b|today\b|tonight\b)"
_BESIDE_DAY = re.compile(rf"\s+(?:on\s+|this\s+|next\s+)?{_DAY_NAME}", re.IGNORECASE)
_AFTER_DAY = re.compile(rf"(?:{_DAY_NAME}|\d(?:st|nd|rd|th)?),?\s+$", re.IGNORECASE)
_FROM_DAY = re.compile(
    r"(?:['’]s)?[\s,:;(–—-]*(?:(?:in\s+the\s+)?(?:morning|afternoon|arvo|evening|eve|night)\b[\s,]*)?"
    r"(?:(?:at|from|around|about|say|approx\.?|for|then|is)\s+)?",
    re.IGNORECASE,
)
_TO_DAY = re.compile(r"\s*(?:on\s+|this\s+|next\s+|,\s*)?(?:the\s+)?", re.IGNORECASE)
_STARTS_DAY = re.compile(rf"(?:(?:on|this|next|the)\s+)?(?:{_DAY_NAME}|\d)", re.IGNORECASE)
_TWO_DIGITS = 2
_LONGEST_STEP = 30
_SUITS = re.compile(
    r"\s+(?:suits?|works?|it\s+is|then\b|only\b|is\s+(?:fine|good|grand|great|perfect|ok(?:ay)?|better|best|confirmed))",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s*(?:$|[,.;?!)–—-]|(?:or\s+so|till?|until|to|sharp|if|in|on|at|for|and|or)\b)", re.IGNORECASE)
PART_OF_DAY = r"(?P<part>morning|afternoon|arvo|evening|night)\b"
"""Source of a pattern for a part of the day, as its group."""

_IN_PART = re.compile(rf"\s*(?:in\s+(?:the\s+)?|at\s+|of\s+the\s+){PART_OF_DAY}", re.IGNORECASE)


def find_atoms(text: str, taken: Spans) -> list[Atom]:
    """All that can be an hour in a bounded text, without what overlaps the dates in it."""
    found = (_atom(match) for match in _ATOM.finditer(text))
    return [atom for atom in found if atom and not _overlaps(atom, taken)]


def is_hour(text: str, atom: Atom, taken: Spans) -> bool:
    """Whether what stands round a number makes it an hour."""
    if atom.strong:
        return True
    before = text[max(0, atom.begin - 24) : atom.begin]
    if is_counted(text, atom) or _NUMBERED.search(before):
        return False
    if atom.dotted and (_BESIDE_DAY.match(text, atom.end) or _AFTER_DAY.search(before)):
        return True
    if _BEFORE_BARE.search(before) or _SUITS.match(text, atom.end) or _IN_PART.match(text, atom.end):
        return True
    if _FOR.search(before) and _ENDS.match(text, atom.end):
        return True
    return _stands_by_day(text, atom, taken)


def is_counted(text: str, atom: Atom) -> bool:
    """Whether a number counts something: "3 of us", "4 rounds", "12 High Street"."""
    return bool(_AFTER_BARE.match(text, atom.end))


def _overlaps(atom: Atom, taken: Spans) -> bool:
    return any(atom.begin < end and begin < atom.end for begin, end in taken)


def _stands_by_day(text: str, atom: Atom, taken: Spans) -> bool:
    """Whether a number is the hour of a day: "Thursday, 4", "tomorrow, eleven, top of the stairs", "12.30 tomorrow"."""
    word = text[atom.begin : atom.end].isalpha()
    for begin, end in taken:
        gap = text[end : atom.begin]
        if end <= atom.begin and len(gap) <= _LONGEST_STEP and _FROM_DAY.fullmatch(gap):
            if text[end - 1].isdigit() and _LIST.fullmatch(gap) and atom.end - atom.begin <= _TWO_DIGITS:
                return False  # "December 9, 10 and 11"
            return not word or bool(_ENDS.match(text, atom.end))
        gap = text[atom.end : begin]
        if atom.end <= begin and not word and _TO_DAY.fullmatch(gap) and _STARTS_DAY.match(text, begin):
            return True
    return False


def _atom(match: re.Match[str]) -> Atom | None:
    begin, end = match.span()
    if match["hour"]:
        half, exact = _half(match["half"]), match["mark"].strip().lower() == "h"
        strong = match["mark"] != "." or bool(half)
        meant = half or ("24" if exact else _as_written(match["hour"]))
        return Atom(int(match["hour"]), int(match["minute"]), meant, strong, not strong, begin, end)
    if match["plain"]:
        return Atom(int(match["plain"]), 0, _half(match["plain_half"]), True, False, begin, end)
    if match["part"]:
        return _part(match)
    if match["noon"]:
        return Atom(12, 0, "p", True, False, begin, end)
    if match["military"]:
        return Atom(int(match["military"]), int(match["military_minute"]), "24", True, False, begin, end)
    if match["run"]:
        return _run(match)
    if match["uhr"] or match["hours"]:
        return Atom(int(match["uhr"] or match["hours"]), 0, "24", True, False, begin, end)
    word = match["clock"] or match["bare"]
    return Atom(_hour(word), 0, "", bool(match["clock"]), False, begin, end)


def _part(match: re.Match[str]) -> Atom:
    words = match["part"].lower().replace("-", " ").split()
    minute, hour = _PARTS[words[0]] + (5 if "five" in words[1:] else 0), _hour(match["part_hour"])
    if words[-1] == "to":
        minute, hour = 60 - minute, (hour - 2) % 12 + 1
    return Atom(hour, minute, _half(match["part_half"]), _is_sure_part(match, words), False, match.start(), match.end())


def _is_sure_part(match: re.Match[str], words: list[str]) -> bool:
    """ "Five to ten people" is no time, "half one" may be another half; "quarter to ten" and "half two" are times."""
    if words[0] in {"half", "hauf", "quarter"}:
        return len(words) > 1 or not (match["part_hour"].isdigit() or match["part_hour"].lower() == "one")
    return words[-1] == "past"


def _run(match: re.Match[str]) -> Atom | None:
    """ "0915" and "830 am"; 2025 is a year."""
    written, half = match["run"] + match["run_minute"], _half(match["run_half"])
    if not half and len(written) == 4 and written[:2] in {"19", "20"}:
        return None
    if half and int(match["run"]) > 12:
        return None
    exact = "24" if len(written) == 4 and (written[0] == "0" or int(match["run"]) > 12) else ""
    hour, minute = int(match["run"]), int(match["run_minute"])
    return Atom(hour, minute, half or exact, bool(half), False, match.start(), match.end())


def _hour(word: str) -> int:
    return int(word) if word.isdigit() else _HOURS.index(word.lower()) + 1


def _half(word: str | None) -> str:
    return word[0].lower() if word else ""


def _as_written(hour: str) -> str:
    """ "09:00", "13:00" and "10:00" are meant as they stand; "2:30" is not at night."""
    return "24" if (len(hour) == 2 and not 0 < int(hour) < 7) or int(hour) > 12 or hour.startswith("0") else ""
