"""Why an employer waits, where they say so (letter.md C6l)."""

from __future__ import annotations

import pytest

from support.facts import mail
from unwatch_classifiers.facts import read_facts
from unwatch_classifiers.records import Label

TOLD_IN = (Label.STATUS_UPDATE, Label.ACKNOWLEDGEMENT, Label.INFORMATION_REQUEST, Label.SCHEDULING)
GERMAN = "Sehr geehrte Frau Nair, wir möchten Ihnen heute kurz den Stand mitteilen.\n\n"


def cause(text: str, label: Label = Label.STATUS_UPDATE) -> str | None:
    return read_facts(mail(text), label).cause


@pytest.mark.parametrize(
    "said",
    [
        "The contract with our client was delayed and we are not ready to hire.",
        "Our client has pushed the contract into January.",
        "There is a hiring freeze until the new year.",
        "Recruitment is on hold pending approval of the budget.",
        "The funding for the post has not come through.",
        "The city has not released the money, so nothing can be signed.",
        "Everything is paused until the board has met.",
        "We are waiting for the ministry to sign.",
        "The works council must still agree.",
        "We are reorganising the department and your application is on hold until then.",
        "Marta is on parental leave, so this takes longer than I said.",
        "Our director has been off sick.",
        "The shop is closed for the holidays.",
        "Shortlisting was put back because of the flood.",
    ],
)
def test_an_outside_reason_is_kept_as_the_employer_worded_it(said: str) -> None:
    """It is the employer's word on their own waiting, and says nothing about the person."""
    assert cause(f"Thank you for your patience.\n\n{said}\n\nYou will hear from us.") == said


@pytest.mark.parametrize(
    "said",
    [
        "Das Budget ist noch nicht freigegeben.",
        "Wir haben gerade einen Einstellungsstopp.",
        "Die Entscheidung verzögert sich, weil der Betriebsrat noch nicht zugestimmt hat.",
        "Frau Kern ist bis zum 12. im Urlaub.",
        "Die Stelle liegt wegen einer Umstrukturierung auf Eis.",
        "Der Kunde hat den Auftrag noch nicht unterschrieben.",
    ],
)
def test_a_reason_in_german_is_kept_in_german(said: str) -> None:
    """The quote is literal in any language."""
    assert cause(f"{GERMAN}{said}") == said


@pytest.mark.parametrize("label", TOLD_IN)
@pytest.mark.parametrize(
    "text",
    [
        "We are still reviewing applications.",
        "We received many applications, so it is taking longer than usual.",
        "Due to unforeseen circumstances there is a delay.",
        "The decision is on hold until Monday.",
        "We cannot decide until we have seen everyone.",
        "This is not because of the budget.",
        "If you are on holiday that week, tell us and we will wait.",
        "When your current contract ends, we can talk.",
        "Is your manager on leave?",
        "I am taking over from Sindre while he is away.",
        "Hiring was paused until the budget was agreed, and it has now been approved.",
        "Nothing is settled until the directors and I have read every letter.",
        f"{GERMAN}Wir sichten noch die Bewerbungen und bitten um etwas Geduld.",
        f"{GERMAN}Bitte senden Sie es bis Freitag, da sonst das Verfahren beim Betriebsrat ruht.",
    ],
)
def test_what_is_no_outside_reason_is_none(label: Label, text: str) -> None:
    """Their own work, a date, the person's affairs and what is over explain no waiting."""
    assert cause(text, label) is None


def test_a_mail_about_an_interview_has_a_cause_only_where_it_is_cancelled_or_moved() -> None:
    """Somebody's leave beside an invitation holds nobody up."""
    moved = "We have to cancel Tuesday as Priya is off sick."

    assert cause(moved, Label.SCHEDULING) == moved
    assert cause("Could you come on Tuesday? Priya is on leave until then.", Label.SCHEDULING) is None


def test_a_receipt_that_tells_how_things_usually_go_has_no_cause() -> None:
    """That a board will look at it later is the way of things, not a reason for waiting."""
    usual = "There will be a wait, as the partners read everything first."

    assert cause(usual, Label.ACKNOWLEDGEMENT) is None
    assert cause("The post is on hold until the board meets.", Label.ACKNOWLEDGEMENT) is not None


def test_what_a_request_needs_of_the_person_is_no_cause() -> None:
    """The employer waits for them there."""
    assert cause("We cannot go on until our insurers have your licence.", Label.INFORMATION_REQUEST) is None


@pytest.mark.parametrize("label", [one for one in Label if one not in TOLD_IN])
def test_other_mails_have_no_cause(label: Label) -> None:
    """A rejection's reason is `reason`; a stranger's budget is no matter."""
    assert cause("There is a hiring freeze until the new year.", label) is None


def test_the_plainest_reason_goes_before_somebody_being_away() -> None:
    """Of two reasons the one that names money, a contract or a freeze is kept."""
    freeze = "There is a hiring freeze until the new year."

    assert cause(f"Marta is on leave until the 12th.\n\n{freeze}") == freeze


def test_a_long_sentence_is_cut_to_a_literal_part_with_the_reason() -> None:
    """At most 160 characters, nothing added."""
    long = (
        "I know that you have been more than patient with us since the day on which you came and saw the ferns and the "
        "dog; everything is on hold until the board has agreed the budget, and nobody here can tell me on which of "
        "their many evenings that is going to be."
    )
    found = cause(long)

    assert found is not None
    assert found in long
    assert "until the board" in found
    assert len(found) <= 160
