"""Builds the messages that tests of facts read: invented people, sent on Wednesday 8 October 2025, 09:00, London."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from unwatch_classifiers.records import Address, CalendarEvent, Message

LONDON = ZoneInfo("Europe/London")
WEDNESDAY = datetime(2025, 10, 8, 9, 0, tzinfo=LONDON)
DANA = Address("Dana Whitfield", "dana@example.org")


def mail(
    text: str = "",
    *,
    subject: str = "",
    sender: str = "Priya Nair <priya@harbor.example>",
    date: datetime = WEDNESDAY,
    signature: str = "",
    quoted: str = "",
    calendar: tuple[CalendarEvent, ...] = (),
    attachments: tuple[str, ...] = (),
    reply_to: tuple[Address, ...] = (),
    list_unsubscribe: bool = False,
) -> Message:
    """A message to Dana Whitfield; `sender` is written "Name <address>"."""
    name, _, address = sender.rpartition("<")
    return Message(
        message_id="1@example.org",
        date=date,
        sender=Address(name.strip(), address.rstrip(">").lower()),
        subject=subject,
        new_text=text,
        reply_to=reply_to,
        to=(DANA,),
        quoted_text=quoted,
        signature=signature,
        calendar=calendar,
        attachments=attachments,
        list_unsubscribe=list_unsubscribe,
    )
