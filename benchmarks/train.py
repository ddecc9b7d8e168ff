"""`make train`: learns the weights of words from the corpus, and prints how well they do on writers never seen.

Folds are made by writer: all mails of one writer, company or thread stand on one side of a split.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, precision_recall_fscore_support
from sklearn.model_selection import GroupKFold

sys.path.insert(0, str(Path(__file__).resolve().parent))

from corpus import as_message, read_corpus
from unwatch_classifiers.labels import wording
from unwatch_classifiers.records import Label

LEAST_MAILS = 3  # a word that fewer mails hold says more about its writer than about the mail
STRENGTH = 10.0
FOLDS = 5
URGENT = ["scheduling", "assessment", "reference_request", "offer"]
LABELS = [label.value for label in Label]


class Table:
    """The corpus as a matrix: inverse document frequencies are those of the mails it is fitted on."""

    def __init__(self, counted: list[Counter[str]], signs: list[tuple[str, ...]], fit: list[int]) -> None:
        mails = Counter(word for place in fit for word in counted[place])
        self.idf = {
            word: math.log((1 + len(fit)) / (1 + count)) + 1 for word, count in mails.items() if count >= LEAST_MAILS
        }
        for sign in {sign for place in fit for sign in signs[place]}:
            self.idf.setdefault(sign, 1.0)
        self.columns = {word: column for column, word in enumerate(sorted(self.idf))}
        self._counted, self._signs = counted, signs

    def rows(self, places: list[int]) -> csr_matrix:
        data, columns, ends = [], [], [0]
        for place in places:
            values = {
                word: (1 + math.log(count)) * self.idf[word]
                for word, count in self._counted[place].items()
                if word in self.idf
            }
            length = math.sqrt(sum(value * value for value in values.values())) or 1.0
            for word, value in values.items():
                data.append(value / length)
                columns.append(self.columns[word])
            for sign in self._signs[place]:
                if sign in self.columns:
                    data.append(wording.SIGN)
                    columns.append(self.columns[sign])
            ends.append(len(data))
        return csr_matrix((data, columns, ends), shape=(len(places), len(self.columns)))


def fitted(table: Table, places: list[int], labels: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=1000).fit(table.rows(places), labels[places])


def main() -> None:
    written = list(read_corpus())
    messages = [as_message(one) for one in written]
    counted = [wording.counted(message.subject, message.new_text) for message in messages]
    signs = [wording.signs(message) for message in messages]
    labels = np.array([one.label.value for one in written])
    guessed = np.empty(len(written), dtype=object)
    for known, unseen in GroupKFold(FOLDS).split(labels, labels, [one.writer for one in written]):
        table = Table(counted, signs, list(known))
        guessed[unseen] = fitted(table, list(known), labels).predict(table.rows(list(unseen)))
    report(labels, guessed, len({one.writer for one in written}))
    everything = list(range(len(written)))
    table = Table(counted, signs, everything)
    keep(table, fitted(table, everything, labels))


def report(labels: np.ndarray, guessed: np.ndarray, writers: int) -> None:
    print(f"{len(labels)} mails by {writers} writers, {FOLDS} folds by writer; wording alone\n")
    precision, recall, _, support = precision_recall_fscore_support(labels, guessed, labels=LABELS, zero_division=0)
    print("| label | precision | recall | mails |\n| --- | --- | --- | --- |")
    for row in zip(LABELS, precision, recall, support, strict=True):
        print(f"| {row[0]} | {row[1]:.2f} | {row[2]:.2f} | {row[3]} |")
    urgent, passed = np.isin(labels, URGENT), np.isin(guessed, URGENT)
    print(f"\nmacro-F1 {f1_score(labels, guessed, average='macro'):.3f}")
    print(f"urgent mail taken for urgent {passed[urgent].mean():.3f}")
    print(f"other mail taken for urgent {passed[~urgent].mean():.3f}")


def keep(table: Table, model: LogisticRegression) -> None:
    classes = [str(label) for label in model.classes_]
    weights = {}
    for word, column in table.columns.items():
        numbers = [round(float(one), 2) for one in model.coef_[:, column]]
        weights[word] = [round(table.idf[word], 2), *numbers]
    kept = {
        "labels": classes,
        "intercept": [round(float(one), 3) for one in model.intercept_],
        "weights": dict(sorted(weights.items())),
    }
    file = Path(wording.__file__).with_name(wording.FILE)
    lines = ",\n".join(
        f"{json.dumps(word)}:{json.dumps(row, separators=(',', ':'))}" for word, row in kept["weights"].items()
    )
    file.write_text(
        f'{{"labels":{json.dumps(classes)},\n"intercept":{json.dumps(kept["intercept"])},\n"weights":{{\n{lines}\n}}}}\n',
        "utf-8",
    )
    print(f"\n{len(weights)} words and signs kept in {file.name}, {file.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
