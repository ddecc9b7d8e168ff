"""The words by which offers show how firm they are, as patterns for one bounded sentence."""

from __future__ import annotations

import re

from unwatch_classifiers.facts.numbers import NUMBER

TRIAL = re.compile(
    r"\b(?:a\s+trial\b|trial\s+(?:period|month|week|basis|shifts?|run|day|term)|(?:on|as)\s+(?:an?\s+)?trial\b|(?:one|two|three"
    r"|four|six|\d)[\s-](?:month|week|day)\s+(?:paid\s+)?trial|try-?out\s+(?:period|month|week)"
    r"|(?:month|week|fortnight)['’]?s?\s+(?:paid\s+)?trial|paid\s+trial|trial\s+of\s+(?:a|one|two|three|\d+))",
    re.IGNORECASE,
)
SHORT_WHILE = re.compile(
    rf"\b{NUMBER}['’]?\s+(?:paid\s+)?(?:weeks?|wks|nights?|shifts?|(?:satur|sun|mon|tues|wednes|thurs|fri)days?|months?|days"
    r"|terms?|sessions?|weekends?)\b|\b\w+teen\s+weeks\b|\btill\s+(?:christmas|easter)\b|\b(?:a|one|the|first)\s+(?:paid\s+|first\s+)?(?:fortnight|month|week|swing|season|term|weekend)\b"
    r"|\bhalf\s+a\s+term\b|\bmonth['’]s\b",
    re.IGNORECASE,
)
LOOKS_AGAIN = re.compile(
    r"\bif\s+(?:\w+['’]?\w*\s+){1,7}?(?:like[sd]?|stand|get\s+on|useless|upright|cr(?:y|ies|ying)|suits?|work(?:s|ed)?\s+out"
    r"|enjoy\w*|happy|good\s+enough)\b|\bif\s+(?:continue|good|nobody)\b|\bif\s+[^.?!]{0,40}?\b(?:one\s+another|each\s+other)\b|\bunless\s+one\b|\byou\s+(?:stay|stop)\s+on\b|\btalk\s+about\s+permanent\b|\blook\s+at\s+it\s+again\b|\bsee\s+who\b|\bif\s+neither\b|\bif\s+(?:[\w'’]+\s+){0,3}?still\b|\bsee\s+(?:how|do)\s+(?:you|we|it)\b|\bit['’]s\s+real\b|\bat\s+the\s+end\s+(?:of\s+\w+\s+)?(?:\w+\s+)?we\b"
    r"|\bthen\s+we\s+(?:both\s+|all\s+)?(?:look|talk|sit|see|decide|say)|\bafter\s+(?:that|this)\s+we\b"
    r"|\bwe\s+(?:both\s+|all\s+)?(?:look\s+at\s+it\s+again|look\s+each\s+other|say\s+(?:if|yes)|try\s+each)"
    r"|\bsee\s+(?:if|whether)\s+(?:we|to\s+make|you)\b|\bwe\s+(?:both\s+)?see\s+(?:if|whether)\b"
    r"|\bboth\s+say\b|\bmake\s+it\s+(?:permanent|regular|real|official|for\s?ever)\b",
    re.IGNORECASE,
)

PAPER = re.compile(
    r"\b(?:letters?|contracts?|agreements?|papers?|paperwork|pdf|documents?|pack(?:et|age)?|particulars|terms|loi"
    r"|offer|statement|appointment|forms?|slips?|sheet|the\s+attached|the\s+legal\s+words|confirmation|envelope)\b",
    re.IGNORECASE,
)
HERE_FOR_SURE = re.compile(
    r"\b(?:attach(?:ed|ing|ment)?|enclos(?:e|ed|ing|ure)|herewith|pfa|overleaf|in\s+(?:the\s+)?(?:appendix|annex)"
    r"|uploaded|been\s+(?:sent|e-?mailed|posted)|ready\s+(?:for|to)\s+(?:\w+\s+){0,2}(?:sign\w*|review\w*|collect\w*|read)"
    r"|(?:is|are|sits?|sitting|live|waiting|it['’]s\s+all)\s+(?:for\s+you\s+)?(?:in|on|behind|at|under)\s+(?:the|your|my)\s+"
    r"(?:\w+\s+)?(?:portal|link|account|page|envelope|counter|app|drive|inbox|pdf))\b",
    re.IGNORECASE,
)
HERE = re.compile(
    r"\b(?:please\s+find|find\s+(?:the|your)|you\s+find|below|here\s+is|here['’]s|this\s+(?:letter|contract|offer)"
    r"|formal\s+offer|there['’]s\s+a|come\s+through|included|inside|behind\s+the\s+link|in\s+the\s+(?:portal|link|drive|pdf)|going\s+out\s+(?:now|in|today)"
    r"|has\s+(?:it|the\s+\w+)|page\s+\d)\b",
    re.IGNORECASE,
)
SENT_OFF = re.compile(
    r"\b(?:(?:letter|contract|agreement|papers?|copies|statement|offer|it)\b[^.?!]{0,60}?\bin\s+(?:the|tonight['’]?s"
    r"|today['’]?s)\s+post|replaces?\s+(?:the\s+(?:one|letter)|last\s+week))",
    re.IGNORECASE,
)
SIGNING = re.compile(
    r"\b(?:docusign|hellosign|dropbox\s+sign|adobe\s+(?:acrobat\s+)?sign|pandadoc|e-?sign(?:ature)?"
    r"|electronic(?:ally)?\s+sign\w*|countersign\w*|sign(?:ed)?\s+(?:and\s+return|copy|(?:the|an?|your)\s+(?:\w+\s+)?(?:offer"
    r"|contract|letter|attached|form|sheet|copy|page)|it\b|one\b|both\b|this\s+one|page|where|at\s+the\s+crosses|on\s+the"
    r"|by\s+(?:\w+\s+)?\d)|sign\s+and\s+\w+(?:\s+\w+)?\s+back|sign\s+on\s+page|initialled|sign(?:s)?\s+first|sign\s+(?:by|or)\b|one\s+(?:signed\s+)?copy\s+(?:\w+\s+)?back|sent\s+you\s+a"
    r"\s+document"
    r"|(?:review|read|accept)\s+and\s+(?:e-?)?sign|your\s+(?:signature|autograph)|signature\s+(?:button|page|is)"
    r"|initial\s+(?:each|every|page|\d)|put\s+your\s+(?:name|x|mark)\s+(?:on|to)\s+(?:it|the\s+(?:last|dotted))"
    r"|unsigned\s+documents?|to\s+sign\s+your|open\s+(?:the\s+)?envelope|back\s+signed|reset\s+your\s+envelope)\b",
    re.IGNORECASE,
)
ACCEPTING = re.compile(
    r"\b(?:accept\s+(?:or|in\s+(?:the\s+)?app|,)|(?:press|click|tap|tick|choose|hit)\s+(?:the\s+)?(?:accept|box|seal|button)"
    r"|acceptance\s+(?:slip|note|form|in\s+the|or\s+waiver|should\s+reach|to\s+be\s+sent)|(?:indicate|signify)\s+(?:your\s+)?"
    r"acceptance|reply\s+[\"“]?i\s+accept|[\"“]i\s+accept|return\s+(?:the|one|both)\s+(?:\w+\s+)?(?:slip|card|cop(?:y|ies)|form)|sign\s+the\s+(?!ch|visitor)\w+|txt\s+[a-z]+\s+to|text\s+(?-i:[A-Z]{2,})\s+to)"
    r"|\b(?:big|green)\s+(?-i:Accept)\b",
    re.IGNORECASE,
)
FORMAL = re.compile(
    r"\b(?:conditional\s+offer|offer\s+(?:of\s+)?employment|offer\s+you\s+appointment|offer\s+it\s+formally|formally\s+offer|on\s+behalf\s+of\s+[^.?!]{3,60}?\b(?:offer|appoint)|appointment\s+is\s+(?:on|subject|conditional|provisional)|acceptance\s+in\s+writing"
    r"|(?:resolved|voted)\s+that|be\s+appointed|approved\s+your\s+(?:appointment|employment)"
    r"|(?:happy|pleased|glad)\s+to\s+appoint|letter\s+of\s+(?:appointment|employment|engagement)\s+(?:is|sits|from)"
    r"|stands?\s+revised|revised?\s+(?:terms|letter|page|the\s+\w+\s+\w+)|revise\s+the|remaining\s+terms|been\s+allocated\s+a"
    r"\s+post|statement\s+of\s+particulars|contract\s+of\s+employment\s+is)\b",
    re.IGNORECASE,
)
"""The act itself, in the words that such acts have."""

LATER = re.compile(
    r"\b(?:will\s+(?:\w+\s){0,2}(?:follow|send|be\s+sent|receive|get|prepare|issue|draw|put|have|come|forward|generate|post"
    r"|produce|mail|make)"
    r"|(?:['’]ll|going\s+to|gonna)\s+(?:\w+\s){0,3}(?:follow|send|receive|get|prepare|issue|draw|put|do\s+the)"
    r"|to\s+follow|comes?\s+(?:from|later|tuesday|monday|next)|coming\s+from|follows?\b(?!\s+attached)|once\s+you|only\s+after"
    r"|shortly|before\s+(?:we|you|the|her|his)\b|until\s+(?:the|there)|in\s+the\s+coming\s+days|nothing\s+(?:for\s+you\s+)?to"
    r"\s+sign|when\s+(?:our|the)\s+lawyer|typed\s+up|when\s+it\s+comes|needs?\s+a\s+week|later\s+in\s+the\s+week|not\s+\w+\s+the\s+paperwork)",
    re.IGNORECASE,
)
DOCUMENT = re.compile(r"(?:offer|contract|agreement|appointment)[^/]{0,80}\.(?:pdf|docx?|odt)$", re.IGNORECASE)
