"""What every command of `unwatch applications` begins with: the ledger, the hours of the person, and whom they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from unwatch.application import Application
from unwatch.cli.finding import find, is_file, short_id
from unwatch.cli.ledger import household, opened
from unwatch.cli.terminal import paragraph, shown
from unwatch.clock import SystemClock
from unwatch.editing import Editor
from unwatch.errors import EXIT_USAGE, UserError
from unwatch.ledger import Ledger, StoredMessage
from unwatch.letter.telling import label_of
from unwatch.letter.words import Dates
from unwatch.reading.cleaning import clean_identifier, clean_line
from unwatch.rhythm import Rhythm
from unwatch_classifiers.facts.keys import run_together

LONGEST_NAME = 120
LONGEST_TEXT = 1000
TAKES_IT_BACK = "`unwatch applications undo` takes it back."

_MOST_DIGITS = 9
_MOST_CANDIDATES = 8
_ALL = "`unwatch applications list --all` shows them all."


@dataclass(frozen=True, slots=True)
class Desk:
    """The open ledger, what edits it, and the person's hours; `now` is when the command was given."""

    ledger: Ledger
    editor: Editor
    rhythm: Rhythm
    now: datetime

    @property
    def zone(self) -> ZoneInfo:
        """The person's time zone."""
        return self.rhythm.zone

    @property
    def today(self) -> date:
        """The day, as the person counts days."""
        return self.now.astimezone(self.zone).date()

    @property
    def dates(self) -> Dates:
        """Says dates as the letter does."""
        return Dates(self.now, self.zone)

    def named(self, named: str) -> Application:
        """Return the application of a number, or of the unique beginning of an employer's name. Raises UserError."""
        wanted = named.strip().removeprefix("#")
        if wanted.isascii() and wanted.isdigit() and len(wanted) <= _MOST_DIGITS:
            return self._numbered(int(wanted))
        found = self.called(wanted)
        if len(found) == 1:
            return found[0]
        raise (
            _several(named, found)
            if found
            else UserError(f"No application is known as {shown(named, 80)}.", hint=_ALL, status=EXIT_USAGE)
        )

    def called(self, name: str) -> list[Application]:
        """Return the applications at an employer of this name; where none has it, those whose name begins with it."""
        wanted = run_together(name)
        known = [(one, _names(one)) for one in self.ledger.stories.applications()] if wanted else []
        exact = [one for one, names in known if wanted in names]
        return exact or [one for one, names in known if any(name.startswith(wanted) for name in names)]

    def mail(self, named: str) -> StoredMessage:
        """Return a mail that the ledger knows. Raises UserError where none or several are meant."""
        mail = find(named if is_file(named) else clean_identifier(named), self.ledger, self.zone)
        if mail.stored is None:
            raise UserError("That mail has not been read from a mailbox; nothing was changed.", status=EXIT_USAGE)
        return mail.stored

    def _numbered(self, number: int) -> Application:
        application = self.editor.known(number)
        if all(one.id != application.id for one in self.ledger.stories.applications()):
            raise UserError(
                f"Application {number} is empty: what it held was taken back or brought elsewhere.",
                hint=_ALL,
                status=EXIT_USAGE,
            )
        return application


@contextmanager
def at_desk(config_file: Path | None) -> Iterator[Desk]:
    """Open the ledger of the settings, like one more thread of the daemon. Raises UserError."""
    home = household(config_file)
    with opened(home.ledger) as ledger:
        yield Desk(ledger, Editor(ledger), home.rhythm, SystemClock().now())


def called(application: Application) -> str:
    """Return how an application is called in a sentence: "Harbor Health, clerk"."""
    return label_of(application)


def given(text: str, what: str, limit: int = LONGEST_TEXT) -> str:
    """Return what the person typed on one clean line. Raises UserError where nothing is left of it."""
    line = clean_line(text, limit)
    if not line:
        raise UserError(f"{what} is empty; nothing was changed.", status=EXIT_USAGE)
    return line


def answer(sentences: Iterable[str]) -> None:
    """Say what is so now, and how it is taken back."""
    click.echo(paragraph(" ".join(sentences)))
    click.echo(TAKES_IT_BACK)


def mail_ids(mails: Iterable[StoredMessage]) -> str:
    """Return by what the person knows these mails."""
    return ", ".join(short_id(one.content_id) for one in mails)


def _names(application: Application) -> frozenset[str]:
    return frozenset(run_together(name) for name in (application.company, *application.aliases) if name)


def _several(named: str, found: list[Application]) -> UserError:
    candidates = "; ".join(f"{one.id} {called(one)}" for one in found[:_MOST_CANDIDATES])
    more = f", and {len(found) - _MOST_CANDIDATES} more" if len(found) > _MOST_CANDIDATES else ""
    return UserError(
        f"{shown(named, 80)} could be {candidates}{more}.", hint="Name it by its number.", status=EXIT_USAGE
    )
