"""What the person tells of one application, line by line: each is an event of its story, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from unwatch.application import Application, Outcome
from unwatch.commands import Command, Ending, Field, Referees, Verb
from unwatch.events import Edited, Instruction, Received, Spoken, Told, as_corrected
from unwatch.letter.answers import Part
from unwatch.letter.answers_letters import search_is_open
from unwatch.orders_reply import Do, NotDone, Reply
from unwatch.reading.cleaning import clean_line
from unwatch_classifiers.facts.promises import read_promise, realistic_date
from unwatch_classifiers.facts.reading import read
from unwatch_classifiers.records import Label, Message, Promise, PromiseKind

LONGEST_TEXT = 1000
LONGEST_NAME = 120
SEARCH_GOES_ON = "the search goes on"
_LONGEST_PROMISE = 280
_IN_WORDS_OF_THEIRS = ("{}.", "We will let you know {}.")
_KEPT_ONCE = frozenset({Instruction.NOTE, Instruction.CONDITION})
_PLAIN = {
    Verb.DONE: Instruction.DONE,
    Verb.REST: Instruction.REST,
    Verb.WAKE: Instruction.WAKE,
    Verb.LATER: Instruction.LATER,
}
_OUTCOMES = {
    Ending.REJECTED: Outcome.REJECTED,
    Ending.WITHDRAWN: Outcome.WITHDRAWN,
    Ending.DECLINED: Outcome.DECLINED,
    Ending.ACCEPTED: Outcome.ACCEPTED,
    Ending.FILLED: Outcome.ROLE_CLOSED,
}
_REFEREES = {Referees.CONTACTED: Instruction.CONTACTED, Referees.SENT: Instruction.GIVEN}


def tell(reply: Reply, application: Application, payload: Told | Edited) -> None:
    """Write down what the person told; the same line again, as from a link that is tapped twice, changes nothing."""
    if not _is_told(reply, application, payload):
        reply.editor.tell(application.id, payload, reply.at, reply.now)


def keep_note(reply: Reply, application: Application, text: str) -> None:
    """Keep a note of the person as they wrote it."""
    tell(reply, application, Told(Instruction.NOTE, text=_line(text, LONGEST_TEXT)))


def spoken_promise(text: str, when: date | None, at: datetime, zone: ZoneInfo) -> Promise | None:
    """Return what somebody promised by voice, read as a mail of theirs would be; else `when`, the day that the words
    end with. None where they name no day.
    """
    words = clean_line(text, _LONGEST_PROMISE).rstrip(".! ")
    written = datetime.combine(at.astimezone(zone).date(), time(12), zone)
    for said in (words, words.title()):  # who types fast writes november, and a mail would not
        for form in _IN_WORDS_OF_THEIRS:
            message = Message("", written, None, "", form.format(said))
            promise = read_promise(read(message, Label.STATUS_UPDATE, zone))
            if promise is not None:
                return replace(promise, quote=words)
    if when is None:
        return None
    return Promise(words, PromiseKind.DECIDE_BY, when, realistic_date(when, written.date()))


def _plainly(reply: Reply, command: Command) -> None:
    tell(reply, reply.named(command.target), Told(_PLAIN[command.verb], when=command.when))


def _note(reply: Reply, command: Command) -> None:
    for target, text in _readings(command):
        if reply.knows(target):
            keep_note(reply, reply.named(target), text)
            return
    reply.named(command.target)


def _readings(command: Command) -> Iterator[tuple[str, str]]:
    """Yield how a note can be meant: a colon ends a name, but in "note harbor Asked: why us" only harbor is one."""
    text, words = command.text or "", command.target.split()
    yield command.target, text
    for length in range(len(words) - 1, 0, -1):
        yield " ".join(words[:length]), f"{' '.join(words[length:])}: {text}"


def _said(reply: Reply, command: Command) -> None:
    application, text = reply.named(command.target), _line(command.text or "", LONGEST_TEXT)
    promise = spoken_promise(text, command.when, reply.at, reply.zone)
    if promise is None:
        keep_note(reply, application, text)
    else:
        tell(reply, application, Told(Instruction.SAID, text=text, promise=promise))


def _sent(reply: Reply, command: Command) -> None:
    how = command.choice.value if command.choice else _line(command.text or "", LONGEST_TEXT)
    tell(reply, reply.named(command.target), Told(Instruction.SENT, text=how))


def _ref(reply: Reply, command: Command) -> None:
    application = reply.named(command.target)
    if isinstance(command.choice, Referees):
        tell(reply, application, Told(_REFEREES[command.choice]))
    else:
        tell(reply, application, Told(Instruction.CONDITION, text=_line(command.text or "", LONGEST_TEXT)))


def _close(reply: Reply, command: Command) -> None:
    application = reply.named(command.target)
    outcome = _OUTCOMES[command.choice] if isinstance(command.choice, Ending) else Outcome.WITHDRAWN
    if application.outcome is not outcome:
        tell(reply, application, Told(Instruction.CLOSE, outcome=outcome))


def _reopen(reply: Reply, command: Command) -> Part | None:
    if not command.target:
        return _reopen_the_search(reply)
    application = reply.named(command.target, ended_first=True)
    if not application.live:
        tell(reply, application, Told(Instruction.REOPEN))
    return None


def _reopen_the_search(reply: Reply) -> Part | None:
    """Let the search go on after a job was accepted: that job is over, and everything else is as it was (C3h)."""
    accepted = [one for one in reply.ledger.stories.applications() if one.outcome is Outcome.ACCEPTED]
    for application in accepted:
        tell(reply, application, Told(Instruction.CLOSE, text=SEARCH_GOES_ON, outcome=Outcome.WITHDRAWN))
    return None if accepted else search_is_open()


def _edit(reply: Reply, command: Command) -> None:
    application, text = reply.named(command.target), _line(command.text or "", LONGEST_NAME)
    edited = Edited(role=text) if command.choice is Field.ROLE else Edited(company=text)
    tell(reply, application, edited)


def _line(text: str, limit: int) -> str:
    line = clean_line(text, limit)
    if not line:
        raise NotDone("Nothing can be read in it.")
    return line


def _is_told(reply: Reply, application: Application, payload: Told | Edited) -> bool:
    """Tell whether this is what the person told of it last, and the employer has not written since; a note is kept
    once. Two contacts on two days are two.
    """
    standing = as_corrected(reply.ledger.stories.events(application.id))
    once = isinstance(payload, Told) and payload.instruction in _KEPT_ONCE
    daily = isinstance(payload, Told) and payload.instruction is Instruction.SENT
    for event in reversed(standing):
        if event.payload == payload:
            return not daily or event.at.astimezone(reply.zone).date() == reply.today
        if not once and isinstance(event.payload, Told | Edited | Received | Spoken):
            return False
    return False


TOLD: dict[Verb, Do] = {
    **dict.fromkeys(_PLAIN, _plainly),
    Verb.NOTE: _note,
    Verb.SAID: _said,
    Verb.SENT: _sent,
    Verb.REF: _ref,
    Verb.CLOSE: _close,
    Verb.REOPEN: _reopen,
    Verb.EDIT: _edit,
}
