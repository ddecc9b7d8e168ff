"""What a server's "no" or a broken link means to us: try later, ask the person, or leave that folder alone.

The server's own text is read for what it means and then dropped: it may repeat the password, or hold anything else.
"""

from __future__ import annotations

import os
import re
import socket
import ssl

from unwatch.errors import CredentialsRefused, Unavailable, UserError
from unwatch.mailbox.records import Account

TEMPORARY_CODES = frozenset({"UNAVAILABLE", "SERVERBUG", "INUSE", "LIMIT", "OVERQUOTA", "THROTTLED", "CONTACTADMIN"})
"""Response codes that pass by themselves (RFC 5530, section 3), and those that Gmail and Yahoo use to slow us down."""

ACCOUNT_WIDE_CODES = frozenset({"LIMIT", "OVERQUOTA", "THROTTLED", "CONTACTADMIN"})
"""Of these, the ones that are never about a single message."""

_CREDENTIAL_CODES = frozenset({"AUTHENTICATIONFAILED", "AUTHORIZATIONFAILED", "EXPIRED", "WEBALERT"})
_TEMPORARY_WORDS = ("too many", "try again", "temporar", "rate limit", "not available", "server busy", "internal error")
_CREDENTIAL_WORDS = (
    *("invalid credentials", "basic authentication is", "application-specific password", "app password"),
    *("authentication failed", "login failed", "incorrect username", "authenticated but not connected"),
)
_CODE = re.compile(r"\[([A-Za-z][A-Za-z0-9\-]{0,40})")
_PREAMBLE = re.compile(r"(?:command: )?[A-Z]+ (?:command error: |=> )(?:BAD )?(?:\[b['\"])?")

_GOOGLE = (
    "Google takes an app password here, not your usual one: turn on 2-step verification, "
    "then make one at myaccount.google.com/apppasswords."
)
_MICROSOFT = (
    "Microsoft no longer takes passwords over IMAP for most accounts: see whether IMAP and app passwords are allowed "
    "for this one, or let its mail be forwarded to a mailbox where they are."
)
_YAHOO = "Yahoo and AOL take an app password here, not your usual one: make one under Account security."
_APPLE = "Apple takes an app-specific password here, not your usual one: make one at account.apple.com."
_HINTS = (
    (("gmail", "googlemail", "google.com"), _GOOGLE),
    (("outlook", "office365", "hotmail", "live.com", "basic authentication is", "but not connected"), _MICROSOFT),
    (("yahoo", "ymail", "aol.com", "mbr1212"), _YAHOO),
    (("mail.me.com", "icloud", "app-specific password", "apple.com"), _APPLE),
)
_USUAL_HINT = "Check the user name and the password; with two-step login most providers want an app password."


class FolderRefused(UserError):
    """A folder cannot be opened or written to; the rest of the mailbox can."""


def response_code(text: str) -> str:
    """Return the code in brackets that opens a reply (RFC 3501, section 7.1), in capitals, or the empty string."""
    match = _CODE.match(text[:100].lstrip())
    return match[1].upper() if match else ""


def temporary(text: str) -> bool:
    """Tell whether a refusal passes by itself."""
    return response_code(text) in TEMPORARY_CODES or any(word in text[:500].lower() for word in _TEMPORARY_WORDS)


def login_refusal(account: Account, text: str, *, answered_no: bool) -> CredentialsRefused | Unavailable:
    """Return the error for a login that did not work.

    `answered_no` is true for a tagged NO: that is about the password unless it says otherwise. A BYE or a BAD is about
    the password only if it says so; such a text may be wrapped into a sentence of imaplib's.
    """
    text = _PREAMBLE.sub("", text[:500], count=1)
    known = response_code(text) in _CREDENTIAL_CODES or any(word in text[:500].lower() for word in _CREDENTIAL_WORDS)
    if known or (answered_no and not temporary(text)):
        return CredentialsRefused(
            f"Mailbox {account.name}: {account.host} does not accept the user name and password.",
            hint=_hint(account, text),
        )
    return Unavailable(f"Mailbox {account.name}: {account.host} lets nobody log in at the moment.")


def _hint(account: Account, text: str) -> str:
    known = f"{text[:500]} {account.host}".lower()
    return next((hint for words, hint in _HINTS if any(word in known for word in words)), _USUAL_HINT)


def command_refusal(account: Account, doing: str, text: str) -> UserError | Unavailable:
    """Return the error for a tagged NO to any other command; `doing` is our own word for what was asked."""
    if "authenticated but not connected" in text[:500].lower():
        return login_refusal(account, text, answered_no=True)
    return Unavailable(f"Mailbox {account.name}: {account.host} refused to {doing}.")


def folder_refusal(account: Account, folder: str, text: str) -> UserError | Unavailable:
    """Return the error for a folder that cannot be opened or written to."""
    if temporary(text) or "authenticated but not connected" in text[:500].lower():
        return command_refusal(account, "open a folder", text)
    return FolderRefused(
        f"Mailbox {account.name}: the folder {folder[:100]!r} cannot be opened.",
        hint="It may have been renamed or deleted; unwatch doctor lists the folders there are.",
    )


def broken_link(account: Account, error: Exception) -> Unavailable:
    """Return the error for a link that failed; the sentence names the cause."""
    return Unavailable(f"Mailbox {account.name}: {_cause(account, error)}")


def _cause(account: Account, error: Exception) -> str:
    place = f"{account.host}:{account.port}"
    match error:
        case ssl.SSLCertVerificationError():
            return (
                f"the certificate of {place} is not trusted ({error.verify_message}). If it is your own server's or "
                "bridge's, name it with ca_file or certificate_sha256."
            )
        case ssl.SSLError():
            return f"no encrypted link to {place} came about ({error.reason or 'the server hung up'})."
        case socket.gaierror():
            return f"the name {account.host} cannot be found."
        case TimeoutError():
            return f"{place} did not answer in time."
        case OSError(errno=int(number)):
            return f"no link to {place} ({os.strerror(number)})."
    return f"{place} closed the connection or said something that is not IMAP."
