"""Folders are found by what the server says they are for."""

from __future__ import annotations

import pytest
from imapclient import imap_utf7  # type: ignore[import-untyped]

from unwatch.mailbox.folders import Row, folders_of
from unwatch.mailbox.records import Folder


def read(*rows: Row) -> tuple[Folder, ...]:
    return folders_of(rows, imap_utf7.decode)


def test_attributes_decide_and_names_do_not() -> None:
    """A localized Sent folder is Sent, and a folder called Sent beside it is not (reliability 30)."""
    folders = read(
        ((b"\\HasNoChildren", b"\\Sent"), b"/", b"[Gmail]/G&APY-nderilmi&AV8- Postalar"),
        ((b"\\HasNoChildren",), b"/", b"Sent"),
    )

    assert [folder.special_use for folder in folders] == ["\\Sent", None]
    assert folders[0].display == "[Gmail]/Gönderilmiş Postalar"


@pytest.mark.parametrize(
    ("name", "use"),
    [
        (b"INBOX.Sent", "\\Sent"),
        (b"INBOX.Gesendete Elemente", "\\Sent"),
        (b"Junk Email", "\\Junk"),
        (b"Entw&APw-rfe", "\\Drafts"),
        (b"Archive.2019.Sent", None),
        (b"Sent to school", None),
        (b"INBOX", None),
    ],
)
def test_usual_names_help_where_the_server_says_nothing(name: bytes, use: str | None) -> None:
    """An old server's Sent folder is found at the top or right below INBOX."""
    assert read(((), b".", name))[0].special_use == use


@pytest.mark.parametrize("attribute", [b"\\Noselect", b"\\NonExistent", b"\\NOSELECT"])
def test_what_cannot_be_opened_is_left_out(attribute: bytes) -> None:
    """Only folders that hold messages are named."""
    assert read(((attribute,), b"/", b"[Gmail]")) == ()


def test_a_name_the_server_encoded_wrongly_keeps_its_bytes() -> None:
    """The folder is opened by what the server sent, whatever it looks like (reliability 32)."""
    (folder,) = read(((), b"/", b"Broken &AOk"))

    assert folder.raw_name == b"Broken &AOk"


def test_a_name_that_cannot_be_sent_is_left_out() -> None:
    """A line break in a folder's name is a command in waiting."""
    assert read(((), b"/", b"a\r\nA1 EXPUNGE"), ((), b"/", b"caf\xc3\xa9")) == ()


def test_a_number_is_a_name() -> None:
    """A folder called 2026 comes out of the parser as text of another kind."""
    assert read(((), b"/", "2026"))[0].raw_name == b"2026"
