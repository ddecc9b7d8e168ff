"""Where each application stands in this letter: one place each, and at most three among the things to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum, auto

from unwatch.application import Application, Meeting, Need, NeedKind, Outcome
from unwatch.letter.ending import is_last, job_of
from unwatch.letter.records import LetterInput, News, Told
from unwatch.letter.trials import has_trial_line
from unwatch.letter.words import Dates
from unwatch_classifiers.records import InterviewStatus, Label, SilenceState

ACTION_LIMIT = 3
_THANK_YOU_DAYS = 3  # letter.md P1: a thank-you note is last offered on day 3, and A1a: never first by the letter
PREPARED_FOR = timedelta(days=7)  # letter.md C9g: an interview within 7 days is prepared, however often letters come
_END_OF_TIME = datetime.max.replace(tzinfo=UTC)


class Place(Enum):
    """The section that tells an application."""

    ACTION = auto()
    MOVED = auto()
    CLOSED = auto()
    WAITING = auto()
    ACCEPTED = auto()
    SENT = auto()
    RESTING = auto()
    ABSENT = auto()


class Duty(Enum):
    """What a dated thing to do is."""

    NEED = auto()
    INTERVIEW = auto()
    NOTE = auto()


@dataclass(frozen=True, slots=True)
class Deed:
    """One dated thing to do; `when` orders it, `said` is how the letter writes the date."""

    duty: Duty
    when: datetime
    said: str
    need: Need | None = None
    meeting: Meeting | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """An application with its place in the letter and what there is to do for it.

    It is `left_alone` where another job is accepted: nobody is to be written to (letter.md d.3).
    """

    told: Told
    place: Place
    deeds: tuple[Deed, ...] = ()
    left_alone: bool = False

    @property
    def application(self) -> Application:
        """The application itself."""
        return self.told.application

    @property
    def first(self) -> datetime:
        """When the first thing to do is due."""
        return min((deed.when for deed in self.deeds), default=_END_OF_TIME)


def incoming(told: Told) -> tuple[News, ...]:
    """Return what the employer wrote since the last letter, oldest first."""
    return tuple(sorted((news for news in told.news if not news.outgoing), key=lambda news: news.at))


def open_needs(told: Told) -> tuple[Need, ...]:
    """Return the needs that wait for the person: not those of an ended application, nor those put to rest with it.

    After an acceptance only what was asked since counts (letter.md C1c: until the job begins, there is work to do).
    """
    application = told.application
    needs = application.open_needs
    if application.outcome is Outcome.ACCEPTED and application.outcome_at:
        needs = tuple(need for need in needs if need.opened > application.outcome_at)
    elif application.outcome is not None:
        return ()
    return tuple(need for need in needs if application.rested is None or need.opened > application.rested)


def needs_in(told: Told, job: Application | None) -> tuple[Need, ...]:
    """Return the needs that this letter tells: once a job is accepted, elsewhere only what was asked since."""
    if job is None or job.outcome_at is None or told.application.id == job.id:
        return open_needs(told)
    return tuple(need for need in open_needs(told) if need.opened > job.outcome_at)


def coming(told: Told, given: LetterInput, status: InterviewStatus) -> tuple[Meeting, ...]:
    """Return the meetings of that status that lie ahead, the next one first."""
    if told.application.outcome is not None:
        return ()
    ahead = (one for one in told.application.meetings if one.status is status and one.start > given.now)
    return tuple(sorted(ahead, key=lambda one: one.start))


def put_to_rest(told: Told) -> bool:
    """Tell whether the person let it rest and the employer has not written since."""
    rested, heard = told.application.rested, told.application.last_heard
    if rested is None or (heard is not None and heard > rested):
        return False
    return not any(news.at > rested for news in incoming(told))


def is_resting(told: Told, dates: Dates) -> bool:
    """Tell whether it rests, by the person's word or by the length of the silence."""
    if put_to_rest(told):
        return True
    return told.silence is not None and told.silence.state is SilenceState.RESTING and not is_asleep(told, dates)


def is_asleep(told: Told, dates: Dates) -> bool:
    """Tell whether it sleeps until a day to come."""
    until = told.application.sleeps_until
    return until is not None and until > dates.today


def _need_deed(need: Need, told: Told, dates: Dates) -> Deed:
    """Date a need: its own date, or the next working morning where there is none or it has passed."""
    by = need.by
    if isinstance(by, datetime) and by > dates.now:
        return Deed(Duty.NEED, by, f"{dates.full(by)}, by {dates.clock(by)}", need)
    if by is not None and not isinstance(by, datetime) and by > dates.today:
        when = datetime.combine(by, datetime.min.time().replace(hour=9), dates.zone)
    else:
        when = dates.next_working_morning()
        if by is None and told.application.sleeps_until:
            when = max(when, dates.working_morning(told.application.sleeps_until))
    return Deed(Duty.NEED, when, f"{dates.full(when)}, in the morning", need)


def _interview_deeds(told: Told, given: LetterInput, dates: Dates) -> Iterable[Deed]:
    """Date the confirmed interviews up to the end of the day of the next letter, and of the seventh day."""
    last = max(dates.day(given.next_letter), dates.today + PREPARED_FOR)
    for meeting in coming(told, given, InterviewStatus.CONFIRMED):
        if dates.day(meeting.start) <= last:
            yield Deed(Duty.INTERVIEW, meeting.start, dates.span(meeting.start, meeting.end), meeting=meeting)


def _is_thank_you(told: Told, day: date, given: LetterInput, dates: Dates) -> bool:
    held = (dates.day(one.start) for one in told.application.meetings if one.start <= given.now)
    return any(timedelta(0) <= day - met <= timedelta(days=_THANK_YOU_DAYS) for met in held)


def _was_offered(told: Told, day: date, given: LetterInput, dates: Dates) -> bool:
    """Tell whether the letter before this one offered the one contact at the beginning of a vague range (C6j)."""
    promise = told.application.promise
    return promise is not None and promise.begins == day <= dates.day(given.since)


def note_from(told: Told, given: LetterInput, dates: Dates) -> date | None:
    """Return the working day on which one permitted note may be sent before the next letter, if there is one."""
    day = told.follow_up.not_before
    if day is None or told.application.outcome is not None or is_resting(told, dates) or is_asleep(told, dates):
        return None
    if day > dates.day(given.next_letter) or _is_thank_you(told, day, given, dates):
        return None
    if _was_offered(told, day, given, dates):
        return None
    return dates.working_morning(max(day, dates.today + timedelta(days=1))).date()


def _is_left_alone(told: Told, job: Application | None) -> bool:
    return job is not None and job.id != told.application.id


def _deeds(told: Told, given: LetterInput, dates: Dates, job: Application | None) -> tuple[Deed, ...]:
    deeds = [_need_deed(need, told, dates) for need in needs_in(told, job)]
    deeds.extend(_interview_deeds(told, given, dates))
    if not deeds and not _is_left_alone(told, job) and (day := note_from(told, given, dates)):
        morning = dates.working_morning(day)
        deeds.append(Deed(Duty.NOTE, morning, f"{dates.full(morning)}, in the morning"))
    return tuple(sorted(deeds, key=lambda deed: deed.when))


def _is_note_only(deeds: tuple[Deed, ...]) -> bool:
    return all(deed.duty is Duty.NOTE for deed in deeds)


def _chosen(candidates: dict[int, tuple[Deed, ...]]) -> set[int]:
    """Choose the things to do: the earliest dates, then one note, three applications in all."""
    order = sorted(candidates, key=lambda key: (candidates[key][0].when, key))
    firm = [key for key in order if not _is_note_only(candidates[key])]
    notes = [key for key in order if _is_note_only(candidates[key])]
    return set((firm + notes[:1])[:ACTION_LIMIT])


def _ended(told: Told, given: LetterInput, dates: Dates, job: Application | None) -> Place:
    """Place an ended application: told in the week of its end, and again only if they write once more (f 26).

    The job that was accepted stands in each letter until it begins (letter.md C1c).
    """
    ended = told.application.outcome_at
    if incoming(told) or (ended is not None and ended >= given.since):
        return Place.CLOSED
    is_awaited = told.application is job and not is_last(given, dates)
    return Place.ACCEPTED if is_awaited else Place.ABSENT


def _place(told: Told, given: LetterInput, dates: Dates, job: Application | None) -> Place:
    application = told.application
    if application.outcome is not None:
        return _ended(told, given, dates, job)
    labels = {news.label for news in incoming(told)}
    if labels - {Label.ACKNOWLEDGEMENT} or has_trial_line(application, given, dates):
        return Place.MOVED
    if _is_left_alone(told, job) and not labels:
        return Place.RESTING
    if application.applied is not None and application.applied >= given.since:
        return Place.SENT
    if is_resting(told, dates) and not labels:
        return Place.RESTING
    return Place.WAITING


def standings(given: LetterInput, dates: Dates) -> tuple[Standing, ...]:
    """Give every application its one place; what does not fit among the things to do is told with its date."""
    job = job_of(given)
    deeds = {told.application.id: _deeds(told, given, dates, job) for told in given.applications}
    chosen = _chosen({key: value for key, value in deeds.items() if value})
    placed = []
    for told in given.applications:
        mine = deeds[told.application.id]
        if told.application.id in chosen:
            place = Place.ACTION
        elif mine and not _is_note_only(mine):
            place = Place.MOVED
        else:
            place = _place(told, given, dates, job)
        placed.append(Standing(told, place, mine, _is_left_alone(told, job)))
    return tuple(placed)


def waiting_count(given: LetterInput) -> int:
    """Return how many things wait for the person."""
    job = job_of(given)
    return sum(len(needs_in(told, job)) for told in given.applications)


DEED_WORDS: dict[NeedKind, str] = {
    NeedKind.SCHEDULE: "an interview time to settle",
    NeedKind.REFERENCES: "references to send",
    NeedKind.ASSESSMENT: "an assessment to do",
    NeedKind.OFFER: "an offer to answer",
    NeedKind.INFORMATION: "information to send",
    NeedKind.ANSWER: "an answer to write",
}
