"""docs/requirements.md: each requirement of the founding article and its comments, and the tests that hold it."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/requirements.md"
LETTERS = """
A0ab A1abcd A2abcd A3ab A4ab A5abcd A6abcde A7abcde
C1abcd C2abcdefgh C3abcdefgh C4ab C5ab C6abcdefghijkl C7ab
C8ab C9abcdefg C10abcdefg C11abcdefghi C12abcdefg C13abcde
"""
ALL = frozenset(number + letter for number, letters in re.findall(r"([AC]\d+)([a-l]+)", LETTERS) for letter in letters)
_ID = re.compile(r"\b(?:A[0-7][a-e]|C1?[0-9][a-l])\b")
_ROW = re.compile(r"\| (\w+) \| (.+?) \| (.+) \|")
_TEST = re.compile(r"`([\w/]+)::(\w+)`")


@dataclass(frozen=True, slots=True)
class Written:
    """A test as its file has it: which requirements it names, and whether it is expected to fail."""

    ids: frozenset[str]
    waits: bool


@cache
def known() -> dict[tuple[str, str], Written]:
    """Return every test by its file, below tests/ and without suffix, and its name."""
    found = {}
    for path in (ROOT / "tests").rglob("test_*.py"):
        source = path.read_text("utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                name = str(path.relative_to(ROOT / "tests").with_suffix(""))
                found[name, node.name] = Written(
                    _ids(node, source), any("xfail" in ast.dump(one) for one in node.decorator_list)
                )
    return found


def _ids(node: ast.FunctionDef, source: str) -> frozenset[str]:
    body = "\n".join(source.splitlines()[node.lineno - 1 : node.end_lineno])
    comments = " ".join(re.findall(r"#.*", body))
    return frozenset(_ID.findall(f"{ast.get_docstring(node) or ''} {comments}"))


def rows(section: str) -> dict[str, str]:
    """Return the last cell of each row of a section of the page, by its id."""
    text = PAGE.read_text("utf-8").partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    found = [(row[1], row[3]) for row in _ROW.finditer(text) if row[1] in ALL]
    assert len(found) == len(dict(found)), f"twice under {section}"
    return dict(found)


def named(cell: str) -> list[tuple[str, str]]:
    """Return the tests that a cell names."""
    return [(match[1], match[2]) for match in _TEST.finditer(cell)]


def test_no_requirement_is_missing() -> None:
    """All 103 stand in the page, each as held or as not held yet."""
    held, waiting = set(rows("Held")), set(rows("Not held yet"))

    assert len(ALL) == 103
    assert held | waiting == ALL
    assert held & waiting == set()


def test_each_requirement_stands_in_a_test_that_its_row_names() -> None:
    """In the docstring or a comment of that test, so that who changes the test knows what it holds."""
    without = [
        number for number, cell in rows("Held").items() if not any(number in known()[one].ids for one in named(cell))
    ]

    assert without == []


def test_each_test_that_is_named_exists_and_holds() -> None:
    """A test that is expected to fail holds nothing."""
    told = [(number, one) for number, cell in rows("Held").items() for one in named(cell)]

    assert [one for one in told if one[1] not in known()] == []
    assert [one for one in told if known()[one[1]].waits] == []


def test_what_is_known_not_to_hold_is_told() -> None:
    """Whatever a test waits for stands under what is held in part, with that test, or is not held at all."""
    partly, waiting = rows("Held in part"), rows("Not held yet")
    hidden = [
        (number, *one)
        for one, test in known().items()
        if test.waits
        for number in test.ids
        if number not in waiting and one not in named(partly.get(number, ""))
    ]

    assert hidden == []


def test_what_is_held_in_part_is_held_and_still_waits() -> None:
    """A row that nothing waits for any more is taken out; one that a later part of the program will hold says so."""
    partly = rows("Held in part")
    done = [
        number for number, cell in partly.items() if named(cell) and not any(known()[one].waits for one in named(cell))
    ]

    assert set(partly) <= set(rows("Held"))
    assert done == []


def test_what_is_not_held_yet_has_its_reason() -> None:
    """In words, not by a test."""
    assert all(len(cell.split()) >= 4 for cell in rows("Not held yet").values())
