"""`unwatch applications`: what is shown, what is changed by a word of the person, and the way back."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import jsonschema
import pytest

from support.command_line import Run, Said
from support.stories import PRIYA, day, message, proposed, verdict
from unwatch.application import Application, ContactKind, Outcome
from unwatch.clock import SystemClock
from unwatch.ledger import Ledger
from unwatch.letter.words import is_loud
from unwatch.post_office import WATCHING_SINCE
from unwatch.record import Arrival, Recorder, Rules, content_id
from unwatch.rhythm import Rhythm
from unwatch_classifiers.posting import Posting
from unwatch_classifiers.records import Address, InterviewStatus, Label, Message, OfferForm, Stage, Verdict

SCHEMA = Path(__file__).parents[2] / "docs" / "report.schema.json"
LONDON = ZoneInfo("Europe/London")
DANA = Address("Dana", "dana@example.org")
TOM = Address("Tom Reyes", "tom@meridian.example")
TOML = """me = ["dana@example.org"]
timezone = "Europe/London"
state_directory = "{state}"
[mailbox.personal]
host = "imap.example.org"
user = "dana@example.org"
password_command = ["true"]
"""
HARBOR: dict[str, Any] = {"company": "Harbor Health", "role": "Clerk"}
MERIDIAN: dict[str, Any] = {"company": "Meridian Labs", "role": "Lab helper"}
RECEIPT = message("receipt", 0)
TOMS = message("tom", 0.1, sender=TOM)
STRAY = message("stray", 2, in_reply_to=("receipt@harbor.example",))
ANSWER = message("answer", 3, sender=DANA, to=(PRIYA,), in_reply_to=("stray@harbor.example",))
RULES = Rules(frozenset([DANA.address]), Rhythm(zone=LONDON), day(-1))


class Home:
    """Dana's settings and ledger on Monday 9 March 2026, 09:00, and the command line over them."""

    def __init__(self, folder: Path, run: Run) -> None:
        self.folder = folder
        self.file = folder / "unwatch.toml"
        self.file.write_text(TOML.format(state=folder), "utf-8")
        self._run = run

    def ledger(self) -> Ledger:
        return Ledger(self.folder / "ledger.db")

    def get(self, given: Message, judged: Verdict) -> None:
        with self.ledger() as ledger:
            Recorder(ledger, RULES).record(Arrival(given, judged, given.date), given.date)

    def says(self, command: str, *arguments: object) -> Said:
        """What one command says, whatever its status."""
        return self._run("applications", command, "--config", self.file, *arguments)

    def does(self, command: str, *arguments: object) -> str:
        """What one command says that does what it is told."""
        said = self.says(command, *arguments)
        assert said.status == 0, said.err
        assert all(len(line) <= 80 for line in said.out.splitlines())
        return said.flat

    def known(self) -> list[Application]:
        with self.ledger() as ledger:
            return ledger.stories.applications()

    def one(self, number: int) -> Application:
        return next(one for one in self.known() if one.id == number)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that knows nothing yet."""
    file = tmp_path_factory.mktemp("empty") / "ledger.db"
    with Ledger(file) as ledger:
        ledger.remember_time(WATCHING_SINCE, day(-1))
    return file


@pytest.fixture
def home(tmp_path: Path, empty: Path, unwatch: Run, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setattr(SystemClock, "now", lambda _: day(7))
    shutil.copy(empty, tmp_path / "ledger.db")
    return Home(tmp_path, unwatch)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of two applications: 1 at Harbor Health with a mail and its answer, 2 at Meridian Labs."""
    file = tmp_path_factory.mktemp("written") / "ledger.db"
    with Ledger(file) as ledger:
        ledger.remember_time(WATCHING_SINCE, day(-1))
        for given, judged in (
            (RECEIPT, verdict(Label.ACKNOWLEDGEMENT, **HARBOR)),
            (TOMS, verdict(Label.ACKNOWLEDGEMENT, **MERIDIAN)),
            (STRAY, verdict(Label.STATUS_UPDATE, wants_answer=True)),
            (ANSWER, verdict(Label.OTHER)),
        ):
            Recorder(ledger, RULES).record(Arrival(given, judged, given.date), given.date)
    return file


@pytest.fixture
def two(home: Home, written: Path) -> Home:
    """The same, each time anew."""
    shutil.copy(written, home.folder / "ledger.db")
    return home


def short(given: Message) -> str:
    return content_id(given)[:10]


# Which one is meant


@pytest.mark.parametrize("name", ["1", "#1", "Harbor Health", "harb", "HARBOR HEALTH LTD"])
def test_an_application_is_named_by_its_number_or_the_beginning_of_its_name(two: Home, name: str) -> None:
    """Case, accents and legal forms do not matter."""
    assert two.does("show", name).startswith("1 Harbor Health, Clerk")


def test_a_name_that_several_have_lists_them_and_changes_nothing(two: Home) -> None:
    """Exit status 2; the numbers are there to be used."""
    two.does("add", "Harbor Health", "--role", "Porter")
    before = two.known()
    said = two.says("rest", "harbor")

    assert (said.status, said.out) == (2, "")
    assert "1 Harbor Health, Clerk; 3 Harbor Health, Porter" in said.err
    assert two.known() == before


def test_the_whole_name_goes_before_a_longer_one(two: Home) -> None:
    """Else the shorter could never be named."""
    two.does("add", "Harbor")

    assert two.does("show", "harbor").startswith("3 Harbor ")


def test_an_alias_names_an_application_too(two: Home) -> None:
    """The name of the parent, say."""
    two.does("edit", "harbor", "--alias", "Northgate Group")

    assert two.does("show", "northg").startswith("1 ")


@pytest.mark.parametrize("name", ["9", "nobody", "&&&", "", "99999999999999999999", "9" * 5000, "\udcff"])
def test_an_application_that_is_not_there_is_one_sentence(two: Home, name: str) -> None:
    """With where to look; exit status 2."""
    said = two.says("show", name)

    assert (said.status, said.out) == (2, "")
    assert "`unwatch applications list" in said.err


def test_an_application_that_was_taken_back_is_not_there(two: Home) -> None:
    """Nor can it be changed."""
    two.does("add", "Fern & Vale")
    two.does("undo")
    said = two.says("note", "3", "hello")

    assert said.status == 2
    assert "Application 3 is empty" in said.err


def test_the_number_of_a_merged_application_leads_to_what_it_is_now(two: Home) -> None:
    """Whoever wrote it down finds it."""
    two.does("merge", "2", "1")

    assert two.does("show", "2").startswith("1 Harbor Health, Clerk")


# list and show


def test_the_list_has_one_line_each_with_who_moves_next_and_when(two: Home) -> None:
    """Ended ones are counted, and shown with --all, after the live ones."""
    two.does("close", "1")
    two.does("add", "Fern & Vale", "--role", "Office lead")
    two.does("add", "fern", "--interview", "2026-03-12 14:30", "--proposed")
    lines = two.does("list")

    assert "2 Meridian Labs, Lab helper: applied 2 March; waiting, as expected; theirs to move, by" in lines
    assert "3 Fern & Vale, Office lead: in interviews; yours: an interview time to settle, by Thursday" in lines
    assert "One other has ended; --all shows them." in lines
    assert "Harbor" not in lines
    assert two.does("list", "--all").endswith("1 Harbor Health, Clerk: closed on Monday: you withdrew.")


def test_a_list_of_nothing_says_how_to_begin(home: Home) -> None:
    """In one sentence."""
    assert "No application is known." in home.does("list")


def test_show_tells_each_mail_with_its_day_its_writer_what_it_was_its_quote_and_its_short_id(two: Home) -> None:
    """In the order of time, either way."""
    told = two.does("show", "1")
    mails = [
        f'2 March receipt, Priya Nair: "The sentence that decided." [{short(RECEIPT)}]',
        f'4 March update, Priya Nair: "The sentence that decided." [{short(STRAY)}]',
        f"5 March your answer, Priya Nair. [{short(ANSWER)}]",
    ]

    assert [told.index(mail) for mail in mails] == sorted(told.index(mail) for mail in mails)


def test_show_tells_all_that_is_known(two: Home) -> None:
    """Offer with every start date, references, conditions, notes, aliases, interviews, people, follow-up."""
    two.does("edit", "1", "--alias", "Northgate", "--requisition", "R-9")
    two.does("note", "1", "Pay", "is", "low")
    two.does("add", "1", "--references", "3")
    two.does("add", "1", "--referees", "contacted")
    two.does("add", "1", "--condition", "Ring me first")
    two.does("add", "1", "--offer", "spoken", "--starts", "2026-04-01")
    two.does("add", "1", "--offer", "spoken", "--starts", "2026-04-15", "--answer-by", "friday")
    two.does("add", "1", "--promised", "two weeks")
    two.does("add", "1", "--interview", "2026-03-05 10:00", "--where", "Room 2")
    two.does("done", "1")
    told = two.does("show", "1")

    for part in (
        "Also called Northgate",
        "Reference R-9",
        'Your note 9 March: "Pay is low"',
        "three references asked for on 9 March. You sent them on 9 March. Your referees were called by 9 March.",
        'Condition yours: "Ring me first"',
        "Offer spoken, not written, made on 9 March. Answer by Friday 13 March.",
        "Start Wednesday 1 April, moved to Wednesday 15 April.",
        "Interview confirmed: Thursday 5 March, 10:00, Room 2.",
        "5 March interview.",
        "Follow-up you may write to priya@harbor.example from",
        "Person Priya Nair ‹priya@harbor.example›, wrote 4 March, written to 5 March",
    ):
        assert part in told


def test_show_tells_a_promise_with_its_realistic_date(two: Home) -> None:
    """The employer's word, then what to expect (letter.md A5a)."""
    two.does("add", "2", "--promised", "two weeks")

    assert 'Promise "two weeks", said on 9 March: by Monday 23 March. Realistic: by Monday 6 April.' in two.does(
        "show", "2"
    )


def test_for_programs_each_object_is_that_of_the_report(two: Home) -> None:
    """DESIGN section 3: the same keys with the same meaning; `show` adds some and renames none."""
    schema = json.loads(SCHEMA.read_text("utf-8"))
    one = {**schema["properties"]["applications"]["items"], "$defs": schema["$defs"]}
    listed = [json.loads(line) for line in two.says("list", "--json").out.splitlines()]
    shown = json.loads(two.says("show", "--json", "1").out)
    for each in (*listed, shown):
        jsonschema.validate(each, one)

    assert [each["id"] for each in listed] == [1, 2]
    assert shown["messages"] == ["receipt@harbor.example", "stray@harbor.example", "answer@harbor.example"]
    assert [scene["id"] for scene in shown["story"]] == [short(RECEIPT), short(STRAY), short(ANSWER)]


def test_a_posting_is_shown_by_title_and_link_and_its_text_on_demand(two: Home) -> None:
    """So that the job is known months later (letter.md C7a), and no control character of it reaches the terminal."""
    with two.ledger() as ledger:
        posting = Posting("Duties:\n\n- \x1b[2Jopen the doors", "https://jobs.example/1", "Clerk")
        ledger.postings.keep(content_id(RECEIPT), posting)
    brief, whole = two.does("show", "1"), two.does("show", "1", "--posting")

    assert "Posting Clerk, https://jobs.example/1" in brief
    assert "open the doors" not in brief
    assert "Duties:" in whole
    assert "open the doors" in whole
    assert "\x1b" not in whole
    assert json.loads(two.says("show", "1", "--json").out)["postings"][0]["link"] == "https://jobs.example/1"
    assert two.says("show", "2", "--posting").status == 2


def test_nothing_of_a_mail_reaches_the_terminal_as_a_command(home: Home) -> None:
    """No control character, whatever the names."""
    evil = message("evil", 0, sender=Address("\x1b]0;owned\x07Eve", "eve@evil.example"))
    home.get(evil, verdict(Label.STATUS_UPDATE, company="Evil \x1b[2J\u202eCorp", role="\x9bClerk"))
    for out in (home.says("list").out, home.says("show", "1").out, home.says("show", "1", "--json").out):
        assert not any(ord(char) < 32 and char != "\n" for char in out)
        assert not any(char in out for char in "\x9b\u202e")


def outside_quotes(text: str) -> str:
    return re.sub(r'"[^"]*"', "", text)


def test_the_tone_is_the_letters_own(two: Home) -> None:
    """No percent sign, no word of letter.md section e's list, whatever happened."""
    two.get(message("no", 5), verdict(Label.REJECTION, **HARBOR))
    two.does("add", "Fern & Vale")
    two.does("add", "fern", "--ended", "role_closed", "--heard", "100% of it is gone!")
    said = [two.does("list", "--all"), *(two.does("show", number) for number in ("1", "2", "3"))]
    two.does("reopen", "3")
    said += [two.does("close", "3", "--as", "rejected"), two.does("undo"), two.does("rest", "3"), two.does("list")]
    for text in said:
        assert not is_loud(outside_quotes(text)), text


# add


def test_an_application_made_elsewhere_is_written_down(home: Home) -> None:
    """With day, channel, role and reference; its mail finds it."""
    said = home.does(
        *("add", "Harbor Health", "--role", "Clerk", "--applied", "2 march"),
        *("--channel", "their site", "--requisition", "R-9"),
    )
    home.get(message("mail", 3), verdict(Label.STATUS_UPDATE, **HARBOR))
    (one,) = home.known()

    assert "Application 1 is written down: Harbor Health, Clerk, applied 2 March." in said
    assert one.applied is not None
    assert (one.applied.astimezone(LONDON).date().isoformat(), one.requisition) == ("2026-03-02", "R-9")
    assert one.messages == ("mail@harbor.example",)
    assert "you applied, their site." in home.does("show", "1")


def test_a_second_application_at_an_employer_is_one_of_its_own_and_that_is_said(two: Home) -> None:
    """Two roles at one employer stay two; the way to make them one is named."""
    said = two.does("add", "Harbor Health")

    assert "There is also application 1, Harbor Health, Clerk" in said
    assert "if they are one, say `unwatch applications merge 3 1`" in said
    assert len(two.known()) == 3


def test_an_interview_that_was_arranged_by_phone_is_one(two: Home) -> None:
    """With its end and its place, in the person's zone."""
    said = two.does("add", "2", "--interview", "thursday 14:30", "--until", "15:15", "--where", "12 Mill Lane")
    (meeting,) = two.one(2).meetings

    assert "interview Thursday 12 March, 14:30 to 15:15, confirmed, 12 Mill Lane" in said
    assert (meeting.start.astimezone(LONDON).hour, meeting.where, meeting.status) == (
        14,
        "12 Mill Lane",
        InterviewStatus.CONFIRMED,
    )
    assert two.one(2).stage is Stage.INTERVIEWING
    assert two.one(2).open_needs == ()


def test_a_proposed_time_waits_for_the_person(two: Home) -> None:
    """Until they say that it is done."""
    two.does("add", "2", "--interview", "2026-03-12 14:30", "--proposed")
    assert len(two.one(2).open_needs) == 1
    two.does("done", "2")

    assert two.one(2).open_needs == ()
    assert two.says("done", "2").status == 2


def test_a_time_that_takes_the_place_of_another_is_named_as_such(two: Home) -> None:
    """An interview that moves stays one (DESIGN, section 3)."""
    two.does("add", "2", "--interview", "2026-03-12 14:30")
    said = two.does("add", "2", "--interview", "2026-03-13 9am")

    assert "It takes the place of the one of Thursday 12 March, 14:30." in said
    assert len(two.one(2).meetings) == 1


def test_a_spoken_offer_is_an_offer_with_its_dates_and_their_words(two: Home) -> None:
    """Spoken, not written (letter.md C2f)."""
    said = two.does(
        *("add", "2", "--offer", "spoken", "--answer-by", "friday"),
        *("--starts", "1 april", "--heard", "The job is yours"),
    )
    offer = two.one(2).offer

    assert offer is not None
    assert (offer.form, str(offer.answer_by), [str(one) for one in offer.starts]) == (
        OfferForm.SPOKEN,
        "2026-03-13",
        ["2026-04-01"],
    )
    assert "an offer, spoken, not written; start Wednesday 1 April; answer by Friday 13 March;" in said
    assert 'they said "The job is yours"' in said


@pytest.mark.parametrize(
    ("words", "by", "realistic"),
    [
        ("two weeks", "2026-03-23", "2026-04-06"),
        ("by friday", "2026-03-13", "2026-03-20"),
        ("2026-03-20", "2026-03-20", "2026-03-31"),
        ("They decide by 20 March.", "2026-03-20", "2026-03-31"),
        ("ende märz", "2026-03-31", "2026-04-22"),
    ],
)
def test_a_promise_by_voice_is_read_as_one_in_a_mail_is(two: Home, words: str, by: str, realistic: str) -> None:
    """Against today, with the realistic date of the same rule (letter.md C2a)."""
    two.does("add", "2", "--promised", words)
    promise = two.one(2).promise

    assert promise is not None
    assert (str(promise.by), str(promise.realistic)) == (by, realistic)


def test_a_promise_is_counted_from_the_day_on_which_it_was_given(two: Home) -> None:
    """`--on` says which."""
    two.does("add", "2", "--promised", "two weeks", "--on", "2026-03-02")
    promise = two.one(2).promise

    assert promise is not None
    assert str(promise.by) == "2026-03-16"


def test_references_are_asked_for_sent_and_contacted_as_the_person_tells(two: Home) -> None:
    """Never inferred (letter.md C6c)."""
    two.does("add", "2", "--references", "3")
    asked = two.one(2).references
    two.does("add", "2", "--referees", "sent")
    sent = two.one(2).references
    two.does("add", "2", "--referees", "contacted")
    called = two.one(2).references

    assert asked is not None
    assert sent is not None
    assert called is not None
    assert (asked.count, asked.sent) == (3, None)
    assert (sent.sent, sent.contacted) == (day(7), None)
    assert called.contacted == day(7)


def test_an_end_that_was_told_by_phone_closes(two: Home) -> None:
    """In the letter's words."""
    said = two.does("add", "2", "--ended", "role_closed", "--on", "friday")

    assert two.one(2).outcome is Outcome.ROLE_CLOSED
    assert "Closed on Friday: the role is no longer open." in said


def test_a_contact_outside_the_mailbox_counts_as_one(two: Home) -> None:
    """Post, phone or in person (letter.md A1b); the week between two contacts begins."""
    two.does("add", "1", "--wrote", "phone")
    written = two.one(1).written[-1]

    assert (written.at, written.kind) == (day(7), ContactKind.FOLLOW_UP)
    assert "you got in touch by phone." in two.does("show", "1")


def test_what_they_said_keeps_its_words(two: Home) -> None:
    """And is their last word."""
    two.does("add", "2", "--heard", "We are  still\nreading", "--on", "yesterday")

    assert 'update, by phone or in person: "We are still reading"' in two.does("show", "2")
    heard = two.one(2).last_heard
    assert heard is not None
    assert heard.date().isoformat() == "2026-03-08"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("2",), "named by its employer"),
        ((" ",), "The employer's name is empty"),
        (("nobody", "--offer", "spoken"), "No application is known as nobody"),
        (("2", "--role", "Clerk", "--offer", "spoken"), "--role is of a new application"),
        (("2", "--offer", "spoken", "--references", "2"), "several things"),
        (("2", "--wrote", "phone", "--heard", "yes"), "several things"),
        (("2", "--starts", "1 april"), "--starts belongs to --offer"),
        (("2", "--where", "here"), "--where belongs to --interview"),
        (("2", "--on", "today"), "--on is the day of something"),
        (("2", "--promised", "soon"), "names no promise with a day"),
        (("2", "--interview", "thursday"), "names no day with a time"),
        (("2", "--interview", "2026-03-12 25:00"), "names no day with a time"),
        (("2", "--interview", "2026-03-12 10:00", "--until", "9:00"), "ends after it begins"),
        (("2", "--heard", "yes", "--on", "tomorrow"), "names no day that has come"),
        (("2", "--heard", "yes", "--on", "2026-03-10"), "names no day that has come"),
        (("Fern", "--applied", "0001-01-01"), "too far from today"),
        (("2", "--offer", "spoken", "--answer-by", "9999-01-01"), "too far from today"),
        (("2", "--offer", "maybe"), "maybe"),
        (("2", "--references", "0"), "0"),
    ],
)
def test_what_does_not_fit_is_one_sentence_and_nothing_is_changed(
    two: Home, arguments: tuple[str, ...], words: str
) -> None:
    """Exit status 2."""
    before = two.known()
    said = two.says("add", *arguments)

    assert (said.status, said.out) == (2, "")
    assert words in said.err
    assert two.known() == before


# The person's word on one


def test_every_change_is_answered_and_taken_back_by_one_undo(two: Home) -> None:
    """From the last to the first, down to what the mails alone say; undo says what it took back."""
    changes: tuple[tuple[tuple[str, ...], str], ...] = (
        (("edit", "1", "--role", "Head clerk"), "what you called it: Head clerk"),
        (("note", "1", "Pay", "is", "low"), 'your note "Pay is low"'),
        (("rest", "1"), "that you let it rest"),
        (("wake", "1"), "that you woke it"),
        (("add", "1", "--heard", "Soon"), "what you wrote down of their word (update)"),
        (("close", "1", "--as", "declined"), "that you closed it"),
        (("reopen", "1"), "that you opened it again"),
        (("merge", "2", "1"), "that the two are one"),
        (("split", "1", short(STRAY)), "where you had put the mail"),
        (("move", short(TOMS), "--to", "new"), "where you had put the mail"),
    )
    states = [two.known()]
    for arguments, _ in changes:
        assert "`unwatch applications undo` takes it back." in two.does(*arguments)
        states.append(two.known())
    for _, words in reversed(changes):
        assert two.known() == states.pop()
        assert f"Taken back: {words}" in two.does("undo")

    assert two.known() == states.pop()
    assert two.does("undo") == "There is nothing to take back."


def test_an_application_that_is_taken_back_is_named(two: Home) -> None:
    """By the name that it had."""
    two.does("add", "Fern & Vale")

    assert two.does("undo") == "Taken back: application 3, Fern & Vale, is gone again."


def test_an_application_rests_until_a_day_and_is_woken(two: Home) -> None:
    """Both are said, and stand in the ledger."""
    assert "Harbor Health, Clerk rests until Wednesday 1 April." in two.does("rest", "harbor", "--until", "1 april")
    assert str(two.one(1).sleeps_until) == "2026-04-01"
    assert "sleeps until Wednesday 1 April" in two.does("list")
    two.does("wake", "harbor")

    assert (two.one(1).rested, two.one(1).sleeps_until) == (None, None)


@pytest.mark.parametrize("ending", [one.value for one in Outcome])
def test_an_application_is_closed_in_each_way(two: Home, ending: str) -> None:
    """On the day that is given."""
    two.does("close", "2", "--as", ending, "--on", "2026-03-06")
    closed = two.one(2)

    assert closed.outcome is Outcome(ending)
    assert closed.outcome_at is not None
    assert closed.outcome_at.date().isoformat() == "2026-03-06"


def test_names_hold_and_are_shown(two: Home) -> None:
    """Whatever a later mail says."""
    said = two.does("edit", "2", "--employer", "Meridian Laboratories", "--role", "Lab assistant")
    two.get(message("more", 5, sender=TOM), verdict(Label.STATUS_UPDATE, **MERIDIAN))

    assert "Application 2 is Meridian Laboratories, Lab assistant now." in said
    assert (two.one(2).company, two.one(2).role) == ("Meridian Laboratories", "Lab assistant")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("edit", "1"), "Nothing to change was given"),
        (("edit", "1", "--role", " \t"), "The role is empty"),
        (("note", "1", " "), "The note is empty"),
        (("rest", "1", "--until", "2026-03-01"), "names no day to come"),
        (("rest", "1", "--until", ""), "names no day to come"),
        (("wake", "1"), "does not rest"),
        (("reopen", "1"), "is open already"),
        (("close", "1", "--on", "friday week"), "names no day that has come"),
        (("close", "1", "--as", "lost"), "lost"),
        (("merge", "1", "1"), "one application already"),
        (("split", "2", short(STRAY)), "is not of Meridian Labs"),
        (("split", "1", "abcdef0123"), "No mail is known as abcdef0123"),
        (("move", short(STRAY), "--to", "1"), "there already"),
        (("move", short(STRAY), "--to", "nobody"), "No application is known as nobody"),
        (("move", "\udcff", "--to", "2"), "No mail is known"),
    ],
)
def test_a_change_that_cannot_be_made_is_one_sentence_and_changes_nothing(
    two: Home, arguments: tuple[str, ...], words: str
) -> None:
    """Exit status 2."""
    before = two.known()
    said = two.says(*arguments)

    assert (said.status, said.out) == (2, "")
    assert words in said.err
    assert two.known() == before


def test_an_ended_application_neither_rests_nor_is_closed_twice_in_one_way(two: Home) -> None:
    """It can be closed in another way, and opened again."""
    two.does("close", "1")
    assert "reopen" in two.says("rest", "1").err
    assert two.says("close", "1").status == 2
    two.does("close", "1", "--as", "accepted")

    assert two.one(1).outcome is Outcome.ACCEPTED
    two.does("reopen", "1")
    assert two.one(1).live


def test_what_rests_by_its_own_silence_is_not_woken_and_that_is_said(
    two: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes back when they write."""
    monkeypatch.setattr(SystemClock, "now", lambda _: day(300))
    said = two.says("wake", "2")

    assert said.status == 2
    assert "it comes back by itself" in said.err


# Mail in the wrong place


def test_a_mail_is_brought_where_it_belongs_with_its_answer(two: Home) -> None:
    """By its short id or its Message-ID."""
    said = two.does("move", short(STRAY), "--to", "meridian")

    assert f"Mail {short(STRAY)} is part of application 2 now, Meridian Labs, Lab helper." in said
    assert two.one(2).messages == ("tom@harbor.example", "stray@harbor.example", "answer@harbor.example")
    two.does("move", "stray@harbor.example", "--to", "1")
    assert len(two.one(1).messages) == 3


def test_mails_are_split_off_as_one_application(two: Home) -> None:
    """Named twice, a mail is one."""
    said = two.does("split", "harbor", short(STRAY), "stray@harbor.example")

    assert f"Mail {short(STRAY)} is application 3 now" in said
    assert "Harbor Health, apart from Harbor Health, Clerk" in said
    assert two.one(3).messages == ("stray@harbor.example", "answer@harbor.example")


def test_two_that_are_one_are_merged_under_the_names_of_the_second(two: Home) -> None:
    """With the mail of both."""
    two.does("merge", "meridian", "harbor")
    (one,) = two.known()

    assert (one.id, one.company, one.aliases) == (1, "Harbor Health", ("Meridian Labs",))
    assert len(one.messages) == 4


# With the daemon running, and without anything


def test_a_change_is_seen_by_a_daemon_that_runs(two: Home) -> None:
    """Over its own connection, which stays open all the while."""
    with two.ledger() as daemon:
        before = daemon.stories.application(1)
        two.does("note", "1", "Pay is low")
        after = daemon.stories.application(1)

    assert (before.notes, [text for _, text in after.notes]) == ((), ["Pay is low"])


@pytest.fixture
def no_ledger(tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "unwatch.toml"
    file.write_text(TOML.format(state=tmp_path), "utf-8")
    yield file
    assert list(tmp_path.glob("ledger*")) == []


@pytest.mark.parametrize("arguments", [("list",), ("show", "1"), ("add", "Fern"), ("undo",), ("note", "1", "x")])
def test_without_a_ledger_the_command_that_helps_is_named(
    unwatch: Run, no_ledger: Path, arguments: tuple[str, ...]
) -> None:
    """Nothing is created."""
    said = unwatch("applications", arguments[0], "--config", no_ledger, *arguments[1:])

    assert (said.status, said.out) == (1, "")
    assert "unwatch run" in said.err


def test_a_proposal_that_is_done_needs_no_mail(two: Home) -> None:
    """The invitation of a mail is settled by the same word."""
    two.get(message("inv", 5), verdict(Label.SCHEDULING, interviews=(proposed(9),), wants_answer=True, **HARBOR))
    assert "yours: an interview time to settle" in two.does("list")

    assert "done (an interview time to settle)" in two.does("done", "1")
