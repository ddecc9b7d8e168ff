"""Freezing: a finished letter or pass-on becomes the bytes that go out, once, and never change again."""

from __future__ import annotations

import hashlib
import hmac
import re
from datetime import datetime
from email.errors import MessageError
from email.header import Header
from email.headerregistry import (
    Address,
    BaseHeader,
    HeaderRegistry,
    MessageIDHeader,
    UniqueSingleAddressHeader,
    UniqueUnstructuredHeader,
)
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import formataddr
from typing import Any, cast

from unwatch.letter.records import Rendered

LONGEST_HEADER = 400
LONGEST_NAME = 100
LONGEST_KEY = 64

_OWN = re.compile(r"unwatch\.[A-Za-z0-9.\-]{1,200}@[A-Za-z0-9.\-]{1,253}")
_MESSAGE_ID = re.compile(r"[!-;=?-~]{1,250}")
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.\-]{1,64}@[A-Za-z0-9.\-]{1,253}")
_NOT_IN_AN_ID = re.compile(r"[^A-Za-z0-9.\-]+")


class _WholeId(MessageIDHeader):
    """A header with one message id, on one line.

    Otherwise a long id is folded, in any header but Message-ID even into encoded words, which RFC 2047, section 5,
    allows in no msg-id, and no mail program finds the thread.
    """

    name: str

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


class _Subject(UniqueUnstructuredHeader):
    """A subject in encoded words throughout, or in none: the library's own mixture loses spaces between the two.

    What looks like encoded words in it is text: an employer's subject may hold a line end in there (reliability 100).
    """

    name: str

    @classmethod
    def parse(cls, string: str, kwds: dict[str, Any]) -> None:
        super().parse(string, kwds)
        kwds["decoded"] = string

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {_encoded(self.name, str(self), policy)}{policy.linesep}"


class _Sender(UniqueSingleAddressHeader):
    """One address with its name, the name encoded throughout or not at all."""

    name: str

    def fold(self, *, policy: Policy) -> str:
        shown, address = self.address.display_name, self.address.addr_spec
        if _is_plain(shown):
            return f"{self.name}: {formataddr((shown, address))}{policy.linesep}"
        return f"{self.name}: {_encoded(self.name, shown, policy)}{policy.linesep} <{address}>{policy.linesep}"


def _encoded(name: str, value: str, policy: Policy) -> str:
    charset = "us-ascii" if _is_plain(value) else "utf-8"
    return Header(value, charset, maxlinelen=76, header_name=name).encode(linesep=policy.linesep)


def _is_plain(value: str) -> bool:
    """Whether a value can be folded at its spaces as it is, and is not taken for encoded words."""
    return value.isascii() and "=?" not in value and all(len(word) <= 60 for word in value.split())


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("subject", cast("type[BaseHeader]", _Subject))
_HEADERS.map_to_type("from", cast("type[BaseHeader]", _Sender))
for _name in ("message-id", "in-reply-to", "references", "x-unwatch-letter"):
    _HEADERS.map_to_type(_name, cast("type[BaseHeader]", _WholeId))
_POLICY = SMTP.clone(header_factory=_HEADERS)


def freeze(
    rendered: Rendered,
    *,
    kind: str,
    sender: str,
    sender_name: str,
    recipient: str,
    message_id: str,
    date: datetime,
    in_reply_to: str | None = None,
    reply_to: str | None = None,
) -> bytes:
    """Return the mail as it goes over the wire: 7-bit, CRLF, text first and complete, then HTML (letter.md d.4).

    `message_id` and `in_reply_to` come without angle brackets, `date` is aware. An `in_reply_to` that is no message id
    is left out, for it may be a stranger's. Control characters in any header become one space. The same arguments
    give the same bytes. Raises ValueError when an address or `message_id` is none.
    """
    if not _MESSAGE_ID.fullmatch(message_id):
        raise ValueError("not a message id")
    mail = EmailMessage(policy=_POLICY)
    mail["Date"] = date
    mail["From"] = _address(sender, sender_name)
    mail["To"] = _address(recipient)
    if reply_to:
        mail["Reply-To"] = _address(reply_to)
    mail["Subject"] = _one_line(rendered.subject)
    mail["Message-ID"] = f"<{message_id}>"
    if in_reply_to and _MESSAGE_ID.fullmatch(in_reply_to):
        mail["In-Reply-To"] = f"<{in_reply_to}>"
        mail["References"] = f"<{in_reply_to}>"
    # Some relays write a Message-ID of their own; this one stays (reliability 5.4).
    mail["X-Unwatch-Letter"] = f"<{message_id}>"
    mail["X-Unwatch-Kind"] = _atoms(kind, LONGEST_KEY) or "mail"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834, section 5
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(_text(rendered.text), cte="quoted-printable")
    mail.add_alternative(_text(rendered.html), subtype="html", cte="quoted-printable")
    # "=_" stands in no quoted-printable text (RFC 2045, section 6.7), so the boundary cannot occur in a part.
    mail.set_boundary("=_unwatch_" + hashlib.sha256(message_id.encode()).hexdigest()[:24])
    return mail.as_bytes()


def own_message_id(kind_key: str, secret: bytes, domain: str) -> str:
    """Return the Message-ID of a mail of our own, without angle brackets: the same for the same key, at any time.

    `unwatch.<key>.<20 hex of HMAC-SHA256>@<domain>`: nobody else can make one (reliability 5.4). Whatever an address
    cannot hold becomes a hyphen; the HMAC is over the key as it was given.
    """
    mac = hmac.new(secret, kind_key.encode(errors="backslashreplace"), hashlib.sha256).hexdigest()[:20]
    return f"unwatch.{_atoms(kind_key, LONGEST_KEY) or 'mail'}.{mac}@{_atoms(domain, 253) or 'unwatch.invalid'}"


def is_own(message_id: str) -> bool:
    """Tell whether a Message-ID, without angle brackets, has the form of our own; whether it is, the outbox knows."""
    return _OWN.fullmatch(message_id) is not None


def _atoms(text: str, longest: int) -> str:
    """The text as atoms with single dots between them, as both sides of an id have them (RFC 5322, section 3.2.3)."""
    atoms = (atom.strip("-") for atom in _NOT_IN_AN_ID.sub("-", text)[:longest].split("."))
    return ".".join(filter(None, atoms))


def _address(address: str, name: str = "") -> Address:
    if not _ADDRESS.fullmatch(address):
        raise ValueError("not an address")
    try:
        return Address(display_name=_one_line(name)[:LONGEST_NAME].strip(), addr_spec=address)
    except MessageError:
        raise ValueError("not an address") from None


def _one_line(value: str) -> str:
    """A header value without line ends, control and direction characters, bounded (reliability 100)."""
    bounded = _text(value[: 4 * LONGEST_HEADER])
    return " ".join("".join(c if c.isprintable() else " " for c in bounded).split())[:LONGEST_HEADER]


def _text(value: str) -> str:
    """Text that UTF-8 can carry: half a surrogate pair, as a broken charset leaves it, becomes a question mark."""
    return value.encode(errors="replace").decode()
