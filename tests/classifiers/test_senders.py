"""What the address of a sender says, and that a relay is never taken for an employer."""

from __future__ import annotations

import pytest

from unwatch_classifiers.records import Address
from unwatch_classifiers.senders import SenderKind, domain_kind, hides_employer, sender_kinds


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("no-reply@us.greenhouse-mail.io", SenderKind.RECRUITING_SYSTEM),
        ("acme@myworkday.com", SenderKind.RECRUITING_SYSTEM),
        ("noreply@anything.codility.com", SenderKind.ASSESSMENT_PLATFORM),
        ("noreply@xref.com", SenderKind.REFERENCE_PLATFORM),
        ("noreply@hireright.com", SenderKind.SCREENING_PLATFORM),
        ("notifications@calendly.com", SenderKind.SCHEDULER),
        ("dse@docusign.net", SenderKind.SIGNING_SERVICE),
        ("alert@indeed.com", SenderKind.JOB_BOARD),
        ("some.one@gmail.com", SenderKind.FREEMAIL),
        ("do-not-reply@brackenshire.example", SenderKind.ROBOT),
        ("careers@brackenshire.example", SenderKind.HIRING_TEAM),
        ("ada@brackenshire.example", SenderKind.PERSON),
    ],
)
def test_a_sender_is_known_by_domain_or_by_name_of_the_mailbox(address: str, kind: SenderKind) -> None:
    """Each kind of sender that classifying relies on is recognised."""
    assert kind in sender_kinds(Address("", address))


def test_a_display_name_tells_a_hiring_team() -> None:
    """ "Acme Talent" is a hiring team whatever the mailbox is called."""
    assert SenderKind.HIRING_TEAM in sender_kinds(Address("Acme Talent", "hello@acme.example"))


def test_a_domain_that_only_ends_alike_is_not_the_service() -> None:
    """A look-alike such as notgreenhouse.io is not taken for greenhouse.io."""
    assert domain_kind("notgreenhouse.io") is None


def test_a_recruiter_in_the_middle_of_a_word_is_no_hiring_team() -> None:
    """The mailbox of somebody called Thrale is not a mailbox of HR."""
    assert SenderKind.HIRING_TEAM not in sender_kinds(Address("Bo Thrale", "thrale@acme.example"))


def test_a_relay_hides_the_employer_and_a_robot_does_not() -> None:
    """Only services that write for many employers are relays; an employer's own robot is its own."""
    assert hides_employer(Address("", "no-reply@hire.lever.co"))
    assert not hides_employer(Address("", "no-reply@brackenshire.example"))
    assert not hides_employer(None)


def test_no_sender_has_no_kind() -> None:
    """A mail without a From says nothing about its sender."""
    assert sender_kinds(None) == frozenset()


@pytest.mark.parametrize("domain", ["", ".", "..", "a" * 5000, "." * 5000, "x." * 3000 + "lever.co"])
def test_a_strange_domain_is_harmless(domain: str) -> None:
    """No domain that a hostile mail can carry raises."""
    assert domain_kind(domain) in {None, SenderKind.RECRUITING_SYSTEM}
