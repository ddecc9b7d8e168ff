"""From the settings to the plan: what the daemon is made of, with nothing connected and no secret read yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from unwatch import secrets
from unwatch.append import AppendTransport
from unwatch.daemon import Plan
from unwatch.deliver import LookUp
from unwatch.delivery import Transport
from unwatch.errors import CredentialsRefused, Unavailable
from unwatch.mailbox import Account, Connection, Encryption
from unwatch.post_office import Addresses
from unwatch.rhythm import Rhythm
from unwatch.settings import Settings
from unwatch.settings_tables import Mailbox as MailboxTable
from unwatch.settings_tables import Smtp
from unwatch.smtp import SmtpAccount, SmtpTransport
from unwatch.watch import INBOX, Mailbox
from unwatch.week import Person

LEDGER_FILE = "ledger.db"


def make_plan(settings: Settings) -> Plan:
    """Return the plan that these settings come to."""
    accounts = {name: _account(name, table) for name, table in settings.mailbox.items()}
    home = accounts[settings.letter_mailbox]
    me = frozenset(settings.own_addresses)
    return Plan(
        ledger=ledger_file(settings),
        me=me,
        rhythm=_rhythm(settings),
        person=_person(settings),
        addresses=Addresses(
            sender=settings.from_address,
            sender_name=settings.letter.sender_name,
            letter_to=settings.letter_to,
            pass_on_to=settings.pass_on_to if settings.smtp else (settings.letter_to,),
        ),
        mailboxes=tuple(_mailbox(accounts[name], table, settings) for name, table in settings.watched.items()),
        transport=_smtp(settings.smtp, settings.from_address) if settings.smtp else AppendTransport(_placing(home)),
        look_up=_looking(home),
        readable=settings.smtp is None or settings.letter_to.lower() in me,
        texts_kept=timedelta(days=settings.retention.texts_days),
    )


def ledger_file(settings: Settings) -> Path:
    """Return where the ledger lies."""
    return settings.state_directory / LEDGER_FILE


def _account(name: str, table: MailboxTable) -> Account:
    return Account(
        name=name,
        host=table.host,
        port=table.port,
        encryption=Encryption(table.encryption),
        user=table.user,
        password=secrets.of_account(name, table),
        ca_file=table.ca_file,
        certificate_sha256=table.certificate_sha256,
    )


def _mailbox(account: Account, table: MailboxTable, settings: Settings) -> Mailbox:
    return Mailbox(
        account=account,
        folders=tuple(table.folders),
        sent=table.sent,
        sweep_seconds=table.sweep_minutes * 60.0,
        first_look=timedelta(days=settings.first_look.days),
    )


def _rhythm(settings: Settings) -> Rhythm:
    return Rhythm(
        zone=settings.zone,
        day=settings.letter.day,
        at=settings.letter.time,
        morning=settings.pass_on.next_morning,
        quiet_from=settings.pass_on.quiet_from,
        quiet_until=settings.pass_on.quiet_until,
    )


def _person(settings: Settings) -> Person:
    return Person(
        zone=settings.zone,
        own_line=settings.letter.own_line,
        pace=settings.letter.pace,
        reply_to=settings.from_address,
        discreet=settings.you.discreet,
        benefits=settings.you.benefits,
        current_employer=settings.you.current_employer,
    )


def _smtp(table: Smtp, sender: str) -> Transport:
    return SmtpTransport(
        SmtpAccount(
            host=table.host,
            port=table.port,
            encryption=table.encryption,
            user=table.user,
            password=secrets.of_account("smtp", table) if table.user else None,
            from_address=sender,
            ca_file=table.ca_file,
        )
    )


def _placing(account: Account) -> Callable[[bytes], None]:
    def place(raw: bytes) -> None:
        with Connection.open(account) as connection:
            connection.append(INBOX, raw)

    return place


def _looking(account: Account) -> LookUp:
    def look_up(message_id: str) -> bool | None:
        try:
            with Connection.open(account) as connection:
                connection.examine(INBOX)
                return connection.holds(message_id)
        except (Unavailable, CredentialsRefused):
            return None

    return look_up
