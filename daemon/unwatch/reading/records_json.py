"""Message and Verdict to JSON and back, field by field: what crosses from the worker is data and nothing else.

Times are RFC 3339, with the zone's name behind in brackets where it has one (RFC 9557), so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TypeAlias, TypeVar
from zoneinfo import ZoneInfo

from unwatch_classifiers.records import (
    Address,
    CalendarEvent,
    Evidence,
    Facts,
    Interview,
    InterviewStatus,
    Label,
    Message,
    OfferForm,
    Promise,
    PromiseKind,
    Verdict,
)

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
T = TypeVar("T")
U = TypeVar("U")


class NotARecord(ValueError):
    """What came back is not the JSON of a record."""


def message_to_json(message: Message) -> dict[str, Json]:
    """Return a message as an object of plain JSON values."""
    return {
        "message_id": message.message_id,
        "date": moment_to_json(message.date),
        "sender": _optional(message.sender, _address_to_json),
        "subject": message.subject,
        "new_text": message.new_text,
        "reply_to": [_address_to_json(address) for address in message.reply_to],
        "to": [_address_to_json(address) for address in message.to],
        "cc": [_address_to_json(address) for address in message.cc],
        "in_reply_to": list(message.in_reply_to),
        "references": list(message.references),
        "quoted_text": message.quoted_text,
        "signature": message.signature,
        "calendar": [_event_to_json(event) for event in message.calendar],
        "attachments": list(message.attachments),
        "list_id": message.list_id,
        "list_unsubscribe": message.list_unsubscribe,
        "auto_submitted": message.auto_submitted,
        "precedence": message.precedence,
        "error": message.error,
    }


def message_from_json(value: Json) -> Message:
    """Return the message that `message_to_json` made an object of.

    Raises NotARecord for anything else.
    """
    fields = _object(value)
    return Message(
        message_id=_string(fields["message_id"]),
        date=moment_from_json(fields["date"]),
        sender=_given(fields["sender"], _address_from_json),
        subject=_string(fields["subject"]),
        new_text=_string(fields["new_text"]),
        reply_to=_tuple(fields["reply_to"], _address_from_json),
        to=_tuple(fields["to"], _address_from_json),
        cc=_tuple(fields["cc"], _address_from_json),
        in_reply_to=_tuple(fields["in_reply_to"], _string),
        references=_tuple(fields["references"], _string),
        quoted_text=_string(fields["quoted_text"]),
        signature=_string(fields["signature"]),
        calendar=_tuple(fields["calendar"], _event_from_json),
        attachments=_tuple(fields["attachments"], _string),
        list_id=_given(fields["list_id"], _string),
        list_unsubscribe=_boolean(fields["list_unsubscribe"]),
        auto_submitted=_given(fields["auto_submitted"], _string),
        precedence=_given(fields["precedence"], _string),
        error=_given(fields["error"], _string),
    )


def verdict_to_json(verdict: Verdict) -> dict[str, Json]:
    """Return a verdict as an object of plain JSON values."""
    return {
        "label": verdict.label.value,
        "confidence": verdict.confidence,
        "evidence": [
            {"text": evidence.text, "because": evidence.because, "weight": evidence.weight}
            for evidence in verdict.evidence
        ],
        "facts": _facts_to_json(verdict.facts),
    }


def verdict_from_json(value: Json) -> Verdict:
    """Return the verdict that `verdict_to_json` made an object of.

    Raises NotARecord for anything else.
    """
    fields = _object(value)
    return Verdict(
        label=Label(_string(fields["label"])),
        confidence=_number(fields["confidence"]),
        evidence=_tuple(fields["evidence"], _evidence_from_json),
        facts=_facts_from_json(fields["facts"]),
    )


def moment_to_json(moment: datetime) -> str:
    """Return an aware time with its offset, and the name of its zone where it has one."""
    zone = moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) else None
    return f"{moment.isoformat()}[{zone}]" if zone else moment.isoformat()


def moment_from_json(value: Json) -> datetime:
    """Return the aware time that `moment_to_json` wrote. Raises NotARecord for anything else."""
    text, _, zone = _string(value).partition("[")
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise NotARecord("a time without its offset")
        if moment.utcoffset() == UTC.utcoffset(None) and not zone:
            return moment.replace(tzinfo=UTC)
        return moment.astimezone(ZoneInfo(zone.removesuffix("]"))) if zone else moment
    except (ValueError, OverflowError, OSError, KeyError) as error:
        raise NotARecord("not a time") from error


def _event_to_json(event: CalendarEvent) -> dict[str, Json]:
    return {
        "method": event.method,
        "uid": event.uid,
        "sequence": event.sequence,
        "status": event.status,
        "start": _optional(event.start, moment_to_json),
        "end": _optional(event.end, moment_to_json),
        "summary": event.summary,
        "where": event.where,
        "organizer": _optional(event.organizer, _address_to_json),
        "description": event.description,
    }


def _event_from_json(value: Json) -> CalendarEvent:
    fields = _object(value)
    return CalendarEvent(
        method=_given(fields["method"], _string),
        uid=_string(fields["uid"]),
        sequence=_integer(fields["sequence"]),
        status=_given(fields["status"], _string),
        start=_given(fields["start"], moment_from_json),
        end=_given(fields["end"], moment_from_json),
        summary=_string(fields["summary"]),
        where=_given(fields["where"], _string),
        organizer=_given(fields["organizer"], _address_from_json),
        description=_string(fields["description"]),
    )


def _facts_to_json(facts: Facts) -> dict[str, Json]:
    return {
        "company": facts.company,
        "role": facts.role,
        "requisition": facts.requisition,
        "people": [_address_to_json(address) for address in facts.people],
        "interviews": [_interview_to_json(interview) for interview in facts.interviews],
        "deadline": _optional(facts.deadline, _day_or_moment_to_json),
        "promise": _optional(facts.promise, _promise_to_json),
        "referees_wanted": facts.referees_wanted,
        "offer_form": facts.offer_form.value if facts.offer_form else None,
        "reason": facts.reason,
        "wants_answer": facts.wants_answer,
        "starts": facts.starts.isoformat() if facts.starts else None,
        "ends": facts.ends.isoformat() if facts.ends else None,
        "then": facts.then,
        "cause": facts.cause,
    }


def _facts_from_json(value: Json) -> Facts:
    fields = _object(value)
    return Facts(
        company=_given(fields["company"], _string),
        role=_given(fields["role"], _string),
        requisition=_given(fields["requisition"], _string),
        people=_tuple(fields["people"], _address_from_json),
        interviews=_tuple(fields["interviews"], _interview_from_json),
        deadline=_given(fields["deadline"], _day_or_moment_from_json),
        promise=_given(fields["promise"], _promise_from_json),
        referees_wanted=_given(fields["referees_wanted"], _integer),
        offer_form=_given(fields["offer_form"], lambda form: OfferForm(_string(form))),
        reason=_given(fields["reason"], _string),
        wants_answer=_boolean(fields["wants_answer"]),
        starts=_given(fields["starts"], _day_from_json),
        ends=_given(fields["ends"], _day_from_json),
        then=_given(fields["then"], _string),
        cause=_given(fields["cause"], _string),
    )


def _address_to_json(address: Address) -> dict[str, Json]:
    return {"name": address.name, "address": address.address}


def _address_from_json(value: Json) -> Address:
    fields = _object(value)
    return Address(name=_string(fields["name"]), address=_string(fields["address"]))


def _evidence_from_json(value: Json) -> Evidence:
    fields = _object(value)
    return Evidence(_string(fields["text"]), _string(fields["because"]), _number(fields["weight"]))


def _interview_to_json(interview: Interview) -> dict[str, Json]:
    return {
        "start": moment_to_json(interview.start),
        "end": _optional(interview.end, moment_to_json),
        "where": interview.where,
        "status": interview.status.value,
    }


def _interview_from_json(value: Json) -> Interview:
    fields = _object(value)
    return Interview(
        start=moment_from_json(fields["start"]),
        end=_given(fields["end"], moment_from_json),
        where=_given(fields["where"], _string),
        status=InterviewStatus(_string(fields["status"])),
    )


def _promise_to_json(promise: Promise) -> dict[str, Json]:
    return {
        "quote": promise.quote,
        "kind": promise.kind.value,
        "by": promise.by.isoformat(),
        "realistic": promise.realistic.isoformat(),
        "begins": promise.begins.isoformat() if promise.begins else None,
        "closes": promise.closes,
    }


def _promise_from_json(value: Json) -> Promise:
    fields = _object(value)
    return Promise(
        quote=_string(fields["quote"]),
        kind=PromiseKind(_string(fields["kind"])),
        by=_day_from_json(fields["by"]),
        realistic=_day_from_json(fields["realistic"]),
        begins=_given(fields["begins"], _day_from_json),
        closes=_boolean(fields["closes"]),
    )


def _day_or_moment_to_json(value: date) -> Json:
    return moment_to_json(value) if isinstance(value, datetime) else value.isoformat()


def _day_or_moment_from_json(value: Json) -> datetime | date:
    return moment_from_json(value) if "T" in _string(value) else _day_from_json(value)


def _day_from_json(value: Json) -> date:
    try:
        return date.fromisoformat(_string(value))
    except ValueError as error:
        raise NotARecord("not a date") from error


def _optional(value: T | None, convert: Callable[[T], U]) -> U | None:
    return None if value is None else convert(value)


def _given(value: Json, convert: Callable[[Json], U]) -> U | None:
    return None if value is None else convert(value)


def _tuple(value: Json, convert: Callable[[Json], T]) -> tuple[T, ...]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise NotARecord("not a list")
    return tuple(convert(item) for item in value)


class _Fields(dict[str, Json]):
    def __missing__(self, name: str) -> Json:
        raise NotARecord(f"no {name}")


def _object(value: Json) -> _Fields:
    if not isinstance(value, Mapping):
        raise NotARecord("not an object")
    return _Fields(value)


def _string(value: Json) -> str:
    if not isinstance(value, str):
        raise NotARecord("not text")
    return value


def _boolean(value: Json) -> bool:
    if not isinstance(value, bool):
        raise NotARecord("not true or false")
    return value


def _integer(value: Json) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise NotARecord("not a whole number")
    return value


def _number(value: Json) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NotARecord("not a number")
    return float(value)
