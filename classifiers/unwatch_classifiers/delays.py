"""How long employers take to answer: a model of the delays, what a person's own waits make of it, and its days.

The model is competing risks with a share that never answers (letter.md c.3): after a stage an employer says yes,
says no, or nothing, and the delays of the two answers are lognormal up to a horizon. Days are counted from the middle
of a day, as in the fit (benchmarks/silence.py).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

_SAME_EMPLOYER = 3  # pseudo-answers: of the spread between waits about a quarter is the employer's (docs/silence.md)
_ROUNDS = 30  # of weighing waits that run, at most: in an ordinary search nothing moves any more after ten


class Answer(StrEnum):
    """How a wait ended, or that it still runs."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    NEVER = "never"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class Wait:
    """A wait of the person's own: whole days until it ended, or so far where it still runs.

    `days` is unused where nobody answered. `pace` is as how many times slower than others the employer's sector counts.
    """

    days: int
    answer: Answer
    pace: float = 1.0


@dataclass(frozen=True, slots=True)
class Delay:
    """A share of all cases, and the lognormal delay in days of those; `mu` and `sigma` are of the logarithm."""

    share: float
    mu: float
    sigma: float


@dataclass(frozen=True, slots=True)
class Model:
    """Answers after a stage.

    `horizon` is where the delays are cut, in days; `weight` is as how many cases of the person's own the model counts.
    """

    positive: Delay
    negative: Delay
    horizon: int
    weight: int


# Fitted to 871 dated waits of five published job-search logs of 2021 to 2025 (804 after applying, 67 after an
# interview), each log weighing the same. 47 and 5 in a hundred were never answered.
APPLIED = Model(Delay(0.078, 2.123, 1.374), Delay(0.451, 4.317, 2.239), horizon=180, weight=20)
INTERVIEW = Model(Delay(0.423, 2.452, 1.229), Delay(0.527, 2.679, 1.136), horizon=90, weight=6)


@lru_cache(maxsize=4096)
def day_of(model: Model, share: float) -> float:
    """Return the days by which a share has come of the answers that ever come."""
    return _solve(lambda day: _answered(model, day), share, 0.0, float(model.horizon))


def whole_days(delay: float) -> int:
    """Return the first whole day whose middle is not before the delay."""
    return max(0, math.ceil(delay - 0.5))


def learned(prior: Model, waits: Iterable[Wait]) -> Model:
    """Return what a person's own waits make of a model: shares as a Dirichlet, delays by shrinking their `mu`.

    A wait that runs counts as an answer to come, positive, negative or never, as likely as the model has it after so
    many days. Without those a young search would know only the quick answers, for the slow ones are not there yet.
    An answer beyond the horizon counts as none, as in the fit.
    """
    tally = Counter(_filed(wait, prior.horizon) for wait in waits)
    if not tally:
        return prior
    model = prior
    for _ in range(_ROUNDS):
        before, model = model, _drawn(prior, model, tally)
        if _distance(before, model) < 1e-4:
            break
    return model


@lru_cache(maxsize=4096)
def at_employer(model: Model, waits: tuple[Wait, ...]) -> Model:
    """Return what earlier answers of one employer make of a model: quicker or slower by a part of their distance."""
    answered = {Answer.POSITIVE: model.positive, Answer.NEGATIVE: model.negative}
    distances = [
        math.log(min(_middle(wait), model.horizon)) - _mean_logarithm(answered[wait.answer], model.horizon)
        for wait in waits
        if wait.answer in answered
    ]
    by = sum(distances) / (len(distances) + _SAME_EMPLOYER)
    positive, negative = (_moved(one, by, model.horizon) if by else one for one in answered.values())
    return Model(positive, negative, model.horizon, model.weight)


def _middle(wait: Wait) -> float:
    return (max(wait.days, 0) + 0.5) / wait.pace


def _filed(wait: Wait, horizon: int) -> tuple[Answer, float]:
    day = _middle(wait)
    return (Answer.NEVER, 0.0) if wait.answer is Answer.NEVER or day > horizon else (wait.answer, day)


@dataclass(slots=True)
class _Heap:
    """Cases of one answer, and the sum of their logarithms."""

    cases: float = 0.0
    logarithms: float = 0.0

    def add(self, cases: float, logarithm: float) -> None:
        self.cases += cases
        self.logarithms += cases * logarithm


def _drawn(prior: Model, model: Model, tally: Mapping[tuple[Answer, float], int]) -> Model:
    """Draw a prior towards the waits, of which those that run are taken as `model` has them."""
    positive, negative = _Heap(), _Heap()
    for (answer, day), cases in tally.items():
        match answer:
            case Answer.POSITIVE:
                positive.add(cases, math.log(day))
            case Answer.NEGATIVE:
                negative.add(cases, math.log(day))
            case Answer.RUNNING:
                _expect(model, day, cases, positive, negative)
            case Answer.NEVER:
                pass
    total = prior.weight + sum(tally.values())
    return Model(
        _towards(prior, prior.positive, positive, total),
        _towards(prior, prior.negative, negative, total),
        prior.horizon,
        prior.weight,
    )


def _distance(one: Model, other: Model) -> float:
    pairs = ((one.positive, other.positive), (one.negative, other.negative))
    return max(max(abs(a.mu - b.mu), abs(a.share - b.share)) for a, b in pairs)


def _expect(model: Model, day: float, cases: int, positive: _Heap, negative: _Heap) -> None:
    """Put waits that run on the two heaps, as likely as an answer is still to come after that day."""
    to_come = [delay.share * (1 - _lognormal(day, delay, model.horizon)) for delay in (model.positive, model.negative)]
    never = max(1 - model.positive.share - model.negative.share, 1e-9)
    for heap, delay, share in zip((positive, negative), (model.positive, model.negative), to_come, strict=True):
        heap.add(cases * share / (sum(to_come) + never), _mean_logarithm(delay, model.horizon, after=day))


def _towards(prior: Model, delay: Delay, heap: _Heap, total: float) -> Delay:
    """Move a delay so that its mean logarithm is that of the prior's pseudo-cases and of the heap together."""
    pseudo = prior.weight * delay.share
    share = (pseudo + heap.cases) / total
    mean = _mean_logarithm(delay, prior.horizon)
    by = (heap.logarithms - heap.cases * mean) / (pseudo + heap.cases)
    moved = _moved(delay, by, prior.horizon) if heap.cases else delay
    return Delay(share, moved.mu, moved.sigma)


def _moved(delay: Delay, by: float, horizon: int) -> Delay:
    """Move the mean logarithm of a delay that is cut at the horizon."""
    wanted = _mean_logarithm(delay, horizon) + by
    mu = _solve(lambda mu: _mean_logarithm(Delay(delay.share, mu, delay.sigma), horizon), wanted, -4.0, 9.0)
    return Delay(delay.share, mu, delay.sigma)


def _answered(model: Model, day: float) -> float:
    """Return the share, of the answers that ever come, that have come by a day."""
    both = (model.positive, model.negative)
    come = sum(delay.share * _lognormal(day, delay, model.horizon) for delay in both)
    return come / max(sum(delay.share for delay in both), 1e-9)


def _lognormal(day: float, delay: Delay, horizon: int) -> float:
    if day <= 0:
        return 0.0
    return _normal((math.log(day) - delay.mu) / delay.sigma) / _normal((math.log(horizon) - delay.mu) / delay.sigma)


def _mean_logarithm(delay: Delay, horizon: int, after: float | None = None) -> float:
    """Return the mean of a normal variable that is cut at the logarithm of the horizon, and below at that of a day."""
    high = (math.log(horizon) - delay.mu) / delay.sigma
    if after is None:
        return delay.mu - delay.sigma * _density(high) / _normal(high)
    low = (math.log(after) - delay.mu) / delay.sigma
    between = _normal(-low) - _normal(-high)
    if between < 1e-9:  # so far out that the two cuts are all there is
        return (math.log(after) + math.log(horizon)) / 2
    return delay.mu + delay.sigma * (_density(low) - _density(high)) / between


def _density(value: float) -> float:
    return math.exp(-value * value / 2) / math.sqrt(2 * math.pi)


def _normal(value: float) -> float:
    """Return the standard normal distribution function, kept off zero so that it can divide."""
    return max(math.erfc(-value / math.sqrt(2)) / 2, 1e-12)


def _solve(rising: Callable[[float], float], wanted: float, low: float, high: float) -> float:
    """Return where a rising function reaches a value, or the end of the interval that is nearest to it."""
    for _ in range(36):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < wanted else (low, middle)
    return high
