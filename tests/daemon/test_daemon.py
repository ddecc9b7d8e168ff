"""The daemon against a real Dovecot and a real SMTP conversation: the main job, end to end."""

from __future__ import annotations

import email
import os
import random
import signal
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.smtp import Envelope

from support.daemon_process import DaemonProcess
from support.dovecot import DovecotServer
from support.maildir import tree_hash
from support.smtp import Sink, free_port, smtp_sink
from unwatch.ledger import Ledger
from unwatch_classifiers.records import Label

pytestmark = pytest.mark.servers

PASSWORD = "secret of a test"
WEDNESDAY = datetime(2026, 3, 4, 9, tzinfo=UTC)
FRIDAY = datetime(2026, 3, 6, 16, tzinfo=UTC)
INVITATION = "invite-1@harbor.example"

SETTINGS = """\
me = ["dana@example.org"]
timezone = "UTC"
state_directory = "{folder}"

[mailbox.home]
host = "localhost"
port = {imap}
user = "{person}"
ca_file = "{ca_file}"
password_file = "{folder}/password"
sweep_minutes = 30

[letter]
to = "dana@example.org"
"""
SMTP = """
[smtp]
host = "127.0.0.1"
port = {smtp}
encryption = "none"
from_address = "letter@example.org"
"""

INVITE = f"""\
From: Priya Nair <priya@harbor.example>
To: dana@example.org
Subject: Interview for the intake coordinator role
Date: Wed, 4 Mar 2026 08:30:00 +0000
Message-ID: <{INVITATION}>

Hi Dana,

Thank you for applying for the intake coordinator role at Harbor Health. We would like to invite you to an
interview. Could you do Tuesday 10 March at 10:00? Please let me know by Friday.

Best wishes,
Priya Nair
Practice Manager, Harbor Health
"""


def ordinary(number: int) -> bytes:
    """A mail that has nothing to do with the search."""
    topics = ["Your parcel is on its way", "The boiler man is coming", "Photos from Sunday", "Choir practice moved"]
    return (
        f"From: Somebody {number} <s{number}@shop{number}.example>\nTo: dana@example.org\n"
        f"Subject: {topics[number % 4]}\nDate: Wed, 4 Mar 2026 07:{number:02}:00 +0000\n"
        f"Message-ID: <ordinary-{number}@shop{number}.example>\n\nJust so you know, number {number}.\n"
    ).encode()


def receipt(number: int) -> bytes:
    """A receipt of a recruiting system."""
    company = f"Firm{chr(65 + number)} Limited"
    return (
        f"From: {company} <no-reply@us.greenhouse-mail.io>\nTo: dana@example.org\n"
        f"Subject: Thank you for applying to {company}\nDate: Wed, 4 Mar 2026 06:{number:02}:00 +0000\n"
        f"Message-ID: <receipt-{number}@us.greenhouse-mail.io>\n\n"
        f"Dear Dana,\n\nThank you for applying for the Records Clerk position at {company}. We have received your "
        "application and will review it.\n"
    ).encode()


def mails() -> list[bytes]:
    """Thirty mails, the invitation among them."""
    return [ordinary(number) for number in range(20)] + [receipt(number) for number in range(9)] + [INVITE.encode()]


@pytest.fixture
def sink() -> Iterator[Sink]:
    with smtp_sink() as running:
        yield running


@pytest.fixture
def start(tmp_path: Path, dovecot: DovecotServer, person: str) -> Iterator[Callable[..., DaemonProcess]]:
    """Make a daemon for this person; it is stopped at the end of the test."""
    made: list[DaemonProcess] = []

    def make(smtp_port: int | None = None, *, password: str = PASSWORD, imap: int | None = None) -> DaemonProcess:
        (tmp_path / "password").touch(mode=0o600)
        (tmp_path / "password").write_text(password, encoding="utf-8")
        text = SETTINGS + (SMTP if smtp_port else "")
        settings = text.format(
            folder=tmp_path,
            imap=imap or dovecot.imaps_port,
            person=person,
            ca_file=dovecot.ca_file,
            smtp=smtp_port,
        )
        made.append(DaemonProcess(tmp_path, settings, WEDNESDAY))
        made[-1].start()
        return made[-1]

    yield make
    for daemon in made:
        if daemon.running():
            daemon.kill()


def subjects(sink: Sink) -> list[str]:
    """The subjects of what was sent, in order."""
    return [str(parsed(envelope)["Subject"]) for envelope in sink.envelopes]


def parsed(envelope: Envelope) -> EmailMessage:
    """What was sent, taken apart."""
    content = envelope.content
    assert isinstance(content, bytes)
    return email.message_from_bytes(content, policy=default)


def text_of(envelope: Envelope) -> str:
    """The plain text of what was sent."""
    body = parsed(envelope).get_body(("plain",))
    assert isinstance(body, EmailMessage)
    return str(body.get_content())


def has_looked(ledger: Ledger) -> bool:
    return ledger.remembered_time("last_contact.home") is not None


def sent_everything(ledger: Ledger) -> bool:
    rows = ledger.post.outbox()
    return bool(rows) and all(row.state == "sent" for row in rows)


def test_the_main_job_is_done_from_arrival_to_letter(
    start: Callable[..., DaemonProcess], sink: Sink, dovecot: DovecotServer, person: str
) -> None:
    """Thirty mails are recorded once each, the invitation is pushed on, the letter comes once, the mailbox stays."""
    daemon = start(sink.port)
    assert daemon.until(has_looked)

    for raw in mails():
        dovecot.deliver(person, raw)
    before = tree_hash(dovecot.maildir(person))
    assert daemon.until(lambda ledger: ledger.mail.count() == 30)
    assert daemon.until(sent_everything), "no sweep is due for half an hour: IDLE must have brought it"
    assert len(subjects(sink)) == 1
    assert "10:00" in subjects(sink)[0]

    daemon.set_time(FRIDAY + timedelta(minutes=1))
    assert daemon.until(lambda ledger: len(ledger.post.outbox()) == 2 and sent_everything(ledger))
    assert daemon.stop() == 0

    assert subjects(sink)[1].startswith("Week to Fri 6 Mar")
    with daemon.ledger() as ledger:
        assert {one.message_id for one in ledger.mail.messages()} >= {INVITATION, "ordinary-1@shop1.example"}
        assert ledger.mail.counts() == {"done": 30}
        labels = [one.label for one in ledger.mail.messages()]
    assert labels.count(Label.ACKNOWLEDGEMENT) == 9
    assert labels.count(Label.OTHER) == 20
    assert tree_hash(dovecot.maildir(person)) == before


def test_killed_at_any_moment_nothing_is_lost_and_nothing_comes_twice(
    start: Callable[..., DaemonProcess], sink: Sink, dovecot: DovecotServer, person: str
) -> None:
    """SIGKILL while reading, passing on and sending; the end is that of an unbroken run."""
    chance = random.Random(20260304)
    daemon = start(sink.port)
    waiting = mails()
    now = WEDNESDAY
    while waiting:
        for _ in range(min(len(waiting), chance.randint(1, 6))):
            dovecot.deliver(person, waiting.pop())
        daemon.until(lambda _: False, chance.uniform(0.1, 1.2))
        daemon.kill()
        now += timedelta(minutes=2)
        daemon.set_time(now)
        daemon.start()
    assert daemon.until(lambda ledger: ledger.mail.count() == 30)
    for minutes in (2, 8, 70):
        daemon.set_time(now + timedelta(minutes=minutes))
        daemon.until(sent_everything, 2)
    daemon.set_time(FRIDAY + timedelta(minutes=1))
    daemon.until(lambda ledger: len(ledger.post.outbox()) == 2, 5)
    daemon.kill()
    daemon.set_time(FRIDAY + timedelta(hours=3))
    daemon.start()
    assert daemon.until(lambda ledger: has_looked(ledger) and sent_everything(ledger))
    assert daemon.stop() == 0

    with daemon.ledger() as ledger:
        assert ledger.mail.counts() == {"done": 30}
        assert ledger.mail.count() == 30
        assert len(ledger.post.outbox()) == 2
    message_ids = [parsed(envelope)["Message-ID"] for envelope in sink.envelopes]
    assert len(message_ids) == len(set(message_ids)) == 2


def test_without_any_smtp_the_letter_lies_in_the_inbox_and_is_not_taken_for_news(
    start: Callable[..., DaemonProcess], dovecot: DovecotServer, person: str
) -> None:
    """APPEND is the way out; what unwatch put there is the only change, and the daemon does not read it as mail."""
    dovecot.deliver(person, ordinary(1))
    before = tree_hash(dovecot.maildir(person))
    daemon = start()
    assert daemon.until(has_looked)
    daemon.set_time(FRIDAY + timedelta(minutes=1))
    assert daemon.until(sent_everything)
    assert daemon.until(lambda ledger: ledger.mail.counts().get("done") == 2)
    assert daemon.stop() == 0

    after = tree_hash(dovecot.maildir(person))
    added = set(after) - set(before)
    assert {name: after[name] for name in before} == before
    assert len(added) == 1
    letter = email.message_from_bytes((dovecot.maildir(person) / added.pop()).read_bytes())
    assert letter["Auto-Submitted"] == "auto-generated"
    with daemon.ledger() as ledger:
        assert ledger.mail.count() == 1


def test_an_invitation_that_was_answered_in_sent_needs_nothing(
    start: Callable[..., DaemonProcess], sink: Sink, dovecot: DovecotServer, person: str
) -> None:
    """The answer is found in the Sent folder, by its SPECIAL-USE."""
    answer = (
        f"From: dana@example.org\nTo: Priya Nair <priya@harbor.example>\nSubject: Re: Interview\n"
        f"Date: Wed, 4 Mar 2026 08:50:00 +0000\nMessage-ID: <answer-1@example.org>\nIn-Reply-To: <{INVITATION}>\n\n"
        "Yes, Tuesday at 10 is good for me. See you then, Dana\n"
    )
    dovecot.deliver(person, INVITE.encode())
    dovecot.deliver(person, answer.encode(), "Sent")
    daemon = start(sink.port)
    assert daemon.until(lambda ledger: ledger.mail.count() == 2)
    assert daemon.stop() == 0

    with daemon.ledger() as ledger:
        (application,) = ledger.stories.applications()
    assert application.open_needs == ()
    assert [one.status for one in application.meetings] == ["confirmed"]


def test_an_invitation_that_was_open_when_the_watch_began_is_passed_on_after_the_first_look(
    start: Callable[..., DaemonProcess], sink: Sink, dovecot: DovecotServer, person: str
) -> None:
    """Nothing urgent waits in the inbox, from the first minute on."""
    path = dovecot.deliver(person, INVITE.encode())
    before_the_watch = (WEDNESDAY - timedelta(minutes=30)).timestamp()
    os.utime(path, (before_the_watch, before_the_watch))
    daemon = start(sink.port)

    assert daemon.until(sent_everything)
    assert daemon.stop() == 0
    assert len(subjects(sink)) == 1
    with daemon.ledger() as ledger:
        assert ledger.mail.untold() == []


def test_a_reply_to_the_letter_is_obeyed_and_stands_in_the_next_one(
    start: Callable[..., DaemonProcess], sink: Sink, dovecot: DovecotServer, person: str
) -> None:
    """`rest 1` from the Sent folder, and a line that is not understood is answered at once."""
    dovecot.deliver(person, receipt(0))
    daemon = start(sink.port)
    assert daemon.until(lambda ledger: ledger.mail.count() == 1)
    daemon.set_time(FRIDAY + timedelta(minutes=1))
    assert daemon.until(sent_everything)
    letter = parsed(sink.envelopes[0])
    reply = (
        f"From: dana@example.org\nTo: letter@example.org\nSubject: Re: letter\nMessage-ID: <reply@example.org>\n"
        f"Date: Sat, 7 Mar 2026 10:00:00 +0000\nIn-Reply-To: {letter['Message-ID']}\n\nrest 1\nfly me to the moon\n"
    )
    dovecot.deliver(person, reply.encode(), "Sent")
    daemon.set_time(FRIDAY + timedelta(days=1))
    daemon.signal(signal.SIGHUP)  # reads the settings again, and looks at every folder
    assert daemon.until(lambda ledger: len(ledger.post.outbox()) == 2 and sent_everything(ledger))
    daemon.set_time(FRIDAY + timedelta(days=7, minutes=1))
    assert daemon.until(lambda ledger: len(ledger.post.outbox()) == 3 and sent_everything(ledger))
    assert daemon.stop() == 0

    with daemon.ledger() as ledger:
        (application,) = ledger.stories.applications()
    assert application.rested is not None
    assert "fly me to the moon" in text_of(sink.envelopes[1])
    assert "You told" in text_of(sink.envelopes[2])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_leaves_when_asked_with_everything_committed(
    start: Callable[..., DaemonProcess], sink: Sink, dovecot: DovecotServer, person: str, number: signal.Signals
) -> None:
    """Exit status 0, while it waits in IDLE."""
    daemon = start(sink.port)
    assert daemon.until(has_looked)
    daemon.signal(number)

    assert daemon.ended() == 0


def test_a_reload_with_a_broken_toml_keeps_the_old_settings_and_says_so(
    start: Callable[..., DaemonProcess], sink: Sink, dovecot: DovecotServer, person: str
) -> None:
    """It goes on watching."""
    daemon = start(sink.port)
    assert daemon.until(has_looked)
    daemon.settings.write_text("[mailbox.home\n", encoding="utf-8")
    daemon.signal(signal.SIGHUP)
    dovecot.deliver(person, ordinary(1))

    assert daemon.until(lambda ledger: ledger.mail.count() == 1)
    assert daemon.stop() == 0
    assert "settings.kept" in daemon.log()


def test_a_refused_password_ends_it_with_one_sentence_and_status_77(start: Callable[..., DaemonProcess]) -> None:
    """systemd does not start it again, so the account is not locked."""
    daemon = start(password="not the password")

    assert daemon.ended() == 77
    assert "Traceback" not in daemon.log()
    assert "not the password" not in daemon.log()
    assert [line for line in daemon.log().splitlines() if line.startswith("unwatch:")]


def test_a_host_that_is_not_there_is_said_and_tried_again(start: Callable[..., DaemonProcess]) -> None:
    """The gap is written down; nothing ends."""
    daemon = start(imap=free_port())
    assert daemon.until(lambda ledger: bool(ledger.post.untold_gaps()))

    assert daemon.running()
    assert daemon.stop() == 0
    assert "Traceback" not in daemon.log()
    assert "mailbox.lost" in daemon.log()


def test_a_mail_of_garbage_stops_nothing_and_is_kept(
    start: Callable[..., DaemonProcess], sink: Sink, dovecot: DovecotServer, person: str
) -> None:
    """The next mail is read, and the garbage is accounted for."""
    daemon = start(sink.port)
    assert daemon.until(has_looked)
    dovecot.deliver(person, random.Random(1).randbytes(20_000).replace(b"\0", b"x"))
    dovecot.deliver(person, INVITE.encode())

    assert daemon.until(sent_everything)
    assert daemon.stop() == 0
    with daemon.ledger() as ledger:
        assert ledger.mail.count() == 2


def test_no_address_subject_text_or_secret_is_in_the_log(
    start: Callable[..., DaemonProcess], sink: Sink, dovecot: DovecotServer, person: str
) -> None:
    """Whatever the daemon does."""
    daemon = start(sink.port)
    for raw in mails():
        dovecot.deliver(person, raw)
    assert daemon.until(lambda ledger: ledger.mail.count() == 30 and sent_everything(ledger))
    assert daemon.stop() == 0

    log = daemon.log()
    assert "message.recorded" in log
    for canary in (PASSWORD, "dana@example.org", "priya", "Harbor", "coordinator", "boiler"):
        assert canary.lower() not in log.lower()


def test_a_second_daemon_on_the_same_ledger_is_refused(
    start: Callable[..., DaemonProcess], sink: Sink, tmp_path: Path
) -> None:
    """Two would write two letters."""
    daemon = start(sink.port)
    assert daemon.until(has_looked)
    second = DaemonProcess(tmp_path, daemon.settings.read_text("utf-8"), WEDNESDAY)
    second.start()

    assert second.ended() == 1
    assert "Another unwatch is running" in second.log()
