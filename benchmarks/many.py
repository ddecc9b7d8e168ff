"""`make many`: a letter over 5,000 applications and 100,000 messages: how long it takes, and how much memory.

The ledger is made here, on disk, with the same events that mail makes: four applications in five have ended or rest,
and of the others some moved in the week that is told. The letter is composed by a process of its own, so that its peak
memory is its own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from unwatch.events import Event, Received, Sent, to_json
from unwatch.keys import keys_of_event
from unwatch.ledger import Ledger
from unwatch.ledger.database import stamp
from unwatch.letter.compose import write_letter
from unwatch.transitions import fold
from unwatch.week import Person, week
from unwatch_classifiers.records import Address, Facts, Interview, InterviewStatus, Label

APPLICATIONS = 5_000
MESSAGES = 100_000
NOW = datetime(2026, 3, 6, 16, tzinfo=UTC)
WEEK = timedelta(days=7)
LIVE, MOVING = 0.2, 0.02
NAMES = [
    "Harbor",
    "Alder",
    "Quay",
    "Tessel",
    "Fern",
    "Wren",
    "Cobalt",
    "Marlow",
    "Pike",
    "Ostrava",
    "Lindale",
    "Okafor",
]
KINDS = ["Freight", "Partners", "Health", "Labs", "Media", "Trust", "Tools", "Council", "Foods", "Rail", "Books"]
ROLES = ["analyst", "planner", "office lead", "buyer", "nurse", "fitter", "clerk", "driver", "editor", "cook"]
WAITING = [Label.ACKNOWLEDGEMENT, Label.STATUS_UPDATE, Label.SCHEDULING, Label.STATUS_UPDATE, Label.INFORMATION_REQUEST]


def story(number: int, random: Random) -> Iterator[tuple[datetime, Received | Sent]]:
    """Yield the mails of one application: twenty, to and fro, over some months."""
    contact = Address(f"Person {number}", f"person@employer{number}.example")
    facts = Facts(
        company=f"{random.choice(NAMES)} {random.choice(KINDS)} {number}", role=f"{random.choice(ROLES)} {number % 7}"
    )
    ends = NOW - timedelta(days=random.uniform(0, 6) if random.random() < MOVING else random.uniform(8, 900))
    when = ends - timedelta(days=random.uniform(40, 120))
    live = random.random() < LIVE
    for place in range(MESSAGES // APPLICATIONS):
        when += (ends - when) * random.uniform(0.1, 0.3)
        name = f"{number}.{place}@employer.example"
        if place % 3 == 2:
            yield when, Sent(name, (contact,))
            continue
        last = place == MESSAGES // APPLICATIONS - 1
        label = Label.REJECTION if last and not live else random.choice(WAITING)
        told = facts if place == 0 else Facts()
        if label is Label.SCHEDULING:
            start = (when + timedelta(days=3)).replace(minute=0, second=0, microsecond=0)
            told = replace(told, interviews=(Interview(start, None, "Room 2", InterviewStatus.CONFIRMED),))
        yield when, Received(name, label, 0.95, told, contact, "A sentence of about this length decided it.")


def fill(path: Path) -> None:
    """Write a ledger of that many applications, as the daemon would have written it."""
    random = Random(5000)
    with Ledger(path) as ledger, ledger.transaction() as sql:
        for number in range(1, APPLICATIONS + 1):
            made = ledger.stories.begin(NOW)
            events = [Event(number * 100 + place, *one) for place, one in enumerate(story(number, random))]
            for event in events:
                _write(sql, made, event)
            kept = fold(made, events)
            ledger.stories.learn(made, {key for event in events for key in keys_of_event(event.payload)})
            ledger.stories._keep(kept, NOW)


def _write(sql: object, number: int, event: Event) -> None:
    payload = event.payload
    assert isinstance(payload, Received | Sent)
    outgoing = isinstance(payload, Sent)
    label = Label.OTHER if isinstance(payload, Sent) else payload.label
    execute = sql.execute  # type: ignore[attr-defined]
    execute(
        "INSERT INTO message (content_id, message_id, outgoing, at, arrived, sender, sender_name, subject, text, label,"
        " confidence, evidence, employer, history) VALUES (?, ?, ?, ?, ?, ?, '', 'Subject', ?, ?, 0.95, '[]', 1, ?)",
        (
            payload.message_id,
            payload.message_id,
            int(outgoing),
            stamp(event.at),
            stamp(event.at),
            "person@employer.example",
            "The text of a mail, a few hundred characters of it. " * 8 if event.at > NOW - timedelta(days=180) else "",
            label.value,
            int(event.at <= NOW - WEEK),
        ),
    )
    execute(
        "INSERT INTO event (application_id, content_id, kind, at, recorded, payload) VALUES (?, ?, ?, ?, ?, ?)",
        (number, payload.message_id, payload.kind, stamp(event.at), stamp(event.at), to_json(payload)),
    )


def compose(path: Path) -> None:
    """Compose the letter from the ledger; print seconds, the megabytes of the process, and what the letter is."""
    with Ledger(path) as ledger:
        began = time.monotonic()
        person = Person(zone=ZoneInfo("Europe/London"))
        letter = write_letter(week(ledger, person, since=NOW - WEEK, due=NOW, next_letter=NOW + WEEK))
        spent = time.monotonic() - began
    print("seconds", spent)
    print("megabytes", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print("html_kilobytes", len(letter.html.encode()) / 1024)
    print("words", len(letter.text.split()))


def main() -> None:
    """Make the ledger, compose the letter, print the table."""
    if sys.argv[1:]:
        compose(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        fill(path)
        size = path.stat().st_size / 1e6
        printed = subprocess.run(
            [sys.executable, __file__, str(path)], check=True, capture_output=True, text=True
        ).stdout
    took = {name: float(value) for name, value in (line.split() for line in printed.splitlines())}
    print(f"{APPLICATIONS:,} applications, {MESSAGES:,} messages: a ledger of {size:.0f} MB")
    print(f"  composing the letter        {took['seconds']:6.2f} s   (under 2 s)")
    print(f"  peak memory of the process  {took['megabytes']:6.0f} MB  (under 120 MB)")
    print(f"  the letter                  {took['words']:6.0f} words, {took['html_kilobytes']:.0f} kB of HTML")


if __name__ == "__main__":
    main()
