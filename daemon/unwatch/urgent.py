"""What cannot wait for the letter: a pure decision (DESIGN, section 4).

When in doubt about a known employer, pass it on: a false alarm costs a glance, a miss costs an interview. A
rejection, an acknowledgement, outreach and ordinary mail never interrupt.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from unwatch.application import Application, Outcome
from unwatch.letter.records import Way
from unwatch_classifiers.records import URGENT, Label, Verdict

NEVER = {Label.REJECTION, Label.ACKNOWLEDGEMENT, Label.OUTREACH}
_AFTER_ACCEPTING = {Label.REJECTION, Label.STATUS_UPDATE}  # until they have begun, there is no job yet (letter.md C1d)
LETTER_IS_FAR = timedelta(days=3)  # letter.md C6d


@dataclass(frozen=True, slots=True)
class Urgency:
    """How a message reaches the person, and the instant before which it must, where there is one."""

    way: Way
    falls_due: datetime | None = None


def urgency(
    verdict: Verdict,
    message_id: str,
    application: Application | None,
    *,
    now: datetime,
    next_letter: datetime,
    zone: ZoneInfo,
    plain: bool = True,
    sure: bool = True,
    known: bool = False,
) -> Urgency:
    """Decide on an incoming message; `application` is the state that already contains it, None where it has none.

    `plain` is whether the verdict is sure enough to act on a stranger's mail, `sure` on that of an employer who is
    known; `known` that it comes from one, though it could belong to several applications.
    """
    label, facts = verdict.label, verdict.facts
    unplaced = label is Label.OTHER or (label is Label.OUTREACH and application is not None) or not sure
    stranger = application is None and not known and (unplaced or not plain)
    if application is not None and application.outcome is Outcome.ACCEPTED and label in _AFTER_ACCEPTING:
        return Urgency(Way.AT_ONCE)
    if stranger or (label in NEVER and not unplaced):
        return Urgency(Way.LETTER)
    if application is not None and _answered(application, message_id):
        return Urgency(Way.LETTER)
    falls_due = _instant(facts.deadline, zone)
    if label in URGENT:
        return Urgency(Way.AT_ONCE, falls_due or _first_start(verdict))
    dated = bool(facts.interviews) or facts.deadline is not None
    if unplaced:
        return Urgency(Way.AT_ONCE if facts.wants_answer or dated else Way.LETTER, falls_due)
    if not (facts.wants_answer or label is Label.INFORMATION_REQUEST):
        return Urgency(Way.LETTER)
    if falls_due is not None:
        soon = falls_due <= next_letter or falls_due.astimezone(zone).date() == next_letter.astimezone(zone).date()
        return Urgency(Way.AT_ONCE if soon else Way.LETTER, falls_due)
    return Urgency(Way.NEXT_MORNING if next_letter - now > LETTER_IS_FAR else Way.LETTER)


def _answered(application: Application, message_id: str) -> bool:
    """Tell whether the person has settled, in the meantime, all that this message opened."""
    opened = [need for need in application.needs if need.message_id == message_id]
    return bool(opened) and all(need.settled is not None for need in opened)


def _first_start(verdict: Verdict) -> datetime | None:
    return min((one.start for one in verdict.facts.interviews), default=None)


def _instant(deadline: datetime | date | None, zone: ZoneInfo) -> datetime | None:
    if deadline is None or isinstance(deadline, datetime):
        return deadline
    return datetime.combine(deadline, time(23, 59), zone)
