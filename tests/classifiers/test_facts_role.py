"""The role is read as the mail words it, without ids, brackets and filler."""

from __future__ import annotations

import pytest

from support.facts import mail
from unwatch_classifiers.encoder.encoding import Part
from unwatch_classifiers.encoder.hearing import Name
from unwatch_classifiers.facts import read_facts
from unwatch_classifiers.facts.names import clean_role
from unwatch_classifiers.facts.reading import read
from unwatch_classifiers.facts.role import read_role
from unwatch_classifiers.facts.role_phrases import role_phrases
from unwatch_classifiers.records import Label


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Application received: Data Analyst (REQ-12)", "Data Analyst"),
        ("Data Analyst at Cobalt Freight", "Data Analyst"),
        ("Interview - Office Lead - Fern & Vale", "Office Lead"),
        ("Tessel | Senior Engineer application update", "Senior Engineer"),
        ("Re: Lab Administrator", "Lab Administrator"),
        ("Your application as Backend Developer (m/w/d)", "Backend Developer"),
        ("Next steps", None),
        ("Your application to Northwind Consulting", None),
        ("Interview Tuesday 14 October 10:00", None),
    ],
)
def test_a_subject_names_the_role(subject: str, expected: str | None) -> None:
    """The segment that names a kind of work is the role."""
    assert read_facts(mail("Hello Dana", subject=subject), Label.ACKNOWLEDGEMENT).role == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thank you for applying to the Intake Coordinator position at Harbor.", "Intake Coordinator"),
        ("You applied for the role of Warehouse Operative at Alder & Sons.", "Warehouse Operative"),
        ("Thanks for your interest in the Data Analyst opening.", "Data Analyst"),
        ("We'd love you to join us as an office lead.", "office lead"),
        ("It was good to talk about the planner role.", "planner"),
        ("Thank you for applying for Head of People with us.", "Head of People"),
        ("Position: Content Editor", "Content Editor"),
        ("Your form is now with the hiring manager.", None),
        ("We'd love to bring you on board as our new analyst.", "analyst"),
        ("Your interview for the Records Assistant (part-time) vacancy is next.", "Records Assistant"),
        ("We are looking for the right role for you.", None),
        ("We think this is a great opportunity.", None),
        ("I'd like to offer you the job.", None),
        ("Thank you for your application for the position.", None),
    ],
)
def test_a_sentence_names_the_role(text: str, expected: str | None) -> None:
    """A role in small letters must name a kind of work; "the right role" names none."""
    assert read_facts(mail(text), Label.ACKNOWLEDGEMENT).role == expected


@pytest.mark.parametrize("raw", ["HR-2291 Data Officer", "WBC/0417 Data Officer", "TH/25/0881 Data Officer"])
def test_an_id_in_front_of_a_role_is_no_part_of_it(raw: str) -> None:
    """Two mails about one role must name it alike."""
    assert clean_role(raw) == "Data Officer"


def role(text: str = "", subject: str = "") -> str | None:
    return read_facts(mail(text, subject=subject), Label.ACKNOWLEDGEMENT).role


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Senior Policy Analyst wanted", ["Senior Policy Analyst"]),
        ("the weekend barista gig", ["weekend barista"]),
        ("as Wastewater Plant Operator II, Step C", ["Wastewater Plant Operator II"]),
        ("a Worker I slot", ["Worker I"]),
        ("as a welder I would", ["welder"]),
        ("a Head of Treasury brief", ["Head of Treasury"]),
        ("your post as Lecturer in Hydrology here", ["Lecturer in Hydrology"]),
        ("Executive Officer, Licensing (388142)", ["Executive Officer, Licensing"]),
        ("Maintenance Planner, Salina", ["Maintenance Planner"]),
        ("Night Shift Supervisor", ["Night Shift Supervisor"]),
        ("Nurse Educator and Bursar", ["Nurse Educator", "Bursar"]),
        ("the cook's job", ["cook"]),
        ("an under-gardener", ["under-gardener"]),
        ("Year 4 Teacher", ["Year 4 Teacher"]),
        ("Principal Womack will see you", []),
        ("three inspectors came", []),
        ("no human would", []),
    ],
)
def test_a_phrase_is_a_head_noun_with_what_belongs_to_it(text: str, expected: list[str]) -> None:
    """Modifiers before it, a grade or a field behind it; a title before a name and a plural are none."""
    assert [phrase.text for phrase in role_phrases(text)] == expected


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Re: fitter job", "fitter"),
        ("Deputy stage manager - Tuesday", "Deputy stage manager"),
        ("mechanic ad on the corkboard", "mechanic"),
        ("Notice of Results, 25-0147 Appraiser Trainee", "Appraiser Trainee"),
        ("swim teacher gig", "swim teacher"),
        ("references from referees", None),
    ],
)
def test_a_bare_subject_names_the_role_in_small_letters_too(subject: str, expected: str | None) -> None:
    """In a subject a kind of work needs nothing round it."""
    assert role("Hello Dana", subject) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Your file for R-0093317 Inventory Control Specialist is here.", "Inventory Control Specialist"),
        ("Plant Area Assistant (KGC-2291) has moved on.", "Plant Area Assistant"),
        ("They went with a different bee for the bar runner spot.", "bar runner"),
        ("It was resolved that you be appointed Verger from July.", "Verger"),
        ("Your designation is Senior Java Developer, band 5B.", "Senior Java Developer"),
        ("I act for a brewer in the matter of its next Finance Director.", "Finance Director"),
        ("Our Nurse Educator retires in June.", "Nurse Educator"),
        ("Management has approved your employment as Compliance Analyst from April.", "Compliance Analyst"),
        ("Your application to Forward Deployed Engineer is in.", "Forward Deployed Engineer"),
        ("A client near Telling is after a CNC setter on nights.", "CNC setter"),
        ("The contract for Staff Planner is attached.", "Staff Planner"),
        ("kennel hand, 13 an hour, mornings only.", "kennel hand"),
    ],
)
def test_what_stands_round_a_phrase_marks_it_as_the_role(text: str, expected: str | None) -> None:
    """An id, "the … spot", "your employment as", "its next": the forms in which mail names what is applied for."""
    assert role(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I'm the Operations Manager (HR-4410) and will call.",
        "My name is Ann Pell, Talent Partner.",
        "Please bring the hiring manager a coffee.",
        "Your dentist and your old supervisor can speak for you.",
        "Reception has the form.\n\nHilary Pell\nPractice Manager",
        "A plumber is in the kitchen today.",
    ],
)
def test_somebody_elses_work_is_not_the_role(text: str) -> None:
    """The writer's own title, the hiring manager and those met by the way name no role."""
    assert role(text) is None


def test_the_longer_of_two_names_for_one_role_is_taken() -> None:
    """ "trainee" in the subject is the trainee underwriter of the text."""
    assert role("Thank you for applying as a trainee underwriter.", "Re: trainee post") == "trainee underwriter"


def test_a_quoted_application_names_the_role() -> None:
    """The answer to an application need not repeat what the person wrote."""
    message = mail("Got it, thanks.", subject="Re: hello", quoted="I would like to apply for the tree surgeon job.")

    assert read_facts(message, Label.ACKNOWLEDGEMENT).role == "tree surgeon"


@pytest.mark.parametrize(
    ("subject", "text", "expected"),
    [
        ("Ihre Nachricht", "Vielen Dank für Ihre Bewerbung als Erzieherin in unserem Haus.", "Erzieherin"),
        ("Bauleiter (m/w/d)", "Sehr geehrte Frau Weber, wir haben Ihre Unterlagen erhalten.", "Bauleiter"),
        ("Re: Kellermeister", "Sehr geehrter Herr Weber, wir melden uns in der nächsten Woche.", "Kellermeister"),
        ("Ihre Unterlagen", "Sehr geehrter Herr Weber, wir haben Ihre Bewerbung heute erhalten.", None),
    ],
)
def test_german_wordings_name_the_role(subject: str, text: str, expected: str | None) -> None:
    """German mails are read by their own wordings."""
    assert role(text, subject) == expected


def heard(text: str, *marked: Name) -> str | None:
    return read_role(read(mail(text), Label.OFFER, None), marked)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("We want you on the bench.", Name("the bench joiner position", 0.8, Part.TEXT), "bench joiner"),
        ("We want you on the bench.", Name("bench joiner", 0.55, Part.TEXT), None),
        ("You saw our tiler at work.", Name("tiler", 0.55, Part.TEXT), "tiler"),
        ("You saw our tiler at work.", Name("welder", 0.55, Part.TEXT), None),
        ("Welcome to the post of Lab Manager.", Name("planner", 0.95, Part.TEXT), "Lab Manager"),
        ("We want you here.", Name("the same", 0.95, Part.TEXT), None),
    ],
)
def test_a_marked_role_confirms_or_stands_alone(text: str, name: Name, expected: str | None) -> None:
    """A sure mark stands where no wording is strong; an unsure one only confirms what the text has."""
    assert heard(text, name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dean would like you to do a task for us.", None),
        ("We are looking for a Dean of the faculty, and thank you for applying for the Dean position.", "Dean"),
    ],
)
def test_a_name_that_is_also_a_kind_of_work_is_a_person_without_an_article(text: str, expected: str | None) -> None:
    """ "Dean would like" is about somebody called Dean."""
    found = role(text)
    assert found is None if expected is None else (found or "").startswith(expected)
