"""Finds the address of a posting among those that a mail shows, and leaves of it what names the posting.

Nothing is ever fetched. What follows a reader or logs one in (tracking parameters, tokens) does not stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from unwatch_classifiers.posting.paragraphs import READ
from unwatch_classifiers.posting.vocabulary import LOOKED_AT, link_words
from unwatch_classifiers.senders import SenderKind, domain_kind

LINK_LIMIT = 500
_ADDRESSES_LIMIT = 100
_WRAPPED_LIMIT = 4_000
_WRAPPINGS = 3
_VALUE_LIMIT = 80

SHOWN = re.compile(rf"\bhttps?://[^\s<>\"'`|\\^{{}}]{{4,{_WRAPPED_LIMIT}}}", re.IGNORECASE)
"""An address as it stands in a text."""

_SENTENCE_ENDS = re.compile(r"[.!?]\s")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,62})\.){1,8}[a-z][a-z0-9-]{1,30}")
_NAMES_ONE = re.compile(r"\d{3}|[a-z]+-[a-z]+-[a-z]|[0-9a-f]{8}-|\d[a-z0-9]{5}|\bjob-?\d", re.IGNORECASE)
_PLAINLY_SAID, _PLAINLY_NAMED, _KNOWN_HOST = 3, 2, 1
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Link:
    """An address that may be the posting's, and how much says so."""

    address: str
    weight: int


def find_link(text: str) -> str | None:
    """Return the address that a text shows as the posting's; None where none is, or several are alike."""
    links = _links(text)
    best = max((link.weight for link in links), default=0)
    addresses = {link.address for link in links if link.weight == best}
    return addresses.pop() if len(addresses) == 1 else None


def find_lone_link(text: str) -> str | None:
    """Return the address of a posting where a text plainly shows that of one posting and of no other."""
    links = _links(text)
    addresses = {link.address for link in links}
    return addresses.pop() if len(addresses) == 1 and links[0].weight > _ENOUGH else None


def postings_shown(text: str) -> int:
    """Count the different addresses in a text that could be those of postings."""
    return len({link.address for link in _links(text)})


def _links(text: str) -> list[Link]:
    weights: dict[str, int] = {}
    for before, raw in _shown(text):
        address = clean_address(raw)
        weight = _weight(before, address) if address and not _lost_what_names_it(raw, address) else 0
        if address and weight >= _ENOUGH:
            weights[address] = max(weight, weights.get(address, 0))
    return sorted((Link(*each) for each in weights.items()), key=lambda link: -link.weight)


def _shown(text: str) -> Iterator[tuple[str, str]]:
    """Yield each address with the words that stand before it, on its line or on the one above."""
    above = ""
    count = 0
    for line in text[:READ].split("\n"):
        begin = 0
        for found in SHOWN.finditer(line):
            count += 1
            if count > _ADDRESSES_LIMIT:
                return
            before = line[begin : found.start()].strip(" \t-*•<>()[]:=")
            yield _SENTENCE_ENDS.split((before or above)[-160:])[-1].lower(), found[0]
            begin, above = found.end(), before or above
        if line.strip():
            above = line[begin:].strip()[-160:]


def _weight(before: str, address: str) -> int:
    parts = urlsplit(address)
    path = parts.path.lower()[:LOOKED_AT]
    if link_words("path_other").search(path) or (parts.query and path.endswith("/search")):
        return 0
    named = bool(link_words("path_posting").search(path)) and bool(_NAMES_ONE.search(f"{path}?{parts.query}"))
    said = bool(link_words("says_posting").search(before.rstrip(" :")))
    if not said and link_words("says_other").search(before):
        return 0
    if len(path.strip("/")) == 0 and not parts.query and not parts.fragment:
        return 0
    hosted = domain_kind(parts.hostname or "") in {SenderKind.JOB_BOARD, SenderKind.RECRUITING_SYSTEM}
    weight = _PLAINLY_SAID * said + _PLAINLY_NAMED * named
    return weight + _KNOWN_HOST * hosted if weight else 0


def _lost_what_names_it(raw: str, address: str) -> bool:
    """Whether only a counter knew where the address leads: all addresses in its mail are now the same."""
    return "?" in raw and "?" not in address and not _NAMES_ONE.search(urlsplit(address).path)


def clean_address(raw: str) -> str | None:
    """Return an address without what follows a reader; None where it is no plain one of the web, or too long."""
    for _ in range(_WRAPPINGS):
        parts = _split(raw)
        if parts is None:
            return None
        inner = _wrapped(parts)
        if inner is None:
            return _rebuilt(parts)
        raw = inner
    return None


def without_tracking(text: str) -> str:
    """Return a text whose addresses have lost what follows a reader; one that is nothing else goes altogether."""
    return SHOWN.sub(lambda found: (clean_address(found[0]) or "") + _trailing(found[0]), text)


def _split(raw: str) -> SplitResult | None:
    try:
        parts = urlsplit(_without_trailing(raw[:_WRAPPED_LIMIT]))
        host = (parts.hostname or "").lower()
        plain = parts.username is None and parts.port in {None, 80, 443}
    except ValueError:
        return None
    allowed = parts.scheme.lower() in {"http", "https"} and plain and bool(_HOST.fullmatch(host))
    return parts if allowed and parts.geturl().isprintable() else None


def _without_trailing(raw: str) -> str:
    """Take off what belongs to the sentence round an address; a bracket stays where it was opened within."""
    end = len(raw)
    while end and (raw[end - 1] in ".,;:!?*_»”’]>" or (raw[end - 1] == ")" and "(" not in raw)):
        end -= 1
    return raw[:end]


def _trailing(raw: str) -> str:
    return raw[len(_without_trailing(raw)) :]


def _wrapped(parts: SplitResult) -> str | None:
    """Return the address that a redirect or a "safe link" carries."""
    for name, value in _parameters(parts.query):
        if _carries().fullmatch(name.lower()) and SHOWN.match(value):
            return value
    return None


def _rebuilt(parts: SplitResult) -> str | None:
    kept = [(name, value) for name, value in _parameters(parts.query) if _stays(name, value)]
    fragment = parts.fragment if parts.fragment[:1] in {"/", "!"} and len(parts.fragment) <= _VALUE_LIMIT else ""
    host = (parts.hostname or "").lower()
    address = urlunsplit((parts.scheme.lower(), host, parts.path, urlencode(kept), fragment))
    return address if len(address) <= LINK_LIMIT else None


def _parameters(query: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(query.replace("&amp;", "&"), max_num_fields=60)
    except ValueError:
        return []


def _stays(name: str, value: str) -> bool:
    return len(value) <= _VALUE_LIMIT and "@" not in value and bool(_identifies().fullmatch(name.lower()))


@cache
def _identifies() -> re.Pattern[str]:
    return link_words("identifies")


@cache
def _carries() -> re.Pattern[str]:
    return link_words("carries_address")
