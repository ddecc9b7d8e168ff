"""How sure what stands round a phrase makes it that the phrase is the role a mail is about."""

from __future__ import annotations

import re

from unwatch_classifiers.facts.names import words

_NOUNS = "|".join(sorted(words("ends_a_role")))
_ID = r"(?=[\w/-]{0,24}\d)[A-Za-z]{0,6}[-/]?[\w/-]{2,22}"
_ARTICLE = r"(?:(?:an?|the|our|your|their|its|this|one)\s+)?"
_NEW = r"(?:(?:new|next|first|full-time|part-time|permanent)\s+)?"


def _ends(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"{pattern}\s*[\"'“‘]?$", re.IGNORECASE)


_LABEL = _ends(
    r"(?:^|\b(?:your|the)\s|[.:]\s|\s(?=[A-Z]))(?:job\s+title|position|role|title|vacancy|designation|post|requisition|job|what)"
    r"(?:\s+title)?(?:\s+applied\s+for)?\s*(?::|\s[-–—]|\sis)\s*(?:an?\s)?"
)
_NAMED = _ends(rf"\b(?:position|role|post|vacancy|job|situation|appointment|place|office)\s+(?:of|as|for)\s+{_ARTICLE}")
_POSITION = _ends(r"\b(?:the|for|our)\s+(?:position|role|post|vacancy)")
_APPLIED = _ends(rf"\bappl(?:y|ied|ying|ication|ications)\s+(?:for|as|to|to\s+be|to\s+become)\s+{_ARTICLE}{_NEW}")
_MENTIONED = _ends(r"\b(?:an?|our|another|second)\s+(?:new\s+)?")
_PAID_AFTER = re.compile(r"\s*,\s*[£$€₹]?\d")
_PAID_BEFORE = re.compile(
    r"[£$€₹]\s?\d[\d.,k]*(?:\s(?:an?|per|the)\s\w+)?[^.;!?]{0,40},\s*$|\d\.\d\d(?:\s(?:an?|per)\s\w+)?,\s*$"
)
_ENDS_HERE = re.compile(r"\s*(?:[,.;!]|$)")
_ITS_OWN = re.compile(r"(?:['’]s)?\s+(?:money|wages?|desk|section|room|cabin|file|intake|hours|bench|rota|pay)\b")
_YOU_ARE = _ends(
    r"\b(?:you(?:['’]re|\s+are)|be|have\s+you\s+as|had\s+you\s+down\s+as|down\s+as|call\s+it|so\s+it\s+is)\s+(?:(?:our|my|the)\s+)?"
)
_NOUN_AFTER = re.compile(rf"['’]?s?\s*(?:\([^()]{{1,40}}\)\s*|,?\s*{_ID}\s+)?(?:{_NOUNS})\b", re.IGNORECASE)
_ID_BEFORE = _ends(rf"(?:^|[\s(\[]){_ID}[)\]]?\s*[,:–—-]?")
_ID_AFTER = re.compile(rf"\s*[,(\[–—-]\s*(?:(?:ref|req|job|id)\b[\s.:#]*)?{_ID}[)\],.\s]")
_JOINING = _ends(rf"\bas\s+{_ARTICLE}{_NEW}")
_PERSON_JOINS = re.compile(
    r"\b(?:you|your|join\w*|work\w*|employ\w*|offer\w*|appoint\w*|hire\w*|start\w*|come|back|designation)\b",
    re.IGNORECASE,
)
_APPOINTED = _ends(
    r"\b(?:appointed|be|being|become|becoming|made|you'?re|you’re|you\s+are|call(?:ed)?\s+you\s+as)\s+(?:an?|the|our)\s+"
    + _NEW
)
_WANTED = _ends(
    rf"\b(?:looking\s+for|hiring|recruiting|recruiting\s+for|hire|after|need|needs|want|wants|wanted|seek|seeks|seeking"
    rf"|find|finding|pick|choose|identify|desperate\s+for|in\s+search\s+of|take\s+on|had|without|sourcing|search\s+for|losing|spotted|short\s+of|screen\s+you\s+for|on|confidential)"
    rf"\s+(?:an?|its|their|his|her|our|one|another)\s+{_NEW}"
)
_NEXT = _ends(r"\b(?:its|their|our|the|his|her|a)\s+(?:next|new|first)")
_FOR = _ends(rf"\b(?:for|about|regarding|re:?|up\s+for|on)\s+{_ARTICLE}{_NEW}")
_APPLYING = re.compile(
    r"\b(?:applica\w+|interview\w*|consider\w*|shortlist\w*|candidate|candidacy|offer\w*|contract|letter|details|answers"
    r"|profile|panel|competition|selected|interest\w*|cv|papers|chosen|assessment|test|exercise|hiring|number)\b",
    re.IGNORECASE,
)
_SEARCH_AFTER = re.compile(
    r"\s+(?:retires|is\s+(?:leaving|retiring)|leaves|brief|applicants?|candidates?|intake|traineeship)\b"
)
_OWN_TITLE = re.compile(
    r"\b(?i:I\s+am|I['’]m|this\s+is|my\s+name\s+is|I\s+work\s+as)(?:\s+[A-Z][\w'’-]{0,30}){0,3}"
    r"(?:,|\s+and\s+I['’]m|\s+and\s+I\s+am)?\s*(?i:an?|the|your|our)?\s*$"
)
_OTHERS = re.compile(
    r"(?:(?:hiring|line|recruit\w+|former|previous|current|present|old|last|talent|hr|people|your|reporting)\s+)?"
    r"(?:manager|supervisor|referee|owner|partner|recruiter|doctor|teacher|lawyer|gp|solicitor|guide|doctor|agent|head"
    r"|coach|lead|guard|dentist|host|judge|pharmacist|vet|principal|professor|chair|landlord|director|minister|graduate|quant)",
    re.IGNORECASE,
)
_REFERENCE_FORM = re.compile(r"\breferee|\breviewer\b|\bselector\b", re.IGNORECASE)


def weight_in_subject(before: str, after: str, phrase: str) -> int:
    """The weight of a phrase in a subject: there it needs nothing round it."""
    marked = max(_firm(before, after, phrase), 0)
    if _REFERENCE_FORM.search(phrase):
        return marked
    bare = 84 if not _OTHERS.fullmatch(phrase) else 60
    return max(marked, bare)


def weight_in_text(before: str, after: str, phrase: str, *, opening: bool = False) -> int:
    """The weight of a phrase in a sentence; nothing where nothing marks it as the role wanted.

    A line that is nothing but a role counts at the `opening` of a mail; at its end it is the writer's title.
    """
    before = before[-120:]
    if _OWN_TITLE.search(before) or _REFERENCE_FORM.search(phrase):
        return 0
    return max(
        _firm(before, after, phrase), 0 if _OTHERS.fullmatch(phrase) else _loose(before, after, phrase, opening=opening)
    )


def _firm(before: str, after: str, phrase: str) -> int:
    if _LABEL.search(before):
        return 95
    if _NAMED.search(before) or (phrase[0].isupper() and _POSITION.search(before)):
        return 90
    if _APPLIED.search(before):
        return 86
    if _NOUN_AFTER.match(after) and phrase.lower() != "hiring manager":
        return 88
    if phrase[0].isupper() and (_ID_BEFORE.search(before[-40:]) or _ID_AFTER.match(f"{after[:40]} ")):
        return 83
    return 0


def _loose(before: str, after: str, phrase: str, *, opening: bool) -> int:
    large = phrase[0].isupper()
    if _JOINING.search(before) and _PERSON_JOINS.search(before):
        return 80
    if _NEXT.search(before) or _SEARCH_AFTER.match(after):
        return 72
    if (large and before.endswith("appointed ")) or _APPOINTED.search(before) or _WANTED.search(before):
        return 70
    if _FOR.search(before):
        return 71 if large and _APPLYING.search(before) else 60 if large else 58 if _APPLYING.search(before) else 0
    if _PAID_AFTER.match(after) and (not before.strip(" -–—") or before.rstrip().endswith((".", "!", "?"))):
        return 56
    if (_PAID_BEFORE.search(before) and _ENDS_HERE.match(after)) or _ITS_OWN.match(after) or _YOU_ARE.search(before):
        return 54
    if large and opening and not before.strip() and (not after.strip(" .,!") or after.lstrip().startswith("(")):
        return 52
    if before.endswith("(") and after.startswith(")"):
        return 52
    return 42 if _MENTIONED.search(before) else 30
