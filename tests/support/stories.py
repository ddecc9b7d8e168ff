"""Short ways to write down what happened to an application."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from unwatch.application import Application
from unwatch.events import Event, Instruction, Received, Sent, Told
from unwatch.transitions import fold
from unwatch_classifiers.records import (
    Address,
    CalendarEvent,
    Evidence,
    Facts,
    Interview,
    InterviewStatus,
    Label,
    Message,
    Verdict,
)

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
PRIYA = Address("Priya Nair", "priya@harbor.example")


def day(number: float) -> datetime:
    """The time so many days after the first Monday, 09:00 UTC."""
    return MONDAY + timedelta(days=number)


def heard(label: Label, on: float, **given: Any) -> Event:
    """A message of the employer on that day; `facts` are keywords of Facts."""
    facts = {name: given.pop(name) for name in list(given) if name in Facts.__dataclass_fields__}
    payload = Received(
        message_id=given.pop("message_id", f"in-{on}@harbor.example"),
        label=label,
        confidence=0.9,
        facts=Facts(**facts),
        sender=given.pop("sender", PRIYA),
        **given,
    )
    return Event(int(on * 1000), day(on), payload)


def wrote(on: float, **given: Any) -> Event:
    """A message of the person on that day."""
    return Event(int(on * 1000), day(on), Sent(f"out-{on}@example.org", (PRIYA,), **given))


def told(instruction: Instruction, on: float, **given: Any) -> Event:
    """A command of the person on that day."""
    return Event(int(on * 1000), day(on), Told(instruction, **given))


def story(*events: Event) -> Application:
    """What these events come to."""
    return fold(1, events)


def proposed(on: float, hours: float = 1) -> Interview:
    """A proposed time on that day."""
    return Interview(day(on), day(on) + timedelta(hours=hours), None, InterviewStatus.PROPOSED)


def confirmed(on: float, hours: float = 1) -> Interview:
    """A confirmed time on that day."""
    return Interview(day(on), day(on) + timedelta(hours=hours), None, InterviewStatus.CONFIRMED)


def calendar(on: float, *, uid: str = "uid-1", sequence: int = 0, method: str = "REQUEST") -> CalendarEvent:
    """A calendar part for that day."""
    return CalendarEvent(
        method, uid, sequence, None, day(on), day(on) + timedelta(hours=1), "Interview", "Room 2", None
    )


def message(number: str = "1", on: float = 0, **given: Any) -> Message:
    """A mail from Priya on that day."""
    return Message(
        message_id=given.pop("message_id", f"{number}@harbor.example"),
        date=given.pop("date", day(on)),
        sender=given.pop("sender", PRIYA),
        subject=given.pop("subject", "Your application"),
        new_text=given.pop("new_text", f"Text of mail {number}."),
        **given,
    )


def verdict(label: Label, confidence: float = 0.9, **facts: Any) -> Verdict:
    """A verdict with these facts."""
    return Verdict(label, confidence, (Evidence("The sentence that decided.", "it says so", 1.0),), Facts(**facts))
