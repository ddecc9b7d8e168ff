"""What the ledger knows of mail: the messages themselves, and what they count as."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from unwatch.corrections import Mark
from unwatch.ledger.database import instant, stamp
from unwatch.ledger.folders import FolderStore
from unwatch_classifiers.records import Address, Evidence, Label, Message, Verdict

_COLUMNS = (
    "content_id, message_id, outgoing, at, arrived, sender, sender_name, subject, text, label, confidence, evidence,"
    " employer, history, why_unplaced, error"
)
_PLACES = ", ".join("?" * (_COLUMNS.count(",") + 1))


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A message as recorded; `text` is what was new in it, `history` that it was there before the watch began.

    `label` is what it counts as. Where the person's corrections changed that, `correction` is the row of the one that
    did, and `judged` what the message had been taken for.
    """

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
    judged: Verdict
    correction: int | None
    letter: int | None


class MailStore(FolderStore):
    """Messages, beside the folders that they lie in."""

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
                f"INSERT INTO message ({_COLUMNS}) VALUES ({_PLACES})",  # noqa: S608 - our own names
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
                    _evidence(verdict.evidence if employer else ()),
                    int(employer),
                    int(history),
                    why_unplaced,
                    message.error,
                ),
            )
            sql.executemany(
                "INSERT OR IGNORE INTO thread VALUES (?, ?)", ((one, content_id) for one in _answered(message))
            )

    def count_as(
        self,
        content_id: str,
        label: Label,
        confidence: float,
        *,
        correction: int | None,
        employer: bool,
        why: str | None,
    ) -> None:
        """Write down what a message counts as after the person's corrections; None for `correction` is as judged."""
        with self._database.transaction() as sql:
            sql.execute(
                "UPDATE message SET judged = coalesce(judged, label),"
                " judged_confidence = coalesce(judged_confidence, confidence),"
                " label = ?, confidence = ?, correction_id = ?, employer = ?, why_unplaced = ? WHERE content_id = ?",
                (label.value, confidence, correction, int(employer), why, content_id),
            )

    def keep_text(self, content_id: str, message: Message, evidence: Sequence[Evidence]) -> None:
        """Keep subject, text and evidence of a message that was taken for ordinary and is an employer's."""
        with self._database.transaction() as sql:
            sql.execute(
                "UPDATE message SET subject = ?, text = ?, evidence = ? WHERE content_id = ?",
                (message.subject, message.new_text, _evidence(evidence), content_id),
            )

    def beginning_with(self, digits: str) -> list[StoredMessage]:
        """Return the messages whose content begins with these hexadecimal digits, two at most."""
        rows = self._database.connection.execute(
            "SELECT * FROM message WHERE content_id >= ? AND content_id < ? LIMIT 2", (digits, f"{digits}g")
        )
        return [_message(row) for row in rows]

    def all_by_message_id(self, message_id: str) -> list[StoredMessage]:
        """Return every message that carries a Message-ID, the latest first."""
        rows = self._database.connection.execute(
            "SELECT * FROM message WHERE message_id = ? ORDER BY at DESC", (message_id,)
        )
        return [_message(row) for row in rows]

    def mark(self, stored: StoredMessage) -> Mark:
        """Return by what a recorded message is compared with corrections: its thread by where it began and its ends."""
        rows = self._database.connection.execute(
            "SELECT message_id FROM thread WHERE content_id = ?", (stored.content_id,)
        )
        thread = frozenset((stored.message_id, *(row["message_id"] for row in rows)))
        sender = Address(stored.sender_name, stored.sender) if stored.sender else None
        return Mark(stored.content_id, sender, thread)

    def around(self, sender: str, name: str, thread: Iterable[str]) -> list[StoredMessage]:
        """Return what came from a sender, or under their name, or is of a thread, in the order of its dates."""
        found = {
            row["content_id"]: row
            for one in thread
            for row in self._database.connection.execute(
                "SELECT * FROM message WHERE message_id = :one"
                " OR content_id IN (SELECT content_id FROM thread WHERE message_id = :one)",
                {"one": one},
            )
        }
        rows = self._database.connection.execute(
            "SELECT * FROM message WHERE outgoing = 0 AND ((sender = ? AND sender != '')"
            " OR (sender_name = ? AND sender_name != ''))",
            (sender, name),
        )
        found |= {row["content_id"]: row for row in rows}
        return sorted((_message(row) for row in found.values()), key=lambda one: (one.at, one.content_id))

    def forget_ordinary(self, before: datetime) -> None:
        """Delete subject and text of what became ordinary mail by a correction that is older."""
        with self._database.transaction() as sql:
            sql.execute(
                "UPDATE message SET subject = '', text = '', evidence = '[]' WHERE employer = 0"
                " AND (text != '' OR subject != '')"
                " AND correction_id IN (SELECT id FROM correction WHERE at < ?)",
                (stamp(before),),
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
                " WHERE message.message_id = ? AND event.stands = 1 ORDER BY event.id DESC LIMIT 1",
                (message_id,),
            ).fetchone()
            if row is not None:
                found.append((message_id, int(row[0])))
        return found


def _evidence(evidence: Iterable[Evidence]) -> str:
    return json.dumps([[one.text, one.because, one.weight] for one in evidence])


def _answered(message: Message) -> frozenset[str]:
    """Return what ties a message to its thread: where that began, and what it answers."""
    return frozenset((*message.references[:1], *message.references[-1:], *message.in_reply_to[:1]))


def _message(row: sqlite3.Row) -> StoredMessage:
    evidence = tuple(Evidence(*one) for one in json.loads(row["evidence"]))
    judged = Verdict(
        Label(row["judged"] or row["label"]),
        row["confidence"] if row["judged_confidence"] is None else row["judged_confidence"],
        evidence,
    )
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
        evidence=evidence,
        employer=bool(row["employer"]),
        history=bool(row["history"]),
        why_unplaced=row["why_unplaced"],
        error=row["error"],
        judged=judged,
        correction=row["correction_id"],
        letter=row["letter_id"],
    )
