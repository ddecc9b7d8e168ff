"""How the letter puts things: numbers and dates as a person says them, and employers' words made harmless.

Mail is hostile input. What passes through `clean`, `named`, `quoted` or `lines_of` has no control character, no
bidi or zero-width character, no line break of its own, and a bounded length.
"""

from __future__ import annotations

import html
import re
import textwrap
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

COLUMNS = 70  # two fewer than the 72 allowed, so that a quoted letter keeps its lines
QUOTE_LIMIT = 280  # letter.md d.4: cut at 280 characters per quote
NAME_LIMIT = 48

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_NUMBERS = (
    *("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_ORDINALS = ("none", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")

# Words that the letter never says in its own voice (letter.md e). A name that holds one stands in quotation marks.
_LOUD = re.compile(
    r"\b(?:check(?:s|ed|ing)?|unread|overdue|late by|days left|still (?:no|haven't|have not|waiting)"
    r"|ghost(?:ed|ing|s)?|rejected|failed|unsuccessful|unfortunately|do(?:n't| not) worry|relax|calm down"
    r"|hope(?:s|d|ful|fully)?|luck|fingers crossed|streak|missed|should have|you need to|you must|hurry|asap|urgent"
    r"|last chance|just (?:a )?remind(?:er)?|stay tuned|see what|find out|promising|good sign|bad sign|probably"
    r"|chances?|odds|unemployed|weeks searching)\b|[%!]",
    re.IGNORECASE,
)
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_SYMBOLS_FROM = 0x2190  # arrows, dingbats and emoji start here; below are the signs that belong to writing
_MARKS_IN_A_ROW = 2
_NUMBER_IN_BRACKETS = re.compile(r"\((\d{1,3})\)")
_SINGLE = dict.fromkeys(map(ord, '"“”„‟«»＂'), "'")
_ENTITY_LIKE = re.compile(r"&(?=#?\w{1,32};)")


def number(count: int) -> str:
    """Return a count as the letter says it: words up to twenty, digits beyond, "none" for zero."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def counted(count: int, one: str, many: str) -> str:
    """Return a count with its noun: "one thing", "two things"."""
    return f"{number(count)} {one if count == 1 else many}"


def ordinal(count: int) -> str:
    """Return "second" for 2; digits with "th" beyond ten, where the letter never comes."""
    return _ORDINALS[count] if 0 <= count < len(_ORDINALS) else f"{count}th"


def sentence(text: str) -> str:
    """Return the text with its first letter in upper case; the rest is untouched."""
    return text[:1].upper() + text[1:]


def listed(items: Iterable[str]) -> str:
    """Join with commas, as a list of names is written."""
    return ", ".join(items)


def is_loud(text: str) -> bool:
    """Tell whether the text holds a word or a sign that the letter does not use itself."""
    return bool(_LOUD.search(text.replace("’", "'")))


# Employers' words


def _keeps(char: str, symbols: bool) -> bool:
    category = unicodedata.category(char)
    if category in _DROPPED_CATEGORIES or 0xFE00 <= ord(char) <= 0xFE0F:
        return False
    return symbols or not (category in {"So", "Sk"} and ord(char) >= _SYMBOLS_FROM)


def _visible(text: str, symbols: bool) -> str:
    """Drop what is not seen or turns text round; keep no more than a few marks on one letter."""
    if text.isascii() and text.isprintable():
        return text
    kept: list[str] = []
    marks = 0
    for char in text:
        if unicodedata.category(char) in {"Zl", "Zp", "Zs"} or char in "\t\n\v\f\r\x1c\x1d\x1e\x85":
            kept.append(" ")
            continue
        if not _keeps(char, symbols):
            continue
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _MARKS_IN_A_ROW:
            kept.append(char)
    return "".join(kept)


def cut(text: str, limit: int) -> str:
    """Return at most `limit` characters, ended by an ellipsis at a word's end where something was cut."""
    if len(text) <= limit:
        return text
    short = text[: limit - 1]
    at_word = short.rpartition(" ")[0]
    return (at_word if len(at_word) > limit // 2 else short).rstrip(" ,;:.-") + "…"


def clean(text: str, limit: int, *, symbols: bool = False) -> str:
    """Return foreign text as one harmless line of at most `limit` characters.

    Character references are resolved and angle brackets turned, so that the text part never looks like markup.
    """
    bounded = text[: limit * 4 + 200]  # cleaning only ever shortens; a megabyte of subject need not be walked
    visible = _visible(html.unescape(bounded), symbols)
    one_line = " ".join(visible.replace("<", "‹").replace(">", "›").split())
    return cut(_ENTITY_LIKE.sub("& ", one_line), limit)


def quoted(text: str, limit: int = QUOTE_LIMIT) -> str:
    """Return foreign text in double quotation marks; those inside become single ones, so that none is closed early."""
    return f'"{_unquoted(clean(text, limit))}"'


def _unquoted(text: str) -> str:
    return text.translate(_SINGLE)


def unstopped(text: str, limit: int = QUOTE_LIMIT) -> str:
    """Return a quote without the stop at its end, for the middle of a sentence or a cell."""
    return f'"{_unquoted(clean(text, limit)).rstrip(" .,;:")}"'


def stopped(quote: str) -> str:
    """Return a quote as the end of a sentence, with one stop only."""
    return quote if quote[-2:-1] in {"?", "!", "…"} else f"{quote}."


def said(text: str, limit: int = QUOTE_LIMIT) -> str:
    """Return foreign text in quotation marks as the end of a sentence, with one stop only."""
    return stopped(unstopped(text, limit))


def whole(text: str, limit: int) -> str:
    """Return the person's own words in quotation marks, their last sign too, as a sentence (letter.md e 10)."""
    words = quoted(text, limit)
    return words if words[-2:-1] == "." else stopped(words)


def named(text: str, limit: int = NAME_LIMIT) -> str:
    """Return a name, role or reason for use outside quotes; in quotes if it holds a word the letter does not say."""
    plain = _unquoted(_NUMBER_IN_BRACKETS.sub(r"[\1]", clean(text, limit))).strip(" ,;")
    if not plain:
        return "not named"
    return f'"{plain}"' if is_loud(plain) else plain


def reason(text: str, words: int = 12) -> str:
    """Return a reason of at most so many words, without a stop at its end (letter.md e 11)."""
    return named(" ".join(clean(text, 200).split()[:words]).rstrip(" .,;:"), 90)


def one_line(text: str) -> str:
    """Return foreign text as one harmless line of a sentence's length."""
    return clean(text, 200)


def lines_of(text: str, limit: int) -> tuple[tuple[str, ...], bool]:
    """Return a body as harmless lines, and whether it had to be cut.

    The line breaks are the mail's own; empty lines are kept, but never two in a row nor at either end.
    """
    bounded = text[:limit]
    lines: list[str] = []
    for line in bounded.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        shown = _visible(line, symbols=True).rstrip()
        if shown or (lines and lines[-1]):
            lines.append(shown)
    while lines and not lines[-1]:
        lines.pop()
    return tuple(lines), len(text) > limit


_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")
_NOBODY_READS = (
    "noreply",
    "donotreply",
    "dontreply",
    "notreply",
    "neverreply",
    "nichtantworten",
    "nepasrepondre",
    "mailerdaemon",
    "postmaster",
    "bounce",
    "unattended",
)


def is_address(text: str) -> bool:
    """Tell whether the text is one plain addr-spec (RFC 5322, 3.4.1: dot-atom at a domain), safe to write to."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None


def is_read_by_somebody(address: str) -> bool:
    """Tell whether a valid address is not one of those that say that nobody reads them."""
    local = re.sub(r"[^a-z]", "", address.partition("@")[0].lower())
    return is_address(address) and not any(word in local for word in _NOBODY_READS)


def address_shown(text: str) -> str:
    """Return an address for reading, its domain in A-labels (RFC 5890), so that a look-alike shows itself."""
    local, _, domain = clean(text, 254).rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        ascii_domain = domain.encode("ascii", "replace").decode("ascii")
    return named(f"{local}@{ascii_domain}" if local else ascii_domain, 120)


# Lines


def wrapped(text: str, *, first: str = "", then: str = "") -> list[str]:
    """Break a paragraph into lines."""
    return textwrap.wrap(
        text,
        COLUMNS,
        initial_indent=first,
        subsequent_indent=then,
        break_on_hyphens=False,
        break_long_words=True,
    )


# Dates


@dataclass(frozen=True, slots=True)
class Dates:
    """Says dates as the letter does: in the person's zone, seen from the moment the letter is written."""

    now: datetime
    zone: ZoneInfo

    def local(self, when: datetime) -> datetime:
        """Return the moment in the person's zone; a year at the edge of the calendar stays as it is."""
        try:
            return when.astimezone(self.zone)
        except OverflowError:
            return when

    def day(self, when: datetime | date) -> date:
        """Return the calendar day, as the person counts days."""
        return self.local(when).date() if isinstance(when, datetime) else when

    @property
    def today(self) -> date:
        """The day on which the letter is written."""
        return self.day(self.now)

    def short(self, when: datetime | date) -> str:
        """Return "14 October", with the year only where it is another one."""
        day = self.day(when)
        year = "" if day.year == self.today.year else f" {day.year}"
        return f"{day.day} {_MONTHS[day.month - 1]}{year}"

    def from_to(self, before: date, after: date) -> str:
        """Return "from 3 to 17 November"."""
        same_month = (before.year, before.month) == (after.year, after.month)
        return f"from {before.day if same_month else self.short(before)} to {self.short(after)}"

    def full(self, when: datetime | date) -> str:
        """Return "Tuesday 14 October"."""
        return f"{_WEEKDAYS[self.day(when).weekday()]} {self.short(when)}"

    def weekday(self, when: datetime | date) -> str:
        """Return "Tuesday" for today and the six days before it, and the full date for any other."""
        day = self.day(when)
        return _WEEKDAYS[day.weekday()] if -6 <= (day - self.today).days <= 0 else self.full(day)

    def ahead(self, when: datetime | date) -> str:
        """Return "Tuesday" for a day of the coming week, and "14 October" for any other."""
        day = self.day(when)
        return _WEEKDAYS[day.weekday()] if 0 <= (day - self.today).days <= 6 else self.short(day)

    def clock(self, when: datetime) -> str:
        """Return "10:00"."""
        return self.local(when).strftime("%H:%M")

    def moment(self, when: datetime) -> str:
        """Return "Wednesday 11:04"."""
        return f"{self.weekday(when)} {self.clock(when)}"

    def span(self, start: datetime, end: datetime | None) -> str:
        """Return "Tuesday 14 October, 10:00 to 10:45", with the second date where it is another one."""
        begins = f"{self.full(start)}, {self.clock(start)}"
        if end is None or end <= start:
            return begins
        same_day = self.day(start) == self.day(end)
        return f"{begins} to {self.clock(end) if same_day else f'{self.full(end)}, {self.clock(end)}'}"

    def there(self, start: datetime) -> str | None:
        """Return the time where they are, if the offset that the mail meant is not the person's (letter.md S14).

        A time in UTC is how machines write to each other, and says nothing about where anybody is.
        """
        local = self.local(start)
        if start.utcoffset() == local.utcoffset() or str(start.tzinfo) == "UTC":
            return None
        at = f"{start:%H:%M}"
        if start.date() != local.date():
            at = f"{at} on {_WEEKDAYS[start.weekday()]}"
        return f"Where they are: {at} ({_zone_name(start)})."

    def working_morning(self, day: date) -> datetime:
        """Return nine o'clock on that day, or on the next Monday if it falls on a weekend."""
        shift = 7 - day.weekday() if day.weekday() >= 5 else 0
        return datetime.combine(day + timedelta(days=shift), time(9), self.zone)

    def next_working_morning(self) -> datetime:
        """Return the first morning of a working day after today."""
        return self.working_morning(self.today + timedelta(days=1))


def _zone_name(when: datetime) -> str:
    key = getattr(when.tzinfo, "key", None)
    if key:
        return str(key).replace("_", " ")
    offset = f"{when:%z}"
    return f"UTC{offset[:3]}:{offset[3:5]}"


def day_and_time(when: datetime, zone: ZoneInfo) -> str:
    """Return "Wednesday 8 October, 22:10" by itself, for a mail that is no letter."""
    dates = Dates(when, zone)
    return f"{dates.full(when)}, {dates.clock(when)}"


def short_date(day: date) -> str:
    """Return "Tue 14 Oct", for a subject line."""
    return f"{_WEEKDAYS[day.weekday()][:3]} {day.day} {_MONTHS[day.month - 1][:3]}"


def subject_day(day: date) -> str:
    """Return "Tuesday 14 Oct", for the subject of a pass-on."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1][:3]}"
