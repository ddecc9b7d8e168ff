"""The link is encrypted and the server is the right one, or not one byte of a password goes out."""

from __future__ import annotations

import hashlib
import socket
import ssl
from dataclasses import replace
from pathlib import Path

import pytest

from support.dovecot import DovecotServer, make_certificate
from support.scripted_imap import ScriptedServer
from unwatch.errors import ConfigurationError, Unavailable
from unwatch.mailbox import Account, Connection, Encryption
from unwatch.mailbox.encryption import check_peer_is_local, is_loopback, tls_context

pytestmark = pytest.mark.servers


def fingerprint(certificate: Path) -> str:
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(certificate.read_text())).hexdigest()


def colons(digits: str) -> str:
    return ":".join(digits[at : at + 2] for at in range(0, 64, 2)).upper()


class Password:
    """A password that knows whether anybody asked for it."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self) -> str:
        self.asked = True
        return "hunter2"


def refused(server: ScriptedServer, encryption: Encryption, expected: str) -> None:
    """The connection is not made, for this reason, and the password was neither asked for nor sent."""
    password = Password()
    account = Account("work", "127.0.0.1", server.port, encryption, "dana", password)
    with pytest.raises(Unavailable, match=expected):
        Connection.open(account)

    assert not password.asked
    assert not any("hunter2" in line or "EXAMINE" in line for line in server.received)


# Certificates, against a real server


@pytest.mark.parametrize("encryption", [Encryption.IMPLICIT, Encryption.STARTTLS])
def test_a_self_signed_certificate_is_refused(account: Account, dovecot: DovecotServer, encryption: Encryption) -> None:
    """Without ca_file the certificate has to be one that the system trusts; the sentence says what is wrong."""
    password = Password()
    port = dovecot.imaps_port if encryption is Encryption.IMPLICIT else dovecot.imap_port
    unknown = replace(account, ca_file=None, encryption=encryption, port=port, password=password)
    with pytest.raises(Unavailable, match=r"certificate of localhost.*self.signed.*ca_file"):
        Connection.open(unknown)

    assert not password.asked


@pytest.mark.parametrize("encryption", [Encryption.IMPLICIT, Encryption.STARTTLS])
@pytest.mark.parametrize("by", ["ca_file", "fingerprint", "both"])
def test_a_certificate_that_was_named_is_trusted(
    account: Account, dovecot: DovecotServer, encryption: Encryption, by: str
) -> None:
    """By its file, by its fingerprint in either spelling, or by both."""
    pin = fingerprint(dovecot.ca_file)
    named = replace(
        account,
        encryption=encryption,
        port=dovecot.imaps_port if encryption is Encryption.IMPLICIT else dovecot.imap_port,
        ca_file=None if by == "fingerprint" else dovecot.ca_file,
        certificate_sha256={"ca_file": None, "fingerprint": pin, "both": colons(pin)}[by],
    )
    with Connection.open(named) as mailbox:
        assert mailbox.examine("INBOX").exists == 0


@pytest.mark.parametrize("with_file", [True, False])
def test_another_certificate_than_the_pinned_one_is_refused(
    account: Account, dovecot: DovecotServer, with_file: bool
) -> None:
    """The fingerprint counts even where an authority vouches; the sentence tells the one that was found."""
    password = Password()
    ca_file = dovecot.ca_file if with_file else None
    pinned = replace(account, certificate_sha256="00" * 32, ca_file=ca_file, password=password)
    with pytest.raises(Unavailable, match=fingerprint(dovecot.ca_file)):
        Connection.open(pinned)

    assert not password.asked


def test_starttls_comes_before_the_password_and_capabilities_are_asked_again(
    account: Account, dovecot: DovecotServer
) -> None:
    """What was said in plain text is not believed afterwards (RFC 9051, section 6.2.1)."""
    transcript: list[str] = []
    upgraded = replace(account, encryption=Encryption.STARTTLS, port=dovecot.imap_port)
    Connection.open(upgraded, transcript=transcript).close()
    before_login = transcript[: transcript.index("LOGIN ***")]

    assert before_login[:3] == ["CAPABILITY", "STARTTLS", "CAPABILITY"]


# Certificates and words, against a server that lies


def server_context(folder: Path, name: str = "localhost") -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*make_certificate(folder, name))
    return context


def test_a_certificate_for_another_name_is_refused(tmp_path: Path) -> None:
    """A trusted certificate is no use to somebody else's server."""
    with ScriptedServer(context=server_context(tmp_path, "other.example")) as server:
        ca_file = tmp_path / "other.example.crt"
        account = Account("work", "localhost", server.port, Encryption.IMPLICIT, "dana", Password(), ca_file=ca_file)
        with pytest.raises(Unavailable, match="not valid for 'localhost'"):
            Connection.open(account)


def test_an_old_protocol_is_refused(tmp_path: Path) -> None:
    """TLS 1.2 is the least (RFC 8314, section 4.1)."""
    account = Account("work", "localhost", 993, Encryption.IMPLICIT, "dana", Password())

    assert tls_context(account).minimum_version is ssl.TLSVersion.TLSv1_2


def test_plain_text_where_tls_was_expected_is_unavailable() -> None:
    """A wrong port or encryption is named as a link that did not come about."""
    with ScriptedServer() as server:
        refused(server, Encryption.IMPLICIT, "no encrypted link")


def test_a_missing_starttls_is_refused() -> None:
    """Somebody on the way may have taken it out of the list (reliability 52)."""
    with ScriptedServer(capabilities="IMAP4rev1 AUTH=PLAIN") as server:
        refused(server, Encryption.STARTTLS, "STARTTLS")


def test_words_between_starttls_and_encryption_end_the_connection(tmp_path: Path) -> None:
    """What is said in plain text behind the OK would be taken for the server's own (reliability 53)."""
    answers = {"STARTTLS": ["OK go ahead\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN"]}
    with ScriptedServer(answers, capabilities="IMAP4rev1 STARTTLS", context=server_context(tmp_path)) as server:
        refused(server, Encryption.STARTTLS, "not IMAP")


@pytest.mark.parametrize("encryption", [Encryption.NONE, Encryption.STARTTLS])
def test_preauth_in_plain_text_is_refused(encryption: Encryption) -> None:
    """A server that says we are in already wants to skip the encryption (reliability 54)."""
    with ScriptedServer(greeting="* PREAUTH welcome", capabilities="IMAP4rev1 STARTTLS") as server:
        refused(server, encryption, "logged in already")


@pytest.mark.parametrize("capabilities", ["IMAP4rev1 LOGINDISABLED", "IMAP4rev1 LOGINDISABLED AUTH=PLAIN"])
def test_logindisabled_is_obeyed(capabilities: str) -> None:
    """The server does not want a password on this link (reliability 55)."""
    with ScriptedServer(capabilities=capabilities) as server:
        refused(server, Encryption.NONE, "takes no password")


def test_logindisabled_on_an_encrypted_link_leaves_the_other_way(tmp_path: Path) -> None:
    """Some servers take passwords by SASL alone."""
    with ScriptedServer(capabilities="IMAP4rev1 LOGINDISABLED AUTH=PLAIN", context=server_context(tmp_path)) as server:
        ca_file = tmp_path / "localhost.crt"
        account = Account("work", "localhost", server.port, Encryption.IMPLICIT, "dana", Password(), ca_file=ca_file)
        Connection.open(account).close()

    assert any(line.endswith("AUTHENTICATE PLAIN") for line in server.received)
    assert not any("LOGIN" in line for line in server.received)


# Where no encryption is allowed, and mistakes in the settings


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.8.9.10", True),
        ("::1", True),
        ("localhost", True),
        ("LOCALHOST", True),
        ("192.168.1.5", False),
        ("localhost.example.org", False),
        ("127.0.0.1.example.org", False),
        ("0.0.0.0", False),
        ("", False),
    ],
)
def test_only_this_machine_is_loopback(host: str, local: bool) -> None:
    """A name that looks like it is not it."""
    assert is_loopback(host) is local


def test_no_encryption_beyond_this_machine() -> None:
    """Not even tried: the mistake is in the settings."""
    password = Password()
    account = Account("work", "imap.example.org", 143, Encryption.NONE, "dana", password)
    with pytest.raises(ConfigurationError, match=r"imap\.example\.org"):
        Connection.open(account)

    assert not password.asked


class Elsewhere(socket.socket):
    """A socket at the other end of which is another machine."""

    def getpeername(self) -> tuple[str, int]:
        return ("192.0.2.1", 143)


def test_a_local_name_that_leads_elsewhere_is_refused() -> None:
    """`localhost` is only a name: where it ended up is what counts."""
    account = Account("work", "localhost", 143, Encryption.NONE, "dana", Password())
    with Elsewhere() as link, pytest.raises(Unavailable, match="another machine"):
        check_peer_is_local(account, link)


@pytest.mark.parametrize("content", [None, "not a certificate"])
def test_a_ca_file_that_is_none_is_named(tmp_path: Path, content: str | None) -> None:
    """The person wrote the path, so the person is told."""
    ca_file = tmp_path / "ca.pem"
    if content is not None:
        ca_file.write_text(content)
    account = Account("work", "localhost", 993, Encryption.IMPLICIT, "dana", Password(), ca_file=ca_file)
    with pytest.raises(ConfigurationError, match=r"ca\.pem"):
        Connection.open(account)
