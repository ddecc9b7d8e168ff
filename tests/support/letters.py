"""Example weeks to write letters from: invented people, invented employers.

`worked_week` is the week of 6 to 10 October 2025 of the letter's specification: ten applications, five at rest.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from unwatch.application import (
    Application,
    Contact,
    ContactKind,
    Meeting,
    Need,
    NeedKind,
    Offer,
    Outcome,
    References,
    Written,
)
from unwatch.letter.records import Asking, FollowUp, Gap, LetterInput, News, PassOnInput, Told, Unplaced, Way
from unwatch_classifiers.records import (
    InterviewStatus,
    Label,
    OfferForm,
    Promise,
    PromiseKind,
    Silence,
    SilenceState,
    Stage,
)

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2025, 10, 10, 16, 0, tzinfo=ZONE)
SINCE = NOW - timedelta(days=7)
NEXT = NOW + timedelta(days=7)


def at(day: int, hour: int = 9, minute: int = 0, month: int = 10) -> datetime:
    """Return a moment of 2025 in the person's zone."""
    return datetime(2025, month, day, hour, minute, tzinfo=ZONE)


def silence(
    state: SilenceState = SilenceState.AS_EXPECTED,
    usual_by: date = date(2025, 10, 30),
    rests_from: date = date(2025, 11, 27),
    days: int = 8,
) -> Silence:
    """Return a silence that is as expected, unless told otherwise."""
    return Silence(state, days, usual_by, rests_from)


def told(
    application: Application,
    *news: News,
    follow_up: FollowUp | None = None,
    quiet: Silence | None = None,
) -> Told:
    """Return an application as a letter gets it, with nothing to send unless told otherwise."""
    return Told(application, follow_up or FollowUp(0, None, ""), quiet, news)


def news(
    message_id: str,
    when: datetime,
    label: Label,
    quote: str | None = None,
    *,
    outgoing: bool = False,
    way: Way = Way.LETTER,
    told_at: datetime | None = None,
    **further: Any,
) -> News:
    """Return a message of the week; `further` are the other fields of News."""
    sender = "" if outgoing else "people@employer.example"
    return News(message_id, when, outgoing, label, quote, sender, way, told_at, **further)


def applied(id_: int, company: str, role: str | None = "analyst", when: datetime | None = None) -> Application:
    """Return an application just sent."""
    return Application(id_, company, role, applied=when or at(1, month=9), last_wrote=when or at(1, month=9))


def asked(kind: NeedKind, message_id: str, by: datetime | date | None = None, opened: datetime | None = None) -> Need:
    """Return an open need."""
    return Need(kind, message_id, opened or at(8), by, "Could you let us know by then?")


def rests(id_: int, company: str) -> Told:
    """Return an application in long silence."""
    return told(applied(id_, company), quiet=silence(SilenceState.RESTING, date(2025, 8, 1), date(2025, 9, 1), 60))


def interview_ahead() -> Told:
    """Return the first thing to do of the worked week: a confirmed interview, passed on when it was proposed."""
    application = Application(
        11,
        "Harbor Behavioral Health",
        "intake coordinator",
        stage=Stage.INTERVIEWING,
        applied=at(1, month=7),
        last_heard=at(8, 11, 2),
        contacts=(Contact("Priya Nair", "priya.nair@harbor.example", at(8, 11, 2), at(8, 12)),),
        meetings=(
            Meeting(at(14, 10), at(14, 10, 45), "phone, 555-0142", InterviewStatus.CONFIRMED, "h2@harbor.example"),
        ),
        notes=((at(2), "pay on the low side, benefits good"),),
        next_step="a second conversation with the team",
    )
    given = told(
        application,
        news(
            "h1@harbor.example",
            at(8, 11, 2),
            Label.SCHEDULING,
            "Could we speak on Tuesday at 10:00?",
            way=Way.AT_ONCE,
            told_at=at(8, 11, 4),
        ),
        news("h1a@home.example", at(8, 12), Label.OTHER, outgoing=True),
        news(
            "h2@harbor.example",
            at(8, 15),
            Label.SCHEDULING,
            "then a second conversation with the team",
            then="a second conversation with the team",
        ),
    )
    return replace(given, has_posting=True)


def note_permitted() -> Told:
    """Return the second thing to do: one note, a week after the one before."""
    application = Application(
        12,
        "Meridian Labs",
        "lab administrator",
        stage=Stage.INTERVIEWING,
        applied=at(20, month=8),
        last_heard=at(10, month=9),
        last_wrote=at(9),
        contacts=(
            Contact("Karen Holt", "k.holt@meridian.example", None, at(9)),
            Contact("Tom Reyes", "t.reyes@meridian.example", at(10, month=9), None),
        ),
        written=(Written(at(9), ContactKind.FOLLOW_UP, "k.holt@meridian.example", "m1@home.example"),),
    )
    return told(
        application,
        follow_up=FollowUp(1, date(2025, 10, 16), "a week after your note to Karen Holt", "t.reyes@meridian.example"),
        quiet=silence(usual_by=date(2025, 10, 31)),
    )


def worked_week() -> LetterInput:
    """Return the week of letter.md d.1."""
    status_asked = Application(
        13,
        "Northwind Consulting",
        "analyst",
        stage=Stage.INTERVIEWING,
        last_heard=at(6, 17),
        last_wrote=at(7, 9),
        sleeps_until=date(2025, 11, 3),
    )
    spoken_offer = Application(
        14,
        "Fern & Vale",
        "office lead",
        stage=Stage.OFFER,
        last_heard=at(8, 14),
        offer=Offer(
            OfferForm.SPOKEN, at(1, month=9), None, (date(2025, 10, 20), date(2025, 11, 3), date(2025, 11, 17))
        ),
    )
    ended = Application(
        15,
        "Cobalt Freight",
        "data analyst",
        stage=Stage.INTERVIEWING,
        outcome=Outcome.REJECTED,
        outcome_at=at(9, 10),
        outcome_quote="We have chosen another candidate and keep your details for roles opening in spring.",
    )
    promised = Application(
        16,
        "Okafor Partners",
        "planner",
        stage=Stage.INTERVIEWING,
        meetings=(Meeting(at(2, 14), None, None, InterviewStatus.CONFIRMED, "o1@okafor.example"),),
        promise=Promise("two weeks", PromiseKind.CONTACT_BY, date(2025, 10, 16), date(2025, 10, 30)),
    )
    no_promise = Application(
        17,
        "City of Lindale",
        "records office",
        stage=Stage.INTERVIEWING,
        meetings=(Meeting(at(24, 14, month=9), None, None, InterviewStatus.CONFIRMED, "l1@lindale.example"),),
    )
    sent = (
        told(applied(18, "Bluefin Software", when=at(6)), news("b@bluefin.example", at(6, 10), Label.ACKNOWLEDGEMENT)),
        told(applied(19, "Marlow Trust", when=at(7)), news("m@marlow.example", at(7, 10), Label.ACKNOWLEDGEMENT)),
        told(applied(20, "Ostrava Tools", when=at(8)), news("o@ostrava.example", at(8, 10), Label.ACKNOWLEDGEMENT)),
    )
    return LetterInput(
        now=NOW,
        since=SINCE,
        next_letter=NEXT,
        zone=ZONE,
        applications=(
            interview_ahead(),
            note_permitted(),
            told(
                status_asked,
                news(
                    "n1@northwind.example",
                    at(6, 17),
                    Label.STATUS_UPDATE,
                    "a project is in the pipeline and could be sometime in November",
                    way=Way.NEXT_MORNING,
                    told_at=at(7, 8, 30),
                    asks=Asking.AVAILABLE,
                ),
                news("n2@home.example", at(7, 9), Label.OTHER, outgoing=True),
            ),
            told(
                spoken_offer, news("f1@fern.example", at(8, 14), Label.STATUS_UPDATE, "the start moves to 17 November")
            ),
            told(ended, news("c1@cobalt.example", at(9, 10), Label.REJECTION, "for roles opening in spring")),
            told(promised, news("o2@okafor.example", at(6, 9), Label.ACKNOWLEDGEMENT), quiet=silence()),
            told(no_promise, quiet=silence(usual_by=date(2025, 11, 19))),
            *sent,
            rests(21, "Alder & Sons"),
            rests(22, "Pike Institute"),
            rests(23, "Quay Media"),
            rests(24, "Tessel"),
            rests(25, "Wren Council"),
        ),
        gaps=(Gap(at(7, 3, 10), at(7, 3, 24), "network"),),
        own_line="If I want to look before Friday, then I put the kettle on and write one paragraph for Marlow.",
        pace="two applications a week",
        reply_to="dana+letter@example.org",
        reply_token="k7f3q2",
        questions=3,
    )


def quiet_week() -> LetterInput:
    """Return a week in which no employer wrote and nothing is to do."""
    waits = tuple(told(applied(n, f"Employer {n}"), quiet=silence()) for n in range(1, 8))
    return LetterInput(
        now=NOW,
        since=SINCE,
        next_letter=NEXT,
        zone=ZONE,
        applications=(*waits, *(rests(n, f"Rest {n}") for n in range(8, 13))),
        own_line="If I want to look before Friday, then I put the kettle on and write one paragraph for Marlow.",
        pace="two applications a week",
        reply_to="dana+letter@example.org",
        reply_token="k7f3q2",
    )


def offer_week() -> LetterInput:
    """Return a week with a written offer to answer, references wanted, a spoken offer, and an interview elsewhere."""
    offered = Application(
        31,
        "Juniper Archive",
        "archivist",
        stage=Stage.OFFER,
        last_heard=at(9, 9),
        needs=(asked(NeedKind.OFFER, "j1@juniper.example", date(2025, 10, 15), at(9, 9)),),
        offer=Offer(OfferForm.WRITTEN, at(9, 9), date(2025, 10, 15), (date(2025, 12, 1),)),
    )
    references = Application(
        32,
        "Tern Ferries",
        "purser",
        stage=Stage.REFERENCES,
        last_heard=at(8, 10),
        needs=(asked(NeedKind.REFERENCES, "t1@tern.example", at(13, 12), at(8, 10)),),
        references=References(at(8, 10), 3),
    )
    spoken = Application(
        33, "Fern & Vale", "office lead", stage=Stage.OFFER, offer=Offer(OfferForm.SPOKEN, at(20, month=9))
    )
    return replace(
        worked_week(),
        applications=(
            told(
                offered,
                news(
                    "j1@juniper.example",
                    at(9, 9),
                    Label.OFFER,
                    "We offer you the post.",
                    way=Way.AT_ONCE,
                    told_at=at(9, 9, 1),
                ),
            ),
            told(
                references,
                news(
                    "t1@tern.example", at(8, 10), Label.REFERENCE_REQUEST, None, way=Way.AT_ONCE, told_at=at(8, 10, 1)
                ),
            ),
            told(spoken, quiet=silence()),
            interview_ahead(),
        ),
        gaps=(),
    )


def accepted(start: date | None = date(2025, 12, 1), when: datetime | None = None) -> Application:
    """Return a job that was accepted in writing."""
    starts = () if start is None else (start,)
    offer = Offer(OfferForm.WRITTEN, at(7), None, starts)
    return Application(
        51,
        "Juniper Archive",
        "archivist",
        stage=Stage.OFFER,
        outcome=Outcome.ACCEPTED,
        outcome_at=when or at(9, 12),
        offer=offer,
    )


def acceptance_week() -> LetterInput:
    """Return the week in which a job was accepted in writing, with the worked week's applications beside it."""
    signed = news("j2@home.example", at(9, 12), Label.OTHER, outgoing=True)
    plain = worked_week()
    return replace(plain, applications=(told(accepted(), signed), *plain.applications))


def on_trial(begins: date = date(2025, 10, 1), ends: date | None = date(2025, 10, 28)) -> Application:
    """Return an application that has come to a trial."""
    offer = Offer(OfferForm.TRIAL, at(26, month=9), None, (begins,), ends)
    return Application(61, "Lark & Linnet", "assistant", stage=Stage.OFFER, last_heard=at(26, month=9), offer=offer)


def faulty_week() -> LetterInput:
    """Return a week with a long gap, a mail that could not be read, and one that could not be placed."""
    return replace(
        worked_week(),
        gaps=(Gap(at(8, 22, 10), at(9, 7, 40), "network", 1),),
        unreadable=("people@grey.example, Monday 6 October 09:12",),
        unplaced=(
            Unplaced(
                "u1@kestrel.example",
                at(9, 13, 5),
                "people@kestrel.example",
                "Your application",
                "Hello,\n\nthank you for your interest in our roles.\nWe are reading all applications now.\n\nKestrel",
                "two applications at Kestrel are open",
                Way.LETTER,
            ),
        ),
    )


def interview_proposed() -> PassOnInput:
    """Return a pass-on that asks to settle an interview time."""
    return PassOnInput(
        now=at(8, 11, 4),
        next_letter=NOW,
        zone=ZONE,
        application=interview_ahead().application,
        label=Label.SCHEDULING,
        kind=NeedKind.SCHEDULE,
        message_id="h1@harbor.example",
        sender_name="Priya Nair",
        sender_address="priya.nair@harbor.example",
        subject="Second conversation",
        received=at(8, 11, 2),
        full_text="Dear Dana,\n\ncould we speak on Tuesday 14 October at 10:00?\n\nPriya",
        quote=None,
        by=date(2025, 10, 9),
        starts=(datetime(2025, 10, 14, 8, 0, tzinfo=UTC),),
        end=datetime(2025, 10, 14, 8, 45, tzinfo=UTC),
        where="phone",
    )
