"""Servers that do what no server should: the mailbox is still read, or the link is given up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from support.meanwhile import meanwhile
from support.scripted_imap import HANG_UP, SILENCE, Answer, ScriptedServer
from unwatch.clock import SettableClock
from unwatch.demo.servers import MailboxServer
from unwatch.errors import CredentialsRefused, Unavailable
from unwatch.mailbox import Account, Connection, Encryption, Fetched, FolderRefused, Wake, connection

pytestmark = pytest.mark.servers
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
WHEN = 'INTERNALDATE "20-Nov-2026 09:00:00 +0100"'


def account(port: int) -> Account:
    return Account("work", "127.0.0.1", port, Encryption.NONE, "dana", lambda: "hunter2")


def heads(*uids: int, size: int = 4) -> list[str]:
    return [f"* {uid} FETCH (UID {uid} RFC822.SIZE {size} {WHEN})" for uid in uids]


def body(uid: int, text: str) -> str:
    return f"* {uid} FETCH (UID {uid} BODY[] {{{len(text)}}}\r\n{text})"


def fetch_answers(bodies: Callable[[str], Sequence[str]], *uids: int, size: int = 4) -> dict[str, Answer]:
    """Answer the question for sizes rightly, and the one for bodies as told."""

    def answer(line: str) -> Sequence[str]:
        return [*heads(*uids, size=size), "OK"] if "RFC822.SIZE" in line else bodies(line)

    return {"UID FETCH": answer}


def fetched(answers: dict[str, Answer], uids: Sequence[int], limit: int = 1000) -> tuple[list[Fetched], frozenset[int]]:
    """Return what a fetch yields from such a server, and what it says was withheld."""
    with ScriptedServer(answers) as server, Connection.open(account(server.port), clock=SettableClock(NOW)) as mailbox:
        mailbox.examine("INBOX")
        return list(mailbox.fetch(uids, limit=limit)), mailbox.withheld


@pytest.fixture
def wake() -> Iterator[Wake]:
    wake = Wake()
    yield wake
    wake.close()


# Search


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["* SEARCH 3"], ()),
        (["* SEARCH 7 6 5 7"], (5, 6, 7)),
        (["* SEARCH 5 6", "* SEARCH 7"], (5, 6, 7)),
        (["* SEARCH 5 6 (MODSEQ 917162500)"], (5, 6)),
        (["* SEARCH"], ()),
        ([], ()),
        (["* 4 EXISTS", "* SEARCH 5", "* 9 EXPUNGE"], (5,)),
    ],
)
def test_a_search_is_what_lies_in_the_range(lines: list[str], found: tuple[int, ...]) -> None:
    """Sorted, once each, and without the last message that `n:*` always brings (reliability 24)."""
    with (
        ScriptedServer({"UID SEARCH": [*lines, "OK"]}) as server,
        Connection.open(account(server.port)) as mailbox,
    ):
        mailbox.examine("INBOX")

        assert mailbox.search(5, 9) == found


def test_a_very_long_answer_is_read() -> None:
    """200,000 UIDs are a line of more than a million bytes, where the library gives up (reliability 17)."""
    uids = range(1_000_000, 1_200_000)
    line = "* SEARCH " + " ".join(map(str, uids))
    with (
        ScriptedServer({"UID SEARCH": [line, "OK"]}) as server,
        Connection.open(account(server.port)) as mailbox,
    ):
        mailbox.examine("INBOX")

        assert mailbox.search(1, 2_000_000) == tuple(uids)


@pytest.mark.parametrize(
    ("lines", "uidvalidity", "uidnext"),
    [
        (["* 3 EXISTS", "* OK [UIDVALIDITY 7] valid"], 7, None),
        (["* 3 EXISTS", "* OK [UIDVALIDITY 7] valid", "* OK [UIDNEXT 9] next"], 7, 9),
        (["* 3 EXISTS"], 0, None),
    ],
)
def test_a_folder_opens_without_what_servers_forget(lines: list[str], uidvalidity: int, uidnext: int | None) -> None:
    """UIDNEXT is a hint (reliability 23), and UIDVALIDITY 0 is none."""
    with ScriptedServer({"EXAMINE": [*lines, "OK"]}) as server, Connection.open(account(server.port)) as mailbox:
        examined = mailbox.examine("INBOX")

    assert (examined.exists, examined.uidvalidity, examined.uidnext) == (3, uidvalidity, uidnext)


# Fetch


def test_news_in_between_is_not_taken_for_the_message() -> None:
    """Flags and expunges that come by do not end up in the wrong place (reliability 47)."""
    interleaved = ["* 2 FETCH (FLAGS (\\Seen))", body(5, "mail"), "* 1 EXPUNGE", "* 9 FETCH (UID 9 FLAGS ())", "OK"]
    messages, withheld = fetched(fetch_answers(lambda _: interleaved, 5), [5])

    assert messages == [Fetched(5, datetime(2026, 11, 20, 8, tzinfo=UTC), 4, b"mail", False)]
    assert withheld == frozenset()


@pytest.mark.parametrize(
    "lines",
    [
        ["OK"],
        ["* 5 FETCH (UID 5)", "OK"],
        ["* 5 FETCH (UID 5 BODY[] NIL)", "OK"],
        ['* 5 FETCH (UID 5 BODY[] "")', "OK"],
        ["NO [UNAVAILABLE] Server error"],
    ],
)
def test_a_message_that_is_there_and_not_given_is_withheld(lines: list[str]) -> None:
    """OK without the bytes is a failure and not an empty mail (reliability 38, 39, 40); it is no deletion either."""
    messages, withheld = fetched(fetch_answers(lambda _: lines, 5), [5, 6])

    assert messages == []
    assert withheld == {5}


def test_one_bad_message_does_not_hold_up_the_others() -> None:
    """Yahoo answers NO for ever to one UID; its neighbours come all the same (reliability 40)."""

    def bodies(line: str) -> Sequence[str]:
        asked = [int(uid) for uid in line.split()[3].split(",")]
        return ["NO [UNAVAILABLE]"] if 6 in asked else [*(body(uid, "mail") for uid in asked), "OK"]

    messages, withheld = fetched(fetch_answers(bodies, 5, 6, 7), [5, 6, 7])

    assert [message.uid for message in messages] == [5, 7]
    assert withheld == {6}


def test_a_server_that_gives_none_of_several_is_unavailable() -> None:
    """Then it is not the messages, and none of them is blamed."""
    with pytest.raises(Unavailable):
        fetched(fetch_answers(lambda _: ["NO [UNAVAILABLE]"], 5, 6), [5, 6])


@pytest.mark.parametrize("text", ["NO [OVERQUOTA] bandwidth", "NO [THROTTLED]", "NO [LIMIT] Rate limit hit"])
def test_a_server_that_slows_us_down_is_unavailable(text: str) -> None:
    """These codes are about the account: asking for the next message would make it worse (reliability 63, 65)."""
    with pytest.raises(Unavailable):
        fetched(fetch_answers(lambda _: [text], 5), [5])


def test_a_size_that_lies_costs_no_memory() -> None:
    """The claimed 4 bytes are 3,000: no more than the limit is kept (reliability 44)."""
    messages, _ = fetched(fetch_answers(lambda _: [body(5, "x" * 3000), "OK"], 5), [5], limit=1000)

    assert messages[0].raw == b"x" * 1000
    assert messages[0].truncated


def test_a_literal_beyond_all_measure_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever size was claimed, what comes in one piece is bounded (reliability 18)."""
    monkeypatch.setattr(connection, "LITERAL_LIMIT", 1000)
    with pytest.raises(Unavailable):
        fetched(fetch_answers(lambda _: [body(5, "x" * 3000), "OK"], 5), [5])


@pytest.fixture
def far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine's zone is nine hours ahead for a while."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "XST-9")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("far_east")
def test_the_machines_zone_does_not_move_the_time_of_arrival() -> None:
    """09:00 in the zone of the server is 08:00 UTC, wherever the daemon runs."""
    messages, _ = fetched(fetch_answers(lambda _: [body(5, "mail"), "OK"], 5), [5])

    assert messages[0].arrived == datetime(2026, 11, 20, 8, tzinfo=UTC)


def test_a_message_without_a_readable_date_has_arrived_by_now() -> None:
    """INTERNALDATE is for the record; a mail is not lost for it (reliability 34)."""
    garbled = '* 5 FETCH (UID 5 RFC822.SIZE 4 INTERNALDATE "99-Foo-2026 99:99:99 +9999")'

    def answer(line: str) -> Sequence[str]:
        return [garbled if "RFC822.SIZE" in line else body(5, "mail"), "OK"]

    messages, _ = fetched({"UID FETCH": answer}, [5])

    assert messages[0].arrived == NOW


@pytest.mark.parametrize(
    "line",
    [
        "* 5 FETCH (UID 5 RFC822.SIZE {99999999999}",
        "* 5 FETCH (UID",
        "* 5 FETCH (UID x RFC822.SIZE 1)",
        "* 5 FETCH " + "(" * 100_000,
        "* 5 FETCH (UID 5 UID)",
        "hello",
    ],
)
def test_an_answer_that_makes_no_sense_ends_the_link(line: str) -> None:
    """A broken or hostile server costs a connection: no other exception, and no memory for what it announces."""
    with pytest.raises(Unavailable):
        fetched({"UID FETCH": [line, "OK"]}, [5])


# Waiting


def waits(
    answer: Sequence[str], seconds: float = 0.05, wake: Wake | None = None, noop: Sequence[str] = ("OK",)
) -> tuple[bool, bool]:
    """Return what a wait at such a server says, and whether IDLE is still used."""
    answers: dict[str, Answer] = {"IDLE": answer, "NOOP": noop}
    with (
        ScriptedServer(answers, capabilities="IMAP4rev1 IDLE") as server,
        Connection.open(account(server.port), wake=wake) as mailbox,
    ):
        mailbox.examine("INBOX")
        return mailbox.wait(seconds), mailbox.pushes


def test_news_before_the_server_agrees_to_idle_is_news() -> None:
    """EXISTS may come before the `+` (reliability 10)."""
    assert waits(["* 4 EXISTS", "+ idling", "OK"]) == (True, True)


def test_news_with_the_end_of_idle_is_news() -> None:
    """What the server says when it is asked to stop counts."""
    assert waits(["+ idling", "* 4 EXISTS", "OK"]) == (True, True)


def test_news_that_only_a_noop_brings_is_news() -> None:
    """Some servers accept IDLE and then say nothing (reliability 9)."""
    assert waits(["+ idling", "OK"], noop=["* 4 EXISTS", "OK"]) == (True, True)


def test_news_that_came_with_another_answer_is_news() -> None:
    """The server tells of a message once; if that was during a search, no IDLE will tell it again."""
    answers: dict[str, Answer] = {"UID SEARCH": ["* SEARCH 5", "* 4 EXISTS", "OK"], "IDLE": ["+ idling", "OK"]}
    with (
        ScriptedServer(answers, capabilities="IMAP4rev1 IDLE") as server,
        Connection.open(account(server.port)) as mailbox,
    ):
        mailbox.examine("INBOX")
        mailbox.search(5, 9)

        assert mailbox.wait(30)
        assert not mailbox.wait(0.02)


def test_still_here_is_no_news() -> None:
    """The server's sign of life does not send us looking every two minutes."""
    assert waits(["+ idling\r\n* OK Still here", "OK"]) == (False, True)


def test_a_server_that_refuses_idle_is_waited_for_without() -> None:
    """IDLE that is offered and refused is not tried again on this connection."""
    assert waits(["NO not now"]) == (False, False)


def test_a_server_without_idle_is_waited_for_by_doing_nothing(wake: Wake) -> None:
    """The wait ends with a question, so that news and dead links show; the wake ends it as it ends IDLE."""
    with (
        ScriptedServer({"NOOP": ["* 4 EXISTS", "OK"]}) as server,
        Connection.open(account(server.port), wake=wake) as mailbox,
    ):
        mailbox.examine("INBOX")
        assert mailbox.wait(0.02)
        with meanwhile(lambda: True, wake.set):
            assert mailbox.wait(30)
        assert not mailbox.pushes
    assert not any("IDLE" in line for line in server.received)


@pytest.mark.parametrize(
    "answer",
    [
        ["+ idling\r\n* BYE going down", HANG_UP],
        ["+ idling", HANG_UP],
        ["+ idling", SILENCE],
        ["+ idling", "BAD what?"],
        [SILENCE],
        [HANG_UP],
    ],
)
def test_a_dead_link_is_not_a_quiet_mailbox(answer: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The end of IDLE has to be acknowledged, in time (reliability 1, 2, 5, 11)."""
    monkeypatch.setattr(connection, "READ_TIMEOUT", 0.1)
    with pytest.raises(Unavailable):
        waits(answer)


def test_whoever_wants_us_to_stop_does_not_wait_for_a_dead_link(wake: Wake, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the wake the server has seconds to answer, not a minute."""
    monkeypatch.setattr(connection, "HURRIED_TIMEOUT", 0.1)
    answers: dict[str, Answer] = {"IDLE": ["+ idling", SILENCE]}
    with (
        ScriptedServer(answers, capabilities="IMAP4rev1 IDLE") as server,
        Connection.open(account(server.port), wake=wake) as mailbox,
    ):
        mailbox.examine("INBOX")
        idling = meanwhile(lambda: any("IDLE" in line for line in server.received), wake.set)
        with ThreadPoolExecutor(1) as pool, idling, pytest.raises(Unavailable):
            pool.submit(mailbox.wait, 60).result(timeout=30)


# Login and greeting


@pytest.mark.parametrize("greeting", ["* BYE too busy", "HTTP/1.1 400 Bad Request", "220 mail.example ESMTP", "* OK"])
def test_a_greeting_that_is_none_is_unavailable(greeting: str) -> None:
    """Another protocol, or a server that has no time, is tried again later."""
    answers: dict[str, Answer] = {"CAPABILITY": [HANG_UP]}
    with ScriptedServer(answers, greeting=greeting) as server, pytest.raises(Unavailable):
        Connection.open(account(server.port))


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (["NO [AUTHENTICATIONFAILED] hunter2 is wrong"], CredentialsRefused),
        (["NO [UNAVAILABLE] directory down"], Unavailable),
        (["BAD Basic authentication is disabled."], CredentialsRefused),
        (["* BYE Basic authentication is disabled.", HANG_UP], CredentialsRefused),
        (["* BYE hunter2", HANG_UP], Unavailable),
        (["BAD hunter2"], Unavailable),
        ([HANG_UP], Unavailable),
    ],
)
def test_a_login_that_fails_is_told_apart_and_says_nothing(answer: Sequence[str], error: type[Exception]) -> None:
    """The person is asked only where the person can help, and no echo of the password gets into the error."""
    with ScriptedServer({"LOGIN": answer}) as server, pytest.raises(error) as raised:
        Connection.open(account(server.port))

    assert "hunter2" not in str(raised.value)
    assert raised.value.__suppress_context__


def test_an_append_that_is_refused_sends_no_mail() -> None:
    """The server says no before the literal; the next command is still understood."""
    with ScriptedServer({"APPEND": ["NO [TRYCREATE]"]}) as server, Connection.open(account(server.port)) as mailbox:
        with pytest.raises(FolderRefused):
            mailbox.append("Drafts", b"Subject: private\r\n\r\nx\r\n")
        mailbox.examine("INBOX")

    assert not any("private" in line for line in server.received)


def test_our_mail_is_found_where_the_server_does_not_search_headers() -> None:
    """Exchange finds nothing by header; the latest messages are looked through (reliability 5.4)."""
    header = "Message-ID: <unwatch.a@dana.example>\r\n\r\n"
    answers: dict[str, Answer] = {
        "UID SEARCH": lambda line: ["* SEARCH" if "HEADER" in line else "* SEARCH 8", "OK"],
        "UID FETCH": [
            f"* 3 FETCH (UID 8 BODY[HEADER.FIELDS (Message-ID)] {{{len(header)}}}\r\n{header})",
            "OK",
        ],
    }
    with ScriptedServer(answers) as server, Connection.open(account(server.port)) as mailbox:
        mailbox.examine("INBOX")

        assert mailbox.holds("unwatch.a@dana.example")
        assert not mailbox.holds("unwatch.b@dana.example")


# Another real server


def test_pymap_is_read_as_well() -> None:
    """A second implementation: login, append, search, fetch, wait and our own Message-ID."""
    raw = b"Message-ID: <unwatch.a@dana.example>\r\nSubject: x\r\n\r\nx\r\n"
    with MailboxServer("dana", "hunter2") as server, Connection.open(account(server.port)) as mailbox:
        empty = mailbox.examine("INBOX")
        before = mailbox.highest_uid()
        mailbox.append("INBOX", raw)
        mailbox.wait(0)
        (message,) = mailbox.fetch(mailbox.search(1, 5000))

        assert (empty.exists, before) == (0, 0)
        assert message.raw == raw
        assert mailbox.highest_uid() == message.uid
        assert mailbox.holds("unwatch.a@dana.example")
        assert [folder.display for folder in mailbox.folders()] == ["INBOX", "Sent"]


def test_pymap_pushes_what_another_connection_puts_in() -> None:
    """Lines of this server come in two pieces; none is lost."""
    transcript: list[str] = []
    with (
        MailboxServer("dana", "hunter2") as server,
        Connection.open(account(server.port)) as other,
        Connection.open(account(server.port), transcript=transcript) as mailbox,
    ):
        mailbox.examine("INBOX")
        with meanwhile(lambda: "IDLE" in transcript, lambda: other.append("INBOX", b"Subject: x\r\n\r\nx\r\n")):
            assert mailbox.wait(30)

        assert len(mailbox.search(1, 5000)) == 1
