"""`make train`: learns wording, encoder and their weights from the corpus again, on two cores, and prints the table.

First every mail is judged by what was learned without its fold (its writer, its company, its thread, and whoever shares
eight words with it); those answers are kept in held_out.jsonl.gz, and the weights of the voices are learned from them.
Then everything is learned once more from all mails, and kept where the classifiers read it.

Each network is learned by one process with one thread, as many at a time as there are cores: that is twice as fast as
all threads at one network. What is done is kept in .train until the end, so that a run that was stopped goes on.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

# Big matrices come and go all the time: let the C library keep their memory instead of asking for it each time anew.
_MEMORY = {"MALLOC_MMAP_MAX_": "0", "MALLOC_TRIM_THRESHOLD_": "100000000000", "MALLOC_TOP_PAD_": "268435456"}
if __name__ == "__main__" and not os.environ.keys() >= _MEMORY.keys():
    os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | _MEMORY)

import numpy as np
import torch

from corpus import Written, as_message, languages, read_corpus, read_file
from encoder_model import Lesson, Network, export, lesson, padded, taught
from folds import FOLDS, folds, groups, runs, splits
from held_out import HeldOut, digest, keep, marked_places
from table import committed, judged, learned_weights, lost, print_table
from unwatch_classifiers.encoder import hearing
from unwatch_classifiers.encoder.encoding import encoded
from unwatch_classifiers.records import Message
from weigh import keep as keep_weights
from words_model import WordsModel

WORK = HERE.parent / ".train"
EVERYTHING = -1
BATCH = 32


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail of the corpus, as everybody who learns needs it."""

    language: str
    written: Written
    message: Message
    lesson: Lesson


@cache
def mails(corrections: Path | None) -> tuple[Mail, ...]:
    """Every mail of the corpus, and what a person has corrected."""
    pairs = [(language, written) for language in languages() for written in read_corpus(language)]
    pairs += [("en", written) for written in (read_file(corrections) if corrections else ())]
    found = []
    for language, written in pairs:
        message = as_message(written)
        found.append(Mail(language, written, message, lesson(written, message)))
    return tuple(found)


def fold_of_each(every: Sequence[Mail]) -> list[int]:
    """Return the fold of each mail."""
    return folds(groups([[mail.written.writer, *runs(mail.message.new_text)] for mail in every]))


def learn(fold: int, corrections: Path | None) -> int:
    """Learn a network without a fold, or from everything; leave what it says, or itself, in the work folder."""
    torch.set_num_threads(1)
    every = mails(corrections)
    result = _result(fold)
    if result.exists():
        return fold
    number = fold_of_each(every)
    known = [place for place, one in enumerate(number) if one != fold]
    network = taught(
        [every[place].lesson for place in known], called="all" if fold == EVERYTHING else f"fold {fold + 1}"
    )
    unfinished = result.with_suffix(".part")
    if fold == EVERYTHING:
        export(network, unfinished)
    else:
        unseen = [place for place, one in enumerate(number) if one == fold]
        with unfinished.open("wb") as file:
            np.savez(file, **dict(_asked(network, every, unseen)))
    unfinished.rename(result)
    return fold


def _result(fold: int) -> Path:
    return WORK / ("encoder.onnx" if fold == EVERYTHING else f"fold{fold}.npz")


def _asked(network: Network, every: Sequence[Mail], places: Sequence[int]) -> Iterator[tuple[str, np.ndarray]]:
    """Yield the labels and the marks of each mail, under its place."""
    ordered = sorted(places, key=lambda place: len(every[place].lesson.pieces))
    with torch.no_grad():
        for start in range(0, len(ordered), BATCH):
            batch = ordered[start : start + BATCH]
            labels, marks = network(*padded([every[place].lesson.pieces for place in batch]))
            for place, label, mark in zip(batch, torch.log_softmax(labels, -1), marks, strict=True):
                yield f"{place}", label.numpy()
                yield f"{place}m", mark[marked_places(encoded(every[place].message))].numpy()


def words_of(learned_from: Sequence[Mail], language: str) -> WordsModel:
    """Return the weights of words, learned from the mails of a language."""
    own = [mail for mail in learned_from if mail.language == language]
    return WordsModel([mail.message for mail in own], [mail.written.label.value for mail in own], language)


def held_out(every: Sequence[Mail]) -> list[HeldOut]:
    """What each mail is taken for by what was learned from the other folds."""
    fold = fold_of_each(every)
    found: dict[int, HeldOut] = {}
    for number, (known, unseen) in enumerate(splits(fold)):
        with np.load(_result(number)) as network:
            for language in languages():
                places = [place for place in unseen if every[place].language == language]
                model = words_of([every[place] for place in known], language)
                told = model.logarithms([every[place].message for place in places])
                for place, words in zip(places, told, strict=True):
                    labels, marks = network[f"{place}"], network[f"{place}m"]
                    found[place] = _held_out(every[place], number, words, labels, marks)
    return [found[place] for place in range(len(every))]


def _held_out(mail: Mail, fold: int, words: np.ndarray, labels: np.ndarray, marks: np.ndarray) -> HeldOut:
    return HeldOut(
        place=f"{mail.language}/{mail.written.place}",
        digest=digest(mail.written),
        fold=fold,
        words=tuple(words.tolist()),
        labels=tuple(labels.tolist()),
        marks=tuple(map(tuple, marks.tolist())),
    )


def main() -> None:
    """Learn everything again."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corrections", type=Path, help="a file of `unwatch correct --export`")
    corrections = options.parse_args().corrections
    began = time.monotonic()
    WORK.mkdir(exist_ok=True)
    every = mails(corrections)
    print(f"{len(every)} mails in {FOLDS} folds", flush=True)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count() or 1, mp_context=context) as processes:
        jobs = [processes.submit(learn, fold, corrections) for fold in (EVERYTHING, *range(FOLDS))]
        for job in jobs:
            job.result()
    keep(held_out(every))
    told = judged(corrections)
    keep_weights(learned_weights(told))
    for language in languages():
        words_of(every, language).keep()
    shutil.copyfile(_result(EVERYTHING), Path(hearing.__file__).with_name(hearing.FILE))
    for line in lost(print_table(told), committed()):
        print(f"worse than the committed table: {line}")
    shutil.rmtree(WORK)
    print(f"\nlearned in {(time.monotonic() - began) / 60:.0f} minutes")


if __name__ == "__main__":
    main()
