"""An interviewed application to write drafts for, with invented people, and the drafts of every kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from unwatch.application import Application, Contact, Meeting, Need, NeedKind, Offer, References
from unwatch.drafting import Draft, DraftInput, DraftKind, Language, LastMail, NotYet, drafts
from unwatch.follow_up import follow_up
from unwatch_classifiers.records import Address, InterviewStatus, OfferForm, Promise, PromiseKind, Stage

ZONE = ZoneInfo("Europe/Berlin")


def at(day: int, hour: int = 9, minute: int = 0, month: int = 10) -> datetime:
    """Return a moment of 2025 in the person's zone; 2 October is a Thursday."""
    return datetime(2025, month, day, hour, minute, tzinfo=ZONE)


THE_DAY_AFTER = at(3)
TOM = Contact("Tom Reyes", "t.reyes@meridian.example", at(1), None)
KAREN = Contact("Karen Holt", "k.holt@meridian.example", at(30, month=9), None)
MAIL = LastMail(
    "a1@meridian.example",
    "AW: Re: Lab administrator, your interview",
    ("root@meridian.example",),
    Address("Tom Reyes", "t.reyes@meridian.example"),
)
MET = Application(
    12,
    "Meridian Labs",
    "lab administrator",
    stage=Stage.INTERVIEWING,
    applied=at(20, month=8),
    last_heard=at(1),
    contacts=(TOM,),
    meetings=(Meeting(at(2, 14), at(2, 15), None, InterviewStatus.CONFIRMED, "m1@meridian.example"),),
    notes=((at(2, 18), "talked about the intake rota, pay on the low side. Idea: one list for both teams"),),
)
OFFERED = replace(
    MET,
    stage=Stage.OFFER,
    last_heard=at(9),
    offer=Offer(OfferForm.WRITTEN, at(9), date(2025, 10, 10)),
    needs=(Need(NeedKind.OFFER, "o1@meridian.example", at(9)),),
)
PROPOSED = replace(
    MET,
    meetings=(Meeting(at(14, 10), None, None, InterviewStatus.PROPOSED, "p1@meridian.example"),),
    needs=(Need(NeedKind.SCHEDULE, "p1@meridian.example", at(3)),),
)
PROMISED = replace(
    MET,
    promise=Promise("by 16 October", PromiseKind.CONTACT_BY, date(2025, 10, 16), date(2025, 10, 23)),
    promise_made=at(1),
)
REFERENCES_ASKED = replace(
    MET,
    conditions=("let me know before you call them",),
    references=References(at(3), 3),
    needs=(Need(NeedKind.REFERENCES, "r1@meridian.example", at(3)),),
)


def given(application: Application = MET, now: datetime = THE_DAY_AFTER, **changes: Any) -> DraftInput:
    """Return what a draft is written from, with the real follow-up rules."""
    allowed = changes.pop("follow_up", None) or follow_up(application, now.astimezone(ZONE).date(), zone=ZONE)
    made = DraftInput(application, now, ZONE, "Dana Weber", allowed, mail=MAIL)
    return replace(made, **changes)


def written(application: Application = MET, now: datetime = THE_DAY_AFTER, **changes: Any) -> Draft:
    """Return the first draft, where there is one."""
    return several(application, now, **changes)[0]


def several(application: Application = MET, now: datetime = THE_DAY_AFTER, **changes: Any) -> tuple[Draft, ...]:
    """Return the drafts, where there are some."""
    made = drafts(given(application, now, **changes))
    assert not isinstance(made, NotYet), made
    return made


def refused(application: Application = MET, now: datetime = THE_DAY_AFTER, **changes: Any) -> NotYet:
    """Return why there is no draft."""
    made = drafts(given(application, now, **changes))
    assert isinstance(made, NotYet), made
    return made


APPLICATIONS = (MET, OFFERED, PROPOSED, PROMISED, REFERENCES_ASKED)


def every_draft(application: Application = MET, **changes: Any) -> Iterator[Draft]:
    """Return a draft of every kind in every language."""
    for language in Language:
        for kind in DraftKind:
            made = drafts(given(application, kind=kind, language=language, anyway=True, **changes))
            if not isinstance(made, NotYet):
                yield from made
