"""Which application a message belongs to: decided from what the ledger found, in one fixed order (DESIGN, section 4).

Thread, calendar UID, requisition, company and role as the mail names them, a contact's address, the company alone
if one application is open there; else it is asked in the letter. A relay's domain never counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from unwatch.application import Application
from unwatch.keys import Key, KeyKind
from unwatch_classifiers.facts.keys import company_key, role_key, run_together
from unwatch_classifiers.records import Address, Label, Verdict
from unwatch_classifiers.senders import SYSTEMS, sender_kinds

BEGINS = {
    Label.ACKNOWLEDGEMENT,
    Label.SCHEDULING,
    Label.ASSESSMENT,
    Label.REFERENCE_REQUEST,
    Label.INFORMATION_REQUEST,
    Label.STATUS_UPDATE,
    Label.REJECTION,
}
SURE = 0.85  # a stranger's mail begins an application, or interrupts, only from here on; else it is shown as it is
SURE_OF_A_SYSTEM = 0.5  # a recruiting system writes about nothing else
SURE_OF_THE_KNOWN = 0.5  # below it mail of an employer one is in touch with moves nothing and is shown as it is


@dataclass(frozen=True, slots=True)
class Match:
    """The decision: an application, or that a new one begins, or why the person must be asked.

    `known` tells that it comes from an employer the person is in touch with, though no one application can be chosen.
    """

    application_id: int | None = None
    begins: bool = False
    ask: str | None = None
    known: bool = False


NOTHING = Match()


def is_plain(verdict: Verdict, sender: Address | None) -> bool:
    """Tell whether a verdict over a stranger's mail is sure enough to act on it."""
    least = SURE_OF_A_SYSTEM if sender_kinds(sender) & SYSTEMS else SURE
    return verdict.confidence >= least


def is_sure(verdict: Verdict) -> bool:
    """Tell whether a verdict over mail of an employer that is known is sure enough to move its application."""
    return verdict.confidence >= SURE_OF_THE_KNOWN


def choose(
    verdict: Verdict,
    threads: Sequence[tuple[str, int]],
    found: Mapping[Key, Sequence[Application]],
    *,
    plain: bool = True,
) -> Match:
    """Decide on an employer's message. `threads` are placed messages that it answers, nearest first; `plain` is
    whether the verdict is sure enough to begin an application by itself.
    """
    if threads:
        return Match(threads[0][1])
    for kind in (KeyKind.CALENDAR_UID, KeyKind.REQUISITION):
        known = _of(found, kind)
        if len(known) == 1:
            return Match(known[0].id)
    contact = _of(found, KeyKind.CONTACT)
    if verdict.label is Label.OUTREACH:  # where one has applied, a recruiter's first mail is none, however it sounds
        return _by_contact(_in_doubt(verdict, found)) or NOTHING
    if verdict.label is Label.OTHER:
        known = contact or _in_doubt(verdict, found)
        return _by_contact(contact) or _by_contact(_in_doubt(verdict, found)) or _asked(known) or NOTHING
    company = _of(found, KeyKind.COMPANY) or _same_house(_of(found, KeyKind.DOMAIN), verdict)
    if company and verdict.facts.role:
        return _by_role(verdict, company, _for_this_house(contact, verdict, found), plain=plain)
    return _by_contact(contact) or _by_contact(company) or _asked(company or contact) or _alone(verdict, plain=plain)


def choose_for_sent(
    applies: bool, verdict: Verdict, threads: Sequence[tuple[str, int]], found: Mapping[Key, Sequence[Application]]
) -> Match:
    """Decide on a message of the person's own; only one that says that it applies begins an application."""
    if threads:
        return Match(threads[0][1])
    contact, company = _of(found, KeyKind.CONTACT), _of(found, KeyKind.COMPANY) or _of(found, KeyKind.DOMAIN)
    if applies:
        role = verdict.facts.role
        alike = [one for one in company if role and one.role and same_role(one.role, role)]
        if len(alike) == 1:
            return Match(alike[0].id)
        if not company or (role and not alike):
            return Match(begins=True)
    return _by_contact(contact) or _by_contact(company) or NOTHING


def _of(found: Mapping[Key, Sequence[Application]], kind: KeyKind) -> list[Application]:
    known = {one.id: one for key, several in found.items() if key.kind is kind for one in several}
    return [known[number] for number in sorted(known)]


def _same_house(known: list[Application], verdict: Verdict) -> list[Application]:
    """Keep those of a sender's domain that the mail may be about: an agency writes for several employers."""
    company, role = verdict.facts.company, verdict.facts.role
    if company is None:
        return known
    return [
        one
        for one in known
        if one.company is None or is_called(one, company) or (role and one.role and same_role(one.role, role))
    ]


def _for_this_house(
    contact: list[Application], verdict: Verdict, found: Mapping[Key, Sequence[Application]]
) -> list[Application]:
    """Keep those of a person's applications that a mail about a role may be of, which names an employer: an agency's
    recruiter has several.
    """
    company = verdict.facts.company
    houses = [run_together(key.value.partition(".")[0]) for key in found if key.kind is KeyKind.DOMAIN]
    if company is None or any(run_together(company).startswith(house) for house in houses if house):
        return contact
    return [one for one in contact if one.company is None or is_called(one, company)]


def is_called(application: Application, name: str) -> bool:
    """Tell whether a name is this employer's: the one it goes by, a shorter or longer form of it, or an alias."""
    return any(_one_name(one, name) for one in (application.company, *application.aliases) if one)


def _one_name(one: str, other: str) -> bool:
    first, second = company_key(one).split(), company_key(other).split()
    shorter = min(len(first), len(second))
    return first[:shorter] == second[:shorter]


def same_role(one: str, other: str) -> bool:
    """Tell whether two names of a role are of one role: one within the other, or half of their words the same."""
    first, second = set(role_key(one).split()), set(role_key(other).split())
    if not first or not second:
        return False
    return first <= second or second <= first or len(first & second) / len(first | second) >= 0.5


def _in_doubt(verdict: Verdict, found: Mapping[Key, Sequence[Application]]) -> list[Application]:
    """Return whose house a mail comes from that reads like ordinary mail, where that is not sure or it asks or dates
    something (letter.md S15).

    The domain has to be the employer's name, whole: a shop or a charity's fund-raisers may be called much like one.
    """
    facts = verdict.facts
    if is_sure(verdict) and not (facts.wants_answer or facts.interviews or facts.deadline):
        return []
    return [
        one
        for key, several in found.items()
        for one in several
        if key.kind is KeyKind.COMPANY and one.company and run_together(one.company) == key.value
    ]


def _by_role(verdict: Verdict, company: list[Application], contact: list[Application], *, plain: bool) -> Match:
    role = verdict.facts.role or ""
    same = [one for one in company if one.role and role_key(one.role) == role_key(role)]
    alike = same or [one for one in company if one.role and same_role(one.role, role)]
    if alike:
        return _by_contact(alike) or _asked(alike) or NOTHING
    unnamed = [one for one in company if one.role is None and one.live]
    if len(unnamed) == 1:
        return Match(unnamed[0].id)
    if verdict.label is not Label.ACKNOWLEDGEMENT and len(contact) == 1:
        return Match(contact[0].id)
    return _alone(verdict, plain=plain)


def _by_contact(known: list[Application]) -> Match | None:
    """Return the only one, or the only one that is open."""
    live = [one for one in known if one.live]
    only = known if len(known) == 1 else live
    return Match(only[0].id) if len(only) == 1 else None


def _asked(known: list[Application]) -> Match | None:
    if not known:
        return None
    roles = ", ".join(sorted({one.role or "a role not named" for one in known})[:4])
    return Match(ask=f"It could belong to any of your applications there: {roles}.", known=True)


def _alone(verdict: Verdict, *, plain: bool) -> Match:
    """Decide on a message that leads to no application that is known."""
    if verdict.label not in BEGINS:
        return NOTHING
    if not plain:
        return Match(ask="It reads like mail about an application, but not plainly.")
    return Match(begins=True)
