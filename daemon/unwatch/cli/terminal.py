"""What comes from a mail, on a terminal: visible, bounded, and unable to move the cursor or turn the line."""

from __future__ import annotations

import textwrap
import unicodedata

WIDTH = 80
_LONGEST = 2_000
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def shown(text: str, limit: int = _LONGEST) -> str:
    """Return foreign text as one line: blanks made one, and whatever a terminal would obey written as its number."""
    line = "".join(_visible(char) for char in " ".join(text[: 4 * limit].split()))
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def _visible(char: str) -> str:
    if unicodedata.category(char) not in _UNSEEN:
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def paragraph(text: str, *, indent: str = "", first: str | None = None) -> str:
    """Return text wrapped for a terminal of 80 columns; a word that is longer is broken."""
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )


def entry(name: str, text: str, *, width: int = 12) -> str:
    """Return a line with its name before it, wrapped beneath itself."""
    return paragraph(text, indent=" " * width, first=f"{name:<{width}}")
