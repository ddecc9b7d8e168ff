"""Mail is hostile input: any text gives facts, soon and without an error."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.facts import mail
from unwatch_classifiers.facts import read_facts
from unwatch_classifiers.records import Address, Facts, Label, Message

pytestmark = pytest.mark.thorough

PIECES = st.sampled_from(
    [
        "Tuesday",
        "14 October",
        "31 February",
        "at 10",
        "10:00",
        "25:99",
        "ET",
        "+99:99",
        "next week",
        "Q4 2099",
        "the 31st",
        "by",
        "within 999 months",
        "we will",
        "decide",
        "please",
        "?",
        "Re: ",
        "\n",
        "-",
        "–",
        "REQ-1",
        "Harbor Ltd",
        "the role of",
        "at",
        "moved to",
        "cancel",
        "mid-December",
        "29/02",
        "00/00/00",
        "2pm",
        "half past",
        "noon",
        "a fortnight",
        "Europe/../etc",
        "America/Argentina",
        "x@y.example",
        "😀",
        "\u202e",
        "\x00",
        "İ",
        "ǅ",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map(" ".join))


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, subject=TEXTS, label=st.sampled_from(Label), hours=st.integers(-12, 14))
def test_any_text_gives_facts(text: str, subject: str, label: Label, hours: int) -> None:
    """No text, subject or offset raises."""
    sent = datetime(2024, 2, 29, 23, 59, tzinfo=timezone(timedelta(hours=hours)))

    facts = read_facts(mail(text, subject=subject, sender=f"{subject} <{text}>", date=sent, signature=text), label)

    assert isinstance(facts, Facts)
    assert all(each.start.tzinfo for each in facts.interviews)


@pytest.mark.parametrize("sent", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
@pytest.mark.parametrize("home", [timezone(timedelta(hours=12)), timezone(timedelta(hours=-12)), None])
def test_a_date_at_the_end_of_the_calendar_gives_facts(sent: datetime, home: timezone | None) -> None:
    """A forged Date header is no reason to fail."""
    text = (
        "We will decide next week, by Friday, in two months, by the end of the year, after the holidays or in Q1. "
        "Could you do next Tuesday at 10, tomorrow at 2 for an hour, a week on Friday at noon or 3 January at 9? "
        "Please reply within 48 hours, last Monday, in 999 weeks or early next quarter."
    )
    for label in Label:
        assert isinstance(read_facts(mail(text, subject=text, date=sent), label, home), Facts)


def test_an_empty_message_has_no_facts() -> None:
    """Nothing is made up."""
    message = Message("1", datetime(2025, 10, 8, tzinfo=UTC), None, "", "")

    assert read_facts(message, Label.OTHER) == Facts()


def test_a_sender_without_a_name_or_domain_has_no_company() -> None:
    """A broken address names nobody."""
    message = Message("1", datetime(2025, 10, 8, tzinfo=UTC), Address("", "undisclosed"), "", "")

    assert read_facts(message, Label.OTHER).company is None
