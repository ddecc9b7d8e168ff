"""The employer is read from wording, names, signature and, last, the sender's own domain; never from a relay."""

from __future__ import annotations

import pytest

from support.facts import mail
from unwatch_classifiers.encoder.encoding import Part
from unwatch_classifiers.encoder.hearing import Name
from unwatch_classifiers.facts import read_facts
from unwatch_classifiers.facts.company import read_company
from unwatch_classifiers.facts.reading import read
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
        ("Bakery <hello@crumbandco.example>", "Crumb & Co"),
        ("Bakery <hello@crumbford.example>", "Crumbford"),
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


@pytest.mark.parametrize(
    ("sender", "signature", "expected"),
    [
        ("Lena Moor <lena@quarrel.example>", "Lena Moor\nQuarrel Spring Water", "Quarrel Spring Water"),
        ("Careers <jobs@tmb.example>", "Tarn Meridian Bank", "Tarn Meridian Bank"),
        ("Dot Fell <dot@ploughuw.example>", "Dot\nPlough Underwriting", "Plough Underwriting"),
        ("Records <records@waterandweirs.example>", "Department of Water and Weirs", "Department of Water and Weirs"),
        ("Ola Berg <ola@rueth.example>", "Bank Rüth", "Bank Rüth"),
    ],
)
def test_the_whole_name_that_agrees_with_the_domain_is_taken(sender: str, signature: str, expected: str) -> None:
    """A domain shortens a name by its last words, to its initials, or by what the organisation is."""
    assert company("Hello Dana, see you then.", sender=sender, signature=signature) == expected


def test_initials_are_spelled_only_where_the_mail_spells_them() -> None:
    """What the mail does not say is not made up."""
    assert company("Hello Dana.", sender="Careers <jobs@tmb.example>") == "Tmb"


@pytest.mark.parametrize(
    ("sender", "expected"),
    [
        ("Wanda Holm <office@holmheating.example>", "Holm Heating"),
        ("Wanda Holm <office@holmhvac.example>", "Holm Hvac"),
        ("HR <hr@saltandpepper.example>", "Salt & Pepper"),
        ("HR <hr@croslandmills.example>", "Croslandmills"),
    ],
)
def test_a_domain_is_parted_where_the_mail_or_plain_words_part_it(sender: str, expected: str) -> None:
    """ "holmheating" of Wanda Holm reads as Holm Heating; the "and" of a longer word parts nothing."""
    assert company("Come by on Monday.", sender=sender) == expected


@pytest.mark.parametrize(
    ("sender", "expected"),
    [
        ("Quarrel Early Careers <quarrel@eu.greenhouse-mail.io>", "Quarrel"),
        ("HR Dept Quarrel <hr@quarrel.example>", "Quarrel"),
        ("Quarrel Recruitment Hub <hub@quarrel.example>", "Quarrel"),
        ("Quarrel Human Resources <hub@quarrel.example>", "Quarrel"),
        ("Recruitment <jobs@quarrel.example>", "Quarrel"),
        ("Quarrel's <x@myworkday.com>", "Quarrel's"),
        ("Ministry for Inland Moors <mim@smartrecruiters.com>", "Ministry for Inland Moors"),
    ],
)
def test_a_department_is_no_part_of_the_name(sender: str, expected: str) -> None:
    """Display names carry desks, hubs and inboxes; the employer is what is left."""
    assert company("Hello Dana.", sender=sender) == expected


@pytest.mark.parametrize(
    ("sender", "text"),
    [
        ("Vouchwell for Pike Institute <hello@vouchwell.example>", "Two people to name."),
        ("Vouchwell on behalf of Pike Institute <hello@vouchwell.example>", "Two people to name."),
        ("Pike Institute via Vouchwell <hello@vouchwell.example>", "Two people to name."),
        ("Vouchwell <hello@vouchwell.example>", "Pike Institute has asked for two referees."),
        ("Vouchwell <hello@vouchwell.example>", "Pike Institute uses Vouchwell to hear from your referees."),
        ("Vouchwell <hello@vouchwell.example>", "Two people to name.\n\nSent on behalf of Pike Institute."),
    ],
)
def test_a_service_names_its_client(sender: str, text: str) -> None:
    """A testing or reference service that nobody knows still says for whom it writes."""
    assert company(text, sender=sender) == "Pike Institute"


def test_what_an_employer_says_of_another_is_not_its_client() -> None:
    """A person of the employer who speaks of a third party writes for their own house."""
    text = "Pike Institute has asked for the same thing."

    assert company(text, sender="Karen Holt <karen@quarrel.example>") == "Quarrel"


def test_a_town_in_a_sentence_is_no_employer() -> None:
    """One word that does not agree with the sender's own domain weighs less than that domain."""
    sender = "Karen Holt <karen@quarrel.example>"

    assert company("I remember your work at Truro.", sender=sender) == "Quarrel"
    assert company("The post may sit with Growth.", sender=sender) == "Quarrel"


def test_a_person_at_an_office_address_is_no_employer() -> None:
    """ "Wanda Dobbs <office@…>" is Wanda Dobbs, whoever reads that mailbox."""
    assert company("Monday at six.", sender="Wanda Dobbs <office@quarrel.example>") == "Quarrel"


@pytest.mark.parametrize("name", ["R-0051190", "Band 5", "Vendor"])
def test_an_id_or_a_grade_is_no_employer(name: str) -> None:
    """ "Applying to R-0051190" names a requisition."""
    assert company(f"Thank you for applying to {name}.", sender="Quarrel <quarrel@myworkday.com>") == "Quarrel"


def named(text: str, sure: float, part: Part = Part.TEXT) -> tuple[Name, ...]:
    return (Name(text, sure, part),)


def heard(text: str, sender: str, marked: tuple[Name, ...]) -> str | None:
    return read_company(read(mail(text, sender=sender), Label.REJECTION, None), marked)


AGENCY = "Jodie Marsh <jodie@calderfinch.example>"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (named("Tolland", 0.9), "Tolland"),
        (named("the Tolland recruitment team", 0.9), "Tolland"),
        (named("Tolland", 0.55), "Calderfinch"),
        (named("HR", 0.95), "Calderfinch"),
        (named("Jodie Marsh", 0.95), "Calderfinch"),
    ],
)
def test_a_marked_name_stands_alone_where_no_wording_is_strong(marked: tuple[Name, ...], expected: str) -> None:
    """The model's surest name is believed before a bare domain, cleaned, and only if it is sure."""
    assert heard("Tolland liked you, but no.", AGENCY, marked) == expected


def test_a_marked_name_yields_to_strong_wording() -> None:
    """ "Your application to X" can mean nobody else."""
    text = "Thank you for your application to Pike Institute. Tolland is next door."

    assert heard(text, AGENCY, named("Tolland", 0.95)) == "Pike Institute"


def test_a_marked_name_confirms_a_weaker_candidate() -> None:
    """What wording and model both name wins over what stands stronger alone."""
    text = "Hello from Rye.\n\nKind regards,\nKaren Holt\nMarlow Trust"
    sender = "Quay Media <karen@hire.lever.co>"

    assert heard(text, sender, ()) == "Quay Media"
    assert heard(text, sender, named("Marlow Trust", 0.5, Part.SIGNATURE)) == "Marlow Trust"


@pytest.mark.parametrize("mailbox", ["no-reply@postroom-hire.example", "notifications@castline.example"])
def test_a_robot_that_goes_by_the_name_of_the_house_is_no_person(mailbox: str) -> None:
    """ "Rowan Housing Association" reads like a person's name, and its service is not known as one."""
    sent = mail(
        "Thank you for applying for the position of Finance Assistant at Rowan Housing Association.",
        sender=f"Rowan Housing Association <{mailbox}>",
    )

    assert read_facts(sent, Label.ACKNOWLEDGEMENT).company == "Rowan Housing Association"
