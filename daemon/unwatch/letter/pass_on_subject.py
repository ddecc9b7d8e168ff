"""The subject of a pass-on: who, what and when in at most 70 ASCII characters, so that a glance is enough."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from unwatch.application import NeedKind
from unwatch.letter.asking import asking
from unwatch.letter.discreet import NEUTRAL_SUBJECT
from unwatch.letter.records import Asking, PassOnInput
from unwatch.letter.words import Dates, clean, counted, cut, is_loud, short_date, subject_day
from unwatch_classifiers.records import Label, OfferForm

SUBJECT_LIMIT = 70  # letter.md f 37

_IN_SUBJECT: dict[NeedKind, str] = {
    NeedKind.SCHEDULE: "an interview time to settle",
    NeedKind.REFERENCES: "references wanted",
    NeedKind.ASSESSMENT: "an assessment",
    NeedKind.OFFER: "an offer",
    NeedKind.INFORMATION: "information wanted",
    NeedKind.ANSWER: "an answer wanted",
}
_LABEL_IN_SUBJECT: dict[Label, str] = {
    Label.SCHEDULING: "about the interview",
    Label.ASSESSMENT: "about the assessment",
    Label.REFERENCE_REQUEST: "about references",
    Label.OFFER: "about the offer",
}
_ASKS: dict[Asking, str] = {
    Asking.AVAILABLE: "asks if you are still available",
    Asking.INTERESTED: "asks if you are still interested",
}


def times_of(given: PassOnInput) -> tuple[datetime, ...]:
    return tuple(sorted(set(given.starts)))


def _plain(text: str, limit: int) -> str:
    """Return a name in ASCII for a subject line: letters lose their accents, what has no ASCII is dropped."""
    ascii_only = unicodedata.normalize("NFKD", clean(text, 200)).encode("ascii", "ignore").decode("ascii")
    short = cut(ascii_only.replace("!", "").replace("%", "").strip(' ",;:'), limit).replace("…", "").strip()
    return "An employer" if not short or is_loud(short) else short


def is_strange_offer(given: PassOnInput) -> bool:
    """Tell whether this is an offer from somebody the person never wrote to (letter.md S12)."""
    return given.application is None and (given.label is Label.OFFER or given.kind is NeedKind.OFFER)


def subject_of(given: PassOnInput, dates: Dates) -> str:
    """Return the subject; in discreet mode one that names neither an employer nor what it is about (letter.md C2h)."""
    if given.discreet:
        return _discreet(given, dates)
    if is_strange_offer(given):
        return "From a stranger: an offer, connected to no application of yours"
    what = _subject_what(given, dates)
    return f"{_plain(_who_short(given), SUBJECT_LIMIT - 2 - len(what))}: {what}"


def _discreet(given: PassOnInput, dates: Dates) -> str:
    if is_strange_offer(given):
        return "From a stranger: connected to nothing of yours"
    times = times_of(given)
    if len(times) == 1:
        return f"{NEUTRAL_SUBJECT}: {subject_day(dates.day(times[0]))} {dates.clock(times[0])}"
    return f"{NEUTRAL_SUBJECT}{f', by {short_date(dates.day(given.by))}' if given.by else ''}"


def _who_short(given: PassOnInput) -> str:
    application = given.application
    return application.company or given.sender_name if application else given.sender_name or given.sender_address


def _subject_what(given: PassOnInput, dates: Dates) -> str:
    times = times_of(given)
    by = f" by {short_date(dates.day(given.by))}" if given.by else ""
    if given.kind is NeedKind.SCHEDULE and len(times) == 1:
        return f"{subject_day(dates.day(times[0]))} {dates.clock(times[0])}, please confirm"
    if given.kind is NeedKind.SCHEDULE and times:
        return f"{counted(len(times), 'time', 'times')} proposed, please choose{by}"
    if given.kind is NeedKind.OFFER:
        what = offered(given)
        return f"{what}, answer{by}" if by else f"{what}, no date given"
    if asked := asks_for_the_person(given):
        return _ASKS[asked]
    if given.kind is not None:
        return f"{_IN_SUBJECT[given.kind]}{by}"
    return f"{_LABEL_IN_SUBJECT.get(given.label, 'a message for you')}{_at_time(times, dates)}"


def offered(given: PassOnInput) -> str:
    """Return what is offered: a trial is no offer yet (letter.md C10a)."""
    offer = given.application.offer if given.application else None
    return "a trial" if offer is not None and offer.form is OfferForm.TRIAL else "an offer"


def asks_for_the_person(given: PassOnInput) -> Asking | None:
    """Return whether it only asks if the person is still to be had (letter.md C6g)."""
    if given.application is None or given.kind not in {NeedKind.ANSWER, NeedKind.INFORMATION}:
        return None
    return asking(given.label, given.full_text)


def _at_time(times: tuple[datetime, ...], dates: Dates) -> str:
    return f", {subject_day(dates.day(times[0]))} {dates.clock(times[0])}" if len(times) == 1 else ""
