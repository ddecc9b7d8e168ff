"""The person's reply to a letter, found in their own Sent folder: each line an event, and nothing else.

Only a login of the person can put a message into that folder (reliability 4.4), so no header has to be believed. No
line can send anything to an employer or change the mailbox.
"""

from __future__ import annotations

import re
from datetime import datetime

import structlog

from unwatch.commands import Command, Verb, parse
from unwatch.events import Instruction, Told
from unwatch.ledger import Ledger, LetterRow
from unwatch.post_office import TOKEN_DIGITS, PostOffice
from unwatch.rhythm import Rhythm
from unwatch_classifiers.facts.keys import company_key
from unwatch_classifiers.records import Message

log = structlog.get_logger()

_TOKEN = re.compile(rf"\bletter (\d{{4}}-W\d\d)\.([0-9a-f]{{{TOKEN_DIGITS}}})\b")  # as post_office.reply_token makes it

_INSTRUCTION = {
    Verb.DONE: Instruction.DONE,
    Verb.REST: Instruction.REST,
    Verb.WAKE: Instruction.WAKE,
    Verb.LATER: Instruction.LATER,
    Verb.NOTE: Instruction.NOTE,
}


class Orders:
    """Obeys replies to letters, within the transaction that records them."""

    def __init__(self, ledger: Ledger, rhythm: Rhythm, office: PostOffice) -> None:
        self._ledger = ledger
        self._rhythm = rhythm
        self._office = office

    def obey(self, message: Message, now: datetime) -> int:
        """Do what a reply to a letter says; return how many lines were understood."""
        letter = self._answered(message)
        if letter is None:
            return 0
        today = message.date.astimezone(self._rhythm.zone).date()
        reply = parse(message.new_text, today)
        not_done = [one.line for one in reply.commands if not self._do(one, letter, message.date, now)]
        unclear = (*not_done, *reply.unreadable)
        understood = len(reply.commands) - len(not_done)
        if unclear:
            self._office.answer(message.message_id, unclear, now)
        log.info("reply.read", understood=understood, not_understood=len(unclear))
        return understood

    def _answered(self, message: Message) -> LetterRow | None:
        for message_id in (*message.in_reply_to, *reversed(message.references)):
            letter = self._ledger.post.letter_of_message(message_id)
            if letter is not None:
                return letter
        token = _TOKEN.search(message.subject)
        return self._ledger.post.letter_of_token(*token.groups()) if token else None

    def _do(self, command: Command, letter: LetterRow, at: datetime, now: datetime) -> bool:
        instruction = _INSTRUCTION.get(command.verb)
        application_id = self._meant(command.target, letter)
        if application_id is None or instruction is None:
            return False
        told = Told(instruction, when=command.when, text=command.text)
        self._ledger.stories.append(application_id, at, told, now=now)
        return True

    def _meant(self, target: str, letter: LetterRow) -> int | None:
        """Return the application of a number of that letter, or of an employer's name that is the only one."""
        if target.isdigit():
            return letter.numbers.get(int(target))
        wanted = company_key(target)
        alike = [
            one.id
            for one in self._ledger.stories.applications(live_only=True)
            if one.company and wanted and company_key(one.company).startswith(wanted)
        ]
        return alike[0] if len(alike) == 1 else None
