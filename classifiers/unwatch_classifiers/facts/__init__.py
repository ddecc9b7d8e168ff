"""What a message states: company, role, times, deadline, promise and the rest; a pure reading that never raises."""

from __future__ import annotations

from dataclasses import replace
from datetime import tzinfo

from unwatch_classifiers.encoder.hearing import Heard
from unwatch_classifiers.facts.answers import read_wants_answer
from unwatch_classifiers.facts.causes import read_cause
from unwatch_classifiers.facts.company import read_company
from unwatch_classifiers.facts.deadlines import read_deadline
from unwatch_classifiers.facts.gloss import glossed, in_own_words
from unwatch_classifiers.facts.next_steps import read_then
from unwatch_classifiers.facts.offers import read_offer_form
from unwatch_classifiers.facts.people import read_people
from unwatch_classifiers.facts.promises import read_promise
from unwatch_classifiers.facts.reading import Reading, read
from unwatch_classifiers.facts.reasons import read_reason
from unwatch_classifiers.facts.references import read_referees_wanted
from unwatch_classifiers.facts.requisition import read_requisition
from unwatch_classifiers.facts.role import read_role
from unwatch_classifiers.facts.starts import read_starts
from unwatch_classifiers.facts.times import read_interviews
from unwatch_classifiers.facts.trials import read_ends
from unwatch_classifiers.records import Facts, Label, Message, Promise

__all__ = ["read_facts"]


def read_facts(message: Message, label: Label, home: tzinfo | None = None, heard: Heard | None = None) -> Facts:
    """The facts a message states, read in the light of what it is.

    `home` is the person's zone; it is what a time without a zone means where the mail's own Date does not say
    otherwise (`zones.default_zone`). `heard` is what the encoder made of the mail, if it was asked: the names that it
    marked. Any text gives facts, if only empty ones.
    """
    reading = read(message, label, home)
    told = glossed(reading)
    form, starts = read_offer_form(told), read_starts(told)
    return Facts(
        company=read_company(reading, heard.companies if heard else ()),
        role=read_role(reading, heard.roles if heard else ()),
        requisition=read_requisition(reading),
        people=read_people(reading),
        interviews=read_interviews(told),
        deadline=read_deadline(told),
        promise=_promise(reading, told),
        referees_wanted=read_referees_wanted(told),
        offer_form=form,
        reason=read_reason(told),
        wants_answer=read_wants_answer(reading),
        starts=starts,
        ends=read_ends(told, reading, form, starts),
        then=read_then(reading),
        cause=read_cause(reading),
    )


def _promise(reading: Reading, told: Reading) -> Promise | None:
    """The promise as the mail words it, in whatever language."""
    promise = read_promise(told)
    return replace(promise, quote=in_own_words(promise.quote, told, reading)) if promise else None
