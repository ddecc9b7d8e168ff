"""`unwatch why`: why a mail counts as what it does, and what was done with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from unwatch.cli.classify import facts_as_object, plain
from unwatch.cli.finding import find, is_file, short_id
from unwatch.cli.ledger import Household, household, opened
from unwatch.cli.options import settings_file
from unwatch.cli.terminal import entry, paragraph, shown
from unwatch.clock import SystemClock
from unwatch.corrections import Correction, Reach
from unwatch.errors import EXIT_OK, UserError
from unwatch.explaining import Done, Parts, Why, explain
from unwatch.ledger import Ledger
from unwatch.letter.records import Way
from unwatch.settings_values import machine_timezone
from unwatch_classifiers.records import Facts, InterviewStatus
from unwatch_classifiers.senders import SenderKind

_KINDS = {
    SenderKind.RECRUITING_SYSTEM: "a recruiting system through which many employers write",
    SenderKind.ASSESSMENT_PLATFORM: "a platform for tests and recorded interviews",
    SenderKind.REFERENCE_PLATFORM: "a service that collects references",
    SenderKind.SCREENING_PLATFORM: "a background-check service",
    SenderKind.SCHEDULER: "a scheduling service",
    SenderKind.SIGNING_SERVICE: "a service for signing documents",
    SenderKind.JOB_BOARD: "a job board",
    SenderKind.VIDEO_CALL: "a service for video calls",
    SenderKind.FREEMAIL: "an address at a free-mail provider",
    SenderKind.ROBOT: "an address that no person reads",
    SenderKind.HIRING_TEAM: "a hiring team by its address or name",
    SenderKind.PERSON: "a person or a house that nothing is known about by its address",
}
REACH_WORDS = {
    Reach.MAIL: "this mail alone",
    Reach.THREAD: "its thread",
    Reach.NAME: "its thread and this sender under this name",
    Reach.SENDER: "its thread and this sender",
}
_STATUS = {
    InterviewStatus.PROPOSED: "proposed",
    InterviewStatus.CONFIRMED: "confirmed",
    InterviewStatus.CANCELLED: "cancelled",
}
_NOT_KEPT = "Its text is not kept here; below is what the ledger kept. Give the .eml file to see it judged again."


@click.command(short_help="Say why a mail is taken for what it is.")
@settings_file
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for programs.")
@click.argument("named", metavar="MESSAGE")
def why(config_file: Path | None, as_json: bool, named: str) -> int:
    """Say why a mail is taken for what it is: the sentences that decided, and what was done with it.

    MESSAGE is an .eml file, - for standard input, or a mail that the ledger knows: its Message-ID or its short id.
    """
    with ExitStack() as stack:
        home = _household(config_file, named)
        ledger = _ledger(stack, home, named)
        mail = find(named, ledger, home.rhythm.zone if home else None)
        told = explain(mail, ledger, home.rhythm if home else None, SystemClock().now())
    zone = home.rhythm.zone if home else ZoneInfo(machine_timezone())
    click.echo(json.dumps(_as_object(told)) if as_json else "\n".join(_as_text(told, zone)))
    return EXIT_OK


def _household(config_file: Path | None, named: str) -> Household | None:
    """Read the settings; a mail on disk can be explained without any."""
    try:
        return household(config_file)
    except UserError:
        if config_file is None and (is_file(named) or "/" in named or named.endswith(".eml")):
            return None
        raise


def _ledger(stack: ExitStack, home: Household | None, named: str) -> Ledger | None:
    try:
        return stack.enter_context(opened(home.ledger)) if home else None
    except UserError:
        if not is_file(named):
            raise
        return None


# For a person


def _as_text(told: Why, zone: ZoneInfo) -> Iterator[str]:
    sender = f"{shown(told.sender.name, 120)} <{shown(told.sender.address, 200)}>".strip() if told.sender else "nobody"
    yield paragraph(shown(told.subject, 300) or "(no subject kept)")
    yield paragraph(f"from {sender}, {_moment(told.at, zone)}")
    yield f"id {short_id(told.content_id)}"
    yield ""
    if told.error:
        yield paragraph(f"It could not be read whole: {shown(told.error, 200)}")
    yield entry("Label", _label(told))
    if told.correction is not None:
        yield entry("Corrected", _corrected(told, told.correction, zone))
    elif told.makes_known is not None:
        yield entry("Corrected", f"You made this sender known as an employer's on {_day(told.makes_known.at, zone)}.")
    yield from _because(told)
    yield entry("Sender", _sender(told))
    if told.parts:
        yield entry("Read", _read(told.parts))
    for name, text in _facts(told.facts, zone):
        yield entry(name, text)
    if told.done:
        yield entry("Done", " ".join((*_otherwise(told, told.done), *_done(told.done, zone))))
    elif told.parts:
        yield entry("Done", "Nothing: no ledger here knows this mail.")


def _label(told: Why) -> str:
    if told.by_person:
        return f"{told.label.value}, because you said so"
    if told.confidence == 0.0:
        return f"{told.label.value}, because it could not be judged"
    rest = round(1.0 - told.confidence, 3)
    others = f"; all other labels share the remaining {rest:.2f}" if rest >= 0.005 else ""
    return f"{told.label.value}, confidence {told.confidence:.2f}{others}"


def _corrected(told: Why, correction: Correction, zone: ZoneInfo) -> str:
    judged = f"{told.judged.label.value} ({told.judged.confidence:.2f})"
    if told.by_person:
        said = f"You said so on {_day(correction.at, zone)}; it applies to {REACH_WORDS[correction.reach]}."
    else:
        said = (
            f"By your correction of {short_id(correction.content_id)} on {_day(correction.at, zone)},"
            f" which applies to {REACH_WORDS[correction.reach]}."
        )
    return f"{said} Without it: {judged}."


def _because(told: Why) -> Iterator[str]:
    """Tell each sentence that decided, with the weight of each rule that it fits."""
    if told.parts is None and told.done is not None and not told.done.text_kept:
        yield entry("Text", _NOT_KEPT)
    if not told.evidence:
        yield entry("Because", "No sentence is kept." if told.parts is None else "No sentence decided.")
        return
    what = (
        f"what it says, taken for {told.judged.label.value}" if told.judged.label is not told.label else "what it says"
    )
    yield entry("Because", f"{what}, each with its weight:")
    for text, rules in groupby(told.evidence, key=lambda one: one.text):
        yield paragraph(f"“{shown(text, 400)}”", indent="    ")
        for rule in rules:
            yield paragraph(shown(rule.because, 200), indent=" " * 12, first=f"    {rule.weight:6.2f}  ")


def _read(parts: Parts) -> str:
    counts = ((parts.quoted, "quoted"), (parts.signature, "of signature"))
    apart = ", ".join(f"{count} {what}" for count, what in counts if count)
    return f"{_lines(parts.new)} new; set apart, and never decisive: {apart or 'nothing'}."


def _sender(told: Why) -> str:
    kinds = "; ".join(_KINDS[kind] for kind in told.kinds) or "none is named"
    if told.done is None and not told.known_from:
        return f"{kinds}."
    known = ", ".join(_name(one.company, one.role) for one in told.known_from[:4])
    return f"{kinds}. Known from {known}." if known else f"{kinds}. Not known from any application."


def _name(company: str | None, role: str | None) -> str:
    return " / ".join(shown(one, 80) for one in (company or "an employer not named", role) if one)


def _facts(facts: Facts, zone: ZoneInfo) -> Iterator[tuple[str, str]]:
    plain_facts = (("Company", facts.company), ("Role", facts.role), ("Reference", facts.requisition))
    yield from ((name, shown(text, 200)) for name, text in plain_facts if text)
    for one in facts.interviews[:8]:
        where = f", {shown(one.where, 120)}" if one.where else ""
        yield "Time", f"{_moment(one.start, zone)}, {_STATUS[one.status]}{where}"
    if facts.deadline is not None:
        yield "Answer by", _when(facts.deadline, zone)
    if facts.promise is not None:
        quote = shown(facts.promise.quote, 200)
        yield "Promise", f"“{quote}”: by {_date(facts.promise.by)}, realistic {_date(facts.promise.realistic)}"
    if facts.referees_wanted is not None:
        yield "Referees", str(facts.referees_wanted)
    if facts.offer_form is not None:
        yield "Offer", facts.offer_form.value
    if facts.reason:
        yield "Reason", shown(facts.reason, 100)
    if facts.wants_answer:
        yield "Asks", "It wants an answer."


def _otherwise(told: Why, done: Done) -> Iterator[str]:
    """Tell where a mail that is judged again now was taken for something else when it came."""
    if done.label is not told.label and not done.outgoing:
        yield f"When it came it was taken for {done.label.value} ({done.confidence:.2f})."


def _done(done: Done, zone: ZoneInfo) -> Iterator[str]:
    if done.outgoing:
        yield "It is a mail of your own."
    elif not done.employer:
        yield "It counts as ordinary mail: nothing was done with it."
    if done.application is not None:
        yield f"It is part of the story of {_name(done.application.company, done.application.role)}."
    if done.why_unplaced:
        yield f"It could not be placed: {shown(done.why_unplaced, 200)}"
    if done.pass_on is not None:
        way = "at once" if done.pass_on.way is Way.AT_ONCE else "for the morning"
        went = "It was passed on" if done.pass_on.outbox_id is not None else "It waits to be passed on"
        yield f"{went} {way}, {_moment(done.pass_on.due, zone)}."
    if done.told_in:
        yield f"The letter of {done.told_in} told it."
    elif done.waits_for is not None and not done.outgoing:
        yield f"It waits for the letter of {_moment(done.waits_for, zone)}."
    if done.history and done.employer:
        yield "It was there before the watch began, so no letter tells it."


def _lines(count: int) -> str:
    return f"{count} line" if count == 1 else f"{count} lines"


def _when(when: datetime | date, zone: ZoneInfo) -> str:
    return _moment(when, zone) if isinstance(when, datetime) else _date(when)


def _moment(when: datetime, zone: ZoneInfo) -> str:
    """Return a time in the person's zone; a year at the calendar's end, which a forged mail may name, keeps its own."""
    try:
        local = when.astimezone(zone)
    except (OverflowError, ValueError):
        local = when
    return f"{local:%a} {_day_of(local)} {local:%H:%M}"


def _day(when: datetime, zone: ZoneInfo) -> str:
    return _day_of(when.astimezone(zone))


def _date(day: date) -> str:
    return f"{day:%a} {_day_of(day)}"


def _day_of(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


# For programs


def _as_object(told: Why) -> dict[str, Any]:
    sender = told.sender
    return {
        "id": told.content_id,
        "message_id": told.message_id,
        "date": plain(told.at),
        "subject": told.subject or None,
        "label": told.label.value,
        "confidence": round(told.confidence, 3),
        "judged": {"label": told.judged.label.value, "confidence": round(told.judged.confidence, 3)},
        "evidence": [{"text": one.text, "because": one.because, "weight": one.weight} for one in told.evidence],
        "facts": facts_as_object(told.facts),
        "sender": {
            "name": sender.name if sender else None,
            "address": sender.address if sender else None,
            "kinds": [kind.value for kind in told.kinds],
            "known_from": [{"id": one.id, "company": one.company, "role": one.role} for one in told.known_from],
        },
        "lines": told.parts and {"new": told.parts.new, "quoted": told.parts.quoted, "signature": told.parts.signature},
        "correction": _correction(told),
        "done": told.done and _done_object(told.done),
        "error": told.error,
    }


def _correction(told: Why) -> dict[str, Any] | None:
    made = told.correction or told.makes_known
    if made is None:
        return None
    return {
        "of": made.content_id,
        "label": made.label.value,
        "at": plain(made.at),
        "reach": made.reach.value,
        "own": told.by_person,
        "decided": told.correction is not None,
    }


def _done_object(done: Done) -> dict[str, Any]:
    application, row = done.application, done.pass_on
    return {
        "label": done.label.value,
        "confidence": round(done.confidence, 3),
        "ordinary": not done.employer and not done.outgoing,
        "direction": "out" if done.outgoing else "in",
        "application": application and {"id": application.id, "company": application.company, "role": application.role},
        "could_not_place": done.why_unplaced,
        "passed_on": row and {"way": row.way.value, "due": plain(row.due), "written": row.outbox_id is not None},
        "letter": done.told_in,
        "waits_for": plain(done.waits_for),
        "before_the_watch": done.history,
        "text_kept": done.text_kept,
    }
