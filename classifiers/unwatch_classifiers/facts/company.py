"""Reads which employer a message is from, also where a recruiting system stands in between.

Everything that may name the employer is collected with a weight, and the heaviest wins: wording that can only mean the
employer ("your application to X") and what a name agrees with the sender's domain before signatures and, last, the
domain itself. A relay's domain never counts. Names that a model marked count beside all that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from unwatch_classifiers.encoder.encoding import Part
from unwatch_classifiers.facts.company_clients import CLIENT, represented
from unwatch_classifiers.facts.company_marks import (
    believed_marks,
    family_of,
    is_bare,
    is_of_person,
    shares,
    shown_whole,
)
from unwatch_classifiers.facts.company_sender import displayed, is_relayed, sender_person, tenant
from unwatch_classifiers.facts.company_wording import LIKELY, SURE, worded
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
from unwatch_classifiers.senders import SenderKind, hides_employer, sender_kinds

if TYPE_CHECKING:
    from unwatch_classifiers.encoder.hearing import Name

STRONG = 85
"""From this weight on the wording is believed against what a model marks."""

_MAILBOX = 6
_WHOLE = 85
_WHOLE_FOR_SURE = 92
_LONG_WORD = 10
_CONFIRMS = 25
_SURE = 0.6
_SURE_OF_ANOTHER = 0.9
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


_GOVERNS = re.compile(r"^[A-Z][\w-]+\s(?:of|for|für|der|des)\s")
_LISTED = re.compile(r"[,(|/]|\b[A-Z]\.|\s(?:von|vom|at|from)\s|^[a-zäöü]")


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

    own, family = _label(reading), family_of(_persons(reading))

    def allowed(name: str) -> bool:
        if own and (is_of_person(name, own, family) or (is_bare(name) and not shares(name, own))):
            return False
        agrees = label is not None and agreement(name, label) >= LONGER
        return (agrees or name.lower() not in people) and not is_platform(name)

    believed = believed_marks(marked, own)
    signed = {line.lower() for line in (*reading.closing[:2], *reading.sentences[-2:])}
    whole = {name for name in shown_whole(believed, sender, label) if name.lower() not in signed}
    if label is None and reading.label is Label.OTHER:
        whole = set()
    marks = [each for each in believed if each[1] in whole or allowed(each[1])]
    names = [(mark.sure, name) for mark, name in marks]
    found = [_confirmed(each, names) for each in _candidates(reading) if allowed(each.name)]
    found += [_Candidate(*each) for each in represented(reading, own, marks) if allowed(each[1])]
    found += [_Candidate(_whole_weight(name), name) for name in whole]
    best = max(found, key=lambda each: each.weight, default=None)
    if best is None or best.weight < STRONG:
        alone = next((name for sure, name in names if sure >= _needed(name, own, reading)), None)
        if alone:
            return alone
    if best is not None and best.weight < CLIENT:
        best = best._replace(name=_as_shown(best.name, reading, marks))
    if best is None or (label and " " in best.name and agreement(best.name, label) == FULL):
        return best and best.name
    return _longest_spelling(best.name, [each.name for each in found if each.weight >= _LONG_ENOUGH])


def _whole_weight(name: str) -> int:
    """A name as the sender shows it: "Steuerkanzlei Moll" is nobody's, "Gerd Rebstock" may be."""
    long = len(name.split(maxsplit=1)[0]) >= _LONG_WORD
    return _WHOLE_FOR_SURE if long or looks_like_company(name) else _WHOLE


def _needed(name: str, label: str | None, reading: Reading) -> float:
    """How sure a model must be of a name alone: surer where a person writes whose domain is another's."""
    apart = label is not None and not shares(name, label) and sender_person(reading.message.sender) is not None
    return _SURE_OF_ANOTHER if apart else _SURE


def _confirmed(candidate: _Candidate, names: list[tuple[float, str]]) -> _Candidate:
    key = company_key(candidate.name)
    agrees = any(company_key(name) == key for _, name in names)
    return candidate._replace(weight=candidate.weight + _CONFIRMS) if agrees else candidate


def _as_shown(name: str, reading: Reading, marks: list[tuple[Name, str]]) -> str:
    """ "Norland" is "Embassy of Norland" where the sender or a model has it so, and "Pike" is "Pike's"."""
    sender = reading.message.sender
    shown = sender.name[:200] if sender else ""
    owned = re.search(rf"\b{re.escape(name)}['’]s\b", shown)
    if owned:
        return owned[0]
    key = company_key(name)
    whole = "" if sender_person(sender) else clean_company(without_department(shown)) or ""
    others = [whole, *(other for mark, other in marks if mark.part is Part.SENDER or _GOVERNS.search(other))]
    longer = [other for other in others if company_key(other).endswith(f" {key}") and not _LISTED.search(other)]
    return max(longer, key=len, default=name)


def _longest_spelling(name: str, others: list[str]) -> str:
    """ "Harbor" is "Harbor Behavioral Health" if the same mail says so elsewhere."""
    key = company_key(name)
    longer = [other for other in others if company_key(other).startswith(f"{key} ")]
    return max(longer, key=len, default=name)


def _people(reading: Reading) -> Iterator[str]:
    message = reading.message
    for address in (message.sender, *message.reply_to):
        name = _person(address, reading)
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


def _persons(reading: Reading) -> Iterator[str]:
    """The persons who write: none of their names is the employer's without more."""
    for name in (_person(reading.message.sender, reading), signed_name(reading)):
        if name:
            yield name


def _person(address: Address | None, reading: Reading) -> str | None:
    """The person of an address; none where a robot goes by the name of the house that the mail says it is from."""
    name = sender_person(address)
    if name is None or SenderKind.ROBOT not in sender_kinds(address):
        return name
    key = company_key(name)
    return None if any(company_key(said) == key for _, said in worded(reading.lines, SURE, 100)) else name


def _signs_for_all(signed: str, sender: Address | None) -> bool:
    """Whether what looks like a name is the employer's: the sender has it, and is no person."""
    return sender is not None and signed.lower() in sender.name.lower() and not sender_person(sender)


def _label(reading: Reading) -> str | None:
    sender = reading.message.sender
    return None if sender is None or _stands_between(sender) else own_label(sender.domain)


def _stands_between(sender: Address) -> bool:
    return hides_employer(sender) or is_relayed(sender)


def _candidates(reading: Reading) -> Iterator[_Candidate]:
    label = _label(reading)
    for weight, name in (*worded(reading.lines, SURE, 100), *worded(reading.lines, LIKELY, 78)):
        yield _Candidate(weight if not label or agreement(name, label) else _of_another(weight, name), name)
    yield from (_Candidate(*each) for each in displayed(reading.message.sender))
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
    if is_relayed(address):
        return
    if not own_label(address.domain) or SenderKind.FREEMAIL in sender_kinds(address):
        yield from _mailbox(address, reading)
        return
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


def _mailbox(address: Address, reading: Reading) -> Iterator[_Candidate]:
    """ "pikekennels@..." and "wanda.pikekennels@..." where the mail has Pike Kennels, or is signed by somebody else."""
    family = family_of(_people(reading))
    local = address.address.rpartition("@")[0][:64]
    for part in dict.fromkeys((local, *re.split(r"[._+-]", local))):
        if len(part) < _MAILBOX or any(one in squashed(part) for one in family if len(one) > 2):
            continue
        found = spelled(part, _texts(reading))
        if found and found[0] == FULL and " " in found[1]:
            yield _Candidate(_SPELLED[LONGER], found[1])


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
