"""The mail of the demo and of the replay: well-formed, in order, of invented people only, and no two of a mould."""

from __future__ import annotations

import json
import mailbox
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from functools import cache
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from selectolax.lexbor import LexborHTMLParser

import unwatch.demo
from replay.build_mbox import MBOX, SOURCES, build

pytestmark = pytest.mark.thorough

DEMO = Path(unwatch.demo.__file__).parent / "mail"
EXPECTED = MBOX.with_name("expected.json")
LONDON = ZoneInfo("Europe/London")
RELAYS = {"us.greenhouse-mail.io", "hire.lever.co", "myworkday.com"}
EXAMPLES = ("example.org", "example.com", "example.net")
DANA = "dana@example.org"
SAM = "sam.okello@example.org"
SETS = [pytest.param(DEMO, id="demo"), pytest.param(SOURCES, id="replay")]
SEARCH_HOUSES = {
    "fennimore-gardens",
    "wrenfield",
    "corvane-logistics",
    "kettleby",
    "lanternstreet",
    "ashgrovetilney",
    "northbank-consulting",
    "quaysidevets",
    "marlbrook",
    "jobs.marlbrook",
    "hallowmere",
    "quillon-recruitment",
    "pennantmutual",
    "brightwater-homes",
    "pellworth",
    "dorrance-archive",
    "avery-talent",
    "brightpath-academy",
    "merrin-search",
}


@dataclass(frozen=True, slots=True)
class Mail:
    """One source: its file name, and the mail in it."""

    name: str
    message: EmailMessage

    @property
    def id(self) -> str:
        return str(self.message["Message-ID"]).strip("<> ")

    @property
    def at(self) -> datetime:
        return parsedate_to_datetime(str(self.message["Date"]))

    @property
    def parent(self) -> str | None:
        value = self.message["In-Reply-To"]
        return None if value is None else str(value).strip("<> ")

    @property
    def parts(self) -> Iterator[EmailMessage]:
        return (part for part in self.message.walk() if not part.is_multipart())

    def people(self, *headers: str) -> list[str]:
        values = [str(value) for header in headers for value in self.message.get_all(header, [])]
        return [address for _, address in getaddresses(values)]


@cache
def mails(folder: Path) -> tuple[Mail, ...]:
    paths = sorted(folder.glob("*.eml"))
    return tuple(Mail(path.name, _parse(path.read_bytes())) for path in paths)


def _parse(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


@cache
def expected() -> dict[str, Any]:
    return cast(dict[str, Any], json.loads(EXPECTED.read_text(encoding="utf-8")))


def text_of(mail: Mail) -> str:
    """What the mail says, quotes included; from its HTML where that is all it has."""
    body = mail.message.get_body(("plain", "html"))
    assert body is not None
    content = str(body.get_content())
    if body.get_content_subtype() == "plain":
        return content
    shown = LexborHTMLParser(content).body
    return "" if shown is None else shown.text(separator=" ")


def new_text(mail: Mail) -> str:
    """What the mail says without what it repeats of another."""
    text = re.split(r"^(?:_{20,}|-{5}Original Message-{5})$", text_of(mail), maxsplit=1, flags=re.MULTILINE)[0]
    lines = (line for line in text.splitlines() if not line.startswith(">") and not line.endswith("wrote:"))
    return "\n".join(lines)


def runs_of_eight(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))
    return {tuple(words[at : at + 8]) for at in range(len(words) - 7)}


def threads(folder: Path) -> dict[str, str]:
    """The first mail of the thread of each, by Message-ID."""
    roots: dict[str, str] = {}
    for mail in sorted(mails(folder), key=lambda mail: mail.at):
        roots[mail.id] = roots.get(mail.parent or "", mail.id)
    return roots


def of_the_search(mail: Mail) -> bool:
    houses = {address.rpartition("@")[2] for address in mail.people("From", "To")}
    return bool(houses & RELAYS) or bool({house.removesuffix(".example") for house in houses} & SEARCH_HOUSES)


def test_the_demo_has_at_least_sixty_mails_of_the_search_and_forty_others() -> None:
    """The demo is a whole search in an ordinary inbox, not a row of samples."""
    search = sum(of_the_search(mail) for mail in mails(DEMO))

    assert search >= 60
    assert len(mails(DEMO)) - search >= 40


def test_the_demo_takes_eight_weeks_of_spring() -> None:
    """The first mail comes on Monday 2 March 2026, the last before the end of Friday 24 April."""
    days = [mail.at.date() for mail in mails(DEMO)]

    assert (min(days), date(2026, 4, 22) <= max(days) <= date(2026, 4, 24)) == (date(2026, 3, 2), True)


@pytest.mark.parametrize("folder", SETS)
def test_files_are_numbered_in_the_order_of_their_dates(folder: Path) -> None:
    """Whoever plays the files in the order of their names plays them in the order of time."""
    numbers = [int(mail.name[:3]) for mail in mails(folder)]
    dates = [mail.at for mail in mails(folder)]

    assert numbers == list(range(1, len(numbers) + 1))
    assert dates == sorted(dates)


@pytest.mark.parametrize("folder", SETS)
def test_dates_carry_the_offset_that_london_had(folder: Path) -> None:
    """A mail of summer says +0100, a mail of winter +0000."""
    wrong = [mail.name for mail in mails(folder) if mail.at.utcoffset() != mail.at.astimezone(LONDON).utcoffset()]

    assert wrong == []


@pytest.mark.parametrize("folder", SETS)
def test_every_mail_is_well_formed(folder: Path) -> None:
    """No mail has a defect that Python's parser knows, and each has every header once that it needs once."""
    for mail in mails(folder):
        assert [part.defects for part in mail.message.walk() if part.defects] == [], mail.name
        assert {len(mail.message.get_all(name, [])) for name in ("From", "To", "Subject", "Date", "Message-ID")} == {1}
        assert text_of(mail).strip(), mail.name


@pytest.mark.parametrize("folder", SETS)
def test_no_two_mails_share_a_message_id(folder: Path) -> None:
    """A Message-ID names one mail."""
    assert [count for count in Counter(mail.id for mail in mails(folder)).values() if count > 1] == []


@pytest.mark.parametrize("folder", SETS)
def test_a_reply_names_an_earlier_mail_and_its_references_end_with_it(folder: Path) -> None:
    """Threads can be followed from each reply to its beginning."""
    earlier: set[str] = set()
    for mail in mails(folder):
        if mail.parent is not None:
            chain = re.findall(r"<([^>]+)>", str(mail.message["References"]))
            assert chain[-1] == mail.parent, mail.name
            assert set(chain) <= earlier, mail.name
        earlier.add(mail.id)


def _hosts(text: str) -> set[str]:
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    found = re.findall(r"[\w.+-]@([\w-]+(?:\.[\w-]+)+)|https?://([\w.-]+)", unfolded)
    return {(mailed or linked).rstrip(".") for mailed, linked in found}


def _real(hosts: set[str]) -> set[str]:
    return {host for host in hosts if not host.endswith(".example") and host not in EXAMPLES}


@pytest.mark.parametrize("folder", SETS)
def test_only_example_domains_are_named(folder: Path) -> None:
    """No mail can reach or name a real person; relays appear as senders only."""
    for mail in mails(folder):
        headers = _hosts("\n".join(f"{name}: {value}" for name, value in mail.message.items())) - {"mx.example.org"}
        assert _real(headers) <= RELAYS, mail.name
        bodies = "\n".join(str(part.get_content()) for part in mail.parts if part.get_content_maintype() == "text")
        assert _real(_hosts(bodies)) <= (RELAYS if mail.people("From")[0] in {DANA, SAM} else set()), mail.name


def test_no_two_threads_share_a_run_of_eight_words() -> None:
    """Each mail was written for itself: what two threads share is shorter than a phrase."""
    where: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for folder in (DEMO, SOURCES):
        roots = threads(folder)
        for mail in mails(folder):
            for run in runs_of_eight(new_text(mail)):
                where[run].add(roots[mail.id])

    assert [" ".join(run) for run, found in where.items() if len(found) > 1] == []


@pytest.mark.parametrize(
    ("folder", "uid"),
    [
        (DEMO, "corvane-oda-7731-whitlock@corvane-logistics.example"),
        (SOURCES, "9c1b6614-okello-0001@penhallow.example"),
    ],
)
def test_a_calendar_update_moves_an_interview(folder: Path, uid: str) -> None:
    """The update asks again for the same UID with a higher SEQUENCE and another start (RFC 5546, section 3.2.2)."""
    calendars = [
        str(part.get_content())
        for mail in mails(folder)
        for part in mail.parts
        if part.get_content_type() == "text/calendar" and part.get_param("method") == "REQUEST"
    ]
    entries = [text for text in calendars if f"UID:{uid}" in text]

    assert [re.findall(r"^SEQUENCE:(\d)", text, re.MULTILINE) for text in entries] == [["0"], ["1"]]
    assert len({re.findall(r"^DTSTART;TZID=[^:]*:(\w+)", text, re.MULTILINE)[0] for text in entries}) == 2


@pytest.mark.parametrize("folder", SETS)
def test_mail_comes_in_the_forms_that_real_mailers_write(folder: Path) -> None:
    """HTML alone, both forms, plain text, base64, quoted-printable, another charset and an attachment all occur."""
    kinds = {mail.message.get_content_type() for mail in mails(folder)}
    transfers = {str(part["Content-Transfer-Encoding"]) for mail in mails(folder) for part in mail.parts}
    charsets = {part.get_content_charset() for mail in mails(folder) for part in mail.parts}

    assert kinds >= {"text/plain", "text/html", "multipart/alternative", "multipart/mixed"}
    assert transfers >= {"7bit", "quoted-printable", "base64"}
    assert charsets & {"iso-8859-1", "windows-1252"}
    assert sum(mail.message["List-Unsubscribe"] is not None for mail in mails(folder)) >= 8


@pytest.mark.parametrize("folder", SETS)
def test_replies_quote_in_at_least_three_ways(folder: Path) -> None:
    """Quotes with marks, under a rule, and none at all: readers of mail must cope with each."""
    texts = [text_of(mail) for mail in mails(folder) if mail.parent]

    assert any(re.search(r"^>.*", text, re.MULTILINE) for text in texts)
    assert any(re.search(r"^_{20,}$", text, re.MULTILINE) for text in texts)
    assert any(not re.search(r"^(?:>|_{20,}|-{5}Original)", text, re.MULTILINE) for text in texts)


def test_the_replay_has_two_hundred_mails_in_no_order_of_time() -> None:
    """An export is not sorted, so nothing may lean on the order of an mbox."""
    box = mailbox.mbox(MBOX, create=False)
    dates = [parsedate_to_datetime(str(message["Date"])) for message in box]
    box.close()

    assert len(dates) == 200
    assert dates != sorted(dates)
    assert (min(dates).date(), max(dates).date()) == (date(2025, 9, 1), date(2025, 11, 21))


def test_the_mbox_is_what_its_sources_give() -> None:
    """A source changed without building the mbox anew is noticed."""
    assert MBOX.read_bytes() == build()


def test_the_mbox_holds_every_source_whole() -> None:
    """What an mbox reader takes out is what was put in."""
    box = mailbox.mbox(MBOX, create=False)
    held = sorted(_parse(box.get_bytes(key)).as_bytes() for key in box.iterkeys())
    box.close()

    assert held == sorted(mail.message.as_bytes() for mail in mails(SOURCES))


def test_every_mail_of_the_replay_is_expected_once() -> None:
    """Each mail is either of the search, with its label, or ordinary, or Sam's own; none is left out."""
    page = expected()
    named = [*page["labels"], *page["ordinary"]["in"], *page["ordinary"]["out"], *page["own_messages_of_the_search"]]

    assert sorted(named) == sorted(mail.id for mail in mails(SOURCES))
    own = {mail.id for mail in mails(SOURCES) if mail.people("From") == [SAM]}
    assert own == {*page["ordinary"]["out"], *page["own_messages_of_the_search"]}


def test_every_mail_of_the_search_belongs_to_one_expected_application() -> None:
    """Only cold outreach that nobody answered stands alone."""
    page = expected()
    placed = [message for application in page["applications"] for message in application["messages"]]
    search = {*page["labels"], *page["own_messages_of_the_search"]}

    assert sorted(placed) == sorted(search - set(page["outreach_without_application"]))


def test_every_mail_of_the_replay_is_expected_to_be_passed_on_or_not() -> None:
    """What must interrupt, what may and what never does are apart and complete; what needs Sam interrupts."""
    passed = expected()["passed_on"]
    always = [row["message_id"] for row in passed["always"]]

    assert sorted([*always, *passed["either"], *passed["never"]]) == sorted(mail.id for mail in mails(SOURCES))
    assert {row["message_id"] for row in expected()["needs_you"]} <= set(always)


def test_the_last_week_of_the_replay_brings_six_to_nine_mails_of_employers() -> None:
    """The letter of 21 November has a full week to tell."""
    at = {mail.id: mail.at.astimezone(LONDON).date() for mail in mails(SOURCES)}
    page = expected()
    outreach = set(page["outreach_without_application"])
    week = [
        one for one in page["labels"] if date(2025, 11, 15) <= at[one] <= date(2025, 11, 21) and one not in outreach
    ]

    assert sorted(week) == sorted(page["employer_messages_last_week"])
    assert 6 <= len(week) <= 9
