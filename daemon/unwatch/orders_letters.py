"""What the person wishes of the letters, line by line: their own line, how often, a pause, none at all, all again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from unwatch.commands import Command, Often, Verb
from unwatch.letter.answers import Part
from unwatch.letter.answers_letters import paused as told_paused
from unwatch.letter.answers_letters import resumed as told_resumed
from unwatch.letter.answers_letters import stopped as told_stopped
from unwatch.orders_reply import Do, NotDone, Reply
from unwatch.pausing import paused, resumed
from unwatch.reading.cleaning import clean_line

LONGEST_OWN_LINE = 500
FRESH = timedelta(days=14)
"""What waited longer than this while nothing was sent is left to the letter, as at the first look."""


def _own(reply: Reply, command: Command) -> None:
    line = clean_line(command.text or "", LONGEST_OWN_LINE)
    if not line:
        raise NotDone("Nothing can be read in it.")
    reply.wish(replace(reply.wishes, own_line=line), "your own line")


def _rhythm(reply: Reply, command: Command) -> None:
    wishes = reply.wishes
    often = command.choice if isinstance(command.choice, Often) else Often.WEEKLY
    if often is not wishes.often:
        reply.wish(replace(wishes, often=often, often_since=reply.now), f"rhythm {often.value}")


def _pause(reply: Reply, command: Command) -> Part | None:
    wishes = paused(reply.wishes, reply.hours, reply.at, command.when)
    until = f" until {reply.dates.short(command.when)}" if command.when else ""
    reply.wish(wishes, f"pause{until}")
    return None if command.when else told_paused(reply.rhythm.next_letter(reply.now), reply.dates)


def _resume(reply: Reply, _command: Command) -> Part | None:
    before = reply.wishes
    reply.wish(resumed(before, reply.hours, reply.at), "resume")
    if before.stopped is None:
        return None
    for row in reply.ledger.post.pass_ons_due(reply.now):
        if reply.now - row.decided > FRESH:
            reply.ledger.post.withdraw_pass_on(row.content_id)
    return told_resumed(reply.rhythm.next_letter(reply.now), reply.dates)


def _stop(reply: Reply, _command: Command) -> Part | None:
    if reply.wishes.stopped is not None:
        return None
    reply.wish(replace(reply.wishes, stopped=reply.at), "stop")
    return told_stopped()


WISHED: dict[Verb, Do] = {
    Verb.OWN: _own,
    Verb.RHYTHM: _rhythm,
    Verb.PAUSE: _pause,
    Verb.RESUME: _resume,
    Verb.STOP: _stop,
}
