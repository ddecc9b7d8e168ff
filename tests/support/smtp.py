"""SMTP servers for tests: one that simply takes mail, and one that fails on command at every phase there is.

Both listen on a free port of the loopback address, run on a thread of their own, and keep what they accepted.
"""

from __future__ import annotations

import shutil
import socket
import ssl
import struct
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from pathlib import Path
from types import TracebackType

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


def free_port() -> int:
    """Return a port that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate that signs itself, and its key; the certificate is also what a client has to trust."""

    certificate: Path
    key: Path

    def server_context(self) -> ssl.SSLContext:
        """Return what a server needs to speak TLS with it."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self.key)
        return context


def make_certificate(folder: Path, *names: str) -> Certificate:
    """Make a certificate for these names, IP:… or DNS:…; the test is skipped where there is no openssl."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl to make a certificate")
    made = Certificate(folder / "server.pem", folder / "server.key")
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    naming = ["-subj", "/CN=unwatch tests", "-addext", "subjectAltName=" + ",".join(names or ("IP:127.0.0.1",))]
    command = [openssl, "req", "-x509", *curve, *naming, "-keyout", str(made.key), "-out", str(made.certificate)]
    subprocess.run(command, check=True, capture_output=True)
    return made


@dataclass
class Sink:
    """An ordinary server (aiosmtpd) that keeps every envelope it accepts."""

    port: int
    envelopes: list[Envelope] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 aiosmtpd's name
        self.envelopes.append(envelope)
        return "250 2.0.0 kept"


class _Listener(Controller):
    """aiosmtpd's, which otherwise takes a login behind implicit TLS for one in the clear, and warns."""

    def factory(self) -> SMTP:
        server: SMTP = super().factory()  # type: ignore[no-untyped-call]
        server._auth_require_tls = False
        return server


@contextmanager
def smtp_sink(
    *, certificate: Certificate | None = None, starttls: bool = False, login: tuple[str, str] | None = None
) -> Iterator[Sink]:
    """Run a server that takes all mail: in the clear, by STARTTLS or behind TLS, with a login or without."""
    sink = Sink(free_port())
    context = certificate.server_context() if certificate else None

    def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: LoginPassword) -> AuthResult:
        wanted = LoginPassword(*(part.encode() for part in login or ("", "")))
        return AuthResult(success=(given.login, given.password) == (wanted.login, wanted.password))

    controller = _Listener(
        sink,
        hostname="127.0.0.1",
        port=sink.port,
        ssl_context=None if starttls else context,
        tls_context=context if starttls else None,
        require_starttls=starttls,
        auth_required=login is not None,
        authenticator=check,
    )
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()


class Phase(StrEnum):
    """Where the scripted server can be told to do something else."""

    CONNECT = "connect"
    EHLO = "EHLO"
    STARTTLS = "STARTTLS"
    AUTH = "AUTH"
    MAIL = "MAIL"
    RCPT = "RCPT"
    DATA = "DATA"
    BODY = "body"
    END_OF_DATA = "end of data"
    QUIT = "QUIT"


class Act(Enum):
    """What a server can do instead of answering."""

    HANG_UP = "closes the connection"
    RESET = "resets the connection"
    STAY_SILENT = "never answers"
    DRIP = "answers one byte now and then, and comes to no end"


@dataclass(frozen=True, slots=True)
class Taken:
    """At the end of data: take the mail, then do this."""

    then: str | Act


Move = str | Act | Taken


class ScriptedServer:
    """A hand-written SMTP server that does at each phase what it was told, once for each entry, and else the usual.

    `accepted` are the mails that it took, as they were before dot-stuffing; `heard` every line outside a body.
    """

    def __init__(
        self,
        script: dict[Phase, list[Move]] | None = None,
        *,
        certificate: Certificate | None = None,
        implicit_tls: bool = False,
        offers: tuple[str, ...] = (),
    ) -> None:
        self.script = {phase: list(moves) for phase, moves in (script or {}).items()}
        self.offers = offers
        self.accepted: list[bytes] = []
        self.heard: list[bytes] = []
        self.connections = 0
        self._context = certificate.server_context() if certificate else None
        self._implicit_tls = implicit_tls
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])

    def __enter__(self) -> ScriptedServer:
        self._start(self._listen)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stopping.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in list(self._threads):
            thread.join(10)

    def next_move(self, phase: Phase) -> Move | None:
        """Take the next entry of the script for a phase."""
        moves = self.script.get(phase)
        return moves.pop(0) if moves else None

    def _start(self, run: object, *arguments: object) -> None:
        thread = threading.Thread(target=run, args=arguments, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _listen(self) -> None:
        while True:
            try:
                link, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._start(self._serve, link)

    def _serve(self, link: socket.socket) -> None:
        with suppress(OSError, _Gone), _Conversation(self, link) as conversation:
            if self._implicit_tls:
                conversation.wrap(self._context)
            conversation.run(self._context)

    def over(self, seconds: float | None = None) -> bool:
        """Wait until the test is over, or so long; tell whether it is."""
        return self._stopping.wait(seconds)


class _Gone(Exception):
    """The conversation is over."""


class _Conversation:
    """One connection."""

    def __init__(self, server: ScriptedServer, link: socket.socket) -> None:
        self._server = server
        self._link = link
        self._lines = link.makefile("rb")

    def __enter__(self) -> _Conversation:
        return self

    def __exit__(self, *_: object) -> None:
        self._lines.close()
        self._link.close()

    def wrap(self, context: ssl.SSLContext | None) -> None:
        assert context is not None
        self._lines.close()
        self._link = context.wrap_socket(self._link, server_side=True)
        self._lines = self._link.makefile("rb")

    def run(self, context: ssl.SSLContext | None) -> None:
        self._answer(Phase.CONNECT, "220 ready")
        while True:
            line = self._line()
            self._server.heard.append(line)
            verb = line.split(b" ")[0].strip().upper().decode("ascii", "replace")
            if verb == "EHLO":
                offers = ("scripted.example", *self._server.offers)
                marks = ["-"] * (len(offers) - 1) + [" "]
                self._answer(Phase.EHLO, "\r\n".join(f"250{m}{o}" for m, o in zip(marks, offers, strict=True)))
            elif verb == "STARTTLS":
                self._answer(Phase.STARTTLS, "220 go on")
                self.wrap(context)
            elif verb == "AUTH":
                self._authenticate(line)
            elif verb in {"MAIL", "RCPT"}:
                self._answer(Phase(verb), "250 2.1.0 fine")
            elif verb == "DATA":
                self._data()
            elif verb == "QUIT":
                self._answer(Phase.QUIT, "221 bye")
                return
            else:
                self._say("500 5.5.2 what?")

    def _authenticate(self, line: bytes) -> None:
        if line.split()[1:] == [b"LOGIN"]:
            for question in ("VXNlcm5hbWU6", "UGFzc3dvcmQ6"):
                self._say(f"334 {question}")
                self._server.heard.append(self._line())
        self._answer(Phase.AUTH, "235 2.7.0 welcome")

    def _data(self) -> None:
        if self._answer(Phase.DATA, "354 go on") != "354":
            return
        mail = b""
        while (line := self._line()) != b".\r\n":
            mail += line.removeprefix(b".")
            move = self._server.next_move(Phase.BODY)
            if move is not None:
                self._do(move)
        move = self._server.next_move(Phase.END_OF_DATA)
        if isinstance(move, Taken) or move is None:
            self._server.accepted.append(mail)
        self._do(move.then if isinstance(move, Taken) else move or "250 2.0.0 queued as 1")

    def _answer(self, phase: Phase, usual: str) -> str:
        """Say the usual or what the script wants; return the code."""
        move = self._server.next_move(phase) or usual
        self._do(move)
        return str(move)[:3]

    def _do(self, move: Move) -> None:
        if isinstance(move, str):
            self._say(move)
            return
        if move is Act.STAY_SILENT:
            self._server.over()
        while move is Act.DRIP and not self._server.over(0.02):
            self._link.sendall(b"2")
        if move is Act.RESET:
            # Closing with a linger time of nothing sends RST.
            self._link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise _Gone

    def _say(self, text: str) -> None:
        self._link.sendall(text.encode() + b"\r\n")

    def _line(self) -> bytes:
        line = self._lines.readline()
        if not line:
            raise _Gone
        return line
