"""The header fields as they stand in the mail, and those that are read without any decoding: ids, date, lists.

This is plain line work that cannot fail, so that even a mail no parser can take apart keeps its headers.
"""

from __future__ import annotations

import email.utils
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from unwatch.reading.cleaning import clean_identifier, clean_line
from unwatch.reading.limits import BLOCK_LIMIT, HEADERS_LIMIT

REFERENCES_LIMIT = 50
EARLIEST_YEAR = 2000
LATEST_YEAR = 2100
NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)

_FIELD = re.compile(r"([\x21-\x39\x3b-\x7e]{1,76})[ \t]*:(.*)", re.DOTALL)
_FOLD = re.compile(r"\n(?=[ \t])")
_IN_BRACKETS = re.compile(r"<([^<>]{1,998})>")
_FIELDS_OF_A_MAIL = (
    "from sender to cc bcc subject date message-id received return-path mime-version content-type delivered-to "
    "reply-to in-reply-to references x-mailer list-id"
)
_OF_A_MAIL = frozenset(_FIELDS_OF_A_MAIL.split())
_IDENTIFYING = ("from", "to", "cc", "subject", "date")


@dataclass(frozen=True, slots=True)
class Headers:
    """Header fields of the mail itself by lower-case name, values unfolded, in the order they stand."""

    fields: dict[str, tuple[str, ...]]

    def first(self, name: str) -> str:
        """Return the first value of a field, or the empty string."""
        return self.fields.get(name, ("",))[0]

    @property
    def of_a_mail(self) -> bool:
        """Whether any field is one that only mail has."""
        return not _OF_A_MAIL.isdisjoint(self.fields)


def read_headers(guarded: bytes) -> Headers:
    """Return the fields of a mail that has passed the guard."""
    block = guarded[:BLOCK_LIMIT].partition(b"\n\n")[0].decode("utf-8", "replace")
    fields: dict[str, list[str]] = {}
    for line in _unfolded(block)[:HEADERS_LIMIT]:
        if match := _FIELD.match(line):
            fields.setdefault(match[1].lower(), []).append(match[2].strip())
    return Headers({name: tuple(values) for name, values in fields.items()})


def _unfolded(block: str) -> list[str]:
    return _FOLD.sub("", block).split("\n")


def message_id(headers: Headers, guarded: bytes) -> str:
    """Return the Message-ID without brackets, or a stand-in that the same mail always gets.

    The stand-in looks only at what is the same in every copy, not at the marks that servers and mbox files add.
    """
    found = next(_identifiers(headers.first("message-id")), "")
    if found:
        return found
    digest = hashlib.sha256()
    for name in _IDENTIFYING:
        digest.update(headers.first(name).encode("utf-8", "replace") + b"\n")
    digest.update((guarded.partition(b"\n\n")[2] or guarded).strip())
    return f"sha256-{digest.hexdigest()[:32]}@content.unwatch"


def in_reply_to(headers: Headers) -> tuple[str, ...]:
    """Return the ids that In-Reply-To names; older programs put whole phrases around them."""
    return tuple(_identifiers(headers.first("in-reply-to")))[:REFERENCES_LIMIT]


def references(headers: Headers) -> tuple[str, ...]:
    """Return the ids of References; of a very long thread its root and the latest."""
    found = tuple(_identifiers(headers.first("references")))
    return found if len(found) <= REFERENCES_LIMIT else (found[0], *found[1 - REFERENCES_LIMIT :])


def _identifiers(value: str) -> Iterator[str]:
    bracketed = _IN_BRACKETS.findall(value)
    for candidate in bracketed or [word for word in value.split() if "@" in word] or [value]:
        if identifier := clean_identifier(candidate).strip("<>"):
            yield identifier


def date(headers: Headers, arrived: datetime | None) -> datetime:
    """Return the Date field with its own offset, else when the mail arrived, else 1970.

    It is not believed before 2000 or more than a day after the arrival: in one of seven old mails it is wrong.
    """
    arrived = _aware(arrived) if arrived else None
    written = _parsed_date(headers.first("date"))
    if written is None or not EARLIEST_YEAR <= written.year < LATEST_YEAR:
        return arrived or NO_DATE
    if arrived is not None and written > arrived + timedelta(days=1):
        return arrived
    return written


def _aware(when: datetime) -> datetime:
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _parsed_date(value: str) -> datetime | None:
    try:
        fields = email.utils.parsedate_tz(clean_line(value, 100))
        if fields is None:
            return None
        year, month, day, hour, minute, second = fields[:6]
        offset = timedelta(seconds=fields[9] or 0)
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=_fixed(offset))
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None


def _fixed(offset: timedelta) -> timezone:
    return timezone(offset) if offset else UTC


def list_id(headers: Headers) -> str | None:
    """Return the identifier of List-Id (RFC 2919), without its phrase."""
    value = headers.first("list-id")
    bracketed = _IN_BRACKETS.findall(value)
    return clean_identifier(bracketed[-1] if bracketed else value).lower() or None


def keyword(headers: Headers, name: str) -> str | None:
    """Return the first word of a field such as Auto-Submitted (RFC 3834) or Precedence, in lower case."""
    return clean_line(headers.first(name).partition(";")[0], 60).lower() or None
