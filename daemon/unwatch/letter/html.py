"""Sets text as HTML: every word of a mail stays a word, whatever it looks like.

One autoescaping environment serves all templates. What the templates print goes through `shown`, which escapes,
turns straight quotation marks into curly ones, lets long words break, and takes from web addresses the form that
mail programs turn into links. Nothing of a mail ever becomes an attribute.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from unwatch.letter.words import said

_LONG_WORD = 40
_BREAK = Markup("<wbr>")
_PIECES = re.compile(r"\s+|\S{1,40}")
# A mail program, or a filter on the way, that looks at the source and not at the text must find nothing to act on.
_LETTER_BEFORE = re.compile(r"(?<=[A-Za-z])(?:\(|:(?=\S))|(?:(?<=position)|(?<=float)|(?<=display)):", re.IGNORECASE)
_AT_WORD = re.compile(r"@(?=[A-Za-z])")
_WWW = re.compile(r"(?i)\b(www)\.")
# The colours of text on the page have a contrast of 4.5 or more (letter.md f 44); those for the dark are in its head.
COLOURS = {"ink": "#1f2a33", "quiet": "#4b5a66", "accent": "#1f5f63", "rule": "#c9d1d6"}
_REFERENCES = {":": "&#58;", "(": "&#40;"}


def shown(text: str) -> Markup:
    """Return text as HTML that reads the same and does nothing."""
    return Markup("").join(_piece(piece) for piece in _split(curly(text)))


def curly(text: str) -> str:
    """Turn straight double quotation marks, which come in pairs, into curly ones."""
    pieces = text.split('"')
    return "".join(piece + ("" if index == len(pieces) - 1 else "“”"[index % 2]) for index, piece in enumerate(pieces))


def _split(text: str) -> list[str]:
    return _PIECES.findall(text)


def _piece(piece: str) -> Markup:
    source = str(escape(piece))
    source = _LETTER_BEFORE.sub(lambda found: _REFERENCES[found[0]], source)
    source = _AT_WORD.sub("&#64;", source).replace("&#58;//", "&#58;<wbr>//")
    source = _WWW.sub(r"\1<wbr>.", source)
    breaks = _BREAK if len(piece) == _LONG_WORD else ""
    return Markup(source) + breaks  # noqa: S704 - escaped above


def mailto(to: str, subject: str, body: str = "") -> str:
    """Return a mailto URI (RFC 6068, section 2), all but the address's @ percent-encoded."""
    fields = [f"subject={quote(subject, safe='')}"] if subject else []
    fields += [f"body={quote(body, safe='')}"] if body else []
    return f"mailto:{quote(to, safe='@')}" + ("?" + "&".join(fields) if fields else "")


def environment() -> Environment:
    """Return the templates' environment: autoescaping, and loud about a missing name."""
    made = Environment(
        loader=PackageLoader("unwatch.letter"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"shown": shown, "said": said}
    made.globals |= {"mailto": mailto, "small": "font-size:15px;line-height:22px;", **COLOURS}
    return made


TEMPLATES = environment()
