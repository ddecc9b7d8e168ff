"""The shape of the ledger, as numbered steps; each runs in one transaction together with the row that records it."""

from __future__ import annotations

import sqlite3

from unwatch.errors import UserError

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
        """CREATE TABLE folder (
            id INTEGER PRIMARY KEY,
            mailbox TEXT NOT NULL,
            raw_name BLOB NOT NULL,
            uidvalidity INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            low_uid INTEGER NOT NULL DEFAULT 0,
            UNIQUE (mailbox, raw_name)) STRICT""",
        """CREATE TABLE message (
            content_id TEXT PRIMARY KEY,
            message_id TEXT NOT NULL,
            outgoing INTEGER NOT NULL,
            at TEXT NOT NULL,
            arrived TEXT NOT NULL,
            sender TEXT NOT NULL,
            sender_name TEXT NOT NULL,
            subject TEXT NOT NULL,
            text TEXT NOT NULL,
            label TEXT NOT NULL,
            confidence REAL NOT NULL,
            evidence TEXT NOT NULL,
            employer INTEGER NOT NULL,
            history INTEGER NOT NULL,
            why_unplaced TEXT,
            error TEXT,
            letter_id INTEGER REFERENCES letter (id)) STRICT""",
        "CREATE INDEX message_by_message_id ON message (message_id)",
        "CREATE INDEX message_by_time ON message (at)",
        "CREATE INDEX message_untold ON message (content_id) WHERE letter_id IS NULL",
        """CREATE TABLE location (
            folder_id INTEGER NOT NULL REFERENCES folder (id),
            epoch INTEGER NOT NULL,
            uid INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'gone', 'set_aside')),
            attempts INTEGER NOT NULL DEFAULT 0,
            next_try TEXT,
            error TEXT,
            content_id TEXT REFERENCES message (content_id),
            letter_id INTEGER REFERENCES letter (id),
            PRIMARY KEY (folder_id, epoch, uid)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX location_pending ON location (folder_id, epoch, uid) WHERE state = 'pending'",
        "CREATE INDEX location_set_aside ON location (letter_id) WHERE state = 'set_aside'",
        """CREATE TABLE application (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            state TEXT NOT NULL,
            live INTEGER NOT NULL,
            changed TEXT NOT NULL) STRICT""",
        "CREATE INDEX application_live ON application (live, changed)",
        """CREATE TABLE application_key (
            kind TEXT NOT NULL,
            value TEXT NOT NULL,
            application_id INTEGER NOT NULL REFERENCES application (id),
            PRIMARY KEY (kind, value, application_id)) STRICT, WITHOUT ROWID""",
        """CREATE TABLE event (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            application_id INTEGER NOT NULL REFERENCES application (id),
            content_id TEXT REFERENCES message (content_id),
            kind TEXT NOT NULL,
            at TEXT NOT NULL,
            recorded TEXT NOT NULL,
            payload TEXT NOT NULL,
            letter_id INTEGER REFERENCES letter (id),
            UNIQUE (content_id, kind)) STRICT""",
        "CREATE INDEX event_by_application ON event (application_id, at)",
        "CREATE INDEX event_untold ON event (id) WHERE letter_id IS NULL",
        """CREATE TABLE loose (
            content_id TEXT PRIMARY KEY REFERENCES message (content_id),
            payload TEXT NOT NULL) STRICT""",
        """CREATE TABLE loose_end (
            kind TEXT NOT NULL CHECK (kind IN ('is', 'refers', 'to')),
            value TEXT NOT NULL,
            content_id TEXT NOT NULL REFERENCES loose (content_id) ON DELETE CASCADE,
            PRIMARY KEY (kind, value, content_id)) STRICT, WITHOUT ROWID""",
        """CREATE TRIGGER event_is_never_changed BEFORE UPDATE OF content_id, kind, at, recorded, payload ON event
            BEGIN SELECT RAISE(ABORT, 'events are appended, never changed'); END""",
        """CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
            BEGIN SELECT RAISE(ABORT, 'events are appended, never deleted'); END""",
        """CREATE TABLE outbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            message_id TEXT NOT NULL UNIQUE,
            recipient TEXT NOT NULL,
            raw BLOB NOT NULL,
            sha256 TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('ready', 'inflight', 'unknown', 'sent', 'failed')),
            attempts INTEGER NOT NULL DEFAULT 0,
            created TEXT NOT NULL,
            next_try TEXT NOT NULL,
            inflight_at TEXT,
            sent_at TEXT,
            reply TEXT) STRICT""",
        "CREATE INDEX outbox_open ON outbox (next_try) WHERE state IN ('ready', 'inflight', 'unknown')",
        """CREATE TABLE letter (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            due TEXT NOT NULL,
            since TEXT NOT NULL,
            frozen TEXT NOT NULL,
            numbers TEXT NOT NULL,
            outbox_id INTEGER NOT NULL REFERENCES outbox (id)) STRICT""",
        """CREATE TABLE pass_on (
            content_id TEXT PRIMARY KEY REFERENCES message (content_id),
            application_id INTEGER REFERENCES application (id),
            kind TEXT NOT NULL,
            way TEXT NOT NULL CHECK (way IN ('at_once', 'next_morning')),
            decided TEXT NOT NULL,
            due TEXT NOT NULL,
            outbox_id INTEGER REFERENCES outbox (id)) STRICT""",
        "CREATE INDEX pass_on_waiting ON pass_on (due) WHERE outbox_id IS NULL",
        """CREATE TABLE gap (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            mailbox TEXT NOT NULL,
            began TEXT NOT NULL,
            ended TEXT,
            why TEXT NOT NULL,
            fault_id INTEGER REFERENCES outbox (id),
            letter_id INTEGER REFERENCES letter (id)) STRICT""",
    ),
    (
        """CREATE TABLE correction (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            content_id TEXT NOT NULL,
            at TEXT NOT NULL,
            label TEXT,
            was TEXT,
            judged TEXT,
            sender TEXT,
            sender_name TEXT,
            thread TEXT,
            reach TEXT) STRICT""",
        "CREATE INDEX correction_by_content ON correction (content_id, id)",
        """CREATE TRIGGER correction_is_never_changed BEFORE UPDATE ON correction
            BEGIN SELECT RAISE(ABORT, 'corrections are appended, never changed'); END""",
        """CREATE TRIGGER correction_is_never_deleted BEFORE DELETE ON correction
            BEGIN SELECT RAISE(ABORT, 'corrections are appended, never deleted'); END""",
        """CREATE TABLE lesson (
            content_id TEXT PRIMARY KEY,
            subject TEXT NOT NULL,
            text TEXT NOT NULL,
            kinds TEXT NOT NULL,
            reply INTEGER NOT NULL) STRICT""",
        """CREATE TABLE thread (
            message_id TEXT NOT NULL,
            content_id TEXT NOT NULL REFERENCES message (content_id),
            PRIMARY KEY (message_id, content_id)) STRICT, WITHOUT ROWID""",
        "CREATE INDEX thread_by_content ON thread (content_id)",
        "INSERT INTO thread SELECT value, content_id FROM loose_end WHERE kind = 'refers'",
        "ALTER TABLE message ADD COLUMN judged TEXT",
        "ALTER TABLE message ADD COLUMN judged_confidence REAL",
        "ALTER TABLE message ADD COLUMN correction_id INTEGER REFERENCES correction (id)",
        "ALTER TABLE event ADD COLUMN stands INTEGER NOT NULL DEFAULT 1",
        "ALTER TABLE application ADD COLUMN emptied INTEGER NOT NULL DEFAULT 0",
    ),
    (
        "ALTER TABLE application ADD COLUMN merged_into INTEGER REFERENCES application (id)",
        "ALTER TABLE event ADD COLUMN act INTEGER REFERENCES event (id)",
        "CREATE INDEX event_of_the_person ON event (act) WHERE act IS NOT NULL",
        """CREATE TABLE posting (
            content_id TEXT PRIMARY KEY REFERENCES message (content_id),
            title TEXT,
            text TEXT NOT NULL,
            link TEXT) STRICT""",
        "CREATE INDEX message_by_sender ON message (sender)",
        "ALTER TABLE application ADD COLUMN met TEXT",
        "CREATE INDEX application_met ON application (met) WHERE met IS NOT NULL",
        """CREATE TABLE answerable (
            outbox_id INTEGER PRIMARY KEY REFERENCES outbox (id),
            numbers TEXT NOT NULL) STRICT""",
        """CREATE TABLE after_interview (
            application_id INTEGER NOT NULL REFERENCES application (id),
            ended TEXT NOT NULL,
            outbox_id INTEGER NOT NULL REFERENCES outbox (id),
            PRIMARY KEY (application_id, ended)) STRICT, WITHOUT ROWID""",
    ),
)


def migrate(connection: sqlite3.Connection, now: str) -> None:
    """Bring the ledger to the newest shape; refuse one that a newer unwatch wrote."""
    connection.execute("CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, at TEXT NOT NULL) STRICT")
    (done,) = connection.execute("SELECT coalesce(max(number), 0) FROM migration").fetchone()
    if done > len(MIGRATIONS):
        raise UserError(
            "The ledger was written by a newer unwatch than this one.",
            hint="Install that version again, or a newer one.",
        )
    for number, statements in enumerate(MIGRATIONS[done:], start=done + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            (again,) = connection.execute("SELECT count(*) FROM migration WHERE number = ?", (number,)).fetchone()
            if not again:
                for statement in statements:
                    connection.execute(statement)
                connection.execute("INSERT INTO migration VALUES (?, ?)", (number, now))
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
