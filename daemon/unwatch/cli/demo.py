"""`unwatch demo`: a whole job search in under a minute, nothing to install or configure."""

from __future__ import annotations

import tempfile
import textwrap
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from unwatch import log
from unwatch.errors import EXIT_OK, UserError

if TYPE_CHECKING:
    from unwatch.demo.search import Arriving, Came

_COLUMNS = 78
_KINDS = {
    "letter": "THE LETTER",
    "pass-on": "PASSED ON",
    "after-interview": "AFTER AN INTERVIEW",
    "reply": "ANSWERED",
    "day": "THE DAY'S LINE",
    "fault": "A FAULT",
}


@click.command(short_help="Show a whole job search in under a minute.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo-letter"),
    show_default=True,
    help="The folder for the last letter.",
)
@click.option("--letters-only", is_flag=True, help="Leave out the single mails as they arrive.")
def demo(out: Path, letters_only: bool) -> int:
    """Run a job search of eight weeks through the true daemon, with a simulated clock.

    A mailbox and a mail server run in memory on this machine's loopback; nothing leaves it. Each pass-on and each
    weekly letter is shown as it comes, and the last letter is left as .html, .txt and .eml.
    """
    missing = [name for name in ("pymap", "aiosmtpd") if find_spec(name) is None]
    if missing:
        raise UserError(
            f"The demo's servers are not installed ({', '.join(missing)}).",
            hint="Install them with: pip install 'unwatch[demo]'",
        )
    from unwatch.demo.search import Search  # noqa: PLC0415 - the servers are an optional part

    log.configure("error", "console")
    with tempfile.TemporaryDirectory(prefix="unwatch-demo-") as folder:
        search = Search(Path(folder), _quiet if letters_only else _show_arrival, _show)
        _introduce()
        last = search.run()
    _leave(out, last)
    return EXIT_OK


def _introduce() -> None:
    click.echo(
        textwrap.fill(
            "Dana looks for work from Monday 2 March to Friday 24 April 2026. Below, every line is a mail that comes "
            "in or that she writes; what unwatch sends her is shown in full. Time is simulated; the daemon, the "
            "mailbox and the mail server are real.",
            _COLUMNS,
        )
    )
    click.echo()


def _quiet(_: Arriving) -> None:
    """Show nothing."""


def _show_arrival(mail: Arriving) -> None:
    way = "Dana writes" if mail.sent else mail.sender
    line = f"{mail.at:%a %d %b %H:%M}  {way}: {mail.subject}"
    click.echo(click.style(line if len(line) <= _COLUMNS else f"{line[: _COLUMNS - 1]}…", dim=True))


def _show(came: Came) -> None:
    click.echo()
    click.echo(click.style(f"{_KINDS[came.kind]}: {came.message['Subject']}", bold=True))
    body = _beginning(came.text()) if came.kind == "pass-on" else came.text()
    click.echo(textwrap.indent(body.rstrip(), "    "))
    click.echo()


def _beginning(text: str) -> str:
    """Return a pass-on without the full message that follows."""
    return text.partition("\n-- ")[0]


def _leave(out: Path, last: Came) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / "letter.txt").write_text(last.text(), encoding="utf-8")
        (out / "letter.html").write_text(last.html(), encoding="utf-8")
        (out / "letter.eml").write_bytes(last.raw)
    except OSError as error:
        raise UserError(
            f"{out} cannot be written to: {error.strerror}.", hint="Name another folder with --out."
        ) from None
    click.echo(f"The last letter lies in {out}: letter.html, letter.txt, letter.eml.")
