"""Whether a Maildir is still what it was, to the byte."""

from __future__ import annotations

import hashlib
from pathlib import Path

_THE_SERVERS_OWN = ("dovecot", "subscriptions", "maildirfolder", "maildirsize")


def tree_hash(maildir: Path) -> dict[str, str]:
    """Return name → hash of the content of every message in every folder.

    The name of a file in a Maildir holds its flags and whether anybody has seen that it is there (`new` or `cur`). The
    server's own indexes are left out.
    """
    files = (path for path in sorted(maildir.rglob("*")) if path.is_file())
    return {
        str(path.relative_to(maildir)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if not path.name.startswith(_THE_SERVERS_OWN)
    }
