"""Makes names comparable: two mails of one employer, or about one role, give one key."""

from __future__ import annotations

import re
import unicodedata

_LEGAL_FORMS = frozenset(
    [
        "ltd",
        "limited",
        "inc",
        "incorporated",
        "llc",
        "llp",
        "plc",
        "gmbh",
        "ag",
        "se",
        "sa",
        "sas",
        "sarl",
        "bv",
        "nv",
        "ab",
        "as",
        "oy",
        "oyj",
        "aps",
        "spa",
        "srl",
        "kg",
        "kgaa",
        "corp",
        "corporation",
        "co",
        "company",
        "pty",
        "pte",
        "pvt",
        "private",
        "lp",
        "group",
        "holding",
        "holdings",
    ]
)
_TAILS = frozenset(["team", "careers", "career", "recruiting", "recruitment", "talent", "jobs", "hiring", "hr"])
_BRACKETS = re.compile(r"[(\[{][^()\[\]{}]{0,60}[)\]}]")
_REQUISITION = re.compile(
    r"\b(?:req(?:uisition)?|job|ref(?:erence)?|jr|vacancy|posting|id|r)\b[\s.:#_-]{0,3}(?:id|no"
    r"|number)?[\s.:#_-]{0,3}"
    r"[a-z]{0,4}[-/]?\d[\w/-]{1,20}|\bjr\d{3,10}\b|#\s?\d{2,12}|\b\d{4,12}\b"
)
_GENDERS = re.compile(r"\b[mfwdx]\s?/\s?[mfwdx](?:\s?/\s?[mfwdx*]{1,2})?\b|\ball genders\b")
_PLACE_OF_WORK = re.compile(
    r"\b(?:fully |100% )?(?:remote|hybrid|on-?site|full[- ]time|part[- ]time|permanent|contract)\b"
)
_MARKS = re.compile(r"[^\w\s+#]|_")
_LONGEST = 200


def company_key(name: str) -> str:
    """A key under which all spellings of one company's name are equal; empty only for a name without letters."""
    plain = _folded(name).replace("&", " and ")
    words = _MARKS.sub(" ", plain.replace("'", "").replace("’", "")).split()
    kept = [word for word in words if word != "and"]
    kept = kept[1:] if len(kept) > 1 and kept[0] == "the" else kept
    while len(kept) > 1 and (kept[-1] in _LEGAL_FORMS or kept[-1] in _TAILS):
        kept.pop()
    return " ".join(kept)


def run_together(name: str) -> str:
    """A company's name without spaces and marks: what a display name and a domain have in common."""
    return "".join(char for char in company_key(name) if char.isalnum())


def role_key(role: str) -> str:
    """A key for a role; seniority counts ("Senior Analyst" is another role) unless it stands in brackets."""
    plain = _REQUISITION.sub(" ", _BRACKETS.sub(" ", _folded(role)))
    plain = _PLACE_OF_WORK.sub(" ", _GENDERS.sub(" ", plain))
    words = _MARKS.sub(" ", plain.replace("&", " and ")).split()
    return " ".join(word for word in words if word != "and")


def _folded(text: str) -> str:
    """Without case and accents; letters of other scripts stay."""
    parts = unicodedata.normalize("NFKD", text[:_LONGEST].casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
