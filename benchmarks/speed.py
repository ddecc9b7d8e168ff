"""`make speed`: what understanding mail costs: time beside parsing alone, memory, the time to the first verdict.

Every figure is taken in one run on this machine; the ratios are what travels to another one.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

MESSAGES = 2000


def raw_mails() -> list[bytes]:
    """Two thousand mails of the corpus."""
    from corpus import read_corpus  # noqa: PLC0415 - not in the process that is measured at its start

    return [written.raw for written in read_corpus()][:MESSAGES]


def each(work: Callable[[bytes], object], mails: list[bytes]) -> float:
    """Return milliseconds of processor time for one mail."""
    began = time.process_time()
    for raw in mails:
        work(raw)
    return 1000 * (time.process_time() - began) / len(mails)


def child(*arguments: str) -> dict[str, float]:
    """Run a part of this file in a process of its own; return what it printed."""
    printed = subprocess.run([sys.executable, __file__, *arguments], check=True, capture_output=True, text=True).stdout
    return {name: float(value) for name, value in (line.split() for line in printed.splitlines())}


def reading(encoder: bool) -> None:
    """Read all mails as the reading process does; print time and memory."""
    from unwatch.message import read_message  # noqa: PLC0415
    from unwatch_classifiers.classify import classify  # noqa: PLC0415
    from unwatch_classifiers.encoder import hearing  # noqa: PLC0415

    if not encoder:
        hearing.switch_off()
    mails = raw_mails()
    classify(read_message(mails[0]))
    print("parsing", each(read_message, mails))
    print("both", each(lambda raw: classify(read_message(raw)), mails))
    print("peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def first_verdict() -> float:
    """Return seconds from nothing to the first verdict of a reading process."""
    from unwatch.reader import WorkerReader  # noqa: PLC0415

    reader = WorkerReader()
    began = time.monotonic()
    reader.read(b"From: a@example.org\nSubject: x\n\nCould you come on Tuesday at ten?\n")
    spent = time.monotonic() - began
    reader.close()
    return spent


def at_rest() -> float:
    """Return MB of a process that has loaded all that the daemon loads."""
    code = "import unwatch.daemon; print('rest', *[x.split()[1] for x in open('/proc/self/status') if 'VmRSS' in x])"
    printed = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    return float(printed.split()[1]) / 1024


def main() -> None:
    if sys.argv[1:]:
        reading(encoder=sys.argv[1] == "encoder")
        return
    print(
        "| reading 2,000 mails | ms a mail | of them parsing | ratio | peak memory, MB |\n"
        "| --- | --- | --- | --- | --- |"
    )
    for name in ("encoder", "plain"):
        told = child(name)
        called = "with the encoder" if name == "encoder" else "without"
        ratio = told["both"] / told["parsing"]
        print(f"| {called} | {told['both']:.1f} | {told['parsing']:.1f} | {ratio:.1f} | {told['peak']:.0f} |")
    print(f"\nfirst verdict of a reading process after {first_verdict():.2f} s")
    print(f"the daemon at rest, all loaded: {at_rest():.0f} MB")


if __name__ == "__main__":
    main()
