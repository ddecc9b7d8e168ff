"""text/calendar → the events, with times that are right."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torture.mails import invitation, multipart, text_part, with_calendar
from unwatch.message import read_message
from unwatch.reading.calendars import read_events
from unwatch_classifiers.records import Address, CalendarEvent

CUSTOM_ZONE = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""


def event_of(calendar: str) -> CalendarEvent:
    (event,) = read_events([(calendar, None)])
    return event


def test_a_request_is_read_whole() -> None:
    """Every field of an invitation arrives, its text unescaped."""
    assert event_of(invitation()) == CalendarEvent(
        method="REQUEST",
        uid="interview-7@northwind.example",
        sequence=2,
        status="CONFIRMED",
        start=datetime(2025, 11, 7, 9, tzinfo=UTC),
        end=datetime(2025, 11, 7, 10, tzinfo=UTC),
        summary="Interview, second round",
        where="Hauptstraße 1",
        organizer=Address("Anna Beispiel", "anna@northwind.example"),
        description="Bring your\nportfolio",
    )


def test_a_cancellation_says_so() -> None:
    """METHOD and STATUS tell that the meeting is off."""
    event = event_of(invitation(method="CANCEL"))
    assert (event.method, event.status) == ("CANCEL", "CANCELLED")


def test_the_method_of_the_part_stands_in() -> None:
    """Where the object names no METHOD, the content type does (RFC 6047, section 2.4)."""
    calendar = invitation().replace("METHOD:REQUEST\r\n", "")
    assert read_message(with_calendar(calendar, "CANCEL")).calendar[0].method == "CANCEL"


@pytest.mark.parametrize(
    ("zone", "key"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ('"W. Europe Standard Time"', "Europe/Berlin"),
        ("Eastern Standard Time", "America/New_York"),
        ("/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
    ],
)
def test_named_zones_are_resolved(zone: str, key: str) -> None:
    """IANA names, Windows names and names with a vendor in front mean the same zones."""
    event = event_of(invitation(start=f"DTSTART;TZID={zone}:20251107T100000"))
    assert event.start == datetime(2025, 11, 7, 10, tzinfo=ZoneInfo(key))


@pytest.mark.parametrize(("day", "offset"), [("20251025", 2), ("20251027", 1), ("20250329", 1), ("20250331", 2)])
def test_a_zone_that_only_the_mail_defines_is_followed(day: str, offset: int) -> None:
    """Outlook's "Customized Time Zone" is computed from the rules in the mail, summer time included."""
    zone = CUSTOM_ZONE.format(name="Customized Time Zone")
    event = event_of(invitation(start=f"DTSTART;TZID=Customized Time Zone:{day}T120000", extra=zone))
    assert event.start is not None
    assert event.start.utcoffset() is not None
    assert event.start.astimezone(UTC).hour == 12 - offset


def test_a_zone_of_one_mail_is_unknown_to_the_next() -> None:
    """What one sender calls "Customized Time Zone" says nothing about another's."""
    event_of(
        invitation(
            start="DTSTART;TZID=Customized Time Zone:20251107T120000",
            extra=CUSTOM_ZONE.format(name="Customized Time Zone"),
        )
    )
    other = CUSTOM_ZONE.format(name="Customized Time Zone").replace("+0100", "-0500").replace("+0200", "-0400")
    event = event_of(invitation(start="DTSTART;TZID=Customized Time Zone:20251107T120000", extra=other))
    assert event.start == datetime(2025, 11, 7, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "extra", "expected"),
    [
        ("DTSTART:20251107T100000", "", datetime(2025, 11, 7, 10, tzinfo=UTC)),
        ("DTSTART:20251107T100000", "X-WR-TIMEZONE:Europe/Berlin", datetime(2025, 11, 7, 9, tzinfo=UTC)),
        ("DTSTART;VALUE=DATE:20251107", "", datetime(2025, 11, 7, tzinfo=UTC)),
        (
            "DTSTART;VALUE=DATE:20251107",
            CUSTOM_ZONE.format(name="Europe/Berlin"),
            datetime(2025, 11, 6, 23, tzinfo=UTC),
        ),
        ("DTSTART;TZID=Nowhere/Land:20251107T100000", "", datetime(2025, 11, 7, 10, tzinfo=UTC)),
        ("DTSTART;TZID=GMT+0100:20251107T100000", "", datetime(2025, 11, 7, 9, tzinfo=UTC)),
    ],
)
def test_floating_times_and_days_are_aware(start: str, extra: str, expected: datetime) -> None:
    """A time or a day without a zone is taken in the calendar's zone, else in UTC."""
    assert event_of(invitation(start=start, extra=extra)).start == expected


def test_a_duration_gives_the_end() -> None:
    """DURATION stands for DTEND."""
    assert event_of(invitation(end="DURATION:PT45M")).end == datetime(2025, 11, 7, 9, 45, tzinfo=UTC)


@pytest.mark.parametrize("end", ["DURATION:-PT1H", "DURATION:P999999999999D", "DTEND:20251332T990000", "DTEND:", "X:"])
def test_an_impossible_end_is_no_end(end: str) -> None:
    """A broken property costs itself, not the event."""
    event = event_of(invitation(end=end))
    assert (event.uid, event.end) == ("interview-7@northwind.example", None)


def test_the_same_invitation_twice_is_one_event() -> None:
    """Outlook and others send the event inline and again as a file."""
    calendar = invitation()
    raw = multipart(
        "mixed",
        text_part("You are invited."),
        f"Content-Type: text/calendar; charset=utf-8; method=REQUEST\n\n{calendar}",
        f'Content-Type: application/octet-stream; name="invite.ics"\nContent-Disposition: attachment\n\n{calendar}',
    )
    assert len(read_message(raw).calendar) == 1


def test_of_two_copies_the_method_is_kept() -> None:
    """A copy that names no METHOD does not hide the one that says it is a cancellation."""
    bare = invitation().replace("METHOD:REQUEST\r\n", "")
    (event,) = read_events([(bare, None), (bare, "CANCEL")])
    assert event.method == "CANCEL"


def test_alarms_inside_an_event_do_not_overwrite_it() -> None:
    """A VALARM has a description of its own."""
    calendar = invitation().replace(
        "SUMMARY:", "BEGIN:VALARM\r\nDESCRIPTION:Reminder\r\nSUMMARY:Alarm\r\nEND:VALARM\r\nSUMMARY:"
    )
    assert event_of(calendar).summary == "Interview, second round"
    assert event_of(calendar).description == "Bring your\nportfolio"


def test_folded_lines_are_joined() -> None:
    """A line may be folded anywhere (RFC 5545, section 3.1)."""
    assert (
        event_of(invitation().replace("second round", "sec\r\n ond\r\n\t round")).summary == "Interview, second round"
    )


def test_events_are_capped() -> None:
    """At most twenty events, and 2,000 characters of a description."""
    events = "".join(f"BEGIN:VEVENT\nUID:{n}\nDESCRIPTION:{'x' * 5_000}\nEND:VEVENT\n" for n in range(40))
    found = read_events([(f"BEGIN:VCALENDAR\n{events}END:VCALENDAR\n", None)])
    assert len(found) == 20
    assert len(found[0].description) == 2_000


@given(st.text(max_size=300), st.integers(0, 400), st.integers(0, 30))
def test_broken_calendars_never_raise(noise: str, position: int, lost: int) -> None:
    """Whatever a calendar part holds, events come out or none."""
    whole = invitation(extra=CUSTOM_ZONE.format(name="Odd"), start="DTSTART;TZID=Odd:20251107T100000")
    for text in (noise, whole[:position] + noise + whole[position + lost :]):
        for event in read_events([(text, noise)]):
            assert event.uid
            assert event.start is None or event.start.tzinfo is not None
