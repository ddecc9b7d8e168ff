"""How the posting of an application is shown: foreign text, made harmless (letter.md C7a). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unwatch.cli.terminal import paragraph, shown
from unwatch.letter.words import clean, lines_of, named
from unwatch_classifiers.posting import TEXT_LIMIT, Posting


def about(postings: Sequence[Posting]) -> Iterator[tuple[str, str]]:
    """Yield what each posting is called, and its link as text: nobody has looked where it leads."""
    for one in postings:
        text = "" if one.text else ", its text is not kept"
        title = named(one.title, 120) if one.title else "without a title"
        yield "Posting", f"{title}{text}{f', {clean(one.link, 500)}' if one.link else ''}"


def texts(postings: Sequence[Posting]) -> Iterator[str]:
    """Yield the texts of the postings, line by line."""
    for one in postings:
        kept, was_cut = lines_of(one.text, TEXT_LIMIT)
        yield ""
        yield paragraph(shown(one.title or "The posting", 200))
        yield from (paragraph(line, indent="  ") for line in kept)
        if was_cut:
            yield "  (cut here)"
