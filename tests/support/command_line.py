"""A command line run in this process, as a person types it."""

from __future__ import annotations

from collections.abc import Callable


class Said:
    """What a command printed, and its exit status."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status = status
        self.out = out
        self.flat = " ".join(out.split())
        self.err = err


Run = Callable[..., Said]
