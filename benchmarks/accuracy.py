"""`make accuracy`: the verdicts over mail that no sign was written for and no weight learned from.

The two hundred mails of tests/replay are another person's search, labelled by reading them before the program ran.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path

from unwatch.message import read_message
from unwatch_classifiers.classify import classify
from unwatch_classifiers.records import Label, Message

REPLAY = Path(__file__).resolve().parent.parent / "tests" / "replay"
URGENT = {Label.SCHEDULING, Label.ASSESSMENT, Label.REFERENCE_REQUEST, Label.OFFER}
SURE = 0.9


def labelled() -> list[tuple[Message, set[Label]]]:
    """Every mail that came in, with the labels that are fair answers."""
    expected = json.loads((REPLAY / "expected.json").read_text("utf-8"))
    fair = {key: {Label(one) for one in labels} for key, labels in expected["labels"].items()}
    fair |= {key: {Label.OTHER} for key in expected["ordinary"]["in"]}
    messages = [read_message(file.read_bytes()) for file in sorted((REPLAY / "mail200").glob("*.eml"))]
    return [(message, fair[message.message_id]) for message in messages if message.message_id in fair]


def main() -> int:
    mails = labelled()
    classify(mails[0][0])  # loads what is loaded once
    began = time.process_time()
    verdicts = [classify(message) for message, _ in mails]
    spent = (time.process_time() - began) / len(mails)
    right = [verdict.label in fair for verdict, (_, fair) in zip(verdicts, mails, strict=True)]
    told = list(zip(verdicts, (fair for _, fair in mails), right, strict=True))
    print(f"{len(mails)} mails: {sum(right)} right ({sum(right) / len(mails):.3f}), {1000 * spent:.1f} ms CPU each\n")
    print("| label | mails | found | taken for it wrongly |\n| --- | --- | --- | --- |")
    wrongly = Counter(verdict.label for verdict, _, ok in told if not ok)
    for label in Label:
        of_it = [ok for _, fair, ok in told if label in fair]
        print(f"| {label.value} | {len(of_it)} | {sum(of_it)} | {wrongly[label]} |")
    urgent = [verdict.label in URGENT for verdict, fair, _ in told if fair & URGENT]
    calm = [verdict.label in URGENT for verdict, fair, _ in told if not fair & URGENT]
    print(f"\nurgent taken for urgent {sum(urgent)} of {len(urgent)}; calm taken for urgent {sum(calm)} of {len(calm)}")
    sure = [ok for verdict, _, ok in told if verdict.confidence >= SURE]
    print(f"of the {len(sure)} verdicts at {SURE} or more, {sum(sure)} are right")
    return 0


if __name__ == "__main__":
    sys.exit(main())
