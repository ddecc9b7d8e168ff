"""What the ledger knows of applications: their events, the state these fold into, and the keys that find them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pydantic import TypeAdapter

from unwatch.application import Application
from unwatch.events import AnyPayload, Corrected, Event, Told, from_json, to_json
from unwatch.ledger.database import Database, instant, stamp
from unwatch.transitions import fold

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


class KeyKind(StrEnum):
    """By what an application can be found again."""

    CALENDAR_UID = "calendar_uid"
    REQUISITION = "requisition"
    COMPANY = "company"
    DOMAIN = "domain"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Key:
    """One way to find an application: a kind and its normalised value."""

    kind: KeyKind
    value: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A message's place in a story: the event that it is, and whether it stands there or the person took it out."""

    content_id: str
    application_id: int
    event: Event
    stands: bool


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
        with self._database.transaction() as sql:
            sql.execute(
                "INSERT INTO event (application_id, content_id, kind, at, recorded, payload) VALUES (?, ?, ?, ?, ?, ?)",
                (application_id, content_id, payload.kind, stamp(at), stamp(now), to_json(payload)),
            )
            application = fold(application_id, self.events(application_id))
            self._keep(application, now)
        return application

    def correct(self, chapter: Chapter, corrected: Corrected, at: datetime, now: datetime) -> Application:
        """Append what the person said of a message of this story, and keep what it folds into then; return that.

        A story out of which every message was taken is emptied: it is nowhere shown, and no mail is matched to it.
        """
        number = chapter.application_id
        with self._database.transaction() as sql:
            sql.execute("UPDATE event SET stands = ? WHERE id = ?", (int(corrected.stands), corrected.event))
            sql.execute(
                "UPDATE application SET emptied = NOT EXISTS (SELECT 1 FROM event WHERE application_id = :id"
                " AND stands = 1 AND content_id IS NOT NULL) WHERE id = :id",
                {"id": number},
            )
            return self.append(number, at, corrected, now=now)

    def chapter(self, content_id: str) -> Chapter | None:
        """Return where a message is in a story, or was; None where it never was in any."""
        row = self._database.connection.execute(
            "SELECT id, application_id, at, payload, stands FROM event WHERE content_id = ?", (content_id,)
        ).fetchone()
        if row is None:
            return None
        event = Event(row["id"], instant(row["at"]), from_json(row["payload"]))
        return Chapter(content_id, row["application_id"], event, bool(row["stands"]))

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
            "UPDATE application SET state = ?, live = ?, changed = ? WHERE id = ?",
            (_STATE.dump_json(application).decode(), int(application.live), stamp(now), application.id),
        )

    def events(self, application_id: int) -> list[Event]:
        """Return the application's events in the order in which they became known."""
        rows = self._database.connection.execute(
            "SELECT id, at, payload FROM event WHERE application_id = ? ORDER BY id", (application_id,)
        )
        return [Event(row["id"], instant(row["at"]), from_json(row["payload"])) for row in rows]

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
            "SELECT event.payload, application.state FROM event JOIN application"
            " ON application.id = event.application_id WHERE event.kind = 'told' AND event.letter_id IS NULL"
            " ORDER BY event.id"
        )
        said = []
        for row in rows:
            told = from_json(row["payload"])
            if isinstance(told, Told):
                name = _STATE.validate_json(row["state"]).name
                words = [told.instruction.value, name, f"{told.when:%-d %B}" if told.when else "", told.text or ""]
                said.append(" ".join(word for word in words if word))
        return said

    def of_content(self, content_id: str) -> int | None:
        """Return the application that a message belongs to."""
        row = self._database.connection.execute(
            "SELECT application_id FROM event WHERE content_id = ? AND stands = 1", (content_id,)
        ).fetchone()
        return None if row is None else int(row["application_id"])
