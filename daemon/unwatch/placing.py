"""Where a received message belongs: an application that is known, one that it begins, the letter, or nowhere.

The same for a message that comes in and for one that the person's correction makes an employer's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from unwatch.application import Application
from unwatch.corrections import Ruling, is_shared
from unwatch.events import Received
from unwatch.keys import Key, KeyKind, keys_of, keys_of_event
from unwatch.ledger import Ledger, Loose
from unwatch.matching import BEGINS, NOTHING, SURE, Match, choose, is_called, is_plain, is_sure, same_role
from unwatch_classifiers.facts import read_facts
from unwatch_classifiers.facts.agreeing import only_agrees
from unwatch_classifiers.facts.done import says_test_is_done
from unwatch_classifiers.posting import read_posting
from unwatch_classifiers.records import Label, Message, Verdict
from unwatch_classifiers.senders import SenderKind, sender_kinds

LIKELY = 0.5
UNCLEAR = "It is from an employer you know; what it says is unclear."
_LOOSE_FOR = timedelta(days=60)
_UNSUBSCRIBE = re.compile(r"\bunsubscribe\b|\bopt out\b|\babmelden\b|\babbestellen\b", re.IGNORECASE)
_SCREENING = re.compile(
    r"\b(?:phone|telephone|video|initial|recruiter)[- ]screen|\bscreening (?:call|interview|chat)"
    r"|\b(?:intro(?:ductory)?|initial|first|quick|short|brief) (?:call|chat|phone call|conversation)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message belongs, by what it is found again, whether it is an employer's, and why it was not placed.

    `sure` tells whether it may move an application, `plain` whether it may interrupt though it is a stranger's.
    """

    match: Match
    keys: tuple[Key, ...]
    employer: bool
    why: str | None
    sure: bool
    plain: bool

    @property
    def in_a_story(self) -> bool:
        """Whether it belongs to an application."""
        return self.match.begins or self.match.application_id is not None


NOWHERE = Place(NOTHING, (), employer=False, why=None, sure=True, plain=True)


class Placer:
    """Finds the place of received messages in one ledger, and puts them there."""

    def __init__(self, ledger: Ledger, me: frozenset[str]) -> None:
        self._ledger = ledger
        self._me = me

    def find(self, message: Message, verdict: Verdict, ruling: Ruling) -> Place:
        """Return where a message belongs that counts as `verdict`; what the person said of it is in `ruling`."""
        if ruling.ordinary:
            return NOWHERE
        senders = tuple(one for one in (message.sender, *message.reply_to) if one and one.address not in self._me)
        keys = keys_of(message, verdict, senders)
        bulk = message.list_unsubscribe or message.list_id is not None or _offers_to_unsubscribe(message, verdict)
        found = self._ledger.stories.found_by(() if bulk and verdict.label is Label.OTHER else keys)
        plain = is_plain(verdict, message.sender)
        threads = self._ledger.mail.placed((*message.in_reply_to, *reversed(message.references)))
        match = self._as_told(choose(verdict, threads, found, plain=plain), verdict, ruling)
        match = self._begun_before(match, message, verdict)
        place = Place(match, keys, employer=False, why=None, sure=is_sure(verdict), plain=plain)
        employer = place.in_a_story or match.known or reads_like_an_employers(verdict)
        return replace(place, employer=employer, why=_why(place, verdict) if employer else None)

    def _as_told(self, match: Match, verdict: Verdict, ruling: Ruling) -> Match:
        """Follow the person where the message alone leads nowhere: their word begins an application, and a sender whom
        they made known belongs where the mail belongs by which they did.
        """
        if match.application_id is not None or match.begins or match.known:
            return match
        if ruling.by_person and verdict.label is not Label.OUTREACH:
            return Match(begins=True)
        if ruling.known_by is not None:
            return Match(self._ledger.stories.of_content(ruling.known_by.content_id), ask=match.ask)
        return match

    def _begun_before(self, match: Match, message: Message, verdict: Verdict) -> Match:
        """Let a second mail of a stranger, who wrote like an employer before, begin what the first was not sure to be.

        A role has to be named: friends settle times too.
        """
        nowhere = match.application_id is None and not match.begins and not match.known
        if not nowhere or verdict.label not in BEGINS | {Label.OFFER} or not is_sure(verdict) or not message.sender:
            return match
        earlier = self._earlier(message)
        facts = [verdict.facts, *(one.payload.facts for one in earlier if isinstance(one.payload, Received))]
        return Match(begins=True) if earlier and any(one.role for one in facts) else match

    def _earlier(self, message: Message) -> list[Loose]:
        """Return what this sender wrote before that reads like an employer's and has no place."""
        if message.sender is None or is_shared(message.sender):
            return []
        before = self._ledger.loose.sent_by(message.sender.address, message.date - _LOOSE_FOR)
        return [one for one in before if isinstance(one.payload, Received) and one.payload.label in BEGINS]

    def put(
        self, content_id: str, message: Message, payload: Received, place: Place, now: datetime
    ) -> Application | None:
        """Put a recorded message where it belongs; return its application, if it has one."""
        if place.employer and (posting := read_posting(message)) is not None:
            self._ledger.postings.keep(content_id, posting)
        if not place.in_a_story:
            self._ledger.loose.keep(content_id, message, payload)
            return None
        stories = self._ledger.stories
        number = stories.begin(now) if place.match.begins else place.match.application_id
        if number is None:
            raise ValueError("a place in a story has an application")
        stories.learn(number, place.keys)
        stories.append(number, message.date, payload, now=now, content_id=content_id)
        return self.take_up(number, message, place.keys, now, begun=place.match.begins)

    def take_up(
        self, application_id: int, message: Message, keys: Sequence[Key], now: datetime, *, begun: bool = False
    ) -> Application:
        """Tie what was loose until now: the rest of the thread, what the person wrote to this contact, and, where the
        application is `begun` by this message, an offer that was read before it.
        """
        loose, stories = self._ledger.loose, self._ledger.stories
        found = loose.tied_to([message.message_id], (*message.in_reply_to, *message.references))
        found += self._earlier(message)
        found += self._offers(stories.application(application_id), message.date) if begun else []
        for key in keys:
            if key.kind is KeyKind.CONTACT:
                found += loose.sent_to(key.value, message.date - _LOOSE_FOR)
        tied: set[str] = set()
        while found:
            one = found.pop()
            if one.content_id not in tied and not self._is_ordinary(one.content_id):
                tied.add(one.content_id)
                loose.tie(one.content_id)
                stories.append(application_id, one.at, one.payload, now=now, content_id=one.content_id)
                stories.learn(application_id, sorted(keys_of_event(one.payload)))
                found += loose.tied_to([one.message_id], ())
        return stories.application(application_id)

    def _offers(self, application: Application, at: datetime) -> list[Loose]:
        """Return the loose offers of this role at this employer: alone they begin nothing."""
        company, role = application.company, application.role
        if company is None or role is None:
            return []
        named = (
            (one, one.payload.facts)
            for one in self._ledger.loose.received_as(Label.OFFER, at - _LOOSE_FOR)
            if isinstance(one.payload, Received)
        )
        return [
            one
            for one, facts in named
            if facts.company and facts.role and is_called(application, facts.company) and same_role(facts.role, role)
        ]

    def _is_ordinary(self, content_id: str) -> bool:
        """Tell whether a loose message is ordinary mail because the person said so, whatever thread it is of."""
        stored = self._ledger.mail.message(content_id)
        return stored.correction is not None and not stored.employer


def reads_like_an_employers(verdict: Verdict) -> bool:
    """Tell whether a stranger's mail is told in the letter; one that is more likely ordinary is not."""
    return verdict.label is not Label.OTHER and verdict.confidence >= LIKELY


def _offers_to_unsubscribe(message: Message, verdict: Verdict) -> bool:
    """Tell whether plainly ordinary mail says at its end how to get no more of it: a newsletter, whoever sends it."""
    end = f"{message.new_text[-400:]}\n{message.signature}"
    return verdict.confidence >= SURE and _UNSUBSCRIBE.search(end) is not None


def _why(place: Place, verdict: Verdict) -> str | None:
    if place.in_a_story:
        return None if place.sure else UNCLEAR
    if verdict.label is Label.OUTREACH:
        return "It is about a role that you did not apply for."
    return place.match.ask or "It is not connected to any application of yours."


def received(
    message: Message, verdict: Verdict, me: frozenset[str], *, sure: bool = True, told: bool = False
) -> Received:
    """Return the event that a message is.

    One that is not `sure` moves nothing but the day of the last word, what it dates, promises or asks; `told` is one
    that is where it is because of what the person said; `me` are the person's own addresses.
    """
    kinds = sender_kinds(message.sender)
    facts = verdict.facts
    if not sure:
        asks = facts.wants_answer and read_facts(message, Label.OTHER).wants_answer  # by its words, not by its label
        facts = replace(facts, offer_form=None, referees_wanted=None, reason=None, wants_answer=asks)
    return Received(
        message_id=message.message_id,
        label=verdict.label if sure else Label.OTHER,
        confidence=verdict.confidence,
        facts=facts,
        sender=message.sender,
        quote=verdict.evidence[0].text if verdict.evidence else None,
        calendar=message.calendar,
        robot=SenderKind.ROBOT in kinds or message.auto_submitted not in {None, "no"},
        screening=_SCREENING.search(f"{message.subject}\n{message.new_text[:5000]}") is not None,
        told=told,
        reply_to=tuple(one for one in message.reply_to if one != message.sender and one.address not in me),
        agrees=verdict.label is Label.SCHEDULING and only_agrees(message),
        done=verdict.label is not Label.ASSESSMENT and says_test_is_done(message),
    )
