"""The model of delays: what waits make of it, and that nothing in a ledger can bring it out of bounds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unwatch_classifiers.delays import (
    APPLIED,
    INTERVIEW,
    Answer,
    Delay,
    Model,
    Wait,
    at_employer,
    day_of,
    learned,
    whole_days,
)

MODELS = pytest.mark.parametrize("model", [APPLIED, INTERVIEW])


def shares(model: Model) -> tuple[float, float]:
    return model.positive.share, model.negative.share


@MODELS
def test_shares_are_those_of_pseudo_cases_and_own_ones_together(model: Model) -> None:
    """A Dirichlet of 20 pseudo-applications, or 6 interviews: ten rejections are ten cases more (letter.md c.3)."""
    yes, no = shares(learned(model, [Wait(9, Answer.NEGATIVE)] * 10))

    assert yes == pytest.approx(model.weight * model.positive.share / (model.weight + 10))
    assert no == pytest.approx((model.weight * model.negative.share + 10) / (model.weight + 10))


@MODELS
def test_as_many_cases_as_the_pseudo_ones_go_half_of_the_way(model: Model) -> None:
    """The delay is shrunk with the weight of the shares: its mean logarithm is that of both together."""
    certain = replace(model, positive=Delay(0.5, 2.0, 0.5), negative=Delay(0.5, 2.0, 0.5))

    moved = learned(certain, [Wait(1, Answer.POSITIVE)] * (model.weight // 2)).positive.mu

    assert moved == pytest.approx((2.0 + 0.405) / 2, abs=0.02)  # the logarithm of a day and a half


@MODELS
def test_own_waits_take_over_as_they_grow(model: Model) -> None:
    """With a thousand of them the median is theirs."""
    own = learned(model, [Wait(12, Answer.POSITIVE), Wait(12, Answer.NEGATIVE)] * 500)

    assert abs(day_of(own, 0.5) - 12) < 12 * 0.3


@MODELS
def test_never_and_an_answer_beyond_the_horizon_are_the_same(model: Model) -> None:
    """The model speaks of answers within its horizon, in the fit and in the learning."""
    late, never = Wait(model.horizon, Answer.POSITIVE), Wait(0, Answer.NEVER)

    assert learned(model, [late] * 7) == learned(model, [never] * 7)
    assert learned(model, [Wait(model.horizon, Answer.RUNNING)]) == learned(model, [never])


@MODELS
def test_a_wait_that_began_today_teaches_nothing_of_how_long_answers_take(model: Model) -> None:
    """Nothing is known of it but that it runs."""
    assert day_of(learned(model, [Wait(0, Answer.RUNNING)] * 3), 0.9) == pytest.approx(day_of(model, 0.9), rel=0.02)


@MODELS
def test_a_wait_that_runs_is_not_taken_for_one_that_nobody_answers(model: Model) -> None:
    """It takes less from the share of the answers than a wait without any, and more than an answer."""
    running, never, answered = (
        sum(shares(learned(model, [Wait(10, answer)] * 10)))
        for answer in (Answer.RUNNING, Answer.NEVER, Answer.NEGATIVE)
    )

    assert never < running < answered


def test_weighing_running_waits_comes_to_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """More rounds would move no date by a day, in a search of a hundred answers and a hundred that run."""
    known = [Wait(day % 40, Answer.NEGATIVE) for day in range(100)]
    known += [Wait(day, Answer.RUNNING) for day in range(100)]
    model = learned(APPLIED, known)

    monkeypatch.setattr("unwatch_classifiers.delays._ROUNDS", 300)
    assert day_of(model, 0.9) == pytest.approx(day_of(learned(APPLIED, known), 0.9), abs=0.5)


def test_no_past_of_an_employer_is_the_model_itself() -> None:
    """Without earlier answers there is nothing to move."""
    assert at_employer(INTERVIEW, ()) == INTERVIEW
    assert at_employer(INTERVIEW, (Wait(40, Answer.NEVER), Wait(9, Answer.RUNNING))) == INTERVIEW


def test_an_employer_moves_both_answers_and_leaves_their_shares() -> None:
    """How quick a house writes is its own; whether it says yes is another matter."""
    quick = at_employer(INTERVIEW, (Wait(1, Answer.NEGATIVE),) * 3)

    assert shares(quick) == shares(INTERVIEW)
    assert quick.positive.mu < INTERVIEW.positive.mu - 0.5
    assert quick.negative.mu < INTERVIEW.negative.mu - 0.5


@pytest.mark.parametrize(("delay", "days"), [(0.0, 0), (0.5, 0), (0.51, 1), (1.5, 1), (1.6, 2), (45.7, 46)])
def test_a_delay_is_counted_from_the_middle_of_a_day(delay: float, days: int) -> None:
    """An answer on day 3 took three days and a half, on average."""
    assert whole_days(delay) == days


ANY_WAITS = st.lists(
    st.builds(Wait, st.integers(-(10**6), 10**6), st.sampled_from(Answer), st.sampled_from([1.0, 2.0])), max_size=30
)


@settings(deadline=None)
@given(model=st.sampled_from([APPLIED, INTERVIEW]), own=ANY_WAITS, employers=ANY_WAITS)
def test_whatever_the_waits_the_days_are_in_order_and_within_the_horizon(
    model: Model, own: list[Wait], employers: list[Wait]
) -> None:
    """Dates out of a ledger may be absurd; what is made of them is not."""
    known = at_employer(learned(model, own), tuple(employers))
    days = [day_of(known, share) for share in (0.25, 0.5, 0.75, 0.9, 0.97)]

    assert days == sorted(days)
    assert days[0] > 0
    assert days[-1] <= model.horizon
    assert 0 < sum(shares(known)) < 1
