"""Who writes for another is not the employer: agencies, testing and booking services, and what their mail names."""

from __future__ import annotations

import pytest

from support.facts import mail
from unwatch_classifiers.encoder.encoding import Part
from unwatch_classifiers.encoder.hearing import Name
from unwatch_classifiers.facts.company import read_company
from unwatch_classifiers.facts.reading import read
from unwatch_classifiers.records import Label


def company(text: str, *marks: Name, label: Label = Label.STATUS_UPDATE, **parts: str) -> str | None:
    return read_company(read(mail(text, **parts), label, None), marks)  # type: ignore[arg-type]


def mark(text: str, sure: float = 0.95, part: Part = Part.TEXT) -> Name:
    return Name(text, sure, part)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Ostrava Tools came back this morning and would like a second talk.", "News"),
        ("They have taken you through to the last stage.", "Ostrava Tools, Stock Planner"),
        ("You're in with Ostrava Tools on Thursday.", "Booked"),
        ("Ostrava Tools have had a rethink about the seat.", "Hm"),
    ],
)
def test_an_agency_writes_for_its_client(text: str, subject: str) -> None:
    """The agency's own name and domain give way to the client that its mail speaks of."""
    sender = "Nell Harte <nell@hartesearch.example>"

    assert company(text, subject=subject, sender=sender) == "Ostrava Tools"


@pytest.mark.parametrize(
    "text",
    [
        "We look forward to your test. Ostrava Tools has asked for it by Friday.",
        "Your form is on its way to Ostrava Tools and you can put your feet up.",
        "Ostrava Tools want to know what you would take.",
    ],
)
def test_a_service_writes_for_the_employer_that_it_names(text: str) -> None:
    """A robot whose name is its domain's is nobody's employer once the mail names one, also where a model marks it."""
    sender = "Testnest <hi@testnest.example>"

    assert company(text, mark("Testnest", part=Part.SENDER), sender=sender) == "Ostrava Tools"


def test_a_service_that_is_the_employer_stays_it() -> None:
    """Where the mail applies to the sender itself, another name in it is no client."""
    text = "Thank you for applying to Testnest. You will meet us at Ostrava Tools."

    assert company(text, mark("Ostrava Tools"), sender="Testnest <jobs@testnest.example>") == "Testnest"


@pytest.mark.parametrize(
    "sender",
    [
        "Wren Council via Inkwell <sign@inkwell.example>",
        "Inkwell for Wren Council <sign@inkwell.example>",
        "Inkwell im Auftrag von Wren Council <sign@inkwell.example>",
    ],
)
def test_a_sender_says_for_whom_it_writes(sender: str) -> None:
    """ "X via Y" and "Y for X" name the employer, even where a model marks the service."""
    assert company("Please sign.", mark("Inkwell", part=Part.SENDER), sender=sender) == "Wren Council"


def test_a_subject_that_greets_its_reader_names_no_client() -> None:
    """ "Dana, a word" from an agency is about Dana."""
    assert company("Are you still keen?", subject="Dana, a word", sender="N Harte <n@hartesearch.example>") != "Dana"


@pytest.mark.parametrize("said", ["Harte", "Harte Administrator", "Nell"])
def test_a_writers_own_name_is_no_company(said: str) -> None:
    """A model marks family names and titles; the domain says better where the mail is from."""
    sender = "Nell Harte <nell.harte@penfoldacademy.example>"

    assert company("All the best.\nNell Harte", mark(said), sender=sender) == "Penfoldacademy"


@pytest.mark.parametrize("said", ["pierogi", "Nursing", "school", "Head Chef"])
def test_a_bare_noun_is_no_company(said: str) -> None:
    """What every company has names none."""
    assert company("See you.", mark(said), sender="Nell Harte <nell@penfold.example>") == "Penfold"


def test_a_name_that_neither_domain_nor_much_certainty_speaks_for_is_left() -> None:
    """A town in a person's mail is a town; what is marked for sure is believed."""
    sender = "Nell Harte <nell@penfold.example>"

    assert company("Or in Lindale.", mark("Lindale", 0.7), sender=sender) == "Penfold"
    assert company("Or Lindale.", mark("Lindale", 0.95), sender=sender) == "Lindale"


@pytest.mark.parametrize(
    ("sender", "expected"),
    [
        ("Nell <pikekennels@gmail.com>", "Pike Kennels"),
        ("Nell <pikekennels.nell@gmail.com>", "Pike Kennels"),
        ("Nell Harte <nellharte@gmail.com>", None),
    ],
)
def test_a_mailbox_at_a_freemail_house_may_be_called_after_the_firm(sender: str, expected: str | None) -> None:
    """The name before the at sign counts where the mail spells it out, and never a person's."""
    assert company("Come by Pike Kennels, the dogs wait. Nell Harte", sender=sender) == expected


@pytest.mark.parametrize(
    ("sender", "text", "expected"),
    [
        ("Embassy of Norland <info@norland.example>", "Norland writes.", "Embassy of Norland"),
        ("Pike's <ken@pikebutchers.example>", "Pike is hiring.", "Pike's"),
        ("Harbor Pantomimes <mo@harborpantos.example>", "Break a leg.", "Harbor Pantomimes"),
    ],
)
def test_a_name_is_spelt_as_the_sender_shows_it(sender: str, text: str, expected: str) -> None:
    """A domain leaves out what a house is and shortens it; the sender's name does not."""
    shown = mark(sender.rpartition(" <")[0], part=Part.SENDER)

    assert company(text, shown, sender=sender) == expected


def test_a_name_of_several_words_that_is_marked_whole_is_the_senders_house() -> None:
    """Of a person a model marks the family; "Steuerkanzlei Moll" is marked whole, and its domain has a word of it."""
    house, person = "Steuerkanzlei Moll <moll@stk-moll.example>", "Gerda Moll <gerda@stk-moll.example>"

    assert company("Hallo", mark("Steuerkanzlei Moll", part=Part.SENDER), sender=house) == "Steuerkanzlei Moll"
    assert company("Hallo", mark("Gerda Moll", part=Part.SENDER), sender=person) != "Gerda Moll"
