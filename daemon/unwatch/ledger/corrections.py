"""What the ledger knows of corrections: who said what of which mail, and what of it may teach.

The corrections themselves are appended and never changed; taking one back is another row. The texts that they teach
with stand apart, so that they can be forgotten.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from unwatch.corrections import Correction, Reach
from unwatch.ledger.database import Database, instant, stamp
from unwatch_classifiers.records import Address, Label
from unwatch_classifiers.senders import SenderKind


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a corrected mail teaches: what it is, its subject, its new text, what kind of sender, whether it answers."""

    label: Label
    sender: str
    subject: str
    text: str
    kinds: frozenset[SenderKind]
    reply: bool
    at: datetime


class CorrectionStore:
    """Corrections and lessons. A correction is known by the content of its mail, which need not have been read yet."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._read_to = -1
        self._writes = False  # what this connection writes itself may be rolled back, so it is not kept in mind
        self._active: tuple[Correction, ...] = ()

    def active(self) -> tuple[Correction, ...]:
        """Return the corrections in force, the newest first."""
        (last,) = self._database.connection.execute("SELECT coalesce(max(id), 0) FROM correction").fetchone()
        if last != self._read_to or self._writes:
            rows = self._database.connection.execute(
                "SELECT * FROM correction WHERE label IS NOT NULL"
                " AND id IN (SELECT max(id) FROM correction GROUP BY content_id) ORDER BY id DESC"
            )
            self._active = tuple(_correction(row) for row in rows)
            self._read_to = int(last)
        return self._active

    def of(self, content_id: str) -> Correction | None:
        """Return the correction in force of one mail."""
        return next((one for one in self.active() if one.content_id == content_id), None)

    def by_id(self, number: int) -> Correction | None:
        """Return a correction by its row, if it is in force."""
        return next((one for one in self.active() if one.id == number), None)

    def add(self, correction: Correction) -> Correction:
        """Write down a correction and return it with its row; it takes the place of an earlier one of the same mail."""
        sender = correction.sender
        self._writes = True
        with self._database.transaction() as sql:
            made = sql.execute(
                "INSERT INTO correction (content_id, at, label, was, judged, sender, sender_name, thread, reach)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    correction.content_id,
                    stamp(correction.at),
                    correction.label.value,
                    correction.was.value,
                    correction.judged.value,
                    sender.address if sender else None,
                    sender.name if sender else None,
                    json.dumps(sorted(correction.thread)),
                    correction.reach.value,
                ),
            )
            found = sql.execute("SELECT * FROM correction WHERE id = ?", (made.lastrowid,)).fetchone()
        return _correction(found)

    def take_back(self, content_id: str, now: datetime) -> None:
        """Write down that the person takes back what they said of a mail, and forget what it taught."""
        self._writes = True
        with self._database.transaction() as sql:
            sql.execute("INSERT INTO correction (content_id, at) VALUES (?, ?)", (content_id, stamp(now)))
            sql.execute("DELETE FROM lesson WHERE content_id = ?", (content_id,))

    def keep_lesson(
        self, content_id: str, *, subject: str, text: str, kinds: frozenset[SenderKind], reply: bool
    ) -> None:
        """Keep what a corrected mail teaches; a second time replaces the first."""
        with self._database.transaction() as sql:
            sql.execute(
                "INSERT OR REPLACE INTO lesson VALUES (?, ?, ?, ?, ?)",
                (content_id, subject, text, json.dumps(sorted(kinds)), int(reply)),
            )

    def teaches(self, content_id: str) -> bool:
        """Tell whether a lesson of this mail is kept."""
        found = self._database.connection.execute("SELECT 1 FROM lesson WHERE content_id = ?", (content_id,))
        return found.fetchone() is not None

    def lessons(self) -> list[Lesson]:
        """Return what the corrections in force teach, the oldest first."""
        rows = self._database.connection.execute(
            "SELECT lesson.*, correction.label, correction.sender, correction.at FROM lesson"
            " JOIN correction ON correction.content_id = lesson.content_id"
            " WHERE correction.label IS NOT NULL"
            " AND correction.id IN (SELECT max(id) FROM correction GROUP BY content_id) ORDER BY correction.id"
        )
        return [
            Lesson(
                label=Label(row["label"]),
                sender=row["sender"] or "",
                subject=row["subject"],
                text=row["text"],
                kinds=frozenset(SenderKind(one) for one in json.loads(row["kinds"])),
                reply=bool(row["reply"]),
                at=instant(row["at"]),
            )
            for row in rows
        ]


def _correction(row: sqlite3.Row) -> Correction:
    return Correction(
        id=row["id"],
        content_id=row["content_id"],
        at=instant(row["at"]),
        label=Label(row["label"]),
        was=Label(row["was"]),
        judged=Label(row["judged"]),
        sender=Address(row["sender_name"], row["sender"]) if row["sender"] is not None else None,
        thread=frozenset(json.loads(row["thread"])),
        reach=Reach(row["reach"]),
    )
