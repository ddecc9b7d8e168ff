"""How events change an application: a pure fold, in the order in which things happened (DESIGN, section 4).

Because the fold is over the time of the events and not over their arrival, late and repeated mail ends in the same
state.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from unwatch.application import Application
from unwatch.events import (
    AnyPayload,
    Applied,
    Corrected,
    Edited,
    Event,
    Moved,
    Received,
    Sent,
    Spoken,
    Told,
    Undone,
    as_corrected,
)
from unwatch.from_employer import received_from_employer
from unwatch.from_person import sent_by_person, told_by_person


def fold(application_id: int, events: Iterable[Event]) -> Application:
    """Return the state that these events make, whatever order they are given in, as the person corrected them.

    What the person says an application is called holds, whatever any mail says before or after.
    """
    application, said = Application(id=application_id), as_corrected(events)
    for event in sorted(said, key=_order):
        application = step(application, event)
    for event in said:
        application = named(application, event.payload)
    return application


def _order(event: Event) -> tuple[datetime, str, int]:
    """Order events by when they happened; mails of one second by their names, so that no reading decides."""
    payload = event.payload
    name = payload.message_id if isinstance(payload, Received | Sent) else ""
    return event.at, name or "~", event.id


def step(application: Application, event: Event) -> Application:
    """Return the application after one more event that is later than all before it."""
    match event.payload:
        case Received() as received:
            return received_from_employer(application, event.at, received)
        case Sent() as sent:
            return sent_by_person(application, event.at, sent)
        case Spoken() as spoken:
            return received_from_employer(application, event.at, _as_mail(spoken))
        case Applied():
            return replace(application, applied=application.applied or event.at)
        case Told() as told:
            return told_by_person(application, event.at, told)
        case Corrected() | Edited() | Moved() | Undone():
            return application  # these speak of other events, or of names, and `fold` has heard them


def named(application: Application, payload: AnyPayload) -> Application:
    """Return the application under the names that the person gave it, if that is what they did."""
    match payload:
        case Edited() as edited:
            return replace(
                application,
                company=edited.company or application.company,
                role=edited.role or application.role,
                requisition=edited.requisition or application.requisition,
                aliases=_with_aliases(application, edited.aliases),
            )
        case Moved(alias=str() as alias):
            return replace(application, aliases=_with_aliases(application, (alias,)))
    return application


def _with_aliases(application: Application, names: Iterable[str]) -> tuple[str, ...]:
    new = (name for name in names if name.casefold() != (application.company or "").casefold())
    return tuple(dict.fromkeys((*application.aliases, *new)))


def _as_mail(spoken: Spoken) -> Received:
    return Received("", spoken.label, 1.0, spoken.facts, None, spoken.quote)
