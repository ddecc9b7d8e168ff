"""A Dovecot that all tests of the daemon share, and a person in it for each test."""

from __future__ import annotations

import itertools
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog

from support.dovecot import DovecotServer
from unwatch.mailbox import Account, Encryption

PASSWORD = "secret of a test"
AWKWARD = {"quentin": 'a "quoted" \\ password', "zoe": "pässwörd"}
_people = (f"dana{number:03}" for number in itertools.count(1))


@pytest.fixture(autouse=True)
def log_as_it_was() -> Iterator[None]:
    """What a command makes of the log is not left to the next test."""
    hooks = sys.excepthook, threading.excepthook
    yield
    structlog.reset_defaults()
    sys.excepthook, threading.excepthook = hooks


@pytest.fixture(scope="session")
def dovecot() -> Iterator[DovecotServer]:
    """A running Dovecot with `dana` and many others; two have passwords that are hard to say."""
    users = {"dana": PASSWORD} | {f"dana{number:03}": PASSWORD for number in range(1, 200)} | AWKWARD
    with DovecotServer(users) as server:
        yield server


@pytest.fixture
def person(dovecot: DovecotServer) -> str:
    """A user whom no other test has."""
    return next(_people)


@pytest.fixture
def account(dovecot: DovecotServer, person: str) -> Account:
    """That user's account, over TLS."""
    return Account(
        name="work",
        host="localhost",
        port=dovecot.imaps_port,
        encryption=Encryption.IMPLICIT,
        user=person,
        password=lambda: PASSWORD,
        ca_file=Path(dovecot.ca_file),
    )


@pytest.fixture
def deliver(dovecot: DovecotServer, person: str) -> Callable[..., Path]:
    """Put a message into a folder of that user."""

    def put(raw: bytes, folder: str = "INBOX") -> Path:
        return dovecot.deliver(person, raw, folder)

    return put
