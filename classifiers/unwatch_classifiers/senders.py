"""What the sender's address and the hosts of links say: recruiting systems, test platforms, job boards.

All knowledge about other companies' domains is in `labels/senders.toml`; a domain stands for its subdomains too.
"""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import cache
from importlib import resources

from unwatch_classifiers.records import Address


class SenderKind(StrEnum):
    """What kind of sender an address belongs to."""

    RECRUITING_SYSTEM = "recruiting_system"
    ASSESSMENT_PLATFORM = "assessment_platform"
    REFERENCE_PLATFORM = "reference_platform"
    SCREENING_PLATFORM = "screening_platform"
    SCHEDULER = "scheduler"
    SIGNING_SERVICE = "signing_service"
    JOB_BOARD = "job_board"
    VIDEO_CALL = "video_call"
    FREEMAIL = "freemail"
    ROBOT = "robot"
    HIRING_TEAM = "hiring_team"
    PERSON = "person"


SYSTEMS = frozenset(
    [
        SenderKind.RECRUITING_SYSTEM,
        SenderKind.ASSESSMENT_PLATFORM,
        SenderKind.REFERENCE_PLATFORM,
        SenderKind.SCREENING_PLATFORM,
    ]
)
"""They write about nothing but applications."""

_ROBOT = re.compile(
    r"(?:^|[._+-])(?:no[._-]?reply|do[._-]?not[._-]?reply|donotreply|notifications?|automated|mailer|bounces?)(?:$|[._+-])"
)
_HIRING = re.compile(
    r"(?:^|[._+-])(?:hr|jobs?|careers?|recruit(?:ing|ment|er|ers)?|talent|hiring|people|personnel|vacanc(?:y|ies)|resourcing"
    r"|staffing|campus|graduates?|bewerb(?:ung|ungen|er|ermanagement|erservice)|karriere|personal(?:abteilung|amt|wesen"
    r"|management|service|dienst)|stellen|ausbildung|einstellung)(?:$|[._+-])"
)
_HIRING_NAME = re.compile(
    r"\b(?:hr|talent|recruit\w*|careers?|hiring|personnel|human resources|people (?:&|and|team|ops)"
    r"|resourcing|staffing|bewerb\w*|karriere|personal(?:abteilung|amt|wesen|management|service|dienst|referat\w*))\b"
)


@cache
def _kinds_by_domain() -> dict[str, SenderKind]:
    text = resources.files("unwatch_classifiers.labels").joinpath("senders.toml").read_text(encoding="utf-8")
    return {domain: SenderKind(kind) for kind, domains in tomllib.loads(text).items() for domain in domains}


def domain_kind(domain: str) -> SenderKind | None:
    """What a domain, or the longest of its parents that is known, belongs to; None where nothing is known."""
    known = _kinds_by_domain()
    labels = domain.lower().rstrip(".").split(".")[-6:]
    suffixes = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return next((known[suffix] for suffix in suffixes if suffix in known), None)


def sender_kinds(sender: Address | None) -> frozenset[SenderKind]:
    """Everything the address and the display name say; `PERSON` where they say nothing."""
    if sender is None:
        return frozenset()
    local, name = sender.address.rpartition("@")[0], sender.name[:200].lower()
    kinds = {kind for kind in (domain_kind(sender.domain),) if kind}
    if _ROBOT.search(local):
        kinds.add(SenderKind.ROBOT)
    if _HIRING.search(local) or _HIRING_NAME.search(name):
        kinds.add(SenderKind.HIRING_TEAM)
    return frozenset(kinds or {SenderKind.PERSON})


def hides_employer(sender: Address | None) -> bool:
    """Whether the sender's domain belongs to a relay, so that it must never be taken for the employer's."""
    hiding = set(SenderKind) - {SenderKind.ROBOT, SenderKind.HIRING_TEAM, SenderKind.PERSON}
    return bool(sender_kinds(sender) & hiding)
