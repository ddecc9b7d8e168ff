"""The worker that reads mail: what kills it, what it may do, and that the next mail is read."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from torture.attacks import ATTACKS
from torture.mails import HONEST, plain
from unwatch import reader
from unwatch.errors import Unavailable
from unwatch.reader import SECONDS_IDLE, STOPPED, TOO_LONG, InlineReader, WorkerReader, worker_command
from unwatch_classifiers.records import Label, Message

pytestmark = pytest.mark.servers

ARRIVED = datetime(2025, 11, 3, 9, 5, tzinfo=UTC)

# A worker that is told by the subject of a mail what to do wrong.
MISBEHAVING = """
import os, sys, tempfile, time
from unwatch import reader
read = reader.read_message
def misbehave(raw, arrived=None):
    message = read(raw, arrived)
    if message.subject == "die":
        os.kill(os.getpid(), 9)
    if message.subject == "hang":
        time.sleep(600)
    if message.subject == "talk":
        sys.stdout.buffer.write(b"\\xff\\xff\\xff\\xff nonsense")
    if message.subject == "eat":
        eaten = b"x" * (2 * 1024**3)
    if message.subject == "write":
        with tempfile.TemporaryFile() as file:
            file.write(b"x" * 100_000)
    if message.subject == "environment":
        return reader.dataclasses.replace(message, new_text=" ".join(os.environ))
    if message.subject == "files":
        held = [open("/dev/null") for _ in range(64)]
    return message
reader.read_message = misbehave
reader.serve("")
"""

COMMAND = [*worker_command("")[:4], f"import sys; sys.path[:0] = sys.argv[2:]{MISBEHAVING}", *worker_command("")[5:]]


def mail(subject: str) -> bytes:
    return f"From: a@example.org\nSubject: {subject}\nMessage-ID: <{subject}@example.org>\n\nText.\n".encode()


@pytest.fixture(scope="module")
def worker() -> Iterator[WorkerReader]:
    shared = WorkerReader("Europe/Berlin", seconds_per_message=60)
    yield shared
    shared.close()


@pytest.fixture(scope="module")
def misbehaving() -> Iterator[WorkerReader]:
    shared = WorkerReader(command=COMMAND, seconds_per_message=60)
    yield shared
    shared.close()


def assert_reads_on(shared: WorkerReader) -> None:
    message, _ = shared.read(mail("fine"), ARRIVED)
    assert (message.error, message.new_text) == (None, "Text.")


@pytest.mark.parametrize("name", sorted(HONEST))
def test_the_worker_reads_as_this_process_does(worker: WorkerReader, name: str) -> None:
    """Nothing is lost on the way from the worker: both readers give equal records."""
    inline = InlineReader(ZoneInfo("Europe/Berlin"))
    assert worker.read(HONEST[name], ARRIVED) == inline.read(HONEST[name], ARRIVED)


@pytest.mark.parametrize("name", sorted(ATTACKS))
def test_no_known_attack_stops_the_worker(worker: WorkerReader, name: str) -> None:
    """Each attack is read within the limits on memory and time, and the worker lives on."""
    message, _ = worker.read(ATTACKS[name](), ARRIVED)
    assert message.error not in {TOO_LONG, STOPPED}
    assert worker.running


@pytest.mark.parametrize("subject", ["die", "talk"])
def test_a_mail_that_kills_the_worker_comes_back_from_its_headers(misbehaving: WorkerReader, subject: str) -> None:
    """The mail is told as unreadable, with its headers, and the next one is read."""
    message, verdict = misbehaving.read(mail(subject), ARRIVED)
    assert (message.error, message.subject, message.message_id) == (STOPPED, subject, f"{subject}@example.org")
    assert (verdict.label, verdict.confidence) == (Label.OTHER, 0.0)
    assert_reads_on(misbehaving)


def test_a_mail_that_takes_too_long_is_given_up() -> None:
    """After its time the worker is killed and replaced."""
    impatient = WorkerReader(command=COMMAND, seconds_per_message=0.5)
    message, _ = impatient.read(mail("hang"), ARRIVED)
    assert (message.error, message.subject) == (TOO_LONG, "hang")
    assert not impatient.running
    patient = WorkerReader(command=COMMAND)
    assert_reads_on(patient)
    patient.close()


@pytest.mark.parametrize("subject", ["eat", "files", "write"])
def test_a_mail_cannot_make_the_worker_take_what_it_may_not(misbehaving: WorkerReader, subject: str) -> None:
    """No more memory, files or disk than the worker was left with: the mail fails, not the machine."""
    message, _ = misbehaving.read(mail(subject), ARRIVED)
    assert message.error == STOPPED
    assert_reads_on(misbehaving)


def test_the_worker_knows_nothing_of_the_environment(
    misbehaving: WorkerReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Secrets of the daemon's environment do not reach the process that reads mail."""
    monkeypatch.setenv("UNWATCH_SECRET", "hunter2")
    misbehaving.close()
    message, _ = misbehaving.read(mail("environment"), ARRIVED)
    assert "UNWATCH_SECRET" not in message.new_text
    assert "PATH" not in message.new_text


def test_the_worker_is_replaced_after_its_share_of_mail() -> None:
    """Whatever leaks, leaks for so many messages only."""
    counted = WorkerReader(messages_per_process=2)
    pids = []
    for _ in range(5):
        counted.read(HONEST["plain"], ARRIVED)
        assert counted._process is not None
        pids.append(counted._process.pid)
    counted.close()
    assert pids[0] == pids[1] != pids[2] == pids[3] != pids[4]


def test_an_idle_worker_is_stopped_and_started_again() -> None:
    """It holds no memory when no mail comes, and the next mail brings it back."""
    now = 1_000.0
    idle = WorkerReader(monotonic=lambda: now)
    idle.close_if_idle(now)
    assert_reads_on(idle)
    idle.close_if_idle(now + SECONDS_IDLE - 1)
    assert idle.running
    idle.close_if_idle(now + SECONDS_IDLE)
    assert not idle.running
    assert_reads_on(idle)
    idle.close()
    assert not idle.running


def test_threads_share_one_worker(worker: WorkerReader) -> None:
    """Answers go to who asked, whoever else is asking."""
    answers: dict[int, Message] = {}

    def ask(number: int) -> None:
        for _ in range(5):
            answers[number], _ = worker.read(plain(f"Text number {number}."), ARRIVED)
            assert answers[number].new_text == f"Text number {number}."

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [0, 1, 2, 3]


@pytest.mark.parametrize("command", [["/nonexistent/python"], [sys.executable, "-c", "pass"]])
def test_a_worker_that_does_not_start_is_told_and_not_taken_for_the_mails_fault(command: list[str]) -> None:
    """The mail is not marked unreadable: it is tried again when a process can be started."""
    with pytest.raises(Unavailable):
        WorkerReader(command=command).read(HONEST["plain"], ARRIVED)


def test_the_worker_is_isolated_from_the_interpreters_environment() -> None:
    """It takes no modules from the working folder or PYTHONPATH, and writes no bytecode."""
    assert worker_command("Europe/Berlin")[1:3] == ["-I", "-B"]


def test_a_rule_that_fails_costs_one_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    """When judging raises, the mail keeps its text, is told with an error, and nothing escapes."""

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("unwatch_classifiers.classify.classify", fail)
    message, verdict = InlineReader().read(HONEST["plain"], ARRIVED)
    assert message.error == reader.NOT_JUDGED
    assert message.new_text
    assert verdict.label is Label.OTHER
