"""Facts as the corpus has them against facts as unwatch reads them: for each kind, how often a stated one is found.

Only what a mail states is counted; its label is taken as known, for reading is measured here and not judging.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from corpus import Written, as_message, read_corpus
from unwatch_classifiers.facts import read_facts
from unwatch_classifiers.facts.keys import company_key, role_key
from unwatch_classifiers.records import Facts

Check = Callable[[str, Facts], bool]


def _company(stated: str, facts: Facts) -> bool:
    """One employer has longer and shorter names: "Harbor", "Harbor Health"; a domain runs them together."""
    read, wanted = company_key(facts.company or ""), company_key(stated)
    if not read:
        return False
    shorter, longer = sorted((read, wanted), key=len)
    return f"{longer} ".startswith(f"{shorter} ") or _closed_up(read) == _closed_up(wanted)


def _closed_up(key: str) -> str:
    """Without spaces: a name that stands in the mail's domain alone has none."""
    return key.replace(" ", "")


def _role(stated: str, facts: Facts) -> bool:
    return role_key(facts.role or "") == role_key(stated)


def _interview(stated: str, facts: Facts) -> bool:
    times, _, status = stated.rpartition(" ")
    start, _, end = (part.strip() for part in times.partition(" / "))
    for one in facts.interviews:
        ends = not end or one.end is None or one.end == datetime.fromisoformat(end)
        if one.start == datetime.fromisoformat(start) and ends and one.status.value == status.strip():
            return True
    return False


def _deadline(stated: str, facts: Facts) -> bool:
    if facts.deadline is None:
        return False
    day = facts.deadline.date() if isinstance(facts.deadline, datetime) else facts.deadline
    return day == date.fromisoformat(stated[:10])


def _promise(stated: str, facts: Facts) -> bool:
    by = stated.rpartition("|")[2].strip()
    return facts.promise is not None and facts.promise.by == date.fromisoformat(by[:10])


def _starts(stated: str, facts: Facts) -> bool:
    return facts.starts == date.fromisoformat(stated[:10])


CHECKS: dict[str, Check] = {
    "company": _company,
    "role": _role,
    "requisition": lambda stated, facts: (facts.requisition or "").casefold() == stated.casefold(),
    "interview": _interview,
    "deadline": _deadline,
    "promise": _promise,
    "referees_wanted": lambda stated, facts: str(facts.referees_wanted) == stated,
    "offer_form": lambda stated, facts: facts.offer_form is not None and facts.offer_form.value == stated,
    "starts": _starts,
    "reason": lambda stated, facts: facts.reason == stated,
    "wants_answer": lambda stated, facts: facts.wants_answer == (stated == "yes"),
}


def as_labelled(mail: Written) -> Facts:
    """The facts as they are read where the label is known."""
    return read_facts(as_message(mail), mail.label)


def checked(
    mails: Iterable[Written], facts_of: Callable[[Written], Facts] = as_labelled, kinds: Iterable[str] = CHECKS
) -> Iterable[tuple[str, Written, str, Facts, bool]]:
    """Yield, for each stated fact: its kind, the mail, what it states, what was read, and whether that agrees."""
    wanted = frozenset(kinds)
    for mail in mails:
        facts = facts_of(mail)
        for kind, values in mail.facts.items():
            if kind in wanted:
                for stated in values:
                    yield kind, mail, stated, facts, CHECKS[kind](stated, facts)


def table(mails: Iterable[Written]) -> list[str]:
    """The rows of the table: kind, stated, found, share."""
    stated: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for kind, _, _, _, right in checked(mails):
        stated[kind] += 1
        found[kind] += right
    rows = [
        f"| {kind} | {stated[kind]} | {found[kind]} | {found[kind] / stated[kind]:.3f} |"
        for kind in CHECKS
        if stated[kind]
    ]
    return ["| fact | stated | read right | share |", "| --- | --- | --- | --- |", *rows]


def misses(mails: Iterable[Written], kinds: Iterable[str]) -> Iterable[str]:
    """Each stated fact that was not read right, with what was read instead."""
    for kind, mail, stated, facts, right in checked(mails, kinds=kinds):
        if not right:
            attribute = {"interview": "interviews"}.get(kind, kind)
            yield f"{mail.place} [{mail.label.value}] {kind}: stated {stated!r}, read {getattr(facts, attribute)!r}"


def main() -> None:
    if sys.argv[1:]:
        print("\n".join(misses(read_corpus(), sys.argv[1:])))
    else:
        print("\n".join(table(read_corpus())))


if __name__ == "__main__":
    main()
