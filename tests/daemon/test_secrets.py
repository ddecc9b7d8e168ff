"""Where passwords come from, what is refused, and that no message ever holds one."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from unwatch import log, secrets
from unwatch.errors import EXIT_CONFIGURATION, ConfigurationError
from unwatch.redaction import Redactor
from unwatch.secrets import resolver
from unwatch.settings_tables import Mailbox

SECRET = "correct horse ü"


@pytest.fixture(autouse=True)
def _no_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)


@pytest.fixture
def credentials(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory of credentials, as systemd hands it over."""
    directory = tmp_path / "credentials"
    directory.mkdir(mode=0o700)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(directory))
    return directory


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A password file as it should be."""
    path = tmp_path / "password"
    path.write_text(SECRET + "\n")
    path.chmod(0o600)
    return path


def printing(text: str) -> tuple[str, ...]:
    """Return a command that prints a text."""
    return (sys.executable, "-c", f"import sys; sys.stdout.buffer.write({text.encode()!r})")


def refused(**ways: object) -> ConfigurationError:
    """Try to read a secret that must not be had, and return why."""
    with pytest.raises(ConfigurationError) as caught:
        resolver("personal", credential="personal", **ways)()  # type: ignore[arg-type]
    assert caught.value.status == EXIT_CONFIGURATION
    assert "horse" not in str(caught.value)
    return caught.value


def test_a_credential_of_systemd_comes_first(credentials: Path, file: Path) -> None:
    """What the unit hands over is taken before a command and a file."""
    (credentials / "personal").write_text("from systemd\n")

    assert resolver("personal", credential="personal", command=("false",), file=file)() == "from systemd"


def test_without_a_credential_the_command_comes_before_the_file(credentials: Path, file: Path) -> None:
    """A directory of credentials without this one is passed over."""
    assert resolver("personal", credential="personal", command=printing("printed\n"), file=file)() == "printed"


def test_a_file_of_ones_own_is_read_without_its_line_end(file: Path) -> None:
    """The newline that every editor writes is not part of a password; a blank before it is."""
    file.write_text(SECRET + " \r\n")

    assert resolver("personal", credential="personal", file=file)() == SECRET + " "


def test_a_secret_is_read_anew_each_time(file: Path) -> None:
    """A changed password is taken at the next login, without a restart."""
    read = resolver("personal", credential="personal", file=file)
    first = read()
    file.write_text("changed\n")

    assert (first, read()) == (SECRET, "changed")


def test_of_a_command_only_the_first_line_counts() -> None:
    """Password stores print notes below."""
    assert resolver("personal", credential="personal", command=printing("one\nurl: two\n"))() == "one"


def test_a_command_is_not_given_to_a_shell(tmp_path: Path) -> None:
    """What a shell would obey is one plain argument."""
    argument = f"; touch {tmp_path}/touched $(id)"

    read = resolver("a", credential="a", command=(sys.executable, "-c", "import sys; print(sys.argv[1])", argument))

    assert read() == argument
    assert not (tmp_path / "touched").exists()


def test_a_command_that_hangs_is_ended_with_its_children(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A prompt that nobody sees does not hold the daemon up, and leaves nothing running."""
    monkeypatch.setattr(secrets, "_COMMAND_SECONDS", 0.5)
    child = tmp_path / "child"

    error = refused(command=("/bin/sh", "-c", f"sleep 600 & echo $! > {child}; wait"))

    assert "did not end within" in error.message
    pid = int(child.read_text())
    deadline = time.monotonic() + 10
    while _runs(pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not _runs(pid)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (("/nowhere/at/all",), "cannot be run"),
        (("/bin/sh", "-c", "echo 'correct horse'; exit 3"), "failed with status 3"),
        (("/bin/sh", "-c", "echo 'correct horse' >&2"), "is empty"),
        (("/bin/sh", "-c", "printf 'correct\\rhorse'"), "is not one line of text"),
        (("/bin/sh", "-c", "printf 'horse\\377'"), "is not UTF-8 text"),
        (("/bin/sh", "-c", "head -c 70000 /dev/zero | tr '\\0' h"), "is not one line of text"),
    ],
)
def test_a_command_that_gives_no_secret_is_told(command: tuple[str, ...], why: str) -> None:
    """Each way to fail has its sentence, and none repeats what was printed."""
    assert why in refused(command=command).message


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666])
def test_a_file_that_is_open_to_others_is_refused_with_the_remedy(file: Path, mode: int) -> None:
    """Whoever else can read or write it, the line to paste is told."""
    file.chmod(mode)

    assert refused(file=file).hint == f"Run: chmod 600 {file}"


@pytest.mark.root
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_of_somebody_else_is_refused(file: Path) -> None:
    """Its owner could change it."""
    os.chown(file, 12345, -1)

    assert "belongs to somebody else" in refused(file=file).message


def test_a_file_may_be_reached_by_a_link_and_is_judged_where_it_lies(file: Path, tmp_path: Path) -> None:
    """Links are common in dotfiles; what counts is the file."""
    (tmp_path / "link").symlink_to(file)
    link = tmp_path / "link"

    assert resolver("personal", credential="personal", file=link)() == SECRET
    file.chmod(0o644)
    assert "open to other users" in refused(file=link).message


def test_a_pipe_in_the_place_of_a_file_does_not_hold_the_daemon_up(tmp_path: Path) -> None:
    """Opening a named pipe would wait for its writer for ever."""
    os.mkfifo(tmp_path / "pipe", mode=0o600)

    assert "is not a file" in refused(file=tmp_path / "pipe").message


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "is empty"), (b"\n", "is empty"), (b"correct\nhorse\n", "not one line"), (b"horse\xff", "not UTF-8")],
)
def test_a_file_without_one_line_of_text_is_told(file: Path, content: bytes, why: str) -> None:
    """Half a password is none."""
    file.write_bytes(content)

    assert why in refused(file=file).message


def test_a_missing_file_is_told_with_a_way_to_create_it(tmp_path: Path) -> None:
    """The hint makes it private from the first byte."""
    error = refused(file=tmp_path / "none")

    assert "No such file" in error.message
    assert error.hint.endswith(f"install -m 600 /dev/stdin {tmp_path}/none")


def test_an_empty_credential_is_not_passed_over(credentials: Path, file: Path) -> None:
    """systemd is known to hand over empty ones; taking another secret then would be a guess."""
    (credentials / "personal").touch()

    assert refused(file=file).message == "The credential personal is empty."


def test_where_there_is_no_way_at_all_it_is_told_what_to_create() -> None:
    """Both ways out are named: for a service and without one."""
    error = refused()

    assert error.message == "There is no password for personal."
    assert "LoadCredential=personal:/etc/unwatch/personal" in error.hint
    assert "password_file" in error.hint


def test_the_credential_of_a_mailbox_is_called_like_its_table(credentials: Path) -> None:
    """Unless the table names another."""
    (credentials / "personal").write_text("one")
    (credentials / "another").write_text("two")
    table = {"host": "imap.example.org", "user": "you@example.org"}

    assert secrets.of_account("personal", Mailbox.model_validate(table))() == "one"
    assert secrets.of_account("personal", Mailbox.model_validate({**table, "credential": "another"}))() == "two"


def test_a_secret_that_was_read_is_known_to_the_log(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the moment it is known it is taken out of every line."""
    redactor = Redactor()
    monkeypatch.setattr(log, "_redactor", redactor)

    resolver("personal", credential="personal", file=file)()

    assert redactor.clean(f"LOGIN {SECRET}") == "LOGIN [secret]"
