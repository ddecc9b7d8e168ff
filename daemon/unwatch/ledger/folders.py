"""What the ledger knows of folders: which UIDs of which epoch are read, wait, are gone or were set aside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from unwatch.ledger.database import Database, stamp

TRIES = 5  # reliability 1.C row 40: an error budget for each message, then it is set aside and named
_PAUSES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))


@dataclass(frozen=True, slots=True)
class FolderRow:
    """A folder as the ledger knows it. A new UIDVALIDITY is a new epoch: look again, forget nothing."""

    id: int
    epoch: int
    low_uid: int


@dataclass(frozen=True, slots=True)
class Pending:
    """A UID that waits to be read, and how often that was begun."""

    uid: int
    attempts: int


class LocationState(StrEnum):
    """What became of one UID of one epoch of a folder."""

    PENDING = "pending"
    DONE = "done"
    GONE = "gone"
    SET_ASIDE = "set_aside"


class FolderStore:
    """Folders and locations."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def folder(self, mailbox: str, raw_name: bytes, uidvalidity: int) -> FolderRow:
        """Return the folder's row; a UIDVALIDITY that is not the known one begins a new epoch."""
        with self._database.transaction() as sql:
            row = sql.execute("SELECT * FROM folder WHERE mailbox = ? AND raw_name = ?", (mailbox, raw_name)).fetchone()
            if row is None:
                made = sql.execute(
                    "INSERT INTO folder (mailbox, raw_name, uidvalidity, epoch) VALUES (?, ?, ?, 1)",
                    (mailbox, raw_name, uidvalidity),
                )
                return FolderRow(int(made.lastrowid or 0), 1, 0)
            if row["uidvalidity"] != uidvalidity:
                sql.execute(
                    "UPDATE folder SET uidvalidity = ?, epoch = epoch + 1, low_uid = 0 WHERE id = ?",
                    (uidvalidity, row["id"]),
                )
                return FolderRow(row["id"], row["epoch"] + 1, 0)
            return FolderRow(row["id"], row["epoch"], row["low_uid"])

    def note_uids(self, folder: FolderRow, uids: Iterable[int]) -> None:
        """Write down UIDs as pending; those known already stay as they are."""
        with self._database.transaction() as sql:
            sql.executemany(
                "INSERT OR IGNORE INTO location (folder_id, epoch, uid, state) VALUES (?, ?, ?, 'pending')",
                ((folder.id, folder.epoch, uid) for uid in uids),
            )

    def raise_low_uid(self, folder: FolderRow, searched_to: int) -> int:
        """Move the low mark up over resolved UIDs only, as far as the folder was searched; return it."""
        with self._database.transaction() as sql:
            (first,) = sql.execute(
                "SELECT min(uid) FROM location WHERE folder_id = ? AND epoch = ? AND state = 'pending'",
                (folder.id, folder.epoch),
            ).fetchone()
            low = searched_to if first is None else min(searched_to, first - 1)
            sql.execute(
                "UPDATE folder SET low_uid = max(low_uid, ?) WHERE id = ? AND epoch = ?", (low, folder.id, folder.epoch)
            )
        return low

    def pending(self, folder: FolderRow, now: datetime) -> list[Pending]:
        """Return the UIDs that wait to be read and whose next try has come, lowest first."""
        rows = self._database.connection.execute(
            "SELECT uid, attempts FROM location WHERE folder_id = ? AND epoch = ? AND state = 'pending'"
            " AND (next_try IS NULL OR next_try <= ?) ORDER BY uid",
            (folder.id, folder.epoch, stamp(now)),
        )
        return [Pending(row["uid"], row["attempts"]) for row in rows]

    def give_up(self, folder: FolderRow) -> None:
        """Set aside what was begun so often without an end that reading it must be what ends the reader."""
        with self._database.transaction() as sql:
            sql.execute(
                "UPDATE location SET state = 'set_aside', error = 'reading it never came to an end'"
                " WHERE folder_id = ? AND epoch = ? AND state = 'pending' AND attempts >= ?",
                (folder.id, folder.epoch, TRIES * 2),
            )

    def attempt(self, folder: FolderRow, uids: Sequence[int]) -> None:
        """Count an attempt before it is made, so that a message that kills the reader is counted too."""
        with self._database.transaction() as sql:
            sql.executemany(
                "UPDATE location SET attempts = attempts + 1 WHERE folder_id = ? AND epoch = ? AND uid = ?",
                ((folder.id, folder.epoch, uid) for uid in uids),
            )

    def resolve(
        self, folder: FolderRow, uid: int, state: LocationState, *, content_id: str | None = None, error: str = ""
    ) -> None:
        """Write down what became of a UID."""
        with self._database.transaction() as sql:
            sql.execute(
                "UPDATE location SET state = ?, content_id = ?, error = nullif(?, ''), next_try = NULL"
                " WHERE folder_id = ? AND epoch = ? AND uid = ?",
                (state.value, content_id, error, folder.id, folder.epoch, uid),
            )

    def not_read(self, folder: FolderRow, uid: int, now: datetime, error: str) -> LocationState:
        """Put a UID off after a failed attempt, or set it aside when its tries are used up."""
        with self._database.transaction() as sql:
            (attempts,) = sql.execute(
                "SELECT attempts FROM location WHERE folder_id = ? AND epoch = ? AND uid = ?",
                (folder.id, folder.epoch, uid),
            ).fetchone()
            if attempts >= TRIES:
                self.resolve(folder, uid, LocationState.SET_ASIDE, error=error)
                return LocationState.SET_ASIDE
            pause = _PAUSES[min(attempts, len(_PAUSES)) - 1]
            sql.execute(
                "UPDATE location SET next_try = ?, error = ? WHERE folder_id = ? AND epoch = ? AND uid = ?",
                (stamp(now + pause), error, folder.id, folder.epoch, uid),
            )
            return LocationState.PENDING

    def counts(self) -> dict[str, int]:
        """Return how many locations there are in each state."""
        rows = self._database.connection.execute("SELECT state, count(*) FROM location GROUP BY state")
        return {row[0]: row[1] for row in rows}
