"""What the ledger knows of mail: which UIDs of which folder are read, and the messages themselves."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from unwatch.ledger.database import Database, instant, stamp
from unwatch_classifiers.records import Evidence, Label, Message, Verdict

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


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A message as recorded; `text` is what was new in it, `history` that it was there before the watch began."""

    content_id: str
    message_id: str
    outgoing: bool
    at: datetime
    arrived: datetime
    sender: str
    sender_name: str
    subject: str
    text: str
    label: Label
    confidence: float
    evidence: tuple[Evidence, ...]
    employer: bool
    history: bool
    why_unplaced: str | None
    error: str | None


class MailStore:
    """Folders, locations and messages."""

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

    def count(self) -> int:
        """Return how many messages are recorded."""
        (count,) = self._database.connection.execute("SELECT count(*) FROM message").fetchone()
        return int(count)

    def knows(self, content_id: str) -> bool:
        """Tell whether a message with this content was recorded, from whatever place."""
        found = self._database.connection.execute("SELECT 1 FROM message WHERE content_id = ?", (content_id,))
        return found.fetchone() is not None

    def add(
        self,
        content_id: str,
        message: Message,
        verdict: Verdict,
        *,
        outgoing: bool,
        arrived: datetime,
        employer: bool,
        history: bool,
        why_unplaced: str | None,
    ) -> None:
        """Record a message.

        `history` is what was there before the watch began, and is told by no letter. Of ordinary mail neither subject
        nor text is kept: it is nobody's business.
        """
        sender = message.sender
        with self._database.transaction() as sql:
            sql.execute(
                "INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
                (
                    content_id,
                    message.message_id,
                    int(outgoing),
                    stamp(message.date),
                    stamp(arrived),
                    sender.address if sender else "",
                    sender.name if sender else "",
                    message.subject if employer else "",
                    message.new_text if employer else "",
                    verdict.label.value,
                    verdict.confidence,
                    json.dumps([[one.text, one.because, one.weight] for one in verdict.evidence] if employer else []),
                    int(employer),
                    int(history),
                    why_unplaced,
                    message.error,
                ),
            )

    def message(self, content_id: str) -> StoredMessage:
        """Return a recorded message. Raises KeyError."""
        row = self._database.connection.execute("SELECT * FROM message WHERE content_id = ?", (content_id,)).fetchone()
        if row is None:
            raise KeyError(content_id)
        return _message(row)

    def by_message_id(self, message_id: str) -> StoredMessage | None:
        """Return a message by its Message-ID, the latest where several carry the same."""
        row = self._database.connection.execute(
            "SELECT * FROM message WHERE message_id = ? ORDER BY at DESC LIMIT 1", (message_id,)
        ).fetchone()
        return None if row is None else _message(row)

    def messages(self) -> list[StoredMessage]:
        """Return all messages in the order of their dates."""
        rows = self._database.connection.execute("SELECT * FROM message ORDER BY at, content_id")
        return [_message(row) for row in rows]

    def untold(self) -> list[StoredMessage]:
        """Return messages from and to employers that no letter has told, in the order of their dates."""
        rows = self._database.connection.execute(
            "SELECT * FROM message WHERE letter_id IS NULL AND employer = 1 AND history = 0 ORDER BY at, content_id"
        )
        return [_message(row) for row in rows]

    def forget_texts(self, before: datetime) -> None:
        """Delete the texts of messages that are older; what they came to is kept."""
        old = (stamp(before),)
        found = self._database.connection.execute("SELECT 1 FROM message WHERE at < ? AND text != '' LIMIT 1", old)
        if found.fetchone() is not None:
            with self._database.transaction() as sql:
                sql.execute("UPDATE message SET text = '', evidence = '[]' WHERE at < ? AND text != ''", old)

    def forget_before(self, when: datetime) -> None:
        """Make everything that arrived by then history."""
        with self._database.transaction() as sql:
            sql.execute("UPDATE message SET history = 1 WHERE arrived <= ?", (stamp(when),))

    def arrived_between(self, began: datetime, ended: datetime) -> int:
        """Count employers' messages that arrived in a span."""
        (count,) = self._database.connection.execute(
            "SELECT count(*) FROM message WHERE employer = 1 AND outgoing = 0 AND arrived BETWEEN ? AND ?",
            (stamp(began), stamp(ended)),
        ).fetchone()
        return int(count)

    def set_aside_untold(self) -> list[str]:
        """Say of each message set aside that no letter named where it lies, and from whom it is if that is known."""
        rows = self._database.connection.execute(
            "SELECT folder.mailbox, location.uid, message.sender, message.arrived FROM location"
            " JOIN folder ON folder.id = location.folder_id"
            " LEFT JOIN message ON message.content_id = location.content_id"
            " WHERE location.state = 'set_aside' AND location.letter_id IS NULL ORDER BY folder.mailbox, location.uid"
        )
        return [
            f"{row['sender'] or 'unknown sender'}, {instant(row['arrived']):%-d %B}"
            if row["arrived"]
            else f"message {row['uid']} of mailbox {row['mailbox']}"
            for row in rows
        ]

    def placed(self, message_ids: Sequence[str]) -> list[tuple[str, int]]:
        """Return those of the Message-IDs that belong to an application, with its id, in the order given."""
        found = []
        for message_id in dict.fromkeys(message_ids):
            row = self._database.connection.execute(
                "SELECT event.application_id FROM message JOIN event ON event.content_id = message.content_id"
                " WHERE message.message_id = ? ORDER BY event.id DESC LIMIT 1",
                (message_id,),
            ).fetchone()
            if row is not None:
                found.append((message_id, int(row[0])))
        return found


def _message(row: sqlite3.Row) -> StoredMessage:
    return StoredMessage(
        content_id=row["content_id"],
        message_id=row["message_id"],
        outgoing=bool(row["outgoing"]),
        at=instant(row["at"]),
        arrived=instant(row["arrived"]),
        sender=row["sender"],
        sender_name=row["sender_name"],
        subject=row["subject"],
        text=row["text"],
        label=Label(row["label"]),
        confidence=row["confidence"],
        evidence=tuple(Evidence(*one) for one in json.loads(row["evidence"])),
        employer=bool(row["employer"]),
        history=bool(row["history"]),
        why_unplaced=row["why_unplaced"],
        error=row["error"],
    )
