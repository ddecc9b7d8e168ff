"""The person's reply to a mail of ours, found in their own Sent folder: each line is carried out, and nothing else.

Only a login of the person can put a message into that folder (reliability 4.4), so no header has to be believed. No
line can send anything to an employer or change the mailbox, and everything that is told can be taken back.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from unwatch import after_interview
from unwatch.commands import Command, Verb, parse
from unwatch.errors import UserError
from unwatch.ledger import Ledger
from unwatch.letter.answers import Part, Unclear, write_answer
from unwatch.orders_asked import ASKED
from unwatch.orders_letters import WISHED
from unwatch.orders_mail import SORTED
from unwatch.orders_reply import Answered, Do, NotDone, Numbers, Reply
from unwatch.orders_told import TOLD, keep_note
from unwatch.post_office import TOKEN_DIGITS, WATCHING_SINCE, PostOffice
from unwatch.record import Rules
from unwatch.rhythm import Rhythm
from unwatch_classifiers.records import Message

log = structlog.get_logger()

_TOKEN = re.compile(rf"\bletter (\d{{4}}-W\d\d(?:-2)?)\.([0-9a-f]{{{TOKEN_DIGITS}}})\b")  # post_office.reply_token
_NO_ROBOT = frozenset({None, "", "no"})
_NOT_POSSIBLE = "It cannot be done as it stands."

DO: dict[Verb, Do] = {**TOLD, **SORTED, **ASKED, **WISHED}


@dataclass(frozen=True, slots=True)
class _Read:
    """What a reply says: its commands, its notes where it answers the letter after an interview, its other lines."""

    commands: Sequence[Command]
    notes: Sequence[str] = ()
    unreadable: Sequence[str] = ()


class Orders:
    """Obeys replies, within the transaction that records them. `me` are the person's own addresses."""

    def __init__(self, ledger: Ledger, rhythm: Rhythm, office: PostOffice, *, me: frozenset[str] = frozenset()) -> None:
        self._ledger = ledger
        self._rhythm = rhythm
        self._office = office
        self._me = me

    def obey(self, message: Message, now: datetime) -> int:
        """Do what a reply to a mail of ours says, once; return how many lines were understood. Never raises for what
        it says.
        """
        answered = self._answered(message)
        if answered is None or self._was_read(message, now):
            return 0
        reply = self._reply(message, answered, now)
        read = _read(message.new_text, reply)
        silent = reply.wishes.stopped is not None
        parts, unclear = self._carry_out(read, reply)
        unclear += [Unclear(line) for line in read.unreadable]
        asks = parts or unclear
        ends_or_resumes = any(one.verb in {Verb.STOP, Verb.RESUME} for one in read.commands)
        if asks and (not silent or (ends_or_resumes and reply.wishes.stopped is None)):
            answer = write_answer(
                parts,
                unclear,
                reply.numbers.shown(),
                tuple(answered.mails.items()),
                meant_for_an_employer=answered.passed_on is not None,
            )
            self._office.answer(message.message_id, answer, now)
        understood = len(read.commands) + len(read.notes) - (len(unclear) - len(read.unreadable))
        log.info("reply.read", understood=understood, not_understood=len(unclear))
        return understood

    # Which mail of ours is answered

    def _answered(self, message: Message) -> Answered | None:
        if (message.auto_submitted or "").casefold() not in _NO_ROBOT or not self._is_to_the_watcher(message):
            return None
        for message_id in (*message.in_reply_to, *reversed(message.references)):
            if self._ledger.post.sent_by_us(message_id):
                return self._answered_by_id(message_id)
        token = _TOKEN.search(message.subject)
        letter = self._ledger.post.letter_of_token(*token.groups()) if token else None
        if letter is None:
            return None
        return self._answered_by_id(self._ledger.post.message_id_of(letter))

    def _answered_by_id(self, message_id: str) -> Answered:
        post = self._ledger.post
        return Answered(
            numbers=post.numbers_of_message(message_id) or {},
            mails=post.mails_of_message(message_id),
            letter=post.letter_of_message(message_id),
            passed_on=post.content_passed_on(message_id),
            after_interview=post.is_after_interview(message_id),
        )

    def _is_to_the_watcher(self, message: Message) -> bool:
        """A pass-on that the person forwards to somebody, or answers to the employer, is no word to the watcher."""
        to = {one.address.lower() for one in message.to}
        return not to or bool(to & (self._office.reply_to | self._me))

    def _was_read(self, message: Message, now: datetime) -> bool:
        """Tell whether this reply was obeyed before: a copy that a server changed counts as another mail elsewhere."""
        key = "obeyed." + hashlib.sha256(message.message_id.encode("utf-8", "replace")).hexdigest()[:20]
        if self._ledger.remembered(key) is not None:
            return True
        self._ledger.remember_time(key, now)
        return False

    # What it says, and what comes of it

    def _reply(self, message: Message, answered: Answered, now: datetime) -> Reply:
        own = {message.sender.address} if message.sender else set()
        since = self._ledger.remembered_time(WATCHING_SINCE) or now
        return Reply(
            ledger=self._ledger,
            hours=self._rhythm,
            rules=Rules(self._me | own, self._rhythm, since),
            answered=answered,
            numbers=Numbers(self._ledger, answered),
            own_name=message.sender.name if message.sender else "",
            benefits=self._office.benefits,
            current_employer=self._office.current_employer,
            at=min(message.date, now),
            now=now,
        )

    def _carry_out(self, read: _Read, reply: Reply) -> tuple[list[Part], list[Unclear]]:
        parts: list[Part] = []
        unclear: list[Unclear] = []
        for command in read.commands:
            done = self._attempt(command.line, reply, command, DO[command.verb])
            if isinstance(done, Unclear):
                unclear.append(done)
            elif done is not None:
                parts.append(done)
        for note in read.notes:
            failed = self._attempt(note, reply, Command(Verb.NOTE, "1", None, note, note), _keep)
            if isinstance(failed, Unclear):
                unclear.append(failed)
        return parts, unclear

    def _attempt(self, line: str, reply: Reply, command: Command, do: Do) -> Part | Unclear | None:
        """Carry out one line, all of it or nothing; a line that cannot be carried out spoils no other."""
        try:
            with self._ledger.step():
                return do(reply, command)
        except NotDone as error:
            return Unclear(line, error.why, reply.candidates(error.candidates))
        except UserError as error:
            return Unclear(line, error.message)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            # A fault of ours in one line must not keep the mailbox from being read.
            log.error("reply.line_failed", verb=command.verb.value, why=type(error).__name__)
            return Unclear(line, _NOT_POSSIBLE)


def _read(new_text: str, reply: Reply) -> _Read:
    if reply.answered.after_interview:
        commands, notes = after_interview.read_reply(new_text, reply.today)
        return _Read(commands, notes)
    parsed = parse(new_text, reply.today)
    return _Read(parsed.commands, (), parsed.unreadable)


def _keep(reply: Reply, command: Command) -> None:
    keep_note(reply, reply.named(command.target), command.text or "")
