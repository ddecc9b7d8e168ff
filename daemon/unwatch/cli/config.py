"""`unwatch config`: check the settings, or print an example of them or their schema."""

from __future__ import annotations

from pathlib import Path

import click

from unwatch import config_example, settings


@click.group()
def config() -> None:
    """Check the settings, or print an example of them."""


@config.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
def check(file: Path | None) -> None:
    """Say whether FILE can be understood, and everything that is wrong with it.

    Without FILE it is the one that the daemon would read. Exit status 78 means that there are mistakes. Nothing is
    connected to and no password is read; `unwatch doctor` does that.
    """
    place = settings.find_file(file)
    found = settings.load(place)
    click.echo(f"{place}: no mistakes. {_summary(found)}")


@config.command()
def example() -> None:
    """Print an example file with every setting and what it means."""
    click.echo(config_example.example(), nl=False)


@config.command()
def schema() -> None:
    """Print the JSON schema of the file, for editors."""
    click.echo(config_example.schema(), nl=False)


def _summary(found: settings.Settings) -> str:
    """Tell in one line what the daemon would do with these settings."""
    names = ", ".join(found.watched)
    when = f"{found.letter.day.value.title()} {found.letter.time:%H:%M} ({found.timezone})"
    way = "by SMTP" if found.smtp else f"by IMAP into {found.letter_mailbox}"
    return f"Watching {names}; the letter comes on {when}, {way}."
