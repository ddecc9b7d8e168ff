"""Reads how long a meeting lasts: "three quarters of an hour", "forty-five minutes", "an hour and a half"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

from unwatch_classifiers.facts.numbers import NUMBER, largest

_LEAST, _MOST = timedelta(minutes=15), timedelta(hours=10)
_OTHERWISE = (
    r"(?!\s+(?:before|after|prior|earlier|early|in\s+advance|ahead|notice|of\s+(?:receiv|this|each|your\s+own|questions)"
    r"|late|later|away|ago|behind|walk|drive|ride|from|off|slides?|presentation|of\s+slides|demo|lecture|lesson|test|exercise"
    r"|task|to\s+[a-z]+|for\s+questions|beforehand|over\s+(?:a|by)|alone|max\b.{0,20}\btask|train|bus|journey)"
    r"|['’]s?\s+(?:notice|drive|walk|ride))"
)
_LASTS = re.compile(
    rf"\b(?:(?P<quarters>three\s+quarters\s+of\s+an\s+hour)|(?P<half>half\s+(?:of\s+)?an?\s+hour|half[\s-]hour)"
    rf"|(?P<some>{NUMBER}|an?|\d\.5)(?:\s+|-)?(?P<unit>minutes?|mins?|hours?|hrs?)\b(?P<more>\s+and\s+a\s+half)?"
    rf"|(?P<bare>hour)\s+and\s+a\s+half){_OTHERWISE}",
    re.IGNORECASE,
)
_NO_LENGTH = re.compile(
    r"\b(?:within|beyond|every|than|extra|arrive|wait|waits|in|by|after|another|first|last|next|spend|takes?\s+about"
    r"|over(?:run)?|answer\w*)\s+(?:about\s+|the\s+|a\s+)?$",
    re.IGNORECASE,
)


def only_duration(texts: Iterable[str]) -> timedelta | None:
    """How long the meeting lasts, if the texts name one length only, and not that of a part of it or of a way there."""
    found = {length for text in texts for length in _durations(text)}
    return found.pop() if len(found) == 1 else None


def _durations(text: str) -> Iterator[timedelta]:
    for match in _LASTS.finditer(text):
        length = _length(match)
        if _LEAST <= length <= _MOST and not _NO_LENGTH.search(text[max(0, match.start() - 30) : match.start()]):
            yield length


def _length(match: re.Match[str]) -> timedelta:
    if match["quarters"] or match["half"]:
        return timedelta(minutes=45 if match["quarters"] else 30)
    if match["bare"]:
        return timedelta(minutes=90)
    some = match["some"].lower()
    count = float(some) if "." in some else float(largest(some) or 0)
    minutes = count * 60 if match["unit"].lower().startswith("h") else count
    return timedelta(minutes=minutes + (30 if match["more"] else 0))
