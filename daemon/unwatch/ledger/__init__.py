"""The ledger: one SQLite file that holds all that unwatch knows. Only this package speaks SQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection

from unwatch.ledger.corrections import CorrectionStore, Lesson
from unwatch.ledger.database import Database, StorageFull, instant, stamp
from unwatch.ledger.folders import FolderRow, LocationState, Pending
from unwatch.ledger.loose import Loose, LooseStore
from unwatch.ledger.mail import MailStore, StoredMessage
from unwatch.ledger.post import LetterRow, PassOnRow, PostStore
from unwatch.ledger.postings import PostingStore
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
    """One thread's hold on the ledger: mail, stories, loose ends, post, postings, corrections and a few remembered
    values.
    """

    def __init__(self, path: Path | None) -> None:
        """Open, or create, the ledger; None is one in memory. Raises UserError where it cannot be used."""
        self._database = Database(path)
        self.mail = MailStore(self._database)
        self.stories = StoryStore(self._database)
        self.post = PostStore(self._database)
        self.postings = PostingStore(self._database)
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

    @contextmanager
    def step(self) -> Iterator[None]:
        """All or nothing of one step of a transaction: what it wrote is gone where it raises, and the rest stays."""
        with self._database.transaction() as sql:
            sql.execute("SAVEPOINT step")
            try:
                yield
            except BaseException:
                if sql.in_transaction:  # a full disk may have ended all of it
                    sql.execute("ROLLBACK TO step")
                    sql.execute("RELEASE step")
                raise
            sql.execute("RELEASE step")

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

    def remembered_times(self, beginning: str) -> dict[str, datetime]:
        """Return the remembered times whose keys begin like this."""
        rows = self._database.connection.execute(
            "SELECT key, value FROM meta WHERE substr(key, 1, length(:key)) = :key ORDER BY key", {"key": beginning}
        )
        return {str(row["key"]): instant(row["value"]) for row in rows}
