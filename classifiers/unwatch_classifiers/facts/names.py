"""What the name of a company, a role or a person looks like in mail, and how it is cleaned of what is not its own."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

_WORDS = tomllib.loads(resources.files("unwatch_classifiers.facts").joinpath("words.toml").read_text(encoding="utf-8"))


def words(key: str) -> frozenset[str]:
    """One of the word lists of words.toml."""
    return frozenset(str(_WORDS[key]).split())


_LONGEST_NAME = 80
_MOST_WORDS = 8
_START = r"(?:St\.\s)?[A-Z0-9ÄÖÜÉÅØ][\w+'’&-]{0,40}(?:\.\w{1,20}){0,3}"

NAME = (
    rf"{_START}(?:,?\s(?:Inc|Ltd|LLC|GmbH|PLC)\b\.?"
    rf"|\s(?:(?:of|and|de|van|von|der|du|la|le|al|und)\s(?:the\s)?|&\s|\+\s)?{_START}){{0,6}}"
)
"""Source of a case-sensitive pattern for a name in capitals: "Okafor Partners", "City of Lindale", "Fern & Vale"."""

_CUT_WORDS = words("ends_a_company")
_JOINERS = frozenset({"of", "and", "&", "the", "de", "van", "von", "der", "du", "la", "le", "al", "und", "+"})
_TEAM_WORDS = (
    r"(?:the\s+)?(?:(?:global|hiring|recruiting|recruitment|talent|acquisition|careers?|jobs?|people|hr"
    r"|human|resources|operations"
    r"|ops|team|teams|committee|panel|board|notifications?|no-?reply|do\s+not\s+reply|support"
    r"|department|dept|office"
    r"|group\s+careers"
    r"|experience|candidates?|workday|greenhouse|lever|ats|system|mailer|alerts?|and|&|partner)\b[\s.,]*)+$"
)
_TEAM_TAIL = re.compile(rf"[\s,|–—-]+{_TEAM_WORDS}", re.IGNORECASE)
_ALL_TEAM = re.compile(_TEAM_WORDS, re.IGNORECASE)
_VIA = re.compile(r"\s+(?:via|through|@|powered\s+by)\s+.{1,60}$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s$")
_PLATFORMS = words("platforms")
_NO_COMPANY = words("no_company")

_ROLE_NOUN = re.compile(rf"\b(?:{'|'.join(sorted(words('roles'))).replace('_', ' ')})s?\b", re.IGNORECASE)
_COMPANY_TAIL = re.compile(
    r"\b(?:ltd|limited|inc|llc|llp|plc|gmbh|ag|se|sa|bv|nv|ab|oy|corp|corporation|co|company|group|partners"
    r"|consulting|consultancy|labs?|laboratories"
    r"|health|healthcare|hospital|university|college|school|institute|council|trust|foundation|bank|freight"
    r"|logistics|software|systems|technologies"
    r"|technology|tech|studios?|media|press|tools|industries|holdings|robotics|homes|recruiters|people|energy"
    r"|motors|foods|design|engineering|games|analytics|capital|insurance|legal|law|dental|medical|academy|theatre"
    r"|hotel|restaurant|bakery|diner|pumps?|solutions|services|museum|library|ministry"
    r"|department|agency|charity|associates|& sons)\.?$"
    r"|\b(?:city|university|bank|county|borough|ministry|institute|museum)\s+of\b|\s&\s",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,60}[)\]]")
_ROLE_ID = re.compile(
    r"(?:[\s,#–—-]*\b(?:REQ|JR|R|Ref|Job\s+ID|ID)[\s:.#_-]{0,3}\d[\w/-]{1,20}|\s*#\s?\d{2,12})\s*$", re.IGNORECASE
)
_ROLE_ASIDE = re.compile(r",[^,]*[\d£$€][^,]*")
_ROLE_FOR = re.compile(r"\bfor\s+(?:the|our|an?)\s+", re.IGNORECASE)
_ROLE_HEAD = re.compile(
    r"^(?:(?:the|an?|our|your|this|that|open|new|vacant|advertised|available|current|exciting|following"
    r"|full[- ]time|part[- ]time|permanent|temporary|position|role|job|post|appointment|of|for|as|title|:)\s+)+",
    re.IGNORECASE,
)
_ROLE_END = re.compile(
    r"(?:[\s,|–—-]+(?:position|role|job|opening|vacancy|post|opportunity|hiring|campaign|ads?|adverts?|application"
    r"|applications|update|interview"
    r"|candidate|process|recruitment|remote|hybrid"
    r"|full[- ]time|part[- ]time|m/?f/?d|m/?w/?d|w/?m/?d))+$",
    re.IGNORECASE,
)
_NO_ROLE = words("no_role")
_NO_PERSON = words("no_person")
_PERSON_WORD = r"[A-ZÄÖÜÉÅØÁŠŽČ][\w'’-]{0,24}"
_PERSON = re.compile(rf"{_PERSON_WORD}(?:\s(?:{_PERSON_WORD}|[A-Z]\.|de|van|von|der|da|del|bin|al)){{0,3}}")
_HONORIFIC = re.compile(r"^(?:mr|mrs|ms|miss|mx|dr|prof)\.?\s+", re.IGNORECASE)


def looks_like_role(text: str) -> bool:
    """Whether a phrase names a kind of work."""
    return bool(_ROLE_NOUN.search(text))


def looks_like_company(text: str) -> bool:
    """Whether a name says by itself that it is an organisation's."""
    return bool(_COMPANY_TAIL.search(text))


def clean_company(raw: str) -> str | None:
    """A company's name without team words, platform, brackets and stops; None if nothing that names one is left."""
    name = _VIA.sub("", " ".join(raw.split())[: 2 * _LONGEST_NAME])
    name = _BRACKETS.sub("", name).strip(" \"“”'‘’.,;:!?|–—-*")
    name = _TEAM_TAIL.sub("", name).strip(" ,|–—-&")
    if not name or _ALL_TEAM.fullmatch(name):
        return None
    kept = _POSSESSIVE.sub("", " ".join(_until_cut_word(name.split()))).strip(" ,.;:!?|–—-&")
    return kept if _names_a_company(kept) else None


_FOR_SOMETHING = frozenset(
    {
        "ministry",
        "department",
        "centre",
        "center",
        "society",
        "council",
        "campaign",
        "institute",
        "foundation",
        "office",
    }
    | {"school", "fund", "trust", "association", "alliance", "academy"}
)
"""Names that begin with these may go on with "for": "Ministry for Inland Waters"."""

_AN_ID = re.compile(
    r"(?:Band|Grade|Level|Year|Step|Tier)\s\w{1,3}|[A-Z]{0,5}[-/]?\d[\d/-]{2,}.{0,12}|[A-Z]{2,5}[-/]\d.{0,12}"
)
_HUMAN_RESOURCES = re.compile(r"(?:^|\s)human\s+resources\b", re.IGNORECASE)
_DEPARTMENTS = words("departments")


def without_department(name: str) -> str:
    """A name without the department beside it, before or behind: "Harbor Early Careers", "HR Dept Harbor".

    Empty where nothing but a department is named; a name of which these words are part in the middle is left.
    """
    parts = _HUMAN_RESOURCES.sub(" HR", name).split()
    while parts and parts[-1].lower().strip(".,") in _DEPARTMENTS:
        parts.pop()
    while len(parts) > 1 and parts[0].lower().strip(".,") in _DEPARTMENTS - {"the"}:
        parts.pop(0)
    return "" if parts and parts[0].lower() in _DEPARTMENTS and len(parts) == 1 else " ".join(parts)


def _until_cut_word(words: list[str]) -> list[str]:
    """ "Northwind For The Analyst Position": cut where the sentence goes on, also in titles in capitals."""
    if len(words) > 1 and words[0].lower() == "the":
        return ["The", *_until_cut_word(words[1:])] if words[0] == "The" else _until_cut_word(words[1:])
    for index, word in enumerate(words):
        plain = word.lower().strip(".,")
        if plain == "for" and index and words[0].lower() in _FOR_SOMETHING:
            continue
        if plain in _CUT_WORDS and not (plain in _JOINERS and 0 < index < len(words) - 1):
            return words[:index]
    return words[:_MOST_WORDS]


def _names_a_company(name: str) -> bool:
    key = name.lower().removeprefix("the ")
    if (
        not 2 <= len(name) <= _LONGEST_NAME
        or key in _NO_COMPANY
        or key in _PLATFORMS
        or not re.search(r"[^\W\d_]", name)
        or _AN_ID.fullmatch(name)
    ):
        return False
    return key.split()[0] not in _PLATFORMS and not all(word in _NO_COMPANY for word in key.split())


def is_platform(name: str) -> bool:
    """Whether a name is that of a recruiting system or job board."""
    return name.lower() in _PLATFORMS


_LEADING_ID = re.compile(r"^(?=[A-Z0-9/-]{0,20}\d)[A-Z]{1,8}[A-Z0-9]{0,8}[/-][A-Z0-9/-]{1,16}\s+(?=\S)")
"""An id of letters and digits in front of the role, as councils and universities write it: "HR-2291 Data Officer"."""


def clean_role(raw: str) -> str | None:
    """A role without article, requisition id, brackets and "position"; None if nothing that names one is left."""
    role = _ROLE_ID.sub("", " ".join(raw.split())[: 2 * _LONGEST_NAME])
    role = _ROLE_ID.sub("", _BRACKETS.sub("", role)).strip(" \"“”'‘’.,;:!?|–—-*")
    role = _LEADING_ID.sub("", role)
    role = _ROLE_FOR.split(_ROLE_ASIDE.sub("", role))[-1]
    role = _ROLE_END.sub("", _ROLE_HEAD.sub("", role)).strip(" ,.;:|–—-")
    words = role.split()
    while words and words[-1].lower() in _JOINERS:
        words.pop()
    role = " ".join(words)
    if not words or len(words) > _MOST_WORDS or len(role) > _LONGEST_NAME or len(role) < 2:
        return None
    if looks_like_role(role):
        return role
    capitals = all(word[0].isupper() or word.lower() in _JOINERS or not word[0].isalpha() for word in words)
    return role if capitals and not all(word.lower() in _NO_ROLE | _NO_COMPANY for word in words) else None


def clean_person(raw: str) -> str | None:
    """A person's name of one to four words without title, or None; "Nair, Priya" is turned round."""
    name = _HONORIFIC.sub("", _BRACKETS.sub("", _VIA.sub("", " ".join(raw.split())[:120]))).strip(" \"'“”,.-")
    if name.count(",") == 1:
        family, _, given = name.partition(",")
        given = given.strip()
        if looks_like_role(given) or looks_like_company(given) or " " in family.strip():
            name = family.strip()
        else:
            name = f"{given} {family.strip()}"
    if not _PERSON.fullmatch(name) or looks_like_company(name) or looks_like_role(name):
        return None
    words = name.lower().split()
    return (
        None
        if any(word in _NO_COMPANY | _NO_PERSON | _PLATFORMS for word in words) or _TEAM_TAIL.search(f" {name}")
        else name
    )


def squashed(name: str) -> str:
    """Letters and digits alone, as a domain spells a name: "Fern & Vale" is "fernvale"."""
    return re.sub(r"[\W_]+", "", name.lower())
