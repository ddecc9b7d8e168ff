"""From a folder into the ledger: every message once, in small committed steps, whatever happens in between.

A UID is pending until it is resolved. The low mark moves over resolved UIDs only, so nothing behind a gap is lost; an
attempt is counted before it is made, so that a message that kills its reader is set aside in the end and named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog

from unwatch.clock import Clock
from unwatch.ledger import FolderRow, Ledger, LocationState, Pending
from unwatch.letter.records import Way
from unwatch.mailbox import Connection, Fetched, Folder, FolderRefused
from unwatch.orders import Orders
from unwatch.reader import Reader
from unwatch.record import Arrival, Recorder

log = structlog.get_logger()

WINDOW = 5_000
BATCH = 50


@dataclass(frozen=True, slots=True)
class Watched:
    """A folder that is read, and whether the person's own sent mail lies in it."""

    folder: Folder
    sent: bool


class Intake:
    """Reads the folders of one mailbox into the ledger."""

    def __init__(
        self,
        mailbox: str,
        *,
        ledger: Ledger,
        recorder: Recorder,
        orders: Orders,
        reader: Reader,
        clock: Clock,
        first_look: timedelta,
        urgent: Callable[[], None],
        alive: Callable[[], None],
        stopping: Callable[[], bool],
    ) -> None:
        self._mailbox = mailbox
        self._ledger = ledger
        self._recorder = recorder
        self._orders = orders
        self._reader = reader
        self._clock = clock
        self._first_look = first_look
        self._urgent = urgent
        self._alive = alive
        self._stopping = stopping

    def sweep(self, connection: Connection, watched: Sequence[Watched]) -> int:
        """Read whatever is new in the folders, sent mail first, so that what is answered is known as answered."""
        found = 0
        for one in sorted(watched, key=lambda each: not each.sent):
            try:
                found += self._folder(connection, one)
            except FolderRefused as error:  # the others are read all the same
                log.warning("folder.refused", mailbox=self._mailbox, why=str(error))
        return found

    def _folder(self, connection: Connection, watched: Watched) -> int:
        examined = connection.examine(watched.folder)
        folder = self._ledger.mail.folder(self._mailbox, watched.folder.raw_name, examined.uidvalidity)
        self._look(connection, folder)
        self._ledger.mail.give_up(folder)
        return self._read_pending(connection, folder, watched)

    def _look(self, connection: Connection, folder: FolderRow) -> None:
        """Write down the UIDs above the low mark; the first look goes back over the configured span only."""
        since = self._clock.now().date() - self._first_look if folder.low_uid == 0 else None
        highest = connection.highest_uid()
        low = folder.low_uid + 1
        while low <= highest:
            high = min(low + WINDOW - 1, highest)
            self._ledger.mail.note_uids(folder, connection.search(low, high, since=since))
            low = high + 1
        self._ledger.mail.raise_low_uid(folder, highest)

    def _read_pending(self, connection: Connection, folder: FolderRow, watched: Watched) -> int:
        waiting = self._ledger.mail.pending(folder, self._clock.now())
        read = 0
        for batch in _batches(waiting):
            if self._stopping():
                break
            read += self._read_batch(connection, folder, batch, watched)
            if len(waiting) > BATCH:
                log.info("mailbox.progress", mailbox=self._mailbox, read=read, of=len(waiting))
        return read

    def _read_batch(self, connection: Connection, folder: FolderRow, batch: Sequence[int], watched: Watched) -> int:
        self._ledger.mail.attempt(folder, batch)
        missing = set(batch)
        for fetched in connection.fetch(batch):
            missing.discard(fetched.uid)
            self._record(folder, fetched, watched)
            self._alive()
            if self._stopping():
                return len(batch) - len(missing)
        for uid in sorted(missing):
            self._absent(connection, folder, uid)
        return len(batch) - len(missing)

    def _absent(self, connection: Connection, folder: FolderRow, uid: int) -> None:
        """A UID that was not given and is not found either is gone; one that is there is tried again later."""
        if connection.search(uid, uid):
            self._ledger.mail.not_read(folder, uid, self._clock.now(), "the server did not give it")
        else:
            self._ledger.mail.resolve(folder, uid, LocationState.GONE)

    def _record(self, folder: FolderRow, fetched: Fetched, watched: Watched) -> None:
        message, verdict = self._reader.read(fetched.raw, fetched.arrived)
        arrival = Arrival(message, verdict, fetched.arrived, from_sent=watched.sent)
        now = self._clock.now()
        with self._ledger.transaction():
            recorded = self._recorder.record(arrival, now)
            if recorded.new and watched.sent:
                self._orders.obey(message, now)
            state = LocationState.SET_ASIDE if message.error else LocationState.DONE
            self._ledger.mail.resolve(
                folder, fetched.uid, state, content_id=recorded.content_id, error=message.error or ""
            )
        if recorded.new:
            log.info(
                "message.recorded",
                mailbox=self._mailbox,
                uid=fetched.uid,
                outgoing=recorded.outgoing,
                label=recorded.label.value,
                application=recorded.application_id,
                way=recorded.way.value,
                waited_s=_seconds(now - fetched.arrived),
                set_aside=bool(message.error),
            )
        if recorded.way is Way.AT_ONCE:
            self._urgent()


def _batches(pending: Sequence[Pending]) -> Iterator[Sequence[int]]:
    """Yield UIDs by the batch; one that was tried before goes alone, so that it spoils no other."""
    fresh = [one.uid for one in pending if one.attempts == 0]
    for start in range(0, len(fresh), BATCH):
        yield fresh[start : start + BATCH]
    for one in pending:
        if one.attempts > 0:
            yield [one.uid]


def _seconds(span: timedelta) -> int:
    return max(0, int(span.total_seconds()))
