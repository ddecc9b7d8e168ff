"""What is new in a text, what is quoted, and what only signs it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unwatch.reading.quotes import Parts, split

NEW = "Thank you for coming in. We would like to make you an offer."
OLD = "I am still very interested in the role."


@pytest.mark.parametrize(
    "attribution",
    [
        "On Sun, 2 Nov 2025 at 09:00, Sam Muster <sam@example.org> wrote:",
        "On Sun, 2 Nov 2025 at 09:00, Sam Muster with a long name <sam@example.org>\nwrote:",
        "On Nov 2, 2025, at 9:00 AM, Sam Muster\n<sam@example.org> wrote:",
        "Am 02.11.25 um 09:00 schrieb Sam Muster:",
        "Am So., 2. Nov. 2025 um 09:00 Uhr schrieb Sam Muster <sam@example.org>:",
        "Le dim. 2 nov. 2025 à 09:00, Sam Muster <sam@example.org> a écrit :",
        "El dom, 2 nov 2025 a las 9:00, Sam Muster (<sam@example.org>) escribió:",
        "Il giorno dom 2 nov 2025 alle ore 09:00 Sam <sam@example.org> ha scritto:",
        "2025-11-02 9:00 GMT+01:00 Sam Muster <sam@example.org>:",
    ],
)
@pytest.mark.parametrize("mark", ["> ", ""])
def test_what_stands_under_an_attribution_is_quoted(attribution: str, mark: str) -> None:
    """ "On …, X wrote:" begins a quote in several languages, wrapped or not, with quote marks or without."""
    parts = split(f"{NEW}\n\n{attribution}\n\n{mark}{OLD}\n")
    assert parts.new == NEW
    assert OLD in parts.quoted
    assert ">" not in parts.quoted.replace("org>", "")


@pytest.mark.parametrize(
    "block",
    [
        "From: Sam Muster <sam@example.org>\nSent: Sunday, 2 November 2025 09:00\nTo: Anna\nSubject: Role",
        "________________________________\nVon: Sam\nGesendet: Sonntag, 2. November 2025\nAn: Anna\nBetreff: Stelle",
        "De : Sam Muster\nEnvoyé : dimanche 2 novembre 2025\nÀ : Anna\nObjet : Poste",
        "De: Sam Muster\nEnviado el: domingo, 2 de noviembre de 2025\nPara: Anna\nAsunto: Puesto",
        "*From:* Sam\n\n*Sent:* Sunday\n\n*To:* Anna; Bo;\nCleo\n*Subject:* Role",
        "-----Original Message-----\nFrom: Sam\nSent: Sunday\nTo: Anna\nSubject: Role",
        "-----Ursprüngliche Nachricht-----",
    ],
)
def test_what_stands_under_outlooks_header_block_is_quoted(block: str) -> None:
    """Outlook marks no line; its block of From, Sent, To and Subject begins what is quoted."""
    parts = split(f"{NEW}\n\n{block}\n\n{OLD}\n")
    assert parts.new == NEW
    assert parts.quoted.endswith(OLD)


def test_times_written_as_from_and_to_are_no_header_block() -> None:
    """Without a subject, From and To are how people write times."""
    text = "Your interview:\nDate: 3 November\nFrom: 10:00\nTo: 11:00\nSent by Anna"
    assert split(text).new == text


def test_answers_between_quotes_are_new() -> None:
    """Inline and bottom answers are what the person wrote, wherever they stand."""
    parts = split(
        "On Sun, 2 Nov 2025 at 09:00, Anna <a@northwind.example> wrote:\n"
        "> Can you come on Friday?\n\nYes, at ten.\n\n> And do you have references?\n\nI will send them tomorrow.\n"
    )
    assert parts.new == "Yes, at ten.\n\nI will send them tomorrow."
    assert "Can you come on Friday?" in parts.quoted
    assert "And do you have references?" in parts.quoted


@pytest.mark.parametrize("attribution", ["", "On 2 Nov 2025, Bo <bo@contoso.example> wrote:\n"])
def test_an_answer_below_a_quoted_header_block_is_new(attribution: str) -> None:
    """A divider deep inside a quote does not swallow what is written under it."""
    text = "> From: Anna\n> Sent: Sunday\n> Subject: Role\n>\n> Can you come?\n\nYes, on Friday at ten I can.\n"
    assert split(attribution + text).new == "Yes, on Friday at ten I can."


@pytest.mark.parametrize(
    "forward",
    [
        f"---------- Forwarded message ---------\nFrom: Bo <bo@contoso.example>\nSubject: Offer\n\n{NEW}",
        f"Begin forwarded message:\n\nFrom: Bo <bo@contoso.example>\nSubject: Offer\nTo: Sam\n\n{NEW}",
        f"> Begin forwarded message:\n>\n> From: Bo <bo@contoso.example>\n> Subject: Offer\n> Date: 2 Nov\n>\n> {NEW}",
        f"-------- Weitergeleitete Nachricht --------\nBetreff: Angebot\nDatum: 2.11.2025\nVon: Bo\nAn: Sam\n\n{NEW}",
        f"________________________________\nFrom: Bo\nSent: Sunday\nTo: Sam\nSubject: Offer\n\n{NEW}",
    ],
)
@pytest.mark.parametrize("above", ["", "FYI\n\n", "See below.\n\n-- \nAnna\n\n"])
def test_a_forward_without_own_words_is_what_is_new(above: str, forward: str) -> None:
    """When only "FYI" stands above it, the forwarded text is the message; its header block is not."""
    parts = split(above + forward)
    assert parts.new == NEW


def test_a_forward_with_own_words_is_quoted() -> None:
    """When somebody writes something themselves, that is new, and what they pass on is not."""
    parts = split(f"Can you come on Friday?\n\n---------- Forwarded message ---------\nFrom: Bo\nSubject: x\n\n{OLD}")
    assert parts.new == "Can you come on Friday?"
    assert OLD in parts.quoted


def test_two_words_above_outlooks_block_are_an_answer() -> None:
    """Outlook's reply and forward look the same: a short answer is not mistaken for a forward."""
    parts = split(f"Sounds good.\n\nFrom: Bo\nSent: Sunday\nTo: Sam\nSubject: Friday\n\n{OLD}")
    assert parts.new == "Sounds good."


def test_an_empty_answer_stays_empty() -> None:
    """A reply without a word says nothing new, whatever it quotes."""
    assert split(f"On Sun, 2 Nov 2025, Sam <s@example.org> wrote:\n> {OLD}\n").new == ""


def test_a_text_that_is_all_quoted_by_nobody_is_new() -> None:
    """Some templates indent everything: without an author of the quote it is the message."""
    assert split(f"> {NEW}\n> {OLD}\n").new == f"{NEW}\n{OLD}"


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nAnna Beispiel\nNorthwind GmbH",
        "Kind regards,\nAnna Beispiel\nSenior Recruiter, Northwind Inc.\n+49 30 000000\nwww.northwind.example",
        "Mit freundlichen Grüßen\n\nAnna Beispiel",
        "Cordialement,\nAnna",
        "Un saludo,\nAnna",
        "Sent from my iPhone",
        "Best,\nAnna\n\nSent from my iPhone",
        "Von meinem iPhone gesendet",
    ],
)
def test_a_signature_is_set_apart(signature: str) -> None:
    """The dashes, a "Kind regards" with names under it, and the mark of a telephone end what was written."""
    parts = split(f"{NEW}\n\n{signature}\n")
    assert parts == Parts(NEW, "", signature.replace("-- ", "--"))


def test_a_postscript_stays_new() -> None:
    """What is written under the signature as a postscript was meant to be read."""
    parts = split(f"{NEW}\n\nBest regards\nAnna\n\nP.S. Please bring your diploma.\n")
    assert "Please bring your diploma." in parts.new
    assert parts.signature == "Best regards\nAnna"


@pytest.mark.parametrize(
    "question",
    [
        "Can you do Tuesday?",
        "We meet at 10:00.",
        "See you on Friday, 7 November, in our office.",
        "Does Friday work for you?",
    ],
)
def test_a_sentence_under_a_thank_you_is_not_a_signature(question: str) -> None:
    """A line that asks or names a time is never put away with the names."""
    assert question in split(f"{NEW}\n\nThanks!\n\n{question}\n").new


@pytest.mark.parametrize(
    "footer",
    [
        "This e-mail and any attachments are confidential and intended solely for the addressee.",
        "If you are not the intended recipient, please delete it.",
        "You are receiving this email because you applied at Northwind.\nUnsubscribe | Privacy policy",
        "Northwind GmbH, Geschäftsführerin: Anna Beispiel\nAmtsgericht Musterstadt, HRB 12345",
        "© 2025 Northwind. All rights reserved.\n\nHauptstraße 1, 12345 Musterstadt",
        "________________\nDiese E-Mail enthält vertrauliche Informationen.",
    ],
)
def test_disclaimers_and_footers_are_set_apart(footer: str) -> None:
    """Boilerplate under a mail is not what was said."""
    parts = split(f"Dear Sam,\n\n{NEW}\n\n{footer}\n")
    assert parts.new == f"Dear Sam,\n\n{NEW}"
    assert parts.signature == footer


def test_what_is_said_about_confidence_stays() -> None:
    """Talking of confidence is not a disclaimer."""
    text = f"Dear Sam,\n\n{NEW}\n\nPlease treat this offer confidentially until Friday."
    assert split(text).new == text


def test_a_mail_of_one_paragraph_is_never_all_footer() -> None:
    """Something is left to read, even when it speaks of unsubscribing."""
    assert split("We closed the role. Click to unsubscribe.").new == "We closed the role. Click to unsubscribe."


def test_notices_around_the_text_are_set_apart() -> None:
    """ "View in your browser" and "type your reply above this line" are nobody's words."""
    parts = split(f"View this email in your browser\n\n##- Please type your reply above this line -##\n\n{NEW}")
    assert parts.new == NEW


@given(st.text(max_size=400), st.text(max_size=400))
def test_no_word_is_lost(above: str, below: str) -> None:
    """Every word of the text is in one of the three parts."""
    forward = f"---------- Forwarded message ---------\nFrom: a\nSubject: b\n{below}\n"
    text = f"{above}\nOn 3 Nov 2025 a@b wrote:\n> {below}\n{forward}"
    parts = split(text)
    kept = " ".join((parts.new, parts.quoted, parts.signature)).replace(">", " ").split()
    assert sorted(kept) == sorted(text.replace(">", " ").split())
