"""`unwatch applications edit|note|rest|wake|close|reopen|done`: the person's word on one application."""

from __future__ import annotations

from pathlib import Path

import click

from unwatch.application import Application, Outcome
from unwatch.cli.applications_days import day_so_far, day_to_come, moment_of
from unwatch.cli.applications_desk import LONGEST_NAME, Desk, answer, at_desk, called, given
from unwatch.cli.options import settings_file
from unwatch.errors import EXIT_OK, EXIT_USAGE, UserError
from unwatch.events import Edited, Instruction, Told
from unwatch.letter.standing import DEED_WORDS
from unwatch.letter.telling import closing
from unwatch.letter.words import named as name_of
from unwatch.letter.words import quoted
from unwatch.standing import standing
from unwatch_classifiers.records import SilenceState

APPLICATION = click.argument("named", metavar="APPLICATION")
_ENDINGS = click.Choice([outcome.value for outcome in Outcome], case_sensitive=False)


@click.command()
@settings_file
@click.option("--employer", help="What the employer is called.")
@click.option("--role", help="What the role is called.")
@click.option("--requisition", help="The employer's reference for the role.")
@click.option("--alias", "aliases", multiple=True, help="A further name of the employer; may be repeated.")
@APPLICATION
def edit(
    *,
    config_file: Path | None,
    employer: str | None,
    role: str | None,
    requisition: str | None,
    aliases: tuple[str, ...],
    named: str,
) -> int:
    """Say what an application is called. Your names hold, whatever later mail says."""
    edited = Edited(
        company=_name(employer, "The employer's name"),
        role=_name(role, "The role"),
        requisition=_name(requisition, "The reference"),
        aliases=tuple(given(alias, "The alias", LONGEST_NAME) for alias in aliases),
    )
    if edited == Edited():
        raise UserError(
            "Nothing to change was given.", hint="Give --employer, --role, --requisition or --alias.", status=EXIT_USAGE
        )
    with at_desk(config_file) as desk:
        told = desk.editor.tell(desk.named(named).id, edited, desk.now, desk.now)
    also = f" It is also known as {', '.join(map(name_of, told.aliases))}." if edited.aliases else ""
    reference = f" Its reference is {name_of(told.requisition or '')}." if edited.requisition else ""
    answer([f"Application {told.id} is {called(told)} now.{also}{reference}"])
    return EXIT_OK


@click.command()
@settings_file
@APPLICATION
@click.argument("words", nargs=-1, required=True, metavar="TEXT...")
def note(config_file: Path | None, named: str, words: tuple[str, ...]) -> int:
    """Keep a note with an application; it comes back, unchanged, when it is needed."""
    text = given(" ".join(words), "The note")
    with at_desk(config_file) as desk:
        told = _tell(desk, desk.named(named), Told(Instruction.NOTE, text=text))
    answer([f"Kept with {called(told)}: {quoted(text, 1000)}."])
    return EXIT_OK


@click.command()
@settings_file
@click.option("--until", metavar="DATE", help="The day on which it comes back by itself.")
@APPLICATION
def rest(config_file: Path | None, until: str | None, named: str) -> int:
    """Let an application rest. If they write, it comes back by itself."""
    with at_desk(config_file) as desk:
        application = _open(desk.named(named))
        day = None if until is None else day_to_come(until, desk.today)
        told = _tell(desk, application, Told(Instruction.REST, when=day))
    how_long = f" until {desk.dates.full(day)}" if day else ""
    answer([f"{called(told)} rests{how_long}.", "If they write, it comes back by itself."])
    return EXIT_OK


@click.command()
@settings_file
@APPLICATION
def wake(config_file: Path | None, named: str) -> int:
    """Take an application out of its rest."""
    with at_desk(config_file) as desk:
        application = _open(desk.named(named))
        if application.rested is None and application.sleeps_until is None:
            raise UserError(_why_not_woken(application, desk), status=EXIT_USAGE)
        told = _tell(desk, application, Told(Instruction.WAKE))
    answer([f"{called(told)} is back in the letter."])
    return EXIT_OK


@click.command()
@settings_file
@click.option("--as", "ending", type=_ENDINGS, default=Outcome.WITHDRAWN.value, show_default=True, help="How it ended.")
@click.option("--on", metavar="DATE", help="The day on which it ended; today if not given.")
@APPLICATION
def close(config_file: Path | None, ending: str, on: str | None, named: str) -> int:
    """Say that an application is over: you withdrew, you declined or accepted, they chose somebody else, or the role
    is gone. Nothing is sent to anybody.
    """
    outcome = Outcome(ending)
    with at_desk(config_file) as desk:
        application = desk.named(named)
        if application.outcome is outcome:
            raise UserError(
                f"{called(application)} is closed in this way already; nothing was changed.", status=EXIT_USAGE
            )
        day = desk.today if on is None else day_so_far(on, desk.today)
        at = moment_of(day, desk.now, desk.zone)
        told = desk.editor.tell(application.id, Told(Instruction.CLOSE, outcome=outcome), at, desk.now)
    after = () if told.outcome is outcome else ("Later mail of theirs has opened it again.",)
    answer([f"{called(told)}. {closing(told, desk.dates)}"] if not after else [f"{called(told)} goes on.", *after])
    return EXIT_OK


@click.command()
@settings_file
@APPLICATION
def reopen(config_file: Path | None, named: str) -> int:
    """Open an application again that has ended, with all that it holds."""
    with at_desk(config_file) as desk:
        application = desk.named(named)
        if application.live:
            raise UserError(f"{called(application)} is open already; nothing was changed.", status=EXIT_USAGE)
        told = _tell(desk, application, Told(Instruction.REOPEN))
    answer([f"{called(told)} is open again, with all that it holds."])
    return EXIT_OK


@click.command()
@settings_file
@APPLICATION
def done(config_file: Path | None, named: str) -> int:
    """Say that you did what they asked for."""
    with at_desk(config_file) as desk:
        application = desk.named(named)
        if not application.open_needs:
            raise UserError(f"{called(application)} asks nothing of you; nothing was changed.", status=EXIT_USAGE)
        asked = ", ".join(dict.fromkeys(DEED_WORDS[need.kind] for need in application.open_needs))
        told = _tell(desk, application, Told(Instruction.DONE))
    answer([f"{called(told)}: done ({asked}).", "It is theirs to move."])
    return EXIT_OK


def _tell(desk: Desk, application: Application, told: Told) -> Application:
    return desk.editor.tell(application.id, told, desk.now, desk.now)


def _open(application: Application) -> Application:
    if not application.live:
        raise UserError(
            f"{called(application)} has ended; nothing was changed.",
            hint="`unwatch applications reopen` opens it again.",
            status=EXIT_USAGE,
        )
    return application


def _why_not_woken(application: Application, desk: Desk) -> str:
    silence = standing(application, desk.now, desk.zone).silence
    if silence is not None and silence.state is SilenceState.RESTING:
        return f"{called(application)} rests because nothing came for long; it comes back by itself if they write."
    return f"{called(application)} does not rest; nothing was changed."


def _name(text: str | None, what: str) -> str | None:
    return None if text is None else given(text, what, LONGEST_NAME)
