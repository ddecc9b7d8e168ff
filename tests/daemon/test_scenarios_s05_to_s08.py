"""S05 to S08 of letter.md a.1: a trial, "a couple weeks", two people at one house, and referees with a condition."""

from __future__ import annotations

import re

import pytest

from support.scenarios import AT_ONCE, NOTE, lived, on
from unwatch_classifiers.records import OfferForm, PromiseKind

pytestmark = pytest.mark.corpus

# S05


def test_s05_a_trial_is_a_trial_with_its_days() -> None:
    """C10a: from day 10 to day 39; the search goes on."""
    life = lived("S05")
    offer = life.known(4).application.offer

    assert offer is not None and offer.form is OfferForm.TRIAL
    assert (offer.starts, offer.ends) == ((life.script.day(10),), life.script.day(39))
    assert life.known(4).application.outcome is None


def test_s05_a_trial_is_not_called_an_offer() -> None:
    """C10a, f 17: only "not a written offer" has the word."""
    mail = lived("S05").pass_on("trial")
    said = f"{mail.subject} {mail.flat.split('-- the message')[0]}"
    ours = re.sub(r'"[^"]*"', "", said).replace("not a written offer", "")

    assert "offer" not in ours.lower()


def test_s05_the_mail_of_the_agency_belongs_to_the_employer() -> None:
    """C10b: one application, to which the interview and the trial belong."""
    life = lived("S05")

    assert life.known(5).application.company == "Castell Print"
    assert len(life.days[23]) == 1


def test_s05_the_middle_of_the_trial_has_one_line_in_one_letter() -> None:
    """C10g: in the letter nearest to day 14 of it, which is day 24; nothing is asked."""
    life = lived("S05")

    assert [one.day for one in life.letters if "Half of the trial is over" in one.flat] == [21]


def test_s05_the_last_day_stands_in_the_letter_before_it() -> None:
    """C10f: day 39 in the letter of day 35, and in no other as the end to come."""
    life = lived("S05")
    said = f"The trial ends on {on(life, 39)}."

    assert [one.day for one in life.letters if said in one.flat] == [35]


def test_s05_who_withdraws_offers_to_stay_to_the_end() -> None:
    """C10e, C10d: the draft goes to the person alone, and to whom the agency's mail came from."""
    life = lived("S05")
    (draft,) = life.answers(28)

    assert f"I am glad to stay for the agreed time, until {on(life, 39)}." in draft.flat
    assert "To: Dee Larkin, dee.larkin@brightstaff.example" in draft.flat
    assert draft.recipient == life.script.address


def test_s05_another_invitation_comes_at_once() -> None:
    """A trial hides nothing (C6k)."""
    assert lived("S05").waited("other_invitation") <= AT_ONCE


# S06


def test_s06_four_mails_come_at_once_in_their_own_week() -> None:
    """C11a: on days 1, 2, 14 and 23, none in a batch."""
    life = lived("S06")

    assert [(one.day, one.about) for one in life.of_kind("pass_on")] == [
        (1, "phone_interview"),
        (2, "invitation"),
        (14, "second_invitation"),
        (23, "numbers"),
    ]


def test_s06_what_the_person_wrote_is_found_in_sent() -> None:
    """C11b: no reply told of it."""
    life = lived("S06")
    written = {life.script.number(one.at) for one in life.known(45).application.written}

    assert {6, 13, 38, 45} <= written
    assert not life.script.replies


def test_s06_numbers_of_named_people_are_a_reference_request() -> None:
    """C11d, C11e: with a word that these people expect a call."""
    life = lived("S06")
    references = life.known(23).application.references

    assert references is not None and references.count == 2
    assert "Tell these people to expect a call." in life.pass_on("numbers").flat


def test_s06_a_couple_weeks_is_day_32_and_realistic_day_46() -> None:
    """C11f, C2a: fourteen days, and as much again."""
    life = lived("S06")
    promise = life.known(41).application.promise
    silence = life.known(41).stands.silence

    assert promise is not None and (promise.by, promise.realistic) == (life.script.day(32), life.script.day(46))
    assert silence is not None and silence.usual_by == life.script.day(46)


def test_s06_references_sent_need_nothing() -> None:
    """C11g."""
    assert "References sent on Monday, nothing to do." in lived("S06").letter(27).flat


def test_s06_at_day_41_there_is_one_date_and_one_reason() -> None:
    """C11h, P4: day 45, a week after the note of day 38, and the last one of this round (P5)."""
    life = lived("S06")
    stands, flat = life.known(41).stands.follow_up, life.letter(41).flat

    assert (stands.sent, stands.not_before) == (1, life.script.day(45))
    assert f"{on(life, 45)}, in the morning {NOTE}" in flat and flat.count(NOTE) == 1
    assert "Why then: a week after your last message." in flat
    assert "After that, yours is done and it is theirs to move." in flat


def test_s06_the_realistic_date_is_shown() -> None:
    """A5a: day 46, in the letter of day 41."""
    life = lived("S06")

    assert f"{life.script.day(46):%-d %B}" in life.letter(41).flat


def test_s06_the_note_goes_to_who_answers() -> None:
    """C12c: to Gus Merriman, not to the address that the application went to."""
    assert f"{NOTE} Gus Merriman" in lived("S06").letter(41).flat


def test_s06_after_the_second_note_it_is_theirs_to_move() -> None:
    """C11i, A2c: nothing is offered any more, and nothing is lost by leaving it."""
    life = lived("S06")
    follow_up = life.known(46).stands.follow_up

    assert (follow_up.not_before, follow_up.why) == (None, "yours is done, theirs to move")
    assert all(NOTE not in life.letter(day).flat for day in (48, 55))


# S07


def test_s07_in_the_position_by_is_a_filled_by_that_forbids_no_note() -> None:
    """C12a, P6: the date is 31 October, a note was possible on day 22."""
    life = lived("S07")
    promise = life.known(21).application.promise
    before = life.known(21).stands.follow_up.not_before

    assert promise is not None and promise.kind is PromiseKind.FILLED_BY
    assert (promise.by.day, promise.by.month) == (31, 10)
    assert before is not None and before <= life.script.day(22)


def test_s07_two_people_each_with_their_last_words() -> None:
    """C12b."""
    life = lived("S07")
    known = {one.name: one for one in life.known(22).application.contacts}
    karen, tom = known["Karen Holt"], known["Tom Reyes"]

    assert [life.script.number(one) if one else None for one in (karen.last_in, karen.last_out)] == [0, 22]
    assert [life.script.number(one) if one else None for one in (tom.last_in, tom.last_out)] == [2, 1]


def test_s07_nobody_is_written_to_before_day_29() -> None:
    """C12d, C12f, A2d: seven days after the note to the other, with the day and the reason."""
    life = lived("S07")
    (answer,) = life.answers(25)

    assert f"You may write to Meridian Labs from {on(life, 29)}: a week after your last message" in answer.flat
    assert {life.known(day).stands.follow_up.not_before for day in range(22, 29)} == {life.script.day(29)}


def test_s07_the_draft_goes_to_the_manager_who_answered() -> None:
    """C12c, P9: on day 29."""
    (answer,) = lived("S07").answers(29)

    assert "To: Tom Reyes, tom.reyes@meridianlabs.example" in answer.flat
    assert answer.subject == "Meridian Labs: draft, one short note"


def test_s07_then_it_is_done() -> None:
    """C12g: "Yours is done, it is theirs to move"; no letter offers a third."""
    life = lived("S07")

    assert life.known(30).stands.follow_up.why == "yours is done, theirs to move"
    assert "After that, yours is done and it is theirs to move." in life.letter(22).flat
    assert all(NOTE not in life.letter(day).flat for day in (29, 36, 43))


# S08


def test_s08_a_list_of_referees_is_asked_for_at_once_before_and_after() -> None:
    """C13a: before the shortlist as well."""
    life = lived("S08")

    assert life.waited("referees_in_advance") <= AT_ONCE
    assert life.waited("referees_again") <= AT_ONCE


def test_s08_the_referees_given_are_recorded() -> None:
    """C13a: as sent on the evening of the request."""
    references = lived("S08").known(-6).application.references

    assert references is not None and references.count == 2 and references.sent is not None


def test_s08_the_condition_comes_back_when_references_are_asked_for_again() -> None:
    """C13b: read in the person's own mail; in the pass-on, in both drafts and in the letter."""
    life = lived("S08")
    told = [life.pass_on("referees_again"), *life.answers(6), life.letter(9)]

    assert len(told) == 4
    assert all("let me know before contacting my referees" in one.flat for one in told)


@pytest.mark.parametrize("day", [-5, 2])
def test_s08_the_condition_stands_wherever_references_are_mentioned(day: int) -> None:
    """C13b: also where the letter says that they were sent."""
    flat = lived("S08").letter(day).flat

    assert "References sent" in flat
    assert "let me know before contacting my referees" in flat


def test_s08_no_draft_names_the_current_employer() -> None:
    """C13c: Bramblewick Foods, which the person named in a note."""
    life = lived("S08")

    assert not any("Bramblewick" in one.text for one in life.of_kind("reply"))


def test_s08_there_is_a_place_for_what_nags_and_no_verdict() -> None:
    """C13d: the line, that it is kept, and nothing that judges it anywhere."""
    life = lived("S08")
    (evening,) = life.of_kind("after_interview")

    assert "what nags" in evening.flat
    assert "It is kept as you write it and judged by nobody." in evening.flat
    assert "did I spoil it by saying that?" in " ".join(text for _, text in life.known(0).application.notes)
