"""Learns the weights of words and pairs of words: a linear model that is kept as plain JSON."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from unwatch_classifiers.labels import wording
from unwatch_classifiers.records import Label, Message

LEAST_MAILS = 2  # a word that one mail alone holds says more about its writer than about the mail
LEAST_MAILS_OF_PARTS = 3
PARTS = {"de": (3, 4, 5)}  # German joins its words
STRENGTH = 10.0
LABELS = [label.value for label in Label]

Row = tuple[Counter[str], Counter[str], tuple[str, ...]]


class WordsModel:
    """What is learned from some mails: inverse document frequencies and the weight of each word for each label."""

    def __init__(self, messages: Sequence[Message], labels: Sequence[str], language: str) -> None:
        self.language, self.parts = language, PARTS.get(language, ())
        rows = [self._read(message) for message in messages]
        self.idf = _rarity(rows, 0, LEAST_MAILS) | _rarity(rows, 1, LEAST_MAILS_OF_PARTS)
        for sign in {sign for *_, signs in rows for sign in signs}:
            self.idf.setdefault(sign, 1.0)
        self.columns = {word: column for column, word in enumerate(sorted(self.idf))}
        model = LogisticRegression(C=STRENGTH, max_iter=1000, class_weight="balanced")
        self.regression = model.fit(self._matrix(rows), labels)

    def logarithms(self, messages: Sequence[Message]) -> np.ndarray:
        """For each mail the logarithm of each label's probability, in the order of `Label`."""
        told = self.regression.predict_log_proba(self._matrix([self._read(message) for message in messages]))
        found = np.full((len(messages), len(LABELS)), -12.0)
        for column, label in enumerate(self.regression.classes_):
            found[:, LABELS.index(str(label))] = told[:, column]
        return found

    def _read(self, message: Message) -> Row:
        words = wording.counted(message.subject, message.new_text)
        parts = wording.parts_of_words(message.subject, message.new_text, self.parts)
        return words, parts, wording.signs(message)

    def _matrix(self, rows: Sequence[Row]) -> csr_matrix:
        data: list[float] = []
        columns: list[int] = []
        ends = [0]
        for words, parts, signs in rows:
            found = {**self._values(words), **self._values(parts)}
            found |= {sign: wording.SIGN for sign in signs if sign in self.columns}
            data += found.values()
            columns += [self.columns[word] for word in found]
            ends.append(len(data))
        return csr_matrix((data, columns, ends), shape=(len(rows), len(self.columns)))

    def _values(self, counted: Counter[str]) -> dict[str, float]:
        values = {word: (1 + math.log(count)) * self.idf[word] for word, count in counted.items() if word in self.idf}
        length = math.sqrt(sum(value * value for value in values.values())) or 1.0
        return {word: value / length for word, value in values.items()}

    def keep(self) -> None:
        """Write the model where the classifiers read it."""
        classes = [str(label) for label in self.regression.classes_]
        intercept = [round(float(one), 3) for one in self.regression.intercept_]
        lines = ",\n".join(
            f"{json.dumps(word, ensure_ascii=False)}:{json.dumps(self._row(word), separators=(',', ':'))}"
            for word in self.columns
        )
        file = Path(wording.__file__).parent / self.language / wording.FILE
        file.write_text(
            f'{{"labels":{json.dumps(classes)},\n"intercept":{json.dumps(intercept)},\n"parts":{json.dumps(self.parts)},\n"weights":{{\n{lines}\n}}}}\n',
            "utf-8",
        )

    def _row(self, word: str) -> list[float]:
        weights = self.regression.coef_[:, self.columns[word]]
        return [round(self.idf[word], 2), *(round(float(one), 2) for one in weights)]


def _rarity(rows: Sequence[Row], place: int, least: int) -> dict[str, float]:
    """Return the inverse document frequency of each word, or part of words, that enough mails hold."""
    mails = Counter(word for row in rows for word in row[place])
    return {word: math.log((1 + len(rows)) / (1 + count)) + 1 for word, count in mails.items() if count >= least}
