"""SMTP only: hand one frozen mail to a submission server, and know which side of the point of no return it ended on.

smtplib raises one and the same exception when the link drops before the body and after the server may have taken the
mail (reliability 90), so the phases are driven one by one here. Up to the server's 354 nothing can have been sent;
from the body on, only a reply tells.
"""

from __future__ import annotations

import base64
import ipaddress
import re
import smtplib  # noqa: TID251
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from unwatch.deliver import LOGIN_REFUSED
from unwatch.delivery import Attempt, Handed, OutboxRow
from unwatch.errors import ConfigurationError, Unavailable

CONNECT_SECONDS = 15.0
COMMAND_SECONDS = 60.0
BODY_SECONDS = 180.0  # RFC 5321, section 4.5.3.2.5
FAREWELL_SECONDS = 5.0
LONGEST_LINE = 8192
MOST_LINES = 200
LONGEST_REPLY = 200

# An address literal: our own host's name is nobody's business, and looking it up can take seconds.
OWN_NAME = "[127.0.0.1]"

_ADDRESS = re.compile(r"[!-;=?-~]{1,254}")
_LINE_END = re.compile(rb"\r\n|\n|\r(?!\n)")
_LEADING_DOT = re.compile(rb"(?m)^\.")
_ENHANCED = re.compile(r"[245]\.\d{1,3}\.\d{1,3}(?!\S)")


@dataclass(frozen=True, slots=True)
class SmtpAccount:
    """Where mail is handed over, and as whom. `password` is asked for anew at each attempt.

    Raises ConfigurationError when the account would send anything in the clear over a network (RFC 8314), or names a
    user without a password.
    """

    host: str
    port: int
    encryption: Literal["tls", "starttls", "none"]
    user: str | None
    password: Callable[[], str] | None
    from_address: str
    ca_file: Path | None = None

    def __post_init__(self) -> None:
        if self.encryption == "none" and not _on_this_machine(self.host):
            raise ConfigurationError(
                "smtp: encryption = none is for a server on this machine only.", hint="Write tls or starttls."
            )
        if (self.user is None) != (self.password is None):
            raise ConfigurationError("smtp: a user and a password belong together.", hint="Give both, or neither.")


class SmtpTransport:
    """A way out by SMTP submission (RFC 5321, RFC 6409); one connection for each attempt."""

    def __init__(
        self,
        account: SmtpAccount,
        *,
        final_reply_seconds: float = 600,
        command_seconds: float = COMMAND_SECONDS,
    ) -> None:
        """Take an account; 600 s for the final reply are RFC 5321's, section 4.5.3.2.6: less means a second copy."""
        self._account = account
        self._final_reply_seconds = final_reply_seconds
        self._command_seconds = command_seconds

    def send(self, row: OutboxRow, before_body: Callable[[], None]) -> Attempt:
        """Hand the mail over; `before_body` is called after the server's 354 and before the first byte of the mail.

        What `before_body` raises is passed on with nothing sent, and so is what reading the password raises, but for
        Unavailable. Everything that the server or the link does becomes an Attempt.
        """
        if not (_ADDRESS.fullmatch(row.recipient) and _ADDRESS.fullmatch(self._account.from_address)):
            return Attempt(Handed.REFUSED, "MAIL: an address holds characters that SMTP cannot carry")
        try:
            password = self._account.password() if self._account.password else None
        except Unavailable:
            return Attempt(Handed.LATER, "AUTH: the password cannot be had now")
        with closing(_Session(self._account, password, self._command_seconds)) as session:
            stopped = _approach(session, row.recipient)
            if stopped is not None:
                return stopped
            before_body()
            attempt = _hand_over(session, row.raw, self._final_reply_seconds)
            if attempt.handed is Handed.SENT:
                session.part()
            return attempt


class _Stopped(Exception):
    """The server's reply ends the attempt before the body."""

    def __init__(self, attempt: Attempt) -> None:
        super().__init__(attempt.reply)
        self.attempt = attempt


class _Session(smtplib.SMTP):
    """One connection: smtplib's commands over a reader that a server can neither stall nor flood.

    smtplib allows its timeout anew for each byte and a reply without end, and reads a line that is too long as a 500,
    which after the body would be taken for a refusal.
    """

    def __init__(self, account: SmtpAccount, password: str | None, patience: float) -> None:
        super().__init__(local_hostname=OWN_NAME)
        self.account = account
        self.secret = password or ""
        self.patience = patience
        self.phase = "connect"
        self.private = {name.partition("@")[0].lower() for name in (account.user, account.from_address) if name}
        self._unread = bytearray()

    def open(self) -> None:
        """Connect, behind TLS where it is implicit, and read the greeting."""
        self.phase = "connect"
        self.sock = socket.create_connection((self.account.host, self.account.port), CONNECT_SECONDS)
        if self.account.encryption == "tls":
            self._wrap()
        self._require(self.getreply(), 2)

    def greet(self) -> None:
        """Say EHLO, and learn what the server offers."""
        self.phase = "EHLO"
        self._require(self.ehlo(), 2)

    def start_tls(self) -> None:
        """Go over to TLS or give up; there is no going on without it (RFC 8314, section 4.1)."""
        self.phase = "STARTTLS"
        if not self.has_extn("starttls"):
            raise _Stopped(Attempt(Handed.LATER, "STARTTLS: the server does not offer it, so nothing was sent"))
        self._require(self.docmd("STARTTLS"), 2)
        self.keep_step()  # whoever put more behind it wants it read as if it had come through TLS
        self._wrap()

    def log_in(self) -> None:
        """Log in, once: a second mechanism after a refusal brings nearer the day on which the account is locked."""
        self.phase = "AUTH"
        offered = self.esmtp_features.get("auth", "").upper().split()
        if "PLAIN" in offered:
            code, text = self.docmd("AUTH", "PLAIN " + _base64(f"\0{self.account.user}\0{self.secret}"))
        elif "LOGIN" in offered:
            code, text = self._log_in_by_question()
        else:
            raise _Stopped(Attempt(Handed.LATER, "AUTH: the server offers no login with a password"))
        if code // 100 == 5 and code != 503:  # 503: this connection is logged in already
            raise _Stopped(Attempt(Handed.LATER, f"{LOGIN_REFUSED} ({_code(code, text)})"))
        if code != 503:
            self._require((code, text), 2)

    def ask(self, command: str, arguments: str = "", *, wanted: int = 2) -> None:
        """Send a command about this mail: a 5xx refuses the mail, unless it is for want of a login (RFC 4954)."""
        self.phase = command
        code, text = self.docmd(command, arguments)
        if code in {530, 535}:
            raise _Stopped(Attempt(Handed.LATER, f"{LOGIN_REFUSED} ({command}: {_code(code, text)})"))
        if code // 100 == 5:
            raise _Stopped(Attempt(Handed.REFUSED, self._told(code, text)))
        self._require((code, text), wanted)

    def part(self) -> None:
        """Say QUIT; the mail is handed over whatever becomes of it (reliability 92)."""
        self.patience = FAREWELL_SECONDS
        with suppress(OSError):
            self.docmd("QUIT")

    def putcmd(self, cmd: str, args: str = "") -> None:
        """Send a command, but never while a reply lies unread: every later one would be taken for another's."""
        self.keep_step()
        self._be_patient(self.patience)
        super().putcmd(cmd, args)

    def body(self, data: bytes) -> None:
        """Send the mail and the dot that ends it."""
        self._be_patient(BODY_SECONDS)
        self.send(data)

    def keep_step(self) -> None:
        """Stop when the server has said more than it was asked."""
        if self._unread:
            raise _Stopped(Attempt(Handed.LATER, f"{self.phase}: the server is out of step"))

    def getreply(self) -> tuple[int, bytes]:
        """Read one reply, all of it within the patience of this phase; a malformed one has the code -1."""
        deadline = time.monotonic() + self.patience
        lines: list[bytes] = []
        while len(lines) < MOST_LINES:
            line = self._line(deadline)
            lines.append(line[4:].strip())
            if not (line[:3].isdigit() and line[3:4] in {b"", b" ", b"-"}):
                return -1, b""
            if line[3:4] != b"-":
                return int(line[:3]), b"\n".join(lines)
        raise smtplib.SMTPServerDisconnected("a reply without end")

    def _line(self, deadline: float) -> bytes:
        while (end := self._unread.find(b"\n")) < 0:
            if len(self._unread) > LONGEST_LINE:
                raise smtplib.SMTPServerDisconnected("a line without end")
            self._read(deadline)
        line = bytes(self._unread[:end]).rstrip(b"\r")
        del self._unread[: end + 1]
        return line

    def _read(self, deadline: float) -> None:
        left = deadline - time.monotonic()
        if left <= 0 or self.sock is None:
            raise TimeoutError
        self._be_patient(left)
        block = self.sock.recv(4096)
        if not block:
            raise smtplib.SMTPServerDisconnected("the server hung up")
        self._unread += block

    def _be_patient(self, seconds: float) -> None:
        if self.sock is not None:
            self.sock.settimeout(seconds)

    def _wrap(self) -> None:
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("not connected")
        context = ssl.create_default_context(cafile=self.account.ca_file)
        self.sock.settimeout(CONNECT_SECONDS)
        self.sock = context.wrap_socket(self.sock, server_hostname=self.account.host)

    def _log_in_by_question(self) -> tuple[int, bytes]:
        code, text = self.docmd("AUTH", "LOGIN")
        for answer in (self.account.user or "", self.secret):
            if code != 334:
                break
            code, text = self.docmd(_base64(answer))
        return code, text

    def _require(self, reply: tuple[int, bytes], wanted: int) -> None:
        code, text = reply
        if code // 100 != wanted:
            raise _Stopped(Attempt(Handed.LATER, self._told(code, text)))

    def _told(self, code: int, text: bytes) -> str:
        """The reply in one line, without address, name or password: some servers repeat what they were given."""
        if code < 0 or self.phase == "AUTH":
            return f"{self.phase}: {_code(code, text)}"
        words = "".join(c if c.isprintable() else " " for c in text.decode("ascii", "replace")).split()
        shown = " ".join("…" if self._is_private(word) else word for word in words)
        return f"{self.phase}: {code} {shown}".strip()[:LONGEST_REPLY]

    def _is_private(self, word: str) -> bool:
        return "@" in word or any(name in word.lower() for name in self.private)


def _approach(session: _Session, recipient: str) -> Attempt | None:
    """Go up to the 354; return how it ended where it ended before."""
    account = session.account
    session.private.add(recipient.partition("@")[0].lower())
    try:
        session.open()
        session.greet()
        if account.encryption == "starttls":
            session.start_tls()
            session.greet()
        if account.user is not None:
            session.log_in()
        session.ask("MAIL", f"FROM:<{account.from_address}>")
        session.ask("RCPT", f"TO:<{recipient}>")
        session.ask("DATA", wanted=3)
        session.keep_step()
    except _Stopped as stopped:
        return stopped.attempt
    except OSError as error:
        return Attempt(Handed.LATER, f"{session.phase}: {_why(error)}")
    except UnicodeError:  # socket's answer to a host such as "smtp..example.org"
        return Attempt(Handed.LATER, "connect: the server's name cannot be looked up")
    return None


def _hand_over(session: _Session, raw: bytes, final_reply_seconds: float) -> Attempt:
    """Send the body and its end, and read what became of it."""
    try:
        session.body(_as_data(raw))
        session.patience = final_reply_seconds
        code, text = session.getreply()
    except OSError as error:
        return Attempt(Handed.UNKNOWN, f"end of data: {_why(error)}")
    handed = {2: Handed.SENT, 4: Handed.LATER, 5: Handed.REFUSED}.get(code // 100, Handed.UNKNOWN)
    # The server has seen the mail by now and may quote it, so only its codes are kept.
    return Attempt(handed, f"end of data: {_code(code, text)}")


def _as_data(raw: bytes) -> bytes:
    """Lines ended by CRLF, leading dots doubled, and the dot that ends it (RFC 5321, section 4.5.2)."""
    lines = _LINE_END.sub(b"\r\n", raw)
    if not lines.endswith(b"\r\n"):
        lines += b"\r\n"
    return _LEADING_DOT.sub(b"..", lines) + b".\r\n"


def _code(code: int, text: bytes) -> str:
    """The reply code, with the enhanced one where the server gives it (RFC 3463)."""
    if code < 0:
        return "not a reply"
    enhanced = _ENHANCED.match(text[:20].decode("ascii", "replace"))
    return f"{code} {enhanced.group()}" if enhanced else str(code)


def _why(error: OSError) -> str:
    """What went wrong with the link, in words that hold nothing of the mail."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate is not trusted: {error.verify_message}"
    if isinstance(error, ssl.SSLError):
        return "TLS failed"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, socket.gaierror):
        return "the server's name is not known"
    return error.strerror or "the connection was lost"


def _on_this_machine(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
