"""The way out for somebody without a sending account: the mail is placed into their own inbox by IMAP APPEND."""

from __future__ import annotations

from collections.abc import Callable

from unwatch.delivery import Attempt, Handed, OutboxRow
from unwatch.errors import Unavailable


class AppendTransport:
    """A way out that places the frozen bytes with `place`, which raises Unavailable when it cannot say it did."""

    def __init__(self, place: Callable[[bytes], None]) -> None:
        self._place = place

    def send(self, row: OutboxRow, before_body: Callable[[], None]) -> Attempt:
        """Place the mail. APPEND has no 354, so every failure leaves it open whether the copy is there.

        What is neither Unavailable nor an OSError is passed on; the outbox then still says that a copy may exist.
        """
        before_body()
        try:
            self._place(row.raw)
        except Unavailable:
            return Attempt(Handed.UNKNOWN, "APPEND: the mailbox cannot be reached")
        except OSError:
            return Attempt(Handed.UNKNOWN, "APPEND: the connection was lost")
        return Attempt(Handed.SENT, "APPEND: placed")
