"""What the person's own message says of their referees: who they are, on what condition, or that they come later.

Only what is plain counts: a list, a name with a number, "please let me know before you call them".
"""

from __future__ import annotations

import re

from unwatch_classifiers.facts.clauses import clause
from unwatch_classifiers.records import Message

_READ = 6_000
_LONGEST_CONDITION = 200
_FEW_WORDS = 4
_NEAR = 150
"""Characters before a number in which stands whose it is."""


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_REFEREES = (
    r"(?:referees?|references?|letters?\s+of\s+(?:recommendation|reference)|referenz(?:en|geber\w*|liste)?"
    r"|auskunftspersonen)"
)
_SPEAKS_OF_REFEREES = _any(rf"\b{_REFEREES}\b", r"\b(?:vouch|speak\s+for\s+me|speak\s+to\s+my\s+work)\b")
_REACHES = (
    r"(?:contact\w*|call(?:s|ed|ing)?|ring(?:s|ing)?|rung|phon(?:e|ed|ing)|telephon\w+|speak(?:ing)?\s+(?:to|with)"
    r"|talk(?:ing)?\s+(?:to|with)|writ(?:e|ing)\s+to"
    r"|e-?mail\w*|approach\w*|get(?:ting)?\s+in\s+touch|reach(?:ing)?\s+out|take\s+up|taken\s+up|hear\s+from)"
)
_TELLS_ME = (
    r"(?:let\s+me\s+know|tell(?:ing)?\s+me|giv(?:e|ing)\s+me|warn\s+me|check(?:ing)?\s+with\s+me|ask(?:ing)?\s+me"
    r"|speak(?:ing)?\s+(?:to|with)\s+me|talk\s+to\s+me|drop\s+me|heads[\s-]?up|(?:a|one|some)\s+(?:day|week|word"
    r"|warning|notice)['’]?s?)"
)
_EMPLOYER = (
    r"(?:my|our|the)\s+(?:current\s+|present\s+|line\s+|direct\s+)*(?:employers?|manager|boss|supervisor|company"
    r"|firm|workplace|office|team|school|headteacher|referees?|references)"
)
_CONDITION = _any(
    rf"\b{_TELLS_ME}\b[^.!]{{0,60}}\b(?:before|prior\s+to|ahead\s+of|first|beforehand"
    rf"|in\s+advance)\b[^.!]{{0,40}}?\b{_REACHES}\b(?!\s+(?:me|us)\b)",
    rf"\b{_REACHES}\b(?!\s+(?:me|us)\b)[^.!]{{0,60}}\bwithout\s+{_TELLS_ME}\b",
    rf"\bbefore\s+(?:you|anyone|anybody|they|any\s+of\s+them"
    rf"|either\s+of\s+them)\b[^.!]{{0,30}}\b{_REACHES}\b(?!\s+(?:me|us)\b)[^.!]{{0,60}}\b{_TELLS_ME}\b",
    rf"\b(?:do\s+not|don['’]t|please\s+not|not\s+to|you\s+(?:did\s+not|didn['’]t|not|do\s+not|don['’]t)"
    rf"|rather\s+(?:nobody|no\s+one)|avoid)\s+{_REACHES}\s+(?:\w+\s+){{0,3}}?(?:{_EMPLOYER}|them|anyone\s+at"
    rf"|anybody\s+at|either|any\s+of)\b",
    rf"\b(?:{_EMPLOYER}|they|them|he|she)\b[^.!]{{0,30}}\b(?:not"
    rf"|only)\b[^.!]{{0,20}}\b{_REACHES}\b[^.!]{{0,30}}\b(?:until|before|after|once|unless|if)\b",
    rf"\bonly\b[^.!]{{0,20}}\b{_REACHES}\b[^.!]{{0,40}}\b(?:{_EMPLOYER}|them|either)\b[^.!]{{0,40}}\b(?:after|once"
    rf"|when|if|with)\b",
)
_CONDITION_BRIEF = _any(
    r"\b(?:let\s+me\s+know|tell\s+me|ask\s+me|warn\s+me|check\s+with\s+me|heads[\s-]?up"
    r"|a\s+word)\b[^.!?]{0,40}\b(?:first|beforehand|in\s+advance|before\s+you\s+do)\b",
)
_GERMAN_REACHES = (
    r"(?:kontakt\w*|anruf\w*|anruft|rufen|ruft|sprech\w+|sprichst|meld\w+|schreib\w+|wend\w+|ansprech\w+|einhol\w+)"
)
_GERMAN_EMPLOYER = (
    r"(?:mein\w*|unser\w*)\s+(?:(?:jetzig|derzeitig|aktuell|gegenwärtig)\w*\s+)?(?:arbeitgeber\w*|chef\w*"
    r"|vorgesetzt\w*|firma|betrieb\w*|referenz\w*)"
)
_CONDITION_GERMAN = _any(
    rf"\b(?:bescheid|sagen\s+sie|sag(?:t)?\s+(?:es\s+)?mir|inform\w+|melde\w*"
    rf"|sprechen\s+sie)\b[^.!]{{0,60}}\b(?:bevor|ehe|vorher|zuvor|vorab)\b[^.!]{{0,60}}\b{_GERMAN_REACHES}",
    rf"\b(?:bevor|ehe)\s+(?:sie|ihr|du|jemand)\b[^.!]{{0,60}}\b{_GERMAN_REACHES}\b[^.!]{{0,60}}\b(?:bescheid|sagen"
    rf"|inform\w+)\b",
    rf"\b{_GERMAN_REACHES}\b[^.!]{{0,40}}\b{_GERMAN_EMPLOYER}\b[^.!]{{0,40}}\b(?:nicht|erst|noch\s+nicht|nur)\b",
    rf"\b{_GERMAN_EMPLOYER}\b[^.!]{{0,40}}\b(?:nicht|erst|nur)\b[^.!]{{0,60}}\b{_GERMAN_REACHES}",
)
_GIVES_REFEREES = _any(
    rf"\b(?:my|the|two|three|four|both|these|those|as)\s+(?:\w+\s+){{0,2}}?{_REFEREES}\s*(?:are\b|is\b|:"
    rf"|,?\s+(?:i\s+(?:can\s+)?(?:name|give|suggest|propose))\b)",
    rf"\b(?:here\s+(?:are|is)|these\s+are|attached|attach|enclosed|enclose|find|below"
    rf"|following)\b[^.?!]{{0,50}}\b{_REFEREES}\b",
    rf"\b{_REFEREES}\b[^.?!]{{0,30}}\b(?:attached|enclosed|below|as\s+follows|in\s+the\s+attachment)\b",
    rf"\b(?:hier\s+(?:sind|ist)|anbei|beigefügt|im\s+anhang|als)\b[^.?!]{{0,50}}\b(?:{_REFEREES}|arbeitszeugnisse?)\b",
    rf"\b(?:meine|die|zwei|drei)\s+(?:\w+\s+)?{_REFEREES}\s*(?:sind\b|:|(?:[^.?!]{{0,30}}\b(?:anbei|im\s+anhang"
    rf"|beigefügt)\b))",
)
_NOT_GIVEN = _any(
    r"\b(?:on|upon|auf)\s+(?:request|anfrage|wunsch)\b|\bavailable\b|\b(?:will|shall|['’]ll|can|could|would|may"
    r"|going\s+to)\s+(?:\w+\s+){0,2}?(?:send|follow|provide|give|let|forward|come|supply|get)\b",
    r"\b(?:sent|gave|given)\b|\bhave\s+(?:been\s+)?(?:sent|asked)\b|\b(?:later|tomorrow|soon|shortly|once|how\s+many"
    r"|which|whether|yet)\b|\b(?:your|job|our)\s+reference\b|\breference\s+(?:number|no\b|code|is\s+[A-Z]*\d)",
    r"\b(?:folgen|folgt|nachreichen|reiche|schicke\s+ich|sende\s+ich|geschickt|später|gern\s+auf)\b"
    r"|\bin\s+reference\s+to\b|\bwith\s+reference\b",
)
_LIST = re.compile(r"(?:\b|_)(?:referees?|references|referenzen|referenzliste)(?:\b|_)", re.IGNORECASE)
_PERSON = re.compile(
    r"\b[A-ZÀ-ÖØ-Þ][\w'’-]{1,30}(?:\s(?:van|von|de|der|da|del|di|al|bin))?\s[A-ZÀ-ÖØ-Þ][\w'’-]{1,30}\b"
)
_NUMBER = re.compile(r"(?:\+|\b)\d[\d\s()/.-]{5,18}\d\b|[\w.+-]{1,40}@[\w-]{1,40}\.[\w.]{2,20}")
_BREAK = re.compile(r"[\n?!]")
_KNOWS_MY_WORK = _any(
    r"\b(?:vouch|supervis\w+|managed\s+me|my\s+(?:\w+\s+)?(?:manager|boss|supervisor|foreman|head|lecturer|professor"
    r"|colleague)|worked\s+(?:for|with|under)"
    r"|whose\s+\w+|know(?:s)?\s+(?:that\s+)?you\s+may|expect(?:s|ing)?\s+(?:your|a)\s+call|you\s+may\s+(?:ring|call)"
    r"|told\s+(?:them|both))\b",
)
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}[:.]\d\d\b")
_FOLLOWS = _any(
    r"\b(?:i['’]ll|i\s+will|i\s+shall|i\s+can|will)\s+(?:\w+\s+){0,2}?(?:send|e-?mail|get|let\s+you\s+have|forward"
    r"|collect|put|have)\s+(?:\w+\s+){0,2}?(?:them|the\s+(?:names|details|list|numbers|contacts)|my\s+referees?"
    r"|references|those)\b"
    r"[^.?!]{0,60}\b(?:by|tomorrow|on|next|later|soon|this\s+(?:week|evening|afternoon)|shortly|once|when|within"
    r"|tonight|monday|tuesday|wednesday|thursday|friday)\b",
    r"\b(?:schicke|sende|reiche|maile)\s+(?:ich\s+)?(?:\w+\s+){0,3}?(?:sie|ihnen|die|meine|nach|bis"
    r"|morgen)\b[^.?!]{0,40}\b(?:morgen|bis|nächste\w*|später|nach|sobald|diese\s+woche|heute\s+abend)\b",
)
_COURTESY = _any(
    r"^(?:dear|hi|hello|hey|good\s+(?:morning|afternoon|evening)|thanks?|thank\s+you|many\s+thanks|of\s+course"
    r"|certainly|gladly|sure|happy\s+to|with\s+pleasure|i['’]d\s+be\s+(?:glad|happy)"
    r"|(?:kind|best|warm)\s|regards|best|yours|cheers|that['’]s\s+(?:good|great)|what\s+good|good\s+news|before\s+i"
    r"|one\s+question|just\s+one|quick\s+question"
    r"|sehr\s+geehrte|liebe|lieber|hallo|guten|vielen\s+dank|danke|gern|natürlich|klar|viele|mit\s+freundlichen"
    r"|herzliche|beste)\b",
)


def read_condition(said: tuple[str, ...], *, given: bool) -> str | None:
    """What the person sets for their referees, literal and at most 200 characters (letter.md C13b).

    "Let me know first" alone counts only where they speak of referees, or give some.
    """
    brief = given or any(_SPEAKS_OF_REFEREES.search(sentence) for sentence in said)
    patterns = (_CONDITION, _CONDITION_GERMAN, *((_CONDITION_BRIEF,) if brief else ()))
    for sentence in said:
        found = next((match for pattern in patterns if (match := pattern.search(sentence))), None)
        if found:
            return clause(sentence, found.start(), found.end(), _LONGEST_CONDITION)
    return None


def read_gives_referees(message: Message, said: tuple[str, ...]) -> bool:
    """Whether referees are named, listed or attached, asked for or in advance (letter.md C13a, C11d)."""
    if any(_LIST.search(name[-200:]) for name in message.attachments):
        return True
    if any(_GIVES_REFEREES.search(one) and not _NOT_GIVEN.search(one) for one in said if not one.endswith("?")):
        return True
    people = _people(message)
    known = any(_KNOWS_MY_WORK.search(one) or _SPEAKS_OF_REFEREES.search(one) for one in said)
    return len(people) > 1 or (bool(people) and known)


def read_puts_off(message: Message, said: tuple[str, ...]) -> bool:
    """Whether a mail plainly brings nothing yet: it is a question back and courtesies, or says that it follows."""
    if message.attachments or _people(message):
        return False
    if any(_FOLLOWS.search(one) for one in said):
        return True
    asked = any(one.endswith("?") for one in said)
    return asked and all(one.endswith("?") or _COURTESY.search(one) or len(one.split()) <= _FEW_WORDS for one in said)


def _people(message: Message) -> set[str]:
    """Who is named with a number or an address, but for the person themselves."""
    text = message.new_text[:_READ]
    found: set[str] = set()
    before = 0
    for number in _NUMBER.finditer(text):
        if not _DATED.search(number[0]):
            near = _BREAK.split(text[max(before, number.start() - _NEAR) : number.start()])[-1]
            name = _PERSON.search(near)
            found |= {name[0].casefold()} if name else set()
        before = number.end()
    return found - ({message.sender.name.casefold()} if message.sender else set())
