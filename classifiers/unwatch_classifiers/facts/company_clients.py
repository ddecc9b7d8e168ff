"""For whom somebody else writes: the client of an agency, or of a service that tests, books or asks for it.

The agency's or the service's own name stands in the sender and in the domain and is nobody's employer, once the mail
names another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from unwatch_classifiers.encoder.encoding import Part
from unwatch_classifiers.facts.company_marks import shares
from unwatch_classifiers.facts.company_sender import sender_person
from unwatch_classifiers.facts.company_wording import SURE, clients, spoken_of, worded
from unwatch_classifiers.facts.names import (
    NAME,
    clean_company,
    looks_like_company,
    looks_like_role,
    without_department,
)
from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.facts.spelling import agreement, is_known_word
from unwatch_classifiers.records import Label

if TYPE_CHECKING:
    from unwatch_classifiers.encoder.hearing import Name

CLIENT = 130
"""More than a sender's own name weighs, also where a model has marked that."""

_SURE = 0.9
_AGENCY_LABEL = re.compile(
    r"(?:search|(?<!-)recruit\w*|talent|staffing|personnel|headhunt\w*|temps|interim|rpo|people|-personal|zeitarbeit"
    r"|personalvermittlung)$|^(?:talent|staffing)"
)
_AGENCY_LINE = re.compile(
    rf"^(?P<name>{NAME}?)\s(?:Recruitment|Recruiting|Staffing|Personnel|Search|Jobs|Resourcing|Personalvermittlung|Zeitarbeit"
    r"|Personaldienstleistungen)\b(?!\s(?i:team|manager|office|department|officer|partner|lead))"
)
_HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Herr|Frau)\b|.*\d")
_CLIENT_SAID = re.compile(
    r"\b(?:(?:the|my|our)\s+client|(?:unser|mein|der)\w*\s+(?:kunde|mandant|auftraggeber)\w*)\b|^client(?:['’]s)?\s",
    re.IGNORECASE,
)
_SUBJECT_HEAD = re.compile(rf"(?P<company>{NAME})\s*(?=[,:/–—|(-]|$)")


def represented(reading: Reading, label: str | None, marks: Iterable[tuple[Name, str]]) -> Iterator[tuple[int, str]]:
    """Yield for whom the sender writes, each with its weight; nothing where it writes for itself."""
    if not label or reading.message.sender is None:
        return
    if _is_service(reading, label):
        found = _of_service(reading, label, marks)
    elif _is_agency(reading, label):
        found = _of_agency(reading, marks)
    else:
        return
    addressed = {part for to in reading.message.to[:10] for part in re.split(r"\W+", f"{to.name} {to.address}".lower())}
    for weight, name in found:
        if not shares(name, label) and name.lower() not in addressed and not _HONORIFIC.match(name):
            yield weight, name


def _is_service(reading: Reading, label: str) -> bool:
    """Whether the sender is no person, and its name that of its domain: a robot, a desk, a portal."""
    sender = reading.message.sender
    if sender is None or sender_person(sender):
        return False
    return agreement(without_department(sender.name), label) > 0


def _is_agency(reading: Reading, label: str) -> bool:
    """Whether the sender finds people for others: by its own name, by what it signs with, or because it says so."""
    if reading.label is Label.OUTREACH or not sender_person(reading.message.sender):
        return False
    if _AGENCY_LABEL.search(label):
        return True
    last = (*reading.closing, *reading.sentences[-4:])
    signs = (_AGENCY_LINE.match(line[:160]) for line in last)
    return any(found and agreement(found["name"], label) for found in signs) or any(
        _CLIENT_SAID.search(line) for line in reading.sentences
    )


def _of_service(reading: Reading, label: str, marks: Iterable[tuple[Name, str]]) -> Iterator[tuple[int, str]]:
    for name in (*clients((*reading.lines, *reading.closing)), *spoken_of(reading.sentences)):
        yield CLIENT, name
    for line in reading.closing[:6]:
        signed = clean_company(line[:80]) or ""
        if looks_like_company(signed) and re.fullmatch(NAME, signed):
            yield 96, signed
    sender = reading.message.sender
    own = without_department(sender.name) if sender else ""
    known = reading.label is Label.OTHER or looks_like_company(own)
    if not known and not any(shares(name, label) for _, name in worded(reading.lines, SURE, 100)):
        yield from _marked(marks, own)


def _of_agency(reading: Reading, marks: Iterable[tuple[Name, str]]) -> Iterator[tuple[int, str]]:
    for name in (*clients(reading.lines), *spoken_of(reading.lines)):
        yield CLIENT, name
    yield from _marked(marks, "")
    for text in (reading.subject, *(event.summary[:200] for event in reading.message.calendar[:1])):
        head = _SUBJECT_HEAD.match(text)
        named = clean_company(head["company"]) if head else None
        if named and reading.language == "en" and _is_name(named):
            yield CLIENT - 1, named


def _is_name(named: str) -> bool:
    """Whether a subject begins with a name: with several words in capitals, or with one that is no word."""
    if looks_like_role(named) or named.isupper():
        return False
    return " " in named or not is_known_word(named.lower())


def _marked(marks: Iterable[tuple[Name, str]], own: str) -> Iterator[tuple[int, str]]:
    """What a model marks outside the sender, unless it is part of the sender's own name."""
    for mark, name in marks:
        apart = not set(name.lower().split()) & set(own.lower().split())
        if mark.sure >= _SURE and mark.part is not Part.SENDER and name[:1].isupper() and apart:
            yield CLIENT - 2, name
