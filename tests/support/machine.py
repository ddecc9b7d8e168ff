"""A ledger's random life: mails of a few employers, the person's answers, and the end of the power."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from support.stories import calendar, confirmed, day, proposed, verdict
from unwatch.application import Application, Outcome
from unwatch.correcting import Corrector, Mail
from unwatch.editing import Editor
from unwatch.events import Applied, Edited, Event, Instruction, Received, Sent, Spoken, Told, as_corrected
from unwatch.keys import Key, KeyKind, keys_of_event
from unwatch.ledger import Ledger
from unwatch.matching import BEGINS
from unwatch.record import Arrival, Recorder, Rules, content_id
from unwatch.rhythm import Rhythm
from unwatch_classifiers.records import (
    Address,
    Facts,
    Interview,
    InterviewStatus,
    Label,
    Message,
    OfferForm,
    Promise,
    PromiseKind,
    Verdict,
)

ZONE = ZoneInfo("Europe/London")
DANA = Address("Dana Reed", "dana@reed.example")
RULES = Rules(frozenset([DANA.address]), Rhythm(zone=ZONE), day(-1))


@dataclass(frozen=True, slots=True)
class House:
    """An employer: what it is called, who writes for it, and for which roles."""

    company: str
    people: tuple[Address, ...]
    roles: tuple[str, ...]


HARBOR = House(
    "Harbor Health",
    (Address("Priya Nair", "priya@harbor.example"), Address("Human Resources", "hr@harbor.example")),
    ("Intake clerk",),
)
COBALT = House("Cobalt Works", (Address("Cobalt Works", "no-reply@us.greenhouse-mail.io"),), ("Data analyst",))
FERN = House("Fern", (Address("Ida Fern", "ida.fern.garden@gmail.com"),), ("Gardener",))
OKAFOR = House(
    "Okafor Partners",
    (Address("Ada Okafor", "ada@okafor.example"), Address("Hiring", "jobs@okafor.example")),
    ("Planner", "Porter"),
)
AGENCY = House("Lindale", (Address("Sam Poole", "sam@poole-staffing.example"),), ("Cook", "Driver"))
HOUSES = (HARBOR, COBALT, FERN, OKAFOR, AGENCY)

_THEIR_WORDS = (
    "Thank you for your application for the role of intake clerk at Harbor Health.",
    "Could we talk on Tuesday 17 March at 10:00? Please tell us.",
    "Please send us two referees by 20 March.",
    "We will decide by 30 March.",
    "We are pleased to offer you the role; please answer by 27 March.",
    "Unfortunately we have chosen another candidate.",
)
_ANSWERS = (
    "Yes, that is fine.",
    "Is there any news?",
    "Thank you for your time yesterday.",
    "I am happy to accept the offer.",
    "I have to decline the offer.",
    "Could I have a few more days?",
    "I withdraw my application.",
    "I can't make that, could we find another time?",
)
_APPLICATIONS = (
    "I am applying for the role of planner.",
    "Please find attached my CV for the role of intake clerk.",
)
_DAYS = st.integers(0, 40)
_TIMES = st.builds(lambda make, on: make(on), st.sampled_from([proposed, confirmed]), _DAYS)
_CALLED_OFF = _TIMES.map(lambda one: replace(one, status=InterviewStatus.CANCELLED))
_PROMISES = st.builds(
    lambda kind, by, begins: Promise("by then", kind, day(by).date(), day(by + 7).date(), begins),
    st.sampled_from(PromiseKind),
    _DAYS,
    st.none() | _DAYS.map(lambda on: day(on).date()),
)


@st.composite
def facts(draw: st.DrawFn, house: House, *, names: bool | None = None) -> Facts:
    """What a mail of a house states; `names` tells whether it names employer and role, None that it may."""
    named = draw(st.sampled_from(["", "company", "role", "both"])) if names is None else "both" if names else ""
    interviews = draw(st.lists(_TIMES | _CALLED_OFF, max_size=2).map(tuple))
    return Facts(
        company=house.company if named in {"company", "both"} else None,
        role=draw(st.sampled_from(house.roles)) if named in {"role", "both"} else None,
        requisition=draw(st.sampled_from([None, None, f"R-{house.company[0]}"])),
        interviews=cast(tuple[Interview, ...], interviews),
        deadline=draw(st.none() | _DAYS.map(day)),
        promise=draw(st.none() | _PROMISES),
        referees_wanted=draw(st.sampled_from([None, 2])),
        offer_form=draw(st.sampled_from([None, *OfferForm])),
        reason=draw(st.sampled_from([None, "role_closed"])),
        wants_answer=draw(st.booleans()),
        starts=draw(st.none() | _DAYS.map(lambda on: day(on).date())),
    )


@st.composite
def received(
    draw: st.DrawFn, number: int, *, houses: tuple[House, ...] = HOUSES, plain: bool = False
) -> tuple[Message, Verdict]:
    """A mail of an employer and its verdict. `plain` leaves no doubt about whose it is, and for which role."""
    house = draw(st.sampled_from(houses))
    sender = draw(st.sampled_from(house.people))
    on = draw(_DAYS)
    parts = st.builds(
        lambda at, uid, sequence, method: (
            calendar(at, uid=f"{house.company}-{uid}", sequence=sequence, method=method),
        ),
        _DAYS,
        st.integers(1, 2),
        st.integers(0, 2),
        st.sampled_from(["REQUEST", "CANCEL"]),
    )
    label = draw(st.sampled_from(sorted(BEGINS) if plain else list(Label)))
    answers = () if plain else draw(st.just(()) | st.integers(0, number + 2).map(lambda one: (message_id(one),)))
    given = Message(
        message_id=message_id(number),
        date=day(on) + timedelta(seconds=number),
        sender=sender,
        subject="Your application",
        new_text=draw(st.sampled_from(_THEIR_WORDS)),
        reply_to=() if plain else draw(st.sampled_from([(), (), house.people[-1:]])),
        in_reply_to=answers,
        calendar=draw(st.just(()) | parts),
    )
    confidence = 0.95 if plain else draw(st.sampled_from([0.95, 0.9, 0.6, 0.3]))
    stated = draw(facts(house, names=True if plain else None))
    return given, replace(verdict(label, confidence), facts=stated)


@st.composite
def sent(draw: st.DrawFn, number: int, *, answers: Message | None = None) -> tuple[Message, Verdict]:
    """A mail of the person's own, in a thread or not."""
    people = draw(st.sampled_from(HOUSES)).people
    thread = draw(st.none() | st.integers(0, number + 2))
    if answers is not None and answers.sender is not None:
        people = (answers.sender,)
    given = Message(
        message_id=message_id(number),
        date=day(draw(_DAYS)) + timedelta(seconds=number),
        sender=DANA,
        subject="Your application",
        new_text=draw(st.sampled_from(_ANSWERS if answers else (*_ANSWERS, *_APPLICATIONS))),
        to=draw(st.sampled_from([people[:1], people])),
        in_reply_to=(answers.message_id,) if answers else () if thread is None else (message_id(thread),),
    )
    return given, verdict(Label.OTHER, 1.0)


def message_id(number: int) -> str:
    """The Message-ID of the mail of that number."""
    return f"{number}@mail.example"


def tellings() -> st.SearchStrategy[Told | Spoken | Edited]:
    """What a person tells of an application."""
    told = st.builds(
        Told,
        st.sampled_from(Instruction),
        when=st.none() | _DAYS.map(lambda on: day(on).date()),
        text=st.sampled_from([None, "They were kind."]),
        outcome=st.none() | st.sampled_from(Outcome),
        promise=st.none() | _PROMISES,
    )
    spoken = st.builds(Spoken, st.sampled_from(Label), facts(HARBOR))
    return told | spoken | edits()


def edits() -> st.SearchStrategy[Edited]:
    """What a person calls an application."""
    return st.builds(
        Edited,
        st.sampled_from([None, "Harbor Health", "Northgate"]),
        st.sampled_from([None, "Planner", "Head gardener"]),
        st.sampled_from([None, "R-17"]),
        st.sampled_from([(), ("Fern",), ("Cobalt Works", "Blue")]),
    )


class PowerCut(BaseException):
    """The program ends here."""


class Breaks(Enum):
    """How a step ends too early: an error that is survived, or the end of the program."""

    ERROR = "error"
    END = "end"


class _Failing:
    """A connection that fails at one of its statements, and then is dead if the program ended there."""

    def __init__(self, real: sqlite3.Connection, at: int, how: Breaks) -> None:
        self.real, self.left, self.how = real, at, how

    @property
    def in_transaction(self) -> bool:
        return self.real.in_transaction and not (self.left < 0 and self.how is Breaks.END)

    def execute(self, statement: str, values: Any = ()) -> sqlite3.Cursor:
        self._next(statement)
        return self.real.execute(statement, values)

    def executemany(self, statement: str, values: Any) -> sqlite3.Cursor:
        self._next(statement)
        return self.real.executemany(statement, values)

    def _next(self, statement: str) -> None:
        if statement != "ROLLBACK":
            self.left -= 1
            if self.left == -1:
                raise PowerCut


@dataclass(frozen=True, slots=True)
class Sight:
    """What a ledger shows: its applications, and by what each may be found."""

    applications: tuple[Application, ...]
    taught: tuple[frozenset[Key], ...]


@cache
def _empty() -> tuple[TemporaryDirectory[str], Path]:
    folder = TemporaryDirectory()
    path = Path(folder.name) / "empty.db"
    Ledger(path).close()
    return folder, path


class Desk:
    """A ledger on disk with all that writes to it, which can lose its power."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory()
        self._path = Path(self._folder.name) / "ledger.db"
        shutil.copyfile(_empty()[1], self._path)
        self._open()

    def _open(self) -> None:
        self.ledger = Ledger(self._path)
        self.stories = self.ledger.stories
        self.recorder = Recorder(self.ledger, RULES)
        self.editor = Editor(self.ledger)
        self.corrector = Corrector(self.ledger, RULES)

    def close(self) -> None:
        """End it for good."""
        self.ledger.close()
        self._folder.cleanup()

    def open_again(self) -> None:
        """Close the ledger and open it anew, as after a restart."""
        self.ledger.close()
        self._open()

    @contextmanager
    def breaking(self, at: int, how: Breaks) -> Iterator[None]:
        """Let the statement of that number fail, the COMMIT too; what did not come so far was done."""
        database = self.ledger._database
        real, failing = database.connection, _Failing(database.connection, at, how)
        database.connection = cast(sqlite3.Connection, failing)
        try:
            yield
        finally:
            database.connection = real
            if how is Breaks.END:
                self.open_again()

    def written(self) -> str:
        """Everything that the file holds."""
        return "\n".join(self.ledger._database.connection.iterdump())

    def record(self, given: Message, judged: Verdict) -> None:
        """Record a mail at its own time."""
        self.recorder.record(Arrival(given, judged, given.date), given.date)

    def sight(self) -> Sight:
        """What it shows."""
        shown = tuple(self.stories.applications())
        return Sight(shown, tuple(self.taught(one.id) for one in shown))

    def numbers(self) -> list[int]:
        """Every application there ever was."""
        rows = self.ledger._database.connection.execute("SELECT id FROM application ORDER BY id")
        return [int(row["id"]) for row in rows]

    def keys(self, number: int) -> frozenset[Key]:
        """By what an application is found."""
        rows = self.ledger._database.connection.execute(
            "SELECT kind, value FROM application_key WHERE application_id = ?", (number,)
        )
        return frozenset(Key(KeyKind(row["kind"]), row["value"]) for row in rows)

    def standing(self, number: int) -> list[Event]:
        """The events that hold."""
        return as_corrected(self.stories.events(number))

    def taught(self, number: int) -> frozenset[Key]:
        """By what it may be found, by all that holds."""
        return frozenset().union(*(keys_of_event(event.payload) for event in self.standing(number)))

    def mail(self, given: Message) -> Mail:
        """A mail as the person names it."""
        identity = content_id(given)
        stored = self.ledger.mail.message(identity) if self.ledger.mail.knows(identity) else None
        return Mail(identity, stored, None, None)

    def contents(self) -> Counter[str]:
        """The messages that are of a story or were, and how often."""
        return Counter(content for number in self.numbers() for content, _ in self.stories.parts(number) if content)


def is_of_a_story(event: Event) -> bool:
    """Tell whether an event makes an application one."""
    return isinstance(event.payload, Received | Sent | Applied | Spoken)


def mails_of(desk: Desk, number: int) -> Counter[str]:
    """The Message-IDs of the mails that hold in an application, by the messages themselves."""
    holding = {event.id for event in desk.standing(number)}
    contents = (content for content, event in desk.stories.parts(number) if content and event.id in holding)
    return Counter(desk.ledger.mail.message(content).message_id for content in contents)
