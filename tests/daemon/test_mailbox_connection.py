"""A real mailbox on a real server: all of it is read, and nothing of it changes."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import mailparser
import pytest
from imapclient import IMAPClient  # type: ignore[import-untyped]

from support.dovecot import DovecotServer, free_ports
from support.maildir import tree_hash
from support.meanwhile import meanwhile
from unwatch.errors import CredentialsRefused, Unavailable
from unwatch.mailbox import Account, Connection, Encryption, Folder, FolderRefused, ForbiddenCommand, Wake
from unwatch.mailbox.guard import ALLOWED

pytestmark = pytest.mark.servers
Deliver = Callable[..., Path]
OURS = "unwatch.2026-W47.0123456789abcdef0123@dana.example"
HOSTILE = (
    b"Message-ID: =?utf-8?q?<a@b.example>=0D=0AX1_CREATE_Taken=0D=0A"
    b"X2_SELECT_INBOX=0D=0AX3_UID_MOVE_1:*_Taken=0D=0AX4_NOOP?=\r\n"
    b"Subject: hello\r\n\r\nhello\r\n"
)


def mail(number: int, lines: int = 1) -> bytes:
    return b"Message-ID: <%d@sender.example>\r\nSubject: mail\r\n\r\n" % number + b"Good day.\r\n" * lines


@pytest.fixture
def wake() -> Iterator[Wake]:
    wake = Wake()
    yield wake
    wake.close()


@pytest.fixture
def transcript() -> list[str]:
    return []


@pytest.fixture
def mailbox(account: Account, wake: Wake, transcript: list[str]) -> Iterator[Connection]:
    with Connection.open(account, wake=wake, transcript=transcript) as connection:
        yield connection


# Reading


def test_what_was_delivered_is_fetched_to_the_byte(mailbox: Connection, deliver: Deliver) -> None:
    """Each message comes with its bytes, its size and the time it arrived."""
    before = datetime.now(UTC) - timedelta(seconds=5)
    for number in range(3):
        deliver(mail(number))
    examined = mailbox.examine("INBOX")
    fetched = list(mailbox.fetch(mailbox.search(1, 5000)))

    assert examined.exists == 3
    assert examined.uidvalidity > 0
    assert sorted(one.raw for one in fetched) == [mail(number) for number in range(3)]
    assert {one.size for one in fetched} == {len(mail(0))}
    assert all(before <= one.arrived <= datetime.now(UTC) for one in fetched)
    assert not any(one.truncated for one in fetched)


def test_reading_everything_leaves_the_maildir_as_it_was(
    mailbox: Connection, deliver: Deliver, dovecot: DovecotServer, person: str, transcript: list[str]
) -> None:
    """Names, flags, newness and content of every message are the same after all that can be done."""
    for name in ("INBOX", "Sent", "Jobs/2026"):
        for number in range(5):
            delivered = deliver(mail(number), name)
        delivered.rename(delivered.parent.parent / "cur" / f"{delivered.name}:2,FS")
    before = tree_hash(dovecot.maildir(person))
    for folder in mailbox.folders():
        mailbox.examine(folder)
        assert len(list(mailbox.fetch(mailbox.search(1, mailbox.highest_uid())))) in (0, 5)
        list(mailbox.fetch(mailbox.search(1, 100), limit=20))
        mailbox.holds(OURS)
        mailbox.wait(0)
    mailbox.close()

    assert len(before) == 15
    assert tree_hash(dovecot.maildir(person)) == before
    assert {" ".join(line.split()[:2]) if line.startswith("UID") else line.split()[0] for line in transcript} <= {
        *ALLOWED,
        "DONE",
    }


def test_the_hash_sees_what_an_ordinary_client_does(
    account: Account, deliver: Deliver, dovecot: DovecotServer, person: str
) -> None:
    """The measure of the test above is not blind: another program's reading shows in it."""
    deliver(mail(1))
    before = tree_hash(dovecot.maildir(person))
    with plain_client(account, dovecot) as client:
        client.select_folder("INBOX")
        client.fetch([1], ["BODY[]"])

    assert tree_hash(dovecot.maildir(person)) != before


def test_a_large_message_is_fetched_in_part(mailbox: Connection, deliver: Deliver) -> None:
    """Of a message over the limit only the beginning comes; the others are whole."""
    for lines in (1, 500, 1):
        deliver(mail(1, lines))
    mailbox.examine("INBOX")
    fetched = sorted(mailbox.fetch(mailbox.search(1, 9), limit=1000), key=lambda one: one.size)

    assert [one.truncated for one in fetched] == [False, False, True]
    assert fetched[2].raw == mail(1, 500)[:1000]
    assert fetched[2].size == len(mail(1, 500))


def test_many_messages_come_fifty_at_a_time(mailbox: Connection, deliver: Deliver, transcript: list[str]) -> None:
    """Memory holds a portion, not the mailbox."""
    for number in range(120):
        deliver(mail(number))
    mailbox.examine("INBOX")
    fetched = list(mailbox.fetch(mailbox.search(1, 5000)))
    asked = [line for line in transcript if line.endswith("(BODY.PEEK[])")]

    assert [one.uid for one in fetched] == list(range(1, 121))
    assert [line.count(",") + 1 for line in asked] == [50, 50, 20]


def test_a_message_that_is_gone_is_absent(
    mailbox: Connection, deliver: Deliver, dovecot: DovecotServer, person: str
) -> None:
    """A UID that somebody deleted meanwhile does not stop the others, and is not said to be withheld."""
    for number in range(3):
        deliver(mail(number))
    mailbox.examine("INBOX")
    dovecot.doveadm("expunge", "-u", person, "mailbox", "INBOX", "uid", "2")
    mailbox.wait(0)

    assert [one.uid for one in mailbox.fetch([1, 2, 3, 99])] == [1, 3]
    assert mailbox.withheld == frozenset()


def test_the_folder_may_not_change_under_a_fetch(mailbox: Connection, deliver: Deliver) -> None:
    """A UID means another message in another folder; mixing them is a defect and not a result."""
    for _ in range(2):
        deliver(mail(1, 500))
    mailbox.examine("INBOX")
    messages = mailbox.fetch([1, 2], limit=1000)
    next(messages)
    mailbox.examine("Sent")

    with pytest.raises(RuntimeError):
        next(messages)


def test_search_stays_inside_its_range(mailbox: Connection, deliver: Deliver) -> None:
    """Only UIDs from low to high are found, and none of an empty range."""
    for number in range(4):
        deliver(mail(number))
    mailbox.examine("INBOX")

    assert mailbox.search(2, 3) == (2, 3)
    assert mailbox.search(3, 5000) == (3, 4)
    assert mailbox.search(5, 5000) == ()
    assert mailbox.search(4, 3) == ()
    assert mailbox.search(0, 2) == (1, 2)


def test_search_can_begin_with_a_day(mailbox: Connection, deliver: Deliver) -> None:
    """`since` is by the day of arrival."""
    mailbox.append("INBOX", mail(1), at=datetime(2026, 1, 4, 12, tzinfo=UTC))
    mailbox.append("INBOX", mail(2), at=datetime(2026, 1, 6, 12, tzinfo=UTC))
    mailbox.examine("INBOX")

    assert mailbox.search(1, 9, since=date(2026, 1, 5)) == (2,)


def test_the_highest_uid_is_asked_for_itself(mailbox: Connection, deliver: Deliver) -> None:
    """An empty folder has 0; another one the UID of its last message, without UIDNEXT."""
    mailbox.examine("INBOX")
    assert mailbox.highest_uid() == 0

    deliver(mail(1))
    mailbox.wait(10)
    assert mailbox.highest_uid() == 1


# Folders


@pytest.mark.parametrize("name", ["Bewerbungen für später", "求職", "📮", 'with "quotes"', "back\\slash", "R&D", "a+b"])
def test_a_folder_of_any_name_is_listed_and_opened(
    mailbox: Connection, account: Account, dovecot: DovecotServer, name: str
) -> None:
    """Names in any script come back readable, and open by what the server calls them and by what people do."""
    with plain_client(account, dovecot) as client:
        client.create_folder(name)
    (folder,) = [folder for folder in mailbox.folders() if folder.display == name]

    assert mailbox.examine(folder) == mailbox.examine(name)


def test_the_special_folders_are_known(mailbox: Connection) -> None:
    """The server's attributes reach the record."""
    uses = {folder.display: folder.special_use for folder in mailbox.folders()}

    assert uses == {"INBOX": None, "Drafts": "\\Drafts", "Sent": "\\Sent", "Junk": "\\Junk", "Trash": "\\Trash"}


def test_a_missing_folder_is_named_and_the_connection_lives(mailbox: Connection) -> None:
    """The person is told which folder; the other folders go on."""
    with pytest.raises(FolderRefused, match="Nowhere"):
        mailbox.examine("Nowhere")

    assert mailbox.examine("INBOX").exists == 0


def test_a_folder_name_with_a_line_break_is_refused(mailbox: Connection, transcript: list[str]) -> None:
    """A name out of a broken configuration does not become a command."""
    with pytest.raises(FolderRefused):
        mailbox.examine(Folder(b"INBOX\r\nA1 EXPUNGE", "INBOX", None))

    assert not any("EXPUNGE" in line for line in transcript)


# Writing our own


def test_an_appended_message_is_held(mailbox: Connection) -> None:
    """What we put into a folder is found there by our own Message-ID, and only there."""
    raw = f"Message-ID: <{OURS}>\r\nSubject: your week\r\n\r\nAll quiet.\r\n".encode()
    mailbox.append("Drafts", raw, flags=[b"\\Draft"], at=datetime(2026, 11, 20, 8, tzinfo=UTC))
    mailbox.examine("Drafts")
    (fetched,) = mailbox.fetch([1])

    assert fetched.raw == raw
    assert fetched.arrived == datetime(2026, 11, 20, 8, tzinfo=UTC)
    assert mailbox.holds(OURS)
    assert not mailbox.holds(OURS[:-1])
    mailbox.examine("INBOX")
    assert not mailbox.holds(OURS)


def test_what_has_just_been_delivered_is_held(mailbox: Connection, deliver: Deliver) -> None:
    """A copy that came in after the folder was opened is seen."""
    mailbox.examine("INBOX")
    deliver(f"Message-ID:\r\n <{OURS}>\r\n\r\nAll quiet.\r\n".encode())

    assert mailbox.holds(OURS)


def test_a_message_id_in_another_header_is_not_ours(mailbox: Connection, deliver: Deliver) -> None:
    """An answer to our letter names it in References; that is not the letter."""
    deliver(f"Message-ID: <x.{OURS}>\r\nReferences: <{OURS}>\r\n\r\nHello.\r\n".encode())
    mailbox.examine("INBOX")

    assert not mailbox.holds(OURS)


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_can_be_searched(mailbox: Connection, month: int) -> None:
    """The months have English names on every machine."""
    mailbox.append("INBOX", mail(1), at=datetime(2025, month, 15, 12, tzinfo=UTC))
    mailbox.examine("INBOX")

    assert mailbox.search(1, 9, since=date(2025, month, 15)) == (1,)
    assert mailbox.search(1, 9, since=date(2025, month, 16)) == ()


def test_appending_to_a_missing_folder_is_the_persons_business(mailbox: Connection) -> None:
    """The server's TRYCREATE is not followed: unwatch makes no folders."""
    with pytest.raises(FolderRefused, match="Nowhere"):
        mailbox.append("Nowhere", mail(1))

    assert mailbox.examine("INBOX").exists == 0


# A mail must not speak


@contextlib.contextmanager
def plain_client(account: Account, dovecot: DovecotServer) -> Iterator[IMAPClient]:
    """The library as it comes, without our wire."""
    with IMAPClient("127.0.0.1", dovecot.imap_port, ssl=False, timeout=20) as client:
        client.login(account.user, account.password())
        yield client


def hostile_message_id() -> str:
    return str(mailparser.parse_from_bytes(HOSTILE).message_id)


def test_a_plain_library_runs_the_commands_in_a_message_id(
    account: Account, deliver: Deliver, dovecot: DovecotServer, person: str
) -> None:
    """What the guard is for (reliability 28): a mail empties an inbox that was opened read-only."""
    for raw in (mail(1), mail(2), HOSTILE):
        deliver(raw)
    with plain_client(account, dovecot) as client:
        client.select_folder("INBOX", readonly=True)
        with contextlib.suppress(IMAPClient.Error):
            client.search(["HEADER", "Message-ID", hostile_message_id()])
        while not client._imap.readline().startswith(b"X3 "):
            """Until the last of the smuggled commands has been answered."""
        client.shutdown()
    with plain_client(account, dovecot) as client:
        assert client.select_folder("Taken", readonly=True)[b"EXISTS"] == 3


def test_the_guard_stops_the_commands_in_a_message_id(
    mailbox: Connection, deliver: Deliver, dovecot: DovecotServer, person: str, transcript: list[str]
) -> None:
    """The same library call on our wire sends nothing, and the inbox is as it was."""
    for raw in (mail(1), mail(2), HOSTILE):
        deliver(raw)
    before = tree_hash(dovecot.maildir(person))
    mailbox.examine("INBOX")
    said = list(transcript)

    with pytest.raises(ForbiddenCommand):
        mailbox._client.search(["HEADER", "Message-ID", hostile_message_id()])
    mailbox.close()
    assert transcript == said
    assert tree_hash(dovecot.maildir(person)) == before


@pytest.mark.parametrize(
    "message_id",
    [
        hostile_message_id(),
        "a@b.example",
        "unwatch.@x",
        f"<{OURS}>",
        f"{OURS}\n",
        f'{OURS}" ALL',
        "unwatch.ä@b.example",
    ],
)
def test_only_our_own_message_ids_are_searched_for(mailbox: Connection, message_id: str, transcript: list[str]) -> None:
    """Nothing from a mail becomes part of a command, even where it could do no harm."""
    mailbox.examine("INBOX")
    said = list(transcript)

    with pytest.raises(ForbiddenCommand):
        mailbox.holds(message_id)
    assert transcript == said


@pytest.mark.parametrize(
    "change",
    [
        lambda client: client.select_folder("INBOX"),
        lambda client: client.add_flags([1], [b"\\Seen"]),
        lambda client: client.delete_messages([1]),
        lambda client: client.expunge(),
        lambda client: client.move([1], "Trash"),
        lambda client: client.copy([1], "Trash"),
        lambda client: client.create_folder("x"),
        lambda client: client.delete_folder("Sent"),
        lambda client: client.close_folder(),
        lambda client: client.enable("QRESYNC"),
        lambda client: client.fetch([1], ["BODY[]"]),
        lambda client: client.fetch([1], ["RFC822"]),
        lambda client: client.search(["SUBJECT", "grüße"], charset="UTF-8"),
        lambda client: client.rename_folder("Sent", "x"),
        lambda client: client.unsubscribe_folder("Sent"),
    ],
)
def test_no_call_of_the_library_changes_anything(
    mailbox: Connection, deliver: Deliver, dovecot: DovecotServer, person: str, change: Callable[[IMAPClient], object]
) -> None:
    """Whatever the code above the wire may come to call, the mailbox stays as it is."""
    deliver(mail(1))
    before = tree_hash(dovecot.maildir(person))
    mailbox.examine("INBOX")

    with pytest.raises((ForbiddenCommand, IMAPClient.Error)):
        change(mailbox._client)
    mailbox.close()
    assert tree_hash(dovecot.maildir(person)) == before


# Waiting


def test_a_delivery_ends_the_wait(mailbox: Connection, deliver: Deliver, transcript: list[str]) -> None:
    """IDLE brings the news by itself; no search is made in between."""
    mailbox.examine("INBOX")
    del transcript[:]
    with meanwhile(lambda: "IDLE" in transcript, lambda: deliver(mail(1))):
        assert mailbox.wait(30)

    assert transcript == ["NOOP", "IDLE", "DONE", "NOOP"]
    assert mailbox.search(1, 9) == (1,)


def test_a_quiet_mailbox_is_no_news(mailbox: Connection) -> None:
    """Nothing came, nothing is said."""
    mailbox.examine("INBOX")

    assert not mailbox.wait(0.05)


def test_the_wake_ends_the_wait(mailbox: Connection, wake: Wake, transcript: list[str]) -> None:
    """Another thread rings, and the wait is over long before its time; the link is still good."""
    mailbox.examine("INBOX")
    with ThreadPoolExecutor(1) as pool, meanwhile(lambda: "IDLE" in transcript, wake.set):
        assert pool.submit(mailbox.wait, 60).result(timeout=30)

    assert mailbox.search(1, 9) == ()


def test_a_wake_that_is_set_already_needs_no_server(mailbox: Connection, wake: Wake, transcript: list[str]) -> None:
    """A bell rung between two waits is not lost."""
    mailbox.examine("INBOX")
    wake.set()
    del transcript[:]

    assert mailbox.wait(30)
    assert transcript == []


def test_a_signal_handler_ends_the_wait(mailbox: Connection, wake: Wake, transcript: list[str]) -> None:
    """SIGTERM is heard in the middle of IDLE."""
    mailbox.examine("INBOX")
    former = signal.signal(signal.SIGUSR1, lambda *_: wake.set())
    try:
        with meanwhile(lambda: "IDLE" in transcript, lambda: os.kill(os.getpid(), signal.SIGUSR1)):
            assert mailbox.wait(30)
    finally:
        signal.signal(signal.SIGUSR1, former)


def test_a_connection_that_is_thrown_out_says_so(
    mailbox: Connection, dovecot: DovecotServer, person: str, transcript: list[str]
) -> None:
    """A BYE is not taken for a quiet mailbox, and the connection is broken from then on."""
    mailbox.examine("INBOX")
    with meanwhile(lambda: "IDLE" in transcript, lambda: dovecot.kick(person)), pytest.raises(Unavailable):
        mailbox.wait(30)
    with pytest.raises(Unavailable, match="no longer connected"):
        mailbox.search(1, 9)


def test_a_server_that_stops_and_starts_again_is_found_again() -> None:
    """The wait ends with Unavailable; a new connection sees the mail that came in between."""
    with DovecotServer({"dana": "secret"}) as server:
        account = Account("work", "127.0.0.1", server.imap_port, Encryption.NONE, "dana", lambda: "secret")
        transcript: list[str] = []
        with Connection.open(account, transcript=transcript) as mailbox:
            mailbox.examine("INBOX")
            with meanwhile(lambda: "IDLE" in transcript, server.stop), pytest.raises(Unavailable):
                mailbox.wait(30)
        with pytest.raises(Unavailable):
            Connection.open(account)
        server.deliver("dana", mail(1))
        server.restart()
        with Connection.open(account) as mailbox:
            mailbox.examine("INBOX")
            assert mailbox.search(1, 9) == (1,)


def test_the_server_is_gone_with_the_test_that_started_it() -> None:
    """Nothing is left behind: no process, no folder."""
    with DovecotServer({"dana": "secret"}) as server:
        port, base = server.imap_port, server.base
        assert len(str(base)) < 60
    account = Account("work", "127.0.0.1", port, Encryption.NONE, "dana", lambda: "secret")

    with pytest.raises(Unavailable):
        Connection.open(account)
    assert not base.exists()


# Coming and going


def test_a_wrong_password_is_told_to_the_person(account: Account) -> None:
    """Name of the mailbox and of the host, what to do, and no password."""
    with pytest.raises(CredentialsRefused) as refusal:
        Connection.open(replace(account, password=lambda: "hunter2"))

    assert "work" in str(refusal.value)
    assert "localhost" in str(refusal.value)
    assert refusal.value.hint
    assert "hunter2" not in str(refusal.value)
    assert refusal.value.__suppress_context__


@pytest.mark.parametrize(("user", "by"), [("quentin", "LOGIN ***"), ("zoe", "AUTHENTICATE PLAIN")])
def test_passwords_that_are_hard_to_say(
    account: Account, dovecot: DovecotServer, transcript: list[str], user: str, by: str
) -> None:
    """Quotes are quoted; letters beyond ASCII go by SASL, since LOGIN is not for all alphabets."""
    awkward = replace(account, user=user, password=lambda: dovecot.users[user])
    with Connection.open(awkward, transcript=transcript) as mailbox:
        assert mailbox.examine("INBOX").exists == 0

    assert by in transcript


def test_a_password_with_a_line_break_is_never_sent(account: Account, transcript: list[str]) -> None:
    """A password file with two lines is a mistake that the person hears of."""
    with pytest.raises(CredentialsRefused, match="cannot be told"):
        Connection.open(replace(account, password=lambda: "a\r\nA1 NOOP"), transcript=transcript)

    assert not any(line.startswith(("LOGIN", "AUTHENTICATE")) for line in transcript)


def test_too_many_connections_are_not_a_wrong_password() -> None:
    """A server that counts connections still counts the one that died an hour ago (reliability 15)."""
    with DovecotServer({"dana": "secret"}, connections=1) as server:
        account = Account("work", "127.0.0.1", server.imap_port, Encryption.NONE, "dana", lambda: "secret")
        with Connection.open(account) as mailbox:
            with pytest.raises(Unavailable):
                Connection.open(account)
            assert mailbox.examine("INBOX").exists == 0


def test_a_port_where_nobody_listens_is_unavailable() -> None:
    """A server that is down is tried again."""
    account = Account("work", "127.0.0.1", free_ports(1)[0], Encryption.NONE, "dana", lambda: "secret")
    with pytest.raises(Unavailable, match="Connection refused"):
        Connection.open(account)


def test_a_name_that_nobody_knows_is_unavailable() -> None:
    """The network may not be up yet."""
    account = Account("work", "nowhere.invalid", 993, Encryption.IMPLICIT, "dana", lambda: "secret")
    with pytest.raises(Unavailable, match=r"nowhere\.invalid"):
        Connection.open(account)


def test_closing_never_raises_and_twice_is_once(account: Account, dovecot: DovecotServer, person: str) -> None:
    """Whatever became of the link, hanging up is quiet."""
    mailbox = Connection.open(account)
    dovecot.kick(person)
    mailbox.close()
    mailbox.close()
    with pytest.raises(Unavailable):
        mailbox.folders()


def test_a_thousand_reconnects_cost_no_descriptor(account: Account) -> None:
    """Each connection gives back what it took, also one that failed (a few of the thousand are enough to see)."""
    refused = replace(account, password=lambda: "wrong", ca_file=None)
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    for _ in range(5):
        Connection.open(account).close()
        with pytest.raises(Unavailable):
            Connection.open(refused)

    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208
