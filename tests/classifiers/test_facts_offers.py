"""How firm an offer is, and when the job would start."""

from __future__ import annotations

from datetime import date

import pytest

from support.facts import mail
from unwatch_classifiers.facts import read_facts
from unwatch_classifiers.records import Label, OfferForm


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
        ("How about a paid fortnight on the boats, and if we can stand each other it is yours?", "trial"),
        ("Do four Saturdays with us, paid, and then we sit down and talk about more.", "trial"),
        ("Come for six weeks from the 20th. At the end we both say yes or no.", "trial"),
        ("We call the first six nights a trial, nobody was ever sent home.", "trial"),
        ("London needs a week to do the contract; would you sign it when it comes?", "spoken"),
        ("Your contract is attached; the probation lasts three months.", "written"),
        ("The paperwork is in the portal and wants your signature.", "written"),
        ("Your letter is ready for collection on the second floor.", "written"),
        ("I have put the contract in the post, two copies.", "written"),
        ("Tick Accept or Decline: press Accept to take the post.", "written"),
        ("Please return the acceptance slip.", "written"),
        ("Here is the contract.", "written"),
        ("Please countersign by Friday.", "written"),
        ("The Council resolved that you be appointed Clerk from 1 December.", "written"),
        ("Your salary stands revised upward to 17,500.", "written"),
        ("Formal offer letter follows once you have said the word.", "spoken"),
        ("The pay is 14.20 an hour from Monday, yes or no?", "spoken"),
        ("Ola will send you something to sign with a mouse.", "spoken"),
        ("It is yours. Nothing for you to sign till the lawyer wakes up.", "spoken"),
        ("A list of digs is attached; the job is yours.", "spoken"),
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
        ("Monday 20th at 8, 13 an hour, yes or no.", date(2025, 10, 20)),
        ("It's the whole office, 30,500, from the tenth of November.", date(2025, 11, 10)),
        ("First shift would be Saturday the 18th. Tell me by Friday.", date(2025, 10, 18)),
        ("The nights are yours from the Monday. That's the 20th of October.", date(2025, 10, 20)),
        ("You'd be starting the Tuesday after the long weekend, October 21.", date(2025, 10, 21)),
        ("The shop is painted on 20 October, Monday 3 November as a start.", date(2025, 11, 3)),
        ("Consider yourself staff. Tuesday 8am, black trousers.", date(2025, 10, 14)),
        ("Tuesday is market day here.", None),
        ("17 October at the latest for your answer.", None),
        ("Sign by 17 October and we'd get you going 3 November.", date(2025, 11, 3)),
        ("January 5 kickoff, four days a week.", date(2026, 1, 5)),
        ("Please return one copy by 17 October.", None),
        ("This page folds itself up on 17 October.", None),
        ("The board meeting is on 17 October.", None),
        ("I will send the letter that replaces the one from the 20th.", None),
    ],
)
def test_reads_when_the_job_would_start(text: str, expected: date | None) -> None:
    """The day itself, or the first day of a vague span (letter.md C2e)."""
    assert read_facts(mail(text), Label.OFFER).starts == expected


def test_outside_offers_only_a_start_date_counts() -> None:
    """ "You start on ..." in a request for papers is one; a bare day or a day by which to hear is none."""
    papers = mail("You start on 3 November, so send your bank details.")

    assert read_facts(papers, Label.INFORMATION_REQUEST).starts == date(2025, 11, 3)
    assert read_facts(mail("From 3 November we are closed."), Label.INFORMATION_REQUEST).starts is None
    assert read_facts(mail("You get a start date by 3 November."), Label.STATUS_UPDATE).starts is None
    assert read_facts(papers, Label.OTHER).starts is None


def test_the_subject_of_an_answer_tells_an_old_offer() -> None:
    """After the month on trial comes the contract, in the same thread."""
    kept = mail(
        "I offer you the job for good: the contract is attached. Sign it by Friday.", subject="Re: A month's trial"
    )
    trial = mail("It would begin on Monday, if that suits you.", subject="A month's trial")

    assert read_facts(kept, Label.OFFER).offer_form is OfferForm.WRITTEN
    assert read_facts(trial, Label.OFFER).offer_form is OfferForm.TRIAL
