"""Tells a role that closed from a person who was turned down.

A role closes in few ways, and each has its words: it is withdrawn, there is no job for anyone, the money went, whoever
had it stays, the house changes shape, or somebody inside gets it. What went to another candidate did not close.
"""

from __future__ import annotations

import re

from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.records import Label

ROLE_CLOSED = "role_closed"

_ROLE = (
    r"(?:position|role|post|vacancy|job|opening|requisition|opportunity|search|recruitment|hiring|hire|headcount"
    r"|posting|competition|seat|chair|slot|desk|internship|traineeship|apprenticeship|section)"
)
_BE = (
    r"(?:is|was|has\s+(?:(?:now|since|already|sadly)\s+)?been|have\s+been|had\s+been"
    r"|will\s+be|are|were|being|stands|['’]s\s+been|['’]s|got)"
)
_ANYBODY = r"(?:anyone|anybody|any\s+of\s+you|nobody|no\s+one|none\s+of\s+you)"
_WITHDRAWN = re.compile(
    rf"\b(?:{_ROLE}(?:\s+(?!not\b|until\b)[\w/(),-]+){{0,6}}?\s*{_BE}\s+(?:\w+\s+){{0,2}}?(?:cancel\w+|withdrawn|closed|eliminated"
    rf"|removed|pulled|discontinued|frozen|filled|gone|struck|scrapped|axed|dropped|shelved|deleted|put\s+on\s+ice|abolished)"
    r"|[A-Z]{0,6}[-/]?\d[\w/-]{3,20}\s+(?:is|was|has\s+been)\s+(?:cancel\w+|withdrawn)"
    rf"|{_ROLE}\s+(?:withdrawn|cancell?ed)|{_ROLE}\s+(?:is\s+)?no\s+longer\s+(?:available|open|exist\w*|needed"
    rf"|required|being\s+filled|there)|{_ROLE}\b[^.?!]{{0,40}}?\bdoes\s+(?:not|n['’]t)\s+(?:\w+\s+)?(?:exist|come\s+into\s+question)"
    rf"|no\s+longer\s+(?:hiring|recruiting|filling|looking\s+to\s+fill|moving\s+forward\s+with\s+(?:the"
    rf"|this)\s+{_ROLE})"
    rf"|(?:cancel\w*|withdr[ae]w\w*|clos(?:e|ed|ing)|eliminat\w+|pull(?:ed)?|dropp?(?:ed|ing)|scrap\w*|shelv\w+|axed?)\s+(?:the"
    rf"|this|our|that)\s+(?:\w+\s+){{0,3}}{_ROLE}\b(?!\s+here)"
    rf"|(?:decided|chosen|opted|decision)\s+not\s+to\s+(?:fill|replace|appoint|recruit|proceed\s+with\s+(?:the|this)\s+"
    rf"(?:appointment|{_ROLE})|proceed\s+with\s+(?:hiring|recruit\w*)|hire\s+(?:for|anyone)|go\s+ahead\s+with\s+(?:the|this)\s+{_ROLE})"
    r"|no\s+(?:appointment|hire|hiring)\s+(?:will|can|is|was|shall)\b)",
    re.IGNORECASE,
)
_NO_JOB = re.compile(
    rf"\b(?:no\s+(?:longer\s+an?\s+)?(?:\w+\s+){{0,2}}?{_ROLE}s?\b[^.?!]{{0,25}}?\b(?:any\s*more|any\s+longer|left|now|here|after\s+all"
    rf"|for\s+{_ANYBODY}|in\s+the\s+new|yours\s+or)"
    rf"|(?:no|not|n['’]t)\s+(?:\w+\s+){{0,3}}?(?:hir(?:e|ing)|start(?:ing)?|tak(?:e|ing)\s+on|recruit\w*|appoint\w*|employ\w*)\s+"
    rf"(?:\w+\s+)?{_ANYBODY}|(?:nobody|no\s+one)(?:['’]s)?\s+(?:is\s+|will\s+be\s+)?(?:getting\s+|being\s+)?(?:hired|appointed|taken\s+on"
    r"|started)|you\s+or\s+(?:otherwise|anyone|anybody)|neither\s+you\s+nor|yours\s+or\s+any\w+|nothing\s+left\s+to|(?:shan|won|do|does)n?['’]t\s+(?:be\s+)?need(?:ing)?\s+(?:any\w+|you)|(?:no\s+longer|not)\s+need(?:ing)?\s+any\w+"
    r"|no\s+(?:[\w'’-]+\s+){1,3}?(?:any\s*more|to\s+fill|at\s+all)|no\s+(?:more\s+)?[\w-]+\s+(?:are|is)\s+to\s+be\s+(?:recruited|appointed|hired|filled)|(?:do|manage)\s+without\s+an?|(?:shall|will)\s+manage\s+with"
    r"|not\s+(?:recruiting|hiring)\s+any\s*(?:more|longer|one)|(?:will|shall)\s+not\s+be\s+(?:filling|recruiting|hiring|appointing)|no\s+(?:[\w-]+\s+){1,3}?(?:is\s+(?:required|needed)|now\b)|nobody\s+will|removed\s+from\s+(?:this|next)\s+year|stopped\s+the\s+process|in\s+place\s+of\s+filling"
    r"|no\s+(?:such\s+)?(?:job|role|position|post)\s+to\s+(?:fill|give|offer)|not\s+to\s+somebody,?\s+just)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:los(?:t|ing)\s+(?:its|our|the|their|his|a)\s+(?:\w+\s+)?(?:funding|money|grant|contract|client|budget|tender)"
    r"|(?:funding|money|grant|budget|contract|sponsor\w*)\b[^.?!]{0,40}?\b(?:fell\s+through|withdrawn|went\b|is\s+gone|(?:been|was|is)"
    r"\s+(?:cut|pulled|frozen|refused|slashed)|dried\s+up|ran\s+out|not\s+(?:been\s+)?(?:renewed|approved|come\s+through))"
    r"|(?:bid|application|grant)\s+(?:failed|was\s+turned\s+down)|project\s+(?:was|has\s+been|got)\s+(?:pulled|cancel\w+|shelved)|contract\b[^.?!]{0,40}?\bgiven\s+to|given\s+the\s+money\s+to|(?:make|get)\s+the\s+(?:sums|numbers|figures)\s+(?:work|add\s+up)|(?:can['’]t|cannot|can\s+no\s+longer)"
    r"\s+afford|no\s+(?:longer\s+(?:any\s+)?)?(?:money|budget|funding)\s+(?:for|to|left)|budget\s+cuts?"
    r"|(?:done|did)\s+(?:my|the|our)\s+sums|(?:moved|taken|took)\s+(?:the|your|our|this|that)\s+(?:\w+\s+){1,3}?(?:to|along|abroad|offshore)|pulled\s+(?:the\s+pin|the\s+plug|out)|cold\s+feet)\b",
    re.IGNORECASE,
)
_STAYS = re.compile(
    r"\b(?:continue\s+with\s+(?:the|our)\s+(?:existing|present|current)|withdr[ae]wn?\s+(?:her|his|their)\s+(?:resignation|notice)"
    r"|(?:is|['’]s|has\s+decided\s+to)\s+stay(?:ing?|in['’]?)?(?:\s+on\b|\s+put\b|\s+after\s+all|\s*[.!,]|$)"
    r"|(?:walked|came|is\s+coming|coming)\s+(?:back\s+in|home|back)\b[^.?!]{0,50}\b(?:apron|job|work|wants|after\s+all)"
    r"|(?:not|n['’]t)\s+(?:leaving|retiring|going)\s+after\s+all|changed\s+(?:her|his|their)\s+mind\s+about\s+(?:leaving|retiring|going))",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"\b(?:(?:shutting|closing)\s+(?:down\s+)?(?:the|our)\s+(?:\w+\s+)?(?:site|branch|shop|office|store|department|kitchen|plant|doors?"
    r"|school|line)|(?:branch|site|shop|store|office|plant|school|kitchen|depot)\s+(?:is|will\s+be)\s+(?:closing|shutting)|sold\s+the\s+(?:business|company|shop|firm)|we\s+pivoted|short-time\s+work|hiring\s+freeze|freeze\s+on"
    r"\s+(?:hiring|recruitment)|freeze\b[^.?!]{0,30}\bpermanent|recruitment\s+freeze|going\s+into\s+(?:administration|liquidation))\b",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"\b(?:(?:filled|fill|appointed|filling|promoted|recruit\w*|from)\s+(?:\w+\s+){0,4}?(?:internally|within\b(?!\s+\w+\s+(?:days|weeks)))"
    r"|internal\s+(?:candidate|applicant|appointment|transfer|hire|move|promotion)|redeploy\w*|in-house|(?:someone|somebody|one)\s+(?:already\s+)?(?:in|on|of)\s+(?:the|our|my)\s+(?:own\s+)?(?:team|staff|people|crew|own)|already\s+(?:here|on\s+the\s+(?:team|staff|books|payroll)))\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:frozen|restructur\w*|on\s+hold|paused|reorgani[sz]\w+)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:another|other|different|stronger|more\s+(?:closely|experienced|suitable)|better\s+(?:match|fit"
    r"|suited))\b[^.]{0,40}\b(?:candidates?|applicants?|match\w*|fit|experience|suited)?"
    r"|\bnot\s+(?:been\s+)?(?:selected|successful|shortlisted)\b|\bunsuccessful\b|\bwent\s+(?:to|with)\s+(?:a|someone|somebody)\b"
    r"|\baccepted\s+by\s+(?:the|a|another)\b",
    re.IGNORECASE,
)
_FILLED_ONLY = re.compile(r"\b(?:filled|gone|closed)\b", re.IGNORECASE)
_NOT_CLOSED = re.compile(
    r"\b(?:not|n['’]t)\s+(?:yet\s+)?(?:been\s+)?(?:closed|cancel\w+|filled|withdrawn)\b|\b(?:until|once|when|if"
    r"|before)\b[^.]{0,40}\b(?:filled|closed)\b",
    re.IGNORECASE,
)
_REJECTED = (_INSIDE, _NO_JOB, _MONEY, _STAYS, _HOUSE)


def read_reason(reading: Reading) -> str | None:
    """`role_closed` when the role was filled internally, cancelled, frozen or withdrawn; else None.

    Money, a freeze or a role on hold count only in a rejection: in an update they are a wait, which comes with no
    reason of its own.
    """
    if reading.label not in {Label.REJECTION, Label.STATUS_UPDATE}:
        return None
    lines = reading.lines
    turned_down = any(_PERSON.search(line) for line in lines)
    waits = reading.label is Label.STATUS_UPDATE
    if any(_closes(line, unsure=turned_down or waits) for line in lines):
        return ROLE_CLOSED
    if waits:
        return None
    closing = _REJECTED if not turned_down else (_INSIDE, _NO_JOB)
    if any(pattern.search(line) for line in lines for pattern in closing):
        return ROLE_CLOSED
    held = not turned_down and any(_HELD.search(line) for line in lines)
    return ROLE_CLOSED if held else None


def _closes(line: str, *, unsure: bool) -> bool:
    """Whether a line withdraws the role; "filled", "gone" and "closed" do not count where that is `unsure`."""
    match = _WITHDRAWN.search(line)
    if not match or _NOT_CLOSED.search(line):
        return False
    return bool(_INSIDE.search(line)) or not (unsure and _FILLED_ONLY.search(match[0]))
