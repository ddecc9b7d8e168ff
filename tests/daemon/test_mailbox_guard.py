"""Nothing leaves for the server but commands that cannot change the mailbox."""

from __future__ import annotations

import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unwatch.mailbox.guard import ALLOWED, LINE_LIMIT, ForbiddenCommand, WireGuard, imap_arg

PROMISED = {
    *("CAPABILITY", "ID", "STARTTLS", "LOGIN", "AUTHENTICATE", "NAMESPACE", "LIST", "STATUS", "EXAMINE", "UID SEARCH"),
    *("UID FETCH", "IDLE", "NOOP", "UNSELECT", "LOGOUT", "APPEND"),
}


def test_the_list_of_allowed_commands_is_the_one_that_was_promised() -> None:
    """A command is added to the list on purpose and never in passing."""
    assert set(ALLOWED) == PROMISED


@pytest.mark.parametrize(
    "line",
    [
        "CAPABILITY",
        'ID ("name" "unwatch")',
        'LOGIN "dana@example.org" "with \\"quotes\\" and \\\\"',
        'LIST "" "*"',
        'LIST "" "*" RETURN (SPECIAL-USE)',
        'EXAMINE "[Gmail]/Alle Nachrichten"',
        'STATUS "INBOX" (UIDNEXT UIDVALIDITY)',
        "UID SEARCH UID 1:5000",
        "UID SEARCH UID *",
        "UID SEARCH UID 7:9 SINCE 05-Jan-2026",
        "UID SEARCH HEADER MESSAGE-ID unwatch.2026-W47.0123456789abcdef@dana.example",
        "UID FETCH 1,2,3 (RFC822.SIZE INTERNALDATE)",
        "UID FETCH 1:3 (UID FLAGS BODY.PEEK[])",
        "UID FETCH 4 BODY.PEEK[]<0.5000000>",
        "UID FETCH 4 (BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])",
        "uid fetch 4 (body.peek[])",
        "LOGOUT",
    ],
)
def test_what_only_reads_may_leave(line: str) -> None:
    """Each command that the daemon needs is released as it is."""
    raw = f"A1 {line}\r\n".encode()

    assert raw == WireGuard().release(raw)


@pytest.mark.parametrize(
    "line",
    [
        'SELECT "INBOX"',
        "UID STORE 1 +FLAGS (\\Deleted)",
        "STORE 1 +FLAGS (\\Seen)",
        "UID EXPUNGE 1",
        "EXPUNGE",
        "CLOSE",
        'UID MOVE 1 "Trash"',
        'UID COPY 1 "Trash"',
        'CREATE "Pwned"',
        'DELETE "INBOX"',
        'RENAME "INBOX" "x"',
        'SUBSCRIBE "x"',
        "ENABLE QRESYNC",
        'EXAMINE "INBOX" (QRESYNC (1 2))',
        "UID FETCH 1 (BODY[])",
        "UID FETCH 1 (BODY.PEEK[] BODY[])",
        "UID FETCH 1 RFC822",
        "UID FETCH 1 (RFC822.TEXT)",
        "UID FETCH 1 (BINARY[1])",
        "UID FETCH 1 (FLAGS) (CHANGEDSINCE 1)",
        "FETCH 1 (BODY.PEEK[])",
        "SEARCH ALL",
        "UID SEARCH ALL",
        "UID SEARCH HEADER MESSAGE-ID somebody@example.org",
        "UID SEARCH HEADER MESSAGE-ID {5}",
        'EXAMINE "a" "b"',
        "COMPRESS DEFLATE",
        "SETACL INBOX dana lr",
        "NOOP NOOP",
        "DONE",
        "",
    ],
)
def test_what_may_change_anything_never_leaves(line: str) -> None:
    """Whatever is not on the list, or not in the harmless form, is refused before one byte is sent."""
    with pytest.raises(ForbiddenCommand):
        WireGuard().release(f"A1 {line}\r\n".encode())


@pytest.mark.parametrize("inside", ["\r\nA2 NOOP", "\n", "\r", "\0", "é", "\x7f"])
def test_a_line_break_in_an_argument_is_refused_even_before_an_allowed_command(inside: str) -> None:
    """One send holds one command: what a mail smuggles in is refused for the break, not for what follows."""
    with pytest.raises(ForbiddenCommand):
        WireGuard().release(f"A1 UID SEARCH UID 1{inside}\r\n".encode())


def test_a_command_sent_in_pieces_is_judged_whole() -> None:
    """The beginning of a line is held back until its end has come."""
    guard = WireGuard()

    assert guard.release(b"A1 UID") == b""
    assert guard.release(b" SEARCH UID 1:2") == b""
    assert guard.release(b"\r\n") == b"A1 UID SEARCH UID 1:2\r\n"


def test_the_literal_of_an_append_passes_whatever_it_holds() -> None:
    """A mail of our own is not read as commands."""
    guard = WireGuard()
    mail = b"Subject: x\r\n\r\nA2 EXPUNGE\r\n\xff"

    guard.release(b'A1 APPEND "Drafts" (\\Draft) "05-Jan-2026 08:00:00 +0100" {%d}\r\n' % len(mail))

    assert guard.release(mail) == mail
    assert guard.release(b"\r\n") == b"\r\n"
    assert guard.release(b"A2 NOOP\r\n") == b"A2 NOOP\r\n"


@pytest.mark.parametrize("behind", [b' "Sent" {4}\r\n', b"A2 EXPUNGE\r\n"])
def test_nothing_follows_a_literal(behind: bytes) -> None:
    """The announced length is all that passes unread."""
    guard = WireGuard()
    guard.release(b'A1 APPEND "Drafts" {4}\r\n')
    guard.release(b"1234")

    with pytest.raises(ForbiddenCommand):
        guard.release(behind)


def test_a_literal_of_another_length_than_announced_is_refused() -> None:
    """A command cannot hide where a literal is expected."""
    guard = WireGuard()
    guard.release(b'A1 APPEND "Drafts" {4}\r\n')

    with pytest.raises(ForbiddenCommand):
        guard.release(b"A2 EXPUNGE\r\n")


def test_after_a_refused_append_commands_are_judged_again() -> None:
    """A server that did not want the literal does not open a gap for a command as long as it."""
    guard = WireGuard()
    command = b"A2 EXPUNGE\r\n"
    guard.release(b'A1 APPEND "Drafts" {%d}\r\n' % len(command))
    guard.settle()

    with pytest.raises(ForbiddenCommand):
        guard.release(command)


@pytest.mark.parametrize("literal", [b"{4+}", b"{99999999999}"])
def test_only_a_literal_that_waits_is_announced(literal: bytes) -> None:
    """A server without LITERAL+ would take the bytes of one that does not wait for commands (RFC 7888)."""
    with pytest.raises(ForbiddenCommand):
        WireGuard().release(b'A1 APPEND "Drafts" ' + literal + b"\r\n")


def test_done_ends_idle_and_nothing_else() -> None:
    """DONE passes once, after IDLE."""
    guard = WireGuard()
    guard.release(b"A1 IDLE\r\n")

    assert guard.release(b"DONE\r\n") == b"DONE\r\n"
    with pytest.raises(ForbiddenCommand):
        guard.release(b"DONE\r\n")


def test_nothing_passes_after_a_refusal() -> None:
    """The two sides no longer agree on what was said, so the connection is of no more use."""
    guard = WireGuard()
    with pytest.raises(ForbiddenCommand):
        guard.release(b"A1 EXPUNGE\r\n")

    with pytest.raises(ForbiddenCommand):
        guard.release(b"A2 NOOP\r\n")


def test_nothing_passes_after_a_refused_literal() -> None:
    """A second try is a refusal as well, even if it would have been right the first time."""
    guard = WireGuard()
    guard.release(b'A1 APPEND "Drafts" {4}\r\n')
    with pytest.raises(ForbiddenCommand):
        guard.release(b"12345")

    with pytest.raises(ForbiddenCommand):
        guard.release(b"1234")


def test_the_transcript_holds_no_secret_and_no_mail() -> None:
    """What is written down is the commands; credentials and literals are replaced."""
    transcript: list[str] = []
    guard = WireGuard(transcript)
    for piece in (b'A1 LOGIN "dana" "hunter2"\r\n', b"A2 AUTHENTICATE PLAIN\r\n", b"aHVudGVyMg==", b"\r\n"):
        guard.release(piece)
    guard.settle()
    for piece in (b'A3 APPEND "Drafts" {7}\r\n', b"hunter2", b"\r\n"):
        guard.release(piece)

    assert transcript == ["LOGIN ***", "AUTHENTICATE PLAIN", "***", 'APPEND "Drafts" {7}']


def test_the_refusal_does_not_repeat_what_was_refused() -> None:
    """The text of the error may be logged, and an argument may come from a mail."""
    with pytest.raises(ForbiddenCommand) as refusal:
        WireGuard().release(b'A1 CREATE "private matter"\r\n')

    assert "private" not in str(refusal.value)


def test_a_line_longer_than_servers_take_is_refused() -> None:
    """Servers answer BAD to a long line; the caller has to cut (RFC 2683, section 3.2.1.5)."""
    with pytest.raises(ForbiddenCommand):
        WireGuard().release(b"A1 UID FETCH " + b"1," * LINE_LIMIT + b"1 (FLAGS)\r\n")


@given(st.text() | st.binary())
def test_an_argument_is_quoted_or_refused(value: str | bytes) -> None:
    """What comes out of imap_arg is one quoted string that means the value, or nothing comes out."""
    with contextlib.suppress(ForbiddenCommand):
        quoted = imap_arg(value)

        assert re.fullmatch(r'"(?:[^"\\\r\n]|\\["\\])*"', quoted)
        assert re.sub(r"\\(.)", r"\1", quoted[1:-1]) == (value if isinstance(value, str) else value.decode())


@given(st.lists(st.sampled_from([b"A1 ", b"NOOP", b"UID FETCH 1 BODY[]", b"\r\n", b"EXPUNGE", b'"', b"{3}", b"DONE"])))
def test_whatever_the_pieces_only_whole_allowed_lines_come_out(pieces: list[bytes]) -> None:
    """However a command is cut up or glued together, no other command leaves."""
    guard, sent = WireGuard(), b""
    with contextlib.suppress(ForbiddenCommand):
        for piece in pieces:
            sent += guard.release(piece)

    assert set(sent.split(b"\r\n")) <= {b"A1 NOOP", b""}
