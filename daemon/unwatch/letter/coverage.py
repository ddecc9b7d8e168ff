"""How the week was covered: what was passed on and when, whether the watcher ran, what it could not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from unwatch.letter.ending import is_last
from unwatch.letter.opening import period
from unwatch.letter.parts import Block, Paragraph, Section
from unwatch.letter.records import Gap, LetterInput, Way
from unwatch.letter.standing import incoming
from unwatch.letter.telling import NEWS_WORDS
from unwatch.letter.words import Dates, counted, named, number, quoted, reason, sentence

URGENT = (
    "These always reach you at once: an interview time to settle, a reference request, an offer, anything with a "
    "deadline before the next letter."
)
IF_IT_STOPS = "If the watcher itself stops for six hours, you are told."
_GAP_LEAST = timedelta(minutes=10)  # letter.md f 4
_DELAY_MOST = timedelta(hours=48)
_LISTED_MOST = 8
_GAPS_LISTED_MOST = 20
_UNREADABLE_MOST = 10


def covered(given: LetterInput, dates: Dates) -> Section:
    """Return the section that accounts for the watching itself."""
    blocks: list[Block] = [Paragraph(line, foreign=True) for line in _passed_on_lines(given, dates)]
    blocks.append(Paragraph(health(given, dates), foreign=True))
    if given.unreadable:
        blocks.append(Paragraph(_unreadable(given.unreadable), foreign=True))
    if given.understood:
        blocks.append(understood(given.understood))
    blocks.extend(promised(given, dates))
    return Section("How this week was covered", "", tuple(blocks), small=True)


def promised(given: LetterInput, dates: Dates) -> Iterator[Paragraph]:
    """Name what always reaches the person at once; the last letter promises nothing more."""
    if not is_last(given, dates):
        yield Paragraph(f"{URGENT} {IF_IT_STOPS}")


def _passed_on(given: LetterInput, way: Way) -> list[tuple[datetime, datetime | None, str]]:
    """Return what was passed on that way: when it arrived, when it was told, who and what."""
    found = [
        (news.at, news.told_at, f"{named(told.application.name)}, {NEWS_WORDS[news.label]}")
        for told in given.applications
        for news in incoming(told)
        if news.way is way
    ]
    found.extend(
        (one.at, one.told_at, f"{named(one.sender)}, a message without a place")
        for one in given.unplaced
        if one.way is way
    )
    return sorted(found, key=lambda entry: (entry[1] or entry[0], entry[2]))


def _passed_on_lines(given: LetterInput, dates: Dates) -> Iterator[str]:
    for way, opening in ((Way.AT_ONCE, "At once"), (Way.NEXT_MORNING, "Next morning")):
        entries = _passed_on(given, way)
        if not entries:
            continue
        delays = [_delay(at, told_at, way) for at, told_at, _ in entries[:_LISTED_MOST]]
        shared = delays[0] if len(delays) > 1 and len(set(delays)) == 1 else ""
        shown = [_entry(*entry, dates) for entry in entries[:_LISTED_MOST]]
        if not shared:
            shown = [f"{entry}{delay and f', {delay}'}" for entry, delay in zip(shown, delays, strict=True)]
        if (more := len(entries) - _LISTED_MOST) > 0:
            shown.append(f"and {number(more)} more")
        yield f"{opening}{shared and f', each {shared}'}: {'; '.join(shown)}."


def _entry(at: datetime, told_at: datetime | None, what: str, dates: Dates) -> str:
    return f"{what}, {dates.weekday(at) if told_at is None else dates.moment(told_at)}"


def _delay(at: datetime, told_at: datetime | None, way: Way) -> str:
    """Return how long it took; the mail's own date may be anything, so only a believable delay is told."""
    if told_at is None or way is not Way.AT_ONCE or not timedelta(0) <= told_at - at <= _DELAY_MOST:
        return ""
    return _after(told_at - at)


def _after(delay: timedelta) -> str:
    minutes = round(delay / timedelta(minutes=1))
    if minutes <= 1:
        return "within a minute or so"
    if minutes < 90:
        return f"{number(minutes)} minutes after it arrived"
    return f"{counted(round(minutes / 60), 'hour', 'hours')} after it arrived"


# Health


def _is_told(gap: Gap, given: LetterInput) -> bool:
    return (gap.ended or given.now) - gap.began > _GAP_LEAST or gap.ended is None


def health(given: LetterInput, dates: Dates) -> str:
    """Return whether the watcher ran, and each gap of more than ten minutes with what fell into it."""
    gaps = sorted((gap for gap in given.gaps if _is_told(gap, given)), key=lambda gap: gap.began)
    span = "all week" if period(given, dates) == "this week" else f"all the time {period(given, dates)}"
    if not gaps:
        return f"The watcher ran {span}."
    told = " ".join(_gap(gap, dates) for gap in gaps[:_GAPS_LISTED_MOST])
    more = _more_gaps(gaps[_GAPS_LISTED_MOST:])
    return f"The watcher ran {span}, but for {counted(len(gaps), 'gap', 'gaps')}: {told}{more}"


def _gap(gap: Gap, dates: Dates) -> str:
    why = f" ({reason(gap.why)})" if gap.why else ""
    if gap.ended is None:
        return f"From {dates.moment(gap.began)}{why} on it has not been able to read; it goes on trying."
    same_day = dates.day(gap.began) == dates.day(gap.ended)
    until = dates.clock(gap.ended) if same_day else dates.moment(gap.ended)
    return f"{dates.moment(gap.began)} to {until}{why}; the mailbox was read again afterwards and {_fell_in(gap)}."


def _fell_in(gap: Gap) -> str:
    if not gap.messages:
        return "nothing had come"
    return f"{counted(gap.messages, 'message', 'messages')} had come"


def _more_gaps(gaps: Iterable[Gap]) -> str:
    rest = list(gaps)
    if not rest:
        return ""
    messages = sum(gap.messages for gap in rest)
    longest = max(((gap.ended - gap.began) for gap in rest if gap.ended), default=timedelta(0))
    minutes = round(longest / timedelta(minutes=1))
    return (
        f" And {counted(len(rest), 'other', 'others')}, the longest of {number(minutes)} minutes; "
        f"{counted(messages, 'message', 'messages')} had come."
    )


def _unreadable(names: tuple[str, ...]) -> str:
    shown = ", ".join(quoted(name, 100) for name in names[:_UNREADABLE_MOST])
    more = len(names) - _UNREADABLE_MOST
    rest = f" and {number(more)} more" if more > 0 else ""
    count = sentence(counted(len(names), "message", "messages"))
    place = "it lies" if len(names) == 1 else "they lie"
    return f"{count} could not be read; {place} in your inbox as sent: {shown}{rest}."


def understood(commands: tuple[str, ...]) -> Paragraph:
    """Repeat what the person told the watcher (letter.md d.5)."""
    shown = ", ".join(quoted(command, 80) for command in commands[:20])
    return Paragraph(f"You told the watcher: {shown}; it is done.", foreign=True)
