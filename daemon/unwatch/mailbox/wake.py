"""A bell that ends a wait at once, rung from any thread or from a signal handler."""

from __future__ import annotations

import contextlib
import os
import select


class Wake:
    """A pipe with nothing in it, or with something: what can be polled beside a socket needs no lock.

    A lock would be the wrong thing: a signal handler interrupts the very thread that may hold it.
    """

    def __init__(self) -> None:
        self._read_end, self._write_end = os.pipe()
        os.set_blocking(self._read_end, False)
        os.set_blocking(self._write_end, False)

    def set(self) -> None:
        """Ring; ringing twice is ringing once."""
        with contextlib.suppress(BlockingIOError):  # full of earlier rings: it is set
            os.write(self._write_end, b"!")

    def clear(self) -> None:
        """Take back every ring so far."""
        with contextlib.suppress(BlockingIOError):
            while os.read(self._read_end, 4096):
                pass

    def is_set(self) -> bool:
        """Tell whether it was rung since it was last cleared."""
        poller = select.poll()
        poller.register(self._read_end, select.POLLIN)
        return bool(poller.poll(0))

    def fileno(self) -> int:
        """Return the descriptor that is readable while this is set."""
        return self._read_end

    def close(self) -> None:
        """Give both ends back; nothing else may be called afterwards."""
        os.close(self._read_end)
        os.close(self._write_end)
