"""text/calendar → the events an invitation is about (RFC 5545, RFC 5546).

The lines are taken apart by icalendar; its component parser is not used, because it keeps every time zone that any
mail ever defined under its name for all later mails. A line that is broken costs itself, not the event.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from icalendar import vDDDTypes, vDuration, vText
from icalendar.parser import Contentline, Parameters

from unwatch.reading.cleaning import NAME_LIMIT, clean_identifier, clean_line, clean_text
from unwatch.reading.fallback import ADDRESS_LIMIT
from unwatch.reading.zones import DefinedZone, zone_named
from unwatch_classifiers.records import Address, CalendarEvent

EVENTS_LIMIT = 20
CALENDAR_LIMIT = 256 * 1024
LINES_LIMIT = 10_000
DESCRIPTION_LIMIT = 2_000
_LINE_LIMIT = 16 * 1024
_LONGEST = timedelta(days=366)
_YEARS = range(1970, 2101)


@dataclass(frozen=True, slots=True)
class _Property:
    value: str
    parameters: Parameters

    def parameter(self, name: str) -> str:
        value = self.parameters.get(name, "")
        return value if isinstance(value, str) else ""


@dataclass(slots=True)
class _Object:
    """One VCALENDAR as it is collected: its own properties, its zones and its events."""

    properties: dict[str, _Property] = field(default_factory=dict)
    zones: dict[str, DefinedZone] = field(default_factory=dict)
    events: list[dict[str, _Property]] = field(default_factory=list)


def read_events(calendars: Iterable[tuple[str, str | None]]) -> tuple[CalendarEvent, ...]:
    """Return at most 20 events of the texts, each with the method that its part's type names; never raises.

    The same invitation is often sent both inline and as a file: it is told once.
    """
    found: dict[tuple[str, int, datetime | None], CalendarEvent] = {}
    for text, method in calendars:
        for event in _events_of(text, method):
            known = found.setdefault((event.uid, event.sequence, event.start), event)
            if known.method is None and event.method is not None:
                found[(event.uid, event.sequence, event.start)] = event
            if len(found) >= EVENTS_LIMIT:
                return tuple(found.values())
    return tuple(found.values())


def _events_of(text: str, method: str | None) -> Iterator[CalendarEvent]:
    calendar = _collect(_content_lines(text))
    stated = calendar.properties.get("METHOD")
    method = clean_line(stated.value if stated else method or "", 20).upper() or None
    for properties in calendar.events:
        yield _event(properties, calendar, method)


def _content_lines(text: str) -> Iterator[tuple[str, _Property]]:
    """Unfold (RFC 5545, section 3.1) and take apart."""
    unfolded = text[:CALENDAR_LIMIT].replace("\r\n", "\n").replace("\r", "\n").replace("\n ", "").replace("\n\t", "")
    for line in unfolded.split("\n")[:LINES_LIMIT]:
        try:
            name, parameters, value = Contentline(line[:_LINE_LIMIT]).parts()  # type: ignore[no-untyped-call]
        except (ValueError, IndexError, TypeError):
            continue
        yield name.upper(), _Property(str(value), parameters)


def _collect(lines: Iterable[tuple[str, _Property]]) -> _Object:
    calendar = _Object()
    open_components: list[str] = []
    zone = DefinedZone()
    for name, content in lines:
        if name == "BEGIN":
            component = content.value.strip().upper()
            open_components.append(component)
            if component == "VEVENT" and len(calendar.events) < EVENTS_LIMIT:
                calendar.events.append({})
            elif component == "VTIMEZONE":
                zone = DefinedZone()
            elif component in {"STANDARD", "DAYLIGHT"}:
                zone.begin_rule()
        elif name == "END":
            component = content.value.strip().upper()
            if component in open_components:
                del open_components[len(open_components) - 1 - open_components[::-1].index(component) :]
        else:
            _note(calendar, zone, open_components, name, content)
    return calendar


def _note(calendar: _Object, zone: DefinedZone, path: list[str], name: str, content: _Property) -> None:
    inside = path[-1] if path else ""
    if inside == "VEVENT" and calendar.events:
        calendar.events[-1].setdefault(name, content)
    elif inside == "VCALENDAR":
        calendar.properties.setdefault(name, content)
    elif inside == "VTIMEZONE" and name == "TZID" and len(calendar.zones) < EVENTS_LIMIT:
        calendar.zones[content.value.strip()] = zone
    elif inside == "VTIMEZONE" and name == "X-LIC-LOCATION":
        zone.location = content.value
    elif inside in {"STANDARD", "DAYLIGHT"}:
        zone.note(name, content.value)


def _event(properties: dict[str, _Property], calendar: _Object, method: str | None) -> CalendarEvent:
    start = _moment(properties.get("DTSTART"), calendar)
    summary = clean_line(_text(properties, "SUMMARY"), 500)
    return CalendarEvent(
        method=method,
        uid=clean_identifier(_text(properties, "UID")) or _stand_in(summary, start),
        sequence=_number(_text(properties, "SEQUENCE")),
        status=clean_line(_text(properties, "STATUS"), 20).upper() or None,
        start=start,
        end=_moment(properties.get("DTEND"), calendar) or _after(start, _text(properties, "DURATION")),
        summary=summary,
        where=clean_line(_text(properties, "LOCATION"), 500) or None,
        organizer=_organizer(properties.get("ORGANIZER")),
        description=clean_text(_text(properties, "DESCRIPTION"), DESCRIPTION_LIMIT).strip(),
    )


def _text(properties: dict[str, _Property], name: str) -> str:
    found = properties.get(name)
    if found is None:
        return ""
    try:
        return str(vText.from_ical(found.value))
    except (ValueError, TypeError):
        return found.value


def _number(text: str) -> int:
    digits = text.strip()[:9]
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _stand_in(summary: str, start: datetime | None) -> str:
    digest = hashlib.sha256(f"{summary}\n{start.isoformat() if start else ''}".encode())
    return f"sha256-{digest.hexdigest()[:32]}@content.unwatch"


def _moment(found: _Property | None, calendar: _Object) -> datetime | None:
    """Return an aware time: with Z in UTC, with TZID in that zone, floating in the calendar's zone, else in UTC.

    A day without a time begins at midnight there.
    """
    if found is None:
        return None
    try:
        value = vDDDTypes.from_ical(found.value.strip()[:40])  # type: ignore[no-untyped-call]
    except (ValueError, TypeError, IndexError, AttributeError):
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if not isinstance(value, datetime) or value.year not in _YEARS:
        return None
    if value.tzinfo is not None:
        return value.astimezone(UTC)
    return value.replace(tzinfo=_zone(found.parameter("TZID"), calendar, value))


def _zone(name: str, calendar: _Object, at: datetime) -> tzinfo:
    defined = calendar.zones.get(name.strip())
    if name and (zone := zone_named(name) or (zone_named(defined.location) if defined else None)):
        return zone
    if defined is not None:
        return defined.offset_at(at)
    return UTC if name else _default_zone(calendar, at)


def _default_zone(calendar: _Object, at: datetime) -> tzinfo:
    stated = calendar.properties.get("X-WR-TIMEZONE")
    if stated and (zone := zone_named(stated.value)):
        return zone
    if len(calendar.zones) == 1:
        return _zone(next(iter(calendar.zones)), calendar, at)
    return UTC


def _after(start: datetime | None, duration: str) -> datetime | None:
    if start is None or not duration:
        return None
    try:
        length = vDuration.from_ical(duration.strip()[:40])  # type: ignore[no-untyped-call]
        return start + length if timedelta() <= length <= _LONGEST else None
    except (ValueError, TypeError, OverflowError):
        return None


def _organizer(found: _Property | None) -> Address | None:
    if found is None:
        return None
    address = clean_identifier(found.value[:ADDRESS_LIMIT])
    if address.lower().startswith("mailto:"):
        address = address[7:]
    name = clean_line(found.parameter("CN"), NAME_LIMIT).strip("'\" ")
    return Address(name=name, address=address.lower()) if "@" in address else None
