"""What is gathered from the ledger for a letter and for a pass-on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from support.stories import confirmed, day, message, proposed, verdict
from unwatch.application import Application
from unwatch.events import Edited, Instruction, Told
from unwatch.ledger import Ledger, PassOnRow
from unwatch.letter.compose import write_letter
from unwatch.letter.pass_on import write_pass_on
from unwatch.letter.records import Asking, LetterInput, Note, PassOnInput
from unwatch.record import Arrival, Recorder, Rules
from unwatch.rhythm import Rhythm
from unwatch.week import Person, pass_on, week
from unwatch_classifiers.posting import Posting
from unwatch_classifiers.records import Address, Label, Message, Promise, PromiseKind, Verdict

ZONE = ZoneInfo("Europe/London")
RULES = Rules(me=frozenset(["dana@example.org"]), rhythm=Rhythm(zone=ZONE), watching_since=day(-1))
JO = Address("Jo Bell", "jo@fern.example")
QUESTION = "Asked: how do you keep a list?"


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """Two roles at Harbor Health and one at Fern; the first at Harbor is number 1."""
    with Ledger(None) as opened:
        hear(opened, message("receipt", 0), verdict(Label.ACKNOWLEDGEMENT, 0.95, company="Harbor Health", role="Clerk"))
        hear(
            opened, message("porter", 0.1), verdict(Label.ACKNOWLEDGEMENT, 0.95, company="Harbor Health", role="Porter")
        )
        judged = verdict(Label.ACKNOWLEDGEMENT, 0.95, company="Fern", role="Office lead")
        hear(opened, message("fern", 0.2, sender=JO), judged)
        yield opened


def hear(ledger: Ledger, given: Message, judged: Verdict) -> int | None:
    """Record a mail; return its application."""
    return Recorder(ledger, RULES).record(Arrival(given, judged, given.date), given.date).application_id


def number_of(ledger: Ledger, role: str) -> int:
    """Return the id of the application for a role."""
    return next(one.id for one in ledger.stories.applications() if one.role == role)


def note(ledger: Ledger, role: str, text: str, on: float) -> None:
    """Keep a note of the person."""
    told = Told(Instruction.NOTE, text=text)
    ledger.stories.append(number_of(ledger, role), day(on), told, now=day(on))


def letter(ledger: Ledger, person: Person | None = None) -> LetterInput:
    """Gather the letter of the first Friday."""
    return week(ledger, person or Person(ZONE), since=day(-3), due=day(4), next_letter=day(11))


def told_of(given: LetterInput, role: str) -> Application:
    """Return the application for a role, as the letter has it."""
    return next(one.application for one in given.applications if one.application.role == role)


def passed_on(ledger: Ledger, person: Person | None = None) -> PassOnInput:
    """Gather the first pass-on that waits."""
    row: PassOnRow = ledger.post.pass_ons()[0]
    return pass_on(ledger, row, person or Person(ZONE), now=day(2), next_letter=day(4))


def invite(ledger: Ledger, **facts: object) -> None:
    """The clerk's role is invited to an interview on the sixth day."""
    given = {"company": "Harbor Health", "role": "Clerk", "interviews": (proposed(6),)} | facts
    hear(ledger, message("invite", 2), verdict(Label.SCHEDULING, 0.95, **given))


def test_an_invitation_is_gathered_with_all_that_is_known(ledger: Ledger) -> None:
    """Questions of any application, notes of the employer's other roles, the job text (A3b, C9b, C9d, C3d)."""
    note(ledger, "Office lead", QUESTION, 1)
    note(ledger, "Porter", "nobody stays long", 1.1)
    note(ledger, "Office lead", "nice garden", 1.2)
    receipt = ledger.mail.by_message_id("receipt@harbor.example")
    assert receipt is not None
    ledger.postings.keep(receipt.content_id, Posting("You keep the list.", None, "Clerk"))
    invite(ledger)

    given = passed_on(ledger)
    assert given.questions == (QUESTION,)
    assert given.elsewhere == (Note(day(1.1), "nobody stays long", "Porter"),)
    assert given.posting == Posting("You keep the list.", None, "Clerk")
    text = " ".join(write_pass_on(given).text.split())
    assert 'Asked elsewhere: "how do you keep a list?"' in text
    assert "on Porter: " in text
    assert "nice garden" not in text
    assert "| You keep the list." in text


def test_the_latest_questions_come_back_in_the_order_of_their_days(ledger: Ledger) -> None:
    """Six of them, whatever the application, each once (A3b)."""
    for number in range(8):
        note(ledger, ("Office lead", "Porter")[number % 2], f"asked: question {number}", 1 + number / 100)
    note(ledger, "Clerk", "asked: question 7", 1)
    note(ledger, "Clerk", "They asked: nothing", 1)
    invite(ledger)
    assert passed_on(ledger).questions == tuple(f"asked: question {number}" for number in range(2, 8))
    assert letter(ledger).questions == 6


def test_a_letter_knows_what_prepares_an_interview(ledger: Ledger) -> None:
    """The job text and the notes from elsewhere, for an application with an interview ahead (C9g)."""
    note(ledger, "Porter", "nobody stays long", 1.1)
    hear(
        ledger,
        message("invite", 2),
        verdict(Label.SCHEDULING, 0.95, company="Harbor Health", role="Clerk", interviews=(confirmed(6),)),
    )
    invitation = ledger.mail.by_message_id("invite@harbor.example")
    assert invitation is not None
    ledger.postings.keep(invitation.content_id, Posting("You keep the list.", None, "Clerk"))

    clerk, porter = (
        next(one for one in letter(ledger).applications if one.application.role == role) for role in ("Clerk", "Porter")
    )
    assert (clerk.has_posting, clerk.elsewhere) == (True, (Note(day(1.1), "nobody stays long", "Porter"),))
    assert (porter.has_posting, porter.elsewhere) == (False, ())
    text = " ".join(write_letter(letter(ledger, Person(ZONE, reply_to="letter@example.org"))).text.split())
    assert 'The saved job text: reply "prep 1".' in text


def test_their_words_of_the_week_are_gathered_with_their_mail(ledger: Ledger) -> None:
    """Why they wait, what comes next, and whether they only ask (C6l, C9f, C6g)."""
    asked = message("asked", 2, new_text="We wait for the contract. Are you still available?", sender=JO)
    cause, then = "We wait for the contract", "a day with the team"
    judged = verdict(Label.STATUS_UPDATE, 0.95, company="Fern", cause=cause, then=then, wants_answer=True)
    hear(ledger, asked, judged)
    told = next(one for one in letter(ledger).applications if one.application.role == "Office lead")
    assert [(one.cause, one.then, one.asks) for one in told.news] == [
        (None, None, None),
        (cause, then, Asking.AVAILABLE),
    ]
    ledger.mail.forget_before(day(3))
    later = week(ledger, Person(ZONE), since=day(4), due=day(11), next_letter=day(18))
    assert cause not in write_letter(later).text


def test_a_mail_that_asks_for_nothing_is_no_such_question(ledger: Ledger) -> None:
    """The words alone do not make it one (C6g)."""
    hear(
        ledger,
        message("told", 2, new_text="If you are still available in spring, we write again.", sender=JO),
        verdict(Label.STATUS_UPDATE, 0.95, company="Fern"),
    )
    told = next(one for one in letter(ledger).applications if one.application.role == "Office lead")
    assert [one.asks for one in told.news] == [None, None]


def test_a_mail_under_another_name_of_the_employer_is_known_as_that(ledger: Ledger) -> None:
    """Only the mail that came under it; the ones before came under the name itself."""
    number = number_of(ledger, "Office lead")
    ledger.stories.append(number, day(1), Edited(aliases=("Northgate", "Fernwood")), now=day(1))
    hear(
        ledger,
        message("asked", 2, sender=Address("Ann Lee", "ann@northgate.example"), in_reply_to=("fern@harbor.example",)),
        verdict(Label.STATUS_UPDATE, 0.95, company="Northgate Ltd"),
    )
    told = next(one for one in letter(ledger).applications if one.application.id == number)
    assert [one.under for one in told.news] == [None, "Northgate"]
    assert "Fern (also Northgate), Office lead." in " ".join(write_letter(letter(ledger)).text.split())


def test_what_else_is_open_is_in_motion(ledger: Ledger) -> None:
    """An interview held and waited after counts, a receipt and what rests do not (C4b)."""
    hear(
        ledger,
        message("met", 0.5, sender=JO),
        verdict(Label.SCHEDULING, 0.95, company="Fern", role="Office lead", interviews=(confirmed(1),)),
    )
    promise = Promise("two weeks", PromiseKind.CONTACT_BY, day(15).date(), day(29).date())
    invite(ledger, promise=promise)
    row = next(one for one in ledger.post.pass_ons() if one.application_id == number_of(ledger, "Clerk"))
    near = pass_on(ledger, row, Person(ZONE), now=day(2), next_letter=day(4))
    assert [one.role for one in near.others] == ["Office lead"]
    late = pass_on(ledger, row, Person(ZONE), now=day(2) + timedelta(days=300), next_letter=day(310))
    assert late.others == ()


def test_the_persons_wishes_reach_what_is_written(ledger: Ledger) -> None:
    """Discreet subjects and the line on benefits (C2h, C3c)."""
    invite(ledger)
    wishes = Person(ZONE, discreet=True, benefits=True)
    given = passed_on(ledger, wishes)
    assert (given.discreet, given.benefits, letter(ledger, wishes).discreet) == (True, True, True)
    assert "Harbor" not in write_pass_on(given).subject


def test_a_mail_without_a_place_is_passed_on_without_what_is_known(ledger: Ledger) -> None:
    """Nothing of anybody is shown beside it."""
    note(ledger, "Clerk", "pay low", 1)
    hear(ledger, message("which", 2), verdict(Label.OTHER, 0.95, wants_answer=True))
    given = passed_on(ledger)
    assert (given.application, given.elsewhere, given.posting, given.under) == (None, (), None, None)
    assert "pay low" not in write_pass_on(given).text


def test_a_letter_is_the_same_whenever_it_is_gathered(ledger: Ledger) -> None:
    """To the byte (f 59)."""
    note(ledger, "Porter", QUESTION, 1)
    invite(ledger)
    assert write_letter(letter(ledger)) == write_letter(letter(ledger))
    assert write_pass_on(passed_on(ledger)) == write_pass_on(passed_on(ledger))
