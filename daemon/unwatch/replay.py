"""The whole program over mail on disk: what would have been passed on, and the letter that would be written then.

No account, no network, no state that lasts. The time of each message is taken as its arrival.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from unwatch.application import Application, Meeting
from unwatch.ledger import Ledger
from unwatch.letter.compose import write_letter
from unwatch.letter.records import LetterInput, Rendered
from unwatch.post_office import WATCHING_SINCE, Addresses, PostOffice
from unwatch.reading.records_json import message_from_json, message_to_json, verdict_from_json, verdict_to_json
from unwatch.record import Arrival, Recorder, Rules
from unwatch.rhythm import Rhythm
from unwatch.standing import Standing, standing
from unwatch.waits import Past
from unwatch.week import Person, waits_so_far, week
from unwatch_classifiers.records import Message, Verdict

SCHEMA = "unwatch.report/1"
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Replayed:
    """The end of a replay: the ledger as it stands, and the letter."""

    ledger: Ledger
    given: LetterInput
    letter: Rendered


def replay(read: Iterable[tuple[Message, Verdict]], me: frozenset[str], *, as_of: datetime, rhythm: Rhythm) -> Replayed:
    """Run the mail through a ledger in memory, in the order of its dates, up to `as_of`."""
    ledger = Ledger(None)
    rules = Rules(me=me, rhythm=rhythm, watching_since=datetime.fromtimestamp(0, as_of.tzinfo))
    recorder = Recorder(ledger, rules)
    person = Person(zone=rhythm.zone)
    first = min(me)
    office = PostOffice(ledger, rhythm, person, Addresses(first, "unwatch", first, (first,)))
    ledger.remember_time(WATCHING_SINCE, rules.watching_since)
    for message, verdict in _in_order(read, as_of):
        office.freeze_pass_ons(message.date)
        recorder.record(Arrival(message, verdict, message.date), message.date)
    office.freeze_pass_ons(as_of)
    ledger.mail.forget_before(as_of - WEEK)
    given = week(
        ledger,
        person,
        since=as_of - WEEK,
        due=as_of,
        next_letter=rhythm.next_letter(as_of),
    )
    return Replayed(ledger, given, write_letter(given))


def _in_order(read: Iterable[tuple[Message, Verdict]], as_of: datetime) -> Iterable[tuple[Message, Verdict]]:
    """Yield what was sent by `as_of`, by date, without holding it in memory: an archive may be large."""
    with tempfile.TemporaryFile(prefix="unwatch-") as spool:
        places: list[tuple[datetime, int, int]] = []
        for message, verdict in read:
            if message.date <= as_of:
                kept = json.dumps([message_to_json(message), verdict_to_json(verdict)]).encode()
                places.append((message.date, spool.tell(), len(kept)))
                spool.write(kept)
        for _, start, length in sorted(places):
            spool.seek(start)
            kept_message, kept_verdict = json.loads(spool.read(length))
            yield message_from_json(kept_message), verdict_from_json(kept_verdict)


def report(replayed: Replayed, as_of: datetime, rhythm: Rhythm) -> dict[str, Any]:
    """Return the replay in the words of DESIGN, section 3."""
    ledger = replayed.ledger
    applications = ledger.stories.applications()
    known = waits_so_far(ledger, applications, as_of, rhythm.zone)
    letter = replayed.letter
    return {
        "schema": SCHEMA,
        "as_of": _plain(as_of.astimezone(rhythm.zone)),
        "messages": [
            {
                "message_id": stored.message_id,
                "date": _plain(stored.at),
                "direction": "out" if stored.outgoing else "in",
                "label": stored.label.value,
                "confidence": round(stored.confidence, 3),
                "application": ledger.stories.of_content(stored.content_id),
            }
            for stored in ledger.mail.messages()
        ],
        "applications": [_application(one, _standing(one, as_of, rhythm, known), rhythm) for one in applications],
        "needs_you": [
            {"application": one.id, "kind": need.kind.value, "by": _plain(need.by), "message_id": need.message_id}
            for one in applications
            if one.live
            for need in one.open_needs
        ],
        "passed_on": [
            {
                "message_id": ledger.mail.message(row.content_id).message_id,
                "application": ledger.stories.of_content(row.content_id),
                "at": _plain(row.due.astimezone(rhythm.zone)),
                "kind": row.kind,
            }
            for row in ledger.post.pass_ons()
            if row.outbox_id is not None
        ],
        "letter": {
            "subject": letter.subject,
            "preheader": letter.preheader,
            "text": letter.text,
            "html": letter.html,
        },
    }


def _plain(when: datetime | date | None) -> str | None:
    return None if when is None else when.isoformat()


def _standing(application: Application, as_of: datetime, rhythm: Rhythm, known: Past) -> Standing:
    employer_past = known.of_employer(application)
    return standing(application, as_of, rhythm.zone, history=known.history, employer_past=employer_past)


def _application(application: Application, stands: Standing, rhythm: Rhythm) -> dict[str, Any]:
    promise, offer, references = application.promise, application.offer, application.references
    silence, follow_up = stands.silence, stands.follow_up
    return {
        "id": application.id,
        "company": application.company,
        "role": application.role,
        "stage": application.stage.value,
        "outcome": application.outcome.value if application.outcome else None,
        "waiting_on": stands.waiting_on,
        "last_heard": _plain(application.last_heard),
        "last_wrote": _plain(application.last_wrote),
        "silence": silence
        and {
            "state": silence.state.value,
            "days": silence.days,
            "usual_by": _plain(silence.usual_by),
            "rests_from": _plain(silence.rests_from),
        },
        "promise": promise
        and {
            "quote": promise.quote,
            "kind": promise.kind.value,
            "by": _plain(promise.by),
            "realistic": _plain(promise.realistic),
        },
        "follow_up": {"sent": follow_up.sent, "not_before": _plain(follow_up.not_before), "why": follow_up.why},
        "interviews": [_interview(one, rhythm) for one in application.meetings],
        "references": references
        and {
            "requested": _plain(references.requested),
            "count": references.count,
            "sent": _plain(references.sent),
        },
        "offer": offer and {"form": offer.form.value, "answer_by": _plain(offer.answer_by)},
        "messages": list(application.messages),
    }


def _interview(meeting: Meeting, rhythm: Rhythm) -> dict[str, Any]:
    return {
        "start": _plain(meeting.start.astimezone(rhythm.zone)),
        "end": _plain(meeting.end.astimezone(rhythm.zone)) if meeting.end else None,
        "where": meeting.where,
        "status": meeting.status.value,
    }
