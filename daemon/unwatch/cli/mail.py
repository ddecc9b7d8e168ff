"""Mail on disk for the commands that read it: each message with its verdict, and a bar while a person waits."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import click

from unwatch.maildisk import StoredMail, UnreadablePath, open_mail
from unwatch.reader import WorkerReader
from unwatch_classifiers.records import Message, Verdict


@dataclass(frozen=True, slots=True)
class Read:
    """A message on disk and what it was read as."""

    path: str
    message: Message
    verdict: Verdict


class Unread:
    """The PATHs that could not be read at all; they are named as they are met."""

    def __init__(self) -> None:
        self.count = 0

    def tell(self, error: UnreadablePath) -> None:
        self.count += 1
        click.echo(f"unwatch: {error}", err=True)


def read_all(paths: Sequence[str], home: ZoneInfo | None, unread: Unread) -> Iterator[Read]:
    """Yield every message of the paths, one at a time; hostile mail is read in a process of its own."""
    with closing(WorkerReader(home=home.key if home else None)) as reader:
        for path in paths:
            try:
                for stored in _with_bar(path):
                    message, verdict = reader.read(stored.raw, None)
                    yield Read(stored.path, message, verdict)
            except UnreadablePath as error:
                unread.tell(error)


def _with_bar(path: str) -> Iterator[StoredMail]:
    """Yield the mail of a path, with a bar on a terminal; say so where an mbox ends in the middle of a message."""
    stored = open_mail(path)
    if not sys.stderr.isatty():
        yield from _noting_the_cut(stored)
        return
    first = next(stored, None)
    if first is None:
        return
    label = f"Reading {path}"[:60]
    with click.progressbar(range(first.total or 1), label=label, file=sys.stderr, hidden=not first.total) as bar:
        reached = 0
        for one in _noting_the_cut(_again(first, stored)):
            bar.update(max(0, one.position - reached))
            reached = one.position
            yield one


def _again(first: StoredMail, rest: Iterator[StoredMail]) -> Iterator[StoredMail]:
    yield first
    yield from rest


def _noting_the_cut(stored: Iterator[StoredMail]) -> Iterator[StoredMail]:
    for one in stored:
        yield one
        if one.cut_off:
            click.echo(
                f"unwatch: {one.path} ends in the middle of a message; what is there of it was read. "
                "Copy the file again if it should be longer.",
                err=True,
            )
