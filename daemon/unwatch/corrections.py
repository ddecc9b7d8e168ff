"""What the person's corrections say of a mail: a pure decision, the same for mail that comes and mail that is there.

A correction counts at once for its own mail. How far else it reaches is decided once, when it is made, and written down
with it: never so far that mail of an employer the person has applied to becomes ordinary by an example.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from unwatch.events import Received, Sent
from unwatch_classifiers.facts.keys import company_key
from unwatch_classifiers.records import URGENT, Address, Label, Message, Verdict
from unwatch_classifiers.senders import SYSTEMS, SenderKind, hides_employer, sender_kinds

CERTAIN = 1.0
BY_EXAMPLE = 0.9
"""How sure a label is that was learned from one correction; also what is so sure that none is learned."""

_GENERIC = frozenset(
    [
        *("a", "account", "acquisition", "alerts", "and", "application", "applications", "at", "automated", "behalf"),
        *("candidate", "candidates", "career", "careers", "do", "for", "from", "hiring", "hr", "human", "info", "jobs"),
        *("job", "mail", "mailer", "manager", "my", "no", "noreply", "not", "notification", "notifications", "of"),
        *("on", "people", "portal", "recruiter", "recruiters", "recruiting", "recruitment", "reply", "donotreply"),
        *("resources", "service", "services", "staffing", "support", "system", "talent", "team", "the", "via", "your"),
    ]
)


class Reach(StrEnum):
    """How far a correction reaches beyond its own mail; each of these reaches the thread too, but for the first."""

    MAIL = "mail"
    THREAD = "thread"
    NAME = "name"
    SENDER = "sender"


@dataclass(frozen=True, slots=True)
class Correction:
    """What the person said that a mail is.

    `was` is what it counted as until then, `judged` what it had been taken for without the person. `thread` holds the
    Message-IDs by which mail of the same thread is known.
    """

    id: int
    content_id: str
    at: datetime
    label: Label
    was: Label
    judged: Label
    sender: Address | None
    thread: frozenset[str]
    reach: Reach

    @property
    def makes_known(self) -> bool:
        """Whether it says that a sender whose mail was taken for ordinary is an employer's."""
        return self.label is not Label.OTHER and Label.OTHER in {self.was, self.judged}


@dataclass(frozen=True, slots=True)
class Mark:
    """By what a mail is compared with corrections: its content, who sent it, and the thread that it is of."""

    content_id: str
    sender: Address | None
    thread: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a mail counts as.

    `correction` is the one that decided, None where none did; `known_by` one that made its sender known as an
    employer's and left the label as it was judged.
    """

    label: Label
    confidence: float
    correction: Correction | None = None
    known_by: Correction | None = None
    by_person: bool = False

    @property
    def ordinary(self) -> bool:
        """Whether it is ordinary mail because the person said so."""
        return self.correction is not None and self.label is Label.OTHER

    @property
    def told(self) -> bool:
        """Whether anything that the person said is behind it."""
        return self.correction is not None or self.known_by is not None


def mark_of(content_id: str, message: Message) -> Mark:
    """Return by what a message is compared with corrections."""
    thread = frozenset((message.message_id, *message.in_reply_to, *message.references))
    return Mark(content_id, message.sender, thread)


def reach_of(sender: Address | None, *, employers: int, in_touch: bool) -> Reach:
    """Return how far a correction of this sender's mail reaches.

    `employers` is for how many different employers this sender has written so far (an agency); `in_touch` that the
    correction would take from an employer to whom the person has applied, see `in_touch_without`.
    """
    if in_touch:
        return Reach.MAIL
    if sender is None or not sender.address:
        return Reach.THREAD
    if is_shared(sender):
        return Reach.NAME if tells_the_house(sender) else Reach.THREAD
    return Reach.THREAD if employers > 1 else Reach.SENDER


def is_shared(sender: Address) -> bool:
    """Tell whether many employers write from this address; a person's at a free-mail provider is their own."""
    return hides_employer(sender) and SenderKind.FREEMAIL not in sender_kinds(sender)


def tells_the_house(sender: Address) -> bool:
    """Tell whether a relay's display name names the house it writes for, and not only the relay or a department."""
    service = set(sender.domain.replace("-", ".").split("."))
    words = [word for word in company_key(sender.name).split() if word.isalpha()]
    left = [word for word in words if word not in _GENERIC and word not in service]
    return len("".join(left)) > 2


def reaches(correction: Correction, mail: Mark) -> bool:
    """Tell whether a correction reaches a mail that is not its own."""
    if correction.reach is Reach.MAIL:
        return False
    if correction.thread & mail.thread:
        return True
    one, other = correction.sender, mail.sender
    if one is None or other is None:
        return False
    if correction.reach is Reach.SENDER:
        return one.address == other.address
    same = one.domain == other.domain and one.name.casefold() == other.name.casefold()
    return correction.reach is Reach.NAME and same


def ruling(corrections: Sequence[Correction], mail: Mark, judged: Verdict) -> Ruling:
    """Return what a received mail counts as; `corrections` are those in force, the newest first.

    The mail's own correction decides; else the newest that reaches it and has something to say.
    """
    own = next((one for one in corrections if one.content_id == mail.content_id), None)
    if own is not None:
        return Ruling(own.label, CERTAIN, own, by_person=True)
    for one in corrections:
        if reaches(one, mail):
            if one.label is Label.OTHER:
                return Ruling(Label.OTHER, BY_EXAMPLE, one)
            if one.makes_known:
                return Ruling(judged.label, judged.confidence, known_by=one)
            if turns(one, judged):
                return Ruling(one.label, BY_EXAMPLE, one)
    return Ruling(judged.label, judged.confidence)


def turns(correction: Correction, judged: Verdict) -> bool:
    """Tell whether one employer's label becomes another by example: the same mistake, unsure, nothing urgent lost."""
    same = correction.judged is judged.label and correction.label is not judged.label
    calms = judged.label in URGENT and correction.label not in URGENT
    return same and judged.confidence < BY_EXAMPLE and not calms


def rules_sent(corrections: Iterable[Correction], mail: Mark, to: Sequence[Address]) -> Correction | None:
    """Return the correction that makes one of the person's own mails ordinary: it answers mail that is."""
    addresses = {one.address for one in to}
    for one in corrections:
        alone = one.reach is Reach.SENDER and one.sender is not None and addresses == {one.sender.address}
        if one.reach is not Reach.MAIL and (alone or one.thread & mail.thread):
            return one if one.label is Label.OTHER else None
    return None


def in_touch_without(story: Iterable[Received | Sent], reached: Iterable[Received]) -> bool:
    """Tell whether a story shows, without the mails that a correction to `other` would reach, that the person applied.

    They wrote that they apply, or a receipt, or a recruiting system, says so. Then one ordinary mail of this sender
    does not make the next invitation ordinary too.
    """
    taken = {one.message_id for one in reached}
    return any(
        one.applies if isinstance(one, Sent) else one.message_id not in taken and _shows_an_application(one)
        for one in story
    )


def _shows_an_application(received: Received) -> bool:
    receipt = received.label is Label.ACKNOWLEDGEMENT and received.confidence >= BY_EXAMPLE
    return receipt or bool(sender_kinds(received.sender) & SYSTEMS)
