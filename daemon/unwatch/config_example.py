"""The example of the settings and their JSON schema, written from the model itself, so that neither can be wrong."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from datetime import time
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from unwatch.mistakes import tables
from unwatch.settings import Settings
from unwatch.settings_values import as_toml

_WIDTH = 80
_OPENING = """
Settings of unwatch: it watches your inbox, passes on at once what cannot wait, and sends everything else as one
weekly digest, which is called the letter from here on.

A line such as #key = value shows what holds without it, or an example where the words say "else". To change it, take
the # away. Passwords never stand in this file. `unwatch config check` tells whether it can be understood.
"""


def example() -> str:
    """Return an example file: what is required is filled in, everything else stands behind a #."""
    parts = [*_comment(_OPENING), "", *_keys(Settings)]
    for name, table in tables(Settings):
        field = Settings.model_fields[name.partition(".")[0]]
        parts += ["", *_comment(table.__doc__ or ""), *_table(name.replace("NAME", "personal"), table, field)]
    return "\n".join(parts) + "\n"


def schema() -> str:
    """Return the JSON schema (draft 2020-12), for editors that check TOML while it is written."""
    found: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Settings.model_json_schema(schema_generator=_AsToml),
    }
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


class _AsToml(GenerateJsonSchema):
    """The names of the keys say it already. TOML has no null: a key that may be left out is left out."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        described = super().default_schema(schema)
        return {key: value for key, value in described.items() if (key, value) != ("default", None)}

    def encode_default(self, dft: Any) -> Any:
        return f"{dft:%H:%M}" if isinstance(dft, time) else super().encode_default(dft)


def _table(name: str, table: type[BaseModel], field: FieldInfo) -> Iterator[str]:
    """Yield the header of a table and its keys, all behind a # where the table may be left out with effect."""
    optional = field.default is None and not field.is_required()
    yield f"#[{name}]" if optional else f"[{name}]"
    yield ""
    for line in _keys(table):
        yield f"#{line}" if optional and line and not line.startswith("#") else line


def _keys(table: type[BaseModel]) -> Iterator[str]:
    for name, field in table.model_fields.items():
        if any(name == other.partition(".")[0] for other, _ in tables(table)):
            continue
        yield from _comment(field.description or "")
        yield f"{'' if field.is_required() else '#'}{name} = {as_toml(_shown(field))}"
        yield ""


def _shown(field: FieldInfo) -> object:
    usual = None if field.is_required() or field.default_factory else field.default
    return field.examples[0] if field.examples and usual in {None, ()} else usual


def _comment(text: str) -> Iterator[str]:
    for number, paragraph in enumerate(text.strip().split("\n\n")):
        if number:
            yield "#"
        yield from textwrap.wrap(" ".join(paragraph.split()), _WIDTH, initial_indent="# ", subsequent_indent="# ")
