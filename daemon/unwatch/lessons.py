"""What the person's corrections teach, in the form in which the corpus is written (`benchmarks/corpus.py`).

`#### LABEL`, fact lines, header lines, an empty line, the body. Of the sender only the kind is told, by an address that
is nobody's; `writer` tells apart who wrote, without saying who.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from email.utils import format_datetime
from pathlib import Path

from unwatch.ledger import Lesson
from unwatch.reading.cleaning import clean_line
from unwatch_classifiers.senders import SenderKind

_DOMAINS = {
    SenderKind.RECRUITING_SYSTEM: "greenhouse.io",
    SenderKind.ASSESSMENT_PLATFORM: "hackerrank.com",
    SenderKind.REFERENCE_PLATFORM: "xref.com",
    SenderKind.SCREENING_PLATFORM: "checkr.com",
    SenderKind.SCHEDULER: "calendly.com",
    SenderKind.SIGNING_SERVICE: "docusign.net",
    SenderKind.JOB_BOARD: "indeed.com",
    SenderKind.VIDEO_CALL: "zoom.us",
    SenderKind.FREEMAIL: "gmail.com",
}
_NOWHERE = "sender.example"


def stand_in(kinds: frozenset[SenderKind]) -> str:
    """Return an address that is nobody's and of which exactly these kinds are known."""
    domain = next((_DOMAINS[kind] for kind in sorted(kinds) if kind in _DOMAINS), _NOWHERE)
    marks = {SenderKind.ROBOT: "no-reply", SenderKind.HIRING_TEAM: "careers"}
    local = ".".join(word for kind, word in marks.items() if kind in kinds) or "somebody"
    return f"{local}@{domain}"


def in_corpus_form(lessons: Iterable[Lesson]) -> str:
    """Return the lessons one after the other; nothing in a mail can begin another or bring a part of its own."""
    return "\n".join(_entry(number, lesson) for number, lesson in enumerate(lessons, start=1))


def _entry(number: int, lesson: Lesson) -> str:
    writer = hashlib.sha256((lesson.sender or str(number)).encode("utf-8", "replace")).hexdigest()[:12]
    head = [
        f"#### {lesson.label.value}",
        f"writer: own-{writer}",
        f"From: {stand_in(lesson.kinds)}",
        f"Subject: {clean_line(lesson.subject, 300)}".rstrip(),
        f"Date: {format_datetime(lesson.at)}",
        *(["In-Reply-To: <earlier@sender.example>"] if lesson.reply else []),
    ]
    body = "\n".join(_harmless(line) for line in lesson.text.splitlines()).strip("\n")
    return "\n".join([*head, "", body, ""])


def _harmless(line: str) -> str:
    """Return a line of a mail that the form cannot take for its own."""
    return f" {line}" if line.startswith(("#### ", "<<<", ">>>")) else line.replace("<<<calendar", "<< <calendar")


def write_privately(file: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".unwatch-")  # made with mode 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
