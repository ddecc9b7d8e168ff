"""The table of `make accuracy`: how well mail is understood that nothing was learned from.

Wording and encoder speak as they do without the mail's own fold (held_out.jsonl.gz); signs, weighing and the readers of
facts are the ones in the source. The weights of the voices, too, come from the other folds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

import weigh
from corpus import Written, as_message, languages, read_corpus, read_file
from facts import CHECKS, checked
from held_out import digest, read_held_out
from unwatch_classifiers.classify import Voices, verdict, with_voices
from unwatch_classifiers.labels.weighing import Weights
from unwatch_classifiers.records import URGENT, Label, Message, Verdict

FILE = Path(__file__).resolve().with_name("table.json")
ALLOWED = 0.01  # what a number may lose before it counts as lost
CALM = frozenset([Label.REJECTION, Label.ACKNOWLEDGEMENT, Label.OUTREACH, Label.OTHER])
SURE = 0.9
PLAIN = 0.97  # the cascade asks the encoder only where signs and wording are less sure
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)
_LABELS = list(Label)


@dataclass(frozen=True, slots=True)
class Judged:
    """A mail of the corpus with what each voice says of it."""

    language: str
    fold: int
    written: Written
    message: Message
    voices: Voices


def judged(corrections: Path | None = None) -> list[Judged]:
    """Every mail of the corpus, and of what a person corrected.

    Raises ValueError where a mail is not the one that was learned from.
    """
    kept = read_held_out()
    found = []
    for language in languages():
        own = [*read_corpus(language), *(read_file(corrections) if corrections and language == "en" else ())]
        for written in own:
            row = kept.get(f"{language}/{written.place}")
            if row is None or row.digest != digest(written):
                raise ValueError(f"{language}/{written.place} has changed since `make train`; run it again")
            message = as_message(written)
            voices = with_voices(message, language, row.voice(), row.heard(message))
            found.append(Judged(language, row.fold, written, message, voices))
    return found


Pick = Callable[[Voices], Sequence[dict[Label, float]]]
WAYS: dict[str, Pick] = {
    "signs": lambda voices: (voices.signs.labels,),
    "wording": lambda voices: (voices.words,),
    "encoder": lambda voices: (voices.all[2],),
    "signs + wording": lambda voices: voices.all[:2],
    "all three": lambda voices: voices.all,
}


def numbers(told: Iterable[Judged], pick: Pick) -> np.ndarray:
    """Return the voices as numbers: mail by voice by label."""
    return np.array([[[voice[label] for label in _LABELS] for voice in pick(one.voices)] for one in told])


def truth(told: Iterable[Judged]) -> np.ndarray:
    """Return each mail's label as its place in `Label`."""
    return np.array([_LABELS.index(one.written.label) for one in told])


def weights_without_own_fold(told: Sequence[Judged], pick: Pick) -> dict[int, tuple[np.ndarray, np.ndarray]]:
    """Return for each fold the weights that were learned from all others."""
    voices, labels = numbers(told, pick), truth(told)
    fold = np.array([one.fold for one in told])
    return {int(one): weigh.fitted(voices[fold != one], labels[fold != one]) for one in sorted(set(fold))}


def learned_weights(told: Sequence[Judged]) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Return the weights to keep: for each language, with the encoder and without."""
    kept = {}
    for language in languages():
        own = [one for one in told if one.language == language]
        for pick in (WAYS["signs + wording"], WAYS["all three"]):
            voices = numbers(own, pick)
            kept[f"{language}/{voices.shape[1]}"] = weigh.fitted(voices, truth(own))
    return kept


def shares(told: Sequence[Judged], way: str) -> np.ndarray:
    """Return each label's probability for each mail, by weights that come from the other folds."""
    pick = WAYS[way]
    voices, fold = numbers(told, pick), np.array([one.fold for one in told])
    found = np.zeros((len(told), len(_LABELS)))
    for one, weights in weights_without_own_fold(told, pick).items():
        found[fold == one] = weigh.shares(voices[fold == one], weights)
    return found


def cascade(told: Sequence[Judged]) -> np.ndarray:
    """Return the shares where the encoder is asked only about what signs and wording leave open."""
    first, second = shares(told, "signs + wording"), shares(told, "all three")
    return np.where((first.max(axis=1) >= PLAIN)[:, None], first, second)


def scores(labels: np.ndarray, taken: np.ndarray) -> dict[str, float]:
    """Return macro-F1, urgent mail passed on and calm mail passed on."""
    urgent = [_LABELS.index(label) for label in URGENT]
    calm = [_LABELS.index(label) for label in CALM]
    passed = np.isin(taken, urgent)
    return {
        "macro-F1": float(np.mean([row[2] for row in by_label(labels, taken).values()])),
        "urgent passed on": float(passed[np.isin(labels, urgent)].mean()),
        "calm passed on": float(passed[np.isin(labels, calm)].mean()),
    }


def by_label(labels: np.ndarray, taken: np.ndarray) -> dict[Label, tuple[float, float, float, int]]:
    """Return precision, recall, F1 and number of mails of each label."""
    found = {}
    for place, label in enumerate(_LABELS):
        right = int(((labels == place) & (taken == place)).sum())
        precision = right / max(1, int((taken == place).sum()))
        recall = right / max(1, int((labels == place).sum()))
        both = 2 * precision * recall / (precision + recall) if right else 0.0
        found[label] = (precision, recall, both, int((labels == place).sum()))
    return found


def verdicts(told: Sequence[Judged]) -> list[Verdict]:
    """Return the verdicts as the daemon gives them, by weights that come from the other folds."""
    learned = weights_without_own_fold(told, WAYS["all three"])
    weights = {
        fold: Weights(tuple(tuple(map(float, row)) for row in voices), tuple(map(float, alone)))
        for fold, (voices, alone) in learned.items()
    }
    return [verdict(one.message, one.voices, weights[one.fold]) for one in told]


def print_table(told: Sequence[Judged]) -> dict[str, float]:
    """Print everything, and return the numbers that must not get worse."""
    kept: dict[str, float] = {}
    for language in languages():
        own = [one for one in told if one.language == language]
        labels = truth(own)
        print(f"\n## {language}: {len(own)} mails by {len({one.written.writer for one in own})} writers\n")
        print("| way | macro-F1 | urgent passed on | calm passed on |\n| --- | --- | --- | --- |")
        for way in (*WAYS, "cascade"):
            taken = (cascade(own) if way == "cascade" else shares(own, way)).argmax(axis=1)
            found = scores(labels, taken)
            print(f"| {way} | " + " | ".join(f"{one:.3f}" for one in found.values()) + " |")
        given = verdicts(own)
        kept |= {f"{language} {name}": value for name, value in _labels_table(labels, given).items()}
        kept |= {f"{language} {name}": value for name, value in _sure_table(own, given).items()}
        if language == "en":
            kept |= _facts_table(own, given)
    return kept


def _labels_table(labels: np.ndarray, given: Sequence[Verdict]) -> dict[str, float]:
    taken = np.array([_LABELS.index(one.label) for one in given])
    print("\n| label | precision | recall | F1 | mails |\n| --- | --- | --- | --- | --- |")
    for label, row in by_label(labels, taken).items():
        print(f"| {label.value} | {row[0]:.3f} | {row[1]:.3f} | {row[2]:.3f} | {row[3]} |")
    found = scores(labels, taken)
    print("\n" + ", ".join(f"{name} {value:.3f}" for name, value in found.items()))
    calm = found.pop("calm passed on")
    return found | {"calm left alone": 1.0 - calm}


def _sure_table(told: Sequence[Judged], given: Sequence[Verdict]) -> dict[str, float]:
    """Print how often verdicts of each confidence are right, and how often the deciding sentence is named."""
    pairs = [(one.confidence, one.label is mail.written.label) for one, mail in zip(given, told, strict=True)]
    print("\n| confidence | mails | right |\n| --- | --- | --- |")
    for low, high in pairwise(BINS):
        of_it = [right for confidence, right in pairs if low <= confidence < high]
        if of_it:
            print(f"| {low:.2f} to {high:.2f} | {len(of_it)} | {sum(of_it) / len(of_it):.3f} |")
    sure = [right for confidence, right in pairs if confidence >= SURE]
    print(f"\nof the {len(sure)} verdicts at {SURE} or more {sum(sure) / len(sure):.3f} are right")
    named = [
        _names(one, mail.written) for one, mail in zip(given, told, strict=True) if mail.written.facts.get("deciding")
    ]
    first = sum(named) / len(named)
    print(f"the first sentence given as evidence is the one a person named: {first:.3f} of {len(named)}")
    return {"sure and right": sum(sure) / len(sure), "deciding sentence": first}


def _names(given: Verdict, written: Written) -> bool:
    wanted = "".join(written.facts["deciding"][0].casefold().split())
    first = "".join(given.evidence[0].text.casefold().split())
    return bool(first) and (first in wanted or wanted in first)


def _facts_table(told: Sequence[Judged], given: Sequence[Verdict]) -> dict[str, float]:
    facts = {id(mail.written): one.facts for one, mail in zip(given, told, strict=True)}
    found: dict[str, list[bool]] = {}
    for kind, _, _, _, right in checked([one.written for one in told], lambda written: facts[id(written)]):
        found.setdefault(kind, []).append(right)
    print("\n| fact | stated | read right |\n| --- | --- | --- |")
    for kind in CHECKS:
        if kind in found:
            print(f"| {kind} | {len(found[kind])} | {sum(found[kind]) / len(found[kind]):.3f} |")
    return {f"fact {kind}": sum(one) / len(one) for kind, one in found.items()}


def committed() -> dict[str, float]:
    """Return the numbers that must not get worse."""
    kept: dict[str, float] = json.loads(FILE.read_text("utf-8"))
    return kept


def lost(kept: dict[str, float], before: dict[str, float]) -> list[str]:
    """Return what has become worse than before by more than a point."""
    return [
        f"{name}: {kept[name]:.3f}, was {was:.3f}"
        for name, was in before.items()
        if name in kept and kept[name] < was - ALLOWED
    ]


def commit(kept: dict[str, float]) -> None:
    """Make these numbers the ones that must not get worse."""
    FILE.write_text(json.dumps({name: round(value, 4) for name, value in kept.items()}, indent=1) + "\n", "utf-8")
