"""Mistakes in the settings, told in words: where, what is wrong, and what to write instead. Never the value itself."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from unwatch.settings_values import Wrong, as_toml

_SECRETS = frozenset({
    "password", "passwd", "pass", "passphrase", "pw", "secret", "token", "app_password", "client_secret",
    "access_token", "refresh_token",
})  # fmt: skip
_WHERE_SECRETS_GO = (
    "take the line out and let it be read from elsewhere: a systemd credential, password_command or password_file"
)
_WHAT = {
    "missing": "is missing",
    "string_type": "must be text in quotes",
    "int_type": "must be a whole number, without quotes",
    "int_parsing": "must be a whole number, without quotes",
    "bool_type": "must be true or false, without quotes",
    "tuple_type": "must be a list in square brackets",
    "list_type": "must be a list in square brackets",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "too_short": "must not be empty",
    "string_too_short": "must not be empty",
    "string_too_long": "is too long",
    "string_pattern_mismatch": "must be a name of letters, digits, dots, hyphens and underscores",
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: the place as keys and indices, what is wrong, what to write instead."""

    place: tuple[str | int, ...]
    what: str
    instead: str = ""

    def __str__(self) -> str:
        place = ".".join(str(key) for key in self.place if not isinstance(key, int))
        where = f"{place}: " if place else ""
        return f"{where}{self.what} ({self.instead})" if self.instead else f"{where}{self.what}"


def in_words(file: str, mistakes: Iterable[Mistake]) -> str:
    """Return one line for each mistake, the file's name first."""
    return "\n".join(f"{file}: {mistake}" for mistake in mistakes)


def in_syntax(error: ValueError) -> Mistake:
    """Tell where a file stops being TOML; tomllib gives the line and column, and names no value."""
    if isinstance(error, UnicodeDecodeError):
        line = error.object[: error.start].count(b"\n") + 1
        return Mistake((f"line {line}",), "is not UTF-8 text", "save the file in UTF-8")
    told = re.fullmatch(r"(.{1,200}?) \(at (.{1,60})\)", str(error))
    what, place = told.groups() if told else ("is not TOML", "")
    return Mistake((place,), f"{what[0].lower()}{what[1:]}", "text stands in quotes, tables in square brackets")


def with_secrets(table: Mapping[str, Any], place: tuple[str | int, ...] = ()) -> Iterator[Mistake]:
    """Yield a mistake for each key, however deep, that is named like a secret."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from with_secrets(value, (*place, key))
        elif key.casefold().replace("-", "_") in _SECRETS:
            yield Mistake((*place, key), "a secret never stands in this file", _WHERE_SECRETS_GO)


def in_shape(error: ValidationError, model: type[BaseModel]) -> Iterator[Mistake]:
    """Yield what the model found wrong, told anew: its own words would print the values."""
    for detail in error.errors(include_url=False, include_input=False):
        place = tuple(key for key in detail["loc"] if key != "[key]")
        if detail["type"] == "extra_forbidden":
            yield _unknown(place, model)
        elif place != detail["loc"]:  # the name of a table, not a value in it
            yield Mistake(place, _what(detail, None), f"such as [{place[0]}.personal]")
        else:
            yield _told(detail, place, model)


def _told(detail: ErrorDetails, place: tuple[str | int, ...], model: type[BaseModel]) -> Mistake:
    field = _follow(model, place)[1]
    wrong = detail.get("ctx", {}).get("error")
    if isinstance(wrong, Wrong):
        return Mistake(place, wrong.what, wrong.instead)
    return Mistake(place, _what(detail, field), _instead(place, field))


def _what(detail: ErrorDetails, field: FieldInfo | None) -> str:
    context = detail.get("ctx", {})
    if detail["type"] in {"literal_error", "enum"}:
        return f"must be {context['expected']}".replace("'", '"')
    if detail["type"] in {"greater_than_equal", "less_than_equal"} and field is not None:
        bounds = {name: getattr(one, name) for one in field.metadata for name in ("ge", "le") if hasattr(one, name)}
        return f"must be from {bounds.get('ge', 'the least')} to {bounds.get('le', 'the most')}"
    return _WHAT.get(detail["type"], "is not what belongs here")


def _instead(place: tuple[str | int, ...], field: FieldInfo | None) -> str:
    if field is None or not place:
        return "see: unwatch config example"
    key = [part for part in place if isinstance(part, str)][-1]
    if _table_in(field.annotation) is not None:
        return f"write a table [{key}.personal]" if get_origin(field.annotation) is dict else f"write a table [{key}]"
    example = field.examples[0] if field.examples else field.default
    return f"write {key} = {as_toml(example)}"


def _unknown(place: tuple[str | int, ...], model: type[BaseModel]) -> Mistake:
    table, key = _follow(model, place)[0], str(place[-1])
    elsewhere = [name for name, one in tables(model) if one is not table and key in one.model_fields]
    near = difflib.get_close_matches(key, table.model_fields, n=1, cutoff=0.6)
    if near:
        return Mistake(place, "is not known", f"did you mean {near[0]}?")
    if elsewhere:
        return Mistake(place, "does not belong here", f"move it to [{elsewhere[0]}]")
    return Mistake(place, "is not known", f"known here: {', '.join(table.model_fields)}")


def tables(model: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield the tables of a model with their names, in order; one of many is called `mailbox.NAME`."""
    for name, field in model.model_fields.items():
        table = _table_in(field.annotation)
        if table is not None:
            yield (f"{name}.NAME" if get_origin(field.annotation) is dict else name), table


def _follow(model: type[BaseModel], place: tuple[str | int, ...]) -> tuple[type[BaseModel], FieldInfo | None]:
    """Return the table that holds the last key of a place, and that key's field if it is known."""
    table, field, names_follow = model, None, False
    for key in place:
        if names_follow or isinstance(key, int):
            names_follow = False
            continue
        if field is not None:
            table = _table_in(field.annotation) or table
        field = table.model_fields.get(key)
        names_follow = field is not None and get_origin(field.annotation) is dict
    return table, field


def _table_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in {dict, Union, UnionType}:
        return next(filter(None, map(_table_in, get_args(annotation))), None)
    return None
