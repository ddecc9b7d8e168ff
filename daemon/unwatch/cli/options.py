"""What several commands are given in the same way: times, zones, the settings file."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click


class Zone(click.ParamType[ZoneInfo]):
    """An IANA time zone."""

    name = "zone"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> ZoneInfo:
        if isinstance(value, ZoneInfo):
            return value
        try:
            return ZoneInfo(str(value))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.fail("is not a time zone; write one such as Europe/London.", param, ctx)


class When(click.ParamType[datetime]):
    """A date, a date with a time, or a date with a time and an offset."""

    name = "when"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        text = str(value).strip().replace(" ", "T")
        try:
            if len(text) == len("2026-04-24"):  # a whole day means its end
                return datetime.combine(date.fromisoformat(text), time(23, 59, 59))
            return datetime.fromisoformat(text)
        except ValueError:
            self.fail("is not a date; write one such as 2026-04-24 or 2026-04-24T16:00.", param, ctx)


def in_zone(when: datetime, zone: ZoneInfo) -> datetime:
    """Return the time with its own offset, or in the zone where it has none."""
    return when if when.tzinfo is not None else when.replace(tzinfo=zone)


settings_file = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    default=None,
    metavar="FILE",
    help="The settings; else $XDG_CONFIG_HOME/unwatch/unwatch.toml, else /etc/unwatch/unwatch.toml.",
)
