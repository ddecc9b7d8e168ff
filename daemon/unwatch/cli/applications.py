"""`unwatch applications`: every application with its story, and the person's hand in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from unwatch.application import Application
from unwatch.cli.applications_add import add
from unwatch.cli.applications_change import close, done, edit, note, reopen, rest, wake
from unwatch.cli.applications_desk import Desk, at_desk, called
from unwatch.cli.applications_mails import merge, move, split, undo
from unwatch.cli.applications_posting import about, texts
from unwatch.cli.applications_story import Scene, lines, story
from unwatch.cli.applications_told import details, line
from unwatch.cli.classify import plain
from unwatch.cli.finding import short_id
from unwatch.cli.options import settings_file
from unwatch.cli.terminal import entry, paragraph
from unwatch.errors import EXIT_OK, EXIT_USAGE, UserError
from unwatch.letter.words import counted, sentence
from unwatch.report import application_as_object as in_report
from unwatch.standing import Standing, standing
from unwatch.week import waits_so_far

_NONE_YET = "No application is known. `unwatch applications add EMPLOYER` writes down one that no mail tells of."
_AS_JSON = "One JSON object in a line, for programs."


@click.group()
def applications() -> None:
    """Look at your applications and put them in order.

    An application is named by its number or by the beginning of the employer's name. A day is written 2026-03-12, or
    in words: friday, 2 weeks, 3 november. Every change can be taken back.
    """


@applications.command("list")
@settings_file
@click.option("--all", "with_ended", is_flag=True, help="Those that have ended too.")
@click.option("--json", "as_json", is_flag=True, help=_AS_JSON)
def list_applications(config_file: Path | None, with_ended: bool, as_json: bool) -> int:
    """Say of each application where it stands, and who moves next."""
    with at_desk(config_file) as desk:
        known = desk.ledger.stories.applications()
        told = [one for one in known if one.live] + [one for one in known if not one.live and with_ended]
        placed = _placed(desk, told, known)
        objects = [in_report(one, stands, desk.rhythm) for one, stands in placed] if as_json else []
    if as_json:
        for each in objects:
            click.echo(json.dumps(each))
        return EXIT_OK
    for one, stands in placed:
        click.echo(paragraph(line(one, stands, desk.dates), indent=" " * 5, first=f"{one.id:>3}  "))
    if closing := _closing(len(told), len(known) - len(told)):
        click.echo(paragraph(closing))
    return EXIT_OK


@applications.command()
@settings_file
@click.option("--posting", "with_posting", is_flag=True, help="The text of the job posting too, where it is kept.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for programs.")
@click.argument("named", metavar="APPLICATION")
def show(config_file: Path | None, with_posting: bool, as_json: bool, named: str) -> int:
    """Tell the whole story of one application."""
    with at_desk(config_file) as desk:
        application = desk.named(named)
        postings = desk.ledger.postings.of_application(application.id)
        ((_, stands),) = _placed(desk, [application], desk.ledger.stories.applications())
        scenes = story(application, desk.ledger.stories.parts(application.id), desk.now)
    if as_json:
        object_ = {**in_report(application, stands, desk.rhythm), **_more(application, scenes)}
        object_["postings"] = [{"title": one.title, "link": one.link, "text": one.text} for one in postings]
        click.echo(json.dumps(object_))
        return EXIT_OK
    if with_posting and not postings:
        raise UserError(f"No posting of {called(application)} is kept.", status=EXIT_USAGE)
    click.echo(paragraph(f"{application.id}  {called(application)}"))
    for name, text in (*details(application, stands, desk.dates), *about(postings)):
        click.echo(entry(name, text, width=14))
    click.echo("\nWhat happened")
    for told in (*lines(scenes, desk.dates), *(texts(postings) if with_posting else ())):
        click.echo(told)
    return EXIT_OK


def _placed(desk: Desk, told: list[Application], known: list[Application]) -> list[tuple[Application, Standing]]:
    """Return where applications stand, judged by all the waits that the person has lived through."""
    waits = waits_so_far(desk.ledger, known, desk.now, desk.zone)
    return [(one, standing(one, desk.now, desk.zone, waits)) for one in told]


def _closing(told: int, ended: int) -> str:
    if not told and not ended:
        return _NONE_YET
    if not ended:
        return ""
    verb = "has" if ended == 1 else "have"
    return f"{sentence(counted(ended, 'other', 'others'))} {verb} ended; --all shows them."


def _more(application: Application, scenes: list[Scene]) -> dict[str, Any]:
    """Return what `show` tells beyond the report: keys are added, none is renamed."""
    return {
        "aliases": list(application.aliases),
        "requisition": application.requisition,
        "conditions": list(application.conditions),
        "notes": [{"at": plain(at), "text": text} for at, text in application.notes],
        "starts": [plain(one) for one in application.offer.starts] if application.offer else [],
        "contacted": plain(application.references.contacted) if application.references else None,
        "story": list(_as_objects(scenes)),
    }


def _as_objects(scenes: list[Scene]) -> Iterator[dict[str, Any]]:
    for one in scenes:
        yield {
            "at": plain(one.at),
            "kind": one.kind,
            "what": one.what,
            "who": one.who,
            "quote": one.quote,
            "id": short_id(one.content_id) if one.content_id else None,
            "message_id": one.message_id or None,
        }


for command in (add, done, edit, note, rest, wake, close, reopen, merge, split, move, undo):
    applications.add_command(command)
