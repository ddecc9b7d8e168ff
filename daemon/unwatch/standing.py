"""Where an application stands now: who moves next, what the silence means, what may be sent. Pure; never stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from unwatch.application import Application
from unwatch.follow_up import follow_up
from unwatch.letter.records import FollowUp
from unwatch.meetings import last_held
from unwatch.waits import Past, local_day, sector
from unwatch_classifiers.records import InterviewStatus, OfferForm, Silence, SilenceState, Stage
from unwatch_classifiers.silence import silence

MOVES_BELIEVED = 1
RESTS_AFTER_MOVES = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Standing:
    """The three questions about an application; `waiting_on` is "you", "employer" or None when it has ended."""

    waiting_on: str | None
    silence: Silence | None
    follow_up: FollowUp


def standing(
    application: Application,
    now: datetime,
    zone: ZoneInfo,
    past: Past | None = None,
) -> Standing:
    """Return where the application stands at `now`, by the calendar of `zone`.

    `past` is what the person has waited so far; without it the silence is judged by the common waits alone.
    """
    application = woken(application, now.astimezone(zone).date())
    moves = "you" if application.open_needs else "employer"
    waiting_on = moves if application.live else None
    return Standing(
        waiting_on=waiting_on,
        silence=_silence(application, now, zone, past) if waiting_on == "employer" else None,
        follow_up=follow_up(application, now.astimezone(zone).date(), zone=zone),
    )


def woken(application: Application, today: date) -> Application:
    """Return the application out of its rest, where the day has come until which the person let it rest (C6i)."""
    until = application.sleeps_until
    if application.rested is None or until is None or until > today:
        return application
    return replace(application, rested=None, sleeps_until=None)


def _silence(application: Application, now: datetime, zone: ZoneInfo, past: Past | None) -> Silence | None:
    if any(one.start > now and one.status is InterviewStatus.CONFIRMED for one in application.meetings):
        return None
    since = silent_since(application, now)
    if since is None:
        return None
    told = silence(
        _waiting_stage(application, now),
        local_day(since, zone),
        now.astimezone(zone).date(),
        promise=application.promise,
        sector=sector(application),
        history=past.history if past else None,
        employer_past=past.of_employer(application) if past else None,
    )
    if application.rested is not None:
        return replace(told, state=SilenceState.RESTING, rests_from=local_day(application.rested, zone))
    return _treated_as_open(application, told, now, zone)


def _treated_as_open(application: Application, told: Silence, now: datetime, zone: ZoneInfo) -> Silence:
    """Let a spoken offer whose start was moved twice rest four weeks after their last word, whatever date they named
    last (letter.md C2g, S02).
    """
    offer, heard = application.offer, application.last_heard
    if offer is None or heard is None or offer.form is not OfferForm.SPOKEN or len(offer.starts) <= MOVES_BELIEVED + 1:
        return told
    rests_from = min(told.rests_from, local_day(heard, zone) + RESTS_AFTER_MOVES)
    rests = now.astimezone(zone).date() >= rests_from
    return replace(told, rests_from=rests_from, state=SilenceState.RESTING if rests else told.state)


def silent_since(application: Application, now: datetime) -> datetime | None:
    """Return from when the silence is counted: the employer's last word, the last interview, or the application."""
    known = [application.applied, application.last_heard, last_held(application, now)]
    return max((one for one in known if one is not None), default=application.last_wrote)


def _waiting_stage(application: Application, now: datetime) -> Stage:
    """An interview that was held makes it an interview's silence, whatever label the mail had."""
    if application.stage.rank < Stage.INTERVIEWING.rank and last_held(application, now) is not None:
        return Stage.INTERVIEWING
    return application.stage
