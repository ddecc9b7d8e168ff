"""The letter's sections about applications, each in the same place and the same shape every week (letter.md e 13)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby

from unwatch.application import Outcome
from unwatch.letter import stands
from unwatch.letter.doing import action_more, action_what
from unwatch.letter.ending import is_last, job_of
from unwatch.letter.entries import closed, is_firm, moved, waiting_since
from unwatch.letter.opening import NOTHING, period
from unwatch.letter.parts import Action, Block, Commands, Entry, Paragraph, Section, Shown, Wait, Waits
from unwatch.letter.records import LetterInput, Unplaced, Way
from unwatch.letter.standing import Place, Standing, incoming
from unwatch.letter.telling import Detail, Said, fitted, label_of, name_of, outlook, quote_of
from unwatch.letter.text import outlook_sentence, said_sentence
from unwatch.letter.words import (
    Dates,
    address_shown,
    counted,
    lines_of,
    listed,
    named,
    quoted,
    reason,
    said,
    unstopped,
    wrapped,
)

CLOSED_ONE_BY_ONE = 4
COULD_NOT_PLACE = "Could not place"
LAST_COMMANDS = ("reopen",)
_UNPLACED_LIMIT = 1_200
_UNPLACED_TOTAL = 12_000  # all of them together, so that a flood of mail cannot make a letter that clients clip
_UNPLACED_LEAST = 160
_UNPLACED_SHOWN = 40
_ENDED = {
    Outcome.REJECTED: "they chose another candidate",
    Outcome.ROLE_CLOSED: "the role is no longer open",
    Outcome.WITHDRAWN: "you withdrew",
    Outcome.DECLINED: "you declined",
    Outcome.ACCEPTED: "accepted",
}


@dataclass(slots=True)
class Numbering:
    """Gives out item numbers in reading order, and remembers the first of each place and of what can be drafted."""

    numbers: list[tuple[int, int]] = field(default_factory=list)
    mails: list[tuple[int, str]] = field(default_factory=list)
    first: dict[Place, int] = field(default_factory=dict)
    drafted: int | None = None

    def next(self, standing: Standing) -> int:
        """Return the next number; it is this application's for the whole letter."""
        count = self._count()
        self.numbers.append((count, standing.application.id))
        self.first.setdefault(standing.place, count)
        if self.drafted is None and standing.place is Place.ACTION and standing.deeds[0].meeting is None:
            self.drafted = count
        return count

    def next_mail(self, message_id: str) -> int:
        """Return the next number; it is this mail's, which belongs to no application."""
        count = self._count()
        self.mails.append((count, message_id))
        return count

    def _count(self) -> int:
        return len(self.numbers) + len(self.mails) + 1


def of_place(placed: Sequence[Standing], *places: Place) -> list[Standing]:
    """Return the applications that stand there, in the order of their ids."""
    return sorted((one for one in placed if one.place in places), key=lambda one: one.application.id)


def names_of(standings: Sequence[Standing], placed: Sequence[Standing]) -> dict[int, str]:
    """Return each application's name by id, with its role where another one has the same name."""
    alike = Counter(one.application.name for one in placed if one.place is not Place.ABSENT)
    return {
        one.application.id: label_of(one.application)
        if alike[one.application.name] > 1
        else named(one.application.name)
        for one in standings
    }


# Next week


def actions_of(placed: Sequence[Standing]) -> list[Standing]:
    """Return the applications with something to do, the earliest date first."""
    return sorted(of_place(placed, Place.ACTION), key=lambda one: one.first)


def deeds_in(actions: Sequence[Standing]) -> int:
    """Count the dated things to do."""
    return sum(len(one.deeds) for one in actions)


def next_week(
    actions: Sequence[Standing], given: LetterInput, dates: Dates, detail: Detail, numbering: Numbering
) -> Section:
    """Return the dated things to do, at most three."""
    if not actions:
        nothing = Paragraph("No date asks for anything before the next letter.")
        return Section(f"Next week: {NOTHING}", "", (nothing,), dated=True)
    blocks = tuple(_action(one, given, dates, detail, numbering) for one in actions)
    return Section(f"Next week: {counted(deeds_in(actions), 'thing', 'things')}", "", blocks, dated=True)


def _action(one: Standing, given: LetterInput, dates: Dates, detail: Detail, numbering: Numbering) -> Action:
    item, when, what = numbering.next(one), one.deeds[0].said, action_what(one)
    return Action(item, when, what, action_more(one, given, dates, detail, item))


# What moved


def what_moved(
    placed: Sequence[Standing], given: LetterInput, dates: Dates, detail: Detail, numbering: Numbering
) -> Section:
    """Return the week's news in order of date, what ended after what goes on."""
    going_on = sorted(of_place(placed, Place.MOVED), key=lambda one: _moved_at(one, given))
    ended = sorted(of_place(placed, Place.CLOSED), key=lambda one: _ended_at(one, given))
    blocks: list[Block] = []
    for one in going_on:
        item = numbering.next(one)
        blocks.append(_entry(item, one, moved(one, given, dates, detail, item)))
    shared = [one for one in ended if one.application.outcome is not Outcome.ACCEPTED]
    shared = shared if len(shared) > CLOSED_ONE_BY_ONE else []
    together = {one.application.id for one in shared}
    blocks.extend(
        _entry(numbering.next(one), one, closed(one.told, given, dates, detail))
        for one in ended
        if one.application.id not in together
    )
    blocks.extend(_ended_together(shared, placed, numbering))
    if not blocks:
        blocks.append(Paragraph("No application moved."))
    dated = any(is_firm(deed) for one in going_on for deed in one.deeds)
    note = f"{NOTHING}, but for the dates named" if dated else NOTHING
    return Section("What moved", note, tuple(blocks))


def _moved_at(one: Standing, given: LetterInput) -> float:
    heard = incoming(one.told)
    return heard[0].at.timestamp() if heard else given.since.timestamp()


def _ended_at(one: Standing, given: LetterInput) -> float:
    return (one.application.outcome_at or given.since).timestamp()


def _entry(item: int, one: Standing, text: str) -> Entry:
    return Entry(item, *_name_and_role(one), text)


def _name_and_role(one: Standing) -> tuple[str, str]:
    role = one.application.role
    return name_of(one.told), named(role) if role else ""


def _ended_together(ended: list[Standing], placed: Sequence[Standing], numbering: Numbering) -> Iterator[Paragraph]:
    """Tell many endings in one sentence for each kind: findable, and no longer than it has to be."""
    names = names_of(ended, placed)
    order = list(Outcome)
    by_kind = sorted(ended, key=lambda one: order.index(one.application.outcome or Outcome.ACCEPTED))
    for outcome, group in groupby(by_kind, key=lambda one: one.application.outcome or Outcome.ACCEPTED):
        items = listed(f"{names[one.application.id]} ({numbering.next(one)})" for one in group)
        yield Paragraph(f"Closed, {_ENDED[outcome]}: {items}.", foreign=True)


# Waiting, sent, resting


def waiting(
    placed: Sequence[Standing], given: LetterInput, dates: Dates, detail: Detail, numbering: Numbering
) -> Section:
    """Return one entry for each application in silence, the earliest realistic date first; then what was sent."""
    waits = sorted(of_place(placed, Place.WAITING), key=_heard_by)
    rows = tuple(_row(one, given, dates, numbering) for one in waits[: detail.rows])
    blocks: list[Block] = [Waits(rows)] if rows else []
    blocks.extend(
        _entry(numbering.next(one), one, stands.awaiting_its_start(one.application, dates))
        for one in of_place(placed, Place.ACCEPTED)
    )
    blocks.extend(_by_week(waits[detail.rows :], placed, dates, numbering))
    blocks.extend(_sent(of_place(placed, Place.SENT), placed, period(given, dates), numbering))
    if not blocks:
        blocks.append(Paragraph("No application is in silence."))
    return Section("Waiting, as expected", NOTHING, tuple(blocks))


def _heard_by(one: Standing) -> date:
    silence, promise = one.told.silence, one.application.promise
    return silence.usual_by if silence else promise.realistic if promise else date.max


def _row(one: Standing, given: LetterInput, dates: Dates, numbering: Numbering) -> Wait:
    promise = one.application.promise
    their_word = unstopped(promise.quote, 100) if promise else None
    until = outlook(one.told, dates)
    told = waiting_since(one, given, dates, f"{said_sentence(their_word)} {outlook_sentence(until)}")
    return Wait(numbering.next(one), *_name_and_role(one), told, their_word, until)


def _by_week(
    waits: Sequence[Standing], placed: Sequence[Standing], dates: Dates, numbering: Numbering
) -> Iterator[Paragraph]:
    """Tell those beyond the table in one sentence for each realistic week."""
    names = names_of(waits, placed)
    for monday, group in groupby(waits, key=lambda one: _week_of(_heard_by(one), dates)):
        items = listed(f"{names[one.application.id]} ({numbering.next(one)})" for one in group)
        opening = f"Realistic by the week of {dates.short(monday)}" if monday else "With a date behind them or none"
        yield Paragraph(f"{opening}: {items}.", foreign=True)


def _week_of(day: date, dates: Dates) -> date | None:
    return None if day == date.max or day < dates.today else day - timedelta(days=day.weekday())


def _sent(sent: list[Standing], placed: Sequence[Standing], span: str, numbering: Numbering) -> Iterator[Paragraph]:
    names = names_of(sent, placed)
    for opening, with_receipt in ((f"Sent {span}, receipts in", True), (f"Sent {span}", False)):
        group = [one for one in sent if bool(incoming(one.told)) is with_receipt]
        if group:
            items = listed(f"{names[one.application.id]} ({numbering.next(one)})" for one in group)
            yield Paragraph(f"{opening}: {items}.", foreign=True)


def resting(placed: Sequence[Standing], given: LetterInput, numbering: Numbering) -> Section:
    """Return the one sentence of names; each has its number where a reply could wake it."""
    rest = of_place(placed, Place.RESTING)
    names = names_of(rest, placed)
    rest.sort(key=lambda one: (names[one.application.id].casefold(), one.application.id))
    note = f"{NOTHING}; the watcher keeps them"
    if not rest:
        return Section("Resting", note, (Paragraph("No application rests."),))
    items = [_resting_name(names[one.application.id], one, given, numbering) for one in rest]
    text = f"{listed(items)}. If one of them writes, it comes back by itself."
    return Section("Resting", note, (Paragraph(text, foreign=True, begins_foreign=True),))


def _resting_name(name: str, one: Standing, given: LetterInput, numbering: Numbering) -> str:
    return f"{name} ({numbering.next(one)})" if given.reply_to else name


# What could not be placed


def could_not_place(given: LetterInput, dates: Dates, numbering: Numbering) -> Iterator[Section]:
    """Show what belongs to no application: whole where this letter is the first to bring it, by name where not.

    Each has its number where a reply could say where it belongs.
    """
    if not given.unplaced:
        return
    shown = sorted(given.unplaced, key=lambda one: (one.at, one.message_id))
    limit = max(_UNPLACED_LEAST, min(_UNPLACED_LIMIT, _UNPLACED_TOTAL // len(shown)))
    blocks: list[Block] = []
    for one in shown[:_UNPLACED_SHOWN]:
        item = numbering.next_mail(one.message_id) if given.reply_to else None
        blocks.append(replace(_shown(one, dates, limit), number=item))
    if more := shown[_UNPLACED_SHOWN:]:
        span = f"{dates.moment(more[0].at)} to {dates.moment(more[-1].at)}"
        blocks.append(Paragraph(f"And {counted(len(more), 'other', 'others')} of the same kind, {span}."))
    yield Section(COULD_NOT_PLACE, f"{NOTHING}; shown as it came", tuple(blocks))


def _shown(one: Unplaced, dates: Dates, limit: int) -> Shown:
    head = f"From {address_shown(one.sender)}, {dates.moment(one.at)}: {quoted(one.subject, 80)}"
    why = [Said(f"Why: {reason(one.why)}.", once=True)] if one.why else []
    sentence = [Said(f"It says: {said(one.quote, 160)}")] if one.quote else []  # one that is shown whole needs none
    if one.way is not Way.LETTER:
        reached = {Way.AT_ONCE: "at once", Way.NEXT_MORNING: "the next morning"}[one.way]
        return Shown(head, _fitted(head, *why, *sentence, Said(f"It reached you whole {reached}.", must=True)), ())
    lines, was_cut = lines_of(one.text, limit)
    told = (*sentence, Said(f"Cut after {limit} characters.", must=True)) if was_cut else ()
    return Shown(head, _fitted(head, *why, *told), lines)


def _fitted(head: str, *told: Said) -> str:
    return fitted("", told, used=len(wrapped(f"99. {head}", then="   "))) if told else ""


# The person's own


def own_line(given: LetterInput) -> Iterator[Section]:
    """Return the person's own words unchanged; the search goes on until something is accepted in writing."""
    blocks: list[Block] = []
    if given.own_line:
        blocks.append(Paragraph(quote_of(given.own_line)))
    if given.pace and job_of(given) is None:
        blocks.append(Paragraph(f"Until something is accepted in writing: {said(given.pace, 1_000)}"))
    if blocks:
        yield Section("Your own line", "", tuple(blocks))


def replies(given: LetterInput, dates: Dates, numbering: Numbering) -> Iterator[Section]:
    """Return the commands, each with a number of this letter; none where the watcher reads no replies."""
    commands = LAST_COMMANDS if is_last(given, dates) else _commands(dates, numbering)
    if not given.reply_to or not commands:
        return
    rules = Paragraph(
        "Quoted text is ignored. You hear back only if a line asks for something or was not understood. "
        "Nothing is ever sent to an employer without you."
    )
    block = Commands(commands, given.reply_to, given.reply_token)
    yield Section("Reply to this letter", "one per line", (block, rules), small=True)


def _commands(dates: Dates, numbering: Numbering) -> tuple[str, ...]:
    """Choose an example of each command whose number this letter has."""
    if not numbering.numbers:
        return tuple(f"wrong {item} new" for item, _ in numbering.mails[:1])
    first = numbering.first
    day = dates.full(dates.next_working_morning())[:3].lower()
    lines = []
    if (action := first.get(Place.ACTION)) is not None:
        lines += [f"done {action}", f"later {action} {day}"]
    if numbering.drafted is not None:
        lines.append(f"draft {numbering.drafted}")
    lines.append(f"rest {first.get(Place.WAITING) or first.get(Place.MOVED) or numbering.numbers[0][0]}")
    if (rests := first.get(Place.RESTING)) is not None:
        lines.append(f"wake {rests}")
    lines += [f"wrong {item} new" for item, _ in numbering.mails[:1]]
    return (*lines, f"note {numbering.numbers[0][0]} text")
