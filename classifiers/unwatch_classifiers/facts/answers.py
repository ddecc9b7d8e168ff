"""Whether a message wants an answer from its reader."""

from __future__ import annotations

import re

from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.records import Label

_BULK = frozenset({Label.OTHER, Label.OUTREACH})
_VERBS = (
    r"(?:confirm|reply|respond|let\s+(?:me|us)\s+know|choose|send|provide|select|pick|share|forward|fill\s+(?:in"
    r"|out)|complete|return|sign|book|schedule|advise|indicate|tell|call"
    r"|get\s+back|email|submit|upload|answer|say|add|finish|take|acknowledge|log\s+in|let\s+(?:me|us)\s+have|rsvp"
    r"|accept"
    r"|give\s+(?:me|us)"
    r"|supply|register"
    r"|make\s+sure\s+to\s+(?:reply|complete)|propose|suggest)"
)
_REQUEST = re.compile(
    rf"\b(?:please|kindly)\s+(?:(?:also|do|just|could\s+you|can\s+you|now|then|either|simply)\s+)*{_VERBS}\b"
    rf"|\b{_VERBS}\b[^.!?]{{0,60}}\bplease\b"
    r"|\blet\s+(?:me|us)\s+know\s+(?:if|whether|which|when|what|how|by|your|that|as\s+soon|at\s+your)"
    r"|\b(?:could|can|would|will)\s+(?:you|u)\s+(?:\w+\s+){0,2}?(?:please|send|confirm|let|provide|share|tell|give"
    r"|be\s+(?:able|available|free|interested|willing|open)|call|reply|choose|make|do|come|join|mind|like|suit"
    r"|forward|complete)\b"
    r"|\b(?:we|i)(?:['’]d|\s+would|['’]ll|\s+will)?\s*(?:also\s+)?(?:need|require|ask)\s+(?:you\s+to|your"
    r"|the\s+(?:names?|following|details|contact)|from\s+you|an?\s+answer|(?:two|three|the)\s+\w+)"
    r"|\b(?:would|['’]d)\s+(?:appreciate|be\s+grateful)\b|\blook(?:ing)?\s+forward\s+to\s+(?:your"
    r"|hearing\s+from\s+you)|\bget\s+back\s+to\s+(?:me|us)\b|\b(?:your\s+)?status\s+when\s+you\s+get\s+a\s+chance",
    re.IGNORECASE,
)
_COMMAND = re.compile(
    rf"^(?:to\s+(?:accept|proceed|continue|confirm|schedule|book)[^.]{{0,60}},?\s+)?{_VERBS}\b", re.IGNORECASE
)
_COMMANDING = frozenset(
    {Label.SCHEDULING, Label.ASSESSMENT, Label.REFERENCE_REQUEST, Label.INFORMATION_REQUEST, Label.OFFER}
)
_QUESTION = re.compile(
    r"\b(?:you|your|yours)\b|^(?:(?:so|and|also|or|but|hi|hello|then)\W+)*(?:is|are|does|do|did|would|could|can"
    r"|will|shall|may|might|what|which|when|how|where|who|any\s+(?:chance|time)|either|still)\b",
    re.IGNORECASE,
)
_OFFER_OF_HELP = re.compile(
    r"\b(?:questions?|queries|concerns?|help|assistance|accommodations?|trouble|problems?|issues?)\b[^.?!]{0,60}\?"
    r"|^(?:any\s+)?(?:questions|queries)\b"
    r"|\b(?:if\s+you|should\s+you|if\s+there)\b[^.?!]{0,60}\b(?:questions?|queries|concerns?|problems?|(?:need"
    r"|require)[^.?!]{0,30}(?:help|assistance|anything|adjustments?|accommodations?|information)|trouble)\b"
    r"|\bdo\s+not\s+(?:reply|respond)\b|\bdon['’]t\s+(?:reply|respond)\b|\bfeel\s+free\b|\bdo\s+not\s+hesitate\b"
    r"|\bno\s+(?:reply|response|action|answer)\s+(?:is\s+)?(?:needed|required|necessary)\b"
    r"|\bplease\s+(?:note|ignore|disregard|visit|add|bear)\b|\bif\s+you\s+(?:no\s+longer|did\s+not|didn['’]t"
    r"|received|wish\s+to\s+(?:unsubscribe|withdraw)|would\s+like\s+to\s+(?:unsubscribe|withdraw))\b",
    re.IGNORECASE,
)
_MARKETING = re.compile(
    r"^(?:want\s+to|want\s+more|looking\s+for|ready\s+to|did\s+you\s+know|not\s+interested|why\s+(?:not|wait|join)"
    r"|curious|wondering|interested\s+in\s+more|know\s+someone|having\s+trouble|can['’]t\s+(?:see|view|read)"
    r"|need\s+help|forgot|new\s+here|sound\s+good|what\s+(?:happens|is|are|['’]?s)\s+next|what\s+next"
    r"|who\s+we\s+are|what\s+we\s+do|how\s+did\s+we\s+do|how\s+are\s+we\s+doing)\b",
    re.IGNORECASE,
)
_SMALL_TALK = re.compile(
    r"^(?:\W*(?:hi|hello|dear)\b[^,]{0,30},\s*)?how\s+(?:are\s+you|was\s+your|is\s+your"
    r"|have\s+you\s+been)\b[^?]{0,40}\?",
    re.IGNORECASE,
)


def read_wants_answer(reading: Reading) -> bool:
    """Whether the mail asks its reader for something; offers of help, footers and slogans do not count."""
    message = reading.message
    if reading.label in _BULK and (message.list_unsubscribe or message.list_id):
        return False
    return any(_asks(sentence, reading.label) for sentence in reading.sentences)


def _asks(sentence: str, label: Label) -> bool:
    if _OFFER_OF_HELP.search(sentence) or _MARKETING.search(sentence) or _SMALL_TALK.search(sentence):
        return False
    if _REQUEST.search(sentence):
        return True
    if label in _COMMANDING and _COMMAND.search(sentence):
        return True
    is_question = sentence.rstrip("\"')”’ ").endswith("?")
    return is_question and (label in _COMMANDING or bool(_QUESTION.search(sentence)))
