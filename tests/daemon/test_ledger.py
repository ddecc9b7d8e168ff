"""The ledger: what is written is there, once, and in one piece."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from support.stories import day, heard, message, verdict
from unwatch.application import Application
from unwatch.delivery import OutboxState
from unwatch.errors import UserError
from unwatch.events import to_json
from unwatch.keys import Key, KeyKind
from unwatch.ledger import Ledger, LocationState, migrations
from unwatch.ledger.database import stamp
from unwatch.ledger.folders import TRIES
from unwatch.ledger.migrations import MIGRATIONS
from unwatch.transitions import fold
from unwatch_classifiers.records import Label


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.db") as opened:
        yield opened


def add(ledger: Ledger, content_id: str, *, history: bool = False) -> None:
    ledger.mail.add(
        content_id,
        message(content_id),
        verdict(Label.REJECTION),
        outgoing=False,
        arrived=day(0),
        employer=True,
        history=history,
        why_unplaced=None,
    )


def test_the_kept_state_is_the_fold_of_the_events(ledger: Ledger) -> None:
    """Whatever comes, in whatever order."""
    number = ledger.stories.begin(day(0))
    for event in (heard(Label.REJECTION, 9), heard(Label.ACKNOWLEDGEMENT, 1, company="Harbor")):
        ledger.stories.append(number, event.at, event.payload, now=day(10))

    assert ledger.stories.application(number) == fold(number, ledger.stories.events(number))


def test_events_are_appended_and_never_changed_or_deleted(ledger: Ledger) -> None:
    """Not even by a mistake in the program."""
    number = ledger.stories.begin(day(0))
    event = heard(Label.OFFER, 1)
    ledger.stories.append(number, event.at, event.payload, now=day(1))

    with ledger.transaction() as sql:
        for statement in ("UPDATE event SET payload = '{}'", "DELETE FROM event"):
            with pytest.raises(sqlite3.IntegrityError):
                sql.execute(statement)


def test_a_transaction_that_fails_leaves_nothing(ledger: Ledger) -> None:
    """All or nothing, also when one is inside another."""
    with pytest.raises(ZeroDivisionError), ledger.transaction():
        add(ledger, "a")
        ledger.remember("key", "value")
        raise ZeroDivisionError

    assert not ledger.mail.knows("a")
    assert ledger.remembered("key") is None


def test_the_low_mark_never_passes_a_message_that_waits(ledger: Ledger) -> None:
    """A gap is never jumped over (reliability row 25)."""
    folder = ledger.mail.folder("home", b"INBOX", 1)
    ledger.mail.note_uids(folder, [3, 5, 9])
    for uid in (3, 9):
        ledger.mail.resolve(folder, uid, LocationState.DONE)

    assert ledger.mail.raise_low_uid(folder, 20) == 4
    ledger.mail.resolve(folder, 5, LocationState.GONE)
    assert ledger.mail.raise_low_uid(folder, 20) == 20
    assert ledger.mail.folder("home", b"INBOX", 1).low_uid == 20


def test_a_new_uidvalidity_means_look_again_and_forget_nothing(ledger: Ledger) -> None:
    """The same UIDs are other messages then (RFC 3501, section 2.3.1.1)."""
    old = ledger.mail.folder("home", b"INBOX", 1)
    ledger.mail.note_uids(old, [1])
    ledger.mail.resolve(old, 1, LocationState.DONE)
    ledger.mail.raise_low_uid(old, 1)

    new = ledger.mail.folder("home", b"INBOX", 2)
    ledger.mail.note_uids(new, [1])

    assert (new.epoch, new.low_uid) == (2, 0)
    assert [one.uid for one in ledger.mail.pending(new, day(0))] == [1]
    assert ledger.mail.counts() == {"done": 1, "pending": 1}


def test_a_message_that_cannot_be_read_is_tried_again_and_set_aside_in_the_end(ledger: Ledger) -> None:
    """It waits longer each time, holds up no other, and is named."""
    folder = ledger.mail.folder("home", b"INBOX", 1)
    ledger.mail.note_uids(folder, [7])
    now = day(0)
    for _ in range(TRIES - 1):
        ledger.mail.attempt(folder, [7])
        assert ledger.mail.not_read(folder, 7, now, "why") is LocationState.PENDING
        assert ledger.mail.pending(folder, now) == []
        now += timedelta(hours=7)
    ledger.mail.attempt(folder, [7])

    assert ledger.mail.not_read(folder, 7, now, "why") is LocationState.SET_ASIDE
    assert ledger.mail.set_aside_untold() == ["message 7 of mailbox home"]


def test_everything_untold_is_told_by_exactly_one_letter(ledger: Ledger) -> None:
    """By foreign key, whatever the clock does."""
    add(ledger, "a")
    add(ledger, "old", history=True)
    outbox_id = ledger.post.freeze("letter", "unwatch.1@example.org", "dana@example.org", b"x", day(5))
    ledger.post.add_letter("2026-W10", due=day(5), since=day(0), now=day(5), numbers=[(1, 4)], outbox_id=outbox_id)
    add(ledger, "b")

    assert [one.content_id for one in ledger.mail.untold()] == ["b"]
    letter = ledger.post.letter_of_message("unwatch.1@example.org")
    assert letter is not None
    assert letter.numbers == {1: 4}


def test_what_a_refused_letter_told_goes_into_the_next_one(ledger: Ledger) -> None:
    """A letter that no server takes must not swallow a week."""
    add(ledger, "a")
    outbox_id = ledger.post.freeze("letter", "unwatch.1@example.org", "dana@example.org", b"x", day(5))
    ledger.post.add_letter("2026-W10", due=day(5), since=day(0), now=day(5), numbers=[], outbox_id=outbox_id)

    ledger.post.outbox_mark(outbox_id, OutboxState.FAILED, at=day(5))

    assert [one.content_id for one in ledger.mail.untold()] == ["a"]


def test_a_second_letter_for_the_same_week_cannot_be_written(ledger: Ledger) -> None:
    """The week's name is unique, and so is the Message-ID."""
    outbox_id = ledger.post.freeze("letter", "unwatch.1@example.org", "dana@example.org", b"x", day(5))
    given = {"due": day(5), "since": day(0), "now": day(5)}
    ledger.post.add_letter("2026-W10", numbers=[], outbox_id=outbox_id, **given)

    with pytest.raises(sqlite3.IntegrityError):
        ledger.post.add_letter("2026-W10", numbers=[], outbox_id=outbox_id, **given)
    with pytest.raises(sqlite3.IntegrityError):
        ledger.post.freeze("letter", "unwatch.1@example.org", "dana@example.org", b"x", day(5))


def test_an_application_is_found_by_each_of_its_keys(ledger: Ledger) -> None:
    """And by no other."""
    number = ledger.stories.begin(day(0))
    known, unknown = Key(KeyKind.COMPANY, "harbor"), Key(KeyKind.CONTACT, "x@y.example")
    ledger.stories.learn(number, [known, known])

    found = ledger.stories.found_by([known, unknown])

    assert [one.id for one in found[known]] == [number]
    assert found[unknown] == []


def test_a_gap_is_open_once_and_closed_once(ledger: Ledger) -> None:
    """Ten failed connections are one gap."""
    for _ in range(3):
        ledger.post.open_gap("home", day(1), "no contact")
    ledger.post.close_gap("home", day(2))

    assert [(gap.began, gap.ended) for gap in ledger.post.untold_gaps()] == [(day(1), day(2))]


def test_a_ledger_of_the_first_shape_is_brought_on_with_all_that_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Messages count as what they were taken for, stories stand, and threads are known by what was loose."""
    path = tmp_path / "ledger.db"
    with monkeypatch.context() as first:
        first.setattr(migrations, "MIGRATIONS", MIGRATIONS[:1])
        with Ledger(path) as ledger:
            number, event = 1, heard(Label.REJECTION, 1)
            with ledger.transaction() as sql:
                state = TypeAdapter(Application).dump_json(fold(number, [event])).decode()
                sql.execute("INSERT INTO application VALUES (?, ?, 0, ?)", (number, state, stamp(day(1))))
                sql.execute(
                    "INSERT INTO message VALUES ('a', 'a@harbor.example', 0, :at, :at, 'p@harbor.example', 'P', 'S',"
                    " 'T', 'rejection', 0.8, '[]', 1, 0, NULL, NULL, NULL)",
                    {"at": stamp(day(1))},
                )
                sql.execute(
                    "INSERT INTO event (application_id, content_id, kind, at, recorded, payload)"
                    " VALUES (?, 'a', 'received', ?, ?, ?)",
                    (number, stamp(event.at), stamp(event.at), to_json(event.payload)),
                )
                sql.execute("INSERT INTO loose VALUES ('a', '{}')")
                sql.execute("INSERT INTO loose_end VALUES ('refers', 'root@harbor.example', 'a')")

    with Ledger(path) as ledger:
        kept = ledger.mail.message("a")
        assert (kept.judged.label, kept.correction) == (Label.REJECTION, None)
        assert ledger.mail.mark(kept).thread == {kept.message_id, "root@harbor.example"}
        assert ledger.stories.of_content("a") == number
        assert [one.id for one in ledger.stories.applications()] == [number]


def test_a_ledger_of_a_newer_unwatch_is_refused_in_words(tmp_path: Path) -> None:
    """It is not touched."""
    path = tmp_path / "ledger.db"
    with Ledger(path) as ledger, ledger.transaction() as sql:
        sql.execute("INSERT INTO migration VALUES (?, '')", (len(MIGRATIONS) + 1,))

    with pytest.raises(UserError, match="newer unwatch"):
        Ledger(path)


def test_a_damaged_ledger_is_named_in_one_sentence(tmp_path: Path) -> None:
    """With what to do, and without a traceback."""
    path = tmp_path / "ledger.db"
    path.write_bytes(b"this is no database, whatever it is called" * 100)

    with pytest.raises(UserError, match="damaged"):
        Ledger(path)


def test_a_state_folder_that_is_missing_is_named_in_one_sentence(tmp_path: Path) -> None:
    """With what to do."""
    with pytest.raises(UserError, match="cannot be opened"):
        Ledger(tmp_path / "missing" / "ledger.db")


def test_texts_that_are_older_than_the_person_wants_are_deleted_and_what_they_came_to_is_kept(ledger: Ledger) -> None:
    """The retention of the settings."""
    add(ledger, "a")
    ledger.mail.forget_texts(day(0))
    assert ledger.mail.message("a").text != ""

    ledger.mail.forget_texts(day(1))

    kept = ledger.mail.message("a")
    assert (kept.text, kept.evidence) == ("", ())
    assert kept.label is Label.REJECTION


def test_many_may_open_a_new_ledger_at_once(tmp_path: Path) -> None:
    """Each thread opens its own connection when the daemon starts; none of them is told that the others were there."""
    for number in range(25):
        together = threading.Barrier(6)

        def opened(path: Path = tmp_path / f"{number}.db", together: threading.Barrier = together) -> None:
            together.wait()
            Ledger(path).close()

        with ThreadPoolExecutor(6) as threads:
            for job in [threads.submit(opened) for _ in range(6)]:
                job.result()
