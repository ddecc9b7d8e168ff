"""The words by which mail asks its reader for something, or only seems to, as patterns for one bounded sentence."""

from __future__ import annotations

import re

_VERBS = (
    r"(?:confirm|reply|respond|let\s+(?:me|us)\s+know|choose|send|provide|select|pick|share|forward|fill\s+(?:in"
    r"|out)|complete|return|sign|book|schedule|advise|indicate|tell|call"
    r"|get\s+back|email|submit|upload|answer|say|add|finish|take|acknowledge|log\s+in|let\s+(?:me|us)\s+have|rsvp"
    r"|accept"
    r"|give\s+(?:me|us)"
    r"|supply|register"
    r"|make\s+sure\s+to\s+(?:reply|complete)|propose|suggest)"
)
REQUEST = re.compile(
    rf"\b(?:please|kindly)\s+(?:(?:also|do|just|could\s+you|can\s+you|now|then|either|simply)\s+)*{_VERBS}\b"
    rf"|\b{_VERBS}\b[^.!?]{{0,60}}\bplease\b"
    r"|\blet\s+(?:me|us)\s+know\s+(?:if|whether|which|when|what|how|by|your|that|as\s+soon|at\s+your)"
    r"|\b(?:could|can|would|will)\s+(?:you|u)\s+(?:\w+\s+){0,2}?(?:please|send|confirm|let|provide|share|tell|give"
    r"|be\s+(?:able|available|free|interested|willing|open)|call|reply|choose|make|do|come|join|mind|like|suit"
    r"|forward|complete)\b"
    r"|\b(?:we|i)(?:['’]d|\s+would|['’]ll|\s+will)?\s*(?:also\s+)?(?:need|require|ask)\s+(?:you\s+to|your"
    r"|the\s+(?:names?|following|details|contact)|from\s+you|an?\s+answer|(?:two|three|the)\s+\w+)"
    r"|\b(?:would|['’]d)\s+(?:appreciate|be\s+grateful)\b|\blook(?:ing)?\s+forward\s+to\s+(?:your"
    r"|hearing\s+from\s+you)|\bget\s+back\s+to\s+(?:me|us)\b|\b(?:your\s+)?status\s+when\s+you\s+get\s+a\s+chance",
    re.IGNORECASE,
)
COMMAND = re.compile(
    rf"^(?:to\s+(?:accept|proceed|continue|confirm|schedule|book)[^.]{{0,60}},?\s+)?{_VERBS}\b", re.IGNORECASE
)
QUESTION = re.compile(
    r"\b(?:you|your|yours)\b|^(?:(?:so|and|also|or|but|hi|hello|then)\W+)*(?:is|are|does|do|did|would|could|can"
    r"|will|shall|may|might|what|which|when|how|where|who|any\s+(?:chance|time)|either|still)\b",
    re.IGNORECASE,
)
OFFER_OF_HELP = re.compile(
    r"\b(?:questions?|queries|concerns?|help|assistance|accommodations?|trouble|problems?|issues?)\b[^.?!]{0,60}\?"
    r"|^(?:any\s+)?(?:questions|queries)\b"
    r"|\b(?:if\s+you|should\s+you|if\s+there)\b[^.?!]{0,60}\b(?:questions?|queries|concerns?|problems?|(?:need"
    r"|require)[^.?!]{0,30}(?:help|assistance|anything|adjustments?|accommodations?|information)|trouble)\b"
    r"|\bif\s+(?:you\s+(?:can['’]?t|cannot|can\s+no\s+longer|are\s+unable|need\s+to\s+(?:change|move|reschedule|cancel))|anything|something)\b"
    r"|\bthank(?:s|\s+you)\s+for\s+(?:letting|getting|confirming)\b|\bdo\s+not\s+(?:reply|respond)\b|\bdon['’]t\s+(?:reply|respond)\b|\bfeel\s+free\b|\bdo\s+not\s+hesitate\b"
    r"|\bno\s+(?:reply|response|action|answer)\s+(?:is\s+)?(?:needed|required|necessary)\b"
    r"|\bplease\s+(?:note|ignore|disregard|visit|add|bear|take\s+(?:it|other)|assume|consider|refrain|allow|excuse|don['’]t|do\s+not)\b|\bkeep\s+the\s+patience\b|\bwhy\s+not\s+(?:meet|follow|read|join|visit)\b|\bif\s+you\s+(?:no\s+longer|did\s+not|didn['’]t"
    r"|received|wish\s+to\s+(?:unsubscribe|withdraw)|would\s+like\s+to\s+(?:unsubscribe|withdraw))\b",
    re.IGNORECASE,
)
MARKETING = re.compile(
    r"^(?:need\s+(?:a\s+|to\s+)?(?:different|another|change|move|reschedule)|not\s+(?:you|there|yours)\b|wasn['’]t\s+you|want\s+to|want\s+more|looking\s+for|ready\s+to|did\s+you\s+know|not\s+interested|why\s+(?:not|wait|join)"
    r"|curious|wondering|interested\s+in\s+more|know\s+someone|having\s+trouble|can['’]t\s+(?:see|view|read)"
    r"|need\s+help|forgot|new\s+here|sound\s+good|what\s+(?:happens|is|are|['’]?s)\s+next|what\s+next"
    r"|who\s+we\s+are|what\s+we\s+do|how\s+did\s+we\s+do|how\s+are\s+we\s+doing)\b",
    re.IGNORECASE,
)
SMALL_TALK = re.compile(
    r"^(?:\W*(?:hi|hello|dear)\b[^,]{0,30},\s*)?how\s+(?:are\s+you|was\s+your|is\s+your"
    r"|have\s+you\s+been)\b[^?]{0,40}\?",
    re.IGNORECASE,
)

CASUAL = re.compile(
    r"\b(?:let\s+(?:me|us)\s+kno\w*|lmk|(?:pls|plz)\s+\w+|(?:kindly|please)\s+(?:revert|ack\w*|communicate|telephone|write|ring|text"
    r"|call|tick|affirm)|(?:text|txt|ring|phone|call|tell|mail|message|write\s+to)\s+(?:me|us|back|y\b|n\b|[A-Z]{1,8}\b)"
    r"|(?:drop|send)\s+(?:me|us)\s+(?:a\s+)?(?:line|note|word|text|mail)|(?:say|shout|holler)\b[^.?!]{0,20}\b(?:if|so|when|back|and|by"
    r"|you|whether|which)|yes\s+or\s+no|yea\s+or\s+nay|y\s+or\s+n\b|a\s+word\s+to\s+say|either\s+way\b"
    r"|if\s+(?:that|this|it|\w+day)(?:['’]s|\s+is|\s+suits?|\s+works?)\s*(?:a\s+no|no\s+(?:good|use)|not|all\s+right|ok|okay|suits?|fine)?"
    r"|should\s+(?:that|this|it)\s+(?:be|suit)|any\s+good\b|you\s+pick|you\s+choose|what(?:ever)?\s+suits|grab\s+(?:any|what|a)"
    r"|tick\s+(?:every|the|all|a)|press\s+(?:accept|y)|reply\s+(?:by|with|yes|to|[A-Z]\b)|need\s+(?:a\s+yes|an\s+answer|to\s+know)"
    r"|(?:can|could|would|will)\s+(?:you|u)\b|are\s+you\s+(?:free|about|around|up|in|keen)|perhaps\s+you\s+would)",
    re.IGNORECASE,
)
"""How people ask when they do not say please."""

MUST = re.compile(
    r"\b(?:you\s+(?:must|are\s+(?:to|required|asked|requested))|action\s+(?:is\s+)?(?:required|needed)|respond\s+by|failure\s+to"
    r"|(?:update|confirm|verify|complete|renew|check)\s+your\s+(?:payment|card|details|account|address|attendance|booking|billing)"
    r"|(?:to\s+(?:accept|keep|confirm|avoid|continue|go\s+ahead|reschedule|register|claim)),?\s|if\s+we\s+do(?:n['’]t|\s+not)\s+hear"
    r"|(?:was|been|is)\s+declined|(?:reply|vote|accept|register|rsvp|book|respond|pay|sign|choose|decide)\b[^.?!]{0,60}?\b(?:by|before"
    r"|within|online|at\s+the\s+link|in\s+the\s+app)|please\s+(?:bring|arrive|attend|pay|check|mark|carry|have|state|agree|find\s+time)"
    r"|carry:|bring:|link\s+(?:dies|expires|stops)|book\s+(?:at|through|your|a)\b|pick\s+a\s+(?:time|slot|date)"
    r"|(?:haven['’]t|have\s+not)\s+(?:voted|posted|paid|replied|signed))",
    re.IGNORECASE,
)
"""Orders of those who run things: banks, courts, schools, clubs."""

NOTHING_TO_DO = re.compile(
    r"\b(?:nothing\s+(?:(?:more|else|further|to|is|for)\s+){0,3}(?:for\s+you|to\s+(?:do|sign|send|prepare)|you\s+need|needed|wanted|required)"
    r"|do\s+nothing|no\s+(?:action|reply|response|answer)\s+(?:\w+\s+){0,3}?(?:needed|required|necessary|wanted|from\s+you)"
    r"|no\s+need\s+to\s+(?:reply|answer|respond|confirm|do|write)|need\s+not\s+(?:reply|answer|do)|don['’]t\s+need\s+to\s+(?:reply|do)"
    r"|you\s+needn['’]t)",
    re.IGNORECASE,
)
SETTLED = re.compile(
    r"\b(?:confirm(?:s|ed|ing)\b(?!\s+your\s+avail)|reminder|remind\s+you|(?<!to\s)(?<!could\s)(?<!can\s)(?<!will\s)see\s+you|booked|all\s+set|you['’]re\s+(?:on|in)\s+with|is\s+set"
    r"|locked?\s+in|locking\s+in|as\s+(?:agreed|arranged|discussed|we\s+said)|moved\s+to|cancel\w*|withdrawn|will\s+not\s+(?:now\s+)?"
    r"take\s+place|look(?:ing)?\s+forward|expect(?:ing)?\s+you|thank(?:s|\s+you)\s+for\s+(?:confirming|accepting|saying\s+yes)|still\s+on"
    r"|i\s+have\s+you\s+down|you\s+down\s+for|been\s+scheduled|you\s+are\s+scheduled|i['’]ve\s+(?:moved|said\s+yes)|have\s+said\s+yes|no\s+need\s+to\s+come|moves\s+by|not\s+be\s+going\s+ahead"
    r"|you\s+go\s+in\s+front|spot\b[^.?!]{0,40}\bsaved|you\s+selected|agreeing\s+to|itinerary|so\s+it\s+is\s+good|(?:\w+day|at\s+\w+|\d{1,2})\s+it\s+is|it\s+is\s+then|(?:just|only)\s+a\s+nudge|don['’]t\s+forget|just\s+so\s+it['’]s"
    r"|(?:is|are|been)\s+(?:\w+\s+)?(?:fixed|noted|convenient\s+to\s+you)|(?:suits|works)\s+(?:me|us)\s+fine|locked|(?:directed|required)\s+to\s+"
    r"(?:appear|report)|you['’]re\s+(?:sitting\s+in\s+)?with\s+\w+|\w+day\s+(?:at\s+\w+|\d{1,2})\s+then|new\s+event|it\s+became|will\s+be\s+yours"
    r"|thank(?:s|\s+you)\s+for\s+(?:ticking|your\s+availability|the\s+yes|telling\s+us)|opens\s+at|says\s+\d{1,2}\s+is|half\s+\w+\s+so|we\s+see\s+each"
    r"\s+other|stands|that\s+works|works\s+for\s+(?:me|us))\b",
    re.IGNORECASE,
)
