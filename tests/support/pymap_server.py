"""pymap for a test: an IMAP server in memory and in this process, where Dovecot cannot be installed.

with PymapServer("dana", "secret") as server:
    ... server.port ...
"""

from __future__ import annotations

import asyncio
import threading
from argparse import Namespace
from contextlib import AsyncExitStack
from typing import Self

from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import DictBackend
from pymap.imap import IMAPServer


class PymapServer:
    """One user with an empty INBOX, on the loopback, in plain text."""

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
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="pymap", daemon=True)
        self._failure: BaseException | None = None
        self.port = 0

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._ready.wait(20) or self._failure is not None:
            raise RuntimeError("pymap does not start") from self._failure
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(10)

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
        async with AsyncExitStack() as stack:
            await backend.start(stack)
            serve = ProxyProtocolReader(config.proxy_protocol).get_callback(IMAPServer(backend.login, config))
            server = await stack.enter_async_context(await asyncio.start_server(serve, "127.0.0.1", 0))
            self.port = server.sockets[0].getsockname()[1]
            self._ready.set()
            await self._over.wait()
