"""Mail on disk: every form is told apart and read as a stream."""

from __future__ import annotations

import io
import os
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from torture.mails import HONEST, plain
from unwatch import maildisk
from unwatch.maildisk import MESSAGE_LIMIT, StoredMail, UnreadablePath, open_mail

ONE = b"From: a@example.org\nSubject: one\n\nFirst.\n"
TWO = b"From: b@example.org\nSubject: two\n\nSecond.\n"
LINE = b"From a@example.org Mon Nov  3 10:00:00 2025\n"


def raws(path: Path | str) -> list[bytes]:
    return [mail.raw for mail in open_mail(str(path))]


def written(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_an_eml_file_is_one_mail(tmp_path: Path) -> None:
    """The file is given as it is, and its end is the end of all there is."""
    path = written(tmp_path / "a.eml", ONE)
    assert list(open_mail(str(path))) == [StoredMail(str(path), ONE, len(ONE), len(ONE))]


def test_an_mbox_is_cut_at_its_from_lines(tmp_path: Path) -> None:
    """Every message is given without the line before and the blank line behind it."""
    content = LINE + ONE + b"\n" + LINE + TWO + b"\n"
    mails = list(open_mail(str(written(tmp_path / "mbox", content))))
    assert [mail.raw for mail in mails] == [ONE, TWO]
    assert [mail.position for mail in mails] == [len(LINE + ONE) + 1, len(content)]
    assert {mail.total for mail in mails} == {len(content)}
    assert not any(mail.cut_off for mail in mails)


def test_an_mbox_with_carriage_returns_is_read_alike(tmp_path: Path) -> None:
    """Line ends of Windows change nothing."""
    content = (LINE + ONE + b"\n" + LINE + TWO + b"\n").replace(b"\n", b"\r\n")
    assert raws(written(tmp_path / "mbox", content)) == [ONE.replace(b"\n", b"\r\n"), TWO.replace(b"\n", b"\r\n")]


@pytest.mark.parametrize(
    "line",
    [b"\nFrom here on we are glad.\n", b"text\nFrom: x\n", b"text\nFrom a b c\nX: y\n", b"\nFrom here\n\nX: y\n"],
)
def test_from_within_a_text_begins_no_message(tmp_path: Path, line: bytes) -> None:
    """Only a line after a blank one and before a header divides: many programs do not escape the others."""
    content = LINE + ONE + line + b"\n" + LINE + TWO
    assert raws(written(tmp_path / "mbox", content)) == [ONE + line, TWO]


def test_escaped_from_lines_are_restored(tmp_path: Path) -> None:
    """>From is From again, and >>From is >From (mboxo and mboxrd)."""
    content = LINE + ONE + b"\n>From here\n>>From there\n> From nowhere\n"
    assert raws(written(tmp_path / "mbox", content)) == [ONE + b"\nFrom here\n>From there\n> From nowhere\n"]


@pytest.mark.parametrize("cut", [5, len(LINE) + 3, len(LINE + ONE) - 1, len(LINE + ONE) + 10])
def test_an_mbox_cut_in_half_gives_its_last_mail(tmp_path: Path, cut: int) -> None:
    """What is left of the last mail is given and marked, wherever the file ends."""
    whole = LINE + ONE + b"\n" + LINE + TWO
    content = LINE + TWO + b"\n" + whole[:cut]
    mails = list(open_mail(str(written(tmp_path / "mbox", content))))
    assert mails[0].raw == TWO
    assert mails[-1].cut_off
    assert not mails[0].cut_off
    assert mails[-1].position == len(content)


def test_a_maildir_is_read_with_its_subfolders(tmp_path: Path) -> None:
    """New and read mail of every folder, not what is still being delivered."""
    written(tmp_path / "cur" / "1:2,S", ONE)
    written(tmp_path / "new" / "2", TWO)
    written(tmp_path / ".Sent" / "cur" / "3:2,S", LINE + ONE)
    written(tmp_path / "tmp" / "4", b"half a mail")
    written(tmp_path / "dovecot.index", b"\x00")
    mails = list(open_mail(str(tmp_path)))
    assert [mail.raw for mail in mails] == [LINE + ONE, ONE, TWO]
    assert mails[-1].position == mails[-1].total


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    """.eml files of all depths and .mbox files; whatever else lies there is left alone."""
    written(tmp_path / "b.EML", TWO)
    written(tmp_path / "a.eml", ONE)
    written(tmp_path / "sub" / "c.eml", ONE)
    written(tmp_path / "sub" / "d.mbox", LINE + ONE + b"\n" + LINE + TWO)
    written(tmp_path / "notes.txt", b"Subject: none\n")
    assert raws(tmp_path) == [ONE, TWO, ONE, ONE, TWO]


@pytest.mark.parametrize(("content", "expected"), [(ONE, [ONE]), (LINE + ONE + b"\n" + LINE + TWO, [ONE, TWO])])
def test_standard_input_is_told_apart_by_its_first_bytes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes, expected: list[bytes]
) -> None:
    """A message or an mbox may come through a pipe; how much is to come is unknown."""
    with written(tmp_path / "pipe", content).open() as file:
        monkeypatch.setattr(sys, "stdin", file)
        mails = list(open_mail("-"))
    assert [mail.raw for mail in mails] == expected
    assert {(mail.path, mail.total) for mail in mails} == {("-", None)}


def test_a_named_pipe_is_read_like_standard_input(tmp_path: Path) -> None:
    """`unwatch classify <(…)` works."""
    reading, writing = os.pipe()
    os.write(writing, ONE)
    os.close(writing)
    assert raws(f"/dev/fd/{reading}") == [ONE]
    os.close(reading)


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not mail"),
        ("essay", b"Just some words.\nAnd more.\n", "not mail"),
        ("empty", b"", "empty"),
        ("empty.eml", b"\n\n", "empty"),
        ("mail.mbox.gz", b"\x1f\x8b\x08\x00", "unpack"),
        ("mail.zip", b"PK\x03\x04\x00", "unpack"),
        ("mail.pst", b"!BDN\x00", "Outlook"),
    ],
)
def test_a_file_that_is_no_mail_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes, word: str
) -> None:
    """The person learns at once what is wrong with the path they gave, and the exit status is 2."""
    path = written(tmp_path / name, content)
    with pytest.raises(UnreadablePath, match=word) as caught:
        open_mail(str(path))
    assert caught.value.status == 2
    assert str(path) in str(caught.value)
    assert str(caught.value).endswith(".")


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """Missing files, and folders without mail."""
    with pytest.raises(UnreadablePath, match="No such file"):
        open_mail(str(tmp_path / "missing"))
    with pytest.raises(UnreadablePath, match="folder without mail"):
        open_mail(str(tmp_path))
    with pytest.raises(UnreadablePath):
        open_mail("a\x00b")


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No permission is told in the system's own words."""
    path = written(tmp_path / "a.eml", ONE)

    def refuse(_: str) -> io.BufferedReader:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(maildisk, "_open", refuse)
    with pytest.raises(UnreadablePath, match="Permission denied"):
        open_mail(str(path))


def test_one_unreadable_file_of_a_folder_does_not_hide_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is given empty, so that it is told as unreadable and not passed over."""
    first = written(tmp_path / "a.eml", ONE)
    written(tmp_path / "b.eml", TWO)
    really = maildisk._open

    def refuse_first(path: str) -> io.BufferedReader:
        if path == str(first):
            raise PermissionError(13, "Permission denied")
        return really(path)

    monkeypatch.setattr(maildisk, "_open", refuse_first)
    assert raws(tmp_path) == [b"", TWO]


def test_a_broken_file_named_eml_is_still_a_mail(tmp_path: Path) -> None:
    """What calls itself a mail gets its line, with an error, and stops nothing."""
    assert raws(written(tmp_path / "a.eml", b"\x00\x01garbage")) == [b"\x00\x01garbage"]


@pytest.fixture
def large_mbox(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "large.mbox"
    mail = LINE + plain("word " * 2_000) + b"\n\n"
    with path.open("wb") as file:
        for _ in range(8_000):
            file.write(mail)
    yield path
    path.unlink()


def test_a_large_mbox_is_not_held_in_memory(large_mbox: Path) -> None:
    """Of 80 MB never more than a few blocks are in memory."""
    tracemalloc.start()
    count = sum(1 for _ in open_mail(str(large_mbox)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 8_000
    assert peak < 1_000_000


def test_a_huge_message_is_cut_and_the_next_is_read(tmp_path: Path) -> None:
    """25 MB of one message are kept, even where it is a single line."""
    content = LINE + ONE + b"x" * (MESSAGE_LIMIT + 100_000) + b"\n\n" + LINE + TWO
    first, second = raws(written(tmp_path / "mbox", content))
    assert len(first) == MESSAGE_LIMIT
    assert second == TWO


def test_every_honest_mail_survives_an_mbox(tmp_path: Path) -> None:
    """What goes into an mbox by the rules comes out the same."""
    content = b"".join(LINE + raw.rstrip(b"\n") + b"\n\n" for raw in HONEST.values())
    assert raws(written(tmp_path / "mbox", content)) == [raw.rstrip(b"\n") + b"\n" for raw in HONEST.values()]
