"""What is due is frozen: finished mail goes into the outbox with its Message-ID, in the transaction that says so.

Nothing is sent here. Whether something is due is a question to the ledger, asked at every tick; so a machine that
was off over the hour of the letter writes one letter when it is back, and never two.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from unwatch.after_interview import LONGEST_AGO, USUAL, ended, next_due, over
from unwatch.application import Application, Meeting
from unwatch.ledger import Ledger, PassOnRow
from unwatch.ledger.post import PASS_ON_DIGITS
from unwatch.letter.after_interview import write_after_interview
from unwatch.letter.compose import write_letter
from unwatch.letter.day_line import write_day_line
from unwatch.letter.ending import is_letter_due
from unwatch.letter.pass_on import write_pass_on
from unwatch.letter.records import LetterInput, Rendered
from unwatch.letter.short import deaf
from unwatch.mime import freeze, own_message_id
from unwatch.orders_journal import Journal
from unwatch.pausing import WISHES, Wishes, effective, wishes_from
from unwatch.rhythm import Rhythm
from unwatch.standing import standing
from unwatch.week import Person, pass_on, waits_so_far, week

log = structlog.get_logger()

WATCHING_SINCE = "watching_since"
DEAF = timedelta(hours=6)
TOKEN_DIGITS = 8
_KEY = "letter_key"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Who writes the letters and who gets them."""

    sender: str
    sender_name: str
    letter_to: str
    pass_on_to: tuple[str, ...]


class PostOffice:
    """Writes letters and pass-ons when they are due, each exactly once; none while the person wants none."""

    def __init__(self, ledger: Ledger, rhythm: Rhythm, person: Person, addresses: Addresses) -> None:
        self._ledger = ledger
        self._rhythm = rhythm
        self._person = person
        self._addresses = addresses

    @property
    def reply_to(self) -> frozenset[str]:
        """The addresses, in lower case, at which an answer to a mail of ours is one to the watcher."""
        own = self._addresses
        known = (self._person.reply_to, own.sender, own.letter_to, *own.pass_on_to)
        return frozenset(one.lower() for one in known if one)

    @property
    def benefits(self) -> bool:
        """Whether the person wants the neutral line on what declining can affect (letter.md C3c)."""
        return self._person.benefits

    @property
    def current_employer(self) -> str | None:
        """The mail domain of where the person works now, which must not know."""
        return self._person.current_employer

    def rhythm(self) -> Rhythm:
        """Return when letters are due, as the person wishes now."""
        return effective(self._rhythm, self._wishes())

    def _wishes(self) -> Wishes:
        return wishes_from(self._ledger.remembered(WISHES))

    def _stopped(self) -> bool:
        return self._wishes().stopped is not None

    def freeze_pass_ons(self, now: datetime) -> int:
        """Freeze the pass-ons whose time has come; return how many."""
        if self._stopped():
            return 0
        due = self._ledger.post.pass_ons_due(now)
        for row in due:
            self._freeze_pass_on(row, now)
        return len(due)

    def _freeze_pass_on(self, row: PassOnRow, now: datetime) -> None:
        with self._ledger.transaction():
            given = pass_on(self._ledger, row, self._person, now=now, next_letter=self.rhythm().next_letter(now))
            rendered = write_pass_on(given)
            first = None
            for number, recipient in enumerate(self._addresses.pass_on_to):
                key = f"pass-on.{row.content_id[:PASS_ON_DIGITS]}.{number}"
                outbox_id = self._freeze("pass_on", key, recipient, rendered, now)
                self._ledger.post.add_answerable(outbox_id, rendered.numbers, rendered.mails)
                first = first or outbox_id
            if first is not None:
                self._ledger.post.passed_on(row.content_id, first)
        log.info("pass_on.frozen", kind=row.kind, way=row.way.value)

    def freeze_after_interviews(self, now: datetime) -> int:
        """Freeze the letter of the evening for each interview that is over, once each; return how many."""
        began = self._ledger.remembered_time(WATCHING_SINCE)
        pause = self._wishes().pause
        if self._stopped() or (pause is not None and pause.holds(now)):
            return 0
        frozen = 0
        for application in self._ledger.stories.meeting_since(now - LONGEST_AGO - USUAL):
            meeting = over(application, now, self._rhythm)
            if meeting is not None and began is not None and ended(meeting) > began:
                frozen += self._freeze_after_interview(application, meeting, now)
        return frozen

    def _freeze_after_interview(self, application: Application, meeting: Meeting, now: datetime) -> bool:
        end = ended(meeting)
        if self._ledger.post.told_after_interview(application.id, end):
            return False
        known = waits_so_far(self._ledger, self._ledger.stories.applications(), now, self._rhythm.zone)
        stands = standing(application, now, self._rhythm.zone, known)
        with self._ledger.transaction():
            rendered = write_after_interview(application, meeting, stands.silence, now, self._rhythm.zone)
            key = f"after-interview.{application.id}.{end:%Y%m%d}"
            outbox_id = self._freeze("after_interview", key, self._addresses.letter_to, rendered, now)
            self._ledger.post.add_after_interview(application.id, end, outbox_id)
            self._ledger.post.add_answerable(outbox_id, rendered.numbers)
        log.info("after_interview.frozen", application=application.id)
        return True

    def freeze_letter(self, now: datetime) -> bool:
        """Freeze the weekly letter if one is due that was not written; tell whether it was.

        After weeks off there is one letter that covers them all. Before the first week of watching is over none is
        due: a letter without a week to tell is noise; and after the first day of the new job there is one last (C1c).
        Who wants a line a day gets it here too, where no letter is due.
        """
        began = self._ledger.remembered_time(WATCHING_SINCE)
        rhythm = self.rhythm()
        due = rhythm.letter_due(now)
        last = self._ledger.post.last_letter()
        if began is None or self._stopped():
            return False
        since = last.frozen if last is not None else began
        if due < began or (last is not None and due <= last.due):
            self._freeze_day_line(rhythm, since, now)
            return False
        told = last.due.astimezone(rhythm.zone).date() if last is not None else None
        if not is_letter_due(self._ledger.stories.accepted(), told):
            return False
        key = rhythm.key(due)
        with self._ledger.transaction():
            given = self._gathered(since, due, rhythm.next_letter(max(now, due)))
            rendered = write_letter(replace(given, reply_token=reply_token(self._message_id(key))))
            outbox_id = self._freeze("letter", key, self._addresses.letter_to, rendered, now)
            self._ledger.post.add_letter(
                key, due=due, since=since, now=now, numbers=rendered.numbers, outbox_id=outbox_id
            )
            self._ledger.post.add_answerable(outbox_id, (), rendered.mails)
            Journal(self._ledger).told(outbox_id)
        log.info("letter.frozen", key=key)
        return True

    def _gathered(self, since: datetime, due: datetime, next_letter: datetime) -> LetterInput:
        """Gather a letter, with what the person said of the letters themselves."""
        given = week(self._ledger, self._person, since=since, due=due, next_letter=next_letter)
        own_line = self._wishes().own_line or given.own_line
        return replace(given, own_line=own_line, understood=(*given.understood, *Journal(self._ledger).untold()))

    def _freeze_day_line(self, rhythm: Rhythm, since: datetime, now: datetime) -> None:
        due = rhythm.day_line_due(now)
        key = f"day.{due:%Y-%m-%d}" if due is not None else ""
        if due is None or self._ledger.post.sent_by_us(self._message_id(key)):
            return
        with self._ledger.transaction():
            rendered = write_day_line(self._gathered(since, due, rhythm.next_letter(now)))
            self._freeze("letter_day", key, self._addresses.letter_to, rendered, now)
        log.info("day_line.frozen")

    def freeze_faults(self, now: datetime, failing: Collection[str]) -> int:
        """Report each mailbox that fails and was not read for six hours, once; return how many (DESIGN, Honesty)."""
        if self._stopped():
            return 0
        deaf_for_long = [gap for gap in self._ledger.post.deaf_since(now - DEAF) if gap[1] in failing]
        for gap_id, mailbox, began in deaf_for_long:
            with self._ledger.transaction():
                rendered = deaf(mailbox, began, self._person.zone)
                outbox_id = self._freeze("fault", f"fault.{gap_id}", self._addresses.letter_to, rendered, now)
                self._ledger.post.gap_reported(gap_id, outbox_id)
            log.warning("fault.frozen", mailbox=mailbox)
        return len(deaf_for_long)

    def answer(self, message_id: str, rendered: Rendered, now: datetime) -> bool:
        """Answer a reply of the person, once for each and to nobody but them; tell whether it was answered now."""
        key = "reply." + hashlib.sha256(message_id.encode("utf-8", "replace")).hexdigest()[:20]
        if self._ledger.post.sent_by_us(self._message_id(key)):
            return False
        with self._ledger.transaction():
            outbox_id = self._freeze(
                "reply", key, self._addresses.letter_to, rendered, now, in_reply_to=message_id or None
            )
            self._ledger.post.add_answerable(outbox_id, rendered.numbers, rendered.mails)
        return True

    def _freeze(
        self, kind: str, key: str, recipient: str, rendered: Rendered, now: datetime, *, in_reply_to: str | None = None
    ) -> int:
        message_id = self._message_id(key)
        raw = freeze(
            rendered,
            kind=kind,
            sender=self._addresses.sender,
            sender_name=self._addresses.sender_name,
            recipient=recipient,
            message_id=message_id,
            date=now,
            in_reply_to=in_reply_to,
            reply_to=self._person.reply_to,
        )
        return self._ledger.post.freeze(kind, message_id, recipient, raw, now)

    def _message_id(self, key: str) -> str:
        return own_message_id(key, self._secret(), self._addresses.sender.rpartition("@")[2])

    def _secret(self) -> bytes:
        kept = self._ledger.remembered(_KEY)
        if kept is None:
            kept = secrets.token_hex(32)
            self._ledger.remember(_KEY, kept)
        return bytes.fromhex(kept)


def reply_token(message_id: str) -> str:
    """Return what stands in the subject of a reply by link, which carries no In-Reply-To: its Message-ID begun."""
    _, key, digest = message_id.partition("@")[0].split(".", 2)
    return f"letter {key}.{digest[:TOKEN_DIGITS]}"


def next_work(ledger: Ledger, rhythm: Rhythm, now: datetime) -> timedelta:
    """Return how long it is until a letter or a pass-on falls due."""
    due = [effective(rhythm, wishes_from(ledger.remembered(WISHES))).next_letter(now)]
    waiting = ledger.post.next_pass_on_due()
    if waiting is not None:
        due.append(waiting)
    evenings = (next_due(one, now, rhythm) for one in ledger.stories.meeting_since(now - LONGEST_AGO - USUAL))
    due += [evening for evening in evenings if evening is not None]
    return max(min(due) - now, timedelta(0))
