"""A scenario of letter.md a.1 as a script: what lies in the mailbox on which day, and what the person answers us.

A file begins with `me:`, `timezone:`, `day 0:` (with its weekday) and `ends:`; `began:` is when the watch begins, else
the evening before day 0. `at once:` and `next morning:` name the mails that a careful reader would pass on so, and no
others. `=== settings` holds further lines of the settings file. Then, each with `at: d3 10:05` in the
person's zone:

    === mail NAME                             headers and body; `From: me` is the person's own, and lies in Sent
    === html, === calendar METHOD             a further part of that mail
    === reply to the letter                   the person's lines to our last letter
    === reply to the pass-on of NAME          to the mail that passed NAME on
    === reply to the letter after the interview
    === reply to the answer                   to our last answer
    === deaf                                  the mailbox cannot be read from `at:` until `until:`

In texts `{d20}` is "Friday 26 June", `{d20 day}` "26 June", `{d20 weekday}` "Friday"; in a reply `{number of Harbor}`
is the number of that employer in the answered mail. `In-Reply-To:` names a mail by its NAME.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from email.message import EmailMessage
from email.utils import parseaddr
from enum import Enum
from pathlib import Path
from zoneinfo import ZoneInfo

_SECTION = re.compile(r"=== (settings|mail|html|calendar|reply to|deaf) ?(.*)")
_MOMENT = re.compile(r"d(-?\d+) (\d\d:\d\d)")
_DAY = re.compile(r"\{d(-?\d+)(?: (day|weekday))?\}")
_DAY_FORMS = {None: "{:%A} {:%-d} {:%B}", "day": "{1:%-d} {1:%B}", "weekday": "{:%A}"}
_MINE = "me"


class WrongScript(ValueError):
    """A script that says something that cannot be; names the file."""


class Answering(Enum):
    """Which mail of ours a reply answers: always the latest of its kind."""

    LETTER = "the letter"
    PASS_ON = "the pass-on of"
    AFTER_INTERVIEW = "the letter after the interview"
    ANSWER = "the answer"


@dataclass(frozen=True, slots=True)
class Arriving:
    """A mail that comes into the mailbox, into Sent where it is the person's own."""

    at: datetime
    name: str
    raw: bytes
    sent: bool


@dataclass(frozen=True, slots=True)
class Replying:
    """Lines that the person answers us with; `about` is the mail that was passed on."""

    at: datetime
    answers: Answering
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class Deaf:
    """A time in which the mailbox cannot be read."""

    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Script:
    """A scenario as it stands in its file; `me` is the person with their name."""

    name: str
    me: str
    zone: ZoneInfo
    day_0: date
    began: datetime
    ends: datetime
    settings: str
    at_once: frozenset[str]
    next_morning: frozenset[str]
    mails: tuple[Arriving, ...]
    replies: tuple[Replying, ...]
    deaf: tuple[Deaf, ...]

    @property
    def address(self) -> str:
        """The person's address."""
        return parseaddr(self.me)[1]

    def day(self, number: int) -> date:
        """Return the date of a day of the script."""
        return self.day_0 + timedelta(days=number)

    def number(self, moment: datetime) -> int:
        """Return which day of the script a moment lies in."""
        return (moment.astimezone(self.zone).date() - self.day_0).days

    def message_id(self, name: str) -> str:
        """Return the Message-ID of a mail by its name, without angle brackets."""
        return f"{name}@{self.name.partition('_')[0]}.example"


@dataclass(frozen=True, slots=True)
class _Section:
    kind: str
    argument: str
    lines: tuple[str, ...]

    def split(self) -> tuple[dict[str, str], str]:
        """Return the lines before the first empty one by their names, and the rest."""
        head, _, body = "\n".join(self.lines).strip("\n").partition("\n\n")
        pairs = (line.partition(": ") for line in head.splitlines())
        return {name: value for name, _, value in pairs}, body.strip("\n") + "\n"


def read_script(path: Path, *, instead: Sequence[tuple[str, str]] = ()) -> Script:
    """Read a script, each first text of `instead` replaced by the second; raises WrongScript where it contradicts
    itself.
    """
    text = path.read_text("utf-8")
    for old, new in instead:
        if old not in text:
            raise WrongScript(f"{path.name}: there is no {old!r} to replace")
        text = text.replace(old, new)
    return _Reading(path.stem, text).script()


class _Reading:
    def __init__(self, name: str, text: str) -> None:
        preamble, self._sections = _sections(text)
        said = dict(line.split(": ", 1) for line in preamble if line.strip() and not line.startswith("#"))
        self._name = name
        self._said = said
        self._zone = ZoneInfo(said["timezone"])
        self._day_0 = self._first_day(said["day 0"])

    def script(self) -> Script:
        began = self._said.get("began", "d-1 20:00")
        mails = tuple(self._mail(group) for group in _groups(self._sections, "mail"))
        replies = tuple(self._reply(group[0]) for group in _groups(self._sections, "reply to"))
        at_once, next_morning = self._names("at once"), self._names("next morning")
        names = [one.name for one in mails]
        if len(set(names)) < len(names):
            raise WrongScript(f"{self._name}: two mails of one name")
        if unknown := ({one.about for one in replies if one.about} | at_once | next_morning) - set(names):
            raise WrongScript(f"{self._name}: there is no mail {unknown}")
        return Script(
            name=self._name,
            me=self._said["me"],
            zone=self._zone,
            day_0=self._day_0,
            began=self._moment(began),
            ends=self._moment(self._said["ends"]),
            settings="\n".join(line for group in _groups(self._sections, "settings") for line in group[0].lines),
            at_once=at_once,
            next_morning=next_morning,
            mails=mails,
            replies=replies,
            deaf=tuple(self._deaf(group[0]) for group in _groups(self._sections, "deaf")),
        )

    def _names(self, key: str) -> frozenset[str]:
        return frozenset(name.strip() for name in self._said.get(key, "").split(",") if name.strip())

    def _first_day(self, words: str) -> date:
        found = datetime.strptime(words, "%A %d %B %Y").replace(tzinfo=self._zone)
        if f"{found:%A}" != words.split(maxsplit=1)[0]:
            raise WrongScript(f"{self._name}: {words} is another day of the week")
        return found.date()

    def _moment(self, words: str) -> datetime:
        stated = _MOMENT.fullmatch(words)
        if stated is None:
            raise WrongScript(f"{self._name}: not a moment: {words}")
        day = self._day_0 + timedelta(days=int(stated[1]))
        return datetime.combine(day, time.fromisoformat(stated[2]), self._zone)

    def _dated(self, text: str) -> str:
        def said(found: re.Match[str]) -> str:
            day = self._day_0 + timedelta(days=int(found[1]))
            return _DAY_FORMS[found[2]].format(day, day, day)

        return _DAY.sub(said, text)

    def _mail(self, group: list[_Section]) -> Arriving:
        first, *parts = group
        head, body = first.split()
        at = self._moment(head.pop("at"))
        made = EmailMessage()
        made["Date"] = head.pop("Date", None) or at
        made["Message-ID"] = f"<{self._message_id(first.argument)}>"
        for name, value in head.items():
            made[name] = self._header(name, value)
        if "To" not in made:
            made["To"] = self._said["me"]
        _fill(made, self._dated(body), [(one.kind, one.argument, self._dated("\n".join(one.lines))) for one in parts])
        return Arriving(at, first.argument, made.as_bytes(), sent=head["From"] == _MINE)

    def _header(self, name: str, value: str) -> str:
        if name == "In-Reply-To":
            return f"<{self._message_id(value)}>"
        return self._said["me"] if name == "From" and value == _MINE else self._dated(value)

    def _message_id(self, name: str) -> str:
        return f"{name}@{self._name.partition('_')[0]}.example"

    def _reply(self, section: _Section) -> Replying:
        head, body = section.split()
        for answers in (Answering.AFTER_INTERVIEW, Answering.ANSWER, Answering.LETTER, Answering.PASS_ON):
            if section.argument.startswith(answers.value):
                about = section.argument.removeprefix(answers.value).strip()
                return Replying(self._moment(head["at"]), answers, about, self._dated(body))
        raise WrongScript(f"{self._name}: not a mail of ours: {section.argument}")

    def _deaf(self, section: _Section) -> Deaf:
        head, _ = section.split()
        return Deaf(self._moment(head["at"]), self._moment(head["until"]))


def _sections(text: str) -> tuple[list[str], list[_Section]]:
    preamble: list[str] = []
    sections: list[tuple[str, str, list[str]]] = []
    for line in text.splitlines():
        if opened := _SECTION.fullmatch(line):
            sections.append((opened[1], opened[2], []))
        elif sections:
            sections[-1][2].append(line)
        else:
            preamble.append(line)
    return preamble, [_Section(kind, argument, tuple(lines)) for kind, argument, lines in sections]


def _groups(sections: Sequence[_Section], kind: str) -> Iterator[list[_Section]]:
    """Yield the sections of a kind, each with the further parts that follow it."""
    for place, section in enumerate(sections):
        if section.kind == kind:
            group = [section]
            for part in sections[place + 1 :]:
                if part.kind not in {"html", "calendar"}:
                    break
                group.append(part)
            yield group


def _fill(mail: EmailMessage, body: str, parts: Sequence[tuple[str, str, str]]) -> None:
    if body.strip():
        mail.set_content(body)
    for kind, argument, text in parts:
        if not mail.is_multipart() and "Content-Type" not in mail:
            mail.set_content(text, subtype=kind)
        elif kind == "calendar":
            mail.add_alternative(text, subtype=kind, params={"method": argument})
        else:
            mail.add_alternative(text, subtype=kind)
