"""What the person's own message says: that they apply, thank, accept, decline, withdraw, ask, or give their referees.

Only what is new in the message is read. The answers are used to settle needs and to count contacts; where nothing
is said plainly, nothing is concluded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from unwatch_classifiers.labels.language import language_of
from unwatch_classifiers.own_referees import read_condition, read_gives_referees, read_puts_off
from unwatch_classifiers.records import Message
from unwatch_classifiers.sentences import sentences

_BOUND = 20_000
_MOST_SENTENCES = 200


class Stance(StrEnum):
    """What the person says to an offer or an invitation."""

    ACCEPTS = "accepts"
    DECLINES = "declines"
    WITHDRAWS = "withdraws"
    ASKS_FOR_TIME = "asks_for_time"


@dataclass(frozen=True, slots=True)
class Own:
    """What was read out of one of the person's own messages.

    `condition` is what they set for their referees, in their words and at most 200 characters (letter.md C13b);
    `references_given` that the mail names referees or brings their list (C13a), `puts_off` that it plainly brings
    nothing yet: a question back, or that it follows. `asks` is a question about timing or next steps (C6f),
    `in_writing` that they ask for the offer on paper (A6c).
    """

    applies: bool
    thanks: bool
    stance: Stance | None
    another_time: bool
    condition: str | None = None
    references_given: bool = False
    puts_off: bool = False
    asks: bool = False
    in_writing: bool = False


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
_BEGINS_WITH_THANKS = re.compile(
    r"\s*(?:many\s+|a\s+big\s+)?(?:thank(?:s|\s+you)|cheers|vielen\s+dank|danke)\b\s+(?:\w+\s+){0,3}(?:for|für)\b",
    re.IGNORECASE,
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


_STRICTLY_TIME = _any(
    r"\b(?:until|till)\b",
    r"\b(?:few|some|little|more|bit\s+of)\s+(?:more\s+)?(?:days|time)\b",
    r"\ba\s+(?:day|week|fortnight)\b|\btime\s+to\b|\bover\s+the\s+weekend\b|\bsleep\s+on\b|\bthink\s+(?:it|about|this)\b|\bconsider\b"
    r"|\bbedenkzeit\b|\bbis\b",
)
_SAYS_YES = _any(
    r"\b(?:i['’]d|i\s+would|i['’]m|i\s+am)\s+(?:\w+\s+)?(?:love|glad|happy|delighted)\s+to\s+(?:take\s+(?:it|the)"
    r"|join|come\s+on\s+board|say\s+yes|do\s+it)\b",
    r"\b(?:yes,?\s+(?:please|gladly|i['’]ll\s+take\s+it|i\s+will\s+take\s+it))\b",
    r"\bich\s+(?:nehme|sage)\s+(?:es|gern|das\s+angebot)\b",
)
_PAPER = (
    r"(?:in\s+writing|on\s+paper|in\s+black\s+and\s+white|written\s+(?:offer|confirmation|contract)|offer\s+letter"
    r"|formal\s+offer)"
)
_IN_WRITING = _any(
    rf"\b(?:could|can|would|will|may|might|please|like|love|glad|grateful|happy|wait\w*|once|as\s+soon\s+as"
    rf"|forward)\b[^.?!]{{0,70}}\b{_PAPER}\b",
    r"\b(?:could|can|would|will|please)\b[^.?!]{0,30}\b(?:send|e-?mail|post|forward)\b[^.?!]{0,30}\b(?:contract"
    r"|paperwork|papers)\b",
    r"\b(?:können|könnten|würden|kannst|könntest|bitte|gern\w*|sobald)\b[^.?!]{0,70}\b(?:schriftlich\w*"
    r"|den\s+vertrag\s+(?:schicken|zusenden|senden))\b",
)
_TIMING = (
    r"(?:next\s+steps?|time-?\s?line|time-?\s?frame|timing|timescales?|when\s+(?:i|we)\s+(?:might|may|can|could|will"
    r"|should|would)"
    r"|when\s+(?:might|may|can|could|will|should|would|do|are|is)\s+(?:i|you|we|the|a|there)|how\s+(?:long|soon)"
    r"|(?:things|matters|everything)\s+(?:stand|are|look)"
    r"|(?:where|how)\s+(?:do\s+)?(?:we|things|matters)\s+stand|are\s+things\s+looking|getting\s+on\s+with"
    r"|any\s+(?:news|update|decision)|an\s+update|come\s+to\s+a\s+decision"
    r"|(?:made|reached)\s+(?:a|your|their)\s+decision|what\s+happens\s+next|a\s+decision\s+(?:about|on)|new\s+date"
    r"|heard\s+anything"
    r"|nächsten?\s+schritte?|wie\s+es\s+(?:weiter\s?geht|um|steht|aussieht)|wie\s+geht\s+es\s+weiter|zeitplan"
    r"|zeitrahmen|wann\s+(?:ich|wir|kann|können|darf|werden|ist|sie)"
    r"|(?:etwas\s+neues|neuigkeiten|eine\s+entscheidung|stand\s+der\s+dinge|(?:aktuelle[rn]?|zum)\s+stand))"
)
_TIMING_ASKED = _any(rf"\b{_TIMING}\b")
_ASKING = _any(
    r"\?\s*$",
    r"\b(?:may|might|could|can)\s+i\s+ask\b|\bi\s+(?:wanted|would\s+like|['’]d\s+like|am\s+writing|was\s+wondering"
    r"|wondered|wonder)\b"
    r"[^.?!]{0,30}\b(?:ask|see|know|whether|if|hear|when|how|where|what|about)\b",
    r"\b(?:let|tell)\s+me\b[^.?!]{0,20}\b(?:how|where|when|what|whether|know\s+(?:how|where|when|what|the))\b",
    r"\b(?:ich\s+(?:wollte|möchte|würde)|darf\s+ich)\b[^.?!]{0,40}\b(?:fragen|nachfragen|wissen|erkundigen)\b",
)


def read_own(message: Message) -> Own:
    """Return what a message of the person says; nothing where it says nothing plainly."""
    new = message.new_text[:_BOUND]
    text = f"{message.subject}\n{new}"[:_BOUND]
    said = sentences(new, language_of(text))[:_MOST_SENTENCES]
    given = read_gives_referees(message, said)
    in_writing = _IN_WRITING.search(new) is not None
    asks = any(_TIMING_ASKED.search(one) and _ASKING.search(one) for one in said)
    return Own(
        applies=_APPLIES.search(text) is not None,
        thanks=_THANKS.search(new) is not None or (not asks and "?" not in new and _only_thanks(said)),
        stance=_stance(new, in_writing=in_writing),
        another_time=_ANOTHER_TIME.search(new) is not None,
        condition=read_condition(said, given=given),
        references_given=given,
        puts_off=not given and read_puts_off(message, said),
        asks=asks,
        in_writing=in_writing,
    )


def _only_thanks(said: Sequence[str]) -> bool:
    """Tell whether a mail begins with thanks, for whatever: "Thank you for the morning"."""
    return any(_BEGINS_WITH_THANKS.match(one) for one in said[:3])


def _stance(text: str, *, in_writing: bool) -> Stance | None:
    if _WITHDRAWS.search(text):
        return Stance.WITHDRAWS
    if _DECLINES.search(text):
        return Stance.DECLINES
    accepted = next((one for one in _ACCEPTS.finditer(text) if not _NOT.search(text[: one.start()][-60:])), None)
    if accepted is not None:
        return Stance.ACCEPTS
    if (in_writing or _SAYS_YES.search(text)) and not _STRICTLY_TIME.search(text):
        return None  # "could I have it in writing" asks for paper and not for time
    return Stance.ASKS_FOR_TIME if _ASKS_FOR_TIME.search(text) else None
