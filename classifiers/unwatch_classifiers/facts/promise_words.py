"""The words by which employers say what they will do and when, as patterns for one bounded sentence."""

from __future__ import annotations

import re

_WHO = (
    r"(?:we|i|they|he|she|pipeline|our\s+\w+(?:\s\w+)?|the\s+(?:\w+\s){0,3}(?:team|manager|panel|committee|board|department"
    r"|director|client|company|group|partners?)"
    r"|someone|somebody|an?\s+(?:project|contract|client)|a\s+(?:colleague|member\s+of\s+(?:our|the)\s+team|recruiter|decision)|hr"
    r"|my\s+(?:\w+\s)?(?:colleague|team|manager)|(?-i:[A-Z][a-z]+(?:\s[A-Z][a-z]+)?))"
)
_INTENT = (
    r"(?:will|['’]ll|shall|should|would|expect|hope|hoping|aim|aiming|plan|planning|intend|anticipate|going\s+to"
    r"|looking\s+to|try|trying"
    r"|likely|target(?:ing)?|want|need|trying\s+to|scheduled\s+to|due\s+to|may|might|can|could\s+be|goal\s+is"
    r"|intention\s+is|able\s+to|promise)"
)
WHO_INTENDS = re.compile(
    rf"\b{_WHO}(?:\s+\w+){{0,3}}?\s*{_INTENT}\b|\b(?:hope|hoping|aiming|planning|expecting)\s+to\b", re.IGNORECASE
)
CONTACT = re.compile(
    r"\b(?:be\s+in\s+(?:touch|contact)|get(?:ting)?\s+(?:back|in\s+touch)|com(?:e|ing)\s+back\s+to\s+you"
    r"|contact(?:ing)?\s+(?:you|all|candidates|applicants|shortlisted|successful)"
    r"|reach(?:ing)?\s+out|follow(?:ing)?\s+up|let(?:ting)?\s+(?:you|everyone|candidates|all)\s+(?:\w+\s)?know"
    r"|updat(?:e|ing)\s+(?:you|for\s+you|candidates)|(?:an?|more|further|some)\s+(?:update|news|information)"
    r"|notif(?:y|ied|ying)|inform(?:ed|ing)?|respond(?:ing)?|response|repl(?:y|ying)|hear(?:ing)?\s+(?:back|from"
    r"|something|anything|more)|hear\b|feedback|(?:call|write|email|ring|phone)\s+you"
    r"|next\s+steps|touch\s+base|be\s+speaking|invit(?:e|ing)\s+|(?:schedul|arrang"
    r"|set)\w*\s+(?:up\s+)?(?:the\s+)?(?:\w+\s)?(?:interviews|rounds?|calls)|short-?list(?:ing|ed)?"
    r"|pipeline|know\s+more|send(?:ing)?\s+(?:you|out)|review\w*|interviews?\s+(?:will|are|in)"
    r"|hold\w*\s+(?:\w+\s)?interviews|move\s+forward|(?:answer|something|news)\s+for\s+you|you(?:['’]ll"
    r"|\s+will)\s+know|tell\s+you"
    r"|guess)\b",
    re.IGNORECASE,
)
DECIDE = re.compile(
    r"\b(?:decisions?|decid(?:e|ed|ing)|mak(?:e|ing)\s+(?:an\s+|our\s+|the\s+)?(?:offers?|choice|selection)"
    r"|final(?:i[sz]e|i[sz]ing|ise)?\b|announc\w+|select(?:ing|ion)?|choos(?:e|ing)|pick\s+(?:then|one|someone|somebody|a)|conclu(?:de|ding|sion)\w*"
    r"|extend\s+an\s+offer)\b",
    re.IGNORECASE,
)
INTERVIEWING = re.compile(
    r"\b(?:(?:done|finish(?:ed)?|complet(?:e|ed|ing)|conclud(?:e|ed|ing)|wrap(?:ping|ped)?\s+up|finishing"
    r"|through)\s+(?:with\s+)?(?:the\s+|our\s+|all\s+|first[- ]round\s+|final\s+)*interview(?:s|ing)?"
    r"|(?:continu\w+|still|be|are|['’]re)\s+(?:to\s+)?interview(?:s|ing)?(?:\s+\w+){0,3}\s+(?:until|through|till)"
    r"|interviews?\s+(?:will\s+)?(?:run|continue|go\s+on|last)\s+(?:until|through|till))",
    re.IGNORECASE,
)
FILLED = re.compile(
    r"\b(?:(?:someone|somebody|a\s+person|a\s+(?:new\s+)?(?:hire|candidate|colleague)|the\s+(?:new|right"
    r"|successful)\s+(?:person|hire|candidate))\s+(?:\w+\s){0,2}(?:in|into)\s+(?:the|this"
    r"|that)\s+(?:\w+\s){0,2}(?:position|role|job|post|seat|chair)"
    r"|fill(?:ing)?\s+(?:the|this|our|that)\s+(?:\w+\s){0,3}(?:position|role|post|vacancy|opening|job|seat)"
    r"|(?:position|role|post|vacancy|job)\s+(?:to\s+be\s+|will\s+be\s+|should\s+be\s+)?filled"
    r"|(?:someone|somebody)\s+in\s+(?:place|post|seat)|have\s+(?:someone|somebody)\s+on\s+board|mak(?:e"
    r"|ing)\s+a\s+hire|hire\s+someone)\b",
    re.IGNORECASE,
)
START = re.compile(
    r"\b(?:start(?:s|ing)?(?:\s+date)?(?:\s+(?:would|will|could|to|of|is|be|the\s+(?:job|role|position)"
    r"|in\s+the\s+(?:role|position))){0,3}\s*(?:on|by|from|in|at|around|for|as\s+of|sometime|:|is|of)?"
    r"|begin(?:ning)?\s+(?:work|the\s+(?:job|role)|on|in|by|employment)|start\s+date|commenc\w+)\b",
    re.IGNORECASE,
)
START_SUBJECT = re.compile(
    r"\b(?:you|someone|somebody|candidate|person|hire|position|role|job|post|contract|employment|start\s+date"
    r"|work)\b",
    re.IGNORECASE,
)
START_OF_MEETING = re.compile(
    r"\b(?:interview|call|meeting|assessment|test|session|screening|process|review\w*|search)\b", re.IGNORECASE
)
UNLESS = re.compile(
    r"\b(?:if|should|unless)\s+you\b[^.;]{0,25}?(?:\bnot\b|n['’]t\b|\bnothing\b)[^.;]{0,30}?"
    r"\b(?:hear|heard|contacted|received?\s+(?:an?|any))\b|\bif\s+you\s+hear\s+nothing\b"
    r"|\bin\s+case\s+of\s+no\s+(?:news|reply|answer|word)\b"
    r"|\bif\s+[^.;]{0,40}?\b(?:phone\s+has(?:n['’]t|\s+not)\s+(?:rung|gone)|(?:n['’]t|not)\s+(?:acted|come|rung|called|written|replied|been\s+in\s+touch)|no\s+word|no\s+news|heard\s+nothing)\b",
    re.IGNORECASE,
)
MEANS_NO = re.compile(
    r"\b(?:consider|assume|presume|regard|treat|take\s+it|deem(?:ed)?|conclude)\b|\bunsuccessful\b"
    r"|\bnot\s+(?:been\s+)?successful\b|\bmeans?\s+(?:a\s+)?no\b",
    re.IGNORECASE,
)
OPEN_ENDED = re.compile(r"\b(?:as\s+soon\s+as|once|when(?:ever)?)\s+(?:i|we|they|he|she)\b", re.IGNORECASE)
CLOSING_DATE = re.compile(
    r"\bclosing\s+date\b|\b(?:applications?|vacancy|posting)\s+(?:will\s+)?closes?\b", re.IGNORECASE
)
ASKS_PERSON = re.compile(
    r"\bworth\s+asking\b|\b(?:please|kindly)\b(?!\s+(?:bear|allow|expect|note|rest|be\s+(?:aware|informed|patient)|don['’]t|do\s+not"
    r"|know))|\b(?:get|come)\s+back\s+to\s+(?:us|me)\b|\blet\s+(?:me|us)\s+know\b|\byou\s+(?:must"
    r"|need|should\s+(?:not\s+)?(?!hear|expect"
    r"|receive|have|get|know|be))\b"
    r"|\b(?:could|can|would)\s+you\b|\b(?:appreciate|need|want|like|have|await|expect|for|get)\s+your\s+(?:decision|reply|response|acceptance)\b|\b(?:applicants|candidates|you)\s+(?:can|may)\s+(?:ask|request|appeal|withdraw)\b|\bif\s+we\s+(?:do|have)(?:n['’]t|\s+not)\b|(?<!\bwe\s)(?<!\bonly\s)\breply\s+(?:by|to|before)\b|\brespond\s+(?:by|to|before)\b|\bcomplete\s+(?:it"
    r"|the|this|your)\b|\bdeadline\b",
    re.IGNORECASE,
)
PAST = re.compile(
    r"\b(?:hoped|they\s+said|(?:were|was)\s+(?:unable|not)|could\s+not|expect\s+nothing|nothing\s+before|had\s+(?:meant|hoped|planned|expected|said|promised|intended)|were\s+(?:going|hoping|planning)"
    r"|was\s+(?:going|hoping|ready|due|meant|to)\b|(?:was|were)\s+(?:\w+\s+)?(?:submitted|received|sent|logged)|said\s+(?:we|i|you|that)|told\s+you|promised\s+(?:you|to)"
    r"|should\s+have\s+(?:heard|been|written|replied|told|contacted)|expected\s+to\s+have|originally"
    r"|we\s+(?:received|reviewed|met|spoke|interviewed)|as\s+(?:promised|planned)|apologi[sz]e\s+for)\b",
    re.IGNORECASE,
)
USUAL = re.compile(
    r"\b(?:you\s?(?:will|should|can\s+expect\s+to|may|['’]ll)\s+(?:hear|receive|get|know|have|expect)"
    r"|you\s+can\s+expect|expect\s+(?:to\s+hear|an?\s+(?:update|answer|decision|reply|response))"
    r"|(?:process(?:ing)?|review|it|this|decision|selection|approval|clearance|vetting|checks?|we)\s+(?:can\s+|may\s+|will\s+|should\s+|usually\s+"
    r"|typically\s+|normally\s+|generally\s+|probably\s+)*(?:takes?|needs?)\b"
    r"|(?:give|allow)\s+(?:us|me)\b|(?<!your\s)(?:decisions?|updates?|news|answers?|interviews?"
    r"|offers?)\s+(?:\w+\s){0,4}(?:will|should|is|are|expected|by|within|in)\b|timeline\s+is|be\s+(?:notified"
    r"|informed|contacted|told|invited)\b"
    r"|(?:contact(?:ed)?|notified|informed)\s+(?:\w+\s){0,3}(?:by|within|in)\b|back\s+(?:to|with)\s+you\b"
    r"|in\s+touch\b|know\s+more\b|(?:I['’]d|I\s+would)\s+guess\b)",
    re.IGNORECASE,
)
TELLS = re.compile(
    r"\b(?:writ(?:e|es|ing)\s+(?:to\s+)?you|let\s+you\s+know|you\s*(?:will|should|['’]ll|can\s+expect\s+to)"
    r"\s+(?:hear|have\s+heard|be\s+(?:told|contacted|notified|informed|written\s+to))|(?:every\w+|all)\s+hears?"
    r"|(?:get|come)\s+back\s+to\s+you|update\s+you|in\s+touch|contact\s+you|inform\s+you|notify\s+you)\b",
    re.IGNORECASE,
)

WAITING = re.compile(
    r"\b(?:hears?|heard|word\s+(?:by|before|on|in|from)|know\w*|tell|told|(?<!the\s)rings?|call(?:s|ing)?|(?<!\bas\s[iI]\s)writ(?:e|es|ten)(?!\s+(?:to\s+(?:say|let|confirm|acknowledge)|only|merely))|say|shout|news"
    r"|touch(?:point)?|back\s+to|repl(?:y|ies)|inform|(?<!your\s)answers?|decisions?|decid\w+|short-?list\w*|long-?list\w*|sift\w*"
    r"|scores|outcomes?|results?|feedback|sit\s+down\s+with|(?:shall|will|['’]ll)\s+look\s+at|make\s+up\s+(?:my|our|their)\s+minds?"
    r"|comes?\s+(?:out|through|to\s+a\s+vote)|publish\w*|posted|goes\s+(?:up|to\s+the)|settle\w*|opens?\s+(?:everything|them|the\s+\w+)|ask\s+again"
    r"|letters|swears?|takes\s+place|(?:we|they)\s+vote|get\s+through|aim(?:ing)?\s+for|first\s+look|bear\s+with|it['’]ll\s+be|expect\s+(?:an?|to)|best\s+guess|says|could\s+take|pick\s+then|choose|we\s+meet|meets?\s+again|(?:hoping|aiming)\s+for|panel\s+meets|board\s+meets|(?:stands?|held)\s+over|(?:give|gim)\s*(?:us|me|you)|figure"
    r"|you(?:['’]ll|\s+will|\s+should)\s+have|notif\w+|contacted|updates?)\b",
    re.IGNORECASE,
)
"""In a mail that only says how things stand, any of these beside a day is a word on when."""

AWAY = re.compile(
    r"\b(?:on\s+(?:leave|holiday|vacation|his\s+holidays|her\s+holidays)|away|out\s+of\s+(?:the\s+)?office|reading\s+"
    r"(?:them|it)|read\s+(?:them|it|yours?)|till\s+then|no\s+news\s+till|so\s+much\s+as|not\s+(?:begin|start|open)\w*"
    r"|(?:the\s+)?(?:vacancy|ad|advert|posting|list|post)\s+closes|we\s+close|is\s+in\s+(?-i:[A-Z])\w+|keep\s+your"
    r"|you\s+can\s+withdraw|deleted|hold\s+(?:resumes|cvs|your)|keep\s+(?:resumes|cvs|your)|(?:your|personal)\s+data|retain\w*|for\s+\w+\s+months|(?:don['’]t|not)\s+know|no\s+idea|could\s+be|no\s+answer|you\s+have\s+the|(?:poll|good)\s+(?:is|for))\b",
    re.IGNORECASE,
)
"""What puts a day beside such a word without promising anything: leave, reading habits, closing dates."""

NEXT_DAY = re.compile(
    r"\bnext\s+morning\b|\bthe\s+(?:morning|day|afternoon|evening)\s+after\b(?!\s+(?:the|tomorrow|\w+\s+day))",
    re.IGNORECASE,
)
SAME_WEEK = re.compile(r"\b(?:that|the)\s+same\s+week\b|\ball\s+that\s+week\b", re.IGNORECASE)
OF_CLOSING_DATE = re.compile(
    r"\s*(?:of|from|after|following)\s+(?:that\s+date|(?:the\s+)?(?:advertised\s+)?(?:closing|deadline)(?:\s+date)?)\b",
    re.IGNORECASE,
)
CLOSES = re.compile(r"\bclos(?:es?|ing)\b", re.IGNORECASE)
STAGES = re.compile(r"\binterviews?\s+(?:are|will\s+be|is)\b|\breview(?:s|ed|ing)?\b", re.IGNORECASE)
"""Steps on the way, which a plainer word on when outranks."""

DECIDES = re.compile(
    rf"(?<!\bso\s)\b{_WHO}(?:\s+(?!so\b)\w+){{0,2}}?\s*{_INTENT}\s+(?:\w+\s+){{0,4}}?(?:decid\w+|decisions?|choos\w+|final\w+|announc\w+"
    r"|conclu\w+|select\w*)\b|\b(?:decisions?|results?|outcomes?)\s+(?:\w+\s+){0,3}?(?:by|within|in|on|will|is|are"
    r"|expected|should)\b",
    re.IGNORECASE,
)
"""Outright enough to count in a mail that asks something of the person."""

LETTER_OF = re.compile(
    r"\b(?:yours?|letter|e-?mail|message|note|application|interview|meeting|call|visit|dated)\s+(?:of|from|on|dated)?"
    r"\s*(?:the\s+)?$",
    re.IGNORECASE,
)
"""Before a day: what lies behind, whatever the calendar says ("yours of the 2nd")."""

DONE_BY = re.compile(
    r"\b(?:have|has|had|be|is|are|gets?|will|should|['’]ll|expect\w*|hope|told|says?)\b[^.;]{0,60}?\b(?:(?:by|within)\s+(?!arrangement|then|hand|post|phone|itself)|latest\b)"
    r"|\b(?:by|until)\b[^.;]{0,40}\bwe\s+(?:have|should|will)\b",
    re.IGNORECASE,
)
"""Something will have happened by then."""

EVERY = re.compile(r"\b(?:every|each)\s+(?:second\s+|other\s+|third\s+)?$", re.IGNORECASE)
"""Before a day: a habit."""
