"""The settings: one TOML file, checked as a whole before anything starts.

One model is the source of the checks, of config/unwatch.example.toml and of its JSON schema. The environment names
at most where things lie: no value comes from it, and no secret stands in the file. Every mistake is told at once, by
its place, in words, and without the value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from unwatch.errors import ConfigurationError
from unwatch.mistakes import Mistake, in_shape, in_syntax, in_words, with_secrets
from unwatch.settings_tables import FirstLook, Letter, Log, Mailbox, PassOn, Reading, Retention, Smtp, You
from unwatch.settings_values import Addresses, Name, TimeZone, WholePath, machine_timezone, state_directory, xdg

_SYSTEM_FILE = Path("/etc/unwatch/unwatch.toml")


class Settings(BaseSettings):
    """All settings of unwatch."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    me: Addresses = Field(
        default=(),
        description="Your own addresses: mail from them is yours. Else the users of your mailboxes that are addresses.",
        examples=[["you@example.org"]],
    )
    timezone: TimeZone = Field(
        default_factory=machine_timezone,
        description="Your time zone, as the IANA database names it; else this machine's.",
        examples=["Europe/Berlin"],
    )
    state_directory: WholePath = Field(
        default_factory=state_directory,
        description="Where unwatch keeps what it knows. Else the StateDirectory of the systemd unit, or "
        "~/.local/state/unwatch.",
        examples=["/var/lib/unwatch"],
    )
    mailbox: dict[Name, Mailbox] = Field(min_length=1, description="The mailboxes to watch; at least one.")
    letter: Letter = Field(default_factory=Letter)
    you: You = Field(default_factory=You)
    pass_on: PassOn = Field(default_factory=PassOn)
    smtp: Smtp | None = None
    first_look: FirstLook = Field(default_factory=FirstLook)
    reading: Reading = Field(default_factory=Reading)
    retention: Retention = Field(default_factory=Retention)
    log: Log = Field(default_factory=Log)

    def __repr__(self) -> str:
        return "<Settings>"

    __str__ = __repr__

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the five names are pydantic-settings' own
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Keep the TOML file alone: environments leak to children and into `systemctl show` (reliability 4.2)."""
        file = _file.get()
        return (init_settings, file) if file else (init_settings,)

    @property
    def zone(self) -> ZoneInfo:
        """The person's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def own_addresses(self) -> tuple[str, ...]:
        """The person's addresses in lower case: those given, else the users of mailboxes that are addresses."""
        users = (mailbox.user for mailbox in self.mailbox.values() if "@" in mailbox.user)
        return tuple(dict.fromkeys(address.lower() for address in self.me or users))

    @property
    def watched(self) -> dict[str, Mailbox]:
        """The mailboxes that are enabled, by name, in the order of the file."""
        return {name: mailbox for name, mailbox in self.mailbox.items() if mailbox.enabled}

    @property
    def letter_to(self) -> str:
        """Where the letter goes. Raises ConfigurationError where nobody is known."""
        return self.letter.to or next(iter(self.own_addresses), "") or _nobody()

    @property
    def pass_on_to(self) -> tuple[str, ...]:
        """Where a pass-on goes."""
        return self.pass_on.to or (self.letter_to,)

    @property
    def letter_mailbox(self) -> str:
        """The mailbox into whose inbox letters are put where no server sends them."""
        return self.letter.mailbox or next(iter(self.watched or self.mailbox))

    @property
    def from_address(self) -> str:
        """The address that letters come from."""
        smtp = self.smtp
        user = smtp.user if smtp and smtp.user and "@" in smtp.user else None
        return (smtp.from_address if smtp else None) or user or self.letter_to


_file: ContextVar[TomlConfigSettingsSource | None] = ContextVar("_file", default=None)


def find_file(given: Path | None) -> Path:
    """Return the settings file: the given one, else the person's own, else the system's.

    Where there is none yet, it is the place of the person's own.
    """
    own = xdg("XDG_CONFIG_HOME", ".config") / "unwatch" / "unwatch.toml"
    return given or next(filter(_is_there, (own, _SYSTEM_FILE)), own)


def load(path: Path) -> Settings:
    """Read the settings. Raises ConfigurationError with every mistake, one in a line."""
    source = _read(path)
    mistakes = [*with_secrets(source.toml_data), *_in_sense(source.toml_data)]
    settings, found = _build(source)
    told = {mistake.place for mistake in mistakes}
    mistakes += [mistake for mistake in found if mistake.place not in told]
    if settings is None or mistakes:
        raise ConfigurationError(in_words(path.name, mistakes))
    return settings


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # ProtectHome= hides a home behind "permission denied"
        return False


def _read(path: Path) -> TomlConfigSettingsSource:
    if not _is_there(path):
        folder = "" if path.parent.is_dir() else f"mkdir -p {path.parent} && "
        raise ConfigurationError(
            f"There are no settings at {path}.", hint=f"Begin with: {folder}unwatch config example > {path}"
        )
    try:
        return TomlConfigSettingsSource(Settings, toml_file=path)
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}.") from None
    except ValueError as error:  # TOMLDecodeError and UnicodeDecodeError
        mistake = in_syntax(error)
    raise ConfigurationError(in_words(path.name, [mistake]))


def _build(source: TomlConfigSettingsSource) -> tuple[Settings | None, list[Mistake]]:
    token = _file.set(source)
    try:
        return Settings(), []  # type: ignore[call-arg] # the arguments come from the file
    except ValidationError as error:
        return None, list(in_shape(error, Settings))
    finally:
        _file.reset(token)


def _in_sense(raw: Mapping[str, Any]) -> Iterator[Mistake]:
    """Yield what is wrong between tables; read from the raw file, so that it is told beside mistakes of shape."""
    mailboxes = {name: table for name, table in _table(raw, "mailbox").items() if isinstance(table, Mapping)}
    letter = _table(raw, "letter")
    chosen = letter.get("mailbox")
    if isinstance(chosen, str) and chosen not in mailboxes:
        yield Mistake(("letter", "mailbox"), "names no mailbox of this file", f"one of {', '.join(mailboxes)}")
    if mailboxes and not any(table.get("enabled", True) for table in mailboxes.values()):
        yield Mistake(("mailbox",), "none is enabled", "take enabled = false out of one")
    users = [table.get("user") for table in mailboxes.values()]
    only_names = bool(users) and all(isinstance(user, str) and "@" not in user for user in users)
    if only_names and not (letter.get("to") or raw.get("me")):
        yield Mistake(("letter", "to"), "nobody is known to write to", 'write to = "you@example.org"')
    yield from _to_the_employer(raw)


def _to_the_employer(raw: Mapping[str, Any]) -> Iterator[Mistake]:
    """Yield where mail would go to the place that must not know (letter.md C12e)."""
    domain = _table(raw, "you").get("current_employer")
    passed_on_to = _table(raw, "pass_on").get("to")
    places: list[tuple[tuple[str, ...], Any]] = [(("letter", "to"), _table(raw, "letter").get("to"))]
    places += [(("pass_on", "to"), one) for one in (passed_on_to if isinstance(passed_on_to, list) else ())]
    for place, address in places:
        if isinstance(domain, str) and isinstance(address, str) and _is_at(address, domain.strip().lower()):
            yield Mistake(place, "is an address at your current employer", "give one of your own")


def _is_at(address: str, domain: str) -> bool:
    at = address.strip().lower().rpartition("@")[2]
    return bool(domain) and (at == domain or at.endswith(f".{domain}"))


def _table(raw: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    table = raw.get(name)
    return table if isinstance(table, Mapping) else {}


def _nobody() -> str:
    raise ConfigurationError("letter.to: nobody is known to write to.", hint='Write to = "you@example.org".')
