"""Two spellings of one company or role give one key; two roles give two."""

from __future__ import annotations

import pytest

from unwatch_classifiers.facts.keys import company_key, role_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbor Ltd.", "HARBOR"),
        ("Fern & Vale", "Fern and Vale"),
        ("The Marlow Trust", "Marlow Trust"),
        ("Okafor Partners GmbH", "Okafor Partners"),
        ("Alder & Co", "Alder"),
        ("Quay Media, Inc.", "Quay Media"),
        ("Zürich Tools AG", "Zurich Tools"),
        ("O’Brien Freight plc", "O'Brien Freight"),
        ("Northwind Careers", "Northwind"),
    ],
)
def test_spellings_of_one_company_are_equal(one: str, other: str) -> None:
    """Legal forms, articles, case, accents and punctuation do not tell companies apart."""
    assert company_key(one) == company_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Harbor", "Harbor Health"), ("Northwind", "Southwind"), ("The Co", "The Group")]
)
def test_different_companies_stay_different(one: str, other: str) -> None:
    """What is left of a name is never nothing, so that no two short names fall together."""
    assert company_key(one) != company_key(other)
    assert company_key(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Data Analyst (REQ-12)", "data analyst"),
        ("Data Analyst (Senior)", "Data Analyst"),
        ("Backend Developer (m/f/d)", "Backend Developer"),
        ("Backend Developer m/w/d", "Backend Developer"),
        ("Engineer - Remote", "Engineer"),
        ("Planner, Job ID 48213", "Planner"),
        ("Research & Development Engineer", "Research and Development Engineer"),
    ],
)
def test_spellings_of_one_role_are_equal(one: str, other: str) -> None:
    """Ids, brackets, genders and the place of work do not tell roles apart."""
    assert role_key(one) == role_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Senior Analyst", "Analyst"), ("Data Analyst", "Data Engineer"), ("C++ Developer", "C Developer")],
)
def test_two_roles_at_one_employer_stay_two(one: str, other: str) -> None:
    """Seniority outside brackets is another role (DESIGN, section 4)."""
    assert role_key(one) != role_key(other)
