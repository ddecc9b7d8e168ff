"""Interviews: one that moves stays one (DESIGN, section 3)."""

from __future__ import annotations

from dataclasses import replace

from support.stories import calendar, confirmed, day, heard, proposed, story, wrote
from unwatch.application import NeedKind
from unwatch_classifiers.records import InterviewStatus, Label


def test_a_proposal_that_the_person_takes_is_confirmed() -> None:
    """The answer in Sent settles the only time on the table."""
    application = story(heard(Label.SCHEDULING, 1, interviews=(proposed(5),), wants_answer=True), wrote(2))

    assert [one.status for one in application.meetings] == [InterviewStatus.CONFIRMED]
    assert application.open_needs == ()


def test_of_two_proposals_the_one_that_the_person_names_is_confirmed_and_the_other_goes() -> None:
    """Alternatives are one interview in the end."""
    application = story(
        heard(Label.SCHEDULING, 1, interviews=(proposed(5), proposed(6)), wants_answer=True),
        wrote(2, times=(proposed(6),)),
    )

    assert [(one.start, one.status) for one in application.meetings] == [(day(6), InterviewStatus.CONFIRMED)]


def test_a_proposal_that_the_person_cannot_make_stays_a_proposal() -> None:
    """Asking for another time confirms nothing."""
    application = story(
        heard(Label.SCHEDULING, 1, interviews=(proposed(5),), wants_answer=True), wrote(2, another_time=True)
    )

    assert [one.status for one in application.meetings] == [InterviewStatus.PROPOSED]


def test_a_calendar_update_moves_the_interview_and_remembers_where_it_was() -> None:
    """The same UID with a higher SEQUENCE is the same interview (RFC 5546, section 3.2.2.1)."""
    application = story(
        heard(Label.SCHEDULING, 1, calendar=(calendar(5),)),
        heard(Label.SCHEDULING, 2, calendar=(calendar(7, sequence=1),)),
    )

    assert [(one.start, one.moved_from) for one in application.meetings] == [(day(7), (day(5),))]


def test_an_older_calendar_part_that_comes_late_changes_nothing() -> None:
    """A lower SEQUENCE is what was before."""
    application = story(
        heard(Label.SCHEDULING, 1, calendar=(calendar(7, sequence=2),)),
        heard(Label.SCHEDULING, 2, calendar=(calendar(5, sequence=1),)),
    )

    assert [one.start for one in application.meetings] == [day(7)]


def test_a_calendar_part_joins_the_time_that_was_agreed_in_words() -> None:
    """The invitation that follows the mail is no second interview."""
    application = story(
        heard(Label.SCHEDULING, 1, interviews=(proposed(5),), wants_answer=True),
        wrote(2),
        heard(Label.SCHEDULING, 3, calendar=(calendar(5),)),
    )

    assert [(one.uid, one.status) for one in application.meetings] == [("uid-1", InterviewStatus.CONFIRMED)]


def test_a_move_in_words_moves_the_interview_and_asks_again() -> None:
    """ "Could we make it Friday?" is one interview at another time, and wants an answer."""
    application = story(
        heard(Label.SCHEDULING, 1, interviews=(confirmed(5),)),
        heard(Label.SCHEDULING, 2, interviews=(proposed(6),), wants_answer=True),
    )

    assert [(one.start, one.moved_from) for one in application.meetings] == [(day(6), (day(5),))]
    assert [need.kind for need in application.open_needs] == [NeedKind.SCHEDULE]


def test_a_cancelled_interview_is_kept_as_cancelled() -> None:
    """It is told, not forgotten."""
    by_calendar = story(
        heard(Label.SCHEDULING, 1, calendar=(calendar(5),)),
        heard(Label.SCHEDULING, 2, calendar=(calendar(5, sequence=1, method="CANCEL"),)),
    )
    gone = replace(confirmed(5), status=InterviewStatus.CANCELLED)
    by_words = story(
        heard(Label.SCHEDULING, 1, interviews=(confirmed(5),)), heard(Label.SCHEDULING, 2, interviews=(gone,))
    )

    for application in (by_calendar, by_words):
        assert [one.status for one in application.meetings] == [InterviewStatus.CANCELLED]


def test_an_interview_that_was_held_is_not_moved_by_the_next_invitation() -> None:
    """A second round is a second interview."""
    application = story(
        heard(Label.SCHEDULING, 1, interviews=(confirmed(3),)),
        heard(Label.SCHEDULING, 8, interviews=(confirmed(12),)),
    )

    assert [one.start for one in application.meetings] == [day(3), day(12)]


def test_a_confirmed_time_asks_for_nothing() -> None:
    """What is settled is not on the person's list."""
    application = story(
        heard(Label.SCHEDULING, 1, interviews=(proposed(5),), wants_answer=True),
        heard(Label.SCHEDULING, 2, interviews=(confirmed(5),)),
    )

    assert application.open_needs == ()


def test_times_in_a_mail_that_was_taken_for_something_else_are_times_all_the_same() -> None:
    """A human mail of a known employer that proposes a time asks for an answer, whatever it was called."""
    application = story(heard(Label.OUTREACH, 1, interviews=(proposed(5),), wants_answer=True))

    assert [one.start for one in application.meetings] == [day(5)]
    assert [need.kind for need in application.open_needs] == [NeedKind.SCHEDULE]


def test_a_calendar_part_whose_words_only_propose_its_time_is_a_proposal() -> None:
    """ "Would Tuesday be possible? Accept or name another" wants an answer, whatever the calendar says."""
    application = story(
        heard(Label.SCHEDULING, 1, interviews=(proposed(5),), calendar=(calendar(5),), wants_answer=True)
    )

    assert [one.status for one in application.meetings] == [InterviewStatus.PROPOSED]
    assert [need.kind for need in application.open_needs] == [NeedKind.SCHEDULE]


def test_a_robots_calendar_part_is_settled_whatever_its_words() -> None:
    """A scheduler repeats the time that was chosen."""
    application = story(
        heard(Label.SCHEDULING, 1, interviews=(proposed(5),), calendar=(calendar(5),), wants_answer=True, robot=True)
    )

    assert [one.status for one in application.meetings] == [InterviewStatus.CONFIRMED]
    assert application.open_needs == ()


def test_a_mail_that_only_takes_what_was_agreed_leaves_nothing_to_settle() -> None:
    """ "Noted with thanks" after the person said yes opens no question; with nothing agreed it does."""
    asked = heard(Label.SCHEDULING, 1, interviews=(proposed(5),), wants_answer=True)
    noted = heard(Label.SCHEDULING, 3, wants_answer=True, agrees=True)

    assert story(asked, wrote(2), noted).open_needs == ()
    assert [one.kind for one in story(asked, wrote(2, another_time=True), noted).open_needs] == [NeedKind.SCHEDULE]
    assert [one.kind for one in story(heard(Label.SCHEDULING, 1, wants_answer=True, agrees=True)).open_needs] == [
        NeedKind.SCHEDULE
    ]


def test_a_mail_that_unsettles_what_was_agreed_is_a_question_again() -> None:
    """It wants an answer, whatever was taken before."""
    asked = heard(Label.SCHEDULING, 1, interviews=(proposed(5),), wants_answer=True)

    unsettled = story(asked, wrote(2), heard(Label.SCHEDULING, 3, wants_answer=True))

    assert [one.kind for one in unsettled.open_needs] == [NeedKind.SCHEDULE]
