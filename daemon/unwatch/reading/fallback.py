"""What is done when mail-parser gives up: the standard library's old and patient parser, or the headers alone.

Both are used on mail that has passed the guard. `email.policy.default` is never used: real mail makes it raise, and
a few kilobytes of hostile mail make it run for seconds.
"""

from __future__ import annotations

import email
import email.errors
import email.header
import email.message
import email.utils
from collections.abc import Iterable
from dataclasses import dataclass

from unwatch.reading.charsets import decode
from unwatch.reading.cleaning import NAME_LIMIT, SUBJECT_LIMIT, clean_line
from unwatch.reading.headers import Headers
from unwatch_classifiers.records import Address

ADDRESSES_LIMIT = 100
ADDRESS_LIMIT = 320  # RFC 3696 erratum 1690: 64 + 1 + 254, rounded up


@dataclass(frozen=True, slots=True)
class Envelope:
    """The fields that need decoding: the subject and who wrote to whom."""

    subject: str = ""
    sender: Address | None = None
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()


def tree(guarded: bytes) -> email.message.Message:
    """Return the tree of parts as the compat32 policy sees it.

    Raises RecursionError where parts are nested deeper than the guard could tell.
    """
    return email.message_from_bytes(guarded)


def envelope(headers: Headers) -> Envelope:
    """Return the envelope read by the standard library alone; never raises."""
    senders = _addresses(headers, "from") or _addresses(headers, "sender")
    return Envelope(
        subject=clean_line(decode_words(headers.first("subject")), SUBJECT_LIMIT),
        sender=senders[0] if senders else None,
        reply_to=_addresses(headers, "reply-to"),
        to=_addresses(headers, "to"),
        cc=_addresses(headers, "cc"),
    )


def _addresses(headers: Headers, name: str) -> tuple[Address, ...]:
    values = headers.fields.get(name, ())
    try:
        pairs = email.utils.getaddresses(list(values))
    except (ValueError, IndexError, RecursionError, AttributeError):
        pairs = []
    return addresses((decode_words(phrase), address) for phrase, address in pairs)


def addresses(pairs: Iterable[tuple[str, str]]) -> tuple[Address, ...]:
    """Return decoded names and addresses as records, what is no address left out."""
    cleaned = (
        Address(name=clean_line(name, NAME_LIMIT).strip("'\" "), address=_clean_address(address))
        for name, address in pairs
    )
    return tuple(dict.fromkeys(found for found in cleaned if "@" in found.address))[:ADDRESSES_LIMIT]


def _clean_address(address: str) -> str:
    return "".join(clean_line(address, ADDRESS_LIMIT).split()).strip("<>'\"").lower()


def decode_words(value: str) -> str:
    """Return a header value with its encoded words (RFC 2047) decoded; what cannot be stays as it is."""
    if "=?" not in value:
        return value
    try:
        chunks = email.header.decode_header(value)
    except (email.errors.HeaderParseError, ValueError, LookupError):
        return value
    return "".join(chunk if isinstance(chunk, str) else _decode_word(chunk, charset) for chunk, charset in chunks)


def _decode_word(chunk: bytes, charset: str | None) -> str:
    # Without a charset it is what stood between two encoded words, as raw-unicode-escape or plain octets.
    return decode(chunk, charset)
