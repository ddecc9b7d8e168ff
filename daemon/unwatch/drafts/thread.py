"""Where a draft belongs: the subject and the ids that keep it in the employer's thread (RFC 5322, section 3.6.4)."""

from __future__ import annotations

import re

from unwatch.drafts.records import DraftInput, LastMail
from unwatch.drafts.sayable import SUBJECT_LIMIT, names_current_employer, plain

MOST_REFERENCES = 20
_MESSAGE_ID = re.compile(r"[!-;=?-~]{1,240}@[!-;=?-~]{1,240}")
_STAND_IN = "@content.unwatch"  # the reader's own name for a mail without a Message-ID: no thread has it
_ANSWERED = re.compile(r"(?:(?:re|aw|sv|antw|fwd?|wg)(?:\[\d{1,3}\])?\s?:\s*){1,10}", re.IGNORECASE)


def answer_subject(given: DraftInput, otherwise: str) -> str:
    """Return "Re: " and the subject of the employer's last mail; `otherwise` where there is none to answer."""
    said = given.mail.subject if given.mail else ""
    about = _ANSWERED.sub("", plain(said, SUBJECT_LIMIT), count=1).strip()
    if not about or names_current_employer(about, given):
        return otherwise
    return f"Re: {about}"


def answered_id(mail: LastMail | None) -> str | None:
    """Return the id for In-Reply-To; None where the mail has none that another program would know."""
    if mail is None or not _is_an_id(mail.message_id):
        return None
    return mail.message_id


def references(mail: LastMail | None) -> tuple[str, ...]:
    """Return the ids for References: those of the mail, then its own; of a long thread its root and the latest."""
    answered = answered_id(mail)
    if mail is None or answered is None:
        return ()
    known = [one for one in dict.fromkeys(mail.references) if _is_an_id(one) and one != answered]
    if len(known) >= MOST_REFERENCES:
        known = [known[0], *known[2 - MOST_REFERENCES :]]
    return (*known, answered)


def _is_an_id(text: str) -> bool:
    return len(text) <= 250 and _MESSAGE_ID.fullmatch(text) is not None and not text.endswith(_STAND_IN)
