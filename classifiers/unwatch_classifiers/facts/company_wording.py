"""Wordings that name the employer: "your application to X" can mean nobody else, "working at X" hardly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unwatch_classifiers.facts.names import NAME, clean_company, clean_person, looks_like_company, looks_like_role

_COMPANY = (
    rf"(?P<company>(?:[Tt]he\s)?{NAME})(?!\w)(?!(?:\s(?!for\b|as\b|at\b|with\b|in\b|and\b)[\w&/-]{{1,40}}){{0,4}}"
    r"\s(?i:position|role|job|opening|vacancy|post|opportunity)\b)"
)
SURE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?i:\bappl(?:y|ied|ying)\s+(?:to|with|at)\s+(?:work\s+(?:at|for|with)\s+)?){_COMPANY}",
        (
            rf"(?i:\bapplications?\s+(?:to|with|at|(?:was|has\s+been)\s+(?:sent|submitted)\s+to)\s+"
            rf"|\bitems\s+were\s+sent\s+to\s+){_COMPANY}"
        ),
        rf"(?i:\bapplication\s+(?:for|as)\b)[^.;!?\n]{{2,100}}?(?i:\s(?:at|with|to)\s+){_COMPANY}",
        rf"(?i:\bappl(?:y|ied|ying)\s+(?:for|as)\b)[^.;!?\n]{{2,100}}?(?i:\s(?:at|with|to)\s+){_COMPANY}",
        (
            rf"(?i:\binterest\s+in\s+(?:a\s+career\s+(?:at|with)\s+|joining\s+|working\s+(?:at|for|with)\s+"
            rf"|careers\s+at\s+)?){_COMPANY}"
        ),
        (
            rf"(?i:\b(?:position|role|job|opening|vacancy|opportunity|post|internship|career"
            rf"|careers)\b)[^.;!?\n]{{0,80}}?(?i:\s(?:here\s+)?(?:at|with)\s+){_COMPANY}"
        ),
        rf"(?i:\bour\s+client,?\s+(?:is\s+)?){_COMPANY}",
        (
            rf"^{_COMPANY}\s(?i:(?:has|have|is)\s)?"
            r"(?i:viewed\s+your|received\s+your|invit(?:ed|es)\s+you|would\s+like\s+you|reviewed\s+your"
            r"|asked\s+(?:us|you)|requested\s|requesting\s"
            r"|sent\s+you)"
        ),
        rf"^(?i:company|employer|organi[sz]ation|agency)\s*:\s*{_COMPANY}",
    )
)
_MEETING_WITH = re.compile(rf"(?i:\binterview(?:ing|ed)?\s+(?:at|with)\s+){_COMPANY}")
"""Whom one meets may be a person: "an interview with Priya Nair"."""

LIKELY = (
    _MEETING_WITH,
    *(
        re.compile(pattern)
        for pattern in (
            (
                rf"(?i:\b(?:on\s+behalf\s+of|greetings\s+from|we\s+at|here\s+at|welcome\s+to|all\s+of\s+us\s+at|everyone\s+at"
                rf"|(?:the\s+)?team\s+at"
                rf"|life\s+at|work(?:ing)?\s+(?:at|for)|join(?:ing)?)\s+){_COMPANY}"
            ),
            (
                rf"(?i:\b(?:I\s+am|I['’]m|this\s+is|my\s+name\s+is)\b)[^.;!?\n]{{2,60}}?(?i:\s(?:at|from"
                rf"|with)\s+){_COMPANY}"
            ),
            rf"(?i:\binterview\s+(?:for|as)\b)[^.;!?\n]{{2,100}}?(?i:\s(?:at|with)\s+){_COMPANY}",
        )
    ),
)
_PERSON_OR_COMPANY = frozenset({_MEETING_WITH, *(each for each in SURE if each.pattern.startswith("^"))})

_CLIENT_DOES = re.compile(
    rf"{_COMPANY}\s(?i:(?:has|have)\s(?:just\s|now\s|kindly\s)?(?:asked|set|put|sent|moved|made|invited|bought|commissioned"
    r"|closed|opened|requested|shortlisted|decided|told|chosen|picked|let|ended|reviewed|selected|completed|left)\b"
    r"|uses\b|would\s+like\b|wants?\b|needs?\b|went\s+with\b|picked\b|moved\b|invites?\b|liked\b|will\s+be\b"
    r"|sees\b|sent\s+you\b|lit\b|is\s+(?:asking|waiting)\b|cannot\b)"
)
_TOLD_US = re.compile(
    rf"{_COMPANY}\s(?i:(?:has\s|have\s)?(?:(?:told|asked|let)\s(?:us|you\s+know)|invite[ds]\s+you)\b|has\s+been\s+told\b)"
)
_FOR_CLIENT = re.compile(
    rf"\b(?i:on\s+behalf\s+of|greetings\s+from|sent\s+for|challenge\s+for|for\s+our\s+client,?|set\s+by|employer\s*:)\s+{_COMPANY}"
)

_SPOKEN_OF = re.compile(
    rf"(?:^|[.!?:,;]\s|\b(?i:and|but|that|because)\s)(?P<company>{NAME})\s(?i:have\s(?:had|gone|come|asked|decided|offered"
    r"|picked|chosen|said|been|shortlisted|put|made|given|told|moved|closed|rejected|passed|confirmed)"
    r"|has\s(?:rolled\s+out|shortlisted|released|extended)|wants?\sto\s(?:know|see|hear|meet)|are\s(?:going|keen|happy|still|not|now|looking)|came\s+back)\b"
)
_WITH_CLIENT = re.compile(
    rf"\b(?i:(?:you['’]re|you\s+are|got\s+you|get\s+you|booked)\s+(?:\w+\s)?in\s+(?:with|at)|(?:below|feedback|news|word|heard)\s+from"
    rf"|(?:on\s+its\s+way|sent|passed|forwarded)\s+to|(?:folks|people|team|lot)\s+at|up\s+at|over\s+at|contract\s+of)\s+(?P<company>{NAME})"
)


def worded(lines: tuple[str, ...], patterns: tuple[re.Pattern[str], ...], weight: int) -> Iterator[tuple[int, str]]:
    """Yields the companies that wordings name; what may as well be a person weighs less."""
    for line in lines:
        for pattern in patterns:
            for match in pattern.finditer(line):
                name = clean_company(match["company"])
                if name and (not looks_like_role(name) or looks_like_company(name)):
                    yield 45 if pattern in _PERSON_OR_COMPANY and clean_person(name) else weight, name


def clients(lines: tuple[str, ...]) -> Iterator[str]:
    """Yields for whom a service writes: "Harbor Health has asked for", "on behalf of Harbor Health"."""
    for line in lines:
        for pattern in (_FOR_CLIENT, _TOLD_US, _CLIENT_DOES):
            for match in pattern.finditer(line):
                name = clean_company(match["company"])
                if name and (pattern is not _CLIENT_DOES or " " in name):
                    yield name


def spoken_of(lines: tuple[str, ...]) -> Iterator[str]:
    """Yields of whom an agency speaks as of many: "Wren have had a rethink", "you're in with Wren"."""
    for line in lines:
        for pattern in (_SPOKEN_OF, _WITH_CLIENT):
            for match in pattern.finditer(line):
                name = clean_company(match["company"])
                if name and not looks_like_role(name):
                    yield name
