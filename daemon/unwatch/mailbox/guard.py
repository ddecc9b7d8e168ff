"""Nothing leaves for the server but commands that cannot change the mailbox.

Every byte passes here on its way out, whichever library call it comes from, and is refused before any of it is sent
unless it is part of one whole command of the list below. This is what makes "unwatch changes nothing in your mailbox"
a property of the wire and not of good intentions, and what stops a mail from speaking: a Message-ID may hold an encoded
line break, and a library that puts it into a search would send what follows as a command of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import Enum, auto

LINE_LIMIT = 8000
"""Longest command line in bytes, without literals (RFC 2683, section 3.2.1.5)."""

OWN_MESSAGE_ID = re.compile(r"unwatch\.[A-Za-z0-9.\-]{1,120}@[A-Za-z0-9.\-]{1,120}")
"""The only Message-IDs that may be searched for: those that unwatch made itself, without angle brackets."""

_PRINTABLE = re.compile(rb"[\x20-\x7e]*")
_STRING = r'(?:"(?:[^"\\]|\\["\\])*"|[^ (){%*"\\]+)'
_UIDS = r"(?:\*|\d{1,10}(?::\d{1,10})?(?:,\d{1,10}(?::\d{1,10})?)*)"
_ITEM = r"(?:UID|FLAGS|INTERNALDATE|RFC822\.SIZE|BODY\.PEEK\[[A-Z0-9.\- ()]*\](?:<\d{1,10}\.\d{1,10}>)?)"
_DAY = r"\d\d-[A-Z]{3}-\d{4}"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}|\*")
_COMMAND = re.compile(r"[A-Za-z0-9]{1,20} (?P<name>UID [A-Za-z]+|[A-Za-z]+)(?P<arguments>(?: .*)?)", re.IGNORECASE)

ALLOWED: Mapping[str, re.Pattern[str]] = {
    name: re.compile(arguments, re.IGNORECASE)
    for name, arguments in {
        "CAPABILITY": "",
        "ID": rf" (?:NIL|\((?:{_STRING}(?: {_STRING})*)?\))",
        "STARTTLS": "",
        "LOGIN": rf" {_STRING} {_STRING}",
        "AUTHENTICATE": r" [A-Z0-9\-_]{1,20}",
        "NAMESPACE": "",
        "LIST": rf' {_STRING} "[^"\\]*"(?: RETURN \(SPECIAL-USE\))?',
        "STATUS": rf" {_STRING} \([A-Z ]+\)",
        "EXAMINE": rf" {_STRING}",
        "UID SEARCH": rf" (?:UID {_UIDS}(?: SINCE {_DAY})?|HEADER MESSAGE-ID {OWN_MESSAGE_ID.pattern})",
        "UID FETCH": rf" {_UIDS} (?:{_ITEM}|\({_ITEM}(?: {_ITEM})*\))",
        "IDLE": "",
        "NOOP": "",
        "UNSELECT": "",
        "LOGOUT": "",
        "APPEND": rf' {_STRING}(?: \((?:\\?[A-Z$]+(?: \\?[A-Z$]+)*)?\))?(?: "[^"\\]+")? \{{\d{{1,10}}\}}',
    }.items()
}
"""Each command that may be sent, and what may stand behind it. DONE is not a command: it ends IDLE, and only that."""


class ForbiddenCommand(Exception):
    """Something was about to be sent that must never be. A defect: nobody can put it right by trying again.

    The text names the command at most, never its arguments, which may come from a mail.
    """


class _Expecting(Enum):
    COMMAND = auto()
    LITERAL = auto()
    END_OF_LITERAL = auto()
    CREDENTIALS = auto()
    DONE = auto()


def imap_arg(value: str | bytes) -> str:
    """Return the value as a quoted string of RFC 3501, section 4.3.

    Raises ForbiddenCommand unless every byte is printable ASCII: a line break would begin a command of its own.
    """
    raw = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
    if not _PRINTABLE.fullmatch(raw):
        raise ForbiddenCommand("An argument holds a byte that may not be sent.")
    return '"' + raw.decode("ascii").replace("\\", "\\\\").replace('"', '\\"') + '"'


def imap_date(day: date) -> str:
    """Return the day as a search wants it, whatever the language of the machine."""
    return f"{day.day:02}-{_MONTHS[day.month - 1]}-{day.year:04}"


class WireGuard:
    """Judges what is about to be sent, and remembers just enough to know what may come next.

    `transcript`, if there is one, gets each line that passes; credentials and literals are replaced.
    """

    def __init__(self, transcript: list[str] | None = None) -> None:
        self._transcript = transcript
        self._held = b""
        self._literal = 0
        self._expecting = _Expecting.COMMAND
        self._tripped = False

    def release(self, data: bytes) -> bytes:
        """Return what may be sent now: whole lines and announced literals. The start of a line is held until its end.

        Raises ForbiddenCommand, from then on for whatever follows: after one refusal the two sides no longer agree
        on what was said.
        """
        if self._tripped:
            raise ForbiddenCommand("Nothing is sent on a connection on which a command was refused.")
        try:
            return self._released(data)
        except ForbiddenCommand:
            self._tripped = True
            raise

    def settle(self) -> None:
        """The server has answered the last command: what it was promised, such as a literal, no longer comes."""
        self._expecting = _Expecting.COMMAND

    def _released(self, data: bytes) -> bytes:
        if self._expecting is _Expecting.LITERAL:
            return self._released_literal(data)
        self._held += data
        line = self._held.removesuffix(b"\r\n")
        if len(line) > LINE_LIMIT:
            raise ForbiddenCommand("A command is longer than a line may be.")
        if not _PRINTABLE.fullmatch(line):
            raise ForbiddenCommand("A command holds a byte that may not be sent.")
        if line == self._held:
            return b""
        self._judge(line.decode("ascii"))
        self._held = b""
        return line + b"\r\n"

    def _released_literal(self, data: bytes) -> bytes:
        if len(data) != self._literal:
            raise ForbiddenCommand("A literal is not as long as was announced.")
        self._expecting = _Expecting.END_OF_LITERAL
        return data

    def _judge(self, line: str) -> None:
        expecting, self._expecting = self._expecting, _Expecting.COMMAND
        if expecting is _Expecting.END_OF_LITERAL:
            if line:
                raise ForbiddenCommand("A command goes on behind its literal.")
        elif expecting is _Expecting.DONE and line == "DONE":
            self._record(line)
        elif expecting is _Expecting.CREDENTIALS and _BASE64.fullmatch(line):
            self._record("***")
            self._expecting = _Expecting.CREDENTIALS
        else:
            self._judge_command(line)

    def _judge_command(self, line: str) -> None:
        match = _COMMAND.fullmatch(line)
        if match is None:
            raise ForbiddenCommand("Something is not a command.")
        name, arguments = match["name"].upper(), match["arguments"]
        allowed = ALLOWED.get(name)
        if allowed is None or not allowed.fullmatch(arguments):
            raise ForbiddenCommand(f"{name[:20]} may not be sent, or not in this form.")
        self._expect_after(name, arguments)
        self._record(name + (" ***" if name == "LOGIN" else arguments))

    def _expect_after(self, name: str, arguments: str) -> None:
        match name:
            case "APPEND":
                self._literal = int(arguments[arguments.rindex("{") + 1 : -1])
                self._expecting = _Expecting.LITERAL
            case "AUTHENTICATE":
                self._expecting = _Expecting.CREDENTIALS
            case "IDLE":
                self._expecting = _Expecting.DONE

    def _record(self, line: str) -> None:
        if self._transcript is not None:
            self._transcript.append(line)
