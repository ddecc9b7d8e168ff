"""Out of the ledger, everything that a letter or a pass-on is composed from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from unwatch.application import Application, Outcome
from unwatch.ledger import Ledger, PassOnRow, StoredMessage
from unwatch.letter.records import Gap, LetterInput, News, PassOnInput, Told, Unplaced, Way
from unwatch.standing import standing
from unwatch.waits import Past, past
from unwatch_classifiers.records import InterviewStatus

LEARNED_FROM = 1000


@dataclass(frozen=True, slots=True)
class Person:
    """What the letter has to know of the person: their zone, their own words, and where a reply goes."""

    zone: ZoneInfo
    own_line: str | None = None
    pace: str | None = None
    reply_to: str | None = None


def week(ledger: Ledger, person: Person, *, since: datetime, due: datetime, next_letter: datetime) -> LetterInput:
    """Gather the letter that is due at `due`: every live application, and all that no letter has told.

    A message may be of an application and still be shown as it came, where what it says is not sure.
    """
    untold = ledger.mail.untold()
    passed = {row.content_id: row for row in ledger.post.pass_ons()}
    placed: defaultdict[int, list[News]] = defaultdict(list)
    unplaced = []
    for stored in untold:
        application_id = ledger.stories.of_content(stored.content_id)
        if application_id is not None and stored.why_unplaced is None:
            placed[application_id].append(_news(stored, passed.get(stored.content_id)))
        elif not stored.outgoing:
            unplaced.append(_unplaced(stored, passed.get(stored.content_id)))
    applications = ledger.stories.applications()
    known = waits_so_far(ledger, applications, due, person.zone)
    told = [
        _told(application, placed[application.id], person.zone, due, known)
        for application in applications
        if application.live or application.outcome is Outcome.ACCEPTED or application.id in placed
    ]
    return LetterInput(
        now=due,
        since=since,
        next_letter=next_letter,
        zone=person.zone,
        applications=tuple(told),
        unplaced=tuple(unplaced),
        gaps=tuple(_counted(ledger, gap, due) for gap in ledger.post.untold_gaps()),
        unreadable=tuple(ledger.mail.set_aside_untold()),
        own_line=person.own_line,
        pace=person.pace,
        understood=tuple(ledger.stories.untold_orders()),
        reply_to=person.reply_to,
    )


def waits_so_far(ledger: Ledger, applications: Sequence[Application], now: datetime, zone: ZoneInfo) -> Past:
    """Return how long the person and each employer have taken so far; once for each letter or report.

    The latest thousand applications teach it; what lies further back costs time and teaches nothing new.
    """
    return past(((one, ledger.stories.events(one.id)) for one in applications[-LEARNED_FROM:]), now, zone)


def _told(application: Application, news: list[News], zone: ZoneInfo, now: datetime, known: Past) -> Told:
    employer_past = known.of_employer(application)
    stands = standing(application, now, zone, history=known.history, employer_past=employer_past)
    return Told(application, stands.follow_up, stands.silence, tuple(news))


def _quote(stored: StoredMessage) -> str | None:
    """Return the sentence that decided, where it decided for what the message counts as."""
    return stored.evidence[0].text if stored.evidence and stored.judged.label is stored.label else None


def _way(row: PassOnRow | None) -> Way:
    return row.way if row is not None and row.outbox_id is not None else Way.LETTER


def _news(stored: StoredMessage, row: PassOnRow | None) -> News:
    return News(
        message_id=stored.message_id,
        at=stored.at,
        outgoing=stored.outgoing,
        label=stored.label,
        quote=_quote(stored),
        sender=stored.sender_name or stored.sender,
        way=_way(row),
        told_at=row.due if row is not None and row.outbox_id is not None else None,
    )


def _unplaced(stored: StoredMessage, row: PassOnRow | None) -> Unplaced:
    return Unplaced(
        message_id=stored.message_id,
        at=stored.at,
        sender=f"{stored.sender_name} {stored.sender}".strip(),
        subject=stored.subject,
        text=stored.text,
        why=stored.why_unplaced or "",
        quote=_quote(stored),
        way=_way(row),
        told_at=row.due if row is not None and row.outbox_id is not None else None,
    )


def _counted(ledger: Ledger, gap: Gap, now: datetime) -> Gap:
    return replace(gap, messages=ledger.mail.arrived_between(gap.began, gap.ended or now))


def pass_on(ledger: Ledger, row: PassOnRow, person: Person, *, now: datetime, next_letter: datetime) -> PassOnInput:
    """Gather a pass-on: the message, and what is known around it."""
    stored = ledger.mail.message(row.content_id)
    number = ledger.stories.of_content(row.content_id)
    application = ledger.stories.application(number) if number is not None else None
    needs = [one for one in application.needs if one.message_id == stored.message_id] if application else []
    meetings = (
        [
            one
            for one in application.meetings
            if one.message_id == stored.message_id and one.status is not InterviewStatus.CANCELLED
        ]
        if application
        else []
    )
    return PassOnInput(
        now=now,
        next_letter=next_letter,
        zone=person.zone,
        application=application,
        label=stored.label,
        kind=needs[-1].kind if needs else None,
        message_id=stored.message_id,
        sender_name=stored.sender_name,
        sender_address=stored.sender,
        subject=stored.subject,
        received=stored.arrived,
        full_text=stored.text,
        quote=_quote(stored),
        by=needs[-1].by if needs else None,
        starts=tuple(one.start for one in meetings),
        end=meetings[0].end if len(meetings) == 1 else None,
        where=meetings[0].where if meetings else None,
        others=_others(ledger, application, now),
        reply_to=person.reply_to,
    )


def _others(ledger: Ledger, application: Application | None, now: datetime) -> tuple[Application, ...]:
    """Return what else is open and has got further than a receipt (letter.md C4b)."""
    return tuple(
        one
        for one in ledger.stories.applications(live_only=True)
        if (application is None or one.id != application.id)
        and (one.offer is not None or any(meeting.start > now for meeting in one.meetings))
    )
