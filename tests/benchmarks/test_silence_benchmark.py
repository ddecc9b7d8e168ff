"""The dates of silence, held against published searches: the arithmetic, the data, and that the paper is true."""

from __future__ import annotations

import math
import re
from collections import Counter
from pathlib import Path

import pytest
import silence
from silence_fit import FILE, STAGES, Lived, by_log, cases_of, fitted, lowest, read

from unwatch_classifiers.delays import Answer, Model, Wait

pytestmark = pytest.mark.thorough

DOCS = Path(__file__).parents[2] / "docs" / "silence.md"


def lived(days: int, end: str, *, began: int = 0, application: int = 1, log: str = "one") -> Lived:
    return Lived(log, application, "applied", began, days, end)


def test_the_paper_quotes_what_the_command_prints(capsys: pytest.CaptureFixture[str]) -> None:
    """docs/silence.md holds every table as it comes out, to the last digit; run the command when one changes."""
    silence.main()
    printed = capsys.readouterr().out

    quoted = DOCS.read_text("utf-8")
    for table in printed.strip().split("\n\n"):
        assert table in quoted
    assert "the model in delays.py is this fit: yes" in printed


def test_the_waits_name_nobody() -> None:
    """The file holds numbers and six neutral names of logs: no employer, no person, no date of a calendar."""
    lines = FILE.read_text("utf-8").splitlines()

    assert lines[0] == "log,application,stage,began,days,end"
    logs = "entry-2021|internships-2024|software-2025|science-2024|unnamed-2022|faculty-2016"
    form = rf"(?:{logs}),\d+,[a-z_]+,\d+,\d+,[a-z]+"
    assert [line for line in lines[1:] if not re.fullmatch(form, line)] == []


def test_the_waits_are_those_that_the_model_was_fitted_to() -> None:
    """804 after applying in four logs and 67 after an interview in three, as in the source of the constants."""
    counts = {stage: Counter(one.log for one in read() if one.stage == stage) for stage in STAGES}
    logs = {stage: by_log(read(), stage) for stage in STAGES}

    assert {stage: (sum(map(len, found.values())), len(found)) for stage, found in logs.items()} == {
        "applied": (804, 4),
        "interview": (67, 3),
    }
    assert counts["interview"]["faculty-2016"] == 7
    assert "faculty-2016" not in logs["interview"]


def test_each_log_weighs_the_same_in_the_fit() -> None:
    """A log of one wait counts as much as one of three, and an answer beyond the horizon as none up to it."""
    cases = cases_of([[lived(1, "positive")] * 3, [lived(200, "negative", log="two")]], 180)

    assert cases == {(1.5, Answer.POSITIVE): 2.0, (180.0, None): 2.0}


def test_the_fit_finds_what_made_the_waits() -> None:
    """Of a hundred waits, half answered yes around day 20 and half not at all, it makes those shares and that day."""
    made = [lived(round(20 * math.exp(0.5 * (place - 24.5) / 14.4)), "positive") for place in range(50)]
    made += [lived(300, "running")] * 49 + [lived(30, "negative")]

    model = fitted([made], STAGES["applied"])

    assert model.positive.share == pytest.approx(0.5, abs=0.02)
    assert model.negative.share == pytest.approx(0.01, abs=0.01)
    assert model.positive.mu == pytest.approx(math.log(20), abs=0.1)


def test_the_simplex_finds_the_bottom_of_a_valley() -> None:
    """A narrow curved one."""
    found = lowest(lambda at: (1 - at[0]) ** 2 + 100 * (at[1] - at[0] ** 2) ** 2, (-1.2, 1.0))

    assert found == pytest.approx((1.0, 1.0), abs=0.01)


@pytest.mark.parametrize(
    ("one", "day", "expected"),
    [
        (lived(10, "negative", began=5), 14, Wait(9, Answer.RUNNING)),
        (lived(10, "negative", began=5), 15, Wait(10, Answer.NEGATIVE)),
        (lived(10, "closed", began=5), 14, Wait(9, Answer.RUNNING)),
        (lived(10, "closed", began=5), 15, Wait(10, Answer.NEVER)),
        (lived(10, "running", began=5), 60, Wait(55, Answer.RUNNING)),
        (lived(10, "running", began=5), 186, Wait(181, Answer.NEVER)),
    ],
)
def test_a_wait_is_known_as_it_was_known_on_that_day(one: Lived, day: int, expected: Wait) -> None:
    """What a log learned later teaches nothing earlier."""
    assert one.as_known(day, 180) == expected


def test_waits_that_were_not_watched_to_their_end_count_as_long_as_they_were() -> None:
    """Of four, two are answered on day 10; of the two left one is watched no longer, the other is answered on day 50:
    half of the answers that come are there by day 10, and by day 50 all.
    """
    waits = [lived(10, "positive"), lived(10, "negative"), lived(20, "running"), lived(50, "negative")]

    assert silence.with_running(waits, 9, 180) == 0.0
    assert silence.with_running(waits, 10, 180) == pytest.approx(0.5)
    assert silence.with_running(waits, 50, 180) == pytest.approx(1.0)


@pytest.mark.parametrize(("share", "day"), [(0.25, 1), (0.5, 2), (0.75, 3), (0.9, 4)])
def test_a_percentile_is_a_day_by_which_that_share_had_come(share: float, day: int) -> None:
    """Of four answers the third is the 75th percentile."""
    assert silence.percentile([1, 2, 3, 4], share) == day


def test_the_employers_part_is_one_where_its_answers_are_alike_and_none_where_they_are_not() -> None:
    """Analysis of variance within each log: a log that is slower as a whole is no slow employer."""
    alike = silence.employers_part([("a", [1.0, 1.01]), ("a", [3.0, 3.01]), ("b", [7.0, 7.01]), ("b", [9.0, 9.01])])
    apart = silence.employers_part([("a", [1.0, 3.0]), ("a", [3.0, 1.0]), ("b", [7.0, 9.0]), ("b", [9.0, 7.0])])

    assert alike is not None
    assert apart is not None
    assert alike > 0.99
    assert apart <= 0
    assert silence.employers_part([("a", [1.0]), ("a", [2.0])]) is None


def test_the_dates_are_those_that_the_letter_gives() -> None:
    """The benchmark counts days as silence() does, at either pace."""
    model: Model = STAGES["interview"]

    assert (silence.days_of(model, 0.9), silence.rests_from("interview", model)) == (46, 70)
    assert silence.days_of(model, 0.9, 2.0) == 91
    assert (silence.rests_from("applied", model), silence.rests_from("applied", model, 2.0)) == (42, 42)
