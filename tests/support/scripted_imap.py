"""An IMAP server that says what the test tells it to: for all that a well-behaved server never does.

    with ScriptedServer({"LOGIN": ["NO [AUTHENTICATIONFAILED] no"]}) as server:
        ... server.port ... server.received

An answer is the list of lines to a command, or a function that makes it from the command's line. The last line is
given the command's tag; HANG_UP in its place ends the link, SILENCE says nothing more. A line that begins with `+`
asks for more from the client, which is read before the next line is sent.
"""

from __future__ import annotations

import re
import socket
import ssl
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Self

HANG_UP = "\0hang up"
SILENCE = "\0silence"
Answer = Sequence[str] | Callable[[str], Sequence[str]]
_USUAL: Mapping[str, Answer] = {
    "LOGIN": ["OK in"],
    "AUTHENTICATE": ["+ ", "OK in"],
    "NOOP": ["OK"],
    "LOGOUT": ["* BYE", "OK"],
    "EXAMINE": ["* 3 EXISTS", "* OK [UIDVALIDITY 7] valid", "OK [READ-ONLY] open"],
}


class ScriptedServer:
    """Serves one connection after another by the same script.

    `greeting` is its first line and `capabilities` what it can do; with `context` it speaks TLS from the start, or
    after STARTTLS if that is among the capabilities. `received` holds every line that came, of all connections.
    """

    def __init__(
        self,
        answers: Mapping[str, Answer] | None = None,
        *,
        greeting: str = "* OK ready",
        capabilities: str = "IMAP4rev1",
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._answers: dict[str, Answer] = {
            "CAPABILITY": [f"* CAPABILITY {capabilities}", "OK"],
            **_USUAL,
            **(answers or {}),
        }
        self._greeting = greeting
        self._context = context
        self._starts_plain = "STARTTLS" in capabilities
        self.received: list[str] = []
        self.connections = 0

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._thread = threading.Thread(target=self._serve, name="scripted IMAP", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)  # wakes accept; a closed socket would not
        self._thread.join(10)
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                link, _ = self._listener.accept()
            except OSError:
                return
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.connections += 1
            try:
                self._converse(link)
            except (OSError, EOFError):
                pass
            finally:
                link.close()

    def _converse(self, link: socket.socket) -> None:
        if self._context is not None and not self._starts_plain:
            link = self._context.wrap_socket(link, server_side=True)
        with link:
            peer = _Peer(link, self.received)
            peer.say(self._greeting)
            while self._answer(peer):
                if self._context is not None and peer.last == "STARTTLS":
                    peer.link = self._context.wrap_socket(peer.link, server_side=True)

    def _answer(self, peer: _Peer) -> bool:
        tag, peer.last = peer.command()
        answer = self._answers.get(peer.last, ["BAD unknown"])
        *lines, final = answer(self.received[-1]) if callable(answer) else answer
        for line in lines:
            peer.say(line)
            if line.startswith("+"):
                peer.line()
        if final == SILENCE:
            peer.line()
        if final in (HANG_UP, SILENCE):
            return False
        peer.say(f"{tag} {final}" if " " in final else f"{tag} {final} done")
        return True


class _Peer:
    """The other side of one link."""

    def __init__(self, link: socket.socket, received: list[str]) -> None:
        self.link = link
        self.last = ""
        self._received = received
        self._unread = b""

    def say(self, line: str) -> None:
        self.link.sendall(line.encode("latin-1") + b"\r\n")

    def line(self) -> str:
        while b"\r\n" not in self._unread:
            data = self.link.recv(4096)
            if not data:
                raise EOFError
            self._unread += data
        raw, _, self._unread = self._unread.partition(b"\r\n")
        self._received.append(raw.decode("latin-1"))
        return self._received[-1]

    def command(self) -> tuple[str, str]:
        match = re.match(r"(\S+) (UID \S+|\S+)", self.line())
        return (match[1], match[2].upper()) if match else ("*", "")
