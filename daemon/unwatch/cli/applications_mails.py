"""`unwatch applications merge|split|move|undo`: which mail belongs where, and the way back from everything."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from unwatch.application import Application
from unwatch.cli.applications_desk import Desk, answer, at_desk, called, mail_ids
from unwatch.cli.applications_story import told_words
from unwatch.cli.options import settings_file
from unwatch.cli.terminal import paragraph
from unwatch.editing import Undoing
from unwatch.errors import EXIT_OK, EXIT_USAGE, UserError
from unwatch.events import Applied, Edited, Moved
from unwatch.ledger import StoredMessage
from unwatch.letter.words import named as name_of

MESSAGES = click.argument("messages", nargs=-1, required=True, metavar="MESSAGE...")
_NEW = "new"
_NOTHING_TO_UNDO = "There is nothing to take back."


@click.command()
@settings_file
@click.argument("named", metavar="APPLICATION")
@click.argument("into", metavar="INTO")
def merge(config_file: Path | None, named: str, into: str) -> int:
    """Make one application of two. INTO goes on under its own names, with the mail and the notes of both."""
    with at_desk(config_file) as desk:
        source, target = desk.named(named), desk.named(into)
        told = desk.editor.merge(source.id, target.id, desk.now)
    answer(
        [
            f"Applications {source.id} and {told.id} are one now: application {told.id}, {called(told)}.",
            "Later mail of either comes here.",
        ]
    )
    return EXIT_OK


@click.command()
@settings_file
@click.argument("named", metavar="APPLICATION")
@MESSAGES
def split(config_file: Path | None, named: str, messages: tuple[str, ...]) -> int:
    """Make an application of their own out of mails of one. A MESSAGE is a short id that `show` prints, or a
    Message-ID; your answers to it go with it.
    """
    with at_desk(config_file) as desk:
        application = desk.named(named)
        mails = _mails(desk, messages)
        for mail in mails:
            if desk.ledger.stories.of_content(mail.content_id) != application.id:
                raise UserError(
                    f"Mail {mail_ids([mail])} is not of {called(application)}; nothing was changed.", status=EXIT_USAGE
                )
        told = desk.editor.move([mail.content_id for mail in mails], None, desk.now)
    answer(
        [
            f"{_these(mails)} application {told.id} now, {called(told)}, apart from {called(application)}.",
            *_unnamed(told),
        ]
    )
    return EXIT_OK


@click.command()
@settings_file
@click.option("--to", "into", required=True, metavar="APPLICATION|new", help="Where they belong.")
@MESSAGES
def move(config_file: Path | None, into: str, messages: tuple[str, ...]) -> int:
    """Bring mails to the application that they belong to. Your answers go with them, and so does later mail of the
    thread. A mail that could not be placed is placed by it.
    """
    with at_desk(config_file) as desk:
        target = None if into.strip().casefold() == _NEW else desk.named(into)
        mails = _mails(desk, messages)
        told = desk.editor.move([mail.content_id for mail in mails], target.id if target else None, desk.now)
    answer([f"{_these(mails, 'part of')} application {told.id} now, {called(told)}.", *_unnamed(told)])
    return EXIT_OK


@click.command()
@settings_file
def undo(config_file: Path | None) -> int:
    """Take back what you did last to your applications. Once more takes back what you did before that."""
    with at_desk(config_file) as desk:
        done = desk.editor.undo(desk.now)
        if done is None:
            click.echo(_NOTHING_TO_UNDO)
            return EXIT_OK
        click.echo(paragraph(" ".join(_taken_back(desk, done))))
    return EXIT_OK


def _mails(desk: Desk, messages: Sequence[str]) -> list[StoredMessage]:
    mails = [desk.mail(named) for named in messages]
    return list({mail.content_id: mail for mail in mails}.values())


def _these(mails: Sequence[StoredMessage], what: str = "") -> str:
    noun, verb = ("Mail", "is") if len(mails) == 1 else ("Mails", "are")
    return f"{noun} {mail_ids(mails)} {verb}{f' {what}' if what else ''}"


def _unnamed(application: Application) -> list[str]:
    if application.company:
        return []
    return [f"`unwatch applications edit {application.id} --employer NAME` gives it a name."]


def _taken_back(desk: Desk, done: Undoing) -> list[str]:
    payloads = [event.payload for event in done.act.events]
    added = next((one.company for one in payloads if isinstance(one, Edited)), None)
    if any(isinstance(one, Applied) for one in payloads):
        return [f"Taken back: application {done.application.id}, {name_of(added or 'without a name')}, is gone again."]
    what = dict.fromkeys(filter(None, map(told_words, payloads)))
    sources = dict.fromkeys(one.source for one in payloads if isinstance(one, Moved))
    home = [_stands(desk.ledger.stories.application(number)) for number in sources]
    return [f"Taken back: {', '.join(what) or 'where you had put the mail'}.", *(home or [_stands(done.application)])]


def _stands(application: Application) -> str:
    return f"Application {application.id}, {called(application)}, is as it was before."
