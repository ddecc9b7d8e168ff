"""Handing over, once and only once: the steps, and every way in which they can be cut off."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import Enum

import pytest
import structlog

from support.smtp import Act, Move, Phase, ScriptedServer, Taken
from unwatch.append import AppendTransport
from unwatch.deliver import LOGIN_REFUSED, LookUp, deliver_one, next_try
from unwatch.delivery import Attempt, Handed, OutboxRow, OutboxState, Transport
from unwatch.errors import Unavailable
from unwatch.smtp import SmtpAccount, SmtpTransport

START = datetime(2025, 10, 10, 14, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
OPEN = {OutboxState.READY, OutboxState.INFLIGHT, OutboxState.UNKNOWN}


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Thousands of runs log thousands of lines."""
    with structlog.testing.capture_logs():
        yield


class Killed(Exception):
    """The process ends here."""


@dataclass
class Hazards:
    """Counts the places where the process can die, and dies at the chosen ones."""

    kills: tuple[int, ...] = ()
    passed: int = 0

    def pass_one(self) -> None:
        self.passed += 1
        if self.passed in self.kills:
            raise Killed


class MemoryOutbox:
    """An outbox that keeps the contract: every mark is one commit, and what is not committed is gone."""

    def __init__(self, *rows: OutboxRow, hazards: Hazards | None = None) -> None:
        self.rows = {row.id: row for row in rows}
        self.replies: list[str | None] = []
        self._hazards = hazards or Hazards()

    def outbox_due(self, now: datetime) -> list[OutboxRow]:
        return [row for row in self.rows.values() if row.state in OPEN and row.next_try <= now]

    def outbox_mark(
        self,
        row_id: int,
        state: OutboxState,
        *,
        at: datetime,
        next_try: datetime | None = None,
        reply: str | None = None,
    ) -> None:
        self._hazards.pass_one()
        row = self.rows[row_id]
        if state is OutboxState.INFLIGHT:
            row = replace(row, inflight_at=at, attempts=row.attempts + 1)
        self.rows[row_id] = replace(row, state=state, next_try=next_try or row.next_try)
        self.replies.append(reply)
        self._hazards.pass_one()


def frozen(number: int = 1, kind: str = "letter", **changes: object) -> OutboxRow:
    row = OutboxRow(
        id=number,
        kind=kind,
        message_id=f"unwatch.{number}.0123456789abcdef0123@example.org",
        recipient="dana@example.org",
        raw=b"Subject: x\r\n\r\nNothing is waiting.\r\n",
        state=OutboxState.READY,
        attempts=0,
        created=START,
        next_try=START,
    )
    return replace(row, **changes)  # type: ignore[arg-type]


@dataclass
class Replies:
    """A transport that ends each attempt as it was told, the last way for ever, and keeps what it was given."""

    script: list[tuple[bool, Attempt]]
    sent: list[OutboxRow] = field(default_factory=list)

    def send(self, row: OutboxRow, before_body: Callable[[], None]) -> Attempt:
        body, attempt = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        self.sent.append(row)
        if body:
            before_body()
        return attempt


def always(handed: Handed, reply: str = "250 2.0.0", *, body: bool = True) -> Replies:
    return Replies([(body, Attempt(handed, reply))])


def never_seen(message_id: str) -> bool | None:
    return False


def cannot_look(message_id: str) -> bool | None:
    return None


def steps(
    outbox: MemoryOutbox, transport: Transport, look_up: LookUp = never_seen, *, readable: bool = True
) -> Iterator[datetime]:
    """Take step after step, each when the next row is due, and name the times."""
    now = START
    while waiting := [row.next_try for row in outbox.rows.values() if row.state in OPEN]:
        now = max(now, min(waiting))
        assert deliver_one(outbox, transport, look_up, now, readable=readable)
        yield now


def test_nothing_due_is_no_work() -> None:
    """Without a row that is due there is no step and no attempt."""
    transport = always(Handed.SENT)
    outbox = MemoryOutbox(frozen(next_try=START + MINUTE), frozen(2, state=OutboxState.SENT))

    assert not deliver_one(outbox, transport, never_seen, START, readable=True)
    assert transport.sent == []


def test_a_taken_mail_is_sent() -> None:
    """One attempt that is answered with 250 ends the row."""
    outbox = MemoryOutbox(frozen())

    assert list(steps(outbox, always(Handed.SENT))) == [START]
    assert outbox.rows[1].state is OutboxState.SENT


def test_the_point_of_no_return_is_committed_before_it() -> None:
    """While the body goes out the outbox says `inflight`, with the time, and the attempt is counted."""
    outbox = MemoryOutbox(frozen())
    seen: list[OutboxRow] = []

    class Looking:
        def send(self, row: OutboxRow, before_body: Callable[[], None]) -> Attempt:
            seen.append(outbox.rows[1])
            before_body()
            seen.append(outbox.rows[1])
            return Attempt(Handed.SENT, "250")

    deliver_one(outbox, Looking(), never_seen, START, readable=True)

    assert [row.state for row in seen] == [OutboxState.READY, OutboxState.INFLIGHT]
    assert (seen[1].inflight_at, seen[1].attempts) == (START, 1)


def test_a_refused_mail_is_not_tried_again() -> None:
    """A 5xx ends the row at once, with the server's reply."""
    outbox = MemoryOutbox(frozen())

    assert list(steps(outbox, always(Handed.REFUSED, "554 5.7.1"))) == [START]
    assert (outbox.rows[1].state, outbox.replies[-1]) == (OutboxState.FAILED, "554 5.7.1")


@pytest.mark.parametrize("body", [False, True])
def test_the_waits_grow_and_end_after_five_days(body: bool) -> None:
    """Tried after 15, 30, 60, 120, 240 minutes, then every six hours, for five days, wherever the 4xx came."""
    outbox = MemoryOutbox(frozen())
    times = list(steps(outbox, always(Handed.LATER, "451", body=body)))
    waits = [(later - earlier) // MINUTE for earlier, later in itertools.pairwise(times)]

    assert waits[:8] == [15, 30, 60, 120, 240, 360, 360, 360]
    assert set(waits[8:]) == {360}
    assert timedelta() <= times[-1] - START - 5 * DAY < 6 * HOUR
    assert outbox.rows[1].state is OutboxState.FAILED


@pytest.mark.parametrize("body", [False, True])
def test_what_cannot_wait_is_tried_sooner(body: bool) -> None:
    """A pass-on is tried again after 1, 2, 5, 15, 30 minutes, then every hour."""
    outbox = MemoryOutbox(frozen(kind="pass_on"))
    times = list(itertools.islice(steps(outbox, always(Handed.LATER, "451", body=body)), 8))

    assert [(b - a) // MINUTE for a, b in itertools.pairwise(times)] == [1, 2, 5, 15, 30, 60, 60]


def test_the_public_waits_are_those_of_the_steps() -> None:
    """The schedule can be asked for, and an attempt too many changes nothing."""
    assert [next_try(n) // MINUTE for n in (-1, 0, 1, 2, 3, 4, 5, 99)] == [15, 15, 30, 60, 120, 240, 360, 360]
    assert next_try(0, hurried=True) == MINUTE


def test_two_hours_of_greylisting_cost_few_attempts() -> None:
    """A server that says 451 for two hours gets one copy after at most eight attempts (reliability 94)."""
    tries: list[datetime] = []
    now = [START]

    class Grey:
        def send(self, row: OutboxRow, before_body: Callable[[], None]) -> Attempt:
            tries.append(now[0])
            if now[0] < START + 2 * HOUR:
                return Attempt(Handed.LATER, "451 4.7.1")
            before_body()
            return Attempt(Handed.SENT, "250")

    outbox = MemoryOutbox(frozen())
    while outbox.rows[1].state in OPEN:
        now[0] = max(now[0], outbox.rows[1].next_try)
        deliver_one(outbox, Grey(), never_seen, now[0], readable=True)

    assert outbox.rows[1].state is OutboxState.SENT
    assert len(tries) <= 8


def test_a_week_of_being_switched_off_drops_nothing() -> None:
    """A mail older than five days still gets its attempt; only one that fails at that age is given up."""
    late = START + 7 * DAY
    kept = MemoryOutbox(frozen())
    given_up = MemoryOutbox(frozen())
    deliver_one(kept, always(Handed.SENT), never_seen, late, readable=True)
    deliver_one(given_up, always(Handed.LATER, "451"), never_seen, late, readable=True)

    assert kept.rows[1].state is OutboxState.SENT
    assert given_up.rows[1].state is OutboxState.FAILED


def test_what_cannot_wait_goes_first() -> None:
    """A pass-on overtakes a letter that was frozen before it."""
    transport = always(Handed.SENT)
    list(steps(MemoryOutbox(frozen(1), frozen(2, "letter"), frozen(3, "pass_on")), transport))

    assert [row.id for row in transport.sent] == [3, 1, 2]


@pytest.mark.parametrize("state", [OutboxState.READY, OutboxState.UNKNOWN])
def test_a_refused_login_is_not_repeated_for_each_mail(state: OutboxState) -> None:
    """After a refused login every mail waits an hour, so that the account is not locked (reliability 58)."""
    transport = always(Handed.LATER, f"{LOGIN_REFUSED} (535 5.7.8)", body=False)
    first = frozen(1, "pass_on", state=state, inflight_at=START - DAY if state is OutboxState.UNKNOWN else None)
    outbox = MemoryOutbox(first, frozen(2, "pass_on"), frozen(3))
    times = list(itertools.islice(steps(outbox, transport), 4))

    assert len(transport.sent) == 4
    assert times == [START, START + HOUR, START + 2 * HOUR, START + 3 * HOUR]
    assert {row.state for row in outbox.rows.values()} == {state, OutboxState.READY}


@pytest.mark.parametrize("state", [OutboxState.INFLIGHT, OutboxState.UNKNOWN])
def test_a_copy_in_the_mailbox_ends_the_doubt(state: OutboxState) -> None:
    """A mail in doubt whose own Message-ID lies in the mailbox was sent; nothing goes out."""
    asked: list[str] = []

    def look_up(message_id: str) -> bool | None:
        asked.append(message_id)
        return True

    transport = always(Handed.SENT)
    outbox = MemoryOutbox(frozen(state=state, inflight_at=START - MINUTE, attempts=1))
    deliver_one(outbox, transport, look_up, START, readable=True)

    assert (outbox.rows[1].state, transport.sent) == (OutboxState.SENT, [])
    assert asked == [outbox.rows[1].message_id]


@pytest.mark.parametrize(("kind", "looks"), [("letter", [0, 1, 5, 15, 60]), ("pass_on", [0, 1, 5, 15])])
def test_a_mail_in_doubt_is_looked_for_before_it_goes_again(kind: str, looks: list[int]) -> None:
    """Looked for after 1, 5, 15 and 60 minutes; then the same bytes go again, a pass-on after 15."""
    lost = (True, Attempt(Handed.UNKNOWN, "lost"))
    transport = Replies([lost, (True, Attempt(Handed.SENT, "250"))])
    outbox = MemoryOutbox(frozen(kind=kind))
    times = list(steps(outbox, transport))

    assert [(when - START) // MINUTE for when in times] == looks
    assert [row.raw for row in transport.sent] == [outbox.rows[1].raw] * 2
    assert (outbox.rows[1].state, outbox.rows[1].attempts) == (OutboxState.SENT, 2)


def test_a_mailbox_that_cannot_be_read_holds_a_mail_in_doubt_for_a_day() -> None:
    """While nobody can look nothing is sent twice; after a day late is worse than double (reliability 5.1)."""
    transport = Replies([(True, Attempt(Handed.UNKNOWN, "lost")), (True, Attempt(Handed.SENT, "250"))])
    outbox = MemoryOutbox(frozen())
    times = list(steps(outbox, transport, cannot_look))

    assert DAY <= times[-1] - START < DAY + 5 * MINUTE
    assert max(b - a for a, b in itertools.pairwise(times)) <= 5 * MINUTE
    assert (outbox.rows[1].state, len(transport.sent)) == (OutboxState.SENT, 2)


def test_without_a_mailbox_to_look_into_it_goes_again_after_an_hour() -> None:
    """For a recipient elsewhere nobody looks, and the same bytes go once more after an hour."""

    def look_up(message_id: str) -> bool | None:
        raise AssertionError

    transport = Replies([(True, Attempt(Handed.UNKNOWN, "lost")), (True, Attempt(Handed.SENT, "250"))])
    outbox = MemoryOutbox(frozen())
    times = list(steps(outbox, transport, look_up, readable=False))

    assert times[-1] == START + HOUR
    assert len(transport.sent) == 2


@pytest.mark.parametrize("kind", ["letter", "pass_on"])
@pytest.mark.parametrize("readable", [False, True])
def test_a_server_that_never_answers_gets_few_copies(kind: str, readable: bool) -> None:
    """Each time in doubt doubles the wait, so that five days of lost replies are no flood, and then it ends."""
    transport = always(Handed.UNKNOWN, "lost")
    outbox = MemoryOutbox(frozen(kind=kind))
    list(steps(outbox, transport, readable=readable))

    assert outbox.rows[1].state is OutboxState.FAILED
    assert len(transport.sent) <= 20


def test_a_mail_in_doubt_is_looked_for_again_when_the_second_attempt_must_wait() -> None:
    """A copy that comes to light while the second attempt is put off is still found."""
    transport = Replies([(True, Attempt(Handed.UNKNOWN, "lost")), (False, Attempt(Handed.LATER, "421"))])
    outbox = MemoryOutbox(frozen())
    now = START

    def look_up(message_id: str) -> bool | None:
        return now > START + 70 * MINUTE

    while outbox.rows[1].state in OPEN:
        now = max(now, outbox.rows[1].next_try)
        deliver_one(outbox, transport, look_up, now, readable=True)

    assert (outbox.rows[1].state, len(transport.sent)) == (OutboxState.SENT, 2)


def test_waiting_is_not_logged_again_and_again() -> None:
    """One line for each attempt and each end; a look that finds nothing is no news, and no line holds the mail."""
    transport = Replies([(True, Attempt(Handed.UNKNOWN, "lost")), (True, Attempt(Handed.SENT, "250"))])
    with structlog.testing.capture_logs() as lines:
        list(steps(MemoryOutbox(frozen()), transport))

    told = [line["event"] for line in lines if line["log_level"] == "info"]
    assert told == ["mail.in_doubt", "mail.sent"]
    assert "example.org" not in str(lines)
    assert "waiting" not in str(lines)


def test_a_failing_ledger_comes_out() -> None:
    """When the point of no return cannot be committed, nothing is sent and the row stays as it was."""
    outbox = MemoryOutbox(frozen(), hazards=Hazards((1,)))
    with pytest.raises(Killed):
        deliver_one(outbox, always(Handed.SENT), never_seen, START, readable=True)

    assert outbox.rows[1] == frozen()


# The model: every end of an attempt x every place to die x when a copy shows.


class End(Enum):
    """How an attempt ends: what is known, whether the body went out, whether the server took it."""

    NO_LINK_OR_GREYLISTED = (Handed.LATER, False, False)
    REFUSED_EARLY = (Handed.REFUSED, False, False)
    PUT_OFF = (Handed.LATER, True, False)
    REFUSED_LATE = (Handed.REFUSED, True, False)
    LOST_AND_NOT_TAKEN = (Handed.UNKNOWN, True, False)
    LOST_AND_TAKEN = (Handed.UNKNOWN, True, True)
    TAKEN = (Handed.SENT, True, True)


REFUSALS = {End.REFUSED_EARLY, End.REFUSED_LATE}


@dataclass
class World:
    """One run: a server with a script, a mailbox in which copies show late, a process that dies and comes back."""

    script: list[End]
    hazards: Hazards
    shows_after: timedelta
    deaf_until: datetime
    outbox: MemoryOutbox
    now: datetime = START
    copies: list[datetime] = field(default_factory=list)
    refused: bool = False

    def send(self, row: OutboxRow, before_body: Callable[[], None]) -> Attempt:
        self.hazards.pass_one()
        end = self.script.pop(0) if self.script else End.TAKEN
        handed, body, taken = end.value
        if body:
            before_body()
            self.hazards.pass_one()
        if taken:
            self.copies.append(self.now)
        self.refused = self.refused or end in REFUSALS
        self.hazards.pass_one()
        return Attempt(handed, end.name)

    def look_up(self, message_id: str) -> bool | None:
        self.hazards.pass_one()
        if self.now < self.deaf_until:
            return None
        return any(self.now >= taken + self.shows_after for taken in self.copies)

    def run(self) -> None:
        for _ in range(100):
            row = self.outbox.rows[1]
            if row.state not in OPEN:
                return
            self.now = max(self.now, row.next_try)
            try:
                deliver_one(self.outbox, self, self.look_up, self.now, readable=True)
            except Killed:
                self.now += 10 * timedelta(seconds=1)  # systemd starts it again
        raise AssertionError("it comes to no end")


def world(kind: str, script: tuple[End, ...], kills: tuple[int, ...], shows_after: timedelta, deaf: timedelta) -> World:
    hazards = Hazards(kills)
    return World(list(script), hazards, shows_after, START + deaf, MemoryOutbox(frozen(kind=kind), hazards=hazards))


def hold_to_the_promise(played: World) -> None:
    """One copy and SENT; or, when the server refused it, none and FAILED, unless it died before it wrote that down."""
    state = played.outbox.rows[1].state
    if len(played.copies) == 1:
        assert state is OutboxState.SENT
    else:
        assert (len(played.copies), state, played.refused) == (0, OutboxState.FAILED, True)


@pytest.mark.parametrize("kind", ["letter", "pass_on"])
@pytest.mark.parametrize("deaf", [timedelta(), 2 * HOUR])
def test_exactly_one_copy_whatever_is_cut_off_once(kind: str, deaf: timedelta) -> None:
    """Two ends of attempts in every order x death at every place x copies that show at once or just in time."""
    latest = (10 if kind == "pass_on" else 55) * MINUTE
    runs = 0
    for script, shows_after in itertools.product(itertools.product(End, repeat=2), (timedelta(), latest)):
        for kill in itertools.count():
            played = world(kind, script, (kill,), shows_after, deaf)
            played.run()
            hold_to_the_promise(played)
            runs += 1
            if kill > played.hazards.passed:
                break
    assert runs > 1000


@pytest.mark.parametrize("kind", ["letter", "pass_on"])
def test_exactly_one_copy_whatever_is_cut_off_twice(kind: str) -> None:
    """Each end of an attempt x two deaths at every pair of places."""
    latest = (10 if kind == "pass_on" else 55) * MINUTE
    for end, kills in itertools.product(End, itertools.combinations(range(1, 24), 2)):
        played = world(kind, (end,), kills, latest, timedelta())
        played.run()
        hold_to_the_promise(played)


# The same with a real server that fails at every phase.

PHASES = [Phase.CONNECT, Phase.EHLO, Phase.MAIL, Phase.RCPT, Phase.DATA, Phase.BODY, Phase.END_OF_DATA, Phase.QUIT]
MOVES: list[tuple[Phase, Move]] = [
    *((phase, move) for phase in PHASES for move in (Act.HANG_UP, Act.RESET, "451 4.3.0 later", "554 5.7.1 no")),
    *((Phase.END_OF_DATA, Taken(then)) for then in (Act.HANG_UP, Act.RESET, "what?", "354 more")),
]


@pytest.mark.parametrize(("phase", "move"), MOVES)
def test_a_server_that_fails_once_gets_exactly_one_copy(phase: Phase, move: Move) -> None:
    """Whatever a real server does once, the mailbox holds one copy in the end, or none when it refused the mail."""
    row = frozen()
    outbox = MemoryOutbox(row)
    with ScriptedServer({phase: [move]}) as server:
        account = SmtpAccount("127.0.0.1", server.port, "none", None, None, "dana+letter@example.org")
        list(steps(outbox, SmtpTransport(account), lambda _: row.raw in server.accepted))

    refused = move == "554 5.7.1 no" and phase in {Phase.MAIL, Phase.RCPT, Phase.DATA, Phase.BODY, Phase.END_OF_DATA}
    assert outbox.rows[1].state is (OutboxState.FAILED if refused else OutboxState.SENT)
    if not (refused and phase is Phase.BODY):  # a server that refuses and takes it all the same is beyond us
        assert server.accepted == [] if refused else [row.raw]


# The way out by APPEND.


def test_placing_into_the_inbox_sends() -> None:
    """The frozen bytes are placed as they are, after the commit."""
    placed: list[bytes] = []
    outbox = MemoryOutbox(frozen())

    def place(raw: bytes) -> None:
        assert outbox.rows[1].state is OutboxState.INFLIGHT
        placed.append(raw)

    list(steps(outbox, AppendTransport(place)))

    assert placed == [frozen().raw]
    assert outbox.rows[1].state is OutboxState.SENT


@pytest.mark.parametrize(
    "error", [Unavailable("dana@example.org is away"), ConnectionResetError("reset"), TimeoutError()]
)
def test_a_placing_that_fails_leaves_it_in_doubt(error: Exception) -> None:
    """APPEND has no moment before which nothing can have happened, so the mailbox is looked into."""

    def place(raw: bytes) -> None:
        raise error

    attempt = AppendTransport(place).send(frozen(), lambda: None)

    assert attempt.handed is Handed.UNKNOWN
    assert "dana" not in attempt.reply


def test_nothing_is_placed_before_the_commit() -> None:
    """When the commit fails nothing is placed."""

    def fail() -> None:
        raise Killed

    def place(raw: bytes) -> None:
        raise AssertionError

    with pytest.raises(Killed):
        AppendTransport(place).send(frozen(), fail)
