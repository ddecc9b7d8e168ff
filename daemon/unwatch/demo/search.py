"""A whole job search of eight weeks, run through the true daemon: only the clock and the addresses are the demo's."""

from __future__ import annotations

import email
import email.utils
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage, Message
from email.policy import default
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo

from unwatch.clock import SettableClock
from unwatch.daemon import Daemon
from unwatch.demo.servers import MailboxServer, PostServer
from unwatch.errors import UserError
from unwatch.ledger import Ledger
from unwatch.plan import make_plan
from unwatch.post_office import next_work
from unwatch.reader import WorkerReader
from unwatch.settings import load

DANA = "dana@example.org"
ZONE = ZoneInfo("Europe/London")
PATIENCE_SECONDS = 30.0
NUDGE_SECONDS = 1.0  # this mailbox server is deaf for a moment when IDLE begins
_POLL_SECONDS = 0.002
_SECRET = "kettle-and-one-paragraph"  # noqa: S105 - the password of a mailbox that lives for a minute

_SETTINGS = """\
me = ["{me}"]
timezone = "{zone}"
state_directory = "{folder}"

[mailbox.demo]
host = "127.0.0.1"
port = {imap}
encryption = "none"
user = "dana"
password_file = "{folder}/password"

[letter]
to = "{me}"
own_line = "If I want to look before Friday, then I put the kettle on and write one paragraph."
pace = "two applications a week"

[smtp]
host = "127.0.0.1"
port = {smtp}
encryption = "none"
from_address = "letter@example.org"
"""


@dataclass(frozen=True, slots=True)
class Arriving:
    """A mail of the story: when it comes, where it lands, and what a person would call it."""

    at: datetime
    raw: bytes
    sent: bool
    sender: str
    subject: str


@dataclass(frozen=True, slots=True)
class Came:
    """A mail that unwatch has sent to Dana."""

    at: datetime
    raw: bytes
    message: EmailMessage

    @property
    def letter(self) -> bool:
        """Whether it is a weekly letter rather than a pass-on."""
        return self.kind == "letter"

    @property
    def kind(self) -> str:
        """What it is, as its Message-ID says: "letter", "pass-on", "after-interview", "reply", "day" or "fault"."""
        key = str(self.message["Message-ID"]).strip("<>").removeprefix("unwatch.").partition(".")[0]
        return "letter" if key[:1].isdigit() else key  # a letter is known by its week

    def text(self) -> str:
        """The plain text."""
        return self._part("plain")

    def html(self) -> str:
        """The HTML."""
        return self._part("html")

    def _part(self, subtype: str) -> str:
        body = self.message.get_body((subtype,))
        return str(body.get_content()).replace("\r\n", "\n") if body is not None else ""


def story() -> list[Arriving]:
    """Return the mail of the demo in the order in which it comes."""
    folder = resources.files("unwatch.demo").joinpath("mail")
    mails = [_arriving(one.read_bytes()) for one in folder.iterdir() if one.name.endswith(".eml")]
    return sorted(mails, key=lambda mail: mail.at)


def _arriving(raw: bytes) -> Arriving:
    headers: Message = email.message_from_bytes(raw)
    sender = email.utils.parseaddr(str(headers["From"]))
    at = email.utils.parsedate_to_datetime(str(headers["Date"])).astimezone(UTC)
    subject = str(email.header.make_header(email.header.decode_header(str(headers["Subject"]))))
    return Arriving(at, raw, sender[1] == DANA, sender[0] or sender[1], subject)


class Search:
    """Runs the story; `show` is called for each mail that comes in and for each that unwatch sends."""

    def __init__(self, folder: Path, arrives: Callable[[Arriving], None], comes: Callable[[Came], None]) -> None:
        self._folder = folder
        self._arrives = arrives
        self._comes = comes
        self._story = story()
        self._clock = SettableClock(self._story[0].at - timedelta(minutes=5))
        self._letters: list[Came] = []
        self._failure: BaseException | None = None

    def run(self) -> Came:
        """Run it to the end; return the last letter. Raises UserError where the daemon gets stuck."""
        with MailboxServer("dana", _SECRET) as mailbox, PostServer() as post:
            plan = make_plan(load(self._settings(mailbox.port, post.port)))
            reader = WorkerReader(home=ZONE.key)
            daemon = Daemon(plan, clock=self._clock, reader=reader)
            thread = threading.Thread(target=self._watched, args=(daemon,), name="demo-daemon", daemon=True)
            thread.start()
            try:
                with Ledger(plan.ledger) as ledger:
                    self._tell(daemon, ledger, mailbox, post)
            finally:
                daemon.stop()
                thread.join(PATIENCE_SECONDS)
                reader.close()
        return self._letters[-1]

    def _watched(self, daemon: Daemon) -> None:
        try:
            daemon.run()
        except BaseException as failure:  # noqa: BLE001 - raised again by the thread that waits
            self._failure = failure

    def _settings(self, imap: int, smtp: int) -> Path:
        password = self._folder / "password"
        password.touch(mode=0o600)
        password.write_text(_SECRET, encoding="utf-8")
        file = self._folder / "unwatch.toml"
        text = _SETTINGS.format(me=DANA, zone=ZONE.key, folder=self._folder, imap=imap, smtp=smtp)
        file.write_text(text, encoding="utf-8")
        return file

    def _tell(self, daemon: Daemon, ledger: Ledger, mailbox: MailboxServer, post: PostServer) -> None:
        self._until(lambda: all(watch.sweeps for watch in daemon.watches), "the mailbox was not read")
        for number, mail in enumerate(self._story, start=1):
            self._pass_time(daemon, ledger, post, mail.at)
            self._arrives(mail)
            mailbox.deliver("Sent" if mail.sent else "INBOX", mail.raw, mail.at, seen=mail.sent)
            if mail.sent:
                daemon.watches[0].look()
            self._recorded(daemon, ledger, number)
            self._let_post_go(daemon, ledger, post)
        last = daemon.plan.rhythm.next_letter(self._clock.now())
        self._pass_time(daemon, ledger, post, last)

    def _pass_time(self, daemon: Daemon, ledger: Ledger, post: PostServer, until: datetime) -> None:
        """Move the clock on, stopping at each moment at which something falls due."""
        rhythm = daemon.plan.rhythm
        while True:
            step = self._clock.now() + next_work(ledger, rhythm, self._clock.now())
            if step > until:
                break
            self._clock.move_to(step)
            self._let_post_go(daemon, ledger, post)
            if step == until:
                break
        self._clock.move_to(until)

    def _let_post_go(self, daemon: Daemon, ledger: Ledger, post: PostServer) -> None:
        ticks = daemon.posted
        daemon.tick()
        self._until(lambda: daemon.posted > ticks and not self._waiting(ledger), "the post did not go out")
        for raw, _ in post.taken():
            came = Came(self._clock.now(), raw, email.message_from_bytes(raw, policy=default))
            if came.letter:
                self._letters.append(came)
            self._comes(came)

    def _recorded(self, daemon: Daemon, ledger: Ledger, number: int) -> None:
        """Wait until so many mails are recorded; look for the one that IDLE did not announce."""
        asked = time.monotonic()

        def reached() -> bool:
            nonlocal asked
            if time.monotonic() - asked > NUDGE_SECONDS:
                asked = time.monotonic()
                daemon.watches[0].look()
            return ledger.mail.count() >= number

        self._until(reached, f"mail {number} was not recorded")

    def _waiting(self, ledger: Ledger) -> bool:
        now = self._clock.now()
        return bool(ledger.post.outbox_due(now) or ledger.post.pass_ons_due(now))

    def _until(self, reached: Callable[[], bool], otherwise: str) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        pause = threading.Event()
        while not reached():
            if self._failure is not None:
                raise self._failure
            if time.monotonic() > deadline:
                raise UserError(f"The demo is stuck: {otherwise}.", hint="Run it again; if it stays so, report it.")
            pause.wait(_POLL_SECONDS)
