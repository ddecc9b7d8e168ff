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
