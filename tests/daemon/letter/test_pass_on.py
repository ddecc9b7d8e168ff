"""What a pass-on says at a glance, and how it lets itself be answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from support.letter_lint import Page, form_problems, tone_problems
from support.letters import applied, at, interview_ahead, interview_proposed
from unwatch.application import NeedKind, Offer, References
from unwatch.letter.pass_on import NOT_CONNECTED, TEXT_LIMIT, write_pass_on
from unwatch.letter.records import PassOnInput, Rendered
from unwatch_classifiers.records import Label, OfferForm, Stage


def written(**changes: Any) -> Rendered:
    """Return the example pass-on with changes, checked for form and tone."""
    given: PassOnInput = replace(interview_proposed(), **changes)
    made = write_pass_on(given)
    assert form_problems(made.html) == []
    assert list(tone_problems("the text", made.text)) == []
    assert len(made.subject) <= 70
    assert made.subject.isascii()
    assert 40 <= len(made.preheader) <= 110
    assert max(len(line) for line in made.text.splitlines()) <= 72
    return made


def flat(made: Rendered) -> str:
    """Return the text on one line."""
    return " ".join(made.text.split())


def test_an_interview_time_is_told_at_a_glance() -> None:
    """Who, what, when in the person's zone, by when, what is known, and that everything else keeps."""
    made = written()
    assert made.subject == "Harbor Behavioral Health: Tuesday 14 Oct 10:00, please confirm"
    assert flat(made).startswith("Priya Nair, Harbor Behavioral Health, proposes Tuesday 14 October, 10:00 to 10:45. ")
    assert "An answer is wanted by Thursday 9 October." in flat(made)
    assert 'Your note of 2 October: "pay on the low side, benefits good".' in flat(made)
    assert "Everything else keeps until Friday 16:00." in flat(made)


def test_the_message_follows_complete_and_behind_a_bar() -> None:
    """The whole text stands below the divider, each line marked as theirs."""
    text = written().text
    below = text.split("-- the message, complete --")[1]
    assert "  | could we speak on Tuesday 14 October at 10:00?" in below.splitlines()


def test_an_answer_needs_no_inbox() -> None:
    """The link is to the sender, with the subject filled in; it is the only link."""
    html = written().html
    assert html.count("<a ") == 1
    assert 'href="mailto:priya.nair@harbor.example?subject=Re%3A%20Second%20conversation"' in html


def test_a_subject_that_answers_is_not_answered_twice() -> None:
    """Re: stands once."""
    assert "?subject=RE%3A%20Second" in written(subject="RE: Second").html


def test_an_answer_never_goes_to_the_watcher() -> None:
    """The watcher's own reply address is no way to an employer."""
    made = written(reply_to="watcher@example.org")
    assert "watcher@" not in made.text
    assert [one["href"].partition("?")[0] for one in Page(made.html).named("a")] == ["mailto:priya.nair@harbor.example"]


@pytest.mark.parametrize(
    "address",
    [
        "no-reply@harbor.example",
        "noreply+a1@harbor.example",
        "do_not_reply@harbor.example",
        "x",
        "",
        "a b@harbor.example",
        "a@b@c.example",
        "a@harbor.example?bcc=x@evil.example",
        "a\r\nBcc: x@evil.example",
        "ä@harbor.example",
    ],
)
def test_no_link_to_an_address_that_nobody_reads_or_that_is_none(address: str) -> None:
    """A mailto is made only for one plain address that takes answers."""
    assert "mailto:" not in written(sender_address=address).html


def test_several_times_are_listed() -> None:
    """Each proposed time has its line, in order."""
    made = written(starts=(at(15, 14), at(14, 10)), end=None, by=None)
    assert "proposes two times for an interview. " in flat(made)
    assert "Tuesday 14 October, 10:00. Wednesday 15 October, 14:00." in flat(made)
    assert made.subject == "Harbor Behavioral Health: two times proposed, please choose"
    assert "No date given for the answer." in flat(made)


def test_the_original_zone_stands_beside_the_time() -> None:
    """Ten o'clock there is four in the afternoon here, and both are told (S14)."""
    start = datetime(2025, 10, 14, 10, tzinfo=timezone(timedelta(hours=-4)))
    made = written(starts=(start,), end=None)
    assert "proposes Tuesday 14 October, 16:00." in flat(made)
    assert "Where they are: 10:00 (UTC-04:00)." in flat(made)


def test_a_reference_request_tells_whom_to_warn() -> None:
    """One line says that these people should expect a call (C11e)."""
    asked = replace(interview_ahead().application, references=References(at(8), 3))
    made = written(
        application=asked, label=Label.REFERENCE_REQUEST, kind=NeedKind.REFERENCES, starts=(), end=None, where=None
    )
    assert made.subject == "Harbor Behavioral Health: references wanted by Thu 9 Oct"
    assert "asks for references. " in flat(made)
    assert "They ask for three references. Tell these people to expect a call." in flat(made)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (OfferForm.SPOKEN, "Spoken, not written."),
        (OfferForm.WRITTEN, "It is in writing."),
        (OfferForm.TRIAL, "A trial period, not a written offer."),
    ],
)
def test_an_offer_says_how_firm_it_is_by_when_and_what_else_is_open(form: OfferForm, said: str) -> None:
    """Form, date, the others with their dates, and that the search goes on (C4a, C4b, A6c)."""
    offered = replace(applied(1, "Juniper Archive"), stage=Stage.OFFER, offer=Offer(form, at(8)))
    made = written(
        application=offered,
        label=Label.OFFER,
        kind=NeedKind.OFFER,
        starts=(),
        end=None,
        by=None,
        others=(interview_ahead().application,),
    )
    assert made.subject == f"Juniper Archive: {'a trial' if form is OfferForm.TRIAL else 'an offer'}, no date given"
    assert said in flat(made)
    assert "No date given; asking for a few days is normal." in flat(made)
    assert "Also open: Harbor Behavioral Health, intake coordinator (interview Tuesday 14 October)." in flat(made)
    assert "The search goes on until something is accepted in writing." in flat(made)
    assert "Answer by Friday 17 October." in flat(
        written(application=offered, label=Label.OFFER, kind=NeedKind.OFFER, starts=(), by=date(2025, 10, 17))
    )


def test_a_strangers_offer_is_called_what_it_is() -> None:
    """Connected to no application: it says so, nothing is live, nobody is answered (S12)."""
    made = written(
        application=None,
        label=Label.OFFER,
        kind=None,
        starts=(),
        by=None,
        full_text="Dear friend, answer at https://evil.example/offer today",
        others=(interview_ahead().application,),
    )
    assert NOT_CONNECTED in made.text
    assert "mailto:" not in made.html
    assert "<a " not in made.html
    assert "Also open" not in made.text
    assert "To answer" not in made.text
    assert made.subject == "From a stranger: an offer, connected to no application of yours"


@pytest.mark.parametrize("label", list(Label))
@pytest.mark.parametrize("kind", [None, *NeedKind])
def test_every_kind_can_be_passed_on(label: Label, kind: NeedKind | None) -> None:
    """Whatever is passed on has a subject, a first line and its text, matched or not."""
    assert "  | Priya" in written(label=label, kind=kind).text
    assert "  | Priya" in written(label=label, kind=kind, application=None, starts=(), by=None).text


def test_a_company_without_ascii_still_gets_a_subject() -> None:
    """Accents are dropped; what has no ASCII at all is an employer."""
    accented = replace(interview_ahead().application, company="Café Müller")
    assert written(application=accented).subject.startswith("Cafe Muller: ")
    unnamed = replace(interview_ahead().application, company="株式会社")
    assert written(application=unnamed).subject.startswith("An employer: ")


def test_a_very_long_message_is_cut_and_says_so() -> None:
    """Twenty thousand characters, then a word about it."""
    made = written(full_text="word " * 10_000)
    assert made.text.endswith(f"Cut here after {TEXT_LIMIT:,} characters.\n")
    assert len(made.text) < TEXT_LIMIT * 1.3


def test_the_same_input_gives_the_same_bytes() -> None:
    """A pass-on depends on its input alone."""
    assert written() == written()
