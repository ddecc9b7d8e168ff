"""Reads which employer a message is from, also where a recruiting system stands in between.

Everything that may name the employer is collected with a weight, and the heaviest wins: wording that can only mean the
employer ("your application to X") and what a name agrees with the sender's domain before signatures and, last, the
domain itself. A relay's domain never counts. Names that a model marked count beside all that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from unwatch_classifiers.facts.company_sender import displayed, sender_person, tenant
from unwatch_classifiers.facts.company_wording import LIKELY, SURE, clients, worded
from unwatch_classifiers.facts.keys import company_key
from unwatch_classifiers.facts.names import (
    NAME,
    clean_company,
    clean_person,
    is_platform,
    looks_like_company,
    looks_like_role,
    squashed,
    without_department,
)
from unwatch_classifiers.facts.people import signed_name
from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.facts.spelling import (
    BEGINS,
    FULL,
    LONGER,
    MADE,
    agreement,
    is_known_word,
    own_label,
    spelled,
    titled,
)
from unwatch_classifiers.facts.subjects import read_subject
from unwatch_classifiers.records import Address, Label
from unwatch_classifiers.senders import hides_employer

if TYPE_CHECKING:
    from unwatch_classifiers.encoder.hearing import Name

STRONG = 85
"""From this weight on the wording is believed against what a model marks."""

_CONFIRMS = 25
_SURE = 0.6
_LONG_ENOUGH = 70
_SPELLED = {FULL: 91, MADE: 90, LONGER: 93, BEGINS: 86}
_TEAM_LINE = re.compile(
    rf"(?:(?:[Tt]he|[Yy]our)\s)?(?P<company>{NAME})\s(?i:(?:(?:talent|hiring|recruiting|recruitment|careers?|people"
    rf"|hr|human|acquisition|resources)\s)*(?:team|department|recruiting|recruitment|careers"
    rf"|talent\s+acquisition))\.?"
)
_SIGNATURE_PARTS = re.compile(r"\s*[,|·•]\s*|\s+[-–—@]\s+|\s+at\s+")
_NO_NAME_LINE = re.compile(
    r"@|https?:|www\.|\d{3}|\b(?:tel|phone|mobile|unsubscribe|confidential|sent\s+from|privacy|copyright|pronouns"
    r"|she/her|he/him|they/them)\b|^\d|[.!?]$",
    re.IGNORECASE,
)


class _Candidate(NamedTuple):
    weight: int
    name: str


def read_company(reading: Reading, marked: tuple[Name, ...] = ()) -> str | None:
    """The employer's name as the mail spells it, or made from the sender's domain; None if nothing names it.

    `marked` are names that a model marked in the mail, the surest first; they count beside the rules.
    """
    sender = reading.message.sender
    label = _label(reading) or (tenant(sender) if sender else None)
    people = {name.lower() for name in _people(reading)}

    def allowed(name: str) -> bool:
        own = label is not None and agreement(name, label) >= LONGER
        return (own or name.lower() not in people) and not is_platform(name)

    names = [(each.sure, name) for each in marked[:5] if (name := _as_marked(each.text)) and allowed(name)]
    found = [_confirmed(each, names) for each in _candidates(reading) if allowed(each.name)]
    best = max(found, key=lambda each: each.weight, default=None)
    if best is None or best.weight < STRONG:
        alone = next((name for sure, name in names if sure >= _SURE), None)
        if alone:
            return alone
    if best is None or (label and " " in best.name and agreement(best.name, label) == FULL):
        return best and best.name
    return _longest_spelling(best.name, [each.name for each in found if each.weight >= _LONG_ENOUGH])


def _as_marked(text: str) -> str | None:
    return clean_company(without_department(" ".join(text.split())))


def _confirmed(candidate: _Candidate, names: list[tuple[float, str]]) -> _Candidate:
    key = company_key(candidate.name)
    agrees = any(company_key(name) == key for _, name in names)
    return candidate._replace(weight=candidate.weight + _CONFIRMS) if agrees else candidate


def _longest_spelling(name: str, others: list[str]) -> str:
    """ "Harbor" is "Harbor Behavioral Health" if the same mail says so elsewhere."""
    key = company_key(name)
    longer = [other for other in others if company_key(other).startswith(f"{key} ")]
    return max(longer, key=len, default=name)


def _people(reading: Reading) -> Iterator[str]:
    message = reading.message
    for address in (message.sender, *message.reply_to):
        name = sender_person(address)
        if name:
            yield name
    for address in (*message.to[:10], *message.cc[:10]):
        name = clean_person(address.name)
        if name:
            yield name
            yield name.split()[0]
    signed = signed_name(reading)
    if signed and not _signs_for_all(signed, message.sender):
        yield signed


def _signs_for_all(signed: str, sender: Address | None) -> bool:
    """Whether what looks like a name is the employer's: the sender has it, and is no person."""
    return sender is not None and signed.lower() in sender.name.lower() and not sender_person(sender)


def _label(reading: Reading) -> str | None:
    sender = reading.message.sender
    return None if sender is None or hides_employer(sender) else own_label(sender.domain)


def _candidates(reading: Reading) -> Iterator[_Candidate]:
    label = _label(reading)
    for weight, name in (*worded(reading.lines, SURE, 100), *worded(reading.lines, LIKELY, 78)):
        yield _Candidate(weight if not label or agreement(name, label) else _of_another(weight, name), name)
    yield from (_Candidate(*each) for each in displayed(reading.message.sender))
    yield from _clients(reading)
    yield from _subject(reading)
    yield from _closing(reading)
    yield from _last_lines(reading)
    for address in (reading.message.sender, *reading.message.reply_to[:3]):
        if address:
            yield from _domain(address, reading)


def _of_another(weight: int, name: str) -> int:
    """The weight of what a sentence names and the sender's own domain does not: a town, a former employer."""
    if weight < STRONG:
        return 60
    return weight if " " in name else 63


def _clients(reading: Reading) -> Iterator[_Candidate]:
    """For whom a service writes that has its own name and domain and is no person."""
    label, sender = _label(reading), reading.message.sender
    if not label or sender is None or reading.label is Label.OTHER or sender_person(sender):
        return
    if not agreement(without_department(sender.name), label):
        return
    for name in clients((*reading.lines, *reading.closing)):
        if not agreement(name, label):
            yield _Candidate(97, name)
    for line in reading.closing[:6]:
        name = clean_company(line[:80]) or ""
        if looks_like_company(name) and not agreement(name, label) and re.fullmatch(NAME, name):
            yield _Candidate(96, name)


def _subject(reading: Reading) -> Iterator[_Candidate]:
    parts, label = read_subject(reading.subject), _label(reading)
    if not parts.company:
        return
    name = clean_company(without_department(parts.company))
    if name:
        agrees = not label or agreement(name, label)
        yield _Candidate((88 if agrees else 58) if parts.sure else 35, name)


def _closing(reading: Reading) -> Iterator[_Candidate]:
    below_name = signed_name(reading) is not None
    for index, line in enumerate(reading.closing[:6]):
        team = _TEAM_LINE.fullmatch(line[:120])
        name = clean_company(team["company"]) if team else None
        if name:
            yield _Candidate(85, name)
        elif not _NO_NAME_LINE.search(line) and (index or not below_name):
            yield from _closing_line(line[:160])
    for sentence in reading.sentences[-3:]:
        team = _TEAM_LINE.fullmatch(sentence[:120])
        name = clean_company(without_department(team["company"])) if team else None
        if name:
            yield _Candidate(85, name)


def _closing_line(line: str) -> Iterator[_Candidate]:
    for part in _SIGNATURE_PARTS.split(line):
        name = clean_company(without_department(part))
        if (
            name
            and re.fullmatch(NAME, name)
            and (
                looks_like_company(name)
                or not (looks_like_role(name) or (clean_person(part) == name and len(name.split()) == 1))
            )
        ):
            yield _Candidate(80 if looks_like_company(name) else 62, name)


def _last_lines(reading: Reading) -> Iterator[_Candidate]:
    """A mail without a farewell is signed all the same: "Noreen", and below "Pike Kennels"."""
    for line in reading.sentences[-3:]:
        name = clean_company(line[:80].rpartition(", ")[2])
        if name and " " in name and re.fullmatch(NAME, name) and not looks_like_role(name.split()[-1]):
            yield _Candidate(70 if looks_like_company(name) and "&" not in name and not _label(reading) else 55, name)


def _domain(address: Address, reading: Reading) -> Iterator[_Candidate]:
    if hides_employer(address):
        own = tenant(address)
        if own:
            found = spelled(own, _texts(reading)) or spelled(own.split("-")[0], _texts(reading))
            believed = found is not None and found[0] > BEGINS
            yield _Candidate(_SPELLED[found[0]], found[1]) if found and believed else _Candidate(60, titled(own))
        return
    label = own_label(address.domain)
    if not label:
        return
    found = spelled(label, _texts(reading))
    begins = found[1] if found and found[0] == BEGINS and _is_parted(found[1], label, reading) else ""
    if found:
        yield _Candidate(_SPELLED[found[0]], titled(label, begins) if begins and " " not in begins else found[1])
    yield _Candidate(64, titled(label))


def _is_parted(name: str, label: str, reading: Reading) -> bool:
    """Whether a domain is a name and a word more, as that of a firm called after the sender always is."""
    person = sender_person(reading.message.sender) or signed_name(reading) or ""
    return name.lower() in person.lower() or is_known_word(label.replace("-", "").removeprefix(squashed(name)))


def _texts(reading: Reading) -> Iterator[str]:
    message = reading.message
    if message.sender:
        yield message.sender.name[:200]
        yield without_department(message.sender.name[:200])
    yield from reading.lines[:80]
    yield from reading.closing
    yield from message.quoted_text[:4_000].splitlines()[:60]
    for event in message.calendar[:3]:
        yield from (event.summary[:300], event.where or "", *event.description[:1_000].splitlines())
