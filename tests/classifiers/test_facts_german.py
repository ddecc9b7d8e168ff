"""Facts of German mail: its days, hours and words of asking are put into English for the same readers."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from support.facts import mail
from unwatch_classifiers.facts import read_facts
from unwatch_classifiers.facts.gloss import glossed, in_english
from unwatch_classifiers.facts.reading import read
from unwatch_classifiers.records import Facts, Label, OfferForm

OPENING = "Sehr geehrte Frau Whitfield, vielen Dank für Ihre Bewerbung bei uns."


def facts(text: str, label: Label, subject: str = "Ihre Bewerbung") -> Facts:
    return read_facts(mail(f"{OPENING}\n{text}", subject=subject), label)


@pytest.mark.parametrize(
    ("text", "start", "end", "status"),
    [
        ("Hätten Sie am Freitag, 17. Oktober, von 15 bis 15.30 Uhr Zeit?", "2025-10-17 15:00", "15:30", "proposed"),
        ("Hiermit bestätigen wir Ihr Gespräch am 21.10.2025 um 9:20 Uhr.", "2025-10-21 09:20", None, "confirmed"),
        ("Könnten Sie am Dienstag um halb zwei in die Werkstatt kommen?", "2025-10-14 13:30", None, "proposed"),
        ("Kommen Sie morgen um Viertel nach zehn?", "2025-10-09 10:15", None, "proposed"),
        ("Das Gespräch am Montag um 11 Uhr müssen wir leider absagen.", "2025-10-13 11:00", None, "cancelled"),
        ("Wollen Sie am Samstag um 5:45 Uhr mitlaufen?", "2025-10-11 05:45", None, "proposed"),
    ],
)
def test_a_german_mail_names_a_meeting(text: str, start: str, end: str | None, status: str) -> None:
    """ "Halb zwei" is half past one, and hours in figures are meant as they stand."""
    (found,) = facts(text, Label.SCHEDULING).interviews

    assert found.start.strftime("%Y-%m-%d %H:%M") == start
    assert (found.end.strftime("%H:%M") if found.end else None) == end
    assert found.status.value == status


def test_a_german_meeting_that_moves_gives_up_its_old_time() -> None:
    """The verb stands at the end, and the new day behind "auf"."""
    text = "Wir müssen den Termin am Montag um 10 Uhr auf Mittwoch, 15. Oktober, 14 Uhr verschieben."
    found = {one.start.day: one.status.value for one in facts(text, Label.SCHEDULING).interviews}

    assert found[13] == "cancelled"
    assert found[15] != "cancelled"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bitte senden Sie uns die Aufgabe bis Freitag, 17. Oktober, zurück.", date(2025, 10, 17)),
        ("Laden Sie das Formular bitte bis zum 30.10. hoch.", date(2025, 10, 30)),
        ("Bitte schicken Sie uns alles spätestens am 21. Oktober.", date(2025, 10, 21)),
    ],
)
def test_a_german_mail_sets_a_deadline(text: str, expected: date) -> None:
    """ "Bis" is by, and "spätestens am" the latest."""
    deadline = facts(text, Label.ASSESSMENT).deadline

    assert (deadline.date() if isinstance(deadline, datetime) else deadline) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sie hören spätestens am 31. Oktober von uns.", date(2025, 10, 31)),
        ("Wir melden uns bis Ende November bei Ihnen.", date(2025, 11, 30)),
        ("Eine Rückmeldung erhalten Sie innerhalb von 10 Werktagen.", date(2025, 10, 22)),
        ("Mit einer Entscheidung rechnen wir bis zum 14. November.", date(2025, 11, 14)),
    ],
)
def test_a_german_promise_is_quoted_in_its_own_words(text: str, expected: date) -> None:
    """The date is read from the English, and the person is shown what the employer wrote."""
    promise = facts(text, Label.STATUS_UPDATE).promise

    assert promise is not None
    assert promise.by == expected
    assert promise.quote == text


def test_german_referees_offers_and_first_days_are_read() -> None:
    """The other readers, too, get the English."""
    asked = facts("Nennen Sie uns bitte zwei Referenzgeber.", Label.REFERENCE_REQUEST)
    offered = facts("Anbei der Arbeitsvertrag, Beginn ist der 1. Dezember.", Label.OFFER)

    assert asked.referees_wanted == 2
    assert offered.offer_form is OfferForm.WRITTEN
    assert offered.starts == date(2025, 12, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ihre Bewerbung als Kommissaranwärterin liegt uns vor.", "Kommissaranwärterin"),
        ("Ihre Unterlagen für „Werkstudent Netzplanung“ sind da.", "Werkstudent Netzplanung"),
    ],
)
def test_a_german_wording_names_any_role(text: str, expected: str) -> None:
    """What stands behind "Bewerbung als" or in quotes is the role, whatever it is called."""
    assert facts(text, Label.ACKNOWLEDGEMENT).role == expected


def test_an_english_mail_is_read_as_it_stands() -> None:
    """ "Die" and "am" are English words as well."""
    reading = read(mail("We will call you at ten am, and the plants die in the shop."), Label.SCHEDULING, None)

    assert glossed(reading) is reading


@pytest.mark.parametrize("text", ["", "Uhr", "1." * 2_000, "bis " * 1_000, "\x00 halb ", "auf " * 500 + "verschoben"])
def test_any_text_is_put_into_english(text: str) -> None:
    """Whatever a stranger writes: no error, and no more than is read."""
    assert len(in_english(text, "de")) < 20_000
