"""Takes secrets out of text, and makes text that a stranger wrote fit for one line of a log."""

from __future__ import annotations

import base64
import re
import threading
import unicodedata
from urllib.parse import quote, quote_plus

_HIDDEN = "[secret]"
_SHORTEST = 4  # to take out "a" would show where it was, and nothing else could be read
_BEARER = re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}")
_MOST = 64  # secrets remembered; a token that changes every hour would fill the memory
_BOUND = 100_000  # characters of one value that are looked at; the rest is dropped


class Redactor:
    """Remembers secrets and takes them out of text in each form in which protocols write them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._secrets: dict[tuple[str, str | None], set[str]] = {}
        self._forms: tuple[str, ...] = ()

    def register(self, secret: str, user: str | None = None) -> None:
        """Remember a secret and its forms: raw, in a URL, in base64, and in base64 beside the user's name."""
        if len(secret) < _SHORTEST:
            return
        with self._lock:
            self._secrets.pop((secret, user), None)
            self._secrets[secret, user] = _forms(secret, user)
            while len(self._secrets) > _MOST:
                del self._secrets[next(iter(self._secrets))]
            forms = set().union(*self._secrets.values())
            self._forms = tuple(sorted(forms, key=len, reverse=True))  # a form may contain another

    def clean(self, text: str) -> str:
        """Return the text without any secret that is known, and without bearer tokens that are not."""
        text = text[:_BOUND]
        for form in self._forms:
            text = text.replace(form, _HIDDEN)
        return _BEARER.sub(rf"\1 {_HIDDEN}", text)


def escape(text: str, longest: int) -> str:
    """Return the text on one line and cut: what is not printable is written out, so that no line can be forged."""
    shown = "".join(map(_printable, text[: longest + 1]))
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"


def _printable(character: str) -> str:
    if character == "\n":
        return "\\n"
    # Control, format (bidirectional overrides, zero width), surrogate, private, unassigned; line and paragraph ends.
    hidden = unicodedata.category(character)[0] == "C" or character in "\u2028\u2029"
    return character.encode("unicode_escape").decode() if hidden else character


def _forms(secret: str, user: str | None) -> set[str]:
    raw = secret.encode()
    beside = [] if user is None else [
        f"\0{user}\0{secret}".encode(),  # RFC 4616, section 2
        f"{user}\0{user}\0{secret}".encode(),
        f"user={user}\1auth=Bearer {secret}\1\1".encode(),  # XOAUTH2
        f"n,a={user},\1auth=Bearer {secret}\1\1".encode(),  # RFC 7628, section 3.1
        f"{user}:{secret}".encode(),
    ]  # fmt: skip
    coded = {base64.b64encode(one).decode().rstrip("=") for one in [raw, *beside]}
    escaped = secret.replace("\\", "\\\\").replace('"', '\\"')  # a quoted string of RFC 3501, and JSON
    return {secret, quote(secret, safe=""), quote(secret), quote_plus(secret), escaped, repr(secret)[1:-1], *coded}
