"""Composes the weekly letter: from records to what it says, in reading order. Pure: same input, same letter.

The order is by what it asks of the reader (letter.md d.2): verdict, next letter, dated actions, what moved, what
waits, what rests, what could not be placed, the person's own line, how the week was covered, how to reply.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from unwatch.letter.coverage import covered, health, promised, understood
from unwatch.letter.ending import is_last
from unwatch.letter.opening import (
    NOTHING,
    accounting,
    admissions,
    date_line,
    next_letter,
    preheader,
    subject,
    verdict,
    ways,
)
from unwatch.letter.parts import LetterParts, Paragraph, Section
from unwatch.letter.records import LetterInput, Rendered
from unwatch.letter.render import render
from unwatch.letter.sections import (
    COULD_NOT_PLACE,
    Numbering,
    actions_of,
    could_not_place,
    deeds_in,
    next_week,
    of_place,
    own_line,
    replies,
    resting,
    waiting,
    what_moved,
)
from unwatch.letter.standing import Place, Standing, standings
from unwatch.letter.stands import awaiting_its_start, farewell
from unwatch.letter.telling import Detail, label_of
from unwatch.letter.text import count_words
from unwatch.letter.words import Dates, number, sentence
from unwatch_classifiers.records import SilenceState

WORDS_LIMIT = 600  # letter.md f 36

# A letter that would be longer than 600 words is told with less detail; nothing is left out. What waits gives way
# first, then what is quoted for the second time; what the letter is first to tell is rather not quoted than cut to half
# a thought, which would make one curious.
DETAILS = (
    *(Detail(limit, 12) for limit in (280, 160, 120)),
    *(Detail(120, rows) for rows in (8, 5)),
    *(Detail(limit, rows, spare=True) for limit in (160, 120) for rows in (12, 8, 5, 3)),
    Detail(0, 5),
    Detail(0, 0),
)
_LEAVES_AFTER = 180  # days of silence


def compose(given: LetterInput) -> LetterParts:
    """Return the letter for this week, at the fullest detail that keeps it within 600 words."""
    dates = Dates(given.now, given.zone)
    placed = standings(given, dates)
    if _is_quiet(given, placed):
        return _letter(given, (), _quiet_sections(given, placed, dates), dates, Numbering())
    for detail in DETAILS:
        parts = _full(given, placed, dates, detail)
        if count_words(_without_mails(parts)) <= WORDS_LIMIT:
            break
    return parts


def _without_mails(parts: LetterParts) -> LetterParts:
    """Leave out what could not be placed: it is shown in full, however long it is (letter.md f 6)."""
    return replace(parts, sections=tuple(one for one in parts.sections if one.title != COULD_NOT_PLACE))


def write_letter(given: LetterInput) -> Rendered:
    """Compose and render the weekly letter."""
    return render(compose(given))


def _full(given: LetterInput, placed: tuple[Standing, ...], dates: Dates, detail: Detail) -> LetterParts:
    numbering = Numbering()
    actions = actions_of(placed)
    sections = (
        next_week(actions, given, dates, detail, numbering),
        what_moved(placed, given, dates, detail, numbering),
        waiting(placed, given, dates, detail, numbering),
        resting(placed, given, numbering),
        *could_not_place(given, dates, numbering),
        *own_line(given),
        covered(given, dates),
        *replies(given, dates, numbering),
    )
    return _letter(given, actions, sections, dates, numbering)


def _letter(
    given: LetterInput,
    actions: list[Standing] | tuple[()],
    sections: tuple[Section, ...],
    dates: Dates,
    numbering: Numbering,
) -> LetterParts:
    return LetterParts(
        subject=subject(given, dates, deeds_in(actions)),
        preheader=preheader(actions, given, dates),
        date_line=date_line(given, dates),
        verdict=verdict(given, dates),
        lead=tuple(_lead(given, dates)),
        next_letter="" if is_last(given, dates) else next_letter(given, dates),
        sections=sections,
        numbers=tuple(numbering.numbers),
        mails=tuple(numbering.mails),
    )


def _lead(given: LetterInput, dates: Dates) -> Iterator[str]:
    yield accounting(given, dates)
    yield from admissions(given, dates)
    if is_last(given, dates):
        yield farewell(given, dates)


# The quiet week


def _is_quiet(given: LetterInput, placed: tuple[Standing, ...]) -> bool:
    """Tell whether no employer wrote, nothing is to do, and nothing ended."""
    busy = {Place.ACTION, Place.MOVED, Place.CLOSED}
    return not ways(given) and not given.unreadable and not any(one.place in busy for one in placed)


def _quiet_sections(given: LetterInput, placed: tuple[Standing, ...], dates: Dates) -> tuple[Section, ...]:
    """Return the short form of a week without news (letter.md d.3): what waits is counted, not named."""
    jobs = [one.application for one in of_place(placed, Place.ACCEPTED)]
    awaited = [f"{label_of(job)}. {awaiting_its_start(job, dates)}" for job in jobs]
    blocks = (*(Paragraph(text, foreign=True, begins_foreign=True) for text in awaited), Paragraph(_counts(placed)))
    standing = Section("Waiting and resting", NOTHING, blocks)
    told = (understood(given.understood),) if given.understood else ()
    watched = (Paragraph(health(given, dates), foreign=True), *told, *promised(given, dates))
    covering = Section("How this week was covered", "", watched, small=True)
    reopening = replies(given, dates, Numbering()) if is_last(given, dates) else ()
    return (standing, *own_line(given), covering, *reopening)


def _counts(placed: tuple[Standing, ...]) -> str:
    """Return "Seven are waiting as expected, five resting."."""
    waits = of_place(placed, Place.WAITING, Place.SENT)
    late = sum(_is_late(one) for one in waits)
    counts = ((len(waits) - late, "waiting as expected"), (late, "later than most"))
    said = [f"{number(count)} {how}" for count, how in counts if count]
    if rests := sum(not _has_left(one) for one in of_place(placed, Place.RESTING)):
        said.append(f"{number(rests)} resting")
    if not said:
        return "No application is open."
    count, _, how = said[0].partition(" ")
    return sentence(f"{count} {'is' if count == 'one' else 'are'} {', '.join([how, *said[1:]])}.")


def _has_left(one: Standing) -> bool:
    """Tell whether it has rested so long that it leaves the letter without a word; watching goes on (letter.md A7e)."""
    return one.told.silence is not None and one.told.silence.days > _LEAVES_AFTER


def _is_late(one: Standing) -> bool:
    return one.told.silence is not None and one.told.silence.state is SilenceState.LATER_THAN_MOST
