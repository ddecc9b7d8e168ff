"""How an application stands, in the weekly letter: one rule, one line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from support.letter_lint import problems
from support.letters import NEXT, NOW, SINCE, ZONE, applied, asked, at, interview_ahead, news, silence, told
from unwatch.application import Application, NeedKind, Offer, References, Written
from unwatch.application import ContactKind as Kind
from unwatch.letter.compose import write_letter
from unwatch.letter.records import Asking, FollowUp, LetterInput, Told, Unplaced, Way
from unwatch.standing import standing
from unwatch_classifiers.records import Label, OfferForm, Promise, PromiseKind, Stage

WEEK = timedelta(days=7)
DELAYED = "the contract was delayed and they are not ready"


def week(*applications: Told, reply_to: str | None = None, unplaced: tuple[Unplaced, ...] = ()) -> LetterInput:
    """Return a week with these applications alone."""
    return LetterInput(NOW, SINCE, NEXT, ZONE, applications, unplaced, reply_to=reply_to, reply_token="k7")


def text_of(given: LetterInput) -> str:
    """Return the letter's text on one line, which passed the checklist."""
    written = write_letter(given)
    assert problems(written.text, written.html, written.subject, written.preheader) == []
    return " ".join(written.text.split())


# Their words


def test_why_they_wait_is_told_once_in_their_words() -> None:
    """In the letter of the week in which they said it, in quotes, and in no later one (C6l, S03)."""
    application = replace(applied(1, "Northwind"), cause=DELAYED)
    now = told(application, news("1@n.example", at(8), Label.STATUS_UPDATE, "We will be in touch.", cause=DELAYED))
    assert f'Why they wait, in their words: "{DELAYED}".' in text_of(week(now))
    assert DELAYED not in text_of(week(told(application, quiet=silence()), interview_ahead()))


def test_why_they_wait_is_not_quoted_twice() -> None:
    """The sentence that decided is the same one: it stands once (C6l)."""
    quote = f"It seems that {DELAYED}."
    text = text_of(week(told(applied(1, "N"), news("1@n.example", at(8), Label.STATUS_UPDATE, quote, cause=DELAYED))))
    assert text.count(DELAYED) == 1


def test_why_they_wait_gives_way_to_nothing_but_what_must_be_said() -> None:
    """Of much that is told in a week it is kept, for no other letter tells it (C6l, C1b)."""
    heard = [news(f"{n}@n.example", at(7 + n), Label.STATUS_UPDATE, "many words " * 20) for n in range(3)]
    heard[1] = replace(heard[1], cause=DELAYED)
    assert DELAYED in text_of(week(told(applied(1, "N"), *heard)))


def test_what_comes_next_is_told_when_they_say_it() -> None:
    """In the week of their word, and beside the interview (C9f)."""
    application = replace(applied(1, "Firm"), next_step="a day with the team")
    said = 'Then, in their words, "a day with the team".'
    now = told(application, news("1@f.example", at(8), Label.STATUS_UPDATE, "Soon.", then="a day with the team"))
    assert said in text_of(week(now))
    assert said not in text_of(week(told(application, quiet=silence()), interview_ahead()))


def test_a_question_whether_one_is_still_available_is_no_offer() -> None:
    """The letter says what they asked and what it is not (C6g)."""
    one = news("1@n.example", at(6), Label.STATUS_UPDATE, "Are you free in November?", asks=Asking.AVAILABLE)
    assert (
        'They asked on Monday whether you are still available: "Are you free in November?" It is not an offer.'
    ) in text_of(week(told(applied(1, "Northwind"), one)))


def test_another_name_of_the_employer_is_shown_where_the_mail_came_under_it() -> None:
    """Once, at the head of its entry, wherever that stands."""
    application = replace(applied(1, "Harbor"), aliases=("Northgate",))
    moved = told(application, news("1@n.example", at(8), Label.STATUS_UPDATE, "Soon.", under="Northgate"))
    waits = told(application, news("1@n.example", at(8), Label.ACKNOWLEDGEMENT, under="Northgate"), quiet=silence())
    needs = told(
        replace(application, needs=(asked(NeedKind.ANSWER, "1@n.example"),)),
        news("1@n.example", at(8), Label.STATUS_UPDATE, under="Northgate", way=Way.AT_ONCE),
    )
    for one in (moved, waits, needs):
        text = text_of(week(one))
        assert "Harbor (also Northgate), analyst" in text
        assert text.count("Northgate") == 1
    assert "Northgate" not in text_of(week(told(application, quiet=silence()), interview_ahead()))


# References


def test_references_that_were_sent_ask_nothing_more() -> None:
    """Silence after references is told as that (C11g, S06)."""
    sent = replace(applied(1, "Tern"), stage=Stage.REFERENCES, references=References(at(1, month=9), 3, at(2)))
    assert "References sent on Thursday 2 October, nothing to do." in text_of(
        week(told(sent, quiet=silence()), interview_ahead())
    )


def test_referees_are_contacted_when_the_person_says_so_and_never_before() -> None:
    """Requested, sent, contacted: the last is told by the person (C6c, S03)."""
    given = References(at(1), 3, at(2))
    sent = replace(applied(1, "Tern"), stage=Stage.REFERENCES, references=given)
    told_now = replace(sent, references=replace(given, contacted=at(9)))
    told_before = replace(sent, references=replace(given, contacted=at(2)))
    said = [text_of(week(told(one, quiet=silence()), interview_ahead())) for one in (sent, told_now, told_before)]
    assert "contacted" not in said[0]
    assert "References sent; contacted, as you told on Thursday: nothing to do." in said[1]
    assert "References sent and contacted on Thursday 2 October, nothing to do." in said[2]


def test_what_the_person_set_for_referees_is_shown_when_references_are_wanted() -> None:
    """Judy's condition comes back with the request (C13b, S08)."""
    wanted = replace(
        applied(1, "Tern"),
        needs=(asked(NeedKind.REFERENCES, "1@t.example", at(14)),),
        references=References(at(8), 2),
        conditions=("let me know before you call anybody",),
    )
    assert 'You set: "let me know before you call anybody".' in text_of(week(told(wanted)))


# Who moves next


def test_a_note_has_one_date_and_one_reason() -> None:
    """Also where it is not among the things to do (C11h)."""
    notes = [
        told(applied(n, f"Firm {n}"), follow_up=FollowUp(0, date(2025, 10, 14 + n), "they said two weeks"))
        for n in range(2)
    ]
    text = text_of(week(*(replace(one, silence=silence()) for one in notes)))
    assert "Why then: they said two weeks." in text
    assert "You may write from Wednesday 15 October: they said two weeks." in text


def test_after_the_last_note_it_is_theirs_and_nothing_is_lost() -> None:
    """The letter says whose turn it is (C11i, C12g, S06, S07)."""
    done = told(applied(1, "Firm"), follow_up=FollowUp(2, None, "yours is done"), quiet=silence())
    text = text_of(week(done, interview_ahead()))
    assert "Yours is done, it is theirs to move; nothing is lost by leaving it." in text


def test_a_note_has_its_draft_one_reply_away() -> None:
    """By its own number; where the watcher reads no replies nothing is promised (f 13)."""
    one = told(applied(1, "Firm"), follow_up=FollowUp(0, date(2025, 10, 15), "ten days"), quiet=silence())
    assert 'A draft is ready: reply "draft 2".' in text_of(week(interview_ahead(), one, reply_to="a@example.org"))
    assert "draft" not in text_of(week(interview_ahead(), one))


@pytest.mark.parametrize("begins", [date(2025, 11, 1), date(2025, 11, 3), date(2024, 11, 1)])
def test_a_sleeping_range_offers_one_contact_in_its_first_week(begins: date) -> None:
    """Sometime in November: of the letters up to its third week the first of November has the line (C6j, C6e, S03)."""
    ends = date(begins.year, 11, 30)
    answer = datetime.combine(date(begins.year, 10, 7), time(9), ZONE)
    asleep = Application(
        13,
        "Northwind",
        "analyst",
        stage=Stage.INTERVIEWING,
        last_heard=answer - timedelta(days=1),
        last_wrote=answer,
        written=(Written(answer, Kind.ANSWER, "m@northwind.example", "1@home.example"),),
        promise=Promise("sometime in November", PromiseKind.CONTACT_BY, ends, ends + 2 * WEEK, begins),
        sleeps_until=begins,
    )
    offers = []
    letters = [datetime.combine(date(begins.year, 10, 10), time(16), ZONE) + n * WEEK for n in range(7)]
    fridays = [day + timedelta(days=(4 - day.weekday()) % 7) for day in letters]
    for now in fridays:
        stands = standing(asleep, now, ZONE)
        given = LetterInput(now, now - WEEK, now + WEEK, ZONE, (Told(asleep, stands.follow_up, stands.silence),))
        offers.append("One short note to" in write_letter(given).text)
    first = next(n for n, now in enumerate(fridays) if now.date() >= begins)
    assert [n for n, offered in enumerate(offers) if offered] == [first]


def test_a_spoken_offer_that_slips_is_told_and_asks_for_no_word_to_anybody() -> None:
    """Spoken, moved twice, treated as open (C2f, C2g, C2h, S02)."""
    starts = (date(2025, 11, 3), date(2025, 11, 17), date(2025, 12, 1))
    slipped = replace(applied(1, "Fern"), stage=Stage.OFFER, offer=Offer(OfferForm.SPOKEN, at(1), None, starts))
    waits = told(slipped, quiet=silence())
    to_write = told(slipped, follow_up=FollowUp(0, date(2025, 10, 14), "a week after theirs"), quiet=silence())
    asked_more = told(replace(slipped, needs=(asked(NeedKind.INFORMATION, "1@f.example"),)))
    for one in (waits, to_write, asked_more):
        text = text_of(week(one, interview_ahead()))
        assert "Spoken, not written. They moved the start from 17 November to 1 December, the second move" in text
        assert "Nothing needs telling anyone yet." in text


# Mail without a place


def test_a_mail_without_a_place_has_a_number_that_belongs_to_it_alone() -> None:
    """Numbers go on behind those of the applications, and the reply names one (d.5, f 51)."""
    unplaced = tuple(
        Unplaced(f"{n}@k.example", at(9, n), "jo@k.example", "Hello", "Hello.", "two fit", Way.LETTER) for n in range(2)
    )
    given = week(
        interview_ahead(), told(applied(5, "Firm"), quiet=silence()), unplaced=unplaced, reply_to="a@b.example"
    )
    written = write_letter(given)
    assert written.numbers == ((1, 11), (2, 5))
    assert written.mails == ((3, "0@k.example"), (4, "1@k.example"))
    text = text_of(given)
    assert '3. From jo@k.example, Thursday 00:00: "Hello"' in text
    assert "wrong 3 new" in text


def test_mail_alone_can_be_answered_too() -> None:
    """A letter with no application shows the one command that fits."""
    one = Unplaced("u@k.example", at(9), "jo@k.example", "Hello", "Hello.", "", Way.LETTER)
    given = week(unplaced=(one,), reply_to="a@b.example")
    assert "wrong 1 new" in text_of(given)
    assert write_letter(week(unplaced=(one,))).mails == ()


def test_of_a_flood_only_what_is_shown_has_a_number() -> None:
    """Nobody can answer a number that stands nowhere."""
    one = Unplaced("u@k.example", at(9), "jo@k.example", "Hello", "Hello.", "", Way.LETTER)
    flood = tuple(replace(one, message_id=f"{n:03}@k.example") for n in range(60))
    assert [number for number, _ in write_letter(week(unplaced=flood, reply_to="a@b.example")).mails] == list(
        range(1, 41)
    )
