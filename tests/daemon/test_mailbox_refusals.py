"""A server's "no" is told apart: the person has to act, or time has to pass."""

from __future__ import annotations

import pytest

from unwatch.errors import EXIT_CREDENTIALS, CredentialsRefused, Unavailable
from unwatch.mailbox.records import Account, Encryption
from unwatch.mailbox.refusals import FolderRefused, folder_refusal, login_refusal


def account(host: str = "imap.example.org") -> Account:
    return Account("work", host, 993, Encryption.IMPLICIT, "dana", lambda: "hunter2")


@pytest.mark.parametrize(
    "text",
    [
        "[AUTHENTICATIONFAILED] Authentication failed.",
        "[AUTHENTICATIONFAILED] Invalid credentials (Failure)",
        "[ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)",
        "[WEBALERT https://example.org] Web login required.",
        "[EXPIRED] Change it",
        "LOGIN failed.",
        "no",
        "",
    ],
)
def test_a_refused_password_is_the_persons_business(text: str) -> None:
    """A plain NO to a login is not tried again and again."""
    error = login_refusal(account(), text, answered_no=True)

    assert isinstance(error, CredentialsRefused)
    assert error.status == EXIT_CREDENTIALS
    assert "work" in error.message
    assert "imap.example.org" in error.message


@pytest.mark.parametrize(
    "text",
    [
        "[UNAVAILABLE] User directory is down",
        "[UNAVAILABLE] Maximum number of connections from user+IP exceeded",
        "[LIMIT] LOGIN Rate limit hit",
        "[INUSE] Mailbox in use",
        "[SERVERBUG] Internal error occurred",
        "[OVERQUOTA] Account exceeded command or bandwidth limits.",
        "[THROTTLED]",
        "[ALERT] Too many simultaneous connections. (Failure)",
        "Server busy, try again later",
    ],
)
def test_a_refusal_that_passes_by_itself_is_tried_again(text: str) -> None:
    """The temporary codes of RFC 5530 and what Gmail and Yahoo say in their place do not stop the daemon."""
    assert isinstance(login_refusal(account(), text, answered_no=True), Unavailable)


@pytest.mark.parametrize(
    ("text", "refused"),
    [("Basic authentication is disabled.", True), ("Disconnected for inactivity.", False), ("shutting down", False)],
)
def test_a_goodbye_is_about_the_password_only_if_it_says_so(text: str, refused: bool) -> None:
    """Microsoft hangs up on passwords; other servers hang up for other reasons."""
    assert isinstance(login_refusal(account(), text, answered_no=False), CredentialsRefused) is refused


@pytest.mark.parametrize(
    ("host", "text", "word"),
    [
        ("imap.gmail.com", "[AUTHENTICATIONFAILED] Invalid credentials (Failure)", "Google"),
        ("mail.example.org", "[ALERT] Application-specific password required: https://support.google.com/x", "Google"),
        ("outlook.office365.com", "LOGIN failed.", "Microsoft"),
        ("mail.example.org", "Basic authentication is disabled.", "Microsoft"),
        ("imap.mail.yahoo.com", "[AUTHENTICATIONFAILED] LOGIN Invalid credentials", "Yahoo"),
        ("imap.mail.me.com", "[AUTHENTICATIONFAILED] Authentication Failed", "Apple"),
        ("mail.example.org", "no", "Check the user name"),
    ],
)
def test_the_hint_is_the_providers(host: str, text: str, word: str) -> None:
    """Most people meet an app password here for the first time, so they are told where to make one."""
    error = login_refusal(account(host), text, answered_no=True)

    assert isinstance(error, CredentialsRefused)
    assert word in error.hint


def test_nothing_the_server_says_is_repeated() -> None:
    """A server may echo the password, and then it would stand in the log."""
    errors = [
        login_refusal(account(), "no such password: hunter2", answered_no=True),
        login_refusal(account(), "[UNAVAILABLE] hunter2", answered_no=True),
        folder_refusal(account(), "Jobs", "hunter2"),
    ]

    assert not any("hunter2" in str(error) + repr(error) for error in errors)


def test_an_account_shows_no_password() -> None:
    """Whatever prints an account prints no way to its password."""
    assert "password" not in repr(account())


def test_a_folder_that_is_gone_is_told_from_one_that_is_busy() -> None:
    """A missing folder is named to the person; a busy one is tried again."""
    assert isinstance(folder_refusal(account(), "Jobs", "[NONEXISTENT] Unknown Mailbox"), FolderRefused)
    assert isinstance(folder_refusal(account(), "Jobs", "[INUSE] locked"), Unavailable)


def test_a_mailbox_that_lets_in_and_does_not_open_is_a_matter_of_credentials() -> None:
    """Microsoft takes the password and then refuses every folder (reliability 59)."""
    error = folder_refusal(account(), "INBOX", "User is authenticated but not connected.")

    assert isinstance(error, CredentialsRefused)
