"""The ledger's file: how it is opened, and how a transaction begins and ends."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from unwatch.errors import UserError
from unwatch.ledger.migrations import migrate

_TRIES, _BETWEEN_TRIES = 200, 0.02  # seconds
_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC}


class StorageFull(Exception):
    """Nothing more can be written now; what was begun has been rolled back."""


def stamp(when: datetime) -> str:
    """Return a time as the ledger keeps it: UTC, of one width, so that it sorts as text."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def instant(text: str) -> datetime:
    """Return the time that `stamp` wrote."""
    return datetime.fromisoformat(text)


class Database:
    """One connection to the ledger. Each thread opens its own; SQLite keeps them apart.

    WAL with synchronous=FULL: what a transaction wrote is there after a power cut.
    """

    def __init__(self, path: Path | None) -> None:
        """Open, or create, the ledger; None is one in memory. Raises UserError where it cannot be used."""
        where = str(path) if path is not None else ":memory:"
        try:
            self.connection = sqlite3.connect(where, isolation_level=None, timeout=30)
            self.connection.row_factory = sqlite3.Row
            self.connection.execute("PRAGMA busy_timeout = 30000")
            _write_ahead(self.connection)
            self.connection.execute("PRAGMA synchronous = FULL")
            self.connection.execute("PRAGMA foreign_keys = ON")
            migrate(self.connection, stamp(datetime.now(UTC)))
        except sqlite3.DatabaseError as error:
            raise _unusable(where, error) from None

    def close(self) -> None:
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing. A transaction inside another joins it. Raises StorageFull when the disk is."""
        if self.connection.in_transaction:
            yield self.connection
            return
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
            self.connection.execute("COMMIT")
        except BaseException as error:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode in _FULL:
                raise StorageFull from error
            raise


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to WAL. While another connection is switching, SQLite says busy at once instead of waiting."""
    for _ in range(_TRIES):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(_BETWEEN_TRIES)
    connection.execute("PRAGMA journal_mode = WAL")


def _unusable(where: str, error: sqlite3.DatabaseError) -> UserError:
    if getattr(error, "sqlite_errorcode", None) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return UserError(
            f"The ledger {where} is damaged.",
            hint="Move it aside; unwatch reads the mailbox again and writes a new one.",
        )
    if getattr(error, "sqlite_errorcode", None) in _FULL:
        return UserError(f"The disk that holds {where} is full.", hint="Make room and start unwatch again.")
    return UserError(
        f"The ledger {where} cannot be opened ({getattr(error, 'sqlite_errorname', 'no reason given')}).",
        hint="Its folder must exist and belong to the user that runs unwatch.",
    )
