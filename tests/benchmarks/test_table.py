"""The arithmetic of the table: what is counted, what counts as lost, and how voices are weighed."""

from __future__ import annotations

import numpy as np
import pytest

import weigh
from facts import CHECKS
from table import by_label, lost, scores
from unwatch_classifiers.records import Facts, Label
from weigh import fitted, shares

LABELS = list(Label)


def place(label: Label) -> int:
    return LABELS.index(label)


def test_a_number_is_lost_when_it_falls_by_more_than_a_point() -> None:
    """What falls by less is noise, and what rises is none."""
    before = {"en macro-F1": 0.9, "de macro-F1": 0.8, "fact role": 0.7}
    now = {"en macro-F1": 0.885, "de macro-F1": 0.795, "fact role": 0.75}
    assert [line.partition(":")[0] for line in lost(now, before)] == ["en macro-F1"]


def test_precision_and_recall_are_counted_by_label() -> None:
    """Of three offers two are found, and one rejection is taken for an offer."""
    offer, rejection = place(Label.OFFER), place(Label.REJECTION)
    labels = np.array([offer, offer, offer, rejection, rejection])
    taken = np.array([offer, offer, rejection, offer, rejection])
    precision, recall, both, mails = by_label(labels, taken)[Label.OFFER]
    assert (precision, recall, both, mails) == pytest.approx((2 / 3, 2 / 3, 2 / 3, 3))


def test_one_urgent_label_taken_for_another_is_passed_on_all_the_same() -> None:
    """The lane counts what interrupts, whatever it is called; a delay is neither urgent nor calm."""
    labels = np.array([place(one) for one in (Label.OFFER, Label.SCHEDULING, Label.OTHER, Label.STATUS_UPDATE)])
    taken = np.array([place(one) for one in (Label.SCHEDULING, Label.OTHER, Label.OFFER, Label.OFFER)])
    found = scores(labels, taken)
    assert (found["urgent passed on"], found["calm passed on"]) == (0.5, 1.0)


def test_a_voice_that_knows_counts_more_than_one_that_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights are learned from what was right; ordinary mail gets what the corpus has too little of it."""
    chance = np.random.default_rng(1)
    labels = chance.integers(0, len(LABELS), 600)
    knows = np.log(np.where(np.eye(len(LABELS))[labels] > 0, 0.7, 0.3 / 9)) + chance.normal(0, 1.0, (600, 10))
    guesses = chance.normal(-2.3, 1.0, (600, 10))
    weights, alone = fitted(np.stack([knows, guesses], axis=1), labels)
    assert weights[0].mean() > 5 * abs(weights[1].mean())
    monkeypatch.setattr(weigh, "ORDINARY", 0.0)
    _, as_in_the_corpus = fitted(np.stack([knows, guesses], axis=1), labels)
    assert alone - as_in_the_corpus == pytest.approx(np.eye(10)[place(Label.OTHER)])
    assert shares(np.stack([knows, guesses], axis=1), (weights, alone)).sum(axis=1) == pytest.approx(np.ones(600))


@pytest.mark.parametrize(
    ("stated", "read", "right"),
    [
        ("Harbor Health", "Harbor Health Ltd", True),
        ("Harbor Health", "Harbor", True),
        ("Harbor Health", "harborhealth", True),
        ("Harbor Health", "Har", False),
        ("Harbor Health", "Health", False),
        ("Harbor Health", None, False),
    ],
)
def test_a_company_may_be_read_by_its_shorter_name(stated: str, read: str | None, right: bool) -> None:
    """One spelling begins with the other, word for word, or a domain runs it together."""
    assert CHECKS["company"](stated, Facts(company=read)) is right
