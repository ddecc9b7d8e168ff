"""What it means that nobody has written: one of four phrases and two dates, never a percentage.

The model is competing risks with a share that never answers (letter.md c.3): after a stage an employer says yes,
says no, or nothing, and the delays of the two answers are lognormal up to a horizon. Everything is judged among the
waits that ended in an answer, because a person who waits wants to know what is usual, not what the odds are.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from unwatch_classifiers.records import Promise, Silence, SilenceState, Stage

_EARLY, _USUAL, _RARE = 0.25, 0.90, 0.97
_RESTS_AFTER_APPLYING = 42  # days: of 55 first answers that were good, six came later, the last on day 125
_RESTS_AFTER_PROMISE = timedelta(days=28)  # counted from the realistic date
_SLOWER_SECTOR = 2.0


class Sector(StrEnum):
    """Employers that take about twice as long as others (letter.md C5b; a government hire 54 days against 24)."""

    GOVERNMENT = "government"
    UNIVERSITY = "university"
    HOSPITAL = "hospital"


class Answer(StrEnum):
    """How a wait ended."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Wait:
    """A finished wait of the person's own: whole days, and how it ended. `days` is unused where nobody answered."""

    days: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class History:
    """The person's own finished waits: from applying to the first human answer, and from an interview to the next."""

    applied: tuple[Wait, ...] = ()
    interview: tuple[Wait, ...] = ()


@dataclass(frozen=True, slots=True)
class _Delay:
    """A share of all cases, and the lognormal delay in days of those; `mu` and `sigma` are of the logarithm."""

    share: float
    mu: float
    sigma: float


@dataclass(frozen=True, slots=True)
class _Prior:
    """A fit over the searches of several people, each person weighing the same.

    `horizon` is where the delays are cut, in days; `weight` is as how many cases of the person's own it counts.
    """

    positive: _Delay
    negative: _Delay
    horizon: int
    weight: int


# Fitted to 871 dated waits of four published job-search logs of 2021 to 2025 (804 after applying, 67 after an
# interview); delays are counted from the middle of a day. 47 and 5 in a hundred were never answered.
_APPLIED = _Prior(_Delay(0.078, 2.123, 1.374), _Delay(0.451, 4.317, 2.239), horizon=180, weight=20)
_INTERVIEW = _Prior(_Delay(0.423, 2.452, 1.229), _Delay(0.527, 2.679, 1.136), horizon=90, weight=6)


def silence(
    stage: Stage,
    since: datetime | date,
    today: date,
    *,
    promise: Promise | None,
    sector: str | None = None,
    history: History | None = None,
) -> Silence:
    """Judge the silence since a day, of which a datetime gives the date in the zone that it carries.

    A promise of the employer sets the dates by its realistic date, unless they have written after that; else the
    stage does, the person's own history outweighing the common one as it grows. Resting begins 42 days after
    applying, past the 97th percentile after an interview, or 28 days after a realistic date (DESIGN, section 4).
    """
    began = since.date() if isinstance(since, datetime) else since
    percentile = _percentiles(stage, sector, history or History())
    if promise is not None and promise.realistic >= began:
        usual_by, rests_from = promise.realistic, _later(promise.realistic, _RESTS_AFTER_PROMISE)
        early_until = min(_later(began, _days(percentile(_EARLY))), promise.by)
    else:
        usual_by = _later(began, _days(percentile(_USUAL)))
        rests_from = _later(began, _rest(stage, percentile))
        early_until = _later(began, _days(percentile(_EARLY)))
    state = _state(today, early_until, usual_by, rests_from)
    return Silence(state, max(0, (today - began).days), usual_by, rests_from)


def sector_of(company: str | None) -> str | None:
    """Tell by its name whether an employer belongs to a slower sector; None where the name does not say so."""
    words = " ".join(re.findall(r"\w+", (company or "")[:200].casefold()))
    for sector, signs in _SIGNS.items():
        if any(f" {sign} " in f" {words} " for sign in signs):
            return sector
    return None


def _state(today: date, early_until: date, usual_by: date, rests_from: date) -> SilenceState:
    if today >= rests_from:
        return SilenceState.RESTING
    if today > usual_by:
        return SilenceState.LATER_THAN_MOST
    return SilenceState.EARLY_DAYS if today < early_until else SilenceState.AS_EXPECTED


def _rest(stage: Stage, percentile: Callable[[float], float]) -> timedelta:
    if stage is Stage.APPLIED:
        return timedelta(days=_RESTS_AFTER_APPLYING)
    return _days(percentile(_RARE)) + timedelta(days=1)


def _later(day: date, delay: timedelta) -> date:
    """Add, but not beyond the end of the calendar: a forged mail may name the year 9999."""
    return day + delay if day <= date.max - delay else date.max


def _days(delay: float) -> timedelta:
    """Return the first whole day whose middle is not before the delay; the fits count from the middle of a day."""
    return timedelta(days=max(0, math.ceil(delay - 0.5)))


def _percentiles(stage: Stage, sector: str | None, history: History) -> Callable[[float], float]:
    """Return the function from a share of the answers that ever come to the days by which they have come."""
    applied = stage is Stage.APPLIED
    model = _learned(_APPLIED, history.applied) if applied else _learned(_INTERVIEW, history.interview)
    slower = _SLOWER_SECTOR if sector in set(Sector) else 1.0
    return lambda share: slower * _solve(lambda day: _answered(model, day), share, 0.0, float(model.horizon))


def _answered(model: _Prior, day: float) -> float:
    """Return the share, of the answers that ever come, that have come by a day."""
    both = model.positive.share + model.negative.share
    return sum(delay.share * _lognormal(day, delay, model.horizon) for delay in (model.positive, model.negative)) / max(
        both, 1e-9
    )


def _lognormal(day: float, delay: _Delay, horizon: int) -> float:
    if day <= 0:
        return 0.0
    return _normal((math.log(day) - delay.mu) / delay.sigma) / _normal((math.log(horizon) - delay.mu) / delay.sigma)


def _learned(prior: _Prior, waits: tuple[Wait, ...]) -> _Prior:
    """Return the model that the person's own waits make of a prior: shares as a Dirichlet, delays by shrinking."""
    if not waits:
        return prior
    return _Prior(
        _learned_delay(prior, prior.positive, waits, Answer.POSITIVE),
        _learned_delay(prior, prior.negative, waits, Answer.NEGATIVE),
        prior.horizon,
        prior.weight,
    )


def _learned_delay(prior: _Prior, delay: _Delay, waits: tuple[Wait, ...], answer: Answer) -> _Delay:
    """Shift a delay so that its mean logarithm is that of the prior's pseudo-cases and the person's own together."""
    own = [_logarithm(wait, prior.horizon) for wait in waits if wait.answer is answer]
    pseudo = prior.weight * delay.share
    share = (pseudo + len(own)) / (prior.weight + len(waits))
    if not own:
        return _Delay(share, delay.mu, delay.sigma)
    wanted = (pseudo * _mean_logarithm(delay.mu, delay.sigma, prior.horizon) + sum(own)) / (pseudo + len(own))
    mu = _solve(lambda mu: _mean_logarithm(mu, delay.sigma, prior.horizon), wanted, -4.0, 9.0)
    return _Delay(share, mu, delay.sigma)


def _logarithm(wait: Wait, horizon: int) -> float:
    return math.log(min(max(wait.days, 0) + 0.5, horizon))


def _mean_logarithm(mu: float, sigma: float, horizon: int) -> float:
    """Return the mean of a normal variable that is cut above at the logarithm of the horizon."""
    bound = (math.log(horizon) - mu) / sigma
    density = math.exp(-bound * bound / 2) / math.sqrt(2 * math.pi)
    return mu - sigma * density / _normal(bound)


def _normal(value: float) -> float:
    """Return the standard normal distribution function, kept off zero so that it can divide."""
    return max(math.erfc(-value / math.sqrt(2)) / 2, 1e-12)


def _solve(rising: Callable[[float], float], wanted: float, low: float, high: float) -> float:
    """Return where a rising function reaches a value, or the end of the interval that is nearest to it."""
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < wanted else (low, middle)
    return high


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
