"""What the German signs say of mail, however formally, tersely or oddly spelt it is written."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unwatch_classifiers.labels.signed import Signed, read_signs
from unwatch_classifiers.records import Address, Label, Message
from unwatch_classifiers.sentences import sentences

SENT = datetime(2025, 6, 2, 9, 30, tzinfo=UTC)

MAILS = [
    (Label.ACKNOWLEDGEMENT, "Ihre Bewerbung", "Vielen Dank für Ihre Bewerbung, die wir heute erhalten haben."),
    (Label.ACKNOWLEDGEMENT, "Bewerbung", "Deine Unterlagen sind angekommen, wir lesen sie in Ruhe."),
    (
        Label.SCHEDULING,
        "Ihre Bewerbung",
        "Gerne laden wir Sie am Dienstag um 14 Uhr zu einem Vorstellungsgespräch ein.",
    ),
    (Label.SCHEDULING, "Bewerbung", "Magst du am Freitag um halb zehn in der Werkstatt vorbeikommen?"),
    (Label.SCHEDULING, "Ihr Gespräch", "Das Vorstellungsgespräch am 10. März muss ich leider verschieben."),
    (Label.ASSESSMENT, "Ihre Bewerbung", "Bitte bearbeiten Sie die beigefügte Fallstudie bis Montag."),
    (Label.ASSESSMENT, "Bewerbung", "Schreib uns bitte einen Text von höchstens 200 Wörtern über eine Brücke."),
    (Label.REFERENCE_REQUEST, "Ihre Bewerbung", "Bitte nennen Sie uns zwei Referenzgeber mit Telefonnummer."),
    (Label.REFERENCE_REQUEST, "Bewerbung", "Wen von deiner alten Firma kann ich anrufen? Name und Nummer reichen."),
    (Label.INFORMATION_REQUEST, "Ihre Bewerbung", "Uns fehlt noch Ihr Führungszeugnis; bitte reichen Sie es nach."),
    (
        Label.INFORMATION_REQUEST,
        "Bewerbung",
        "Was stellst du dir an Gehalt vor, und wie lang ist deine Kündigungsfrist?",
    ),
    (
        Label.STATUS_UPDATE,
        "Ihre Bewerbung",
        "Die Entscheidung verzögert sich leider noch, Sie sind weiterhin im Rennen.",
    ),
    (Label.STATUS_UPDATE, "Bewerbung", "Kurzer Zwischenstand: wir sind noch nicht so weit, du musst nichts tun."),
    (
        Label.OFFER,
        "Ihre Bewerbung",
        "Wir freuen uns, Ihnen die Stelle anbieten zu können; der Arbeitsvertrag liegt bei.",
    ),
    (Label.OFFER, "Bewerbung", "Wir nehmen dich, du kannst am 1. Mai anfangen. Bist du dabei?"),
    (Label.REJECTION, "Ihre Bewerbung", "Leider müssen wir Ihnen mitteilen, dass die Stelle bereits besetzt ist."),
    (Label.REJECTION, "Bewerbung", "Wir haben uns für eine andere Bewerberin entschieden, es hat nicht ganz gereicht."),
    (Label.OUTREACH, "Anfrage", "Ihr Profil ist mir aufgefallen: Mein Mandant sucht einen Bauleiter. Offen für Neues?"),
    (Label.OTHER, "Ihr Termin", "Ihr Auto ist fertig, der TÜV ist neu. Bitte holen Sie es bis Freitag um 17 Uhr ab."),
    (Label.OTHER, "und?", "Wie war das Vorstellungsgespräch? Papa drückt dir die Daumen. Ruf mich an!"),
    (Label.OTHER, "Ihr Antrag", "Leider müssen wir Ihren Kreditantrag ablehnen. Ihre Bank"),
    (Label.OTHER, "Elternabend", "Liebe Eltern, der Elternabend wird auf Donnerstag um 19 Uhr verschoben."),
]


def _read(subject: str, text: str) -> Signed:
    message = Message("x", SENT, Address("Jo Vale", "jo@acme.example"), subject, text)
    return read_signs(message, sentences(text, "de"), "de")


def _without_umlauts(text: str) -> str:
    for letter, written in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ü", "Ue"), ("ß", "ss")):
        text = text.replace(letter, written)
    return text


@pytest.mark.parametrize(("label", "subject", "text"), MAILS)
def test_a_german_mail_has_its_label(label: Label, subject: str, text: str) -> None:
    """What somebody does in a German sentence is understood, in the Sie and in the du form."""
    assert _read(subject, text).label is label


@pytest.mark.parametrize(("label", "subject", "text"), MAILS)
def test_a_keyboard_without_umlauts_says_the_same(label: Label, subject: str, text: str) -> None:
    """ "fuer" is "für": both spellings come to the very same probabilities."""
    assert _read(subject, text).labels == _read(_without_umlauts(subject), _without_umlauts(text)).labels


def test_a_compound_is_known_by_its_last_part() -> None:
    """A conversation is one whatever stands before it in the word."""
    said = "Wir bestätigen Ihr {} am Montag, 3. März, um 10 Uhr."

    plain, compound = (_read("Stelle", said.format(word)) for word in ("Gespräch", "Zweitrundenauswahlgespräch"))

    assert plain.labels == compound.labels


def test_german_evidence_is_literal_and_says_why() -> None:
    """The deciding sentence stands in the mail as it was written, umlauts and all."""
    text = "Guten Tag. Für die Stelle haben wir uns für eine andere Bewerberin entschieden."
    evidence = _read("Ihre Bewerbung", text).evidence[Label.REJECTION][0]

    assert evidence.text == "Für die Stelle haben wir uns für eine andere Bewerberin entschieden."
    assert evidence.because == "says somebody else was chosen"


@pytest.mark.parametrize("marks", ["„{}“", "»{}«", '"{}"'])
def test_what_a_german_mail_cites_is_not_its_own_word(marks: str) -> None:
    """Between „ and “, or between » and «, stands somebody else's sentence."""
    said = "wir haben uns für eine andere Bewerberin entschieden"

    assert _read("Ihre Bewerbung", f"Einer schrieb: {marks.format(said)} und mehr nicht.").label is not Label.REJECTION
    assert _read("Ihre Bewerbung", f"Guten Tag, {said}.").label is Label.REJECTION


WORDS = [
    "wir",
    "laden",
    "sie",
    "ein",
    "nicht",
    "leider",
    "gespräch",
    "14",
    "uhr",
    "10.",
    "märz",
    "?",
    "ß",
    "„",
    "“",
    "\x00",
]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "\n"])), st.text(max_size=100))
def test_no_german_mail_makes_it_fail(words: list[str], subject: str) -> None:
    """Whatever a mail holds, every label has a probability."""
    assert set(_read(subject, " ".join(words)).labels) == set(Label)
