"""One daemon at a time on one ledger: two would write two letters."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from unwatch.errors import UserError


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the folder for this process; the kernel lets go of it however the process ends.

    Raises UserError where another process holds it, or where the folder cannot be written to.
    """
    try:
        held = (folder / "lock").open("w", encoding="utf-8")
    except OSError as error:
        raise UserError(
            f"The state directory {folder} cannot be written to: {error.strerror}.",
            hint="It must belong to the user that runs unwatch.",
        ) from None
    with held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UserError(
                f"Another unwatch is running on {folder}.",
                hint="Stop it first, or give this one another state_directory.",
            ) from None
        yield
