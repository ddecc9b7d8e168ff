"""Whether the words round a day make it a limit for the person: "by Friday", "closes on the 4th", "Friday will do"."""

from __future__ import annotations

import re

_FILLER = (
    r"(?:the|at|on|this|that|next|(?:the\s+)?end\s+of|close(?:\s+of)?|EOD|COB|EOP|business|the\s+day|day|play|latest"
    r"|about|around|later\s+than|midnight|noon|midday|in|after|:|is|of|,|first\s+thing|itself|again|by|an?|just|early"
    r"|late|mid|lunch(?:time)?|then|it|closing\s+date)"
)
_CLOSES = (
    r"clos(?:es|ing|ed)|shuts|locks|expir\w+|dies|lapses?|ends?|goes\s+(?:cold|dead|dark|away|down)"
    r"|switch(?:es)?\s+off|runs?\s+out|disappears?|vanish(?:es)?|self[-\s]?destructs?|evaporates?|stops?\s+working"
    r"|cut-?off|(?:is|be)\s+withdrawn"
)
_LIMIT = re.compile(
    r"\b(?:by|before|afore|b4|within|inside|(?:no|not)\s+later\s+than|until|till?|expir\w+|due|needed"
    r"|(?:open|valid|available|active|live|good|up)\s+(?:through|thru|for|to)|this\s+side\s+of|ahead\s+of|in\s+time\s+for"
    r"|(?:received|arriving|submitted|returned|sent)\s+after"
    rf"|deadline(?:['’]s|\s+(?:for|to)(?:\s+\w+){{1,5}}|\s+is)?"
    rf"|(?:you|still)\s+have|have\s+up\s+to|latest|{_CLOSES}|(?:got|have)\s+to\s+close(?:\s+\w+){{0,4}})\b"
    rf"[\s:]*(?:{_FILLER}[\s:]*){{0,5}}$",
    re.IGNORECASE,
)
_SPENT = re.compile(
    r"\b(?:complete|submit|return|finish|respond|reply|expir\w+|clos\w+|dies?|gone|shuts?|lapses?|vanish\w*)\b[^.;]{0,60}"
    r"\b(?:in|over)\s+(?:the\s+)?(?:next\s+)?$",
    re.IGNORECASE,
)
_CLOSES_BEFORE = re.compile(rf"\b(?:{_CLOSES}|we\s+(?:close|shut|lock))\b[^.;]{{0,30}}$", re.IGNORECASE)
_CLOSES_AFTER = re.compile(
    rf"[^.;]{{0,24}}\b(?:it|this|that|link|portal|window|form|access|page|server|test|box|room)\s+(?:then\s+)?(?:{_CLOSES})\b",
    re.IGNORECASE,
)
_AT_THE_LATEST = re.compile(
    r"\s*,?\s*(?:at\s+the\s+(?:very\s+)?latest|latest\b|or\s+(?:earlier|before|sooner)|is\s+the\s+(?:deadline|latest|last\s+day)"
    r"|is\s+when\s+it\s+(?:closes|shuts|locks))",
    re.IGNORECASE,
)
_SOFT_AFTER = re.compile(
    r"\s*,?\s*(?:(?:morning|afternoon|evening|night|lunchtime|noon)\b)?\s*(?:please|pls|plz|ta\b|ideally|if\s+(?:you|u|at|poss|that|it)"
    r"|would\s+(?:be|do|suit|let|help)|will\s+do|does|(?:is|['’]?s)\s+(?:fine|ok(?:ay)?|good|grand|soon|great|perfect|plenty|best)"
    r"|works|can\s*\?|or\s+(?:the|we|i|it|you|else)\b|preferably|EOD|COB|\?|or\s+thereabouts|if\s+possible)",
    re.IGNORECASE,
)
_SOFT_BEFORE = re.compile(
    r"\b(?:(?:like|need|want|have|send|return|mail|post|bring|deliver|drop|upload|push|hand|give|get|submit|expect|love|see|show)"
    r"(?:\s+(?:me|us|him|her|it|them|that|this|those|your|both|all|to|back|in|over|on|my|off|the|an?|desk|answers?|list"
    r"|numbers?|names?|documents?|page|something)){0,6}|back|for|to\s+(?:me|us)|in\s+hand)\s+(?:on\s+|for\s+|the\s+|this\s+|next\s+)*$",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"[\W_]*(?:(?:on|for|the|say|so|this|next|noon|midnight|please|thanks?|latest|\d{1,2}(?:am|pm)?)\b[\W_]*)*",
    re.IGNORECASE,
)
_STRICTLY_BEFORE = re.compile(r"(?<!\bor\s)\b(?:before|afore|b4)\s+(?:the\s+)?$", re.IGNORECASE)
_THIS_SIDE = re.compile(r"\bthis\s+side\s+of\s+(?:the\s+)?$", re.IGNORECASE)
_IS_OVER = re.compile(r"\s*(?:ends?|is\s+(?:over|out|done)|finishes)\b", re.IGNORECASE)
_LONGEST = 70


def is_limit(clause: str, begin: int, end: int) -> bool:
    """Whether a day, with the hour beside it, at `begin`..`end` is what something has to be done by."""
    before = clause[max(0, begin - _LONGEST) : begin]
    return bool(
        _LIMIT.search(before)
        or _AT_THE_LATEST.match(clause, end)
        or _CLOSES_BEFORE.search(before)
        or _CLOSES_AFTER.match(clause, end)
    )


def is_wished(clause: str, begin: int, end: int) -> bool:
    """Whether a day is when something is wished for: "I'd like it Friday", "Monday would be good", "Friday?"."""
    before, after = clause[max(0, begin - _LONGEST) : begin], clause[end:]
    alone = _ALONE.fullmatch(clause[:begin][-_LONGEST:]) and _ALONE.fullmatch(after[:_LONGEST])
    return bool(alone or _SOFT_AFTER.match(clause, end) or _SOFT_BEFORE.search(before))


def is_day_before(clause: str, begin: int) -> bool:
    """ "This side of Tuesday" is Monday."""
    return bool(_THIS_SIDE.search(clause[:begin]))


def is_time_allowed(clause: str, begin: int) -> bool:
    """Whether a wait is the time that there is: "expires in 72 hours", "complete it over the next 5 days"."""
    return bool(_SPENT.search(clause[:begin]))


def is_strictly_before(clause: str, begin: int, end: int) -> bool:
    """ "Before 4 October" is over when that day begins; "before Friday ends" is not."""
    return bool(_STRICTLY_BEFORE.search(clause[:begin])) and not _IS_OVER.match(clause, end)
