"""A search as it may come: mail in any order, what the person does, a crash; and what must hold throughout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given as hypothesis_given
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from support.machine import (
    COBALT,
    DANA,
    FERN,
    HARBOR,
    OKAFOR,
    ZONE,
    Breaks,
    Desk,
    PowerCut,
    edits,
    is_of_a_story,
    mails_of,
    received,
    sent,
    tellings,
)
from support.stories import PRIYA, day, message, verdict
from unwatch.errors import UserError
from unwatch.events import Applied, Edited, Instruction, Moved, Told
from unwatch.keys import Key, KeyKind
from unwatch.ledger import Act
from unwatch.record import content_id
from unwatch.standing import standing
from unwatch.transitions import fold
from unwatch_classifiers.records import Address, Label, Message, Verdict

pytestmark = pytest.mark.thorough

Step = Callable[[], object]
ONE_ROLE = (HARBOR, COBALT, FERN)
PLACES = st.integers(0, 30)


class Search(RuleBasedStateMachine):
    """A ledger, and everything that may happen to it."""

    @initialize(data=st.data(), first=st.lists(st.booleans(), max_size=5))
    def begin(self, data: st.DataObject, first: list[bool]) -> None:
        self.desk = Desk()
        self.now = day(41)
        self.mail: list[tuple[Message, Verdict]] = []
        self.breaks: tuple[int, Breaks] | None = None
        for own in first:
            self._deliver(*data.draw((sent if own else received)(len(self.mail))))

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.close()

    # How a step is taken

    def _take(self, step: Step) -> None:
        """Take a step; first let it break where the power is to fail, and see that nothing of it is there."""
        if self.breaks is not None:
            (at, how), self.breaks = self.breaks, None
            before = self.desk.written()
            try:
                with self.desk.breaking(at, how):
                    step()
            except PowerCut:
                assert self.desk.written() == before
            else:
                return
        step()

    def _act(self, step: Step, *, back: bool) -> None:
        """Let the person do something; what is refused changes nothing, and what is taken back leaves no trace."""
        before, seen = self.desk.written(), self.desk.sight()
        try:
            self._take(step)
        except UserError:
            assert self.desk.written() == before
            return
        self._found_by_what_is_taught(self.desk.stories.last_act())
        if back:
            self._take_back()
            assert self.desk.sight() == seen

    def _take_back(self) -> None:
        act = self.desk.stories.last_act()
        self._take(lambda: self.desk.editor.undo(self.now))
        self._found_by_what_is_taught(act)

    def _found_by_what_is_taught(self, act: Act | None) -> None:
        payloads = [event.payload for event in act.events] if act else []
        touched = {payload.source for payload in payloads if isinstance(payload, Moved)}
        for number in touched | ({act.application_id} if act else set()):
            assert self.desk.keys(number) == self.desk.taught(number)

    def _number(self, place: int) -> int:
        """An application that is there, or was, or never will be."""
        return place % (len(self.desk.numbers()) + 1) + 1

    def _one(self, place: int) -> Message:
        return self.mail[place % len(self.mail)][0]

    # What comes

    def _deliver(self, given: Message, judged: Verdict) -> None:
        stages = {one.id: one.stage.rank for one in self.desk.stories.applications()}
        self._take(lambda: self.desk.record(given, judged))
        self.mail.append((given, judged))
        assert all(self.desk.stories.application(number).stage.rank >= rank for number, rank in stages.items())

    @rule(data=st.data())
    def an_employer_writes(self, data: st.DataObject) -> None:
        self._deliver(*data.draw(received(len(self.mail))))

    @rule(data=st.data())
    def the_person_writes(self, data: st.DataObject) -> None:
        self._deliver(*data.draw(sent(len(self.mail))))

    @precondition(lambda self: self.mail)
    @rule(data=st.data(), place=PLACES)
    def the_person_answers(self, data: st.DataObject, place: int) -> None:
        self._deliver(*data.draw(sent(len(self.mail), answers=self._one(place))))

    @precondition(lambda self: self.mail)
    @rule(place=PLACES)
    def the_same_mail_comes_again(self, place: int) -> None:
        """From another mailbox, say: it is known by its content."""
        given, judged = self.mail[place % len(self.mail)]
        before = self.desk.written()
        self.desk.record(replace(given, attachments=("copy.pdf",)), judged)
        assert self.desk.written() == before

    @precondition(lambda self: self.mail)
    @rule(place=PLACES)
    def another_mail_has_the_same_message_id(self, place: int) -> None:
        given, judged = self.mail[place % len(self.mail)]
        self._deliver(replace(given, new_text=f"{given.new_text} {len(self.mail)}"), judged)

    @rule()
    def the_mailbox_is_read_from_the_start(self) -> None:
        """A second look changes nothing."""
        before = self.desk.written()
        for given, judged in sorted(self.mail, key=lambda one: one[0].date):
            self.desk.record(given, judged)
        assert self.desk.written() == before

    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(at=st.integers(0, 60), how=st.sampled_from(Breaks))
    def the_next_step_breaks(self, at: int, how: Breaks) -> None:
        self.breaks = (at, how)

    @rule()
    def it_is_started_again(self) -> None:
        """What was committed is there."""
        before = self.desk.written()
        self.desk.open_again()
        assert self.desk.written() == before

    # What the person does

    @rule(place=PLACES, payload=tellings(), on=st.integers(0, 41), back=st.booleans())
    def the_person_tells(self, place: int, payload: Edited, on: int, back: bool) -> None:
        number = self._number(place)
        self._act(lambda: self.desk.editor.tell(number, payload, day(on), self.now), back=back)

    @rule(edited=edits(), applied=st.none() | st.just(Applied("their site")), on=st.integers(0, 41), back=st.booleans())
    def the_person_adds(self, edited: Edited, applied: Applied | None, on: int, back: bool) -> None:
        self._act(lambda: self.desk.editor.add(edited, applied, day(on), self.now), back=back)

    @rule(other=PLACES, into=PLACES, back=st.booleans())
    def the_person_merges(self, other: int, into: int, back: bool) -> None:
        source, target = self._number(other), self._number(into)
        self._act(lambda: self.desk.editor.merge(source, target, self.now), back=back)

    @precondition(lambda self: self.mail)
    @rule(places=st.lists(PLACES, max_size=2), into=st.none() | PLACES, back=st.booleans())
    def the_person_moves(self, places: list[int], into: int | None, back: bool) -> None:
        contents = [content_id(self._one(place)) for place in places]
        target = None if into is None else self._number(into)
        chapters = [self.desk.stories.chapter(content) for content in contents]
        afresh = all(chapter is None or chapter.stands for chapter in chapters)  # else see the test of a second move
        self._act(lambda: self.desk.editor.move(contents, target, self.now), back=back and afresh)

    @rule()
    def the_person_takes_back(self) -> None:
        self._take_back()

    @precondition(lambda self: self.mail)
    @rule(place=PLACES, label=st.sampled_from(Label), back=st.booleans())
    def the_person_corrects(self, place: int, label: Label, back: bool) -> None:
        given = self._one(place)
        before, seen, known = self.desk.written(), self.desk.sight(), self.desk.contents()
        first = self.desk.ledger.corrections.of(content_id(given)) is None
        try:
            self._take(lambda: self.desk.corrector.correct(self.desk.mail(given), label, self.now))
        except UserError:
            assert self.desk.written() == before
            return
        placed = self.desk.contents() != known  # then see the test of a mail that a correction places
        if back and first and not placed:
            self._take(lambda: self.desk.corrector.take_back(self.desk.mail(given), self.now))
            assert self.desk.sight() == seen

    @precondition(lambda self: self.mail)
    @rule(place=PLACES)
    def the_person_takes_a_correction_back(self, place: int) -> None:
        given = self._one(place)
        with suppress(UserError):
            self._take(lambda: self.desk.corrector.take_back(self.desk.mail(given), self.now))

    # What holds after each of it

    @invariant()
    def the_state_is_what_the_events_fold_into(self) -> None:
        """In whatever order they are given."""
        for number in self.desk.numbers():
            kept, events = self.desk.stories.application(number), self.desk.stories.events(number)
            assert kept == fold(number, events) == fold(number, reversed(events))

    @invariant()
    def every_message_is_in_one_story_once(self) -> None:
        """Or in none: it waits to be tied, or was taken out; and no message is lost."""
        assert all(count == 1 for count in self.desk.contents().values())
        for number in self.desk.numbers():
            assert Counter(self.desk.stories.application(number).messages) == mails_of(self.desk, number)
            holding = {event.id for event in self.desk.standing(number)}
            for content, event in self.desk.stories.parts(number):
                if content is not None:
                    chapter = self.desk.stories.chapter(content)
                    assert chapter is not None
                    assert chapter.stands == (event.id in holding)
                    assert self.desk.stories.of_content(content) == (number if event.id in holding else None)
                    assert self.desk.ledger.loose.payload(content) is None
        assert self.desk.ledger.mail.count() == len({content_id(given) for given, _ in self.mail})

    @invariant()
    def what_is_emptied_is_nowhere_shown(self) -> None:
        """Nor found by any key; all others are shown."""
        shown = {one.id for one in self.desk.stories.applications()}
        there = {number for number in self.desk.numbers() if any(map(is_of_a_story, self.desk.standing(number)))}
        assert shown == there
        keys = sorted({key for number in self.desk.numbers() for key in self.desk.keys(number)})
        found = {one.id for several in self.desk.stories.found_by(keys).values() for one in several}
        assert found <= there
        live = {one.id for one in self.desk.stories.applications() if one.live}
        assert {one.id for one in self.desk.stories.applications(live_only=True)} == live

    @invariant()
    def whatever_is_shown_can_be_told(self) -> None:
        """Where it stands can be said of each, at any time."""
        for one in self.desk.stories.applications():
            assert self.desk.editor.known(one.id) == one
            standing(one, self.now, ZONE)


TestSearch = Search.TestCase
TestSearch.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)


@st.composite
def mailboxes(draw: st.DrawFn) -> list[tuple[Message, Verdict]]:
    """Mails that name employer and role, of houses with one role each, and what the person answered to them."""
    theirs = [draw(received(number, houses=ONE_ROLE, plain=True)) for number in range(draw(st.integers(1, 5)))]
    answered = draw(st.lists(st.sampled_from(theirs), max_size=3))
    own = [draw(sent(len(theirs) + number, answers=given)) for number, (given, _) in enumerate(answered)]
    return [*theirs, *own]


def read(mail: Iterable[tuple[Message, Verdict]]) -> list[str]:
    """What a new ledger comes to that these mails were read into, whatever its numbers are."""
    desk = Desk()
    for given, judged in mail:
        desk.record(given, judged)
    shown = sorted(repr(replace(one, id=0)) for one in desk.stories.applications())
    desk.close()
    return shown


@settings(max_examples=40, deadline=None)
@hypothesis_given(mail=mailboxes(), data=st.data())
def test_in_whatever_order_a_mailbox_is_read_it_comes_to_the_same(
    mail: list[tuple[Message, Verdict]], data: st.DataObject
) -> None:
    """The state is a matter of when things happened, not of when they were read."""
    assert read(mail) == read(data.draw(st.permutations(mail)))


# What the machine found, each in the fewest steps

ADA = OKAFOR.people[0]
RECEIPT = message("receipt", 0), verdict(Label.ACKNOWLEDGEMENT, company="Harbor Health", role="Clerk")
OTHER_RECEIPT = (
    message("other", 1, sender=ADA),
    verdict(Label.ACKNOWLEDGEMENT, company="Okafor Partners", role="Planner"),
)
LOOSE = message("loose", 2, sender=DANA, to=(Address("Ida", "ida@reed.example"),)), verdict(Label.OTHER)
STRANGERS = (
    message("stranger", 2, sender=ADA, new_text="Your role: clerk at Harbor Health."),
    verdict(Label.ACKNOWLEDGEMENT, 0.6),
)


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.close()


def keys_after_a_note_is_taken_back(desk: Desk) -> tuple[frozenset[Key], frozenset[Key]]:
    """By what the first application was found, and is found after the person told something and took it back."""
    before = desk.keys(1)
    desk.editor.tell(1, Told(Instruction.NOTE, text="They were kind."), day(5), day(5))
    desk.editor.undo(day(6))
    return before, desk.keys(1)


def test_a_mail_that_is_moved_a_second_time_is_taken_back_again(desk: Desk) -> None:
    """It was placed, taken back, placed once more and taken back: it is nowhere, as before."""
    desk.record(*LOOSE)
    desk.editor.move([content_id(LOOSE[0])], None, day(3))
    desk.editor.undo(day(4))
    seen = desk.sight()
    desk.editor.move([content_id(LOOSE[0])], None, day(5))
    desk.editor.undo(day(6))

    assert desk.sight() == seen


def test_a_merge_brings_nothing_back_that_was_taken_back(desk: Desk) -> None:
    """A mail that the person took out of a story again is not in the one that it is merged into."""
    desk.record(*RECEIPT)
    desk.record(*OTHER_RECEIPT)
    desk.record(*LOOSE)
    desk.editor.move([content_id(LOOSE[0])], 1, day(3))
    desk.editor.undo(day(4))
    merged = desk.editor.merge(1, 2, day(5))

    assert LOOSE[0].message_id not in merged.messages


def test_a_mail_that_was_read_before_its_thread_teaches_what_it_would_have_taught_after(desk: Desk) -> None:
    """The recruiter who answers in the thread is known, whichever of the two mails was read first."""
    answer = message("answer", 1, sender=ADA, in_reply_to=(RECEIPT[0].message_id,)), verdict(Label.STATUS_UPDATE, 0.6)
    desk.record(*answer)
    desk.record(*RECEIPT)

    assert Key(KeyKind.CONTACT, ADA.address) in desk.keys(1)


def test_what_the_persons_application_names_finds_it_after_an_act_too(desk: Desk) -> None:
    """A note on it does not make the requisition unknown."""
    own = message("own", 0, sender=DANA, to=(PRIYA,), new_text="I am applying for the role of Clerk (Job ID: 48213).")
    desk.record(own, verdict(Label.OTHER))
    before, after = keys_after_a_note_is_taken_back(desk)

    assert after == before


def test_the_persons_own_address_never_finds_an_application(desk: Desk) -> None:
    """A form that puts the applicant into Reply-To does not make all mail of their domain an employer's."""
    desk.record(replace(RECEIPT[0], reply_to=(DANA,)), RECEIPT[1])
    _, after = keys_after_a_note_is_taken_back(desk)

    assert Key(KeyKind.CONTACT, DANA.address) not in after
    assert Key(KeyKind.DOMAIN, DANA.domain) not in after


def test_a_correction_that_is_taken_back_leaves_nothing_to_be_found_by(desk: Desk) -> None:
    """The words are read again in another light, and a name that was found then is gone with it."""
    given = message("relay", 0, sender=COBALT.people[0], new_text="Could we talk on Tuesday?")
    desk.record(given, verdict(Label.ACKNOWLEDGEMENT, 0.95, role="Data analyst"))
    before = desk.keys(1)
    desk.corrector.correct(desk.mail(given), Label.SCHEDULING, day(3))
    desk.corrector.take_back(desk.mail(given), day(4))

    assert desk.keys(1) == before


def test_a_mail_that_a_correction_placed_is_nowhere_when_it_is_taken_back(desk: Desk) -> None:
    """What was read of it before the correction decides again, not the names that were read because of it."""
    desk.record(*RECEIPT)
    desk.record(*STRANGERS)
    seen = desk.sight()
    desk.corrector.correct(desk.mail(STRANGERS[0]), Label.SCHEDULING, day(3))
    desk.corrector.take_back(desk.mail(STRANGERS[0]), day(4))

    assert desk.sight() == seen


def test_two_mails_of_one_second_come_to_the_same_in_either_order() -> None:
    """A receipt and a rejection that a system sends at once are one story, however they are read."""
    given = RECEIPT[0]
    others = [
        (replace(given, message_id=f"{label}@harbor.example"), verdict(label, company="Harbor Health", role="Clerk"))
        for label in (Label.SCHEDULING, Label.REJECTION)
    ]

    assert read([RECEIPT, *others]) == read([RECEIPT, *reversed(others)])


def test_an_offer_that_is_read_before_the_receipt_is_of_the_same_story() -> None:
    """It names employer and role, and begins nothing itself; the folder with the receipt is read later."""
    offer = message("offer", 9), verdict(Label.OFFER, company="Harbor Health", role="Clerk")

    assert read([offer, RECEIPT]) == read([RECEIPT, offer])
