"""The ledger for commands that look into it or write to it while the daemon may be running.

Each takes part like one more thread of the daemon: a connection of its own, and writes in one short transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from unwatch.errors import UserError
from unwatch.ledger import Ledger, StorageFull
from unwatch.plan import LEDGER_FILE, make_plan
from unwatch.post_office import WATCHING_SINCE
from unwatch.record import Rules
from unwatch.rhythm import Rhythm
from unwatch.settings import Settings, find_file, load


@dataclass(frozen=True, slots=True)
class Household:
    """What a command needs of the settings: where the ledger lies, whose mail it is, and their hours."""

    ledger: Path
    me: frozenset[str]
    rhythm: Rhythm

    def rules(self, ledger: Ledger) -> Rules:
        """Return the rules by which the daemon records."""
        since = ledger.remembered_time(WATCHING_SINCE)
        if since is None:
            raise UserError("unwatch has not watched yet; nothing is recorded.", hint="Start it with `unwatch run`.")
        return Rules(me=self.me, rhythm=self.rhythm, watching_since=since)


def household(config_file: Path | None) -> Household:
    """Read the settings. Raises ConfigurationError."""
    settings: Settings = load(find_file(config_file))
    plan = make_plan(settings)
    return Household(settings.state_directory / LEDGER_FILE, plan.me, plan.rhythm)


@contextmanager
def opened(path: Path) -> Iterator[Ledger]:
    """Open the ledger that is there. Raises UserError where there is none, it is not ours, full, or held too long."""
    try:
        there = path.is_file()
    except OSError:
        there = True  # it cannot be looked at; opening it says why
    if not there:
        raise UserError(f"There is no ledger at {path} yet.", hint="Start unwatch with `unwatch run` first.")
    try:
        with Ledger(path) as ledger:
            yield ledger
    except StorageFull:
        raise UserError(f"The disk that holds {path} is full; nothing was changed.", hint="Make room.") from None
    except sqlite3.OperationalError as error:
        reason = getattr(error, "sqlite_errorname", "no reason given")
        raise UserError(
            f"The ledger could not be written ({reason}); nothing was changed.",
            hint="Try again as the user that runs unwatch.",
        ) from None
