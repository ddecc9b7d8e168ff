"""Reads the employer's own word on when (letter.md c.4 "Promise phrases", C12a).

Only what the employer says they will do, and only with a date: "shortly", "aggressively" and "we'll be in touch"
promise nothing. Of several promises the last day counts, since nobody should write before any of them is due.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from unwatch_classifiers.business_days import add_business_days
from unwatch_classifiers.facts.calendar_words import DayKind, DayMention, shifted
from unwatch_classifiers.facts.clock_times import read_times
from unwatch_classifiers.facts.days import read_days
from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.records import Label, Promise, PromiseKind

_NEVER = frozenset({Label.REJECTION, Label.OUTREACH, Label.OTHER})
_LEAST_BUFFER = 5
"""Business days that are added to every promise, also to a firm one (letter.md C2a, P2)."""

_LONGEST_QUOTE = 280
_WHO = (
    r"(?:we|i|they|he|she|our\s+\w+(?:\s\w+)?|the\s+(?:\w+\s){0,3}(?:team|manager|panel|committee|board|department"
    r"|director|client|company|group|partners?)"
    r"|someone|somebody|a\s+(?:colleague|member\s+of\s+(?:our|the)\s+team|recruiter|decision)|hr"
    r"|my\s+(?:\w+\s)?(?:colleague|team|manager)|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)"
)
_INTENT = (
    r"(?:will|['’]ll|shall|should|would|expect|hope|hoping|aim|aiming|plan|planning|intend|anticipate|going\s+to"
    r"|looking\s+to|try|trying"
    r"|likely|target(?:ing)?|want|need|trying\s+to|scheduled\s+to|due\s+to|may|might|can|could\s+be|goal\s+is"
    r"|intention\s+is|able\s+to|promise)"
)
_WHO_INTENDS = re.compile(
    rf"\b{_WHO}(?:\s+\w+){{0,3}}?\s*{_INTENT}\b|\b(?:hope|hoping|aiming|planning|expecting)\s+to\b", re.IGNORECASE
)
_CONTACT = re.compile(
    r"\b(?:be\s+in\s+(?:touch|contact)|get(?:ting)?\s+(?:back|in\s+touch)|com(?:e|ing)\s+back\s+to\s+you"
    r"|contact(?:ing)?\s+(?:you|all|candidates|applicants|shortlisted|successful)"
    r"|reach(?:ing)?\s+out|follow(?:ing)?\s+up|let(?:ting)?\s+(?:you|everyone|candidates|all)\s+(?:\w+\s)?know"
    r"|updat(?:e|ing)\s+(?:you|for\s+you|candidates)|(?:an?|more|further|some)\s+(?:update|news|information)"
    r"|notif(?:y|ied|ying)|inform(?:ed|ing)?|respond(?:ing)?|response|repl(?:y|ying)|hear(?:ing)?\s+(?:back|from"
    r"|something|anything|more)|hear\b|feedback|(?:call|write|email|ring|phone)\s+you"
    r"|next\s+steps|touch\s+base|be\s+speaking|invit(?:e|ing)\s+|(?:schedul|arrang"
    r"|set)\w*\s+(?:up\s+)?(?:the\s+)?(?:\w+\s)?(?:interviews|rounds?|calls)|short-?list(?:ing|ed)?"
    r"|pipeline|know\s+more|send(?:ing)?\s+(?:you|out)|review\w*|interviews?\s+(?:will|are|in)"
    r"|hold\w*\s+(?:\w+\s)?interviews|move\s+forward|(?:answer|something|news)\s+for\s+you|you(?:['’]ll"
    r"|\s+will)\s+know|tell\s+you"
    r"|guess)\b",
    re.IGNORECASE,
)
_DECIDE = re.compile(
    r"\b(?:decisions?|decid(?:e|ed|ing)|mak(?:e|ing)\s+(?:an\s+|our\s+|the\s+)?(?:offers?|choice|selection)"
    r"|final(?:i[sz]e|i[sz]ing|ise)?\b|announc\w+|select(?:ing|ion)?|choos(?:e|ing)|conclu(?:de|ding|sion)\w*"
    r"|extend\s+an\s+offer)\b",
    re.IGNORECASE,
)
_INTERVIEWING = re.compile(
    r"\b(?:(?:done|finish(?:ed)?|complet(?:e|ed|ing)|conclud(?:e|ed|ing)|wrap(?:ping|ped)?\s+up|finishing"
    r"|through)\s+(?:with\s+)?(?:the\s+|our\s+|all\s+|first[- ]round\s+|final\s+)*interview(?:s|ing)?"
    r"|(?:continu\w+|still|be|are|['’]re)\s+(?:to\s+)?interview(?:s|ing)?(?:\s+\w+){0,3}\s+(?:until|through|till)"
    r"|interviews?\s+(?:will\s+)?(?:run|continue|go\s+on|last)\s+(?:until|through|till))",
    re.IGNORECASE,
)
_FILLED = re.compile(
    r"\b(?:(?:someone|somebody|a\s+person|a\s+(?:new\s+)?(?:hire|candidate|colleague)|the\s+(?:new|right"
    r"|successful)\s+(?:person|hire|candidate))\s+(?:\w+\s){0,2}(?:in|into)\s+(?:the|this"
    r"|that)\s+(?:\w+\s){0,2}(?:position|role|job|post|seat|chair)"
    r"|fill(?:ing)?\s+(?:the|this|our|that)\s+(?:\w+\s){0,3}(?:position|role|post|vacancy|opening|job|seat)"
    r"|(?:position|role|post|vacancy|job)\s+(?:to\s+be\s+|will\s+be\s+|should\s+be\s+)?filled"
    r"|(?:someone|somebody)\s+in\s+(?:place|post|seat)|have\s+(?:someone|somebody)\s+on\s+board|mak(?:e"
    r"|ing)\s+a\s+hire|hire\s+someone)\b",
    re.IGNORECASE,
)
_START = re.compile(
    r"\b(?:start(?:s|ing)?(?:\s+date)?(?:\s+(?:would|will|could|to|of|is|be|the\s+(?:job|role|position)"
    r"|in\s+the\s+(?:role|position))){0,3}\s*(?:on|by|from|in|at|around|for|as\s+of|sometime|:|is|of)?"
    r"|begin(?:ning)?\s+(?:work|the\s+(?:job|role)|on|in|by|employment)|start\s+date|commenc\w+)\b",
    re.IGNORECASE,
)
_START_SUBJECT = re.compile(
    r"\b(?:you|someone|somebody|candidate|person|hire|position|role|job|post|contract|employment|start\s+date"
    r"|work)\b",
    re.IGNORECASE,
)
_START_OF_MEETING = re.compile(
    r"\b(?:interview|call|meeting|assessment|test|session|screening|process|review\w*|search)\b", re.IGNORECASE
)
_UNLESS = re.compile(
    r"\b(?:if|should|unless)\s+you\b[^.;]{0,25}?(?:\bnot\b|n['’]t\b|\bnothing\b)[^.;]{0,30}?"
    r"\b(?:hear|heard|contacted|received?\s+(?:an?|any))\b|\bif\s+you\s+hear\s+nothing\b",
    re.IGNORECASE,
)
_OPEN_ENDED = re.compile(r"\b(?:as\s+soon\s+as|once|when(?:ever)?)\s+(?:i|we|they|he|she)\b", re.IGNORECASE)
_CLOSING_DATE = re.compile(
    r"\bclosing\s+date\b|\b(?:applications?|vacancy|posting)\s+(?:will\s+)?closes?\b", re.IGNORECASE
)
_ASKS_PERSON = re.compile(
    r"\b(?:please|kindly)\b|\b(?:get|come)\s+back\s+to\s+(?:us|me)\b|\blet\s+(?:me|us)\s+know\b|\byou\s+(?:must"
    r"|need|should\s+(?:not\s+)?(?!hear|expect"
    r"|receive|have|get|know|be))\b"
    r"|\b(?:could|can|would)\s+you\b|\breply\s+(?:by|to|before)\b|\brespond\s+(?:by|to|before)\b|\bcomplete\s+(?:it"
    r"|the|this|your)\b|\bdeadline\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:hoped|had\s+(?:hoped|planned|expected|said|promised|intended)|were\s+(?:going|hoping|planning)"
    r"|was\s+(?:going|hoping)|said\s+(?:we|i|you|that)|told\s+you|promised\s+(?:you|to)"
    r"|should\s+have\s+(?:heard|been|written|replied|told|contacted)|expected\s+to\s+have|originally"
    r"|we\s+(?:received|reviewed|met|spoke|interviewed)|as\s+(?:promised|planned)|apologi[sz]e\s+for)\b",
    re.IGNORECASE,
)
_USUAL = re.compile(
    r"\b(?:you\s?(?:will|should|can\s+expect\s+to|may|['’]ll)\s+(?:hear|receive|get|know|have|expect)"
    r"|you\s+can\s+expect|expect\s+(?:to\s+hear|an?\s+(?:update|answer|decision|reply|response))"
    r"|(?:process|review|it|this|decision|selection|we)\s+(?:can\s+|may\s+|will\s+|should\s+|usually\s+"
    r"|typically\s+|normally\s+|generally\s+|probably\s+)*takes?\b"
    r"|(?:give|allow)\s+(?:us|me)\b|(?:decisions?|updates?|news|answers?|interviews?"
    r"|offers?)\s+(?:\w+\s){0,4}(?:will|should|is|are|expected|by|within|in)\b|timeline\s+is|be\s+(?:notified"
    r"|informed|contacted|told|invited)\b"
    r"|(?:contact(?:ed)?|notified|informed)\s+(?:\w+\s){0,3}(?:by|within|in)\b|back\s+(?:to|with)\s+you\b"
    r"|in\s+touch\b|know\s+more\b|(?:I['’]d|I\s+would)\s+guess\b)",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:by|before|within|no\s+later\s+than|until|till|not\s+later\s+than|at\s+the\s+latest|inside)\s+(?:about\s+"
    r"|around\s+|approximately\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?<!\bor\s)\bbefore\s+(?:the\s+)?$", re.IGNORECASE)
_LASTS = re.compile(
    r"\b(?:(?:for|after|last(?:ed|s)?|past|every)\s+(?:the\s+)?|over\s+the\s+(?:last|past)\s+)$", re.IGNORECASE
)
_COUNTED_FROM = re.compile(
    r"\s*,?\s*(?:of|from|after|following)\s+(?:the\s+|our\s+|your\s+)?(?:[\w-]+\s+){0,4}?\(?(?:on\s+|of\s+)?$",
    re.IGNORECASE,
)

_TELLS = re.compile(
    r"\b(?:let\s+you\s+know|you\s+(?:will|should|['’]ll|can\s+expect\s+to)\s+hear|(?:get|come)\s+back\s+to\s+you"
    r"|in\s+touch|contact\s+you|inform\s+you|notify\s+you)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Timing:
    by: date
    begins: date | None


def read_promise(reading: Reading) -> Promise | None:
    """The employer's promise, or None; a promise to write or to decide goes before one to fill or to start."""
    if reading.label in _NEVER:
        return None
    found = [promise for sentence in reading.sentences for promise in _in_sentence(sentence, reading)]
    spoken = {PromiseKind.DECIDE_BY, PromiseKind.CONTACT_BY}
    ranked = sorted(
        found, key=lambda promise: (promise.kind in spoken, promise.kind is PromiseKind.FILLED_BY, promise.by)
    )
    return ranked[-1] if ranked else None


def realistic_date(by: date, written: date) -> date:
    """When a promise will really be kept: `by` + max(5 business days, `by` - date of the mail) (letter.md A5a, C2a)."""
    length = max(0, (by - written).days)
    return max(add_business_days(by, _LEAST_BUFFER), shifted(by, length))


def _in_sentence(sentence: str, reading: Reading) -> Iterator[Promise]:
    kind = _kind(sentence, reading.label)
    if kind is None:
        return
    if reading.label is Label.SCHEDULING and _is_about_the_meeting(sentence, reading):
        return
    written = reading.written.date()
    days = read_days(sentence, written, day_first=reading.day_first)
    if kind is PromiseKind.START_BY:
        days = tuple(day for day in days if day.kind is not DayKind.WAIT)  # "four days a week, start when you like"
    timings = [timing for timing in _timings(sentence, days) if timing.by >= written]
    if _OPEN_ENDED.search(sentence):
        timings = [timing for timing in timings if timing.by > written]
    if not timings:
        return
    timing = max(timings, key=lambda each: each.by) if kind is not PromiseKind.START_BY else timings[0]
    by = timing.by
    if kind is PromiseKind.CONTACT_BY and _INTERVIEWING.search(sentence):
        by = add_business_days(by, _LEAST_BUFFER)
    yield Promise(_quoted(sentence), kind, by, realistic_date(by, written), timing.begins)


def _is_about_the_meeting(sentence: str, reading: Reading) -> bool:
    """In a mail that schedules, "I will call you on Tuesday" is the meeting itself and no promise to write."""
    if any(pattern.search(sentence) for pattern in (_DECIDE, _INTERVIEWING, _FILLED, _UNLESS)):
        return False
    return not _TELLS.search(sentence) or bool(read_times(sentence, reading.sent))


def _kind(sentence: str, label: Label) -> PromiseKind | None:
    if _UNLESS.search(sentence):
        return PromiseKind.CONTACT_BY
    if _PAST.search(sentence) or sentence.endswith("?"):
        return None
    if _CLOSING_DATE.search(sentence) and not _tells_the_person(sentence):
        return None
    if _FILLED.search(sentence) and not _asks(sentence):
        return PromiseKind.FILLED_BY
    if _INTERVIEWING.search(sentence):
        return PromiseKind.CONTACT_BY
    if _is_start(sentence, label):
        return PromiseKind.START_BY
    if not (_WHO_INTENDS.search(sentence) or _USUAL.search(sentence)) or _asks(sentence):
        return None
    if _DECIDE.search(sentence) and not _tells_the_person(sentence):
        return PromiseKind.DECIDE_BY
    return PromiseKind.CONTACT_BY if _CONTACT.search(sentence) or _USUAL.search(sentence) else None


def _asks(sentence: str) -> bool:
    """Whether the sentence asks something of the person; "please bear with us" does not."""
    return bool(_ASKS_PERSON.search(sentence)) and not re.search(
        r"\bplease\s+(?:bear|allow|expect|note|rest|be\s+aware)", sentence, re.IGNORECASE
    )


def _tells_the_person(sentence: str) -> bool:
    """ "We will let you know our decision by ..." is a promise to write, "we will decide by ..." is not."""
    return bool(_TELLS.search(sentence))


def _is_start(sentence: str, label: Label) -> bool:
    start = _START.search(sentence)
    if not start or not _START_SUBJECT.search(sentence) or label in {Label.SCHEDULING, Label.ASSESSMENT}:
        return False
    return not _START_OF_MEETING.search(sentence) and not _CONTACT.search(sentence[: start.start()])


def _timings(sentence: str, days: tuple[DayMention, ...]) -> Iterator[_Timing]:
    for index, day in enumerate(days):
        before = sentence[max(0, day.begin - 40) : day.begin]
        if day.kind is DayKind.WAIT and _LASTS.search(before):
            continue
        following = days[index + 1] if index + 1 < len(days) else None
        if day.kind is DayKind.WAIT and following and _is_counted_from(sentence, day, following):
            yield _Timing(_moved(day, following.last), None)
            return
        yield _timing(day, before)


def _is_counted_from(sentence: str, wait: DayMention, base: DayMention) -> bool:
    """ "within two weeks of the closing date (31 October)"."""
    return base.kind is DayKind.DAY and bool(_COUNTED_FROM.fullmatch(sentence[wait.end : base.begin][:80]))


def _moved(wait: DayMention, base: date) -> date:
    return add_business_days(base, wait.days) if wait.business else shifted(base, wait.days)


def _timing(day: DayMention, before: str) -> _Timing:
    if day.kind is DayKind.DAY and _BEFORE.search(before):
        return _Timing(shifted(day.last, -1), None)
    if day.kind is not DayKind.RANGE or day.first == day.last or _BY.search(before):
        return _Timing(day.last, None)
    return _Timing(day.last, day.first)


def _quoted(sentence: str) -> str:
    if len(sentence) <= _LONGEST_QUOTE:
        return sentence
    return sentence[:_LONGEST_QUOTE].rpartition(" ")[0]
