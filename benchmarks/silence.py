"""How well the dates hold that silence is judged by, on searches that they were not learned from.

`python benchmarks/silence.py` leaves one log of waits.csv out after the other: what the rest of them say of how long
answers take is held against what came. Then the log's own waits are given to the model as they happened. Everything is
deterministic and takes seconds; docs/silence.md quotes it.
"""

from __future__ import annotations

import math
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from silence_fit import FACULTY, STAGES, Lived, by_log, fitted, fitted_without, read

from unwatch_classifiers.delays import Answer, Model, Wait, day_of, learned, whole_days
from unwatch_classifiers.silence import EARLY, RARE, RESTS_AFTER_APPLYING, USUAL, Sector, pace_of

CALLED = {"applied": "after applying", "interview": "after an interview"}
AFTER = (0, 10, 20, 40)  # waits of one's own begun before
SAMPLES = 1000


# What is held against what came


def days_of(model: Model, share: float, pace: float = 1.0) -> int:
    """Return the day after the beginning by which a share of the answers has come, as silence() dates it."""
    return whole_days(pace * day_of(model, share))


def rests_from(stage: str, model: Model, pace: float = 1.0) -> int:
    """Return the day after the beginning from which silence() lets it rest."""
    return RESTS_AFTER_APPLYING if stage == "applied" else days_of(model, RARE, pace) + 1


def answered(waits: Iterable[Lived]) -> list[int]:
    """Return the days of the answered ones, in order."""
    return sorted(one.days for one in waits if one.answer is not None)


def percentile(days: Sequence[int], share: float) -> int:
    """Return the day by which that share of some answers had come."""
    return days[math.ceil(share * len(days)) - 1]


def with_running(waits: Sequence[Lived], day: int, horizon: int) -> float:
    """Return the share of the answers within the horizon that come by a day, by Kaplan and Meier: a wait that was not
    watched to its end counts as long as it was watched.
    """
    still, by_day = 1.0, 0.0
    for when in sorted({one.days for one in waits if one.answer is not None and one.days <= horizon}):
        at_risk = sum(one.days >= when for one in waits)
        still *= 1 - sum(one.days == when and one.answer is not None for one in waits) / at_risk
        by_day = 1 - still if when <= day else by_day
    return by_day / (1 - still)


def of(part: int, whole: int) -> str:
    return f"{part} of {whole}, {part / whole:.2f}" if whole else "none"


def row(*cells: object) -> None:
    print("| " + " | ".join(str(cell) for cell in cells) + " |")


def heading(title: str, *columns: str) -> None:
    print(f"\n## {title}\n")
    row(*columns)
    row(*("---" for _ in columns))


def print_fit(waits: Sequence[Lived]) -> None:
    """Print the fit to all logs, and whether it is the one that the program uses."""
    heading("the fit", "stage", "waits", "logs", "yes", "no", "never", "yes: mu, sigma", "no: mu, sigma")
    same = True
    for stage, used in STAGES.items():
        logs = by_log(waits, stage)
        model = fitted(list(logs.values()), used)
        yes, no = model.positive, model.negative
        shares = [f"{share:.3f}" for share in (yes.share, no.share, 1 - yes.share - no.share)]
        delays = [f"{one.mu:.3f}, {one.sigma:.3f}" for one in (yes, no)]
        row(CALLED[stage], sum(map(len, logs.values())), len(logs), *shares, *delays)
        same = same and all(
            abs(ours - theirs) < 0.001
            for one, other in ((yes, used.positive), (no, used.negative))
            for ours, theirs in ((one.share, other.share), (one.mu, other.mu), (one.sigma, other.sigma))
        )
    print(f"\nthe model in delays.py is this fit: {'yes' if same else 'NO'}")


def print_left_out(waits: Sequence[Lived]) -> None:
    """Print for each log what the others say of it."""
    heading(
        "a log that the fit has not seen",
        "stage",
        "log",
        "waits",
        "usual by day",
        "answers by then",
        "with those that ran",
        "rests from day",
        "answers before",
        "good ones before",
        "their 75th on day",
        "25th to 90th holds it",
    )
    for stage in STAGES:
        logs = by_log(waits, stage)
        told = [_left_out(stage, log, own) for log, own in logs.items()]
        _sum_up(stage, told)


@dataclass(frozen=True, slots=True)
class _Told:
    """What came of one log's answers: by the usual day, and before it rested."""

    waits: int
    answers: int
    usual: int
    running: float
    before: int
    good: int
    good_before: int
    holds: bool


def _left_out(stage: str, log: str, own: Sequence[Lived]) -> _Told:
    model = fitted_without(stage, log)
    days = answered(own)
    early, usual, rests = days_of(model, EARLY), days_of(model, USUAL), rests_from(stage, model)
    third = percentile(days, 0.75)
    good = [one.days for one in own if one.answer is Answer.POSITIVE]
    told = _Told(
        len(own),
        len(days),
        sum(day <= usual for day in days),
        with_running(own, usual, model.horizon),
        sum(day < rests for day in days),
        len(good),
        sum(day < rests for day in good),
        early <= third <= usual,
    )
    row(
        CALLED[stage],
        log,
        told.waits,
        usual,
        of(told.usual, told.answers),
        f"{told.running:.2f}",
        rests,
        of(told.before, told.answers),
        of(told.good_before, told.good),
        third,
        f"{early} to {usual}: {'yes' if told.holds else 'no'}",
    )
    return told


def _sum_up(stage: str, told: Sequence[_Told]) -> None:
    answers = sum(one.answers for one in told)
    row(
        CALLED[stage],
        "all",
        sum(one.waits for one in told),
        "",
        of(sum(one.usual for one in told), answers),
        "",
        "",
        of(sum(one.before for one in told), answers),
        of(sum(one.good_before for one in told), sum(one.good for one in told)),
        "",
        f"{sum(one.holds for one in told)} of {len(told)}",
    )
    running = sum(one.running for one in told) / len(told)
    usual, before = (sum(share) / len(told) for share in zip(*map(_shares, told), strict=True))
    row(CALLED[stage], "all, each log alike", "", "", f"{usual:.2f}", f"{running:.2f}", "", f"{before:.2f}", "", "", "")


def _shares(told: _Told) -> tuple[float, float]:
    return told.usual / told.answers, told.before / told.answers


def known_at(own: Sequence[Lived], day: int, horizon: int) -> list[Wait]:
    """Return what the person knows of their own waits on a day of the log."""
    return [one.as_known(day, horizon) for one in own if one.began < day]


def print_own_history(waits: Sequence[Lived]) -> None:
    """Print for each log how the dates change, each wait judged by what was known on the day on which it began."""
    heading(
        "what a log's own waits make of it",
        "stage",
        "log",
        *(f"usual by day, after {count} waits" for count in AFTER),
        "at the end",
        "their 90th on day",
        "answers by the common day",
        "by their own, finished waits alone",
        "by their own, running ones too",
        "of the second half",
    )
    for stage in STAGES:
        logs = by_log(waits, stage)
        totals: list[list[bool]] = [[], [], [], []]
        for log, own in logs.items():
            common = fitted_without(stage, log)
            for total, part in zip(totals, _own_history(stage, log, own, common), strict=True):
                total.extend(part)
        blank = [""] * (len(AFTER) + 2)
        row(CALLED[stage], "all", *blank, *(of(sum(total), len(total)) for total in totals))


def _own_history(stage: str, log: str, own: Sequence[Lived], common: Model) -> list[list[bool]]:
    """Print the row of a log; return whether each answer came by its day: the common one, two of its own, and the last
    for the second half of the waits.
    """
    horizon = common.horizon
    dates: list[int] = []
    came: list[list[bool]] = [[], [], [], []]
    for place, one in enumerate(own):
        known = known_at(own, one.began, horizon)
        finished = [wait for wait in known if wait.answer is not Answer.RUNNING]
        by = [days_of(model, USUAL) for model in (common, learned(common, finished), learned(common, known))]
        dates.append(by[2])
        if one.answer is not None:
            for kept, day in zip(came, by, strict=False):
                kept.append(one.days <= day)
            if 2 * place >= len(own):
                came[3].append(one.days <= by[2])
    last = max(one.began + one.days for one in own)
    shown = [dates[count] if count < len(dates) else "" for count in AFTER]
    end = days_of(learned(common, known_at(own, last, horizon)), USUAL)
    shares = [of(sum(kept), len(kept)) if kept else "" for kept in came]
    row(CALLED[stage], log, *shown, end, percentile(answered(own), 0.9), *shares)
    return came


def print_sector(waits: Sequence[Lived]) -> None:
    """Print what the offset of a slower sector does for the log of one."""
    heading("a slower sector", "wait", "answers", "pace", "usual by day", "answers by then", "rests from", "before")
    for stage, called in (("applied_to_interview", "applied to interview held"), ("interview", CALLED["interview"])):
        days = answered(one for one in waits if one.log == FACULTY and one.stage == stage)
        after = "interview" if stage == "interview" else "applied"
        for pace in (1.0, pace_of(Sector.UNIVERSITY)):
            usual, rests = days_of(STAGES[after], USUAL, pace), rests_from(after, STAGES[after], pace)
            in_time, before = sum(day <= usual for day in days), sum(day < rests for day in days)
            row(called, len(days), f"{pace:g}", usual, of(in_time, len(days)), rests, of(before, len(days)))


# How alike the answers of one employer are: the rounds of one application, for no log names its employers

Rounds = Mapping[tuple[str, int], Sequence[float]]


def rounds(waits: Iterable[Lived]) -> Rounds:
    """Return the logarithms of the answered waits after interviews, by application."""
    found: defaultdict[tuple[str, int], list[float]] = defaultdict(list)
    for one in waits:
        if one.stage == "interview" and one.log != FACULTY and one.answer is not None:
            found[one.log, one.application].append(math.log(one.days + 0.5))
    return found


def employers_part(found: Iterable[tuple[str, Sequence[float]]]) -> float | None:
    """Return which part of the variance between the waits of one person lies between applications (one-way analysis
    of variance, nested in logs); None where no application has a second round.
    """
    logs: defaultdict[str, list[Sequence[float]]] = defaultdict(list)
    for log, values in found:
        logs[log].append(values)
    between = within = size = 0.0
    free_between = free_within = 0
    for groups in logs.values():
        count = sum(map(len, groups))
        mean = sum(map(sum, groups)) / count
        means = [sum(group) / len(group) for group in groups]
        between += sum(len(group) * (one - mean) ** 2 for group, one in zip(groups, means, strict=True))
        within += sum((x - one) ** 2 for group, one in zip(groups, means, strict=True) for x in group)
        size += count - sum(len(group) ** 2 for group in groups) / count
        free_between += len(groups) - 1
        free_within += count - len(groups)
    if not free_within or not free_between or not within:
        return None
    of_groups = (between / free_between - within / free_within) * free_between / size
    return of_groups / (of_groups + within / free_within)


def print_employer(waits: Sequence[Lived]) -> None:
    """Print how much of the spread of a person's waits is the employer's, and how sure that is."""
    found = rounds(waits)
    keys = sorted(found)
    chance = random.Random(0)
    drawn = (
        employers_part([(key[0], found[key]) for key in chance.choices(keys, k=len(keys))]) for _ in range(SAMPLES)
    )
    sampled = sorted(part for part in drawn if part is not None)
    low, high = sampled[len(sampled) // 20], sampled[-len(sampled) // 20]
    several = sum(len(values) > 1 for values in found.values())
    part = employers_part([(key[0], values) for key, values in found.items()])
    print("\n## one employer\n")
    print(
        f"{sum(map(len, found.values()))} answers after interviews in {len(found)} applications, {several} of them with"
    )
    print(
        f"several: between applications lies {part:.2f} of the variance (nine in ten samples: {low:.2f} to {high:.2f})"
    )


def main() -> None:
    waits = read()
    print_fit(waits)
    print_left_out(waits)
    print_own_history(waits)
    print_sector(waits)
    print_employer(waits)


if __name__ == "__main__":
    main()
