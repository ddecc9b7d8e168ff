"""The person says what a mail really is: written down, and carried through everything that the ledger holds.

Whatever a correction reaches is ruled upon again by the rules for new mail (`corrections.py`), so that making one,
making another and taking one back are the same step, and doing it twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from unwatch.corrections import Correction, Mark, Reach, Ruling, in_touch_without, reach_of, reaches, rules_sent, ruling
from unwatch.errors import EXIT_USAGE, UserError
from unwatch.events import AnyPayload, Corrected, Received, Sent, as_corrected
from unwatch.keys import Key, KeyKind, keys_of_event
from unwatch.ledger import Chapter, Ledger, StoredMessage
from unwatch.matching import NOTHING, Match, is_plain, is_sure
from unwatch.placing import UNCLEAR, Place, Placer, received
from unwatch.record import Arrival, Recorder, Rules, as_ruled
from unwatch.urgent import NEVER
from unwatch_classifiers.facts.keys import run_together
from unwatch_classifiers.records import URGENT, Address, Facts, Label, Message, Verdict
from unwatch_classifiers.senders import hides_employer, sender_kinds

FRESH = timedelta(days=14)
NOT_APPLIED = "It is about a role that you did not apply for."
NOT_CONNECTED = "It is not connected to any application of yours."


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that the person named: as the ledger has it, as it was read just now, or both."""

    content_id: str
    stored: StoredMessage | None
    message: Message | None
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a correction came to. `others` is how many other mails count as something else now; `taught` is whether its
    text is kept to learn from; `recorded` is False where the mail itself has not been read from a mailbox yet.
    """

    label: Label
    was: Label
    reach: Reach
    sender: Address | None
    others: int
    application_id: int | None
    taught: bool
    recorded: bool


class Corrector:
    """Makes and takes back corrections in one ledger, by the rules of one person."""

    def __init__(self, ledger: Ledger, rules: Rules) -> None:
        self._ledger = ledger
        self._rules = rules
        self._recorder = Recorder(ledger, rules)
        self._placer = Placer(ledger, rules.me)

    def correct(self, mail: Mail, label: Label, now: datetime) -> Outcome:
        """Write down what a mail is, and let it count. Raises UserError for the person's own mail."""
        with self._ledger.transaction():
            mark, judged = self._mark(mail), self._judged(mail)
            if mark.sender is not None and mark.sender.address in self._rules.me:
                raise UserError(
                    "That is a mail of your own; only mail that you got can be corrected.", status=EXIT_USAGE
                )
            corrections = self._ledger.corrections
            was = mail.stored.label if mail.stored else ruling(corrections.active(), mark, judged).label
            candidate = Correction(
                id=0,
                content_id=mail.content_id,
                at=now,
                label=label,
                was=was,
                judged=judged.label,
                sender=mark.sender,
                thread=mark.thread,
                reach=reach_of(mark.sender, employers=self._employers(mark.sender), in_touch=False),
            )
            if label is Label.OTHER and self._in_touch(candidate):
                candidate = replace(candidate, reach=Reach.MAIL)
            made = corrections.add(candidate)
            taught = self._teach(mail, mark)
            others = self._carry_through(made, mail, now)
            return self._outcome(made, label, others, taught=taught)

    def take_back(self, mail: Mail, now: datetime) -> Outcome:
        """Take back what was said of a mail, and forget what it taught. Raises UserError where nothing was said."""
        with self._ledger.transaction():
            made = self._ledger.corrections.of(mail.content_id)
            if made is None:
                raise UserError("Nothing was corrected about that mail; there is nothing to undo.", status=EXIT_USAGE)
            self._ledger.corrections.take_back(mail.content_id, now)
            others = self._carry_through(made, mail, now)
            label = self._ledger.mail.message(mail.content_id).label if mail.stored else self._judged(mail).label
            return self._outcome(replace(made, was=made.label), label, others, taught=False)

    def _outcome(self, made: Correction, label: Label, others: int, *, taught: bool) -> Outcome:
        return Outcome(
            label=label,
            was=made.was,
            reach=made.reach,
            sender=made.sender,
            others=others,
            application_id=self._ledger.stories.of_content(made.content_id),
            taught=taught,
            recorded=self._ledger.mail.knows(made.content_id),
        )

    # What is known of the mail

    def _mark(self, mail: Mail) -> Mark:
        if mail.message is not None:
            read = mail.message
            thread = {read.message_id, *read.in_reply_to[:1], *read.references[:1], *read.references[-1:]}
            return Mark(mail.content_id, read.sender, frozenset(thread))
        if mail.stored is None:
            raise ValueError("a mail is stored or was read")
        return self._ledger.mail.mark(mail.stored)

    def _judged(self, mail: Mail) -> Verdict:
        return mail.stored.judged if mail.stored else mail.verdict or Verdict(Label.OTHER, 0.0)

    def _employers(self, sender: Address | None) -> int:
        """Return for how many employers a sender has written: an agency's address is no employer's."""
        if sender is None:
            return 0
        keys = [Key(KeyKind.CONTACT, sender.address)]
        keys += [] if hides_employer(sender) else [Key(KeyKind.DOMAIN, sender.domain)]
        found = self._ledger.stories.found_by(keys)
        return len({run_together(one.company) for known in found.values() for one in known if one.company})

    def _in_touch(self, candidate: Correction) -> bool:
        """Tell whether what this would make ordinary is of an application that the person really made."""
        stories = self._ledger.stories
        chapters = [
            chapter
            for stored in self._around(candidate)
            if stored.content_id == candidate.content_id or reaches(candidate, self._ledger.mail.mark(stored))
            if (chapter := stories.chapter(stored.content_id)) is not None and chapter.stands
        ]
        reached = [one.event.payload for one in chapters if isinstance(one.event.payload, Received)]
        return any(
            in_touch_without(_spoken(event.payload for event in as_corrected(stories.events(number))), reached)
            for number in {one.application_id for one in chapters}
        )

    def _around(self, made: Correction) -> list[StoredMessage]:
        sender = made.sender or Address("", "")
        return self._ledger.mail.around(sender.address, sender.name, made.thread)

    def _teach(self, mail: Mail, mark: Mark) -> bool:
        subject = mail.message.subject if mail.message else mail.stored.subject if mail.stored else ""
        text = mail.message.new_text if mail.message else mail.stored.text if mail.stored else ""
        if text:
            self._ledger.corrections.keep_lesson(
                mail.content_id,
                subject=subject,
                text=text,
                kinds=sender_kinds(mark.sender),
                reply=len(mark.thread) > 1,
            )
        return self._ledger.corrections.teaches(mail.content_id)

    # What follows from it

    def _carry_through(self, made: Correction, mail: Mail, now: datetime) -> int:
        """Rule again on the mail and on all that the correction reaches; return how many other mails changed."""
        changed, touched = 0, set[int]()
        around = self._around(made)
        ordered = sorted(around, key=lambda one: one.content_id != made.content_id)
        for stored in ordered:
            own = stored.content_id == made.content_id
            if stored.outgoing or not (own or reaches(made, self._ledger.mail.mark(stored))):
                continue
            touched |= self._stories_of(stored)
            differs = self._settle(stored, mail if own else None, now)
            changed += differs and not own
            touched |= self._stories_of(stored)
        answers = {stored.content_id for stored in around if stored.outgoing}
        answers |= {one for number in touched for one in self._ledger.stories.contents(number)}
        for content_id in sorted(answers):
            self._settle_sent(self._ledger.mail.message(content_id), now)
        return changed

    def _stories_of(self, stored: StoredMessage) -> set[int]:
        chapter = self._ledger.stories.chapter(stored.content_id)
        return {chapter.application_id} if chapter else set()

    def _settle(self, stored: StoredMessage, mail: Mail | None, now: datetime) -> bool:
        """Let a received message count as what the corrections in force make of it; tell whether that is new."""
        chapter = self._ledger.stories.chapter(stored.content_id)
        kept = chapter.event.payload if chapter else self._ledger.loose.payload(stored.content_id)
        base = kept if isinstance(kept, Received) else None
        message = mail.message if mail and mail.message else self._rebuilt(stored, base)
        facts = mail.verdict.facts if mail and mail.verdict else base.facts if base else Facts()
        judged = replace(stored.judged, facts=facts)
        ruled = ruling(self._ledger.corrections.active(), self._ledger.mail.mark(stored), judged)
        verdict = as_ruled(message, judged, ruled, self._rules.rhythm.zone)
        place = self._place(chapter, message, verdict, ruled, now)
        new = (stored.label, stored.employer) != (verdict.label, place.employer)
        if mail and mail.message and place.employer:
            self._ledger.mail.keep_text(stored.content_id, message, mail.verdict.evidence if mail.verdict else ())
        self._count(stored, ruled, place)
        payload = _payload(message, verdict, base, self._rules.me, sure=place.sure, told=ruled.told)
        if chapter is None:
            if place.in_a_story:
                self._ledger.loose.tie(stored.content_id)
            self._placer.put(stored.content_id, message, self._as_it_was(base, payload), place, now)
            placed = self._ledger.stories.chapter(stored.content_id)
            if placed is not None:
                self._read_as(placed, payload, now, stands=True)
        elif base is not None:
            as_it_was = ruled.correction is None and (base.label is judged.label or not is_sure(judged))
            self._read_as(chapter, base if as_it_was else payload, now, stands=place.in_a_story)
        if new:
            self._tell(stored, Arrival(message, verdict, stored.arrived), place, now, own=mail is not None)
        return new

    def _as_it_was(self, base: Received | None, payload: Received) -> Received:
        """Return the first event of a mail that a correction places: what it was before, so that it can be again."""
        return replace(base, told=True) if base is not None and payload.told else payload

    def _place(
        self,
        chapter: Chapter | None,
        message: Message,
        verdict: Verdict,
        ruled: Ruling,
        now: datetime,
    ) -> Place:
        """Return where it belongs now. A message that was in a story once comes back into that story or into none."""
        base = chapter.event.payload if chapter else None
        if chapter is None or not isinstance(base, Received) or ruled.ordinary:
            return self._placer.find(message, verdict, ruled)
        sure, plain = is_sure(verdict), is_plain(verdict, message.sender)
        why = None if sure else UNCLEAR
        back = Place(Match(chapter.application_id), (), employer=True, why=why, sure=sure, plain=plain)
        if verdict.label is Label.OUTREACH and ruled.correction is not None and self._is_alone(chapter):
            return replace(back, match=NOTHING, why=NOT_APPLIED)
        if ruled.told or not base.told:
            return back
        self._read_as(chapter, base, now, stands=False)  # it must not be found by what only it has taught
        found = self._placer.find(message, verdict, ruled)
        if found.match.begins or found.match.application_id == chapter.application_id:
            return back
        employer = found.in_a_story or found.employer
        return replace(found, match=NOTHING, employer=employer, why=NOT_CONNECTED if employer else None)

    def _is_alone(self, chapter: Chapter) -> bool:
        contents = self._ledger.stories.contents(chapter.application_id, standing=True)
        return set(contents) <= {chapter.content_id}

    def _rebuilt(self, stored: StoredMessage, base: Received | None) -> Message:
        """Return as much of a message as the ledger keeps."""
        mark = self._ledger.mail.mark(stored)
        return Message(
            message_id=stored.message_id,
            date=stored.at,
            sender=mark.sender,
            subject=stored.subject,
            new_text=stored.text,
            in_reply_to=tuple(sorted(mark.thread - {stored.message_id})),
            calendar=base.calendar if base else (),
        )

    def _count(self, stored: StoredMessage, ruled: Ruling, place: Place) -> None:
        self._ledger.mail.count_as(
            stored.content_id,
            ruled.label,
            ruled.confidence,
            correction=ruled.correction.id if ruled.correction else None,
            employer=place.employer,
            why=place.why,
        )

    def _read_as(self, chapter: Chapter, payload: AnyPayload, now: datetime, *, stands: bool) -> None:
        """Let an event stand in its story, read like this, or take it out; nothing is written where that is so."""
        stories = self._ledger.stories
        events = {event.id: event for event in as_corrected(stories.events(chapter.application_id))}
        current = events.get(chapter.event.id)
        if (current.payload if current else None) == (payload if stands else None):
            return
        reads = payload if stands and isinstance(payload, Received) and payload != chapter.event.payload else None
        stories.correct(chapter, Corrected(chapter.event.id, stands, reads), now, now)
        others = [one.payload for number, one in events.items() if number != chapter.event.id]
        taught = keys_of_event(payload) if stands else frozenset[Key]()
        kept = taught | {key for one in others for key in keys_of_event(one)}
        known = keys_of_event(payload) | (keys_of_event(current.payload) if current else frozenset())
        stories.unlearn(chapter.application_id, known - kept)
        stories.learn(chapter.application_id, sorted(taught))

    def _settle_sent(self, stored: StoredMessage, now: datetime) -> None:
        """Take one of the person's own mails out of a story with the mail that it answers, or back into it."""
        chapter = self._ledger.stories.chapter(stored.content_id) if stored.outgoing else None
        if chapter is None or not isinstance(chapter.event.payload, Sent):
            return
        sent = chapter.event.payload
        rules = rules_sent(self._ledger.corrections.active(), self._ledger.mail.mark(stored), sent.to)
        ordinary = rules is not None and not sent.applies
        self._read_as(chapter, sent, now, stands=not ordinary)
        self._ledger.mail.count_as(
            stored.content_id,
            stored.label,
            stored.confidence,
            correction=rules.id if rules and ordinary else None,
            employer=not ordinary,
            why=None,
        )

    def _tell(self, stored: StoredMessage, arrival: Arrival, place: Place, now: datetime, *, own: bool) -> None:
        """Bring to the person what turned out to be urgent, and hold back what turned out not to be.

        The mail that they corrected themselves they have in front of them.
        """
        post, label = self._ledger.post, arrival.verdict.label
        if label in NEVER or not place.employer:
            post.withdraw_pass_on(stored.content_id)
        elif not own and label in URGENT and now - stored.arrived <= FRESH and post.pass_on(stored.content_id) is None:
            number = self._ledger.stories.of_content(stored.content_id)
            application = self._ledger.stories.application(number) if number is not None else None
            self._recorder.pass_on(stored.content_id, arrival, place, application, now)


def _payload(
    message: Message, verdict: Verdict, base: Received | None, me: frozenset[str], *, sure: bool, told: bool
) -> Received:
    """Return the event that a message is now; what only the whole mail could tell is taken from the event it was."""
    fresh = received(message, verdict, me, sure=sure, told=told)
    if base is None:
        return fresh
    same = base.label is fresh.label
    return replace(
        fresh,
        quote=fresh.quote or (base.quote if same else None),
        robot=base.robot or fresh.robot,
        screening=base.screening or fresh.screening,
        calendar=base.calendar or fresh.calendar,
        told=base.told or told,
    )


def _spoken(payloads: Iterable[AnyPayload]) -> Iterator[Received | Sent]:
    return (one for one in payloads if isinstance(one, Received | Sent))
