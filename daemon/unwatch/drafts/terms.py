"""What an offer has told already of pay, start, contract, hours and place, so that nothing is asked twice. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib import resources

from unwatch.application import Application
from unwatch_classifiers.records import OfferForm

_TEXT_LIMIT = 20_000
_TEXTS_READ = 40
_LINE_LIMIT = 1_000


class Term(StrEnum):
    """What somebody needs to know before they answer an offer."""

    PAY = "pay"
    START = "start"
    CONTRACT = "contract"
    HOURS = "hours"
    PLACE = "place"


@cache
def _told_by() -> dict[Term, re.Pattern[str]]:
    file = resources.files("unwatch.drafts").joinpath("terms.toml")
    read = tomllib.loads(file.read_text(encoding="utf-8"))
    return {term: re.compile("|".join(f"(?:{one})" for one in read[term.value]), re.IGNORECASE) for term in Term}


def untold(application: Application, thread: tuple[str, ...]) -> tuple[Term, ...]:
    """Return what neither the employer's mails, nor the record, nor the person's notes tell of an offer."""
    told = set(_recorded(application))
    for line in _lines(application, thread):
        told |= {term for term, pattern in _told_by().items() if term not in told and pattern.search(line)}
    return tuple(term for term in Term if term not in told)


def _recorded(application: Application) -> Iterator[Term]:
    offer = application.offer
    if offer is not None and offer.starts:
        yield Term.START
    if offer is not None and offer.form is OfferForm.TRIAL:
        yield Term.CONTRACT


def _lines(application: Application, thread: tuple[str, ...]) -> Iterator[str]:
    notes = tuple(text for _, text in application.notes)
    for text in (*thread[-_TEXTS_READ:], *notes[-_TEXTS_READ:]):
        for line in text[:_TEXT_LIMIT].splitlines():
            yield line[:_LINE_LIMIT]
