"""The corpus is what the table says it is: enough mail, every mail somebody's own, and no writer on both sides."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache

import pytest

from corpus import Written, as_message, languages, read_corpus
from folds import FOLDS, folds, groups, runs, splits
from held_out import digest, marked_places, read_held_out
from unwatch_classifiers.encoder.encoding import encoded
from unwatch_classifiers.records import Label

pytestmark = pytest.mark.corpus

URGENT = (Label.SCHEDULING, Label.ASSESSMENT, Label.REFERENCE_REQUEST, Label.OFFER)


@cache
def mails() -> dict[str, Written]:
    return {f"{language}/{mail.place}": mail for language in languages() for mail in read_corpus(language)}


def of_language(language: str) -> list[Written]:
    return [mail for place, mail in mails().items() if place.startswith(f"{language}/")]


def test_there_is_enough_of_every_label() -> None:
    """At least 3,000 English mails, 300 of each urgent label and 800 ordinary ones; at least 400 German ones."""
    english = Counter(mail.label for mail in of_language("en"))
    assert english.total() >= 3000
    assert min(english[label] for label in URGENT) >= 300
    assert english[Label.OTHER] >= 800
    assert len(of_language("de")) >= 400
    assert set(english) == set(Label) == {mail.label for mail in of_language("de")}


def test_no_run_of_eight_words_stands_in_two_folds() -> None:
    """Mails of one writer, and mails that share eight words in a row, are tried by what was learned without both."""
    fold_of = {place: row.fold for place, row in read_held_out().items()}
    seen: dict[str, set[int]] = defaultdict(set)
    for place, mail in mails().items():
        for run in {*runs(as_message(mail).new_text), f"writer {mail.writer}"}:
            seen[run].add(fold_of[place])
    assert [run for run, in_folds in seen.items() if len(in_folds) > 1] == []


def test_what_is_held_out_was_said_of_these_very_mails() -> None:
    """Who changes a mail or its label must train again; the words that bear marks are still the same."""
    kept = read_held_out()
    assert {place: row.digest for place, row in kept.items()} == {
        place: digest(mail) for place, mail in mails().items()
    }
    some = sorted(kept)[::50]
    assert all(len(kept[place].marks) == len(marked_places(encoded(as_message(mails()[place])))) for place in some)


def test_deciding_sentences_stand_in_their_mails() -> None:
    """What is named as deciding is quoted from what is new in the mail, and not made up."""
    named = [(mail, said) for mail in mails().values() for said in mail.facts.get("deciding", [])]
    lost = [mail.place for mail, said in named if _closed_up(said) not in _closed_up(_all_of(mail))]
    assert len(lost) <= len(named) // 100, lost


def test_nobody_in_the_corpus_can_be_written_to() -> None:
    """People are invented: their addresses lie in the domains that are set apart for examples."""
    foreign = Counter(
        address.domain
        for mail in mails().values()
        for address in as_message(mail).to
        if not address.domain.endswith((".example", "example.org", "example.com", "example.net"))
    )
    assert not foreign


def test_mails_that_share_an_owner_share_the_group() -> None:
    """Sharing goes on: who shares with one that shares with another is in the group of both."""
    assert len(set(groups([["a", "x"], ["b"], ["c", "x"], ["b", "c"]]))) == 1
    assert len(set(groups([["a"], ["b"]]))) == 2


def test_folds_are_of_like_size_and_keep_groups_whole() -> None:
    """The largest groups are placed first, each where least is."""
    grouped = [1] * 10 + [2] * 9 + list(range(3, 24))
    fold = folds(grouped)
    assert len({fold[place] for place in range(10)}) == 1
    assert max(Counter(fold).values()) - min(Counter(fold).values()) <= 1
    assert len(list(splits(fold))) == FOLDS


def _all_of(mail: Written) -> str:
    message = as_message(mail)
    return f"{message.subject} {message.new_text} {message.signature} {message.quoted_text}"


def _closed_up(text: str) -> str:
    return "".join(text.split()).casefold()
