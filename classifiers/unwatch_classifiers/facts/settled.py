"""Whether a sentence states a meeting as settled, or asks about its time."""

from __future__ import annotations

import re

_SETTLED = re.compile(
    r"\b(?:reminder|you\s+(?:are|will\s+be)\s+(?:meeting|speaking|talking)"
    r"|(?:i|we)(?:['’]ve|\s+have)?\s+(?:now\s+)?(?:moved|booked|scheduled|re-?scheduled|put|arranged)\s+(?:you|it"
    r"|this|the|your|an?)"
    r"|confirm(?:ed|s)|confirming\s+(?:your|our|the|that|you)\b|(?:can|to|happy\s+to|hereby|i"
    r"|we)\s+confirm\b(?!\s+(?:whether|if|which"
    r"|your\s+avail))|confirmation\s+(?:of|for)|interview\s+confirmation"
    r"|see\s+you\s+(?:on|at|then|there|tomorrow|next|this|soon|\w+day)|(?:speak|talk)\s+(?:to\s+you\s+"
    r"|with\s+you\s+|soon|then|on|tomorrow)+|you\s+are\s+booked|you['’]re\s+booked|booked\s+(?:in|for|you)"
    r"|(?:is|are|been|was|were)\s+(?:now\s+)?(?:re-?scheduled|scheduled|booked|arranged|set|fixed|moved)(?:\s+(?:up"
    r"|for|on|to|in))?"
    r"|(?:now\s+)?(?:re-?scheduled|scheduled)\s+(?:for|on|to)|will\s+(?:take\s+place|be\s+held|be\s+on|be\s+at)"
    r"|we(?:['’]re|\s+are)\s+(?:all\s+)?set"
    r"|look(?:ing)?\s+forward\s+to\s+(?:meeting|speaking|seeing|talking|our|welcoming|chatting)|(?:that|this|which"
    r"|tuesday|monday|wednesday|thursday|friday|time)\s+works"
    r"|works\s+(?:perfectly|great|well|for\s+(?:us|me|him|her|them))|it['’]s\s+a\s+date|expect(?:ing)?\s+you"
    r"|i(?:['’]ll|\s+will)\s+(?:call|ring|phone)\s+you|will\s+(?:call|ring|phone)\s+you"
    r"|(?:perfect|great|lovely|excellent),?\s+(?:see|speak|talk|that|tuesday|monday|wednesday|thursday|friday))\b",
    re.IGNORECASE,
)
_UNSETTLED = re.compile(r"\b(?:to\s+be|once)\s+confirmed\b|\bplease\s+confirm", re.IGNORECASE)
_ASKING = re.compile(
    r"\b(?:would|could|can|are|do|does|will|is|might|may)\s+(?:you|we|i|that|this|it|any|either|one|monday|tuesday"
    r"|wednesday|thursday|friday|tomorrow|next|the)\b[^.!]{0,200}\?"
    r"|\b(?:how|what)\s+about\b|\bplease\s+(?:\w+\s+){0,2}(?:confirm|let\s+(?:me|us)\s+know|choose|pick|select"
    r"|reply|respond|indicate|advise|tell|get\s+back|accept)\b"
    r"|\blet\s+(?:me|us)\s+know\b|\b(?:do|does|would|will|if)\s+(?:\w+\s+){0,5}(?:works?|suits?)\b"
    r"|\b(?:choose|pick|select)\s+(?:a|one|the|your|from)\b|\b(?:propos(?:e|ed|ing)|suggest(?:ed|ing)?|options?"
    r"|possible\s+(?:times|slots|dates)|available\s+(?:times|slots)|slots?\s+available|we\s+(?:could|can)\s+offer)\b"
    r"|\bI\s+(?:could|can)\s+(?:do|offer|make)\b|\bwe\s+(?:could|can)\s+do\b",
    re.IGNORECASE,
)
_ATTENDANCE = re.compile(
    r"\bplease\s+(?:\w+\s+){0,2}confirm\s+(?:receipt|your\s+(?:attendance|participation)"
    r"|that\s+you\s+(?:have\s+)?(?:received|will\s+attend|are\s+(?:still\s+)?able))"
    r"|\blet\s+(?:me|us)\s+know\s+if\s+(?:you\s+(?:have|need|can(?:no|['’])t|are\s+(?:unable|running)|require"
    r"|would\s+like|want)|anything|there|this\s+(?:changes|no)|\w+\s+no\s+longer)"
    r"|\bif\s+you\s+(?:have|need|require)\b|\bif\s+(?:anything|something)\b",
    re.IGNORECASE,
)


def settles(sentence: str) -> bool:
    """Whether a sentence states a meeting as settled ("see you on Tuesday at ten")."""
    if not _SETTLED.search(sentence):
        return False
    return not sentence.endswith("?") and not re.search(
        r"\b(?:to\s+be|once)\s+confirmed\b|\bplease\s+confirm", sentence, re.IGNORECASE
    )


def asks_for_time(sentence: str) -> bool:
    """Whether a sentence asks if or which time suits; "please confirm your attendance" does not."""
    return bool(_ASKING.search(sentence)) and not _ATTENDANCE.search(sentence)
