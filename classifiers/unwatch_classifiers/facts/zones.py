"""Which zone a time of day is meant in: the one written beside it, else the person's, else the mail's own offset.

The daily use of abbreviations is followed, not the letter: "EST" in July is New York's time of July, since people write
it all year round. GMT and UTC are taken at their word.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

_ABBREVIATIONS = {
    "Europe/London": "BST",
    "Europe/Berlin": "CET CEST MEZ MESZ",
    "Europe/Athens": "EET EEST",
    "Europe/Lisbon": "WET WEST",
    "America/New_York": "ET EST EDT Eastern",
    "America/Chicago": "CT CST CDT Central",
    "America/Denver": "MT MST MDT Mountain",
    "America/Los_Angeles": "PT PST PDT Pacific",
    "America/Halifax": "AST ADT Atlantic",
    "America/Anchorage": "AKST AKDT",
    "Pacific/Honolulu": "HST",
    "America/Sao_Paulo": "BRT",
    "Asia/Kolkata": "IST",
    "Asia/Singapore": "SGT",
    "Asia/Hong_Kong": "HKT",
    "Asia/Tokyo": "JST",
    "Asia/Seoul": "KST",
    "Asia/Manila": "PHT",
    "Asia/Dubai": "GST",
    "Australia/Sydney": "AEST AEDT AET",
    "Australia/Adelaide": "ACST ACDT",
    "Australia/Perth": "AWST",
    "Pacific/Auckland": "NZST NZDT NZT",
    "Africa/Johannesburg": "SAST",
    "Africa/Lagos": "WAT",
    "Africa/Nairobi": "EAT",
}
_CITIES = {
    "Europe": "London Dublin Berlin Paris Madrid Rome Vienna Zurich Amsterdam Brussels Copenhagen Stockholm Oslo "
    "Helsinki "
    "Lisbon Warsaw Prague Budapest Athens Bucharest Sofia Istanbul Kyiv Tallinn Riga Vilnius Luxembourg",
    "America": "New_York Chicago Denver Los_Angeles Toronto Vancouver Halifax Phoenix Detroit Mexico_City "
    "Bogota Lima Sao_Paulo",
    "Asia": "Kolkata Singapore Tokyo Seoul Shanghai Hong_Kong Dubai Jerusalem Manila Bangkok Jakarta Karachi Dhaka",
    "Australia": "Sydney Melbourne Brisbane Adelaide Perth",
    "Africa": "Lagos Nairobi Johannesburg Cairo Casablanca",
    "Pacific": "Auckland",
}
_OTHER_PLACES = {
    "UK": "Europe/London",
    "British": "Europe/London",
    "British Summer": "Europe/London",
    "Irish": "Europe/Dublin",
    "Italian": "Europe/Rome",
    "French": "Europe/Paris",
    "Spanish": "Europe/Madrid",
    "Dutch": "Europe/Amsterdam",
    "Swiss": "Europe/Zurich",
    "Polish": "Europe/Warsaw",
    "Swedish": "Europe/Stockholm",
    "Norwegian": "Europe/Oslo",
    "Danish": "Europe/Copenhagen",
    "Finnish": "Europe/Helsinki",
    "Greek": "Europe/Athens",
    "Portuguese": "Europe/Lisbon",
    "Japanese": "Asia/Tokyo",
    "Montreal": "America/Toronto",
    "Munich": "Europe/Berlin",
    "Hamburg": "Europe/Berlin",
    "German": "Europe/Berlin",
    "Geneva": "Europe/Zurich",
    "Central European": "Europe/Berlin",
    "Central European Summer": "Europe/Berlin",
    "Boston": "America/New_York",
    "Washington": "America/New_York",
    "Atlanta": "America/New_York",
    "Austin": "America/Chicago",
    "Dallas": "America/Chicago",
    "San Francisco": "America/Los_Angeles",
    "Seattle": "America/Los_Angeles",
    "California": "America/Los_Angeles",
    "Eastern Standard": "America/New_York",
    "Eastern Daylight": "America/New_York",
    "Central Standard": "America/Chicago",
    "Central Daylight": "America/Chicago",
    "Pacific Standard": "America/Los_Angeles",
    "Pacific Daylight": "America/Los_Angeles",
    "Mumbai": "Asia/Kolkata",
    "Bangalore": "Asia/Kolkata",
    "Indian Standard": "Asia/Kolkata",
    "Delhi": "Asia/Kolkata",
}
_BY_ABBREVIATION = {short: zone for zone, shorts in _ABBREVIATIONS.items() for short in shorts.split()}
_BY_PLACE = {
    **{city.replace("_", " "): f"{area}/{city}" for area, cities in _CITIES.items() for city in cities.split()},
    **_OTHER_PLACES,
}

_PLACES = "|".join(sorted(map(re.escape, _BY_PLACE), key=len, reverse=True))
_SHORTS = "|".join(sorted(_BY_ABBREVIATION, key=len, reverse=True))
_OFFSET = r"(?P<base>UTC|GMT)?\s?(?P<sign>[+\-−])\s?(?P<hours>\d{1,2})(?::?(?P<minutes>[0-5]\d))?(?!\d)"

ZONE = (
    rf"(?:(?P<place>{_PLACES})(?:\s+local)?\s+time\b|(?P<key>[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_]+)?)"
    rf"|(?:UTC|GMT)\s?[+\-−]\s?\d{{1,2}}(?::?[0-5]\d)?(?!\d)|\+\d{{2}}:?[0-5]\d(?!\d)"
    rf"|(?P<short>{_SHORTS}|UTC|GMT)\b(?:\s+[Tt]ime\b)?)"
)
"""Source of a case-sensitive pattern for a zone as written in mail."""

_ZONE = re.compile(ZONE)
_OFFSET_FORM = re.compile(_OFFSET)
_HOUR_BEFORE = re.compile(
    r"(?:\d|[ap]\.?m\.?|noon|clock|\btimes?\b(?:\s+\w+){0,3}|\bzone\b\W*)\s*[(,:]?\s*$", re.IGNORECASE
)
_US_OFFSETS = frozenset(range(-10, -3))


def read_zone(match: re.Match[str], written: datetime) -> tzinfo | None:
    """The zone of a match of `ZONE`, or None for a name that is none; `written` settles what "IST" means."""
    if match["place"]:
        return _zone(_BY_PLACE[match["place"]])
    if match["key"]:
        return _zone(match["key"])
    if match["short"]:
        return _short(match["short"], _offset_of(written))
    offset = _OFFSET_FORM.search(match[0])
    return _fixed(offset) if offset else None


def only_zone(texts: tuple[str, ...], written: datetime) -> tzinfo | None:
    """The zone that a mail names if it names just one ("all times are CET"), else None."""
    found = {
        zone.tzname(written) if isinstance(zone, timezone) else str(zone): zone
        for text in texts
        for match in _ZONE.finditer(text)
        if not _is_bare_offset(match) and _is_meant(text, match) and (zone := read_zone(match, written))
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _is_meant(text: str, match: re.Match[str]) -> bool:
    """Whether letters are a zone: beside an hour or called a time; "GST" and "Central" are other things as well."""
    if not match["short"] or match[0].lower().endswith("time"):
        return True
    return bool(_HOUR_BEFORE.search(text[max(0, match.start() - 40) : match.start()]))


def default_zone(written: datetime, home: tzinfo | None) -> tzinfo:
    """Where no zone is written: home if the mail was sent at home's offset or at none, else where the mail came from.

    That is the place of `_LIKELY` that has the mail's offset on its day, so that the clocks may change between the mail
    and the meeting; else the bare offset.
    """
    offset = _offset_of(written)
    if home and (not offset or written.astimezone(home).utcoffset() == offset):
        return home
    zones = (_zone(key) for key in _LIKELY)
    return next((zone for zone in zones if zone and written.astimezone(zone).utcoffset() == offset), timezone(offset))


_LIKELY = (
    *("Europe/London", "Europe/Berlin", "America/New_York", "America/Chicago", "America/Los_Angeles", "America/Denver"),
    *("Australia/Sydney", "Australia/Adelaide", "Pacific/Auckland", "America/Halifax"),
)
"""The places with a summer time that most English mail comes from, the likeliest first."""


def looks_american(written: datetime, texts: tuple[str, ...]) -> bool:
    """Whether a mail writes the month first: by its offset, its zones, or "2 pm" beside "October 14"."""
    joined = "\n".join(texts)
    if _US_ZONE.search(joined):
        return True
    if _DAY_FIRST.search(joined):
        return False
    hours = _offset_of(written) // timedelta(hours=1)
    return hours in _US_OFFSETS or bool(_MONTH_FIRST.search(joined) and _MERIDIEM.search(joined))


_US_ZONE = re.compile(r"\b(?:[ECMP][SD]?T|Eastern|Pacific)\b(?:\s+[Tt]ime)?")
_MONTH_NAME = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_MONTH_FIRST = re.compile(rf"\b{_MONTH_NAME}\s\d{{1,2}}\b")
_DAY_FIRST = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH_NAME}")
_MERIDIEM = re.compile(r"\d\s?[ap]\.?m\b", re.IGNORECASE)


def _is_bare_offset(match: re.Match[str]) -> bool:
    """ "-0142" may be the end of a telephone number."""
    return match[0][0] in "+-−"


def _offset_of(written: datetime) -> timedelta:
    return written.utcoffset() or timedelta()


def _short(short: str, offset: timedelta) -> tzinfo | None:
    if short in {"UTC", "GMT"}:
        return UTC
    hours = offset / timedelta(hours=1)
    if short == "IST" and hours in {1.0, 2.0, 3.0}:
        return _zone("Europe/Dublin" if hours == 1 else "Asia/Jerusalem")
    if short == "CST" and hours == 8:
        return _zone("Asia/Shanghai")
    return _zone(_BY_ABBREVIATION[short])


def _fixed(match: re.Match[str]) -> tzinfo | None:
    size = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    if size >= timedelta(hours=15):
        return None
    return timezone(size if match["sign"] == "+" else -size)


@lru_cache(maxsize=128)
def _zone(key: str) -> tzinfo | None:
    try:
        return ZoneInfo(key)
    except (KeyError, ValueError, OSError):  # unknown, malformed, or the name of a folder of zones
        return None
