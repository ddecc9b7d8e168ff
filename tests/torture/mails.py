"""Honest mails that are hard to read, as bytes; every person and company is invented."""

from __future__ import annotations

import base64

HEADERS = (
    "From: Anna Beispiel <anna@northwind.example>\n"
    "To: Sam Muster <sam@example.org>\n"
    "Subject: Your interview\n"
    "Date: Mon, 3 Nov 2025 10:00:00 +0100\n"
    "Message-ID: <one@northwind.example>\n"
)


def plain(body: str, extra: str = "") -> bytes:
    """Return a plain UTF-8 mail with the usual headers."""
    head = f"{HEADERS}{extra}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
    return (head + body).encode()


def html(body: str) -> bytes:
    """Return a mail that has only HTML."""
    return f"{HEADERS}MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{body}".encode()


def multipart(kind: str, *parts: str) -> bytes:
    """Return a multipart of parts that are given with their own headers."""
    joined = "".join(f"--edge\n{part}\n" for part in parts)
    return (
        f'{HEADERS}MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary="edge"\n\n{joined}--edge--\n'
    ).encode()


def text_part(body: str, kind: str = "plain") -> str:
    """Return a text part for `multipart`."""
    return f"Content-Type: text/{kind}; charset=utf-8\n\n{body}"


def invitation(
    *,
    method: str = "REQUEST",
    start: str = "DTSTART:20251107T090000Z",
    end: str = "DTEND:20251107T100000Z",
    extra: str = "",
) -> str:
    """Return an iCalendar object with one event."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"METHOD:{method}",
        *extra.split("\n"),
        "BEGIN:VEVENT",
        "UID:interview-7@northwind.example",
        "SEQUENCE:2",
        start,
        end,
        "SUMMARY:Interview\\, second round",
        "LOCATION:Hauptstraße 1",
        "ORGANIZER;CN=Anna Beispiel:mailto:Anna@northwind.example",
        "DESCRIPTION:Bring your\\nportfolio",
        f"STATUS:{'CANCELLED' if method == 'CANCEL' else 'CONFIRMED'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "\r\n".join(line for line in lines if line) + "\r\n"


def with_calendar(calendar: str, method: str = "REQUEST") -> bytes:
    """Return an invitation as calendar programs send it: the text and the event as alternatives."""
    return multipart(
        "alternative",
        text_part("You are invited to an interview."),
        f"Content-Type: text/calendar; charset=utf-8; method={method}\n\n{calendar}",
    )


def japanese(charset: str = "iso-2022-jp") -> bytes:
    """Return a mail whose text looks like ASCII until it is decoded."""
    head = f"{HEADERS}MIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\n\n"
    return head.encode() + "面接の日程についてご連絡いたします。".encode(charset)


def broken_base64() -> bytes:
    """Return a mail whose base64 has lost its padding and gained a stranger's character."""
    encoded = base64.b64encode(b"We would like to meet you on Friday.").decode().rstrip("=")
    body = encoded[:10] + "!\n" + encoded[10:]
    return f"{HEADERS}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{body}\n".encode()


NESTED = multipart(
    "mixed",
    'Content-Type: multipart/alternative; boundary="inner"\n\n'
    "--inner\nContent-Type: text/plain; charset=utf-8\n\nThe plain text of the mail.\n"
    '--inner\nContent-Type: multipart/related; boundary="deep"\n\n'
    "--deep\nContent-Type: text/html; charset=utf-8\n\n<p>The rich text of the mail.</p>\n"
    "--deep\nContent-Type: image/png\nContent-ID: <logo>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--deep--\n"
    "--inner--",
    "Content-Type: application/pdf; name*=utf-8''Stellenprofil%20f%C3%BCr%20Sam.pdf\n"
    "Content-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nJVBERi0=",
)

ENCLOSED = multipart(
    "mixed",
    text_part("FYI"),
    "Content-Type: message/rfc822\n\n"
    "From: Bo Beispiel <bo@contoso.example>\nSubject: Offer\nContent-Type: text/plain\n\n"
    "We are pleased to offer you the job.",
)

BOUNCE = multipart(
    "report; report-type=delivery-status",
    text_part("Your message could not be delivered."),
    "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; x@example.org",
    "Content-Type: message/rfc822\n\nFrom: Sam <sam@example.org>\nSubject: Hi\n\nThe original text.",
)

HONEST: dict[str, bytes] = {
    "plain": plain("Hello Sam,\n\ncan you come on Friday?\n\nKind regards\nAnna\n"),
    "html": html("<html><body><p>Hello <b>Sam</b></p><blockquote type=cite>old</blockquote></body></html>"),
    "nested": NESTED,
    "enclosed": ENCLOSED,
    "bounce": BOUNCE,
    "calendar": with_calendar(invitation()),
    "japanese": japanese(),
    "broken base64": broken_base64(),
}
