"""Out of the ledger, everything that a letter or a pass-on is composed from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from zoneinfo import ZoneInfo

from unwatch.application import Application, Meeting, Outcome
from unwatch.events import Received
from unwatch.ledger import Ledger, PassOnRow, StoredMessage
from unwatch.letter.asking import asking
from unwatch.letter.pass_on_known import QUESTIONS_SHOWN, is_question
from unwatch.letter.records import Gap, LetterInput, News, Note, PassOnInput, Told, Unplaced, Way
from unwatch.standing import standing, woken
from unwatch.waits import Past, past
from unwatch_classifiers.facts.keys import run_together
from unwatch_classifiers.posting import Posting, better
from unwatch_classifiers.records import InterviewStatus, SilenceState, Stage

LEARNED_FROM = 1000


@dataclass(frozen=True, slots=True)
class Person:
    """What the letter has to know of the person: their zone, their own words, and where a reply goes.

    `discreet` keeps job words out of subjects (letter.md C2h), `benefits` puts the neutral line on what declining can
    affect beside an offer (C3c); `current_employer` is the mail domain that no draft names or goes to (C13c).
    """

    zone: ZoneInfo
    own_line: str | None = None
    pace: str | None = None
    reply_to: str | None = None
    discreet: bool = False
    benefits: bool = False
    current_employer: str | None = None


def week(ledger: Ledger, person: Person, *, since: datetime, due: datetime, next_letter: datetime) -> LetterInput:
    """Gather the letter that is due at `due`: every live application, and all that no letter has told.

    A message may be of an application and still be shown as it came, where what it says is not sure.
    """
    applications = {one.id: one for one in ledger.stories.applications()}
    passed = {row.content_id: row for row in ledger.post.pass_ons()}
    placed: defaultdict[int, list[News]] = defaultdict(list)
    unplaced = []
    for stored in ledger.mail.untold():
        application_id = ledger.stories.of_content(stored.content_id)
        if application_id is not None and stored.why_unplaced is None:
            known_as = applications.get(application_id)
            placed[application_id].append(_news(ledger, stored, passed.get(stored.content_id), known_as))
        elif not stored.outgoing:
            unplaced.append(_unplaced(stored, passed.get(stored.content_id)))
    known = waits_so_far(ledger, tuple(applications.values()), due, person.zone)
    told = [
        _told(application, placed[application.id], person.zone, due, known)
        for application in applications.values()
        if application.live or application.outcome is Outcome.ACCEPTED or application.id in placed
    ]
    noted = [one for one in applications.values() if one.notes]
    return LetterInput(
        now=due,
        since=since,
        next_letter=next_letter,
        zone=person.zone,
        applications=tuple(_prepared(ledger, one, noted, due) for one in told),
        unplaced=tuple(unplaced),
        gaps=tuple(_counted(ledger, gap, due) for gap in ledger.post.untold_gaps()),
        unreadable=tuple(ledger.mail.set_aside_untold()),
        own_line=person.own_line,
        pace=person.pace,
        understood=tuple(ledger.stories.untold_orders()),
        reply_to=person.reply_to,
        questions=len(_questions(noted)),
        discreet=person.discreet,
    )


def waits_so_far(ledger: Ledger, applications: Sequence[Application], now: datetime, zone: ZoneInfo) -> Past:
    """Return how long the person and each employer have taken so far; once for each letter or report.

    The latest thousand applications teach it; what lies further back costs time and teaches nothing new.
    """
    return past(((one, ledger.stories.events(one.id)) for one in applications[-LEARNED_FROM:]), now, zone)


def _told(application: Application, news: list[News], zone: ZoneInfo, now: datetime, known: Past) -> Told:
    application = woken(application, now.astimezone(zone).date())
    stands = standing(application, now, zone, known)
    return Told(application, stands.follow_up, stands.silence, tuple(news))


def _prepared(ledger: Ledger, told: Told, noted: Sequence[Application], now: datetime) -> Told:
    """Add to an application with an interview ahead what helps before it (letter.md C9g)."""
    application = told.application
    if not any(one.start > now and one.status is InterviewStatus.CONFIRMED for one in application.meetings):
        return told
    has_posting = bool(ledger.postings.of_application(application.id))
    return replace(told, elsewhere=_elsewhere(application, noted), has_posting=has_posting)


def _quote(stored: StoredMessage) -> str | None:
    """Return the sentence that decided, where it decided for what the message counts as."""
    return stored.evidence[0].text if stored.evidence and stored.judged.label is stored.label else None


def _way(row: PassOnRow | None) -> Way:
    return row.way if row is not None and row.outbox_id is not None else Way.LETTER


def _news(ledger: Ledger, stored: StoredMessage, row: PassOnRow | None, application: Application | None) -> News:
    received = _received(ledger, stored)
    return News(
        message_id=stored.message_id,
        at=stored.at,
        outgoing=stored.outgoing,
        label=stored.label,
        quote=_quote(stored),
        sender=stored.sender_name or stored.sender,
        way=_way(row),
        told_at=row.due if row is not None and row.outbox_id is not None else None,
        under=_under(application, stored, received),
        then=received.facts.then if received else None,
        cause=received.facts.cause if received else None,
        asks=asking(stored.label, stored.text) if received and received.facts.wants_answer else None,
    )


def _received(ledger: Ledger, stored: StoredMessage) -> Received | None:
    """Return the event that an employer's message is."""
    chapter = None if stored.outgoing else ledger.stories.chapter(stored.content_id)
    payload = chapter.event.payload if chapter else None
    return payload if isinstance(payload, Received) else None


def _under(application: Application | None, stored: StoredMessage, received: Received | None) -> str | None:
    """Return the other name of the employer that a mail came under, where it came under that and not its own."""
    if received is None or application is None or not application.aliases:
        return None
    came_under = run_together(received.facts.company or "")
    shown = run_together(stored.sender_name)
    if run_together(application.company or "") in {came_under, shown}:
        return None
    return next((one for one in application.aliases if (key := run_together(one)) and key in {came_under, shown}), None)


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


# What is known of an employer


def _same_house(one: Application, other: Application) -> bool:
    return bool(_names(one) & _names(other))


def _names(application: Application) -> frozenset[str]:
    called = (name for name in (application.company, *application.aliases) if name)
    return frozenset(key for name in called if (key := run_together(name)))


def _elsewhere(application: Application, noted: Iterable[Application]) -> tuple[Note, ...]:
    """Return what the person noted of this employer in other applications, oldest first (letter.md C3d)."""
    return tuple(
        Note(at, text, one.role)
        for one in noted
        if one.id != application.id and _same_house(one, application)
        for at, text in one.notes
    )


def _questions(noted: Iterable[Application]) -> tuple[str, ...]:
    """Return the latest questions that were asked in any interview, oldest first (letter.md A3b)."""
    asked = {text: at for one in noted for at, text in one.notes if is_question(text)}
    return tuple(sorted(asked, key=lambda text: (asked[text], text))[-QUESTIONS_SHOWN:])


def _posting(ledger: Ledger, application_id: int) -> Posting | None:
    """Return the job text to show of the several that mails may have had."""
    kept = ledger.postings.of_application(application_id)
    return reduce(better, kept) if kept else None


# The pass-on


def pass_on(ledger: Ledger, row: PassOnRow, person: Person, *, now: datetime, next_letter: datetime) -> PassOnInput:
    """Gather a pass-on: the message, and what is known around it."""
    stored = ledger.mail.message(row.content_id)
    number = ledger.stories.of_content(row.content_id)
    applications = ledger.stories.applications()
    application = ledger.stories.application(number) if number is not None else None
    needs = [one for one in application.needs if one.message_id == stored.message_id] if application else []
    meetings = _meetings_of(application, stored.message_id) if application else []
    noted = [one for one in applications if one.notes]
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
        others=_others(applications, application, now, person.zone),
        reply_to=person.reply_to,
        elsewhere=_elsewhere(application, noted) if application else (),
        posting=_posting(ledger, application.id) if application else None,
        questions=_questions(noted),
        under=_under(application, stored, _received(ledger, stored)),
        benefits=person.benefits,
        discreet=person.discreet,
    )


def _meetings_of(application: Application, message_id: str) -> list[Meeting]:
    return [
        one
        for one in application.meetings
        if one.message_id == message_id and one.status is not InterviewStatus.CANCELLED
    ]


def _others(
    applications: Iterable[Application], application: Application | None, now: datetime, zone: ZoneInfo
) -> tuple[Application, ...]:
    """Return what else is open and has got further than a receipt (letter.md C4b): not what rests."""
    return tuple(
        one
        for one in applications
        if one.live and (application is None or one.id != application.id) and _is_in_motion(one, now, zone)
    )


def _is_in_motion(application: Application, now: datetime, zone: ZoneInfo) -> bool:
    if application.offer is not None or any(one.start > now for one in application.meetings):
        return True
    silence = standing(application, now, zone).silence
    is_resting = silence is not None and silence.state is SilenceState.RESTING
    return application.stage.rank > Stage.APPLIED.rank and not is_resting
