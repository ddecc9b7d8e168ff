"""Bytes → Message: what is read out of honest mail, however it was written."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta

import mailparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from torture.mails import (
    BOUNCE,
    ENCLOSED,
    HEADERS,
    HONEST,
    NESTED,
    broken_base64,
    html,
    japanese,
    multipart,
    plain,
    text_part,
)
from unwatch.message import NOT_A_MAIL, read_headers_only, read_message
from unwatch_classifiers.records import Address

ARRIVED = datetime(2025, 11, 3, 9, 5, tzinfo=UTC)


def with_headers(*lines: str) -> bytes:
    return ("\n".join(lines) + "\n\nText.\n").encode()


def test_the_envelope_is_decoded() -> None:
    """Names and subjects come out of their encoded words, addresses in lower case."""
    message = read_message(
        with_headers(
            "From: =?iso-8859-1?q?J=F6rg_Beispiel?= <Joerg@Northwind.EXAMPLE>",
            'To: "Muster, Sam" <sam@example.org>, other@example.org',
            "Cc: =?utf-8?b?w4RubmU=?= <aenne@example.org>",
            "Reply-To: jobs@northwind.example",
            "Subject: =?utf-8?q?Ihr_Gespr=C3=A4ch?=\n =?utf-8?q?_am_Freitag?=",
        )
    )
    assert message.sender == Address("Jörg Beispiel", "joerg@northwind.example")
    assert message.to == (Address("Muster, Sam", "sam@example.org"), Address("", "other@example.org"))
    assert message.cc == (Address("Änne", "aenne@example.org"),)
    assert message.reply_to == (Address("", "jobs@northwind.example"),)
    assert message.subject == "Ihr Gespräch am Freitag"
    assert message.error is None


def test_list_and_machine_marks_are_kept() -> None:
    """What tells bulk and automatic mail apart reaches the classifiers."""
    message = read_message(
        with_headers(
            "From: a@example.org",
            "List-Id: Job alerts <Alerts.Example.ORG>",
            "List-Unsubscribe: <https://example.org/u>",
            "Auto-Submitted: auto-replied; owner-email=x@example.org",
            "Precedence: Bulk",
        )
    )
    assert message.list_id == "alerts.example.org"
    assert message.list_unsubscribe
    assert (message.auto_submitted, message.precedence) == ("auto-replied", "bulk")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Mon, 3 Nov 2025 10:00:00 +0100", "2025-11-03T10:00:00+01:00"),
        ("Mon, 3 Nov 2025 10:00:00 -0000", "2025-11-03T10:00:00+00:00"),
        ("3 Nov 2025 10:00 -0800 (PST)", "2025-11-03T10:00:00-08:00"),
        ("Mon, 3 Nov 2025 10:00:00 GMT", "2025-11-03T10:00:00+00:00"),
    ],
)
def test_the_date_keeps_the_offset_it_was_written_with(written: str, expected: str) -> None:
    """The Date field is taken with its own offset; -0000 is UTC (RFC 5322, section 3.3)."""
    assert read_message(with_headers("From: a@example.org", f"Date: {written}"), ARRIVED).date.isoformat() == expected


@pytest.mark.parametrize(
    "written",
    ["", "yesterday", "Fri, 31 Dec 1999 10:00:00 +0000", "Wed, 5 Nov 2025 10:00:00 +0000", "1 Jan 9999 00:00:00 -1200"],
)
def test_an_impossible_date_gives_way_to_the_arrival(written: str) -> None:
    """A missing, unreadable, ancient or future Date is replaced by when the mail came in."""
    raw = with_headers("From: a@example.org", f"Date: {written}")
    assert read_message(raw, ARRIVED).date == ARRIVED


def test_without_date_and_arrival_it_is_1970() -> None:
    """A message always has an aware date."""
    assert read_message(b"From: a@example.org\n\nx").date == datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("<a.b@c.example>", "a.b@c.example"),
        ("a.b@c.example", "a.b@c.example"),
        ("<folded\n id@c.example> (comment)", "foldedid@c.example"),
        ("=?utf-8?q?<a@b>=0D=0AX1_SELECT_INBOX?=", "a@b"),
        ("<" + "x" * 400 + "@c.example>", "x" * 250),
        ("<a\x00\x1b\u202eb@c>", "ab@c"),
    ],
)
def test_message_ids_are_bare_and_harmless(written: str, expected: str) -> None:
    """No brackets, blanks, line ends or invisible characters; at most 250 characters."""
    assert read_message(with_headers("From: a@example.org", f"Message-ID: {written}")).message_id == expected


def test_a_mail_without_message_id_gets_the_same_stand_in_in_every_copy() -> None:
    """Line ends and the marks that servers and mbox files add do not change who a message is."""
    one = b"From: a@example.org\nSubject: x\n\nText.\n"
    other = b"Status: RO\r\nFrom: a@example.org\r\nSubject: x\r\n\r\nText.\r\n\r\n"
    assert read_message(one).message_id == read_message(other).message_id
    assert read_message(one).message_id.endswith("@content.unwatch")
    assert read_message(one).message_id != read_message(one + b"more").message_id


def test_long_threads_keep_their_root_and_their_latest() -> None:
    """References are cut to fifty, the first and the newest among them."""
    ids = " ".join(f"<{number}@example.org>" for number in range(80))
    message = read_message(
        with_headers("From: a@example.org", f"References: {ids}", "In-Reply-To: Your mail of <79@example.org>")
    )
    assert len(message.references) == 50
    assert (message.references[0], message.references[-1]) == ("0@example.org", "79@example.org")
    assert message.in_reply_to == ("79@example.org",)


def test_the_real_plain_text_is_preferred_to_html() -> None:
    """Of two alternatives that say the same, the plain one is read; attachments are named, pictures are not."""
    message = read_message(NESTED)
    assert message.new_text == "The plain text of the mail."
    assert message.attachments == ("Stellenprofil für Sam.pdf",)


@pytest.mark.parametrize(
    "stub",
    [
        "",
        "Please view this message in a browser.",
        "Your email client does not support HTML.",
        "<html><body><table><tr><td>We like you</td></tr></table></body></html>",
        "@media x { a { color: red; margin: 0; } } b { color: red; padding: 1px; } c { width: 1px; height: 2px; }",
    ],
)
def test_a_stub_of_plain_text_gives_way_to_html(stub: str) -> None:
    """A plain part that is empty, points to the HTML or is source code is not what the person reads."""
    rich = "<p>We would like to invite you to a second interview with the whole team on Friday, 7 November at ten.</p>"
    message = read_message(multipart("alternative", text_part(stub), text_part(rich, "html")))
    assert message.new_text.startswith("We would like to invite you")


def test_html_gives_what_a_person_sees() -> None:
    """Lines where blocks are, no styles, no hidden preheader, entities and invisible padding resolved."""
    message = read_message(
        html(
            "<html><head><title>t</title><style>p{color:red}</style></head><body>"
            "<div style='display:none;max-height:0'>Preheader&zwnj;&nbsp;</div>"
            "<p>Dear&nbsp;Sam,<br>see you &amp; your <b>port</b>folio\u200c</p><script>x()</script>"
            "<table><tr><td>When:</td><td>Friday</td></tr><tr><td>Where:</td><td>Room 5</td></tr></table></body></html>"
        )
    )
    assert message.new_text == "Dear Sam,\nsee you & your portfolio\n\nWhen: Friday\nWhere: Room 5"


@pytest.mark.parametrize(
    "quote",
    [
        '<blockquote type="cite">I am very interested.</blockquote>',
        (
            '<div class="gmail_quote"><div class="gmail_attr">On Sun, 2 Nov 2025, Sam wrote:<br></div>'
            '<blockquote class="gmail_quote" style="border-left:1px solid">I am very interested.</blockquote></div>'
        ),
        '<div class="moz-cite-prefix">Am 02.11.25 schrieb Sam:</div><blockquote>I am very interested.</blockquote>',
        '<hr><div id="divRplyFwdMsg">From: Sam<br>Sent: Sunday<br>Subject: Hi</div>I am very interested.',
        '<div class="yahoo_quoted"><div>On Sunday, Sam wrote:</div><div>I am very interested.</div></div>',
    ],
)
def test_quoted_history_in_html_is_set_apart(quote: str) -> None:
    """Each mail program's own mark of a quote is known; what it quotes is not new."""
    message = read_message(html(f"<div>Thank you, we have read your mail.</div>{quote}"))
    assert message.new_text.strip("_\n") == "Thank you, we have read your mail."
    assert "I am very interested." in message.quoted_text


def test_an_indented_block_is_no_quote() -> None:
    """Gmail's indentation is a blockquote without a border: its words are the writer's own."""
    message = read_message(
        html("<p>Times:</p><blockquote style='margin:0 0 0 40px;border:none'>Friday at ten</blockquote>")
    )
    assert "Friday at ten" in message.new_text


@pytest.mark.parametrize("charset", ["iso-2022-jp", "utf-7", "shift_jis", "euc-jp"])
def test_text_that_looks_like_ascii_is_decoded(charset: str) -> None:
    """7-bit charsets are decoded by their name, so that rules see the words."""
    assert read_message(japanese(charset)).new_text == "面接の日程についてご連絡いたします。"


def test_hz_is_decoded() -> None:
    """HZ escapes become Chinese."""
    raw = HEADERS.encode() + b"Content-Type: text/plain; charset=hz-gb-2312\n\n" + "面试".encode("hz")
    assert read_message(raw).new_text == "面试"


def test_broken_base64_is_read_as_far_as_it_goes() -> None:
    """Lost padding and stray characters do not empty a mail."""
    assert read_message(broken_base64()).new_text == "We would like to meet you on Friday."


@pytest.mark.parametrize("charset", ["x-unknown", "windows-1252", "us-ascii", "utf-8", "iso-8859-1"])
def test_a_wrong_charset_leaves_utf8_readable(charset: str) -> None:
    """Text that is UTF-8 whatever its label says is mostly read as such."""
    raw = HEADERS.encode() + f"Content-Type: text/plain; charset={charset}\n\n".encode() + "Grüße".encode()
    assert read_message(raw).new_text == "Grüße"


def test_flowed_text_is_joined() -> None:
    """Lines that format=flowed broke are whole again (RFC 3676)."""
    raw = HEADERS + "Content-Type: text/plain; format=flowed\n\nWe would like \nto meet you.\nReally.\n"
    assert read_message(raw.encode()).new_text == "We would like to meet you.\nReally."


def test_an_enclosed_message_is_read_as_a_forward() -> None:
    """A mail forwarded as an attachment without a word of one's own is the message."""
    message = read_message(ENCLOSED)
    assert message.new_text == "We are pleased to offer you the job."
    assert message.attachments == ("Offer",)


def test_the_original_of_a_bounce_is_not_its_text() -> None:
    """A delivery report says what could not be delivered; the returned mail is not read as news."""
    message = read_message(BOUNCE)
    assert message.new_text == "Your message could not be delivered."
    assert "original" not in message.quoted_text


def test_invisible_and_control_characters_are_removed() -> None:
    """Nothing that forges a screen or hides a word passes; text is NFC."""
    message = read_message(plain("Inter\u200bview\u00ad \u202etodayx\u0007 e\u0301\ufeff\n\nend\n", "X: y\n"))
    assert message.new_text == "Interview todayx é\n\nend"
    odd = read_message(with_headers("From: =?utf-8?q?Anna=0D=0ABcc=3A?= <a@example.org>", "Subject: a\u2028b\x1b[31m"))
    assert odd.sender is not None
    assert "\n" not in odd.sender.name
    assert odd.subject == "a b[31m"


def test_all_is_capped() -> None:
    """Subject, text, names and numbers of things have an end."""
    parts = [
        f"Content-Type: a/b\nContent-Disposition: attachment; filename={'n' * 300}{number}\n\nx" for number in range(80)
    ]
    message = read_message(multipart("mixed", text_part("word " * 100_000), *parts).replace(b"Your", b"Your" * 3_000))
    assert len(message.subject) <= 998
    assert len(message.new_text) <= 256 * 1024
    assert len(message.attachments) == 50
    assert max(map(len, message.attachments)) <= 120


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"\x89PNG\r\n\x1a\n\x00\x00", b"just a line of text"])
def test_what_is_no_mail_says_so(raw: bytes) -> None:
    """Bytes without header lines give a Message with an error in plain words."""
    message = read_message(raw, ARRIVED)
    assert message.error == NOT_A_MAIL
    assert message.date == ARRIVED


def test_headers_alone_are_still_read() -> None:
    """When a mail cannot be taken apart, sender, subject and ids are saved."""
    message = read_headers_only(HONEST["plain"], ARRIVED, "why")
    assert (message.message_id, message.subject, message.error) == ("one@northwind.example", "Your interview", "why")
    assert message.sender == Address("Anna Beispiel", "anna@northwind.example")
    assert message.new_text == ""


def test_when_mail_parser_fails_the_standard_library_reads_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in mail-parser costs nothing that the standard library can read."""

    def fail(_: bytes) -> None:
        raise AttributeError("'NoneType' object has no attribute 'index'")

    expected = read_message(HONEST["plain"])
    monkeypatch.setattr(mailparser, "parse_from_bytes", fail)
    assert read_message(HONEST["plain"]) == expected


def test_when_the_tree_cannot_be_built_the_headers_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last resort names the mail and says that it could not be taken apart."""

    def fail(_: bytes) -> None:
        raise RecursionError

    monkeypatch.setattr("unwatch.reading.fallback.tree", fail)
    message = read_message(HONEST["plain"])
    assert message.error is not None
    assert message.subject == "Your interview"


def assert_clean(raw: bytes) -> None:
    message = read_message(raw, ARRIVED)
    assert message.date.tzinfo is not None
    assert message.date <= ARRIVED + timedelta(days=1)
    assert message.message_id
    lines = [message.message_id, message.subject, *message.in_reply_to, *message.references, *message.attachments]
    for text in (*lines, message.new_text, message.quoted_text, message.signature):
        assert unicodedata.is_normalized("NFC", text)
        assert not any(unicodedata.category(each) in {"Cc", "Cs"} and each not in "\n\t" for each in text)
    assert not any(each in line for line in lines for each in "\r\n\t")


@given(st.binary(max_size=2_000))
def test_any_bytes_give_a_message(raw: bytes) -> None:
    """Reading never raises, whatever comes."""
    assert_clean(raw)
    assert_clean(b"From: a@example.org\nContent-Type: text/html\n\n" + raw)
    assert_clean(b"From: a@example.org\n" + raw)


@settings(max_examples=150)
@given(
    st.sampled_from(sorted(HONEST)),
    st.lists(st.tuples(st.integers(0, 1_500), st.integers(0, 40), st.binary(max_size=20)), max_size=6),
)
def test_any_damage_to_a_mail_gives_a_message(name: str, damages: list[tuple[int, int, bytes]]) -> None:
    """Mails with pieces lost and put in, wherever that is, are read or told as unreadable."""
    raw = HONEST[name]
    for position, lost, put_in in damages:
        raw = raw[:position] + put_in + raw[position + lost :]
    assert_clean(raw)
