"""Folds by writer: what shares a writer, a company, a thread or a run of eight words stands on one side of a split."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

RUN = 8
FOLDS = 4

_WORD = re.compile(r"[\w']+")


def runs(text: str) -> set[str]:
    """Return every run of eight words of a text."""
    words = _WORD.findall(text.lower())
    return {" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def groups(owners: Sequence[Sequence[str]]) -> list[int]:
    """Return a group for each mail: mails that share any of their owners (a writer, a run of words) share the group."""
    above = list(range(len(owners)))

    def top(place: int) -> int:
        while above[place] != place:
            above[place] = above[above[place]]
            place = above[place]
        return place

    first: dict[str, int] = {}
    for place, names in enumerate(owners):
        for name in names:
            one, other = sorted((top(place), top(first.setdefault(name, place))))
            above[other] = one  # a group is called after its first mail, in whatever order its names come
    return [top(place) for place in range(len(owners))]


def folds(grouped: Sequence[int], count: int = FOLDS) -> list[int]:
    """Return the fold of each mail: the largest groups first, each into the fold that holds least."""
    sizes: dict[int, int] = {}
    for group in grouped:
        sizes[group] = sizes.get(group, 0) + 1
    held = [0] * count
    fold_of: dict[int, int] = {}
    for group in sorted(sizes, key=lambda one: (-sizes[one], one)):
        fold = held.index(min(held))
        fold_of[group] = fold
        held[fold] += sizes[group]
    return [fold_of[group] for group in grouped]


def splits(fold: Sequence[int]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield, for each fold, the places of the mails to learn from and of those to be tried."""
    for one in range(max(fold) + 1):
        yield (
            [place for place, number in enumerate(fold) if number != one],
            [place for place, number in enumerate(fold) if number == one],
        )
