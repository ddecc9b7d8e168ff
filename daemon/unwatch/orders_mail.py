"""Which mail belongs where, line by line: merge, split, wrong; and the way back from all that was told, undo."""

from __future__ import annotations

from collections.abc import Iterator

from unwatch.application import Application
from unwatch.commands import Belongs, Command, Verb
from unwatch.correcting import Corrector, Mail
from unwatch.ledger import StoredMessage
from unwatch.letter.answers import Part
from unwatch.letter.answers_about import KeptMail, where_does_it_belong
from unwatch.letter.answers_letters import nothing_to_take_back
from unwatch.orders_reply import Do, NotDone, Reply
from unwatch.pausing import WISHES, kept
from unwatch_classifiers.records import Label


def received(reply: Reply, application: Application) -> list[StoredMessage]:
    """Return the employer's mails of an application, oldest first."""
    contents = reply.ledger.stories.contents(application.id, standing=True)
    mails = (reply.ledger.mail.message(content) for content in contents)
    return sorted((one for one in mails if not one.outgoing), key=lambda one: (one.at, one.content_id))


def told_in(reply: Reply, application: Application) -> list[StoredMessage]:
    """Return what the answered mail told of an application: the week's mails, or the one that it passed on.

    An answer, or any other mail of ours, stands for the last letter and all that was passed on since.
    """
    mails, answered = received(reply, application), reply.answered
    if answered.passed_on is not None:
        return [one for one in mails if one.content_id == answered.passed_on]
    letter = answered.letter or reply.ledger.post.last_letter()
    week = [one for one in mails if letter is not None and one.letter == letter.id]
    return week if answered.letter is not None else [*week, *_passed_on_since(reply, mails)]


def latest_told(reply: Reply, application: Application) -> StoredMessage:
    """Return the latest mail that was told under a number. Raises NotDone where there is none."""
    found = told_in(reply, application) or list(_told_before(reply, application))
    if not found:
        raise NotDone("No mail was told under it yet.")
    return found[-1]


def meant_mail(reply: Reply, target: str) -> tuple[StoredMessage, Application | None]:
    """Return the mail that a line is about: that for which the number stands, or the latest told of an application.

    Raises NotDone where there is none.
    """
    mail = reply.mail(target)
    if mail is None:
        application = reply.named(target)
        return latest_told(reply, application), application
    number = reply.ledger.stories.of_content(mail.content_id)
    return mail, reply.ledger.stories.application(number) if number is not None else None


def kept_mail(stored: StoredMessage) -> KeptMail:
    """Return a mail as an answer shows it."""
    return KeptMail(stored.at, stored.sender_name, stored.sender, stored.subject, stored.text)


def _passed_on_since(reply: Reply, mails: list[StoredMessage]) -> Iterator[StoredMessage]:
    for one in mails:
        row = reply.ledger.post.pass_on(one.content_id) if one.letter is None else None
        if row is not None and row.outbox_id is not None:
            yield one


def _told_before(reply: Reply, application: Application) -> Iterator[StoredMessage]:
    letter = reply.answered.letter
    for one in received(reply, application):
        if one.letter is not None and (letter is None or one.letter <= letter.id):
            yield one


def _merge(reply: Reply, command: Command) -> None:
    into, other = reply.named(command.target), reply.named(command.other or "")
    reply.editor.merge(other.id, into.id, reply.now)


def _split(reply: Reply, command: Command) -> None:
    """Make an application of its own of what came since the last letter; where that is all, of the latest mail."""
    application = reply.named(command.target)
    fresh = told_in(reply, application)
    if len(received(reply, application)) < 2 or not fresh:
        raise NotDone("There is no second mail of theirs to part from the first.")
    parted = fresh if len(fresh) < len(received(reply, application)) else fresh[-1:]
    reply.editor.move([one.content_id for one in parted], None, reply.now)


def _wrong(reply: Reply, command: Command) -> Part | None:
    mail, application = meant_mail(reply, command.target)
    if command.choice is Belongs.OTHER:
        _make_ordinary(reply, application, mail)
    elif command.choice is Belongs.NEW:
        reply.editor.move([mail.content_id], None, reply.now)
    elif command.other:
        reply.editor.move([mail.content_id], reply.named(command.other).id, reply.now)
    else:
        others = (one for one in reply.ledger.stories.applications(live_only=True) if one != application)
        number = command.target if application is None else str(reply.numbers.of(application))
        candidates = reply.candidates(others)
        return where_does_it_belong(number, application, kept_mail(mail), candidates, reply.dates)
    return None


def _make_ordinary(reply: Reply, application: Application | None, mail: StoredMessage) -> None:
    Corrector(reply.ledger, reply.rules).correct(Mail(mail.content_id, mail, None, None), Label.OTHER, reply.now)
    whose = f"{reply.called(application)}: the" if application else "a"
    words = f"{whose} mail of {reply.dates.short(mail.at)} is ordinary mail"
    reply.journal.write(words, corrected=mail.content_id)


def _undo(reply: Reply, _command: Command) -> Part | None:
    """Take back what was told last, wherever it is kept."""
    entry = reply.journal.last()
    if entry is None:
        return None if reply.editor.undo(reply.now) else nothing_to_take_back()
    if entry.before is not None:
        reply.ledger.remember(WISHES, kept(entry.before))
    if entry.corrected is not None and reply.ledger.corrections.of(entry.corrected) is not None:
        stored = reply.ledger.mail.message(entry.corrected)
        Corrector(reply.ledger, reply.rules).take_back(Mail(stored.content_id, stored, None, None), reply.now)
    reply.journal.take_back(entry)
    return None


SORTED: dict[Verb, Do] = {
    Verb.MERGE: _merge,
    Verb.SPLIT: _split,
    Verb.WRONG: _wrong,
    Verb.UNDO: _undo,
}
