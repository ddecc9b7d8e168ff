"""The log: its two forms, and that neither secrets nor strangers' text nor locals can be read in it."""

from __future__ import annotations

import base64
import io
import json
import logging
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from unwatch import log
from unwatch.errors import Unavailable
from unwatch.redaction import Redactor, escape

SECRET = 'hun"ter2 /\\ü'
USER = "you@example.org"

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture(autouse=True)
def _as_it_was(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put back what configuring changes for the whole process."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level, logging.raiseExceptions, sys.excepthook, threading.excepthook)
    monkeypatch.setattr(log, "_redactor", Redactor())
    yield
    root.handlers[:], _, logging.raiseExceptions, sys.excepthook, threading.excepthook = before
    root.setLevel(before[1])
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


@pytest.fixture
def lines() -> Lines:
    """Log as JSON at the level info, and return what was logged so far."""
    stream = io.StringIO()
    log.configure("info", "json", stream)
    return lambda: [json.loads(line) for line in stream.getvalue().splitlines()]


def logger() -> Any:
    return structlog.get_logger("unwatch.test")


def test_an_event_is_one_object_in_one_line(lines: Lines) -> None:
    """Name, level, time in UTC and the data as keys."""
    logger().info("message.recorded", mailbox="personal", count=3)

    (line,) = lines()
    assert (line["event"], line["level"], line["logger"]) == ("message.recorded", "info", "unwatch.test")
    assert (line["mailbox"], line["count"]) == ("personal", 3)
    assert line["timestamp"].endswith("Z")
    assert list(line)[:3] == ["timestamp", "level", "event"]


def test_what_is_below_the_level_is_not_told(lines: Lines) -> None:
    """At info nothing of debug appears, ours or a library's."""
    logger().debug("message.read")
    logging.getLogger("somebody.else").debug("hello")

    assert lines() == []


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("form", "stream", "is_json"),
    [
        ("auto", Terminal(), False),
        ("auto", io.StringIO(), True),
        ("json", Terminal(), True),
        ("console", io.StringIO(), False),
    ],
)
def test_people_get_lines_and_the_journal_gets_json(form: str, stream: io.StringIO, is_json: bool) -> None:
    """By itself it depends on who reads it, and either can be asked for."""
    log.configure("info", form, stream)
    logger().info("letter.sent")

    assert stream.getvalue().startswith("{") == is_json
    assert "letter.sent" in stream.getvalue()


def test_configuring_again_does_not_log_twice(lines: Lines) -> None:
    """A reload replaces the one handler."""
    stream = io.StringIO()
    log.configure("info", "json", stream)
    logger().info("settings.read")

    assert len(stream.getvalue().splitlines()) == 1
    assert lines() == []


def b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


DRESSES = [
    SECRET,
    quote(SECRET, safe=""),
    b64(SECRET),
    b64(SECRET).rstrip("="),
    b64(f"\0{USER}\0{SECRET}"),
    b64(f"user={USER}\1auth=Bearer {SECRET}\1\1"),
    f'LOGIN "{USER}" "{SECRET.replace(chr(92), chr(92) * 2).replace(chr(34), chr(92) + chr(34))}"',
    f"https://{USER}:{quote(SECRET)}@imap.example.org/",
    repr({"password": SECRET}),
]


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("form", ["json", "console"])
def test_a_secret_is_taken_out_in_every_dress(dress: str, form: str) -> None:
    """Raw, in base64, beside the user's name, in a URL, in quotes: none is left, in any place of a line."""
    stream = io.StringIO()
    log.configure("info", form, stream)
    log.register_secret(SECRET, USER)

    logger().info("a.b", text=f"A1 {dress}", more={"deep": [dress, dress.encode()]})
    logging.getLogger("somebody.else").error("sent %s", dress)

    text = stream.getvalue()
    for hidden in (SECRET, SECRET.encode("unicode_escape").decode(), "hun", "ter2", b64(SECRET)[:12], b64(SECRET)[3:]):
        assert hidden not in text
    assert "[secret]" in text


def test_a_bearer_token_is_hidden_although_nobody_told_of_it(lines: Lines) -> None:
    """What a library prints of a request shows no token."""
    logger().info("a.b", header="Authorization: Bearer ya29.a0AfH6SMBx-_~+/=")

    assert lines()[0]["header"] == "Authorization: Bearer [secret]"


def test_a_secret_too_short_to_be_one_does_not_eat_the_log(lines: Lines) -> None:
    """Taking out every "a" would only show where it was."""
    log.register_secret("a")
    logger().info("a.b", text="banana")

    assert lines()[0]["text"] == "banana"


def test_old_secrets_are_forgotten_in_the_end() -> None:
    """A token that changes every hour for a year does not slow the log down."""
    redactor = Redactor()
    for number in range(500):
        redactor.register(f"token-number-{number}", USER)

    assert redactor.clean("token-number-499 token-number-1!") == "[secret] token-number-1!"
    assert len(redactor._forms) < 1000


def test_strangers_cannot_forge_a_line(lines: Lines) -> None:
    """Line ends, terminal codes and text that runs backwards are written out."""
    logger().info("a.b", text='x\r\n{"event": "forged"}\u2028\x1b[2J\u202e')

    assert lines()[0]["text"] == 'x\\r\\n{"event": "forged"}\\u2028\\x1b[2J\\u202e'


def test_a_long_value_is_cut(lines: Lines) -> None:
    """Two hundred characters tell what it was."""
    logger().info("a.b", text="x" * 1_000_000)

    assert lines()[0]["text"] == "x" * 199 + "…"


@given(st.text())
def test_escaped_text_is_one_printable_line(text: str) -> None:
    """Whatever comes in, what goes out has no control character and no line end."""
    shown = escape(text, 200)

    assert len(shown.splitlines()) <= 1
    assert len(shown) <= 200
    assert shown.isascii() or not any(0xD800 <= ord(character) <= 0xDFFF for character in shown)


def test_an_exception_is_told_by_its_type_and_its_way(lines: Lines) -> None:
    """Its text may hold a mail, its locals a password; neither is shown."""
    password = "in a local"  # noqa: F841
    try:
        int("Dear Sir or Madam")
    except ValueError:
        logger().exception("message.failed")

    (line,) = lines()
    assert line["exception"].startswith("ValueError (test_log.py:")
    assert "Madam" not in str(line)
    assert "in a local" not in str(line)


def _lose_the_mailbox() -> None:
    raise Unavailable("Mailbox personal: no answer within 30 s.") from OSError("secret detail")


def test_the_text_of_our_own_errors_is_told(lines: Lines) -> None:
    """They are written to be read, and hold no mail."""
    try:
        _lose_the_mailbox()
    except Unavailable:
        logger().warning("mailbox.lost", exc_info=True)

    exception = lines()[0]["exception"]
    assert exception.startswith("Unavailable: Mailbox personal: no answer within 30 s. (test_log.py:")
    assert exception.endswith("from OSError")


def test_a_librarys_exception_is_made_safe_too(lines: Lines) -> None:
    """The standard library's logging goes the same way."""
    try:
        int("Dear Sir or Madam")
    except ValueError:
        logging.getLogger("somebody.else").exception("could not")

    assert lines()[0]["exception"].startswith("ValueError (")
    assert "Madam" not in str(lines())


@pytest.mark.parametrize(
    ("name", "level", "told"),
    [
        ("imapclient", logging.INFO, False),
        ("imapclient", logging.WARNING, True),
        ("imaplib", logging.INFO, False),
        ("mailparser", logging.ERROR, False),
        ("mailparser.core", logging.ERROR, False),
        ("apscheduler.scheduler", logging.INFO, False),
    ],
)
def test_libraries_that_print_mail_are_kept_short(name: str, level: int, told: bool) -> None:
    """Even at debug, where their lines hold messages."""
    stream = io.StringIO()
    log.configure("debug", "json", stream)
    logging.getLogger(name).log(level, "text of a mail")

    assert bool(stream.getvalue()) == told


def test_a_record_that_cannot_be_made_is_not_printed_raw(lines: Lines, capsys: pytest.CaptureFixture[str]) -> None:
    """The standard library would print its arguments to standard error."""
    logging.getLogger("somebody.else").error("%d", "hunter2")

    assert "hunter2" not in capsys.readouterr().err


def test_warnings_of_python_are_logged(lines: Lines) -> None:
    """They, too, are one safe line."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("careful", stacklevel=1)

    assert lines()[0]["logger"] == "py.warnings"


CRASH = """
import sys, threading
from unwatch import log
log.configure("info", "json")
log.register_secret("hunter2")
def fail():
    password = "hunter2"
    raise RuntimeError("Dear Sir or Madam " + password)
if sys.argv[1] == "thread":
    thread = threading.Thread(target=fail); thread.start(); thread.join()
else:
    fail()
"""


@pytest.mark.parametrize("where", ["main", "thread"])
def test_a_defect_is_one_line_without_locals(where: str) -> None:
    """A process that falls over, or a thread in it, tells where and nothing else."""
    ended = subprocess.run(
        [sys.executable, "-c", CRASH, where],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": ":".join(sys.path)},
    )

    (line,) = ended.stderr.splitlines()
    assert json.loads(line)["event"] == "process.failed"
    assert "RuntimeError" in line
    assert "Madam" not in line
    assert "hunter2" not in line
