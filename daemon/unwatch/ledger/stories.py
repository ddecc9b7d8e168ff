"""What the ledger knows of applications: their events, the state these fold into, and the keys that find them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter

from unwatch.application import Application
from unwatch.events import AnyPayload, Corrected, Event, Moved, Undone, as_corrected, from_json, to_json
from unwatch.keys import Key, KeyKind, keys_of_event
from unwatch.ledger.database import Database, instant, stamp
from unwatch.ledger.told_words import told_words
from unwatch.meetings import confirmed_ends
from unwatch.transitions import fold

_OF_A_STORY = "'received', 'sent', 'applied', 'spoken'"
_STATE: TypeAdapter[Application] = TypeAdapter(Application)


SHORTEST_BEGINNING = 5  # "Harbor" and "Harbor Health" are one house; "Pa" and "Pavilion" need not be
_FIND = """SELECT DISTINCT application.id, application.state FROM application_key
    JOIN application ON application.id = application_key.application_id
    WHERE kind = :kind AND value = :value AND emptied = 0 ORDER BY id"""
_FIND_BY_BEGINNING = """SELECT DISTINCT application.id, application.state FROM application_key
    JOIN application ON application.id = application_key.application_id
    WHERE kind = :kind AND emptied = 0 AND (value = :value OR (length(value) >= :shortest
        AND (substr(:value, 1, length(value)) = value OR substr(value, 1, length(:value)) = :value)))
    ORDER BY id"""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A message's place in a story: the event that it is, and whether it stands there or the person took it out."""

    content_id: str
    application_id: int
    event: Event
    stands: bool


@dataclass(frozen=True, slots=True)
class Act:
    """What the person did in one stroke: the events that it wrote, all of one application."""

    application_id: int
    events: tuple[Event, ...]


def _event(row: sqlite3.Row) -> Event:
    return Event(row["id"], instant(row["at"]), from_json(row["payload"]))


class StoryStore:
    """Applications and their events."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, now: datetime) -> int:
        """Begin a new application and return its id."""
        with self._database.transaction() as sql:
            made = sql.execute("INSERT INTO application (state, live, changed) VALUES ('{}', 1, ?)", (stamp(now),))
            number = int(made.lastrowid or 0)
            self._keep(Application(id=number), now)
            return number

    def append(
        self,
        application_id: int,
        at: datetime,
        payload: AnyPayload,
        *,
        now: datetime,
        content_id: str | None = None,
    ) -> Application:
        """Append an event and keep the state that the application's events now fold into; return it."""
        with self._database.transaction():
            self._write(application_id, at, payload, now, content_id)
            return self._fold_again(application_id, now)

    def correct(self, chapter: Chapter, corrected: Corrected, at: datetime, now: datetime) -> Application:
        """Append what the person said of a message of this story, and keep what it folds into then; return that.

        A story out of which every message was taken is emptied: it is nowhere shown, and no mail is matched to it.
        """
        number = chapter.application_id
        with self._database.transaction() as sql:
            sql.execute("UPDATE event SET stands = ? WHERE id = ?", (int(corrected.stands), corrected.event))
            return self.append(number, at, corrected, now=now)

    def act(self, application_id: int, at: datetime, payloads: Sequence[AnyPayload], now: datetime) -> Application:
        """Append what the person did in one stroke, so that it is taken back in one; return what it comes to."""
        with self._database.transaction() as sql:
            written = [self._write(application_id, at, payload, now, None) for payload in payloads]
            sql.executemany("UPDATE event SET act = ? WHERE id = ?", ((written[0], number) for number in written))
            for payload in payloads:
                if isinstance(payload, Moved):
                    self._place(payload.events, application_id)
                    self._tidy(payload.source, now)
                    if payload.whole:
                        sql.execute(
                            "UPDATE application SET merged_into = ? WHERE id = ?", (application_id, payload.source)
                        )
            return self._tidy(application_id, now)

    def last_act(self) -> Act | None:
        """Return what the person did last and has not taken back; None where there is nothing."""
        row = self._database.connection.execute(
            "SELECT application_id, act FROM event WHERE act IS NOT NULL AND stands = 1 ORDER BY act DESC LIMIT 1"
        ).fetchone()
        if row is None:
            return None
        rows = self._database.connection.execute(
            "SELECT id, at, payload FROM event WHERE act = ? ORDER BY id", (row["act"],)
        )
        return Act(row["application_id"], tuple(_event(one) for one in rows))

    def take_back(self, act: Act, followed: Sequence[int], now: datetime) -> Application:
        """Undo an act; `followed` are later events that go back with those that a move had brought."""
        numbers = [event.id for event in act.events]
        with self._database.transaction() as sql:
            sql.executemany("UPDATE event SET stands = 0 WHERE id = ?", ((number,) for number in numbers))
            self._write(act.application_id, now, Undone(tuple(numbers)), now, None)
            for event in act.events:
                if isinstance(event.payload, Moved):
                    self._place((*event.payload.events, *followed), event.payload.source)
                    sql.execute("UPDATE application SET merged_into = NULL WHERE id = ?", (event.payload.source,))
                    self._tidy(event.payload.source, now)
            return self._tidy(act.application_id, now)

    def _write(
        self, application_id: int, at: datetime, payload: AnyPayload, now: datetime, content_id: str | None
    ) -> int:
        written = self._database.connection.execute(
            "INSERT INTO event (application_id, content_id, kind, at, recorded, payload) VALUES (?, ?, ?, ?, ?, ?)",
            (application_id, content_id, payload.kind, stamp(at), stamp(now), to_json(payload)),
        )
        return int(written.lastrowid or 0)

    def _place(self, events: Sequence[int], application_id: int) -> None:
        self._database.connection.executemany(
            "UPDATE event SET application_id = ? WHERE id = ?", ((application_id, number) for number in events)
        )

    def _tidy(self, application_id: int, now: datetime) -> Application:
        """Keep the state and the keys of an application whose events have come or gone."""
        with self._database.transaction() as sql:
            sql.execute("DELETE FROM application_key WHERE application_id = ?", (application_id,))
            standing = as_corrected(self.events(application_id))
            self.learn(application_id, sorted({key for event in standing for key in keys_of_event(event.payload)}))
            sql.execute(
                "UPDATE event SET stands = 0 WHERE application_id = ? AND content_id IS NOT NULL", (application_id,)
            )
            sql.executemany("UPDATE event SET stands = 1 WHERE id = ?", ((event.id,) for event in standing))
            return self._fold_again(application_id, now)

    def _fold_again(self, application_id: int, now: datetime) -> Application:
        """Keep what the events of an application fold into. One without any of its own is nowhere shown and never
        matched: every message was taken out of it, or brought elsewhere.
        """
        application = fold(application_id, self.events(application_id))
        self._keep(application, now)
        self._database.connection.execute(
            f"UPDATE application SET emptied = NOT EXISTS (SELECT 1 FROM event WHERE application_id = :id"  # noqa: S608
            f" AND stands = 1 AND kind IN ({_OF_A_STORY})) WHERE id = :id",
            {"id": application_id},
        )
        return application

    def current(self, application_id: int) -> int:
        """Return the application that one is now: itself, or what it was merged into."""
        row = self._database.connection.execute(
            "SELECT merged_into FROM application WHERE id = ?", (application_id,)
        ).fetchone()
        into = row["merged_into"] if row else None
        return application_id if into is None else self.current(int(into))

    def chapter(self, content_id: str) -> Chapter | None:
        """Return where a message is in a story, or was; None where it never was in any."""
        row = self._database.connection.execute(
            "SELECT id, application_id, at, payload, stands FROM event WHERE content_id = ?", (content_id,)
        ).fetchone()
        if row is None:
            return None
        return Chapter(content_id, row["application_id"], _event(row), bool(row["stands"]))

    def parts(self, application_id: int) -> list[tuple[str | None, Event]]:
        """Return the events of an application with the messages that they are, in the order in which they came in."""
        rows = self._database.connection.execute(
            "SELECT id, at, payload, content_id FROM event WHERE application_id = ? ORDER BY id", (application_id,)
        )
        return [(row["content_id"], _event(row)) for row in rows]

    def contents(self, application_id: int, *, standing: bool = False) -> list[str]:
        """Return the messages of a story by content, those taken out too unless only the `standing` are wanted."""
        rows = self._database.connection.execute(
            "SELECT content_id FROM event WHERE application_id = ? AND content_id IS NOT NULL AND stands >= ?"
            " ORDER BY id",
            (application_id, int(standing)),
        )
        return [row["content_id"] for row in rows]

    def _keep(self, application: Application, now: datetime) -> None:
        self._database.connection.execute(
            "UPDATE application SET state = ?, live = ?, changed = ?, met = ? WHERE id = ?",
            (
                _STATE.dump_json(application).decode(),
                int(application.live),
                stamp(now),
                stamp(max(ends)) if (ends := confirmed_ends(application)) else None,
                application.id,
            ),
        )

    def events(self, application_id: int) -> list[Event]:
        """Return the application's events in the order in which they became known."""
        rows = self._database.connection.execute(
            "SELECT id, at, payload FROM event WHERE application_id = ? ORDER BY id", (application_id,)
        )
        return [_event(row) for row in rows]

    def application(self, application_id: int) -> Application:
        """Return the kept state. Raises KeyError."""
        row = self._database.connection.execute(
            "SELECT state FROM application WHERE id = ?", (application_id,)
        ).fetchone()
        if row is None:
            raise KeyError(application_id)
        return _STATE.validate_json(row["state"])

    def applications(self, *, live_only: bool = False) -> list[Application]:
        """Return all applications, oldest first."""
        where = "AND live = 1" if live_only else ""
        rows = self._database.connection.execute(
            f"SELECT state FROM application WHERE emptied = 0 {where} ORDER BY id"  # noqa: S608
        )
        return [_STATE.validate_json(row["state"]) for row in rows]

    def accepted(self) -> list[Application]:
        """Return the applications that ended in an acceptance."""
        rows = self._database.connection.execute(
            "SELECT state FROM application WHERE emptied = 0 AND live = 0"
            " AND json_extract(state, '$.outcome') = 'accepted' ORDER BY id"
        )
        return [_STATE.validate_json(row["state"]) for row in rows]

    def meeting_since(self, began: datetime) -> list[Application]:
        """Return the applications of which an interview ends after then, as it is agreed now."""
        rows = self._database.connection.execute(
            "SELECT state FROM application WHERE emptied = 0 AND met >= ? ORDER BY met, id", (stamp(began),)
        )
        return [_STATE.validate_json(row["state"]) for row in rows]

    def learn(self, application_id: int, keys: Iterable[Key]) -> None:
        """Remember ways to find the application."""
        with self._database.transaction() as sql:
            sql.executemany(
                "INSERT OR IGNORE INTO application_key VALUES (?, ?, ?)",
                ((key.kind.value, key.value, application_id) for key in keys if key.value),
            )

    def unlearn(self, application_id: int, keys: Iterable[Key]) -> None:
        """Forget ways to find the application: the message that gave them does not belong to it."""
        with self._database.transaction() as sql:
            sql.executemany(
                "DELETE FROM application_key WHERE kind = ? AND value = ? AND application_id = ?",
                ((key.kind.value, key.value, application_id) for key in keys),
            )

    def found_by(self, keys: Sequence[Key]) -> dict[Key, list[Application]]:
        """Return the applications that each key leads to; a company's name may be shorter here or there."""
        found: dict[Key, list[Application]] = {}
        for key in keys:
            by_beginning = key.kind is KeyKind.COMPANY and len(key.value) >= SHORTEST_BEGINNING
            rows = self._database.connection.execute(
                _FIND_BY_BEGINNING if by_beginning else _FIND,
                {"kind": key.kind.value, "value": key.value, "shortest": SHORTEST_BEGINNING},
            )
            found[key] = [_STATE.validate_json(row["state"]) for row in rows]
        return found

    def untold_orders(self) -> list[str]:
        """Say what the person told the watcher since the last letter, in the order in which they told it."""
        rows = self._database.connection.execute(
            "SELECT event.id, event.at, event.payload, event.act, application.state FROM event JOIN application"
            " ON application.id = event.application_id WHERE event.letter_id IS NULL AND"
            " (event.kind IN ('told', 'undone') OR event.act IS NOT NULL) ORDER BY event.id"
        ).fetchall()
        acts: dict[int, tuple[Application, list[AnyPayload]]] = {}
        for row in rows:
            application = _STATE.validate_json(row["state"])
            payload = from_json(row["payload"])
            acts.setdefault(row["act"] or row["id"], (application, []))[1].append(payload)
        return [words for application, payloads in acts.values() if (words := self._in_words(application, payloads))]

    def _in_words(self, application: Application, payloads: Sequence[AnyPayload]) -> str | None:
        """Say what one act was; of one taken back what it was too."""
        if isinstance(undone := payloads[0], Undone):
            marks = ", ".join("?" * len(undone.events))
            rows = self._database.connection.execute(
                f"SELECT payload FROM event WHERE id IN ({marks}) ORDER BY id",  # noqa: S608 - our own marks
                undone.events,
            )
            taken_back = self._in_words(application, [from_json(row["payload"]) for row in rows])
            return f"undo: {taken_back}" if taken_back else None
        sources = {one.source: self.application(one.source).company for one in payloads if isinstance(one, Moved)}
        return told_words(application.name, payloads, sources)

    def of_content(self, content_id: str) -> int | None:
        """Return the application that a message belongs to."""
        row = self._database.connection.execute(
            "SELECT application_id FROM event WHERE content_id = ? AND stands = 1", (content_id,)
        ).fetchone()
        return None if row is None else int(row["application_id"])
