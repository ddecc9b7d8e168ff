"""From the acceptance to the first day, and the last letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from support.letter_lint import form_problems, problems, tone_problems
from support.letters import (
    NEXT,
    NOW,
    SINCE,
    ZONE,
    acceptance_week,
    accepted,
    applied,
    asked,
    at,
    interview_ahead,
    news,
    note_permitted,
    quiet_week,
    told,
)
from unwatch.application import Application, NeedKind, Offer, Outcome
from unwatch.letter.compose import write_letter
from unwatch.letter.ending import is_letter_due
from unwatch.letter.records import LetterInput, Rendered, Told
from unwatch_classifiers.records import Label, OfferForm

BEGUN = date(2025, 10, 8)


def week(*applications: Told, reply_to: str | None = "dana@example.org") -> LetterInput:
    """Return a week with these applications alone."""
    return LetterInput(NOW, SINCE, NEXT, ZONE, applications, pace="two a week", reply_to=reply_to, reply_token="k7")


def text_of(given: LetterInput) -> str:
    """Return the letter's text on one line, which passed the checklist."""
    written = write_letter(given)
    assert problems(written.text, written.html, written.subject, written.preheader) == []
    return " ".join(written.text.split())


def last_letter(*others: Told, reply_to: str | None = "dana@example.org") -> Rendered:
    """Return the letter after the first day, checked for form and tone."""
    written = write_letter(week(told(accepted(BEGUN, at(1))), *others, reply_to=reply_to))
    assert form_problems(written.html) == []
    assert list(tone_problems("the text", written.text)) == []
    assert 40 <= len(written.preheader) <= 110
    assert len(written.subject) <= 70
    return written


def test_the_letter_of_the_acceptance_tells_how_it_goes_on() -> None:
    """Accepted, the start date, quiet watching, everyone else left alone, drafts if wanted (C1c, C2e, d.3)."""
    text = text_of(acceptance_week())
    assert (
        "Juniper Archive, archivist. Accepted in writing on Thursday, start Monday 1 December. Watching goes on quietly"
        " until then: only something about this job reaches you. Everyone else has been left alone. A draft that tells"
        ' them is ready for each: reply "draft", its number, "withdraw".'
    ) in text
    assert "Until something is accepted in writing" not in text


def test_after_the_acceptance_nobody_else_is_to_be_written_to() -> None:
    """No note, no need of before; what waited rests, and what is agreed for a day stays (C1c, d.3)."""
    before = told(replace(applied(3, "Tern"), needs=(asked(NeedKind.REFERENCES, "t@tern.example", at(13), at(8)),)))
    text = text_of(week(told(accepted()), note_permitted(), before, interview_ahead()))
    assert "Nothing is waiting for you" in text
    assert "One short note" not in text
    assert "RESTING (nothing to do; the watcher keeps them) Meridian Labs (3), Tern (4)." in text
    assert "1. Tuesday 14 October, 10:00 to 10:45 Phone interview, Harbor" in text


def test_what_somebody_else_asks_after_the_acceptance_is_still_told() -> None:
    """Until the first day there is no job: nothing that comes in is lost (C1c)."""
    since = told(replace(applied(3, "Tern"), needs=(asked(NeedKind.SCHEDULE, "t@tern.example", at(13), at(10, 9)),)))
    assert "One thing is waiting for you" in text_of(week(told(accepted()), since))


def test_what_the_new_employer_asks_is_told_as_ever() -> None:
    """A form to fill in before the first day is a thing to do (C1c)."""
    job = replace(accepted(when=at(1)), needs=(asked(NeedKind.INFORMATION, "j3@juniper.example", at(15), at(9)),))
    text = text_of(week(told(job, news("j3@juniper.example", at(9), Label.INFORMATION_REQUEST))))
    assert "Information to send, Juniper Archive, archivist." in text


def test_later_letters_are_short_until_the_first_day() -> None:
    """One line on the job, the others counted, and no word of a search (C1c)."""
    given = replace(quiet_week(), applications=(told(accepted(when=at(1))), *quiet_week().applications))
    text = text_of(given)
    assert len(text.split()) <= 120
    assert "Juniper Archive, archivist. Accepted in writing; start Monday 1 December." in text
    assert "Quietly watched until then. Twelve are resting." in text
    assert "applications a week" not in text


def test_a_week_with_news_between_has_the_usual_shape() -> None:
    """Somebody wrote: it is told, and the job stands among what waits."""
    closed = replace(applied(2, "Tern"), outcome=Outcome.REJECTED, outcome_at=at(9))
    given = week(told(accepted(when=at(1))), told(closed, news("t@tern.example", at(9), Label.REJECTION)))
    text = text_of(given)
    assert "1. Tern, analyst. Closed on Thursday: they chose another candidate." in text
    assert "WAITING, AS EXPECTED (nothing to do) 2. Juniper Archive, archivist. Accepted in writing;" in text


def test_the_last_letter_says_that_watching_ends_and_how_it_comes_back() -> None:
    """After the first day one letter, with the way to reopen; it promises no next one (C1c, C3h)."""
    written = last_letter(*quiet_week().applications)
    text = " ".join(written.text.split())
    assert written.subject == "Week to Fri 10 Oct: nothing waiting, the last letter"
    assert (
        "This is the last letter: Juniper Archive, archivist, start Wednesday 8 October. Watching ends with it."
        ' Reply "reopen" and it goes on, with all that is known.'
    ) in text
    assert "The next letter" not in text
    assert "always reach you" not in text
    assert "?subject=k7&amp;body=reopen" in written.html


def test_the_last_letter_accounts_for_its_week_like_any_other() -> None:
    """Who wrote is told there too (A7a)."""
    moved = told(applied(2, "Tern"), news("t@tern.example", at(9), Label.STATUS_UPDATE, "We are reading."))
    text = " ".join(last_letter(moved).text.split())
    assert "Employers sent one message this week." in text
    assert 'They wrote on Thursday: "We are reading".' in text
    assert "reopen" in text


def test_without_an_address_the_last_letter_names_no_reply() -> None:
    """No command is shown that nobody reads."""
    assert "reopen" not in last_letter(reply_to=None).text


def test_a_job_whose_first_day_is_not_known_is_watched_on() -> None:
    """No day is made up, and no letter is the last (C1c)."""
    text = text_of(week(told(accepted(None))))
    assert "Accepted in writing on Thursday. Watching goes on quietly until it begins; no mail has told the day" in text
    assert is_letter_due([accepted(None)], NOW.date() + timedelta(days=400))


def test_a_start_that_moves_moves_the_last_letter() -> None:
    """The day that was told last counts (C2e, C2g)."""
    moved = replace(accepted(), offer=Offer(OfferForm.WRITTEN, at(1), None, (BEGUN, date(2025, 11, 3))))
    assert "They moved the start from 8 October to 3 November." in text_of(week(told(moved)))
    assert is_letter_due([moved], date(2025, 10, 10))
    assert not is_letter_due([moved], date(2025, 11, 7))


@pytest.mark.parametrize(
    ("job", "last", "due"),
    [
        (accepted(BEGUN), None, True),
        (accepted(BEGUN), date(2025, 10, 7), True),
        (accepted(BEGUN), BEGUN, False),
        (accepted(BEGUN), date(2025, 10, 10), False),
        (replace(accepted(BEGUN), outcome=None), date(2025, 10, 10), True),
        (replace(accepted(BEGUN), offer=Offer(OfferForm.SPOKEN, at(1), None, (BEGUN,))), date(2025, 10, 10), True),
        (applied(1, "Firm"), date(2025, 10, 10), True),
    ],
)
def test_letters_are_due_until_the_first_one_after_the_first_day(
    job: Application, last: date | None, due: bool
) -> None:
    """One letter on or after the first day, then none; reopened, spoken or none at all: they go on (C1c, A6c, C3h)."""
    assert is_letter_due([applied(9, "Other"), job], last) is due


def test_many_endings_in_one_week_leave_the_acceptance_its_own_lines() -> None:
    """It is never one name among those that closed (d.3)."""
    ended = [
        told(
            replace(applied(n, f"Firm {n}"), outcome=Outcome.REJECTED, outcome_at=at(6)),
            news(f"{n}@f.example", at(6), Label.REJECTION),
        )
        for n in range(1, 8)
    ]
    text = text_of(week(told(accepted()), *ended))
    assert "Accepted in writing on Thursday, start Monday 1 December." in text
    assert "Closed, they chose another candidate: Firm 1 (2)" in text
