"""`unwatch why` over ten mails of the corpus: the first sentence it names is the one a person named.

How often that holds for mail that nothing was learned from is printed by `make accuracy`.
"""

from __future__ import annotations

from functools import cache

import pytest

from corpus import Written, as_message, read_corpus
from unwatch_classifiers.classify import classify
from unwatch_classifiers.records import Label

pytestmark = pytest.mark.corpus


@cache
def first_of_each() -> dict[str, Written]:
    """The first mail of each label in the last English file whose deciding sentence was named, and a German one."""
    found: dict[str, Written] = {}
    for language in ("en", "de"):
        for mail in read_corpus(language):
            key = mail.label.value if language == "en" else "german"
            in_last = language == "de" or mail.place.startswith("w19" if mail.label is Label.OUTREACH else "w18")
            if in_last and mail.label is not Label.OTHER and mail.facts.get("deciding"):
                found.setdefault(key, mail)
    return found


NAMES = [*(label.value for label in Label if label is not Label.OTHER), "german"]


@pytest.mark.parametrize("name", NAMES)
def test_the_sentence_that_a_person_named_comes_first(name: str) -> None:
    """Label and evidence, as `unwatch why` shows them."""
    mail = first_of_each()[name]
    told = classify(as_message(mail))
    named, first = ("".join(text.casefold().split()) for text in (mail.facts["deciding"][0], told.evidence[0].text))
    assert told.label is mail.label
    assert first in named or named in first
