"""S01 to S04 of letter.md a.1, lived through the whole system; a test for each thing that must hold.

The scripts lie in tests/scenarios/; days are counted as there.
"""

from __future__ import annotations

import pytest

from support.scenarios import AT_ONCE, NOTE, lived, local, on
from unwatch_classifiers.records import OfferForm, SilenceState, Stage

pytestmark = pytest.mark.corpus

UNTOLD = (
    "letter/doing.py _letter_news: a mail that only this letter tells gives way to the lines of the note that is due"
)
OFFER_UNTOLD = (
    "letter/doing.py action_more: where a note is due nothing is told of the offer (stands.offer is not asked)"
)

# S01


@pytest.mark.parametrize("day", [27, 34, 41])
def test_s01_three_weeks_after_an_interview_are_a_wait_as_expected(day: int) -> None:
    """A5b: and the letter calls it nothing else."""
    life = lived("S01")
    silence = life.known(day).stands.silence

    assert silence is not None and silence.state is SilenceState.AS_EXPECTED
    assert "Later than most" not in life.letter(day).text and "No application rests." in life.letter(day).text


def test_s01_one_note_is_permitted_from_day_30() -> None:
    """P3: named in the letter before with its day, one in each letter, never two."""
    life = lived("S01")

    assert {life.known(day).stands.follow_up.not_before for day in range(21, 44)} == {life.script.day(30)}
    assert f"{on(life, 30)}, in the morning {NOTE}" in life.letter(27).flat
    assert [life.letter(day).flat.count(NOTE) for day in (20, 27, 34, 41, 48)] == [0, 1, 1, 1, 0]


def test_s01_aggressively_shortens_no_date() -> None:
    """C2b: the same story without the word has the same dates on every day."""
    life, calm = lived("S01"), lived("S01", ("aggressively trying", "trying"))

    for day in range(20, 44):
        assert life.known(day).stands == calm.known(day).stands, day


def test_s01_what_only_the_letter_tells_is_told() -> None:
    """A7a, f 8: the mail of day 20, which is counted as in the letter of day 27, stands in it."""
    assert "They wrote on Monday" in lived("S01").letter(27).flat


def test_s01_warm_words_change_no_date_and_no_state() -> None:
    """A6b: the same story with "you are our top candidate" goes as the one without."""
    life = lived("S01")
    warm = lived("S01", ("we are aggressively trying to fill the position", "you are our top candidate"))

    for day in range(20, 44):
        assert warm.known(day).stands == life.known(day).stands, day
        assert warm.known(day).application.stage is life.known(day).application.stage, day


def test_s01_the_second_interview_comes_at_once_with_the_notes_of_the_first() -> None:
    """C2c, C9b: word for word, as they were written on the evening of day 20."""
    life = lived("S01")
    flat = life.pass_on("second_interview").flat

    assert life.waited("second_interview") <= AT_ONCE
    assert "Went well: the question about the loan register" in flat
    assert "how would you move a ship model on your own?" in flat
    assert "Hugh Tolland knows everything and says little" in flat


def test_s01_the_offer_comes_at_once_two_days_after_the_interview() -> None:
    """C2d, A4b: an offer has no quiet period, and brings the notes of every interview there with their days."""
    life = lived("S01")

    assert life.waited("offer") <= AT_ONCE
    assert f"Answer by {on(life, 72)}." in life.pass_on("offer").flat
    assert "It is in writing." in life.pass_on("offer").flat
    assert f'Your note of {life.script.day(20):%-d %B}: "Went well:' in life.pass_on("offer").flat


def test_s01_the_search_line_stays_until_the_written_acceptance() -> None:
    """A6a, A6c: in every letter before it, in the person's words, and in none after."""
    life = lived("S01")
    line = 'Until something is accepted in writing: "two applications a week".'

    assert all((line in letter.flat) is (letter.day <= 63) for letter in life.letters)


def test_s01_the_start_date_is_kept_and_told_with_the_acceptance() -> None:
    """C2e: in the letter that closes the search."""
    life = lived("S01")
    offer = life.known(63).application.offer

    assert offer is not None and offer.starts == (life.script.day(108),)
    assert f"Accepted in writing on Tuesday, start {on(life, 108)}." in life.letter(69).flat


def test_s01_the_last_letter_is_the_last() -> None:
    """C1c: the first one after the start, on day 111."""
    assert [one.day for one in lived("S01").letters if one.day >= 108] == [111]


def test_s01_each_interview_has_its_evening() -> None:
    """C9a: two hours after the end, by the person's clock."""
    life = lived("S01")

    assert [one.at for one in life.of_kind("after_interview")] == [
        local(life, 0, 13),
        local(life, 20, 17),
        local(life, 60, 14),
    ]


# S02


def test_s02_the_offer_is_spoken_from_day_7_and_stays_so() -> None:
    """A6c, C2f: and nothing has ended."""
    life = lived("S02")
    known = [life.known(day).application for day in range(7, 100)]

    assert {one.offer.form for one in known if one.offer} == {OfferForm.SPOKEN}
    assert all(one.offer is not None and one.outcome is None for one in known)
    assert "Spoken, not written." in life.pass_on("spoken").flat


def test_s02_nothing_needs_telling_anyone_in_every_letter() -> None:
    """C2h: as long as it does not rest."""
    life = lived("S02")
    silent = [
        one.day for one in life.letters if 7 < one.day < 85 and "Nothing needs telling anyone yet." not in one.flat
    ]

    assert silent == []


def test_s02_the_second_move_is_told_and_treated_as_open() -> None:
    """C2g: in the letter of day 57, with both dates."""
    flat = lived("S02").letter(57).flat

    assert "the second move, so it is treated as open" in flat
    assert "1 February" in flat and "15 March" in flat


def test_s02_every_start_it_ever_had_is_kept() -> None:
    """C2g: the slip ledger."""
    offer = lived("S02").known(57).application.offer

    assert offer is not None and [f"{one:%-d %B}" for one in offer.starts] == ["2 January", "1 February", "15 March"]


def test_s02_it_rests_four_weeks_after_the_second_move() -> None:
    """From day 85, not a day sooner; and without a word about it."""
    life = lived("S02")
    states = {day: life.known(day).stands.silence for day in (84, 85, 99)}

    assert [one.state is SilenceState.RESTING if one else None for one in states.values()] == [False, True, True]
    assert "One is resting." in life.letter(85).flat


def test_s02_it_never_counts_as_an_offer() -> None:
    """A6a, A6c: the search goes on in every letter, and nothing is called accepted."""
    life = lived("S02")

    assert all('Until something is accepted in writing: "one application a week".' in one.flat for one in life.letters)
    assert not any("Accepted" in one.text or "In writing." in one.text for one in life.letters)


# S03


def test_s03_references_are_asked_for_at_once_a_day_after_the_interview() -> None:
    """C6b."""
    life = lived("S03")

    assert life.waited("references") <= AT_ONCE
    assert "They ask for three references." in life.pass_on("references").flat


def test_s03_that_the_referees_were_called_is_what_the_person_said() -> None:
    """C6c: on day 7 and not before."""
    life = lived("S03")
    before, after = life.known(6).application.references, life.known(7).application.references

    assert before is not None and before.sent is not None and before.contacted is None
    assert after is not None and after.contacted is not None


def test_s03_touching_base_is_passed_on_the_same_morning_and_is_no_offer() -> None:
    """C6d, C6g: within one business day, called by what it asks; the record holds no offer."""
    life = lived("S03")
    mail = life.pass_on("touching_base")

    assert mail.at == local(life, 21, 8, 30)
    assert "whether you are still available; not an offer." in mail.flat
    assert "It is not an offer." in life.letter(24).flat
    assert all(life.known(day).application.offer is None for day in range(21, 60))


def test_s03_no_note_is_offered_before_day_28() -> None:
    """C6f: seven days after the question of day 21."""
    life = lived("S03")

    assert NOTE not in life.letter(24).flat
    assert "-- the draft --" not in life.answers(27)[0].text


@pytest.mark.xfail(
    strict=True, reason="follow_up.py _bounds: sleeps_until forbids what P4 allows a week after a question"
)
def test_s03_one_note_is_allowed_from_day_28() -> None:
    """C6f: the question of day 21 was not answered."""
    assert "-- the draft --" in lived("S03").answers(28)[0].text


def test_s03_it_sleeps_until_the_first_of_november() -> None:
    """C6e: from the mail of day 21 on, and the letter says so."""
    life = lived("S03")
    first = life.script.day(40)

    assert (first.day, first.month) == (1, 11)
    assert {life.known(day).application.sleeps_until for day in range(21, 40)} == {first}
    assert f"Sleeps until {on(life, 40)}." in life.letter(24).flat


def test_s03_the_first_letter_of_november_offers_one_contact_and_the_next_none() -> None:
    """C6j: in that week only."""
    life = lived("S03")

    assert [life.letter(day).flat.count(NOTE) for day in (31, 38, 45, 52, 59)] == [0, 0, 1, 0, 0]


def test_s03_the_contact_that_the_letter_offers_is_possible_on_its_day() -> None:
    """C6j: the draft of that Monday is brought."""
    life = lived("S03")

    assert f"{on(life, 48)}, in the morning {NOTE}" in life.letter(45).flat
    assert "-- the draft --" in life.answers(48)[0].text


def test_s03_why_they_wait_is_told_once_in_their_words() -> None:
    """C6l."""
    life = lived("S03")
    cause = '"We are waiting for the client to sign the contract"'

    assert [one.day for one in life.letters if cause in one.flat] == [24]


# S04


def test_s04_it_rests_from_day_42_on() -> None:
    """A7c: by itself, 42 days after the application."""
    life = lived("S04")
    known = {day: life.known(day).stands.silence for day in (41, 42, 74)}

    assert [one.state is SilenceState.RESTING if one else None for one in known.values()] == [False, True, True]


def test_s04_the_same_record_wakes_with_its_history() -> None:
    """C9c, A7d: no second record, and the application of day 0 is in it."""
    life = lived("S04")
    before, after = life.known(74).application, life.known(75).application

    assert before.id == after.id and before.applied == after.applied
    assert after.messages[: len(before.messages)] == before.messages
    assert after.stage is Stage.INTERVIEWING


def test_s04_the_interview_time_comes_at_once_with_the_note_of_the_call() -> None:
    """C9b, C9e: the note was sent by the employer's name an hour before."""
    life = lived("S04")
    mail = life.pass_on("interview")

    assert life.waited("interview") <= AT_ONCE
    assert f"proposes {on(life, 82)}, 10:00." in mail.flat
    assert "Priya Nair rang me this morning, she sounded kind" in mail.flat


def test_s04_the_saved_job_text_is_attached() -> None:
    """C9d, C7a: the posting is gone, its text came with the application of day 0."""
    assert "answers the first call of every family" in lived("S04").pass_on("interview").flat


def test_s04_a_call_that_is_over_is_not_the_place() -> None:
    """C9g: "good to talk to you on the phone this morning" invites nobody to stay at home."""
    life = lived("S04")

    assert "Where" not in life.pass_on("interview").text.split("-- the message")[0]
    assert "Phone interview" not in life.letter(78).flat


def test_s04_the_letter_before_it_has_what_helps() -> None:
    """C9g: when, with whom, the note, and the rest one reply away."""
    life = lived("S04")
    flat = life.letter(78).flat

    assert f"{on(life, 82)}, 10:00" in flat and "nterview, Harbor Health, Intake Coordinator." in flat
    assert "Contact: Priya Nair." in flat
    assert "she sounded kind" in flat
    assert 'reply "prep 1"' in flat


def test_s04_the_letter_before_it_names_the_saved_job_text() -> None:
    """C9g."""
    assert "saved job text" in lived("S04").letter(78).flat


def test_s04_two_stages_are_kept() -> None:
    """C9f: the interview, and the team after it in the employer's words; both are told."""
    life = lived("S04")
    known = life.known(75).application

    assert [life.script.number(one.start) for one in known.meetings] == [82]
    assert known.next_step == "If that goes well, the next step is an interview with the team."
    assert (
        'Then, in their words, "If that goes well, the next step is an interview with the team"' in life.letter(78).flat
    )
