"""What the sender's display name and address say of the employer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unwatch_classifiers.facts.names import (
    NAME,
    clean_company,
    clean_person,
    looks_like_company,
    looks_like_role,
    squashed,
    without_department,
    words,
)
from unwatch_classifiers.facts.people import human_name
from unwatch_classifiers.facts.spelling import BEGINS, FULL, LONGER, agreement, own_label
from unwatch_classifiers.records import Address
from unwatch_classifiers.senders import hides_employer

_DISPLAY_PARTS = re.compile(r"\s*[|(),/]\s*|\s+[-–—@]\s+|\s+(?:at|from|@)\s+")
_AT = re.compile(r"^[^|(),/–—]{2,40}\s(?:at|from|@)\s")
_FOR = re.compile(
    r"(?:^|(?<!ministry)(?<!office)(?<!centre)(?<!society)(?<!council)(?<!institute)(?<!department)\s|\()"
    r"(?:for|on\sbehalf\sof|im\s(?:namen|auftrag)\s(?:der|des|von))\s+(?P<company>[^()|]{2,80})",
    re.IGNORECASE,
)
_VIA = re.compile(r"^[\"'“]?(?P<company>[^()|]{2,80}?)\s+via\s+\S", re.IGNORECASE)
_GENERIC_LOCAL = re.compile(
    r"(?:no-?reply|do-?not-?reply|notif\w*|jobs?|careers?|apply|app|reply|mail\w*|candidates?|recruit\w*|hiring"
    r"|talent|hr|people|personal|bewerb\w*|hello|team|support|system|auto\w*|info|interviews?|workday|myworkday|messages?|[0-9a-f]{8,}|.*\d{4,}.*)"
)
_TENANT_HOSTS = re.compile(
    r"(?:^|\.)(?:myworkday|myworkdayjobs|icims|taleo|successfactors|teamtailor-mail|teamtailor|personio|recruitee"
    r"|bamboohr|jobvite|pinpointhq|workablemail)\.(?:com|de|eu|net|io)$"
)

_RELAYED_BY = re.compile(r"[\s(](?:via|through|over|über)\s+(?P<service>[^()|,]{2,60})", re.IGNORECASE)
_THREE = 3
_SPELT = 4
_SAID = 125
"""What a sender says itself, for whom or through whom it writes, also where a model has marked the service."""

_HOST_LABELS = words("host_labels")


def displayed(sender: Address | None) -> Iterator[tuple[int, str]]:
    """ "Harbor Hiring Team", "Priya Nair (Northwind)"; of a person, only what stands beside the name."""
    if sender is None or not sender.name or "@" in sender.name:
        return
    shown = sender.name[:200]
    for pattern in (_FOR, _VIA):
        match = pattern.search(shown)
        name = clean_company(without_department(match["company"])) if match else None
        if name and not (pattern is _VIA and clean_person(name) and len(name.split()) < _THREE):
            yield _SAID, name
    person = sender_person(sender)
    parts = _DISPLAY_PARTS.split(shown)
    beside = person or (len(parts) > 1 and _AT.search(shown))
    for part in parts[1:] if beside else parts:
        yield from _part(part, sender, person)


def _part(part: str, sender: Address, person: str | None) -> Iterator[tuple[int, str]]:
    label = own_label(sender.domain) or ""
    if label and not hides_employer(sender) and agreement(part, label) == FULL:
        yield 94, part.strip()
        return
    bare = without_department(part)
    name = clean_company(bare)
    if name and re.search(r"['’]s$", bare):
        name = bare
    if name and not _is_title(name) and name != person and (not person or re.fullmatch(NAME, name)):
        weight = _weight(name, sender)
        if weight:
            yield weight, name


def _is_title(name: str) -> bool:
    return looks_like_role(name) and not looks_like_company(name) and not name.endswith("s")


def _weight(name: str, sender: Address) -> int:
    """A display name counts fully behind a relay, unless it is the relay's; else as far as the domain agrees."""
    label = own_label(sender.domain) or ""
    if _is_spelt_otherwise(sender) and _named(sender):
        return 60
    if hides_employer(sender):
        return 0 if label and squashed(name) in squashed(label) else 92
    grade = agreement(name, label) if label else 0
    if grade > BEGINS:
        return 88
    if grade == BEGINS:
        return 80
    if squashed(name)[:4] == squashed(label)[:4]:
        return 88
    return 70 if looks_like_company(name) and " " in name and "&" not in name else 60 if " " in name else 38


def sender_person(address: Address | None) -> str | None:
    """The person a message is from; nobody where the name is the employer's that has its mail relayed."""
    if address is None:
        return None
    own = tenant(address) if hides_employer(address) else None
    if _is_spelt_otherwise(address) or (is_relayed(address) and not _is_short(address.name)):
        return None
    if own and agreement(without_department(address.name[:200]), own):
        return None
    return _named(address)


def _named(address: Address) -> str | None:
    return human_name(address) or display_person(address)


def is_relayed(sender: Address) -> bool:
    """Whether a service says that it passes on another's mail: "Wren Council via Inkwell <sign@inkwell.example>"."""
    label = own_label(sender.domain)
    service = _RELAYED_BY.search(sender.name[:200])
    return bool(label and service and agreement(service["service"].strip(" )."), label))


def _is_short(shown: str) -> bool:
    """Whether what stands before "via" may be a person's name: of three words and more it is an employer's."""
    named = _VIA.search(shown[:200])
    return named is None or len(named["company"].split()) < _THREE


def _is_spelt_otherwise(address: Address) -> bool:
    """Whether a name of several words begins as the domain does: "Harbor Pantomimes <mo@harborpantos.example>"."""
    label, parts = own_label(address.domain) or "", address.name[:200].split()
    begins = squashed(parts[0]) if len(parts) > 1 else ""
    local = squashed(address.address.rpartition("@")[0])
    return len(begins) > _SPELT and begins not in local and squashed(label).startswith(begins)


def display_person(address: Address | None) -> str | None:
    """The person of a display name though the mailbox is an office's: "Wanda Reed <office@reedheating.example>"."""
    if address is None or hides_employer(address):
        return None
    name = clean_person(re.split(r"\s*(?:\||\(|,|\s[-–—@]\s|\bat\b)", address.name[:200], maxsplit=1)[0])
    label = own_label(address.domain)
    if not name or not label or len(name.split()) < 2 or without_department(name) != name:
        return None
    begins = squashed(label).startswith(squashed(name.split()[0])[:4])
    return None if begins or agreement(name, label) >= LONGER else name


def tenant(address: Address) -> str | None:
    """The employer's own name at a relay: "northwind@myworkday.com", "noreply@harbor.recruitee.com"."""
    if not _TENANT_HOSTS.search(address.domain):
        return None
    local = re.split(r"[+_.]", address.address.rpartition("@")[0][:64], maxsplit=1)[0]
    if len(local) > 2 and not _GENERIC_LOCAL.fullmatch(local):
        return local
    sub = address.domain.split(".")[0]
    return (
        sub
        if address.domain.count(".") > 1
        and sub not in _HOST_LABELS
        and not _GENERIC_LOCAL.fullmatch(sub)
        and len(sub) > 2
        else None
    )
