"""`unwatch config`, and that the example and the schema in the repository are what the model says today."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from unwatch.cli.config import config
from unwatch.config_example import example, schema
from unwatch.errors import ConfigurationError
from unwatch.mistakes import tables
from unwatch.settings import Settings, load
from unwatch.settings_values import as_toml

CONFIG = Path(__file__).parents[2] / "config"
SWITCHED_OFF = re.compile(r"#(\w+ = .*)")


def run(*arguments: str) -> str:
    """Run the command and return what it prints; an error of ours comes through as itself."""
    return CliRunner().invoke(config, arguments, catch_exceptions=False).output


@pytest.fixture
def validator() -> Any:
    """The schema as an editor would use it, which is itself a valid one."""
    Draft202012Validator.check_schema(json.loads(schema()))
    return Draft202012Validator(json.loads(schema()))


def switched_on() -> list[tuple[str, str]]:
    """Return, for each key behind a #, its line and the example with only that line, and its table, in force."""
    lines = example().splitlines()
    found = []
    for number, line in enumerate(lines):
        match = SWITCHED_OFF.fullmatch(line)
        if match is None:
            continue
        header = max((at for at in range(number) if re.match(r"#?\[", lines[at])), default=0)
        changed = lines[:]
        changed[number] = match[1]
        if lines[header].startswith("#["):
            changed[header] = lines[header][1:]
            host = next(at for at in range(header, len(lines)) if lines[at].startswith("#host"))
            changed[host] = lines[host].removeprefix("#")
        found.append((line, "\n".join(changed)))
    return found


@pytest.mark.parametrize(
    ("name", "made"), [("unwatch.example.toml", example), ("unwatch.schema.json", schema)], ids=["example", "schema"]
)
def test_the_files_in_the_repository_are_made_from_the_model(name: str, made: Any) -> None:
    """Run `unwatch config example` and `unwatch config schema` into config/ after changing a setting."""
    assert (CONFIG / name).read_text() == made()


def test_the_example_is_understood_as_it_is(tmp_path: Path, validator: Any) -> None:
    """Nobody has to correct it before seeing it work."""
    path = tmp_path / "unwatch.toml"
    path.write_text(example())

    assert list(load(path).mailbox) == ["personal"]
    assert list(validator.iter_errors(tomllib.loads(example()))) == []


@pytest.mark.parametrize(("line", "text"), switched_on(), ids=[line for line, _ in switched_on()])
def test_each_line_of_the_example_works_when_its_mark_is_taken_away(
    line: str, text: str, tmp_path: Path, validator: Any
) -> None:
    """Every setting shown is one that the model and the schema accept; times need their partner."""
    path = tmp_path / "unwatch.toml"
    if "quiet_" in line:
        text = text.replace("#quiet_", "quiet_")
    path.write_text(text)

    load(path)
    assert list(validator.iter_errors(tomllib.loads(text))) == []


def every_field() -> list[tuple[type[BaseModel], str]]:
    """Return each key of the settings with its table; the tables themselves are described by their own words."""
    models: list[type[BaseModel]] = [Settings, *(table for _, table in tables(Settings))]
    named = {name.partition(".")[0] for name, _ in tables(Settings)}
    return [
        (model, name) for model in models for name in model.model_fields if model is not Settings or name not in named
    ]


@pytest.mark.parametrize(("model", "name"), every_field())
def test_each_setting_has_its_words_and_something_to_show(model: type[BaseModel], name: str) -> None:
    """A key is described in a sentence, and has a default or an example."""
    field = model.model_fields[name]

    assert field.description
    assert field.description.endswith(".")
    assert field.examples or field.default not in {None, ()}
    assert f"{name} = " in example()


def test_defaults_in_the_example_are_the_models(tmp_path: Path) -> None:
    """A switched-off line that shows a default changes nothing when it is switched on."""
    shown = re.findall(r"^#(?:day|time|next_morning|days|texts_days|level|format) = (.*)$", example(), re.MULTILINE)
    path = tmp_path / "unwatch.toml"
    path.write_text(example())
    found = load(path)

    assert shown == [
        as_toml(value)
        for value in (
            found.letter.day,
            found.letter.time,
            found.pass_on.next_morning,
            found.first_look.days,
            found.retention.texts_days,
            found.log.level,
            found.log.format,
        )
    ]


@pytest.mark.parametrize("wrong", ['x = 1\n[mailbox.a]\nhost = "h"\nuser = "u"', "[mailbox.a]", "[letter]\ntime = '9'"])
def test_the_schema_refuses_what_the_model_refuses(wrong: str, validator: Any) -> None:
    """Unknown keys, missing keys and impossible times are marked while they are written."""
    assert list(validator.iter_errors(tomllib.loads(wrong))) != []


def test_the_example_names_no_machine() -> None:
    """What is taken from the machine it is made on would differ on each."""
    assert "/root" not in example()
    assert '"default": "UTC"' not in schema()


def test_check_tells_in_one_line_what_would_be_done(tmp_path: Path) -> None:
    """Where the file is, that it is right, and what it means."""
    path = tmp_path / "unwatch.toml"
    path.write_text('timezone = "Europe/Berlin"\n' + example())

    assert run("check", str(path)) == (
        f"{path}: no mistakes. Watching personal; the letter comes on Friday 16:00 (Europe/Berlin), by IMAP into "
        "personal.\n"
    )


def test_check_without_a_file_looks_where_the_daemon_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person's own file is found by itself."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "unwatch").mkdir()
    (tmp_path / "unwatch" / "unwatch.toml").write_text(example())

    assert run("check").startswith(f"{tmp_path}/unwatch/unwatch.toml: no mistakes.")


def test_check_of_a_wrong_file_tells_every_mistake(tmp_path: Path) -> None:
    """The same lines as the daemon's, with its exit status."""
    path = tmp_path / "unwatch.toml"
    path.write_text("[mailbox.a]\n[log]\nlevel = 1\n")

    with pytest.raises(ConfigurationError) as caught:
        run("check", str(path))

    assert caught.value.status == 78
    assert [line.split(": ")[1] for line in caught.value.message.splitlines()] == [
        "mailbox.a.host",
        "mailbox.a.user",
        "log.level",
    ]


def test_example_and_schema_print_nothing_but_themselves() -> None:
    """Their output can be sent straight into a file."""
    assert run("example") == example()
    assert run("schema") == schema()
