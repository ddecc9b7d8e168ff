"""What an answer says of the watcher and of the letters themselves: how it stands, that nothing is sent any more."""

from __future__ import annotations

from datetime import datetime

from unwatch.commands import help_text
from unwatch.letter.answers import Lines, Part, said_plainly
from unwatch.letter.words import Dates, counted


def helped() -> Part:
    """Return the list of commands."""
    return Part("unwatch: what a reply can hold", (Lines(tuple(help_text().rstrip("\n").split("\n"))),))


def status(read_until: datetime | None, passed_on: int, next_letter: datetime, dates: Dates) -> Part:
    """Return the one calm sentence: what is read, whether anything was passed on since the last letter, what comes."""
    return said_plainly("unwatch: how it stands", status_sentence(read_until, passed_on, next_letter, dates))


def status_sentence(read_until: datetime | None, passed_on: int, next_letter: datetime, dates: Dates) -> str:
    """Return that sentence by itself."""
    read = (
        f"Your mail is read up to {_moment(read_until, dates)}" if read_until else "Your mail has not been read so far"
    )
    since = counted(passed_on, "message was", "messages were") if passed_on else "nothing had to be"
    return f"{read}, {since} passed on since the last letter, and the next letter comes on {_at(next_letter, dates)}."


def stopped() -> Part:
    """Say how the service itself is ended, and what stays."""
    return said_plainly(
        "unwatch: nothing is sent to you from now on",
        "No letter comes any more, and no mail is passed on: please read your mailbox yourself from now on."
        " The line resume, in a reply to this mail, brings all of it back.",
        "The service itself goes on reading until it is ended on its machine:"
        " systemctl disable --now unwatch. The line unwatch purge there deletes all that it has kept.",
        "Your mailbox is as it was; nothing in it was ever changed.",
    )


def resumed(next_letter: datetime, dates: Dates) -> Part:
    """Say that letters and pass-ons come again."""
    return said_plainly(
        "unwatch: letters come again",
        f"The next one comes on {_at(next_letter, dates)} and covers all the time since the last one."
        " What cannot wait reaches you at once again.",
    )


def paused(next_letter: datetime, dates: Dates) -> Part:
    """Say until when a pause lasts for which no day was given."""
    return said_plainly(
        "unwatch: a pause",
        f"No letter comes before {_at(next_letter, dates)}; the line resume ends the pause on any day."
        " What cannot wait reaches you all the same.",
    )


def nothing_to_take_back() -> Part:
    """Say that there is nothing to undo."""
    return said_plainly("unwatch: nothing to take back", "All that you told has been taken back, or nothing was told.")


def search_is_open() -> Part:
    """Say that a search that is open need not be opened."""
    return said_plainly(
        "unwatch: the search is open",
        "No job is accepted, so the search goes on as it is. One application that has ended is opened again by its"
        " number or the employer's name, such as: reopen 5.",
    )


def _at(when: datetime, dates: Dates) -> str:
    return f"{dates.full(when)} at {dates.clock(when)}"


def _moment(when: datetime, dates: Dates) -> str:
    return dates.moment(when)
