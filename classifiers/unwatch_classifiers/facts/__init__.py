"""What a message states: company, role, times, deadline, promise and the rest; a pure reading that never raises."""

from __future__ import annotations

from datetime import tzinfo

from unwatch_classifiers.encoder.hearing import Heard
from unwatch_classifiers.facts.answers import read_wants_answer
from unwatch_classifiers.facts.company import read_company
from unwatch_classifiers.facts.deadlines import read_deadline
from unwatch_classifiers.facts.offers import read_offer_form
from unwatch_classifiers.facts.people import read_people
from unwatch_classifiers.facts.promises import read_promise
from unwatch_classifiers.facts.reading import read
from unwatch_classifiers.facts.reasons import read_reason
from unwatch_classifiers.facts.references import read_referees_wanted
from unwatch_classifiers.facts.requisition import read_requisition
from unwatch_classifiers.facts.role import read_role
from unwatch_classifiers.facts.starts import read_starts
from unwatch_classifiers.facts.times import read_interviews
from unwatch_classifiers.records import Facts, Label, Message

__all__ = ["read_facts"]


def read_facts(message: Message, label: Label, home: tzinfo | None = None, heard: Heard | None = None) -> Facts:
    """The facts a message states, read in the light of what it is.

    `home` is the person's zone; it is what a time without a zone means where the mail's own Date does not say
    otherwise (`zones.default_zone`). `heard` is what the encoder made of the mail, if it was asked: the names that it
    marked. Any text gives facts, if only empty ones.
    """
    reading = read(message, label, home)
    return Facts(
        company=read_company(reading, heard.companies if heard else ()),
        role=read_role(reading, heard.roles if heard else ()),
        requisition=read_requisition(reading),
        people=read_people(reading),
        interviews=read_interviews(reading),
        deadline=read_deadline(reading),
        promise=read_promise(reading),
        referees_wanted=read_referees_wanted(reading),
        offer_form=read_offer_form(reading),
        reason=read_reason(reading),
        wants_answer=read_wants_answer(reading),
        starts=read_starts(reading),
    )
