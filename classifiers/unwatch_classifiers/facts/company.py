"""Reads which employer a message is from, also where a recruiting system stands in between.

Everything that may name the employer is collected with a weight, and the heaviest wins: wording that can only mean the
employer ("your application to X") before display names, signatures and, last, the sender's own domain. A relay's domain
never counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from unwatch_classifiers.facts.keys import company_key
from unwatch_classifiers.facts.names import (
    NAME,
    clean_company,
    clean_person,
    is_platform,
    looks_like_company,
    looks_like_role,
    squashed,
    words,
)
from unwatch_classifiers.facts.people import human_name, signed_name
from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.facts.subjects import read_subject
from unwatch_classifiers.records import Address
from unwatch_classifiers.senders import hides_employer

_COMPANY = (
    rf"(?P<company>(?:[Tt]he\s)?{NAME})(?!\w)(?!(?:\s(?!for\b|as\b|at\b|with\b|in\b|and\b)[\w&/-]{{1,40}}){{0,4}}"
    r"\s(?i:position|role|job|opening|vacancy|post|opportunity)\b)"
)
_SURE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?i:\bappl(?:y|ied|ying)\s+(?:to|with|at)\s+(?:work\s+(?:at|for|with)\s+)?){_COMPANY}",
        (
            rf"(?i:\bapplications?\s+(?:to|with|at|(?:was|has\s+been)\s+(?:sent|submitted)\s+to)\s+"
            rf"|\bitems\s+were\s+sent\s+to\s+){_COMPANY}"
        ),
        rf"(?i:\bapplication\s+(?:for|as)\b)[^.;!?\n]{{2,100}}?(?i:\s(?:at|with|to)\s+){_COMPANY}",
        rf"(?i:\bappl(?:y|ied|ying)\s+(?:for|as)\b)[^.;!?\n]{{2,100}}?(?i:\s(?:at|with|to)\s+){_COMPANY}",
        (
            rf"(?i:\binterest\s+in\s+(?:a\s+career\s+(?:at|with)\s+|joining\s+|working\s+(?:at|for|with)\s+"
            rf"|careers\s+at\s+)?){_COMPANY}"
        ),
        (
            rf"(?i:\b(?:position|role|job|opening|vacancy|opportunity|post|internship|career"
            rf"|careers)\b)[^.;!?\n]{{0,80}}?(?i:\s(?:here\s+)?(?:at|with)\s+){_COMPANY}"
        ),
        rf"(?i:\bour\s+client,?\s+(?:is\s+)?){_COMPANY}",
        (
            rf"^{_COMPANY}\s(?i:(?:has|have|is)\s)?"
            r"(?i:viewed\s+your|received\s+your|invit(?:ed|es)\s+you|would\s+like\s+you|reviewed\s+your"
            r"|asked\s+(?:us|you)|requested\s|requesting\s"
            r"|sent\s+you)"
        ),
        rf"^(?i:company|employer|organi[sz]ation)\s*:\s*{_COMPANY}",
    )
)
_MEETING_WITH = re.compile(rf"(?i:\binterview(?:ing|ed)?\s+(?:at|with)\s+){_COMPANY}")
"""Whom one meets may be a person: "an interview with Priya Nair"."""

_LIKELY = (
    _MEETING_WITH,
    *(
        re.compile(pattern)
        for pattern in (
            (
                rf"(?i:\b(?:on\s+behalf\s+of|here\s+at|welcome\s+to|all\s+of\s+us\s+at|everyone\s+at"
                rf"|(?:the\s+)?team\s+at"
                rf"|life\s+at|work(?:ing)?\s+(?:at|for)|join(?:ing)?)\s+){_COMPANY}"
            ),
            (
                rf"(?i:\b(?:I\s+am|I['’]m|this\s+is|my\s+name\s+is)\b)[^.;!?\n]{{2,60}}?(?i:\s(?:at|from"
                rf"|with)\s+){_COMPANY}"
            ),
            rf"(?i:\binterview\s+(?:for|as)\b)[^.;!?\n]{{2,100}}?(?i:\s(?:at|with)\s+){_COMPANY}",
        )
    ),
)
_PERSON_OR_COMPANY = frozenset({_MEETING_WITH, *(each for each in _SURE if each.pattern.startswith("^"))})
_TEAM_LINE = re.compile(
    rf"(?:(?:[Tt]he|[Yy]our)\s)?(?P<company>{NAME})\s(?i:(?:(?:talent|hiring|recruiting|recruitment|careers?|people"
    rf"|hr|human|acquisition|resources)\s)*(?:team|department|recruiting|recruitment|careers"
    rf"|talent\s+acquisition))\.?"
)
_DISPLAY_PARTS = re.compile(r"\s*[|(),/]\s*|\s+[-–—@]\s+|\s+(?:at|from|@)\s+")
_SIGNATURE_PARTS = re.compile(r"\s*[,|·•]\s*|\s+[-–—@]\s+|\s+at\s+")
_NO_NAME_LINE = re.compile(
    r"@|https?:|www\.|\d{3}|\b(?:tel|phone|mobile|unsubscribe|confidential|sent\s+from|privacy|copyright|pronouns"
    r"|she/her|he/him|they/them)\b|^\d|[.!?]$",
    re.IGNORECASE,
)
_GENERIC_LOCAL = re.compile(
    r"(?:no-?reply|do-?not-?reply|notif\w*|jobs?|careers?|apply|app|reply|mail\w*|candidates?|recruit\w*|hiring"
    r"|talent|hr|team|support|system|auto\w*|info|interviews?|workday|myworkday|messages?|[0-9a-f]{8,}|.*\d{4,}.*)"
)
_TENANT_HOSTS = re.compile(
    r"(?:^|\.)(?:myworkday|myworkdayjobs|icims|taleo|successfactors|teamtailor-mail|teamtailor|personio|recruitee"
    r"|bamboohr|jobvite|pinpointhq|workablemail)\.(?:com|de|eu|net|io)$"
)
_SECOND_LEVEL = frozenset(
    {"co", "com", "org", "ac", "gov", "net", "edu", "gob", "go", "nhs", "ltd", "plc", "or", "ne", "gv"}
)
_HOST_LABELS = words("host_labels")
_UPPER_RUN = re.compile(NAME)


class _Candidate(NamedTuple):
    weight: int
    name: str


def read_company(reading: Reading) -> str | None:
    """The employer's name as the mail spells it, or made from the sender's domain; None if nothing names it."""
    people = {name.lower() for name in _people(reading)}
    found = [each for each in _candidates(reading) if each.name.lower() not in people and not is_platform(each.name)]
    if not found:
        return None
    best = max(found, key=lambda each: each.weight)
    return _longest_spelling(best.name, [each.name for each in found if each.weight >= 70])


def _longest_spelling(name: str, others: list[str]) -> str:
    """ "Harbor" is "Harbor Behavioral Health" if the same mail says so elsewhere."""
    key = company_key(name)
    longer = [other for other in others if company_key(other).startswith(f"{key} ")]
    return max(longer, key=len, default=name)


def _people(reading: Reading) -> Iterator[str]:
    message = reading.message
    for address in (message.sender, *message.reply_to):
        name = human_name(address)
        if name:
            yield name
    for address in (*message.to[:10], *message.cc[:10]):
        name = clean_person(address.name)
        if name:
            yield name
    signed = signed_name(reading)
    if signed:
        yield signed


def _candidates(reading: Reading) -> Iterator[_Candidate]:
    yield from _worded(reading, _SURE, 100)
    yield from _worded(reading, _LIKELY, 78)
    yield from _displayed(reading.message.sender)
    yield from _subject(reading)
    yield from _closing(reading)
    for address in (reading.message.sender, *reading.message.reply_to[:3]):
        if address:
            yield from _domain(address, reading)


def _worded(reading: Reading, patterns: tuple[re.Pattern[str], ...], weight: int) -> Iterator[_Candidate]:
    for line in reading.lines:
        for pattern in patterns:
            for match in pattern.finditer(line):
                name = clean_company(match["company"])
                if name and (not looks_like_role(name) or looks_like_company(name)):
                    yield _Candidate(45 if pattern in _PERSON_OR_COMPANY and clean_person(name) else weight, name)


def _displayed(sender: Address | None) -> Iterator[_Candidate]:
    """ "Harbor Hiring Team", "Priya Nair (Northwind)"; of a person, only what stands beside the name."""
    if sender is None or not sender.name or "@" in sender.name:
        return
    person = human_name(sender)
    parts = _DISPLAY_PARTS.split(sender.name[:200])
    for part in parts[1:] if person else parts:
        name = clean_company(part)
        if name and not looks_like_role(name) and name != person and (not person or looks_like_name(name)):
            yield from _weighed(name, sender)


def _weighed(name: str, sender: Address) -> Iterator[_Candidate]:
    """A display name counts fully behind a relay, unless it is the relay's; else as far as the domain agrees."""
    own = squashed(_own_label(sender.domain) or "")
    plain = squashed(name)
    related = bool(own) and (plain in own or own in plain or plain[:4] == own[:4])
    if hides_employer(sender):
        yield from () if own and plain in own else (_Candidate(90, name),)
    else:
        yield _Candidate(90 if related else 60 if " " in name else 38, name)


def looks_like_name(name: str) -> bool:
    """Whether every word is in capitals as in a name."""
    return bool(_UPPER_RUN.fullmatch(name))


def _subject(reading: Reading) -> Iterator[_Candidate]:
    parts = read_subject(reading.subject)
    if parts.company:
        yield _Candidate(88 if parts.sure else 35, parts.company)


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
        name = clean_company(team["company"]) if team else None
        if name:
            yield _Candidate(85, name)


def _closing_line(line: str) -> Iterator[_Candidate]:
    for part in _SIGNATURE_PARTS.split(line):
        name = clean_company(part)
        if (
            name
            and looks_like_name(name)
            and (
                looks_like_company(name)
                or not (looks_like_role(name) or (clean_person(part) == name and len(name.split()) == 1))
            )
        ):
            yield _Candidate(80 if looks_like_company(name) else 72, name)


def _domain(address: Address, reading: Reading) -> Iterator[_Candidate]:
    if hides_employer(address):
        tenant = _tenant(address)
        if tenant:
            yield _Candidate(60, _titled(tenant))
        return
    label = _own_label(address.domain)
    if not label:
        return
    spelled = _spelled(label, reading)
    yield _Candidate(87 if spelled else 40, spelled or _titled(label))


def _own_label(domain: str) -> str | None:
    """The label that a company chose: "okafor-partners" of "mail.okafor-partners.co.uk"."""
    labels = [label for label in domain.lower().split(".")[-6:] if label][:-1]
    if len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    label = labels[-1] if labels else ""
    return label if re.search(r"[^\W\d_]", label) and label not in _HOST_LABELS else None


def _tenant(address: Address) -> str | None:
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


def _titled(label: str) -> str:
    words = re.split(r"[-_]+", label[:60])
    return " ".join(word[:1].upper() + word[1:] for word in words if word)


def _spelled(label: str, reading: Reading) -> str | None:
    """How the mail itself spells the name that its domain runs together ("Fern & Vale" of fernandvale)."""
    wanted = label.replace("-", "").replace("_", "")
    sender = reading.message.sender
    texts = (*reading.lines[:80], *reading.closing, sender.name[:120] if sender else "")
    for text in texts:
        for match in _UPPER_RUN.finditer(text):
            words = match[0].split()
            for start in range(len(words)):
                for end in range(len(words), start, -1):
                    name = " ".join(words[start:end]).strip(".,'’&")
                    if wanted in {squashed(name), squashed(name.replace("&", "and"))}:
                        return clean_company(name)
    return None
