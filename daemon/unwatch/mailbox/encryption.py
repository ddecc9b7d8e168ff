"""The link is encrypted and the server is the right one, or not one byte of a password goes out."""

from __future__ import annotations

import hashlib
import ipaddress
import socket
import ssl

from unwatch.errors import ConfigurationError, Unavailable
from unwatch.mailbox.records import Account, Encryption


def refuse_plain_text(account: Account) -> None:
    """Raise ConfigurationError where an unencrypted link would leave this machine."""
    if account.encryption is Encryption.NONE and not is_loopback(account.host):
        raise ConfigurationError(
            f"Mailbox {account.name}: {account.host} is not on this machine, so the link to it has to be encrypted.",
            hint='Set encryption to "tls" or "starttls".',
        )


def is_loopback(host: str) -> bool:
    """Tell whether the host is 127.0.0.0/8, ::1 or `localhost`; other names are not looked up."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check_peer_is_local(account: Account, sock: socket.socket) -> None:
    """Raise Unavailable where an unencrypted link ended up elsewhere: `localhost` is only a name."""
    if account.encryption is Encryption.NONE and not is_loopback(str(sock.getpeername()[0])):
        raise Unavailable(f"Mailbox {account.name}: {account.host} leads to another machine, and unencrypted.")


def tls_context(account: Account) -> ssl.SSLContext:
    """Return the rules that the server's certificate has to meet; TLS 1.2 is the least.

    With a fingerprint alone the fingerprint is the whole check: it names one certificate, expired or not. Raises
    ConfigurationError if `ca_file` cannot be used.
    """
    try:
        context = ssl.create_default_context(cafile=account.ca_file)
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        raise ConfigurationError(
            f"Mailbox {account.name}: ca_file {account.ca_file} cannot be read as a certificate.",
            hint="It has to be a file in PEM form that this program may read.",
        ) from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if account.ca_file is not None:
        # Python 3.13 asks for extensions that certificates made at home and by local bridges do not have.
        context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    elif account.certificate_sha256 is not None:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def check_fingerprint(account: Account, sock: ssl.SSLSocket) -> None:
    """Raise Unavailable where the certificate is not the one whose SHA-256 fingerprint the person wrote down."""
    if account.certificate_sha256 is None:
        return
    wanted = account.certificate_sha256.replace(":", "").replace(" ", "").lower()
    found = hashlib.sha256(sock.getpeercert(binary_form=True) or b"").hexdigest()
    if found != wanted:
        raise Unavailable(
            f"Mailbox {account.name}: {account.host} shows another certificate than the one in certificate_sha256; "
            f"its fingerprint is {found}."
        )
