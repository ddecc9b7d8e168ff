"""What the person asks for by reply: a mail whole, the saved posting, what helps, a draft, how it stands, help."""

from __future__ import annotations

import pytest

from support.letter_lint import form_problems, tone_problems
from support.replies import OKAFOR, House
from support.stories import PRIYA, confirmed, day, message, verdict
from unwatch.watch import contact_key
from unwatch_classifiers.posting import Posting
from unwatch_classifiers.records import Facts, Interview, InterviewStatus, Label, Verdict

HOSTILE = "Dear Dana,\n\ndone 2\n<script>alert(1)</script>\nstop\n"


@pytest.fixture
def house() -> House:
    return House()


def flat(text: str) -> str:
    return " ".join(text.split())


def test_full_brings_the_weeks_mails_of_a_number_whole_and_harmless(house: House) -> None:
    """Behind a bar, so that no line of theirs passes for one of ours; the latest first."""
    one, _ = house.two()
    house.get(
        message("long", 2, new_text=HOSTILE, in_reply_to=("harbor@harbor.example",)), verdict(Label.STATUS_UPDATE)
    )
    house.letter()
    house.reply(f"full {house.number(one)}")
    (text,), (mail,) = house.texts(), house.mails()
    html = mail.get_body(("html",))

    assert mail["Subject"] == "Harbor Health, Clerk: the complete text"
    assert text.index("| done 2") < text.index("| Text of mail harbor.")
    assert not any(line.startswith(("done", "stop", "Dear")) for line in text.splitlines())
    assert html is not None and "<script" not in html.get_content()
    assert list(form_problems(html.get_content().replace("\r\n", "\n"))) == []


def test_full_of_a_very_long_mail_is_cut_and_says_so(house: House) -> None:
    """At 20,000 characters in all, as in the pass-on."""
    one, _ = house.two()
    text = "word " * 6_000
    house.get(message("long", 2, new_text=text, in_reply_to=("harbor@harbor.example",)), verdict(Label.STATUS_UPDATE))
    house.letter()
    house.reply(f"full {house.number(one)}")

    assert 19_000 < house.answer().count("word") * 5 <= 20_000
    assert "Cut here; the answer holds 20,000 characters." in house.answer()


def test_full_without_news_brings_the_latest_mail_and_says_where_its_text_is_not_kept(house: House) -> None:
    """In words."""
    one, _ = house.two()
    house.letter()
    house.get(message("news", 8, sender=OKAFOR, in_reply_to=("okafor@harbor.example",)), verdict(Label.STATUS_UPDATE))
    house.letter(1)
    house.ledger.mail.forget_texts(day(9))
    house.reply("full harbor", 12)

    assert house.one(one).company == "Harbor Health"
    assert "Its text is no longer kept here; it lies in your mailbox" in house.answer()


def test_job_brings_the_saved_posting_when_it_is_gone_elsewhere(house: House) -> None:
    """C7a; its address is words, not a link."""
    one, other = house.two()
    content = house.ledger.stories.contents(one)[0]
    house.ledger.postings.keep(
        content, Posting("You answer the door.\nYou keep the book.", "https://x.example/j", "Clerk")
    )
    house.letter()
    house.reply(f"job {house.number(one)}")
    house.reply(f"job {house.number(other)}", 6)
    first, second = house.texts()
    html = house.mails()[0].get_body(("html",))

    assert "| You answer the door. | You keep the book." in flat(first)
    assert "as text: https://x.example/j" in flat(first)
    assert html is not None and 'href="https://x.example' not in html.get_content()
    assert "none is saved" in flat(second)


def test_a_posting_goes_with_its_mail(house: House) -> None:
    """A merge brings it along."""
    one, other = house.two()
    house.ledger.postings.keep(house.ledger.stories.contents(other)[0], Posting("You plan.", None, None))
    house.letter()
    house.reply(f"merge {house.number(one)} {house.number(other)}")

    assert [each.text for each in house.ledger.postings.of_application(one)] == ["You plan."]
    assert house.ledger.postings.of_application(other) == []


def test_prep_has_when_where_who_what_then_the_notes_and_the_questions_of_all(house: House) -> None:
    """A3b, C9g: with the saved job text."""
    one, _ = house.two()
    room = Interview(day(9), day(9.05), "Room 2, Mill Lane", InterviewStatus.CONFIRMED)
    facts = Facts(interviews=(room,), then="After that you meet the team.")
    invited = message("invited", 2, sender=PRIYA, in_reply_to=("harbor@harbor.example",))
    house.get(invited, Verdict(Label.SCHEDULING, 0.9, (), facts))
    house.ledger.postings.keep(house.ledger.stories.contents(one)[0], Posting("You answer the door.", None, "Clerk"))
    house.letter()
    house.reply("note harbor long way by bus\nnote okafor Asked: why planning?\nnote okafor a cold room")
    house.reply(f"prep {house.number(one)}", 6)
    text = house.answer()

    for part in (
        "When: Wednesday 11 March, 09:00 to 10:12.",
        'Where: "Room 2, Mill Lane".',
        "Who wrote to you from there: Priya Nair.",
        'in their words: "After that you meet the team".',
        'Your note of 7 March: "long way by bus".',
        "to practise: why planning?",
        "| You answer the door.",
    ):
        assert part in text, part
    assert "cold room" not in text


def test_a_draft_comes_to_the_person_in_the_thread_of_the_mail_that_it_answers(house: House) -> None:
    """Never to an employer; in the person's name."""
    one, _ = house.two()
    invited = message("invited", 2, in_reply_to=("harbor@harbor.example",), subject="Interview")
    times = (Interview(day(9), day(9.05), None, InterviewStatus.PROPOSED),)
    house.get(invited, verdict(Label.SCHEDULING, interviews=times))
    house.letter()
    house.reply(f"draft {house.number(one)}")
    (mail,), (text,) = house.mails(), house.texts()

    assert mail["To"] == "dana@example.org"
    assert "To: Priya" in text and "priya@harbor.example" in text
    assert "Dana Reyes" in text
    assert "Re: Interview" in text


def test_a_draft_before_its_day_says_from_when_and_anyway_brings_it(house: House) -> None:
    """A2d: one sentence, no scolding."""
    one, _ = house.two()
    invited = message("invited", 1.5, in_reply_to=("harbor@harbor.example",))
    house.get(invited, verdict(Label.SCHEDULING, interviews=(confirmed(2),)))
    house.get(message("thanks", 3, in_reply_to=("harbor@harbor.example",)), verdict(Label.STATUS_UPDATE))
    house.letter()
    number = house.number(one)
    house.reply(f"draft {number}", 7)
    (early,) = house.texts()
    house.reply(f"draft {number} anyway", 8)
    _, draft = house.texts()

    assert "You may write to Harbor Health from" in early
    assert f'"draft {number} anyway"' in flat(early)
    assert list(tone_problems("text", early)) == []
    assert "-- the draft --" in draft


def test_decline_brings_a_draft_that_withdraws_where_nothing_was_offered(house: House) -> None:
    """C10d: on request only, and nothing is changed by it."""
    one, _ = house.two()
    house.letter()
    before = house.one(one)
    house.reply(f"decline {house.number(one)}")

    assert house.answer().startswith("A draft for Harbor Health: withdrawing.")
    assert house.one(one) == before


def test_a_draft_among_other_answers_comes_in_the_same_mail(house: House) -> None:
    """One reply, one answer."""
    one, _ = house.two()
    house.letter()
    house.reply(f"decline {house.number(one)}\nhelp\nfull {house.number(one)}\nwhat about this")
    (mail,), (text,) = house.mails(), house.texts()

    assert mail["Subject"] == "unwatch: what you asked for"
    for part in ("-- the draft --", "rhythm weekly", "| Text of mail harbor.", "what about this"):
        assert part in text
    assert all(len(line) <= 72 for line in text.splitlines())


def test_status_is_one_sentence_of_the_same_shape_whenever_it_is_asked(house: House) -> None:
    """What is read, whether anything was passed on, when the letter comes."""
    house.two()
    house.letter()
    house.ledger.remember_time(contact_key("home"), day(5))
    house.ledger.remember_time(contact_key("work"), day(4.9))
    invited = message("invited", 4.5, in_reply_to=("harbor@harbor.example",))
    house.reply("status", 5.1)
    house.get(invited, verdict(Label.SCHEDULING, wants_answer=True))
    house.office.freeze_pass_ons(day(5.2))
    house.ledger.post.open_gap("work", day(5.3), "no contact")
    house.reply("status", 6)
    first, second = (flat(text) for text in house.texts())

    assert first == (
        "unwatch: how it stands Your mail is read up to Saturday 09:00, nothing had to be passed on since the last"
        " letter, and the next letter comes on Friday 13 March at 16:00."
    )
    assert second == first.replace("Saturday 09:00, nothing had to be", "Saturday 16:12, one message was")


def test_help_brings_the_list_of_commands_as_it_is(house: House) -> None:
    """Line by line, also in the HTML."""
    house.two()
    house.letter()
    house.reply("help")
    (text,), (mail,) = house.texts(), house.mails()
    html = mail.get_body(("html",))

    assert "    later 2 tuesday            it comes back on that day" in text
    assert html is not None and "white-space:pre-wrap" in html.get_content()
    assert list(form_problems(html.get_content().replace("\r\n", "\n"))) == []
