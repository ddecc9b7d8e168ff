"""Cuts a sentence to the part that says something: the writer's own words, never more than there is room for."""

from __future__ import annotations

import re

_EDGE = re.compile(r"[;:–—]\s+|\s-\s|\.\s+|,\s+(?=(?:and|but|so|which|while|und|aber|weil|da)\b)", re.IGNORECASE)
_JOINT = re.compile(r"(?:and|but|so|und|aber)\s+", re.IGNORECASE)


def clause(sentence: str, begin: int, end: int, most: int) -> str:
    """The literal part of a sentence round `begin`..`end`, at most `most` characters and cut between words; the whole
    sentence where it is short enough.
    """
    if len(sentence) <= most:
        return sentence
    starts = [edge.end() for edge in _EDGE.finditer(sentence) if edge.end() <= begin]
    stops = [edge.start() for edge in _EDGE.finditer(sentence, end)]
    start, stop = max(starts, default=0), min(stops, default=len(sentence))
    if stop - start > most:
        start = begin if end - start > most else start
        stop = _between_words(sentence, start, end, most)
    joint = _JOINT.match(sentence, start)
    return sentence[joint.end() if joint else start : stop].strip(" ,")


def _between_words(sentence: str, start: int, end: int, most: int) -> int:
    """Where to cut: at a comma behind what counts, else between two words."""
    limit = start + most
    if limit >= len(sentence):
        return len(sentence)
    comma, space = sentence.rfind(", ", end, limit), sentence.rfind(" ", start, limit + 1)
    return next((cut for cut in (comma, space) if cut > start), limit)
