"""A mailbox that lies in memory: as much of `unwatch.mailbox.Connection` as reading new mail asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from unwatch.mailbox import Examined, Fetched, Folder

INBOX = Folder(b"INBOX", "INBOX", None)
SENT = Folder(b"Sent", "Sent", "\\Sent")


class MailFolders:
    """INBOX and Sent of one person."""

    def __init__(self) -> None:
        self._kept: dict[bytes, list[Fetched]] = {INBOX.raw_name: [], SENT.raw_name: []}
        self._open = INBOX.raw_name

    def put(self, folder: Folder, raw: bytes, arrived: datetime) -> None:
        """Deliver a mail."""
        mails = self._kept[folder.raw_name]
        mails.append(Fetched(len(mails) + 1, arrived, len(raw), raw, truncated=False))

    def examine(self, folder: Folder | str) -> Examined:
        """Open a folder."""
        self._open = folder.encode() if isinstance(folder, str) else folder.raw_name
        return Examined(uidvalidity=1, exists=len(self._kept[self._open]), uidnext=self.highest_uid() + 1)

    def search(self, low: int, high: int, *, since: date | None = None) -> tuple[int, ...]:
        """Return the UIDs of a range, of those that arrived on that day or later."""
        mails = self._kept[self._open]
        return tuple(
            one.uid for one in mails if low <= one.uid <= high and (since is None or one.arrived.date() >= since)
        )

    def highest_uid(self) -> int:
        """Return the UID of the last mail, or 0."""
        return len(self._kept[self._open])

    def fetch(self, uids: Sequence[int], *, limit: int = 5_000_000) -> Iterator[Fetched]:
        """Yield the mails with these UIDs."""
        yield from (one for one in self._kept[self._open] if one.uid in uids)
