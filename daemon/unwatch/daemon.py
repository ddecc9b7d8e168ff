"""The daemon: one watch for each mailbox, one hand that freezes and delivers, one supervisor over them all.

The scheduler only ticks. What is due is asked of the ledger each time, so a tick too many or too few changes nothing.
"""

from __future__ import annotations

import select
import threading
import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from unwatch import notify
from unwatch.clock import Clock
from unwatch.deliver import LookUp, deliver_one
from unwatch.delivery import Transport
from unwatch.ledger import Ledger, StorageFull
from unwatch.mailbox import Wake
from unwatch.post_office import WATCHING_SINCE, Addresses, PostOffice
from unwatch.reader import WorkerReader
from unwatch.record import Recorder, Rules
from unwatch.rhythm import Rhythm
from unwatch.watch import Mailbox, Progress, Surroundings, Watch, contact_key
from unwatch.week import Person

log = structlog.get_logger()

TICK_SECONDS = 60.0
LEAVE_SECONDS = 8.0
FAILURES = 3  # after a night off, or asleep, the first attempts decide whether it is deaf
LOOSE_KEPT = timedelta(days=200)
SLIP = timedelta(days=7)  # for so long a correction to ordinary mail can be taken back with all its texts
GAP = timedelta(minutes=10)
POST_SECONDS = 1500.0  # above the ten minutes that RFC 5321 gives a server for its last reply
_ALIVE = "last_alive"


@dataclass(frozen=True, slots=True)
class Plan:
    """What the settings come to: everything that the daemon needs, and nothing that it has to look up."""

    ledger: Path
    me: frozenset[str]
    rhythm: Rhythm
    person: Person
    addresses: Addresses
    mailboxes: tuple[Mailbox, ...]
    transport: Transport
    look_up: LookUp
    readable: bool
    texts_kept: timedelta


class Daemon:
    """Runs one plan until it is asked to stop or cannot go on.

    A password that no mailbox ever took ends it (exit status 77); one that was taken before and is refused now is
    tried again each hour, since providers have bad hours too, and told after six.
    """

    def __init__(self, plan: Plan, *, clock: Clock, reader: WorkerReader) -> None:
        self.plan = plan
        self._clock = clock
        self._reader = reader
        self._wake = Wake()
        self._stopping = threading.Event()
        self._post_due = threading.Event()
        self.posted = 0
        self._forgot: date | None = None
        self._post_progress = Progress()
        self._post_failure: BaseException | None = None
        self._post = threading.Thread(target=self._deliver_all, name="post", daemon=True)
        around = Surroundings(
            me=plan.me,
            rhythm=plan.rhythm,
            open_ledger=self._open_ledger,
            open_office=self._open_office,
            reader=reader,
            clock=clock,
            urgent=self._post_due.set,
            ended=self._wake.set,
        )
        self.watches = tuple(Watch(mailbox, around) for mailbox in plan.mailboxes)

    def stop(self) -> None:
        """Ask the daemon to leave; safe in a signal handler."""
        self._stopping.set()
        self._wake.set()

    def tick(self) -> None:
        """Ask what is due."""
        self._post_due.set()
        self._wake.set()

    def run(self) -> None:
        """Watch until asked to stop. Raises UserError where only the person can put right what is wrong."""
        self._begin()
        scheduler = BackgroundScheduler(timezone="UTC")
        scheduler.add_job(self.tick, "interval", seconds=TICK_SECONDS, misfire_grace_time=None, coalesce=True)
        for watch in self.watches:
            watch.start()
        self._post.start()
        scheduler.start()
        notify.ready()
        log.info("unwatch.started", mailboxes=len(self.watches))
        try:
            self._supervise()
        finally:
            scheduler.shutdown(wait=False)
            self._leave()

    def _open_ledger(self) -> Ledger:
        return Ledger(self.plan.ledger)

    def _open_office(self, ledger: Ledger) -> PostOffice:
        return PostOffice(ledger, self.plan.rhythm, self.plan.person, self.plan.addresses)

    def _begin(self) -> None:
        """Write down since when is watched, and the time for which the watcher was off."""
        with self._open_ledger() as ledger:
            now = self._clock.now()
            if ledger.remembered_time(WATCHING_SINCE) is None:
                ledger.remember_time(WATCHING_SINCE, now)
            alive = ledger.remembered_time(_ALIVE)
            if alive is not None and now - alive > GAP:
                for watch in self.watches:
                    if ledger.remembered_time(contact_key(watch.name)) is not None:
                        ledger.post.open_gap(watch.name, alive, "the watcher was off")

    def _supervise(self) -> None:
        while not self._stopping.is_set():
            self._look_after()
            select.select([self._wake], [], [], TICK_SECONDS)
            self._wake.clear()

    def _look_after(self) -> None:
        self._reader.close_if_idle(time.monotonic())
        failures = [watch.failure for watch in self.watches if watch.failure] + [self._post_failure]
        for failure in failures:
            if failure is not None:
                raise failure
        refused = [watch.refused for watch in self.watches if watch.refused and not watch.sweeps]
        if refused and len(refused) == len(self.watches):
            raise refused[0]
        stuck = [watch.name for watch in self.watches if watch.progress.stuck()]
        if stuck or self._post_progress.stuck():
            log.error("unwatch.stuck", mailboxes=stuck)
        else:
            notify.watchdog()
        notify.status(self._status())

    def _status(self) -> str:
        refused = [watch.name for watch in self.watches if watch.refused]
        if refused:
            return f"Password refused: {', '.join(refused)}. The others are watched."
        return f"Watching {len(self.watches)} mailbox{'es' if len(self.watches) != 1 else ''}."

    def _leave(self) -> None:
        """Leave in time: every step is committed, so whoever does not leave is left behind."""
        notify.stopping()
        self._stopping.set()
        self._post_due.set()
        for watch in self.watches:
            watch.stop()
        share = LEAVE_SECONDS / (len(self.watches) + 1)
        left = [watch.join(share) for watch in self.watches]
        self._post.join(share)
        log.info("unwatch.stopped", left=sum(left), of=len(left))

    def _deliver_all(self) -> None:
        try:
            with self._open_ledger() as ledger:
                office = self._open_office(ledger)
                while not self._stopping.is_set():
                    self._post_due.clear()
                    self._post_progress.allow(POST_SECONDS)
                    self._deliver_due(ledger, office)
                    self.posted += 1
                    self._post_due.wait(TICK_SECONDS)
        except BaseException as error:  # noqa: BLE001 - the supervisor raises it again in the main thread
            self._post_failure = error
            self._wake.set()

    def _deliver_due(self, ledger: Ledger, office: PostOffice) -> None:
        try:
            now = self._clock.now()
            ledger.remember_time(_ALIVE, now)
            self._forget(ledger, now)
            self._catch_up(ledger, now)
            office.freeze_pass_ons(now)
            office.freeze_faults(now, {watch.name for watch in self.watches if watch.failures >= FAILURES})
            office.freeze_after_interviews(now)
            office.freeze_letter(now)
            while not self._stopping.is_set() and self._deliver(ledger, now):
                self._post_progress.allow(POST_SECONDS)
        except StorageFull:
            log.error("ledger.full", advice="The disk is full; make room. Nothing is lost.")

    def _forget(self, ledger: Ledger, now: datetime) -> None:
        """Once a day, not at every tick: what cannot wait comes this way too."""
        if self._forgot != now.date():
            ledger.mail.forget_texts(now - self.plan.texts_kept)
            ledger.mail.forget_ordinary(now - SLIP)
            ledger.loose.forget(now - LOOSE_KEPT)
            self._forgot = now.date()

    def _deliver(self, ledger: Ledger, now: datetime) -> bool:
        plan = self.plan
        return deliver_one(ledger.post, plan.transport, plan.look_up, now, readable=plan.readable)

    def _catch_up(self, ledger: Ledger, now: datetime) -> None:
        """When a mailbox has had its first look, pass on once what was open in it then; none waits for the others."""
        looked = [f"caught_up.{watch.name}" for watch in self.watches if watch.sweeps]
        fresh = [key for key in looked if ledger.remembered(key) is None]
        if not fresh:
            return
        since = ledger.remembered_time(WATCHING_SINCE) or now
        rules = Rules(me=self.plan.me, rhythm=self.plan.rhythm, watching_since=since)
        with ledger.transaction():
            Recorder(ledger, rules).catch_up(now)
            for key in fresh:
                ledger.remember(key, "yes")
