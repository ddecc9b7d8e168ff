"""Sentences are split where a writer ended one, whatever the mail program did to the lines."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from unwatch_classifiers.sentences import LONGEST, READ, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We met. You were good.", ("We met.", "You were good.")),
        ("Are you free? say at 2", ("Are you free?", "say at 2")),
        ("Dr. Osei and Ms. Hale will see you.", ("Dr. Osei and Ms. Hale will see you.",)),
        ("Come at 3 p.m. Tuesday the 4th.", ("Come at 3 p.m. Tuesday the 4th.",)),
        ("Come at 3 p.m. We are on the left.", ("Come at 3 p.m.", "We are on the left.")),
        ("On Nov. 4 we meet. Bring J. Doe.", ("On Nov. 4 we meet.", "Bring J. Doe.")),
        ("It costs $4.50 at example.org today.", ("It costs $4.50 at example.org today.",)),
        ("Well... We could wait.", ("Well...", "We could wait.")),
        ("have to move it. thursday 26th? same place", ("have to move it.", "thursday 26th?", "same place")),
        ("at 3 p.m. tuesday approx. two hours", ("at 3 p.m. tuesday approx. two hours",)),
        ("Written with care. then not", ("Written with care. then not",)),
        ("", ()),
        (" \n\u00a0\n", ()),
    ],
)
def test_a_stop_ends_a_sentence_unless_it_belongs_to_its_word(text: str, expected: tuple[str, ...]) -> None:
    """Titles, initials, clock times and sums keep their stops; other stops end the sentence."""
    assert expected == sentences(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bitte z. B. Zeugnisse (Nr. 4) schicken. Danke!", ("Bitte z. B. Zeugnisse (Nr. 4) schicken.", "Danke!")),
        ("Es dauert ca. 30 Minuten bzw. eine Stunde.", ("Es dauert ca. 30 Minuten bzw. eine Stunde.",)),
        ("Am 10. März im 2. Stock. Bis dann.", ("Am 10. März im 2. Stock.", "Bis dann.")),
        ("Wir tagen am 12. Danach melde ich mich.", ("Wir tagen am 12.", "Danach melde ich mich.")),
        ("Fr. Öztürk, i. V. Maier. Über den Rest bald.", ("Fr. Öztürk, i. V. Maier.", "Über den Rest bald.")),
        ("Ort: Fa. Vogt, Str. Am Markt usw. Über uns mehr.", ("Ort: Fa. Vogt, Str. Am Markt usw.", "Über uns mehr.")),
        ("Montag, Do. 12 Uhr? Passt das?", ("Montag, Do. 12 Uhr?", "Passt das?")),
    ],
)
def test_a_german_stop_belongs_to_abbreviations_and_ordinals(text: str, expected: tuple[str, ...]) -> None:
    """ "z. B.", "Nr." and "10. März" keep their stops; a sentence that begins with an umlaut begins one."""
    assert expected == sentences(text, "de")


def test_a_language_without_stops_of_its_own_is_split_as_the_usual_one() -> None:
    """A language that nobody described is read with the usual abbreviations and does not fail."""
    text = "Dr. Osei will see you. Come early."

    assert sentences(text, "xx") == sentences(text)


def test_wrapped_lines_are_one_sentence() -> None:
    """A line that only ran out of columns goes on in the next one."""
    text = "We would be glad if you could bring the originals of your\ncertificates to the interview.\n"

    assert sentences(text) == (
        "We would be glad if you could bring the originals of your certificates to the interview.",
    )


def test_greeting_list_items_and_paragraphs_stand_alone() -> None:
    """What the writer put on a line of its own is a sentence of its own."""
    text = "Hi Ada,\n\nPlease send:\n- two referees\n* proof of address\n1. your number\nThanks\nTom"

    assert sentences(text) == (
        "Hi Ada,",
        "Please send:",
        "two referees",
        "proof of address",
        "your number",
        "Thanks",
        "Tom",
    )


def test_windows_line_ends_and_invisible_spaces_do_not_show() -> None:
    """Line ends of any system and invisible characters leave no trace in a sentence."""
    assert sentences("See\u00e9\u200b  you.\r\n\r\nBye.\r") == ("See\u00e9 you.", "Bye.")


def test_an_endless_sentence_comes_in_pieces_and_loses_no_word() -> None:
    """Nothing that reads sentences meets one longer than the limit, and no word is dropped at a cut."""
    words = [f"word{number}" for number in range(400)]
    pieces = sentences(" ".join(words))

    assert max(map(len, pieces)) <= LONGEST
    assert words == " ".join(pieces).split()


def test_only_the_beginning_of_a_huge_mail_is_read() -> None:
    """What stands behind the limit is not read, so that no mail can be expensive."""
    assert "late" not in " ".join(sentences("early " * (READ // 6 + 1) + " late"))


@given(st.text(alphabet=st.sampled_from(list(" .!?\n\t,-•'\"aZ9’…")), max_size=400))
def test_any_text_keeps_its_words_in_order(text: str) -> None:
    """Splitting moves no letter and invents none; only what counts the items of a list goes."""
    assume(not re.search(r"(?m)^\W*[aZ][.)]", text))
    wanted = [sign for sign in text if sign in "aZ"]

    assert wanted == [sign for sign in "".join(sentences(text)) if sign in "aZ"]
