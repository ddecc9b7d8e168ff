"""The steps that hand over frozen mail: one accepted copy of each, none lost, whatever is cut off where.

No client can know over SMTP alone what became of a mail whose reply was lost (RFC 1047). So `inflight` is committed
before the body goes out, and a mail in doubt is looked for in the mailbox before the same bytes go out again
(reliability 5.4). The ledger is only touched in commits of its own, never while a server is waited for.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

import structlog

from unwatch.delivery import Attempt, Handed, Outbox, OutboxRow, OutboxState, Transport

# How a transport's reply begins when a server did not take name and password.
LOGIN_REFUSED = "login refused"

GIVE_UP_AFTER = timedelta(days=5)  # RFC 5321, section 4.5.4.1
HOLD_UNSEEN = timedelta(hours=24)
AFTER_LOGIN_REFUSED = timedelta(hours=1)

_MINUTES = timedelta(minutes=1)
_UNHURRIED = tuple(n * _MINUTES for n in (15, 30, 60, 120, 240, 360))
_HURRIED = tuple(n * _MINUTES for n in (1, 2, 5, 15, 30, 60))
_LOOKS = tuple(n * _MINUTES for n in (1, 5, 15, 60))
_LOOK_AGAIN = 5 * _MINUTES
_MOST_DOUBLINGS = 5

_CANNOT_LOOK = "in doubt: the mailbox cannot be read"
_NOT_THERE_YET = "in doubt: no copy found yet"

_TOLD = {
    OutboxState.SENT: "mail.sent",
    OutboxState.FAILED: "mail.failed",
    OutboxState.READY: "mail.put_off",
    OutboxState.UNKNOWN: "mail.in_doubt",
}

_log = structlog.get_logger(__name__)


class LookUp(Protocol):
    """Is a copy of our own mail in a mailbox that we can read?"""

    def __call__(self, message_id: str) -> bool | None:
        """Tell; None when it cannot be looked for now."""


def next_try(attempts: int, *, hurried: bool = False) -> timedelta:
    """How long to wait when, after so many earlier ones, another attempt has failed (RFC 5321, section 4.5.4.1).

    15 min, 30 min, 1 h, 2 h, 4 h, then every 6 h; for what cannot wait 1, 2, 5, 15, 30 min, then every hour.
    """
    waits = _HURRIED if hurried else _UNHURRIED
    return waits[min(max(attempts, 0), len(waits) - 1)]


def deliver_one(outbox: Outbox, transport: Transport, look_up: LookUp, now: datetime, *, readable: bool) -> bool:
    """Take one row a step on, what cannot wait first; tell whether there was one that was due.

    Every step moves the row's next try beyond `now` or ends the row, so it may be called until it says no. One caller
    at a time: a second would take the mail that the first is sending for one in doubt. `readable` is whether the
    recipient's mailbox is one that `look_up` reads. Whatever `transport` or `outbox` raise is passed on, and the row
    then says how far it got.
    """
    due = outbox.outbox_due(now)
    if not due:
        return False
    row = min(due, key=lambda one: (not _hurried(one), one.id))
    if row.state is OutboxState.READY:
        attempt: Attempt | None = _send(outbox, transport, row, now)
    else:
        attempt = _settle_doubt(outbox, transport, look_up if readable else None, row, now)
    if attempt and attempt.reply.startswith(LOGIN_REFUSED):
        _spare_the_account(outbox, due, row, now)
    return True


def _send(outbox: Outbox, transport: Transport, row: OutboxRow, now: datetime) -> Attempt:
    """One attempt, and what it makes of the row."""

    def before_body() -> None:
        outbox.outbox_mark(row.id, OutboxState.INFLIGHT, at=now, next_try=now + _LOOKS[0])

    attempt = transport.send(row, before_body)
    match attempt.handed:
        case Handed.SENT:
            _mark(outbox, row, OutboxState.SENT, now, attempt.reply)
        case Handed.REFUSED:
            _mark(outbox, row, OutboxState.FAILED, now, attempt.reply)
        case Handed.LATER:
            _put_off(outbox, row, now, attempt)
        case Handed.UNKNOWN:
            _mark(outbox, row, OutboxState.UNKNOWN, now, attempt.reply, again=now + _LOOKS[0])
    return attempt


def _put_off(outbox: Outbox, row: OutboxRow, now: datetime, attempt: Attempt) -> None:
    """Nothing was taken this time: try again later, unless that went on for too long.

    Age alone ends nothing without an attempt, or a machine that was off for a week would drop what it had ready. A row
    that was in doubt stays so: its earlier copy may have come to light by the next try.
    """
    if now - row.created >= GIVE_UP_AFTER:
        _mark(outbox, row, OutboxState.FAILED, now, attempt.reply)
        return
    wait = next_try(_tries(row), hurried=_hurried(row))
    if attempt.reply.startswith(LOGIN_REFUSED):
        wait = AFTER_LOGIN_REFUSED
    state = OutboxState.READY if row.state is OutboxState.READY else OutboxState.UNKNOWN
    _mark(outbox, row, state, now, attempt.reply, again=now + wait)


def _spare_the_account(outbox: Outbox, due: list[OutboxRow], refused: OutboxRow, now: datetime) -> None:
    """Put off the other rows as well: providers lock an account that fails to log in again and again."""
    for row in due:
        if row.id != refused.id and row.state is OutboxState.READY:
            _mark(outbox, row, OutboxState.READY, now, LOGIN_REFUSED, again=now + AFTER_LOGIN_REFUSED)


def _settle_doubt(
    outbox: Outbox, transport: Transport, look_up: LookUp | None, row: OutboxRow, now: datetime
) -> Attempt | None:
    """Settle by what lies in the mailbox; send the same bytes again only once a copy would have shown there."""
    found = look_up(row.message_id) if look_up else False
    if found:
        _mark(outbox, row, OutboxState.SENT, now, "found in the mailbox")
    elif found is None and now < _began(row) + HOLD_UNSEEN:
        _mark(outbox, row, OutboxState.UNKNOWN, now, _CANNOT_LOOK, again=now + _LOOK_AGAIN)
    elif now < _resend_at(row, can_look=look_up is not None):
        again = _next_look(row, now, can_look=look_up is not None)
        _mark(outbox, row, OutboxState.UNKNOWN, now, _NOT_THERE_YET, again=again)
    elif row.attempts > 1 and now - row.created >= GIVE_UP_AFTER:
        _mark(outbox, row, OutboxState.FAILED, now, "in doubt to the end")
    else:
        return _send(outbox, transport, row, now)
    return None


def _next_look(row: OutboxRow, now: datetime, *, can_look: bool) -> datetime:
    looks = [_began(row) + offset for offset in _LOOKS] if can_look else []
    return min(when for when in (*looks, _resend_at(row, can_look=can_look)) if when > now)


def _resend_at(row: OutboxRow, *, can_look: bool) -> datetime:
    """When to send again; later after each attempt, so that a server that never answers gets a few copies, not 120."""
    grace = _LOOKS[-2] if can_look and _hurried(row) else _LOOKS[-1]
    doublings = min(max(row.attempts - 1, 0), _MOST_DOUBLINGS)
    return _began(row) + grace * (1 << doublings)


def _tries(row: OutboxRow) -> int:
    """How many attempts came before: those that ended before the body left no count, but their waits add up."""
    waited = row.next_try - row.created
    waits, tries = timedelta(0), 0
    while (waits := waits + next_try(tries, hurried=_hurried(row))) <= waited and tries < len(_UNHURRIED):
        tries += 1
    return max(tries, row.attempts)


def _began(row: OutboxRow) -> datetime:
    return row.inflight_at or row.created


def _hurried(row: OutboxRow) -> bool:
    """Everything but a letter hurries: a pass-on, a word that the watcher is deaf, an answer to a reply."""
    return not row.kind.startswith("letter")


def _mark(
    outbox: Outbox, row: OutboxRow, state: OutboxState, now: datetime, reply: str, *, again: datetime | None = None
) -> None:
    outbox.outbox_mark(row.id, state, at=now, next_try=again, reply=reply)
    # Looking once more and finding nothing is no news: a day of it would be 288 lines.
    tell = _log.debug if reply in {_CANNOT_LOOK, _NOT_THERE_YET} else _log.info
    tell(_TOLD[state], row=row.id, kind=row.kind, attempts=row.attempts, reply=reply)
