"""Reads the people behind a message: its human sender and those who sign it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unwatch_classifiers.facts.names import clean_person
from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.records import Address
from unwatch_classifiers.senders import SenderKind, hides_employer, sender_kinds

_MOST = 5
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_AFTER_NAME = re.compile(r"\s*(?:[,|·•(]|\s[-–—]\s).{0,100}$")
_RELAYED = re.compile(r"\s(?:via|through)\s|\(", re.IGNORECASE)
_GENERIC = re.compile(
    r"^(?:no-?reply|do-?not-?reply|noreply|info|hello|hi|contact|office|mail|admin|team|support|help|jobs?|careers?"
    r"|hr|recruit\w*|talent|hiring|people"
    r"|apply|applications?|notifications?|notify|updates?|system|service|candidates?|interviews?|reply|inbox"
    r"|enquiries|alerts?)(?:[._+-].*)?$"
)


def read_people(reading: Reading) -> tuple[Address, ...]:
    """The human sender first, then who signed and who answers; each person once, at most five."""
    found: list[Address] = []
    for person in (*_sender(reading), *_signed(reading), *_answering(reading)):
        known = next((each for each in found if _same(each, person)), None)
        if known is None:
            found.append(person)
        elif person.address and not known.address:
            found[found.index(known)] = person
    return tuple(found[:_MOST])


def human_name(address: Address | None) -> str | None:
    """The name of the person an address belongs to, or None for a team, a robot or a company."""
    if address is None:
        return None
    name = clean_person(re.split(r"\s*(?:\||\s[-–—@]\s|\bat\b|\bfrom\b|\()", address.name[:200], maxsplit=1)[0])
    if not name:
        return None
    if hides_employer(address) and SenderKind.FREEMAIL not in sender_kinds(address):
        relayed = bool(_RELAYED.search(address.name)) or SenderKind.ROBOT not in sender_kinds(address)
        return name if relayed and (len(name.split()) == 2 or (len(name.split()) == 3 and "." in name)) else None
    local = address.address.rpartition("@")[0]
    if _GENERIC.match(local):
        return None
    return (
        name if _fits(name, local) or (SenderKind.PERSON in sender_kinds(address) and len(name.split()) > 1) else None
    )


def _fits(name: str, local: str) -> bool:
    """Whether an address is made of the name: "priya.nair", "pnair", "priya"."""
    return any(len(part) > 2 and part.lower() in local.lower() for part in name.split())


def signed_name(reading: Reading) -> str | None:
    """The name on the first closing line, or None."""
    if not reading.closing:
        return None
    first = _AFTER_NAME.sub("", reading.closing[0])
    return clean_person(first) if 0 < len(first) <= 60 else None


def _same(one: Address, other: Address) -> bool:
    if one.address and one.address == other.address:
        return True
    first, second = sorted((one.name.lower(), other.name.lower()), key=len)
    return bool(first) and (first == second or second.startswith(f"{first} "))


def _sender(reading: Reading) -> Iterator[Address]:
    sender = reading.message.sender
    name = human_name(sender)
    if sender and name:
        yield Address(name, "" if hides_employer(sender) and _is_relay(sender) else sender.address)


def _is_relay(sender: Address) -> bool:
    return SenderKind.FREEMAIL not in sender_kinds(sender)


def _signed(reading: Reading) -> Iterator[Address]:
    name = signed_name(reading)
    if not name:
        return
    addresses = [found.lower() for line in reading.closing for found in _ADDRESS.findall(line[:300])]
    own = reading.message.sender.address if reading.message.sender and human_name(reading.message.sender) else ""
    fitting = [address for address in (*addresses, own) if address and _fits(name, address.rpartition("@")[0])]
    yield Address(name, fitting[0] if fitting else "")


def _answering(reading: Reading) -> Iterator[Address]:
    organizers = (event.organizer for event in reading.message.calendar if event.organizer)
    for address in (*reading.message.reply_to, *organizers):
        name = human_name(address)
        if name and not hides_employer(address):
            yield Address(name, address.address)
