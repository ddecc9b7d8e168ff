"""What the signs of a mail say it is: who does what in its sentences, told by signs that were written by hand.

Only what is new in a mail is evidence. What it quotes and how it is signed can tell that it is about a search for work
at all; they never decide what it says about it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from unwatch_classifiers.labels.about import about_else, about_work, topics_of
from unwatch_classifiers.labels.language import USUAL
from unwatch_classifiers.labels.scoring import Found, Reading, Topic, read_sentence, read_text, strongest, sums
from unwatch_classifiers.records import Evidence, Label, Message
from unwatch_classifiers.senders import SenderKind, sender_kinds
from unwatch_classifiers.sentences import READ

_MOST_EVIDENCE = 5
_SUBJECT = 0.8
"""What a sign is worth in the subject: subjects outlive what they once named."""

_OTHER = 1.6
"""What speaks for `other` before a mail has said anything: most mail is not from employers."""

_UNPLACED_MOST = 2.6
_UNPLACED_BEYOND = 0.15
"""In a mail without one word of a search for work a label weighs this much, and little of what goes beyond."""

_SHARPNESS = 0.65
_FADING = 0.35
"""How fast signs lose weight as a mail is more about something else than about a search for work."""

_YIELDING = 0.55
"""What thanks for an application still weigh in a mail that goes on to say or to ask more."""

_ACT = 3.4
_POLITE = frozenset([Label.ACKNOWLEDGEMENT, Label.STATUS_UPDATE, Label.OUTREACH])
_ELSEWHERE = frozenset(["foreign", "mention"])

_PLATFORMS = {
    SenderKind.ASSESSMENT_PLATFORM: (Label.ASSESSMENT, 2.6, "comes from a test platform"),
    SenderKind.REFERENCE_PLATFORM: (Label.REFERENCE_REQUEST, 2.6, "comes from a service that collects references"),
    SenderKind.SCREENING_PLATFORM: (Label.INFORMATION_REQUEST, 2.6, "comes from a background-check service"),
    SenderKind.SCHEDULER: (Label.SCHEDULING, 2.6, "comes from a scheduling service"),
}


@dataclass(frozen=True, slots=True)
class Signed:
    """What the signs say: for each label the logarithm of its probability, and what speaks for it."""

    labels: dict[Label, float]
    evidence: dict[Label, tuple[Evidence, ...]]

    @property
    def label(self) -> Label:
        """What the signs alone take the mail for."""
        return max(self.labels, key=lambda one: (self.labels[one], one.value))

    @property
    def sureness(self) -> float:
        """How sure the signs alone are, 0 to 1."""
        return round(min(0.99, math.exp(self.labels[self.label])), 3)


def read_signs(message: Message, said: Iterable[str], language: str = USUAL) -> Signed:
    """Return what the signs of a language say of a mail whose new sentences are `said`."""
    readings = list(read_text(said, language))
    subject = read_sentence(message.subject[:300], language)
    found = strongest((*(one for reading in readings for one in reading.found), *_faint(subject)))
    topics = topics_of((*readings, subject))
    work = about_work(message, topics, language)
    added = tuple(_message_signs(message, work))
    scores = _scores(message, found, added)
    if work <= 0.0 and not message.calendar:
        scores = {label: _unplaced(score) for label, score in scores.items()}
    weighed = _weighed(scores, work, about_else(message, topics, work, language))
    return Signed(
        labels=_logarithms(weighed),
        evidence={label: tuple(_evidence(label, found, topics, added, message.subject)) for label in Label},
    )


def _scores(message: Message, found: Iterable[Found], added: Iterable[tuple[Label, float, str]]) -> dict[Label, float]:
    """What speaks for each label, as though there were nothing but employers' mail."""
    scores = dict.fromkeys(Label, 0.0) | sums(found)
    scores[Label.ACKNOWLEDGEMENT] *= _YIELDING if _acts(found) or _asks(message.new_text) else 1.0
    for label, weight, _ in added:
        scores[label] += weight
    return scores


def _weighed(scores: Mapping[Label, float], work: float, other: float) -> dict[Label, float]:
    """The scores, less where a mail is more about something else, beside what speaks for `other`."""
    faded = 1.0 / (1.0 + _FADING * max(0.0, other - work))
    weighed = {label: score * faded for label, score in scores.items()}
    weighed[Label.OTHER] += _OTHER + other
    return weighed


def _asks(text: str) -> bool:
    """Whether the mail asks anything: a receipt does not."""
    return "?" in text[:READ]


def _unplaced(score: float) -> float:
    """What a label weighs where nothing says that the mail is about work: dentists and friends name times too."""
    return min(score, _UNPLACED_MOST + _UNPLACED_BEYOND * max(0.0, score - _UNPLACED_MOST))


def _acts(found: Iterable[Found]) -> bool:
    """Whether the mail does something that thanks for an application only lead up to."""
    return any(one.weight >= _ACT and one.sign.label not in _POLITE for one in found)


def _faint(subject: Reading) -> Iterator[Found]:
    return (Found(one.sign, one.sentence, one.weight * _SUBJECT) for one in subject.found)


def _message_signs(message: Message, work: float) -> Iterator[tuple[Label, float, str]]:
    kinds = sender_kinds(message.sender)
    for kind, sign in _PLATFORMS.items():
        if kind in kinds:
            yield sign
    if message.calendar:
        cancelled = any((event.method or "").upper() == "CANCEL" for event in message.calendar)
        because = "takes a meeting out of the calendar" if cancelled else "brings a meeting for the calendar"
        yield Label.SCHEDULING, 4.5 if work > 0.0 else 3.0, because
    if message.list_id or (message.precedence or "").lower() in {"bulk", "list", "junk"} or message.list_unsubscribe:
        yield Label.OTHER, 0.8, "is sent to many"
    if message.in_reply_to:
        yield Label.OUTREACH, -2.0, "answers a mail"


def _logarithms(scores: Mapping[Label, float]) -> dict[Label, float]:
    top = max(scores.values())
    whole = math.log(sum(math.exp(_SHARPNESS * (score - top)) for score in scores.values()))
    return {label: _SHARPNESS * (score - top) - whole for label, score in scores.items()}


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
        elsewhere = {topic.name: topic for topic in topics if topic.about in _ELSEWHERE}
        said += [Evidence(subject, topic.because, topic.weight) for topic in elsewhere.values()]
    said = said or [Evidence(subject, "says nothing about an application", 0.0)]
    return iter(sorted(said, key=lambda one: -one.weight)[:_MOST_EVIDENCE])
