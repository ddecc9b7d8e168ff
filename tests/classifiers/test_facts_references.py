"""How many referees are wanted."""

from __future__ import annotations

import pytest

from support.facts import mail
from unwatch_classifiers.facts import read_facts
from unwatch_classifiers.records import Label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Please send us two referees.", 2),
        ("Could you provide three professional references?", 3),
        ("We need the details of 3 references.", 3),
        ("Please send two or three references.", 3),
        ("Could you give us a couple of people we may contact?", 2),
        ("Please give us a reference from your last manager.", 1),
        ("Could you send me the names and numbers of Ann and Bob?", 2),
        ("Do you have phone numbers for Ann Okoro, Bob Lee and Cy Dunn?", 3),
        ("Please provide three (3) references.", 3),
        ("Could you arrange for three letters of recommendation?", 3),
        ("Can u give me 2 people I can ring about you?", 2),
        ("Please send your references.", None),
        ("Could you send me the number of Ann?", None),
        ("Could you send references within two weeks?", None),
    ],
)
def test_counts_the_referees_wanted(text: str, expected: int | None) -> None:
    """Named people are counted by name (letter.md C11d); no number is no guess."""
    assert read_facts(mail(text), Label.REFERENCE_REQUEST).referees_wanted == expected


def test_a_receipt_wants_no_referees() -> None:
    """Only a mail that can ask for them does."""
    assert read_facts(mail("We have your two references."), Label.ACKNOWLEDGEMENT).referees_wanted is None
