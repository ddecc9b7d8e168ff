"""Reads what comes after the next step, as the employer describes it (letter.md C9f).

"If that goes well, you would meet the team": told before the first step is taken, it is easily lost by the time it
counts. Only a named step is one: "we will be in touch about next steps" describes nothing. In a mail that sets a time,
"then" mostly orders the hours of that one day, so there it has to be said that the step is another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from unwatch_classifiers.facts.clauses import clause
from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.records import Label

_LONGEST = 160
_READ = 600
_ORDINARY = frozenset({Label.STATUS_UPDATE, Label.ACKNOWLEDGEMENT})
_TOLD_IN = _ORDINARY | {Label.SCHEDULING, Label.ASSESSMENT, Label.REFERENCE_REQUEST}


@dataclass(frozen=True, slots=True)
class _Words:
    """How a language says it. `after` orders two steps, `another` tells that the second is not on the same day."""

    goes_well: re.Pattern[str]
    later: re.Pattern[str]
    next: re.Pattern[str]
    the_best: re.Pattern[str]
    after: re.Pattern[str]
    another: re.Pattern[str]
    step: re.Pattern[str]
    talk: re.Pattern[str]
    here_now: re.Pattern[str]
    denied: re.Pattern[str]


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})", re.IGNORECASE)


_ENGLISH = _Words(
    goes_well=_any(
        r"(?:if|when|once|assuming|provided)\s+(?:that|this|it|all|everything|the\s+(?:call|chat|test|interview|day"
        r"|visit))"
        r"\s+(?:all\s+)?(?:goes|went|has\s+gone|works?|clicks?)(?:\s+(?:well|ok(?:ay)?|fine|out|to\s+plan))?(?=[\s,:])",
        r"(?:if|should|once)\s+you(?:(?:['’]re|\s+are|\s+be)\s+(?:then\s+)?(?:successful|shortlisted|selected"
        r"|through|picked|chosen"
        r"|suitable|wanted|invited|put|among|on\s+the)|['’]ve\s+passed|\s+(?:have\s+passed|pass|get\s+through"
        r"|do\s+well))\b"
        r"[^.,;:!?]{0,60}?(?=[,:]|\s+(?:we|you|i|he|she|they|there|somebody|someone)\b"
        r"|(?<!\bfor)(?<!\bto)(?<!\bon)(?<!\bat)(?<!\bin)(?<!\bby)(?<!with)\s+(?:the|an?)\b)",
        r"if\s+(?:found\s+suitable|successful|shortlisted)",
        r"if\s+(?:we|they|i|he|she|both|the\s+\w+)\s+(?:all\s+|both\s+)?(?:likes?"
        r"|takes?\s+to)\s+(?:\w+\s+){0,2}?\w+(?=[\s,])",
        r"if\s+(?:there['’]s|there\s+is|it\s+looks\s+like|it['’]s|we\s+think\s+it['’]s)\s+a\s+(?:good\s+)?(?:match"
        r"|fit)",
        r"(?:should|if)\s+(?:that|this|it|you|we)\s+(?:go|do|get)\s+(?:well|on|along)(?:\s+together)?(?=[\s,])",
        r"all\s+being\s+well(?=,)",
    ),
    later=_any(
        r"(?:the|our|a)\s+(?:second|third|final|last|following)\s+(?:stage|step|round|part|interview|conversation"
        r"|meeting"
        r"|visit|one)(?:\s+interview)?(?:\s+of\s+(?:the|our)\s+(?:\w+\s+)?process)?"
        r"(?:\s+(?:is|will\s+be|would\s+be|means|involves|consists|comes|follows)\b|['’](?:s|d\s+be|ll\s+be)\b)"
        r"(?!\s+(?:held|on|at|booked|scheduled|confirmed|now|in)\b)",
        r"the\s+first\s+(?:is\s+)?(?:with|on|by|at|over)\b[^.;!?]{0,50}?(?=\bthe\s+second\b)",
        r"(?:the\s+)?next\s+(?:stage|step|round)\s+(?:after|from)\s+(?:this|that|there)\b",
        r"(?:stage|round|step)\s+(?:[2-9]|two|three|four)\s+(?:is|will\s+be|would\s+be|means)\b",
        r"what\s+comes\s+(?:after|next)\s*:",
    ),
    next=_any(
        r"(?:the\s+|our\s+)?next\s+(?:stage|step|round|thing)(?:\s+(?:is|will\s+be|would\s+be|means|involves)\b"
        r"|['’]s\b)",
        r"coming\s+(?:up\s+)?next\s+(?:is|are)\b",
    ),
    the_best=_any(
        r"(?:those|candidates|applicants|people|folks|anyone|everyone|whoever)\s+(?:who\s+)?(?:pass(?:es|ing)?"
        r"|clear(?:s|ing)?"
        r"|meet(?:s|ing)?|ma[kd]es?|best\s+meet|get\s+through|score|do(?:es)?\s+well|impress"
        r"|come\s+through)\b[^.;!?]{0,70}?"
        r"\b(?:will|may|would|are|is|gets?)\s+(?:then\s+|also\s+|be\s+)*(?:invited|called|asked|sent|offered)\b",
        r"only\s+those\s+(?:meeting|who)\b[^.;!?]{0,50}?\b(?:will\s+be|are)\s+(?:invited|called)\b",
        r"(?:the\s+)?(?:successful|highest[\s-]scoring|strongest|best)\s+(?:\w+\s+)?(?:candidates?|applicants?)\s+"
        r"(?:will|may|would|are)\s+(?:then\s+|also\s+|be\s+)*(?:invited|called|asked|sent)\b",
        r"(?:we|i)(?:['’]ll|\s+will|\s+would)?\s+(?:then\s+)?(?:invite|ask|see|meet)\s+the\s+(?:strongest|best|top"
        r"|first)\b",
    ),
    after=_any(
        r"(?:after\s+that|afterwards|after\s+which|from\s+there|and\s+then|then)\b",
        r"followed\s+by\b",
        r"come(?:s)?\s+next,",
    ),
    another=_any(
        r"(?:an?|the)\s+(?:second|third|final|further|follow-?up)\s+(?:\w+\s+)?(?:interview|conversation|chat|call"
        r"|meeting|visit|round|stage)",
        r"(?:some\s+other|another|a\s+different|a\s+later)\s+(?:day|week|time)",
    ),
    step=_any(
        r"interview(?:s|ed)?\b",
        r"panels?\b(?!\s+(?:will|then|meets?|scores?|reads?|chaired|has|is|who))",
        r"(?:online\s+|written\s+|aptitude\s+|fitness\s+|practical\s+)?tests?\b",
        r"assessment\s+(?:centre|center|day)",
        r"exam(?:ination)?s?\b",
        r"(?:final|last|further|f2f|second|two|three)\s+rounds?\b",
        r"(?:conversation|chat|natter|presentation)s?\b",
        r"(?:an?|the|your|first|second|final|intro|phone|video|minute|short|quick|further|informal)\s+(?:call"
        r"|meeting|visit)s?\b",
        r"the\s+second\s+(?:one\s+)?(?:is\s+)?(?:with|on|by|at|over)\s+[^\s,]+(?:\s+\w+)?",
        r"with\s+(?:our|the)\s+(?:partners|directors?|team|board|owners?|trustees|dogs)\b",
        r"(?:training|selection|open)\s+day\b",
        r"spend\s+an?\b",
        r"trial\s+(?:shift|morning|day|lesson)s?\b",
        r"(?:taster|exercise|case\s+study|work\s+sample|technical\s+screen|half-day\s+onsite|onsite)s?\b",
        r"(?:meet|meeting|interviewing\s+with|see)\s+(?:the|our|my|with|both|everyone|each)\b",
        r"meet\s+(?-i:[A-Z])",
        r"(?:day|morning|afternoon|lunch|hour|minutes)\s+(?:with|pairing|in\s+the|on\s+site|at\s+the)\b",
        r"(?:whole\s+)?team\s+for\b",
        r"walk\s+the\b",
        r"medical\b",
    ),
    talk=_any(
        r"(?:we|i|you)(?:['’]ll|['’]d|\s+will|\s+would|\s+can)?\s+(?:then\s+|both\s+|all\s+)?(?:talk|meet|speak"
        r"|sit\s+down|discuss"
        r"|go\s+through\s+it|invite\s+you)\b",
    ),
    here_now=_any(
        r"attached|enclosed|below|link|today|now\b|congratulations|you\s+have\s+been|following\s+your|for\s+the\s+"
    ),
    denied=_any(
        r"not\b", r"never\b", r"unable\b", r"unfortunately\b", r"instead\b", r"\w+n['’]t\b", r"different\s+role"
    ),
)
_STEP_GERMAN = (
    r"(?:vorstellungs|kennenlern|zweit|erst|fach|team|telefon|video)?gespräche?s?\b",
    r"(?:zweite[nrs]?|letzte[nrs]?|nächste[nrs]?)\s+runde",
    r"interviews?\b",
    r"probearbeit\w*",
    r"(?:probe|schnupper|auswahl|kennenlern)tage?\w*",
    r"(?:sport|eignungs|online-?)?tests?\b",
    r"hospitation\w*",
    r"assessment\b",
    r"präsentation\b",
    r"telefonat\b",
    r"(?:das|unser|dem)\s+team\s+kennen",
    r"kennen\s?lernen\b",
)
_GERMAN = _Words(
    goes_well=_any(
        r"(?:wenn|falls|sofern)\s+(?:das|es|alles|dies)\s+(?:\w+\s+){0,3}?(?:passt|klappt|läuft|hinhaut|gefällt)",
        r"(?:wenn|falls|sofern)\s+(?:wir|ihr|sie|du|beide|uns)\b[^.;,!?]{0,40}?\b(?:gefallen|gefällt|gefällst"
        r"|überzeug\w+|zusammenpassen|weiterkomm\w+|besteh\w+|bestanden\s+(?:hast|haben))",
        r"bei\s+(?:erfolg|bestehen|gegenseitigem\s+interesse|positivem\s+\w+)",
    ),
    later=_any(
        r"(?:der|die|das|ein|eine)\s+(?:zweite|dritte|letzte|abschließende)[srn]?\s+(?:schritt|runde|stufe|gespräch"
        r"|termin|teil)"
        r"\s+(?:ist|wäre|wird|folgt|besteht)\b",
    ),
    next=_any(
        r"(?:der|als)\s+nächste[rn]?\s+schritt\s+(?:ist|wäre|wird|folgt)\b", r"als\s+nächstes\s+(?:folgt|kommt|steht)\b"
    ),
    the_best=_any(
        r"(?:wer|die|alle,?\s+die|bewerber\w*,?\s+die)\s+(?:[\w-]+\s+){0,5}?(?:besteht|bestehen|überzeugt|überzeugen"
        r"|weiterkommt"
        r"|erfüllen|geeignet\s+(?:ist|sind))\b,?[^.;!?]{0,40}?\b(?:wird|werden|laden|kommt)\b",
        r"(?:erfolgreiche|geeignete|ausgewählte)\s+(?:bewerber\w*|kandidat\w*)[^.;!?]{0,20}\b(?:werden|laden"
        r"|erhalten)\b",
    ),
    after=_any(r"(?:danach|anschlie(?:ß|ss)end|im\s+anschluss(?:\s+daran)?|daraufhin|darauf|und\s+dann|später)\b"),
    another=_any(
        r"(?:ein|einem|das)\s+(?:zweite[sn]?|weiteres|weiteren)\s+gespräch",
        r"(?:an\s+einem\s+anderen\s+tag|ein\s+andermal|separat)",
    ),
    step=_any(*_STEP_GERMAN),
    talk=_any(r"(?:sprechen|reden|treffen|besprechen)\s+(?:wir|sie)\b", r"(?:lernst|lernen)\s+(?:du|sie)\b"),
    here_now=_any(r"anbei|beigefügt|angehängt|im\s+anhang|hiermit|unten|link\b|jetzt\b"),
    denied=_any(r"nicht\b", r"kein\w*\b", r"leider\b", r"nie\b"),
)
_BY_LANGUAGE = {"de": _GERMAN}
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2}\s?(?:[ap]\.?m\b|uhr\b|h\b)|\bo['’]?\s?clock\b|\bhalf\s+past\b", re.IGNORECASE
)
_BREAK = re.compile(r"[.;!?](?=\s|$)")


def read_then(reading: Reading) -> str | None:
    """What comes after the next step, in the employer's own words, at most 160 characters; None where none is named."""
    if reading.label not in _TOLD_IN:
        return None
    words = _BY_LANGUAGE.get(reading.language, _ENGLISH)
    found = [one for sentence in reading.sentences for one in _in_sentence(sentence[:_READ], reading.label, words)]
    return min(found, key=lambda one: one[0])[1] if found else None


def _in_sentence(sentence: str, label: Label, words: _Words) -> Iterator[tuple[int, str]]:
    """What a sentence says of it, with a rank: the plainest way of saying so is 0."""
    if sentence.endswith("?"):
        return
    for rank, frame in enumerate(_frames(sentence, label, words)):
        end = _named_step(sentence, frame, words) if frame else None
        if frame and end:
            yield rank, clause(sentence, frame.start(), end, _LONGEST)


def _frames(sentence: str, label: Label, words: _Words) -> Iterator[re.Match[str] | None]:
    yield words.goes_well.search(sentence)
    yield None if label not in _ORDINARY and words.here_now.search(sentence) else words.later.search(sentence)
    yield words.next.search(sentence) if label in _ORDINARY else None
    yield words.the_best.search(sentence) if label is not Label.SCHEDULING else None
    yield _after(sentence, label, words)


def _after(sentence: str, label: Label, words: _Words) -> re.Match[str] | None:
    """ "Then": where a day is being planned, only with a step that is plainly on another one."""
    after = words.after.search(sentence)
    if after is None or label in _ORDINARY:
        return after
    rest = sentence[after.end() :]
    if label is Label.SCHEDULING:
        return after if words.another.search(rest) and not _CLOCK.search(sentence) else None
    return after if words.talk.search(sentence[after.start() :]) or words.another.search(rest) else None


def _named_step(sentence: str, frame: re.Match[str], words: _Words) -> int | None:
    """Where the step ends that follows a frame in the same breath, unless it is denied."""
    stop = _BREAK.search(sentence, frame.end())
    rest = sentence[: stop.start() if stop else len(sentence)]
    step = words.step.search(rest, frame.end()) or words.talk.search(rest, frame.end())
    if step is None or words.denied.search(rest[: step.end()], frame.start()):
        return None
    return step.end()
