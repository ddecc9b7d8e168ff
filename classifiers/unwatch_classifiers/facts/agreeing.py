"""Whether a mail about an interview only takes what was agreed: "Noted with thanks", "10:40, you're in the book".

Where a time has been taken, such a mail leaves nothing to settle. In doubt it does: a question too many in the letter
costs a glance, one too few an interview.
"""

from __future__ import annotations

import re

from unwatch_classifiers.facts import answer_words as words
from unwatch_classifiers.facts.reading import Reading, read
from unwatch_classifiers.records import Label, Message

_LONGEST = 6
"""Sentences; who writes more may mean more."""

_UNSETTLES = re.compile(
    r"\b(?:can(?:no|['’])t|won['’]t|not\s+(?:able|possible|going|happen\w*)|unable|no\s+longer|instead|another|different"
    r"|alternative\w*|earlier|later|chang(?:e[sd]?|ing)|mov(?:e[sd]?|ing)|re-?(?:schedul|arrang|book)\w*|cancel\w*"
    r"|postpon\w*|put\s+(?:it\s+)?(?:back|off)|push(?:ed|ing)?|call(?:ed|ing)?\s+(?:it\s+)?off|sorry|apolog\w+"
    r"|unfortunately|afraid|clash\w*|swap\w*|shift\w*|rather|delay\w*|problem\w*|but|though|unless|subject\s+to"
    r"|leider|verschieb\w*|verschoben|verleg\w*|absag\w*|abgesagt|ander\w*|statt\w*|doch|umbuch\w*|f[aä]ll\w*\s+aus"
    r"|früher|später|nicht|aber|sofern)\b",
    re.IGNORECASE,
)
_ASKS_IN_GERMAN = re.compile(r"\?|\bbitte\b", re.IGNORECASE)


def only_agrees(message: Message) -> bool:
    """Tell whether a mail is short, asks for nothing by its words, and speaks of no change or trouble."""
    reading = read(message, Label.STATUS_UPDATE, None)
    if not 0 < len(reading.sentences) <= _LONGEST:
        return False
    said = [one for one in reading.sentences if not words.OFFER_OF_HELP.search(one)]
    return not any(_asks(reading, one) or _UNSETTLES.search(one) for one in said)


def _asks(reading: Reading, sentence: str) -> bool:
    if "?" in sentence or words.REQUEST.search(sentence) or words.CASUAL.search(sentence):
        return True
    return bool(reading.language == "de" and _ASKS_IN_GERMAN.search(sentence)) or bool(words.COMMAND.search(sentence))
