"""The whole program over mail on disk: what would have been passed on, and the letter that would be written then.

No account, no network, no state that lasts. The time of each message is taken as its arrival.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from unwatch.ledger import Ledger
from unwatch.letter.compose import write_letter
from unwatch.letter.records import LetterInput, Rendered
from unwatch.post_office import WATCHING_SINCE, Addresses, PostOffice
from unwatch.reading.records_json import message_from_json, message_to_json, verdict_from_json, verdict_to_json
from unwatch.record import Arrival, Recorder, Rules
from unwatch.rhythm import Rhythm
from unwatch.week import Person, week
from unwatch_classifiers.records import Message, Verdict

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Replayed:
    """The end of a replay: the ledger as it stands, and the letter."""

    ledger: Ledger
    given: LetterInput
    letter: Rendered


def replay(read: Iterable[tuple[Message, Verdict]], me: frozenset[str], *, as_of: datetime, rhythm: Rhythm) -> Replayed:
    """Run the mail through a ledger in memory, in the order of its dates, up to `as_of`."""
    ledger = Ledger(None)
    rules = Rules(me=me, rhythm=rhythm, watching_since=datetime.fromtimestamp(0, as_of.tzinfo))
    recorder = Recorder(ledger, rules)
    person = Person(zone=rhythm.zone)
    first = min(me)
    office = PostOffice(ledger, rhythm, person, Addresses(first, "unwatch", first, (first,)))
    ledger.remember_time(WATCHING_SINCE, rules.watching_since)
    for message, verdict in _in_order(read, as_of):
        office.freeze_pass_ons(message.date)
        recorder.record(Arrival(message, verdict, message.date), message.date)
    office.freeze_pass_ons(as_of)
    ledger.mail.forget_before(as_of - WEEK)
    given = week(
        ledger,
        person,
        since=as_of - WEEK,
        due=as_of,
        next_letter=rhythm.next_letter(as_of),
    )
    return Replayed(ledger, given, write_letter(given))


def _in_order(read: Iterable[tuple[Message, Verdict]], as_of: datetime) -> Iterable[tuple[Message, Verdict]]:
    """Yield what was sent by `as_of`, by date, without holding it in memory: an archive may be large."""
    with tempfile.TemporaryFile(prefix="unwatch-") as spool:
        places: list[tuple[datetime, int, int]] = []
        for message, verdict in read:
            if message.date <= as_of:
                kept = json.dumps([message_to_json(message), verdict_to_json(verdict)]).encode()
                places.append((message.date, spool.tell(), len(kept)))
                spool.write(kept)
        for _, start, length in sorted(places):
            spool.seek(start)
            kept_message, kept_verdict = json.loads(spool.read(length))
            yield message_from_json(kept_message), verdict_from_json(kept_verdict)
