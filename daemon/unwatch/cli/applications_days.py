"""The days, times and promises that a person gives to `unwatch applications`, in ISO form or in words.

Pure: what day it is now is passed in. Each reader raises UserError, with exit status 2, where the words mean none.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from unwatch.cli.terminal import shown
from unwatch.date_words import is_day_name, read_date
from unwatch.errors import EXIT_USAGE, UserError
from unwatch.reading.cleaning import clean_line
from unwatch_classifiers.facts.promises import read_promise, realistic_date
from unwatch_classifiers.facts.reading import read
from unwatch_classifiers.records import Label, Message, Promise, PromiseKind

FURTHEST_BACK = timedelta(days=10 * 366)
FURTHEST_AHEAD = timedelta(days=3 * 366)
LONGEST_PROMISE = 280

_A_WEEK_AND_A_DAY = 8
_TEN_MONTHS = 300  # "15 march" said on the 9th is a slip, and no day of last year
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AT = re.compile(r"(?:^|\s)(?:at|um|@)$", re.IGNORECASE)
_T = re.compile(r"(?<=[0-9])T(?=[0-9])")
_DOTTED = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.")
_CLOCK = re.compile(r"(.*?)[\s,]*\b([0-9]{1,2})(?:[:.]([0-9]{2}))?\s?(am|pm|uhr)?", re.IGNORECASE | re.DOTALL)
_DAYS_AGO = {"today": 0, "heute": 0, "yesterday": 1, "gestern": 1}
_IN_WORDS_OF_THEIRS = ("{}.", "We will let you know {}.")


def day_so_far(said: str, today: date) -> date:
    """Return the day that has come: a date, today, yesterday, "2 days ago", the last Tuesday, the last 3 March."""
    found = _iso(said) or _so_far(said, today)
    if found is None or found > today:
        raise _no_day(said, "a day that has come", "2026-03-02, yesterday, tuesday or 3 march")
    return _within(found, today, said)


def day_to_come(said: str, today: date, *, latest: bool = False) -> date:
    """Return the next day that the words can mean, today at the earliest; `latest` is the end of a month or a week."""
    now = today if _DAYS_AGO.get(said.strip().casefold()) == 0 else None
    found = now or _iso(said) or read_date(said, today, latest=latest)
    if found is None or found < today:
        raise _no_day(said, "a day to come", "2026-03-12, friday, 2 weeks or 3 november")
    return _within(found, today, said)


def any_day(said: str, today: date, *, back: bool = False) -> date:
    """Return a day on either side of today; words that could mean two mean the one to come, or the last with `back`."""
    ahead, before = read_date(said, today), _so_far(said, today)
    found = _iso(said) or (before or ahead if back else ahead or before)
    if found is None:
        raise _no_day(said, "a day", "2026-03-12, friday or yesterday")
    return _within(found, today, said)


def a_time(said: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Return a day with a time: "2026-03-10 10:00", "tuesday 14:30", "tomorrow 9am"; in the zone if it names none."""
    with_offset = _with_offset(said)
    if with_offset is not None:
        _within(with_offset.date(), now.astimezone(zone).date(), said)
        return with_offset
    found = _CLOCK.fullmatch(_T.sub(" ", said.strip()[:100]))
    clock = _clock(found) if found else None
    day = _AT.sub("", found.group(1)).strip() if found else ""
    if clock is None or not day:
        raise _no_day(said, "a day with a time", '"2026-03-10 10:00" or "tuesday 14:30"')
    return datetime.combine(any_day(day, now.astimezone(zone).date()), clock, zone)


def the_end(said: str, start: datetime, now: datetime, zone: ZoneInfo) -> datetime:
    """Return when something ends that begins at `start`: a time of that day, or a day with a time."""
    found = _CLOCK.fullmatch(said.strip()[:100])
    clock = _clock(found) if found and not found.group(1).strip() else None
    end = datetime.combine(start.date(), clock, start.tzinfo) if clock else a_time(said, now, zone)
    if not start < end:
        raise UserError("An interview ends after it begins; nothing was changed.", status=EXIT_USAGE)
    return end


def a_promise(said: str, today: date, zone: ZoneInfo) -> Promise:
    """Return what somebody promised by voice, read as a mail of theirs would be (letter.md c.4, Promise phrases)."""
    words = clean_line(said, LONGEST_PROMISE).rstrip(".! ")
    written = datetime.combine(today, time(9), zone)
    for form in _IN_WORDS_OF_THEIRS if words else ():
        message = Message("", written, None, "", form.format(words))
        promise = read_promise(read(message, Label.STATUS_UPDATE, zone))
        if promise is not None:
            return Promise(words, promise.kind, promise.by, promise.realistic, promise.begins)
    by = read_date(words, today, latest=True)
    if by is None:
        raise _no_day(said, "a promise with a day", '"two weeks", "by friday" or 2026-03-20')
    return Promise(words, PromiseKind.CONTACT_BY, by, realistic_date(by, today))


def moment_of(day: date, now: datetime, zone: ZoneInfo, *, at: time = time(23, 59)) -> datetime:
    """Return the moment at which something of a day counts: now if it is today, else the given time of that day.

    What a person tells of a day counts after the mail of that day, for they know it.
    """
    return now if day == now.astimezone(zone).date() else datetime.combine(day, at, zone)


def _iso(said: str) -> date | None:
    try:
        return date.fromisoformat(said.strip()) if _ISO.fullmatch(said.strip()) else None
    except ValueError:
        return None


def _so_far(said: str, today: date) -> date | None:
    words = " ".join(said[:100].casefold().split())
    if (days := _DAYS_AGO.get(words)) is not None:
        return today - timedelta(days=days)
    for ago in (words.removesuffix(" ago"), words.removeprefix("vor ")):
        ahead = read_date(ago, today) if ago != words else None
        if ahead is not None:
            return today - (ahead - today)
    return _last(words, today)


def _last(words: str, today: date) -> date | None:
    """Return the last day of that name; "tomorrow" and "next week" are no names, for they move with the day."""
    if not any(is_day_name(word) or _DOTTED.match(word) for word in words.split()):
        return None
    ahead = read_date(words, today)
    for days in (_A_WEEK_AND_A_DAY, _TEN_MONTHS):
        before = read_date(words, today - timedelta(days=days))
        moves = ahead is not None and before is not None and ahead - before == timedelta(days=days)
        if before is not None and before <= today and not moves:
            return before
    return None


def _with_offset(said: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(said.strip().replace(" ", "T", 1))
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _clock(found: re.Match[str]) -> time | None:
    hour, minute, half = int(found.group(2)), int(found.group(3) or 0), (found.group(4) or "").lower()
    if found.group(3) is None and not half:
        return None
    if half in {"am", "pm"}:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _within(day: date, today: date, said: str) -> date:
    if not -FURTHEST_BACK <= day - today <= FURTHEST_AHEAD:
        raise UserError(f"{shown(said, 60)} is too far from today; nothing was changed.", status=EXIT_USAGE)
    return day


def _no_day(said: str, what: str, examples: str) -> UserError:
    return UserError(
        f"“{shown(said, 60)}” names no {what.partition(' ')[2]}.", hint=f"Write {examples}.", status=EXIT_USAGE
    )
