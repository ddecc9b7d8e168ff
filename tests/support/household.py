"""A household that lives through a script: the true parts of the daemon, a mailbox in memory, a clock that jumps.

What comes in is read and judged once, recorded in a ledger on disk and obeyed where it is a reply; the clock goes from
event to event and does at each what the daemon does at a tick. Every mail that goes out is kept, and comes back into
the inbox as in life. At the end of each day it is written down how every application stands.
"""

from __future__ import annotations

import email
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import cast

from support.lives import Gone, Known, Lived
from support.mail_folders import INBOX, SENT, MailFolders
from support.script_files import Answering, Arriving, Deaf, Replying, Script
from unwatch.clock import SettableClock
from unwatch.daemon import LOOSE_KEPT, SLIP, Plan
from unwatch.deliver import deliver_one
from unwatch.delivery import Attempt, Handed, OutboxRow
from unwatch.intake import Intake, Watched
from unwatch.ledger import Ledger
from unwatch.mailbox import Connection
from unwatch.message import read_message
from unwatch.orders import Orders
from unwatch.plan import make_plan
from unwatch.post_office import WATCHING_SINCE, PostOffice, next_work
from unwatch.reader import InlineReader
from unwatch.record import Recorder, Rules
from unwatch.settings import load
from unwatch.standing import standing
from unwatch.watch import contact_key
from unwatch.week import waits_so_far
from unwatch_classifiers.records import Label, Message, Verdict

WATCHER = "letter@watcher.example"
_MAILBOX = "home"
_MINUTE = timedelta(minutes=1)
_LOOKS_WHILE_DEAF = timedelta(minutes=10)
_DAY_ENDS = time(23, 59)
_NUMBER_OF = re.compile(r"\{number of ([^}]+)\}")
_KINDS = {
    Answering.LETTER: "letter",
    Answering.PASS_ON: "pass_on",
    Answering.AFTER_INTERVIEW: "after_interview",
    Answering.ANSWER: "reply",
}
_SETTINGS = """\
me = ["{address}"]
timezone = "{zone}"
state_directory = "{folder}"

[mailbox.{mailbox}]
host = "127.0.0.1"
encryption = "none"
user = "somebody"
password_file = "{folder}/password"

[smtp]
host = "127.0.0.1"
encryption = "none"
from_address = "{watcher}"

{more}
"""


@dataclass(frozen=True, slots=True)
class _Event:
    at: datetime
    happens: Callable[[], None]


class _Post:
    """A way out that takes everything."""

    def __init__(self) -> None:
        self.taken: list[OutboxRow] = []

    def send(self, row: OutboxRow, before_body: Callable[[], None]) -> Attempt:
        before_body()
        self.taken.append(row)
        return Attempt(Handed.SENT, "250 taken")


class _Reader:
    """Reads what comes in, each mail once; a mail of ours is taken apart but not judged, for it is never recorded."""

    def __init__(self, script: Script) -> None:
        self._reader = InlineReader(script.zone)

    def read(self, raw: bytes, arrived: datetime | None) -> tuple[Message, Verdict]:
        if b"\nX-Unwatch-Letter: <" in raw:
            return read_message(raw, arrived), Verdict(Label.OTHER, 0.0)
        return self._reader.read(raw, arrived)

    def close(self) -> None:
        self._reader.close()


class Household:
    """One person, their mailbox and their watcher."""

    def __init__(self, script: Script, folder: Path) -> None:
        self._script = script
        self._plan = _plan(script, folder)
        self._clock = SettableClock(script.began)
        self._folders = MailFolders()
        self._post = _Post()
        self._ledger = Ledger(self._plan.ledger)
        self._ledger.remember_time(WATCHING_SINCE, script.began)
        self._office = PostOffice(self._ledger, self._plan.rhythm, self._plan.person, self._plan.addresses)
        rules = Rules(me=self._plan.me, rhythm=self._plan.rhythm, watching_since=script.began)
        self._recorder = Recorder(self._ledger, rules)
        self._intake = Intake(
            _MAILBOX,
            ledger=self._ledger,
            recorder=self._recorder,
            orders=Orders(self._ledger, self._plan.rhythm, self._office, me=self._plan.me),
            reader=_Reader(script),
            clock=self._clock,
            first_look=self._plan.mailboxes[0].first_look,
            urgent=lambda: None,
            alive=lambda: None,
            stopping=lambda: False,
        )
        self._is_deaf = False
        self._names: dict[str, str] = {}
        self._gone: list[Gone] = []
        self._days: dict[int, tuple[Known, ...]] = {}

    def live(self) -> Lived:
        """Live through the script to its end."""
        with self._ledger:
            before = [one for one in self._script.mails if one.at <= self._script.began]
            for mail in before:
                self._deliver(mail)
            self._sweep()
            self._recorder.catch_up(self._clock.now())
            self._tick()
            for event in sorted(self._events(), key=lambda one: one.at):
                self._pass_time(event.at)
                event.happens()
                self._look()
                self._tick()
            self._pass_time(self._script.ends)
        return Lived(self._script, tuple(self._gone), self._days)

    # What happens

    def _events(self) -> Iterator[_Event]:
        script = self._script
        for mail in script.mails:
            if mail.at > script.began:
                yield _Event(mail.at, lambda mail=mail: self._deliver(mail))  # type: ignore[misc]
        for reply in script.replies:
            yield _Event(reply.at, lambda reply=reply: self._answer(reply))  # type: ignore[misc]
        for span in script.deaf:
            yield from self._silence(span)
        for number in range(script.number(script.began), script.number(script.ends)):
            ends = datetime.combine(script.day(number), _DAY_ENDS, script.zone)
            yield _Event(ends, lambda number=number: self._write_down(number))  # type: ignore[misc]

    def _deliver(self, mail: Arriving) -> None:
        self._names[self._script.message_id(mail.name)] = mail.name
        self._folders.put(SENT if mail.sent else INBOX, mail.raw, mail.at)

    def _answer(self, reply: Replying) -> None:
        answered = [one for one in self._gone if one.kind == _KINDS[reply.answers] and reply.about in {"", one.about}][
            -1
        ]
        number = sum(one.at <= reply.at for one in self._script.replies)
        raw = _reply(self._script, reply, answered, self._with_numbers(reply.text, answered), number)
        self._folders.put(SENT, raw, reply.at)

    def _with_numbers(self, text: str, answered: Gone) -> str:
        names = {self._ledger.stories.application(one).name: number for number, one in answered.numbers.items()}

        def said(found: re.Match[str]) -> str:
            return str(next(number for name, number in names.items() if name.startswith(found[1])))

        return _NUMBER_OF.sub(said, text)

    def _silence(self, span: Deaf) -> Iterator[_Event]:
        yield _Event(span.at, self._go_deaf)
        when = span.at + _LOOKS_WHILE_DEAF
        while when < span.until:
            yield _Event(when, lambda: None)
            when += _LOOKS_WHILE_DEAF
        yield _Event(span.until, self._hear_again)

    def _go_deaf(self) -> None:
        """As a watch does when its connection is lost, which it had until now."""
        self._sweep()
        self._is_deaf = True
        last = self._ledger.remembered_time(contact_key(_MAILBOX)) or self._clock.now()
        self._ledger.post.open_gap(_MAILBOX, last, "no contact")

    def _hear_again(self) -> None:
        self._is_deaf = False

    def _write_down(self, number: int) -> None:
        now, zone = self._clock.now(), self._script.zone
        applications = self._ledger.stories.applications()
        past = waits_so_far(self._ledger, applications, now, zone)
        self._days[number] = tuple(Known(one, standing(one, now, zone, past)) for one in applications)

    # As the daemon does

    def _look(self) -> None:
        if not self._is_deaf:
            self._sweep()

    def _sweep(self) -> None:
        began = self._clock.now()
        watched = (Watched(INBOX, sent=False), Watched(SENT, sent=True))
        self._intake.sweep(cast(Connection, self._folders), watched)
        self._ledger.post.close_gap(_MAILBOX, began)
        self._ledger.remember_time(contact_key(_MAILBOX), began)

    def _pass_time(self, until: datetime) -> None:
        """Move the clock on, stopping at each moment at which something falls due."""
        while (step := self._clock.now() + next_work(self._ledger, self._plan.rhythm, self._clock.now())) < until:
            self._clock.move_to(max(step, self._clock.now() + _MINUTE) if step <= self._clock.now() else step)
            self._look()
            self._tick()
        self._clock.move_to(until)

    def _tick(self) -> None:
        now = self._clock.now()
        self._ledger.mail.forget_texts(now - self._plan.texts_kept)
        self._ledger.mail.forget_ordinary(now - SLIP)
        self._ledger.loose.forget(now - LOOSE_KEPT)
        self._office.freeze_pass_ons(now)
        self._office.freeze_faults(now, {_MAILBOX} if self._is_deaf else ())
        self._office.freeze_after_interviews(now)
        self._office.freeze_letter(now)
        while deliver_one(self._ledger.post, self._post, lambda _: None, now, readable=False):
            pass
        for row in self._post.taken:
            self._gone.append(self._taken(row, now))
            self._folders.put(INBOX, row.raw, now)
        self._post.taken.clear()

    def _taken(self, row: OutboxRow, now: datetime) -> Gone:
        content = self._ledger.post.content_passed_on(row.message_id)
        about = self._names.get(self._ledger.mail.message(content).message_id, "") if content else ""
        mail = email.message_from_bytes(row.raw, policy=default)
        numbers = self._ledger.post.numbers_of_message(row.message_id) or {}
        return Gone(now, self._script.number(now), row.kind, row.message_id, row.recipient, about, numbers, mail)


def _plan(script: Script, folder: Path) -> Plan:
    password = folder / "password"
    password.touch(mode=0o600)
    password.write_text("kettle", "utf-8")
    file = folder / "unwatch.toml"
    said = _SETTINGS.format(
        address=script.address,
        zone=script.zone.key,
        folder=folder,
        mailbox=_MAILBOX,
        watcher=WATCHER,
        more=script.settings,
    )
    file.write_text(said, "utf-8")
    return make_plan(load(file))


def _reply(script: Script, reply: Replying, answered: Gone, text: str, number: int) -> bytes:
    """Return the reply as a mail program sends it: the person's lines above, what is answered quoted below."""
    made = EmailMessage()
    made["From"] = script.me
    made["To"] = str(answered.mail["Reply-To"] or answered.mail["From"])
    made["Date"] = reply.at
    made["Subject"] = f"Re: {answered.subject}"
    made["Message-ID"] = f"<reply-{number}@{script.name.partition('_')[0]}.example>"
    made["In-Reply-To"] = made["References"] = f"<{answered.message_id}>"
    quoted = "\n".join(f"> {line}" for line in answered.text.splitlines())
    made.set_content(f"{text}\nOn {answered.at:%a, %d %b %Y at %H:%M} unwatch wrote:\n\n{quoted}\n")
    return made.as_bytes()
