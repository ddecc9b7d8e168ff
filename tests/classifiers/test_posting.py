"""The posting of a job is taken out of the mail that has it, as it stands there, and nothing else is taken for one.

Mails are in postings/: `yes-…` has one posting and says above its headers what of it is expected, `no-…` has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.facts import mail
from unwatch.message import read_message
from unwatch_classifiers.posting import TEXT_LIMIT, TITLE_LIMIT, Posting, better, read_posting
from unwatch_classifiers.posting.links import LINK_LIMIT, clean_address
from unwatch_classifiers.records import Message

FOLDER = Path(__file__).parent / "postings"
HEADERS = frozenset({"from", "subject"})


@dataclass(frozen=True, slots=True)
class Case:
    """One mail of the folder, with what is expected of its posting."""

    message: Message
    expected: dict[str, str]


def case(path: Path) -> Case:
    """Read a mail as the daemon does."""
    head, _, body = path.read_text("utf-8").partition("\n\n")
    fields = [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in head.split("\n"))]
    expected = {name: value for name, value in fields if name not in HEADERS}
    mime = EmailMessage()
    for name, value in fields:
        if name in HEADERS:
            mime[name] = value
    mime["Date"] = "Wed, 8 Oct 2025 09:00:00 +0100"
    mime.set_content(body, subtype="html" if "html" in expected else "plain")
    return Case(read_message(mime.as_bytes()), expected)


def names(pattern: str) -> list[str]:
    """The mails of the folder that a pattern names."""
    return sorted(path.stem for path in FOLDER.glob(f"{pattern}.txt"))


@pytest.mark.parametrize("name", names("yes-*"))
def test_a_posting_is_taken_whole_and_alone(name: str) -> None:
    """The posting begins and ends where it does in the mail; greeting, receipt and footer are not in it."""
    mail_with_one = case(FOLDER / f"{name}.txt")
    expected = mail_with_one.expected

    posting = read_posting(mail_with_one.message)

    assert posting is not None
    assert posting.text.startswith(expected.get("begins", ""))
    assert posting.text.endswith(expected.get("ends", ""))
    assert bool(posting.text) == (expected.get("text") != "none")
    assert posting.title == expected.get("title")
    assert posting.link == expected.get("link")
    assert not [words for words in expected.get("leaves out", "\0").split(" | ") if words in posting.text]


@pytest.mark.parametrize("name", names("yes-*"))
def test_a_posting_is_kept_in_its_own_words_and_lines(name: str) -> None:
    """Every line of the posting is a line of the mail, in the same order."""
    message = case(FOLDER / f"{name}.txt").message
    posting = read_posting(message)
    assert posting is not None

    parts = (message.new_text, message.quoted_text, message.signature, f"{message.signature}\n{message.new_text}")
    lines = [line for line in posting.text.split("\n") if line]

    assert any(_in_order(lines, part.split("\n")) for part in parts)


def _in_order(lines: Sequence[str], text: Sequence[str]) -> bool:
    left = iter(line.rstrip() for line in text)
    return all(line in left for line in lines)


@pytest.mark.parametrize("name", names("no-*"))
def test_what_is_no_posting_is_not_taken_for_one(name: str) -> None:
    """Newsletters, receipts, agendas, tasks, offers, letters and everyday mail have none."""
    assert read_posting(case(FOLDER / f"{name}.txt").message) is None


def test_there_are_as_many_mails_without_a_posting_as_with_one() -> None:
    """Both sides of the rule are tried on at least twenty mails."""
    assert min(len(names("yes-*")), len(names("no-*"))) >= 20


PIECES = st.sampled_from(
    [
        *("Responsibilities", "Ihre Aufgaben", "Requirements:", "Wir bieten", "About the role", "Benefits", "Profil"),
        *(
            "- plan the routes",
            "• führen",
            "Salary: £30,000",
            "Standort: Kiel",
            "Title: Cook (m/w/d)",
            "Job advertisement:",
        ),
        *(
            "Dear Sir,",
            "Kind regards",
            "I am here",
            "Similar jobs",
            "Lebenslauf",
            "From: a@b.example",
            "To apply, write",
        ),
        *("We are looking for a full-time cook, you must have experience.", "Wir suchen eine Köchin (m/w/d)", ""),
        *(
            "View job: https://jobs.lever.co/a/12345678?x=1",
            "https://[::1",
            "http://a.b:99999/",
            "https://a@b.example/",
        ),
        *(
            "https://a.example/?url=https%3A%2F%2Fb.example%2Fjobs%2F1234",
            "a" * 700,
            "word " * 400,
            "\x00",
            "\u202e",
            "İ",
        ),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=300), st.lists(PIECES, max_size=40).map("\n".join), st.lists(PIECES).map("\n\n".join)
)


@settings(max_examples=150)
@given(text=TEXTS, quoted=TEXTS, subject=TEXTS, signature=TEXTS)
def test_any_mail_gives_a_posting_within_bounds_or_none(text: str, quoted: str, subject: str, signature: str) -> None:
    """No text raises, and nothing that is kept is longer than it may be."""
    posting = read_posting(mail(text, subject=subject, signature=signature, quoted=quoted))

    if posting is not None:
        assert len(posting.text) <= TEXT_LIMIT
        assert posting.title is None or 0 < len(posting.title) <= TITLE_LIMIT
        assert posting.link is None or len(posting.link) <= LINK_LIMIT
        assert posting.text or posting.link


def advertisement(duties: Sequence[str], below: str = "") -> str:
    """The text of a posting with these duties."""
    listed = "\n".join(f"- {duty}" for duty in duties)
    return f"Night Porter\n\nDuties\n{listed}\n\nRequirements\n- Wakes easily{below}"


def test_a_posting_that_is_too_long_ends_with_a_whole_line() -> None:
    """What is kept of it is its beginning, up to the last line that fits."""
    text = advertisement([f"keep the keys of floor {floor}, and count them twice a night" for floor in range(400)])

    posting = read_posting(mail(text))

    assert posting is not None
    assert TEXT_LIMIT - 100 < len(posting.text) <= TEXT_LIMIT
    assert text.startswith(f"{posting.text}\n")


def test_addresses_in_a_posting_lose_what_follows_the_reader() -> None:
    """A token or a campaign in an address is no word of the posting."""
    posting = read_posting(mail(advertisement(["read https://harbor.example/rota?token=8d3f&utm_source=x daily"])))

    assert posting is not None
    assert "- read https://harbor.example/rota daily\n" in posting.text


def test_a_posting_under_a_cv_is_not_looked_for() -> None:
    """The headings of somebody's career are those of postings."""
    assert read_posting(mail(f"Curriculum vitae\n\n{advertisement(['locked up', 'opened', 'kept keys'])}")) is None


PORTER = advertisement(["keep the door", "keep the desk", "keep calm"])


@pytest.mark.parametrize(
    "below",
    [
        "Chef\n\nDuties\n- cook\n\nRequirements\n- own knives",
        "Chef\n\nWhat you'll do\n- cook\n\nWhat you'll bring\n- own knives",
        "Pay: £12\nLocation: York\n\nChef\nPay: £14\nLocation: Selby",
    ],
)
def test_a_mail_that_describes_two_jobs_has_no_posting(below: str) -> None:
    """Headings that come again, or fields with other values, are another job's."""
    assert read_posting(mail(PORTER)) is not None
    assert read_posting(mail(f"{PORTER}\n\n{below}")) is None


def test_a_mail_that_shows_the_addresses_of_many_jobs_has_no_posting() -> None:
    """A featured job at the head of a list is not the one that somebody applied to."""
    listed = "\n".join(f"https://perch.example/jobs/{number}-clerk" for number in (1204, 1205, 1206))

    assert read_posting(mail(f"{PORTER}\n\n{listed}")) is None


def test_what_is_recommended_below_a_posting_is_not_its_own() -> None:
    """Another job under "Similar jobs" neither belongs to the posting nor makes it one of several."""
    posting = read_posting(mail(f"{PORTER}\n\nSimilar jobs\n\nChef\n\nDuties\n- cook\n\nRequirements\n- own knives"))

    assert posting is not None
    assert posting.text == PORTER


def test_headings_under_which_somebody_speaks_of_themselves_are_no_posting() -> None:
    """A letter that answers an advertisement point by point repeats its headings."""
    letter = "Night Porter\n\nDuties\n- I have kept doors\n- I kept a desk\n\nRequirements\n- I wake easily"

    assert read_posting(mail(letter)) is None


def test_a_heading_with_nothing_below_it_does_not_end_a_posting() -> None:
    """What stood under it is not there, so neither is the heading."""
    posting = read_posting(mail(f"{PORTER}\n\nBenefits\n\nLet me know what you think, I am in all day."))

    assert posting is not None
    assert posting.text == PORTER


def test_a_statement_on_equal_opportunities_is_left_out_of_the_middle() -> None:
    """What follows it is still the posting's."""
    statement = "\n\nAll qualified applicants are considered without regard to age.\n\nBenefits\n- Breakfast at seven"

    posting = read_posting(mail(advertisement(["keep the door", "keep the desk", "keep calm"], statement)))

    assert posting is not None
    assert posting.text.endswith("- Wakes easily\n\nBenefits\n- Breakfast at seven")


def test_a_contract_that_describes_the_work_in_full_has_a_posting() -> None:
    """An offer may repeat what was advertised; duties and requirements together are no terms."""
    text = f"We are pleased to offer you the post.\n\n{advertisement(['keep the door', 'keep the desk', 'keep calm'])}"

    assert read_posting(mail(text)) is not None


@pytest.mark.parametrize(
    ("shown", "kept"),
    [
        (
            "https://www.indeed.com/viewjob?jk=9a8b7c6d5e&from=serp&tk=1ikq",
            "https://www.indeed.com/viewjob?jk=9a8b7c6d5e",
        ),
        ("https://jobs.lever.co/a/1234?lever-source=x#apply", "https://jobs.lever.co/a/1234"),
        ("HTTPS://Jobs.Example.org:443/Stelle/77)", "https://jobs.example.org/Stelle/77"),
        ("https://a.example/jobs/(remote)-clerk", "https://a.example/jobs/(remote)-clerk"),
        ("https://g.example/r?q=https%3A%2F%2Fb.example%2Fjobs%2F77%3Futm_id%3D1", "https://b.example/jobs/77"),
        ("https://a.example/#/jobs/77", "https://a.example/#/jobs/77"),
    ],
)
def test_an_address_keeps_only_what_names_the_posting(shown: str, kept: str) -> None:
    """Tracking parameters, wrappings, and the punctuation of the sentence round it go."""
    assert clean_address(shown) == kept


@pytest.mark.parametrize(
    "shown",
    [
        "javascript:alert(1)",
        "ftp://a.example/jobs/1",
        "https://user:word@a.example/jobs/1",
        "https://127.0.0.1/jobs/1",
        "http://localhost/jobs/1",
        "https://a.example:8443/jobs/1",
        "https://[::1/jobs",
        f"https://a.example/jobs/{'1' * LINK_LIMIT}",
    ],
)
def test_an_address_that_is_none_of_the_open_web_is_not_kept(shown: str) -> None:
    """Other schemes, logins, numbers, ports and endless addresses are what attacks are made of."""
    assert clean_address(shown) is None


@pytest.mark.parametrize(
    "line",
    [
        "View job: https://careers.harbor.example/jobs/account-manager-4412",
        "Zur Stelle: https://harbor.example/karriere/stellen/4412",
        "You can read it at https://boards.greenhouse.io/harbor/jobs/4412001",
    ],
)
def test_a_lone_address_of_a_posting_is_a_posting_without_text(line: str) -> None:
    """It still tells which job it was."""
    posting = read_posting(mail(f"Thank you for applying.\n\n{line}\n"))

    assert posting == Posting("", line.rsplit(maxsplit=1)[-1], None)


@pytest.mark.parametrize(
    "line",
    [
        "Track your application: https://careers.harbor.example/jobs/4412/status",
        "View job: https://click.mailer.example/c?upn=AbCdEfGhIjK",
        "Your offer: https://jobs.ashbyhq.com/offer/3fa85f64-5717-4562",
        "Our careers page: https://harbor.example/careers",
    ],
)
def test_an_address_that_names_no_posting_is_none(line: str) -> None:
    """Accounts, counters, offers and whole careers pages lead elsewhere."""
    assert read_posting(mail(f"Thank you for applying.\n\n{line}\n")) is None


SHORT = Posting("Cook wanted.", "https://a.example/jobs/1", None)
LONG = Posting("Cook wanted. Five evenings, two of them late, and a free day by the sea.", None, "Cook")


def test_the_fuller_posting_is_kept_with_what_only_the_other_has() -> None:
    """The text is one mail's; address and title may be the other's."""
    expected = Posting(LONG.text, SHORT.link, "Cook")

    assert better(SHORT, LONG) == better(LONG, SHORT) == expected


def test_of_postings_that_say_as_much_the_earlier_is_kept() -> None:
    """It is what the person applied to; a later one may have been changed."""
    later = Posting("Cook needed!", "https://a.example/jobs/2", "Chef")

    assert better(SHORT, later) == Posting("Cook wanted.", "https://a.example/jobs/1", "Chef")


def test_a_posting_without_text_never_replaces_one_with_text() -> None:
    """Only its address is taken over."""
    lone = Posting("", "https://a.example/jobs/9", None)

    assert better(LONG, lone) == better(lone, LONG) == Posting(LONG.text, lone.link, "Cook")


def test_a_mail_that_could_not_be_read_has_no_posting() -> None:
    """An empty message is no reason to fail."""
    assert read_posting(Message("1", datetime(2025, 10, 8, tzinfo=UTC), None, "", "")) is None
