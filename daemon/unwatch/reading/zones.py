"""The time zone that a calendar means: by its IANA name, its Windows name, or the rules it brings along."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

_IANA = re.compile(r"[A-Za-z][A-Za-z0-9_+-]{1,30}(?:/[A-Za-z0-9_+-]{1,30}){0,2}\Z")
_NUMERIC = re.compile(r"(?:UTC|GMT)([+-])(\d{1,2}):?(\d{2})?\Z")
_OFFSET = re.compile(r"([+-])(\d{2})(\d{2})(?:\d{2})?\Z")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_RULES_LIMIT = 50
_UTC_NAMES = frozenset({"UTC", "GMT", "Z", "Etc/UTC", "Etc/GMT"})


def zone_named(name: str) -> tzinfo | None:
    """Return the zone of an IANA, Windows or prefixed name (RFC 5545, section 3.2.19), or None."""
    name = name.strip().strip('"')[:200]
    candidates = [name, WINDOWS_TO_OLSON.get(name, "")]
    if name.startswith("/"):
        parts = name.strip("/").split("/")[-3:]
        candidates += ["/".join(parts[start:]) for start in range(len(parts))]
    for candidate in candidates:
        if candidate in _UTC_NAMES:
            return UTC
        if zone := _iana(candidate):
            return zone
    return _numeric(name)


def _iana(name: str) -> tzinfo | None:
    if not _IANA.match(name):
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _numeric(name: str) -> tzinfo | None:
    match = _NUMERIC.match(name.replace(" ", ""))
    if match is None or int(match[2]) > 14 or int(match[3] or 0) > 59:
        return None
    offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return timezone(-offset if match[1] == "-" else offset)


@dataclass(slots=True)
class _Rule:
    """One STANDARD or DAYLIGHT: an offset, and when in the year it begins."""

    offset: timedelta = timedelta()
    starts: datetime | None = None
    recurs: dict[str, str] = field(default_factory=dict)

    def onset(self, year: int) -> datetime | None:
        """Return when it begins in that year, in local time, or None for a rule that is not yearly."""
        if self.starts is None or self.recurs.get("FREQ") != "YEARLY":
            return self.starts
        month = int(self.recurs["BYMONTH"]) if self.recurs.get("BYMONTH", "").isdigit() else self.starts.month
        day = self.recurs.get("BYDAY", "")
        if not 1 <= month <= 12 or day[-2:] not in _WEEKDAYS:
            return self.starts.replace(year=year)
        return _nth_weekday(self.starts.replace(year=year, month=month, day=1), day)


def _nth_weekday(first: datetime, day: str) -> datetime | None:
    count = int(day[:-2]) if re.fullmatch(r"[+-]?[1-5]", day[:-2]) else 1
    weekday = _WEEKDAYS.index(day[-2:])
    if count > 0:
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-count - 1))


@dataclass(slots=True)
class DefinedZone:
    """A VTIMEZONE (RFC 5545, section 3.6.5), reduced to what tells the offset of one local time.

    Rules are never expanded: a hostile one would recur every second since 1601.
    """

    location: str = ""
    _rules: list[_Rule] = field(default_factory=list)

    def begin_rule(self) -> None:
        """Start collecting a STANDARD or DAYLIGHT."""
        if len(self._rules) < _RULES_LIMIT:
            self._rules.append(_Rule())

    def note(self, name: str, value: str) -> None:
        """Take a property of the rule begun last."""
        if not self._rules:
            return
        rule = self._rules[-1]
        if name == "TZOFFSETTO" and (match := _OFFSET.match(value.strip())):
            offset = timedelta(hours=min(int(match[2]), 14), minutes=int(match[3]))
            rule.offset = -offset if match[1] == "-" else offset
        elif name == "DTSTART":
            rule.starts = _local(value)
        elif name == "RRULE":
            rule.recurs = dict(pair.split("=", 1) for pair in value[:200].upper().split(";") if "=" in pair)

    def offset_at(self, at: datetime) -> tzinfo:
        """Return the offset in force at a local time, as a zone of its own; UTC where no rule says."""
        onsets: list[tuple[datetime, timedelta]] = []
        for rule in self._rules:
            for year in (at.year - 1, at.year):
                onset = _safely(rule, year)
                if onset is not None and onset <= at.replace(tzinfo=None):
                    onsets.append((onset, rule.offset))
        if onsets:
            return timezone(max(onsets, key=lambda pair: pair[0])[1])
        return timezone(self._rules[0].offset) if self._rules else UTC


def _safely(rule: _Rule, year: int) -> datetime | None:
    try:
        return rule.onset(year)
    except (ValueError, OverflowError):
        return None


def _local(value: str) -> datetime | None:
    try:
        return datetime.strptime(value.strip()[:15], "%Y%m%dT%H%M%S")  # noqa: DTZ007 local time of a zone
    except ValueError:
        return None
