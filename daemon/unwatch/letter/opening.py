"""The letter's first lines: whether anything waits, the account of the week, when the next letter comes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from unwatch.letter.doing import short_kind
from unwatch.letter.ending import is_last
from unwatch.letter.records import LetterInput, Way
from unwatch.letter.standing import Standing, incoming, waiting_count
from unwatch.letter.words import Dates, counted, listed, number, sentence, short_date

NOTHING = "nothing to do"
PREHEADER_LEAST, PREHEADER_MOST = 40, 110  # letter.md f 38
_IN_WORDS_BELOW = 10  # "seven things waiting" still ends within the 40 characters that every client shows


def date_line(given: LetterInput, dates: Dates) -> str:
    """Return "Friday 10 October 2025, 16:00"."""
    return f"{dates.full(given.now)} {dates.today.year}, {dates.clock(given.now)}"


def next_letter(given: LetterInput, dates: Dates) -> str:
    """Return "Friday 17 October at 16:00"."""
    return f"{dates.full(given.next_letter)} at {dates.clock(given.next_letter)}"


def period(given: LetterInput, dates: Dates) -> str:
    """Return "this week", or since when, where the last letter was not a week ago."""
    days = (given.now - given.since) / timedelta(days=1)
    return "this week" if 6 <= days <= 8 else f"since {dates.full(given.since)}"


def deaf_since(given: LetterInput) -> datetime | None:
    """Return since when the watcher has been deaf, if it is now."""
    return min((gap.began for gap in given.gaps if gap.ended is None), default=None)


def verdict(given: LetterInput, dates: Dates) -> str:
    """Return the first sentence: whether anything waits, and up to when that is known."""
    waits, since = waiting_count(given), deaf_since(given)
    known = f", as of {dates.moment(since)}" if since else ""
    if not waits:
        return f"Nothing is waiting for you in your inbox{known}."
    return f"{sentence(counted(waits, 'thing is', 'things are'))} waiting for you{known}."


def admissions(given: LetterInput, dates: Dates) -> tuple[str, ...]:
    """Return the faults that the reader must know before the rest: still deaf, or mail that could not be read."""
    told = []
    if since := deaf_since(given):
        told.append(
            f"The watcher has not been able to read your mailbox since {dates.moment(since)}. "
            "Until it can, please read it yourself."
        )
    if given.unreadable:
        count = counted(len(given.unreadable), "message", "messages")
        they = "it is" if len(given.unreadable) == 1 else "they are"
        told.append(f"{sentence(count)} could not be read; {they} named below.")
    return tuple(told)


def ways(given: LetterInput) -> Counter[Way]:
    """Count the employers' messages by how they reached the person."""
    counts = Counter(news.way for told in given.applications for news in incoming(told))
    counts.update(one.way for one in given.unplaced)
    return counts


def accounting(given: LetterInput, dates: Dates) -> str:
    """Return the account of every message of an employer: at once, the next morning, or here (letter.md A7a)."""
    counts, span = ways(given), period(given, dates)
    total = counts.total()
    if not total:
        return f"Employers sent no messages {span}."
    here = counts[Way.LETTER]
    return (
        f"Employers sent {counted(total, 'message', 'messages')} {span}. "
        f"{sentence(number(counts[Way.AT_ONCE]))} reached you at once, "
        f"{number(counts[Way.NEXT_MORNING])} the next morning, "
        f"{number(here)} {'is' if here == 1 else 'are'} in this letter. "
        f"That is all{' of them' if total > 1 else ''}."
    )


def subject(given: LetterInput, dates: Dates, things: int) -> str:
    """Return the subject: the date, the verdict within 40 characters, at most 70 in all (letter.md f 37)."""
    waits = waiting_count(given)
    count = number(waits) if waits < _IN_WORDS_BELOW else str(waits)
    waiting = f"{count} {'thing' if waits == 1 else 'things'} waiting" if waits else "nothing waiting"
    todo = f"{counted(things, 'thing', 'things')} for next week" if things else NOTHING
    if is_last(given, dates):
        todo = "the last letter"
    return f"Week to {short_date(dates.today)}: {waiting}, {todo}"


def preheader(actions: Sequence[Standing], given: LetterInput, dates: Dates) -> str:
    """Return 40 to 110 characters that add to the subject; the words are all our own."""
    if is_last(given, dates):
        return "Watching ends with this letter. Everything that is known is kept."
    if not actions:
        return f"No date asks for anything. The next letter comes on {next_letter(given, dates)}."
    things = [short_kind(deed, dates, discreet=given.discreet) for one in actions for deed in one.deeds][:3]
    start = f"{sentence(listed(things))}."
    for tail in (" Everything else needs nothing from you.", " Nothing else needs you.", ""):
        if PREHEADER_LEAST <= len(start + tail) <= PREHEADER_MOST:
            return start + tail
    return f"{sentence(listed(things[:2]))}. The other dates are in the letter."
