"""The words beside a day that make it the first one at work, or something else."""

from __future__ import annotations

import re

START_DATE = re.compile(
    r"\b(?:start(?:ing)?\s+date|first\s+day|date\s+of\s+commencement|commencement\s+date"
    r"|joining\s+date|you(?:\s+(?:will|would)|['’]ll|['’]d)?\s+(?:start|begin|join)\s+(?:with\s+)?(?:us\s+)?(?:work\s+)?on)\b",
    re.IGNORECASE,
)
START = re.compile(
    r"\b(?:start(?:s|ing|ed)?|begin(?:s|ning)?|commenc\w+|effective|effect\s+from|as\s+of|join(?:s|ing)?|doj|resum\w+"
    r"|report(?:ing)?|entry|orientation|kick(?:s|ing)?[\s-]?off|induction|in-service|convocation|on\s*board\w*|get\s+you\s+going"
    r"|first\s+(?:day|shift|morning|night|one|week|\w+\s+day|box|class)|wants?\s+you|have\s+you|need\s+you"
    r"|(?:start|date)\s+(?:we['’]ve\s+)?(?:put|pushed|set)|moves?|see\s+you|come\s+to\s+us|sails?|runs|paperwork\s+happens)\b[^.?!;]{0,45}$",
    re.IGNORECASE,
)
START_BEHIND = re.compile(
    r"\s*,?\s*(?:start\b|kick-?off|(?:as|for)\s+(?:a|the|your)\s+(?:start|first)|is\s+(?:your|the)\s+(?:first|start)"
    r"|(?:works?|suits?|ok)\s+for\s+you)",
    re.IGNORECASE,
)
FROM = re.compile(
    r"(?<!\bone\s)(?<!\bletter\s)(?<!\boffer\s)(?<!\bterms\s)(?<!\bversion\s)\bfrom\s+(?:(?:about|around|the|this|next|coming"
    r"|bank|holiday|that)\s+){0,4}$",
    re.IGNORECASE,
)
BARE = re.compile(
    r"(?:^|[,:(.!–—-]\s*|\b(?:on|onto|in|is|be|would|and|fly|for|you|do|does|thinking\s+of|had|says?|figures?|thought|[ap]m|\d{1,2}[:.]\d\d)\s+)(?:the\s+|come\s+in\s+|maybe\s+|day\s+)?$",
    re.IGNORECASE,
)
LIMIT = re.compile(
    r"\b(?:by|before|until|till?|no\s+later\s+than|not\s+later\s+than|latest|within|through|deadline|due|back)\s+(?:(?:the|this|next|coming|end|close|eod"
    r"|cob|of|on|at|day|play|business|midday|noon|midnight|first|thing|about|around|lunch\w*|five|ten|\d{1,2}(?:[:.]\d\d)?(?:\s?[ap]m)?)\s+){0,5}$",
    re.IGNORECASE,
)
LIMIT_BEHIND = re.compile(
    r"\s*(?:at\s+the\s+latest|latest\b|or\s+(?:the|it|we|i)\b|is\s+the\s+(?:last|latest))", re.IGNORECASE
)
ENDS = re.compile(
    r"\b(?:expir\w+|seals?|folds?|explodes?|locks?|clos(?:es|ing)|ends?|lapses?|goodbye|honou?r|valid|open|dated|of\s+our"
    r"|letter\s+of|interview\s+of|offer\s+of|sign(?:ed|ing)?\b(?!-)|return\w*|answer|reply|tell\s+(?:me|us)|let\s+(?:me|us)|decide)\b"
    r"[^.?!]{0,40}$",
    re.IGNORECASE,
)
OTHER_EVENT = re.compile(
    r"\b(?:interview|call|meeting|assessment|test|board|trustees|medical|screening|invoice|payroll|lunch|visit)\b",
    re.IGNORECASE,
)
MOVES = re.compile(
    r"\b(?:mov(?:es?|ed|ing)|chang(?:es?|ed)|push(?:es|ed)|slips?|shifts?|delayed|start\w*)\b.{0,60}\bfrom\b.{1,60}\bto\b",
    re.IGNORECASE,
)
APPOSITION = re.compile(
    r"(?:\s+after\s+(?:the\s+)?[\w\s]{3,30})?\s*[,(–—-]?\s*(?:that['’]?s|that\s+is|i\.?e\.?|being|of)?\s*(?:the\s+)?",
    re.IGNORECASE,
)
SAME_DAY = re.compile(r"(?:that['’]?s|that\s+is|that\s+would\s+be|being)\s+(?:the\s+)?\d", re.IGNORECASE)
NUMBERED = re.compile(r"\d|\bday\b|\b(?:easter|christmas|michaelmas|\w+(?:th|st|rd)\s+of)\b", re.IGNORECASE)
"""A day that only a calendar date or a feast can name, not a mere weekday."""

AT_A_TIME = re.compile(r"\s*,?\s*(?:at\s+)?\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]m\b|o['’]?\s?clock)", re.IGNORECASE)
"""Behind a weekday: "Tuesday 8am, black trousers"."""
