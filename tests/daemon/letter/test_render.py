"""How the letter is set, as text and as HTML."""

from __future__ import annotations

import re

import pytest

from support.letter_lint import Page, problems
from support.letters import faulty_week, offer_week, quiet_week, worked_week
from unwatch.letter.compose import compose, write_letter
from unwatch.letter.html import curly, mailto, shown
from unwatch.letter.render import page, render
from unwatch.letter.short import deaf, not_understood
from unwatch.letter.words import Dates

WEEKS = [worked_week, quiet_week, offer_week, faulty_week]


def test_a_composed_letter_is_rendered_with_its_subject_and_numbers() -> None:
    """Rendering adds nothing and loses nothing."""
    parts = compose(worked_week())
    written = render(parts)
    assert (written.subject, written.preheader, written.numbers) == (parts.subject, parts.preheader, parts.numbers)


@pytest.mark.parametrize("example", WEEKS)
def test_the_html_says_the_words_of_the_text_in_their_order(example) -> None:  # type: ignore[no-untyped-def]
    """Headings stand in the same order in both, and the verdict is the only first heading."""
    written = write_letter(example())
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", written.html)
    titles = [re.sub(r"<[^>]+>", "", one).lower() for one in headings]
    assert titles == [one.splitlines()[0].lower() for one in written.text.split("\n\n\n")[1:]]
    assert written.html.count("<h1") == 1


@pytest.mark.parametrize("example", WEEKS)
def test_the_letter_survives_without_its_style_block(example) -> None:  # type: ignore[no-untyped-def]
    """Everything needed is inline: without the head's style no size and no colour is lost."""
    html = write_letter(example()).html
    for tag in ("h1", "h2", "p"):
        assert all("style=" in one for one in re.findall(rf"<{tag}\b[^>]*>", html))


def test_the_preheader_is_the_first_thing_in_the_body() -> None:
    """Clients show what comes first; it is ours to choose."""
    html = write_letter(worked_week()).html
    body = html.split("<body")[1]
    assert body.index("Interview Tuesday 10:00, one note Thursday.") < body.index("<table")


def test_words_of_a_mail_do_not_begin_a_line_of_the_text() -> None:
    """Paragraphs with names are indented from their second line on."""
    lines = write_letter(worked_week()).text.splitlines()
    assert "   Ostrava Tools (10)." in lines
    assert "   Alder & Sons (11), Pike Institute (12), Quay Media (13), Tessel" in lines


def test_quotation_marks_become_curly_in_pairs() -> None:
    """Both are used in turn."""
    assert curly('He said "one" and "two".') == "He said “one” and “two”."


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("<b>bold</b> & more", "&lt;b&gt;bold&lt;/b&gt; &amp; more"),
        ("https://evil.example/a", "https&#58;<wbr>//evil.example/a"),
        ("www.evil.example", "www<wbr>.evil.example"),
        ("a@b.example", "a&#64;b.example"),
        ("url(x)", "url&#40;x)"),
        ("position: fixed", "position&#58; fixed"),
        ("at 10:00 (or so)", "at 10:00 (or so)"),
    ],
)
def test_text_is_shown_and_does_nothing(text: str, source: str) -> None:
    """The source holds nothing that a program acts on; what is read stays the same."""
    assert str(shown(text)) == source
    assert Page(f"<p>{source}</p>").visible == text


def test_long_words_may_break() -> None:
    """A word of a thousand letters cannot widen the page."""
    assert max(len(one) for one in str(shown("x" * 1000)).split("<wbr>")) == 40


def test_a_mailto_is_percent_encoded() -> None:
    """Spaces, commas, line breaks and signs of another field cannot leave their field (RFC 6068)."""
    link = mailto("a+b@c.example", "one, two&body=x", "line\r\nnext?")
    assert link == "mailto:a%2Bb@c.example?subject=one%2C%20two%26body%3Dx&body=line%0D%0Anext%3F"


def test_the_short_mails_wear_the_same_dress() -> None:
    """A page from paragraphs has the letter's head, one heading, and nothing live."""
    html = page("Subject", "A preheader of the short kind", ["First <b>", "Second"])
    assert "<h1" in html
    assert "First &lt;b&gt;" in html
    assert "<a " not in html


def test_the_short_mails_can_be_written() -> None:
    """Deaf and not understood are made with the same words and page."""
    given = worked_week()
    told = deaf("home", given.now, given.zone)
    assert "since Friday 10 October, 16:00" in " ".join(told.text.split())
    assert "<script" not in not_understood(["<script>alert(1)</script>"]).html


def test_the_checklist_finds_a_broken_letter() -> None:
    """The lint that the other tests rely on sees each kind of fault."""
    good = write_letter(worked_week())

    def found(text: str = good.text, html: str = good.html, subject: str = good.subject) -> list[str]:
        return problems(text, html, subject, good.preheader)

    assert found() == []
    assert "the text says unfortunately" in found(good.text.replace("No date given", "Unfortunately none"))
    assert "the account of the messages does not add up" in found(good.text.replace("sent nine", "sent ten"))
    assert any("item numbers" in one for one in found(good.text.replace("(8)", "(80)")))
    assert any("no encoded mailto" in one for one in found(html=good.html.replace("mailto:", "https://")))
    assert "the tag img" in found(html=good.html.replace("<h1", '<img src="x"><h1', 1))
    assert any("too faint" in one for one in found(html=good.html.replace("#4b5a66", "#b0b8bd")))
    assert any("subject" in one for one in found(subject="A letter"))
    assert any("HTML lacks" in one for one in found(good.text.replace("Cobalt", "Nickel")))


def test_dates_are_said_in_the_zone_of_the_person() -> None:
    """Seen from Friday, Monday is a weekday; a date of another year carries its year."""
    given = worked_week()
    dates = Dates(given.now, given.zone)
    assert dates.weekday(given.since.replace(day=6)) == "Monday"
    assert dates.weekday(given.since) == "Friday 3 October"
    assert dates.short(given.now.replace(year=2026)) == "10 October 2026"
