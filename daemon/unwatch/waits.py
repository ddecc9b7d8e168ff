"""How long this person has waited so far: their finished and running waits, out of the stories of the ledger. Pure.

What a receipt says is no answer, and neither is what a robot writes on its own; a rejection or an invitation is one,
whoever sends it. Each wait counts once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from zoneinfo import ZoneInfo

from unwatch.application import Application
from unwatch.events import Event, Instruction, Received, Sent, Spoken, Told, as_corrected
from unwatch_classifiers.delays import APPLIED, INTERVIEW, Answer, Wait
from unwatch_classifiers.facts.keys import run_together
from unwatch_classifiers.own import Stance
from unwatch_classifiers.records import InterviewStatus, Label, Stage
from unwatch_classifiers.silence import History, pace_of, sector_of

_NEWEST = 20  # answers of one employer: more would only outweigh how it has changed since
_MOVES_ON = frozenset({Label.SCHEDULING, Label.ASSESSMENT, Label.REFERENCE_REQUEST, Label.OFFER})
_NEEDS_A_PERSON = frozenset({Label.INFORMATION_REQUEST, Label.STATUS_UPDATE})
_NOTHING = History()


@dataclass(frozen=True, slots=True)
class Past:
    """The person's own history, and for each employer what it took before."""

    history: History
    employers: Mapping[frozenset[str], History]

    def of_employer(self, application: Application) -> History:
        """Return the earlier answers of an application's employer: in this one, and in others under any of its names.

        An employer that is not named has no past.
        """
        return self.employers.get(_names(application), _NOTHING)


@dataclass(frozen=True, slots=True)
class _Lived:
    """A wait after a stage; `application` is whose it was, `ended` when it was answered, None where it was not."""

    after: Stage
    application: int
    wait: Wait
    ended: datetime | None


@dataclass(frozen=True, slots=True)
class _Story:
    """An application as it is known at a time: when its interviews ended, and what was answered when, in order."""

    application: Application
    held: list[datetime]
    answers: list[tuple[datetime, Answer]]
    now: datetime
    zone: ZoneInfo

    def first_answer(self, since: datetime) -> tuple[datetime, Answer] | None:
        """Return the first answer that is not before a moment."""
        place = bisect_left(self.answers, since, key=lambda one: one[0])
        return self.answers[place] if place < len(self.answers) else None


def past(stories: Iterable[tuple[Application, Iterable[Event]]], now: datetime, zone: ZoneInfo) -> Past:
    """Return the waits of all applications, each with its events, as they are known at `now`, in days of `zone`."""
    lived: list[_Lived] = []
    named: dict[int, frozenset[str]] = {}
    for application, events in stories:
        named[application.id] = _names(application)
        lived += _waits_of(_story(application, events, now, zone))
    return Past(_history(lived), _by_employer(lived, named))


def sector(application: Application) -> str | None:
    """Tell by any of its names whether the employer belongs to a slower sector."""
    return next((found for name in _called(application) if (found := sector_of(name))), None)


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """Return the date in a zone; a moment at the calendar's end, which a forged mail may name, keeps its own."""
    try:
        return moment.astimezone(zone).date()
    except OverflowError:
        return moment.date()


def _history(lived: Iterable[_Lived]) -> History:
    waits = list(lived)
    return History(
        tuple(one.wait for one in waits if one.after is Stage.APPLIED),
        tuple(one.wait for one in waits if one.after is Stage.INTERVIEWING),
    )


def _called(application: Application) -> Iterator[str]:
    return (name for name in (application.company, *application.aliases) if name)


def _names(application: Application) -> frozenset[str]:
    return frozenset(key for name in _called(application) if (key := run_together(name)))


def _by_employer(lived: Iterable[_Lived], named: Mapping[int, frozenset[str]]) -> dict[frozenset[str], History]:
    """Return for each set of names the newest answers that came from under any of them."""
    known: defaultdict[str, dict[int, list[tuple[datetime, _Lived]]]] = defaultdict(dict)
    for one in lived:
        if one.ended is not None:
            for name in named[one.application]:
                known[name].setdefault(one.application, []).append((one.ended, one))
    found = {}
    for names in set(named.values()):
        answered = {number: waits for name in names for number, waits in known[name].items()}
        in_order = sorted(chain.from_iterable(answered.values()), key=lambda one: (one[0], one[1].application))
        found[names] = _history(one for _, one in in_order[-_NEWEST:])
    return found


def _waits_of(story: _Story) -> Iterator[_Lived]:
    """Yield the wait after applying, and one after each interview; of two interviews in a row only after the second."""
    applied, held, now = story.application.applied, story.held, story.now
    if applied is not None and applied <= now:
        answered = story.first_answer(applied)
        if not held or (answered is not None and answered[0] <= held[0]):  # else the answer came by another way
            yield _wait(story, Stage.APPLIED, applied, answered)
    for end, following in zip(held, [*held[1:], None], strict=False):
        answered = story.first_answer(end)
        if following is None or (answered is not None and answered[0] <= following):
            yield _wait(story, Stage.INTERVIEWING, end, answered)


def _wait(story: _Story, after: Stage, began: datetime, answered: tuple[datetime, Answer] | None) -> _Lived:
    ended, answer = answered or (None, Answer.RUNNING)
    pace = pace_of(sector(story.application))
    days = (local_day(ended or story.now, story.zone) - local_day(began, story.zone)).days
    given_up = not story.application.live or story.application.rested is not None
    horizon = APPLIED.horizon if after is Stage.APPLIED else INTERVIEW.horizon
    if ended is None and (given_up or days > horizon * pace):
        answer = Answer.NEVER
    return _Lived(after, story.application.id, Wait(days, answer, pace), ended)


def _story(application: Application, events: Iterable[Event], now: datetime, zone: ZoneInfo) -> _Story:
    confirmed = [one for one in application.meetings if one.status is InterviewStatus.CONFIRMED]
    held = sorted(end for one in confirmed if (end := one.end or one.start) <= now)
    known = [event for event in as_corrected(events) if event.at <= now]
    left = min((event.at for event in known if _leaves(event.payload)), default=now)
    found = [(event.at, _answer(event.payload)) for event in known]
    answers = [(at, answer) for at, answer in found if answer and not (at > left and answer is Answer.NEGATIVE)]
    return _Story(application, held, sorted(answers, key=lambda one: one[0]), now, zone)


def _leaves(payload: object) -> bool:
    """Tell whether the person gave it up; a rejection after that says nothing of how long an employer takes."""
    by_mail = isinstance(payload, Sent) and payload.stance in {Stance.WITHDRAWS, Stance.DECLINES}
    return by_mail or (isinstance(payload, Told) and payload.instruction is Instruction.CLOSE)


def _answer(payload: object) -> Answer | None:
    """Return what an event answers: a courtesy, a receipt and other mail answer nothing."""
    if not isinstance(payload, Received | Spoken):
        return None
    by_robot = isinstance(payload, Received) and payload.robot
    if payload.label is Label.REJECTION:
        return Answer.NEGATIVE
    if payload.label in _MOVES_ON or (payload.label in _NEEDS_A_PERSON and not by_robot):
        return Answer.POSITIVE
    asks = payload.facts.wants_answer or bool(payload.facts.interviews)
    return Answer.POSITIVE if asks and payload.label is Label.OTHER and not by_robot else None
