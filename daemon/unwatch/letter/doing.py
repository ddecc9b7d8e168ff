"""What the letter says of a thing to do: what, at whom, and what there is to know, in at most five lines.

What prepares an interview (letter.md C9g) gets the seven of the worked example, d.1.
"""

from __future__ import annotations

from collections.abc import Iterator

from unwatch.application import NeedKind
from unwatch.letter import stands
from unwatch.letter.preparing import PLAIN, interview_facts, interview_kind
from unwatch.letter.records import LetterInput, Told, Way
from unwatch.letter.standing import Deed, Duty, Standing, coming, incoming
from unwatch.letter.telling import LINES_LIMIT, Detail, Said, deed_words, fitted, head_of, label_of, news_sentence
from unwatch.letter.words import NAME_LIMIT, Dates, counted, named, reason, said, wrapped
from unwatch_classifiers.records import InterviewStatus, OfferForm

_NEED_WHAT: dict[NeedKind, str] = {
    NeedKind.SCHEDULE: "Interview time to settle",
    NeedKind.REFERENCES: "References to send",
    NeedKind.ASSESSMENT: "Assessment to do",
    NeedKind.OFFER: "Offer to answer",
    NeedKind.INFORMATION: "Information to send",
    NeedKind.ANSWER: "Answer to write",
}
LINES_BEFORE_INTERVIEW = 7
_REACHED: dict[Way, str] = {Way.AT_ONCE: "at once", Way.NEXT_MORNING: "the next morning"}


def action_what(standing: Standing) -> str:
    """Return what the first thing to do is and at whom: "Phone interview, Harbor Health, coordinator."."""
    deed = standing.deeds[0]
    if deed.duty is Duty.NOTE:
        return f"One short note to {_whom(standing.told)}."
    meets = interview_kind(deed.meeting) if deed.meeting else PLAIN
    return f"{_NEED_WHAT[deed.need.kind] if deed.need else meets}, {head_of(standing.told)}."


def _whom(told: Told) -> str:
    to = (told.follow_up.to or "").strip().lower()
    known = [one.name for one in told.application.contacts if one.name and to in {one.address, one.name.lower()}]
    person = known[0] if known else told.follow_up.to
    whole = label_of(told.application)
    place = whole if len(whole) <= NAME_LIMIT else named(told.application.name)
    return f"{named(person)}, {place}" if person else whole


def action_more(standing: Standing, given: LetterInput, dates: Dates, detail: Detail, item: int) -> str:
    """Return what there is to know about the first thing to do, and the others of the same application.

    `item` is its number in the letter.
    """
    told, first = standing.told, standing.deeds[0]
    is_offer = first.need is not None and first.need.kind is NeedKind.OFFER
    sentences = [] if is_offer else list(stands.offer(told, dates))
    if first.meeting is not None:
        sentences.extend(interview_facts(first.meeting, told, given, dates, item))
    elif first.need is not None:
        sentences.extend(_need_facts(first, told, given, dates, detail))
    else:
        sentences.extend(_note_facts(told, given, dates, item))
    sentences.extend(
        Said(f"Also {deed_words(deed)}: {deed.said[0].upper()}{deed.said[1:]}.", must=True)
        for deed in standing.deeds[1:]
    )
    sentences.extend(stands.trial(told, given, dates))
    sentences.extend(_letter_news(standing, dates, detail))
    lines = LINES_LIMIT if first.meeting is None else LINES_BEFORE_INTERVIEW
    return fitted("", sentences, lines, used=1 + len(wrapped(action_what(standing), first="   ")))


def _need_facts(deed: Deed, told: Told, given: LetterInput, dates: Dates, detail: Detail) -> Iterator[Said]:
    need = deed.need
    if need is None:
        return
    if need.kind is NeedKind.OFFER:
        yield from _offer_form(told)
    if need.kind is NeedKind.SCHEDULE:
        yield from _proposed(told, given, dates)
    if need.kind is NeedKind.REFERENCES and told.application.references and told.application.references.count:
        yield Said(f"They ask for {counted(told.application.references.count, 'reference', 'references')}.")
    if need.kind is NeedKind.REFERENCES:
        yield from stands.conditions(told.application, 100)
    yield Said(_asked(deed, told, dates), must=True)
    news = next((one for one in told.news if one.message_id == need.message_id), None)
    limit = detail.of(news) if news else detail.quote
    if need.quote and limit:
        yield Said(f"In their words: {said(need.quote, limit)}")


def _offer_form(told: Told) -> Iterator[Said]:
    offer = told.application.offer
    if offer is not None:
        words = {OfferForm.SPOKEN: "Spoken, not written.", OfferForm.WRITTEN: "In writing."}
        yield Said(words.get(offer.form, "A trial period, not a written offer."), must=True)


def _proposed(told: Told, given: LetterInput, dates: Dates) -> Iterator[Said]:
    times = coming(told, given, InterviewStatus.PROPOSED)
    if times:
        spans = "; ".join(dates.span(one.start, one.end) for one in times[:3])
        yield Said(f"They propose {spans}.", must=True)


def _asked(deed: Deed, told: Told, dates: Dates) -> str:
    """Tell when they asked, whether it was passed on, and their date where it is not the one above."""
    need = deed.need
    if need is None:
        return ""
    news = next((one for one in told.news if one.message_id == need.message_id), None)
    reached = _REACHED.get(news.way) if news else None
    ending = f"; it reached you {reached}." if reached else "."
    asked = f"They {'wrote' if need.kind is NeedKind.OFFER else 'asked'} on {dates.weekday(need.opened)}"
    if need.by is None:
        return f"{asked}{ending} No date given."
    wanted = dates.day(need.by)
    return f"{asked}{ending}" if wanted == dates.day(deed.when) else f"{asked}, for {dates.full(wanted)}{ending}"


def _note_facts(told: Told, given: LetterInput, dates: Dates, item: int) -> Iterator[Said]:
    ahead = told.silence is not None and told.silence.usual_by >= dates.today
    realistic = f" Realistic: by {told.silence.usual_by:%-d %B}." if told.silence is not None and ahead else ""
    if told.follow_up.why:
        yield Said(f"Why then: {reason(told.follow_up.why)}.{realistic}", must=True)
    if given.reply_to:
        yield Said(f'A draft is ready: reply "draft {item}".', must=True)
    is_last = told.follow_up.sent >= 1
    yield Said(f"After that, {'yours is done and it is' if is_last else 'it is'} theirs to move.", must=is_last)


def _letter_news(standing: Standing, dates: Dates, detail: Detail) -> Iterator[Said]:
    """Tell what this letter is the first to tell of an application that stands among the things to do."""
    asked = {deed.need.message_id for deed in standing.deeds if deed.need}
    first = [one for one in incoming(standing.told) if one.way is Way.LETTER and one.message_id not in asked]
    for news in first:
        whole = news_sentence(news, dates, min(detail.of(news), 120))
        if news.asks is not None or news is not first[-1]:
            yield Said(whole, must=news.asks is not None)
            continue
        short = news_sentence(news, dates, 0)  # counted as told in this letter, so that much has to stand here
        yield Said(short, must=True)
        if news.quote and detail.of(news):
            yield Said(f"In their words: {said(news.quote, min(detail.of(news), 120))}")
    yield from stands.cause(standing.told)


def short_kind(deed: Deed, dates: Dates, *, discreet: bool = False) -> str:
    """Return the thing to do as the preheader says it: "references by Monday"; without a job word where it is
    `discreet` (letter.md C2h).
    """
    day = dates.ahead(deed.when)
    if discreet and deed.duty is not Duty.NOTE:
        return f"{day} {dates.clock(deed.when)}" if deed.duty is Duty.INTERVIEW else f"one thing by {day}"
    if deed.duty is Duty.INTERVIEW:
        return f"interview {day} {dates.clock(deed.when)}"
    if deed.need is None:
        return f"one note {day}"
    names = {
        NeedKind.SCHEDULE: "an interview time",
        NeedKind.REFERENCES: "references",
        NeedKind.ASSESSMENT: "an assessment",
        NeedKind.OFFER: "an offer to answer",
        NeedKind.INFORMATION: "information",
        NeedKind.ANSWER: "an answer",
    }
    return f"{names[deed.need.kind]} by {day}"
