"""Writes the mail that brings a draft to the person: to whom it would go, its subject, and its words to copy.

The words stand last, behind a divider, as they would go out. In the HTML the address is a link that opens them as a
mail, filled in (RFC 6068). Nothing in here is ever sent to an employer; the person changes it and sends it, or not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from unwatch.application import Application
from unwatch.drafts.records import Draft, DraftKind, NotYet
from unwatch.letter.html import TEMPLATES, mailto
from unwatch.letter.records import Rendered
from unwatch.letter.render import page
from unwatch.letter.words import (
    Dates,
    clean,
    counted,
    cut,
    is_loud,
    named,
    quoted,
    reason,
    sentence,
    short_date,
    wrapped,
)

LINK_LIMIT = 1_800  # what every mail program and every handler between takes of a link; Windows gives up at 2,048
SUBJECT_LIMIT = 70  # letter.md f 37
_UNSENT = "Nothing is sent without you."
_YOURS = "The words are yours to change."
_ONE_EACH = "One for each person you met; leave out who was not there."
_HOW = "Copy it from below, change what you like, and send it when it suits you."
_HOW_BY_LINK = "The address opens it as a mail, filled in; change what you like, and send it when it suits you."
_NOBODY = "To: the address is yours to fill in."
_LONGEST_TEXT = 20_000

WHAT: dict[DraftKind, str] = {
    DraftKind.THANK_YOU: "a thank-you",
    DraftKind.FOLLOW_UP: "one short note",
    DraftKind.TIME: "asking for a few days",
    DraftKind.QUESTIONS: "questions about the offer",
    DraftKind.HEADS_UP: "a word to your referees",
    DraftKind.INTERVIEW: "taking the interview time",
    DraftKind.ANOTHER_TIME: "asking for another time",
    DraftKind.REFERENCES: "your references",
    DraftKind.ANSWER: "an answer",
    DraftKind.DECLINE: "declining the offer",
    DraftKind.WITHDRAW: "withdrawing",
    DraftKind.IN_WRITING: "asking for the offer in writing",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One draft as the mail shows it, in reading order; `to` is "" where the address is the person's to fill in."""

    before: str
    to_name: str
    to: str
    link: str
    subject: str
    slots: str
    how: str
    divider: str
    heading: str
    language: str
    paragraphs: tuple[tuple[str, ...], ...]


def write_draft(drafts: Sequence[Draft], application: Application) -> Rendered:
    """Return the mail with one draft or several; deterministic to the byte. Raises ValueError where there is none."""
    if not drafts:
        raise ValueError("no draft to bring")
    shown = [_shown(one, number, len(drafts)) for number, one in enumerate(drafts, 1)]
    preheader, lead, name = _preheader(drafts), _lead(drafts), named(application.name)
    several = counted(len(drafts), "draft", "drafts")
    what = WHAT[drafts[0].kind]
    subject = _subject(application, several if len(drafts) > 1 else f"draft, {what}")
    first = f"{sentence(several)} for {name}." if len(drafts) > 1 else f"A draft for {name}: {what}."
    html = TEMPLATES.get_template("draft.html.j2").render(
        subject=subject, preheader=preheader, first=first, lead=lead, drafts=shown, nobody=_NOBODY
    )
    return Rendered(subject, preheader, _text(f"{first} {lead}", shown), html)


def write_not_yet(
    not_yet: NotYet, application: Application, number: str | None, now: datetime, zone: ZoneInfo
) -> Rendered:
    """Return the answer to a request that comes early: from when, why, and how to have it all the same (A2d).

    `number` is what the person wrote for the application: its number in the letter, or a name.
    """
    name, why = named(application.name), reason(not_yet.why)
    if not_yet.when is not None:
        said = f"You may write to {name} from {Dates(now, zone).full(not_yet.when)}: {why}"
        short = f"from {short_date(not_yet.when)}"
    else:
        said, short = f"No note to {name} for now: {why}", "no note for now"
    if not_yet.overridable:
        anyway = " ".join(("draft", clean(number or "", 40), "anyway"))
        said = f"{said}; reply {quoted(anyway)} to have the draft now"
    said = f"{said}."
    subject, preheader = _subject(application, short), "From when, and why then. Nothing is sent without you."
    return Rendered(subject, preheader, "\n".join(wrapped(said)) + "\n", page(subject, preheader, [said]))


def draft_link(draft: Draft) -> str:
    """Return the mailto link that opens the draft, filled in; without its body where it would be too long.

    "" where there is no address. A space is %20, a line end %0D%0A, a comma %2C (RFC 6068, section 5; letter.md d.4).
    """
    if draft.to is None:
        return ""
    thread = f"&In-Reply-To={quote(f'<{draft.in_reply_to}>', safe='')}" if draft.in_reply_to else ""
    whole = mailto(draft.to, draft.subject, draft.text.replace("\n", "\r\n")) + thread
    if len(whole) <= LINK_LIMIT:
        return whole
    short = mailto(draft.to, draft.subject)
    return short + thread if len(short + thread) <= LINK_LIMIT else short


def opens_filled_in(draft: Draft) -> bool:
    """Tell whether the link brings the draft's words too."""
    return "&body=" in draft_link(draft)


# What it shows


def _lead(drafts: Sequence[Draft]) -> str:
    several = len(drafts) > 1 and all(one.kind is DraftKind.THANK_YOU for one in drafts)
    return f"{_ONE_EACH} {_UNSENT}" if several else _UNSENT


def _preheader(drafts: Sequence[Draft]) -> str:
    return f"{_slots(sum(one.slots for one in drafts)) or _YOURS} {_UNSENT}"


def _subject(application: Application, what: str) -> str:
    """Return a subject of ASCII, so that a glance is enough on any telephone."""
    given = unicodedata.normalize("NFKD", clean(application.company or "", 200)).encode("ascii", "ignore").decode()
    name = cut(given.replace("!", "").replace("%", "").strip(' ",;:'), SUBJECT_LIMIT - 2 - len(what))
    name = name.replace("…", "").strip()
    return f"{'An employer' if not name or is_loud(name) else name}: {what}"


def _slots(count: int) -> str:
    if count == 0:
        return ""
    return (
        f"{sentence(counted(count, 'place in square brackets is', 'places in square brackets are'))} yours to fill in."
    )


def _shown(draft: Draft, number: int, count: int) -> Shown:
    what = WHAT[draft.kind]
    alone = count == 1
    return Shown(
        before=draft.line_before or "",
        to_name=f"{named(draft.to_name)}, " if draft.to_name else "",
        to=draft.to or "",
        link=draft_link(draft),
        subject=f"Subject: {quoted(draft.subject, 200)}",
        slots=_slots(draft.slots),
        how=_HOW_BY_LINK if opens_filled_in(draft) else _HOW,
        divider="-- the draft --" if alone else f"-- draft {number} of {count}: {what} --",
        heading="The draft" if alone else f"Draft {number} of {count}: {what}",
        language=draft.language.value,
        paragraphs=tuple(tuple(part.split("\n")) for part in draft.text[:_LONGEST_TEXT].split("\n\n")),
    )


# As text


def _text(first: str, drafts: Sequence[Shown]) -> str:
    lines = wrapped(first)
    for shown in drafts:
        lines.extend(["", *_about(shown), "", shown.divider, ""])
        for paragraph in shown.paragraphs:
            lines.extend([part for line in paragraph for part in wrapped(line)])
            lines.append("")
        lines.pop()
    return "\n".join(lines) + "\n"


def _about(shown: Shown) -> list[str]:
    to = f"To: {shown.to_name}{shown.to}" if shown.to else _NOBODY
    lines = [line for said in (to, shown.subject) for line in wrapped(said, then="   ")]
    return [*lines, *wrapped(f"{shown.slots} {_HOW}".strip()), *wrapped(shown.before)]
