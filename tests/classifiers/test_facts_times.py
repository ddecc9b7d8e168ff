"""Interview times: day, hour, zone, length, place and what is settled about them (mail of Wed 8 Oct 2025, London)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from support.facts import LONDON, WEDNESDAY, mail
from unwatch_classifiers.facts import read_facts
from unwatch_classifiers.records import CalendarEvent, Interview, Label, Message

Row = tuple[str, str | None, str]


def interviews(message: Message, label: Label = Label.SCHEDULING) -> tuple[Interview, ...]:
    return read_facts(message, label).interviews


def rows(message: Message, label: Label = Label.SCHEDULING) -> list[Row]:
    """Start, end and status, in the zone of the mail."""
    return [
        (f"{each.start:%m-%d %H:%M}", f"{each.end:%H:%M}" if each.end else None, str(each.status))
        for each in interviews(message, label)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Would Tuesday 14 October, 10:00 to 10:45 work?", [("10-14 10:00", "10:45", "proposed")]),
        ("Does next Tuesday at 10 suit you?", [("10-14 10:00", None, "proposed")]),
        ("Are you free tomorrow at half past nine?", [("10-09 09:30", None, "proposed")]),
        (
            "Could you do Thursday at 2 or Friday at 11?",
            [("10-09 14:00", None, "proposed"), ("10-10 11:00", None, "proposed")],
        ),
        (
            "Could you do 2pm on Thursday or 11am on Friday?",
            [("10-09 14:00", None, "proposed"), ("10-10 11:00", None, "proposed")],
        ),
        (
            "Would Monday or Tuesday at 10 suit?",
            [("10-13 10:00", None, "proposed"), ("10-14 10:00", None, "proposed")],
        ),
        (
            "Are you free on Friday? I could do 2, 3 or 4 pm.",
            [("10-10 14:00", None, "proposed"), ("10-10 15:00", None, "proposed"), ("10-10 16:00", None, "proposed")],
        ),
        ("Your interview is confirmed for 14/10 at 14:00.", [("10-14 14:00", None, "confirmed")]),
        ("See you on Tuesday at quarter to three!", [("10-14 14:45", None, "confirmed")]),
        ("You are booked for noon on Friday.", [("10-10 12:00", None, "confirmed")]),
        ("I will call you on Tuesday at 3pm.", [("10-14 15:00", None, "confirmed")]),
        ("The interview will take place on 2025-10-14 at 09:30.", [("10-14 09:30", None, "confirmed")]),
        ("We would like to invite you to an interview on 14 October at 2-3pm.", [("10-14 14:00", "15:00", "proposed")]),
        ("Could we meet between 11 and 1pm on Friday?", [("10-10 11:00", "13:00", "proposed")]),
        ("Are you free at 10 on Monday 20 October for a 45-minute call?", [("10-20 10:00", "10:45", "proposed")]),
        ("Shall we say Friday at 10? It takes an hour and a half.", [("10-10 10:00", "11:30", "proposed")]),
        ("Date: Tuesday 14 October 2025\nTime: 10:00 - 10:45", [("10-14 10:00", "10:45", "confirmed")]),
        ("They have got 10 or 1.30 on Monday.", [("10-13 10:00", None, "proposed"), ("10-13 13:30", None, "proposed")]),
        ("Can you come by around 3 tmrw?", [("10-09 15:00", None, "proposed")]),
        ("Lovely, see you on the 14th at half nine then.", [("10-14 09:30", None, "confirmed")]),
        ("I moved you to Friday October 10 at 1 PM.", [("10-10 13:00", None, "confirmed")]),
        ("Your technical round is scheduled for 14-10-2025 at 11:30 AM.", [("10-14 11:30", None, "confirmed")]),
        ("Time: 10:00\nDate: Tuesday 14 October 2025", [("10-14 10:00", None, "confirmed")]),
        (
            "Please choose one of these:\n- Monday 13 October at 9:30\n- Tuesday 14 October, 14:00",
            [("10-13 09:30", None, "proposed"), ("10-14 14:00", None, "proposed")],
        ),
    ],
)
def test_reads_times_ranges_lengths_and_proposals(text: str, expected: list[Row]) -> None:
    """What the mail asks is proposed, what it states as settled is confirmed."""
    assert rows(mail(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Can we move our Thursday 10:00 call to Friday 2pm?", ("10-10 14:00", None, "proposed")),
        ("Your interview on Thursday at 10:00 has been moved to Friday at 2pm.", ("10-10 14:00", None, "confirmed")),
        ("I can't make Thursday at 10 any more. Would Friday at 11 suit?", ("10-10 11:00", None, "proposed")),
        ("Instead of Thursday at 10:00, could we do Friday at 2 pm?", ("10-10 14:00", None, "proposed")),
        ("The call of Thursday at 10:00 has been moved to Friday, same time.", ("10-10 10:00", None, "confirmed")),
        ("Thursday at 10 is off, I'm at the dentist. Could you do Friday at 4?", ("10-10 16:00", None, "proposed")),
        ("So not tomorrow at ten after all. Would Monday at noon be any use?", ("10-13 12:00", None, "proposed")),
        ("Could we swap our ten o'clock on Thursday for three on Friday?", ("10-10 15:00", None, "proposed")),
        ("Thursday's gone wrong, can we slide Thursday to Friday, same 10am start?", ("10-10 10:00", None, "proposed")),
        ("Thursday at ten is no use now, could you do three on Friday?", ("10-10 15:00", None, "proposed")),
        ("I've swapped Thursday at ten for Friday, half past two.", ("10-10 14:30", None, "confirmed")),
        ("Thursday's off, a pipe burst. Same ten o'clock but Monday, all right?", ("10-13 10:00", None, "proposed")),
    ],
)
def test_of_a_move_the_new_time_is_read_and_the_old_one_is_given_up(text: str, expected: Row) -> None:
    """The old time is named too, so that the meeting that stood there can be found."""
    assert rows(mail(text)) == [("10-09 10:00", None, "cancelled"), expected]


def test_a_move_within_a_day_is_no_span() -> None:
    """ "Moved from 1:30 PM to 3:00 PM" names two starts."""
    text = "Your interview on Thursday 9 October has been moved from 1:30 PM to 3:00 PM."

    assert rows(mail(text)) == [("10-09 13:30", None, "cancelled"), ("10-09 15:00", None, "confirmed")]


def test_a_move_without_the_old_time_names_the_new_one() -> None:
    """What stood before is not said."""
    text = "Your interview has been rescheduled for Monday at 9:00."

    assert rows(mail(text)) == [("10-13 09:00", None, "confirmed")]


@pytest.mark.parametrize(
    "text",
    [
        "I'm afraid I have to cancel our call on Thursday at 10:00.",
        "Your interview on Thursday 9 October at 10:00 has been cancelled.",
        "The interview on Thursday at 10:00 will no longer take place.",
    ],
)
def test_an_old_time_is_cancelled_if_nothing_replaces_it(text: str) -> None:
    """A cancellation names the time that is given up."""
    assert rows(mail(text)) == [("10-09 10:00", None, "cancelled")]


def test_what_to_do_if_it_must_be_cancelled_cancels_nothing() -> None:
    """ "If you need to cancel" stands below every confirmation."""
    text = "Your interview is confirmed for Thursday at 10:00. If you need to cancel or reschedule, use the link."

    assert rows(mail(text)) == [("10-09 10:00", None, "confirmed")]


def test_a_condition_does_not_cancel_the_time_it_names() -> None:
    """ "If you need to cancel your interview on Thursday at 10:00" leaves it standing."""
    text = "If you need to cancel the interview on Thursday at 10:00, please use the link."

    assert rows(mail(text)) == [("10-09 10:00", None, "proposed")]


@pytest.mark.parametrize(
    "text",
    [
        "Please let us know by Tuesday 14 October at 17:00.",
        "Our office is open Monday to Friday, 9:00 to 17:00.",
        "We spoke on Tuesday at 10.",
        "Thank you for coming in on Tuesday at 10.",
        "We received your application on 3 October at 10:15.",
        "Your start date is Monday 3 November at 9:00.",
        "The link expires on 14 October at 23:59.",
        "Could you come in on Tuesday?",
        "Our conversation of 1 October at 10:00 was good.",
        "Meet us at 12 High Street on Tuesday.",
        "Call me on Tuesday on 555-0142.",
    ],
)
def test_what_is_no_interview_time_is_not_read(text: str) -> None:
    """Deadlines, opening hours, start dates, the past and days without an hour are none."""
    assert rows(mail(text)) == []


@pytest.mark.parametrize("label", [Label.REJECTION, Label.ACKNOWLEDGEMENT])
def test_a_mail_that_schedules_nothing_has_no_times(label: Label) -> None:
    """A receipt may speak of times; it settles none."""
    assert rows(mail("Our call on Tuesday at 10:00 was good; our next call is Friday at 2pm."), label) == []


def test_a_deadline_beside_a_time_is_left_out() -> None:
    """One sentence may hold both."""
    text = "Please let me know by Friday at 5pm whether Tuesday 14 October at 10:00 suits you."

    assert rows(mail(text)) == [("10-14 10:00", None, "proposed")]


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("ET", "America/New_York"),
        ("EST", "America/New_York"),
        ("PT", "America/Los_Angeles"),
        ("CT", "America/Chicago"),
        ("BST", "Europe/London"),
        ("CET", "Europe/Berlin"),
        ("IST", "Asia/Kolkata"),
        ("AEST", "Australia/Sydney"),
        ("(Europe/Berlin)", "Europe/Berlin"),
        ("New York time", "America/New_York"),
        ("Eastern Time", "America/New_York"),
    ],
)
def test_a_zone_in_the_text_wins(written: str, zone: str) -> None:
    """The zone beside the hour is what the hour means, whatever the mail's offset is."""
    sent = WEDNESDAY.astimezone(timezone(timedelta(hours=5)))
    (interview,) = interviews(mail(f"Would Tuesday 14 October at 14:00 {written} work?", date=sent))

    assert interview.start == datetime(2025, 10, 14, 14, tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(("written", "hours"), [("GMT", 0), ("UTC+2", 2), ("UTC", 0), ("GMT+01:00", 1)])
def test_an_offset_in_the_text_wins(written: str, hours: int) -> None:
    """UTC and GMT are taken at their word."""
    (interview,) = interviews(mail(f"Would Tuesday 14 October at 14:00 {written} work?"))

    assert interview.start == datetime(2025, 10, 14, 14, tzinfo=timezone(timedelta(hours=hours)))


def test_a_zone_named_once_for_all_counts_for_all() -> None:
    """ "All times are Eastern" is said below the list."""
    (one, two) = interviews(mail("Could you do Thursday at 2 or Friday at 11?\n\nAll times are ET."))

    assert one.start == datetime(2025, 10, 9, 14, tzinfo=ZoneInfo("America/New_York"))
    assert two.start == datetime(2025, 10, 10, 11, tzinfo=ZoneInfo("America/New_York"))


def test_one_moment_in_two_zones_is_one_interview() -> None:
    """10:00 in New York and 15:00 in London are the same time."""
    assert len(interviews(mail("Your interview is on Tuesday 14 October, 10:00 ET / 15:00 BST."))) == 1


def test_the_clocks_may_change_between_mail_and_interview() -> None:
    """The offset is that of the day of the interview, in the person's zone (letter.md S14)."""
    message = mail("Would Tuesday 28 October at 10:00 work?")
    (interview,) = read_facts(message, Label.SCHEDULING, LONDON).interviews

    assert interview.start == datetime(2025, 10, 28, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("offset", "home", "expected"),
    [(0, "Europe/Berlin", 2), (2, "Europe/Berlin", 2), (-4, "Europe/Berlin", -4), (-4, None, -4), (0, None, 0)],
)
def test_without_a_zone_home_counts_if_the_mail_may_come_from_there(
    offset: int, home: str | None, expected: int
) -> None:
    """A mail sent at another offset means that offset; one sent at +0000 says nothing about where it was written."""
    sent = WEDNESDAY.astimezone(timezone(timedelta(hours=offset)))
    zone = ZoneInfo(home) if home else None
    (interview,) = read_facts(mail("Does Tuesday at 10:00 work?", date=sent), Label.SCHEDULING, zone).interviews

    assert interview.start == datetime(2025, 10, 14, 10, tzinfo=timezone(timedelta(hours=expected)))


def test_ist_is_indian_time_unless_the_mail_itself_comes_from_dublin() -> None:
    """The reader's own zone must not decide what the sender's abbreviation means."""
    text = "Would Tuesday 14 October at 14:00 IST work?"
    (indian,) = read_facts(mail(text, date=WEDNESDAY.astimezone(UTC)), Label.SCHEDULING, LONDON).interviews
    (irish,) = interviews(mail(text, date=WEDNESDAY.astimezone(ZoneInfo("Europe/Dublin"))))

    assert indian.start == datetime(2025, 10, 14, 8, 30, tzinfo=UTC)
    assert irish.start == datetime(2025, 10, 14, 13, tzinfo=UTC)


def test_an_american_sender_writes_the_month_first() -> None:
    """10/11 from New York is the eleventh of October."""
    sent = WEDNESDAY.astimezone(ZoneInfo("America/New_York"))

    assert rows(mail("Does 10/11 at 2 pm work?", date=sent)) == [("10-11 14:00", None, "proposed")]
    assert rows(mail("Does 10/11 at 2 pm work?")) == [("11-10 14:00", None, "proposed")]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Tuesday at 10:00 by phone, would that work?", "phone"),
        ("I will call you on Tuesday at 3pm on 555 0142 77.", "phone, 555 0142 77"),
        ("See you on Tuesday at 10:00: https://acme.zoom.us/j/123", "acme.zoom.us"),
        ("See you on Tuesday at 10:00 at 12 Harbour Street, Lindale.", "12 Harbour Street, Lindale"),
        ("Your interview is on Tuesday at 10:00.\nLocation: Room 4, Town Hall", "Room 4, Town Hall"),
        ("See you on Tuesday at 10:00 at our office in Lindale.", "our office in Lindale"),
        ("Does a video call on Tuesday at 10:00 work?", "video call"),
        ("Does Tuesday at 10:00 work?", None),
    ],
)
def test_reads_where(text: str, where: str | None) -> None:
    """An address, the host of a link, or by phone."""
    assert [each.where for each in interviews(mail(text))] == [where]


def event(**parts: object) -> CalendarEvent:
    values: dict[str, object] = {
        "method": "REQUEST",
        "uid": "1@harbor.example",
        "sequence": 0,
        "status": None,
        "start": datetime(2025, 10, 14, 10, tzinfo=LONDON),
        "end": datetime(2025, 10, 14, 10, 45, tzinfo=LONDON),
        "summary": "Interview",
        "where": "12 Harbour Street",
        "organizer": None,
    }
    return CalendarEvent(**{**values, **parts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("parts", "status"),
    [
        ({}, "confirmed"),
        ({"method": "CANCEL"}, "cancelled"),
        ({"status": "CANCELLED"}, "cancelled"),
        ({"status": "TENTATIVE"}, "proposed"),
        ({"method": "COUNTER"}, "proposed"),
    ],
)
def test_a_calendar_part_goes_before_the_text(parts: dict[str, object], status: str) -> None:
    """REQUEST states, CANCEL calls off (RFC 5546, 3.2.2 and 3.2.5)."""
    message = (
        mail("Would Friday at 11:00 suit?", calendar=(event(**parts),))
        if status != "cancelled"
        else mail("Sorry.", calendar=(event(**parts),))
    )

    assert rows(message) == [("10-14 10:00", "10:45", status)]
    assert interviews(message)[0].where == "12 Harbour Street"


def test_of_one_uid_the_newest_sequence_counts_and_the_past_is_kept() -> None:
    """A calendar part says what it says, also of a time gone by."""
    past = event(sequence=1, start=datetime(2025, 10, 1, 9, tzinfo=LONDON), end=None)

    assert rows(mail("", calendar=(past, event()))) == [("10-01 09:00", None, "confirmed")]


def test_a_cancelled_calendar_part_gives_way_to_a_new_time_in_the_text() -> None:
    """The old time is cancelled only if nothing replaces it."""
    message = mail("Something came up. Would Friday at 11:00 suit instead?", calendar=(event(method="CANCEL"),))

    assert rows(message) == [("10-10 11:00", None, "proposed"), ("10-14 10:00", "10:45", "cancelled")]


def test_a_calendar_part_is_a_question_where_the_mail_asks_about_its_time() -> None:
    """ "Tell me if that is no good" leaves the time open."""
    assert rows(mail("Text me if that's no good.", calendar=(event(),))) == [("10-14 10:00", "10:45", "proposed")]
    assert rows(mail("You are booked. Questions?", calendar=(event(),))) == [("10-14 10:00", "10:45", "confirmed")]


def test_a_calendar_part_and_another_settled_day_are_both_read() -> None:
    """The second round may stand in the words alone."""
    message = mail("You are booked on Friday at 11:00 too.", calendar=(event(),))

    assert rows(message) == [("10-10 11:00", None, "confirmed"), ("10-14 10:00", "10:45", "confirmed")]


def test_an_answer_without_a_time_settles_the_one_it_answers() -> None:
    """ "That works, speak then" means the time that it quotes."""
    quoted = "> Would Tuesday 14 October at 10:00 work?"

    assert rows(mail("Perfect, that works.", subject="Re: call", quoted=quoted)) == [("10-14 10:00", None, "confirmed")]
    assert rows(mail("Thank you, I will look.", subject="Re: call", quoted=quoted)) == []


def test_a_cancellation_without_a_time_means_that_of_its_subject() -> None:
    """The subject of the thread still names the interview."""
    message = mail("I'm sorry, we have to cancel.", subject="Re: Interview Tuesday 14 October 10:00")

    assert rows(message) == [("10-14 10:00", None, "cancelled")]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Tuesday at ten it is.", "confirmed"),
        ("Just a nudge about Tuesday at ten.", "confirmed"),
        ("I have you down for Tuesday at ten.", "confirmed"),
        ("You're on with the controller Tuesday at ten.", "confirmed"),
        ("Tuesday the 14th at ten stands.", "confirmed"),
        ("Tuesday at ten, the blue door.", "confirmed"),
        ("Tuesday at ten. Please let us know of any allergies.", "confirmed"),
        ("You are booked for Tuesday at ten. Need another time?", "confirmed"),
        ("Come by Tuesday at ten.", "proposed"),
        ("Tuesday at ten. Text me if that's no good.", "proposed"),
        ("I've pencilled you in for Tuesday at ten.", "proposed"),
        ("Tuesday at ten, the blue door. Ok with you?", "proposed"),
        ("Your interview is booked for Tuesday at ten. Please confirm your attendance.", "proposed"),
        ("Drop me a line either way about Tuesday at ten.", "proposed"),
    ],
)
def test_what_is_stated_is_settled_and_what_waits_for_a_yes_is_not(text: str, status: str) -> None:
    """An invitation, a question or a wish for a yes leaves the time open."""
    assert rows(mail(text)) == [("10-14 10:00", None, status)]


@pytest.mark.parametrize(
    ("message", "start"),
    [
        (mail("Ten is grand, come in by the kitchen.", subject="Re: Tuesday?"), "10-14 10:00"),
        (
            mail("2 then, see you there!", subject="Re: weekend help", quoted="I can do Tuesday 14th at 11 or 2."),
            "10-14 14:00",
        ),
        (mail("We start at ten sharp.", subject="14 October: what will happen"), "10-14 10:00"),
        (mail("2 then!", subject="Re: saturday girl", quoted="I can do Tuesday 14th."), "10-14 14:00"),
    ],
)
def test_the_day_may_stand_in_the_subject_or_in_the_mail_that_is_answered(message: Message, start: str) -> None:
    """ "Saturday girl" names no day."""
    assert [row[0] for row in rows(message)] == [start]


def test_tomorrow_in_the_mail_that_is_answered_is_not_read() -> None:
    """It was said on another day."""
    assert rows(mail("2 then!", subject="Re: visit", quoted="Tomorrow works for me.")) == []


def test_the_hours_of_a_programme_are_no_meetings_of_their_own() -> None:
    """Where the mail says when it starts on its day, the rest of that day is its order."""
    text = "See you on Tuesday 14 October, 9.15 to 12.30.\n\nAt 9.30 a walk.\n\nAt 11:00 the panel.\n\nAt 12:00 lunch."

    assert rows(mail(text)) == [("10-14 09:15", "12:30", "confirmed")]


def test_one_hour_may_have_several_days() -> None:
    """ "At one either Monday or Tuesday" offers two."""
    text = "Could you do quarter to one either Mon 13th or Tues 14th?"

    assert rows(mail(text)) == [("10-13 12:45", None, "proposed"), ("10-14 12:45", None, "proposed")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine till twelve on the 14th, the south lawn, and bring boots.", [("10-14 09:00", "12:00", "confirmed")]),
        ("The link opens on 14 October at 9:00 and shuts at 20:00.", []),
        ("Push it by Monday (the 13th), 6pm our time, please.", []),
        ("Monday 13th noon.", []),
    ],
)
def test_a_task_done_in_person_has_a_time_and_one_done_alone_has_none(text: str, expected: list[Row]) -> None:
    """A trial has a start; a link has a deadline."""
    assert rows(mail(text), Label.ASSESSMENT) == expected


@pytest.mark.parametrize("word", ["Central Register", "GST number", "IST office", "CT department"])
def test_letters_that_only_look_like_a_zone_are_none(word: str) -> None:
    """A zone stands beside an hour or is called a time."""
    (interview,) = interviews(mail(f"See you on Tuesday at 10:00. Bring a copy for the {word}."))

    assert interview.start == datetime(2025, 10, 14, 10, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("offset", "expected"), [(1, datetime(2025, 10, 28, 10, tzinfo=UTC)), (-4, datetime(2025, 11, 4, 15, tzinfo=UTC))]
)
def test_without_a_home_the_clocks_change_where_the_mail_came_from(offset: int, expected: datetime) -> None:
    """A mail sent at +0100 in summer comes from Britain, where ten in November is 10:00 UTC."""
    sent = WEDNESDAY.astimezone(timezone(timedelta(hours=offset)))
    text = "See you on Tuesday 28 October at 10:00." if offset == 1 else "See you on Tuesday 4 November at 10:00."
    (interview,) = interviews(mail(text, date=sent))

    assert interview.start == expected


@pytest.mark.parametrize(
    "text",
    [
        "See you Tuesday at 2 o'clock, we eat lunch at 1.",
        "Come by on Tuesday 14 October, 2 o'clock. Lunch is at 1, so eat with us first.",
    ],
)
def test_a_meal_beside_a_meeting_is_no_meeting(text: str) -> None:
    """Two o'clock is meant, and one is when the others eat."""
    assert [row[0] for row in rows(mail(text))] == ["10-14 14:00"]


def test_a_meal_alone_is_the_meeting() -> None:
    """Who is asked to lunch is asked to meet."""
    assert rows(mail("Would you join us for lunch at 1 on Tuesday?")) == [("10-14 13:00", None, "proposed")]


def test_a_weekday_behind_a_date_is_that_weeks() -> None:
    """ "On the Tuesday" behind "October 20 and 21" is the 21st, whatever Tuesday comes first."""
    text = "We would bring you to campus on October 20 and 21. Would you teach one class on the Tuesday at ten?"

    assert [row[0] for row in rows(mail(text))] == ["10-21 10:00"]


def test_a_question_of_two_letters_asks() -> None:
    """ "Y/N?" leaves the time open."""
    assert rows(mail("Tue 14th, 16:00 to 16:40, me and Ann. Y/N?")) == [("10-14 16:00", "16:40", "proposed")]


def test_a_line_written_by_hand_may_name_a_meeting_whatever_it_is_taken_for() -> None:
    """ "Two o'clock Friday then" is an answer that no sign knows; a newsletter's hours are nobody's meeting."""
    note = mail("Two o'clock Friday then. Bring your tools.", subject="Re: your card")
    letter = mail("Two o'clock Friday then. Bring your tools.", list_unsubscribe=True)

    assert [row[0] for row in rows(note, Label.OTHER)] == ["10-10 14:00"]
    assert rows(letter, Label.OTHER) == []


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ("It was good to talk to you on the phone this morning. Could you come on Tuesday 14 October at 10:00?", None),
        ("As we said by phone earlier, please come on Tuesday 14 October at 10:00.", None),
        ("Could we talk on the phone on Tuesday 14 October at 10:00?", "phone"),
    ],
)
def test_a_call_that_is_over_is_not_the_place(said: str, where: str | None) -> None:
    """Whoever was telephoned is invited to come (letter.md C9g)."""
    assert [one.where for one in interviews(mail(said))] == [where]
