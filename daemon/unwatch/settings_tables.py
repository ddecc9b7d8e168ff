"""The tables of the settings file: every key with its words, its unit and what it is without being set.

What stands here is read three times: as the check of a file, as config/unwatch.example.toml, and as the JSON schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from unwatch.schedule import Weekday
from unwatch.settings_values import (
    Address,
    Addresses,
    Command,
    Count,
    Day,
    Fingerprint,
    Folders,
    Host,
    Line,
    Name,
    Port,
    Switch,
    TimeOfDay,
    WholePath,
    Wrong,
    is_this_machine,
)

Encryption = Literal["tls", "starttls", "none"]


def _at(text: str) -> time:
    return time.fromisoformat(text)


class Table(BaseModel):
    """A table of the file. It never changes, knows all its keys, and shows none of its values in a log."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    __str__ = __repr__


class Account(Table):
    """A server, a login there, and how the link is protected."""

    usual_ports: ClassVar[Mapping[str, int]] = {}

    host: Host = Field(description="The server.")
    encryption: Encryption = Field(
        default="tls",
        description='"tls" from the first byte, "starttls", or "none", which is for a server on this machine only.',
    )
    port: Port = Field(default=0, description="Its port.")
    user: Line | None = None
    credential: Name | None = Field(
        default=None,
        description="The password comes from one of three places. First, from the systemd credential of this name "
        "(LoadCredential= in the unit); else of the name of this table.",
        examples=["mail-password"],
    )
    password_command: Command | None = Field(
        default=None,
        description="Second, from a program and its arguments that print it in their first line within 10 seconds. It "
        "is run without a shell.",
        examples=[["pass", "show", "mail/you"]],
    )
    password_file: WholePath | None = Field(
        default=None,
        description="Third, from a file that holds it alone. It must belong to the user that unwatch runs as, with "
        "mode 600.",
        examples=["/home/you/.config/unwatch/mail.password"],
    )
    ca_file: WholePath | None = Field(
        default=None,
        description="Trust this authority (PEM) instead of the system's, such as the certificate of a local bridge.",
        examples=["/etc/unwatch/bridge.pem"],
    )

    @model_validator(mode="before")
    @classmethod
    def _usual_port(cls, table: object) -> object:
        """Fill in the port that goes with the encryption, where none is given."""
        if not isinstance(table, Mapping) or "port" in table:
            return table
        usual = cls.usual_ports.get(str(table.get("encryption")), cls.usual_ports["tls"])
        return {**table, "port": usual}

    @field_validator("encryption")
    @classmethod
    def _plain_only_here(cls, value: Encryption, info: ValidationInfo) -> Encryption:
        if value == "none" and not is_this_machine(info.data.get("host", "localhost")):
            raise Wrong("would send your mail in the clear over a network", 'write "tls" or "starttls"')
        return value

    @field_validator("password_command", "password_file")
    @classmethod
    def _only_one_way(cls, value: object, info: ValidationInfo) -> object:
        others = [key for key in ("credential", "password_command") if info.data.get(key) and key != info.field_name]
        if value is not None and others:
            raise Wrong(f"is a second way to the same secret, beside {others[0]}", "keep one of them")
        return value


class Mailbox(Account):
    """A mailbox to watch. The word after the dot is your name for it; there may be several."""

    usual_ports = {"tls": 993, "starttls": 143, "none": 143}

    host: Host = Field(description="The IMAP server.", examples=["imap.example.org"])
    port: Port = Field(default=993, description='Its port; else 993, or 143 unless encryption is "tls".')
    user: Line = Field(description="The name to log in with, mostly the whole address.", examples=["you@example.org"])
    certificate_sha256: Fingerprint | None = Field(
        default=None,
        description="Trust the one certificate with this SHA-256 fingerprint and no other.",
        examples=["0123456789abcdef" * 4],
    )
    folders: Folders = Field(default=("INBOX",), description="The folders in which employers' mail arrives.")
    sent: Line | None = Field(
        default=None,
        description="The folder of the mail that you have sent; else the one that the server marks as such.",
        examples=["Sent"],
    )
    sweep_minutes: Count = Field(
        default=5,
        ge=1,
        le=30,
        description="Minutes between two looks at folders in which the server does not announce new mail.",
    )
    enabled: Switch = Field(default=True, description="Whether this mailbox is watched at all.")


class Letter(Table):
    """The weekly digest: one calm letter, always at the same hour."""

    to: Address | None = Field(
        default=None, description="Where it goes; else the first of your own addresses.", examples=["you@example.org"]
    )
    sender_name: Line = Field(default="unwatch", description="The name that it comes from.")
    day: Day = Field(default=Weekday.FRIDAY, description="The weekday on which it comes, by its English name.")
    time: TimeOfDay = Field(default=_at("16:00"), description="The time of day at which it comes, in your time zone.")
    own_line: Line | None = Field(
        default=None,
        description="A line of your own that stands in every letter, such as what you do instead of looking.",
        examples=["If I want to look before Friday, I put the kettle on first."],
    )
    pace: Line | None = Field(
        default=None,
        description="What you mean to keep doing until something is accepted in writing.",
        examples=["two applications a week"],
    )
    mailbox: Name | None = Field(
        default=None,
        description="Without an [smtp] table letters are put into the inbox of this mailbox; else of the first.",
        examples=["personal"],
    )


class You(Table):
    """What is to be known of you, for drafts and for tact. Nothing of it leaves this machine but in mail to you."""

    current_employer: Host | None = Field(
        default=None,
        description="The mail domain of where you work now: nothing is ever sent there, and no draft names it.",
        examples=["work.example"],
    )
    discreet: Switch = Field(default=False, description="Whether subjects keep quiet about work and applications.")
    benefits: Switch = Field(
        default=False,
        description="Whether you receive benefits: a draft that declines then says once that this can affect them.",
    )


class Smtp(Account):
    """A server that sends the letters. Without this table they are put into your inbox over IMAP, and nothing is
    sent anywhere.
    """

    usual_ports = {"tls": 465, "starttls": 587, "none": 25}

    host: Host = Field(description="The submission server.", examples=["smtp.example.org"])
    port: Port = Field(default=465, description='Its port; else 465, or 587 with "starttls" and 25 with "none".')
    user: Line | None = Field(
        default=None, description="The name to log in with; else there is no login.", examples=["you@example.org"]
    )
    from_address: Address | None = Field(
        default=None,
        description="The address that letters come from; else the user, if it is an address, or where they go to.",
        examples=["you@example.org"],
    )


class PassOn(Table):
    """What cannot wait reaches you at once: interview times, reference requests, offers, deadlines."""

    quiet_from: TimeOfDay | None = Field(
        default=None,
        description="Quiet hours begin at this time; without both times there are none. They hold all but what falls "
        "due inside them.",
        examples=["22:00"],
    )
    quiet_until: TimeOfDay | None = Field(
        default=None, validate_default=True, description="Quiet hours end at this time.", examples=["07:00"]
    )
    next_morning: TimeOfDay = Field(
        default=_at("08:30"), description="When, from Monday to Friday, what can wait for a morning is passed on."
    )
    to: Addresses = Field(
        default=(), description="Where it goes; else where the letter goes.", examples=[["you@phone.example"]]
    )

    @field_validator("quiet_until")
    @classmethod
    def _both_or_neither(cls, value: object, info: ValidationInfo) -> object:
        begins = info.data.get("quiet_from")
        if "quiet_from" in info.data and (value is None) != (begins is None):
            raise Wrong("belongs together with quiet_from", "give both times, or neither")
        if value is not None and value == begins:
            raise Wrong("is the same time as quiet_from", "give two different times, or neither")
        return value


class FirstLook(Table):
    """How far back a mailbox is read when it is seen for the first time."""

    days: Count = Field(default=120, ge=1, le=3650, description="Days of mail.")


class Reading(Table):
    """How mail is understood."""

    encoder: Switch = Field(
        default=True,
        description="Whether the small language model helps; reading takes more memory, and understands more.",
    )


class Retention(Table):
    """How long what employers wrote is kept here. Your mailbox is never changed."""

    texts_days: Count = Field(
        default=400, ge=30, le=36500, description="Days after which the texts of messages are deleted from the ledger."
    )


class Log(Table):
    """The log. It holds no subjects, addresses, texts or secrets."""

    level: Literal["debug", "info", "warning", "error"] = Field(default="info", description="The least that is told.")
    format: Literal["auto", "console", "json"] = Field(
        default="auto", description='"console" for people, "json" for the journal, "auto" by where it is shown.'
    )
