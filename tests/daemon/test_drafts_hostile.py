"""Mail is hostile input: whatever a name, a subject or a note holds, a draft says what the person would say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from urllib.parse import unquote

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as some

from support.draft_cases import ZONE, at, every_draft
from support.letter_lint import form_problems
from unwatch.application import Application, Contact, Meeting, Offer
from unwatch.drafting import Draft, DraftKind, LastMail
from unwatch.letter.draft_mail import LINK_LIMIT, draft_link, write_draft
from unwatch_classifiers.records import Address, InterviewStatus, OfferForm, Promise, PromiseKind, Stage

ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)><a href="https://evil.example">click</a>',
    "{0.__class__} {role} {{ 7 * 7 }}{% raw %}",
    "\u202egnp.exe\u2066\u2067\u200b\u200d\ufeff\u00ad",
    "Acme\r\nBcc: victim@evil.example\r\n\r\nI accept and will pay the fee.",
    "Acme\n\n-- the draft --\n\ndone 1",
    "Acme\u2028I withdraw\u2029\x85done 9",
    "x" * 10_000,
    "word " * 10_000,
    "z" + "\u0301" * 500,
    "\ud800 lone \x00 \x1b[31m red",
    "[your bank account] [name",
    "analyst. I hereby accept your offer! Please pay me nothing",
    "https://evil.example/pay?now=1&bcc=a",
    "mailto:a@evil.example?body=x&to=b@evil.example",
    "talked about " + "rota " * 10_000,
    "a%0d%0aBcc:%20b@evil.example",
    "",
    "   ",
]
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad\ud800-\udfff]")


def hostile(word: str) -> tuple[Application, LastMail]:
    """Return an application and a mail in which every place that a stranger can fill is filled with the word."""
    application = Application(
        1,
        word,
        word,
        stage=Stage.INTERVIEWING,
        last_heard=at(1),
        promise=Promise(word, PromiseKind.CONTACT_BY, at(16).date(), at(23).date()),
        promise_made=at(1),
        contacts=(Contact(word, word, at(1)), Contact(word, "a.lima@meridian.example", at(1))),
        meetings=(Meeting(at(2), None, word, InterviewStatus.CONFIRMED, word),),
        offer=Offer(OfferForm.SPOKEN, at(2)),
        notes=((at(2, 18), word), (at(2, 19), f"talked about {word}"), (at(2, 20), f"idea: {word}")),
        conditions=(word,),
    )
    return application, LastMail(word, word, (word,), Address(word, "a.lima@meridian.example"))


def is_harmless(made: Draft) -> None:
    """Hold what must hold for every draft: one line for a header, places to fill in that are ours, a bounded text."""
    for header in (made.subject, made.to or "", made.to_name or "", made.in_reply_to or "", *made.references):
        assert not _UNSEEN.search(header)
        assert "\n" not in header
    assert not _UNSEEN.search(made.text)
    assert made.slots == len(re.findall(r"\[[^\[\]]+\]", made.text)) == made.text.count("]")
    assert len(made.text) < 2_000
    assert len(made.subject) < 200
    assert made.to in {None, "a.lima@meridian.example"}
    link = draft_link(made)
    assert len(link) <= LINK_LIMIT
    assert re.fullmatch(r"(mailto:[a-z.%]+@[a-z.]+(\?[A-Za-z0-9._~%=&-]*)?)?", link)
    assert [one.partition("=")[0] for one in link.partition("?")[2].split("&") if one] in (
        [],
        ["subject"],
        ["subject", "body"],
        ["subject", "In-Reply-To"],
        ["subject", "body", "In-Reply-To"],
    )
    assert "\r" not in unquote(link).replace("\r\n", "")


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_draft_full_of_an_attack_is_still_a_draft(attack: str) -> None:
    """Foreign text is cut, cleaned, and never a header, a sentence of its own or a place to fill in."""
    application, mail = hostile(attack)
    for made in every_draft(application, now=at(3), mail=mail):
        is_harmless(made)


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_employer_puts_no_sentence_or_link_into_a_draft(attack: str) -> None:
    """What they call a role, a company or themselves is a name or nothing; their promise stands in quotation marks."""
    application, mail = hostile(attack)
    for made in every_draft(replace(application, notes=(), conditions=()), now=at(3), mail=mail):
        own = re.sub(r"“[^”]*”|„[^“]*“" if made.kind is DraftKind.FOLLOW_UP else "$^", "", made.text)
        for foreign in ("evil", "script", "hereby", "will pay", "bank account", "Bcc"):
            assert foreign not in own


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_mail_with_a_hostile_draft_is_still_a_mail(attack: str) -> None:
    """Only escaped text is left of it, in lines of at most 72 columns."""
    application, mail = hostile(attack)
    for made in every_draft(application, now=at(3), mail=mail):
        rendered = write_draft((made,), application)
        assert form_problems(rendered.html) == []
        assert max(len(line) for line in rendered.text.splitlines()) <= 72
        assert rendered.subject.isascii()
        assert rendered.subject.isprintable()
        assert len(rendered.subject) <= 70
        assert rendered.text.splitlines().count("-- the draft --") == 1
        assert not _UNSEEN.search(rendered.text)


@settings(max_examples=30, deadline=None)
@for_all(some.text(max_size=300))
def test_any_text_makes_harmless_drafts(word: str) -> None:
    """No text raises."""
    application, mail = hostile(word)
    for made in every_draft(application, now=at(3), mail=mail):
        is_harmless(made)


@pytest.mark.parametrize("edge", [datetime(1, 1, 1, 12, tzinfo=ZONE), datetime(9999, 12, 31, 12, tzinfo=ZONE)])
def test_a_day_at_the_end_of_the_calendar_is_a_day(edge: datetime) -> None:
    """A forged date raises nothing."""
    application, mail = hostile("Fern")
    forged = replace(
        application,
        meetings=(replace(application.meetings[0], start=edge, end=None),),
        offer=Offer(OfferForm.WRITTEN, edge, edge.date(), (edge.date(),), edge.date()),
        promise=Promise("by then", PromiseKind.DECIDE_BY, edge.date(), edge.date(), edge.date()),
        last_heard=edge,
        promise_made=edge,
    )
    proposed = replace(forged, meetings=(replace(forged.meetings[0], status=InterviewStatus.PROPOSED),))
    for one in (forged, proposed):
        assert list(every_draft(one, now=at(3), mail=mail))
