"""One reply while its lines are carried out: which mail of ours it answers, and whom a number or a name means in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

from unwatch.application import Application
from unwatch.commands import Command
from unwatch.editing import Editor
from unwatch.ledger import Ledger, LetterRow, StoredMessage
from unwatch.letter.answers import Part
from unwatch.letter.telling import label_of
from unwatch.letter.words import Dates, named
from unwatch.orders_journal import Journal
from unwatch.pausing import WISHES, Wishes, effective, kept, wishes_from
from unwatch.record import Rules
from unwatch.rhythm import Rhythm
from unwatch_classifiers.facts.keys import company_key, run_together

_MOST_CANDIDATES = 8


class NotDone(Exception):
    """A line that was read and cannot be carried out: why, in a sentence, and which applications could be meant."""

    def __init__(self, why: str, candidates: Iterable[Application] = ()) -> None:
        super().__init__(why)
        self.why = why
        self.candidates = tuple(candidates)


@dataclass(frozen=True, slots=True)
class Answered:
    """The mail of ours that a reply answers; `letter` where it is the weekly one, `passed_on` the content of the mail
    that it passed on. `numbers` are those that it shows, `mails` those that stand for one mail, by its Message-ID.
    """

    numbers: dict[int, int]
    mails: dict[int, str]
    letter: LetterRow | None = None
    passed_on: str | None = None
    after_interview: bool = False


class Numbers:
    """What the numbers mean in the answered mail; an answer goes on counting from there for whom it names besides."""

    def __init__(self, ledger: Ledger, answered: Answered) -> None:
        self._ledger = ledger
        self._numbers = dict(answered.numbers)
        self._mails = answered.mails

    def meant(self, number: int) -> int | None:
        """Return the application of a number, as it is after merges."""
        shown = self._numbers.get(number)
        return None if shown is None else self._ledger.stories.current(shown)

    def of(self, application: Application) -> int:
        """Return the number of an application; it gets the next one where it has none."""
        for number in self._numbers:
            if self.meant(number) == application.id:
                return number
        number = max([*self._numbers, *self._mails], default=0) + 1
        self._numbers[number] = application.id
        return number

    def shown(self) -> tuple[tuple[int, int], ...]:
        """Return every number with its application."""
        return tuple(sorted(self._numbers.items()))


@dataclass(frozen=True, slots=True)
class Reply:
    """What the lines of one reply are carried out with.

    `at` is when the person wrote it, `now` when it was read; `hours` are those of the settings, `own_name` is how the
    person signs, `benefits` whether they want the line on what declining can affect,
    `current_employer` the domain that must not know.
    """

    ledger: Ledger
    hours: Rhythm
    rules: Rules
    answered: Answered
    numbers: Numbers
    own_name: str
    benefits: bool
    current_employer: str | None
    at: datetime
    now: datetime

    @property
    def editor(self) -> Editor:
        """What edits this ledger, so that everything can be taken back."""
        return Editor(self.ledger)

    @property
    def journal(self) -> Journal:
        """Where is kept what no application holds."""
        return Journal(self.ledger)

    @property
    def zone(self) -> ZoneInfo:
        """The person's time zone."""
        return self.hours.zone

    @property
    def today(self) -> date:
        """The person's calendar day when they wrote."""
        return self.at.astimezone(self.zone).date()

    @property
    def dates(self) -> Dates:
        """Says dates as the letter does."""
        return Dates(self.now, self.zone)

    @property
    def wishes(self) -> Wishes:
        """What the person wished of the letters so far."""
        return wishes_from(self.ledger.remembered(WISHES))

    @property
    def rhythm(self) -> Rhythm:
        """When letters are due, as the person wishes now."""
        return effective(self.hours, self.wishes)

    def wish(self, wishes: Wishes, words: str) -> None:
        """Remember what the person wishes from now on; the words say so in the next letter."""
        before = self.wishes
        if wishes != before:
            self.ledger.remember(WISHES, kept(wishes))
            self.journal.write(words, before=before)

    def named(self, target: str, *, ended_first: bool = False) -> Application:
        """Return the application of a number of the answered mail, or of an employer's name that is the only one.

        Of several with that name those count that are open, or with `ended_first` those that ended. Raises NotDone.
        """
        shown = {one.id: one for one in self.ledger.stories.applications()}
        if target.isdigit():
            meant = self.numbers.meant(int(target)) or self._of_mail(target)
            if meant is None:
                raise NotDone(f"The mail that you answered has no number {int(target)}.")
            if meant not in shown:
                raise NotDone(
                    f"What had the number {int(target)} is gone: its mail was taken back or brought elsewhere."
                )
            return shown[meant]
        found = called(shown.values(), target)
        first = [one for one in found if one.live is not ended_first]
        if len(found) == 1 or len(first) == 1:
            return (first or found)[0]
        if found:
            raise NotDone("More than one application has that name.", found)
        raise NotDone("No employer is known by that name.", _alike(shown.values(), target))

    def mail(self, target: str) -> StoredMessage | None:
        """Return the mail that a number stands for in the answered mail; None where it means an application."""
        if not target.isdigit() or self.numbers.meant(int(target)) is not None:
            return None
        known = self.ledger.mail.all_by_message_id(self.answered.mails.get(int(target), ""))
        return next((one for one in known if not one.outgoing), None)

    def _of_mail(self, target: str) -> int | None:
        mail = self.mail(target)
        number = self.ledger.stories.of_content(mail.content_id) if mail is not None else None
        if mail is not None and number is None:
            raise NotDone(f"Number {target} is a mail of no application so far; wrong {target} new makes it one.")
        return number

    def knows(self, target: str) -> bool:
        """Tell whether a number or a name means anybody."""
        return target.isdigit() or bool(called(self.ledger.stories.applications(), target))

    def candidates(self, applications: Iterable[Application]) -> tuple[str, ...]:
        """Name applications by number, so that a reply can choose one."""
        return tuple(f"{self.numbers.of(one)} {label_of(one)}" for one in list(applications)[:_MOST_CANDIDATES])

    def called(self, application: Application) -> str:
        """Return the employer as a sentence names it."""
        return named(application.name)


Do: TypeAlias = Callable[[Reply, Command], Part | None]
"""Carries out one line; returns what it asked for. Raises NotDone or UserError, and then nothing is changed."""


def called(applications: Iterable[Application], name: str) -> list[Application]:
    """Return the applications whose employer is called so, or whose name begins with these whole words."""
    wanted = company_key(name).split()
    known = [(one, [company_key(each).split() for each in _names(one)]) for one in applications] if wanted else []
    exact = [one for one, names in known if wanted in names]
    return exact or [one for one, names in known if any(each[: len(wanted)] == wanted for each in names)]


def _alike(applications: Iterable[Application], name: str) -> list[Application]:
    wanted = run_together(name)
    return [
        one for one in applications if wanted and any(run_together(each).startswith(wanted) for each in _names(one))
    ]


def _names(application: Application) -> list[str]:
    return [name for name in (application.company, *application.aliases) if name]
