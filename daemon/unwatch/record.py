"""One message into the ledger: matched, folded, and passed on if it cannot wait. One transaction, or nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from unwatch.application import Application
from unwatch.corrections import Ruling, mark_of, rules_sent, ruling
from unwatch.events import Received, Sent
from unwatch.keys import keys_of
from unwatch.ledger import Ledger, PassOnRow
from unwatch.letter.records import Way
from unwatch.matching import BEGINS, NOTHING, Match, choose_for_sent
from unwatch.pausing import WISHES, effective, wishes_from
from unwatch.placing import Place, Placer, received
from unwatch.rhythm import Rhythm
from unwatch.urgent import urgency
from unwatch_classifiers.facts import read_facts
from unwatch_classifiers.own import Stance, read_own
from unwatch_classifiers.posting import read_posting
from unwatch_classifiers.records import Address, Label, Message, Verdict

_OLD = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Rules:
    """What recording needs to know of the person: their addresses, their hours, and since when they are watched."""

    me: frozenset[str]
    rhythm: Rhythm
    watching_since: datetime


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message on its way into the ledger: what it says, when it arrived, and whether it lay in the Sent folder."""

    message: Message
    verdict: Verdict
    arrived: datetime
    from_sent: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of an arrival. `new` is False where it was known already, from whatever place; a mail of our own is
    not recorded and has no `content_id`.
    """

    content_id: str | None
    new: bool
    outgoing: bool = False
    label: Label = Label.OTHER
    application_id: int | None = None
    way: Way = Way.LETTER


def content_id(message: Message) -> str:
    """Return what makes a message this one: the same in every folder and mailbox, whatever path it came by.

    The Message-ID alone would fold two different mails into one, the bytes alone would take the copy in another
    mailbox for a second mail.
    """
    parts = [
        message.message_id,
        message.date.isoformat(),
        message.sender.address if message.sender else "",
        message.subject,
        message.new_text,
        message.quoted_text,
        *(f"{event.uid} {event.sequence} {event.method}" for event in message.calendar),
    ]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


class Recorder:
    """Records messages into one ledger by the rules of one person."""

    def __init__(self, ledger: Ledger, rules: Rules) -> None:
        self._ledger = ledger
        self._rules = rules
        self._placer = Placer(ledger, rules.me)

    def record(self, arrival: Arrival, now: datetime) -> Recorded:
        """Record one message and all that follows from it; one that is known already changes nothing."""
        message = arrival.message
        if self._ledger.post.sent_by_us(message.message_id):
            return Recorded(None, new=False)
        identity = content_id(message)
        with self._ledger.transaction():
            if self._ledger.mail.knows(identity):
                return Recorded(identity, new=False)
            if message.sender is not None and message.sender.address in self._rules.me:
                return self._record_sent(identity, arrival, now)
            return self._record_received(identity, arrival, now)

    def _record_received(self, identity: str, arrival: Arrival, now: datetime) -> Recorded:
        message, judged = arrival.message, arrival.verdict
        ruled = ruling(self._ledger.corrections.active(), mark_of(identity, message), judged)
        verdict = as_ruled(message, judged, ruled, self._rules.rhythm.zone)
        place = self._placer.find(message, verdict, ruled)
        self._ledger.mail.add(
            identity,
            message,
            judged,
            outgoing=False,
            arrived=arrival.arrived,
            employer=place.employer,
            history=arrival.arrived < self._rules.watching_since,
            why_unplaced=place.why,
        )
        if ruled.correction is not None:
            self._ledger.mail.count_as(
                identity,
                ruled.label,
                ruled.confidence,
                correction=ruled.correction.id,
                employer=place.employer,
                why=place.why,
            )
        counted = judged if ruled.ordinary else verdict
        payload = received(message, counted, self._rules.me, sure=place.sure, told=ruled.told)
        application = self._placer.put(identity, message, payload, place, now)
        way = self.pass_on(identity, replace(arrival, verdict=verdict), place, application, now)
        return Recorded(
            identity,
            new=True,
            label=verdict.label,
            application_id=application.id if application else None,
            way=way,
        )

    def pass_on(
        self, identity: str, arrival: Arrival, place: Place, application: Application | None, now: datetime
    ) -> Way:
        """Write down a pass-on where one is due; what was there before the watch began is left to `catch_up`."""
        if arrival.arrived < self._rules.watching_since:
            return Way.LETTER
        rhythm = effective(self._rules.rhythm, wishes_from(self._ledger.remembered(WISHES)))
        decided = urgency(
            arrival.verdict,
            arrival.message.message_id,
            application,
            now=now,
            next_letter=rhythm.next_letter(now),
            zone=rhythm.zone,
            plain=place.plain,
            sure=place.sure,
            known=place.match.known,
        )
        if decided.way is not Way.LETTER:
            self._ledger.post.add_pass_on(
                PassOnRow(
                    content_id=identity,
                    application_id=application.id if application else None,
                    kind=arrival.verdict.label.value,
                    way=decided.way,
                    decided=now,
                    due=rhythm.pass_on_due(decided.way, now, decided.falls_due),
                    outbox_id=None,
                )
            )
        return decided.way

    def _record_sent(self, identity: str, arrival: Arrival, now: datetime) -> Recorded:
        message = arrival.message
        to = tuple(one for one in (*message.to, *message.cc) if one.address not in self._rules.me)
        own = read_own(message)
        verdict = self._as_to(message, to)
        keys = keys_of(message, verdict, to)
        match = self._match_sent(identity, message, verdict, own.applies, to)
        match = match if match != NOTHING or own.stance is Stance.DECLINES else self._answered_employer(message)
        application_id = self._ledger.stories.begin(now) if match.begins else match.application_id
        self._ledger.mail.add(
            identity,
            message,
            Verdict(Label.OTHER, 1.0),
            outgoing=True,
            arrived=arrival.arrived,
            employer=application_id is not None,
            history=arrival.arrived < self._rules.watching_since,
            why_unplaced=None,
        )
        sent = Sent(
            message_id=message.message_id,
            to=to,
            applies=own.applies,
            thanks=own.thanks,
            stance=own.stance,
            times=verdict.facts.interviews,
            another_time=own.another_time,
            company=verdict.facts.company if match.begins else None,
            role=verdict.facts.role if match.begins else None,
            condition=own.condition,
            references_given=own.references_given,
            puts_off=own.puts_off,
            in_writing=own.in_writing,
            requisition=verdict.facts.requisition,
            employer=verdict.facts.company,
        )
        if application_id is None:
            self._ledger.loose.keep(identity, message, sent)
        else:
            if (posting := read_posting(message)) is not None:
                self._ledger.postings.keep(identity, posting)  # the advertisement that they answer, quoted below
            self._ledger.stories.learn(application_id, keys)
            self._ledger.stories.append(application_id, message.date, sent, now=now, content_id=identity)
            self._withdraw_settled(self._placer.take_up(application_id, message, (), now))
        return Recorded(identity, new=True, outgoing=True, application_id=application_id)

    def _match_sent(
        self, identity: str, message: Message, verdict: Verdict, applies: bool, to: tuple[Address, ...]
    ) -> Match:
        """Return where one of the person's own mails belongs; an answer to what they called ordinary is that too."""
        ledger = self._ledger
        if not applies and rules_sent(ledger.corrections.active(), mark_of(identity, message), to) is not None:
            return NOTHING
        threads = ledger.mail.placed((*message.in_reply_to, *reversed(message.references)))
        return choose_for_sent(applies, verdict, threads, ledger.stories.found_by(keys_of(message, verdict, to)))

    def _answered_employer(self, message: Message) -> Match:
        """Tell whether this answers a mail that reads like an employer's, about a role, and was no application's: it is
        one then. A friend's question for a time names no role.
        """
        answered = self._ledger.loose.tied_to((), message.in_reply_to)
        said = [one.payload for one in answered if isinstance(one.payload, Received)]
        return Match(begins=any(one.facts.role and one.label in BEGINS | {Label.OFFER} for one in said))

    def _as_to(self, message: Message, to: tuple[Address, ...]) -> Verdict:
        """Read the person's own mail as if it came from whom it went to: the employer is on the other side."""
        other = replace(message, sender=to[0] if to else None, signature="")
        zone = self._rules.rhythm.zone
        facts = read_facts(other, Label.SCHEDULING, zone)
        if facts.company and message.sender and facts.company.casefold() == message.sender.name.casefold():
            bare = read_facts(replace(other, subject="", new_text=""), Label.SCHEDULING, zone)
            facts = replace(facts, company=bare.company)  # who applies puts their own name into the subject
        return Verdict(Label.OTHER, 1.0, (), facts)

    def _withdraw_settled(self, application: Application) -> None:
        """Take back pass-ons that wait for the morning or the end of the quiet hours: they are answered."""
        for need in application.needs:
            stored = self._ledger.mail.by_message_id(need.message_id) if need.settled else None
            if stored is not None:
                self._ledger.post.withdraw_pass_on(stored.content_id)

    def catch_up(self, now: datetime) -> int:
        """Pass on what was open when the watch began and is not older than a fortnight; return how many."""
        found = 0
        with self._ledger.transaction():
            for application in self._ledger.stories.applications(live_only=True):
                for need in application.open_needs:
                    found += self._caught_up(application, need.message_id, now)
        return found

    def _caught_up(self, application: Application, message_id: str, now: datetime) -> int:
        stored = self._ledger.mail.by_message_id(message_id)
        if stored is None or self._ledger.post.pass_on(stored.content_id) is not None:
            return 0
        if not stored.history or now - stored.at > _OLD:
            return 0
        due = self._rules.rhythm.pass_on_due(Way.AT_ONCE, now, None)
        row = PassOnRow(stored.content_id, application.id, stored.label.value, Way.AT_ONCE, now, due, None)
        self._ledger.post.add_pass_on(row)
        return 1


def as_ruled(message: Message, judged: Verdict, ruled: Ruling, zone: ZoneInfo) -> Verdict:
    """Return the verdict that a message counts as; what decided for another label is no evidence for this one."""
    if ruled.label is judged.label:
        return replace(judged, confidence=ruled.confidence)
    readable = message.subject or message.new_text
    facts = read_facts(message, ruled.label, zone) if readable else judged.facts
    return Verdict(ruled.label, ruled.confidence, (), facts)
