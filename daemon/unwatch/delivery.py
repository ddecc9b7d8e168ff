"""Outgoing mail, once and only once: the outbox's rows, and the steps that hand one over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class OutboxState(StrEnum):
    """Where a frozen mail stands (reliability 5.4)."""

    READY = "ready"
    INFLIGHT = "inflight"
    UNKNOWN = "unknown"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One frozen mail: its bytes and its Message-ID never change."""

    id: int
    kind: str
    message_id: str
    recipient: str
    raw: bytes
    state: OutboxState
    attempts: int
    created: datetime
    next_try: datetime
    inflight_at: datetime | None = None


class Outbox(Protocol):
    """What delivery needs of the ledger; each call is one committed transaction."""

    def outbox_due(self, now: datetime) -> list[OutboxRow]:
        """Return the rows not yet sent or failed whose next try has come, oldest first."""

    def outbox_mark(
        self,
        row_id: int,
        state: OutboxState,
        *,
        at: datetime,
        next_try: datetime | None = None,
        reply: str | None = None,
    ) -> None:
        """Commit a new state; `inflight` also writes down when, and counts the attempt."""


class Handed(StrEnum):
    """What is known after an attempt to hand a mail over."""

    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Attempt:
    """The end of one attempt; `reply` is the server's line, safe to log."""

    handed: Handed
    reply: str


class Transport(Protocol):
    """A way out: SMTP, or APPEND into the person's own inbox."""

    def send(self, row: OutboxRow, before_body: Callable[[], None]) -> Attempt:
        """Hand the mail over; call `before_body` when from now on it may have been taken."""
