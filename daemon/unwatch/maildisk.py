"""Mail on disk, read as a stream: an .eml file, an mbox, a Maildir, a folder of them, or standard input.

Nothing is written, no lock is taken, and never more than one message is in memory.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from unwatch.errors import EXIT_USAGE, UserError

MESSAGE_LIMIT = 25 * 1024 * 1024
STANDARD_INPUT = "-"

_BLOCK = 64 * 1024
_SEPARATOR = b"From "
_HEADER_LINE = re.compile(rb"(?:[\x21-\x39\x3b-\x7e]{1,76}[ \t]*:|>?From )")
_QUOTED_SEPARATOR = re.compile(rb">+From ")
_FIRST_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:[\x21-\x39\x3b-\x7e]{1,76}[ \t]*:|>?From )")
_MAILDIR_FOLDERS = frozenset({"cur", "new"})
_SUFFIXES = (".eml", ".mbox")
_PACKED = {
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"PK\x03\x04": "zip",
    b"7z\xbc\xaf\x27\x1c": "7z",
}
_OUTLOOK_STORE = b"!BDN"


class UnreadablePath(UserError):
    """A PATH that no mail can be read from at all; one sentence, exit status 2."""

    def __init__(self, message: str) -> None:
        super().__init__(message, status=EXIT_USAGE)


@dataclass(frozen=True, slots=True)
class StoredMail:
    """One mail as it lies on disk.

    `position` is how many bytes have been read when this mail ends and `total` how many there are, where that can be
    known. `cut_off` is true for the last mail of an mbox that ends in the middle of a line. `raw` is at most 25 MB,
    and empty for a file of a folder that could not be read.
    """

    path: str
    raw: bytes
    position: int
    total: int | None
    cut_off: bool = False


def open_mail(path: str) -> Iterator[StoredMail]:
    """Return the mail under a path, `-` for standard input; folders in the order of their names.

    Raises UnreadablePath at once where there is none: nothing there, no permission, no mail in it, packed.
    """
    if path == STANDARD_INPUT:
        return _read_stream("standard input", path, _open_standard_input())
    try:
        status = Path(path).stat()
        if stat.S_ISDIR(status.st_mode):
            return _read_folder(path)
        if not stat.S_ISREG(status.st_mode):
            return _read_stream(path, path, _open(path))  # a pipe, such as the shell's <(…)
        return _read_file(path, status.st_size)
    except (OSError, ValueError) as error:
        raise UnreadablePath(f"{path} cannot be read: {_reason(error)}.") from error


def _open_standard_input() -> BufferedReader:
    return open(sys.stdin.fileno(), "rb", closefd=False)


def _open(path: str) -> BufferedReader:
    return open(path, "rb")  # noqa: PTH123 closed by the generator that reads it


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror or "input/output error") if isinstance(error, OSError) else "not a path"


def _read_file(path: str, size: int) -> Iterator[StoredMail]:
    file = _open(path)
    try:
        start = file.peek(_BLOCK)[:_BLOCK]
        _refuse(path, start, named_as_mail=path.lower().endswith(".eml"))
    except BaseException:
        file.close()
        raise
    return _messages(path, file, size, as_mbox=_is_mbox(start))


def _read_stream(name: str, path: str, file: BufferedReader) -> Iterator[StoredMail]:
    start = file.peek(_BLOCK)[:_BLOCK]
    _refuse(name, start, named_as_mail=False)
    return _messages(path, file, None, as_mbox=_is_mbox(start))


def _refuse(name: str, start: bytes, *, named_as_mail: bool) -> None:
    """Raise UnreadablePath for what is no mail by its first bytes; a broken mail named .eml is still one."""
    if not start.strip():
        raise UnreadablePath(f"{name} is empty: there is no mail in it.")
    for magic, program in _PACKED.items():
        if start.startswith(magic):
            raise UnreadablePath(f"{name} is compressed ({program}): unpack it first and give what comes out.")
    if start.startswith(_OUTLOOK_STORE):
        raise UnreadablePath(f"{name} is an Outlook data file: export it as an mbox or as .eml files first.")
    if not named_as_mail and not _FIRST_LINE.match(start):
        raise UnreadablePath(f"{name} is not mail: neither a message nor an mbox.")


def _is_mbox(start: bytes) -> bool:
    return start.lstrip(b"\r\n").startswith(_SEPARATOR)


def _messages(path: str, file: BufferedReader, total: int | None, *, as_mbox: bool) -> Iterator[StoredMail]:
    with file:
        if as_mbox:
            yield from _read_mbox(path, file, total)
        else:
            raw = file.read(MESSAGE_LIMIT)
            yield StoredMail(path, raw, total if total is not None else len(raw), total)


def _read_folder(path: str) -> Iterator[StoredMail]:
    files = list(_mail_files(path))
    if not files:
        next(Path(path).iterdir(), None)  # a folder that may not be looked into says so here
        raise UnreadablePath(f"{path} is a folder without mail: no Maildir, no .eml and no .mbox file in it.")
    return _each_file(files)


def _mail_files(path: str) -> Iterator[tuple[str, int]]:
    """Give each file that holds mail, with its size: of a Maildir all in cur and new, elsewhere by the suffix."""
    for folder, subfolders, names in os.walk(path):
        subfolders.sort()
        in_maildir = Path(folder).name in _MAILDIR_FOLDERS
        for name in sorted(names):
            file = Path(folder) / name
            wanted = not name.startswith(".") if in_maildir else name.lower().endswith(_SUFFIXES)
            if wanted and file.is_file():
                yield str(file), _size(file)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0  # a mail client has just moved it


def _each_file(files: list[tuple[str, int]]) -> Iterator[StoredMail]:
    total = sum(size for _, size in files)
    done = 0
    for path, size in files:
        for mail in _of_folder(path, size):
            yield StoredMail(path, mail.raw, min(done + mail.position, total), total, mail.cut_off)
        done += size


def _of_folder(path: str, size: int) -> Iterator[StoredMail]:
    try:
        file = _open(path)
    except FileNotFoundError:
        return  # a mail client has just moved it; under its new name it is read next time
    except OSError:
        yield StoredMail(path, b"", size, size)
        return
    in_maildir = Path(path).parent.name in _MAILDIR_FOLDERS
    yield from _messages(path, file, size, as_mbox=not in_maildir and _is_mbox(file.peek(_BLOCK)[:_BLOCK]))


def _read_mbox(path: str, file: BufferedReader, total: int | None) -> Iterator[StoredMail]:
    """Cut an mbox (RFC 4155; mboxo and mboxrd) at "From " lines that follow a blank line and precede a header."""
    mail = _Growing()
    position = 0
    separator = b""
    after_blank = True
    at_line_start = True
    last = b""
    while line := file.readline(_BLOCK):
        if separator:
            if _HEADER_LINE.match(line) or _ends_the_file(line):
                if mail.begun:
                    yield StoredMail(path, mail.take(), position - len(separator), total)
                mail.begin()
            else:
                mail.add(separator)
            separator = b""
        position += len(line)
        if at_line_start and after_blank and line.startswith(_SEPARATOR):
            separator = line
        else:
            mail.add(line[1:] if at_line_start and _QUOTED_SEPARATOR.match(line) else line)
        after_blank = at_line_start and not line.strip(b"\r\n")
        at_line_start = line.endswith(b"\n")
        last = line
    if separator and mail.begun:
        yield StoredMail(path, mail.take(), position - len(separator), total)
        mail.begin()  # cut off right behind the line that begins a message
    yield StoredMail(path, mail.take(), position, total, cut_off=bool(separator) or not last.endswith(b"\n"))


def _ends_the_file(line: bytes) -> bool:
    """Tell whether a line was torn: then what stands before it may have begun a message."""
    return len(line) < _BLOCK and not line.endswith(b"\n")


class _Growing:
    """The message being collected; what goes beyond the limit is let go."""

    def __init__(self) -> None:
        self._raw = bytearray()
        self.begun = False

    def begin(self) -> None:
        self.begun = True

    def add(self, line: bytes) -> None:
        self.begun = True
        self._raw += line[: MESSAGE_LIMIT - len(self._raw)]

    def take(self) -> bytes:
        """Return the message without the blank line that the mbox puts behind it."""
        raw, self._raw = self._raw, bytearray()
        if raw.endswith(b"\r\n\r\n"):
            del raw[-2:]
        elif raw.endswith(b"\n\n"):
            del raw[-1:]
        return bytes(raw)
