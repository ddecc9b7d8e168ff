"""Messages are asked for in portions that neither memory nor the line is too small for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unwatch.mailbox.fetching import (
    SMALL_ONES,
    TOGETHER,
    UIDS_IN_A_LINE,
    Head,
    body_of,
    fetched_of,
    head_of,
    in_lines,
    portions,
)

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
LIMIT = 5_000_000


@given(st.lists(st.integers(0, 3 * LIMIT) | st.integers(0, 3000), max_size=200), st.sampled_from([1000, LIMIT]))
def test_portions_hold_every_message_once_and_never_too_much(sizes: list[int], limit: int) -> None:
    """All come, in order; together they stay under both limits, and what is over the limit comes alone."""
    heads = [Head(uid, size, NOW) for uid, size in enumerate(sizes, 1)]
    cut = list(portions(heads, limit))

    assert [head for portion in cut for head in portion] == heads
    for portion in cut:
        assert len(portion) <= SMALL_ONES
        assert len(portion) == 1 or sum(head.size for head in portion) <= TOGETHER
        assert len(portion) == 1 or all(head.size <= limit for head in portion)


def test_uids_are_cut_so_that_the_line_stays_short() -> None:
    """Five hundred of the longest UIDs fit into a command line of 8,000 bytes."""
    uids = [4_000_000_000 + number for number in range(1200)]
    lines = list(in_lines(uids))

    assert [uid for line in lines for uid in line] == uids
    assert [len(line) for line in lines] == [500, 500, 200]
    assert len(",".join(map(str, lines[0]))) < 8000 - 100
    assert UIDS_IN_A_LINE == 500


@pytest.mark.parametrize(
    ("told", "arrived"),
    [
        (datetime(2026, 11, 20, 9, 0, tzinfo=timezone(timedelta(hours=1))), datetime(2026, 11, 20, 8, 0, tzinfo=UTC)),
        (datetime(2026, 11, 20, 9, 0), datetime(2026, 11, 20, 9, 0, tzinfo=UTC)),  # noqa: DTZ001 - what a parser gives
        (None, NOW),
    ],
)
def test_the_time_of_arrival_is_aware_and_there(told: datetime | None, arrived: datetime) -> None:
    """A message with an unreadable INTERNALDATE is not lost: it has arrived by now."""
    head = head_of(4, {b"RFC822.SIZE": 10, b"INTERNALDATE": told}, NOW)

    assert head == Head(4, 10, arrived)


def test_an_answer_without_a_size_is_no_answer() -> None:
    """News of flags that happens to come by is not taken for the message."""
    assert head_of(4, {b"FLAGS": (b"\\Seen",)}, NOW) is None


@pytest.mark.parametrize(
    ("item", "value", "body"),
    [
        (b"BODY[]", b"x", b"x"),
        (b"BODY[]<0>", b"x", b"x"),
        (b'BODY[HEADER.FIELDS ("Message-ID")]', b"x", b"x"),
        (b"BODY[]", b"", b""),
        (b"BODY[]", None, None),
        (b"FLAGS", (), None),
    ],
)
def test_the_body_is_found_under_each_of_its_names(item: bytes, value: object, body: bytes | None) -> None:
    """Servers spell the section in several ways; NIL is no body, an empty one is."""
    assert body_of({b"SEQ": 1, item: value}) == body


def test_the_limit_holds_where_the_claimed_size_was_wrong() -> None:
    """RFC822.SIZE is a claim: what comes is cut all the same (reliability 44)."""
    fetched = fetched_of(Head(4, 3, NOW), b"abcdef", 4)

    assert fetched.raw == b"abcd"
    assert fetched.truncated
