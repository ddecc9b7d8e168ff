"""A real Dovecot for a test: its own folder, its own ports on the loopback, gone when the test process is gone.

    with DovecotServer({"dana": "secret"}) as server:
        server.deliver("dana", b"Subject: hello\\r\\n\\r\\nhello\\r\\n")

Needs the packages dovecot-imapd and openssl; runs as root (mail then belongs to the user `mail`) and as anybody else.
"""

from __future__ import annotations

import contextlib
import grp
import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pytest

BINARY = Path("/usr/sbin/dovecot")
_PR_SET_PDEATHSIG = 1
_LAUNCHER = (
    "import ctypes, os, sys;"
    f"ctypes.CDLL(None).prctl({_PR_SET_PDEATHSIG}, {int(signal.SIGTERM)}, 0, 0, 0);"
    "os.execv(sys.argv[1], sys.argv[1:])"
)
_CONFIGURATION = """
protocols = imap
listen = 127.0.0.1
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/dovecot.log
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
mail_location = maildir:{base}/mail/%u/Maildir
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 1
first_valid_gid = 1
mail_fsync = never
mailbox_idle_check_interval = 1s
mail_max_userip_connections = {connections}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Drafts {{
    special_use = \\Drafts
    auto = create
  }}
  mailbox Sent {{
    special_use = \\Sent
    auto = create
  }}
  mailbox Junk {{
    special_use = \\Junk
    auto = create
  }}
  mailbox Trash {{
    special_use = \\Trash
    auto = create
  }}
}}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {base}/users
}}
userdb {{
  driver = passwd-file
  args = username_format=%u {base}/users
}}
service imap-login {{
  inet_listener imap {{
    port = {imap_port}
  }}
  inet_listener imaps {{
    port = {imaps_port}
    ssl = yes
  }}
  service_count = 0
  process_min_avail = 1
}}
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""
_AS_ORDINARY_USER = """
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@dataclass(frozen=True)
class Owner:
    """Whom the mail belongs to; Dovecot gives no mail to root."""

    user: str
    group: str

    @classmethod
    def here(cls) -> Owner:
        if os.geteuid() == 0:
            return cls("mail", "mail")
        return cls(pwd.getpwuid(os.geteuid()).pw_name, grp.getgrgid(os.getegid()).gr_name)

    @property
    def uid(self) -> int:
        return pwd.getpwnam(self.user).pw_uid

    @property
    def gid(self) -> int:
        return grp.getgrnam(self.group).gr_gid


def free_ports(count: int) -> list[int]:
    """Return ports that nobody listens on, all different."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in sockets]
    finally:
        for one in sockets:
            one.close()


def make_certificate(folder: Path, name: str = "localhost") -> tuple[Path, Path]:
    """Make a self-signed certificate for the name and 127.0.0.1; return it and its key."""
    certificate, key = folder / f"{name}.crt", folder / f"{name}.key"
    subject = ["-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name},IP:127.0.0.1"]
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30"]
    command = ["openssl", "req", "-x509", *curve, "-keyout", str(key), "-out", str(certificate), *subject]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key


class DovecotServer:
    """A Dovecot with these users (name → password), each with INBOX, Drafts, Sent, Junk and Trash.

    `connections` is how many a user may have at once; `extra` is added to the configuration.
    """

    def __init__(
        self,
        users: Mapping[str, str],
        *,
        connections: int = 50,
        extra: str = "",
    ) -> None:
        self.users = dict(users)
        self.imap_port, self.imaps_port = free_ports(2)
        self._connections = connections
        self._extra = extra
        self._owner = Owner.here()
        self._process: subprocess.Popen[bytes] | None = None
        self._serial = itertools.count(1)

    def __enter__(self) -> Self:
        if not BINARY.exists():
            pytest.skip(f"{BINARY} is missing: apt-get install dovecot-imapd")
        # Not in the test's own folder: the path of a Unix socket has room for 107 bytes.
        self.base = Path(tempfile.mkdtemp(prefix="unwatch-", dir="/tmp"))
        try:
            self._configure()
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self.base, ignore_errors=True)

    # Running

    def stop(self) -> None:
        """End it at once, with all its connections; the mail stays until the server is left."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):  # it has ended by itself
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def restart(self) -> None:
        """Stop, and start again on the same ports with the same mail."""
        self.stop()
        self._start()

    def kick(self, user: str) -> None:
        """Throw the user's connections out, with a BYE."""
        self.doveadm("kick", user)

    def doveadm(self, *arguments: str) -> None:
        """Run doveadm against this server."""
        command = ["doveadm", "-c", str(self.base / "dovecot.conf"), *arguments]
        subprocess.run(command, check=True, capture_output=True)

    def log(self) -> str:
        """Return what the server wrote down, for the message of a failed test."""
        files = (self.base / name for name in ("dovecot.log", "stderr.log"))
        return "".join(file.read_text(errors="replace") for file in files if file.exists())

    def _configure(self) -> None:
        self.base.chmod(0o755)
        for name in ("run", "state", "mail"):
            (self.base / name).mkdir()
        self.ca_file, key = make_certificate(self.base)
        for user in self.users:
            self._make_folder(self.base / "mail" / user)
            self._make_maildir(self.maildir(user))
        self._give_away(self.base / "mail")
        settings: dict[str, object] = {"base": self.base, "certificate": self.ca_file, "key": key}
        settings |= {"connections": self._connections, "imap_port": self.imap_port, "imaps_port": self.imaps_port}
        settings |= {"uid": self._owner.uid, "gid": self._owner.gid, **vars(self._owner)}
        text = _CONFIGURATION + ("" if os.geteuid() == 0 else _AS_ORDINARY_USER)
        (self.base / "dovecot.conf").write_text(text.format(**settings) + self._extra)
        entry = "{}:{{PLAIN}}{}:{}:{}::{}::\n"
        homes = {user: self.base / "mail" / user for user in self.users}
        owner = (self._owner.uid, self._owner.gid)
        passwords = "".join(entry.format(user, self.users[user], *owner, home) for user, home in homes.items())
        (self.base / "users").write_text(passwords)

    def _start(self) -> None:
        command = [sys.executable, "-I", "-S", "-c", _LAUNCHER]
        command += [str(BINARY), "-F", "-c", str(self.base / "dovecot.conf")]
        with (self.base / "stderr.log").open("ab") as errors:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=errors, stderr=errors, start_new_session=True
            )
        self._wait_until_it_greets()

    def _wait_until_it_greets(self) -> None:
        deadline = time.monotonic() + 20
        while self._process is not None and self._process.poll() is None and time.monotonic() < deadline:
            try:
                with socket.create_connection(("127.0.0.1", self.imap_port), 2) as link:
                    if link.recv(100).startswith(b"* OK"):
                        return
            except OSError:
                time.sleep(0.005)
        raise RuntimeError(f"Dovecot does not answer:\n{self.log()}")

    # Mail

    def maildir(self, user: str, folder: str = "INBOX") -> Path:
        """Return where a folder's mail lies; `A/B` is a folder B in A."""
        top = self.base / "mail" / user / "Maildir"
        return top if folder == "INBOX" else top / ("." + folder.replace("/", "."))

    def deliver(self, user: str, raw: bytes, folder: str = "INBOX") -> Path:
        """Put a message into a folder as a delivery agent does, making the folder if need be; return its file."""
        maildir = self.maildir(user, folder)
        self._make_maildir(maildir)
        name = f"{int(time.time())}.M{next(self._serial):06}P{os.getpid()}.test"
        written, delivered = maildir / "tmp" / name, maildir / "new" / name
        written.write_bytes(raw)
        self._give_away(written)
        return written.rename(delivered)

    def _make_maildir(self, maildir: Path) -> None:
        for folder in (maildir, *(maildir / name for name in ("cur", "new", "tmp"))):
            self._make_folder(folder)

    def _make_folder(self, folder: Path) -> None:
        if not folder.exists():
            folder.mkdir(mode=0o700)
            self._give_away(folder)

    def _give_away(self, path: Path) -> None:
        if os.geteuid() == 0:
            os.chown(path, self._owner.uid, self._owner.gid)
