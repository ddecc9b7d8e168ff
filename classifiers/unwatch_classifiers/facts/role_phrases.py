"""Finds the phrases in a text that name a kind of work: "Senior Policy Analyst", "weekend barista", "Head of Treasury".

A phrase is a head noun of the list `roles` with the words before it that can belong to it, a grade or a field behind
it. Whether such a phrase is the role that a mail is about is for `role.py` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from unwatch_classifiers.facts.names import words

_LONGEST = 1_200
_MOST_BEFORE = 5
_MOST_SMALL = 3
_TOKEN = re.compile(r"[^\W_](?:[\w&+/'’.#-]{0,40}[\w+#])?|&|\S")
_HEADS = frozenset(word.replace("_", " ") for word in words("roles"))
_BREAKS = words("breaks_a_role") | words("ends_a_role")
_IN_CAPITALS = words("belongs_in_capitals")
_COMPOUND = re.compile(
    r"[\w-]{2,20}(?:keeper|maker|master|man|woman|person|worker|smith|wright|ologist|grapher|ician|nurse|gardener|driver|cook)"
)
_NO_COMPOUND = frozenset(
    {"human", "woman", "german", "roman", "norman", "layman", "gentleman", "chapman", "newman", "freshman"}
)
_FIELDS = words("fields_of_work")
_FIELD = re.compile(r"[\w-]{2,20}(?:ology|onomy|ics|ment|ance|ations)", re.IGNORECASE)
_GRADE = re.compile(r"(?:I{1,3}|IV|V|[1-9])")
_GRADE_WORDS = frozenset({"year", "grade", "band", "level", "scale", "tier", "class"})
_OVER = frozenset(
    {"head", "director", "vp", "chief", "dean", "professor", "president", "curator", "keeper", "superintendent"}
)
"""These are over something: "Director of Music"."""

_IN = frozenset(
    {"lecturer", "professor", "fellow", "instructor", "tutor", "teacher", "lectureship", "professorship", "fellowship"}
)
"""These are in a subject: "Lecturer in Hydrology"."""

_TITLES = frozenset(
    {"principal", "professor", "captain", "doctor", "dean", "curate", "president", "sergeant", "constable"}
)
"""These stand before a person's name."""

_NAMES = frozenset({"dean", "mason", "carter", "cooper", "hunter", "parker", "taylor", "porter"})
"""These are names of people too: alone, in capitals and without an article they are somebody."""

_ARTICLES = frozenset({"a", "an", "the", "our", "as", "of", "new"})


class Phrase(NamedTuple):
    """A phrase that names a kind of work, and where it stands."""

    start: int
    end: int
    text: str


class _Token(NamedTuple):
    start: int
    end: int
    text: str

    @property
    def plain(self) -> str:
        return re.sub(r"['’]s$", "", self.text.lower()).strip(".")

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def is_large(self) -> bool:
        return self.text[0].isupper()


def role_phrases(text: str) -> Iterator[Phrase]:
    """Yields the phrases of a text in their order, a longer one after the shorter that it begins with."""
    tokens = [_Token(each.start(), each.end(), each[0]) for each in _TOKEN.finditer(text[:_LONGEST])]
    index = floor = 0
    while index < len(tokens):
        last = _head_at(tokens, index)
        if last is None:
            index += 1
            continue
        first, after = _first(tokens, index, floor), _after(tokens, last)
        end = tokens[after].end
        if not _is_title(tokens, index, last) and not _is_name(tokens, first, after):
            phrase = re.sub(r"['’]s$", "", text[tokens[first].start : end])
            yield Phrase(tokens[first].start, tokens[first].start + len(phrase), phrase)
        index = floor = after + 1


def _head_at(tokens: Sequence[_Token], index: int) -> int | None:
    """The last token of the head that begins here: heads may follow one another ("Nurse Educator")."""
    last = None
    while index < len(tokens):
        width = _width(tokens, index)
        if not width or (last is not None and tokens[index].is_large != tokens[last].is_large):
            break
        index += width
        last = index - 1
    return last


def _width(tokens: Sequence[_Token], index: int) -> int:
    pair = f"{tokens[index].plain} {tokens[index + 1].plain}" if index + 1 < len(tokens) else ""
    if pair in _HEADS:
        return 2
    plain = tokens[index].plain
    if _COMPOUND.fullmatch(plain) and plain not in _NO_COMPOUND and plain not in _BREAKS and not tokens[index].is_large:
        return 1
    return 1 if plain in _HEADS or ("/" in plain and any(part in _HEADS for part in plain.split("/"))) else 0


def _first(tokens: Sequence[_Token], head: int, floor: int) -> int:
    """The first token of the phrase: in capitals as far as they go, in small letters three words at most."""
    first = head
    large = tokens[head].is_large
    while first > 0 and head - first < (_MOST_BEFORE if large else _MOST_SMALL):
        before = tokens[first - 1]
        if before.text in {"&", "and"} and large and first > floor + 1 and _belongs(tokens[first - 2], large=True):
            first -= 2
        elif _belongs(before, large=large):
            first -= 1
        else:
            break
    if first > 1 and tokens[first - 1].text.isdigit() and tokens[first - 2].plain in _GRADE_WORDS:
        first -= 2
    return first


def _belongs(token: _Token, *, large: bool) -> bool:
    return (
        token.is_word
        and (token.plain not in _BREAKS or (large and token.is_large and token.plain in _IN_CAPITALS))
        and not any(letter.isdigit() for letter in token.text)
        and (token.is_large or not large)
        and not token.text.endswith(("'s", "’s", "'ll", "'re", "'ve", "’ll", "’re", "’ve"))
    )


def _after(tokens: Sequence[_Token], last: int) -> int:
    """The last token of the phrase: a grade, what it is over, or its field."""
    last = _of_something(tokens, last)
    last = _graded(tokens, last)
    following = tokens[last + 1 :]
    if following and following[0].text == ",":
        field = list(_until_mark(following[1:]))
        return last + 1 + len(field) if field and _is_field(field) else last
    count = 0
    while count < len(following) and count < 3 and tokens[last].is_large and _is_field([following[count]]):
        count += 1
    return last + count


def _of_something(tokens: Sequence[_Token], last: int) -> int:
    if tokens[last].plain == "of":
        start = last + 1
    elif last + 2 < len(tokens) and _governs(tokens[last], tokens[last + 1]):
        start = last + 2
        if not tokens[start].is_large and tokens[last + 1].plain == "in":
            return last
    else:
        return last
    end = start
    while end < len(tokens) and end - start < 4 and (tokens[end].is_large or tokens[end].text in {"&", "and"}):
        end += 1
    while end > start and tokens[end - 1].text in {"&", "and"}:
        end -= 1
    if end == start and start < len(tokens) and tokens[start].is_word and tokens[start].plain not in _BREAKS:
        end += 1
    return end - 1 if end > start else last


def _governs(head: _Token, preposition: _Token) -> bool:
    return (head.plain in _OVER | _IN and preposition.plain == "of") or (
        head.plain in _IN and preposition.plain == "in"
    )


def _graded(tokens: Sequence[_Token], last: int) -> int:
    following = tokens[last + 1 : last + 3]
    if following and _GRADE.fullmatch(following[0].text) and not _is_pronoun(following):
        return last + 1
    if len(following) == 2 and following[0].plain in _GRADE_WORDS and re.fullmatch(r"[A-Z]?\d{0,2}", following[1].text):
        return last + 2
    return last


def _is_pronoun(following: Sequence[_Token]) -> bool:
    """Whether an "I" is the writer and not a grade."""
    if following[0].text != "I" or len(following) == 1:
        return False
    return following[1].text[0].islower() and following[1].plain not in words("ends_a_role")


def _until_mark(tokens: Sequence[_Token]) -> Iterator[_Token]:
    for token in tokens[:5]:
        if not (token.is_word or token.text == "&") or token.plain in _BREAKS - {"and", "&"}:
            return
        yield token


def _is_field(tokens: Sequence[_Token]) -> bool:
    plain = [token.plain for token in tokens]
    return all(token.is_large or token.text in {"&", "and"} for token in tokens) and (
        (plain[-1] in _FIELDS and len(plain) < 3) or plain[0] in _FIELDS or bool(_FIELD.fullmatch(plain[-1]))
    )


def _is_name(tokens: Sequence[_Token], first: int, last: int) -> bool:
    """ "Dean has picked you" is about somebody called Dean."""
    alone = first == last and tokens[first].is_large and tokens[first].plain in _NAMES
    return alone and (first == 0 or tokens[first - 1].plain not in _ARTICLES)


def _is_title(tokens: Sequence[_Token], first: int, last: int) -> bool:
    """ "Principal Womack": a title and a name."""
    return (
        first == last
        and tokens[last].plain in _TITLES
        and last + 1 < len(tokens)
        and tokens[last + 1].is_large
        and tokens[last + 1].plain not in _HEADS
    )
