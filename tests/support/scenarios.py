"""The scenarios of letter.md a.1, each lived through once; every test looks at the same life."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from support.household import Household
from support.lives import Lived
from support.script_files import read_script

NOTE = "One short note to"
"""How the letter begins the one contact that it offers."""

AT_ONCE = timedelta(minutes=5)
"""The bound for what cannot wait (letter.md A7a)."""

SCENARIOS = sorted((Path(__file__).parents[1] / "scenarios").glob("*.txt"))


@cache
def lived(number: str, *instead: tuple[str, str]) -> Lived:
    """Return how the scenario of that number, such as S01, went; each first text of `instead` stands as the second."""
    (path,) = [one for one in SCENARIOS if one.stem.startswith(f"{number.lower()}_")]
    with TemporaryDirectory(prefix="unwatch-") as folder:
        return Household(read_script(path, instead=instead), Path(folder)).live()


def said(day: date) -> str:
    """Return how the program writes a day: "Thursday 9 July"."""
    return f"{day:%A} {day.day} {day:%B}"


def on(life: Lived, day: int) -> str:
    """Return how the program writes a day of the script."""
    return said(life.script.day(day))


def local(life: Lived, day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of the script in the person's zone."""
    at = life.script.day(day)
    return datetime(at.year, at.month, at.day, hour, minute, tzinfo=life.script.zone)
