"""The employer's own number of a vacancy is read from subject and text."""

from __future__ import annotations

import pytest

from support.facts import mail
from unwatch_classifiers.facts import read_facts
from unwatch_classifiers.records import Label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Application received: Data Analyst (REQ-1234)", "REQ-1234"),
        ("Your application R-00123 Planner", "R-00123"),
        ("Planner JR102938", "JR102938"),
        ("Planner, Job ID: 12345", "12345"),
        ("Records Officer (Ref: LIN/22/07)", "LIN/22/07"),
        ("Requisition #88121 Planner", "88121"),
        ("Vacancy reference: HB-2025-17", "HB-2025-17"),
        ("AVC-24-1187 Library Assistant", "AVC-24-1187"),
        ("Your form for VIS/BLR/4471 arrived", "VIS/BLR/4471"),
        ("Post 7720 Research Technician", "7720"),
        ("Competition 44871, Clerk 2", "44871"),
        ("Your materials for Mechanic, job 30017754", "30017754"),
        ("Band 3 Phlebotomist (417-KV-6620914)", "417-KV-6620914"),
        ("Analyst (Req 90233)", "90233"),
        ("Driver (REF882K)", "REF882K"),
        ("Update on Requisition 7730-BR", "7730-BR"),
        ("Planner, GS-0404-05", None),
        ("Please send your DD-214 and form PER-19", None),
        ("Your access code is PAS-7714", None),
        ("The post 2025 to 2026 is new", None),
        ("A call at 10-11 UTC-3", None),
        ("Your reference: we need two", None),
        ("Interview on 14/10/2025", None),
        ("Call me on 555-0142", None),
        ("Please send two references", None),
    ],
)
def test_reads_requisition_ids_and_nothing_else(text: str, expected: str | None) -> None:
    """A date, a telephone number and a request for references are no requisition."""
    assert read_facts(mail("", subject=text), Label.ACKNOWLEDGEMENT).requisition == expected
    assert read_facts(mail(f"Hello Dana.\n\n{text}\n"), Label.ACKNOWLEDGEMENT).requisition == expected


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("25-088 conditional selection", "25-088"),
        ("388142: online tests", "388142"),
        ("55018 Shift Manager", "55018"),
        ("WC2611 Wednesday", "WC2611"),
    ],
)
def test_a_bare_number_counts_only_in_a_subject(subject: str, expected: str) -> None:
    """In the text it may be anything."""
    assert read_facts(mail("", subject=subject), Label.SCHEDULING).requisition == expected
    assert read_facts(mail(f"Hello Dana.\n\nSee {subject}\n"), Label.SCHEDULING).requisition is None


def test_a_bare_code_in_a_strangers_mail_is_none() -> None:
    """A recruiter's own numbers and a bank's say nothing of one's applications."""
    assert read_facts(mail("AVC-24-1187 Assistant"), Label.OUTREACH).requisition is None
    assert read_facts(mail("Vacancy reference: AVC-24-1187"), Label.OUTREACH).requisition == "AVC-24-1187"
    assert read_facts(mail("Vacancy reference: AVC-24-1187"), Label.OTHER).requisition is None
