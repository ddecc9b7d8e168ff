"""What the person told by reply that no application holds: wishes for the letters, and that a mail is ordinary.

Kept so that the next letter repeats it, and that `undo` finds what was told last. What is told of an application is an
event of its story; an entry knows the last such act before it, and so which of the two came later.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from unwatch.delivery import OutboxState
from unwatch.ledger import Ledger
from unwatch.pausing import Wishes

_KEY = "told_by_reply"
_MOST = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was told, in words. `act` is the last act before it, `before` the wishes until then, `corrected`
    the mail that was called ordinary; `told_in` is the letter that repeated it.
    """

    words: str
    act: int
    before: Wishes | None = None
    corrected: str | None = None
    told_in: int | None = None
    undone: bool = False


_ENTRIES: TypeAdapter[list[Entry]] = TypeAdapter(list[Entry])


class Journal:
    """The entries of one ledger; the last forty are kept."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def write(self, words: str, *, before: Wishes | None = None, corrected: str | None = None) -> None:
        """Write down what was told."""
        self._keep([*self._entries(), Entry(words, self._last_act(), before, corrected)])

    def last(self) -> Entry | None:
        """Return the entry that was told last, where nothing was told of an application since."""
        entry = next((one for one in reversed(self._entries()) if not one.undone), None)
        return entry if entry is not None and entry.act >= self._last_act() else None

    def take_back(self, entry: Entry) -> None:
        """Write down that the person took an entry back."""
        entries = self._entries()
        at = max(place for place, one in enumerate(entries) if one == entry)
        entries[at] = replace(entry, undone=True)
        self._keep([*entries, Entry(f"undo: {entry.words}", self._last_act(), undone=True)])

    def untold(self) -> list[str]:
        """Say what no letter has repeated that reached the person, in the order in which it was told."""
        return [entry.words for entry in self._entries() if not self._is_told(entry)]

    def told(self, outbox_id: int) -> None:
        """Write down that a letter repeats all that was told so far."""
        self._keep([one if self._is_told(one) else replace(one, told_in=outbox_id) for one in self._entries()])

    def _is_told(self, entry: Entry) -> bool:
        return entry.told_in is not None and self._ledger.post.outbox_state(entry.told_in) is not OutboxState.FAILED

    def _last_act(self) -> int:
        act = self._ledger.stories.last_act()
        return act.events[0].id if act is not None else 0

    def _entries(self) -> list[Entry]:
        kept = self._ledger.remembered(_KEY)
        return [] if kept is None else _ENTRIES.validate_json(kept)

    def _keep(self, entries: list[Entry]) -> None:
        self._ledger.remember(_KEY, _ENTRIES.dump_json(entries[-_MOST:]).decode())
