"""The daemon as a process of its own, with a clock that the test moves: `python daemon_process.py SETTINGS CLOCK`.

The clock file holds the time that it is; everything else is what `unwatch run` does.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import unwatch.daemon
from unwatch.cli.run import watch
from unwatch.errors import UserError
from unwatch.ledger import Ledger

PATIENCE_SECONDS = 60.0
STARTED = "unwatch.started"


class FileClock:
    """It is what the file says."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def now(self) -> datetime:
        return datetime.fromisoformat(self._path.read_text("ascii"))


class DaemonProcess:
    """Starts, kills and stops the daemon, and waits for what the ledger shows."""

    def __init__(self, folder: Path, settings: str, now: datetime) -> None:
        self.folder = folder
        self.settings = folder / "unwatch.toml"
        self.settings.write_text(settings, encoding="utf-8")
        self._clock = folder / "clock"
        self._process: subprocess.Popen[bytes] | None = None
        self.set_time(now)

    def set_time(self, now: datetime) -> None:
        """Make it that time."""
        following = self._clock.with_suffix(".new")
        following.write_text(now.isoformat(), encoding="ascii")
        following.replace(self._clock)

    def start(self) -> None:
        """Start it, and wait until it says that it has."""
        before = self.log().count(STARTED)
        self._start()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self.running() and self.log().count(STARTED) == before and time.monotonic() < deadline:
            time.sleep(0.02)

    def _start(self) -> None:
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, __file__, str(self.settings), str(self._clock)], stderr=log, start_new_session=True
            )

    def kill(self) -> None:
        """SIGKILL, the worker that reads mail with it."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    def stop(self) -> int:
        """SIGTERM; return the exit status."""
        self.signal(signal.SIGTERM)
        return self.ended()

    def ended(self) -> int:
        """Wait for the end; return the exit status."""
        assert self._process is not None
        return self._process.wait(PATIENCE_SECONDS)

    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def log(self) -> str:
        """All that it has said."""
        file = self.folder / "log"
        return file.read_text("utf-8", "replace") if file.exists() else ""

    def ledger(self) -> Ledger:
        """The ledger as it is now."""
        return Ledger(self.folder / "ledger.db")

    def until(self, reached: Callable[[Ledger], bool], seconds: float = PATIENCE_SECONDS) -> bool:
        """Wait until the ledger shows it; tell whether it did."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if (self.folder / "ledger.db").exists():
                with self.ledger() as ledger:
                    if reached(ledger):
                        return True
            time.sleep(0.02)
        return False


def main() -> int:
    """Run the daemon, ticking faster than it does for a person."""
    unwatch.daemon.TICK_SECONDS = 0.2
    try:
        return watch(Path(sys.argv[1]), FileClock(Path(sys.argv[2])))
    except UserError as error:
        sys.stderr.write(f"unwatch: {error}\n")
        return error.status


if __name__ == "__main__":
    sys.exit(main())
