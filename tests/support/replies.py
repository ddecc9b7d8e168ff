"""A person who answers mails of unwatch: a real ledger, recorder and post office, and what lies in the outbox then."""

from __future__ import annotations

import email
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from typing import Any
from zoneinfo import ZoneInfo

from support.stories import day, message, verdict
from unwatch.application import Application
from unwatch.ledger import Ledger
from unwatch.orders import Orders
from unwatch.post_office import WATCHING_SINCE, Addresses, PostOffice
from unwatch.record import Arrival, Recorded, Recorder, Rules
from unwatch.rhythm import Rhythm
from unwatch.week import Person
from unwatch_classifiers.records import Address, Label, Message, Verdict

LONDON = ZoneInfo("Europe/London")
RHYTHM = Rhythm(zone=LONDON)
DANA = Address("Dana Reyes", "dana@example.org")
WATCHER = Address("unwatch", "letter@example.org")
OKAFOR = Address("Ada Okafor", "ada@okafor.example")
FRIDAY = datetime(2026, 3, 6, 16, tzinfo=UTC)
WEEK = timedelta(days=7)
HARBOR = verdict(Label.ACKNOWLEDGEMENT, company="Harbor Health", role="Clerk")
PARTNERS = verdict(Label.ACKNOWLEDGEMENT, company="Okafor Partners", role="Planner")


class House:
    """Dana's ledger, and the office that writes to her."""

    def __init__(self) -> None:
        self.ledger = Ledger(None)
        self.ledger.remember_time(WATCHING_SINCE, day(-1))
        me = frozenset([DANA.address])
        self.recorder = Recorder(self.ledger, Rules(me, RHYTHM, day(-1)))
        person = Person(zone=LONDON, own_line="I go for a walk.", reply_to=WATCHER.address)
        self.office = PostOffice(
            self.ledger, RHYTHM, person, Addresses(WATCHER.address, "unwatch", DANA.address, (DANA.address,))
        )
        self.orders = Orders(self.ledger, RHYTHM, self.office, me=me)
        self._replies = 0

    def get(self, given: Message, judged: Verdict) -> Recorded:
        """Record a mail at its own time."""
        return self.recorder.record(Arrival(given, judged, given.date), given.date)

    def two(self) -> tuple[int, int]:
        """Two applications: at Harbor Health and at Okafor Partners."""
        one = self.get(message("harbor", 0), HARBOR).application_id
        other = self.get(message("okafor", 1, sender=OKAFOR), PARTNERS).application_id
        assert one is not None and other is not None
        return one, other

    def letter(self, week: int = 0) -> str:
        """The text of the letter of that Friday."""
        assert self.office.freeze_letter(FRIDAY + week * WEEK)
        return self.texts("letter")[-1]

    def number(self, application_id: int) -> int:
        """The number of an application in the last letter."""
        letter = self.ledger.post.last_letter()
        assert letter is not None
        return next(number for number, one in letter.numbers.items() if one == application_id)

    def reply(self, text: str, on: float = 5, *, to_kind: str = "letter", **given: Any) -> int:
        """Answer the last mail of that kind; return how many lines were understood."""
        self._replies += 1
        answered = [row.message_id for row in self.ledger.post.outbox() if row.kind == to_kind][-1]
        mail = Message(
            message_id=given.pop("message_id", f"reply-{self._replies}@example.org"),
            date=given.pop("date", day(on)),
            sender=DANA,
            to=given.pop("to", (WATCHER,)),
            subject=given.pop("subject", "Re: unwatch"),
            new_text=text,
            in_reply_to=given.pop("in_reply_to", (answered,)),
            **given,
        )
        with self.ledger.transaction():  # as the intake records it
            return self.orders.obey(mail, mail.date)

    def one(self, application_id: int) -> Application:
        """An application as it stands."""
        return self.ledger.stories.application(application_id)

    def shown(self) -> list[Application]:
        """Everything that the ledger shows of applications."""
        return self.ledger.stories.applications()

    def mails(self, kind: str = "reply") -> list[EmailMessage]:
        """The mails of a kind in the outbox, oldest first."""
        return [
            email.message_from_bytes(row.raw, policy=default) for row in self.ledger.post.outbox() if row.kind == kind
        ]

    def texts(self, kind: str = "reply") -> list[str]:
        """Their plain texts."""
        bodies = [mail.get_body(("plain",)) for mail in self.mails(kind)]
        return [str(body.get_content()) for body in bodies if body is not None]

    def answer(self) -> str:
        """The one answer that there is, with single spaces."""
        (text,) = self.texts()
        return " ".join(text.split())
