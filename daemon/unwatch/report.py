"""What the program knows, as other programs are promised it (DESIGN, section 3; docs/report.schema.json)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from unwatch.application import Application, Meeting
from unwatch.replay import Replayed
from unwatch.rhythm import Rhythm
from unwatch.standing import Standing, standing
from unwatch.week import waits_so_far

SCHEMA = "unwatch.report/1"


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
        "applications": [
            application_as_object(one, standing(one, as_of, rhythm.zone, known), rhythm) for one in applications
        ],
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


def application_as_object(application: Application, stands: Standing, rhythm: Rhythm) -> dict[str, Any]:
    """Return one application as the report has it; times in the person's zone."""
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
