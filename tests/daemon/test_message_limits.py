"""The guard: what is cut off before a parser sees a mail, and what is left alone."""

from __future__ import annotations

import email
import logging

import pytest
from selectolax.lexbor import LexborHTMLParser

from torture.mails import HEADERS, HONEST
from unwatch.message import read_message
from unwatch.reading.cleaning import clean_text
from unwatch.reading.html import TAGS_LIMIT, thin_out
from unwatch.reading.limits import (
    BOUNDARIES_LIMIT,
    HEADER_LIMIT,
    HEADERS_LIMIT,
    LINES_LIMIT,
    MESSAGE_LIMIT,
    NESTING_LIMIT,
    STRUCTURED_LIMIT,
    clip_header,
    guard,
)


@pytest.mark.parametrize("name", sorted(set(HONEST) - {"bounce"}))
def test_honest_mail_passes_the_guard_unchanged(name: str) -> None:
    """Nothing is taken from ordinary mail but its carriage returns."""
    raw = HONEST[name].replace(b"\r\n", b"\n")
    assert guard(raw.replace(b"\n", b"\r\n")) == raw


def test_the_size_and_the_lines_are_bounded() -> None:
    """Five megabytes and 200,000 lines are read of one mail."""
    assert len(guard(HEADERS.encode() + b"\n" + b"x" * (2 * MESSAGE_LIMIT))) <= MESSAGE_LIMIT
    assert guard(HEADERS.encode() + b"\n" * (2 * LINES_LIMIT)).count(b"\n") <= LINES_LIMIT


def test_header_fields_are_bounded() -> None:
    """Each field, and the number of fields, in the mail and in its parts."""
    many = guard(b"X: y\n" * 5_000 + b"\nbody")
    assert many.count(b"X: y\n") == HEADERS_LIMIT
    assert many.endswith(b"\nbody")
    assert len(clip_header(b"Subject: " + b"x" * 50_000 + b"\n")) <= HEADER_LIMIT + 1
    assert len(clip_header(b"Content-Type: " + b"x;" * 50_000 + b"\n")) <= STRUCTURED_LIMIT + 1
    part = b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" + b"X: y\n" * 5_000 + b"\nbody\n--b--\n"
    assert guard(part).count(b"X: y\n") <= HEADERS_LIMIT


def test_the_number_of_encoded_words_is_bounded() -> None:
    """At most 64 encoded words of a field are decoded."""
    assert clip_header(b"Subject: " + b"=?utf-8?q?a?= " * 100 + b"\n").count(b"=?") == 64


def test_parts_and_their_nesting_are_bounded() -> None:
    """No more than 200 boundaries are followed, and no more than 20 levels."""
    many = b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 1_000
    assert guard(many).count(b"--b") == BOUNDARIES_LIMIT
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(100))
    assert guard(deep).count(b"multipart/") == NESTING_LIMIT


def test_rulers_in_a_plain_mail_are_not_counted() -> None:
    """A mail without parts may have as many lines of dashes as it likes."""
    raw = HEADERS.encode() + b"\n" + b"-----\ntext\n" * 500
    assert guard(raw) == raw


@pytest.mark.parametrize(
    "content_type",
    [
        b"text/plain; charset=punycode",
        b'text/plain; charset="PunyCode"',
        b'text/plain; charset="puny\\code"',
        b"text/plain;\n charset=(comment)punycode",
        b"text/plain; charset*=us-ascii''punycode",
        b"text/plain; charset*0=puny; charset*1=code",
        b"text/plain; charset=utf-8; charset=idna",
        b"text/plain; charset=unicode_escape",
        b"text/plain; charset=rot13",
    ],
)
def test_no_codec_but_a_character_set_is_reached(content_type: bytes) -> None:
    """However the charset parameter is written, what decodes the body is a character set."""
    raw = HEADERS.encode() + b"Content-Type: " + content_type + b"\n\nwe-like-you \\x41 jr yvxr lbh\n"
    assert read_message(raw).new_text == "we-like-you \\x41 jr yvxr lbh"
    assert email.message_from_bytes(guard(raw)).get_content_charset("utf-8") == "utf-8"


def test_parameters_in_confused_pieces_do_not_hide_the_text() -> None:
    """Numbered and unnumbered pieces of one parameter make Python's decoder raise; the parts are still found."""
    confused = "name*0=a; name*=utf-8''b; name*1=c"
    part = f"--b\nContent-Type: text/plain; {confused}\n\nText.\n"
    raw = f"{HEADERS}Content-Type: multipart/mixed; {confused}; boundary=b\n\n{part}"
    assert read_message(raw.encode()).new_text == "Text."


def test_html_is_thinned_before_it_is_parsed() -> None:
    """Formatting that a parser would reopen in each block is neutral, and tags have a number."""
    thin = thin_out("<FONT a=1><b>x</b></font>" + "<p>" * 50_000)
    assert thin.startswith("<span a=1><span>x</span></span>")
    assert thin.count("<") == TAGS_LIMIT
    attributes = " ".join(f"a{number}=1" for number in range(10_000))
    tag = LexborHTMLParser(thin_out(f"<p x='>' {attributes}>text")).css_first("p")
    assert tag is not None
    assert len(tag.attributes) < 1_000


def test_runs_of_marks_are_bounded() -> None:
    """Combining marks without end, which make normalising quadratic, are cut (UAX #15, Stream-Safe Text Format)."""
    assert len(clean_text("a" + "\u0316\u0301" * 1_000)) <= 31


def test_inlined_pictures_do_not_use_up_the_limit() -> None:
    """A data: address of a megabyte does not hide the text behind it."""
    picture = "data:image/png;base64," + "iVBORw0KGgo" * 100_000
    raw = f"{HEADERS}Content-Type: text/html\n\n<img src='{picture}'><p>See you on Friday.</p>"
    assert read_message(raw.encode()).new_text == "See you on Friday."


def test_nothing_of_a_mail_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """mail-parser's warnings quote the mail; they never reach the log."""
    with caplog.at_level(logging.DEBUG):
        read_message(b"From: a@example.org\nSubject: =?utf-8?b?secret123?=\nContent-Type: text/odd\n\nsecret")
        read_message(b"From: ((((secret\nTo: <<secret\n\nsecret")
    assert "secret" not in caplog.text
