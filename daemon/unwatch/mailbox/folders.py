r"""Which folders there are, and which of them is the Sent folder, whatever it is called.

The server's own attributes decide (RFC 6154). Only where it gives none for a use are names looked at: servers without
SPECIAL-USE are old and their folders carry one of a few usual names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from unwatch.mailbox.records import Folder

Row = tuple[tuple[bytes, ...], bytes | None, bytes | str | None]
"""One answer to LIST: attributes, separator, name."""

SPECIAL_USES = ("\\Sent", "\\Drafts", "\\Junk", "\\All", "\\Trash")

_USUAL_NAMES = {
    "\\Sent": (
        *("sent", "sent items", "sent mail", "sent messages", "gesendet", "gesendete objekte", "gesendete elemente"),
        *("envoyés", "éléments envoyés", "enviados", "posta inviata", "inviata", "verzonden", "verzonden items"),
    ),
    "\\Drafts": ("drafts", "draft", "entwürfe", "brouillons", "borradores", "bozze", "concepten"),
    "\\Junk": ("junk", "junk email", "junk e-mail", "junk mail", "spam", "bulk mail", "spamverdacht", "indésirables"),
    "\\Trash": ("trash", "deleted items", "deleted messages", "papierkorb", "corbeille", "papelera", "cestino"),
}
_CLOSED = frozenset({b"\\noselect", b"\\nonexistent"})


def folders_of(rows: Iterable[Row], decode: Callable[[bytes], str]) -> tuple[Folder, ...]:
    """Return the folders that can be opened, in the server's order.

    `decode` reads modified UTF-7 (RFC 3501, section 5.1.3). A name that cannot be sent back over a 7-bit link is left
    out: it could never be opened.
    """
    found: list[tuple[Folder, bytes]] = []
    for attributes, separator, name in rows:
        raw = name.encode("ascii", "replace") if isinstance(name, str) else name
        if not raw or not _sendable(raw) or _CLOSED & {attribute.lower() for attribute in attributes}:
            continue
        found.append((Folder(raw, _displayed(raw, decode), _attributed_use(attributes)), separator or b""))
    return _with_usual_names(found)


def _sendable(raw: bytes) -> bool:
    return all(0x20 <= byte <= 0x7E for byte in raw)


def _displayed(raw: bytes, decode: Callable[[bytes], str]) -> str:
    try:
        return decode(raw)
    except (ValueError, LookupError):  # some servers encode what must not be; the raw name still opens it
        return raw.decode("ascii", "replace")


def _attributed_use(attributes: Iterable[bytes]) -> str | None:
    given = {attribute.decode("ascii", "replace").lower() for attribute in attributes}
    return next((use for use in SPECIAL_USES if use.lower() in given), None)


def _with_usual_names(found: list[tuple[Folder, bytes]]) -> tuple[Folder, ...]:
    taken = {folder.special_use for folder, _ in found}
    folders = []
    for folder, separator in found:
        use = _use_by_name(folder.display, separator.decode("ascii", "replace"))
        if folder.special_use is None and use is not None and use not in taken:
            taken.add(use)
            folders.append(replace(folder, special_use=use))
        else:
            folders.append(folder)
    return tuple(folders)


def _use_by_name(display: str, separator: str) -> str | None:
    """Guess by the last part of the name, and only at the top or right below INBOX: deeper ones are archives."""
    parts = display.split(separator) if separator else [display]
    if len(parts) > 1 and [part.upper() for part in parts[:-1]] != ["INBOX"]:
        return None
    name = parts[-1].casefold()
    return next((use for use, names in _USUAL_NAMES.items() if name in names), None)
