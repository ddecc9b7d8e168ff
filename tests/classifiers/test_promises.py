"""The table "Promise phrases" of letter.md and beyond, said on Wednesday 8 October 2025."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from support.facts import mail
from unwatch_classifiers.business_days import add_business_days
from unwatch_classifiers.facts import read_facts
from unwatch_classifiers.records import Label, Promise

SAID = date(2025, 10, 8)


def promise(text: str, label: Label = Label.STATUS_UPDATE) -> Promise | None:
    return read_facts(mail(text), label).promise


@pytest.mark.parametrize(
    ("text", "kind", "by", "begins"),
    [
        ("We will get back to you by Friday.", "contact_by", "2025-10-10", None),
        ("We hope to make a decision by next Monday.", "decide_by", "2025-10-13", None),
        ("You should hear from us by the end of the week.", "contact_by", "2025-10-10", None),
        ("I'll be in touch early next week.", "contact_by", "2025-10-15", "2025-10-13"),
        ("We will contact you next week.", "contact_by", "2025-10-17", "2025-10-13"),
        ("We expect to decide by the end of next week.", "decide_by", "2025-10-17", None),
        ("You will hear from us within a week.", "contact_by", "2025-10-15", None),
        ("We aim to respond within 7-10 business days.", "contact_by", "2025-10-22", None),
        ("Someone will call you within 48 hours.", "contact_by", "2025-10-10", None),
        ("We'll let you know in the next few days.", "contact_by", "2025-10-12", None),
        ("It should take a couple of weeks.", "contact_by", "2025-10-22", None),
        ("We will be in touch in the next two weeks.", "contact_by", "2025-10-22", None),
        ("We will be making a decision in a few weeks.", "decide_by", "2025-10-29", None),
        ("We should have an answer for you by the 15th.", "contact_by", "2025-10-15", None),
        ("We expect to be done interviewing by the 15th.", "contact_by", "2025-10-22", None),
        ("We'll be in touch in mid-August.", "contact_by", "2026-08-20", "2026-08-11"),
        ("We will decide by the end of October.", "decide_by", "2025-10-31", None),
        ("A project is in the pipeline and could be sometime in November.", "contact_by", "2025-11-30", "2025-11-01"),
        ("We will decide at the beginning of the year.", "decide_by", "2026-01-20", "2026-01-02"),
        ("We'll get back to you after the holidays.", "contact_by", "2026-01-20", "2026-01-06"),
        ("We plan to make an offer in the new quarter.", "decide_by", "2026-01-21", "2026-01-01"),
        ("Decisions will be made in Q1.", "decide_by", "2026-03-31", "2026-01-01"),
        ("We want to have someone in the position by the end of October.", "filled_by", "2025-10-31", None),
        ("We aim to fill the role by 1 December.", "filled_by", "2025-12-01", None),
        ("We would like someone to start on 3 November.", "start_by", "2025-11-03", None),
        (
            "If you have not heard from us within three weeks, please consider your application unsuccessful.",
            "contact_by",
            "2025-10-29",
            None,
        ),
        ("Should you not hear from us within 14 days, you were not successful.", "contact_by", "2025-10-22", None),
        (
            "We will let you know within two weeks of the closing date (31 October).",
            "contact_by",
            "2025-11-14",
            None,
        ),
        ("The process usually takes two to three weeks.", "contact_by", "2025-10-29", None),
        ("Our team will reach out in 5 business days if there is a match.", "contact_by", "2025-10-15", None),
        ("A decision is expected before Christmas.", "decide_by", "2025-12-24", None),
        ("I will write to you before Friday and let you know.", "contact_by", "2025-10-09", None),
        ("You'll know by Wednesday.", "contact_by", "2025-10-15", None),
        ("The partners sit on Monday and I expect to tell you more on Tuesday.", "contact_by", "2025-10-14", None),
        ("I hope to have something for you by the end of next week.", "contact_by", "2025-10-17", None),
        ("If you have not been contacted by 13 November you were not shortlisted.", "contact_by", "2025-11-13", None),
        ("They're interviewing through Wednesday.", "contact_by", "2025-10-22", None),
        ("There is no decision before the 20th.", "decide_by", "2025-10-20", None),
        (
            "We aim to notify those shortlisted within four weeks of the closing date, 31 October 2025.",
            "contact_by",
            "2025-11-28",
            None,
        ),
        (
            "The season starts in December so you will hear one way or the other by the 24th.",
            "contact_by",
            "2025-10-24",
            None,
        ),
        ("Word by the 24th, promise.", "contact_by", "2025-10-24", None),
        ("The long list comes out Monday 3rd November.", "contact_by", "2025-11-03", None),
        (
            "Everybody hears within ten working days of the closing date, 31 October 2025.",
            "contact_by",
            "2025-11-14",
            None,
        ),
        ("We sit down with the lot of them on the 20th.", "contact_by", "2025-10-20", None),
        ("Council sits on the 13th and I will ring the morning after.", "contact_by", "2025-10-14", None),
        ("We sift on 20 October and will write to everyone that same week.", "contact_by", "2025-10-24", None),
        ("He should have looked at them all by the end of the month.", "decide_by", "2025-10-31", None),
        ("The auditors told me Thursday latest.", "contact_by", "2025-10-09", None),
        ("Vetting can take up to eight weeks.", "contact_by", "2025-12-03", None),
        (
            "If the phone has not rung by 24 October, take it that we chose someone else.",
            "contact_by",
            "2025-10-24",
            None,
        ),
    ],
)
def test_reads_the_promise(text: str, kind: str, by: str, begins: str | None) -> None:
    """Kind, last day and, for a vague span, its first day; the quote is literal."""
    found = promise(f"Dear Dana,\n\nThank you for waiting.\n\n{text}\n\nBest wishes,\nPriya")

    assert found is not None
    assert (str(found.kind), found.by, found.begins) == (
        kind,
        date.fromisoformat(by),
        date.fromisoformat(begins) if begins else None,
    )
    assert found.quote == text


@pytest.mark.parametrize(
    "text",
    [
        "We will be in touch shortly.",
        "You will hear from us soon.",
        "We'll be in touch.",
        "We will decide as soon as possible.",
        "We are aggressively trying to fill the position.",
        "Please let us know by Friday.",
        "Could you send your references by Friday?",
        "You have to complete the assessment within 5 days.",
        "We had hoped to get back to you by Friday.",
        "We said you would hear by Friday.",
        "We received your application on 3 October.",
        "Thank you for the two weeks of preparation.",
        "Will you decide by Friday?",
        "The interview lasted two hours.",
        "We can give you until Monday noon to get back to us.",
        "The closing date is 14 November, after which the panel will draw up a shortlist.",
        "I'll put you forward this afternoon and come back to you when I've heard.",
        "The job is four days a week, start whenever you can.",
        "Yours of the 20th is in the file and I know it.",
        "The editor is on leave until the 20th, so no news till then.",
        "I read them on Sundays and the next one is the 12th, reading them takes me a while.",
        "We don't know if that's two weeks or two months.",
        "Unsuccessful applicants can ask for their score within ten days.",
        "We had meant to take two people this year and were told one.",
        "The panel was unable to decide on Friday.",
        "The panel decides every two weeks.",
        "Every second Friday we sit down with whatever came in.",
        "More I cannot say today.",
        "The screening for the position starts on 3 November.",
        "Please expect nothing before January.",
    ],
)
def test_what_names_no_day_or_is_not_theirs_is_no_promise(text: str) -> None:
    """Urgency words, the person's own deadlines and the past promise nothing."""
    assert promise(text) is None


@pytest.mark.parametrize("label", [Label.REJECTION, Label.OUTREACH])
def test_a_closed_or_unasked_mail_promises_nothing(label: Label) -> None:
    """ "We will contact you in spring" in a rejection is a courtesy."""
    assert promise("We will contact you next week.", label) is None


def test_realistic_is_the_promise_and_its_own_length_again() -> None:
    """`by` + max(5 business days, `by` - date of the mail) (letter.md C2a)."""
    near, far = promise("We will decide by Friday."), promise("We will decide by the end of October.")

    assert near is not None and far is not None
    assert near.realistic == add_business_days(near.by, 5) == date(2025, 10, 17)
    assert far.realistic == far.by + (far.by - SAID) == date(2025, 11, 23)


@pytest.mark.parametrize("urgent", ["", "aggressively ", "urgently ", "quickly "])
def test_urgency_words_do_not_shorten_it(urgent: str) -> None:
    """The same sentence with and without the word gives equal dates (letter.md C2b)."""
    found = promise(f"We are {urgent}working on it and will get back to you in two weeks.")

    assert found is not None and found.by == SAID + timedelta(days=14)


def test_a_wait_may_be_counted_from_a_closing_date_named_elsewhere() -> None:
    """ "Closes: 20 October", and lower down "within 14 days of the closing date"."""
    found = promise("Closes: 20 October 2025\n\nYou will hear from us within 14 days of the closing date.")

    assert found is not None and found.by == date(2025, 11, 3)


def test_a_plain_word_on_when_goes_before_a_step_on_the_way() -> None:
    """Interviews in November do not put off what was promised for October."""
    found = promise("Interviews are planned for November. You will hear from us by 24 October whichever way it goes.")

    assert found is not None and found.by == date(2025, 10, 24)


def test_only_the_promising_part_of_a_sentence_is_quoted() -> None:
    """What stands before a semicolon may ask or explain."""
    found = promise("There is nothing you need to send; expect to hear from Ola by 17 October.")

    assert found is not None and found.quote == "expect to hear from Ola by 17 October."


@pytest.mark.parametrize(
    "text",
    [
        "Record your three answers by Friday.",
        "We'd like you to spend Tuesday with the team so they can decide about you.",
        "We would appreciate your decision by Friday.",
        "If we don't see a result by Friday, we'll assume you decided against it.",
    ],
)
def test_mail_that_asks_promises_only_outright(text: str) -> None:
    """Where the person has something to do, a day beside "answer" or "decide" is most often theirs."""
    assert promise(text, Label.ASSESSMENT) is None
    assert promise("We will let you know by Friday.", Label.ASSESSMENT) is not None


def test_the_start_of_an_offered_job_is_no_promise() -> None:
    """It is `Facts.starts`; in an update it is the day by which they want someone to start."""
    text = "We would like someone to start on 3 November."

    assert promise(text, Label.OFFER) is None
    assert promise(text, Label.STATUS_UPDATE) is not None


def test_of_two_promises_the_last_day_counts() -> None:
    """Nobody should write before either is due."""
    found = promise("We will review it next week. You will hear from us by the end of October.")

    assert found is not None and found.by == date(2025, 10, 31)


def test_a_promise_to_write_goes_before_one_to_fill() -> None:
    """Filled-by and start-by dates do not say when one hears (letter.md P6)."""
    found = promise("We will decide by Friday. We want someone in the position by the end of October.")

    assert found is not None and str(found.kind) == "decide_by"


def test_a_time_to_talk_is_no_promise_to_write() -> None:
    """In a mail that schedules, "I will call you on Tuesday at ten" is the interview."""
    assert promise("I will call you on Tuesday at 10:00.", Label.SCHEDULING) is None
    assert promise("After the interview we will decide within two weeks.", Label.SCHEDULING) is not None


@pytest.mark.parametrize("whose", ["his", "her", "our", "their"])
def test_somebody_s_own_holidays_are_not_the_end_of_the_year(whose: str) -> None:
    """When a manager is back off his holidays says nothing of Christmas."""
    said = f"It will be looked at by the factory manager when he is back off {whose} holidays."
    assert promise(said, Label.ACKNOWLEDGEMENT) is None


def test_what_is_told_by_a_day_needs_no_more_days_for_the_interviews() -> None:
    """An interview round that ends then leaves time to decide; "we will update you by then" says when itself."""
    found = promise("We are completing interviews now, and we will update you by 24 October.")

    assert found is not None
    assert f"{found.by:%m-%d}" == "10-24"


def test_one_who_is_away_until_a_day_does_not_hide_the_promise_behind_it() -> None:
    """ "Jo is away till Monday, so we decide on the 24th"."""
    found = promise("Jo is on leave till Monday, so we vote on the 24th.")

    assert found is not None
    assert f"{found.by:%m-%d}" == "10-24"


@pytest.mark.parametrize(
    ("said", "closes"),
    [
        ("If you have not heard from us within three weeks, please consider your application unsuccessful.", True),
        ("If you don't hear from me by 24 October, assume that it went to somebody else.", True),
        ("If you have not heard from us within three weeks, please call me.", False),
        ("You will hear from us within three weeks.", False),
    ],
)
def test_a_day_from_which_silence_means_no_closes_by_itself(said: str, closes: bool) -> None:
    """Nothing is expected after it, and nothing has to be written (letter.md c.4)."""
    found = promise(said, Label.ACKNOWLEDGEMENT)

    assert found is not None
    assert found.closes is closes
