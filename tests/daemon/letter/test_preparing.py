"""What a letter brings before an interview."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from support.letter_lint import problems
from support.letters import NEXT, NOW, SINCE, ZONE, applied, asked, at, interview_ahead, news, told
from unwatch.application import Meeting, NeedKind
from unwatch.letter.compose import write_letter
from unwatch.letter.records import LetterInput, Note, Told
from unwatch.letter.words import COLUMNS
from unwatch_classifiers.records import InterviewStatus, Label


def week(*applications: Told, questions: int = 3, reply_to: str | None = "dana@example.org") -> LetterInput:
    """Return a week with these applications alone."""
    return LetterInput(NOW, SINCE, NEXT, ZONE, applications, reply_to=reply_to, questions=questions)


def first_thing(given: LetterInput) -> str:
    """Return the first thing to do, on one line, of a letter that passed the checklist."""
    written = write_letter(given)
    assert problems(written.text, written.html, written.subject, written.preheader) == []
    return " ".join(written.text.split("NEXT WEEK")[1].split("\n\n")[1].split())


def met_by(where: str | None) -> Told:
    """Return an application with an interview on Tuesday at that place."""
    meeting = Meeting(at(14, 10), None, where, InterviewStatus.CONFIRMED, "1@firm.example")
    return told(replace(applied(1, "Firm"), meetings=(meeting,)))


def test_the_letter_before_an_interview_brings_what_helps() -> None:
    """When, where, who, the form, their next step, the latest note, the questions and the job text (C9g, C9f, f 16)."""
    assert first_thing(week(interview_ahead())) == (
        "1. Tuesday 14 October, 10:00 to 10:45"
        " Phone interview, Harbor Behavioral Health, intake coordinator."
        ' Where: "phone, 555-0142". Contact: Priya Nair.'
        ' Then, in their words, "a second conversation with the team".'
        ' Your note of 2 October: "pay on the low side, benefits good".'
        ' Three practice questions and the saved job text: reply "prep 1".'
        " They wrote about an interview time on Wednesday."
    )


def test_the_latest_note_of_the_employer_counts_wherever_it_was_made() -> None:
    """A note from another application there is younger than the one of this (C9b, C3d)."""
    younger = replace(interview_ahead(), elsewhere=(Note(at(5), "they share one desk", "porter"),))
    assert 'Your note of 5 October: "they share one desk".' in first_thing(week(younger))
    older = replace(interview_ahead(), elsewhere=(Note(at(1), "they share one desk", "porter"),))
    assert "they share one desk" not in first_thing(week(older))


@pytest.mark.parametrize(
    ("questions", "has_posting", "said"),
    [
        (1, False, 'One practice question: reply "prep 1".'),
        (0, True, 'The saved job text: reply "prep 1".'),
        (0, False, 'Your notes: reply "prep 1".'),
    ],
)
def test_the_line_names_only_what_there_is(questions: int, has_posting: bool, said: str) -> None:
    """Questions of earlier interviews return before the next one anywhere (A3b); nothing is promised beyond that."""
    given = replace(interview_ahead(), has_posting=has_posting)
    assert f'benefits good". {said}' in first_thing(week(given, questions=questions))


def test_without_anything_kept_or_without_an_address_there_is_no_such_line() -> None:
    """No command is shown that nobody reads, and none that would bring nothing (f 51)."""
    assert "prep" not in first_thing(week(met_by("Room 2"), questions=0))
    assert "prep" not in write_letter(week(interview_ahead(), reply_to=None)).text


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("by telephone", "Phone interview, Firm"),
        ("Anruf, Telefon 555-0142", "Phone interview, Firm"),
        ("https://zoom.example/j/1, video call", "Video interview, Firm"),
        ("Microsoft Teams", "Video interview, Firm"),
        ("12 Harbour Street", " Interview, Firm"),
        ("The Megaphone Building", " Interview, Firm"),
        (None, " Interview, Firm"),
    ],
)
def test_the_form_is_told_as_far_as_the_place_tells_it(where: str | None, said: str) -> None:
    """By telephone, by video, or neither is said (C9g)."""
    assert said in first_thing(week(met_by(where)))


def test_an_interview_within_seven_days_is_prepared_however_often_letters_come() -> None:
    """The next letter is on Tuesday; the interview on Thursday stands in this one all the same (C9g)."""
    meeting = Meeting(at(16, 10), None, None, InterviewStatus.CONFIRMED, "1@firm.example")
    far = replace(meeting, start=at(18, 10))
    given = replace(week(told(replace(applied(1, "Firm"), meetings=(meeting,)))), next_letter=NOW + timedelta(days=4))
    assert "Thursday 16 October" in first_thing(given)
    later = replace(given, applications=(told(replace(applied(1, "Firm"), meetings=(far,))),))
    assert "Saturday 18 October" not in write_letter(later).text


def test_a_fourth_thing_with_an_interview_has_its_line_too() -> None:
    """What does not fit among three things is prepared where it stands, by its own number (f 16)."""
    needs = [
        told(replace(applied(n, f"Firm {n}"), needs=(asked(NeedKind.ASSESSMENT, f"{n}@f.example", at(12 + n).date()),)))
        for n in range(3)
    ]
    meeting = Meeting(at(17, 10), None, None, InterviewStatus.CONFIRMED, "1@firm.example")
    text = " ".join(write_letter(week(*needs, told(replace(applied(9, "Firm 9"), meetings=(meeting,))))).text.split())
    assert "An interview: Friday 17 October, 10:00." in text
    assert 'Three practice questions: reply "prep 4".' in text


def test_what_prepares_an_interview_stays_within_seven_lines() -> None:
    """However much there is, the place and the line that brings the rest are kept (C1b)."""
    one = interview_ahead().application
    long = replace(
        one,
        next_step="a second conversation " * 20,
        notes=((at(2), "a long note " * 40),),
        meetings=(replace(one.meetings[0], where="Room 2, " * 30),),
    )
    crowded = replace(interview_ahead(), application=long)
    extra = [news(f"{n}@harbor.example", at(9), Label.STATUS_UPDATE, "more words " * 20) for n in range(3)]
    given = week(replace(crowded, news=(*crowded.news, *extra)))
    block = write_letter(given).text.split("NEXT WEEK")[1].split("\n\n")[1].splitlines()
    assert len(block) <= 7
    assert max(map(len, block)) <= COLUMNS
    assert 'reply "prep 1".' in " ".join(" ".join(block).split())
