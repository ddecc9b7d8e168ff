"""When the person may write to an employer once more, to whom, and why then: rules P1 to P12 of letter.md, c.4.

Pure and by the day. The thank-you note (P1) belongs to the hours after an interview and is nobody's follow-up; what
the person was asked for (P10) is a need and not counted either. Nothing here writes or sends anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from unwatch.application import Application, Contact, ContactKind, Meeting
from unwatch.letter.records import FollowUp
from unwatch_classifiers.business_days import add_business_days
from unwatch_classifiers.records import InterviewStatus, OfferForm, Promise, PromiseKind, Stage

_MOST = 2  # P5
_BETWEEN_CONTACTS = timedelta(days=7)  # P4
_AFTER_INTERVIEW = timedelta(days=10)  # P3
_AFTER_PROMISE = 5  # business days, P2
_AT_ITS_BEGINNING = timedelta(days=9)  # the Monday after the letter of its first week is still in time (C6j)
_SLEEPING_RANGE = timedelta(days=14)  # "sometime in November" is one, "next week" is not
_BLOCKING = frozenset({PromiseKind.DECIDE_BY, PromiseKind.CONTACT_BY})  # P6
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_UNREAD = frozenset({"noreply", "donotreply", "notreply", "mailerdaemon", "notification", "notifications"})


@dataclass(frozen=True, slots=True)
class _Seen:
    """An application as it stands on a day, with what the rules ask about it more than once."""

    application: Application
    today: date
    zone: ZoneInfo
    met: datetime | None
    sent: int

    def day(self, moment: datetime) -> date:
        return _day(moment, self.zone)


def follow_up(application: Application, today: date, *, zone: ZoneInfo) -> FollowUp:
    """Return how often the person has followed up in this round, and from which day on they may write again, if ever.

    A round begins when the employer last wrote or last met them. `not_before` may lie in the past: then they may
    write now. It is never within 7 days of the last message out, never before a promise to decide or to contact
    plus 5 business days, and None from the second follow-up on.
    """
    seen = _look(application, today, zone)
    nothing = _why_nothing(seen)
    if nothing is not None:
        return FollowUp(seen.sent, None, nothing)
    bounds = _bounds(seen)
    if not bounds:
        return FollowUp(seen.sent, None, "there is no day to count from")
    not_before, why = max(bounds, key=lambda bound: bound[0])
    return FollowUp(seen.sent, not_before, why, _to(application.contacts))


def _look(application: Application, today: date, zone: ZoneInfo) -> _Seen:
    held = [_end(meeting) for meeting in application.meetings if _is_held(meeting, today, zone)]
    met = max(held, default=None)
    round_began = max(application.last_heard or _LONG_AGO, met or _LONG_AGO)
    sent = sum(written.kind is ContactKind.FOLLOW_UP and written.at > round_began for written in application.written)
    return _Seen(application, today, zone, met, sent)


def _end(meeting: Meeting) -> datetime:
    return meeting.end or meeting.start


def _is_held(meeting: Meeting, today: date, zone: ZoneInfo) -> bool:
    return meeting.status is InterviewStatus.CONFIRMED and _day(_end(meeting), zone) <= today


def _why_nothing(seen: _Seen) -> str | None:
    """Return the reason for which nothing is to be written at all, None where something may be."""
    application = seen.application
    if not application.live:
        return "this one is closed"
    if application.open_needs:
        return "they wait for your answer"
    if application.rested is not None and application.rested >= (application.last_heard or _LONG_AGO):
        return "it rests; if they write, it comes back by itself"
    if any(_is_ahead(meeting, seen) for meeting in application.meetings):
        return "the interview comes first"
    if seen.sent >= _MOST:
        return "yours is done, theirs to move"  # P5
    if application.stage is Stage.APPLIED and seen.met is None:
        return "an application alone needs no note; many who hire prefer none"  # P7
    return _why_nothing_after(application)


def _why_nothing_after(application: Application) -> str | None:
    """Return why an offer leaves nothing to ask for, if it does."""
    form = application.offer.form if application.offer else None
    if form is OfferForm.WRITTEN:
        return "the offer is in writing; there is nothing to ask for"
    return "a trial is agreed; it comes first" if form is OfferForm.TRIAL else None


def _is_ahead(meeting: Meeting, seen: _Seen) -> bool:
    return meeting.status is InterviewStatus.CONFIRMED and seen.day(_end(meeting)) > seen.today


def _bounds(seen: _Seen) -> list[tuple[date, str]]:
    """Return each day before which a rule forbids to write; the latest decides. Empty where none can be counted."""
    found = [bound for bound in (_after_promise(seen), _after_meeting(seen)) if bound]
    for moment, why in (
        (_last_wrote(seen.application), "a week after your last message"),
        (None if _is_offer_unthanked(seen.application) else seen.application.last_heard, "a week after their last one"),
    ):
        if moment is not None:
            found.append((_later(seen.day(moment), _BETWEEN_CONTACTS), why))
    until = seen.application.sleeps_until
    if until is not None and not _is_their_own_range(until, seen.application.promise):
        found.append((until, "it sleeps until then"))
    return found


def _is_their_own_range(until: date, promise: Promise | None) -> bool:
    """Tell whether it sleeps until the beginning of a range that they named: that alone forbids no question (C6f)."""
    return promise is not None and promise.begins == until


def _last_wrote(application: Application) -> datetime | None:
    """Return when anybody there was last written to, for whatever reason and by whichever record (P4, C12f)."""
    written = (one.at for one in application.written)
    to_contacts = (contact.last_out for contact in application.contacts if contact.last_out)
    return max((*written, *to_contacts, *filter(None, (application.last_wrote,))), default=None)


def _after_promise(seen: _Seen) -> tuple[date, str] | None:
    """Return the first day that a promise to decide or to contact allows (P2); one to fill or to start blocks nothing
    (P6). A vague range is asked about once in its first week (C6j), and then like any other after its end.
    """
    promise = seen.application.promise
    if promise is None or promise.kind not in _BLOCKING:
        return None
    if promise.begins is not None and _may_ask_at_its_beginning(promise, promise.begins, seen):
        return promise.begins, "the time they named begins"
    return add_business_days(promise.by, _AFTER_PROMISE), "five business days after the date they named"


def _last_sign(seen: _Seen) -> date:
    moments = (seen.application.last_heard, seen.met)
    return max((seen.day(moment) for moment in moments if moment), default=date.min)


def _may_ask_at_its_beginning(promise: Promise, begins: date, seen: _Seen) -> bool:
    last_wrote = _last_wrote(seen.application)
    unused = last_wrote is None or seen.day(last_wrote) < begins
    return promise.by - begins >= _SLEEPING_RANGE and unused and seen.today < _later(begins, _AT_ITS_BEGINNING)


def _after_meeting(seen: _Seen) -> tuple[date, str] | None:
    """Return the first day where no date was named: ten days after the interview, on a Tuesday to Thursday (P3).

    A date that had come when they last wrote or met is named no longer. Where no interview is known, it is counted
    from their last message, and from the application where there is none. A spoken offer may be thanked for at once,
    asking for it in writing (P12).
    """
    application = seen.application
    if application.offer is not None and _is_offer_unthanked(application):
        return seen.day(application.offer.made), "one thank-you, asking for the spoken offer in writing"
    promise = application.promise
    if promise is not None and promise.kind in _BLOCKING and promise.by >= _last_sign(seen):
        return None
    counted_from = seen.met or application.last_heard or application.applied
    if counted_from is None:
        return None
    what = "the interview" if seen.met else "their last message" if application.last_heard else "you applied"
    return _midweek_from(_later(seen.day(counted_from), _AFTER_INTERVIEW)), f"ten days after {what}; they named no date"


def _is_offer_unthanked(application: Application) -> bool:
    offer = application.offer
    if offer is None or offer.form is not OfferForm.SPOKEN:
        return False
    return (_last_wrote(application) or _LONG_AGO) < offer.made


def _midweek_from(day: date) -> date:
    while day.weekday() not in {1, 2, 3} and day < date.max:
        day += timedelta(days=1)
    return day


def _day(moment: datetime, zone: ZoneInfo) -> date:
    """Return the date in a zone; a moment at the calendar's end, which a forged mail may name, keeps its own."""
    try:
        return moment.astimezone(zone).date()
    except OverflowError:
        return moment.date()


def _later(day: date, delay: timedelta) -> date:
    return day + delay if day <= date.max - delay else date.max


def _to(contacts: tuple[Contact, ...]) -> str | None:
    """Return whom to write to: who answered last (C12c), unless they owe an answer; then the other (P9).

    The week that P9 gives the first is over by then, for P4 lets nobody be written to sooner. Where everybody owes
    one, it is who has been left alone longest. Addresses that nobody reads are left out.
    """
    people = [contact for contact in contacts if not _is_unread(contact.address)]
    by_answer = sorted(people, key=lambda contact: contact.last_in or _LONG_AGO, reverse=True)
    for contact in by_answer:
        if (contact.last_out or _LONG_AGO) <= (contact.last_in or _LONG_AGO):
            return contact.address
    wrote = [contact for contact in by_answer if contact.last_in is not None] or by_answer
    return min(wrote, key=lambda contact: contact.last_out or _LONG_AGO).address if wrote else None


def _is_unread(address: str) -> bool:
    local_part = address.partition("@")[0].partition("+")[0]
    return local_part.lower().translate(str.maketrans("", "", "-_.")) in _UNREAD
