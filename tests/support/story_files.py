"""Application stories as a person writes them down: mails, and what must be known of them at which moment.

A file begins with `me:` and `timezone:`; then `=== mail NAME` with headers and body (and `=== html` or
`=== calendar METHOD` for further parts), then `=== as of WHEN` with expectations, one a line (support.story_claims).
Other mails are named in `In-Reply-To:` and `Message-ID:` by their NAME.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

_SECTION = re.compile(r"=== (mail|html|calendar|as of) ?(.*)")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NAMES_A_MAIL = frozenset({"Message-ID", "In-Reply-To"})


class WrongStory(ValueError):
    """A story that says something that cannot be; names the file."""


@dataclass(frozen=True, slots=True)
class StoryMail:
    """One mail: its name in the story, its Message-ID without brackets, and its bytes."""

    name: str
    message_id: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Moment:
    """What must hold at one moment, `when` in the person's zone; lines with their numbers in the file."""

    when: str
    lines: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A story as it stands in its file."""

    name: str
    me: tuple[str, ...]
    zone: ZoneInfo
    mails: tuple[StoryMail, ...]
    moments: tuple[Moment, ...]

    def message_id(self, name: str) -> str:
        """Return the Message-ID of a mail by its name; raises WrongStory for a name that is not there."""
        for mail in self.mails:
            if mail.name == name:
                return mail.message_id
        raise WrongStory(f"{self.name}: there is no mail {name}")

    def write_mail(self, folder: Path) -> None:
        """Write each mail into an .eml file of its own."""
        for number, mail in enumerate(self.mails):
            (folder / f"{number:02}-{mail.name}.eml").write_bytes(mail.raw)


@dataclass(frozen=True, slots=True)
class _Section:
    kind: str
    argument: str
    first_line: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip("\n") + "\n"


def read_story(path: Path) -> Story:
    """Read a story; raises WrongStory where the file contradicts itself."""
    preamble, sections = _sections(path.read_text("utf-8"))
    said = dict(line.split(": ", 1) for line in preamble if not line.startswith("#") and line.strip())
    me = tuple(address.strip() for address in said["me"].split(","))
    mails: list[StoryMail] = []
    moments: list[Moment] = []
    for group in _groups(sections):
        if group[0].kind == "as of":
            moments.append(_moment(group[0]))
        else:
            mails.append(_mail(path.stem, me[0], group))
    story = Story(path.stem, me, ZoneInfo(said["timezone"]), tuple(mails), tuple(moments))
    if len({mail.name for mail in mails}) < len(mails) or not moments:
        raise WrongStory(f"{path.name}: two mails of one name, or nothing expected")
    return story


def _sections(text: str) -> tuple[list[str], list[_Section]]:
    preamble: list[str] = []
    sections: list[tuple[str, str, int, list[str]]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if opened := _SECTION.fullmatch(line):
            sections.append((opened[1], opened[2], number + 1, []))
        elif sections:
            sections[-1][3].append(line)
        else:
            preamble.append(line)
    return preamble, [_Section(kind, argument, at, tuple(lines)) for kind, argument, at, lines in sections]


def _groups(sections: list[_Section]) -> Iterator[list[_Section]]:
    """Put the further parts of a mail behind it."""
    group: list[_Section] = []
    for section in sections:
        if group and section.kind in {"mail", "as of"}:
            yield group
            group = []
        group.append(section)
    yield group


def _moment(section: _Section) -> Moment:
    numbered = enumerate(section.lines, section.first_line)
    return Moment(section.argument, tuple((number, line.strip()) for number, line in numbered if line.strip()))


def _mail(story: str, me: str, group: list[_Section]) -> StoryMail:
    first, *parts = group
    head, _, body = first.text.partition("\n\n")
    made = EmailMessage()
    own = _message_id(story, first.argument)
    for line in head.splitlines():
        header, _, value = line.partition(": ")
        if header in _NAMES_A_MAIL:
            value = f"<{_message_id(story, value)}>"
        elif header == "Date":
            _must_be_a_true_date(story, value)
        made[header] = value
    if "Message-ID" not in made:
        made["Message-ID"] = f"<{own}>"
    if "To" not in made:
        made["To"] = me
    _fill(made, body, parts)
    return StoryMail(first.argument, str(made["Message-ID"]).strip("<>"), made.as_bytes())


def _message_id(story: str, name: str) -> str:
    return f"{name}@{story.replace('_', '-')}.example"


def _must_be_a_true_date(story: str, date: str) -> None:
    if not date.startswith(_WEEKDAYS[parsedate_to_datetime(date).weekday()]):
        raise WrongStory(f"{story}: {date} is another day of the week")


def _fill(mail: EmailMessage, body: str, parts: list[_Section]) -> None:
    if body.strip():
        mail.set_content(body)
    for part in parts:
        subtype = part.kind
        if not mail.is_multipart() and "Content-Type" not in mail:
            mail.set_content(part.text, subtype=subtype)
        elif part.kind == "calendar":
            mail.add_alternative(part.text, subtype=subtype, params={"method": part.argument})
        else:
            mail.add_alternative(part.text, subtype=subtype)
