"""How messages are asked for: a few at a time, small ones together, large ones alone and only their beginning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from unwatch.clock import Clock
from unwatch.errors import Unavailable
from unwatch.mailbox.records import Fetched

SMALL_ONES = 50
"""Messages in one command; more would hold them all in memory for nothing."""

TOGETHER = 4_000_000
"""Bytes that the messages of one command may come to."""

UIDS_IN_A_LINE = 500
"""UIDs of ten digits in one command, so that the line stays under the guard's limit."""

Answer = Mapping[bytes, object]
"""What a server told about one message: item name → value."""

Ask = Callable[[Sequence[int], Sequence[str]], Mapping[int, Answer] | None]
"""Asks for these items of these messages; None is the answer where the server says NO to them."""


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a message before it is fetched."""

    uid: int
    size: int
    arrived: datetime


class Fetch:
    """One fetch: what comes of it, and in `withheld` what is there and does not come.

    `ask` puts one question to the server. Raises Unavailable where the server gives none of several messages.
    """

    def __init__(self, ask: Ask, clock: Clock, limit: int) -> None:
        self._ask = ask
        self._clock = clock
        self._limit = limit
        self.withheld: set[int] = set()

    def messages(self, uids: Sequence[int]) -> Iterator[Fetched]:
        """Yield the messages that come, in the order of the UIDs."""
        for line in in_lines(uids):
            for portion in portions(self._heads(line), self._limit):
                yield from self._portion(portion)

    def _heads(self, uids: Sequence[int]) -> list[Head]:
        answers = self._ask(uids, ["RFC822.SIZE", "INTERNALDATE"])
        if answers is None:
            raise Unavailable("The server would not even tell the sizes of the messages.")
        heads = {uid: head_of(uid, answer, self._clock.now()) for uid, answer in answers.items()}
        self.withheld.update(uid for uid, head in heads.items() if head is None)
        return [head for head in heads.values() if head is not None]

    def _portion(self, portion: list[Head]) -> Iterator[Fetched]:
        item = "BODY.PEEK[]" if portion[0].size <= self._limit else f"BODY.PEEK[]<0.{self._limit}>"
        bodies = self._bodies([head.uid for head in portion], item)
        for head in portion:
            raw = bodies.pop(head.uid, None)
            if raw is None or (not raw and head.size):
                self.withheld.add(head.uid)
            else:
                yield fetched_of(head, raw, self._limit)

    def _bodies(self, uids: Sequence[int], item: str) -> dict[int, bytes]:
        """Ask for all at once, or one by one if that is refused: a single bad message must not hold up the others."""
        bodies = self._asked(uids, item)
        if bodies is None and len(uids) > 1:
            one_by_one = [self._asked([uid], item) for uid in uids]
            if not any(one_by_one):
                raise Unavailable("The server would give none of several messages.")  # so it is not the messages
            bodies = {uid: raw for one in one_by_one if one for uid, raw in one.items()}
        return bodies or {}

    def _asked(self, uids: Sequence[int], item: str) -> dict[int, bytes] | None:
        answers = self._ask(uids, [item])
        if answers is None:
            return None
        return {uid: raw for uid, answer in answers.items() if (raw := body_of(answer)) is not None}


def in_lines(uids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Cut the UIDs into as many as go into one command."""
    for start in range(0, len(uids), UIDS_IN_A_LINE):
        yield uids[start : start + UIDS_IN_A_LINE]


def head_of(uid: int, answer: Answer, now: datetime) -> Head | None:
    """Return the head, or None where the server tells no size.

    A message without a date that can be read has arrived by now, and that is all we know.
    """
    size, arrived = answer.get(b"RFC822.SIZE"), answer.get(b"INTERNALDATE")
    if not isinstance(size, int):
        return None
    return Head(uid, size, _in_utc(arrived) if isinstance(arrived, datetime) else now)


def _in_utc(when: datetime) -> datetime:
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)


def portions(heads: Iterable[Head], limit: int) -> Iterator[list[Head]]:
    """Cut into what one command asks for, in order; a message over the limit stands alone."""
    portion: list[Head] = []
    for head in heads:
        if portion and (head.size > limit or _full(portion, head)):
            yield portion
            portion = []
        portion.append(head)
        if head.size > limit:
            yield portion
            portion = []
    if portion:
        yield portion


def _full(portion: list[Head], head: Head) -> bool:
    return len(portion) == SMALL_ONES or sum(one.size for one in portion) + head.size > TOGETHER


def body_of(answer: Answer) -> bytes | None:
    """Return the bytes of the one body section in the answer; None where the server gave OK and no body.

    Sections come back under several spellings (`BODY[]`, `BODY[]<0>`, `BODY[HEADER.FIELDS ("Message-ID")]`).
    """
    for item, value in answer.items():
        if item.startswith(b"BODY[") and isinstance(value, bytes):
            return value
    return None


def fetched_of(head: Head, raw: bytes, limit: int) -> Fetched:
    """Return the record; sizes are only claimed, so the limit is kept here once more."""
    truncated = head.size > limit or len(raw) > limit
    return Fetched(head.uid, head.arrived, head.size, raw[:limit], truncated)


def message_id_in(header: bytes) -> bytes:
    """Return the value of a Message-ID field as it is, without its folding."""
    return b"".join(header[:2000].partition(b":")[2].split())
