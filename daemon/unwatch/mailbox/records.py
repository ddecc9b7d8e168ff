"""What goes into and comes out of the mailbox: plain records, so that nobody else needs to know IMAP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path


class Encryption(StrEnum):
    """How the link is protected. There is no "if possible": what is asked for is required (RFC 8314, section 5)."""

    IMPLICIT = "tls"
    STARTTLS = "starttls"
    NONE = "none"
    """Nothing; allowed to an address of this machine only, for a local bridge."""


@dataclass(frozen=True, slots=True)
class Account:
    """One mailbox of the person, and how to get into it.

    `password` is called when everything before the login has been checked, and never sooner. `ca_file` is trusted
    instead of the system's authorities; `certificate_sha256` is the fingerprint of the one certificate that will do,
    in hexadecimal digits with or without colons.
    """

    name: str
    host: str
    port: int
    encryption: Encryption
    user: str
    password: Callable[[], str] = field(repr=False)
    ca_file: Path | None = None
    certificate_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Folder:
    r"""A folder that can be opened.

    `raw_name` is what the server calls it, byte for byte, and what it is opened by; `display` is for people.
    `special_use` is `\Sent`, `\Drafts`, `\Junk`, `\All`, `\Trash` (RFC 6154, section 2) or None.
    """

    raw_name: bytes
    display: str
    special_use: str | None


@dataclass(frozen=True, slots=True)
class Examined:
    """A folder as it was when it was opened.

    UIDs are worth something only together with `uidvalidity` (RFC 3501, section 2.3.1.1), which is 0 where the server
    has none. `uidnext` is a hint: some servers leave it out, some tell an old one.
    """

    uidvalidity: int
    exists: int
    uidnext: int | None


@dataclass(frozen=True, slots=True)
class Fetched:
    """One message as it lies in the mailbox.

    `arrived` is the server's INTERNALDATE, in UTC. `size` is what the server says it is, in bytes; `raw` may be
    another length, and is only the beginning of the message where `truncated` is true.
    """

    uid: int
    arrived: datetime
    size: int
    raw: bytes = field(repr=False)
    truncated: bool
