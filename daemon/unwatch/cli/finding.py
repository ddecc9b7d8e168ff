"""The mail that a person means: a file, standard input, a Message-ID, or the short id that unwatch shows."""

from __future__ import annotations

import re
from contextlib import closing
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from unwatch.cli.terminal import shown
from unwatch.correcting import Mail
from unwatch.errors import EXIT_USAGE, UserError
from unwatch.ledger import Ledger, StoredMessage
from unwatch.maildisk import STANDARD_INPUT, UnreadablePath, open_mail
from unwatch.reader import WorkerReader
from unwatch.record import content_id

SHORT = 10
_LEAST_DIGITS = 6
_DIGITS = re.compile(r"[0-9a-f]{6,64}")
_PASS_ON = re.compile(r"unwatch\.pass-on\.([0-9a-f]{20})\.")
_HINT = "Give an .eml file, - for standard input, a Message-ID, or the short id that `unwatch why` shows."


def short_id(content: str) -> str:
    """Return by what a person names a mail that is known."""
    return content[:SHORT]


def is_file(named: str) -> bool:
    """Tell whether what the person named is a mail on disk or on standard input."""
    try:
        return named == STANDARD_INPUT or Path(named).exists()
    except (OSError, ValueError):
        return False


def find(named: str, ledger: Ledger | None, home: ZoneInfo | None) -> Mail:
    """Return the mail that is meant. Raises UserError, with exit status 2, where none or several could be."""
    if is_file(named):
        return _from_disk(named, ledger, home)
    if ledger is None:
        raise UserError(f"There is no file {shown(named, 120)}.", hint=_HINT, status=EXIT_USAGE)
    found = _known(named, ledger)
    if not found:
        raise UserError(f"No mail is known as {shown(named, 120)}.", hint=_HINT, status=EXIT_USAGE)
    if len(found) > 1:
        several = ", ".join(short_id(one.content_id) for one in found[:5])
        raise UserError("Several mails are known by that.", hint=f"Give one of {several}.", status=EXIT_USAGE)
    return Mail(found[0].content_id, found[0], None, None)


def _known(named: str, ledger: Ledger) -> list[StoredMessage]:
    message_id = named.strip().strip("<>")
    passed_on = _PASS_ON.match(message_id)
    digits = passed_on.group(1) if passed_on else message_id.lower()
    by_id = [] if passed_on else ledger.mail.all_by_message_id(message_id)
    return by_id or (ledger.mail.beginning_with(digits) if _DIGITS.fullmatch(digits) else [])


def _from_disk(path: str, ledger: Ledger | None, home: ZoneInfo | None) -> Mail:
    try:
        there = list(islice(open_mail(path), 2))
    except UnreadablePath as error:
        raise UserError(shown(str(error)), status=EXIT_USAGE) from None
    if len(there) != 1:
        many = "several mails" if there else "no mail"
        raise UserError(f"{shown(path, 120)} holds {many}.", hint="Give one .eml file.", status=EXIT_USAGE)
    with closing(WorkerReader(home=home.key if home else None)) as reader:
        message, verdict = reader.read(there[0].raw, None)
    content = content_id(message)
    stored = ledger.mail.message(content) if ledger is not None and ledger.mail.knows(content) else None
    return Mail(content, stored, message, verdict)
