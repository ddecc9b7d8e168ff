"""The posting as the mail had it, for the day on which somebody calls and it is gone (letter.md C7a, C9d, S04).

It is taken out of a mail and never fetched: an acknowledgement that repeats the job, a recruiter's mail, an alert with
one job, the advertisement that the person quoted or pasted when they applied. Whatever stands round it (greeting,
receipt, statement on equal opportunities, footer, tracking) is left out; its own words and lines stay.

In doubt there is none. A mail that shows only the address of one posting gives a posting without text: months later
even a dead address tells which job it was.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass

from unwatch_classifiers.posting.links import find_link, find_lone_link, postings_shown, without_tracking
from unwatch_classifiers.posting.paragraphs import READ, Paragraph, paragraphs_of
from unwatch_classifiers.posting.passage import Passage, find_head, find_passage, title_of
from unwatch_classifiers.posting.small_ads import find_small_ad
from unwatch_classifiers.posting.vocabulary import Topic, has_topic
from unwatch_classifiers.records import Message

TEXT_LIMIT = 12_000
"""Characters of a posting that are kept."""

TITLE_LIMIT = 120
_SEVERAL_ADDRESSES = 3
_FULLER = 1.2
_MANY_BLANKS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Posting:
    """The text of a job posting, its address and its title, as far as a mail has them.

    `text` is empty where a mail shows only the address; `link` begins with http:// or https:// and is to be shown as
    text, for nobody has looked where it leads.
    """

    text: str
    link: str | None
    title: str | None


def read_posting(message: Message) -> Posting | None:
    """Return the one posting that a mail holds; None where it holds none, several, or nothing that is surely one.

    Raises nothing on any message. Runs in time linear in what is read of it.
    """
    if has_topic(message.subject[:300], Topic.MANY):
        return None
    head = find_head(paragraphs_of(message.signature))
    found = [
        posting
        for text, above in ((message.new_text, head), (message.quoted_text, ()), (message.signature, ()))
        if (posting := _in_text(text, message.subject, above))
    ]
    if not found:
        return _by_address(message)
    best = max(found, key=lambda posting: len(posting.text))
    return dataclasses.replace(best, link=best.link or find_link(message.new_text))


def better(one: Posting, other: Posting) -> Posting:
    """Return which of two postings of the same application to keep; `one` is that of the earlier mail.

    The earlier stays, being what the person applied to, unless the later says clearly more. An address or a title that
    only the other one has is taken over.
    """
    kept, left = (other, one) if len(other.text) > _FULLER * len(one.text) else (one, other)
    return dataclasses.replace(kept, link=kept.link or left.link, title=kept.title or left.title)


def _in_text(text: str, subject: str, head: tuple[Paragraph, ...]) -> Posting | None:
    """Return the posting in one part of a mail, below the `head` that another part has of it."""
    paragraphs = paragraphs_of(text)
    passage = find_passage(paragraphs, subject) or find_small_ad(paragraphs, subject)
    if passage is None or postings_shown(text) >= _SEVERAL_ADDRESSES or not _plain_enough(passage, text):
        return None
    whole = passage.paragraphs if passage.title else (*head, *passage.paragraphs)
    title = passage.title or title_of(whole, subject)
    kept = _text_of(whole)
    return Posting(kept, find_link(text), title and title[:TITLE_LIMIT]) if kept else None


def _plain_enough(passage: Passage, text: str) -> bool:
    other = any(has_topic(text[:READ], topic) for topic in (Topic.TERMS, Topic.TASK))
    return passage.whole or not other


def _text_of(paragraphs: tuple[Paragraph, ...]) -> str:
    written = ("\n" * each.apart + "\n".join(line.text for line in each.lines) for each in paragraphs)
    return _bounded(without_tracking("\n".join(written)))


def _bounded(text: str) -> str:
    text = _MANY_BLANKS.sub("\n\n", text).strip()
    if len(text) <= TEXT_LIMIT:
        return text
    cut = text.rfind("\n", 0, TEXT_LIMIT + 1)
    return text[: cut if cut > 0 else TEXT_LIMIT].rstrip()


def _by_address(message: Message) -> Posting | None:
    link = find_lone_link(f"{message.new_text}\n{message.signature}"[:READ])
    return Posting("", link, None) if link else None
