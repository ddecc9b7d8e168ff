"""Freezing a letter: what every mail program, relay and filter must find in the bytes."""

from __future__ import annotations

import email.policy
import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from unwatch.letter.records import Rendered
from unwatch.mime import freeze, is_own, own_message_id

# Half a surrogate pair too: it is what a broken charset leaves in a text.
ANYTHING = st.text(st.characters(exclude_categories=[]))
WHEN = datetime(2025, 10, 10, 14, 0, 5, tzinfo=UTC)
OWN_ID = own_message_id("2025-W41", b"a secret", "example.org")
LETTER = Rendered(
    "Week to Fri 10 Oct: nothing waiting", "One note.", "Nothing is waiting.\n", "<p>Nothing is waiting.</p>\n"
)


def made(rendered: Rendered = LETTER, **changes: str | None) -> bytes:
    arguments = {
        "kind": "letter",
        "sender": "dana+letter@example.org",
        "sender_name": "Friday letter",
        "recipient": "dana@example.org",
        "message_id": OWN_ID,
        "in_reply_to": None,
        "reply_to": None,
    }
    return freeze(rendered, date=WHEN, **(arguments | changes))  # type: ignore[arg-type]


def read(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=email.policy.default)


def worded(text: str = "", html: str = "", subject: str = "Week") -> Rendered:
    return Rendered(subject, "", text, html)


def test_the_headers_say_what_it_is() -> None:
    """Date, Message-ID, our own copy of it, and the marks of a machine's mail (RFC 3834) are all there."""
    mail = read(made())

    assert mail["Date"].datetime == WHEN
    assert mail["From"] == "Friday letter <dana+letter@example.org>"
    assert mail["To"] == "dana@example.org"
    assert mail["Subject"] == LETTER.subject
    assert mail["Message-ID"] == mail["X-Unwatch-Letter"] == f"<{OWN_ID}>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["X-Unwatch-Kind"] == "letter"
    assert mail["In-Reply-To"] is mail["Reply-To"] is None


def test_the_text_comes_first_and_then_the_html() -> None:
    """multipart/alternative, plain text before HTML, both UTF-8 in quoted-printable (letter.md d.4)."""
    mail = read(made())
    parts = list(mail.iter_parts())

    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    assert {(part.get_content_charset(), part["Content-Transfer-Encoding"]) for part in parts} == {
        ("utf-8", "quoted-printable")
    }


def test_the_same_letter_freezes_to_the_same_bytes() -> None:
    """Nothing in the bytes is left to chance, so a second freezing is no second mail."""
    assert made() == made()


def test_a_reply_names_what_it_answers() -> None:
    """An answer goes into the thread of what it answers, and Reply-To says where the next one goes."""
    mail = read(made(in_reply_to="their.mail@example.com", reply_to="dana+unwatch@example.org"))

    assert mail["In-Reply-To"] == mail["References"] == "<their.mail@example.com>"
    assert mail["Reply-To"] == "dana+unwatch@example.org"


def test_a_long_message_id_is_never_encoded() -> None:
    """Message-IDs stay whole on the wire: one in encoded words ties no thread (RFC 2047, section 5)."""
    long_id = own_message_id("pass-on-" + "7" * 40, b"k", ".".join(["department"] * 12) + ".example")
    raw = made(message_id=long_id, in_reply_to=long_id)

    for name in (b"Message-ID", b"X-Unwatch-Letter", b"In-Reply-To", b"References"):
        assert re.search(rb"(?m)^%s: <%s>\r$" % (name, re.escape(long_id.encode())), raw), name


@pytest.mark.parametrize(
    "evil",
    [
        "x\r\nBcc: eve@example.com",
        "x\nBcc: eve@example.com",
        "x\r\n\r\nbody",
        "x\u2028Bcc: y",
        "x\x85y",
        "x\x00y",
        "=?utf-8?q?x=0D=0ABcc:_eve@example.com?=",
        "=?utf-8?b?eA0KQmNjOiBldmVAZXhhbXBsZS5jb20=?=",
    ],
)
def test_a_line_end_in_a_header_adds_no_header(evil: str) -> None:
    """Line ends and control characters in subject, name and kind become a space (reliability 100)."""
    mail = read(made(worded(subject=evil), sender_name=evil, kind=evil))

    assert mail.keys() == read(made()).keys()
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


@pytest.mark.parametrize("field", ["sender", "recipient", "reply_to"])
@pytest.mark.parametrize(
    "evil",
    [
        "dana@example.org\r\nBcc: eve@example.com",
        "dana@example.org, eve@example.com",
        "dåna@example.org",
        " ",
        "dana",
        "a@b@example.org",
    ],
)
def test_what_is_no_address_is_not_frozen(field: str, evil: str) -> None:
    """An address that SMTP cannot carry, or that is two, raises before anything is written."""
    with pytest.raises(ValueError, match="not an address"):
        made(LETTER, **{field: evil})


def test_a_message_id_that_is_none_is_not_frozen() -> None:
    """Our own Message-ID is checked like everything else."""
    with pytest.raises(ValueError, match="message id"):
        made(message_id="x@example.org>\r\nBcc: <eve@example.com")


@pytest.mark.parametrize(
    "theirs",
    [
        "x\r\nBcc: eve@example.com",
        "<x@example.com> <y@example.com>",
        "x y@example.com",
        "x" * 999,
        "\udcff@example.com",
    ],
)
def test_a_strange_message_id_of_theirs_is_left_out(theirs: str) -> None:
    """What a stranger wrote as Message-ID costs the thread, never the mail."""
    assert read(made(in_reply_to=theirs))["In-Reply-To"] is None


def test_an_empty_letter_can_be_frozen() -> None:
    """Nothing to say is still a mail."""
    assert read(made(worded())).is_multipart()


@settings(deadline=None)
@given(text=ANYTHING, html=ANYTHING, subject=ANYTHING, name=ANYTHING)
def test_any_text_survives_and_every_line_fits(text: str, html: str, subject: str, name: str) -> None:
    """Whatever the text, the bytes are 7-bit with CRLF, no line is longer than 998, and both parts read back."""
    raw = made(worded(text, html, subject), sender_name=name)
    plain, rich = read(raw).iter_parts()

    assert raw.isascii()
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n", raw)
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert as_read(plain) == one_ending(text)
    assert as_read(rich) == one_ending(html)


def as_read(part: MIMEPart) -> str:
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return one_ending(payload.decode())


def one_ending(text: str) -> str:
    """Text as it can be told from other text by mail: one kind of line end, and one at the end."""
    lines = text.encode(errors="replace").decode().replace("\r\n", "\n").replace("\r", "\n")
    return lines.rstrip("\n") + "\n"


WORDS = st.text(
    st.sampled_from("ab Zé漢☃ .,:;()\"'=?_-@<>") | st.characters(max_codepoint=0x24F, exclude_categories=["C", "Z"])
)


@settings(deadline=None)
@given(subject=WORDS, name=WORDS.map(lambda name: name[:60]))
@example(subject="what =?utf-8?q?this?= says", name="=?utf-8?q?Friday?= letter")
def test_a_subject_and_a_name_read_back_as_they_were(subject: str, name: str) -> None:
    """Letters, signs and single spaces come through, folded and encoded as they may be."""
    mail = message_from_bytes(made(worded(subject=subject), sender_name=name))  # policy.default reads spaces into names
    shown, address = parseaddr(mail["From"])

    assert decoded(mail["Subject"]) == " ".join(subject.split())
    assert decoded(shown) == " ".join(name.split())
    assert address == "dana+letter@example.org"


def decoded(header: str) -> str:
    return str(make_header(decode_header(header.replace("\r\n", ""))))


def test_a_subject_and_a_name_are_bounded() -> None:
    """A subject of a megabyte is cut, and quickly."""
    mail = read(made(worded(subject="x" * 1_000_000), sender_name="y " * 500_000))

    assert len(mail["Subject"]) <= 400
    assert len(mail["From"].addresses[0].display_name) <= 100


def test_an_own_message_id_is_always_the_same() -> None:
    """The same key, secret and domain give the same id; another of any of them gives another."""
    assert own_message_id("2025-W41", b"k", "example.org") == own_message_id("2025-W41", b"k", "example.org")
    others = {
        own_message_id(*given)
        for given in (
            ("2025-W41", b"k", "example.org"),
            ("2025-W42", b"k", "example.org"),
            ("2025-W41", b"other", "example.org"),
            ("2025-W41", b"k", "example.com"),
            ("2025_W41", b"k", "example.org"),
        )
    }
    assert len(others) == 5


@settings(deadline=None)
@given(key=ANYTHING, domain=ANYTHING)
def test_an_own_message_id_has_its_form_whatever_the_key(key: str, domain: str) -> None:
    """Any key and domain give `unwatch.key.hex@domain`, recognised as our own, and fit for a header."""
    made_id = own_message_id(key, b"k", domain)

    assert re.fullmatch(r"unwatch\.[A-Za-z0-9.\-]+\.[0-9a-f]{20}@[A-Za-z0-9.\-]+", made_id)
    assert is_own(made_id)
    assert not re.search(r"\.\.|\.@|@\.|\.$", made_id)
    assert read(made(message_id=made_id))["Message-ID"] == f"<{made_id}>"


@pytest.mark.parametrize(
    "other",
    [
        "",
        "unwatch",
        "unwatch.@example.org",
        "x.unwatch.1@example.org",
        f"<{OWN_ID}>",
        f"{OWN_ID}\n",
        f" {OWN_ID}",
        "unwatch.ü@example.org",
        "unwatch." + "x" * 5000 + "@example.org",
    ],
)
def test_what_has_not_the_form_is_not_our_own(other: str) -> None:
    """Only the exact form counts."""
    assert not is_own(other)
