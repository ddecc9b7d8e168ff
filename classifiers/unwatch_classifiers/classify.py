"""Says what a mail is: its label, how sure that is, the sentences that decided, and what it states.

Only what is new in a mail is evidence. What it quotes and how it is signed can tell that it is about a search for work
at all; they never decide what it says about it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo

from unwatch_classifiers.facts import read_facts
from unwatch_classifiers.labels.scoring import Found, Reading, Topic, read_sentence, strongest, sums
from unwatch_classifiers.records import Evidence, Label, Message, Verdict
from unwatch_classifiers.senders import SenderKind, sender_kinds
from unwatch_classifiers.sentences import sentences

_MOST_SENTENCES = 120
_MOST_EVIDENCE = 5
_SUBJECT = 0.6
"""What a sign is worth in the subject: subjects outlive what they once named."""

_BACKGROUND_READ = 1_500
_OTHER = 2.4
_OTHER_LEAST = 0.6
_JOB_MOST = 2.6
_UNPLACED_MOST = 4.4
"""The most that a label can weigh in a mail without one word that belongs to a search for work."""

_SHARPNESS = 0.85
_EXPLAINED = 0.4
"""How much of what sounds foreign is explained by an employer's trade: a clinic and a bank hire too."""

_FADING = 0.5
"""How fast signs lose weight as a mail is more about something else than about a search for work."""

_YIELDING = 0.55
"""What thanks for an application still weigh in a mail that goes on to say more."""

_ACT = 3.4
_POLITE = frozenset([Label.ACKNOWLEDGEMENT, Label.STATUS_UPDATE, Label.OUTREACH])

_PLATFORMS = {
    SenderKind.ASSESSMENT_PLATFORM: (Label.ASSESSMENT, 2.6, "comes from a test platform"),
    SenderKind.REFERENCE_PLATFORM: (Label.REFERENCE_REQUEST, 2.6, "comes from a service that collects references"),
    SenderKind.SCREENING_PLATFORM: (Label.INFORMATION_REQUEST, 2.6, "comes from a background-check service"),
    SenderKind.SCHEDULER: (Label.SCHEDULING, 2.6, "comes from a scheduling service"),
}
_JOB_SENDERS = {
    SenderKind.RECRUITING_SYSTEM: 1.8,
    SenderKind.ASSESSMENT_PLATFORM: 1.6,
    SenderKind.REFERENCE_PLATFORM: 1.6,
    SenderKind.SCREENING_PLATFORM: 1.6,
    SenderKind.HIRING_TEAM: 0.9,
    SenderKind.JOB_BOARD: 0.5,
}


def classify(message: Message, home: tzinfo | None = None) -> Verdict:
    """The verdict over one mail.

    `home` is the person's zone, in which a time without one is meant. Raises nothing on any message.
    """
    label, confidence, evidence = judge(message)
    return Verdict(label, confidence, evidence, read_facts(message, label, home))


def judge(message: Message) -> tuple[Label, float, tuple[Evidence, ...]]:
    """Label, confidence (0 to 1) and the sentences that decided, the weightiest first."""
    readings = [read_sentence(sentence) for sentence in sentences(message.new_text)[:_MOST_SENTENCES]]
    subject = read_sentence(message.subject[:300])
    found = strongest((*(one for reading in readings for one in reading.found), *_faint(subject)))
    topics = _topics((*readings, subject))
    added = tuple(_message_signs(message, topics))
    scores = dict.fromkeys(Label, 0.0) | sums(found)
    scores[Label.ACKNOWLEDGEMENT] *= _YIELDING if _acts(found) else 1.0
    job = _job(message, topics)
    foreign = max(0.0, _weight(topics, "foreign") - _EXPLAINED * job)
    for label, weight, _ in added:
        scores[label] += weight
    faded = 1.0 / (1.0 + _FADING * max(0.0, foreign - job))
    most = math.inf if job > 0.0 or message.calendar else _UNPLACED_MOST
    scores = {label: min(most, score * faded) for label, score in scores.items()}
    scores[Label.OTHER] += max(_OTHER_LEAST, _OTHER - job) + foreign
    label, confidence = _decide(scores)
    return label, confidence, tuple(_evidence(label, found, topics, added, message.subject))


def _acts(found: Iterable[Found]) -> bool:
    """Whether the mail does something that thanks for an application only lead up to."""
    return any(one.weight >= _ACT and one.sign.label not in _POLITE for one in found)


def _faint(subject: Reading) -> Iterator[Found]:
    return (Found(one.sign, one.sentence, one.weight * _SUBJECT) for one in subject.found)


def _topics(readings: Iterable[Reading]) -> dict[Topic, None]:
    return {topic: None for reading in readings for topic in sorted(reading.topics, key=lambda topic: -topic.weight)}


def _weight(topics: Iterable[Topic], about: str) -> float:
    return sum(topic.weight for topic in topics if topic.about == about)


def _job(message: Message, topics: Iterable[Topic]) -> float:
    """How far the mail is about a search for work; what it quotes and its signature help a little."""
    kinds = sender_kinds(message.sender)
    background = message.signature[:_BACKGROUND_READ] + "\n" + message.quoted_text[:_BACKGROUND_READ]
    behind = _weight(_topics(map(read_sentence, sentences(background)[:30])), "job")
    senders = sum(weight for kind, weight in _JOB_SENDERS.items() if kind in kinds)
    return min(_JOB_MOST, _weight(topics, "job") + senders + 0.3 * min(behind, 2.0))


def _message_signs(message: Message, topics: Iterable[Topic]) -> Iterator[tuple[Label, float, str]]:
    kinds = sender_kinds(message.sender)
    for kind, sign in _PLATFORMS.items():
        if kind in kinds:
            yield sign
    if message.calendar:
        known = _weight(topics, "job") > 0
        cancelled = any((event.method or "").upper() == "CANCEL" for event in message.calendar)
        because = "takes a meeting out of the calendar" if cancelled else "brings a meeting for the calendar"
        yield Label.SCHEDULING, 4.5 if known else 3.0, because
    if message.list_id or (message.precedence or "").lower() in {"bulk", "list", "junk"} or message.list_unsubscribe:
        yield Label.OTHER, 0.8, "is sent to many"
    if message.in_reply_to:
        yield Label.OUTREACH, -2.0, "answers a mail"


def _decide(scores: Mapping[Label, float]) -> tuple[Label, float]:
    label = max(scores, key=lambda one: (scores[one], one.value))
    top = scores[label]
    total = sum(math.exp(_SHARPNESS * (score - top)) for score in scores.values())
    return label, round(min(0.99, 1.0 / total), 3)


def _evidence(
    label: Label,
    found: Iterable[Found],
    topics: Iterable[Topic],
    added: Iterable[tuple[Label, float, str]],
    subject: str,
) -> Iterator[Evidence]:
    said = [Evidence(one.sentence, one.sign.because, round(one.weight, 2)) for one in found if one.sign.label is label]
    said += [Evidence(subject, because, weight) for one, weight, because in added if one is label]
    if label is Label.OTHER:
        said += [Evidence(subject, topic.because, topic.weight) for topic in topics if topic.about == "foreign"]
    said = said or [Evidence(subject, "says nothing about an application", 0.0)]
    return iter(sorted(said, key=lambda one: -one.weight)[:_MOST_EVIDENCE])
