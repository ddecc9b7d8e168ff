"""Whether a message wants an answer from its reader, or wants something done.

Some mail asks by being what it is: an assessment to do, referees or papers to name, an offer to take, a recruiter's
approach; unless it says that there is nothing to do. A rejection asks nothing, however politely it puts a question.
A time that nobody calls settled waits for a yes. Everything else is read.
"""

from __future__ import annotations

from unwatch_classifiers.facts import answer_words as words
from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.records import Label

_ASKING = frozenset({Label.ASSESSMENT, Label.REFERENCE_REQUEST, Label.INFORMATION_REQUEST, Label.OFFER, Label.OUTREACH})


def read_wants_answer(reading: Reading) -> bool:
    """Whether the mail asks its reader for something; offers of help, footers and slogans do not count."""
    message, label = reading.message, reading.label
    if label is Label.REJECTION or message.list_id or (label is Label.OTHER and message.list_unsubscribe):
        return False
    nothing_to_do = any(words.NOTHING_TO_DO.search(sentence) for sentence in reading.sentences)
    settled = label is Label.SCHEDULING and any(words.SETTLED.search(line) for line in reading.lines)
    if any(_asks(sentence, label, settled=settled) for sentence in reading.sentences):
        return True
    return not nothing_to_do and (label in _ASKING or (label is Label.SCHEDULING and not settled))


def _asks(sentence: str, label: Label, *, settled: bool) -> bool:
    """Whether one sentence asks; of a `settled` meeting, orders ("bring your licence") ask for no answer."""
    if any(pattern.search(sentence) for pattern in (words.OFFER_OF_HELP, words.MARKETING, words.SMALL_TALK)):
        return False
    if words.REQUEST.search(sentence):
        return True
    if label is Label.SCHEDULING and not settled and (words.COMMAND.search(sentence) or words.CASUAL.search(sentence)):
        return True
    if label is Label.OTHER and any(pattern.search(sentence) for pattern in (words.MUST, words.COMMAND, words.CASUAL)):
        return True
    is_question = sentence.rstrip("\"')”’ ").endswith("?")
    return is_question and (label is Label.SCHEDULING or bool(words.QUESTION.search(sentence)))
