"""Builds search.mbox from the mails in mail200: run it after changing one of them.

The mbox is in no order of time, as exports of a mailbox are: mails stand in the order of a hash of their file names,
so that the same sources always give the same bytes. Lines that begin with "From " are quoted as in mboxrd (RFC 4155
names the format, not the quoting).
"""

from __future__ import annotations

import re
from datetime import UTC
from email import message_from_bytes
from email.utils import parseaddr, parsedate_to_datetime
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).parent
SOURCES = HERE / "mail200"
MBOX = HERE / "search.mbox"
_FROM_LINE = re.compile(rb"^(>*From )", re.MULTILINE)


def sources() -> list[Path]:
    """Return the mails in the order in which the mbox holds them."""
    return sorted(SOURCES.glob("*.eml"), key=lambda path: sha256(path.name.encode()).digest())


def separator(raw: bytes) -> bytes:
    """Return the mbox line that opens a mail: its sender, and its date in UTC without a zone."""
    message = message_from_bytes(raw)
    sender = parseaddr(str(message["From"]))[1]
    at = parsedate_to_datetime(str(message["Date"])).astimezone(UTC)
    return f"From {sender} {at.ctime()}\n".encode()


def entry(raw: bytes) -> bytes:
    """Return one mail as the mbox holds it, with the blank line that ends it."""
    return separator(raw) + _FROM_LINE.sub(rb">\1", raw.rstrip(b"\n")) + b"\n\n"


def build() -> bytes:
    """Return the whole mbox."""
    return b"".join(entry(path.read_bytes()) for path in sources())


if __name__ == "__main__":
    MBOX.write_bytes(build())
