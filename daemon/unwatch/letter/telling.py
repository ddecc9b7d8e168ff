"""What the letter says of one application: plain sentences, each a fact of the record, never a guess.

The tone is that of letter.md, section e: state, then stop.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from unwatch.application import Application, Outcome
from unwatch.letter.records import Asking, News, Told, Way
from unwatch.letter.standing import DEED_WORDS, Deed, incoming, is_asleep
from unwatch.letter.words import Dates, clean, named, number, quoted, said, sentence, wrapped
from unwatch_classifiers.records import Label

LINES_LIMIT = 5  # letter.md C1b: at most five lines for one application
TOLD_ONE_BY_ONE = 3

NEWS_WORDS: dict[Label, str] = {
    Label.ACKNOWLEDGEMENT: "receipt",
    Label.SCHEDULING: "interview time",
    Label.ASSESSMENT: "assessment",
    Label.REFERENCE_REQUEST: "reference request",
    Label.INFORMATION_REQUEST: "question",
    Label.STATUS_UPDATE: "update",
    Label.OFFER: "offer",
    Label.REJECTION: "closing",
    Label.OUTREACH: "first letter",
    Label.OTHER: "message",
}
_DID: dict[Label, str] = {
    Label.ACKNOWLEDGEMENT: "They confirmed receipt",
    Label.SCHEDULING: "They wrote about an interview time",
    Label.ASSESSMENT: "They asked for an assessment",
    Label.REFERENCE_REQUEST: "They asked for references",
    Label.INFORMATION_REQUEST: "They asked for something",
    Label.STATUS_UPDATE: "They wrote",
    Label.OFFER: "They wrote about an offer",
    Label.REJECTION: "They wrote about its end",
    Label.OUTREACH: "They wrote first",
    Label.OTHER: "They wrote",
}
_CLOSED: dict[Outcome, str] = {
    Outcome.REJECTED: "they chose another candidate",
    Outcome.ROLE_CLOSED: "the role is no longer open",
    Outcome.WITHDRAWN: "you withdrew",
    Outcome.DECLINED: "you declined",
}
ASKS: dict[Asking, str] = {
    Asking.AVAILABLE: "whether you are still available",
    Asking.INTERESTED: "whether you are still interested",
}


@dataclass(frozen=True, slots=True)
class Detail:
    """How much is told of each application: the length of a quote, and how many that wait get lines of their own.

    Where words are `spare`, nothing is quoted that reached the person whole before, nor what ended.
    """

    quote: int
    rows: int
    spare: bool = False

    def of(self, news: News) -> int:
        """Return the length to which a message may be quoted; 0 for not at all."""
        return 0 if self.spare and (news.way is not Way.LETTER or news.label is Label.REJECTION) else self.quote


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence; what need not be said gives way where an application would take more than five lines, what is told
    in one letter only (`once`) last of all.
    """

    text: str
    must: bool = False
    once: bool = False


def label_of(application: Application) -> str:
    """Return the name and the role: "Northwind Consulting, analyst"."""
    return f"{named(application.name)}, {named(application.role)}" if application.role else named(application.name)


def name_of(told: Told) -> str:
    """Return the employer's name, with the other one that a mail of the week came under: "Harbor (also Northgate)"."""
    name = named(told.application.name)
    under = next((news.under for news in incoming(told) if news.under), None)
    return f"{name} (also {named(under)})" if under else name


def head_of(told: Told) -> str:
    """Return the name, the other name and the role, as the entry begins."""
    role = told.application.role
    return f"{name_of(told)}, {named(role)}" if role else name_of(told)


def fitted(head: str, sentences: Iterable[Said], limit: int = LINES_LIMIT, used: int = 0) -> str:
    """Join as many of the sentences as fit into the lines left beside the head; those that must be said always are."""
    kept = list(sentences)
    while True:
        text = " ".join(one.text for one in kept)
        lines = used + len(wrapped(f"{head} {text}", first="   ", then="   "))
        spare = [one for one in kept if not one.must]
        if lines <= limit or not spare:
            return text
        kept.remove(max(spare, key=lambda one: (not one.once, kept.index(one))))


# What they wrote, and what was answered


def news_sentence(news: News, dates: Dates, limit: int) -> str:
    """Return what a message was and the sentence that decided; a question whether one is still to be had is called that
    and no offer (letter.md C6g). What is told beside it in their words is not quoted twice (C6l).
    """
    did = f"They asked on {dates.weekday(news.at)} {ASKS[news.asks]}" if news.asks else None
    opening = did or f"{_DID[news.label]} on {dates.weekday(news.at)}"
    quote = f"{opening}: {said(news.quote, limit)}" if news.quote and limit and not _is_told(news) else f"{opening}."
    return f"{quote} It is not an offer." if news.asks else quote


def _is_told(news: News) -> bool:
    """Tell whether the quote is one with their words on what comes then, or on why they wait."""
    quote = _bare(news.quote or "")
    return any(_bare(words) in quote or quote in _bare(words) for words in (news.cause, news.then) if words)


def _bare(text: str) -> str:
    return clean(text, 400).casefold().rstrip(" .,;:")


def heard(told: Told, dates: Dates, detail: Detail) -> Iterator[Said]:
    """Tell each message of the week, or how many there were and the last of them."""
    news = incoming(told)
    if told.application.outcome is not None:
        news = tuple(one for one in news if one.label is not Label.REJECTION)
    if len(news) > TOLD_ONE_BY_ONE:
        yield Said(f"{sentence(number(len(news)))} messages came from them; the last:", must=True)
        yield Said(news_sentence(news[-1], dates, detail.of(news[-1])), must=True)
        return
    for one in news:
        yield Said(news_sentence(one, dates, detail.of(one)), must=one.asks is not None)


def answered(told: Told, dates: Dates) -> Iterator[Said]:
    """Tell that the person answered, or wrote first."""
    mine = [news.at for news in told.news if news.outgoing]
    if not mine:
        return
    news = incoming(told)
    did = "answered" if news and max(mine) > news[0].at else "wrote"
    yield Said(f"You {did} on {dates.weekday(max(mine))}.")


# How it ended, and how it goes on


def closing(application: Application, dates: Dates) -> str:
    """Return "Closed on Thursday: they chose another candidate."."""
    on = f" on {dates.weekday(application.outcome_at)}" if application.outcome_at else ""
    if application.outcome is None or application.outcome is Outcome.ACCEPTED:
        return f"Accepted{on}."
    return f"Closed{on}: {_CLOSED[application.outcome]}."


def outlook(told: Told, dates: Dates) -> str:
    """Return how it goes on by itself: by when to hear, until when it sleeps, from when it rests."""
    application, silence = told.application, told.silence
    if application.sleeps_until is not None and is_asleep(told, dates):
        return f"sleeps until {dates.full(application.sleeps_until)}"
    by = silence.usual_by if silence else application.promise.realistic if application.promise else None
    if by is not None and by >= dates.today:
        return f"by {dates.short(by)}"
    if silence is not None and silence.rests_from > dates.today:
        return f"rests from {dates.short(silence.rests_from)}"
    return "theirs to move"


def quote_of(text: str) -> str:
    """Return the person's own words, whole and in quotation marks (letter.md e 10)."""
    return quoted(text, 1000)


def deed_words(deed: Deed) -> str:
    """Return what a thing to do is, in the middle of a sentence."""
    return DEED_WORDS[deed.need.kind] if deed.need else "an interview"
