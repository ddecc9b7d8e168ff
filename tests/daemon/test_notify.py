"""Notices to systemd, received on real sockets."""

from __future__ import annotations

import os
import socket
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from unwatch import notify


@pytest.fixture(params=["path", "abstract"])
def systemd(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """Listen as systemd does, at a path or in the abstract namespace."""
    name = f"@unwatch-test-{uuid.uuid4()}" if request.param == "abstract" else str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(name.replace("@", "\0", 1) if request.param == "abstract" else name)
        listening.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", name)
        yield listening


def test_each_notice_is_one_datagram_in_systemds_words(systemd: socket.socket) -> None:
    """Ready, watchdog and stopping arrive as sd_notify(3) names them."""
    assert notify.ready()
    assert notify.watchdog()
    assert notify.stopping()

    assert [systemd.recv(999) for _ in range(3)] == [b"READY=1", b"WATCHDOG=1", b"STOPPING=1"]


def test_a_reload_says_when_it_began(systemd: socket.socket) -> None:
    """Without the monotonic time systemd takes a reload notice for an old one."""
    notify.reloading()

    first, second = systemd.recv(999).decode().split("\n")
    assert first == "RELOADING=1"
    assert second.removeprefix("MONOTONIC_USEC=").isdecimal()


def test_a_status_cannot_smuggle_in_another_notice(systemd: socket.socket) -> None:
    """A line break inside the text is a space, and the text is cut."""
    notify.status("watching 2 mailboxes\nSTOPPING=1 " + "x" * 500)

    received = systemd.recv(999)
    assert received.startswith(b"STATUS=watching 2 mailboxes STOPPING=1 xxx")
    assert len(received) == 207


@pytest.mark.parametrize("place", [None, "", "relative", "/nowhere/at/all", "/has\0zero", "@" + "long" * 99])
def test_without_a_listener_nothing_happens(place: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Started by hand, or with a socket that is gone, a notice is not delivered and nothing is raised."""
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    if place is not None:
        monkeypatch.setattr(os, "environ", {**os.environ, "NOTIFY_SOCKET": place})

    assert not notify.ready()


@pytest.mark.parametrize(
    ("microseconds", "process", "expected"),
    [
        ("180000000", None, 180.0),
        pytest.param("180000000", str(os.getpid()), 180.0, id="of this process"),
        ("180000000", "1", None),  # meant for another process
        (None, None, None),
        ("0", None, None),
        ("soon", None, None),
    ],
)
def test_the_watchdog_interval_is_systemds(
    microseconds: str | None, process: str | None, expected: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The interval counts only when it is set, is a number and is meant for this process."""
    for name, value in (("WATCHDOG_USEC", microseconds), ("WATCHDOG_PID", process)):
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)

    assert notify.watchdog_interval() == expected
