"""`unwatch export`: the dated record of every contact, for the person and for an office that asks for one."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from unwatch.cli.applications_days import any_day
from unwatch.cli.applications_desk import Desk, at_desk
from unwatch.cli.options import settings_file
from unwatch.cli.terminal import paragraph
from unwatch.contact_record import Entry, as_csv, as_object, entries
from unwatch.errors import EXIT_OK, EXIT_USAGE, UserError
from unwatch.lessons import write_privately


@click.command(short_help="Write down every contact with employers, by date.")
@settings_file
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    metavar="FILE",
    help="Where to write it, readable by you alone; else it is printed.",
)
@click.option("--since", metavar="DATE", help="From this day on.")
@click.option("--until", metavar="DATE", help="Up to this day.")
@click.option("--no-quotes", is_flag=True, help="Leave out the employers' own sentences.")
def export(
    *, config_file: Path | None, form: str, output: Path | None, since: str | None, until: str | None, no_quotes: bool
) -> int:
    """Write down every contact with employers, by date: mail either way, calls, letters, interviews, and applications
    that you made elsewhere.

    A row holds the date, employer, role, direction, channel, kind, with whom, what came of it, and the sentence that
    decided. No other text of any mail is in it.
    """
    with at_desk(config_file) as desk:
        rows = _rows(desk, *_bounds(desk, since, until), quotes=not no_quotes)
        now = desk.now.astimezone(desk.zone)
    text = as_csv(rows) if form == "csv" else f"{json.dumps(as_object(rows, now), ensure_ascii=False, indent=1)}\n"
    if output is None:
        click.echo(text, nl=False)
        return EXIT_OK
    _write(output, text)
    contacts = "1 contact" if len(rows) == 1 else f"{len(rows)} contacts"
    click.echo(paragraph(f"{contacts} written to {output}, readable by you alone."))
    return EXIT_OK


def _bounds(desk: Desk, since: str | None, until: str | None) -> tuple[date | None, date | None]:
    first = any_day(since, desk.today, back=True) if since is not None else None
    last = any_day(until, desk.today, back=True) if until is not None else None
    if first and last and first > last:
        raise UserError("--since is after --until.", hint="Give the earlier day to --since.", status=EXIT_USAGE)
    return first, last


def _rows(desk: Desk, since: date | None, until: date | None, *, quotes: bool) -> list[Entry]:
    stories = desk.ledger.stories
    told = ((one, stories.events(one.id)) for one in stories.applications())
    return entries(told, desk.now, desk.zone, since=since, until=until, quotes=quotes)


def _write(file: Path, text: str) -> None:
    try:
        write_privately(file, text)
    except OSError as error:
        raise UserError(f"{file} cannot be written: {error.strerror}.", hint="Name another file.") from None
