"""The bell that ends a wait."""

from __future__ import annotations

import select
from collections.abc import Iterator

import pytest

from unwatch.mailbox import Wake


@pytest.fixture
def wake() -> Iterator[Wake]:
    wake = Wake()
    yield wake
    wake.close()


def test_it_is_set_until_it_is_cleared(wake: Wake) -> None:
    """A ring is kept until somebody takes it back."""
    assert not wake.is_set()

    wake.set()
    assert wake.is_set()
    assert wake.is_set()

    wake.clear()
    assert not wake.is_set()


def test_ringing_often_never_blocks(wake: Wake) -> None:
    """A signal handler must not hang because nobody has listened for long."""
    for _ in range(100_000):
        wake.set()
    wake.clear()

    assert not wake.is_set()


def test_it_can_be_polled_beside_a_socket(wake: Wake) -> None:
    """Its descriptor is readable exactly while it is set."""
    poller = select.poll()
    poller.register(wake, select.POLLIN)
    assert poller.poll(0) == []

    wake.set()
    assert poller.poll(0) == [(wake.fileno(), select.POLLIN)]
