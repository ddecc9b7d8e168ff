"""The short mails of the family: that the watcher is deaf, and that a line of a reply was not understood."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from unwatch.letter.records import Rendered
from unwatch.letter.render import page
from unwatch.letter.words import day_and_time, one_line

_WIDTH = 72


def deaf(mailbox: str, since: datetime, zone: ZoneInfo) -> Rendered:
    """Say that a mailbox could not be read for six hours, and what that means (letter.md, fault letter)."""
    when = day_and_time(since, zone)
    return short(
        f"unwatch cannot read the mailbox {one_line(mailbox)[:30]}",
        f"No contact since {when}. Until it is back, please read this mailbox by hand.",
        [
            f"The watcher could not read the mailbox {one_line(mailbox)} since {when}.",
            "Until it is back, please read this mailbox by hand: what comes in now does not reach you by the watcher.",
            "It goes on trying. Once it is back, all that came in meanwhile is read, and what cannot wait comes first.",
            "The next letter names the gap.",
        ],
    )


def not_understood(lines: Sequence[str]) -> Rendered:
    """Say which lines of a reply were not understood, and that nothing changed by them (letter.md d.5)."""
    return short(
        "unwatch: a line was not understood",
        "Nothing was changed by it. The lines that were understood are done.",
        [
            "Nothing was changed by these lines; the others are done.",
            *(f"    {one_line(line)}" for line in lines),
            "A line is one word, the number or the employer's name, and what belongs to it.",
            "Such as: done 2, rest 7, wake 7, later 2 tuesday, note 4 they use Excel.",
        ],
    )


def short(subject: str, preheader: str, paragraphs: Sequence[str]) -> Rendered:
    """Return a short mail: its paragraphs as text and as HTML; what is indented by four stays a line of its own."""
    text = "\n\n".join(
        textwrap.fill(one, _WIDTH, break_long_words=True) if not one.startswith("    ") else one[:_WIDTH]
        for one in paragraphs
    )
    return Rendered(subject, preheader, f"{text}\n", page(subject, preheader, [one.strip() for one in paragraphs]))
