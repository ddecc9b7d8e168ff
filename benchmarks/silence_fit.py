"""The waits of published search logs (waits.csv), and the model of delays that is fitted to them.

Shares, and delays that are lognormal up to a horizon, by greatest likelihood. What had not been answered by the
horizon, or by the end of the log, is known to be no answer up to that day and no more.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from unwatch_classifiers.delays import APPLIED, INTERVIEW, Answer, Delay, Model, Wait

FILE = Path(__file__).resolve().with_name("waits.csv")
STAGES = {"applied": APPLIED, "interview": INTERVIEW}
FACULTY = "faculty-2016"  # a slower sector: it is judged with its offset, and nothing is fitted to it
_CLOSED = "closed"  # the person gave it up; where neither that nor an answer, it ran at the end of the log
_ANSWERS = {"positive": Answer.POSITIVE, "negative": Answer.NEGATIVE}


Cases = Mapping[tuple[float, Answer | None], float]
Point = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Lived:
    """A wait of a log: the day of the log on which it began, how many days it took or was watched, how it ended."""

    log: str
    application: int
    stage: str
    began: int
    days: int
    end: str

    @property
    def answer(self) -> Answer | None:
        """How it was answered."""
        return _ANSWERS.get(self.end)

    def as_known(self, day: int, horizon: int) -> Wait:
        """Return it as the person knows it on a later day of the log."""
        so_far = day - self.began
        if self.days <= so_far and self.answer is not None:
            return Wait(self.days, self.answer)
        given_up = self.days <= so_far and self.end == _CLOSED
        return Wait(so_far, Answer.NEVER if given_up or so_far > horizon else Answer.RUNNING)


def read() -> list[Lived]:
    """Read the waits."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        Lived(
            row["log"],
            int(row["application"]),
            row["stage"],
            int(row["began"]),
            int(row["days"]),
            row["end"],
        )
        for row in rows
    ]


def by_log(waits: Iterable[Lived], stage: str) -> dict[str, list[Lived]]:
    """Return the waits after a stage that the model is fitted to, by log, in the order in which they began."""
    logs: defaultdict[str, list[Lived]] = defaultdict(list)
    for one in waits:
        if one.stage == stage and one.log != FACULTY:
            logs[one.log].append(one)
    return {log: sorted(logs[log], key=lambda one: (one.began, one.application, one.days)) for log in logs}


def cases_of(logs: Sequence[Sequence[Lived]], horizon: int) -> Cases:
    """Count what was seen, each log weighing the same."""
    total = sum(len(log) for log in logs)
    weights: defaultdict[tuple[float, Answer | None], float] = defaultdict(float)
    for log in logs:
        for one in log:
            day = one.days + 0.5
            seen = (day, one.answer) if day <= horizon else (float(horizon), None)
            weights[seen] += total / (len(logs) * len(log))
    return weights


def _distribution(value: float) -> float:
    return math.erfc(-value / math.sqrt(2)) / 2


def model_at(point: Point, like: Model) -> Model:
    """Return the model of a point: two shares against that of no answer, then mu and log sigma of each delay."""
    yes, no = math.exp(point[0]), math.exp(point[1])
    of_all = 1 + yes + no
    return Model(
        Delay(yes / of_all, point[2], math.exp(point[3])),
        Delay(no / of_all, point[4], math.exp(point[5])),
        like.horizon,
        like.weight,
    )


def unlikeliness(cases: Cases, model: Model) -> float:
    """Return the negative logarithm of the likelihood, with a weak prior that keeps each sigma near 1.1."""
    delays = {Answer.POSITIVE: model.positive, Answer.NEGATIVE: model.negative}
    cut = {
        answer: max(_distribution((math.log(model.horizon) - one.mu) / one.sigma), 1e-300)
        for answer, one in delays.items()
    }
    found = 0.0
    for (day, answer), weight in cases.items():
        scaled = {known: (math.log(day) - one.mu) / one.sigma for known, one in delays.items()}
        if answer is None:
            come = sum(one.share * _distribution(scaled[known]) / cut[known] for known, one in delays.items())
            found -= weight * math.log(max(1 - come, 1e-9))
        else:
            one = delays[answer]
            density = math.log(one.share) - math.log(one.sigma * day * math.sqrt(2 * math.pi) * cut[answer])
            found -= weight * (density - scaled[answer] ** 2 / 2)
    return found + sum(((math.log(one.sigma) - 0.1) / 0.6) ** 2 / 2 for one in delays.values())


def lowest(valley: Callable[[Point], float], start: Point) -> Point:
    """Return where a function is lowest, by the simplex of Nelder and Mead."""
    corners = [start] + [tuple(x + 0.3 * (i == j) for j, x in enumerate(start)) for i in range(len(start))]
    heights = {corner: valley(corner) for corner in corners}

    def towards(centre: Point, worst: Point, step: float) -> Point:
        point = tuple(c + step * (c - w) for c, w in zip(centre, worst, strict=True))
        heights[point] = valley(point)
        return point

    while True:
        corners.sort(key=heights.__getitem__)
        best, worst = corners[0], corners[-1]
        if heights[worst] - heights[best] < 1e-7:
            return best
        centre = tuple(sum(column) / len(start) for column in zip(*corners[:-1], strict=True))
        chosen = towards(centre, worst, 1.0)
        if heights[chosen] < heights[best]:
            chosen = min(chosen, towards(centre, worst, 2.0), key=heights.__getitem__)
        elif heights[chosen] >= heights[corners[-2]]:
            chosen = min(chosen, towards(centre, worst, 0.5), towards(centre, worst, -0.5), key=heights.__getitem__)
        if heights[chosen] < heights[worst]:
            corners[-1] = chosen
        else:
            corners = [best, *(towards(best, corner, -0.5) for corner in corners[1:])]


def fitted(logs: Sequence[Sequence[Lived]], like: Model) -> Model:
    """Fit a model to some logs; horizon and weight are those of another."""
    cases = cases_of(logs, like.horizon)
    point: Point = (-1.2, -0.2, 2.0, 0.1, 2.8, 0.1)
    for _ in range(2):  # once more from where it came to rest, with a simplex of full size
        point = lowest(lambda one: unlikeliness(cases, model_at(one, like)), point)
    return model_at(point, like)


@cache
def fitted_without(stage: str, log: str) -> Model:
    """Return what all logs but one say of a stage."""
    return fitted([own for name, own in by_log(read(), stage).items() if name != log], STAGES[stage])
