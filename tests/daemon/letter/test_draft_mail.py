"""The mail that brings a draft: what it says at a glance, and the link that opens it filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from support.draft_cases import (
    APPLICATIONS,
    KAREN,
    MET,
    OFFERED,
    PROMISED,
    PROPOSED,
    REFERENCES_ASKED,
    TOM,
    ZONE,
    at,
    every_draft,
    refused,
    several,
    written,
)
from support.letter_lint import Page, form_problems, tone_problems
from unwatch.application import Application, Outcome
from unwatch.drafting import BENEFITS_LINE, Draft, DraftKind, Language, NotYet
from unwatch.letter.draft_mail import LINK_LIMIT, WHAT, draft_link, write_draft, write_not_yet
from unwatch.letter.records import Rendered
from unwatch.mime import freeze


def mail(*drafts: Draft, application: Application = MET) -> Rendered:
    """Return the mail, checked for form and tone."""
    made = write_draft(drafts, application)
    in_order(made)
    return made


def in_order(made: Rendered) -> None:
    assert form_problems(made.html) == []
    assert list(tone_problems("the text", made.text)) == []
    assert len(made.subject) <= 70
    assert made.subject.isascii()
    assert 40 <= len(made.preheader) <= 110
    assert max(len(line) for line in made.text.splitlines()) <= 72


def flat(made: Rendered) -> str:
    return " ".join(made.text.split())


def test_every_kind_has_its_words() -> None:
    """And every draft of the examples makes a mail that holds the form."""
    assert set(WHAT) == set(DraftKind)
    for application in APPLICATIONS:
        for one in every_draft(application):
            mail(one, application=application)


def test_the_mail_says_for_whom_and_what_before_the_words() -> None:
    """To whom, the subject, what is left to fill in, that nothing is sent; then the divider and the draft alone."""
    one = written(replace(MET, notes=()))
    made = mail(one)
    assert made.subject == "Meridian Labs: draft, a thank-you"
    head, _, words = made.text.partition("\n-- the draft --\n\n")
    assert head.startswith("A draft for Meridian Labs: a thank-you. Nothing is sent without you.\n")
    assert "To: Tom Reyes, t.reyes@meridian.example\n" in head
    assert 'Subject: "Re: Lab administrator, your interview"\n' in head
    assert "One place in square brackets is yours to fill in." in head
    assert " ".join(words.split()) == " ".join(one.text.split())


def test_the_html_holds_the_draft_and_its_link() -> None:
    """The address is the one link; the draft is marked with its language."""
    one = written(language=Language.GERMAN)
    page = Page(mail(one).html)
    assert [link["href"] for link in page.named("a")] == [draft_link(one)]
    assert [cell["lang"] for cell in page.named("td") if "lang" in cell] == ["de"]
    assert " ".join(one.text.split()) in page.visible


def test_the_link_opens_the_draft_filled_in() -> None:
    """Space as %20, line end as %0D%0A, comma as %2C, in the thread (letter.md d.4, RFC 6068)."""
    one = written()
    link = draft_link(one)
    assert "+" not in link
    assert "%0A" not in link.replace("%0D%0A", "")
    assert "," not in link
    assert "Dear%20Tom%20Reyes%2C%0D%0A%0D%0AThank%20you" in link
    parts = urlsplit(link)
    assert (parts.scheme, parts.path) == ("mailto", "t.reyes@meridian.example")
    fields = parse_qs(parts.query)
    assert fields["subject"] == ["Re: Lab administrator, your interview"]
    assert fields["body"] == [one.text.replace("\n", "\r\n")]
    assert fields["In-Reply-To"] == ["<a1@meridian.example>"]


def test_a_long_draft_has_a_link_without_its_words() -> None:
    """A link of more than 1,800 characters is cut off by some programs; the words are copied then."""
    long = replace(written(), text="ä" * 600)
    assert len(draft_link(long)) <= LINK_LIMIT
    assert "body=" not in draft_link(long)
    assert "Copy it from below" in Page(mail(long).html).visible
    longer = replace(long, in_reply_to="ä" * 400 + "@a")
    assert "In-Reply-To" not in draft_link(longer)


def test_without_an_address_there_is_no_link() -> None:
    """A word to the referees is for people that only the person knows."""
    made = mail(written(REFERENCES_ASKED, kind=DraftKind.HEADS_UP), application=REFERENCES_ASKED)
    assert "To: the address is yours to fill in." in made.text
    assert Page(made.html).named("a") == []


def test_the_line_on_benefits_stands_before_the_draft() -> None:
    """Once, and outside of it (C3c)."""
    made = mail(written(OFFERED, kind=DraftKind.DECLINE, benefits=True), application=OFFERED)
    head, _, words = made.text.partition("-- the draft --")
    assert " ".join(head.split()).count(BENEFITS_LINE) == 1
    assert BENEFITS_LINE in Page(made.html).visible
    assert "benefits" not in words


def test_several_drafts_stand_one_after_another() -> None:
    """Each with its own address and divider."""
    made = mail(*several(PROPOSED), application=PROPOSED)
    assert made.subject == "Meridian Labs: two drafts"
    first = made.text.index("-- draft 1 of 2: taking the interview time --")
    assert first < made.text.index("-- draft 2 of 2: asking for another time --")
    assert "Three places in square brackets" in made.preheader
    assert len(Page(made.html).named("h2")) == 2


def test_thanks_for_several_people_say_that_one_was_perhaps_not_there() -> None:
    """The record knows who wrote, not who sat at the table."""
    both = replace(MET, contacts=(TOM, KAREN))
    made = mail(*several(both), application=both)
    assert "One for each person you met; leave out who was not there." in flat(made)


def test_no_draft_is_no_mail() -> None:
    """That is a mistake of the program."""
    with pytest.raises(ValueError, match="no draft"):
        write_draft((), MET)


def test_an_early_request_gets_one_sentence() -> None:
    """The day, the reason, and how to have it all the same (A2d)."""
    made = write_not_yet(refused(PROMISED, at(20)), PROMISED, "2", at(20), ZONE)
    in_order(made)
    assert made.subject == "Meridian Labs: from Thu 23 Oct"
    assert flat(made) == (
        "You may write to Meridian Labs from Thursday 23 October: five business days after the date they named; "
        'reply "draft 2 anyway" to have the draft now.'
    )
    assert flat(made) in Page(made.html).visible.replace("“", '"').replace("”", '"')


@pytest.mark.parametrize(
    ("not_yet", "said"),
    [
        (NotYet(None, "yours is done, theirs to move"), 'theirs to move; reply "draft anyway" to have the draft now.'),
        (
            NotYet(None, "this one is closed", overridable=False),
            "No note to Meridian Labs for now: this one is closed.",
        ),
        (NotYet(date(2026, 1, 7), "it sleeps until then"), "from Wednesday 7 January 2026: it sleeps until then"),
    ],
)
def test_what_cannot_be_overridden_is_not_offered(not_yet: NotYet, said: str) -> None:
    """A closed application has no draft, however often one asks."""
    made = write_not_yet(not_yet, replace(MET, outcome=Outcome.REJECTED), None, at(20), ZONE)
    in_order(made)
    assert said in flat(made)


def test_a_draft_goes_through_the_mail_as_it_is() -> None:
    """Frozen and read back, its text is the same, umlauts and all."""
    made = mail(written(language=Language.GERMAN))
    raw = freeze(
        made,
        kind="draft",
        sender="unwatch@example.org",
        sender_name="unwatch",
        recipient="dana@example.org",
        message_id="unwatch.draft.1.0@example.org",
        date=at(3),
    )
    text = message_from_bytes(raw, policy=policy.default).get_body(("plain",))
    assert text is not None
    assert text.get_content().replace("\r\n", "\n") == made.text
    assert unquote(draft_link(written(language=Language.GERMAN))).count("Grüße") == 1
