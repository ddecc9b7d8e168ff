"""How firm an offer is, and when the job would start."""

from __future__ import annotations

from datetime import date

import pytest

from support.facts import mail
from unwatch_classifiers.facts import read_facts
from unwatch_classifiers.records import Label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'd like to offer you the job.", "spoken"),
        ("As I said on the phone, the job is yours if you want it.", "spoken"),
        ("We would like to make you an offer. HR will send the contract next week.", "spoken"),
        ("The written offer will follow shortly.", "spoken"),
        ("We will send you the contract shortly; please find the terms below.", "spoken"),
        ("Attached is your offer letter.", "written"),
        ("Please find enclosed your contract of employment.", "written"),
        ("You can sign the offer letter through DocuSign.", "written"),
        ("Please sign and return the attached contract.", "written"),
        ("We would like to start with a trial period of a month.", "trial"),
        ("We would offer you a one-month trial.", "trial"),
    ],
)
def test_reads_how_firm_an_offer_is(text: str, expected: str) -> None:
    """Only paper that is here makes it written (letter.md A6c, C10a)."""
    assert read_facts(mail(text), Label.OFFER).offer_form == expected


def test_an_attached_contract_makes_it_written() -> None:
    """A short mail may carry the letter itself."""
    assert (
        read_facts(mail("Welcome!", attachments=("Offer_Letter_Whitfield.pdf",)), Label.OFFER).offer_form == "written"
    )


def test_only_an_offer_has_a_form() -> None:
    """ "Not a pseudo job offer" (letter.md C6g)."""
    assert read_facts(mail("Attached is your offer letter."), Label.STATUS_UPDATE).offer_form is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You would start on 1 December.", date(2025, 12, 1)),
        ("Your start date is Monday 3 November 2025.", date(2025, 11, 3)),
        ("We would love you to join us from the beginning of the year.", date(2026, 1, 2)),
        ("The start moves from 3 November to 17 November.", date(2025, 11, 17)),
        ("Please answer by Friday.", None),
        ("When could you start?", None),
        ("The meeting starts on Friday.", None),
    ],
)
def test_reads_when_the_job_would_start(text: str, expected: date | None) -> None:
    """The day itself, or the first day of a vague span (letter.md C2e)."""
    assert read_facts(mail(text), Label.OFFER).starts == expected
