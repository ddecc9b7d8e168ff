"""`unwatch correct`: the person says what a mail really is, takes that back, or takes the lessons out for training."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from unwatch.cli.finding import find, short_id
from unwatch.cli.ledger import household, opened
from unwatch.cli.options import settings_file
from unwatch.cli.terminal import paragraph, shown
from unwatch.cli.why import REACH_WORDS
from unwatch.clock import SystemClock
from unwatch.correcting import Corrector, Mail, Outcome
from unwatch.corrections import Reach
from unwatch.errors import EXIT_OK, EXIT_USAGE, UserError
from unwatch.ledger import Ledger
from unwatch.lessons import in_corpus_form, write_privately
from unwatch_classifiers.records import Label

LABELS = ", ".join(label.value for label in Label)


@click.command(short_help="Say what a mail really is, or take that back.")
@settings_file
@click.option("--undo", is_flag=True, help="Take back what you said of MESSAGE, and forget what was kept of it.")
@click.option(
    "--export",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    metavar="FILE",
    help="Write what your corrections teach to FILE, for `make train CORRECTIONS=FILE`.",
)
@click.argument("named", metavar="[MESSAGE]", required=False)
@click.argument("label", metavar="[LABEL]", required=False)
def correct(config_file: Path | None, undo: bool, file: Path | None, named: str | None, label: str | None) -> int:
    """Say what a mail really is. It counts at once, and applies to its sender and thread where that is safe.

    MESSAGE is an .eml file, - for standard input, or a mail that the ledger knows: its Message-ID or its short id.
    LABEL is acknowledgement, scheduling, assessment, reference_request, information_request, status_update, offer,
    rejection, outreach or other; `other` is mail that has nothing to do with the search.
    """
    wanted = _wanted(undo, file, named, label)
    home = household(config_file)
    with opened(home.ledger) as ledger:
        if file is not None:
            _export(ledger, file)
            return EXIT_OK
        mail = find(named or "", ledger, home.rhythm.zone)
        corrector, now = Corrector(ledger, home.rules(ledger)), SystemClock().now()
        outcome = corrector.take_back(mail, now) if wanted is None else corrector.correct(mail, wanted, now)
        lines = list(_told(mail, outcome, ledger, undone=wanted is None))
    for line in lines:
        click.echo(paragraph(line))
    return EXIT_OK


def _wanted(undo: bool, file: Path | None, named: str | None, label: str | None) -> Label | None:
    """Return the label that is given, None for none. Raises UserError where what is given does not fit together."""
    if file is not None:
        if undo or named:
            raise UserError("--export stands alone.", hint="unwatch correct --export FILE", status=EXIT_USAGE)
        return None
    if named is None or undo is (label is not None):
        raise UserError(
            "A mail and what it is are needed.",
            hint="unwatch correct MESSAGE LABEL, or unwatch correct MESSAGE --undo",
            status=EXIT_USAGE,
        )
    if label is None:
        return None
    try:
        return Label(label.strip().lower().replace("-", "_").replace(" ", "_"))
    except ValueError:
        raise UserError(
            f"There is no label {shown(label, 60)}.", hint=f"Give one of {LABELS}.", status=EXIT_USAGE
        ) from None


def _export(ledger: Ledger, file: Path) -> None:
    lessons = ledger.corrections.lessons()
    try:
        write_privately(file, in_corpus_form(lessons))
    except OSError as error:
        raise UserError(f"{file} cannot be written: {error.strerror}.", hint="Name another file.") from None
    mails = "1 corrected mail" if len(lessons) == 1 else f"{len(lessons)} corrected mails"
    what = "The senders' addresses are left out; names in the text are not."
    click.echo(paragraph(f"{mails} written to {file}, readable by you alone. {what}"))


def _told(mail: Mail, outcome: Outcome, ledger: Ledger, *, undone: bool) -> Iterator[str]:
    name = short_id(mail.content_id)
    if undone:
        yield f"{name} counts as {outcome.label.value} again; what was kept of it for training is forgotten."
    elif outcome.label is outcome.was:
        yield f"{name} is {outcome.label.value}: confirmed."
    else:
        yield f"{name} is {outcome.label.value} now, not {outcome.was.value}."
    if not outcome.recorded:
        yield "It has not been read from a mailbox yet; it will count when it is."
    yield from _placed(outcome, ledger)
    if not undone:
        yield from _reaching(outcome)
    if outcome.others:
        others = "1 other mail changes" if outcome.others == 1 else f"{outcome.others} other mails change"
        yield f"{others} with it."
    if outcome.taught:
        yield (
            "For training on this machine its subject, its new text and the kind of its sender are kept;"
            " --undo forgets them."
        )
    elif not undone:
        yield "Its text is not kept here, so it teaches nothing; give the .eml file if it should."


def _placed(outcome: Outcome, ledger: Ledger) -> Iterator[str]:
    if outcome.application_id is not None:
        application = ledger.stories.application(outcome.application_id)
        role = f" / {shown(application.role, 80)}" if application.role else ""
        yield f"It is part of the story of {shown(application.name, 80)}{role}."
    elif outcome.recorded and outcome.label is Label.OTHER:
        yield "It counts as ordinary mail."


def _reaching(outcome: Outcome) -> Iterator[str]:
    where = REACH_WORDS[outcome.reach]
    if outcome.reach is Reach.MAIL:
        yield f"It applies to {where}: you have applied there, and the next invitation must not be missed."
    elif outcome.label is Label.OTHER:
        yield f"All mail of {where} counts as ordinary from now on."
    elif outcome.was is Label.OTHER:
        yield f"Mail of {where} is known as an employer's from now on."
    elif outcome.label is not outcome.was:
        yield f"In {where} the same mistake is put right where it was not sure."
