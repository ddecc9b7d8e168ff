"""What the person's own message says: that they apply, thank, accept, decline, withdraw, or ask for time.

Only what is new in the message is read. The answers are used to settle needs and to count contacts; where nothing
is said plainly, nothing is concluded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from unwatch_classifiers.records import Message

_BOUND = 20_000


class Stance(StrEnum):
    """What the person says to an offer or an invitation."""

    ACCEPTS = "accepts"
    DECLINES = "declines"
    WITHDRAWS = "withdraws"
    ASKS_FOR_TIME = "asks_for_time"


@dataclass(frozen=True, slots=True)
class Own:
    """What was read out of one of the person's own messages."""

    applies: bool
    thanks: bool
    stance: Stance | None
    another_time: bool


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_APPLIES = _any(
    r"\b(?:i(?:'m| am| would like| wish|'d like) (?:to )?apply(?:ing)?)\b",
    r"\bapplying for\b",
    r"\bmy application for\b",
    r"\b(?:please find|attached (?:is|are)|i (?:have )?attach(?:ed)?|attaching|enclosed)\b.{0,60}"
    r"\b(?:cv|resume|résumé|cover letter|application)\b",
    r"\b(?:cv|resume|résumé|cover letter)\b.{0,30}\b(?:attached|enclosed|below)\b",
    r"\bto be considered for\b",
    r"\bexpress my interest in the\b",
)
_THANKS = _any(
    r"\bthank(?:s| you)\b.{0,80}"
    r"\b(?:time|meeting|seeing|talking|speaking|conversation|interview|chat|yesterday|today|having me|showing me)\b",
    r"\b(?:good|great|lovely|enjoyed|pleasure|nice)\b.{0,40}\b(?:meeting|to meet|talking|speaking|conversation|chat)\b",
)
_ASKS_FOR_TIME = _any(
    r"\b(?:could|may|might|can|would it be possible)\b.{0,60}"
    r"\b(?:have|take|few (?:more )?days|a little (?:more )?time|more time|until|till)\b",
    r"\b(?:need|like|take)\b.{0,30}\b(?:few (?:more )?days|more time|the weekend|time to (?:think|consider|decide))\b",
)
_ACCEPTS = _any(
    r"\b(?:i|i'd|i would)\b.{0,30}\b(?:am (?:very )?(?:happy|delighted|pleased|glad) to accept|accept)\b",
    r"\b(?:happy|delighted|pleased|glad|love) to accept\b",
    r"\bsigned (?:contract|offer|copy)\b.{0,40}\b(?:attached|enclosed|back)\b",
    r"\b(?:attached|here) is the signed\b",
    r"\bi have signed\b",
)
_DECLINES = _any(
    r"\b(?:decline|turn down|not (?:be )?(?:able to )?accept(?:ing)?)\b",
    r"\b(?:decided|going) not to (?:accept|take)\b",
)
_WITHDRAWS = _any(
    r"\bwithdraw(?:ing)?\b.{0,40}\b(?:application|candidacy|process|from|my)\b",
    r"\b(?:take|remove) (?:me|my name) (?:out|off|from)\b",
    r"\bno longer (?:interested|be pursuing|pursuing|wish to be considered)\b",
)
_NOT = re.compile(r"\b(?:not|don't|do not|cannot|can't|won't|before i|if i|whether)\b[^.?!]{0,30}$", re.IGNORECASE)
_ANOTHER_TIME = _any(
    r"\b(?:can't|cannot|won't be able to|unable to|can not) (?:make|do|manage|attend)\b",
    r"\b(?:another|different|other|alternative) (?:time|day|slot|date)\b",
    r"\b(?:reschedule|rearrange|move it|push it)\b",
    r"\b(?:afraid|sorry)\b.{0,60}\b(?:clash|away|working|booked|not (?:available|free))\b",
)


def read_own(message: Message) -> Own:
    """Return what a message of the person says; nothing where it says nothing plainly."""
    text = f"{message.subject}\n{message.new_text}"[:_BOUND]
    return Own(
        applies=_APPLIES.search(text) is not None,
        thanks=_THANKS.search(message.new_text[:_BOUND]) is not None,
        stance=_stance(message.new_text[:_BOUND]),
        another_time=_ANOTHER_TIME.search(message.new_text[:_BOUND]) is not None,
    )


def _stance(text: str) -> Stance | None:
    if _WITHDRAWS.search(text):
        return Stance.WITHDRAWS
    if _DECLINES.search(text):
        return Stance.DECLINES
    accepted = next((one for one in _ACCEPTS.finditer(text) if not _NOT.search(text[: one.start()][-60:])), None)
    if accepted is not None:
        return Stance.ACCEPTS
    return Stance.ASKS_FOR_TIME if _ASKS_FOR_TIME.search(text) else None
