"""Which of the names that a model marked as the employer's are believed.

A model takes a sender's family name, a department or a bare noun for a company more readily than it overlooks one; what
stands in the mail besides says which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from unwatch_classifiers.encoder.encoding import Part
from unwatch_classifiers.facts.names import (
    clean_company,
    is_platform,
    looks_like_company,
    looks_like_role,
    squashed,
    without_department,
    words,
)
from unwatch_classifiers.facts.spelling import BEGINS, FULL, UMLAUTS, agreement
from unwatch_classifiers.records import Address

if TYPE_CHECKING:
    from unwatch_classifiers.encoder.hearing import Name

_MOST = 5
_SHARED = 4
_WHOLE = 0.8
_ASIDE = re.compile(r",|\bvo[nm]\b")
_NAME_PARTS = re.compile(r"[\s'’-]+")
_NO_NAMES = words("departments") | words("no_company") | words("no_person") | words("bare_nouns")


def believed_marks(marked: Iterable[Name], label: str | None) -> list[tuple[Name, str]]:
    """Return the marks that may be the employer's, each with the name as it is kept, the surest first.

    `label` is the sender's own domain label, if it has one.
    """
    found: list[tuple[Name, str]] = []
    for mark in list(marked)[:_MOST]:
        if label and not found and _is_domain(mark.text, label):
            return []  # the domain says it better than what is marked less surely
        name = clean_company(without_department(" ".join(mark.text.split())))
        if name and not is_platform(name) and (not label or _may_be(name, label)):
            found.append((mark, name))
    return found


def _is_domain(text: str, label: str) -> bool:
    return text.islower() and " " not in text and agreement(text, label) == FULL


def _may_be(name: str, label: str) -> bool:
    return shares(name, label) or not (is_bare(name) or name.islower())


def shares(name: str, label: str) -> bool:
    """Whether a name and a domain's label are of one make, if only by how they begin."""
    return agreement(name, label) > 0 or squashed(name)[:_SHARED] == squashed(label)[:_SHARED]


def family_of(people: Iterable[str]) -> frozenset[str]:
    """The parts of the names of persons, in small letters."""
    return frozenset(part.lower() for name in people for part in _NAME_PARTS.split(name) if len(part) > 1)


def is_of_person(name: str, label: str, family: frozenset[str]) -> bool:
    """Whether a name is a writer's own, alone or with a title or a desk behind it, and not that of the domain."""
    grade = agreement(name, label)
    parts = list(_parts(name))
    if grade > BEGINS or sum(part in family for part in parts) != 1:
        return False
    if not shares(name, label) and parts[0] in family and not looks_like_company(name):
        return True
    return all(part in family or part in _NO_NAMES or _is_work(part) for part in parts)


def _is_work(part: str) -> bool:
    """ "Optician" is what somebody is, "Opticians" is a shop."""
    return looks_like_role(part) and not part.endswith("s")


def is_bare(name: str) -> bool:
    """Whether a name is nothing but what a company has: "Nursing", "School Office", "Head Chef"."""
    return all(part in _NO_NAMES for part in _parts(name)) or (looks_like_role(name) and not looks_like_company(name))


def _parts(name: str) -> Iterator[str]:
    return (part.strip(".,&").lower() for part in _NAME_PARTS.split(name) if part.strip(".,&"))


def shown_whole(marks: Iterable[tuple[Name, str]], sender: Address | None, label: str | None) -> frozenset[str]:
    """The marks of several words in the sender's name: of a person a model marks the family at most.

    Where the sender has a domain of its own, a word of the name must stand in it; a mailbox that has the name's first
    word is a person's.
    """
    local = sender.address.rpartition("@")[0] if sender else ""
    return frozenset(
        name
        for mark, name in marks
        if mark.part is Part.SENDER
        and mark.sure >= _WHOLE
        and len(name.split()) > 1
        and not _ASIDE.search(name)
        and (squashed(name.split()[0]) not in squashed(local) or looks_like_company(name))
        and (label is None or any(word in squashed(label) for word in _spelt(name)))
    )


def _spelt(name: str) -> Iterator[str]:
    """The longer words of a name, as a domain writes them."""
    plain = name.lower().translate(UMLAUTS)
    return (word for word in re.split(r"\W+", plain) if len(word) >= _SHARED)
