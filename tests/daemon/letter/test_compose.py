"""What the letter says, and where."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from support.letter_lint import item_numbers, problems
from support.letters import (
    NEXT,
    NOW,
    SINCE,
    ZONE,
    applied,
    asked,
    at,
    faulty_week,
    interview_ahead,
    news,
    note_permitted,
    offer_week,
    quiet_week,
    rests,
    silence,
    told,
    worked_week,
)
from unwatch.application import Application, Meeting, NeedKind, Offer, Outcome, References
from unwatch.commands import parse
from unwatch.letter.compose import compose, write_letter
from unwatch.letter.records import FollowUp, Gap, LetterInput, Told, Unplaced, Way
from unwatch_classifiers.records import InterviewStatus, Label, OfferForm, Promise, PromiseKind, SilenceState, Stage


def week(*applications: Told, **changes: object) -> LetterInput:
    """Return a week with these applications and nothing else."""
    plain = LetterInput(now=NOW, since=SINCE, next_letter=NEXT, zone=ZONE, applications=applications)
    return replace(plain, **changes)  # type: ignore[arg-type]


def text_of(given: LetterInput) -> str:
    """Return the letter's text on one line, which passed the checklist."""
    written = write_letter(given)
    assert problems(written.text, written.html, written.subject, written.preheader) == []
    return " ".join(written.text.split())


def section(given: LetterInput, title: str) -> str:
    """Return one section of the letter on one line."""
    found = [one for one in write_letter(given).text.split("\n\n\n") if one.startswith(title)]
    return " ".join(found[0].split()) if found else ""


@pytest.mark.parametrize("example", [worked_week, quiet_week, offer_week, faulty_week])
def test_every_example_week_passes_the_checklist(example) -> None:  # type: ignore[no-untyped-def]
    """The machine-checkable rows of the acceptance checklist hold for each kind of week."""
    written = write_letter(example())
    assert problems(written.text, written.html, written.subject, written.preheader) == []


def test_the_worked_week_says_what_the_specification_says() -> None:
    """Verdict, account, next letter, two things to do, and the subject are those of the worked example."""
    written = write_letter(worked_week())
    text = " ".join(written.text.split())
    assert written.subject == "Week to Fri 10 Oct: nothing waiting, two things for next week"
    assert text.startswith("Friday 10 October 2025, 16:00 Nothing is waiting for you in your inbox. ")
    assert (
        "Employers sent nine messages this week. One reached you at once, one the next morning, seven are in this "
        "letter. That is all of them. The next letter comes on Friday 17 October at 16:00." in text
    )
    assert "NEXT WEEK: TWO THINGS 1. Tuesday 14 October, 10:00 to 10:45 Phone interview, Harbor" in text
    assert "2. Thursday 16 October, in the morning One short note to Tom Reyes, Meridian Labs" in text
    assert "Closed on Thursday: they chose another candidate." in text
    assert 'They said "two weeks". Realistic: by 30 October.' in text
    assert "Sent this week, receipts in: Bluefin Software (8), Marlow Trust (9), Ostrava Tools (10)." in text
    assert "If one of them writes, it comes back by itself." in text


def test_every_live_application_is_told_once_with_its_own_number() -> None:
    """Item numbers run from 1 without gaps, and each belongs to one application."""
    given = worked_week()
    written = write_letter(given)
    assert [number for number, _ in written.numbers] == item_numbers(written.text) == list(range(1, 16))
    assert sorted(key for _, key in written.numbers) == sorted(one.application.id for one in given.applications)
    for one in given.applications:
        told_in = " ".join(written.text.split("HOW THIS")[0].split())
        assert len(re.findall(rf"{re.escape(one.application.name)}(?:,| \()", told_in)) == 1


def test_the_same_week_gives_the_same_bytes() -> None:
    """A letter depends on its input alone."""
    assert write_letter(worked_week()) == write_letter(worked_week())


@pytest.mark.parametrize(
    ("needs", "said"), [(0, "Nothing is"), (1, "One thing is"), (2, "Two things are"), (5, "Five things are")]
)
def test_the_first_sentence_counts_what_waits(needs: int, said: str) -> None:
    """Open needs of the person are what waits, and nothing else is."""
    many = [
        told(replace(applied(n, f"Firm {n}"), needs=(asked(NeedKind.ANSWER, f"{n}@f.example", at(13 + n)),)))
        for n in range(needs)
    ]
    assert f"{said} waiting for you" in text_of(week(*many, interview_ahead()))


def test_more_than_three_needs_leave_none_untold() -> None:
    """The three earliest stand as actions; the others stand with their date in what moved."""
    many = [
        told(
            replace(
                applied(n, f"Firm {n}"), needs=(asked(NeedKind.ASSESSMENT, f"{n}@f.example", date(2025, 10, 10 + n)),)
            )
        )
        for n in range(1, 6)
    ]
    given = week(*many, note_permitted())
    assert re.findall(r"Firm (\d)", section(given, "NEXT WEEK")) == ["1", "2", "3"]
    moved = section(given, "WHAT MOVED")
    assert "An assessment to do: Tuesday 14 October, in the morning." in moved
    assert "Firm 5" in moved
    assert moved.startswith("WHAT MOVED (nothing to do, but for the dates named)")
    assert "You may write from Thursday 16 October: a week after your note to Karen Holt." in section(given, "WAITING")
    text_of(given)


def test_an_application_with_two_needs_tells_both_dates() -> None:
    """Nothing that waits is hidden behind the first thing of the same application."""
    both = (
        asked(NeedKind.REFERENCES, "1@f.example", date(2025, 10, 15)),
        asked(NeedKind.ASSESSMENT, "2@f.example", date(2025, 10, 14)),
    )
    text = text_of(week(told(replace(applied(1, "Firm"), needs=both))))
    assert "Two things are waiting for you. " in text
    assert "NEXT WEEK: TWO THINGS 1. Tuesday 14 October, in the morning Assessment to do, Firm, analyst." in text
    assert "Also references to send: Wednesday 15 October, in the morning." in text


def test_a_need_whose_date_has_passed_gets_a_new_date() -> None:
    """A missed step becomes the next working morning, with their date beside it and no word of blame."""
    text = text_of(
        week(told(replace(applied(1, "Firm"), needs=(asked(NeedKind.ANSWER, "1@f.example", date(2025, 10, 9)),))))
    )
    assert "1. Monday 13 October, in the morning Answer to write, Firm, analyst." in text
    assert "They asked on Wednesday, for Thursday 9 October." in text


def test_needs_of_an_ended_or_rested_application_wait_no_more() -> None:
    """What was asked before the end, or before the person let it rest, is not waiting."""
    need = (asked(NeedKind.SCHEDULE, "1@f.example"),)
    ended = replace(applied(1, "Ended"), needs=need, outcome=Outcome.ROLE_CLOSED, outcome_at=at(9))
    rested = replace(applied(2, "Rested"), needs=need, rested=at(9))
    text = text_of(week(told(ended), told(rested)))
    assert "Nothing is waiting for you" in text
    assert "Closed on Thursday: the role is no longer open." in text
    assert "Rested. If one of them writes" in text


def test_an_interview_shows_where_they_are_when_their_clock_is_another() -> None:
    """The time is the person's own; the original stands beside it (S14)."""
    start = datetime(2025, 10, 14, 10, 0, tzinfo=timezone(timedelta(hours=-4)))
    meeting = Meeting(start, start + timedelta(minutes=45), None, InterviewStatus.CONFIRMED, "1@f.example")
    text = text_of(week(told(replace(applied(1, "Firm"), meetings=(meeting,)))))
    assert "1. Tuesday 14 October, 16:00 to 16:45" in text
    assert "Where they are: 10:00 (UTC-04:00)." in text


def test_a_time_in_utc_says_nothing_about_where_they_are() -> None:
    """Machines write times in UTC; nobody lives there."""
    start = datetime(2025, 10, 14, 8, 0, tzinfo=UTC)
    meeting = Meeting(start, None, None, InterviewStatus.CONFIRMED, "1@f.example")
    text = text_of(week(told(replace(applied(1, "Firm"), meetings=(meeting,)))))
    assert "1. Tuesday 14 October, 10:00" in text
    assert "Where they are" not in text


def test_an_interview_after_the_next_letter_waits_in_the_list() -> None:
    """Only the coming week's interviews are things to do; a later one is told with its date."""
    meeting = Meeting(at(4, 10, month=11), None, None, InterviewStatus.CONFIRMED, "1@f.example")
    text = text_of(week(told(replace(applied(1, "Firm"), meetings=(meeting,)))))
    assert "NEXT WEEK: NOTHING TO DO" in text or "NEXT WEEK" not in text
    given = week(told(replace(applied(1, "Firm"), meetings=(meeting,)), news("1@f.example", at(8), Label.SCHEDULING)))
    assert "Interview Tuesday 4 November, 10:00." in section(given, "WHAT MOVED")


def test_one_note_is_offered_and_not_before_its_day() -> None:
    """A note becomes a thing to do only if it is permitted before the next letter, and one at a time."""
    later = replace(note_permitted(), follow_up=FollowUp(0, date(2025, 10, 21), "they said two weeks"))
    assert "One short note" not in text_of(week(later, interview_ahead()))
    two = week(note_permitted(), replace(note_permitted(), application=replace(note_permitted().application, id=99)))
    assert text_of(two).count("One short note to") == 1


@pytest.mark.parametrize(
    "change",
    [
        {"quiet": silence(SilenceState.RESTING)},
        {"sleeps": date(2025, 11, 3)},
        {"met": at(10, 10)},
    ],
)
def test_no_note_while_it_rests_or_sleeps_nor_a_first_thank_you(change: dict[str, object]) -> None:
    """A resting or sleeping application asks for nothing, and a thank-you note is never first raised by a letter."""
    application = replace(note_permitted().application, sleeps_until=change.get("sleeps"))  # type: ignore[arg-type]
    if met := change.get("met"):
        meeting = Meeting(met, None, None, InterviewStatus.CONFIRMED, "1@f.example")  # type: ignore[arg-type]
        application = replace(application, meetings=(meeting,))
    not_before = date(2025, 10, 11) if "met" in change else date(2025, 10, 14)
    quiet = change.get("quiet", silence())
    one = Told(application, FollowUp(0, not_before, "a week after"), quiet)  # type: ignore[arg-type]
    assert "One short note" not in text_of(week(one, interview_ahead()))


def test_a_spoken_offer_is_told_as_spoken_every_week() -> None:
    """Spoken is not written; nothing needs telling anyone, and the search line stays (S02)."""
    spoken = replace(applied(1, "Fern & Vale"), stage=Stage.OFFER, offer=Offer(OfferForm.SPOKEN, at(1)))
    text = text_of(week(told(spoken, quiet=silence()), interview_ahead(), pace="two a week"))
    assert "Spoken, not written. Nothing needs telling anyone yet." in text
    assert 'Until something is accepted in writing: "two a week".' in text


@pytest.mark.parametrize(
    ("starts", "said"),
    [
        ((date(2025, 11, 3),), "Start Monday 3 November."),
        ((date(2025, 11, 3), date(2025, 11, 17)), "They moved the start from 3 to 17 November."),
        (
            (date(2025, 11, 3), date(2025, 11, 17), date(2026, 1, 5)),
            "from 17 November to 5 January 2026, the second move, so it is treated as open.",
        ),
    ],
)
def test_a_start_date_that_slips_is_counted_from_the_second_move(starts: tuple[date, ...], said: str) -> None:
    """Each move is told, the count from the second on (C2g)."""
    offer = replace(applied(1, "Fern"), stage=Stage.OFFER, offer=Offer(OfferForm.SPOKEN, at(1), None, starts))
    assert said in text_of(week(told(offer, news("1@f.example", at(8), Label.STATUS_UPDATE)), interview_ahead()))


def test_the_search_line_ends_with_a_written_acceptance() -> None:
    """Only accepted and written ends the search."""
    offer = Offer(OfferForm.WRITTEN, at(1), None, (date(2025, 12, 1),))
    accepted = replace(applied(1, "Juniper"), outcome=Outcome.ACCEPTED, outcome_at=at(9), offer=offer)
    text = text_of(week(told(accepted, news("1@j.example", at(9), Label.OFFER)), interview_ahead(), pace="two a week"))
    assert "Accepted in writing on Thursday, start Monday 1 December." in text
    assert "two a week" not in text


def test_an_ended_application_is_told_in_one_letter_only() -> None:
    """Closed this week: once. Closed earlier: not at all, unless they write again."""
    early = replace(applied(1, "Early"), outcome=Outcome.REJECTED, outcome_at=at(1))
    assert "Early" not in text_of(week(told(early), interview_ahead()))
    again = told(early, news("1@e.example", at(8), Label.OTHER, "We would like to stay in touch."))
    assert 'They wrote on Wednesday: "We would like to stay in touch".' in text_of(week(again, interview_ahead()))


def test_what_ended_stands_after_what_goes_on() -> None:
    """Bad news is neither first nor hidden."""
    ended = replace(applied(1, "Ended"), outcome=Outcome.REJECTED, outcome_at=at(6))
    moved = section(
        week(
            told(ended, news("1@e.example", at(6), Label.REJECTION)),
            told(applied(2, "Moved"), news("2@m.example", at(9), Label.STATUS_UPDATE)),
        ),
        "WHAT MOVED",
    )
    assert moved.index("Moved") < moved.index("Ended")


def test_many_endings_share_a_sentence() -> None:
    """A week of many closings stays short; each keeps its name and number."""
    ended = [
        told(
            replace(applied(n, f"Firm {n}"), outcome=Outcome.REJECTED, outcome_at=at(6)),
            news(f"{n}@f.example", at(6), Label.REJECTION, "no"),
        )
        for n in range(1, 8)
    ]
    moved = section(week(*ended), "WHAT MOVED")
    assert "Closed, they chose another candidate: Firm 1 (1), Firm 2 (2)" in moved
    text_of(week(*ended))


def test_an_application_that_was_put_to_rest_wakes_when_they_write() -> None:
    """A resting application that wakes is announced plainly (A7d)."""
    rested = replace(applied(1, "Wren"), rested=at(20, month=8), last_heard=at(8))
    text = text_of(week(told(rested, news("1@w.example", at(8), Label.STATUS_UPDATE, "Are you free?"))))
    assert 'It was resting and is back. They wrote on Wednesday: "Are you free?"' in text


def test_waiting_tells_the_four_phrases_and_a_date() -> None:
    """Early days, as expected, later than most with the day it rests from, and sleeping until a day."""
    given = week(
        told(applied(1, "A"), quiet=silence(SilenceState.EARLY_DAYS)),
        told(applied(2, "B"), quiet=silence()),
        told(applied(3, "C"), quiet=silence(SilenceState.LATER_THAN_MOST, date(2025, 10, 1), date(2025, 11, 6))),
        told(replace(applied(4, "D"), sleeps_until=date(2025, 11, 3)), quiet=silence()),
        interview_ahead(),
    )
    text = text_of(given)
    assert "A, analyst Applied 1 September. Early days. No date given. Realistic: by 30 October." in text
    assert "B, analyst Applied 1 September. No date given. Realistic: by 30 October." in text
    assert "Later than most. No date given. Rests from 6 November." in text
    assert "Sleeps until Monday 3 November." in text


def test_many_that_wait_are_told_by_week_and_all_by_name() -> None:
    """Beyond twelve, a sentence for each realistic week carries names and numbers."""
    many = [
        told(applied(n, f"Firm{n}"), quiet=silence(usual_by=date(2025, 10, 20) + timedelta(days=n)))
        for n in range(1, 31)
    ]
    given = week(*many, interview_ahead())
    assert "Realistic by the week of 3 November: " in text_of(given)
    written = write_letter(given)
    assert len(written.numbers) == 31
    assert all(f"Firm{n}" in written.text for n in range(1, 31))


def test_the_account_counts_messages_without_a_place() -> None:
    """Every message of an employer is in exactly one of the three ways."""
    one = Unplaced("u@k.example", at(9), "u@k.example", "Hello", "Hello", "no name in it", Way.AT_ONCE, at(9, 9, 1))
    text = text_of(week(interview_ahead(), unplaced=(one, replace(one, message_id="v@k.example", way=Way.LETTER))))
    assert "Employers sent four messages this week. Two reached you at once, none the next morning, two are" in text
    assert "It reached you whole at once." in text


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "Employers sent one message this week. None reached you at once, none the next morning, one is in"),
        (
            14,
            "Employers sent fourteen messages this week. None reached you at once, none the next morning, fourteen are",
        ),
        (31, "Employers sent 31 messages this week."),
    ],
)
def test_the_account_is_grammatical_for_any_count(count: int, said: str) -> None:
    """One is one message, and above twenty come digits."""
    many = [told(applied(n, f"F{n}"), news(f"{n}@f.example", at(8), Label.ACKNOWLEDGEMENT)) for n in range(count)]
    assert said in text_of(week(*many))


def test_a_letter_after_weeks_off_says_since_when() -> None:
    """Where the last letter is not a week ago, nothing claims to be of this week."""
    text = text_of(week(interview_ahead(), since=at(5, 16, month=9)))
    assert "Employers sent two messages since Friday 5 September." in text
    assert "The watcher ran all the time since Friday 5 September." in text


def test_gaps_of_more_than_ten_minutes_are_named() -> None:
    """Each has its times and what fell into it; a short one is no gap."""
    gaps = (Gap(at(7, 3, 10), at(7, 3, 24), "network"), Gap(at(8, 22, 10), at(9, 7, 40), "login failed", 2))
    text = text_of(week(interview_ahead(), gaps=(*gaps, Gap(at(6, 1), at(6, 1, 9), "network"))))
    assert "but for two gaps: Tuesday 03:10 to 03:24 (network); the mailbox was read again" in text
    assert 'Wednesday 22:10 to Thursday 07:40 ("login failed"); the mailbox was read again afterwards and two' in text
    assert "01:09" not in text


def test_a_watcher_that_is_deaf_does_not_say_that_nothing_waits() -> None:
    """The verdict holds up to the moment of the last reading, and the reader is told to read until it is back."""
    text = text_of(week(interview_ahead(), gaps=(Gap(at(9, 12), None, "network"),)))
    assert "Nothing is waiting for you in your inbox, as of Thursday 12:00." in text
    assert "Until it can, please read it yourself." in text


def test_what_could_not_be_placed_is_shown_whole() -> None:
    """Up to 1,200 characters of it stand in the letter, behind a bar, with the reason."""
    one = Unplaced(
        "u@k.example", at(9), "Jo Park jo@k.example", "Hi", "line one\n\n" + "word " * 400, "two fit", Way.LETTER
    )
    given = week(interview_ahead(), unplaced=(one,))
    shown = section(given, "COULD NOT PLACE")
    assert 'From Jo Park jo@k.example, Thursday 09:00: "Hi" Why: two fit. Cut after 1200 characters.' in shown
    assert "| line one | | word word" in shown
    text_of(given)


def test_references_given_are_told() -> None:
    """Silence after references is told as references sent (C11g)."""
    given = replace(applied(1, "Tern"), stage=Stage.REFERENCES, references=References(at(1), 3, at(7)), written=())
    assert "References sent on Tuesday, nothing to do." in text_of(
        week(told(given, quiet=silence()), interview_ahead())
    )


def test_every_command_shown_is_one_that_the_watcher_reads() -> None:
    """The footer shows only commands that exist, with numbers of this letter."""
    written = write_letter(worked_week())
    block = written.text.split("REPLY TO THIS LETTER")[1].split("\n\n")[1].split("Quoted")[0]
    commands = re.findall(r"\S+(?: \S+)+", block)
    read = [command for line in commands for command in parse(line, NOW.date()).commands]
    assert [one.verb.value for one in read] == ["done", "later", "draft", "rest", "wake", "note"]
    assert {int(one.target) for one in read} <= {number for number, _ in written.numbers}


def test_without_an_address_there_is_nothing_to_reply() -> None:
    """Where the watcher reads no replies, no command and no link is shown, and resting ones are names only."""
    written = write_letter(replace(worked_week(), reply_to=None))
    assert "REPLY TO" not in written.text
    assert "mailto:" not in written.html
    assert "Alder & Sons, Pike Institute, Quay Media, Tessel, Wren Council." in " ".join(written.text.split())
    assert problems(written.text, written.html, written.subject, written.preheader) == []


def test_commands_are_links_only_if_a_token_says_which_letter() -> None:
    """A mail that a link begins answers no Message-ID; without a token nobody could say what its numbers mean."""
    assert "mailto:" not in write_letter(replace(worked_week(), reply_token="")).html
    assert "mailto:dana%2Bletter@example.org?subject=k7f3q2&amp;body=done%201" in write_letter(worked_week()).html


def test_a_quiet_week_is_short_and_names_what_is_watched() -> None:
    """No news and nothing to do: at most 120 words, the same verdict, counts, cover and next letter."""
    written = write_letter(quiet_week())
    assert len(written.text.split()) <= 120
    assert "Seven are waiting as expected, five resting." in written.text
    assert written.subject == "Week to Fri 10 Oct: nothing waiting, nothing to do"
    assert written.numbers == ()


def test_an_empty_life_still_gets_its_letter() -> None:
    """With no application at all the letter comes all the same."""
    assert "No application is open." in text_of(week())


def test_a_year_of_applications_stays_readable() -> None:
    """A hundred applications and forty messages: every one named, well below the size at which clients clip."""
    moved = [
        told(applied(n, f"Firm {n}"), news(f"{n}@f.example", at(8), Label.STATUS_UPDATE, "a long sentence " * 30))
        for n in range(10)
    ]
    waits = [told(applied(n, f"Firm {n}"), quiet=silence()) for n in range(10, 40)]
    quiet = [rests(n, f"Firm {n}") for n in range(40, 100)]
    given = week(*moved, *waits, *quiet, reply_to="a@example.org", reply_token="t")
    written = write_letter(given)
    found = problems(written.text, written.html, written.subject, written.preheader)
    assert [one for one in found if not one.endswith(" words")] == []
    assert len(written.text.split()) < 900
    assert sorted(key for _, key in written.numbers) == list(range(100))


def test_a_very_full_week_gives_up_quotes_and_rows_before_it_grows() -> None:
    """Six hundred words hold whatever they wrote, with every name and number (f 36)."""
    words = "a long sentence of theirs " * 20
    moved = [
        told(
            applied(n, f"Firm {n}"), *(news(f"{n}.{m}@f.example", at(8), Label.STATUS_UPDATE, words) for m in range(2))
        )
        for n in range(13)
    ]
    waits = [told(applied(n, f"Firm {n}"), quiet=silence()) for n in range(13, 25)]
    given = week(interview_ahead(), *moved, *waits, pace="two a week", reply_to="a@example.org", questions=2)
    assert len(text_of(given).split()) <= 600
    assert len(write_letter(given).numbers) == 26


def test_a_full_week_leaves_a_quote_out_rather_than_cut_it_to_half_a_thought() -> None:
    """Each quote holds a hundred characters or is not there: a stump of one makes curious (e 5)."""
    words = "We met the last of the others on Tuesday and will sit down together once the manager is back in town, " * 3

    def busy(count: int) -> LetterInput:
        moved = [
            told(applied(n, f"Firm {n}"), news(f"{n}@f.example", at(8), Label.STATUS_UPDATE, words))
            for n in range(count)
        ]
        waits = [told(applied(n + 50, f"House {n}"), quiet=silence()) for n in range(12)]
        return week(*moved, *waits)

    lengths = [len(one) for count in range(1, 24) for one in re.findall(r'"(We met .*?)"', text_of(busy(count)))]
    assert len(lengths) > 20
    assert min(lengths) >= 100
    assert '"We met' not in text_of(busy(23))


def test_their_word_on_when_ends_with_one_stop() -> None:
    """A promise that was a whole sentence is quoted without its own stop."""
    promise = Promise("We will write by Friday.", PromiseKind.DECIDE_BY, date(2025, 10, 17), date(2025, 10, 24))
    given = week(told(replace(applied(1, "Firm"), promise=promise), quiet=silence()), interview_ahead())
    assert 'They said "We will write by Friday". Realistic:' in text_of(given)


def test_a_delay_that_all_share_is_told_once() -> None:
    """Six mails passed on within a minute are one remark, not six; different delays stay beside their mails."""

    def passed(*minutes: int) -> str:
        mails = (
            news(f"{n}@f.example", at(8, n), Label.SCHEDULING, way=Way.AT_ONCE, told_at=at(8, n, late))
            for n, late in enumerate(minutes, 8)
        )
        return text_of(week(told(applied(1, "Firm"), *mails)))

    assert (
        "At once, each within a minute or so: Firm, interview time, Wednesday 08:01; Firm, interview time, "
        "Wednesday 09:01." in passed(1, 1)
    )
    assert (
        "At once: Firm, interview time, Wednesday 08:01, within a minute or so; Firm, interview time, Wednesday 09:05, "
        "five minutes after it arrived." in passed(1, 5)
    )


def test_a_mail_that_could_not_be_placed_takes_no_words_from_the_others() -> None:
    """It is shown in full, and what they wrote is quoted as in any week (f 6)."""
    long = Unplaced("u@k.example", at(9), "jo@k.example", "Hi", "word " * 2_000, "two fit", Way.LETTER)
    flood = tuple(replace(long, message_id=f"{n}@k.example") for n in range(4))
    quote = "We are reading all that came in, and will write to everybody in the week after Easter."
    given = week(told(applied(1, "Firm"), news("1@f.example", at(8), Label.STATUS_UPDATE, quote)), unplaced=flood)
    assert quote.rstrip(".") in text_of(given)


def test_the_favourite_changes_nothing() -> None:
    """Warm or urgent words of an employer move no date and no place (f 34)."""

    def letter(words: str) -> str:
        one = news("1@f.example", at(8), Label.STATUS_UPDATE, words)
        return text_of(week(told(applied(1, "Firm"), one, quiet=silence()))).replace(words, "")

    assert letter("urgent, you are our top candidate") == letter("we are reading")


def test_parts_keep_reading_order() -> None:
    """Sections stand in the same order every week."""
    titles = [one.title for one in compose(faulty_week()).sections]
    assert titles == [
        "Next week: two things",
        "What moved",
        "Waiting, as expected",
        "Resting",
        "Could not place",
        "Your own line",
        "How this week was covered",
        "Reply to this letter",
    ]


def test_an_application_with_nothing_known_is_still_told() -> None:
    """No name, no role, no date: it stands among those that wait."""
    assert "an employer not named" in text_of(week(told(Application(1)), interview_ahead()))
