"""What is left of a script that was lived through: every mail that went out, and how things stood day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage

from support.script_files import Script
from unwatch.application import Application
from unwatch.standing import Standing


@dataclass(frozen=True, slots=True)
class Gone:
    """A mail of ours that reached the person; `day` counts as in the script, `about` is the mail that it passes on.

    `numbers` are the applications that its item numbers mean.
    """

    at: datetime
    day: int
    kind: str
    message_id: str
    recipient: str
    about: str
    numbers: dict[int, int]
    mail: EmailMessage

    @property
    def subject(self) -> str:
        """Its subject."""
        return str(self.mail["Subject"])

    @property
    def text(self) -> str:
        """Its plain text, line by line."""
        return self._part("plain")

    @property
    def html(self) -> str:
        """Its HTML."""
        return self._part("html")

    @property
    def flat(self) -> str:
        """Its plain text with single spaces, so that no line end hides a sentence."""
        return " ".join(self.text.split())

    def _part(self, subtype: str) -> str:
        body = self.mail.get_body((subtype,))
        return str(body.get_content()).replace("\r\n", "\n") if body is not None else ""


@dataclass(frozen=True, slots=True)
class Known:
    """One application at the end of a day, and how it stands then."""

    application: Application
    stands: Standing


@dataclass(frozen=True, slots=True)
class Lived:
    """A script that was lived through: all that went out, and how everything stood at the end of each day."""

    script: Script
    gone: tuple[Gone, ...]
    days: dict[int, tuple[Known, ...]]

    def of_kind(self, kind: str) -> list[Gone]:
        """Return the mails of a kind: letter, pass_on, after_interview, reply, fault."""
        return [one for one in self.gone if one.kind == kind]

    @property
    def letters(self) -> list[Gone]:
        """The weekly letters, oldest first."""
        return self.of_kind("letter")

    def letter(self, day: int) -> Gone:
        """Return the letter of a day."""
        (found,) = [one for one in self.letters if one.day == day]
        return found

    def passed_on(self, name: str) -> list[Gone]:
        """Return the mails that passed a mail of the script on."""
        return [one for one in self.of_kind("pass_on") if one.about == name]

    def pass_on(self, name: str) -> Gone:
        """Return the one mail that passed a mail of the script on."""
        (found,) = self.passed_on(name)
        return found

    def waited(self, name: str) -> timedelta:
        """Return how long after its arrival a mail was passed on."""
        (arrived,) = [one.at for one in self.script.mails if one.name == name]
        return self.pass_on(name).at - arrived

    def known(self, day: int, company: str = "") -> Known:
        """Return the one application, or the one at that employer, as it stood at the end of a day."""
        (found,) = [one for one in self.days[day] if (one.application.company or "").startswith(company)]
        return found

    def answers(self, day: int) -> list[Gone]:
        """Return what answered the person's replies on a day."""
        return [one for one in self.of_kind("reply") if one.day == day]
