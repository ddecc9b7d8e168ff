"""Messages that belong to no application yet: an answer may be read before the mail that it answers.

What later mail shows to be of its thread is taken up then, so that the order of reading decides nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from unwatch.events import AnyPayload, Received, Sent, from_json, to_json
from unwatch.ledger.database import Database, instant, stamp
from unwatch_classifiers.records import Label, Message


@dataclass(frozen=True, slots=True)
class Loose:
    """A message without an application, and the event that it will be when it finds one."""

    content_id: str
    message_id: str
    at: datetime
    payload: AnyPayload


class LooseStore:
    """Keeps loose messages by what could tie them: their own Message-ID, what they answer, whom they were sent to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, content_id: str, message: Message, payload: Received | Sent) -> None:
        """Keep a message that has no application."""
        ends = {("is", message.message_id)}
        ends |= {("refers", one) for one in (*message.in_reply_to, *message.references)}
        if isinstance(payload, Sent):
            ends |= {("to", one.address) for one in payload.to}
        with self._database.transaction() as sql:
            sql.execute("INSERT OR IGNORE INTO loose VALUES (?, ?)", (content_id, to_json(payload)))
            sql.executemany(
                "INSERT OR IGNORE INTO loose_end VALUES (?, ?, ?)", ((*end, content_id) for end in sorted(ends))
            )

    def payload(self, content_id: str) -> AnyPayload | None:
        """Return the event that a loose message will be; None where it is not loose."""
        row = self._database.connection.execute(
            "SELECT payload FROM loose WHERE content_id = ?", (content_id,)
        ).fetchone()
        return None if row is None else from_json(row["payload"])

    def tied_to(self, message_ids: Iterable[str], answered: Iterable[str]) -> list[Loose]:
        """Return what answers one of these messages, or is one of those that they answer."""
        ends = [("refers", one) for one in message_ids] + [("is", one) for one in answered]
        return [one for end in ends for one in self._by_end(*end)]

    def sent_to(self, address: str, since: datetime) -> list[Loose]:
        """Return what the person sent to an address since then."""
        return [one for one in self._by_end("to", address) if one.at >= since]

    def sent_by(self, address: str, since: datetime) -> list[Loose]:
        """Return what came from an address since then and has no application."""
        rows = self._database.connection.execute(
            "SELECT loose.content_id, message.message_id, message.at, loose.payload FROM loose"
            " JOIN message ON message.content_id = loose.content_id"
            " WHERE message.sender = ? AND message.outgoing = 0 AND message.at >= ? ORDER BY message.at",
            (address, stamp(since)),
        )
        return [_loose(row) for row in rows]

    def received_as(self, label: Label, since: datetime) -> list[Loose]:
        """Return what came since then, was read as this, and has no application."""
        rows = self._database.connection.execute(
            "SELECT loose.content_id, message.message_id, message.at, loose.payload FROM loose"
            " JOIN message ON message.content_id = loose.content_id"
            " WHERE json_extract(loose.payload, '$.label') = ? AND message.at >= ? ORDER BY message.at",
            (label.value, stamp(since)),
        )
        return [_loose(row) for row in rows]

    def tie(self, content_id: str) -> None:
        """Forget that a message is loose: it has its application now."""
        with self._database.transaction() as sql:
            sql.execute("UPDATE message SET employer = 1 WHERE content_id = ?", (content_id,))
            sql.execute("DELETE FROM loose WHERE content_id = ?", (content_id,))

    def forget(self, before: datetime) -> None:
        """Delete what has stayed loose since before then."""
        with self._database.transaction() as sql:
            sql.execute(
                "DELETE FROM loose WHERE content_id IN (SELECT content_id FROM message WHERE at < ?)", (stamp(before),)
            )

    def _by_end(self, kind: str, value: str) -> list[Loose]:
        rows = self._database.connection.execute(
            "SELECT loose.content_id, message.message_id, message.at, loose.payload FROM loose_end"
            " JOIN loose ON loose.content_id = loose_end.content_id"
            " JOIN message ON message.content_id = loose.content_id"
            " WHERE loose_end.kind = ? AND loose_end.value = ? ORDER BY message.at",
            (kind, value),
        )
        return [_loose(row) for row in rows]


def _loose(row: sqlite3.Row) -> Loose:
    return Loose(row["content_id"], row["message_id"], instant(row["at"]), from_json(row["payload"]))
