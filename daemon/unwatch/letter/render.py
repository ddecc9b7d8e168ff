"""Renders a composed letter: the text first, which is complete, and the same words as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from unwatch.letter.html import TEMPLATES
from unwatch.letter.parts import LetterParts
from unwatch.letter.records import Rendered
from unwatch.letter.text import letter_text


def render(parts: LetterParts) -> Rendered:
    """Return the letter as text and HTML; deterministic to the byte."""
    return Rendered(
        subject=parts.subject,
        preheader=parts.preheader,
        text=letter_text(parts),
        html=TEMPLATES.get_template("letter.html.j2").render(letter=parts),
        numbers=parts.numbers,
        mails=parts.mails,
    )


def page(subject: str, preheader: str, paragraphs: Sequence[str]) -> str:
    """Return a short mail as HTML, in the letter's dress; its first paragraph is the heading."""
    template = TEMPLATES.get_template("short.html.j2")
    return template.render(subject=subject, preheader=preheader, first=paragraphs[0], others=paragraphs[1:])
