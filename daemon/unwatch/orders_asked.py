"""What the person asks for, line by line: a mail whole, the saved posting, what helps, a draft, how it stands, help."""

from __future__ import annotations

from datetime import datetime
from functools import reduce

from unwatch.application import Application
from unwatch.commands import Command, DraftOf, Verb
from unwatch.drafting import drafts
from unwatch.drafts.records import DraftInput, DraftKind, Language, LastMail, NotYet
from unwatch.events import Received, as_corrected
from unwatch.ledger import StoredMessage
from unwatch.letter.answers import Part, brought
from unwatch.letter.answers_about import full, job, prepare, questions_in
from unwatch.letter.answers_letters import helped, status
from unwatch.letter.draft_mail import write_draft, write_not_yet
from unwatch.letter.telling import label_of
from unwatch.letter.words import named
from unwatch.orders_mail import kept_mail, received, told_in
from unwatch.orders_reply import Do, Reply, called
from unwatch.standing import standing
from unwatch_classifiers.labels.language import language_of
from unwatch_classifiers.posting import Posting, better

_LAST_CONTACT = "last_contact."  # as watch.contact_key begins
_MOST_MAILS = 12
_THREAD_MAILS = 40


def _full(reply: Reply, command: Command) -> Part:
    mail = reply.mail(command.target)
    if mail is not None:
        return full(named(mail.sender_name or mail.sender), [kept_mail(mail)], reply.dates)
    application = reply.named(command.target)
    mails = told_in(reply, application) or received(reply, application)[-1:]
    return full(label_of(application), [kept_mail(one) for one in reversed(mails[-_MOST_MAILS:])], reply.dates)


def _job(reply: Reply, command: Command) -> Part:
    application = reply.named(command.target)
    return job(application, _posting(reply, application))


def _posting(reply: Reply, application: Application) -> Posting | None:
    kept = reply.ledger.postings.of_application(application.id)
    return reduce(better, kept) if kept else None


def _prep(reply: Reply, command: Command) -> Part:
    application = reply.named(command.target)
    everywhere = reply.ledger.stories.applications()
    same = called(everywhere, application.company) if application.company else []
    there = [application, *(one for one in same if one.id != application.id)]
    notes = sorted({note for one in there for note in one.notes})
    questions = questions_in([text for one in everywhere for _, text in one.notes])
    others = [(at, text) for at, text in notes if not questions_in([text])]
    return prepare(application, others, questions, _posting(reply, application), reply.dates)


def _draft(reply: Reply, command: Command) -> Part:
    application = reply.named(command.target)
    given = _draft_input(reply, application, command)
    written = drafts(given)
    if isinstance(written, NotYet):
        number = command.target if command.target.isdigit() else f'"{command.target}"'
        return brought(write_not_yet(written, application, number, reply.now, reply.zone))
    return brought(write_draft(written, application))


def _draft_input(reply: Reply, application: Application, command: Command) -> DraftInput:
    mails = received(reply, application)
    last = mails[-1] if mails else None
    german = last is not None and language_of(f"{last.subject}\n{last.text}") == Language.GERMAN.value
    return DraftInput(
        application=application,
        now=reply.now,
        zone=reply.zone,
        own_name=reply.own_name,
        follow_up=standing(application, reply.now, reply.zone).follow_up,
        kind=_kind(command),
        language=Language.GERMAN if german else Language.ENGLISH,
        anyway=command.choice is DraftOf.ANYWAY,
        mail=_last_mail(reply, application, last) if last is not None else None,
        thread=tuple(one.text for one in mails[-_THREAD_MAILS:]),
        benefits=reply.benefits,
        current_employer=reply.current_employer,
    )


def _kind(command: Command) -> DraftKind | None:
    if command.verb is Verb.DECLINE:
        return DraftKind.DECLINE
    if not isinstance(command.choice, DraftOf) or command.choice is DraftOf.ANYWAY:
        return None
    return DraftKind(command.choice.value)


def _last_mail(reply: Reply, application: Application, last: StoredMessage) -> LastMail:
    events = as_corrected(reply.ledger.stories.events(application.id))
    mails = (one.payload for one in events if isinstance(one.payload, Received))
    read = next((one for one in mails if one.message_id == last.message_id), None)
    sender = (read.reply_to or (read.sender,))[0] if read is not None else None
    return LastMail(last.message_id, last.subject, sender=sender)


def _status(reply: Reply, _command: Command) -> Part:
    letter = reply.ledger.post.last_letter()
    since = letter.frozen if letter is not None else datetime.fromtimestamp(0, reply.now.tzinfo)
    passed_on = reply.ledger.post.passed_on_since(since)
    return status(_read_until(reply), passed_on, reply.rhythm.next_letter(reply.now), reply.dates)


def _read_until(reply: Reply) -> datetime | None:
    """Return up to when all mail is read: since when a mailbox cannot be read, else the last time that one was."""
    deaf = [gap.began for gap in reply.ledger.post.untold_gaps() if gap.ended is None]
    contacts = reply.ledger.remembered_times(_LAST_CONTACT).values()
    return min(deaf) if deaf else max(contacts, default=None)


def _help(_reply: Reply, _command: Command) -> Part:
    return helped()


ASKED: dict[Verb, Do] = {
    Verb.FULL: _full,
    Verb.JOB: _job,
    Verb.PREP: _prep,
    Verb.DRAFT: _draft,
    Verb.DECLINE: _draft,
    Verb.STATUS: _status,
    Verb.HELP: _help,
}
