"""A correction carried through the ledger: at once, everywhere it reaches, and back again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from support.stories import PRIYA, day, message, proposed, verdict
from unwatch.application import Outcome as Ended
from unwatch.correcting import Corrector, Mail, Outcome
from unwatch.corrections import CERTAIN, Reach
from unwatch.errors import UserError
from unwatch.ledger import Ledger, StoredMessage
from unwatch.letter.records import Way
from unwatch.record import Arrival, Recorded, Recorder, Rules, content_id
from unwatch.rhythm import Rhythm
from unwatch.transitions import fold
from unwatch.week import Person, week
from unwatch_classifiers.records import Address, Label, Message, Stage, Verdict

DANA = Address("Dana", "dana@example.org")
ANN = Address("Ann Vale", "ann@surgery.example")
RELAY = Address("Harbor Health", "no-reply@us.greenhouse-mail.io")
ZONE = ZoneInfo("Europe/London")
RULES = Rules(me=frozenset([DANA.address]), rhythm=Rhythm(zone=ZONE), watching_since=day(-1))
RECEIPT = message("receipt", 0, sender=RELAY)
ACKNOWLEDGED = verdict(Label.ACKNOWLEDGEMENT, 0.95, company="Harbor Health", role="Clerk")
UPDATE = message("update", 2, subject="Clerk", new_text="We have decided to move ahead.")
APPOINTMENT = message("appointment", 1, sender=ANN, subject="Your visit", new_text="Can you come on Tuesday?")
INVITED = verdict(Label.SCHEDULING, 0.87, company="Surgery Vale")


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with Ledger(None) as opened:
        yield opened


def record(ledger: Ledger, given: Message, judged: Verdict) -> Recorded:
    return Recorder(ledger, RULES).record(Arrival(given, judged, given.date), given.date)


def stored(ledger: Ledger, given: Message) -> StoredMessage:
    return ledger.mail.message(content_id(given))


def known(ledger: Ledger, given: Message) -> Mail:
    """The mail as it is named by its id."""
    return Mail(content_id(given), stored(ledger, given), None, None)


def on_disk(ledger: Ledger, given: Message, judged: Verdict) -> Mail:
    """The mail as it is named by its file."""
    identity = content_id(given)
    return Mail(identity, stored(ledger, given) if ledger.mail.knows(identity) else None, given, judged)


def correct(ledger: Ledger, given: Message, label: Label, on: float = 5) -> Outcome:
    return Corrector(ledger, RULES).correct(known(ledger, given), label, day(on))


def undo(ledger: Ledger, given: Message, on: float = 6) -> Outcome:
    return Corrector(ledger, RULES).take_back(known(ledger, given), day(on))


def state(ledger: Ledger) -> str:
    """Everything that is told of the search."""
    return repr(
        [
            [replace(one, id=0) for one in ledger.stories.applications()],
            [(one.content_id, one.label, one.employer, one.why_unplaced) for one in ledger.mail.messages()],
        ]
    )


def test_a_wrong_rejection_that_is_corrected_opens_the_application_again_at_once(ledger: Ledger) -> None:
    """The story is folded again with the label that the person gave."""
    record(ledger, RECEIPT, ACKNOWLEDGED)
    record(ledger, UPDATE, verdict(Label.REJECTION, 0.87, company="Harbor Health", role="Clerk"))
    assert ledger.stories.applications()[0].outcome is Ended.REJECTED

    outcome = correct(ledger, UPDATE, Label.STATUS_UPDATE)

    (application,) = ledger.stories.applications()
    assert (outcome.was, outcome.label, outcome.application_id) == (
        Label.REJECTION,
        Label.STATUS_UPDATE,
        application.id,
    )
    assert application.outcome is None
    assert application == fold(application.id, ledger.stories.events(application.id))
    assert (stored(ledger, UPDATE).label, stored(ledger, UPDATE).confidence) == (Label.STATUS_UPDATE, CERTAIN)


def test_a_corrected_mail_is_read_again_for_the_facts_of_what_it_is(ledger: Ledger) -> None:
    """An offer's deadline is no deadline of a receipt; the sentence that decided wrongly is not quoted any more."""
    record(ledger, RECEIPT, ACKNOWLEDGED)
    given = message("asked", 2, subject="Clerk", new_text="Please send us two referees by 20 March.")
    record(ledger, given, verdict(Label.STATUS_UPDATE, 0.87, company="Harbor Health", role="Clerk"))

    correct(ledger, given, Label.REFERENCE_REQUEST)

    (application,) = ledger.stories.applications()
    assert application.stage is Stage.REFERENCES
    assert application.references is not None
    assert application.references.count == 2
    assert application.open_needs[0].quote is None


def test_a_mail_that_is_no_employers_leaves_the_story_and_an_emptied_one_is_gone(ledger: Ledger) -> None:
    """Nothing of it is told, found or matched any more."""
    record(ledger, APPOINTMENT, INVITED)
    assert len(ledger.stories.applications()) == 1

    outcome = correct(ledger, APPOINTMENT, Label.OTHER)

    assert outcome.application_id is None
    assert ledger.stories.applications() == []
    assert ledger.mail.untold() == []
    again = message("again", 6, sender=ANN, in_reply_to=(APPOINTMENT.message_id,))
    assert record(ledger, again, INVITED).application_id is None


def test_a_pass_on_that_still_waits_is_taken_back_with_what_it_was_for(ledger: Ledger) -> None:
    """Nobody is interrupted by what they have called ordinary."""
    record(ledger, APPOINTMENT, INVITED)
    assert len(ledger.post.pass_ons()) == 1

    correct(ledger, APPOINTMENT, Label.OTHER)

    assert ledger.post.pass_ons() == []


def test_mail_of_that_sender_and_thread_that_is_there_and_that_comes_is_ordinary(ledger: Ledger) -> None:
    """With the person's answers to it; none interrupts and none is told."""
    record(ledger, APPOINTMENT, INVITED)
    answer = message("yes", 2, sender=DANA, to=(ANN,), in_reply_to=(APPOINTMENT.message_id,))
    record(ledger, answer, verdict(Label.OTHER))
    earlier = message("earlier", 1.5, sender=ANN)
    record(ledger, earlier, verdict(Label.ASSESSMENT, 0.99))

    outcome = correct(ledger, APPOINTMENT, Label.OTHER)
    came = record(ledger, message("later", 6, sender=ANN), INVITED)
    in_thread = message("thread", 7, sender=PRIYA, references=(APPOINTMENT.message_id, "yes@harbor.example"))

    assert (outcome.reach, outcome.others) == (Reach.SENDER, 1)
    assert ledger.stories.applications() == []
    assert (came.label, came.way) == (Label.OTHER, Way.LETTER)
    assert record(ledger, in_thread, verdict(Label.OFFER, 0.99)).label is Label.OTHER
    assert ledger.mail.untold() == []


def test_what_the_person_answers_to_ordinary_mail_joins_no_story_of_the_same_house(ledger: Ledger) -> None:
    """The house's other mail may be an employer's; what is written to the ordinary sender is not."""
    record(ledger, RECEIPT, ACKNOWLEDGED)
    record(ledger, UPDATE, verdict(Label.STATUS_UPDATE, 0.87, company="Harbor Health", role="Clerk"))
    shop = message("shop", 3, sender=Address("Shop", "shop@harbor.example"))
    record(ledger, shop, verdict(Label.OTHER, 0.9))
    Corrector(ledger, RULES).correct(known(ledger, shop), Label.OTHER, day(5))

    answer = message("answer", 6, sender=DANA, to=(Address("Shop", "shop@harbor.example"),))

    assert record(ledger, answer, verdict(Label.OTHER)).application_id is None


def test_where_the_person_has_applied_one_ordinary_mail_makes_no_other_ordinary(ledger: Ledger) -> None:
    """The recruiter's next invitation is passed on all the same."""
    record(ledger, RECEIPT, ACKNOWLEDGED)
    record(ledger, UPDATE, verdict(Label.STATUS_UPDATE, 0.87, company="Harbor Health", role="Clerk"))

    outcome = correct(ledger, UPDATE, Label.OTHER)
    came = record(ledger, message("invite", 6), verdict(Label.SCHEDULING, 0.87, company="Harbor Health", role="Clerk"))

    assert (outcome.reach, outcome.application_id) == (Reach.MAIL, None)
    assert (came.label, came.way) == (Label.SCHEDULING, Way.AT_ONCE)


def test_on_a_relay_only_the_same_employers_mail_becomes_ordinary(ledger: Ledger) -> None:
    """Many write through it."""
    shop = message("shop", 1, sender=Address("Vale Books", RELAY.address))
    record(ledger, shop, verdict(Label.ACKNOWLEDGEMENT, 0.7, company="Vale Books"))

    assert correct(ledger, shop, Label.OTHER).reach is Reach.NAME
    assert record(ledger, replace(shop, message_id="2", date=day(6)), ACKNOWLEDGED).label is Label.OTHER
    assert record(ledger, RECEIPT, ACKNOWLEDGED).label is Label.ACKNOWLEDGEMENT


def test_ordinary_mail_that_is_an_employers_begins_an_application_and_makes_its_sender_known(ledger: Ledger) -> None:
    """Later mail of the sender belongs there, whatever it reads like; what it asks is passed on."""
    missed = message("missed", 1, subject="A word", new_text="Shall we talk on 10 March at 10:00?")
    record(ledger, missed, verdict(Label.OTHER, 0.95))
    assert ledger.stories.applications() == []

    outcome = Corrector(ledger, RULES).correct(
        on_disk(ledger, missed, verdict(Label.OTHER, 0.95)), Label.SCHEDULING, day(5)
    )

    (application,) = ledger.stories.applications()
    assert outcome.application_id == application.id
    assert application.stage is Stage.INTERVIEWING
    assert stored(ledger, missed).text == missed.new_text
    later = record(ledger, message("later", 6), verdict(Label.OTHER, 0.95, wants_answer=True))
    assert (later.application_id, later.way) == (application.id, Way.AT_ONCE)


@pytest.mark.parametrize("label", [one for one in Label if one not in {Label.OTHER, Label.OUTREACH}])
def test_the_persons_word_begins_an_application_whatever_the_label(ledger: Ledger, label: Label) -> None:
    """A stranger's offer begins none by itself; here the person says that it is one."""
    record(ledger, APPOINTMENT, verdict(Label.OTHER, 0.95))

    assert correct(ledger, APPOINTMENT, label).application_id is not None


def test_a_sender_through_a_relay_becomes_known_by_name(ledger: Ledger) -> None:
    """Another employer's mail through the same relay does not."""
    record(ledger, replace(RECEIPT, subject="Hello"), verdict(Label.OTHER, 0.95))
    correct(ledger, replace(RECEIPT, subject="Hello"), Label.STATUS_UPDATE)

    same = message("same", 6, sender=RELAY)
    other = message("other", 6, sender=replace(RELAY, name="Fern & Vale"))
    assert record(ledger, same, verdict(Label.OTHER, 0.95)).application_id is not None
    assert record(ledger, other, verdict(Label.OTHER, 0.95)).application_id is None


def test_ordinary_mail_joins_the_application_that_it_is_about(ledger: Ledger) -> None:
    """It is placed as new mail is: by thread, by name, by contact."""
    record(ledger, RECEIPT, ACKNOWLEDGED)
    missed = message("missed", 2, in_reply_to=(RECEIPT.message_id,))
    record(ledger, missed, verdict(Label.STATUS_UPDATE, 0.87))
    apart = message("apart", 3)
    record(ledger, apart, verdict(Label.OTHER, 0.9))

    assert correct(ledger, apart, Label.ASSESSMENT).application_id == ledger.stories.applications()[0].id
    assert len(ledger.stories.applications()) == 1


def test_the_same_unsure_mistake_that_is_there_already_is_put_right_too(ledger: Ledger) -> None:
    """A second wrong rejection of the same sender opens its application again."""
    record(ledger, RECEIPT, ACKNOWLEDGED)
    wrong = verdict(Label.REJECTION, 0.7, company="Harbor Health", role="Clerk")
    second = message("second", 3)
    record(ledger, UPDATE, wrong)
    record(ledger, second, wrong)

    assert correct(ledger, UPDATE, Label.STATUS_UPDATE).others == 1
    assert stored(ledger, second).label is Label.STATUS_UPDATE
    assert ledger.stories.applications()[0].outcome is None


def test_what_turns_out_to_be_urgent_by_example_is_passed_on(ledger: Ledger) -> None:
    """Nothing urgent waits in the inbox; the mail that the person has in front of them is not sent to them again."""
    record(ledger, RECEIPT, ACKNOWLEDGED)
    wrong = verdict(Label.ACKNOWLEDGEMENT, 0.7, company="Harbor Health", role="Clerk")
    second = message("second", 3)
    record(ledger, UPDATE, wrong)
    record(ledger, second, wrong)

    correct(ledger, UPDATE, Label.ASSESSMENT)

    assert [row.content_id for row in ledger.post.pass_ons()] == [content_id(second)]


def test_outreach_that_began_an_application_is_shown_and_begins_none(ledger: Ledger) -> None:
    """It is about a role that the person did not apply for."""
    record(ledger, APPOINTMENT, INVITED)
    correct(ledger, APPOINTMENT, Label.OUTREACH)

    assert ledger.stories.applications() == []
    assert [one.why_unplaced for one in ledger.mail.untold()] == ["It is about a role that you did not apply for."]


@pytest.mark.parametrize("label", [one for one in Label if one is not Label.SCHEDULING])
def test_whatever_is_corrected_can_be_taken_back_whole(ledger: Ledger, label: Label) -> None:
    """All that followed is undone; the events are still all there."""
    record(ledger, RECEIPT, ACKNOWLEDGED)
    record(ledger, UPDATE, verdict(Label.REJECTION, 0.87, company="Harbor Health", role="Clerk"))
    record(ledger, APPOINTMENT, INVITED)
    record(ledger, message("second", 1.2, sender=ANN), verdict(Label.SCHEDULING, 0.7))
    answer = message("yes", 2, sender=DANA, to=(ANN,), in_reply_to=(APPOINTMENT.message_id,))
    record(ledger, answer, verdict(Label.OTHER))
    before, text = state(ledger), stored(ledger, APPOINTMENT).text

    correct(ledger, APPOINTMENT, label)
    changed = state(ledger)
    undone = undo(ledger, APPOINTMENT)

    assert changed != before
    assert state(ledger) == before
    assert (undone.label, stored(ledger, APPOINTMENT).text) == (Label.SCHEDULING, text)
    assert ledger.corrections.active() == ()


def test_a_mail_that_was_made_an_employers_is_ordinary_again_when_that_is_taken_back(ledger: Ledger) -> None:
    """And leads nobody into the story that it began."""
    record(ledger, APPOINTMENT, verdict(Label.OTHER, 0.95))
    before = state(ledger)
    correct(ledger, APPOINTMENT, Label.SCHEDULING)
    undo(ledger, APPOINTMENT)

    assert state(ledger) == before
    assert record(ledger, message("later", 8, sender=ANN), verdict(Label.OTHER, 0.95)).application_id is None


def test_mail_that_came_while_a_correction_made_it_ordinary_comes_back_with_it(ledger: Ledger) -> None:
    """Taking it back also places what was not placed, and passes on what cannot wait."""
    record(ledger, APPOINTMENT, INVITED)
    correct(ledger, APPOINTMENT, Label.OTHER)
    later = message("later", 6, sender=ANN)
    record(ledger, later, verdict(Label.SCHEDULING, 0.87, company="Surgery Vale", interviews=(proposed(9),)))

    undo(ledger, APPOINTMENT, on=7)

    (application,) = ledger.stories.applications()
    assert application.messages == (APPOINTMENT.message_id, later.message_id)
    assert content_id(later) in {row.content_id for row in ledger.post.pass_ons()}


def test_ordinary_mail_is_not_taken_up_by_whoever_answers_it(ledger: Ledger) -> None:
    """An employer's mail that refers to it begins its own story."""
    record(ledger, APPOINTMENT, INVITED)
    correct(ledger, APPOINTMENT, Label.OTHER)
    ordinary = message("ordinary", 6, sender=ANN)
    record(ledger, ordinary, INVITED)

    record(ledger, replace(RECEIPT, date=day(7), in_reply_to=(ordinary.message_id,)), ACKNOWLEDGED)

    assert ledger.stories.applications()[0].messages == (RECEIPT.message_id,)


def test_what_only_the_wrong_mail_taught_finds_nothing_any_more(ledger: Ledger) -> None:
    """A stranger who was taken for the employer's leads nobody into its application."""
    record(ledger, RECEIPT, ACKNOWLEDGED)
    wrong = message("wrong", 1, sender=ANN)
    record(ledger, wrong, verdict(Label.STATUS_UPDATE, 0.87, company="Harbor Health", role="Clerk"))

    correct(ledger, wrong, Label.OTHER)

    other = message("other", 6, sender=replace(ANN, name="A", address="desk@surgery.example"))
    assert record(ledger, other, verdict(Label.STATUS_UPDATE, 0.6)).application_id is None


def test_a_correction_counts_for_a_mail_that_is_read_only_later(ledger: Ledger) -> None:
    """It is known by its content, so that reading the mailbox again from the start changes nothing."""
    outcome = Corrector(ledger, RULES).correct(on_disk(ledger, APPOINTMENT, INVITED), Label.OTHER, day(0))
    recorded = record(ledger, APPOINTMENT, INVITED)

    assert not outcome.recorded
    assert (recorded.label, recorded.way, recorded.application_id) == (Label.OTHER, Way.LETTER, None)
    assert undo(ledger, APPOINTMENT).label is Label.SCHEDULING


def test_a_correction_survives_a_second_look_at_the_mailbox(ledger: Ledger) -> None:
    """Under a new UIDVALIDITY, or as the copy in another folder."""
    record(ledger, APPOINTMENT, INVITED)
    correct(ledger, APPOINTMENT, Label.OTHER)

    assert not record(ledger, APPOINTMENT, INVITED).new
    assert stored(ledger, APPOINTMENT).label is Label.OTHER


def test_corrections_are_appended_and_never_changed_or_deleted(ledger: Ledger) -> None:
    """Taking one back is one more row."""
    record(ledger, APPOINTMENT, INVITED)
    correct(ledger, APPOINTMENT, Label.OTHER)

    with ledger.transaction() as sql:
        for statement in ("UPDATE correction SET label = 'offer'", "DELETE FROM correction"):
            with pytest.raises(sqlite3.IntegrityError):
                sql.execute(statement)


def test_a_correction_that_fails_leaves_nothing(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """One transaction, or nothing; nor is it remembered by who read it meanwhile."""
    record(ledger, APPOINTMENT, INVITED)
    before = state(ledger)

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(ledger.mail, "count_as", fail)
        with pytest.raises(ZeroDivisionError):
            correct(ledger, APPOINTMENT, Label.OTHER)

    assert state(ledger) == before
    assert ledger.corrections.active() == ()


def test_a_correction_that_failed_is_not_taken_for_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process may use the row that was never written."""
    with Ledger(tmp_path / "ledger.db") as one, Ledger(tmp_path / "ledger.db") as other:
        record(one, APPOINTMENT, INVITED)
        record(one, UPDATE, verdict(Label.REJECTION, 0.87))

        def fail(*_: object, **__: object) -> None:
            raise ZeroDivisionError

        with monkeypatch.context() as broken:
            broken.setattr(one.mail, "count_as", fail)
            with pytest.raises(ZeroDivisionError):
                correct(one, APPOINTMENT, Label.OTHER)
        correct(other, UPDATE, Label.STATUS_UPDATE)

        assert [made.content_id for made in one.corrections.active()] == [content_id(UPDATE)]


def test_a_correction_is_seen_by_a_daemon_that_is_running(tmp_path: Path) -> None:
    """Each has a connection of its own; the next mail is judged by it."""
    with Ledger(tmp_path / "ledger.db") as daemon, Ledger(tmp_path / "ledger.db") as command:
        record(daemon, APPOINTMENT, INVITED)
        correct(command, APPOINTMENT, Label.OTHER)
        made_ordinary = record(daemon, message("later", 6, sender=ANN), INVITED)
        undo(command, APPOINTMENT)
        again = record(daemon, message("last", 8, sender=ANN), INVITED)

    assert (made_ordinary.label, again.label) == (Label.OTHER, Label.SCHEDULING)


def test_the_persons_own_mail_and_what_was_never_corrected_are_refused_in_words(ledger: Ledger) -> None:
    """With the exit status of wrong usage."""
    own = message("own", 1, sender=DANA, to=(PRIYA,))
    record(ledger, own, verdict(Label.OTHER))
    with pytest.raises(UserError) as as_own:
        correct(ledger, own, Label.OFFER)
    with pytest.raises(UserError) as as_never:
        undo(ledger, own)

    assert (as_own.value.status, as_never.value.status) == (2, 2)


def test_a_lesson_is_kept_of_the_corrected_mail_alone_and_forgotten_when_that_is_taken_back(ledger: Ledger) -> None:
    """Subject, new text, the kind of its sender; of ordinary mail only where the person gives the file."""
    record(ledger, RECEIPT, ACKNOWLEDGED)
    record(ledger, UPDATE, verdict(Label.REJECTION, 0.87, company="Harbor Health", role="Clerk"))
    private = message("private", 1, sender=ANN)
    record(ledger, private, verdict(Label.OTHER, 0.95))

    assert correct(ledger, UPDATE, Label.STATUS_UPDATE).taught
    assert not correct(ledger, private, Label.ASSESSMENT).taught
    (lesson,) = ledger.corrections.lessons()
    assert (lesson.label, lesson.subject, lesson.text) == (Label.STATUS_UPDATE, UPDATE.subject, UPDATE.new_text)

    undo(ledger, UPDATE)
    assert ledger.corrections.lessons() == []


def test_a_lesson_stays_with_its_correction_and_goes_with_it(ledger: Ledger) -> None:
    """Corrected again, it is kept; taken back, nothing of it is left for the next correction."""
    judged = verdict(Label.OTHER, 0.95)
    record(ledger, APPOINTMENT, judged)
    Corrector(ledger, RULES).correct(on_disk(ledger, APPOINTMENT, judged), Label.OTHER, day(5))

    assert correct(ledger, APPOINTMENT, Label.OTHER).taught
    undo(ledger, APPOINTMENT)
    assert not correct(ledger, APPOINTMENT, Label.OTHER).taught
    assert ledger.corrections.lessons() == []


def test_the_text_of_what_became_ordinary_is_forgotten_after_a_while(ledger: Ledger) -> None:
    """A slip can be taken back whole; later neither subject nor text is kept."""
    record(ledger, APPOINTMENT, INVITED)
    correct(ledger, APPOINTMENT, Label.OTHER, on=5)

    ledger.mail.forget_ordinary(day(5))
    assert stored(ledger, APPOINTMENT).text != ""
    ledger.mail.forget_ordinary(day(5) + timedelta(seconds=1))
    assert (stored(ledger, APPOINTMENT).subject, stored(ledger, APPOINTMENT).text) == ("", "")


def test_the_letter_tells_a_corrected_mail_as_what_it_is(ledger: Ledger) -> None:
    """Without the sentence that had decided for something else."""
    record(ledger, RECEIPT, ACKNOWLEDGED)
    record(ledger, UPDATE, verdict(Label.REJECTION, 0.87, company="Harbor Health", role="Clerk"))
    correct(ledger, UPDATE, Label.STATUS_UPDATE)

    given = week(ledger, Person(ZONE), since=day(0), due=day(7), next_letter=day(14))

    (told,) = given.applications
    assert [(one.label, one.quote is None) for one in told.news] == [
        (Label.ACKNOWLEDGEMENT, False),
        (Label.STATUS_UPDATE, True),
    ]
