"""The words of the grammar: in each language, in the answer to help, and as the program writes them itself."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.letter_lint import tone_problems
from unwatch import reply_words
from unwatch.commands import (
    Belongs,
    Channel,
    Command,
    DraftOf,
    Ending,
    Field,
    Often,
    Referees,
    Verb,
    as_line,
    help_text,
    parse,
)
from unwatch.date_words import FURTHEST_DAYS, read_date
from unwatch.reply_words import meanings, tables

FRIDAY = date(2025, 10, 10)


def one(line: str) -> Command:
    reply = parse(line, FRIDAY)
    assert reply.unreadable == ()
    (command,) = reply.commands
    return command


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("erledigt 2", "done 2"),
        ("Später 2 Dienstag", "later 2 tue"),
        ("SPÄTER 2 in zwei Wochen", "later 2 2w"),
        ("spa\u0308ter 2 übermorgen", "later 2 2d"),
        ("ruhe Nordwind bis 3. November", "rest Nordwind until 3 nov"),
        ("ruhe 7 bis Ende des Monats", "rest 7 until end of month"),
        ("wecken 7", "wake 7"),
        ("notiz 4: sie nehmen Excel", "note 4 sie nehmen Excel"),
        ("entwurf 2 bedenkzeit", "draft 2 time"),
        ("geschickt 2 per Brief", "sent 2 post"),
        ("referenz 2 angerufen", "ref 2 contacted"),
        ("falsch 3 gehört zu Nordwind", "wrong 3 Nordwind"),
        ("zusammen 3 und 5", "merge 3 5"),
        ("ändern 3 stelle Analystin", "edit 3 role Analystin"),
        ("beendet 5 abgesagt", "close 5 rejected"),
        ("SCHLIESSEN 5 besetzt", "close 5 filled"),
        ("schließen 5 besetzt", "close 5 filled"),
        ("rückgängig", "undo"),
        ("pause bis Montag", "pause until monday"),
        ("rhythmus täglich", "rhythm daily"),
        ("hilfe", "help"),
        ("erledigt 2 bitte", "done 2"),
    ],
)
def test_a_second_language_says_the_same(german: str, english: str) -> None:
    """German is a table of words: the same line in it is the same command."""
    assert one(german) == replace(one(english), line=german)


def test_every_language_has_every_verb() -> None:
    """A language that is added is whole: no verb and no closed word is left to another language."""
    for table in tables("verbs"):
        assert set(table) == {verb.value for verb in Verb}
    closed = [
        (Verb.DRAFT, DraftOf),
        (Verb.SENT, Channel),
        (Verb.REF, Referees),
        (Verb.WRONG, Belongs),
        (Verb.CLOSE, Ending),
        (Verb.RHYTHM, Often),
        (Verb.EDIT, Field),
    ]
    for verb, kind in closed:
        for table in tables("closed", verb.value):
            assert set(table) == {str(one) for one in kind}


def test_a_word_of_two_meanings_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two languages that use one word for two verbs are found when the words are loaded, not in somebody's reply."""
    languages = {"en": {"verbs": {"done": ["Fine"]}}, "xx": {"verbs": {"stop": ["fine"]}}}
    monkeypatch.setattr(reply_words, "_LANGUAGES", languages)

    with pytest.raises(ValueError, match="fine means both done and stop"):
        meanings("verbs")


def test_the_help_shows_every_verb_as_it_is_read() -> None:
    """Each line of the list that shows a command is one, and no verb is left out."""
    shown = [line[4:].split("   ")[0].strip() for line in help_text().splitlines() if re.match(r"    \w", line)]
    verbs = {one(line).verb for line in shown}
    days = re.search(r"Days: (.*?)\.\n", help_text())

    assert verbs == set(Verb)
    assert days is not None
    assert all(read_date(words, FRIDAY) for words in days.group(1).split(", "))


def test_the_help_is_written_as_the_letter_is() -> None:
    """The answer keeps the letter's tone and width."""
    assert list(tone_problems("the help", help_text())) == []
    assert max(len(line) for line in help_text().splitlines()) <= 72


NAMES = (
    st.text("abcXYZäß&.'-, 019:?!€", min_size=1, max_size=100)
    .map(lambda one: " ".join(one.split()))
    .filter(lambda one: any(character.isalpha() for character in one))
)
TARGETS = st.integers(0, 9999).map(str) | NAMES
# neither only a closed word, nor what could be read as a colon of the target, nor the words for a day
TEXTS = st.lists(
    st.sampled_from(["they", "Excel", "a: b", "4", '"x"', "done", "ß", "#", "€5", "-- x"]), min_size=2
).map(lambda some: " ".join(["we", *some, "end"])[:900].strip())
WHENS = st.integers(0, FURTHEST_DAYS).map(lambda days: FRIDAY + timedelta(days=days))


def _built(verb: Verb, **parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Command]:
    nothing = st.none()
    return st.builds(
        Command,
        st.just(verb),
        parts.get("target", TARGETS),
        parts.get("when", nothing),
        parts.get("text", nothing),
        st.just(""),
        parts.get("choice", nothing),
        parts.get("other", nothing),
    )


NONE, ALONE = st.none(), st.just("")
COMMANDS = st.one_of(
    *(
        _built(one)
        for one in (Verb.DONE, Verb.WAKE, Verb.FULL, Verb.JOB, Verb.PREP, Verb.SPLIT, Verb.DECLINE, Verb.REOPEN)
    ),
    *(_built(one, target=ALONE) for one in (Verb.UNDO, Verb.RESUME, Verb.REOPEN, Verb.STOP, Verb.STATUS, Verb.HELP)),
    _built(Verb.REST, when=NONE | WHENS),
    _built(Verb.LATER, when=WHENS),
    _built(Verb.PAUSE, target=ALONE, when=NONE | WHENS),
    _built(Verb.OWN, target=ALONE, text=TEXTS),
    _built(Verb.RHYTHM, target=ALONE, choice=st.sampled_from(Often)),
    _built(Verb.DRAFT, choice=NONE | st.sampled_from(DraftOf)),
    _built(Verb.CLOSE, choice=NONE | st.sampled_from(Ending)),
    *(_built(one, text=TEXTS) for one in (Verb.NOTE, Verb.SAID, Verb.SENT, Verb.REF)),
    _built(Verb.SENT, choice=st.sampled_from(Channel)),
    _built(Verb.REF, choice=st.sampled_from(Referees)),
    _built(Verb.EDIT, choice=st.sampled_from(Field), text=TEXTS),
    _built(Verb.WRONG, choice=NONE | st.sampled_from(Belongs)),
    *(
        _built(one, other=TARGETS).filter(lambda said: said.target.casefold() != (said.other or "").casefold())
        for one in (Verb.WRONG, Verb.MERGE)
    ),
)


@settings(deadline=None)
@given(command=COMMANDS)
def test_a_command_that_is_written_is_read_again(command: Command) -> None:
    """Links and examples are written from commands; what they say comes back the same, whatever the name."""
    line = as_line(command)

    assert one(line) == replace(command, line=line)
