"""One mail handed over by SMTP: what is known afterwards, at whatever phase the server or the link fails."""

from __future__ import annotations

import base64
import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from support.smtp import Act, Certificate, Move, Phase, ScriptedServer, Taken, free_port, make_certificate, smtp_sink
from unwatch.deliver import LOGIN_REFUSED
from unwatch.delivery import Attempt, Handed, OutboxRow, OutboxState
from unwatch.errors import ConfigurationError, Unavailable
from unwatch.smtp import SmtpAccount, SmtpTransport

pytestmark = pytest.mark.servers

RAW = b"Subject: Week to Fri 10 Oct\r\n\r\nNothing is waiting.\r\n.A line that begins with a dot\r\n..\r\nEnd.\r\n"
ROW = OutboxRow(
    id=1,
    kind="letter",
    message_id="unwatch.2025-W41.0123456789abcdef0123@example.org",
    recipient="dana@example.org",
    raw=RAW,
    state=OutboxState.READY,
    attempts=0,
    created=datetime(2025, 10, 10, 14, tzinfo=UTC),
    next_try=datetime(2025, 10, 10, 14, tzinfo=UTC),
)
SECRET = "correct horse battery"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return make_certificate(tmp_path_factory.mktemp("tls"), "IP:127.0.0.1")


def account(port: int) -> SmtpAccount:
    return SmtpAccount("127.0.0.1", port, "none", None, None, "dana+letter@example.org")


def with_login(port: int, certificate: Certificate) -> SmtpAccount:
    return SmtpAccount(
        "127.0.0.1", port, "tls", "dana", lambda: SECRET, "dana+letter@example.org", certificate.certificate
    )


class Sending:
    """One attempt, and whether it came to the point of no return."""

    def __init__(self, given: SmtpAccount, *, row: OutboxRow = ROW, patience: float = 5) -> None:
        self.committed = 0
        transport = SmtpTransport(given, final_reply_seconds=patience, command_seconds=patience)
        self.attempt: Attempt = transport.send(row, self._commit)

    def _commit(self) -> None:
        self.committed += 1

    @property
    def handed(self) -> Handed:
        return self.attempt.handed


BEFORE: list[tuple[Phase, Move, Handed]] = [
    (Phase.CONNECT, Act.HANG_UP, Handed.LATER),
    (Phase.CONNECT, Act.RESET, Handed.LATER),
    (Phase.CONNECT, Act.STAY_SILENT, Handed.LATER),
    (Phase.CONNECT, "421 4.3.2 too busy", Handed.LATER),
    (Phase.CONNECT, "554 no service for this network", Handed.LATER),
    (Phase.CONNECT, "HTTP/1.1 400 Bad Request", Handed.LATER),
    (Phase.EHLO, Act.HANG_UP, Handed.LATER),
    (Phase.EHLO, Act.RESET, Handed.LATER),
    (Phase.EHLO, Act.STAY_SILENT, Handed.LATER),
    (Phase.EHLO, "421 going down", Handed.LATER),
    (Phase.EHLO, "550 not you", Handed.LATER),
    *[
        (phase, move, handed)
        for phase in (Phase.MAIL, Phase.RCPT, Phase.DATA)
        for move, handed in (
            (Act.HANG_UP, Handed.LATER),
            (Act.RESET, Handed.LATER),
            (Act.STAY_SILENT, Handed.LATER),
            ("451 4.7.1 greylisted", Handed.LATER),
            ("421 4.3.2 going down", Handed.LATER),
            ("550 5.1.1 no such mailbox", Handed.REFUSED),
            ("530 5.7.0 authentication required", Handed.LATER),
            ("what?", Handed.LATER),
        )
    ],
    (Phase.DATA, "250 fine, but that is no 354", Handed.LATER),
]


@pytest.mark.parametrize(("phase", "move", "handed"), BEFORE)
def test_nothing_is_in_doubt_before_the_body(phase: Phase, move: Move, handed: Handed) -> None:
    """Whatever fails up to the 354, nothing was taken, nothing is in doubt, and only a 5xx on the mail refuses it."""
    patience = 0.1 if move is Act.STAY_SILENT else 5
    with ScriptedServer({phase: [move]}) as server:
        sending = Sending(account(server.port), patience=patience)

    assert (handed, 0) == (sending.handed, sending.committed)
    assert server.accepted == []


AFTER: list[tuple[Phase, Move, Handed, int]] = [
    (Phase.BODY, Act.HANG_UP, Handed.UNKNOWN, 0),
    (Phase.BODY, Act.RESET, Handed.UNKNOWN, 0),
    (Phase.BODY, Act.STAY_SILENT, Handed.UNKNOWN, 0),
    (Phase.END_OF_DATA, Act.HANG_UP, Handed.UNKNOWN, 0),
    (Phase.END_OF_DATA, "451 4.3.0 try again", Handed.LATER, 0),
    (Phase.END_OF_DATA, "421 4.3.2 going down", Handed.LATER, 0),
    (Phase.END_OF_DATA, "554 5.7.1 refused", Handed.REFUSED, 0),
    (Phase.END_OF_DATA, Taken("250 2.0.0 kept"), Handed.SENT, 1),
    (Phase.END_OF_DATA, Taken("250-two lines\r\n250 2.0.0 kept"), Handed.SENT, 1),
    (Phase.END_OF_DATA, Taken(Act.HANG_UP), Handed.UNKNOWN, 1),
    (Phase.END_OF_DATA, Taken(Act.RESET), Handed.UNKNOWN, 1),
    (Phase.END_OF_DATA, Taken(Act.STAY_SILENT), Handed.UNKNOWN, 1),
    (Phase.END_OF_DATA, Taken("354 once more"), Handed.UNKNOWN, 1),
    (Phase.END_OF_DATA, Taken("kept it"), Handed.UNKNOWN, 1),
    (Phase.END_OF_DATA, Taken("2500 kept"), Handed.UNKNOWN, 1),
    (Phase.END_OF_DATA, Taken("250 " + "k" * 30_000), Handed.UNKNOWN, 1),
    (Phase.END_OF_DATA, Taken("\r\n".join(["250-kept"] * 300)), Handed.UNKNOWN, 1),
    (Phase.QUIT, Act.HANG_UP, Handed.SENT, 1),
    (Phase.QUIT, Act.RESET, Handed.SENT, 1),
    (Phase.QUIT, "500 what?", Handed.SENT, 1),
    (Phase.QUIT, "451 later", Handed.SENT, 1),
]


@pytest.mark.parametrize(("phase", "move", "handed", "copies"), AFTER)
def test_after_the_body_only_a_reply_tells(phase: Phase, move: Move, handed: Handed, copies: int) -> None:
    """A 2xx is sent whatever QUIT does, 4xx is later, 5xx is refused, and everything else is not known."""
    silent = move is Act.STAY_SILENT or move == Taken(Act.STAY_SILENT)
    with ScriptedServer({phase: [move]}) as server:
        sending = Sending(account(server.port), patience=0.2 if silent else 5)

    assert (handed, 1) == (sending.handed, sending.committed)
    assert [RAW] * copies == server.accepted


def test_a_refused_connection_is_tried_later() -> None:
    """Nobody listening is a reason to wait, not an error."""
    sending = Sending(account(free_port()))

    assert (sending.handed, sending.committed) == (Handed.LATER, 0)
    assert sending.attempt.reply == "connect: Connection refused"


@pytest.mark.parametrize("host", ["smtp..example.org", "smtp.unwatch.invalid"])
def test_a_name_that_cannot_be_looked_up_is_tried_later(host: str) -> None:
    """A host that does not exist, or cannot, is a reason to wait."""
    given = SmtpAccount(host, 465, "tls", None, None, "dana@example.org")

    assert Handed.LATER is Sending(given).handed


def test_the_body_is_sent_only_after_the_commit() -> None:
    """When `before_body` fails the mail is not taken, and the failure comes out."""

    class Full(Exception):
        pass

    def fail() -> None:
        raise Full

    with ScriptedServer() as server, pytest.raises(Full):
        SmtpTransport(account(server.port)).send(ROW, fail)

    assert server.heard[-1] == b"DATA\r\n"
    assert server.accepted == []


def test_a_reply_nobody_asked_for_is_not_taken_for_the_next() -> None:
    """A server that says 354 and 250 at once has not taken a mail, and the 250 is not believed."""
    with ScriptedServer({Phase.DATA: ["354 go on\r\n250 2.0.0 kept"]}) as server:
        sending = Sending(account(server.port))

    assert (sending.handed, sending.committed) == (Handed.LATER, 0)


def test_a_reply_that_drips_ends_in_time() -> None:
    """The patience of a phase is for its whole reply, not for each byte."""
    with ScriptedServer({Phase.END_OF_DATA: [Taken(Act.DRIP)]}) as server:
        sending = Sending(account(server.port), patience=0.2)

    assert Handed.UNKNOWN is sending.handed


def test_the_mail_arrives_byte_for_byte() -> None:
    """Leading dots survive, and so do the line ends."""
    with smtp_sink() as sink:
        sending = Sending(account(sink.port))

    (envelope,) = sink.envelopes
    assert Handed.SENT is sending.handed
    assert envelope.original_content == RAW
    assert (envelope.mail_from, envelope.rcpt_tos) == ("dana+letter@example.org", ["dana@example.org"])


def test_bare_line_ends_do_not_end_the_data() -> None:
    """A dot alone between bare line feeds stays text: it can neither cut the mail nor smuggle in a second."""
    raw = b"Subject: x\n\nbefore\n.\nMAIL FROM:<eve@example.com>\r.\rafter"
    with ScriptedServer() as server:
        Sending(account(server.port), row=dataclasses.replace(ROW, raw=raw))

    wanted = b"Subject: x\r\n\r\nbefore\r\n.\r\nMAIL FROM:<eve@example.com>\r\n.\r\nafter\r\n"
    assert [wanted] == server.accepted


@pytest.mark.parametrize("starttls", [False, True])
def test_tls_and_login_work_against_an_ordinary_server(certificate: Certificate, starttls: bool) -> None:
    """Implicit TLS and STARTTLS, verified against the given CA file, then the login, then the mail."""
    with smtp_sink(certificate=certificate, starttls=starttls, login=("dana", SECRET)) as sink:
        given = with_login(sink.port, certificate)
        sending = Sending(dataclasses.replace(given, encryption="starttls" if starttls else "tls"))

    assert Handed.SENT is sending.handed
    assert len(sink.envelopes) == 1


@pytest.mark.parametrize("starttls", [False, True])
def test_a_certificate_nobody_vouches_for_ends_the_attempt(certificate: Certificate, starttls: bool) -> None:
    """Without the CA file the server is not trusted, and neither the password nor the mail goes out."""
    with smtp_sink(certificate=certificate, starttls=starttls) as sink:
        given = with_login(sink.port, certificate)
        sending = Sending(dataclasses.replace(given, encryption="starttls" if starttls else "tls", ca_file=None))

    assert Handed.LATER is sending.handed
    assert "the certificate is not trusted" in sending.attempt.reply


def test_a_certificate_for_another_name_ends_the_attempt(tmp_path: Path) -> None:
    """A trusted certificate counts only for the host that was asked for."""
    other = make_certificate(tmp_path, "DNS:other.example")
    with smtp_sink(certificate=other) as sink:
        sending = Sending(with_login(sink.port, other))

    assert Handed.LATER is sending.handed
    assert "the certificate is not trusted" in sending.attempt.reply


def test_without_starttls_nothing_is_said_in_the_clear(certificate: Certificate) -> None:
    """A server, or somebody in between, that does not offer STARTTLS gets neither the login nor the mail."""
    with ScriptedServer(offers=("AUTH PLAIN LOGIN",)) as server:
        sending = Sending(dataclasses.replace(with_login(server.port, certificate), encryption="starttls"))

    assert Handed.LATER is sending.handed
    assert server.heard == [b"ehlo [127.0.0.1]\r\n"]


STARTTLS_FAILURES: list[Move] = [
    Act.HANG_UP,
    Act.RESET,
    Act.STAY_SILENT,
    "454 4.7.0 not now",
    "500 what?",
    "220 go on\r\n250-injected\r\n250 AUTH PLAIN",
]


@pytest.mark.parametrize("move", STARTTLS_FAILURES)
def test_a_starttls_that_fails_ends_the_attempt(certificate: Certificate, move: Move) -> None:
    """No STARTTLS, no mail; and what was said before TLS is not heard behind it (reliability 53)."""
    patience = 0.1 if move is Act.STAY_SILENT else 5
    with ScriptedServer({Phase.STARTTLS: [move]}, certificate=certificate, offers=("STARTTLS",)) as server:
        sending = Sending(
            dataclasses.replace(with_login(server.port, certificate), encryption="starttls"), patience=patience
        )

    assert (sending.handed, sending.committed) == (Handed.LATER, 0)
    assert server.heard[-1] == b"STARTTLS\r\n"


@pytest.fixture
def login_server(certificate: Certificate, request: pytest.FixtureRequest) -> Iterator[ScriptedServer]:
    move, offers = request.param
    script = {Phase.AUTH: [move] if move else []}
    with ScriptedServer(script, certificate=certificate, implicit_tls=True, offers=offers) as server:
        yield server


@pytest.mark.parametrize(
    "login_server",
    [
        (f"{code} 5.7.8 no: {SECRET}", offers)
        for code in (530, 534, 535, 550)
        for offers in (("AUTH PLAIN LOGIN",), ("AUTH LOGIN",))
    ],
    indirect=True,
)
def test_a_refused_login_is_named_and_tried_once(login_server: ScriptedServer, certificate: Certificate) -> None:
    """A refused login is told as such, without the password, and no second mechanism is tried."""
    sending = Sending(with_login(login_server.port, certificate))

    assert Handed.LATER is sending.handed
    assert sending.attempt.reply.startswith(LOGIN_REFUSED)
    assert SECRET not in sending.attempt.reply
    assert sum(line.startswith(b"AUTH") for line in login_server.heard) == 1


@pytest.mark.parametrize(
    "login_server",
    [
        (Act.HANG_UP, ("AUTH PLAIN",)),
        (Act.RESET, ("AUTH PLAIN",)),
        (f"454 4.7.0 not now, {SECRET}", ("AUTH PLAIN",)),
        (None, ("AUTH XOAUTH2",)),
        (None, ()),
    ],
    indirect=True,
)
def test_a_login_that_fails_otherwise_is_tried_later(login_server: ScriptedServer, certificate: Certificate) -> None:
    """A link that drops, a 4xx and a server without password login are no refusal of the password."""
    sending = Sending(with_login(login_server.port, certificate))

    assert Handed.LATER is sending.handed
    assert not sending.attempt.reply.startswith(LOGIN_REFUSED)
    assert SECRET not in sending.attempt.reply


@pytest.mark.parametrize("login_server", [(None, ("AUTH LOGIN",)), (None, ("AUTH PLAIN",))], indirect=True)
def test_a_password_may_hold_any_character(login_server: ScriptedServer, certificate: Certificate) -> None:
    """User and password go out as UTF-8 (RFC 4616), by the mechanism that the server offers."""
    given = dataclasses.replace(with_login(login_server.port, certificate), password=lambda: "größe ☃")
    sending = Sending(given)

    said = b" ".join(login_server.heard).split()
    wanted = {base64.b64encode("größe ☃".encode()), base64.b64encode("\0dana\0größe ☃".encode())}
    assert Handed.SENT is sending.handed
    assert wanted & set(said)


@pytest.mark.parametrize("login_server", [("503 5.5.1 logged in already", ("AUTH PLAIN",))], indirect=True)
def test_being_logged_in_already_is_no_failure(login_server: ScriptedServer, certificate: Certificate) -> None:
    """Some servers know the client by its address and answer AUTH with 503."""
    assert Handed.SENT is Sending(with_login(login_server.port, certificate)).handed


def test_a_password_that_cannot_be_had_now_is_tried_later(certificate: Certificate) -> None:
    """The server is not bothered before the password is there."""

    def locked() -> str:
        raise Unavailable("the keyring is locked")

    with ScriptedServer() as server:
        sending = Sending(dataclasses.replace(with_login(server.port, certificate), password=locked))

    assert (sending.handed, server.connections) == (Handed.LATER, 0)


def test_a_reply_is_told_without_addresses_or_mail_text() -> None:
    """What a server repeats of sender, recipient and text stays out of the reply, which is bounded."""
    echo = "451 4.1.1 <dana@example.org> from dana+letter: Dana unknown, ask eve@example.com " + "x " * 500
    with ScriptedServer({Phase.RCPT: [echo], Phase.END_OF_DATA: ["554 5.6.0 spam: Nothing is waiting."]}) as server:
        early = Sending(account(server.port)).attempt.reply
        late = Sending(account(server.port)).attempt.reply

    assert early.startswith("RCPT: 451 4.1.1 … from … … unknown, ask … x")
    assert len(early) <= 200
    assert late == "end of data: 554 5.6.0"


@pytest.mark.parametrize(
    "recipient", ["dana@example.org>\r\nRCPT TO:<eve@example.com", "da na@example.org", "dåna@example.org", ""]
)
def test_an_address_smtp_cannot_carry_is_refused_unsent(recipient: str) -> None:
    """An address with line ends, spaces or brackets never reaches the wire."""
    with ScriptedServer() as server:
        sending = Sending(account(server.port), row=dataclasses.replace(ROW, recipient=recipient))

    assert (sending.handed, server.connections) == (Handed.REFUSED, 0)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost"])
def test_a_server_on_this_machine_needs_no_tls(host: str) -> None:
    """What stays on this machine may go without TLS."""
    assert SmtpAccount(host, 25, "none", None, None, "dana@example.org").encryption == "none"


@pytest.mark.parametrize("host", ["smtp.example.org", "192.0.2.1", "127.0.0.1.example.org", "0.0.0.0", ""])
def test_no_tls_over_a_network_is_a_mistake(host: str) -> None:
    """Mail and password never cross a network in the clear."""
    with pytest.raises(ConfigurationError):
        SmtpAccount(host, 25, "none", None, None, "dana@example.org")


def test_a_user_without_a_password_is_a_mistake() -> None:
    """A login needs both halves."""
    with pytest.raises(ConfigurationError):
        SmtpAccount("smtp.example.org", 465, "tls", "dana", None, "dana@example.org")
