"""Tell systemd how the service is doing, in the words of sd_notify(3); without systemd nothing happens.

A notice that cannot be delivered never disturbs the daemon: each function returns whether it was handed over.
"""

from __future__ import annotations

import os
import socket
import time

_LONGEST_STATUS = 200


def ready() -> bool:
    """Say that start-up, or a reload, is done; with `Type=notify` the unit counts as started only from here."""
    return _send("READY=1")


def reloading() -> bool:
    """Say that the settings are being read again; `ready` ends it."""
    return _send(f"RELOADING=1\nMONOTONIC_USEC={time.monotonic_ns() // 1000}")


def stopping() -> bool:
    """Say that the daemon is on its way out and needs no help."""
    return _send("STOPPING=1")


def watchdog() -> bool:
    """Say that everything has just been proved alive; without it for `WatchdogSec` systemd restarts the unit."""
    return _send("WATCHDOG=1")


def status(text: str) -> bool:
    """Show a line in `systemctl status`. Line breaks become spaces, otherwise they would begin another notice."""
    return _send("STATUS=" + " ".join(text.split())[:_LONGEST_STATUS])


def watchdog_interval() -> float | None:
    """Return after how many seconds without `watchdog` systemd acts on this process, None where it does not watch
    (sd_watchdog_enabled(3)).
    """
    microseconds = os.environ.get("WATCHDOG_USEC", "")
    meant_for = os.environ.get("WATCHDOG_PID", str(os.getpid()))
    if not microseconds.isdecimal() or int(microseconds) == 0 or meant_for != str(os.getpid()):
        return None
    return int(microseconds) / 1_000_000


def _send(notice: str) -> bool:
    place = os.environ.get("NOTIFY_SOCKET", "")
    if place[:1] not in {"/", "@"}:
        return False
    # A name that begins with @ stands for one in the abstract namespace, which begins with a zero byte (unix(7)).
    address = "\0" + place[1:] if place.startswith("@") else place
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as link:
            link.settimeout(1)  # a full socket must not hold up the watch
            link.sendto(notice.encode("utf-8", "replace"), address)
    except (OSError, ValueError):
        return False
    return True
