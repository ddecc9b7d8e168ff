"""Which application a message belongs to (DESIGN, section 4, Matching)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from support.stories import PRIYA, calendar, message, verdict
from unwatch.application import Application, Outcome
from unwatch.keys import Key, KeyKind, keys_of
from unwatch.matching import NOTHING, Match, choose, choose_for_sent, is_plain
from unwatch_classifiers.records import Address, Label

ANALYST = Application(id=1, company="Harbor Health", role="Data Analyst")
CLERK = Application(id=2, company="Harbor Health", role="Records Clerk")
COMPANY = Key(KeyKind.COMPANY, "harbor health")
DOMAIN = Key(KeyKind.DOMAIN, "harbor.example")
CONTACT = Key(KeyKind.CONTACT, PRIYA.address)


def test_the_thread_decides_before_everything_else() -> None:
    """An answer belongs to what it answers, whatever it names."""
    found = {COMPANY: [CLERK], Key(KeyKind.REQUISITION, "r-2"): [CLERK]}

    assert choose(verdict(Label.REJECTION, role="Records Clerk"), [("m", 1)], found) == Match(1)


@pytest.mark.parametrize("key", [Key(KeyKind.CALENDAR_UID, "uid-1"), Key(KeyKind.REQUISITION, "r-1")])
def test_a_calendar_uid_or_a_requisition_decides_before_names(key: Key) -> None:
    """Identifiers are surer than words."""
    assert choose(verdict(Label.SCHEDULING, role="Clerk"), [], {key: [ANALYST], COMPANY: [CLERK]}) == Match(1)


def test_two_roles_at_one_employer_stay_two() -> None:
    """The role that the mail names decides which is meant."""
    found = {COMPANY: [ANALYST, CLERK]}

    assert choose(verdict(Label.REJECTION, role="Records Clerk"), [], found) == Match(2)
    assert choose(verdict(Label.ACKNOWLEDGEMENT, role="Porter"), [], found) == Match(begins=True)


def test_the_same_role_in_other_words_is_the_same_application() -> None:
    """A recruiter shortens what the system spelled out."""
    found = {COMPANY: [ANALYST]}

    assert choose(verdict(Label.SCHEDULING, role="Data Analyst (Operations)"), [], found) == Match(1)


def test_a_mail_without_a_role_goes_to_the_only_open_application_there() -> None:
    """The company alone is enough where one application is open."""
    closed = replace(CLERK, outcome=Outcome.REJECTED)

    assert choose(verdict(Label.SCHEDULING), [], {COMPANY: [ANALYST, closed]}) == Match(1)


def test_a_mail_that_could_belong_to_two_is_asked_and_not_guessed() -> None:
    """Nothing is guessed and nothing is dropped."""
    match = choose(verdict(Label.REJECTION), [], {COMPANY: [ANALYST, CLERK]})

    assert match.application_id is None
    assert not match.begins
    assert match.ask is not None
    assert "Data Analyst" in match.ask


def test_a_known_contact_decides_between_two_roles() -> None:
    """The person who wrote about one role writes about it again."""
    found = {CONTACT: [CLERK], COMPANY: [ANALYST, CLERK]}

    assert choose(verdict(Label.SCHEDULING), [], found) == Match(2)


def test_an_agency_that_writes_for_another_employer_is_not_matched_by_its_domain() -> None:
    """One agency stands between the person and several employers."""
    found = {DOMAIN: [replace(ANALYST, company="Northwind")]}

    assert choose(verdict(Label.ACKNOWLEDGEMENT, company="Okafor Partners"), [], found) == Match(begins=True)


def test_an_agencys_recruiter_who_names_another_client_and_role_begins_another_application() -> None:
    """Their address decides for the client that they write for, and for no other (letter.md C10b)."""
    found = {Key(KeyKind.CONTACT, "wendy@temps.example"): [CLERK], Key(KeyKind.DOMAIN, "temps.example"): [CLERK]}
    house = Key(KeyKind.COMPANY, "temps")
    given = {**found, house: [CLERK]}

    other = choose(verdict(Label.SCHEDULING, company="Okafor Partners", role="Planner"), [], given)
    same = choose(verdict(Label.SCHEDULING, company="Harbor", role="Planner"), [], given)
    own_name = choose(verdict(Label.SCHEDULING, company="Temps Ltd", role="Planner"), [], given)

    assert other == Match(begins=True)
    assert same == own_name == Match(CLERK.id)


def test_another_name_of_an_employer_is_the_same_employer() -> None:
    """A brand and its parent, once the person or a mail has said so."""
    parent = replace(CLERK, aliases=("Northgate Group",))
    found = {DOMAIN: [parent]}

    assert choose(verdict(Label.STATUS_UPDATE, company="Northgate"), [], found) == Match(CLERK.id)


def test_a_relay_gives_no_key_but_what_the_mail_names() -> None:
    """A relay's domain is never an employer's (0 of 237 mails, DESIGN section 4)."""
    relay = Address("Harbor Health", "no-reply@us.greenhouse-mail.io")
    keys = keys_of(message(sender=relay), verdict(Label.ACKNOWLEDGEMENT, company="Harbor Health"), (relay,))

    assert [key.kind for key in keys] == [KeyKind.COMPANY]


def test_a_mail_of_the_employer_gives_every_key_that_it_holds() -> None:
    """UID, requisition, company, domain and contact are all remembered."""
    given = message(calendar=(calendar(5),))
    keys = keys_of(given, verdict(Label.SCHEDULING, company="Harbor Health", requisition="R-1"), (PRIYA,))

    assert {key.kind for key in keys} == set(KeyKind)


def test_outreach_and_ordinary_mail_begin_nothing() -> None:
    """Only mail about an application of the person's own begins one."""
    for label in (Label.OUTREACH, Label.OTHER, Label.OFFER):
        assert choose(verdict(label, company="Tessel"), [], {}) == NOTHING


def test_an_unsure_verdict_begins_nothing_and_is_shown() -> None:
    """A doubtful mail is shown as it is."""
    match = choose(verdict(Label.REJECTION, 0.4), [], {}, plain=False)

    assert not match.begins
    assert match.ask is not None


def test_a_sent_application_begins_one_and_a_second_for_another_role() -> None:
    """The person's own mail is the beginning of the story."""
    applying = verdict(Label.OTHER, company="Harbor Health", role="Porter")

    assert choose_for_sent(True, applying, [], {COMPANY: [ANALYST]}) == Match(begins=True)
    assert choose_for_sent(True, applying, [], {}) == Match(begins=True)
    assert choose_for_sent(False, verdict(Label.OTHER), [], {}) == NOTHING


def test_a_question_from_an_employers_own_domain_is_theirs_even_if_it_reads_like_ordinary_mail() -> None:
    """When in doubt it reaches the person; a house that is only called alike does not (letter.md S15)."""
    asking = verdict(Label.OTHER, wants_answer=True)

    assert choose(asking, [], {Key(KeyKind.COMPANY, "harborhealth"): [ANALYST]}) == Match(1)
    assert choose(asking, [], {Key(KeyKind.COMPANY, "harborhealthshop"): [ANALYST]}) == NOTHING
    assert choose(verdict(Label.OTHER), [], {Key(KeyKind.COMPANY, "harborhealth"): [ANALYST]}) == NOTHING


def test_a_recruiters_first_mail_where_one_has_applied_is_no_outreach() -> None:
    """It sounds like one and asks for a time: it belongs to the application."""
    sounding = verdict(Label.OUTREACH, wants_answer=True)

    assert choose(sounding, [], {Key(KeyKind.COMPANY, "harborhealth"): [ANALYST]}) == Match(1)
    assert choose(sounding, [], {}) == NOTHING


def test_a_recruiting_system_is_believed_sooner_than_a_stranger() -> None:
    """It writes about nothing but applications; a surgery's form may sound like a test."""
    unsure = verdict(Label.ACKNOWLEDGEMENT, 0.6)

    assert is_plain(unsure, Address("Harbor", "no-reply@us.greenhouse-mail.io"))
    assert not is_plain(unsure, Address("Surgery", "forms@surgery.example"))
