"""Finds the passage of a text that is a job posting, by its headings: what to do, to bring, and to get."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from unwatch_classifiers.facts.names import looks_like_role
from unwatch_classifiers.posting.paragraphs import Paragraph
from unwatch_classifiers.posting.vocabulary import TELLING, Field, Heading, Signal, Stop, bare, has_signal

ENOUGH = 3.5
"""What the parts of a passage must weigh together; two plain headings alone weigh 4."""

_WEIGHTS = {Heading.DUTIES: 2.0, Heading.REQUIREMENTS: 2.0, Heading.ROLE: 1.5, Heading.OFFER: 1.0, Heading.APPLY: 0.5}
_WEAK = 0.5
_TELLING, _FIELD, _FIELDS_MOST = 0.75, 0.25, 2.0
_MARKED = 1.0
_GENDERED = 1.0
_LISTED = 0.5
_MAIN = frozenset({Heading.DUTIES, Heading.REQUIREMENTS, Heading.ROLE, Heading.OFFER})
_SECTIONS = _MAIN | {Heading.COMPANY, Heading.APPLY}
_NAMES_JOB = frozenset({Field.PAY, Field.TITLE, Field.CLOSING})
_JOBS = 3
_HEAD = 4
_HARD = frozenset({Stop.DIVIDER, Stop.SIMILAR, Stop.CV})
_ENDS = frozenset({Stop.GOODBYE, Stop.LETTER, Stop.GREETING})
_SKIPPED_ABOVE = 4
_SKIPPED_BELOW = 6
_PROSE = {Heading.ROLE: 2, Heading.COMPANY: 2}
_TITLE_LIMIT = 120
_FIRST_PERSON_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs in a row that are a posting, how plainly they are, and its title where one says it.

    A whole one says what to do and what to bring under plain headings, as neither a contract nor a task does.
    """

    paragraphs: tuple[Paragraph, ...]
    weight: float
    title: str | None
    whole: bool = False


def find_passage(paragraphs: Sequence[Paragraph], subject: str) -> Passage | None:
    """Return the passage that is most plainly a posting; None where none is, or where there are several."""
    found: list[Passage] = []
    for stretch in stretches(paragraphs):
        if describes_several(stretch):
            return None
        found += _passages(stretch, subject)
    return max(found, key=lambda passage: passage.weight, default=None)


def find_head(signature: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Return the first lines of a posting that stand at the end of a signature.

    Below "Yours faithfully", the title and the terms of a pasted posting look like the rest of the signature.
    """
    begins = next((at for at, each in enumerate(signature) if each.heading in {Heading.MARK, Heading.ROLE}), None)
    if begins is None:
        return ()
    head = signature[begins + (signature[begins].heading is Heading.MARK) :]
    return tuple(head) if 0 < len(head) <= _HEAD and not any(each.stop for each in head) else ()


def stretches(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """Yield the paragraphs between the marks that divide mails; what is under a CV or "similar jobs" is left out."""
    held: list[Paragraph] = []
    left_out = False
    for paragraph in paragraphs:
        if paragraph.stop in _HARD:
            yield held
            held = []
            left_out = paragraph.stop is not Stop.DIVIDER
        elif not left_out:
            held.append(paragraph)
    yield held


def _passages(stretch: Sequence[Paragraph], subject: str) -> Iterator[Passage]:
    """Yield what is a posting; a heading that only looks like one of its own does not hide the one below."""
    end = -1
    for first, paragraph in enumerate(stretch):
        if first <= end or paragraph.heading not in _MAIN:
            continue
        start, marked = _start(stretch, first, subject)
        end = _end(stretch, first)
        passage = _passage(stretch[start : end + 1], subject, marked=marked)
        if passage:
            yield passage


def _passage(stretch: Sequence[Paragraph], subject: str, *, marked: bool) -> Passage | None:
    kept = [paragraph for paragraph in stretch if not _is_statement(paragraph)]
    while kept and kept[-1].heading and not kept[-1].words:
        kept.pop()
    headings = _filled_headings(kept)
    if _speaks_of_its_writer(kept) or not (marked or _names_a_job(kept, headings, subject)):
        return None
    weight = _weight(kept, headings, subject) + (_MARKED if marked else 0.0)
    return Passage(tuple(kept), weight, title_of(kept, subject), _is_whole(headings)) if weight >= ENOUGH else None


def _names_a_job(kept: Sequence[Paragraph], headings: dict[Heading, bool], subject: str) -> bool:
    """Whether it is a job that is described: contracts, courses, flats and projects have such headings too."""
    told = {field for paragraph in kept for field, _ in paragraph.fields}
    said = {signal for paragraph in kept for signal in paragraph.signals}
    if headings.get(Heading.ROLE) or told & _NAMES_JOB or Signal.GENDER in said or title_of(kept, subject):
        return True
    return Heading.DUTIES in headings and bool(said & {Signal.SEEKS, Signal.APPLY} or told & TELLING - {Field.HOURS})


def _is_whole(headings: dict[Heading, bool]) -> bool:
    return Heading.REQUIREMENTS in headings and (headings.get(Heading.DUTIES) or headings.get(Heading.ROLE)) is True


def _start(stretch: Sequence[Paragraph], first: int, subject: str) -> tuple[int, bool]:
    """Return where the posting begins above its first heading, and whether somebody says that one follows."""
    start, skipped = first, 0
    for at in range(first - 1, -1, -1):
        paragraph = stretch[at]
        if paragraph.heading is Heading.MARK or paragraph.stop is Stop.INTRODUCES:
            return min(start, at + 1), True
        if paragraph.stop or paragraph.heading is Heading.NEXT or paragraph.in_first_person:
            break
        if _opens(paragraph, subject):
            start, skipped = at, 0
        else:
            skipped += 1
            if skipped > _SKIPPED_ABOVE:
                break
    return start, False


def _opens(paragraph: Paragraph, subject: str) -> bool:
    if paragraph.heading is Heading.COMPANY or paragraph.fields:
        return True
    return names_job(paragraph, subject) or bool(paragraph.signals & {Signal.SEEKS, Signal.GENDER})


def names_job(paragraph: Paragraph, subject: str) -> bool:
    """Tell whether a paragraph is one short line that names a kind of work."""
    return len(paragraph.lines) == 1 and _names_job(paragraph.lines[0].text, subject)


def _names_job(line: str, subject: str) -> bool:
    text = line.strip(" \t*_#=-•")
    if not 3 <= len(text) <= _TITLE_LIMIT or len(text.split()) > 14 or text[-1] in ".,:;!?":
        return False
    return (
        looks_like_role(text)
        or has_signal(text, Signal.GENDER)
        or (len(text) >= 6 and bare(text) in bare(subject[:300]))
    )


def _end(stretch: Sequence[Paragraph], first: int) -> int:
    """Return the last paragraph of the posting that the heading at `first` belongs to."""
    end, skipped, prose = first, 0, _prose_under(stretch[first])
    for at in range(first + 1, len(stretch)):
        paragraph = stretch[at]
        if paragraph.heading in _SECTIONS:
            end, skipped, prose = at, 0, _prose_under(paragraph)
        elif paragraph.stop in _ENDS:
            break
        elif _is_around(paragraph):
            skipped += 1
            prose = 0
        elif _is_statement(paragraph):
            continue
        elif skipped == 0 and (paragraph.listed or paragraph.fields or prose > 0 or _closes(paragraph)):
            end = at
            prose -= not paragraph.listed
        else:
            skipped += 1
        if skipped > _SKIPPED_BELOW:
            break
    return end


def _prose_under(paragraph: Paragraph) -> int:
    """How many paragraphs without a list belong to a heading, beside the lines right under it."""
    return _PROSE.get(paragraph.heading or Heading.NEXT, 0) + (paragraph.words == 0)


def _is_around(paragraph: Paragraph) -> bool:
    own = paragraph.in_first_person and not paragraph.listed
    to_apply = paragraph.stop is Stop.RECEIPT and Signal.APPLY in paragraph.signals
    return own or (paragraph.stop is not None and not to_apply) or paragraph.heading in {Heading.NEXT, Heading.MARK}


def _closes(paragraph: Paragraph) -> bool:
    return bool(paragraph.signals & {Signal.APPLY, Signal.SEEKS, Signal.OFFERS})


def _is_statement(paragraph: Paragraph) -> bool:
    """Whether it says only that everybody is welcome; a list or an address to apply to would be lost with it."""
    return paragraph.equal and not paragraph.listed and not paragraph.fields and Signal.APPLY not in paragraph.signals


def _speaks_of_its_writer(kept: Sequence[Paragraph]) -> bool:
    """Whether it is a letter of application, which repeats what is asked and says "I"."""
    lines = [line for paragraph in kept for line in paragraph.lines]
    own = sum(Paragraph((line,)).in_first_person for line in lines)
    return own > _FIRST_PERSON_SHARE * len(lines)


def _weight(kept: Sequence[Paragraph], headings: dict[Heading, bool], subject: str) -> float:
    weight = sum(_WEIGHTS.get(heading, 0.0) * (1.0 if plainly else _WEAK) for heading, plainly in headings.items())
    weight += _weight_of_fields(field for paragraph in kept for field, _ in paragraph.fields)
    if any(Signal.GENDER in paragraph.signals for paragraph in kept):
        weight += _GENDERED
    elif title_of(kept, subject):
        weight += _GENDERED / 2
    return weight + (_LISTED if sum(paragraph.listed for paragraph in kept) >= 3 else 0.0)


def _filled_headings(kept: Sequence[Paragraph]) -> dict[Heading, bool]:
    """Return each heading that has something under it, and whether one of its kind is plain."""
    found: dict[Heading, bool] = {}
    for at, paragraph in enumerate(kept):
        if paragraph.heading is None:
            continue
        below = kept[at + 1] if at + 1 < len(kept) else None
        words = paragraph.words + (below.words if below and below.heading is None else 0)
        if words >= 3:
            found[paragraph.heading] = found.get(paragraph.heading, False) or paragraph.plainly
    return found


def _weight_of_fields(fields: Iterable[Field]) -> float:
    return min(_FIELDS_MOST, sum(_TELLING if field in TELLING else _FIELD for field in set(fields)))


def describes_several(stretch: Sequence[Paragraph]) -> bool:
    """Tell whether more than one job is described: the same headings, fields with other values, or many titles."""
    return _repeats_headings(stretch) or _repeats_fields(stretch) or _lists_jobs(stretch)


def _repeats_headings(stretch: Sequence[Paragraph]) -> bool:
    work = [each for each in stretch if each.heading in {Heading.DUTIES, Heading.REQUIREMENTS} and each.plainly]
    worded = Counter(bare(each.lines[0].text.partition(":")[0]) for each in work)
    turns = sum(one.heading is not other.heading for one, other in pairwise(work))
    return turns > 2 or any(count > 1 for count in worded.values())


def _repeats_fields(stretch: Sequence[Paragraph]) -> bool:
    values: dict[Field, set[str]] = {}
    for paragraph in stretch:
        for field, value in paragraph.fields:
            values.setdefault(field, set()).add(bare(value[:80]))
    repeated = [field for field, found in values.items() if len(found) > 1]
    return len(repeated) > 1 or any(len(values[field]) > 2 for field in repeated)


def _lists_jobs(stretch: Sequence[Paragraph]) -> bool:
    lines = (line.text[:_TITLE_LIMIT] for paragraph in stretch for line in paragraph.lines if len(line.text) < 100)
    return len({bare(line) for line in lines if has_signal(line, Signal.GENDER)}) >= _JOBS


def title_of(kept: Sequence[Paragraph], subject: str) -> str | None:
    """Return the title as a field or one of the first lines states it."""
    named = (value for paragraph in kept for field, value in paragraph.fields if field is Field.TITLE)
    first = (line for paragraph in kept[:2] for line in paragraph.lines[:2])
    plain = (line.text for line in first if not (line.heading or line.field or line.listed))
    title = (
        next(named, None) or next((line for line in plain if _names_job(line, subject)), None) or _above_fields(kept)
    )
    return " ".join(title.split())[:_TITLE_LIMIT].strip(" *_#=-•") or None if title else None


def _above_fields(kept: Sequence[Paragraph]) -> str | None:
    """Return the first line of a posting where all that is under it are fields."""
    line, *below = kept[0].lines if kept else (None,)
    titled = line and len(below) >= 2 and all(each.field for each in below) and not (line.field or line.heading)
    return line.text if line and titled and len(line.text) <= _TITLE_LIMIT else None
