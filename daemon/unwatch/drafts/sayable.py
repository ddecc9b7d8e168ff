"""What of a mail or a note may stand in a draft that the person sends under their own name.

An employer's mail names a role, a company, a sender. Here these are names and nothing more: one harmless line, bounded,
no sentence of its own, no address or link, no square brackets that would pass for a place to fill in, and never the
person's current employer (letter.md C13c).
"""

from __future__ import annotations

import re

from unwatch.drafts.records import DraftInput
from unwatch.letter.words import clean
from unwatch_classifiers.facts.people import human_name
from unwatch_classifiers.facts.spelling import own_label
from unwatch_classifiers.records import Address

NAME_LIMIT = 60
QUOTE_LIMIT = 90
SUBJECT_LIMIT = 120

_FOR_BRACKETS = str.maketrans("[]{}", "()()")
_SINGLE = dict.fromkeys(map(ord, '"“”„‟«»＂'), "'")
_DASHES = re.compile(r"[-_=*#~]{2,}")
_LINK = re.compile(r"(?i)@|//|\bwww\.|\w\.\w{2,24}/")
_NAME = re.compile(r"[\w\s&+'’\".,:*/()#–—…-]+")
_BESIDE = re.compile(
    r"\s*\((?:(?:[mwfdxgn]\s*[/|,*]\s*){1,4}[mwfdxgn]|\d{1,3}(?:\s?[-–]\s?\d{1,3})?\s?%)\)", re.IGNORECASE
)
"""What an advertisement writes beside a role: "(m/w/d)", "(80–100 %)"."""
_SENTENCE_ENDS = re.compile(r"[!?;…]|:(?=\s|$)|(?<=[^\W\d_]{5})\.(?=\s)")
_LEAST_CONTAINED = 4  # a shorter name is a part of too many words


def plain(text: str, limit: int) -> str:
    """Return foreign text as one harmless line for a draft."""
    return _DASHES.sub("-", clean(text, limit).translate(_FOR_BRACKETS)).strip(" -–—•>|")


def within_quotes(text: str, limit: int = QUOTE_LIMIT) -> str:
    """Return foreign text for a place between quotation marks, without a stop at its end."""
    return plain(text, limit).translate(_SINGLE).rstrip(" .,;:")


def name(text: str | None, given: DraftInput) -> str | None:
    """Return a role's or a company's name; None where it is none, or names the current employer."""
    lines = (text or "")[:400].splitlines()
    if not lines or _LINK.search(lines[0]):
        return None
    words = clean(_SENTENCE_ENDS.split(_BESIDE.sub("", lines[0]), maxsplit=1)[0], NAME_LIMIT)
    short = within_quotes(words, NAME_LIMIT).strip("' ")
    if not _NAME.fullmatch(words) or not re.search(r"[^\W_]", short) or names_current_employer(short, given):
        return None
    return short


def person(address: Address, given: DraftInput) -> str | None:
    """Return the name of the person an address belongs to, None for a team, a robot or a company."""
    found = human_name(Address(clean(address.name, NAME_LIMIT), address.address))
    return name(found, given)


def names_current_employer(text: str, given: DraftInput) -> bool:
    """Tell whether a text holds the name of the person's current employer, however it is spelt."""
    own = _squashed(current_label(given))
    if not own:
        return False
    if len(own) >= _LEAST_CONTAINED:
        return own in _squashed(text)
    words = {_squashed(word) for split in (r"[\s.]+", r"[^\w.]+") for word in re.split(split, text)}
    return bool(words & {own, f"{own}s"})


def current_label(given: DraftInput) -> str:
    """Return the name of the current employer, of a domain or an address the label that they chose."""
    said = (given.current_employer or "").strip().lower().rpartition("@")[2]
    return (own_label(said) or said) if "." in said and " " not in said else said


def _squashed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
