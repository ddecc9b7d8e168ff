"""The demo's two servers, on this machine's loopback and in this process: a mailbox in memory, and a mail server.

Both are other people's software, so that the daemon speaks to a real server over a real socket.
"""

from __future__ import annotations

import asyncio
import email
import queue
import socket
import threading
from argparse import Namespace
from contextlib import AsyncExitStack
from datetime import datetime
from email.message import Message
from typing import Any, Self

from aiosmtpd.controller import Controller
from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import DictBackend
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.parsing.specials import Flag

START_SECONDS = 20


class MailboxServer:
    """pymap with one user, an empty INBOX and a Sent folder."""

    def __init__(self, user: str, password: str) -> None:
        self._arguments = Namespace(
            demo_data=False,
            demo_user=user,
            demo_password=password,
            host="127.0.0.1",
            port="0",
            cert=None,
            key=None,
            tls=False,
            debug=False,
            proxy_protocol=None,
            passlib_cfg=None,
            inherited_sockets=None,
        )
        self._user = user
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="demo-imap", daemon=True)
        self._failure: BaseException | None = None
        self.port = 0

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._ready.wait(START_SECONDS) or self._failure is not None:
            raise RuntimeError("the mailbox server does not start") from self._failure
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(START_SECONDS)

    def deliver(self, folder: str, raw: bytes, at: datetime, *, seen: bool = False) -> None:
        """Put a mail into a folder, as its arrival at that time."""
        flags = frozenset({Flag(b"\\Seen")}) if seen else frozenset()
        asyncio.run_coroutine_threadsafe(self._append(folder, AppendMessage(raw, at, flags)), self._loop).result(
            START_SECONDS
        )

    async def _append(self, folder: str, mail: AppendMessage) -> None:
        async with self._identity.new_session() as session:
            await session.append_messages(folder, [mail])

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as failure:  # noqa: BLE001 - told to the thread that waits
            self._failure = failure
            self._ready.set()

    async def _serve(self) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        backend, config = await DictBackend.init(self._arguments, secure_auth=False, reject_dnsbl=False)
        config.apply_context()
        self._identity = backend.login.demo_user_identity
        async with AsyncExitStack() as stack:
            await backend.start(stack)
            async with self._identity.new_session() as session:
                await session.mailbox_set.add_mailbox("Sent")
            serve = ProxyProtocolReader(config.proxy_protocol).get_callback(IMAPServer(backend.login, config))
            server = await stack.enter_async_context(await asyncio.start_server(serve, "127.0.0.1", 0))
            self.port = server.sockets[0].getsockname()[1]
            self._ready.set()
            await self._over.wait()


class _Handler:
    def __init__(self) -> None:
        self.taken: queue.Queue[bytes] = queue.Queue()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        self.taken.put(bytes(envelope.content))
        return "250 taken"


class PostServer:
    """An SMTP server that takes everything and hands it to the demo."""

    def __init__(self) -> None:
        self._handler = _Handler()
        self.port = _free_port()
        self._controller = Controller(self._handler, hostname="127.0.0.1", port=self.port)

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    def taken(self) -> list[tuple[bytes, Message]]:
        """Return what came since the last call, in the order in which it came."""
        found = []
        while not self._handler.taken.empty():
            raw = self._handler.taken.get()
            found.append((raw, email.message_from_bytes(raw)))
        return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
