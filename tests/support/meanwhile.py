"""Doing something while the test itself waits."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def meanwhile(ready: Callable[[], bool], act: Callable[[], object]) -> Iterator[None]:
    """Run `act` in another thread as soon as `ready`; it has ended when the block is left."""
    over = threading.Event()

    def run() -> None:
        while not ready():
            if over.wait(0.002):
                return
        act()

    thread = threading.Thread(target=run, name="meanwhile")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
