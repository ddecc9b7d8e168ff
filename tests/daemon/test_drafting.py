"""Which draft is written when, for whom, and in which thread: rule by rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from support.draft_cases import (
    KAREN,
    MAIL,
    MET,
    OFFERED,
    PROMISED,
    PROPOSED,
    REFERENCES_ASKED,
    TOM,
    at,
    every_draft,
    given,
    refused,
    several,
    written,
)
from unwatch.application import ContactKind, Meeting, Need, NeedKind, Offer, Outcome, Written
from unwatch.command_records import DraftOf
from unwatch.drafting import BENEFITS_LINE, Draft, DraftKind, LastMail, NotYet, draft
from unwatch.drafts.terms import untold
from unwatch.drafts.texts import ask_until
from unwatch.letter.records import FollowUp
from unwatch_classifiers.records import Address, InterviewStatus, OfferForm, Promise, PromiseKind


def test_the_words_of_a_reply_name_their_kinds() -> None:
    """What can be asked for by a word of the reply is a kind of that name."""
    assert {one.value for one in DraftOf if one is not DraftOf.ANYWAY} <= {kind.value for kind in DraftKind}


# Which one fits


@pytest.mark.parametrize(
    ("need", "kind"),
    [
        (NeedKind.SCHEDULE, DraftKind.INTERVIEW),
        (NeedKind.REFERENCES, DraftKind.REFERENCES),
        (NeedKind.ASSESSMENT, DraftKind.ANSWER),
        (NeedKind.INFORMATION, DraftKind.ANSWER),
        (NeedKind.ANSWER, DraftKind.ANSWER),
    ],
)
def test_what_they_wait_for_comes_first(need: NeedKind, kind: DraftKind) -> None:
    """An open need has its answer as the draft that fits, at any time (P10)."""
    assert written(replace(MET, needs=(Need(need, "n@meridian.example", at(3)),))).kind is kind


def test_a_written_offer_is_answered_by_asking_for_time() -> None:
    """With a day to answer by, and without (C4a)."""
    assert OFFERED.offer is not None
    undated = replace(OFFERED, offer=replace(OFFERED.offer, answer_by=None))
    assert {written(one, at(9, 12)).kind for one in (OFFERED, undated)} == {DraftKind.TIME}


def test_a_spoken_offer_is_asked_for_in_writing() -> None:
    """One thank-you that asks for it in writing (P12), also where no need is open."""
    spoken = replace(OFFERED, offer=Offer(OfferForm.SPOKEN, at(9)))
    for application in (spoken, replace(spoken, needs=())):
        assert written(application, at(9, 12)).kind is DraftKind.IN_WRITING


def test_a_spoken_offer_with_a_day_to_answer_by_is_asked_for_time() -> None:
    """An offer in the interview room, to be answered by tomorrow (S09)."""
    spoken = replace(OFFERED, offer=Offer(OfferForm.SPOKEN, at(9), date(2025, 10, 10)))
    assert written(spoken, at(9, 12)).kind is DraftKind.TIME


def test_after_the_one_thank_you_a_spoken_offer_waits_like_a_promise() -> None:
    """Once they were written to, it is theirs to move (P12, then P2)."""
    spoken = replace(OFFERED, offer=Offer(OfferForm.SPOKEN, at(9)), needs=(), last_wrote=at(9, 12))
    assert refused(spoken, at(12)).when == date(2025, 10, 16)


def test_an_interview_of_the_last_three_days_is_thanked_for() -> None:
    """On day 1 to 3 the thank-you fits; on day 4 it does not, and the next note is not due (P1, P3)."""
    assert {written(MET, at(2 + day)).kind for day in (1, 2, 3)} == {DraftKind.THANK_YOU}
    assert refused(MET, at(6)).when == date(2025, 10, 14)


def test_when_a_note_is_allowed_it_fits() -> None:
    """From the day that the rules name on."""
    assert written(MET, at(14)).kind is DraftKind.FOLLOW_UP


def test_nothing_is_drafted_for_one_that_is_closed() -> None:
    """And nothing overrides that."""
    closed = replace(MET, outcome=Outcome.REJECTED, outcome_at=at(3))
    assert refused(closed) == NotYet(None, "this one is closed", overridable=False)
    assert isinstance(draft(given(closed, anyway=True)), NotYet)


# The thank-you note


@pytest.mark.parametrize(("hour", "allowed"), [(19, False), (20, True)])
def test_a_thank_you_opens_five_hours_after_the_end(hour: int, allowed: bool) -> None:
    """The interview ended at 15:00 (P1)."""
    made = draft(given(now=at(2, hour)))
    assert isinstance(made, Draft) is allowed
    if isinstance(made, NotYet):
        assert made.when == date(2025, 10, 2)
        assert "20:00" in made.why


def test_a_thank_you_is_last_offered_on_day_three() -> None:
    """Asked for by name on day 4, it says so and names no day."""
    assert written(now=at(5, 23), kind=DraftKind.THANK_YOU).kind is DraftKind.THANK_YOU
    late = refused(now=at(6, 0, 1), kind=DraftKind.THANK_YOU)
    assert late == NotYet(None, "a thank-you belongs to the three days after an interview", overridable=False)


def test_an_interview_ahead_is_not_thanked_for() -> None:
    """The day named is that of the interview."""
    ahead = replace(MET, meetings=(Meeting(at(9, 10), None, None, InterviewStatus.CONFIRMED, "m"),))
    assert refused(ahead, kind=DraftKind.THANK_YOU).when == date(2025, 10, 9)
    assert refused(replace(MET, meetings=()), kind=DraftKind.THANK_YOU).when is None


def test_each_person_met_is_thanked_once() -> None:
    """One note each (P1); who has theirs gets no second."""
    both = replace(MET, contacts=(TOM, KAREN))
    assert [one.to for one in several(both)] == [TOM.address, KAREN.address]
    thanked = replace(both, written=(Written(at(3, 8), ContactKind.THANK_YOU, TOM.address, "t"),))
    assert [one.to for one in several(thanked)] == [KAREN.address]
    all_thanked = replace(MET, written=(Written(at(3, 8), ContactKind.THANK_YOU, TOM.address, "t"),))
    assert refused(all_thanked, kind=DraftKind.THANK_YOU).why == "your thanks have gone out"


def test_the_notes_say_who_was_met() -> None:
    """Whoever they name is thanked, and nobody else."""
    both = replace(MET, contacts=(TOM, KAREN), notes=((at(2, 16), "met Karen, asked about shifts"),))
    assert [one.to for one in several(both)] == [KAREN.address]


# The follow-up note


def test_an_early_request_is_answered_with_a_day_and_a_reason() -> None:
    """Five business days after the promise, and `anyway` brings it now (A2b, A2d)."""
    early = refused(PROMISED, at(20))
    assert early == NotYet(date(2025, 10, 23), "five business days after the date they named")
    assert written(PROMISED, at(20), anyway=True).kind is DraftKind.FOLLOW_UP


def test_a_third_note_is_not_drafted() -> None:
    """After two it is theirs to move (P5, A2c)."""
    notes = (
        Written(at(15), ContactKind.FOLLOW_UP, TOM.address, "1"),
        Written(at(23), ContactKind.FOLLOW_UP, TOM.address, "2"),
    )
    assert refused(replace(MET, written=notes), at(30)) == NotYet(None, "yours is done, theirs to move")


def test_a_note_goes_to_the_one_the_rules_name() -> None:
    """Who answers, after seven days the other (P9, C12c, C12d): S07."""
    both = replace(MET, contacts=(replace(KAREN, last_out=at(6)), TOM))
    assert written(both, at(14)).to == TOM.address
    named = FollowUp(0, date(2025, 10, 14), "", KAREN.address)
    assert written(both, at(14), follow_up=named).to_name == "Karen Holt"


@pytest.mark.parametrize(
    ("promise", "said"),
    [
        (Promise("by 16 October", PromiseKind.CONTACT_BY, date(2025, 10, 16), date(2025, 10, 23)), "by 16 October."),
        (
            Promise("by Thursday", PromiseKind.DECIDE_BY, date(2025, 10, 16), date(2025, 10, 23)),
            "a decision by 16 October.",
        ),
        (Promise("two weeks", PromiseKind.CONTACT_BY, date(2025, 10, 16), date(2025, 10, 30)), "you said “two weeks”."),
        (
            Promise("in November", PromiseKind.CONTACT_BY, date(2025, 11, 30), date(2025, 12, 7), date(2025, 11, 1)),
            "you said “in November”.",
        ),
        (
            Promise("filled by May", PromiseKind.FILLED_BY, date(2026, 5, 1), date(2026, 5, 8)),
            "conversation on 2 October.",
        ),
    ],
)
def test_a_note_refers_to_what_they_promised(promise: Promise, said: str) -> None:
    """By its day where they named one, in their own words where they named a span; else to the interview."""
    text = written(replace(MET, promise=promise, promise_made=at(1)), at(28), anyway=True).text
    assert said in text


def test_a_promise_of_before_the_interview_is_no_longer_referred_to() -> None:
    """Its day had come when they met."""
    before = Promise("by 30 September", PromiseKind.CONTACT_BY, date(2025, 9, 30), date(2025, 10, 7))
    assert (
        "conversation on 2 October" in written(replace(MET, promise=before, promise_made=at(20, month=9)), at(28)).text
    )


def test_a_second_note_is_not_the_first_again() -> None:
    """Each asks in its own words, and both are short."""
    first = written(MET, at(14)).text
    second = written(replace(MET, written=(Written(at(14), ContactKind.FOLLOW_UP, TOM.address, "1"),)), at(22)).text
    assert first != second
    assert max(len(first.split()), len(second.split())) < 60


# Whom it is for


def test_an_answer_goes_to_who_wrote_the_mail() -> None:
    """Not to whoever wrote before."""
    mail = replace(MAIL, sender=Address("Ana Lima", "ana.lima@meridian.example"))
    made = written(PROPOSED, mail=mail)
    assert (made.to, made.to_name) == ("ana.lima@meridian.example", "Ana Lima")


@pytest.mark.parametrize(
    "address",
    [
        "no-reply@meridian.example",
        "notifications@meridian.example",
        "meridian@myworkday.com",
        "dana@acme.example",
        "dana@mail.acme.example",
        "not an address",
        "a@b.example\r\nBcc: c@d.example",
    ],
)
def test_nobody_is_written_to_who_does_not_read_it_or_must_not(address: str) -> None:
    """No robot, no relay that nobody wrote from, not the current employer (C13c); the next one is taken, or nobody."""
    mail = replace(MAIL, sender=Address("", address))
    assert written(PROPOSED, mail=mail, current_employer="acme.example").to == TOM.address
    alone = written(replace(PROPOSED, contacts=()), mail=mail, current_employer="acme.example")
    assert (alone.to, alone.text.splitlines()[0]) == (None, "Dear [name],")
    for kind in (DraftKind.FOLLOW_UP, DraftKind.THANK_YOU):
        named = FollowUp(0, date(2025, 10, 1), "", address)
        contact = replace(TOM, address=address, last_in=None)
        made = several(
            replace(MET, contacts=(contact,)), follow_up=named, kind=kind, current_employer="acme.example", mail=None
        )
        assert [one.to for one in made] == [None]


def test_a_relay_from_which_a_person_wrote_is_answered() -> None:
    """The relay hands it on."""
    relayed = replace(TOM, address="candidate-7f3@reply.greenhouse.io", last_in=at(1))
    assert written(replace(MET, contacts=(relayed,)), mail=None).to == relayed.address


def test_a_word_to_the_referees_goes_to_nobody_at_the_employer() -> None:
    """No address, no thread, a subject of its own (C11e)."""
    made = written(REFERENCES_ASKED, kind=DraftKind.HEADS_UP)
    assert (made.to, made.in_reply_to, made.references, made.subject) == (None, None, (), "A reference for me")


def test_a_mailbox_of_many_is_greeted_without_a_name() -> None:
    """A team has no person's name."""
    assert written(replace(MET, contacts=(replace(TOM, name="Meridian Talent Team"),)), mail=None).text.startswith(
        "Hello,\n"
    )


# Where it belongs


def test_a_draft_stays_in_the_thread() -> None:
    """One "Re:", the id it answers, and the references with that id last (P11, RFC 5322, section 3.6.4)."""
    made = written(MET)
    assert made.subject == "Re: Lab administrator, your interview"
    assert made.in_reply_to == "a1@meridian.example"
    assert made.references == ("root@meridian.example", "a1@meridian.example")


@pytest.mark.parametrize("message_id", ["", "sha256-00@content.unwatch", "a b@c", "a@b>\r\nX: y", "x" * 300 + "@a"])
def test_an_id_that_is_none_is_left_out(message_id: str) -> None:
    """A stand-in of the reader's, or a forged line, never reaches a header."""
    made = written(MET, mail=replace(MAIL, message_id=message_id))
    assert (made.in_reply_to, made.references) == (None, ())


def test_a_long_thread_keeps_its_root_and_the_latest() -> None:
    """Twenty ids are enough for every program."""
    mail = replace(MAIL, references=tuple(f"{n}@meridian.example" for n in range(100)))
    kept = written(MET, mail=mail).references
    assert (len(kept), kept[0], kept[-2], kept[-1]) == (
        20,
        "0@meridian.example",
        "99@meridian.example",
        MAIL.message_id,
    )


def test_a_draft_that_answers_no_mail_has_a_subject_of_its_own() -> None:
    """It says what it is about."""
    assert written(MET, mail=None).subject == "Our conversation on 2 October"
    assert written(MET, at(14), mail=None).subject == "The lab administrator position"
    assert written(MET, mail=LastMail("m@meridian.example", " Re: AW: ")).subject == "Our conversation on 2 October"


# Offers


@pytest.mark.parametrize("today", [date(2025, 10, day) for day in range(6, 13)])
@pytest.mark.parametrize("later", [None, -3, 0, 1, 2, 3, 4])
def test_time_is_asked_for_until_a_working_day_three_to_five_days_on(today: date, later: int | None) -> None:
    """Counted from the day they named, or from today where there is none or it is over (C4a, S09)."""
    named = None if later is None else today + timedelta(days=later)
    until = ask_until(today, named)
    assert 3 <= (until - max(today, named or today)).days <= 5
    assert until.weekday() < 5


def test_their_day_is_named() -> None:
    """What they asked for, then what is asked of them."""
    text = written(OFFERED, at(9, 12)).text
    assert "You asked for my answer by Friday 10 October. Could I have until Wednesday 15 October?" in text


@pytest.mark.parametrize(
    ("mail", "asked"),
    [
        ("", "pay start contract hours place"),
        ("The salary is EUR 54,000 a year.", "start contract hours place"),
        ("Das Gehalt beträgt 54.000 Euro brutto. Der Vertrag ist unbefristet.", "start hours place"),
        ("You would start on 1 December, 37.5 hours a week, based in Lindale.", "pay contract"),
        ("Dienstort ist Lindale, 39 Stunden pro Woche, Beginn am 1. Dezember.", "pay contract"),
        ("A fixed-term contract. We paid your fare of 20 euros.", "pay start hours place"),
        ("We talked about pay, the start, the hours and the place.", "pay start contract hours place"),
    ],
)
def test_only_what_they_have_not_told_is_asked(mail: str, asked: str) -> None:
    """Nothing twice, nothing else."""
    assert " ".join(untold(replace(OFFERED, notes=()), (mail,))) == asked
    lines = [
        one for one in written(OFFERED, kind=DraftKind.QUESTIONS, thread=(mail,)).text.splitlines() if one[:1] == "-"
    ]
    assert len(lines) == len(asked.split())


def test_a_start_on_record_is_not_asked_for_and_nothing_is_left_when_all_is_told() -> None:
    """Then there is no draft, and the reason is told."""
    told = "£40,000 a year, permanent position, 37 hours a week, based in Lindale."
    starting = replace(OFFERED, offer=Offer(OfferForm.WRITTEN, at(9), None, (date(2025, 12, 1),)))
    assert refused(starting, kind=DraftKind.QUESTIONS, thread=(told,)).when is None


def test_the_benefits_line_stands_before_a_refusal_and_nowhere_else() -> None:
    """And only where it was asked for (C3c, f 18)."""
    for application in (OFFERED, MET):
        for made in every_draft(application, benefits=True):
            refusal = made.kind in {DraftKind.DECLINE, DraftKind.WITHDRAW}
            assert made.line_before == (BENEFITS_LINE if refusal else None)
            assert BENEFITS_LINE not in made.text
        assert {made.line_before for made in every_draft(application)} == {None}


def test_to_decline_what_was_not_offered_is_to_withdraw() -> None:
    """Only an offer can be declined."""
    assert written(OFFERED, kind=DraftKind.DECLINE).kind is DraftKind.DECLINE
    assert written(MET, kind=DraftKind.DECLINE).kind is DraftKind.WITHDRAW


def test_no_refusal_is_drafted_unasked() -> None:
    """Whatever the state, what fits is never to turn it down (C3f, C10d)."""
    for application in (MET, OFFERED, PROPOSED, PROMISED, REFERENCES_ASKED):
        for day in range(2, 31):
            made = draft(given(application, at(day, 23), anyway=True))
            assert isinstance(made, NotYet) or made.kind not in {DraftKind.DECLINE, DraftKind.WITHDRAW}


def test_who_leaves_a_trial_offers_to_stay_for_the_agreed_time() -> None:
    """With its last day where it is known and ahead (C10e)."""
    trial = replace(OFFERED, offer=Offer(OfferForm.TRIAL, at(1), None, (date(2025, 10, 1),), date(2025, 10, 31)))
    assert "stay for the agreed time, until Friday 31 October." in written(trial, kind=DraftKind.WITHDRAW).text
    assert "stay for the agreed time." in written(trial, at(1, month=11), kind=DraftKind.WITHDRAW).text


# An interview time


def test_one_time_is_taken_or_another_asked_for() -> None:
    """Two drafts, the one that takes it first; asked for by kind there is one."""
    takes, moves = several(PROPOSED)
    assert "Tuesday 14 October at 10:00 suits me" in takes.text
    assert (moves.kind, moves.slots) == (DraftKind.ANOTHER_TIME, 3)
    assert len(several(PROPOSED, kind=DraftKind.INTERVIEW)) == 1


def test_of_several_times_the_person_keeps_one() -> None:
    """All of them stand in one place to fill in."""
    second = replace(PROPOSED.meetings[0], start=at(15, 14))
    made = written(replace(PROPOSED, meetings=(*PROPOSED.meetings, second)))
    assert "[Keep the time that suits you: Tuesday 14 October at 10:00 or Wednesday 15 October at 14:00]" in made.text
    assert made.slots == 1


def test_a_time_is_told_where_they_are_and_where_the_person_is() -> None:
    """The zone of the mail, with the person's own beside it (S14); UTC says nothing of a place."""
    east = datetime(2025, 10, 14, 20, tzinfo=at(1).tzinfo).astimezone(tz=ZoneInfo("America/New_York"))
    there = replace(PROPOSED, meetings=(replace(PROPOSED.meetings[0], start=east),))
    assert "Tuesday 14 October at 14:00 your time (20:00 here)" in written(there).text
    utc = replace(PROPOSED, meetings=(replace(PROPOSED.meetings[0], start=datetime(2025, 10, 14, 8, tzinfo=UTC)),))
    assert "Tuesday 14 October at 10:00 suits" in written(utc).text


def test_without_a_time_the_person_names_theirs() -> None:
    """One place to fill in."""
    assert written(replace(PROPOSED, meetings=())).slots == 1


# References


def test_conditions_are_kept() -> None:
    """Whenever references come up, to the employer and to the referees (C13b, S08)."""
    for kind in (DraftKind.REFERENCES, DraftKind.HEADS_UP):
        assert "let me know before you call them" in written(REFERENCES_ASKED, kind=kind).text


def test_as_many_references_as_they_ask_for() -> None:
    """A place for each, and never a flood."""
    assert written(REFERENCES_ASKED).slots == 3
    assert REFERENCES_ASKED.references is not None
    many = replace(REFERENCES_ASKED, references=replace(REFERENCES_ASKED.references, count=10_000))
    assert written(many).slots == 6
