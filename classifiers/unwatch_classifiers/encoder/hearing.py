"""What the encoder hears in a mail: how its whole speaks for each label, and where it names what.

The encoder is one ONNX file beside this one; running it loads numbers and multiplies them, nothing else. It is loaded
once, on the first mail, in the process that reads mail. Where onnxruntime cannot be had, nothing is heard and the signs
and the wording decide alone.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from unwatch_classifiers.encoder.encoding import Encoded, Part, Placed, encoded
from unwatch_classifiers.records import Label, Message

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

FILE = "encoder.onnx"
LABELS = tuple(Label)
MARKS = ("company", "role", "deciding")
"""What the encoder marks word by word, in the order of its answer."""

_MARKED = 0.5
_ONE_THREAD = 1
_off = threading.Event()


@dataclass(frozen=True, slots=True)
class Name:
    """What the mail calls something, as it spells it; how sure that is (0 to 1); in which part it stands."""

    text: str
    sure: float
    part: Part


@dataclass(frozen=True, slots=True)
class Heard:
    """What the encoder makes of a mail.

    `labels` are logarithms of probability. `deciding` holds, for each word of what is new, from where to where it
    stands and how likely it belongs to the sentence that decides.
    """

    labels: dict[Label, float]
    companies: tuple[Name, ...]
    roles: tuple[Name, ...]
    deciding: tuple[tuple[int, int, float], ...]

    def telling(self, text: str, sentences: Sequence[str]) -> list[tuple[float, str]]:
        """Return how likely each sentence of a text is the one that decides, the likeliest first."""
        told = []
        for start, end, sentence in _placed(text, sentences):
            within = [likely for begins, ends, likely in self.deciding if begins >= start and ends <= end]
            if within:
                told.append((sum(within) / len(within), sentence))
        return sorted(told, key=lambda one: -one[0])


def hear(message: Message) -> Heard | None:
    """Return what the encoder hears in a mail; None where it cannot be run here."""
    session = _session()
    if session is None:
        return None
    read = encoded(message)
    labels, marks = _run(session, read.pieces)
    return understood(read, labels, marks)


def understood(read: Encoded, labels: Sequence[float], marks: Sequence[Sequence[float]]) -> Heard:
    """Return what the encoder's numbers mean for the mail they were made from."""
    most = max(labels)
    whole = most + math.log(sum(math.exp(one - most) for one in labels))
    likely = [[_likely(one) for one in marks[placed.place]] for placed in read.words]
    company, role, deciding = range(len(MARKS))
    return Heard(
        labels={label: one - whole for label, one in zip(LABELS, labels, strict=True)},
        companies=_names(read, [one[company] for one in likely]),
        roles=_names(read, [one[role] for one in likely]),
        deciding=tuple(
            (placed.word.start, placed.word.end, round(one[deciding], 3))
            for placed, one in zip(read.words, likely, strict=True)
            if placed.part is Part.TEXT
        ),
    )


def _likely(number: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, number))))


def _names(read: Encoded, likely: Sequence[float]) -> tuple[Name, ...]:
    """Return the runs of marked words, the surest first; a name that is said twice is surer."""
    found: dict[str, list[Name]] = {}
    for run in _runs(read.words, likely):
        first, last = run[0][0], run[-1][0]
        text = " ".join(read.texts[first.part][first.word.start : last.word.end].split())
        sure = sum(one for _, one in run) / len(run)
        found.setdefault(text.casefold(), []).append(Name(text, sure, first.part))
    surest = [_together(names) for names in found.values()]
    return tuple(sorted(surest, key=lambda name: -name.sure))


def _runs(words: Iterable[Placed], likely: Sequence[float]) -> list[list[tuple[Placed, float]]]:
    runs: list[list[tuple[Placed, float]]] = []
    open_in: Part | None = None
    for placed, one in zip(words, likely, strict=True):
        if one < _MARKED or placed.part is Part.KNOWN:
            open_in = None
        elif open_in is placed.part:
            runs[-1].append((placed, one))
        else:
            runs.append([(placed, one)])
            open_in = placed.part
    return runs


def _together(names: Sequence[Name]) -> Name:
    doubt = math.prod(1.0 - name.sure for name in names[:3])
    best = max(names, key=lambda name: name.sure)
    return Name(best.text, round(1.0 - doubt, 3), best.part)


def _placed(text: str, sentences: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return from where to where each sentence stands, whatever was done to the spaces between its words."""
    places = [place for place, sign in enumerate(text) if not sign.isspace()]
    squeezed = "".join(text[place] for place in places)
    found, after = [], 0
    for sentence in sentences:
        wanted = "".join(sentence.split())
        start = squeezed.find(wanted, after)
        if wanted and start >= 0:
            after = start + len(wanted)
            found.append((places[start], places[after - 1] + 1, sentence))
    return found


def switch_off() -> None:
    """Hear nothing in this process from now on: where memory is dearer than understanding."""
    _off.set()


def _run(session: InferenceSession, pieces: Sequence[int]) -> tuple[list[float], list[list[float]]]:
    import numpy  # noqa: PLC0415 - only where onnxruntime, which needs it too, is there

    row = numpy.array([pieces], dtype=numpy.int64)
    labels, marks = session.run(["labels", "marks"], {"pieces": row, "there": numpy.ones_like(row)})
    return labels[0].tolist(), marks[0].tolist()


def _session() -> InferenceSession | None:
    return None if _off.is_set() else _loaded()


@cache
def _loaded() -> InferenceSession | None:
    try:
        import onnxruntime  # noqa: PLC0415 - heavy, and only where mail is read
    except ImportError:
        return None
    file = resources.files("unwatch_classifiers.encoder").joinpath(FILE)
    if not file.is_file():
        return None
    options: Any = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _ONE_THREAD
    options.inter_op_num_threads = _ONE_THREAD
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(file.read_bytes(), options, providers=["CPUExecutionProvider"])
