"""`unwatch classify`: what each message is, without account, network or state (DESIGN, section 3)."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import click

from unwatch.cli.mail import Read, Unread, read_all
from unwatch.cli.options import Zone
from unwatch.errors import EXIT_OK, EXIT_USAGE
from unwatch_classifiers.records import Facts, Promise


@click.command(short_help="Say what each message is.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object in a line, for programs.")
@click.option("--timezone", "zone", type=Zone(), default=None, help="Your zone, for times without one.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
def classify(as_json: bool, zone: ZoneInfo | None, paths: tuple[str, ...]) -> int:
    """Say what each message is, with the sentence that decided.

    Each PATH is an .eml file, an mbox, a Maildir or a folder of .eml files; - reads standard input.
    """
    unread = Unread()
    for read in read_all(paths, zone, unread):
        click.echo(json.dumps(_as_object(read), ensure_ascii=False) if as_json else _as_line(read))
    return EXIT_USAGE if unread.count else EXIT_OK


def _as_line(read: Read) -> str:
    verdict = read.verdict
    what = f"{verdict.label.value:<20} {verdict.confidence:4.2f}  {read.path}"
    if read.message.error:
        return f"{what}  (not readable: {read.message.error})"
    evidence = f'  "{_short(verdict.evidence[0].text)}"' if verdict.evidence else ""
    company = f"  {verdict.facts.company}" if verdict.facts.company else ""
    return f"{what}{company}{evidence}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"


def _as_object(read: Read) -> dict[str, Any]:
    verdict = read.verdict
    told: dict[str, Any] = {
        "path": read.path,
        "message_id": read.message.message_id,
        "label": verdict.label.value,
        "confidence": round(verdict.confidence, 3),
        "evidence": [{"text": one.text, "because": one.because} for one in verdict.evidence],
        "facts": facts_as_object(verdict.facts),
    }
    if read.message.error:
        told["error"] = read.message.error
    return told


def facts_as_object(facts: Facts) -> dict[str, Any]:
    """Return facts as DESIGN, section 3, promises them; what is absent is null."""
    return {
        "company": facts.company,
        "role": facts.role,
        "requisition": facts.requisition,
        "interviews": [
            {"start": plain(one.start), "end": plain(one.end), "where": one.where, "status": one.status.value}
            for one in facts.interviews
        ],
        "deadline": plain(facts.deadline),
        "promise": _promise(facts.promise),
        "referees_wanted": facts.referees_wanted,
        "offer_form": facts.offer_form.value if facts.offer_form else None,
        "reason": facts.reason,
        "wants_answer": facts.wants_answer,
    }


def _promise(promise: Promise | None) -> dict[str, Any] | None:
    if promise is None:
        return None
    return {
        "quote": promise.quote,
        "kind": promise.kind.value,
        "by": plain(promise.by),
        "realistic": plain(promise.realistic),
    }


def plain(when: datetime | date | None) -> str | None:
    """Return a date or a time as ISO 8601."""
    return None if when is None else when.isoformat()
