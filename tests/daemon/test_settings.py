"""The settings file: where it lies, what it means, and that every mistake is told at once and without its value."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from unwatch import settings, settings_values
from unwatch.errors import EXIT_CONFIGURATION, ConfigurationError
from unwatch.schedule import Weekday
from unwatch.settings import Settings, find_file, load

LEAST = """
[mailbox.personal]
host = "imap.example.org"
user = "You@example.org"
"""

Write = Callable[[str], Path]


EXPECTED = """
unwatch.toml: mailbox.personal.password: a secret never stands in this file (SECRETS)
unwatch.toml: letter.mailbox: names no mailbox of this file (one of personal)
unwatch.toml: timezone: is not a time zone of the IANA database (such as "Europe/Berlin")
unwatch.toml: mailbox.personal.host: is missing (write host = "imap.example.org")
unwatch.toml: mailbox.personal.encryption: must be "tls", "starttls" or "none" (write encryption = "tls")
unwatch.toml: mailbox.personal.port: must be a whole number, without quotes (write port = 993)
unwatch.toml: mailbox.personal.sweep_minutes: must be from 1 to 30 (write sweep_minutes = 5)
unwatch.toml: mailbox.personal.hots: is not known (did you mean host?)
unwatch.toml: letter.day: is not the name of a weekday (WEEKDAYS)
unwatch.toml: letter.time: is not a time of day (hours and minutes in quotes, such as "16:00")
unwatch.toml: quiet_from: does not belong here (move it to [pass_on])
unwatch.toml: retentoin: is not known (did you mean retention?)
""".replace(
    "SECRETS",
    "take the line out and let it be read from elsewhere: a systemd credential, password_command or password_file",
).replace("WEEKDAYS", "one of monday, tuesday, wednesday, thursday, friday, saturday, sunday")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a settings file and return its place."""

    def _write(text: str) -> Path:
        path = tmp_path / "unwatch.toml"
        path.write_text(text)
        return path

    return _write


def mistakes(path: Path) -> list[str]:
    """Load a file that is wrong and return the lines of what is told."""
    with pytest.raises(ConfigurationError) as caught:
        load(path)
    assert caught.value.status == EXIT_CONFIGURATION
    assert caught.value.__context__ is None or caught.value.__suppress_context__
    return caught.value.message.splitlines()


def test_three_lines_are_enough(write: Write) -> None:
    """A mailbox's host and user are all that is required, and the rest is what most people want."""
    found = load(write(LEAST))

    mailbox = found.mailbox["personal"]
    assert (mailbox.port, mailbox.encryption, mailbox.folders, mailbox.sweep_minutes) == (993, "tls", ("INBOX",), 5)
    assert (found.letter.day, found.letter.time, found.pass_on.next_morning) == (Weekday.FRIDAY, time(16), time(8, 30))
    assert (found.smtp, found.pass_on.quiet_from, found.first_look.days) == (None, None, 120)


def test_addresses_that_are_not_given_follow_from_the_mailboxes(write: Write) -> None:
    """The person is who logs in, letters go to them, and are put into their first mailbox."""
    found = load(write(LEAST + '[mailbox.other]\nhost = "imap.example.com"\nuser = "just-a-name"\n'))

    assert found.own_addresses == ("you@example.org",)
    assert (found.letter_to, found.pass_on_to) == ("you@example.org", ("you@example.org",))
    assert (found.letter_mailbox, found.from_address) == ("personal", "you@example.org")


def test_addresses_that_are_given_are_kept(write: Write) -> None:
    """Each place of its own: whose mail it is, where letters and pass-ons go, and whom they come from."""
    found = load(
        write(
            'me = ["Me@example.org", "i@example.com"]\n' + LEAST + '[letter]\nto = "letters@example.org"\n'
            '[pass_on]\nto = ["phone@example.org"]\n[smtp]\nhost = "smtp.example.org"\nfrom_address = "w@example.org"\n'
        )
    )

    assert found.own_addresses == ("me@example.org", "i@example.com")
    assert (found.letter_to, found.pass_on_to) == ("letters@example.org", ("phone@example.org",))
    assert found.from_address == "w@example.org"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ('encryption = "starttls"', 143),
        ('encryption = "starttls"\nport = 1143', 1143),
        ('encryption = "none"\nhost = "127.0.0.1"', 143),
    ],
)
def test_the_port_follows_the_encryption(write: Write, table: str, expected: int) -> None:
    """Who asks for STARTTLS means port 143, unless they name another."""
    host = "" if "host" in table else 'host = "imap.example.org"\n'

    assert load(write(f'[mailbox.a]\nuser = "a@example.org"\n{host}{table}\n')).mailbox["a"].port == expected


@pytest.mark.parametrize(("encryption", "expected"), [("tls", 465), ("starttls", 587)])
def test_the_submission_port_follows_the_encryption(write: Write, encryption: str, expected: int) -> None:
    """465 is TLS from the first byte, 587 is STARTTLS (RFC 8314)."""
    found = load(write(LEAST + f'[smtp]\nhost = "smtp.example.org"\nencryption = "{encryption}"\n'))

    assert found.smtp is not None
    assert found.smtp.port == expected


def test_no_value_comes_from_the_environment(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable named like a setting changes nothing."""
    for name in ("LETTER", "letter", "UNWATCH_LETTER", "TIMEZONE", "timezone"):
        monkeypatch.setenv(name, '{"day": "monday"}' if "etter" in name.lower() else "Asia/Tokyo")
    before = load(write(LEAST + "[letter]\n"))

    assert before.letter.day is Weekday.FRIDAY
    assert load(write('timezone = "Europe/Berlin"\n' + LEAST)).zone == ZoneInfo("Europe/Berlin")


def test_every_mistake_is_told_at_once_in_a_line_of_its_own(write: Write) -> None:
    """One round of correcting is enough, for shape and sense and secrets alike."""
    told = mistakes(
        write(
            'timezone = "Europe/Berln"\nquiet_from = "22:00"\n[retentoin]\nx = 1\n'
            '[mailbox.personal]\nhots = "imap.example.org"\nport = "993"\nuser = "you@example.org"\n'
            'encryption = "ssl"\nsweep_minutes = 31\npassword = "hunter2"\n'
            '[letter]\nday = 5\ntime = "4pm"\nmailbox = "nope"\n'
        )
    )

    assert sorted(told) == sorted(EXPECTED.strip().splitlines())


WRONG = [
    ("", "mailbox: is missing (write a table [mailbox.personal])"),
    ("mailbox = 5", "mailbox: must be a table (write a table [mailbox.personal])"),
    ("[mailbox]", "mailbox: must not be empty (write a table [mailbox.personal])"),
    ('me = "you@example.org"' + LEAST, 'me: must be a list in square brackets (write me = ["you@example.org"])'),
    ('me = ["you"]' + LEAST, 'me: is not a mail address (the bare address, such as "you@example.org")'),
    ('me = ["A <a@example.org>"]' + LEAST, 'me: is not a mail address (the bare address, such as "you@example.org")'),
    ('me = ["a@example.org", "A@example.org"]' + LEAST, "me: names the same thing twice (each of them once)"),
    (LEAST + "enabled = 0", "mailbox.personal.enabled: must be true or false, without quotes (write enabled = true)"),
    (LEAST + "enabled = false", "mailbox: none is enabled (take enabled = false out of one)"),
    (LEAST + "folders = []", 'mailbox.personal.folders: must not be empty (write folders = ["INBOX"])'),
    (LEAST + "sweep_minutes = 0", "mailbox.personal.sweep_minutes: must be from 1 to 30 (write sweep_minutes = 5)"),
    (LEAST + "sweep_minutes = 1.5", "mailbox.personal.sweep_minutes: must be a whole number, without quotes"),
    (LEAST + "port = 0", "mailbox.personal.port: must be from 1 to 65535 (write port = 993)"),
    (LEAST + 'sent = ""', 'mailbox.personal.sent: must not be empty (write sent = "Sent")'),
    (LEAST + 'sent = "a\\nb"', "mailbox.personal.sent: holds a line break or another control character"),
    (LEAST + 'ca_file = "ca.pem"', "mailbox.personal.ca_file: is not a whole path (a path from the root"),
    (LEAST + 'certificate_sha256 = "ab:cd"', "mailbox.personal.certificate_sha256: is not a SHA-256 fingerprint"),
    (LEAST + 'encryption = "none"', "mailbox.personal.encryption: would send your mail in the clear over a network"),
    (LEAST + 'password_command = "pass x"', "mailbox.personal.password_command: must be a list in square brackets"),
    (LEAST + 'credential = "../x"', "mailbox.personal.credential: must be a name of letters, digits, dots"),
    (
        LEAST + 'credential = "x"\npassword_file = "/x"',
        "mailbox.personal.password_file: is a second way to the same secret, beside credential (keep one of them)",
    ),
    (
        LEAST + 'password_command = ["x"]\npassword_file = "/x"',
        "mailbox.personal.password_file: is a second way to the same secret, beside password_command (keep one",
    ),
    ('[mailbox."a b"]\nhost = "h"\nuser = "a@example.org"', "mailbox.a b: must be a name of letters, digits, dots"),
    ('[mailbox.a]\nhost = "imap://h"\nuser = "a@example.org"', "mailbox.a.host: is not the name of a server"),
    ('[mailbox.a]\nhost = "h:993"\nuser = "a@example.org"', "mailbox.a.host: is not the name of a server"),
    ('[mailbox.a]\nhost = "h"\nuser = "name"', "letter.to: nobody is known to write to (write to ="),
    (
        LEAST + '[you]\ncurrent_employer = "work.example"\n[letter]\nto = "me@mail.work.example"',
        "letter.to: is an address at your current employer",
    ),
    (
        LEAST + '[you]\ncurrent_employer = "work.example"\n[pass_on]\nto = ["me@work.example"]',
        "pass_on.to: is an address at your current employer",
    ),
    (LEAST + '[letter]\nday = "fri"', "letter.day: is not the name of a weekday (one of monday,"),
    (LEAST + '[letter]\ntime = "25:00"', "letter.time: is not a time of day (hours and minutes in quotes"),
    (LEAST + "[letter]\ntime = 16", "letter.time: is not a time of day (hours and minutes in quotes"),
    (LEAST + '[pass_on]\nquiet_from = "22:00"', "pass_on.quiet_until: belongs together with quiet_from"),
    (LEAST + '[pass_on]\nquiet_until = "22:00"', "pass_on.quiet_until: belongs together with quiet_from"),
    (
        LEAST + '[pass_on]\nquiet_from = "22:00"\nquiet_until = "22:00"',
        "pass_on.quiet_until: is the same time as quiet_from (give two different times, or neither)",
    ),
    (LEAST + "[smtp]", 'smtp.host: is missing (write host = "smtp.example.org")'),
    (LEAST + "[retention]\ntexts_days = 1", "retention.texts_days: must be from 30 to 36500 (write texts_days = 400)"),
    (
        LEAST + '[log]\nlevel = "loud"',
        'log.level: must be "debug", "info", "warning" or "error" (write level = "info")',
    ),
    (LEAST + "[log]\nx = 1", "log.x: is not known (known here: level, format)"),
    (LEAST + '[imap]\nPassWord = "x"', "imap.PassWord: a secret never stands in this file (take the line out"),
]


@pytest.mark.parametrize(("text", "line"), WRONG)
def test_each_mistake_says_what_is_wrong_and_what_to_write(write: Write, text: str, line: str) -> None:
    """Place, fault and remedy stand in one line."""
    told = mistakes(write(text))

    assert any(one.startswith(f"unwatch.toml: {line}") for one in told), told


@pytest.mark.parametrize("key", ["password", "passwd", "token", "user", "port", "hots", "encryption", "password_file"])
@pytest.mark.parametrize("value", ['"hunter2 "', '["hunter2"]', '{ a = "hunter2" }'])
def test_no_message_holds_a_value(write: Write, key: str, value: str) -> None:
    """A password in a wrong place is not printed, wherever the place."""
    text = "\n".join(mistakes(write(f"[mailbox.a]\n{key} = {value}\n[{key}]\nx = {value}\n")))

    assert "hunter2" not in text


def test_settings_show_nothing_of_themselves(write: Write) -> None:
    """Printed by mistake, they tell no address and no server."""
    found = load(write(LEAST))

    assert (str(found), repr(found), f"{found.mailbox['personal']!r}") == ("<Settings>", "<Settings>", "<Mailbox>")


def test_broken_toml_is_told_by_line_and_column(write: Write) -> None:
    """An unquoted password is found by its place, not by its text."""
    told = mistakes(write("[mailbox.a]\nhost = hunter2\n"))

    assert told == ["unwatch.toml: line 2, column 8: invalid value (text stands in quotes, tables in square brackets)"]


def test_text_that_is_not_utf8_is_told_by_its_line(tmp_path: Path) -> None:
    """A file saved in another encoding is no riddle."""
    path = tmp_path / "unwatch.toml"
    path.write_bytes(b'[mailbox.a]\nhost = "h"\nuser = "\xe9"\n')

    assert mistakes(path) == ["unwatch.toml: line 3: is not UTF-8 text (save the file in UTF-8)"]


def test_a_missing_file_is_told_with_the_command_that_makes_one(tmp_path: Path) -> None:
    """One sentence names the place, and the hint can be pasted."""
    path = tmp_path / "none" / "unwatch.toml"

    with pytest.raises(ConfigurationError) as caught:
        load(path)

    assert caught.value.message == f"There are no settings at {path}."
    assert caught.value.hint == f"Begin with: mkdir -p {path.parent} && unwatch config example > {path}"


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_told(write: Write) -> None:
    """Permission denied is the person's to put right, not a defect."""
    path = write(LEAST)
    path.chmod(0)

    assert mistakes(path) == [f"{path} cannot be read: Permission denied."]


def test_settings_can_be_made_without_a_file() -> None:
    """The demo and the tests have no file."""
    table = tomllib.loads(LEAST)

    assert Settings(**table) == Settings(**table)
    assert Settings(**table).letter_to == "you@example.org"


def test_the_file_that_is_named_wins(tmp_path: Path) -> None:
    """--config is taken even where nothing is there, so that its absence is told."""
    assert find_file(tmp_path / "x.toml") == tmp_path / "x.toml"


def test_the_own_file_comes_before_the_systems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """First $XDG_CONFIG_HOME, then /etc, and the own place where there is neither."""
    own, system = tmp_path / "config" / "unwatch" / "unwatch.toml", tmp_path / "etc.toml"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(settings, "_SYSTEM_FILE", system)

    assert find_file(None) == own
    system.write_text(LEAST)
    assert find_file(None) == system
    own.parent.mkdir(parents=True)
    own.write_text(LEAST)
    assert find_file(None) == own


def test_without_the_variable_it_is_below_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """~/.config, and a relative path in the variable is not used (XDG base directories)."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(settings, "_SYSTEM_FILE", tmp_path / "none")
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")

    assert find_file(None) == tmp_path / ".config" / "unwatch" / "unwatch.toml"


@pytest.mark.parametrize(
    ("from_systemd", "xdg", "expected"),
    [
        ("/var/lib/unwatch", "/x", "/var/lib/unwatch"),
        ("/var/lib/unwatch:/var/lib/more", "", "/var/lib/unwatch"),
        ("", "/x", "/x/unwatch"),
        ("", "", "/home/you/.local/state/unwatch"),
    ],
)
def test_the_state_lies_where_systemd_says_else_in_its_xdg_place(
    write: Write, monkeypatch: pytest.MonkeyPatch, from_systemd: str, xdg: str, expected: str
) -> None:
    """$STATE_DIRECTORY comes first, and the file before all."""
    monkeypatch.setenv("STATE_DIRECTORY", from_systemd)
    monkeypatch.setenv("XDG_STATE_HOME", xdg)
    monkeypatch.setenv("HOME", "/home/you")

    assert load(write(LEAST)).state_directory == Path(expected)
    assert load(write('state_directory = "/given"' + LEAST)).state_directory == Path("/given")


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/usr/share/zoneinfo/America/St_Johns", "America/St_Johns"),
        ("/usr/share/zoneinfo/posix/Europe/Berlin", "Europe/Berlin"),
        ("/nowhere", "UTC"),
    ],
)
def test_the_machines_zone_is_where_localtime_points(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, expected: str
) -> None:
    """A machine without a zone lives in UTC."""
    (tmp_path / "localtime").symlink_to(target)
    monkeypatch.setattr(settings_values, "_LOCALTIME", tmp_path / "localtime")

    assert settings_values.machine_timezone() == expected


def test_toml_times_and_names_in_capitals_are_understood(write: Write) -> None:
    """TOML's own time of day, and a weekday as it begins a sentence, mean what they say."""
    found = load(write(LEAST + '[letter]\nday = "Sunday"\ntime = 07:30:00\n'))

    assert (found.letter.day, found.letter.time) == (Weekday.SUNDAY, time(7, 30))


def test_a_fingerprint_may_have_colons(write: Write) -> None:
    """As openssl prints it."""
    found = load(write(LEAST + f'certificate_sha256 = "{":".join(["AB"] * 32)}"\n'))

    assert found.mailbox["personal"].certificate_sha256 == "ab" * 32


@pytest.mark.parametrize("where", ['[letter]\nto = "me@mail.work.example"', '[pass_on]\nto = ["me@work.example"]'])
def test_nothing_is_sent_to_where_one_works_now(tmp_path: Path, where: str) -> None:
    """C12e: no letter and no pass-on goes to an address of the present employer's."""
    file = tmp_path / "unwatch.toml"
    file.write_text(f'{LEAST}\n[you]\ncurrent_employer = "work.example"\n{where}\n')

    with pytest.raises(ConfigurationError, match="is an address at your current employer"):
        load(file)
