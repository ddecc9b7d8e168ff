"""Bytes of one mail → a Message. The only file that lets mail-parser near a mail, and never without the guard.

mail-parser decodes the envelope and the standard library's compat32 gives the tree of parts; where mail-parser fails
the standard library decodes the envelope too, and where the tree fails the header lines are read alone. So a mail
that cannot be taken apart still becomes a Message, with `error` set and whatever of its headers could be saved.
"""

from __future__ import annotations

import dataclasses
import email.utils
import logging
from datetime import datetime

import mailparser  # noqa: TID251 the one place that takes mail apart

from unwatch.reading import fallback, headers
from unwatch.reading.body import read_content
from unwatch.reading.calendars import read_events
from unwatch.reading.cleaning import SUBJECT_LIMIT, clean_line
from unwatch.reading.fallback import Envelope, addresses
from unwatch.reading.headers import Headers
from unwatch.reading.limits import guard
from unwatch.reading.quotes import split
from unwatch_classifiers.records import Message

_ENVELOPE_FIELDS = ("from", "sender", "reply-to", "to", "cc", "subject")

NOT_A_MAIL = "It has no header lines and is not a mail."
NOT_TAKEN_APART = "It could not be taken apart; only its headers were read."

# It writes headers and file names of strangers into the log, even at the level of warnings and errors.
logging.getLogger("mailparser").setLevel(logging.CRITICAL)


def read_message(raw: bytes, arrived: datetime | None = None) -> Message:
    """Return one mail taken apart; never raises.

    `arrived` is what the caller knows of when it came in; it stands in for a missing or impossible Date.
    """
    try:
        return _read(raw, arrived)
    except Exception:  # noqa: BLE001 whatever a parser trips over, the next mail must be read
        return read_headers_only(raw, arrived, NOT_TAKEN_APART)


def read_headers_only(raw: bytes, arrived: datetime | None, error: str) -> Message:
    """Return what the header lines of a mail say, with `error` told in plain words; never raises."""
    try:
        guarded = guard(raw)
        fields = headers.read_headers(guarded)
        return _message(fields, guarded, arrived, fallback.envelope(fields), error)
    except Exception:  # noqa: BLE001 a last resort that fails would stop every mail after this one
        empty = Headers({})
        return _message(empty, raw, arrived, Envelope(), error)


def _read(raw: bytes, arrived: datetime | None) -> Message:
    guarded = guard(raw)
    fields = headers.read_headers(guarded)
    if not fields.of_a_mail:
        return _message(fields, guarded, arrived, fallback.envelope(fields), NOT_A_MAIL)
    content = read_content(fallback.tree(guarded))
    parts = split(content.text)
    return dataclasses.replace(
        _message(fields, guarded, arrived, _envelope(fields), None),
        new_text=parts.new,
        quoted_text=parts.quoted,
        signature=parts.signature,
        calendar=read_events(content.calendars),
        attachments=tuple(content.attachments),
    )


def _envelope(fields: Headers) -> Envelope:
    """Have mail-parser decode who wrote to whom and about what.

    It is given those fields alone. It normalises every body in quadratic time (400 KB of combining marks keep it
    busy for two minutes), and leaves ISO-2022-JP, HZ and UTF-7 undecoded.
    """
    lines = (f"{name}: {value}\n" for name in _ENVELOPE_FIELDS for value in fields.fields.get(name, ()))
    try:
        parsed = mailparser.parse_from_bytes("".join(lines).encode() + b"\n")
        senders = addresses(parsed.from_) or addresses(email.utils.getaddresses([_first(parsed.sender)]))
        return Envelope(
            subject=clean_line(_first(parsed.subject), SUBJECT_LIMIT),
            sender=senders[0] if senders else None,
            reply_to=addresses(parsed.reply_to),
            to=addresses(parsed.to),
            cc=addresses(parsed.cc),
        )
    except Exception:  # noqa: BLE001 it has raised AttributeError, RecursionError and others on real mail
        return fallback.envelope(fields)


def _first(value: str | list[str]) -> str:
    return value if isinstance(value, str) else next(iter(value), "")


def _message(
    fields: Headers, guarded: bytes, arrived: datetime | None, envelope: Envelope, error: str | None
) -> Message:
    return Message(
        message_id=headers.message_id(fields, guarded),
        date=headers.date(fields, arrived),
        sender=envelope.sender,
        subject=envelope.subject,
        new_text="",
        reply_to=envelope.reply_to,
        to=envelope.to,
        cc=envelope.cc,
        in_reply_to=headers.in_reply_to(fields),
        references=headers.references(fields),
        list_id=headers.list_id(fields),
        list_unsubscribe="list-unsubscribe" in fields.fields,
        auto_submitted=headers.keyword(fields, "auto-submitted"),
        precedence=headers.keyword(fields, "precedence"),
        error=error,
    )
