"""Whether a sentence states a meeting as settled, or asks about its time."""

from __future__ import annotations

import re

_DAYS = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow)"
_SETTLED = re.compile(
    r"\b(?:reminder|nudge|don['’]t\s+forget|locked(?:\s+in)?|locking\s+in|(?:am|are|is|still|['’]re)\s+on\s+for|still\s+(?:ok|okay|good|fine)\s+for"
    r"|you\s+(?:are|will\s+be)\s+(?:meeting|speaking|talking|seeing)|you\s+play\b"
    r"|you(?:['’]re|\s+are)\s+(?:now\s+|all\s+)?(?:(?:on|in|down|up|sitting\s+in|due|set)\s+(?:with|for|at)|with\s+us"
    r"|booked|expected|directed\s+to|required\s+to\s+(?:attend|report|appear))"
    r"|(?:have|got|has|put)\s+you\s+(?:down|in|at|on|booked)|will\s+be\s+yours"
    r"|(?:i|we)(?:['’]ve|\s+have)?\s+(?:now\s+)?(?:moved|booked|scheduled|re-?scheduled|put|arranged|fixed)\s+(?:you|it"
    r"|this|the|your|an?)|moving\s+yours|shoved\s+to"
    r"|confirm(?:ed|s)|confirming\s+(?:your|our|the|that|you)\b|(?:(?:this\s+is|writing|just|happy|pleased)\s+to"
    r"|hereby|i|we|can)\s+confirm\b(?!\s+(?:whether|if|which|me|your\s+avail))|confirmation\s+(?:of|for)|interview\s+confirmation"
    r"|(?<!can\s)(?<!could\s)(?<!to\s)(?:see|catch)\s+(?:you|u|ya|each\s+other)\s+(?:on|at|in|then|there|tomorrow|next|this|soon|after|\w+day|\d)"
    r"|(?:speak|talk)\s+(?:(?:to|with)\s+you\s+)?(?:soon|then|tomorrow|on\s+\w+day)|booked\s+(?:in|for|you)|slot\s+booked"
    r"|(?:is|are|been|was|were|it['’]s)\s+(?:now\s+)?(?:re-?scheduled|scheduled|booked|arranged|set|fixed|moved|noted"
    r"|agreed|sorted)(?:\s+(?:up|for|on|to|in))?|has\s+moved\s+to"
    r"|(?:now\s+)?(?:re-?scheduled|scheduled)\s+(?:for|on|to)|(?:will\s+(?:take\s+place|be\s+held)"
    r"|(?:interview|meeting|call|chat|it|this|visit|session|panel|day)\s+will\s+(?:be\s+(?:on|at)|run))"
    r"|we(?:['’]re|\s+are)\s+(?:all\s+)?set|we\s+are\s+on\b|shall\s+expect\s+you"
    r"|look(?:ing)?\s+forward\s+to\s+(?:meeting|speaking|seeing|talking|our|welcoming|chatting)|(?:that|this|which"
    rf"|{_DAYS}|time)\s+works|works\s+(?:perfectly|great|well|for\s+(?:us|me|him|her|them))|suits\s+(?:me|us|him|her)"
    rf"|it['’]s\s+a\s+date|expect(?:ing)?\s+you|it['’]s\s+{_DAYS}|{_DAYS}\s+(?:at\s+\w+\s+)?(?:then|stands)|stands\b"
    r"|(?:i|he|she|they|we)?(?:['’]ll|\s+will)\s+(?:call|ring|phone|dial)\s+you|is\s+(?:grand|perfect|convenient)|yes\s+we\s+are|be\s+in\s+the\s+house"
    rf"|(?:perfect|great|lovely|excellent),?\s+(?:see|speak|talk|that|{_DAYS}))\b"
    r"|\bit\s+is(?:\s+then)?\s*(?:[,.:;!]|$|then\b|\w+day)|^\W*(?:on|sorted|noted|agreed|booked|done|perfect|yep|yes|deal|brilliant)[.!,]"
    r"|\bin\s+writing\b",
    re.IGNORECASE,
)
_UNSETTLED = re.compile(
    r"\b(?:to\s+be|once)\s+confirmed\b|\bplease\s+confirm|\bpencil\w*|\binvit(?:e|ing)\b|\bprovisional\w*|\btentativ\w*"
    r"|\b(?:would|['’]d)\s+(?:like|love)\s+(?:to|you)\b|\baccept\b|\bcare\s+to\b|\bperhaps\b|\bthought\s+you\b|\brevert\s+with\s+your\s+confirm",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\b(?:would|could|can|are|do|does|will|is|might|may|shall|reckon)\s+(?:you|u|ye|we|i|that|this|it|any|either|one"
    rf"|yours?|{_DAYS}|next|the)\b[^.!]{{0,200}}\?"
    r"|\b(?:how|what)\s+about\b|\b(?:please|pls|kindly)\s+(?:\w+\s+){0,2}(?:confirm|let\s+(?:me|us)\s+know|choose|pick"
    r"|select|reply|respond|indicate|advise|tell|get\s+back|accept|revert|say|telephone|write)\b"
    r"|\b(?:let|give)\s+(?!you\b)\w+\s+(?:know|kno|a\s+shout)\b|\b(?:do|does|would|will|if|when|whether|which)\s+(?:\w+\s+)"
    r"{0,5}(?:works?|suits?|fits?)\b|\b(?:choose|pick|select)\s+(?:a|one|the|your|from|any)\b"
    r"|\b(?:propos(?:e|ed|ing)|suggest(?:ed|ing)?|options?|possible\s+(?:times|slots|dates)|available\s+(?:times|slots)"
    r"|slots?\s+available|we\s+(?:could|can)\s+offer)\b"
    r"|\bI\s+(?:could|can)\s+(?:do|offer|make)\b|\bwe\s+(?:could|can)\s+do\b"
    r"|\b(?:text|txt|tell|ring|shout|say|write|drop|message|telephone|whatsapp|holler)\b(?:\s+(?:at\s+)?(?:me|us|so|to\s+say))?"
    r"(?:\s+[\w\d]+){0,6}\s+(?:if|yes|whether|which|either\s+way)\b|\bsay\s+(?:which|so|if|until)\b|\byes\s+or\s+no\b"
    r"|\b(?:revert|confirm|affirm)\s+(?:with\s+|by\s+|me\b|whether|if|your\s+(?:attend|confirm))"
    r"|\bif\s+(?:that|it|this|thats|you)\s*(?:['’]s|is|isn['’]t|suits?|works?|fits?|can\b(?!['’]t)|don['’]t)"
    r"|\bif\s+(?:not\b|(?:\w+['’]s|(?:\w+\s+){1,2}is)\s+(?:not|no)\b)|\bwould\s+do\b|\basking\s+whether\b|\b(?:holler|bell\s+me|leave\s+word|objections?)\b|\btick\b"
    r"|\b(?:reply|text|txt|press|answer)\s+(?-i:Y|YES|1|C)\b|^\W*(?:\w+[,\s]+){0,3}(?:can|could|would|shall)\s+(?:you|u|we|i)\b"
    r"|\bshall\s+i\b|^\W*y\s?/\s?n\b"
    r"|\bthumbs\s+up\b|\bhope\s+[\w.:]+\s+isn['’]t\b|\bany\s+good\b|\b(?:accept|decline)\s+or\b|\bpress\s+accept\b"
    r"|\bpencil\w*|\bwhether\s+(?:the\s+)?(?:(?:day|time|date)\b|you\s+(?:can|could|are|will|would)\s+(?:come|make|attend|be|join)\b)|\bwould\s+be\s+convenient\b|\binvite\s+you\b|\bwhich\b[^.!?]{0,60}\?|\b(?:acknowledge|affirm)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"\b(?:yes|ok(?:ay)?|alright|all\s+right|good|you|u|ye|that|this|it|do|works?|suits?|fits?|can|shall|possible|instead"
    rf"|join|time|fine|no\s+good|{_DAYS})\b|\d",
    re.IGNORECASE,
)
_HELP = re.compile(
    r"^\W*(?:(?:any\s+)?(?:questions?|problems?|queries|trouble|concerns)|need(?:s|ing)?\b|want\b|can(?:no|['’])t\s+make"
    r"|lost|not\s+you|running\s+late|got\s+(?:a\s+)?questions?|what\s+(?:to|should)|still\s+on|something|anything|why|how\s+(?:do|was)"
    r"|changed\s+your|remember|did|who)\b",
    re.IGNORECASE,
)
_ATTENDANCE = re.compile(
    r"\bplease\s+(?:\w+\s+){0,2}confirm\s+(?:receipt|that\s+you\s+(?:have\s+)?received)"
    r"|\blet\s+(?:me|us)\s+know\s+(?:of|about|in\s+advance|beforehand|when\s+you)\b"
    r"|\blet\s+(?:me|us)\s+know\s+if\s+(?:you\s+(?:have|need|can(?:no|['’])t|are\s+(?:unable|running)|require"
    r"|would\s+like|want)|anything|there|this\s+(?:changes|no)|\w+\s+no\s+longer)"
    r"|\bif\s+you\s+(?:have|need|require|get\s+lost|want|prefer|are\s+(?:late|running))\b|\bif\s+(?:anything|something)\b",
    re.IGNORECASE,
)


_INVITES = re.compile(
    r"\binvit\w*|\b(?:would|['’]d)\s+(?:like|love|be\s+(?:glad|happy|delighted|pleased))\b|\bcome\b|\bpop\b|\bdrop\b"
    r"|\bswing\b|\b(?:can|could|might|may)\s+(?:see|meet|do|offer|give|have|fit)\b|\bperhaps\b|\bmaybe\b|\bif\s+you\b"
    r"|\bpencil\w*|\bsuggest\w*|\bpropos\w*|\bwants?\s+(?:to|you)\b|\bneed\s+to\s+see\b|\b(?:should|['’]d)\s+like\b|\bfree\b|\bavailab\w*|\bor\b|\beither\b|\bchoose\b"
    r"|\bslots?\s+(?:left|open)\b|\btick\b|\bpick\b|\bhave\s+(?:a|an)\s+(?:chat|look|word|yarn|sit)|\blet['’]?s\b|\bmeet\b",
    re.IGNORECASE,
)


def invites(sentence: str) -> bool:
    """Whether a sentence wishes or offers a meeting rather than stating it ("we'd like to see you on Friday")."""
    return bool(_INVITES.search(sentence))


_TO_CONFIRM = re.compile(
    r"\b(?:please|kindly|(?:need|required|are|have)\s+to)\s+(?:\w+\s+){0,2}(?:(?:confirm|affirm)\s+(?:your\s+attendance"
    r"|attendance|that\s+you\s+(?:will|can|are))|accept\s+or\s+decline)",
    re.IGNORECASE,
)


def wants_confirmation(sentence: str) -> bool:
    """Whether a sentence makes a stated time depend on the person's yes ("please confirm your attendance")."""
    return bool(_TO_CONFIRM.search(sentence))


def settles(sentence: str) -> bool:
    """Whether a sentence states a meeting as settled ("see you on Tuesday at ten")."""
    if not _SETTLED.search(sentence) or sentence.endswith("?"):
        return False
    return not _UNSETTLED.search(sentence)


def asks_for_time(sentence: str) -> bool:
    """Whether a sentence asks if or which time suits; "please confirm receipt" does not."""
    if _HELP.match(sentence) or _ATTENDANCE.search(sentence):
        return False
    return bool(_ASKING.search(sentence)) or (sentence.rstrip(")").endswith("?") and bool(_QUESTION.search(sentence)))
