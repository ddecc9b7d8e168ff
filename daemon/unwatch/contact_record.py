"""The dated record of every contact with an employer, either way (letter.md C3c). Pure.

Mail, calls and letters, applications made elsewhere and interviews that were held: what an office that pays benefits
may ask for. It holds no text of any mail beyond the sentence that decided, and that only where it is wanted.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from unwatch.application import Application, ContactKind, Outcome
from unwatch.events import Applied, Event, Instruction, Received, Sent, Spoken, Told, as_corrected
from unwatch.reading.cleaning import clean_line
from unwatch_classifiers.records import Address, InterviewStatus, Label

SCHEMA = "unwatch.export/1"
ME, THEM, BOTH = "from me", "from them", "both"
OPEN = "open"

_LONGEST_CELL = 500
_FORMULA = tuple("=+-@＝＋－＠\t\r\n")
_RECEIVED = {
    Label.ACKNOWLEDGEMENT: "receipt of the application",
    Label.SCHEDULING: "interview time",
    Label.ASSESSMENT: "assessment asked for",
    Label.REFERENCE_REQUEST: "references asked for",
    Label.INFORMATION_REQUEST: "information asked for",
    Label.STATUS_UPDATE: "news of the application",
    Label.OFFER: "offer",
    Label.REJECTION: "end of the application",
    Label.OUTREACH: "invitation to apply",
    Label.OTHER: "message",
}
_ASKS = frozenset(
    {
        Label.SCHEDULING,
        Label.ASSESSMENT,
        Label.REFERENCE_REQUEST,
        Label.INFORMATION_REQUEST,
        Label.OFFER,
        Label.OUTREACH,
    }
)
_WRITTEN = {
    ContactKind.APPLICATION: "application",
    ContactKind.ANSWER: "answer",
    ContactKind.THANK_YOU: "thank-you note",
    ContactKind.FOLLOW_UP: "follow-up",
}
_CHANNELS = {"post": "post", "phone": "phone", "person": "in person"}
_ENDED = {
    Outcome.REJECTED: "closed, they chose another candidate",
    Outcome.ROLE_CLOSED: "closed, the role is no longer open",
    Outcome.WITHDRAWN: "closed, withdrawn by me",
    Outcome.DECLINED: "closed, declined by me",
    Outcome.ACCEPTED: "accepted",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One contact, as it is written down: every part is text on one line."""

    date: str
    employer: str
    role: str
    direction: str
    channel: str
    kind: str
    with_whom: str
    what_came_of_it: str
    quote: str


@dataclass(frozen=True, slots=True)
class _Contact:
    at: datetime
    direction: str
    channel: str
    kind: str
    whom: str = ""
    quote: str | None = None
    asks: bool = False
    ends: bool = False


COLUMNS = tuple(one.name for one in fields(Entry))


def entries(
    stories: Iterable[tuple[Application, Sequence[Event]]],
    now: datetime,
    zone: ZoneInfo,
    *,
    since: date | None = None,
    until: date | None = None,
    quotes: bool = True,
) -> list[Entry]:
    """Return all contacts up to `now` in the order of time, dated by the calendar of `zone`.

    `since` and `until` bound the days, both included; what came of a contact is told whenever that was.
    """
    found = [pair for one, events in stories for pair in _of_story(one, events, now, zone)]
    found.sort(key=lambda pair: (pair[0].at, pair[1].employer))
    bounded = [
        entry
        for _, entry in found
        if (since is None or entry.date >= since.isoformat()) and (until is None or entry.date <= until.isoformat())
    ]
    return bounded if quotes else [replace(entry, quote="") for entry in bounded]


def as_csv(rows: Iterable[Entry]) -> str:
    """Return the record as RFC 4180 has it, with a header, each cell quoted and harmless to a spreadsheet.

    A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV Injection).
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(cell) for cell in astuple(row)] for row in rows)
    return out.getvalue()


def as_object(rows: Iterable[Entry], now: datetime) -> dict[str, Any]:
    """Return the record for programs; a cell that is empty is null."""
    return {
        "schema": SCHEMA,
        "as_of": now.isoformat(),
        "contacts": [{name: getattr(row, name) or None for name in COLUMNS} for row in rows],
    }


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _of_story(
    application: Application, events: Sequence[Event], now: datetime, zone: ZoneInfo
) -> list[tuple[_Contact, Entry]]:
    """Return the contacts of one application in their order, each with what followed it."""
    found = [contact for event in as_corrected(events) for contact in _of_event(application, event)]
    contacts = sorted((*found, *_meetings(application, now)), key=lambda one: one.at)
    following: dict[str, _Contact] = {}
    told: list[tuple[_Contact, Entry]] = []
    for one in reversed([one for one in contacts if one.at <= now]):
        entry = Entry(
            date=_day(one.at, zone),
            employer=_cell(application.company or "not named"),
            role=_cell(application.role or ""),
            direction=one.direction,
            channel=_cell(one.channel),
            kind=one.kind,
            with_whom=_cell(one.whom),
            what_came_of_it=_came(one, application, following, zone),
            quote=_cell(one.quote or ""),
        )
        following[one.direction] = one
        told.append((one, entry))
    return told[::-1]


def _of_event(application: Application, event: Event) -> Iterator[_Contact]:
    match event.payload:
        case Received() as mail:
            yield _heard(event.at, "email", mail, _whom([mail.sender]))
        case Sent() as mail:
            kind = _WRITTEN[_kind(application, event.at, mail.message_id)]
            yield _Contact(event.at, ME, "email", kind, _whom(mail.to))
        case Applied() as applied:
            yield _Contact(event.at, ME, applied.channel or "elsewhere", "application")
        case Spoken() as spoken:
            yield _heard(event.at, "phone or in person", spoken, "")
        case Told(instruction=Instruction.SENT) as told:
            channel = _CHANNELS.get(told.text or "", told.text or "outside the mailbox")
            yield _Contact(event.at, ME, channel, _WRITTEN[_kind(application, event.at, "")])
        case Told(instruction=Instruction.GIVEN):
            yield _Contact(event.at, ME, "outside the mailbox", "references")
        case Told(instruction=Instruction.SAID) as told:
            yield _Contact(event.at, THEM, "phone or in person", "word on when", "", told.text)


def _heard(at: datetime, channel: str, said: Received | Spoken, whom: str) -> _Contact:
    asks = said.label in _ASKS or (said.label is Label.STATUS_UPDATE and said.facts.wants_answer)
    ends = said.label is Label.REJECTION
    return _Contact(at, THEM, channel, _RECEIVED[said.label], whom, said.quote, asks, ends)


def _meetings(application: Application, now: datetime) -> Iterator[_Contact]:
    for one in application.meetings:
        if one.status is InterviewStatus.CONFIRMED and (one.end or one.start) <= now:
            yield _Contact(one.start, BOTH, "meeting", "interview")


def _kind(application: Application, at: datetime, message_id: str) -> ContactKind:
    found = (one.kind for one in application.written if (one.at, one.message_id) == (at, message_id))
    return next(found, ContactKind.FOLLOW_UP)


def _came(one: _Contact, application: Application, following: dict[str, _Contact], zone: ZoneInfo) -> str:
    """Tell what followed: what they asked for is answered by the person, all else by their next word or a meeting; else
    how the application ended, if it did; else that it is open.
    """
    ended = _end(application, zone)
    if one.ends and ended:
        return ended
    sides = (ME, BOTH) if one.asks else (THEM, BOTH)
    later = min((following[side] for side in sides if side in following), key=lambda each: each.at, default=None)
    return f"{later.kind}, {_day(later.at, zone)}" if later else ended or OPEN


def _end(application: Application, zone: ZoneInfo) -> str | None:
    if application.outcome is None:
        return None
    on = f", {_day(application.outcome_at, zone)}" if application.outcome_at else ""
    return f"{_ENDED[application.outcome]}{on}"


def _whom(people: Iterable[Address | None]) -> str:
    named = [one.name.strip() or one.address for one in people if one is not None]
    return ", ".join(named[:3])


def _cell(text: str) -> str:
    return clean_line(text, _LONGEST_CELL)


def _day(moment: datetime, zone: ZoneInfo) -> str:
    try:
        return moment.astimezone(zone).date().isoformat()
    except OverflowError:  # the calendar's end, which a forged mail may name
        return moment.date().isoformat()
