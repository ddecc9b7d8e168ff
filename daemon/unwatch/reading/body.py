"""The tree of parts (RFC 2046) → the best text, the calendars, and the names of what is attached."""

from __future__ import annotations

import email.message
import re
from dataclasses import dataclass, field

from unwatch.reading.charsets import decode, known_charset
from unwatch.reading.cleaning import NAME_LIMIT, TEXT_LIMIT, clean_line, clean_text
from unwatch.reading.fallback import decode_words
from unwatch.reading.html import html_to_text

ATTACHMENTS_LIMIT = 50
CALENDARS_LIMIT = 5

_HTML_STUB = re.compile(
    r"html[- ](?:e-?mail|version|format|message|content|mail)"
    r"|(?:support|display|view|read|enable|show)\w*.{0,60}\bhtml\b"
    r"|html.{0,40}(?:not supported|compatible)|(?:view|read|open|see|anzeigen).{0,60}\bbrowser\b",
    re.IGNORECASE | re.DOTALL,
)
_STUB_LIMIT = 600
_MARKUP = re.compile(r"</?(?:html|body|head|table|tr|td|div|span|p|br|font|style|a)\b[^<>]{0,300}>", re.IGNORECASE)
_CSS = re.compile(r"[{;]\s*[a-z-]{3,30}\s*:[^{};]{1,80}(?=[;}])", re.IGNORECASE)
_CALENDAR_TYPES = frozenset({"text/calendar", "application/ics", "text/x-vcalendar"})


@dataclass(slots=True)
class Content:
    """What a message holds; `calendars` are texts of text/calendar parts with the method their type names."""

    text: str = ""
    calendars: list[tuple[str, str | None]] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    _enclosed: list[email.message.Message] = field(default_factory=list)


def read_content(message: email.message.Message) -> Content:
    """Return the content of a guarded message tree.

    An enclosed message (message/rfc822) is given at the end in the form of a forward; the original of a bounce is not.
    """
    content = Content()
    text = _text_of(message, content)
    for enclosed in content._enclosed[:1]:
        text = f"{text}\n\n{_as_forward(enclosed)}"
    content.text = clean_text(text, TEXT_LIMIT)
    return content


def _text_of(part: email.message.Message, content: Content) -> str:
    kind = part.get_content_type()
    if kind == "message/rfc822":
        _note_enclosed(part, content)
        return ""
    if part.is_multipart():
        children = [child for child in part.get_payload() if isinstance(child, email.message.Message)]
        return _text_of_children(kind, children, content)
    if kind in _CALENDAR_TYPES or (_file_name(part) or "").lower().endswith(".ics"):
        _note_calendar(part, content)
        return ""
    if _is_attachment(part):
        _note_attachment(part, content)
        return ""
    return _leaf_text(part, kind)


def _text_of_children(kind: str, children: list[email.message.Message], content: Content) -> str:
    if kind == "multipart/alternative":
        return _best(children, content)
    if kind == "multipart/report":
        texts = [_text_of(child, content) for child in children[:1]]
    else:
        texts = [_text_of(child, content) for child in children]
    if kind == "multipart/related":
        return next((text for text in texts if text.strip()), "")
    return "\n\n".join(text for text in texts if text.strip())


def _best(children: list[email.message.Message], content: Content) -> str:
    """Return the plain alternative when it is a real one, else the richest that has text (RFC 2046, 5.1.4)."""
    plain = ""
    rich = ""
    for child in children:
        text = _text_of(child, content)
        if child.get_content_type() == "text/plain":
            plain = plain or text
        else:
            rich = text if text.strip() else rich
    return plain if is_real_text(plain, rich) else rich


def is_real_text(plain: str, rich: str) -> bool:
    """Tell whether a plain alternative says what the HTML one says, and is no notice that one should look there."""
    if not rich.strip():
        return True
    words, rich_words = len(plain.split()), len(rich.split())
    if words == 0 or (words < 20 and rich_words > 5 * words):
        return False
    if len(plain) < _STUB_LIMIT and rich_words > 2 * words and _HTML_STUB.search(plain):
        return False
    return not _is_dump(plain)


def _is_dump(plain: str) -> bool:
    """Tell whether text is HTML or CSS source that somebody's program sent as plain text."""
    start = plain[:20_000]
    tags = sum(1 for _ in _MARKUP.finditer(start))
    rules = sum(1 for _ in _CSS.finditer(start))
    return tags >= 5 or rules >= 5


def _leaf_text(part: email.message.Message, kind: str) -> str:
    if kind not in {"text/plain", "text/html"} and part.get_content_maintype() not in {"text", "multipart"}:
        return ""
    text = decode(payload_of(part), _charset_of(part))
    if kind == "text/html":
        return html_to_text(text)
    if kind not in {"text/plain", "text/enriched"} and not kind.startswith("multipart/"):
        return ""
    text = text[: 2 * TEXT_LIMIT]
    if _is_dump(text) and "<" in text[:2_000]:
        return html_to_text(text)
    return _unflowed(text, part) if _parameter(part, "format").lower() == "flowed" else text


def _parameter(part: email.message.Message, name: str) -> str:
    try:
        value = part.get_param(name)
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
    return value if isinstance(value, str) else ""


def _charset_of(part: email.message.Message) -> str | None:
    try:
        return part.get_content_charset()
    except (ValueError, LookupError, TypeError):
        return None


def payload_of(part: email.message.Message) -> bytes:
    """Return the octets of a part, its transfer encoding undone as far as it can be; never raises."""
    for decoded in (True, False):
        try:
            payload = part.get_payload(decode=decoded)
            return payload if isinstance(payload, bytes) else str(payload or "").encode("utf-8", "surrogateescape")
        except (ValueError, TypeError, LookupError, AttributeError, IndexError):
            continue
    return b""


def _unflowed(text: str, part: email.message.Message) -> str:
    """Join the lines that format=flowed broke (RFC 3676, section 4.2); quotes and the signature line stay."""
    delete_space = _parameter(part, "delsp").lower() == "yes"
    lines: list[str] = []
    flowing = False
    for line in clean_text(text, 2 * TEXT_LIMIT).split("\n"):
        stuffed = line.removeprefix(" ")
        joins = flowing and not line.startswith(">") and stuffed != "-- "
        if joins:
            lines[-1] += stuffed
        else:
            lines.append(stuffed)
        flowing = stuffed.endswith(" ") and stuffed != "-- " and not line.startswith(">")
        if flowing and delete_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _is_attachment(part: email.message.Message) -> bool:
    if part.get_content_disposition() == "attachment":
        return True
    if part.get_content_maintype() in {"text", "multipart"}:
        return bool(_file_name(part)) and part.get_content_type() not in {"text/plain", "text/html"}
    return True


def _file_name(part: email.message.Message) -> str | None:
    try:
        name = part.get_filename()
    except (ValueError, LookupError, TypeError, AttributeError):
        return None
    return clean_line(decode_words(name), NAME_LIMIT) or None if name else None


def _note_attachment(part: email.message.Message, content: Content) -> None:
    inline_picture = part.get_content_maintype() == "image" and part.get_content_disposition() != "attachment"
    name = _file_name(part)
    if inline_picture and (part.get("Content-ID") or not name):
        return  # a logo or a counting pixel
    if len(content.attachments) < ATTACHMENTS_LIMIT:
        content.attachments.append(name or clean_line(part.get_content_type(), NAME_LIMIT))


def _note_calendar(part: email.message.Message, content: Content) -> None:
    if len(content.calendars) >= CALENDARS_LIMIT:
        return
    charset = _charset_of(part)
    text = decode(payload_of(part), charset if charset and known_charset(charset) else None)
    content.calendars.append((text, _parameter(part, "method") or None))


def _note_enclosed(part: email.message.Message, content: Content) -> None:
    inner = part.get_payload()
    if isinstance(inner, list) and inner and isinstance(inner[0], email.message.Message):
        content._enclosed.append(inner[0])
        subject = clean_line(decode_words(str(inner[0].get("Subject", ""))), NAME_LIMIT)
        if len(content.attachments) < ATTACHMENTS_LIMIT:
            content.attachments.append(_file_name(part) or subject or "message/rfc822")


def _as_forward(message: email.message.Message) -> str:
    """Return an enclosed message as the text that forwarding it inline would have made."""
    fields = [f"{name}: {decode_words(str(message.get(name, '')))}" for name in ("From", "Date", "Subject", "To")]
    return "\n".join(["---------- Forwarded message ----------", *fields, "", _text_of(message, Content())])
