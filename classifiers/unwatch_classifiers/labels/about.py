"""How far a mail is about the reader's search for work, and how far about something else of theirs.

Both are sums over the topics of the language's `context.toml`. What the mail quotes, how it is signed and who sends it
count too, but little: they tell what a mail is about and never what it says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable

from unwatch_classifiers.labels.language import USUAL
from unwatch_classifiers.labels.scoring import Reading, Topic, read_sentence
from unwatch_classifiers.records import Address, Message
from unwatch_classifiers.senders import SenderKind, sender_kinds
from unwatch_classifiers.sentences import sentences

_BACKGROUND_READ = 1_500
_BACKGROUND_SENTENCES = 30
_BACKGROUND = 0.3
_BACKGROUND_MOST = 2.0
_JOB_MOST = 2.6

_RELATION = 1.4
"""What a topic is worth that makes the reader a customer, a patient, a friend … and not an applicant."""

_SHARE = (0.6, 1.2, 1.5)
"""How much of it one, two, or three phrases of that topic make out."""

_EXPLAINED = 0.1
"""How much of that a word about a search for work explains: a clinic and a bank hire too."""

_NAMED = 0.6
"""What the mere name of a trade is worth; words about a search for work explain it altogether."""

_NOT_LETTERS = re.compile(r"[\W\d_]+")
_JOB_SENDERS = {
    SenderKind.RECRUITING_SYSTEM: 1.8,
    SenderKind.ASSESSMENT_PLATFORM: 1.6,
    SenderKind.REFERENCE_PLATFORM: 1.6,
    SenderKind.SCREENING_PLATFORM: 1.6,
    SenderKind.HIRING_TEAM: 0.9,
    SenderKind.JOB_BOARD: 0.5,
}


def topics_of(readings: Iterable[Reading]) -> tuple[Topic, ...]:
    """Every topic once, in the order of the mail, the weightiest of a sentence first."""
    found = (topic for reading in readings for topic in sorted(reading.topics, key=_weightiest_first))
    return tuple(dict.fromkeys(found))


def _weightiest_first(topic: Topic) -> tuple[float, str, int]:
    return -topic.weight, topic.name, topic.phrase


def about_work(message: Message, topics: Iterable[Topic], language: str = USUAL) -> float:
    """How far the mail is about the reader's search for work, from 0."""
    kinds = sender_kinds(message.sender)
    background = f"{message.signature[:_BACKGROUND_READ]}\n{message.quoted_text[:_BACKGROUND_READ]}"
    said = sentences(background, language)[:_BACKGROUND_SENTENCES]
    behind = _weight(topics_of(read_sentence(one, language) for one in said), "job")
    senders = sum(weight for kind, weight in _JOB_SENDERS.items() if kind in kinds)
    return min(_JOB_MOST, _weight(topics, "job") + senders + _BACKGROUND * min(behind, _BACKGROUND_MOST))


def about_else(message: Message, topics: Collection[Topic], work: float, language: str = USUAL) -> float:
    """How far the mail is about something else, from 0; `work` is what `about_work` gave."""
    related = max(0.0, _related(topics) - _EXPLAINED * work)
    named = max(0.0, _weight(topics, "mention") + _weight(_house(message.sender, language), "house") - work)
    return _RELATION * related + _NAMED * named


def _weight(topics: Iterable[Topic], about: str) -> float:
    """The weights of the topics; each counts once."""
    return sum({topic.name: topic.weight for topic in topics if topic.about == about}.values())


def _related(topics: Collection[Topic]) -> float:
    """The weights of the topics that are no employer's; one phrase alone may be an employer's pleasantry."""
    phrases = Counter(topic.name for topic in topics if topic.about == "foreign")
    weights = {topic.name: topic.weight for topic in topics}
    return sum(weights[name] * _SHARE[min(count, len(_SHARE)) - 1] for name, count in phrases.items())


def _house(sender: Address | None, language: str) -> Iterable[Topic]:
    if sender is None:
        return ()
    return read_sentence(_NOT_LETTERS.sub(" ", f"{sender.name[:200]} {sender.address[:200]}"), language).topics
