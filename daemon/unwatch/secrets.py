"""Passwords by reference: a systemd credential, a command, or a file; never a setting, never the environment.

A secret is read when it is needed and not kept; as soon as it is known, the log knows to leave it out. No error
message holds one.
"""

from __future__ import annotations

import os
import signal
import stat
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from unwatch import log
from unwatch.errors import ConfigurationError
from unwatch.settings_tables import Account

_COMMAND_SECONDS = 10
_LONGEST = 65536  # an OAuth token is some thousand bytes; whatever is longer is not a secret


def of_account(name: str, account: Account) -> Callable[[], str]:
    """Return what reads the password of a table of the settings; `name` is its own, such as `personal` or `smtp`."""
    return resolver(
        name,
        credential=account.credential or name,
        command=account.password_command,
        file=account.password_file,
        user=account.user,
    )


def resolver(
    name: str,
    *,
    credential: str,
    command: Sequence[str] | None = None,
    file: Path | None = None,
    user: str | None = None,
) -> Callable[[], str]:
    """Return what reads a secret: from the credential if systemd has handed one over, else by command, else from file.

    Calling it raises ConfigurationError where there is none, it is empty or unreadable, or the file is open to others.
    `name` is what the message calls it; `user` is whom the log may see it beside.
    """

    def read() -> str:
        secret = _find(name, credential, command, file)
        log.register_secret(secret, user)
        return secret

    return read


def _find(name: str, credential: str, command: Sequence[str] | None, file: Path | None) -> str:
    handed_over = _credential_file(credential)
    if handed_over is not None:
        return _only_line(_bytes_of(name, handed_over), f"The credential {credential}")
    if command is not None:
        return _first_line(_printed(name, command), f"What password_command of {name} prints")
    if file is not None:
        return _only_line(_bytes_of(name, file, private=True), f"The password_file of {name}")
    raise ConfigurationError(
        f"There is no password for {name}.",
        hint=f"Under systemd, add LoadCredential={credential}:/etc/unwatch/{credential} to the unit; "
        f"else set password_command or password_file.",
    )


def _credential_file(credential: str) -> Path | None:
    """Return the credential that systemd handed over (systemd.exec(5)), None where this is not such a service."""
    directory = os.environ.get("CREDENTIALS_DIRECTORY", "")
    path = Path(directory) / credential
    try:
        return path if directory.startswith("/") and path.exists() else None
    except OSError:
        return path  # it is there, and reading it will say why it cannot be had


def _bytes_of(name: str, file: Path, *, private: bool = False) -> bytes:
    try:
        # Not blocking, otherwise a named pipe in the file's place would hold the daemon up for ever.
        with os.fdopen(os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as opened:
            if private:
                _refuse_if_open_to_others(name, file, os.fstat(opened.fileno()))
            return opened.read(_LONGEST + 1)
    except OSError as error:
        raise ConfigurationError(
            f"The password of {name} cannot be read from {file}: {error.strerror}.",
            hint=f"Write it there for the user of unwatch alone: install -m 600 /dev/stdin {file}" if private else "",
        ) from None


def _refuse_if_open_to_others(name: str, file: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise ConfigurationError(f"The password_file of {name}, {file}, is not a file.")
    if found.st_uid != os.geteuid():
        raise ConfigurationError(
            f"The password_file of {name} belongs to somebody else.", hint=f"Run: chown {os.geteuid()} {file}"
        )
    if found.st_mode & 0o077:
        raise ConfigurationError(
            f"The password_file of {name} is open to other users of this machine.", hint=f"Run: chmod 600 {file}"
        )


def _printed(name: str, command: Sequence[str]) -> bytes:
    """Run the command without a shell and return what it prints; it and its children end after 10 seconds."""
    try:
        process = subprocess.Popen(  # noqa: S603 - the person's own command, from their own settings
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # it may print a secret
            start_new_session=True,
        )
    except (OSError, ValueError):
        raise ConfigurationError(
            f"The password_command of {name} cannot be run.", hint="Its first word must be a program, with its path."
        ) from None
    return _wait_for(name, process)


def _wait_for(name: str, process: subprocess.Popen[bytes]) -> bytes:
    try:
        printed, _ = process.communicate(timeout=_COMMAND_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise ConfigurationError(
            f"The password_command of {name} did not end within {_COMMAND_SECONDS} seconds.",
            hint="It must not ask anything: nobody is there to answer.",
        ) from None
    if process.returncode != 0:
        raise ConfigurationError(f"The password_command of {name} failed with status {process.returncode}.")
    return printed


def _first_line(raw: bytes, what: str) -> str:
    """Return the first line: programs such as pass print the password there, and notes below."""
    return _only_line(raw.lstrip(b"\n").split(b"\n", 1)[0], what)


def _only_line(raw: bytes, what: str) -> str:
    text = raw.removesuffix(b"\n").removesuffix(b"\r")
    if not text:
        raise ConfigurationError(f"{what} is empty.")  # seen with credentials in earnest: systemd issue 21789
    if len(text) > _LONGEST or any(byte in text for byte in b"\r\n\0"):
        raise ConfigurationError(f"{what} is not one line of text.")
    try:
        return text.decode()
    except UnicodeDecodeError:
        raise ConfigurationError(f"{what} is not UTF-8 text.") from None
