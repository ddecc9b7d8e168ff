"""What a story may expect of the report of `unwatch replay --format json`, one plain line each.

    applications = 2                       application of MAIL FIELD = VALUE [or VALUE …]
    together: MAIL, MAIL …                 apart: MAIL, MAIL          unplaced: MAIL …
    label of MAIL = LABEL [or LABEL …]     passed on: MAIL …          never passed on: MAIL …
    needs KIND [or KIND] from MAIL [or MAIL] [by DATE]                needs nothing           needs = 1
    letter says "WORDS"

FIELD is `company`, `role`, `stage`, `outcome`, `waiting_on`, `silence`, `rests_from`, `promise`, `promise.by`,
`promise.realistic`, `promise.kind`, `follow_up.sent`, `follow_up.not_before`, `follow_up.why`, `references.sent`,
`references.count`, `offer`, `offer.form`, `offer.answer_by`, `interviews`, `interviews standing` (those not
cancelled) or `interview` (START [STATUS]). `none` stands for null; `yes` for anything else. Times are compared as
instants, dates in the person's zone. Names are compared without regard to capitals.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from support.story_files import Story, WrongStory

Report = dict[str, Any]
NONE = "none"


class Kind(Enum):
    """Which part of the program an expectation is about."""

    LABEL = "label"
    FACT = "fact"
    MATCH = "match"
    STATE = "state"
    PASS_ON = "pass-on"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Claim:
    """One expectation; `found` says what the report says instead, and None where the expectation holds."""

    kind: Kind
    text: str
    found: Callable[[Report], str | None]


_FACTS = frozenset(
    {
        "company",
        "role",
        "promise",
        "promise.by",
        "promise.realistic",
        "promise.kind",
        "references.count",
        "offer",
        "offer.form",
        "offer.answer_by",
        "interviews",
        "interviews standing",
        "interview",
    }
)
_STATES = frozenset(
    {
        "stage",
        "outcome",
        "waiting_on",
        "silence",
        "rests_from",
        "follow_up.sent",
        "follow_up.not_before",
        "follow_up.why",
        "references.sent",
    }
)
_FIELD = re.compile(r"application of (\w+) ([a-z_. ]+?) = (.+)")
_LABEL = re.compile(r"label of (\w+) = (.+)")
_LIST = re.compile(r"(together|apart|unplaced|passed on|never passed on): (.+)")
_NEED = re.compile(r"needs ([a-z or]+) from ([\w ]+?)(?: by (\S+))?")
_COUNT = re.compile(r"(applications|needs) = (\d+)")
_SAYS = re.compile(r'letter says "(.+)"')


def claims(story: Story, line: str) -> list[Claim]:
    """Return the expectations of a line, one for each mail that it names; raises WrongStory for an unknown form."""
    reading = _Reading(story)
    found = list(reading.of(line))
    if not found:
        raise WrongStory(f"{story.name}: not an expectation: {line}")
    return found


@dataclass(frozen=True, slots=True)
class _Reading:
    story: Story

    def of(self, line: str) -> Iterator[Claim]:
        if stated := _COUNT.fullmatch(line):
            yield self._count(line, stated[1], int(stated[2]))
        elif line == "needs nothing":
            yield self._count(line, "needs", 0)
        elif stated := _FIELD.fullmatch(line):
            yield self._field(line, stated[1], stated[2], _choices(stated[3]))
        elif stated := _LABEL.fullmatch(line):
            yield self._label(line, stated[1], _choices(stated[2]))
        elif stated := _NEED.fullmatch(line):
            yield self._need(line, _choices(stated[1]), _choices(stated[2]), stated[3])
        elif stated := _SAYS.fullmatch(line):
            yield self._says(line, stated[1])
        elif stated := _LIST.fullmatch(line):
            yield from self._list(stated[1], [name.strip() for name in stated[2].split(",")])

    def _count(self, line: str, what: str, number: int) -> Claim:
        def found(report: Report) -> str | None:
            rows = report["applications" if what == "applications" else "needs_you"]
            return None if len(rows) == number else f"{len(rows)}: {[self._brief(row) for row in rows]}"

        return Claim(Kind.MATCH if what == "applications" else Kind.STATE, line, found)

    def _brief(self, row: dict[str, Any]) -> str:
        if "kind" in row:
            return f"{row['kind']} from {self._name(row['message_id'])} by {row['by']}"
        return f"{row['company']} / {row['role']}: {[self._name(one) for one in row['messages']]}"

    def _name(self, message_id: str) -> str:
        return message_id.partition("@")[0]

    def _field(self, line: str, mail: str, field: str, wanted: list[str]) -> Claim:
        message_id = self.story.message_id(mail)
        if field not in _FACTS | _STATES:
            raise WrongStory(f"{self.story.name}: there is no field {field}")

        def found(report: Report) -> str | None:
            application = _application_of(report, message_id)
            if application is None:
                return f"{mail} belongs to no application"
            values = self._values(application, field)
            held = any(_agrees(value, one, field) for value in values for one in wanted)
            return None if held else ", ".join(values) or NONE

        return Claim(Kind.FACT if field in _FACTS else Kind.STATE, line, found)

    def _values(self, application: dict[str, Any], field: str) -> list[str]:
        """Return what the report says there; several for interviews."""
        if field == "interview":
            return [f"{one['start']} {one['status']}" for one in application["interviews"]]
        if field.startswith("interviews"):
            counted = [one for one in application["interviews"] if " " not in field or one["status"] != "cancelled"]
            return [str(len(counted))]
        if field in {"silence", "rests_from"}:
            field = {"silence": "silence.state", "rests_from": "silence.rests_from"}[field]
        value: Any = application
        for key in field.split("."):
            value = None if value is None else value[key]
        return [self._plain(value)]

    def _plain(self, value: Any) -> str:
        if value is None:
            return NONE
        if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\dT", value):
            return datetime.fromisoformat(value).astimezone(self.story.zone).date().isoformat()
        return str(value)

    def _label(self, line: str, mail: str, wanted: list[str]) -> Claim:
        message_id = self.story.message_id(mail)

        def found(report: Report) -> str | None:
            labels = [one["label"] for one in report["messages"] if one["message_id"] == message_id]
            return None if labels and labels[0] in wanted else str(labels)

        return Claim(Kind.LABEL, line, found)

    def _need(self, line: str, kinds: list[str], mails: list[str], by: str | None) -> Claim:
        message_ids = [self.story.message_id(mail) for mail in mails]

        def found(report: Report) -> str | None:
            needs = report["needs_you"]
            of_mail = [one for one in needs if one["message_id"] in message_ids and one["kind"] in kinds]
            if any(by is None or self._plain(one["by"]) == by for one in of_mail):
                return None
            return str([self._brief(one) for one in needs])

        return Claim(Kind.STATE, line, found)

    def _says(self, line: str, words: str) -> Claim:
        def found(report: Report) -> str | None:
            text = " ".join(report["letter"]["text"].split())
            return None if words.casefold() in text.casefold() else "it does not"

        return Claim(Kind.LETTER, line, found)

    def _list(self, what: str, mails: list[str]) -> Iterator[Claim]:
        if what in {"together", "apart"}:
            for other in mails[1:]:
                yield self._pair(what, mails[0], other)
            return
        for mail in mails:
            yield self._unplaced(mail) if what == "unplaced" else self._passed_on(what, mail)

    def _pair(self, what: str, mail: str, other: str) -> Claim:
        ids = self.story.message_id(mail), self.story.message_id(other)

        def found(report: Report) -> str | None:
            first, second = (_application_number(report, one) for one in ids)
            if what == "together":
                held = first is not None and first == second
            else:
                held = first is not None and second is not None and first != second
            return None if held else f"{mail} belongs to {first}, {other} to {second}"

        return Claim(Kind.MATCH, f"{what}: {mail}, {other}", found)

    def _unplaced(self, mail: str) -> Claim:
        message_id = self.story.message_id(mail)

        def found(report: Report) -> str | None:
            number = _application_number(report, message_id)
            return None if number is None else f"it belongs to {self._brief(_by_number(report, number))}"

        return Claim(Kind.MATCH, f"unplaced: {mail}", found)

    def _passed_on(self, what: str, mail: str) -> Claim:
        message_id = self.story.message_id(mail)
        wanted = 1 if what == "passed on" else 0

        def found(report: Report) -> str | None:
            times = sum(one["message_id"] == message_id for one in report["passed_on"])
            return None if times == wanted else f"passed on {times} times"

        return Claim(Kind.PASS_ON, f"{what}: {mail}", found)


def _choices(text: str) -> list[str]:
    choices: list[list[str]] = [[]]
    for word in shlex.split(text):  # what stands in quotes is one word
        if word == "or":
            choices.append([])
        else:
            choices[-1].append(word)
    return [" ".join(words) for words in choices]


def _agrees(value: str, wanted: str, field: str) -> bool:
    if wanted == "yes":
        return value != NONE
    if field != "interview":
        return " ".join(value.split()).casefold() == wanted.casefold()
    start, _, status = wanted.partition(" ")
    given_start, _, given_status = value.partition(" ")
    return datetime.fromisoformat(given_start) == datetime.fromisoformat(start) and status in {"", given_status}


def _application_number(report: Report, message_id: str) -> int | None:
    for message in report["messages"]:
        if message["message_id"] == message_id and message["application"] is not None:
            return int(message["application"])
    return None


def _application_of(report: Report, message_id: str) -> dict[str, Any] | None:
    number = _application_number(report, message_id)
    return None if number is None else _by_number(report, number)


def _by_number(report: Report, number: int) -> dict[str, Any]:
    return next(one for one in report["applications"] if one["id"] == number)
