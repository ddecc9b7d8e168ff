"""The letter on the evening of an interview: permission to stop, a place for notes, and the one date that follows.

Nothing is asked that must be answered, nothing is judged (letter.md A3a, A4a, C8a, C13d).
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from unwatch.after_interview import ended, thank_you_until
from unwatch.application import Application, Meeting
from unwatch.letter.records import Rendered
from unwatch.letter.short import short
from unwatch.letter.telling import label_of
from unwatch.letter.words import Dates, named, said
from unwatch_classifiers.records import Silence

_INVITED = (
    "If you like, answer this mail with what you want to keep, in a line or a page; or leave it."
    " A line may begin with one of these words:"
)
_KEPT = (
    "It is kept as you write it and judged by nobody. It comes back before your next interview and at an offer,"
    " so you need not carry it."
)
_NOTES = (
    "    Went well: what you did right",
    "    Asked: what they asked, to practise for the next one",
    "    Differently: what you would answer another time",
    "    Note: work, people, manager, pay, one sign noticed, what nags",
)


def write_after_interview(
    application: Application, meeting: Meeting, silence: Silence | None, now: datetime, zone: ZoneInfo
) -> Rendered:
    """Return the letter; in it the number 1 is this application."""
    dates = Dates(now, zone)
    name = named(application.name)
    day = dates.weekday(meeting.start)
    paragraphs = [
        f"The interview with {label_of(application)}, on {day}, is done. Nothing more belongs to it today.",
        _INVITED,
        *_NOTES,
        _KEPT,
        *_thanks(meeting, dates),
        *_when(application, silence, dates),
    ]
    rendered = short(f"{name}: the interview is done", "Nothing more belongs to it today.", paragraphs)
    return Rendered(rendered.subject, rendered.preheader, rendered.text, rendered.html, ((1, application.id),))


def _thanks(meeting: Meeting, dates: Dates) -> list[str]:
    until = thank_you_until(ended(meeting), dates.zone)
    if until <= dates.today:
        return []
    return [f'A thank-you note may go out from tomorrow morning until {dates.weekday(until)}: reply "draft 1".']


def _when(application: Application, silence: Silence | None, dates: Dates) -> list[str]:
    promise = application.promise
    if promise is not None:
        told = f"They said {said(promise.quote, 120)} Realistic: by {dates.full(promise.realistic)}."
    elif silence is not None:
        told = f"They named no date. Realistic: by {dates.full(silence.usual_by)}."
    else:
        return ["Nothing to do until they write."]
    return [f"{told} Nothing to do until then."]
