"""Attacks on a mail reader, each named by what it aims at; about a megabyte each, so that one run stays short."""

from __future__ import annotations

import base64
from collections.abc import Callable

_HEAD = b"From: A <a@example.org>\nSubject: hello\nMessage-ID: <x@example.org>\nDate: Mon, 3 Nov 2025 10:00:00 +0100\n"
_MEGABYTE = 1_000_000


def _body(content_type: bytes, body: bytes, encoding: bytes = b"8bit") -> bytes:
    return b"%bContent-Type: %b\nContent-Transfer-Encoding: %b\n\n%b" % (_HEAD, content_type, encoding, body)


def _bomb(charset: bytes) -> bytes:
    return _body(b"text/plain; charset=" + charset, base64.encodebytes(b"a" * _MEGABYTE + b"-b"), b"base64")


def _html(source: str) -> bytes:
    return _body(b"text/html; charset=utf-8", source[:_MEGABYTE].encode())


def _nested_multiparts() -> bytes:
    levels = (b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level) for level in range(1_000))
    return _HEAD + b"".join(levels) + b"Content-Type: text/plain\n\nbottom\n" + b"x\n" * 200_000


def _calendar(*lines: str) -> bytes:
    event = ["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"]
    return _body(b"text/calendar; charset=utf-8; method=REQUEST", "\r\n".join(event)[:_MEGABYTE].encode())


ATTACKS: dict[str, Callable[[], bytes]] = {
    "punycode body": lambda: _bomb(b"punycode"),
    "punycode body, quoted": lambda: _bomb(b'"puny\\code"'),
    "punycode body, RFC 2231": lambda: _bomb(b"x; charset*0*=us-ascii''puny; charset*1*=code"),
    "idna body": lambda: _bomb(b"idna"),
    "zlib body": lambda: _bomb(b"zlib"),
    "undefined body": lambda: _bomb(b"undefined"),
    "unicode_escape body": lambda: _bomb(b"unicode_escape"),
    "utf-7 body": lambda: _bomb(b"utf-7"),
    "charset is a path": lambda: _bomb(b"../../etc/passwd"),
    "subject of a megabyte": lambda: b"Subject: " + b"word " * 200_000 + b"\n" + _HEAD + b"\ntext",
    "subject of encoded words": lambda: b"Subject: " + b"=?utf-8?q?a?= " * 70_000 + b"\n" + _HEAD + b"\ntext",
    "subject of beginnings of encoded words": lambda: b"Subject: " + b"=?a?q?" * 150_000 + b"\n" + _HEAD + b"\ntext",
    "subject in punycode": lambda: b"Subject: =?punycode?q?" + b"a" * 300_000 + b"-b?=\n" + _HEAD + b"\ntext",
    "content type of semicolons": lambda: _HEAD + b"Content-Type: text/plain" + b";" * 100_000 + b"\n\ntext",
    "content type of parameters": lambda: (
        _HEAD + b"Content-Type: text/plain" + b"".join(b"; a%d=1" % n for n in range(100_000)) + b"\n\ntext"
    ),
    "file name of continuations": lambda: (
        _HEAD + b"Content-Disposition: attachment" + b"".join(b"; filename*%d=a" % n for n in range(50_000)) + b"\n\nx"
    ),
    "a hundred thousand recipients": lambda: b"To: " + b"a@example.org, " * 100_000 + b"\n" + _HEAD + b"\ntext",
    "sender of parentheses": lambda: b"From: " + b"(" * 100_000 + b"\nSubject: x\n\ntext",
    "sender of quotes": lambda: b"From: " + b'"' * 100_000 + b"\nSubject: x\n\ntext",
    "sender of dots": lambda: b"From: " + b"a." * 100_000 + b"\nSubject: x\n\ntext",
    "fifty thousand headers": lambda: _HEAD + b"".join(b"X-%d: y\n" % n for n in range(50_000)) + b"\ntext",
    "fifty thousand attachments": lambda: (
        _HEAD
        + b"Content-Type: multipart/mixed; boundary=b\n\n"
        + b"--b\nContent-Type: a/b\nContent-Disposition: attachment\n\nx\n" * 50_000
    ),
    "nested multiparts": _nested_multiparts,
    "nested messages": lambda: _HEAD + b"Content-Type: message/rfc822\n\n" * 30_000 + b"text",
    "nested attached messages": lambda: (
        _HEAD
        + b"Content-Type: message/rfc822\nContent-Disposition: attachment; filename=a.eml\n\n" * 500
        + b"text\n" * 150_000
    ),
    "delivery status of paragraphs": lambda: _body(b"message/delivery-status", b"a: b\n\n" * 150_000),
    "lines": lambda: _HEAD + b"\n" + b"\n" * _MEGABYTE,
    "header named like an attribute": lambda: b"headers: x\nparse: y\nX_json_json_json_json: z\n" + _HEAD + b"\ntext",
    "carriage returns in the message id": lambda: (
        b"Message-ID: =?utf-8?q?<a@b>=0D=0AX1_SELECT_INBOX?=\nSubject: =?utf-8?q?a=0D=0Ab=00c?=\n\ntext"
    ),
    "marks": lambda: _body(b"text/plain; charset=utf-8", ("a" + "\u0316\u0301" * 200_000).encode()),
    "marks in the subject": lambda: "Subject: a{}\n\ntext".format("\u0316\u0301" * 200_000).encode(),
    "quotes": lambda: _body(b"text/plain", b"> " * 400_000),
    "quoted lines": lambda: _body(b"text/plain", b"> On 3 Nov 2025 a@b wrote:\n" * 40_000),
    "attributions": lambda: _body(b"text/plain", b"On 3 Nov 2025 wrote wrote <a@b> schrieb x:\n\n> a\nb\n" * 20_000),
    "header blocks": lambda: _body(b"text/plain", b"From: a\n" * 100_000),
    "forwards": lambda: _body(
        b"text/plain", b"---------- Forwarded message ----------\nFrom: a\nSubject: b\n\n" * 15_000
    ),
    "footers": lambda: _body(b"text/plain", b"unsubscribe this e-mail message\n\n" * 30_000),
    "sign-offs": lambda: _body(b"text/plain", b"Kind regards\nA\n\n" * 50_000),
    "html blocks": lambda: _html("<div>" * 200_000),
    "html attributes": lambda: _html("<a " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x"),
    "html attributes behind a quoted bracket": lambda: _html("<a x='>' " + " ".join(f"a{n}" for n in range(150_000))),
    "html formatting": lambda: _html("".join(f"<font c={n}><p>" for n in range(60_000))),
    "html tables": lambda: _html("<table><tr><td>" * 60_000),
    "html as plain text": lambda: _body(b"text/plain", b"<div>" * 180_000),
    "html comments": lambda: _html("<!--" * 200_000),
    "html styles": lambda: _html("<div style='" + "display:" * 50_000 + "'>x" + "<p style='opacity:0" * 20_000),
    "calendar zone every second": lambda: _calendar(
        "BEGIN:VTIMEZONE", "TZID:Odd", "BEGIN:STANDARD", "DTSTART:16010101T000000", "RRULE:FREQ=SECONDLY",
        "TZOFFSETTO:+0100", "END:STANDARD", "END:VTIMEZONE",
        "BEGIN:VEVENT", "UID:1", "DTSTART;TZID=Odd:20251107T090000", "RRULE:FREQ=SECONDLY", "END:VEVENT",
    ),
    "calendar events": lambda: _calendar(*["BEGIN:VEVENT", "UID:1", "DTSTART:20251107T090000Z", "END:VEVENT"] * 20_000),
    "calendar nesting": lambda: _calendar(*["BEGIN:VEVENT"] * 60_000),
    "calendar line": lambda: _calendar("BEGIN:VEVENT", "SUMMARY;" + "a=b;" * 200_000 + ":x", "END:VEVENT"),
    "calendar zone of a file": lambda: _calendar(
        "BEGIN:VEVENT", "UID:1", "DTSTART;TZID=../../../etc/passwd:20251107T090000",
        "DURATION:P99999999999D", "END:VEVENT",
    ),
    "nothing": lambda: b"",
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 2_000,
}  # fmt: skip
