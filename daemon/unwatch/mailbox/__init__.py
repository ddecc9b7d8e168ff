"""The person's mailbox, read over IMAP and left exactly as it was.

Folders are only ever opened read-only (EXAMINE) and messages only looked at (BODY.PEEK); a guard on the wire refuses
everything else (`guard`). The one thing that can be written is a message of our own into a folder (APPEND).
"""

from __future__ import annotations

from unwatch.mailbox.connection import Connection
from unwatch.mailbox.guard import ForbiddenCommand
from unwatch.mailbox.records import Account, Encryption, Examined, Fetched, Folder
from unwatch.mailbox.refusals import FolderRefused
from unwatch.mailbox.wake import Wake

__all__ = [
    "Account",
    "Connection",
    "Encryption",
    "Examined",
    "Fetched",
    "Folder",
    "FolderRefused",
    "ForbiddenCommand",
    "Wake",
]
