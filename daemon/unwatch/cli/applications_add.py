"""`unwatch applications add`: what no mail tells, because it was done on a site, by phone, by post or in person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, time
from pathlib import Path
from typing import Any

import click

from unwatch.application import Application, Outcome
from unwatch.cli.applications_days import a_promise, a_time, day_so_far, day_to_come, moment_of, the_end
from unwatch.cli.applications_desk import LONGEST_NAME, Desk, answer, at_desk, called, given
from unwatch.cli.applications_story import CHANNEL_WORDS
from unwatch.cli.applications_told import OFFER_WORDS
from unwatch.cli.options import settings_file
from unwatch.errors import EXIT_OK, EXIT_USAGE, UserError
from unwatch.events import Applied, Edited, Instruction, Spoken, Told
from unwatch.letter.telling import closing
from unwatch.letter.words import Dates, counted, quoted
from unwatch_classifiers.records import Facts, Interview, InterviewStatus, Label, OfferForm, Promise

MOST_REFERENCES = 20

_MORNING = time(9)
_ENDED = (Outcome.REJECTED.value, Outcome.ROLE_CLOSED.value)
_REFEREES = {"sent": Instruction.GIVEN, "contacted": Instruction.CONTACTED}
_NEEDS = {
    "until": ("interview",),
    "where": ("interview",),
    "proposed": ("interview",),
    "starts": ("offer",),
    "answer_by": ("offer", "references", "heard"),
}
_THEIR_WORD = ("interview", "offer", "references", "ended", "heard")


@dataclass(frozen=True, slots=True)
class Happening:
    """What the person gave of something that happened, as they typed it."""

    interview: str | None = None
    until: str | None = None
    where: str | None = None
    proposed: bool = False
    offer: str | None = None
    answer_by: str | None = None
    starts: str | None = None
    promised: str | None = None
    references: int | None = None
    referees: str | None = None
    condition: str | None = None
    ended: str | None = None
    heard: str | None = None
    wrote: str | None = None
    on: str | None = None

    def given(self) -> tuple[str, ...]:
        """Return the names of what was given."""
        return tuple(one.name for one in fields(self) if getattr(self, one.name) not in {None, False})


@click.command(short_help="Write down what no mail tells.")
@settings_file
@click.option("--role", help="The role, of a new application.")
@click.option("--applied", metavar="DATE", help="When you applied; today if not given.")
@click.option("--channel", metavar="TEXT", help="How you applied: their site, by post, in the shop.")
@click.option("--requisition", metavar="TEXT", help="The employer's reference for the role.")
@click.option("--interview", metavar="WHEN", help='An interview: "2026-03-10 10:00", "tuesday 14:30".')
@click.option("--until", metavar="TIME", help="When the interview ends.")
@click.option("--where", metavar="TEXT", help="Where it takes place.")
@click.option("--proposed", is_flag=True, help="The time is theirs to propose and yours to confirm still.")
@click.option("--offer", type=click.Choice([one.value for one in OfferForm]), help="An offer, and how firm it is.")
@click.option("--answer-by", metavar="DATE", help="By when they want your answer.")
@click.option("--starts", metavar="DATE", help="When the job would start.")
@click.option("--promised", metavar="WORDS", help='When they said you would hear: "two weeks", "by friday".')
@click.option("--references", type=click.IntRange(1, MOST_REFERENCES), metavar="COUNT", help="They want references.")
@click.option("--referees", type=click.Choice(list(_REFEREES)), help="You sent the references; they were contacted.")
@click.option("--condition", metavar="TEXT", help="What you asked of them before they call your referees.")
@click.option("--ended", type=click.Choice(_ENDED), help="They said that it is over.")
@click.option("--heard", metavar="TEXT", help="What they said, in a sentence.")
@click.option("--wrote", type=click.Choice(list(CHANNEL_WORDS)), help="You got in touch outside your mailbox.")
@click.option("--on", metavar="DATE", help="The day on which it happened; today if not given.")
@click.argument("named", metavar="EMPLOYER|APPLICATION")
def add(config_file: Path | None, named: str, **options: Any) -> int:
    """Write down an application that no mail tells of, or what happened by phone, by post or in person at one that is
    known.

    With an EMPLOYER alone, or with how you applied, it is a new application. With anything that happened it is one
    that is known, named by its number or by the beginning of the employer's name.
    """
    happened, new = _apart(options)
    with at_desk(config_file) as desk:
        answer(_happened(desk, named, happened) if happened.given() else _begun(desk, named, new))
    return EXIT_OK


def _apart(options: Mapping[str, Any]) -> tuple[Happening, dict[str, str]]:
    """Part what happened from how a new application began. Raises UserError where both are given."""
    of_happening = {one.name for one in fields(Happening)}
    happened = Happening(**{name: value for name, value in options.items() if name in of_happening})
    new = {name: value for name, value in options.items() if name not in of_happening and value is not None}
    if happened.given() and new:
        raise _usage(
            f"{_option(next(iter(new)))} is of a new application, {_option(happened.given()[0])} of one that is known.",
            "Add the application first; `unwatch applications edit` changes its names.",
        )
    return happened, new


# A new application


def _begun(desk: Desk, named: str, new: Mapping[str, str]) -> Iterator[str]:
    if named.strip().removeprefix("#").isdigit():
        raise _usage(
            "A new application is named by its employer.",
            "Of one that is known, say what happened: --interview, --offer.",
        )
    names = Edited(
        company=given(named, "The employer's name", LONGEST_NAME),
        role=given(new["role"], "The role", LONGEST_NAME) if "role" in new else None,
        requisition=given(new["requisition"], "The reference", LONGEST_NAME) if "requisition" in new else None,
    )
    channel = given(new["channel"], "The channel", LONGEST_NAME) if "channel" in new else None
    day = day_so_far(new["applied"], desk.today) if "applied" in new else desk.today
    others = desk.called(names.company or "")
    at = moment_of(day, desk.now, desk.zone, at=_MORNING)
    told = desk.editor.add(names, Applied(channel), at, desk.now)
    yield f"Application {told.id} is written down: {called(told)}, applied {desk.dates.short(at)}."
    if others:
        yield (
            f"There is also application {others[0].id}, {called(others[0])};"
            f" if they are one, say `unwatch applications merge {told.id} {others[0].id}`."
        )


# What happened at one that is known


def _happened(desk: Desk, named: str, happened: Happening) -> Iterator[str]:
    _fits_together(happened)
    application = desk.named(named)
    day = desk.today if happened.on is None else day_so_far(happened.on, desk.today)
    payload = _payload(happened, desk, day)
    told = desk.editor.tell(application.id, payload, moment_of(day, desk.now, desk.zone), desk.now)
    when = "" if day == desk.today else f", {desk.dates.full(day)}"
    yield f"Written down for {called(told)}{when}: {_in_words(payload, desk.dates)}."
    if told.outcome is not None:
        yield closing(told, desk.dates)
    elif happened.ended is not None:
        yield "What came after that day has opened it again."
    if isinstance(payload, Spoken):
        yield from _moved(application, told, payload, desk.dates)


def _moved(before: Application, now: Application, spoken: Spoken, dates: Dates) -> Iterator[str]:
    """Say so where a new time has taken the place of another: an interview that moves stays one."""
    starts = {one.start for one in spoken.facts.interviews}
    for meeting in now.meetings:
        known = {one.start for one in before.meetings if one.start in meeting.moved_from}
        if meeting.start in starts and meeting.start not in {one.start for one in before.meetings} and known:
            yield f"It takes the place of the one of {dates.span(max(known), None)}."


def _fits_together(happened: Happening) -> None:
    """Raise UserError where two things are told at once, or a part without its whole."""
    there = set(happened.given())
    for part, wholes in _NEEDS.items():
        if part in there and not there.intersection(wholes):
            raise _usage(f"{_option(part)} belongs to {' or '.join(map(_option, wholes))}.", _ONE_AT_A_TIME)
    alone = there & {"wrote", "referees", "condition"}
    theirs = there & {"interview", "offer", "references", "ended"}
    if len(alone) + len(theirs) > 1 or (alone and there & {"heard", "promised"}):
        raise _usage("These are several things that happened.", _ONE_AT_A_TIME)
    if "ended" in there and "promised" in there:
        raise _usage("--promised does not go with --ended.", _ONE_AT_A_TIME)
    if not (alone or theirs or there & {"heard", "promised"}):
        raise _usage("--on is the day of something that happened.", "Say what: --interview, --offer, --heard.")


_ONE_AT_A_TIME = "Tell one thing at a time; `unwatch applications add --help` lists them."


def _payload(happened: Happening, desk: Desk, day: date) -> Told | Spoken:
    if happened.wrote is not None:
        return Told(Instruction.SENT, text=happened.wrote)
    if happened.referees is not None:
        return Told(_REFEREES[happened.referees])
    if happened.condition is not None:
        return Told(Instruction.CONDITION, text=given(happened.condition, "The condition"))
    promise = a_promise(happened.promised, day, desk.zone) if happened.promised is not None else None
    if promise is not None and not set(happened.given()).intersection(_THEIR_WORD):
        return Told(Instruction.SAID, text=promise.quote, promise=promise)
    quote = given(happened.heard, "What they said") if happened.heard is not None else None
    return Spoken(_label(happened), _facts(happened, promise, desk), quote)


def _label(happened: Happening) -> Label:
    if happened.interview is not None:
        return Label.SCHEDULING
    if happened.offer is not None:
        return Label.OFFER
    if happened.references is not None:
        return Label.REFERENCE_REQUEST
    return Label.REJECTION if happened.ended is not None else Label.STATUS_UPDATE


def _facts(happened: Happening, promise: Promise | None, desk: Desk) -> Facts:
    return Facts(
        interviews=(_interview(happened, happened.interview, desk),) if happened.interview is not None else (),
        deadline=day_to_come(happened.answer_by, desk.today, latest=True) if happened.answer_by is not None else None,
        promise=promise,
        referees_wanted=happened.references,
        offer_form=OfferForm(happened.offer) if happened.offer is not None else None,
        reason=happened.ended if happened.ended == Outcome.ROLE_CLOSED.value else None,
        wants_answer=happened.proposed or (happened.heard is not None and happened.answer_by is not None),
        starts=day_to_come(happened.starts, desk.today) if happened.starts is not None else None,
    )


def _interview(happened: Happening, said: str, desk: Desk) -> Interview:
    start = a_time(said, desk.now, desk.zone)
    end = the_end(happened.until, start, desk.now, desk.zone) if happened.until is not None else None
    where = given(happened.where, "The place", LONGEST_NAME) if happened.where is not None else None
    status = InterviewStatus.PROPOSED if happened.proposed else InterviewStatus.CONFIRMED
    return Interview(start, end, where, status)


def _in_words(payload: Told | Spoken, dates: Dates) -> str:
    if isinstance(payload, Spoken):
        return "; ".join(_spoken_words(payload, dates))
    if payload.promise is not None:
        return _promise_words(payload.promise, dates)
    if payload.instruction is Instruction.SENT:
        return f"you got in touch {CHANNEL_WORDS[payload.text or 'phone']}"
    if payload.instruction is Instruction.CONDITION:
        return f"your condition, {quoted(payload.text or '', 1000)}"
    return "the references are sent" if payload.instruction is Instruction.GIVEN else "your referees were called"


def _spoken_words(spoken: Spoken, dates: Dates) -> Iterator[str]:
    facts = spoken.facts
    for one in facts.interviews:
        where = f", {one.where}" if one.where else ""
        yield f"interview {dates.span(one.start, one.end)}, {one.status.value}{where}"
    if facts.offer_form is not None:
        yield f"an offer, {OFFER_WORDS[facts.offer_form]}"
    if facts.referees_wanted is not None:
        yield f"{counted(facts.referees_wanted, 'reference', 'references')} asked for"
    if spoken.label is Label.REJECTION:
        yield "it is over"
    if facts.starts is not None:
        yield f"start {dates.full(facts.starts)}"
    if facts.deadline is not None:
        yield f"answer by {dates.full(facts.deadline)}"
    if facts.promise is not None:
        yield _promise_words(facts.promise, dates)
    if spoken.quote:
        yield f"they said {quoted(spoken.quote, 1000)}"


def _promise_words(promise: Promise, dates: Dates) -> str:
    return (
        f"they said {quoted(promise.quote)}, by {dates.full(promise.by)}; realistic by {dates.full(promise.realistic)}"
    )


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _usage(message: str, hint: str) -> UserError:
    return UserError(message, hint=hint, status=EXIT_USAGE)
