"""How a mail spells the name that its domain runs together: "Fern & Vale" of fernandvale, "Pike Bay Bank" of pbb."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from unwatch_classifiers.encoder.pieces import known
from unwatch_classifiers.facts.names import NAME, clean_company, looks_like_company, looks_like_role, squashed, words

FULL, MADE, LONGER, BEGINS = 4, 3, 2, 1
"""How a name agrees with a label: spelled out; made of beginnings of its words or its initials; longer than the label;
or only the beginning of the label."""

_TAILS = frozenset({"talent", "recruitment", "recruiting", "careers", "group", "holdings", "company", "limited"})
_JOINERS = frozenset(
    {"of", "and", "the", "for", "de", "van", "von", "der", "du", "la", "le", "al", "und", "on", "at", "a", "in"}
)
_LEGAL = re.compile(
    r"[,\s]+(?:ltd|limited|inc|llc|llp|plc|gmbh|ag|b\.?v|pty|pte|pvt|corp|co|kg|se|sa|ab|as)\b[\s.,&]*(?:ltd|co|kg)?[.,]*$"
)
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "æ": "ae"})
_GOVERNED = re.compile(
    r"(?:The\s)?(?:Department|Ministry|Office|Embassy|Bureau|University|Bank|City|Town|County|Institute|Domaine|Residence|Diocese)"
    r"(?:\s(?:of|for))?(?:\sthe)?\s(?=\S)"
)
"""What stands before a name that the domain leaves out: "Department of Water"."""

_RUN = re.compile(NAME)
_OF_NAMES = _JOINERS | {
    "&",
    "services",
    "shared",
    "home",
    "homes",
    "group",
    "people",
    "house",
    "partners",
    "partner",
    "great",
}
"""Words that a company's name may go on with, though elsewhere they are no company's."""

_LONGEST_LABEL = 40
_SHORT = 3
_MOST_WORDS = 5
_LONGEST_TEXT = 1_000
_MOST_READ = 12_000


def own_label(domain: str) -> str | None:
    """The label that a company chose: "okafor-partners" of "mail.okafor-partners.co.uk"."""
    labels = [label for label in domain.lower().split(".")[-6:] if label][:-1]
    if len(labels) > 1 and labels[-1] in words("second_level"):
        labels.pop()
    label = labels[-1] if labels else ""
    return label if re.search(r"[^\W\d_]", label) and label not in words("host_labels") else None


def titled(label: str, begins: str = "") -> str:
    """A label as a name: "okafor-partners" is "Okafor Partners", "fernandvale" is "Fern & Vale".

    What the mail spells of its beginning parts it: "reedheating" of Wanda Reed is "Reed Heating".
    """
    parts = [word for word in re.split(r"[-_]+", label[:60]) if word]
    if len(parts) == 1:
        rest = parts[0].removeprefix(squashed(begins)) if begins else parts[0]
        parts = [begins, rest] if rest != parts[0] else _parted(parts[0])
    return " ".join(word[:1].upper() + word[1:] for word in parts)


def is_known_word(text: str) -> bool:
    """Whether letters are a word as a company may have it in its name, also of several."""
    return len(text) >= _SHORT and (text in known() or text.removesuffix("s") in known())


def _parted(label: str) -> list[str]:
    for match in re.finditer("and", label):
        first, second = label[: match.start()], label[match.end() :]
        if second == "co" and len(first) > _SHORT:
            return [first, "&", second]
        parted = (is_known_word(first) and is_known_word(second)) or (
            first[-1:] not in "lrsbhm" and {first, second} & known().keys()
        )
        if min(len(first), len(second)) > _SHORT and parted and not _is_within(label, match):
            return [first, "&", second]
    tail = next((word for word in sorted(_TAILS) if label.endswith(word) and len(label) - len(word) > _SHORT), "")
    return [label.removesuffix(tail), tail] if tail else [label]


def _is_within(label: str, found: re.Match[str]) -> bool:
    """Whether the letters belong to a longer word that is known, as in Holland or Alexander."""
    spans = ((start, end) for start in range(found.start() + 1) for end in range(found.end(), len(label) + 1))
    return any(label[start:end] in known() for start, end in spans if end - start > _SHORT + 1)


def agreement(name: str, label: str) -> int:
    """How well a name agrees with a domain's label; 0 if it does not."""
    wanted = squashed(label)[:_LONGEST_LABEL]
    governed = _GOVERNED.match(name)
    if governed and any(_agreement(way, wanted) == FULL for way in _ways(name[governed.end() :])):
        return LONGER
    return max((_agreement(way, wanted) for way in _ways(name)), default=0) if wanted else 0


def _ways(name: str) -> Iterator[str]:
    """The name as a domain may write it: without its legal form, its accents gone or spelled out."""
    plain = _LEGAL.sub("", name.casefold()).strip(" ,.") or name.casefold()
    yield from dict.fromkeys((plain, plain.translate(UMLAUTS), _without_accents(plain)))


def _without_accents(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))


def _agreement(name: str, wanted: str) -> int:
    plain, spoken = squashed(name), squashed(name.replace("&", " and "))
    if plain and (wanted in {plain, spoken, plain.removeprefix("the")} or wanted.removeprefix("the") == plain):
        return FULL
    parts = [squashed(part) for part in re.split(r"[\s&+/-]+", re.sub(r"[.'’]", "", name)) if squashed(part)]
    parts = parts[1:] if parts[:1] == ["the"] else parts
    if len(wanted) >= _SHORT and _made(wanted, parts):
        return MADE
    if len(wanted) >= _SHORT and ("".join(parts).startswith(wanted) or _within(wanted, parts, name)):
        return LONGER
    return BEGINS if len(plain) > _SHORT and wanted.startswith(plain) else 0


def _within(wanted: str, parts: list[str], name: str) -> bool:
    """Whether the label is the name after what it is: "University of Wexcombe", "Bank Pike"."""
    return len(wanted) > _SHORT and wanted in parts[1:] and looks_like_company(name)


def _made(wanted: str, parts: list[str]) -> bool:
    """Whether a label is made of the initials of all words, or of beginnings of words, the first among them."""
    content = [part for part in parts if part not in _JOINERS]
    if len(content) > 1 and wanted in {"".join(part[0] for part in content), "".join(part[0] for part in parts)}:
        return True
    return len(content) > 1 and _consumed(wanted, tuple(parts[:7]), first=True)


@lru_cache(maxsize=4_096)
def _consumed(wanted: str, parts: tuple[str, ...], *, first: bool) -> bool:
    """Whether the label is used up by the last of the words; between the first and the last some may be left out."""
    if not wanted or not parts:
        return not wanted and not parts
    if not first and len(parts) > 1 and _consumed(wanted, parts[1:], first=False):
        return True
    part = parts[0]
    return any(
        wanted.startswith(part[:taken]) and _consumed(wanted[taken:], parts[1:], first=False)
        for taken in range(min(len(part), len(wanted)), 1 if first and part not in _JOINERS else 0, -1)
    )


def spellings(label: str, texts: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yields every name in the texts that agrees with a label, each with how well it does."""
    room = _MOST_READ
    for text in texts:
        room -= len(text[:_LONGEST_TEXT])
        if room < 0:
            return
        for match in _RUN.finditer(text[:_LONGEST_TEXT]):
            parts = match[0].split()
            for start in range(len(parts)):
                for end in range(len(parts), start, -1):
                    name = " ".join(parts[start:end]).strip(".,'’&")
                    yield from _graded(name, label)
                    if end == start + 1 and agreement(name, label) == BEGINS:
                        yield from _whole(parts[start:])


def _graded(name: str, label: str) -> Iterator[tuple[int, str]]:
    grade = agreement(name, label)
    if grade == FULL:
        yield grade, name
    elif grade and not _is_foreign_at_an_end(name):
        cleaned = clean_company(name)
        if cleaned and (again := agreement(cleaned, label)):
            yield again, cleaned


def _is_foreign_at_an_end(name: str) -> bool:
    first, *_, last = [*name.split(), *name.split()[-1:]]
    return _is_foreign(last) or (_is_foreign(first) and not _GOVERNED.match(name))


def _whole(parts: list[str]) -> Iterator[tuple[int, str]]:
    """A name of which the domain has the first word alone: "Plover Underwriting" of ploveruw."""
    end = 1
    while end < min(len(parts), _MOST_WORDS) and not _is_foreign(parts[end]):
        end += 1
    while end > 1 and parts[end - 1].lower() in _JOINERS | {"&"}:
        end -= 1
    cleaned = clean_company(" ".join(parts[:end]).strip(".,'’&")) if end > 1 else None
    if cleaned:
        yield BEGINS, cleaned


def spelled(label: str, texts: Iterable[str]) -> tuple[int, str] | None:
    """The best spelling of a label: the whole name that the mail gives before as much of it as the domain has."""
    found = list(spellings(label, texts))
    return max(found, key=lambda each: _rank(each[0], each[1], label), default=None)


def _rank(grade: int, name: str, label: str) -> tuple[int, int]:
    if grade == LONGER:
        extra = name.split()[1:]
        clean = len(label) > _SHORT + 1 and not any(_is_foreign(word) for word in extra)
        return (5 if clean else 1, len(name) if clean else -len(name))
    return (grade, 0 if grade == FULL else len(name))


def _is_foreign(word: str) -> bool:
    """Whether a word in capitals behind a company's name is none of its own."""
    plain = word.lower().strip(".,'’")
    if plain in _OF_NAMES:
        return False
    return (
        plain in words("departments")
        or plain in words("no_company")
        or (looks_like_role(word) and not plain.endswith("s"))
    )
