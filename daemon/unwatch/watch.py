"""One mailbox, watched for months: connect, read what is new, wait in IDLE, and begin again whatever happens.

The connection is disposable. Every way in which a link can die ends in the same place: the connection is dropped, the
gap is written down, and after a pause a new one reads the mailbox from where the ledger says.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from unwatch.clock import Clock
from unwatch.errors import CredentialsRefused, Unavailable
from unwatch.intake import Intake, Watched
from unwatch.ledger import Ledger, StorageFull
from unwatch.mailbox import Account, Connection, Folder, Wake
from unwatch.orders import Orders
from unwatch.post_office import PostOffice
from unwatch.reader import Reader
from unwatch.record import Recorder, Rules
from unwatch.rhythm import Rhythm

log = structlog.get_logger()

REFUSED_PAUSE = 3600.0  # reliability 1.D row 58: a refused login is not tried more than once an hour
FULL_PAUSE = 60.0
LONGEST_PAUSE = 900.0
CONNECT_SECONDS = 180.0
SWEEP_SECONDS = 900.0
INBOX = "INBOX"


@dataclass(frozen=True, slots=True)
class Mailbox:
    """What to watch: the account, the folders by name, and where sent mail lies if the server does not tell."""

    account: Account
    folders: tuple[str, ...]
    sent: str | None
    sweep_seconds: float
    first_look: timedelta


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every watch of this daemon shares. `open_ledger` is called in the thread that uses it."""

    me: frozenset[str]
    rhythm: Rhythm
    open_ledger: Callable[[], Ledger]
    open_office: Callable[[Ledger], PostOffice]
    reader: Reader
    clock: Clock
    urgent: Callable[[], None]
    ended: Callable[[], None]


class Progress:
    """Proof that a loop moves: each step says by when the next must have been made (reliability 1.E row 74)."""

    def __init__(self) -> None:
        self._deadline = time.monotonic() + CONNECT_SECONDS

    def allow(self, seconds: float) -> None:
        self._deadline = time.monotonic() + seconds

    def stuck(self) -> bool:
        return time.monotonic() > self._deadline


class Watch:
    """Watches one mailbox in a thread of its own."""

    def __init__(self, mailbox: Mailbox, around: Surroundings) -> None:
        self.name = mailbox.account.name
        self.progress = Progress()
        self.refused: CredentialsRefused | None = None
        self.failure: BaseException | None = None
        self.sweeps = 0
        self._mailbox = mailbox
        self._around = around
        self._stopping = threading.Event()
        self._wake = Wake()
        self.failures = 0
        self._thread = threading.Thread(target=self._run, name=f"watch-{self.name}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ask the thread to leave; it does so after the step that it is in."""
        self._stopping.set()
        self._wake.set()

    def join(self, seconds: float) -> bool:
        """Wait for the thread to have left; tell whether it has."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def look(self) -> None:
        """Ask for a sweep now."""
        self._wake.set()

    def _run(self) -> None:
        try:
            with self._around.open_ledger() as ledger:
                while not self._stopping.is_set():
                    self._pause(self._session(ledger))
        except BaseException as error:  # noqa: BLE001 - the supervisor raises it again in the main thread
            self.failure = error
        finally:
            self._around.ended()

    def _session(self, ledger: Ledger) -> float:
        """Watch over one connection until it ends; return for how many seconds to wait before the next."""
        self.progress.allow(CONNECT_SECONDS)
        try:
            with Connection.open(self._mailbox.account, wake=self._wake) as connection:
                self._watch(ledger, connection)
        except Unavailable as error:
            return self._lost(ledger, str(error))
        except CredentialsRefused as error:
            self.refused = error
            self._lost(ledger, str(error))
            self._around.ended()
            return REFUSED_PAUSE
        except StorageFull:
            log.error("ledger.full", mailbox=self.name, advice="The disk is full; make room. Nothing is lost.")
            return FULL_PAUSE
        return 0.0

    def _watch(self, ledger: Ledger, connection: Connection) -> None:
        watched = self._watched(connection)
        intake = self._intake(ledger)
        log.info("mailbox.connected", mailbox=self.name, folders=len(watched))
        while not self._stopping.is_set():
            self._wake.clear()
            self._sweep(ledger, intake, connection, watched)
            if self._stopping.is_set():
                return
            self.progress.allow(self._mailbox.sweep_seconds + CONNECT_SECONDS)
            connection.wait(self._mailbox.sweep_seconds)

    def _sweep(self, ledger: Ledger, intake: Intake, connection: Connection, watched: tuple[Watched, ...]) -> None:
        self.progress.allow(SWEEP_SECONDS)
        began = self._around.clock.now()
        read = intake.sweep(connection, watched)
        if self._stopping.is_set():
            return
        self.refused, self.failures = None, 0
        ledger.post.close_gap(self.name, began)
        ledger.remember_time(contact_key(self.name), self._around.clock.now())
        if read:
            log.info("mailbox.read", mailbox=self.name, messages=read)
        self.sweeps += 1

    def _watched(self, connection: Connection) -> tuple[Watched, ...]:
        """Return the folders to read; INBOX last, so that it is the one that IDLE waits in."""
        there = connection.folders()
        sent = _sent_folder(there, self._mailbox.sent)
        if sent is None:
            log.warning("mailbox.no_sent_folder", mailbox=self.name, advice="Name it as `sent` in the settings.")
        found = [Watched(sent, sent=True)] if sent else []
        wanted = sorted(self._mailbox.folders, key=lambda name: name.upper() == INBOX)
        for name in wanted:
            folder = next((one for one in there if _is_named(one, name)), None)
            if folder is None:
                log.warning("mailbox.folder_missing", mailbox=self.name, advice="Look at `folders` in the settings.")
            elif folder != sent:
                found.append(Watched(folder, sent=False))
        return tuple(found)

    def _intake(self, ledger: Ledger) -> Intake:
        around = self._around
        rules = Rules(me=around.me, rhythm=around.rhythm, watching_since=self._watching_since(ledger))
        office = around.open_office(ledger)
        return Intake(
            self.name,
            ledger=ledger,
            recorder=Recorder(ledger, rules),
            orders=Orders(ledger, around.rhythm, office, me=around.me),
            reader=around.reader,
            clock=around.clock,
            first_look=self._mailbox.first_look,
            urgent=around.urgent,
            alive=lambda: self.progress.allow(SWEEP_SECONDS),
            stopping=self._stopping.is_set,
        )

    def _watching_since(self, ledger: Ledger) -> datetime:
        key = f"watching_since.{self.name}"
        since = ledger.remembered_time(key)
        if since is None:
            since = self._around.clock.now()
            ledger.remember_time(key, since)
        return since

    def _lost(self, ledger: Ledger, why: str) -> float:
        now = self._around.clock.now()
        ledger.post.open_gap(self.name, ledger.remembered_time(contact_key(self.name)) or now, "no contact")
        pause = _pause_after(self.failures)
        self.failures += 1
        log.warning("mailbox.lost", mailbox=self.name, why=why, next_try_s=round(pause))
        return pause

    def _pause(self, seconds: float) -> None:
        self.progress.allow(seconds + CONNECT_SECONDS)
        if seconds > 0:
            self._stopping.wait(seconds)


def contact_key(mailbox: str) -> str:
    """Return under which name the ledger remembers when the mailbox was last read."""
    return f"last_contact.{mailbox}"


def _pause_after(failures: int) -> float:
    """Return how long to wait: at once the first time, then longer and longer with full jitter, 15 minutes at most."""
    if failures == 0:
        return 0.0
    return random.uniform(1.0, min(LONGEST_PAUSE, 5.0 * 2**failures))  # noqa: S311 - jitter, not a secret


def _is_named(folder: Folder, name: str) -> bool:
    return folder.display == name or (name.upper() == INBOX and folder.display.upper() == INBOX)


def _sent_folder(there: tuple[Folder, ...], named: str | None) -> Folder | None:
    if named is not None:
        return next((one for one in there if one.display == named), None)
    return next((one for one in there if one.special_use == "\\Sent"), None)
