"""What the ledger knows of outgoing mail: the outbox, the letters, the pass-ons, and the gaps they must admit."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from unwatch.delivery import OutboxRow, OutboxState
from unwatch.ledger.database import Database, instant, stamp
from unwatch.letter.records import Gap, Way

PASS_ON_DIGITS = 20
"""How many digits of a message's content stand in the Message-ID of the mail that passes it on."""


@dataclass(frozen=True, slots=True)
class PassOnRow:
    """A message that the person is to have before the letter; `due` is when, at the earliest."""

    content_id: str
    application_id: int | None
    kind: str
    way: Way
    decided: datetime
    due: datetime
    outbox_id: int | None


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter that was frozen; `numbers` maps the numbers it shows to applications."""

    id: int
    key: str
    due: datetime
    frozen: datetime
    numbers: dict[int, int]
    outbox_id: int


class PostStore:
    """Outbox, letters, pass-ons and gaps."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def freeze(self, kind: str, message_id: str, recipient: str, raw: bytes, now: datetime) -> int:
        """Put a finished mail into the outbox, once for each Message-ID; return its row."""
        with self._database.transaction() as sql:
            sql.execute(
                "INSERT INTO outbox (kind, message_id, recipient, raw, sha256, state, created, next_try)"
                " VALUES (?, ?, ?, ?, ?, 'ready', ?, ?)",
                (kind, message_id, recipient, raw, hashlib.sha256(raw).hexdigest(), stamp(now), stamp(now)),
            )
            (number,) = sql.execute("SELECT id FROM outbox WHERE message_id = ?", (message_id,)).fetchone()
            return int(number)

    def outbox_due(self, now: datetime) -> list[OutboxRow]:
        """Return the rows not yet sent or failed whose next try has come, oldest first."""
        rows = self._database.connection.execute(
            "SELECT * FROM outbox WHERE state IN ('ready', 'inflight', 'unknown') AND next_try <= ? ORDER BY id",
            (stamp(now),),
        )
        return [_outbox(row) for row in rows]

    def outbox_mark(
        self,
        row_id: int,
        state: OutboxState,
        *,
        at: datetime,
        next_try: datetime | None = None,
        reply: str | None = None,
    ) -> None:
        """Commit a new state; `inflight` also writes down when, and counts the attempt."""
        begins = state is OutboxState.INFLIGHT
        with self._database.transaction() as sql:
            sql.execute(
                "UPDATE outbox SET state = :state, reply = coalesce(:reply, reply),"
                " next_try = coalesce(:next_try, next_try),"
                " attempts = attempts + :begins,"
                " inflight_at = CASE WHEN :begins THEN :at ELSE inflight_at END,"
                " sent_at = CASE WHEN :state = 'sent' THEN :at ELSE sent_at END WHERE id = :id",
                {
                    "state": state.value,
                    "reply": reply,
                    "next_try": stamp(next_try) if next_try else None,
                    "begins": int(begins),
                    "at": stamp(at),
                    "id": row_id,
                },
            )
            if state is OutboxState.FAILED:
                self._untell(sql, row_id)

    def _untell(self, sql: sqlite3.Connection, row_id: int) -> None:
        """What a letter told that was refused for good goes into the next one."""
        for table in ("message", "event", "gap", "location"):
            sql.execute(
                f"UPDATE {table} SET letter_id = NULL WHERE letter_id = (SELECT id FROM letter WHERE outbox_id = ?)",  # noqa: S608
                (row_id,),
            )

    def outbox_state(self, row_id: int) -> OutboxState:
        """Return how far a row got. Raises KeyError."""
        row = self._database.connection.execute("SELECT state FROM outbox WHERE id = ?", (row_id,)).fetchone()
        if row is None:
            raise KeyError(row_id)
        return OutboxState(row["state"])

    def outbox(self) -> list[OutboxRow]:
        """Return every row, oldest first."""
        return [_outbox(row) for row in self._database.connection.execute("SELECT * FROM outbox ORDER BY id")]

    def sent_by_us(self, message_id: str) -> bool:
        """Tell whether a Message-ID is that of a mail of our own."""
        found = self._database.connection.execute("SELECT 1 FROM outbox WHERE message_id = ?", (message_id,))
        return found.fetchone() is not None

    def add_pass_on(self, row: PassOnRow) -> None:
        """Write down that a message is to be passed on; a second time changes nothing."""
        with self._database.transaction() as sql:
            sql.execute(
                "INSERT OR IGNORE INTO pass_on VALUES (?, ?, ?, ?, ?, ?, NULL)",
                (row.content_id, row.application_id, row.kind, row.way.value, stamp(row.decided), stamp(row.due)),
            )

    def pass_ons_due(self, now: datetime) -> list[PassOnRow]:
        """Return the pass-ons not yet frozen whose time has come, oldest first."""
        rows = self._database.connection.execute(
            "SELECT * FROM pass_on WHERE outbox_id IS NULL AND due <= ? ORDER BY due, content_id", (stamp(now),)
        )
        return [_pass_on(row) for row in rows]

    def next_pass_on_due(self) -> datetime | None:
        """Return when the next pass-on that still waits is due."""
        (due,) = self._database.connection.execute("SELECT min(due) FROM pass_on WHERE outbox_id IS NULL").fetchone()
        return None if due is None else instant(due)

    def passed_on(self, content_id: str, outbox_id: int) -> None:
        """Tie a pass-on to the frozen mail that carries it."""
        with self._database.transaction() as sql:
            sql.execute("UPDATE pass_on SET outbox_id = ? WHERE content_id = ?", (outbox_id, content_id))

    def withdraw_pass_on(self, content_id: str) -> None:
        """Forget a pass-on that still waits: the person has answered meanwhile."""
        with self._database.transaction() as sql:
            sql.execute("DELETE FROM pass_on WHERE content_id = ? AND outbox_id IS NULL", (content_id,))

    def pass_ons(self) -> list[PassOnRow]:
        """Return every pass-on, by the time it was due."""
        rows = self._database.connection.execute("SELECT * FROM pass_on ORDER BY due, content_id")
        return [_pass_on(row) for row in rows]

    def pass_on(self, content_id: str) -> PassOnRow | None:
        """Return the pass-on of a message."""
        row = self._database.connection.execute("SELECT * FROM pass_on WHERE content_id = ?", (content_id,)).fetchone()
        return None if row is None else _pass_on(row)

    def content_passed_on(self, message_id: str) -> str | None:
        """Return the message that one of our own mails passed on, whichever of its recipients that went to."""
        row = self._database.connection.execute(
            "SELECT pass_on.content_id FROM outbox JOIN pass_on ON substr(pass_on.content_id, 1, :digits)"
            " = substr(outbox.message_id, length(:before) + 1, :digits)"
            " WHERE outbox.message_id = :id AND outbox.kind = 'pass_on'",
            {"id": message_id, "before": "unwatch.pass-on.", "digits": PASS_ON_DIGITS},
        ).fetchone()
        return None if row is None else str(row["content_id"])

    def passed_on_since(self, since: datetime) -> int:
        """Count the messages that were passed on after then."""
        (count,) = self._database.connection.execute(
            "SELECT count(*) FROM pass_on JOIN outbox ON outbox.id = pass_on.outbox_id WHERE outbox.created > ?",
            (stamp(since),),
        ).fetchone()
        return int(count)

    def add_letter(
        self,
        key: str,
        *,
        due: datetime,
        since: datetime,
        now: datetime,
        numbers: Sequence[tuple[int, int]],
        outbox_id: int,
    ) -> int:
        """Write down a letter, and that everything untold so far is told by it; return its row."""
        with self._database.transaction() as sql:
            made = sql.execute(
                "INSERT INTO letter (key, due, since, frozen, numbers, outbox_id) VALUES (?, ?, ?, ?, ?, ?)",
                (key, stamp(due), stamp(since), stamp(now), json.dumps(numbers), outbox_id),
            )
            letter = int(made.lastrowid or 0)
            sql.execute("UPDATE message SET letter_id = ? WHERE letter_id IS NULL", (letter,))
            sql.execute("UPDATE event SET letter_id = ? WHERE letter_id IS NULL", (letter,))
            sql.execute("UPDATE gap SET letter_id = ? WHERE letter_id IS NULL AND ended IS NOT NULL", (letter,))
            sql.execute("UPDATE location SET letter_id = ? WHERE letter_id IS NULL AND state = 'set_aside'", (letter,))
            return letter

    def add_answerable(
        self, outbox_id: int, numbers: Sequence[tuple[int, int]], mails: Sequence[tuple[int, str]] = ()
    ) -> None:
        """Write down what the numbers mean that a mail of ours shows: an application by its id, or one mail by its
        Message-ID. Of the letter only the mails, for what else it numbers is written down with it.
        """
        with self._database.transaction() as sql:
            sql.execute("INSERT INTO answerable VALUES (?, ?)", (outbox_id, json.dumps([*numbers, *mails])))

    def numbers_of_message(self, message_id: str) -> dict[int, int] | None:
        """Return what the numbers mean in the mail of ours that carries a Message-ID; None where it shows none."""
        row = self._database.connection.execute(
            "SELECT coalesce(letter.numbers, answerable.numbers) AS numbers FROM outbox"
            " LEFT JOIN letter ON letter.outbox_id = outbox.id"
            " LEFT JOIN answerable ON answerable.outbox_id = outbox.id WHERE outbox.message_id = ?",
            (message_id,),
        ).fetchone()
        return None if row is None or row["numbers"] is None else _numbers(row["numbers"])

    def mails_of_message(self, message_id: str) -> dict[int, str]:
        """Return which mail, by its Message-ID, each number means that stands for one in a mail of ours."""
        row = self._database.connection.execute(
            "SELECT numbers FROM answerable JOIN outbox ON outbox.id = answerable.outbox_id"
            " WHERE outbox.message_id = ?",
            (message_id,),
        ).fetchone()
        found = json.loads(row["numbers"]) if row is not None else []
        return {int(number): meant for number, meant in found if isinstance(meant, str)}

    def add_after_interview(self, application_id: int, ended: datetime, outbox_id: int) -> None:
        """Write down that the letter after an interview was frozen."""
        with self._database.transaction() as sql:
            sql.execute("INSERT INTO after_interview VALUES (?, ?, ?)", (application_id, stamp(ended), outbox_id))

    def told_after_interview(self, application_id: int, ended: datetime) -> bool:
        """Tell whether an interview had its letter, counted by the day: one that moves by an hour has no second."""
        row = self._database.connection.execute(
            "SELECT 1 FROM after_interview WHERE application_id = ? AND abs(julianday(ended) - julianday(?)) < 0.5",
            (application_id, stamp(ended)),
        ).fetchone()
        return row is not None

    def is_after_interview(self, message_id: str) -> bool:
        """Tell whether a mail of ours is the letter after an interview."""
        row = self._database.connection.execute(
            "SELECT 1 FROM outbox WHERE message_id = ? AND kind = 'after_interview'", (message_id,)
        ).fetchone()
        return row is not None

    def last_letter(self) -> LetterRow | None:
        """Return the letter frozen last."""
        row = self._database.connection.execute("SELECT * FROM letter ORDER BY due DESC LIMIT 1").fetchone()
        return None if row is None else _letter(row)

    def letter_key(self, row_id: int) -> str | None:
        """Return the name of the week whose letter has this row."""
        row = self._database.connection.execute("SELECT key FROM letter WHERE id = ?", (row_id,)).fetchone()
        return None if row is None else str(row["key"])

    def letter_of_message(self, message_id: str) -> LetterRow | None:
        """Return the letter that went out under a Message-ID."""
        row = self._database.connection.execute(
            "SELECT letter.* FROM letter JOIN outbox ON outbox.id = letter.outbox_id WHERE outbox.message_id = ?",
            (message_id,),
        ).fetchone()
        return None if row is None else _letter(row)

    def message_id_of(self, letter: LetterRow) -> str:
        """Return the Message-ID under which a letter went out."""
        row = self._database.connection.execute(
            "SELECT message_id FROM outbox WHERE id = ?", (letter.outbox_id,)
        ).fetchone()
        return str(row["message_id"])

    def letter_of_token(self, key: str, digits: str) -> LetterRow | None:
        """Return the letter of that week whose Message-ID goes on with these digits."""
        row = self._database.connection.execute(
            "SELECT letter.* FROM letter JOIN outbox ON outbox.id = letter.outbox_id"
            " WHERE letter.key = ? AND substr(outbox.message_id, 1, ?) = ?",
            (key, len(f"unwatch.{key}.{digits}"), f"unwatch.{key}.{digits}"),
        ).fetchone()
        return None if row is None else _letter(row)

    def open_gap(self, mailbox: str, began: datetime, why: str) -> None:
        """Write down that a mailbox cannot be read since then; one gap at a time is open for each."""
        with self._database.transaction() as sql:
            found = sql.execute("SELECT 1 FROM gap WHERE mailbox = ? AND ended IS NULL", (mailbox,)).fetchone()
            if found is None:
                sql.execute("INSERT INTO gap (mailbox, began, why) VALUES (?, ?, ?)", (mailbox, stamp(began), why))

    def close_gap(self, mailbox: str, ended: datetime) -> None:
        """Write down that the mailbox is read again."""
        with self._database.transaction() as sql:
            sql.execute("UPDATE gap SET ended = ? WHERE mailbox = ? AND ended IS NULL", (stamp(ended), mailbox))

    def deaf_since(self, before: datetime) -> list[tuple[int, str, datetime]]:
        """Return row, mailbox and beginning of the gaps that began before then, are open, and were not reported."""
        rows = self._database.connection.execute(
            "SELECT id, mailbox, began FROM gap WHERE ended IS NULL AND fault_id IS NULL AND began <= ? ORDER BY began",
            (stamp(before),),
        )
        return [(row["id"], row["mailbox"], instant(row["began"])) for row in rows]

    def gap_reported(self, gap_id: int, outbox_id: int) -> None:
        """Tie a gap to the frozen mail that reports it."""
        with self._database.transaction() as sql:
            sql.execute("UPDATE gap SET fault_id = ? WHERE id = ?", (outbox_id, gap_id))

    def untold_gaps(self) -> list[Gap]:
        """Return gaps that no letter has named, oldest first."""
        rows = self._database.connection.execute(
            "SELECT began, ended, why FROM gap WHERE letter_id IS NULL ORDER BY began"
        )
        return [Gap(instant(row["began"]), instant(row["ended"]) if row["ended"] else None, row["why"]) for row in rows]


def _outbox(row: sqlite3.Row) -> OutboxRow:
    return OutboxRow(
        id=row["id"],
        kind=row["kind"],
        message_id=row["message_id"],
        recipient=row["recipient"],
        raw=bytes(row["raw"]),
        state=OutboxState(row["state"]),
        attempts=row["attempts"],
        created=instant(row["created"]),
        next_try=instant(row["next_try"]),
        inflight_at=instant(row["inflight_at"]) if row["inflight_at"] else None,
    )


def _pass_on(row: sqlite3.Row) -> PassOnRow:
    return PassOnRow(
        content_id=row["content_id"],
        application_id=row["application_id"],
        kind=row["kind"],
        way=Way(row["way"]),
        decided=instant(row["decided"]),
        due=instant(row["due"]),
        outbox_id=row["outbox_id"],
    )


def _letter(row: sqlite3.Row) -> LetterRow:
    return LetterRow(
        id=row["id"],
        key=row["key"],
        due=instant(row["due"]),
        frozen=instant(row["frozen"]),
        numbers=_numbers(row["numbers"]),
        outbox_id=row["outbox_id"],
    )


def _numbers(text: str) -> dict[int, int]:
    return {int(number): meant for number, meant in json.loads(text) if isinstance(meant, int)}
