"""HTML to plain lines: what a person would see, quoted history marked by `> ` as in plain text.

The HTML standard's own algorithms are quadratic in places (nested blocks, attributes of one tag, unclosed
formatting), so the source is thinned out before it is parsed.
"""

from __future__ import annotations

import re
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from unwatch.reading.cleaning import TEXT_LIMIT

HTML_LIMIT = 512 * 1024
TAGS_LIMIT = 20_000
_ATTRIBUTES_RUN = 2_000

_DATA = re.compile(r"[!#-&(-;=?-~]{2000,}")  # an inlined picture: ASCII without quotes, blanks, angle brackets
_FORMATTING = re.compile(r"<(/?)(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])", re.IGNORECASE)
_LONG_RUN = re.compile(rf"[^<>]{{{_ATTRIBUTES_RUN}}}")
_TAG = re.compile(r"<[/a-zA-Z]")
_BLANKS = re.compile(r"[ \t\n\r\f\v\xa0\u2000-\u200a\u202f\u205f\u3000]+")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|max-height\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])",
    re.IGNORECASE,
)
_INDENT_ONLY = re.compile(r"border(?:-left)?\s*:\s*(?:none|0)", re.IGNORECASE)
_FORWARDED = re.compile(r"-{4,} ?(?:Forwarded|Weitergeleitete|Original)|Begin forwarded", re.IGNORECASE)

_UNSEEN_TAGS = "head style script title meta link noscript template textarea select svg math object iframe"
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
_PARAGRAPH_TAGS = "p h1 h2 h3 h4 h5 h6 ul ol table blockquote pre dl"
_PARAGRAPHS = frozenset(_PARAGRAPH_TAGS.split())
_BLOCK_TAGS = "div tr li dt dd section article header footer main aside address center form fieldset figure body hr"
_BLOCKS = _PARAGRAPHS | frozenset(_BLOCK_TAGS.split())
_CELLS = frozenset({"td", "th"})
_RULER = "_" * 32


def html_to_text(source: str) -> str:
    """Return the visible text of an HTML mail, at most 256 KB; never raises on any input."""
    body = LexborHTMLParser(thin_out(source)).body
    return _Lines().of(body) if body is not None else ""


def thin_out(source: str) -> str:
    """Return HTML that looks the same as text and cannot make a standard parser slow.

    Formatting elements become `span` (only they are reopened in every later block), a tag ends after 2,000
    characters outside quotes, and at most 20,000 tags are read.
    """
    source = _DATA.sub("", source[: 8 * HTML_LIMIT].replace("\x00", ""))[:HTML_LIMIT]
    source = _FORMATTING.sub(r"<\1span", source)
    source = _LONG_RUN.sub(r"\g<0><wbr>", source)
    beyond = next(islice(_TAG.finditer(source), TAGS_LIMIT, None), None)
    return source[: beyond.start()] if beyond else source


class _Lines:
    """Walks the tree once, without recursion, and writes lines."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._length = 0
        self._quotes = 0
        self._preformatted = 0
        self._divided = False

    def of(self, root: LexborNode) -> str:
        node: LexborNode | None = root
        while node is not None and self._length < TEXT_LIMIT:
            if self._enter(node) and node.first_child is not None:
                node = node.first_child
                continue
            node = self._leave_to_next(node, root)
        self._end_line()
        return "\n".join(self._lines).strip("\n")

    def _leave_to_next(self, node: LexborNode, root: LexborNode) -> LexborNode | None:
        current: LexborNode | None = node
        while current is not None:
            self._leave(current)
            if current.mem_id == root.mem_id:
                return None
            if current.next is not None:
                return current.next
            current = current.parent
        return None

    def _enter(self, node: LexborNode) -> bool:
        """Write what a node begins with; tell whether to look inside."""
        tag = node.tag or ""
        if tag == "-text":
            self._text(node.text_content or "")
            return False
        if tag.startswith("-") or tag in _UNSEEN or (tag != "body" and _is_hidden(node)):
            return False
        if tag == "br":
            self._end_line(keep_empty=True)
        elif tag == "hr":
            self._end_line()
            self._line.append(_RULER)
        if tag in _BLOCKS:
            self._end_block(tag)
        elif tag in _CELLS:
            self._text(" ")
        self._open(node, tag)
        return True

    def _open(self, node: LexborNode, tag: str) -> None:
        if not self._divided and node.attributes.get("id") in {"divRplyFwdMsg", "x_divRplyFwdMsg"}:
            self._divided = True
            self._end_line()
            self._quotes += 1  # never taken back: all that follows Outlook's divider is history
        if is_quote(node):
            self._end_line()
            self._quotes += 1
        if tag == "pre":
            self._preformatted += 1
        if tag == "li":
            self._line.append("- ")

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag.startswith("-") or tag in _UNSEEN or (tag != "body" and _is_hidden(node)):
            return
        if tag in _BLOCKS:
            self._end_block(tag)
        if tag == "pre":
            self._preformatted -= 1
        if is_quote(node):
            self._end_line()
            self._quotes -= 1

    def _text(self, text: str) -> None:
        if self._preformatted:
            first, *rest = text.split("\n")
            self._line.append(first)
            for line in rest:
                self._end_line(keep_empty=True)
                self._line.append(line)
            return
        self._line.append(_BLANKS.sub(" ", text))

    def _end_block(self, tag: str) -> None:
        self._end_line()
        if tag in _PARAGRAPHS and self._lines and self._lines[-1].strip("> "):
            self._lines.append(">" if self._quotes else "")

    def _end_line(self, *, keep_empty: bool = False) -> None:
        text = "".join(self._line)
        self._line = []
        line = text.rstrip() if self._preformatted else " ".join(text.split())
        if line or keep_empty:
            self._lines.append(f"> {line}".rstrip() if self._quotes else line)
            self._length += len(line) + 3


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search((attributes.get("style") or "")[:2_000]))


def is_quote(node: LexborNode) -> bool:
    """Tell whether an element holds earlier mail, by the marks that mail programs leave.

    Gmail's outer `div.gmail_quote` is not among them: it also holds forwards, and answers between the quotes.
    """
    tag = node.tag
    if tag not in {"blockquote", "div"}:
        return False
    attributes = node.attributes
    classes = (attributes.get("class") or "")[:500].split()
    if tag == "blockquote":
        indented = _INDENT_ONLY.search((attributes.get("style") or "")[:2_000])
        return not indented or attributes.get("type") == "cite" or "gmail_quote" in classes
    if "yahoo_quoted" in classes or "moz-cite-prefix" in classes:
        return True
    return "gmail_attr" in classes and not _FORWARDED.search(node.text()[:400])
