"""`make accuracy`: prints how well mail is understood that nothing was learned from; fails where it has become worse.

The first tables are of the corpus, on folds by writer (table.py). The last are of another person's search: the two
hundred mails of tests/replay, labelled by reading them before the program ran, and of mail that was written after all
was learned (benchmarks/later); both are judged by the program as it is.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from corpus import as_message, read_file
from table import SURE, commit, committed, judged, lost, print_table
from unwatch.message import read_message
from unwatch_classifiers.classify import classify
from unwatch_classifiers.records import URGENT, Label, Message

HERE = Path(__file__).resolve().parent
REPLAY = HERE.parent / "tests" / "replay"
LATER = HERE / "later"
HOLDS = {
    "w20": "urgent mail told round the corner",
    "w21": "calm mail that looks urgent",
    "w22": "sixty plain searches",
}
ASKING = URGENT | {Label.INFORMATION_REQUEST}


def labelled() -> list[tuple[Message, set[Label]]]:
    """Every mail that came in, with the labels that are fair answers."""
    expected = json.loads((REPLAY / "expected.json").read_text("utf-8"))
    fair = {key: {Label(one) for one in labels} for key, labels in expected["labels"].items()}
    fair |= {key: {Label.OTHER} for key in expected["ordinary"]["in"]}
    messages = [read_message(file.read_bytes()) for file in sorted((REPLAY / "mail200").glob("*.eml"))]
    return [(message, fair[message.message_id]) for message in messages if message.message_id in fair]


def another_search() -> dict[str, float]:
    """Print the table of another person's search; return what must not get worse."""
    mails = labelled()
    told = [(classify(message), fair) for message, fair in mails]
    right = [verdict.label in fair for verdict, fair in told]
    print(f"\n## another person's search: {len(mails)} mails\n")
    print("| label | mails | found | taken for it wrongly |\n| --- | --- | --- | --- |")
    wrongly = Counter(verdict.label for verdict, fair in told if verdict.label not in fair)
    for label in Label:
        of_it = [verdict.label in fair for verdict, fair in told if label in fair]
        print(f"| {label.value} | {len(of_it)} | {sum(of_it)} | {wrongly[label]} |")
    urgent = [verdict.label in URGENT for verdict, fair in told if fair & URGENT]
    calm = [verdict.label in URGENT for verdict, fair in told if not fair & URGENT]
    sure = [verdict.label in fair for verdict, fair in told if verdict.confidence >= SURE]
    print(f"\n{sum(right)} of {len(right)} right; of the {len(sure)} verdicts at {SURE} or more {sum(sure)}")
    print(f"urgent taken for urgent {sum(urgent)} of {len(urgent)}; calm taken for urgent {sum(calm)} of {len(calm)}")
    return {"another search": sum(right) / len(right)}


def written_later() -> dict[str, float]:
    """Print the table of 690 mails that were written after everything was learned; return what must not get worse."""
    mails = [one for file in sorted(LATER.glob("*.txt")) for one in read_file(file)]
    told = [(classify(as_message(one)), one.label) for one in mails]
    right = sum(verdict.label is label for verdict, label in told)
    print(f"\n## written later: {len(mails)} mails that nothing was learned from\n")
    print("| file | what it holds | mails | right | urgent taken for urgent | calm taken for urgent |")
    print("| --- | --- | --- | --- | --- | --- |")
    for file, what in HOLDS.items():
        of_it = [pair for pair, one in zip(told, mails, strict=True) if one.place.startswith(file)]
        urgent = [verdict.label in URGENT for verdict, label in of_it if label in URGENT]
        calm = [verdict.label in URGENT for verdict, label in of_it if label not in ASKING]
        found = sum(verdict.label is label for verdict, label in of_it)
        rows = f"{len(of_it)} | {found} | {sum(urgent)} of {len(urgent)} | {sum(calm)} of {len(calm)}"
        print(f"| {file} | {what} | {rows} |")
    print(f"\n{right} of {len(told)} right")
    return {"written later": right / len(told)}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--commit", action="store_true", help="make these numbers the ones that must not get worse")
    chosen = options.parse_args()
    try:
        kept = print_table(judged()) | another_search() | written_later()
    except ValueError as stale:
        print(f"accuracy: {stale}", file=sys.stderr)
        return 1
    if chosen.commit:
        commit(kept)
    before = committed()
    worse = [*lost(kept, before), *(f"{name} is not measured any more" for name in before.keys() - kept.keys())]
    for line in worse:
        print(f"worse than the committed table: {line}", file=sys.stderr)
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
