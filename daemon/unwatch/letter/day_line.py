"""The line a day, for who wished it: whether anything waits, and when the letter comes."""

from __future__ import annotations

from unwatch.letter.opening import next_letter, verdict
from unwatch.letter.records import LetterInput, Rendered
from unwatch.letter.short import short
from unwatch.letter.words import Dates, short_date


def write_day_line(given: LetterInput) -> Rendered:
    """Return the line as a mail of its own; what waits is told in the letter and was passed on where it could not."""
    dates = Dates(given.now, given.zone)
    line = f"{verdict(given, dates)} The next letter comes on {next_letter(given, dates)}."
    return short(f"unwatch, {short_date(dates.today)}", verdict(given, dates), [line])
