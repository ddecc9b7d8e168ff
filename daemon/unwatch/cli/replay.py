"""`unwatch replay`: the whole program over mail on disk (DESIGN, section 3)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from unwatch.cli.mail import Unread, read_all
from unwatch.cli.options import When, Zone, in_zone
from unwatch.errors import EXIT_OK, EXIT_USAGE
from unwatch.letter.records import Rendered
from unwatch.mime import freeze, own_message_id
from unwatch.replay import replay as replay_mail
from unwatch.report import report
from unwatch.rhythm import Rhythm
from unwatch.settings_values import machine_timezone


@click.command(short_help="Write the letter that mail on disk would have given.")
@click.option("--me", multiple=True, required=True, metavar="ADDRESS", help="Your own address; may be repeated.")
@click.option("--as-of", "as_of", type=When(), default=None, help="The moment of the letter; now if not given.")
@click.option("--timezone", "zone", type=Zone(), default=None, help="Your time zone; the machine's if not given.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "html", "eml"]), default="text", help="What is printed."
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
def replay(
    me: tuple[str, ...], as_of: datetime | None, zone: ZoneInfo | None, form: str, paths: tuple[str, ...]
) -> int:
    """Run the whole program over mail on disk and print the letter that it would write.

    Needs no account and no network, and keeps nothing. Messages from an address of --me are your own.
    """
    zone = zone or ZoneInfo(machine_timezone())
    when = in_zone(as_of, zone) if as_of else datetime.now(UTC)
    addresses = frozenset(one.strip().lower() for one in me)
    rhythm = Rhythm(zone=zone)
    unread = Unread()
    read = ((one.message, one.verdict) for one in read_all(paths, zone, unread))
    replayed = replay_mail(read, addresses, as_of=when, rhythm=rhythm)
    if unread.count == len(paths):
        return EXIT_USAGE
    if form == "json":
        click.echo(json.dumps(report(replayed, when, rhythm), ensure_ascii=False, indent=1))
    else:
        click.echo(_printed(replayed.letter, form, min(addresses), when), nl=False)
    return EXIT_USAGE if unread.count else EXIT_OK


def _printed(letter: Rendered, form: str, me: str, when: datetime) -> str:
    if form == "eml":
        message_id = own_message_id("replay", b"replay", me.rpartition("@")[2] or "localhost")
        raw = freeze(
            letter,
            kind="letter",
            sender=me,
            sender_name="unwatch",
            recipient=me,
            message_id=message_id,
            date=when,
        )
        return raw.decode("ascii")
    return letter.html if form == "html" else letter.text
