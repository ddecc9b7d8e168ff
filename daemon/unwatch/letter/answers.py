"""The answer to a reply of the person: one mail for all that they asked for, and for what was not understood.

Words of a mail stand behind a bar, as in the pass-on, so that none of them can pass for a line of ours; what the person
wrote stands as they wrote it. The tone is that of letter.md, section e.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias

from unwatch.letter.html import TEMPLATES
from unwatch.letter.parts import Paragraph, Shown
from unwatch.letter.records import Rendered
from unwatch.letter.text import INDENT, barred
from unwatch.letter.words import clean, one_line, wrapped

SEVERAL = "unwatch: what you asked for"
NOT_UNDERSTOOD = "unwatch: a line was not understood"
_NO_CHANGE = "Nothing was changed by it."
_PREHEADER = "The answer to your reply. Nothing in it asks for anything."
_FORM = (
    "A line is one word, the number or the employer's name, and what belongs to it, such as: done 2, rest 7,"
    " later 2 tuesday, note 4 they use Excel. The line help brings the whole list."
)
_TO_THE_WATCHER = "This reply went to the watcher alone, and to no employer."
_LINE_LIMIT = 68


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of ours that stay as they are, such as the list of commands."""

    kind: ClassVar[str] = "lines"
    lines: tuple[str, ...]


Block: TypeAlias = Paragraph | Shown | Lines


@dataclass(frozen=True, slots=True)
class Part:
    """The answer to one line: a title, which is the subject where it is the only one, and its blocks.

    `whole` is the answer as a mail of its own, where there is one.
    """

    title: str
    blocks: tuple[Block, ...]
    whole: Rendered | None = None


@dataclass(frozen=True, slots=True)
class Unclear:
    """A line that was not understood or could not be carried out: why, and what it could have meant."""

    line: str
    why: str = ""
    candidates: tuple[str, ...] = ()


def write_answer(
    parts: Sequence[Part],
    unclear: Sequence[Unclear],
    numbers: Sequence[tuple[int, int]],
    mails: Sequence[tuple[int, str]] = (),
    *,
    meant_for_an_employer: bool = False,
) -> Rendered:
    """Return the answer mail; `numbers` and `mails` are those that it shows, or that the answered mail showed.

    `meant_for_an_employer` is whether lines that were not understood may have been meant for one, as in an answer to a
    mail that was passed on.
    """
    if len(parts) == 1 and parts[0].whole is not None and not unclear:
        return replace(parts[0].whole, numbers=tuple(numbers), mails=tuple(mails))
    shown = [*(_not_understood(unclear, meant_for_an_employer) if unclear else ()), *parts]
    subject = clean(shown[0].title, 70) if len(shown) == 1 else SEVERAL
    html = TEMPLATES.get_template("answers.html.j2").render(subject=subject, preheader=_PREHEADER, parts=shown)
    return Rendered(subject, _PREHEADER, _text(shown), html, tuple(numbers), tuple(mails))


def brought(rendered: Rendered) -> Part:
    """Return a finished mail as one part among others."""
    return Part(rendered.subject, (Lines(tuple(rendered.text.rstrip("\n").split("\n"))),), rendered)


def said_plainly(title: str, *sentences: str) -> Part:
    """Return a part that is running text; no words of a mail stand in it but names and quotes."""
    return Part(title, tuple(Paragraph(one, foreign=True) for one in sentences))


def _not_understood(unclear: Sequence[Unclear], meant_for_an_employer: bool) -> Iterator[Part]:
    title = NOT_UNDERSTOOD if len(unclear) == 1 else "unwatch: some lines were not understood"
    blocks: list[Block] = [Paragraph(_NO_CHANGE if len(unclear) == 1 else "Nothing was changed by these lines.")]
    for one in unclear:
        blocks.append(Lines((f"    {clean(one.line, _LINE_LIMIT)}",)))
        if one.why:
            blocks.append(Paragraph(one_line(one.why)))
        if one.candidates:
            blocks.append(Lines(tuple(f"    {clean(each, _LINE_LIMIT)}" for each in one.candidates)))
    if meant_for_an_employer:
        blocks.append(Paragraph(_TO_THE_WATCHER))
    yield Part(title, (*blocks, Paragraph(_FORM)))


# As text


def _text(parts: Sequence[Part]) -> str:
    return "\n\n\n".join("\n\n".join(_pieces(part)) for part in parts) + "\n"


def _pieces(part: Part) -> Iterator[str]:
    yield "\n".join(wrapped(part.title))
    for block in part.blocks:
        yield "\n".join(_block(block))


def _block(block: Block) -> list[str]:
    match block:
        case Paragraph():
            return wrapped(block.text, then=INDENT if block.foreign else "")
        case Lines():
            return list(block.lines)
        case Shown():
            head = wrapped(block.head, then=INDENT)
            cut = ["", *wrapped(block.why)] if block.why else []
            return [*head, "", *barred(block.lines), *cut]
