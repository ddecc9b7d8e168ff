"""One connection to one mailbox: the only file that speaks IMAP.

A connection is disposable. Whatever goes wrong on it becomes Unavailable, and from then on it is broken and says so;
the caller closes it and opens another one later. Only a refusal that leaves both sides in step, such as a folder that
does not exist, can be followed by something else.
"""

from __future__ import annotations

import contextlib
import imaplib  # noqa: TID251
import math
import select
import socket
import ssl
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from types import TracebackType
from typing import Any, Self

from imapclient import IMAPClient, SocketTimeout, imap_utf7  # type: ignore[import-untyped]  # noqa: TID251

from unwatch.clock import Clock, SystemClock
from unwatch.errors import CredentialsRefused, Unavailable, UserError
from unwatch.mailbox.encryption import check_fingerprint, check_peer_is_local, refuse_plain_text, tls_context
from unwatch.mailbox.fetching import Answer, Fetch, body_of, message_id_in
from unwatch.mailbox.folders import folders_of
from unwatch.mailbox.guard import OWN_MESSAGE_ID, ForbiddenCommand, WireGuard, imap_arg, imap_date
from unwatch.mailbox.records import Account, Encryption, Examined, Fetched, Folder
from unwatch.mailbox.refusals import (
    ACCOUNT_WIDE_CODES,
    broken_link,
    command_refusal,
    folder_refusal,
    login_refusal,
    response_code,
)
from unwatch.mailbox.wake import Wake

CONNECT_TIMEOUT = 15.0
"""Seconds for each address of the host, and for the greeting."""

READ_TIMEOUT = 60.0
"""Seconds without a byte from the server, in the middle of an answer, after which the link is dead."""

HURRIED_TIMEOUT = 5.0
"""Seconds for an answer while somebody waits for us to stop."""

LONGEST_WAIT = 25 * 60.0
"""Seconds of one IDLE at most: servers hang up after 30 minutes (RFC 2177, section 3)."""

LINE_LIMIT = 16 * 1024 * 1024
"""Longest line taken from a server, in bytes. imaplib stops at one million, which a SEARCH can reach."""

LITERAL_LIMIT = 32 * 1024 * 1024
"""Largest literal taken from a server, in bytes; we never ask for more than a fraction of it."""

RECENT = 50
"""Messages looked through one by one where a server's search does not find what may be there all the same."""

_KEEPALIVE = ((socket.TCP_KEEPIDLE, 60), (socket.TCP_KEEPINTVL, 20), (socket.TCP_KEEPCNT, 3))
_NEWS = frozenset({"EXISTS", "RECENT", "EXPUNGE", "FETCH"})
_GARBLED = (ValueError, TypeError, LookupError, ArithmeticError, RecursionError)
_MESSAGE_ID_HEADER = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"
_SYSTEM_CLOCK = SystemClock()


class _AnsweredNo(imaplib.IMAP4.error):
    """The server answered a command with NO; both sides are still in step."""

    def __init__(self, text: str) -> None:
        super().__init__("NO")
        self.text = text


class _Wire(imaplib.IMAP4):
    """imaplib with our own way out, through the guard, and our own way in, with limits and without blocking reads."""

    def __init__(self, account: Account, context: ssl.SSLContext | None, guard: WireGuard) -> None:
        self._account = account
        self._context = context if account.encryption is Encryption.IMPLICIT else None
        self._guard = guard
        self._received = bytearray()
        super().__init__(account.host, account.port, timeout=CONNECT_TIMEOUT)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        sock = socket.create_connection((self.host, self.port), timeout)
        try:
            _prepare(sock)
            check_peer_is_local(self._account, sock)
            return sock if self._context is None else self._encrypted(sock, self._context)
        except BaseException:
            sock.close()
            raise

    def _encrypted(self, sock: socket.socket, context: ssl.SSLContext) -> ssl.SSLSocket:
        encrypted = context.wrap_socket(sock, server_hostname=self.host)
        try:
            check_fingerprint(self._account, encrypted)
        except BaseException:
            encrypted.close()
            raise
        return encrypted

    def starttls(self, ssl_context: ssl.SSLContext | None = None) -> Any:
        """Encrypt; what was said before is forgotten, since anyone on the way may have said it (RFC 9051, 11.3)."""
        if ssl_context is None:
            raise ForbiddenCommand("STARTTLS without rules for the certificate.")
        reply = self._simple_command("STARTTLS")
        if self._received:
            raise self.abort("something was said between STARTTLS and encryption")
        self.sock = self._encrypted(self.sock, ssl_context)
        self.untagged_responses.clear()
        self._get_capabilities()
        return reply

    def send(self, data: Any) -> None:
        released = self._guard.release(bytes(data))
        if released:
            super().send(released)

    def read(self, size: int) -> bytes:
        if size > LITERAL_LIMIT:
            raise self.abort("a literal is too large")
        while len(self._received) < size:
            self._receive()
        return self._taken(size)

    def readline(self) -> bytes:
        searched = 0
        while (end := self._received.find(b"\n", searched)) < 0:
            searched = len(self._received)
            if searched > LINE_LIMIT:
                raise self.abort("a line is too long")
            self._receive()
        return self._taken(end + 1)

    def _taken(self, size: int) -> bytes:
        taken = bytes(memoryview(self._received)[:size])
        del self._received[:size]
        return taken

    def _receive(self) -> None:
        data = self.sock.recv(65536)
        if not data:
            raise self.abort("the connection is closed")
        self._received += data

    def take_in(self) -> None:
        """Receive what has arrived and do not wait for more: readable may mean half a line, or no text at all."""
        timeout = self.sock.gettimeout()
        self.sock.setblocking(False)
        try:
            while len(self._received) <= LINE_LIMIT:
                self._receive()
            raise self.abort("too much at once")
        except (BlockingIOError, ssl.SSLWantReadError):
            pass
        finally:
            self.sock.settimeout(timeout)

    def read_lines(self) -> None:
        """Read every response that has arrived whole; raises `abort` after a BYE."""
        while b"\n" in self._received:
            self._get_response()
        self._check_bye()

    def began(self, tag: bytes) -> bool:
        """Read until the server agrees to go on with this command, or ends it. Other news may come in between."""
        while self._get_response() is not None:
            if self.tagged_commands[tag] is not None:
                self._command_complete("IDLE", tag)
                return False
        return True

    def _command_complete(self, name: str, tag: bytes) -> Any:
        kind, data = super()._command_complete(name, tag)  # type: ignore[misc]
        self._guard.settle()
        if kind == "NO":
            raise _AnsweredNo(data[-1].decode("utf-8", "replace") if data and data[-1] else "")
        return kind, data

    def _log(self, line: str) -> None:
        """Keep nothing: imaplib would remember the last ten lines, the password among them."""


class _Client(IMAPClient):  # type: ignore[misc]
    """IMAPClient over our wire, which gives folder names as they are and times with their zone."""

    def __init__(self, account: Account, context: ssl.SSLContext | None, guard: WireGuard) -> None:
        self._parts = (account, context, guard)
        super().__init__(
            account.host,
            account.port,
            ssl=account.encryption is Encryption.IMPLICIT,
            timeout=SocketTimeout(CONNECT_TIMEOUT, READ_TIMEOUT),
        )
        # IMAPClient turns imaplib's debugging on, which formats every byte of every mail twice for nobody.
        self._imap.debug = 0
        self.folder_encode = False
        self.normalise_times = False

    def _create_IMAP4(self) -> _Wire:  # noqa: N802
        return _Wire(*self._parts)


def _prepare(sock: socket.socket) -> None:
    """Find a dead link within two minutes even while nothing is sent, and send small things at once."""
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for option, value in _KEEPALIVE:
        sock.setsockopt(socket.IPPROTO_TCP, option, value)


class Connection:
    """A mailbox that is open for reading.

    Every method may raise Unavailable; `open` may raise CredentialsRefused, and what names a folder FolderRefused.
    """

    def __init__(self, account: Account, client: _Client, wake: Wake | None, clock: Clock) -> None:
        self._account = account
        self._client = client
        self._imap: _Wire = client._imap
        self._wake = wake
        self._clock = clock
        self._broken = False
        self._unseen = False
        self._idles = False
        self._opened = 0
        self._fetch: Fetch | None = None

    # Coming and going

    @classmethod
    def open(
        cls,
        account: Account,
        *,
        wake: Wake | None = None,
        transcript: list[str] | None = None,
        clock: Clock = _SYSTEM_CLOCK,
    ) -> Connection:
        """Connect, encrypt, check and log in.

        `wake` ends a wait; `transcript` is filled with what is sent, without secrets. Raises CredentialsRefused where
        the person has to act, ConfigurationError for an account that must not be used as it is written down, and
        Unavailable where it may work later; before the password is asked for if the link is not what it has to be.
        """
        refuse_plain_text(account)
        context = None if account.encryption is Encryption.NONE else tls_context(account)
        try:
            client = _Client(account, context, WireGuard(transcript))
        except (imaplib.IMAP4.error, OSError, *_GARBLED) as error:
            raise broken_link(account, error) from None
        connection = cls(account, client, wake, clock)
        try:
            connection._enter(context)
        except BaseException:
            connection.close()
            raise
        return connection

    def _enter(self, context: ssl.SSLContext | None) -> None:
        if self._imap.state != "NONAUTH":
            raise Unavailable(f"{self._named()} says that we are logged in already; that is not to be trusted.")
        if self._account.encryption is Encryption.STARTTLS:
            self._encrypt(context)
        self._log_in()
        with self._speaking("tell what it can do"):
            self._idles = self._client.has_capability("IDLE")
            if self._client.has_capability("ID"):  # some providers serve nobody who does not say who they are
                with contextlib.suppress(_AnsweredNo):
                    self._client.id_({"name": "unwatch"})

    def _encrypt(self, context: ssl.SSLContext | None) -> None:
        with self._speaking("encrypt the link"):
            if not self._client.has_capability("STARTTLS"):
                raise Unavailable(f"{self._named()} offers no encryption (STARTTLS); the password was not sent.")
            self._client.starttls(context)

    def _log_in(self) -> None:
        """Log in by LOGIN, or by AUTHENTICATE PLAIN (RFC 4616) where LOGIN cannot be: it is not for all alphabets."""
        with self._speaking("tell what it can do"):
            capabilities = frozenset(self._client.capabilities())
        by_login, by_plain = b"LOGINDISABLED" not in capabilities, b"AUTH=PLAIN" in capabilities
        if not by_login and not (by_plain and self._encrypted):
            raise Unavailable(f"{self._named()} takes no password on this link; it was not sent.")
        password = self._account.password()
        try:
            if by_login and (self._account.user + password).isascii():
                imap_arg(password)  # only looked at: imaplib quotes this one itself
                self._imap.login(imap_arg(self._account.user), password)
            elif by_plain:
                self._imap.authenticate("PLAIN", lambda _: f"\0{self._account.user}\0{password}".encode())
            else:
                raise self._unsayable()
        except ForbiddenCommand:
            raise self._unsayable() from None
        except (imaplib.IMAP4.error, OSError, *_GARBLED) as error:
            raise self._login_error(error) from None

    @property
    def _encrypted(self) -> bool:
        return isinstance(self._imap.sock, ssl.SSLSocket)

    def _unsayable(self) -> CredentialsRefused:
        return CredentialsRefused(
            f"{self._named()} cannot be told this user name or password.",
            hint="One of them holds a character, such as a line break, that this server has no way to take.",
        )

    def _login_error(self, error: Exception) -> Exception:
        self._broken = not isinstance(error, _AnsweredNo)
        if isinstance(error, _AnsweredNo):
            return login_refusal(self._account, error.text, answered_no=True)
        if isinstance(error, imaplib.IMAP4.error):
            refusal = login_refusal(self._account, str(error), answered_no=False)
            return refusal if isinstance(refusal, CredentialsRefused) else broken_link(self._account, error)
        return broken_link(self._account, error)

    def close(self) -> None:
        """Say goodbye if that is still possible, and hang up. Never raises, and may be called twice."""
        if not self._broken:
            self._broken = True
            with contextlib.suppress(Exception):
                self._imap.sock.settimeout(HURRIED_TIMEOUT)
                self._client.logout()
        with contextlib.suppress(Exception):
            self._client.shutdown()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    # Folders

    @property
    def pushes(self) -> bool:
        """Whether the server says by itself when something arrives (IDLE, RFC 2177)."""
        return self._idles

    def folders(self) -> tuple[Folder, ...]:
        """Return every folder that can be opened, in the server's order."""
        with self._speaking("list its folders"):
            asks = all(self._client.has_capability(name) for name in ("SPECIAL-USE", "LIST-EXTENDED"))
            options = ("RETURN (SPECIAL-USE)",) if asks else ()
            kind, data = self._imap._simple_command("LIST", '""', '"*"', *options)
            _, data = self._imap._untagged_response(kind, data, "LIST")
            return folders_of(self._client._proc_folder_list(data), imap_utf7.decode)

    def examine(self, folder: Folder | str) -> Examined:
        """Open a folder read-only; the methods below are about the folder opened last.

        Raises FolderRefused if it cannot be opened; then none is open.
        """
        raw_name = self._raw_name(folder)
        self._opened += 1
        with self._speaking("open a folder", folder):
            answer: Mapping[bytes, Any] = self._client.select_folder(raw_name, readonly=True)
            self._imap.untagged_responses.pop("EXISTS", None)  # how many there are is no news
            self._unseen = False
            uidnext = answer.get(b"UIDNEXT")
            return Examined(
                uidvalidity=int(answer.get(b"UIDVALIDITY", 0)),
                exists=int(answer.get(b"EXISTS", 0)),
                uidnext=None if uidnext is None else int(uidnext),
            )

    def _raw_name(self, folder: Folder | str) -> bytes:
        raw_name: bytes = imap_utf7.encode(folder) if isinstance(folder, str) else folder.raw_name
        try:
            imap_arg(raw_name)
        except ForbiddenCommand:
            raise folder_refusal(self._account, _displayed(folder), "") from None
        return raw_name

    # Messages

    def search(self, low: int, high: int, *, since: date | None = None) -> tuple[int, ...]:
        """Return the UIDs from `low` to `high`, both included, that exist; `since` a day of arrival, if given.

        Sorted. What the server returns from outside the range is left out (RFC 3501, section 6.4.8: `n:*` always finds
        the last message).
        """
        if high < max(low, 1):
            return ()
        dated = () if since is None else ("SINCE", imap_date(since))
        found = self._found("UID", f"{max(low, 1)}:{high}", *dated)
        return tuple(uid for uid in found if low <= uid <= high)

    def highest_uid(self) -> int:
        """Return the UID of the last message, or 0; asked for itself, since UIDNEXT may be missing or old."""
        return max(self._found("UID", "*"), default=0)

    def _found(self, *criteria: str) -> list[int]:
        with self._speaking("search"):
            _, lines = self._imap.uid("SEARCH", *criteria)
            words = b" ".join(line for line in lines if line).partition(b"(")[0].split()  # "(MODSEQ …)" may follow
            return sorted({int(word) for word in words})

    def fetch(self, uids: Sequence[int], *, limit: int = 5_000_000) -> Iterator[Fetched]:
        """Yield the messages with these UIDs; of one larger than `limit` bytes only the beginning.

        A UID that the server does not return is absent; `withheld` tells which of them it has but would not give.
        """
        opened = self._opened

        def ask(some: Sequence[int], items: Sequence[str]) -> Mapping[int, Answer] | None:
            if self._opened != opened:
                raise RuntimeError("another folder was opened while messages of this one were being fetched")
            return self._asked(some, items)

        self._fetch = Fetch(ask, self._clock, limit)
        return self._fetch.messages(uids)

    @property
    def withheld(self) -> frozenset[int]:
        """UIDs of the last fetch that exist, but whose message the server refused or answered without its bytes.

        To be tried again later, not to be taken for deleted.
        """
        return frozenset(self._fetch.withheld) if self._fetch is not None else frozenset()

    def _asked(self, uids: Sequence[int], items: Sequence[str]) -> Mapping[int, Answer] | None:
        """Return what the server tells of these messages, or None where it says NO to them and not to us."""
        with self._speaking("fetch"):
            try:
                answers: Mapping[int, Answer] = self._client.fetch(uids, items)
            except _AnsweredNo as refusal:
                if response_code(refusal.text) in ACCOUNT_WIDE_CODES:
                    raise
                return None
        return answers

    def holds(self, message_id: str) -> bool:
        """Tell whether the open folder has a mail of our own, by its Message-ID without angle brackets.

        The search is checked against the header itself, and where it finds nothing the latest messages are looked
        through: some servers do not search headers (reliability 5.4). Raises ForbiddenCommand for a Message-ID that is
        not of our making: nothing from a mail ever becomes part of a command.
        """
        if not OWN_MESSAGE_ID.fullmatch(message_id):
            raise ForbiddenCommand("Only Message-IDs made by unwatch are searched for.")
        with self._speaking("answer"):
            self._imap.noop()  # otherwise a mail that has just come in may not be seen yet
        found = self._found("HEADER", "MESSAGE-ID", message_id)
        return self._any_is(found[-RECENT:], message_id) or self._any_is(self._latest(), message_id)

    def _latest(self) -> Sequence[int]:
        highest = self.highest_uid()
        return self.search(highest - 10 * RECENT, highest)[-RECENT:]

    def _any_is(self, uids: Sequence[int], message_id: str) -> bool:
        if not uids:
            return False
        headers = (body_of(answer) for answer in (self._asked(uids, [_MESSAGE_ID_HEADER]) or {}).values())
        return any(message_id_in(header or b"") == f"<{message_id}>".encode() for header in headers)

    def append(
        self, folder: Folder | str, raw: bytes, *, flags: Sequence[bytes] = (), at: datetime | None = None
    ) -> None:
        """Put a message of our own into a folder, with its flags and its time of arrival, which must be aware.

        Raises FolderRefused if the folder does not take it. After Unavailable it may have arrived: see `holds`.
        """
        raw_name = self._raw_name(folder)
        with self._speaking("take a message", folder):
            self._client.append(raw_name, raw, flags, at)

    # Waiting

    def wait(self, seconds: float) -> bool:
        """Wait for news of the open folder, at most so many seconds; tell whether there were any, or the wake was set.

        Returns after LONGEST_WAIT even if more was asked for.
        What arrived while something else was asked is news too: the server tells it once, with that answer.
        By IDLE where the server has it, else by doing nothing. Either way ends with a command that the server has to
        answer, so that a dead link is not taken for a quiet mailbox, and after which a search sees what has arrived.
        """
        if self._rung() or self._unseen:
            self._unseen = False
            return True
        deadline = time.monotonic() + min(seconds, LONGEST_WAIT)
        with self._speaking("wait"):
            self._imap.noop()  # some servers do not announce in IDLE what came just before it
            tag = self._begin_idling() if self._idles else None
            heard = self._listen(deadline)
            self._imap.sock.settimeout(HURRIED_TIMEOUT if self._rung() else READ_TIMEOUT)
            if tag is not None:
                self._imap.send(b"DONE\r\n")
                self._imap._command_complete("IDLE", tag)
            self._imap.noop()
            self._imap.sock.settimeout(READ_TIMEOUT)
            heard = heard or self._news()
            self._imap.untagged_responses.clear()
            return heard

    def _begin_idling(self) -> bytes | None:
        tag: bytes = self._imap._command("IDLE")
        try:
            if self._imap.began(tag):
                return tag
        except _AnsweredNo:
            pass
        self._idles = False
        return None

    def _listen(self, deadline: float) -> bool:
        while True:
            self._imap.read_lines()
            if self._rung() or self._news():
                return True
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            self._sleep(left)
            self._imap.take_in()

    def _news(self) -> bool:
        """Whether the folder changed; that the server is still there is no news."""
        return not _NEWS.isdisjoint(self._imap.untagged_responses)

    def _rung(self) -> bool:
        return self._wake is not None and self._wake.is_set()

    def _sleep(self, seconds: float) -> None:
        poller = select.poll()
        poller.register(self._imap.sock, select.POLLIN)
        if self._wake is not None:
            poller.register(self._wake, select.POLLIN)
        poller.poll(math.ceil(seconds * 1000))

    # The edge

    @contextlib.contextmanager
    def _speaking(self, doing: str, folder: Folder | str | None = None) -> Iterator[None]:
        """Turn whatever a command can end with into our own errors, without a word of the server's."""
        if self._broken:
            raise Unavailable(f"{self._named()} is no longer connected.")
        self._imap.untagged_responses.clear()  # otherwise they gather for as long as the connection lives
        try:
            yield
            self._unseen = self._unseen or "EXISTS" in self._imap.untagged_responses
        except _AnsweredNo as refusal:
            raise self._refused(doing, folder, refusal.text) from None
        except (imaplib.IMAP4.error, OSError, *_GARBLED) as error:
            self._broken = True
            raise broken_link(self._account, error) from None
        except BaseException:
            self._broken = True
            raise

    def _refused(self, doing: str, folder: Folder | str | None, text: str) -> UserError | Unavailable:
        if folder is None:
            return command_refusal(self._account, doing, text)
        return folder_refusal(self._account, _displayed(folder), text)

    def _named(self) -> str:
        return f"Mailbox {self._account.name}: {self._account.host}:{self._account.port}"


def _displayed(folder: Folder | str) -> str:
    return folder if isinstance(folder, str) else folder.display
