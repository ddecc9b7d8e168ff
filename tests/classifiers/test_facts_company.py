"""The employer is read from wording, names, signature and, last, the sender's own domain; never from a relay."""

from __future__ import annotations

import pytest

from support.facts import mail
from unwatch_classifiers.facts import read_facts
from unwatch_classifiers.records import Address, Label


def company(text: str = "", **parts: str) -> str | None:
    return read_facts(mail(text, **parts), Label.ACKNOWLEDGEMENT).company  # type: ignore[arg-type]


GREENHOUSE = "no-reply <no-reply@us.greenhouse-mail.io>"


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Your application to Northwind Consulting", "Northwind Consulting"),
        ("Thank you for applying to Harbor Behavioral Health!", "Harbor Behavioral Health"),
        ("Thank You For Your Application To Northwind For The Analyst Position", "Northwind"),
        ("Data Analyst at Cobalt Freight", "Cobalt Freight"),
        ("Interview - Office Lead - Fern & Vale", "Fern & Vale"),
        ("Tessel | Senior Engineer application update", "Tessel"),
        ("Dana, your application was sent to Quay Media", "Quay Media"),
        ("Your application for Data Analyst with Cobalt Freight", "Cobalt Freight"),
        ("Records Clerk at City of Lindale - next steps", "City of Lindale"),
        ("Your interest in Pike Institute", "Pike Institute"),
    ],
)
def test_a_subject_names_the_employer(subject: str, expected: str) -> None:
    """Behind a relay the subject is often the only place that names the employer."""
    assert company(subject=subject, sender=GREENHOUSE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thank you for applying to Pike Institute. We will read it.", "Pike Institute"),
        ("You applied for the role of Warehouse Operative at Alder & Sons.", "Alder & Sons"),
        ("Thank you for your interest in joining Harbor.", "Harbor"),
        ("Your application for Planner with Okafor Partners has reached us.", "Okafor Partners"),
        ("Our client, Wren Council, is looking for a Planning Officer.", "Wren Council"),
        ("Marlow Trust has received your application.", "Marlow Trust"),
        ("We are excited about the position of Lab Manager at Meridian Labs and ...", "Meridian Labs"),
        ("I am writing on behalf of Ostrava Tools about your form.", "Ostrava Tools"),
        ("The following items were sent to City of Lindale.", "City of Lindale"),
        ("Wren Council has asked us to collect references.", "Wren Council"),
        ("Quay Media has viewed your application.", "Quay Media"),
    ],
)
def test_a_sentence_names_the_employer(text: str, expected: str) -> None:
    """Wording that can only mean the employer is believed, whoever relays it."""
    assert company(text, sender="no-reply <no-reply@hire.lever.co>") == expected


@pytest.mark.parametrize(
    ("sender", "expected"),
    [
        ("Harbor Hiring Team <no-reply@us.greenhouse-mail.io>", "Harbor"),
        ("Northwind Careers <notifications@smartrecruiters.com>", "Northwind"),
        ("Meridian Labs - Talent Acquisition <no-reply@ashbyhq.com>", "Meridian Labs"),
        ("Priya Nair (Northwind Consulting) <no-reply@hire.lever.co>", "Northwind Consulting"),
        ("Priya Nair via Lever <no-reply@hire.lever.co>", None),
        ("Workday <northwind@myworkday.com>", "Northwind"),
        ("Taleo <harbor-health@invite.taleo.net>", "Harbor Health"),
        ("iCIMS <harbor+autoreply@talent.icims.com>", "Harbor"),
        ("Teamtailor <ostrava-tools@teamtailor-mail.com>", "Ostrava Tools"),
        ("no-reply <no-reply@ashbyhq.com>", None),
        ("Tidewater Robotics <no-reply@us.greenhouse-mail.io>", "Tidewater Robotics"),
        ("Checkmate <no-reply@checkmate.tech>", None),
        ("LinkedIn <jobs-noreply@linkedin.com>", None),
        ("Priya Nair <priya.nair@gmail.com>", None),
    ],
)
def test_behind_a_relay_the_display_name_or_tenant_counts_and_never_the_domain(
    sender: str, expected: str | None
) -> None:
    """A relay's or freemail domain is nobody's employer (DESIGN, section 4, Matching)."""
    assert company("Hello Dana", sender=sender) == expected


@pytest.mark.parametrize(
    ("sender", "expected"),
    [
        ("Tom Reyes <tom@okafor-partners.example>", "Okafor Partners"),
        ("Tom Reyes <tom@mail.northwind.co.uk>", "Northwind"),
        ("HR <hr@careers.harbor.example>", "Harbor"),
        ("HR Services <hr@lindale.example>", "Lindale"),
        ("Bakery <hello@crumbandco.example>", "Crumbandco"),
    ],
)
def test_the_senders_own_domain_is_the_last_resort(sender: str, expected: str) -> None:
    """A mail that names nobody still comes from somewhere."""
    assert company("Hello Dana, good to talk.", sender=sender) == expected


def test_a_name_run_together_in_the_domain_is_spelled_as_the_mail_spells_it() -> None:
    """ "fernandvale.example" is Fern & Vale if the mail says so."""
    assert company("Regards from Fern & Vale", sender="Karen Holt <karen@fernandvale.example>") == "Fern & Vale"


def test_a_signature_names_the_employer() -> None:
    """A human without a company domain signs with the company."""
    signed = "Priya Nair\nPractice Manager, Harbor Behavioral Health\n+44 20 7946 0000"

    assert company("Hello", sender="Priya Nair <priya.nair@gmail.com>", signature=signed) == "Harbor Behavioral Health"


def test_a_team_signs_for_its_employer() -> None:
    """ "The Marlow Trust Recruitment Team" is Marlow Trust."""
    text = "We have your form.\n\nKind regards,\nThe Marlow Trust Recruitment Team"

    assert company(text, sender="no-reply <notifications@smartrecruiters.com>") == "Marlow Trust"


def test_the_longer_name_of_the_same_mail_is_taken() -> None:
    """Display name and text differ; the full name is the more comparable one."""
    text = "Thank you for applying to the Intake Coordinator role at Harbor Behavioral Health."

    assert company(text, sender="Harbor Hiring Team <no-reply@us.greenhouse-mail.io>") == "Harbor Behavioral Health"


def test_a_person_is_no_employer() -> None:
    """ "Interview with Priya Nair" names a person, and so does the reader's own name."""
    assert company(subject="Interview with Priya Nair") == "Harbor"
    assert company(subject="Interview confirmation - Dana Whitfield") == "Harbor"


def test_a_reply_address_at_the_employer_names_it_behind_a_relay() -> None:
    """Relays often answer to the employer's own address."""
    message = mail("Hello", sender=GREENHOUSE, reply_to=(Address("", "jobs@okafor-partners.example"),))

    assert read_facts(message, Label.ACKNOWLEDGEMENT).company == "Okafor Partners"
