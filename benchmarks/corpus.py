"""The corpus as messages: mails that people wrote, each with its label and the facts that it states.

The files under classifiers/corpus are plain text: `#### LABEL`, fact lines, the mail's headers, an empty line, the body
as a person sees it. `writer` names the person, company or thread; folds are made by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from unwatch_classifiers.records import Label, Message

ROOT = Path(__file__).resolve().parent.parent / "classifiers" / "corpus"
FACTS = frozenset(
    (
        *("writer", "company", "role", "requisition", "interview", "deadline", "promise"),
        *("referees_wanted", "offer_form", "answer_by", "starts", "reason", "wants_answer", "deciding"),
    )
)
_HEADER = re.compile(r"([A-Za-z][A-Za-z_-]*):\s*(.*)")
_CALENDAR = re.compile(r"<<<calendar\s+(\w+)\s*\n(.*?)\n>>>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Written:
    """One mail of the corpus: where it stands, its label, its facts as written, and its bytes."""

    place: str
    label: Label
    writer: str
    facts: dict[str, list[str]] = field(repr=False)
    raw: bytes = field(repr=False)


def languages() -> list[str]:
    """The languages that there is mail in, the usual one first."""
    return sorted((folder.name for folder in ROOT.iterdir() if folder.is_dir()), key=lambda name: (name != "en", name))


def read_corpus(language: str = "en") -> Iterator[Written]:
    """Yield every mail of a language. Raises ValueError, with the place, for what does not fit the form."""
    for file in sorted((ROOT / language).glob("*.txt")):
        yield from read_file(file)


def read_file(file: Path) -> Iterator[Written]:
    """Yield every mail of a file. Raises ValueError, with the place, for what does not fit the form."""
    for number, block in enumerate(re.split(r"(?m)^#### ", file.read_text("utf-8"))[1:], start=1):
        yield _written(f"{file.name}:{number}", file.stem, block)


def _written(place: str, stem: str, block: str) -> Written:
    first, _, rest = block.partition("\n")
    label = Label(first.strip())
    facts: dict[str, list[str]] = {}
    headers: list[tuple[str, str]] = []
    head, _, body = rest.lstrip("\n").partition("\n\n")
    for line in head.split("\n"):
        found = _HEADER.match(line)
        if found is None:
            if headers and line[:1] in " \t":
                headers[-1] = (headers[-1][0], f"{headers[-1][1]} {line.strip()}")
                continue
            raise ValueError(f"{place}: neither a fact nor a header")
        name, value = found.groups()
        if name.lower() in FACTS and not headers:
            facts.setdefault(name.lower(), []).append(value.strip())
        else:
            headers.append((name, value.strip()))
    writer = f"{stem}/{facts.get('writer', [place])[0]}"
    return Written(place, label, writer, facts, _as_bytes(place, headers, body.strip("\n") + "\n"))


def _as_bytes(place: str, headers: list[tuple[str, str]], body: str) -> bytes:
    mail = EmailMessage()
    html = False
    for name, value in headers:
        if name.lower() == "content-type":
            html = "html" in value.lower()
        elif name.lower() not in {"mime-version", "content-transfer-encoding"} and name not in mail:
            mail[name] = value
    if "Message-ID" not in mail:
        mail["Message-ID"] = f"<{re.sub(r'[^a-z0-9]+', '-', place.lower())}@corpus.example>"
    calendars = _CALENDAR.findall(body)
    mail.set_content(_CALENDAR.sub("", body), subtype="html" if html else "plain")
    for method, lines in calendars:
        mail.add_attachment(
            _calendar(method, lines).encode(), maintype="text", subtype="calendar", params={"method": method}
        )
    if mail.is_multipart():
        mail.set_boundary("=_part")  # the same bytes whenever it is read
    return mail.as_bytes()


def _calendar(method: str, lines: str) -> str:
    wanted = [line.strip() for line in lines.splitlines() if line.strip() and not line.startswith(("BEGIN:", "END:"))]
    event = "\r\n".join(["BEGIN:VEVENT", *wanted, "END:VEVENT"])
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//corpus//EN\r\nMETHOD:{method}\r\n{event}\r\nEND:VCALENDAR\r\n"


def as_message(written: Written) -> Message:
    """Return the mail as the daemon reads it."""
    from unwatch.message import read_message  # noqa: PLC0415 - only where it is asked for

    return read_message(written.raw)
