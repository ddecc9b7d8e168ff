"""`unwatch run`: the daemon in the foreground, as systemd wants it."""

from __future__ import annotations

import signal
from pathlib import Path

import click
import structlog

from unwatch import log as logging
from unwatch import notify
from unwatch.cli.options import settings_file
from unwatch.clock import Clock, SystemClock
from unwatch.daemon import Daemon
from unwatch.errors import EXIT_OK, ConfigurationError
from unwatch.lock import only_one
from unwatch.plan import make_plan
from unwatch.reader import WorkerReader
from unwatch.settings import Settings, find_file, load

log = structlog.get_logger()


@click.command(short_help="Watch the mailboxes until stopped.")
@settings_file
def run(config_file: Path | None) -> int:
    """Watch the mailboxes until SIGTERM or SIGINT; SIGHUP reads the settings again."""
    return watch(find_file(config_file), SystemClock())


def watch(file: Path, clock: Clock) -> int:
    """Run the daemon by the settings of a file until it is stopped; return the exit status."""
    settings = load(file)
    logging.configure(settings.log.level, settings.log.format)
    settings.state_directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    with only_one(settings.state_directory):
        return _Run(file, settings, clock).until_stopped()


class _Run:
    """One daemon after another, each by the settings as they were when it began."""

    def __init__(self, file: Path, settings: Settings, clock: Clock) -> None:
        self._file = file
        self._settings = settings
        self._clock = clock
        self._stop = False
        self._daemon: Daemon | None = None

    def until_stopped(self) -> int:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._asked_to_stop())
        signal.signal(signal.SIGHUP, lambda *_: self._asked_to_reload())
        while not self._stop:
            self._one_daemon()
            if not self._stop:
                self._read_again()
        return EXIT_OK

    def _one_daemon(self) -> None:
        settings = self._settings
        reader = WorkerReader(home=settings.zone.key, encoder=settings.reading.encoder)
        try:
            self._daemon = Daemon(make_plan(settings), clock=self._clock, reader=reader)
            if not self._stop:
                self._daemon.run()
        finally:
            reader.close()

    def _asked_to_stop(self) -> None:
        self._stop = True
        if self._daemon is not None:
            self._daemon.stop()

    def _asked_to_reload(self) -> None:
        if self._daemon is not None:
            self._daemon.stop()

    def _read_again(self) -> None:
        """Take the new settings if they are right; keep the old ones and say so if not."""
        notify.reloading()
        try:
            self._settings = load(self._file)
            make_plan(self._settings)
        except ConfigurationError as error:
            log.error("settings.kept", why=str(error))
        else:
            log.info("settings.read")
