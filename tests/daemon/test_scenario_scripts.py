"""How a scenario is written down: days that exist, names that exist, and dates that follow from the first day."""

from __future__ import annotations

import email
from email.policy import default
from pathlib import Path

import pytest

from support.scenarios import SCENARIOS
from support.script_files import Answering, Script, WrongScript, read_script

SHORT = """# Two mails and a reply.
me: Dana Reyes <dana@home.example>
timezone: Europe/London
day 0: Monday 2 March 2026
at once: invitation
ends: d5 20:00

=== settings
[letter]
pace = "one a week"

=== mail invitation
at: d1 09:30
From: Priya Nair <priya@harbor.example>
Subject: An interview on {d8 weekday}

Would {d8} at 10:00 do, or the {d9 day}?

=== mail yes
at: d1 12:00
From: me
To: Priya Nair <priya@harbor.example>
Subject: Re: An interview
In-Reply-To: invitation

Yes.

=== reply to the pass-on of invitation
at: d2 08:00

note 1 bring the {d8 day} papers
"""


def script(tmp_path: Path, text: str = SHORT) -> Script:
    path = tmp_path / "s99_short.txt"
    path.write_text(text, "utf-8")
    return read_script(path)


def test_days_are_counted_from_the_first_and_written_out(tmp_path: Path) -> None:
    """In headers, texts and replies."""
    short = script(tmp_path)
    first = email.message_from_bytes(short.mails[0].raw, policy=default)

    assert str(first["Subject"]) == "An interview on Tuesday"
    assert first.get_content().strip() == "Would Tuesday 10 March at 10:00 do, or the 11 March?"
    assert short.replies[0].text == "note 1 bring the 10 March papers\n"
    assert short.number(short.mails[0].at) == 1 and short.mails[0].at.isoformat() == "2026-03-03T09:30:00+00:00"


def test_the_persons_own_mail_lies_in_sent_and_answers_what_it_names(tmp_path: Path) -> None:
    """By the Message-ID that is made of the name."""
    short = script(tmp_path)
    own = email.message_from_bytes(short.mails[1].raw, policy=default)

    assert [one.sent for one in short.mails] == [False, True]
    assert own["In-Reply-To"] == f"<{short.message_id('invitation')}>"
    assert str(own["From"]) == short.me
    assert (short.replies[0].answers, short.replies[0].about) == (Answering.PASS_ON, "invitation")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Monday 2 March", "Tuesday 2 March"),
        ("pass-on of invitation", "pass-on of nobody"),
        ("at once: invitation", "at once: nobody"),
        ("reply to the pass-on", "reply to the phone"),
        ("at: d2 08:00", "at: Wednesday"),
        ("=== mail yes", "=== mail invitation"),
    ],
)
def test_a_slip_of_the_pen_is_refused(tmp_path: Path, right: str, wrong: str) -> None:
    """Otherwise a scenario would hold by mistake."""
    with pytest.raises(WrongScript):
        script(tmp_path, SHORT.replace(right, wrong))


def test_only_what_is_there_can_be_replaced(tmp_path: Path) -> None:
    """A story told twice, with a word and without, differs in that word."""
    path = tmp_path / "s99_short.txt"
    path.write_text(SHORT, "utf-8")

    assert b"Could {d8}" not in read_script(path, instead=[("Would", "Could")]).mails[0].raw
    with pytest.raises(WrongScript):
        read_script(path, instead=[("aggressively", "")])


def test_all_sixteen_are_there_and_can_be_read() -> None:
    """S01 to S16, each once."""
    assert [path.stem[:3] for path in SCENARIOS] == [f"s{number:02}" for number in range(1, 17)]
    assert all(read_script(path).mails for path in SCENARIOS)
