"""What it means that nobody has written: one of four phrases and two dates, never a percentage.

Everything is judged among the waits that ended in an answer (delays.py), because a person who waits wants to know what
is usual, not what the odds are. How well the dates have held is in docs/silence.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property

from unwatch_classifiers.delays import APPLIED, INTERVIEW, Answer, Model, Wait, at_employer, day_of, learned, whole_days
from unwatch_classifiers.records import Promise, Silence, SilenceState, Stage

__all__ = ["Answer", "History", "Sector", "Wait", "pace_of", "sector_of", "silence"]

EARLY, USUAL, RARE = 0.25, 0.90, 0.97  # shares of the answers that ever come (letter.md c.3)
RESTS_AFTER_APPLYING = 42  # days: of 55 first answers that were good, seven came later, the last on day 125
_RESTS_AFTER_PROMISE = timedelta(days=28)  # counted from the realistic date
_SLOWER_SECTOR = 2.0


class Sector(StrEnum):
    """Employers that take about twice as long as others (letter.md C5b; a government hire 54 days against 24)."""

    GOVERNMENT = "government"
    UNIVERSITY = "university"
    HOSPITAL = "hospital"


@dataclass(frozen=True)
class History:
    """A person's own waits, from applying to the first human answer, and from an interview to the next word.

    What they teach is worked out once for each history, however many silences are judged by it.
    """

    applied: tuple[Wait, ...] = ()
    interview: tuple[Wait, ...] = ()

    def waits(self, stage: Stage) -> tuple[Wait, ...]:
        """Return the waits after a stage; once somebody has met the person, they are those after an interview."""
        return self.applied if stage is Stage.APPLIED else self.interview

    def model(self, stage: Stage) -> Model:
        """Return what the common model has become by these waits."""
        return self._after_applying if stage is Stage.APPLIED else self._after_an_interview

    @cached_property
    def _after_applying(self) -> Model:
        return learned(APPLIED, self.applied)

    @cached_property
    def _after_an_interview(self) -> Model:
        return learned(INTERVIEW, self.interview)


_NOTHING_KNOWN = History()


def silence(
    stage: Stage,
    since: datetime | date,
    today: date,
    *,
    promise: Promise | None,
    sector: str | None = None,
    history: History | None = None,
    employer_past: History | None = None,
) -> Silence:
    """Judge the silence since a day, of which a datetime gives the date in the zone that it carries.

    A promise of the employer sets the dates by its realistic date, unless they have written after that; else the
    stage does. The person's own history outweighs the common one as it grows, and what this employer took before moves
    the dates once more; in a slower sector all of them are twice as far. Resting begins 42 days after applying, past
    the 97th percentile after an interview, 28 days after a realistic date (DESIGN, section 4), or on the day from which
    silence means no, as they said themselves (letter.md c.4).
    """
    began = since.date() if isinstance(since, datetime) else since
    after = _days_after(stage, sector, history or _NOTHING_KNOWN, employer_past or _NOTHING_KNOWN)
    if promise is not None and promise.realistic >= began:
        usual_by, rests_from = promise.realistic, _later(promise.realistic, _RESTS_AFTER_PROMISE)
        if promise.closes:
            usual_by = rests_from = promise.by
        early_until = min(_later(began, timedelta(whole_days(after(EARLY)))), promise.by)
    else:
        usual_by = _later(began, timedelta(whole_days(after(USUAL))))
        rests_from = _later(began, _rest(stage, after))
        early_until = _later(began, timedelta(whole_days(after(EARLY))))
    state = _state(today, early_until, usual_by, rests_from)
    return Silence(state, max(0, (today - began).days), usual_by, rests_from)


def sector_of(company: str | None) -> str | None:
    """Tell by its name whether an employer belongs to a slower sector; None where the name does not say so."""
    words = " ".join(re.findall(r"\w+", (company or "")[:200].casefold()))
    for sector, signs in _SIGNS.items():
        if any(f" {sign} " in f" {words} " for sign in signs):
            return sector
    return None


def pace_of(sector: str | None) -> float:
    """Return how many times longer than others the employers of a sector take."""
    return _SLOWER_SECTOR if sector in set(Sector) else 1.0


def _state(today: date, early_until: date, usual_by: date, rests_from: date) -> SilenceState:
    if today >= rests_from:
        return SilenceState.RESTING
    if today > usual_by:
        return SilenceState.LATER_THAN_MOST
    return SilenceState.EARLY_DAYS if today < early_until else SilenceState.AS_EXPECTED


def _rest(stage: Stage, after: Callable[[float], float]) -> timedelta:
    if stage is Stage.APPLIED:
        return timedelta(days=RESTS_AFTER_APPLYING)
    return timedelta(days=whole_days(after(RARE)) + 1)


def _later(day: date, delay: timedelta) -> date:
    """Add, but not beyond the end of the calendar: a forged mail may name the year 9999."""
    return day + delay if day <= date.max - delay else date.max


def _days_after(stage: Stage, sector: str | None, history: History, employer_past: History) -> Callable[[float], float]:
    """Return the function from a share of the answers that ever come to the days by which they have come."""
    model = at_employer(history.model(stage), employer_past.waits(stage))
    return lambda share: pace_of(sector) * day_of(model, share)


_SIGNS = {
    Sector.UNIVERSITY: (
        "university", "universities", "college", "institute of technology", "polytechnic", "université", "universidad",
        "universität", "technische universität", "hochschule", "fachhochschule", "università", "universiteit",
        "universidade", "uniwersytet", "universitet",
    ),
    Sector.HOSPITAL: (
        "hospital", "hospitals", "nhs", "medical center", "medical centre", "health system", "infirmary", "klinikum",
        "universitätsklinikum", "krankenhaus", "hôpital", "hospitalier", "ospedale", "ziekenhuis",
    ),
    Sector.GOVERNMENT: (
        "city of", "town of", "village of", "county", "county of", "state of", "commonwealth of", "borough of",
        "borough", "council", "township", "municipality", "municipality of", "government", "ministry", "ministry of",
        "department of", "bureau of", "parliament", "police", "school district", "public schools", "public library",
        "stadt", "landkreis", "landratsamt", "bezirksamt", "bundesamt", "ministerium", "gemeinde", "landeshauptstadt",
        "ville de", "mairie", "ministère", "préfecture", "ayuntamiento", "ministerio", "comune di", "gemeente",
    ),
}  # fmt: skip
