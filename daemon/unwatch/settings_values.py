"""The kinds of value that the settings know: each checks itself, and says in words what to write instead.

What a check raises never holds the value that was wrong; it may be a password in the wrong place.
"""

from __future__ import annotations

import difflib
import json
import os
import re
from collections.abc import Callable
from datetime import time
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, StringConstraints, WithJsonSchema

from unwatch.schedule import Weekday

_TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
_NAME = r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$"
_LOCALTIME = Path("/etc/localtime")


class Wrong(ValueError):
    """A value that will not do: what is wrong, and what to write instead (empty: an example of the key)."""

    def __init__(self, what: str, instead: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.instead = instead


def _line(value: str) -> str:
    if any(ord(character) < 32 or ord(character) == 127 for character in value):
        raise Wrong("holds a line break or another control character", "one line of text")
    return value


def _address(value: str) -> str:
    local_part, at, domain = value.rpartition("@")
    plain = not re.search(r"[\s<>,;:\"()\[\]\\]", value) and "@" not in local_part
    if not (at and local_part and domain.strip(".") and plain and len(value) <= 254):
        raise Wrong("is not a mail address", 'the bare address, such as "you@example.org"')
    return value


def _host(value: str) -> str:
    if is_ip_address(value):
        return value
    if not re.fullmatch(r"[^\s/:@\[\]]{1,253}", value):
        raise Wrong(
            "is not the name of a server", 'the bare name, such as "imap.example.org"; the port has its own key'
        )
    return value


def _time_of_day(value: object) -> object:
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0, tzinfo=None)
    if not (isinstance(value, str) and re.fullmatch(_TIME, value)):
        raise Wrong("is not a time of day", 'hours and minutes in quotes, such as "16:00"')
    return time.fromisoformat(value)


def _weekday(value: object) -> object:
    names = [day.value for day in Weekday]
    if isinstance(value, Weekday) or (isinstance(value, str) and value.lower() in names):
        return Weekday(value.lower())
    raise Wrong("is not the name of a weekday", f"one of {', '.join(names)}")


def _whole_path(value: object) -> object:
    if not isinstance(value, str | Path):
        raise Wrong("must be a path in quotes", 'such as "/etc/unwatch/file"')
    try:
        path = Path(value).expanduser()
    except RuntimeError:
        raise Wrong("begins with ~, and nobody's home is known here", "the whole path") from None
    if not path.is_absolute() or "\0" in str(path):
        raise Wrong("is not a whole path", 'a path from the root, such as "/etc/unwatch/file"')
    return path


def _fingerprint(value: str) -> str:
    digits = value.replace(":", "").replace(" ", "").lower()
    if not re.fullmatch(r"[0-9a-f]{64}", digits):
        raise Wrong("is not a SHA-256 fingerprint", "its 64 hexadecimal digits, with or without colons")
    return digits


def _timezone(value: str) -> str:
    if value in available_timezones():
        return value
    near = difflib.get_close_matches(value, available_timezones(), n=1, cutoff=0.6)
    raise Wrong("is not a time zone of the IANA database", f'such as "{near[0] if near else "Europe/Berlin"}"')


def is_ip_address(host: str) -> bool:
    """Tell whether a host is written as an address instead of a name."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def is_this_machine(host: str) -> bool:
    """Tell whether a host is `localhost` or a loopback address. Other names are not looked up."""
    return host.lower() == "localhost" or (is_ip_address(host) and ip_address(host).is_loopback)


def machine_timezone() -> str:
    """Return the zone that /etc/localtime points to, and UTC where it does not tell."""
    try:
        name = str(_LOCALTIME.resolve()).rpartition("zoneinfo/")[2]
        return ZoneInfo(name.removeprefix("posix/")).key
    except (OSError, ValueError, KeyError):
        return "UTC"


def state_directory() -> Path:
    """Return where systemd lets this service keep its state, else the place of the XDG base directories."""
    from_systemd = os.environ.get("STATE_DIRECTORY", "").split(":")[0]
    return Path(from_systemd) if from_systemd else xdg("XDG_STATE_HOME", ".local/state") / "unwatch"


def xdg(variable: str, below_home: str) -> Path:
    """Return a base directory as the XDG specification has it: a relative one in the environment is not used."""
    given = os.environ.get(variable, "")
    if given.startswith("/"):
        return Path(given)
    try:
        return Path.home() / below_home
    except RuntimeError:
        return Path("/") / below_home


def as_toml(value: Any) -> str:
    """Write a value as TOML has it; a time of day in quotes, as the settings want it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(as_toml, value))}]"
    text = f"{value:%H:%M}" if isinstance(value, time) else str(value)
    return json.dumps(text, ensure_ascii=False)  # a TOML basic string is a JSON string but for DEL, which is refused


def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    if len({value.casefold() for value in values}) < len(values):
        raise Wrong("names the same thing twice", "each of them once")
    return values


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), AfterValidator(_line)]
Name = Annotated[str, StringConstraints(pattern=_NAME)]
Address = Annotated[str, AfterValidator(_address)]
Addresses = Annotated[tuple[Address, ...], AfterValidator(_distinct)]
Folders = Annotated[tuple[Line, ...], Field(min_length=1), AfterValidator(_distinct)]
Command = Annotated[tuple[Annotated[str, StringConstraints(min_length=1)], ...], Field(min_length=1)]
Host = Annotated[str, AfterValidator(_host)]
Port = Annotated[int, Field(strict=True, ge=1, le=65535)]
Count = Annotated[int, Field(strict=True)]
Switch = Annotated[bool, Field(strict=True)]
Fingerprint = Annotated[str, AfterValidator(_fingerprint)]
TimeZone = Annotated[str, AfterValidator(_timezone)]
WholePath = Annotated[Path, BeforeValidator(_whole_path)]


def _as_text(show: Callable[[time], str]) -> PlainSerializer:
    return PlainSerializer(show, return_type=str)


TimeOfDay = Annotated[
    time,
    BeforeValidator(_time_of_day),
    _as_text(lambda moment: f"{moment:%H:%M}"),
    WithJsonSchema({"type": "string", "pattern": _TIME}),
]
Day = Annotated[Weekday, BeforeValidator(_weekday)]
