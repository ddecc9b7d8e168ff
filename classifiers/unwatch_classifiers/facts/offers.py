"""Reads how firm an offer is (letter.md A6c, C10a).

One rule, in this order. **Trial**: it is called one, or the job is offered for a short while after which both sides
look again ("two paid weeks, and if neither of us cries the station is yours"); a probation inside a contract is none.
**Written**: the paper is here, whoever wrote it and however briefly: attached, enclosed, behind a link, in a portal,
sent off in the post, waiting for a signature; or there is a set way to accept (a slip, a button, a code word); or it is
the formal act itself ("the Council resolved that you be appointed", "your revised terms"). **Spoken**: everything else,
also a mail that names the money and the day: "the job is yours, the papers follow".
"""

from __future__ import annotations

import re

from unwatch_classifiers.facts import offer_words as words
from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.records import Label, OfferForm
from unwatch_classifiers.senders import SenderKind, domain_kind

_ANSWER = re.compile(r"\s*(?:re|aw|sv|antw)\s*:", re.IGNORECASE)
_LOOKS_AGAIN_WITHIN = 3
"""Sentences from the short while to the looking again."""


def read_offer_form(reading: Reading) -> OfferForm | None:
    """Spoken unless the mail brings something to sign or accept; a trial is neither. None for what is no offer."""
    if reading.label is not Label.OFFER:
        return None
    said = (
        reading.sentences if _ANSWER.match(reading.message.subject) else reading.lines
    )  # an old subject tells an old offer
    if any(words.TRIAL.search(line) for line in said):
        return OfferForm.TRIAL
    if _is_written(reading):
        return OfferForm.WRITTEN
    return OfferForm.TRIAL if _tries_out(reading) else OfferForm.SPOKEN


def _is_written(reading: Reading) -> bool:
    if any(words.DOCUMENT.search(name[-200:]) for name in reading.message.attachments):
        return True
    sender = reading.message.sender
    if sender and domain_kind(sender.domain) is SenderKind.SIGNING_SERVICE:
        return True
    return any(_brings_paper(line) for line in (*reading.lines, *reading.closing))


def _brings_paper(sentence: str) -> bool:
    """Whether the paper is here now, and not announced ("HR will send the contract")."""
    if words.HERE_FOR_SURE.search(sentence) and words.PAPER.search(sentence):
        return True
    if words.SENT_OFF.search(sentence):
        return True
    if words.LATER.search(sentence):
        return False
    if words.FORMAL.search(sentence) or words.SIGNING.search(sentence) or words.ACCEPTING.search(sentence):
        return True
    return bool(words.PAPER.search(sentence) and words.HERE.search(sentence))


def _tries_out(reading: Reading) -> bool:
    """A short while, and then they look again."""
    sentences = reading.sentences
    for index, sentence in enumerate(sentences):
        if words.SHORT_WHILE.search(sentence):
            nearby = sentences[index : index + _LOOKS_AGAIN_WITHIN]
            if any(words.LOOKS_AGAIN.search(each) for each in nearby):
                return True
    return False
