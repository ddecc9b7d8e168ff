"""The words by which referees are asked for, as patterns for one bounded sentence."""

from __future__ import annotations

import re

from unwatch_classifiers.facts.numbers import NUMBERS

_PLURAL = (
    r"(?:references|refs|referees|recommenders|guarantors|letters|people|ppl|persons|humans|folks?|contacts|names"
    r"|individuals|colleagues|peers|managers?|supervisors|superiors|bosses|gaffers|employers|clients|customers|citizens"
    r"|superintendents|nurses|principals|directors|scientists|partners|instructors|officers|numbers|blokes|ladies|lads|women|men|guys|academics|professors|teachers|parents|vouchers|certificates|testimonials)"
)
_SINGULAR = (
    r"(?:person|people|name|boss|gaffer|manager|lead|supervisor|superior|employer|colleague|teacher|tutor|academic"
    r"|attorney|client|customer|contact|referee|reference|human|landlord|peer|mentor|professional)"
)
_COUNT = rf"(?P<count>a\s+pair\s+of|{NUMBERS})(?:\s*\(\w{{1,8}}\))?"
_BETWEEN = r"(?:(?!of\b|and\b|or\b|the\b|to\b|in\b|at\b|for\b|by\b|is\b|are\b|from\b)[\w'’/-]+,?\s+)"

REFERENCES = re.compile(
    rf"\b{_COUNT}\s+(?:(?!years?|weeks?|days?|months?|of\b|and\b)[\w'’/-]+\s+){{0,3}}?(?:references"
    r"|referees|refs|reference\b(?!\s+(?:number|no|id|code|check|form|request|survey|sheet))|referee|reference\s+checks|guarantors?"
    r"|letters?\s+of\s+(?:recommendation|reference|presentation)|recommendation\s+letters?|recommenders)\b",
    re.IGNORECASE,
)
PEOPLE = re.compile(
    rf"\b{_COUNT}\s+(?P<what>{_BETWEEN}{{0,3}}?(?:{_PLURAL}\b(?!\s+(?:you|we)\s+(?:gave|named|listed|have))"
    r"|[\w'’-]+s\s+(?:who(?:m|['’]ve)?|that|to\s+whom|willing|you)\b)|who(?:['’]ve|m)?\b)",
    re.IGNORECASE,
)
LAST_FEW = re.compile(
    rf"\b(?:last|past|previous|former)\s+(?P<count>{NUMBERS})\s+(?!years?|yrs?|weeks?|days?|months?|jobs|posts)[a-z]",
    re.IGNORECASE,
)
MEASURES = re.compile(
    r"\b(?:years?|yrs?|months?|weeks?|days?|hours?|min(?:ute)?s?|pages?|copies|lines?|boxes|questions?|periods?|rounds?"
    r"|documents?|forms?|kids)\b",
    re.IGNORECASE,
)
IN_ALL = re.compile(
    rf"\bthe\s+usual\s+(?P<usual>two|three)\b|\b(?P<count>{NUMBERS})\s+(?:in\s+(?:all|total|number)|(?:[a-z]+\s*)?(?:will|would|['’]ll)\s+(?:do\b|be\s+(?:ample"
    r"|enough|plenty|fine)))"
    r"|\b(?:just|only)\s+(?:the\s+)?(?P<only>one|two|three)\b(?!\s+(?:of|thing|question|more\s+thing|page|form|line))"
    r"|\b(?:referees?|references?|contacts?)\s+(?:details\s+)?\((?P<bracketed>\d{1,2})\)",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"\b(?:names?|numbers?|phone|details|addresses|e-?mails?)\b[^.?!]{0,60}?\b(?:for"
    r"|of)\s+(?P<people>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,2}(?:(?:,\s*(?:and\s+)?|\s+and\s+"
    r"|\s*&\s*)[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,2}){0,7})"
)
BETWEEN_NAMES = re.compile(r",\s*(?:and\s+)?|\s+and\s+|\s*&\s*")
PAIR = re.compile(
    r"\bone\s+(?:from|who|of\s+(?:them|whom))\b[^.?!]{1,90}?\band\s+one\s+(?:from|who|in|of)\b"
    r"|\b(?:touch\s+with|word\s+with|pass\s+me|speak\s+(?:to|with)|talk\s+to|ring|call|write\s+to|hear\s+from)\s+(?:an?"
    r"|your|the)\s+[^.?!;]{2,60}?\band\s+(?:with\s+|for\s+|from\s+)?(?:an?|your|the)\s+\w"
    r"|\bwork(?:ed)?\s+(?:under|for|with)\s+at\s+[^.?!;]{2,60}?\band\s+(?:at|in)\b"
    r"|\band\s+(?:of\s+|to\s+)?one\s+(?:more|other|front|back)\b|\bone\s+of\s+each\b|\bone\s+\w+\s+and\s+one\s+\w+\b"
    r"|\bas\s+well\s+as\s+somebody\b"
    r"|\b(?:numbers?|e-?mails?|names?|addresses)\s+for\s+both\b|\ba\s+\w+\s+person\s+as\s+well\b",
    re.IGNORECASE,
)
ONE = re.compile(
    rf"\b(?:one|1|another)\s+{_BETWEEN}{{0,2}}?{_SINGULAR}\b(?!\s+of\s+(?:the|your|our|them|whom)\b)"
    r"|\bone\s+more\b(?!\s+(?:thing|question|step|form))|\bfind\s+(?:me\s+)?another\b"
    r"|\b(?:someone|somebody|anyone|anybody)\b(?=[^.!]{0,80}(?:\?|\b(?:who|whose|whom|whos|you(?:['’]ve)?|else)\b))"
    r"|\bone\s+(?:other\s+)?[\w-]+\s+(?:who|that)\b|\bsome\s+\w+\s+person\b|\bwho\s+else\b|\ban?\s+(?:alternative\s+)?(?:reference|referee)\b"
    r"|\b(?:number|name|contact|mobile|cell|address|e-?mail)\s+(?:for|of)\s+(?:your|ur|the|whoever)\b|\bwhat['’]?s\s+the\s+number\b"
    rf"|\b(?:your|ur)\s+(?:last|old|previous|former)\s+(?:\w+\s+)?{_SINGULAR}\b"
    r"|\bwho(?:['’]?d|['’]?s|['’]?ve|\s+(?:can|did|was|is|were|at|do|you\s+were|stage-?managed|ran|could))\b"
    r"(?=[^.!]{0,90}(?:\?|\b(?:you|your|vouch|bell|number|truth)\b))"
    r"|\bwhich\s+(?:\w+\s+)?manager\b|\bwhoever\s+ran\b|\ban\s+alternative\b(?=[^.]{0,30}\bcontact)",
    re.IGNORECASE,
)
"""One person to be named, or the name of one; only where nothing speaks of several."""

SOME_NUMBER = re.compile(
    r"(?<!\bpage\s)(?<!\bsection\s)(?<!\bpart\s)(?<!\bat\s)(?<!\bquestion\s)(?<!\bare\s)\b(?P<count>two|three|four|five)\b"
    r"(?!\s*(?:of\b|o['’]clock|things?|sugars|quick|small|more\s+things|sides|copies|phones?|[ap]m\b)|\s+(?:[\w'’-]+\s+){0,2}(?:years?|yrs?"
    r"|months?|weeks?|days?|hours?|min(?:ute)?s?|pages?|lines?|questions?|periods?|rounds?|documents?|forms?|boxes|interviews?"
    r"|stages?|sets?|shifts?|nights?|panels?|schools?|jobs|posts|times|summers|winters|seasons|terms)\b|\s+you\s+(?:gave|named))",
    re.IGNORECASE,
)
"""In a mail that is about referees, a spelled number that measures nothing else counts them."""

SECOND = re.compile(
    r"\ba\s+second\s+(?:person|name|human|referee|reference|voice)\b|\bone\s+\w+\s+and\s+one\s+\w+\b"
    r"|\ban?\s+\w+\s+and\s+(?:an?\s+\w+\s+(?:referee|reference)|somebody|someone)\b",
    re.IGNORECASE,
)
"""There is one already, and two are wanted."""

LEAVE = re.compile(
    r"\b(?:permission|consent|may\s+we|are\s+you\s+happy\s+for|content\s+for\s+us|(?:ok|okay|all\s+right|alright)\s+(?:for\s+(?:me|us)|if|with)"
    r"|do\s+you\s+(?:mind|agree|object))\b",
    re.IGNORECASE,
)
"""Leave to write to somebody who is named already."""

SEVERAL = re.compile(
    r"\b(?:references|referees|refs|names\s+and|the\s+names|people\s+you|contacts|each\s+employer|everybody|every"
    r"|persons|whoever\s+supervised|people\s+who|list\s+em|past\s+employers|(?:2|two|three)\s+of)\b",
    re.IGNORECASE,
)
DONE = re.compile(
    rf"\b(?:{NUMBERS}|all)\s+of\s+(?:(?:your|the)\s+(?:{NUMBERS}\b)?|{NUMBERS}\b)(?!\s+(?:people|persons|referees))|\b(?:other|all|both|those)"
    r"\s+(?:two|three|four)\b|\bthe\s+two\s+(?:names|people|referees)\s+you\s+(?:gave|named)\b",
    re.IGNORECASE,
)
"""Those who have answered already, or were named already."""

SENDS = re.compile(
    r"\b(?:please|kindly|could\s+you|can\s+you|would\s+you|provide|send|supply|give|share|fill)\b|\?", re.IGNORECASE
)

REPLACED = re.compile(r"\ba\s+replacement\b|\bin\s+(?:his|her|their)\s+(?:place|stead)\b", re.IGNORECASE)
"""One new name for one that fell out, however many there were."""

DEMANDED = re.compile(
    rf"\b(?:demands?|requires?|needs?|wants?|asks?\s+for|calls?\s+for|minimum\s+of|at\s+least)\s+{_COUNT}(?=\s*[,;:.]|\s+(?:who|that|of\s+them)\b|$)",
    re.IGNORECASE,
)
