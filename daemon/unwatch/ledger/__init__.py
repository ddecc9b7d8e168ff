"""The ledger: one SQLite file that holds all that unwatch knows. Only this package speaks SQL."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection

from unwatch.ledger.corrections import CorrectionStore, Lesson
from unwatch.ledger.database import Database, StorageFull, instant, stamp
from unwatch.ledger.folders import FolderRow, LocationState, Pending
from unwatch.ledger.loose import Loose, LooseStore
from unwatch.ledger.mail import MailStore, StoredMessage
from unwatch.ledger.post import LetterRow, PassOnRow, PostStore
from unwatch.ledger.stories import Act, Chapter, StoryStore

__all__ = [
    "Act",
    "Chapter",
    "FolderRow",
    "Ledger",
    "Lesson",
    "LetterRow",
    "LocationState",
    "Loose",
    "PassOnRow",
    "Pending",
    "StorageFull",
    "StoredMessage",
]


class Ledger:
    """One thread's hold on the ledger: mail, stories, loose ends, post, corrections and a few remembered values."""

    def __init__(self, path: Path | None) -> None:
        """Open, or create, the ledger; None is one in memory. Raises UserError where it cannot be used."""
        self._database = Database(path)
        self.mail = MailStore(self._database)
        self.stories = StoryStore(self._database)
        self.post = PostStore(self._database)
        self.loose = LooseStore(self._database)
        self.corrections = CorrectionStore(self._database)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._database.close()

    def transaction(self) -> AbstractContextManager[Connection]:
        """All or nothing; one inside another joins it. Raises StorageFull when the disk is."""
        return self._database.transaction()

    def remembered(self, key: str) -> str | None:
        """Return a remembered value."""
        row = self._database.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row["value"])

    def remember(self, key: str, value: str) -> None:
        """Keep a value over restarts."""
        with self.transaction() as sql:
            sql.execute(
                "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value)
            )

    def remembered_time(self, key: str) -> datetime | None:
        """Return a remembered time."""
        value = self.remembered(key)
        return None if value is None else instant(value)

    def remember_time(self, key: str, when: datetime) -> None:
        """Keep a time over restarts."""
        self.remember(key, stamp(when))
