"""The sentences of drafts in one language, and its way with dates: one more language is one more TOML file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from unwatch.drafts.records import Language
from unwatch.letter.words import Dates


@cache
def sentences(language: Language) -> dict[str, Any]:
    """Return what the file of a language holds."""
    file = resources.files("unwatch.drafts").joinpath(f"{language.value}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def listed(language: Language, key: str) -> tuple[str, ...]:
    """Return one list of the language's notes: how they mark a topic, or what is private."""
    return tuple(sentences(language)["notes"][key])


def names_a_day(quote: str) -> bool:
    """Tell whether an employer's words on when name a day ("by Friday", "the 15th"), and not a span ("two weeks")."""
    words = set(re.findall(r"[^\W\d_]+", quote.casefold()))
    spans = {word for language in Language for word in sentences(language)["dates"]["spans"]}
    if words & spans:
        return False
    names = {one for language in Language for key in ("weekdays", "months") for one in sentences(language)[key]}
    return any(char.isdigit() for char in quote) or bool(words & {one.casefold() for one in names})


class Phrases:
    """Says sentences and dates in one language, seen from one moment in one zone."""

    def __init__(self, language: Language, now: datetime, zone: ZoneInfo) -> None:
        self._said = sentences(language)
        self._dates = Dates(now, zone)

    def say(self, table: str, key: str, **values: str) -> str:
        """Return a sentence with its names filled in; what is filled in is never read as a sentence itself."""
        return str(self._said[table][key]).format(**values)

    def day(self, when: datetime | date) -> str:
        """Return "14 October", with the year where it is another one than now."""
        day = self._dates.day(when)
        form = "day" if day.year == self._dates.today.year else "day_of_year"
        month = self._said["months"][day.month - 1]
        return self.say("dates", form, number=str(day.day), month=month, year=str(day.year))

    def full(self, when: datetime | date) -> str:
        """Return "Tuesday 14 October"; an hour of the day belongs to a datetime."""
        if isinstance(when, datetime):
            return self.moment(when)
        return self._with_weekday(when)

    def moment(self, when: datetime) -> str:
        """Return "Tuesday 14 October at 10:00": in the zone that the mail meant, and in the person's where they differ.

        A time in UTC is how machines write to each other and says nothing about where anybody is (letter.md S14).
        """
        here = self._dates.local(when)
        if when.utcoffset() == here.utcoffset() or str(when.tzinfo) == "UTC":
            return self.say("dates", "moment", full=self._with_weekday(here.date()), clock=f"{here:%H:%M}")
        mine = f"{here:%H:%M}"
        if here.date() != when.date():
            mine = self.say("dates", "mine_other_day", weekday=self._weekday(here.date()), clock=mine)
        there = self._with_weekday(when.date())
        return self.say("dates", "moment_there", full=there, clock=f"{when:%H:%M}", mine=mine)

    def any_of(self, moments: Sequence[datetime]) -> str:
        """Return several moments joined by "or"."""
        return str(self._said["dates"]["or"]).join(self.moment(one) for one in moments)

    def local_day(self, when: datetime | date) -> date:
        """Return the calendar day, as the person counts days."""
        return self._dates.day(when)

    def weekday_of(self, when: datetime | date) -> str:
        """Return "Tuesday 14 October", whatever the hour."""
        return self._with_weekday(self._dates.day(when))

    def _with_weekday(self, day: date) -> str:
        return self.say("dates", "full", weekday=self._weekday(day), day=self.day(day))

    def _weekday(self, day: date) -> str:
        return str(self._said["weekdays"][day.weekday()])
