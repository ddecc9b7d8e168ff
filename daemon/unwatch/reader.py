"""Reads and judges mail in a process of its own, so that no mail can take the daemon along.

The worker has no secrets, an empty environment, and limits on memory, time and files. It is killed when one message
takes longer than five seconds, and replaced; the message comes back with what its headers say.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import logging
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from typing import IO, Protocol
from zoneinfo import ZoneInfo

import unwatch
import unwatch_classifiers
from unwatch.errors import Unavailable
from unwatch.message import read_headers_only, read_message
from unwatch.reading.limits import MESSAGE_LIMIT
from unwatch.reading.records_json import (
    Json,
    message_from_json,
    message_to_json,
    moment_from_json,
    moment_to_json,
    verdict_from_json,
    verdict_to_json,
)
from unwatch_classifiers.records import Label, Message, Verdict

SECONDS_PER_MESSAGE = 5.0
SECONDS_TO_START = 60.0
SECONDS_IDLE = 60.0
MESSAGES_PER_PROCESS = 1_000

TOO_LONG = "Reading it took too long; only its headers were read."
STOPPED = "It stopped the process that reads mail; only its headers were read."
NOT_JUDGED = "What it says could not be judged."

_NOT_STARTED = "the process that reads mail did not start"
_MEMORY = 1024 * 1024 * 1024
_CPU_SECONDS = 1_800
_FILES = 16
_ANSWER_LIMIT = 64 * 1024 * 1024
_PREFIX = 4
_UNKNOWN = Verdict(Label.OTHER, 0.0)
_HARMFUL_CODECS = (
    "punycode idna unicode_escape undefined zlib_codec bz2_codec hex_codec uu_codec rot_13 base64_codec quopri_codec"
)
_BOOTSTRAP = (
    "import sys; sys.path[:0] = [root for root in sys.argv[2:] if root not in sys.path]; "
    "from unwatch.reader import serve; "
)


class Reader(Protocol):
    """Whatever reads a mail and judges it."""

    def read(self, raw: bytes, arrived: datetime | None) -> tuple[Message, Verdict]:
        """Return the mail taken apart and what it is; never raises over the mail."""

    def close(self) -> None:
        """Let go of whatever is held; it may be used again afterwards."""


def _judged(raw: bytes, arrived: datetime | None, home: tzinfo | None) -> tuple[Message, Verdict]:
    from unwatch_classifiers.classify import classify  # noqa: PLC0415 slow to load, and many commands read no mail

    message = read_message(raw, arrived)
    try:
        return message, classify(message, home)
    except Exception:  # noqa: BLE001 one mail that trips a rule must not stop all others; it is told as unreadable
        return dataclasses.replace(message, error=message.error or NOT_JUDGED), _UNKNOWN


class InlineReader:
    """Reads in this process: for a few files on the command line."""

    def __init__(self, home: tzinfo | None = None) -> None:
        self._home = home

    def read(self, raw: bytes, arrived: datetime | None = None) -> tuple[Message, Verdict]:
        """Return the mail taken apart and what it is; never raises over the mail."""
        return _judged(raw, arrived, self._home)

    def close(self) -> None:
        """Hold nothing, let go of nothing."""


class WorkerReader:
    """Reads in a separate process that is started when needed. Safe to share between threads.

    `home` is the IANA name of the person's zone. Without the `encoder` reading takes less memory and understands less.
    `command` replaces how the worker is started.
    """

    def __init__(
        self,
        home: str | None = None,
        *,
        encoder: bool = True,
        seconds_per_message: float = SECONDS_PER_MESSAGE,
        messages_per_process: int = MESSAGES_PER_PROCESS,
        command: Sequence[str] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._command = list(command or worker_command(home, encoder=encoder))
        self._seconds_per_message = seconds_per_message
        self._messages_per_process = messages_per_process
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._read = 0
        self._used = 0.0

    @property
    def running(self) -> bool:
        """Whether a worker is there now."""
        return self._process is not None and self._process.poll() is None

    def read(self, raw: bytes, arrived: datetime | None = None) -> tuple[Message, Verdict]:
        """Return the mail taken apart and what it is; never raises over the mail.

        Raises Unavailable where no process can be started.
        """
        with self._lock:
            self._used = self._monotonic()
            if not self.running or self._read >= self._messages_per_process:
                self._start()
            self._read += 1
            answer, too_long = self._ask(raw[: MESSAGE_LIMIT + 1], arrived)
            if answer is not None:
                return answer
            self._stop()
        return read_headers_only(raw, arrived, TOO_LONG if too_long else STOPPED), _UNKNOWN

    def close_if_idle(self, monotonic_now: float) -> None:
        """Stop the worker when nothing has been read for a minute; the next mail starts another."""
        with self._lock:
            if self._process is not None and monotonic_now - self._used >= SECONDS_IDLE:
                self._stop()

    def close(self) -> None:
        """Stop the worker; the next mail starts another."""
        with self._lock:
            self._stop()

    def _start(self) -> None:
        self._stop()
        # A session of its own: Ctrl-C in a terminal is for the daemon, which then closes this one.
        try:
            self._process = subprocess.Popen(  # noqa: S603 our own program and fixed arguments
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={},
                start_new_session=True,
            )
        except OSError as error:
            raise Unavailable(_NOT_STARTED) from error
        self._read = 0
        with _killed_after(self._process, SECONDS_TO_START), contextlib.suppress(OSError, EOFError):
            _receive(_pipe(self._process.stdout))
            return
        self._stop()
        raise Unavailable(_NOT_STARTED)

    def _ask(self, raw: bytes, arrived: datetime | None) -> tuple[tuple[Message, Verdict] | None, bool]:
        """Return the worker's answer, or None and whether it was killed for taking too long."""
        process = self._process
        if process is None:
            return None, False
        with _killed_after(process, self._seconds_per_message) as killed:
            try:
                request: Json = {"arrived": moment_to_json(arrived) if arrived else None}
                _send(_pipe(process.stdin), json.dumps(request).encode(), raw)
                answer = json.loads(_receive(_pipe(process.stdout)))
                return (message_from_json(answer["message"]), verdict_from_json(answer["verdict"])), False
            except (OSError, EOFError, ValueError, KeyError, TypeError):
                return None, killed.is_set()

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                _pipe(pipe).close()
        process.wait()


def worker_command(home: str | None, *, encoder: bool = True) -> list[str]:
    """Return how a worker is started: isolated from the environment, with the same unwatch that runs here."""
    roots = (Path(package.__path__[0]).absolute().parent for package in (unwatch, unwatch_classifiers))
    bootstrap = f"{_BOOTSTRAP}serve(sys.argv[1], encoder={encoder})"
    return [sys.executable, "-I", "-B", "-c", bootstrap, home or "", *dict.fromkeys(map(str, roots))]


@contextlib.contextmanager
def _killed_after(process: subprocess.Popen[bytes], seconds: float) -> Iterator[threading.Event]:
    """Kill the process when the block takes longer: its pipes then end, and no wait on them lasts."""
    killed = threading.Event()

    def kill() -> None:
        killed.set()
        process.kill()

    timer = threading.Timer(seconds, kill)
    timer.daemon = True
    timer.start()
    try:
        yield killed
    finally:
        timer.cancel()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise OSError("no pipe to the process that reads mail")
    return pipe


def _send(pipe: IO[bytes], *frames: bytes) -> None:
    for frame in frames:
        pipe.write(len(frame).to_bytes(_PREFIX, "big"))
        pipe.write(frame)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes:
    """Return one frame. Raises EOFError where the other side has ended, or names an impossible length."""
    length = int.from_bytes(_exactly(pipe, _PREFIX), "big")
    if length > _ANSWER_LIMIT:
        raise EOFError
    return _exactly(pipe, length)


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    octets = pipe.read(length)
    if len(octets) < length:
        raise EOFError
    return octets


def serve(home: str, *, encoder: bool = True) -> None:
    """Be the worker: answer requests on standard input until it ends."""
    zone = ZoneInfo(home) if home else None
    if not encoder:
        from unwatch_classifiers.encoder.hearing import switch_off  # noqa: PLC0415 as all that only the worker needs

        switch_off()
    _judged(b"Subject: warm-up\n\n<p>Load what is loaded late.", None, zone)
    _give_up_rights()
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    _send(answers, b"{}")
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            _answer(requests, answers, zone)


def _answer(requests: IO[bytes], answers: IO[bytes], zone: tzinfo | None) -> None:
    request = json.loads(_receive(requests))
    raw = _receive(requests)
    arrived = moment_from_json(request["arrived"]) if request["arrived"] else None
    message, verdict = _judged(raw, arrived, zone)
    _send(answers, json.dumps({"message": message_to_json(message), "verdict": verdict_to_json(verdict)}).encode())


def _give_up_rights() -> None:
    """Limit what a mail could make this process do; all that is needed has been imported."""
    logging.disable(logging.CRITICAL)
    for codec in _HARMFUL_CODECS.split():
        sys.modules[f"encodings.{codec}"] = None  # type: ignore[assignment]
    for limit, value in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _CPU_SECONDS),
        (resource.RLIMIT_NOFILE, _FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        lower = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (lower, lower))
