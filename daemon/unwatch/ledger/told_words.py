"""What the person did to an application, in the words in which the next letter repeats it (letter.md d.5). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from unwatch.application import Outcome
from unwatch.events import AnyPayload, Applied, Corrected, Edited, Instruction, Moved, Spoken, Told

_INSTRUCTIONS = {
    Instruction.GIVEN: ("ref", "sent"),
    Instruction.CONTACTED: ("ref", "contacted"),
    Instruction.CONDITION: ("ref", ""),
}
_ENDINGS = {
    Outcome.REJECTED: "they chose another candidate",
    Outcome.ROLE_CLOSED: "the role is no longer open",
    Outcome.WITHDRAWN: "you withdrew",
    Outcome.DECLINED: "you declined",
    Outcome.ACCEPTED: "you accepted",
}


def told_words(name: str, payloads: Sequence[AnyPayload], sources: Mapping[int, str | None]) -> str | None:
    """Return what an act was that is now of the application called so; None where it was nothing that is told.

    `sources` are the names of the applications from which something was moved; None where nothing is left in one.
    """
    edited = next((one for one in payloads if isinstance(one, Edited)), None)
    applied = next((one for one in payloads if isinstance(one, Applied)), None)
    if applied is not None:
        how = f", {applied.channel}" if applied.channel else ""
        return f"added {name}{how}"
    if edited is not None:
        return f"edit {name}: {_edited(edited)}"
    moved = [one for one in payloads if isinstance(one, Moved)]
    if moved:
        return _moved(name, moved, sources)
    for payload in payloads:
        match payload:
            case Told() as told:
                return _told(name, told)
            case Spoken() as spoken:
                return f"they said: {spoken.label.value.replace('_', ' ')}, {name}"
            case Corrected():
                return f"a mail belongs to {name}"
    return None


def _edited(edited: Edited) -> str:
    parts = {
        "company": edited.company,
        "role": edited.role,
        "reference": edited.requisition,
        "also called": ", ".join(edited.aliases),
    }
    return ", ".join(f"{what} {value}" for what, value in parts.items() if value)


def _moved(name: str, moved: Sequence[Moved], sources: Mapping[int, str | None]) -> str:
    before = moved[0].alias or sources.get(moved[0].source)
    if moved[0].whole:
        return f"merge {name} with {before or name}"
    if before is None:
        return f"a mail belongs to {name}"
    return f"split {name}" if before == name else f"mail of {before} belongs to {name}"


def _told(name: str, told: Told) -> str:
    verb, after = _INSTRUCTIONS.get(told.instruction, (told.instruction.value, ""))
    ending = _ENDINGS[told.outcome or Outcome.WITHDRAWN] if told.instruction is Instruction.CLOSE else ""
    day = f"{told.when:%-d %B}" if told.when else ""
    return " ".join(word for word in (verb, name, after, day, ending, told.text or "") if word)
