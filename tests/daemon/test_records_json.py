"""Records cross to JSON and back without loss, and nothing else is taken for one."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unwatch.reading.records_json import (
    NotARecord,
    message_from_json,
    message_to_json,
    moment_from_json,
    moment_to_json,
    verdict_from_json,
    verdict_to_json,
)
from unwatch_classifiers.records import Message, Verdict

ZONES = [UTC, timezone(timedelta(hours=5, minutes=30)), ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")]
MOMENTS = st.datetimes(
    min_value=datetime.fromisoformat("2000-01-01"),
    max_value=datetime.fromisoformat("2099-01-01"),
    timezones=st.sampled_from(ZONES),
    allow_imaginary=False,
)
st.register_type_strategy(datetime, MOMENTS)
st.register_type_strategy(date, st.dates() | MOMENTS)


@given(st.from_type(Message))
def test_a_message_comes_back_equal(message: Message) -> None:
    """Every field of a message survives the way through JSON text."""
    assert message_from_json(json.loads(json.dumps(message_to_json(message)))) == message


@given(st.builds(Verdict, confidence=st.floats(0, 1)))
def test_a_verdict_comes_back_equal(verdict: Verdict) -> None:
    """Every field of a verdict survives the way through JSON text."""
    assert verdict_from_json(json.loads(json.dumps(verdict_to_json(verdict)))) == verdict


@given(MOMENTS)
def test_a_time_keeps_the_name_of_its_zone(moment: datetime) -> None:
    """A verdict's times carry the zone in which the mail meant them, not only its offset."""
    back = moment_from_json(moment_to_json(moment))
    assert (back, str(back.tzinfo), back.utcoffset()) == (moment, str(moment.tzinfo), moment.utcoffset())


def test_a_doubled_hour_keeps_its_side() -> None:
    """02:30 when summer time ends is two moments."""
    for fold in (0, 1):
        moment = datetime(2025, 10, 26, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"), fold=fold)
        assert moment_from_json(moment_to_json(moment)).utcoffset() == moment.utcoffset()


@pytest.mark.parametrize("value", [None, 1, "x", [], {}, {"message_id": 1}, {"label": "spam"}])
def test_anything_else_is_refused(value: object) -> None:
    """What is not the JSON of a record raises, and is never half a record."""
    with pytest.raises(ValueError):
        message_from_json(value)  # type: ignore[arg-type]
    with pytest.raises(ValueError):
        verdict_from_json(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "value", ["", "2025-11-03T10:00:00", "2025-11-03T10:00:00Z[../x]", "2025-11-03T10:00:00Z[No/Zone]", None]
)
def test_a_time_without_offset_or_with_a_strange_zone_is_refused(value: str | None) -> None:
    """Only aware times in zones that exist."""
    with pytest.raises(NotARecord):
        moment_from_json(value)
