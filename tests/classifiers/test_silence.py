"""What not hearing means: dates and phrases against the published table, the rules, and the person's own history."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unwatch_classifiers.delays import Model, learned
from unwatch_classifiers.records import Promise, PromiseKind, Silence, SilenceState, Stage
from unwatch_classifiers.silence import Answer, History, Sector, Wait, sector_of, silence

BEGAN = date(2026, 9, 1)


def after(days: int, stage: Stage, **more: str | History | None) -> Silence:
    sector, history, employer_past = more.get("sector"), more.get("history"), more.get("employer_past")
    assert isinstance(sector, str | None)
    assert isinstance(history, History | None)
    assert isinstance(employer_past, History | None)
    return silence(
        stage,
        BEGAN,
        BEGAN + timedelta(days=days),
        promise=None,
        sector=sector,
        history=history,
        employer_past=employer_past,
    )


def promised(by: date, realistic: date, begins: date | None = None) -> Promise:
    return Promise("by then", PromiseKind.DECIDE_BY, by, realistic, begins)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, SilenceState.EARLY_DAYS),
        (5, SilenceState.EARLY_DAYS),
        (6, SilenceState.AS_EXPECTED),  # 25th percentile 5.7 days
        (10, SilenceState.AS_EXPECTED),
        (46, SilenceState.AS_EXPECTED),  # 90th 45.7
        (47, SilenceState.LATER_THAN_MOST),
        (69, SilenceState.LATER_THAN_MOST),  # 97th 69.1
        (70, SilenceState.RESTING),
    ],
)
def test_after_an_interview_the_phrase_follows_the_percentiles(days: int, expected: SilenceState) -> None:
    """Early below the 25th, as expected to the 90th, later than most to the 97th, resting beyond."""
    assert after(days, Stage.INTERVIEWING).state is expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (6, SilenceState.EARLY_DAYS),
        (7, SilenceState.AS_EXPECTED),
        (41, SilenceState.AS_EXPECTED),
        (42, SilenceState.RESTING),
        (400, SilenceState.RESTING),
    ],
)
def test_an_application_alone_rests_from_day_42(days: int, expected: SilenceState) -> None:
    """Long before the 90th percentile of 116 days, there is nothing left to wait for every day."""
    assert after(days, Stage.APPLIED).state is expected


def test_the_dates_of_an_application_are_those_of_the_published_waits() -> None:
    """Nine in ten of the answers that ever come after applying are there by day 116."""
    judged = after(10, Stage.APPLIED)

    assert judged == Silence(SilenceState.AS_EXPECTED, 10, date(2026, 12, 26), date(2026, 10, 13))


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.APPLIED])
def test_every_stage_after_applying_is_judged_as_after_an_interview(stage: Stage) -> None:
    """Once somebody has met the person, waits are those after an interview."""
    assert after(20, stage) == after(20, Stage.INTERVIEWING)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 9, 3), SilenceState.EARLY_DAYS),
        (date(2026, 9, 29), SilenceState.AS_EXPECTED),
        (date(2026, 9, 30), SilenceState.LATER_THAN_MOST),
        (date(2026, 10, 26), SilenceState.LATER_THAN_MOST),
        (date(2026, 10, 27), SilenceState.RESTING),
    ],
)
def test_a_promise_sets_the_dates(today: date, expected: SilenceState) -> None:
    """What they said is as expected until its realistic date, and rests four weeks after it."""
    promise = promised(date(2026, 9, 15), date(2026, 9, 29))

    judged = silence(Stage.INTERVIEWING, BEGAN, today, promise=promise)

    assert judged.state is expected
    assert (judged.usual_by, judged.rests_from) == (date(2026, 9, 29), date(2026, 10, 27))


def test_early_days_end_with_the_day_they_named() -> None:
    """Two days after an interview with "tomorrow" it is no longer early."""
    promise = promised(date(2026, 9, 2), date(2026, 9, 9))

    assert silence(Stage.INTERVIEWING, BEGAN, date(2026, 9, 3), promise=promise).state is SilenceState.AS_EXPECTED


def test_a_promise_that_ran_out_before_they_last_wrote_counts_no_more() -> None:
    """Whoever writes after the realistic date of an old promise begins a new wait."""
    old = promised(date(2026, 8, 10), date(2026, 8, 24))

    assert silence(Stage.INTERVIEWING, BEGAN, BEGAN, promise=old) == after(0, Stage.INTERVIEWING)


def test_a_datetime_counts_as_the_day_it_has_in_its_own_zone() -> None:
    """23:30 on Tuesday in New York is Tuesday, although it is Wednesday in UTC."""
    late = datetime(2026, 9, 2, 3, 30, tzinfo=UTC).astimezone(ZoneInfo("America/New_York"))

    assert silence(Stage.APPLIED, late, date(2026, 9, 8), promise=None).days == 7


def test_a_day_before_the_beginning_is_day_zero() -> None:
    """A mail dated in the future gives no negative silence."""
    assert after(-3, Stage.APPLIED).days == 0


def test_it_rests_on_the_day_from_which_silence_means_no() -> None:
    """ "If you have not heard within three weeks, consider ..." closes itself (letter.md c.4)."""
    day = BEGAN + timedelta(days=21)
    promise = Promise("within three weeks", PromiseKind.CONTACT_BY, day, day + timedelta(days=21), closes=True)

    def judged(on: int) -> SilenceState:
        return silence(Stage.APPLIED, BEGAN, BEGAN + timedelta(days=on), promise=promise).state

    assert judged(20) is not SilenceState.RESTING
    assert judged(21) is SilenceState.RESTING


@pytest.mark.parametrize("sector", list(Sector))
def test_slow_sectors_have_twice_the_window(sector: Sector) -> None:
    """Public offices, universities and hospitals take longer, and that is as expected (letter.md C5b)."""
    usual = (after(0, Stage.INTERVIEWING).usual_by - BEGAN).days
    slower = (after(0, Stage.INTERVIEWING, sector=sector).usual_by - BEGAN).days

    assert abs(slower - 2 * usual) <= 1
    assert after(60, Stage.INTERVIEWING, sector=sector).state is SilenceState.AS_EXPECTED


@pytest.mark.parametrize("sector", list(Sector))
def test_an_application_rests_after_42_days_in_a_slow_sector_too(sector: Sector) -> None:
    """Resting begins 42 days after an application, wherever it went (DESIGN, section 4)."""
    assert after(41, Stage.APPLIED, sector=sector).state is SilenceState.AS_EXPECTED
    assert after(42, Stage.APPLIED, sector=sector).state is SilenceState.RESTING


@pytest.mark.parametrize(
    ("company", "expected"),
    [
        ("City of Lindale", "government"),
        ("Wren Council", "government"),
        ("Orchard County Schools", "government"),
        ("Ministry of Maps", "government"),
        ("Landratsamt Musterhausen", "government"),
        ("The University of Nowhere", "university"),
        ("Pike Hochschule", "university"),
        ("Saint Elsewhere University Hospital", "university"),
        ("Lindale General Hospital", "hospital"),
        ("Fernshire NHS Trust", "hospital"),
        ("Citypost", None),
        ("Counterpoint Hospitality", None),
        ("Statehood of Mind", None),
        ("", None),
        (None, None),
        ("x" * 10_000_000 + " hospital", None),
    ],
)
def test_the_sector_is_told_by_whole_words_of_the_name(company: str | None, expected: str | None) -> None:
    """Part of a word is no sign, and only the beginning of an absurd name is looked at."""
    assert sector_of(company) == expected


def test_quick_answers_of_the_persons_own_shorten_the_window() -> None:
    """Ten interviews answered within three days make day 30 later than most."""
    quick = History(interview=(Wait(3, Answer.POSITIVE), Wait(2, Answer.NEGATIVE)) * 10)

    assert after(30, Stage.INTERVIEWING).state is SilenceState.AS_EXPECTED
    assert after(30, Stage.INTERVIEWING, history=quick).state is SilenceState.LATER_THAN_MOST


def test_slow_answers_of_the_persons_own_lengthen_the_window() -> None:
    """Where answers took seven weeks, seven weeks are as expected."""
    slow = History(interview=(Wait(50, Answer.POSITIVE), Wait(55, Answer.NEGATIVE)) * 10)

    assert after(50, Stage.INTERVIEWING).state is SilenceState.LATER_THAN_MOST
    assert after(50, Stage.INTERVIEWING, history=slow).state is SilenceState.AS_EXPECTED


def test_one_wait_of_the_persons_own_moves_little_and_many_move_much() -> None:
    """The history outweighs the prior as it grows, and does not before."""
    dates = [
        after(0, Stage.INTERVIEWING, history=History(interview=(Wait(2, Answer.NEGATIVE),) * count)).usual_by
        for count in (0, 1, 4, 30)
    ]

    assert dates == sorted(dates, reverse=True)
    assert dates[0] - dates[1] < timedelta(days=10)
    assert dates[0] - dates[3] > timedelta(days=15)


def test_waits_that_nobody_answered_change_no_date() -> None:
    """The dates are those of the answers that come; how many do not come is nobody's comfort."""
    unanswered = History(applied=(Wait(180, Answer.NEVER),) * 5)

    assert after(20, Stage.APPLIED, history=unanswered) == after(20, Stage.APPLIED)


@pytest.mark.parametrize("stage", list(Stage))
def test_waits_that_run_make_no_date_sooner(stage: Stage) -> None:
    """Where quick answers have come and others are awaited, the quick ones alone would promise too much."""
    quick = (Wait(2, Answer.POSITIVE), Wait(3, Answer.NEGATIVE)) * 3
    running = tuple(Wait(days, Answer.RUNNING) for days in range(5, 35))
    finished = after(0, stage, history=History(quick, quick))
    known = after(0, stage, history=History(quick + running, quick + running))

    assert known.usual_by > finished.usual_by + timedelta(days=7)


def test_a_wait_at_a_slow_sector_teaches_as_half_of_it() -> None:
    """Sixty days of a university's say of others what thirty do: the offset is not counted twice."""
    slow = History(interview=(Wait(60, Answer.NEGATIVE, pace=2.0), Wait(41, Answer.POSITIVE, pace=2.0)) * 8)
    usual = History(interview=(Wait(30, Answer.NEGATIVE), Wait(20, Answer.POSITIVE)) * 8)

    of_slow, of_usual = (after(0, Stage.INTERVIEWING, history=one).usual_by for one in (slow, usual))

    assert abs(of_slow - of_usual) <= timedelta(days=1)


def test_what_an_employer_took_before_moves_its_dates() -> None:
    """One that was quick is expected sooner, one that was slow later; the person's own history stays the ground."""
    dates = [
        after(0, Stage.INTERVIEWING, employer_past=History(interview=waits)).usual_by
        for waits in ((Wait(2, Answer.POSITIVE),) * 2, (), (Wait(60, Answer.NEGATIVE),) * 2)
    ]

    assert dates[0] < dates[1] - timedelta(days=10)
    assert dates[2] > dates[1] + timedelta(days=10)


def test_one_answer_of_an_employer_moves_a_quarter_of_the_way() -> None:
    """Of the spread between waits about a quarter is the employer's, so one answer counts one in four."""
    usual = {
        count: (after(0, Stage.INTERVIEWING, employer_past=History(interview=waits)).usual_by - BEGAN).days
        for count in (0, 1, 20)
        for waits in ((Wait(2, Answer.NEGATIVE),) * count,)
    }

    assert usual[0] * 0.5 < usual[1] < usual[0] * 0.9
    assert usual[20] < usual[0] * 0.35


def test_an_employer_that_never_answered_changes_no_date() -> None:
    """No answer and a wait that runs say nothing of when an answer comes."""
    past = History((Wait(180, Answer.NEVER),), (Wait(30, Answer.RUNNING),) * 3)

    for stage in Stage:
        assert after(20, stage, employer_past=past) == after(20, stage)


def test_the_past_after_applying_says_nothing_of_interviews() -> None:
    """Whoever invites within a day may take weeks to decide."""
    quick = History(applied=(Wait(1, Answer.POSITIVE),) * 20)

    assert after(20, Stage.INTERVIEWING, history=quick, employer_past=quick) == after(20, Stage.INTERVIEWING)


def test_what_a_history_teaches_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of silences are judged by one history; its waits are gone through once."""
    asked: list[int] = []

    def counted(prior: Model, waits: tuple[Wait, ...]) -> Model:
        asked.append(len(waits))
        return learned(prior, waits)

    monkeypatch.setattr("unwatch_classifiers.silence.learned", counted)
    history = History(interview=(Wait(3, Answer.POSITIVE),) * 5)
    for day in range(50):
        after(day, Stage.INTERVIEWING, history=history)

    assert asked == [5]


def test_the_end_of_the_calendar_breaks_nothing() -> None:
    """A mail that promises, or is dated, the year 9999 is judged like any other."""
    promise = promised(date.max, date.max)

    assert silence(Stage.APPLIED, BEGAN, BEGAN, promise=promise).rests_from == date.max
    assert silence(Stage.OFFER, date.max, BEGAN, promise=None).usual_by == date.max


WAITS = st.lists(
    st.builds(Wait, st.integers(-5, 5000), st.sampled_from(Answer), st.sampled_from([1.0, 2.0])), max_size=40
).map(tuple)
HISTORIES = st.builds(History, WAITS, WAITS)


@settings(deadline=None)
@given(
    stage=st.sampled_from(Stage),
    sector=st.sampled_from([None, *Sector, "anything"]),
    history=HISTORIES,
    employer_past=st.none() | HISTORIES,
    ahead=st.none() | st.tuples(st.integers(-60, 90), st.integers(0, 90)),
)
def test_silence_only_ever_goes_forward(
    stage: Stage,
    sector: str | None,
    history: History,
    employer_past: History | None,
    ahead: tuple[int, int] | None,
) -> None:
    """Whatever was promised and learned, more days silent never give an earlier phrase, and resting comes at last."""
    promise = None
    if ahead is not None:
        by = BEGAN + timedelta(days=ahead[0])
        promise = promised(by, by + timedelta(days=ahead[1]))
    order = list(SilenceState)

    judged = [
        silence(
            stage,
            BEGAN,
            BEGAN + timedelta(days=day),
            promise=promise,
            sector=sector,
            history=history,
            employer_past=employer_past,
        )
        for day in range(-2, 400)
    ]

    ranks = [order.index(one.state) for one in judged]
    assert ranks == sorted(ranks)
    assert judged[-1].state is SilenceState.RESTING
    assert len({(one.usual_by, one.rests_from) for one in judged}) == 1
