"""The command `unwatch`: its parts, and how every error ends as one sentence and the right exit status."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

from unwatch import __version__, log
from unwatch.cli.applications import applications
from unwatch.cli.classify import classify
from unwatch.cli.config import config
from unwatch.cli.correct import correct
from unwatch.cli.demo import demo
from unwatch.cli.export import export
from unwatch.cli.replay import replay
from unwatch.cli.run import run
from unwatch.cli.why import why
from unwatch.errors import EXIT_FAILED, EXIT_OK, EXIT_USAGE, UserError

INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="unwatch")
def unwatch() -> None:
    """Watch a job seeker's inbox, so that they need not.

    What cannot wait is passed on at once; everything else comes in one weekly letter.
    """
    log.configure("warning", "console")  # what a command prints is its own; `run` chooses by the settings


for command in (run, applications, classify, why, correct, export, replay, demo, config):
    unwatch.add_command(command)


def main() -> NoReturn:
    """Run the command line; the only way out is an exit status."""
    sys.exit(_run())


def _run() -> int:
    try:
        done = unwatch.main(prog_name="unwatch", standalone_mode=False)
    except UserError as error:
        for line in (error.message, error.hint):
            if line:
                click.echo(f"unwatch: {line}" if line is error.message else f"  {line}", err=True)
        return error.status
    except click.ClickException as error:
        error.show()
        return EXIT_USAGE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output has left, as `head` does
        sys.stderr.close()
        return EXIT_FAILED
    return done if isinstance(done, int) else EXIT_OK
