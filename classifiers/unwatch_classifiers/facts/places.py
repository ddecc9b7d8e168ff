"""Where an interview is: an address, the host of a meeting link, or by phone."""

from __future__ import annotations

import re

_LONGEST = 120
_LABELLED = re.compile(r"\b(?:location|where|venue|address|place)\s*:\s*(?P<place>\S[^\n]{0,160})", re.IGNORECASE)
_MEETING_HOSTS = (
    "zoom.us",
    "zoom.com",
    "teams.microsoft.com",
    "teams.live.com",
    "meet.google.com",
    "webex.com",
    "whereby.com",
    "meet.jit.si",
    "chime.aws",
    "gotomeeting.com",
    "gotomeet.me",
    "bluejeans.com",
    "skype.com",
    "ringcentral.com",
    "hirevue.com",
)
_LINK = re.compile(r"https?://(?P<host>[a-z0-9.-]{3,100})", re.IGNORECASE)
_PHONE = re.compile(
    r"\b(?:by|via|over\s+the|on\s+the)\s+(?:tele)?phone\b|\b(?:tele)?phone\s+(?:interview|call|screen\w*"
    r"|conversation|chat)\b"
    r"|\b(?:call|ring|phone)\s+you\b(?!\s+back\s+if)|\bgive\s+you\s+a\s+(?:call|ring)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(?:call|ring|phone|reach)\s+you\b[^.\n]{0,40}?\s(?:on|at)\s+(?P<number>\+?\(?\d[\d ()-]{5,20}\d)(?![\d:])",
    re.IGNORECASE,
)
_VIDEO = (
    (re.compile(r"\bgoogle\s+meet\b", re.IGNORECASE), "Google Meet"),
    (
        re.compile(
            r"\b(?:microsoft|ms)\s+teams\b|\b(?:on|via|over)\s+teams\b|\bteams\s+(?:call|meeting|link)\b", re.IGNORECASE
        ),
        "Microsoft Teams",
    ),
    (re.compile(r"\bzoom\b", re.IGNORECASE), "Zoom"),
    (re.compile(r"\bskype\b", re.IGNORECASE), "Skype"),
    (re.compile(r"\bwebex\b", re.IGNORECASE), "Webex"),
    (re.compile(r"\bvideo[\s-]?(?:call|interview|conference|chat|meeting)\b", re.IGNORECASE), "video call"),
)
_STREET = re.compile(
    r"\b(?:at|in)\s+(?P<place>\d{1,4}[a-z]?\s+(?:[A-Z][\w'’]*\s){1,4}?"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Square|Way|Place|Drive|Court|Quay|Row|Boulevard|Blvd|Hill|Gate|Terrace"
    r"|Parade)\b"
    r"(?:,\s[A-Z][\w'’]*(?:\s[A-Z][\w'’]*){0,2}){0,2})"
)
_OFFICE = re.compile(
    r"\bat\s+(?P<place>(?:our|the)\s+(?:[\w&'’-]+\s){0,3}?(?:offices?|headquarters|head\s+office|hq|site|building"
    r"|clinic|campus|studio|shop|store)"
    r"(?:\s(?:in|on|at)\s[A-Z0-9][\w'’]*(?:\s[A-Z][\w'’]*){0,3})?)",
)
_TALKED = re.compile(
    r"\b(?:good|great|nice|lovely|pleasure|thanks?|thank\s+you|enjoyed)\b.{0,50}$|\b(?:spoke|talked|spoken|chatted)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\s+(?:earlier|yesterday|just\s+now|this\s+morning|last\s+week|the\s+other\s+day)\b", re.IGNORECASE
)
_IN_PERSON = re.compile(
    r"\bin[\s-]person\b|\bon[\s-]?site\s+(?:interview|visit)\b|\bface[\s-]to[\s-]face\b", re.IGNORECASE
)


def read_place(texts: tuple[str, ...]) -> str | None:
    """Where, as a short phrase: the words of a "Location:" line, a link's host, an address, "phone"; else None."""
    joined = "\n".join(texts)
    for reader in (_labelled, _meeting_host, _street, _phone, _video, _office):
        place = reader(joined)
        if place:
            return place
    return "in person" if _IN_PERSON.search(joined) else None


def place_of_calendar(where: str | None, description: str) -> str | None:
    """The LOCATION of a calendar part; a link is shortened to its host."""
    words = " ".join((where or "").split())[:_LONGEST]
    host = _meeting_host(words) or (None if words else _meeting_host(description[:4_000]))
    return host or words or None


def _labelled(text: str) -> str | None:
    match = _LABELLED.search(text)
    if not match:
        return None
    words = match["place"].strip(" .*")
    return _meeting_host(words) or _phone(words) or words[:_LONGEST]


def _meeting_host(text: str) -> str | None:
    hosts = (match["host"].lower().rstrip(".") for match in _LINK.finditer(text))
    return next((host for host in hosts if host.endswith(_MEETING_HOSTS)), None)


def _street(text: str) -> str | None:
    match = _STREET.search(text)
    return match["place"] if match else None


def _office(text: str) -> str | None:
    match = _OFFICE.search(text)
    return match["place"] if match else None


def _phone(text: str) -> str | None:
    number = _NUMBER.search(text)
    if number:
        return f"phone, {number['number'].strip()}"
    ahead = any(not _is_over(text, match) for match in _PHONE.finditer(text))
    return "phone" if ahead or text.strip().lower() in {"phone", "telephone", "by phone"} else None


def _is_over(text: str, match: re.Match[str]) -> bool:
    """Whether a call is one that was: "good to talk to you on the phone this morning"."""
    before, after = text[max(0, match.start() - 70) : match.start()], text[match.end() : match.end() + 30]
    sentence = re.split(r"[.!?\n]", before)[-1]
    return _TALKED.search(sentence) is not None or _EARLIER.match(after) is not None


def _video(text: str) -> str | None:
    return next((name for pattern, name in _VIDEO if pattern.search(text)), None)
