"""The marks by which people's mail programs set apart what is quoted, forwarded, signed or boilerplate.

Each question looks at one line, or at a few joined ones, and only at their first 400 characters: linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

LOOKED_AT = 400
_ATTRIBUTION_LINES = 4
_BLOCK_LINES = 14

_QUOTED = re.compile(r" {0,3}>")
_QUOTE_PREFIX = re.compile(r"^(?: {0,3}> ?)+")

_VERB_LAST = re.compile(
    r"(?:wrote|writes|a écrit|escribió|ha scritto|schreef|escreveu|skrev|napisał(?:\(a\))?|schrieb) ?:$", re.IGNORECASE
)
_VERB_BEFORE_NAME = re.compile(r"\b(?:schrieb|skrev|schreef) [^:]{2,120}:$", re.IGNORECASE)
_DATE_AND_ADDRESS = re.compile(r"\d{4}-\d{2}-\d{2}.{0,60}<[^<>]{3,100}@[^<>]{3,100}>:$")
_ATTRIBUTION_BEGINS = re.compile(
    r"(?:on|am|le|el|il|op|em|den|w dniu)\s|\S.{0,100}[<@]|\d{4}-\d{2}-\d{2}", re.IGNORECASE
)

_FROM = re.compile(r"[*_ ]{0,3}(?:from|von|de|da|van|från|fra|od)[*_ ]{0,3}:", re.IGNORECASE)
_SENT = re.compile(
    r"[*_ ]{0,3}(?:sent|date|gesendet|datum|envoyé|enviado(?: el)?|fecha|inviato|data|verzonden|skickat|sendt|wysłano)"
    r"[*_  ]{0,3}:",
    re.IGNORECASE,
)
_TO = re.compile(r"[*_ ]{0,3}(?:to|an|à|para|a|aan|till|til|do|cc|kopie)[*_  ]{0,3}:", re.IGNORECASE)
_SUBJECT = re.compile(
    r"[*_ ]{0,3}(?:subject|betreff|objet|asunto|oggetto|onderwerp|assunto|ämne|emne|temat)[*_  ]{0,3}:", re.IGNORECASE
)
_BLOCK_FIELD = re.compile(r"[*_ ]{0,3}[^\W\d][\w-]{0,14}(?: el)?[*_  ]{0,3}:", re.IGNORECASE)

_ORIGINAL = re.compile(
    r"-{2,}\s{0,3}(?:original message|original appointment|ursprüngliche nachricht|originalnachricht|"
    r"message d['’]origine|mensaje original|messaggio originale|oorspronkelijk bericht|"
    r"ursprungligt meddelande)\s{0,3}-{2,}",
    re.IGNORECASE,
)
_FORWARD = re.compile(
    r"-{2,}\s{0,3}(?:forwarded message|forwarded by .{1,80}|weitergeleitete nachricht|message transféré|"
    r"message réexpédié|mensaje reenviado|messaggio inoltrato|doorgestuurd bericht|mensagem encaminhada)\b"
    r"|begin forwarded message:|anfang der weitergeleiteten (?:e-?mail|nachricht):"
    r"|début du message (?:réexpédié|transféré) ?:|inicio del mensaje reenviado:|inizio messaggio inoltrato:",
    re.IGNORECASE,
)
_RULER = re.compile(r"\s*_{5,}\s*$")

_SIGNED_OFF = re.compile(
    r"(?:(?:with )?(?:many |my |our )?(?:kind(?:est)?|best|warm(?:est)?|friendly) (?:regards|wishes)|"
    r"regards|best|cheers|"
    r"(?:many |kind )?thanks(?: and (?:best |kind )?regards| again)?|thank you(?: and (?:best |kind )?regards)?|"
    r"(?:yours )?(?:sincerely|faithfully|truly)(?: yours)?|all the best|take care|"
    r"mit (?:freundlichen|besten|herzlichen|lieben) grüßen|mit freundlichem gruß|mfg|lg|vg|"
    r"(?:freundliche|viele|beste|liebe|herzliche) grüße(?: aus .{2,30})?|"
    r"(?:bien )?cordialement|bien à vous|salutations distinguées|"
    r"(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|cordiali saluti|distinti saluti|"
    r"met vriendelijke groet(?:en)?|groeten|med vänlig(?:a)? hälsning(?:ar)?|mvh|atenciosamente|z poważaniem)"
    r"[\s,.!–-]{0,3}$",
    re.IGNORECASE,
)
_DEVICE = re.compile(
    r"(?:sent (?:from|via|with) (?:my |the )?(?:iphone|ipad|android|mobile|phone|samsung|galaxy|outlook|yahoo|gmail|"
    r"proton|mail for|blackberry|pixel|huawei|windows).{0,60}|get outlook for .{2,20}|von meinem .{2,30} gesendet|"
    r"gesendet (?:von|mit) .{2,40}|envoyé (?:de|depuis) mon .{2,30}|enviado desde mi .{2,30}|"
    r"inviato da(?:l mio)? .{2,30}|verstuurd vanaf mijn .{2,30})\.?$",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    # about subscriptions
    r"\bunsubscribe\b|\bopt[- ]out\b|abbestellen|\babmelden\b|se désinscrire|désabonner|darse de baja|"
    r"manage (?:your )?(?:e-?mail )?(?:preferences|notifications|subscription)|"
    r"(?:e-?mail|notification|communication) preferences|"
    r"you(?: are|['’]re| have)? (?:currently )?(?:receiv(?:ed|ing)|getting) (?:this|these) .{0,40}because|"
    r"this (?:e-?mail|message) was sent (?:to|by|from|on behalf)|"
    r"view (?:this |the )?(?:e-?mail|message|it)? ?(?:in|on) (?:your |a |the )?browser|"
    # about confidence
    r"not the (?:intended|named) (?:recipient|addressee)|intended (?:only|solely|exclusively) for|"
    r"solely for the use of|(?:received|receive) (?:this|it) .{0,60}(?:in|by) error|confidentiality (?:notice|note)|"
    r"(?:e-?mail|message|communication)[^.]{0,80}(?:confidential|privileged)[^.]{0,80}"
    r"(?:information|intended|privileged|and may|and is)|(?:contains?|may contain) (?:confidential|privileged)|"
    r"diese e-?mail (?:enthält|kann).{0,40}vertraulich|ce (?:message|courriel).{0,80}confidentiel|"
    r"este (?:mensaje|correo).{0,80}confidencial|consider the environment|please think before (?:you )?print|"
    # imprints
    r"all rights reserved|^\s*(?:©|\(c\))\s?\d{4}|"
    r"registered (?:in|office|address)\b.{0,80}(?:england|wales|scotland|ireland|no|number|:)|"
    r"(?:geschäftsführer|amtsgericht|handelsregister|sitz der gesellschaft|ust-?id|vorstand)\b"
    r".{0,80}(?::|\bhr ?b\b|\d)|"
    r"\bhr ?b \d{3,}|privacy (?:policy|notice) ?(?:[|·•]|$)|powered by [\w .]{2,30}$|"
    r"^(?:\W{0,4}(?:facebook|twitter|linkedin|instagram|youtube|xing)\W{0,4}){2,6}$",
    re.IGNORECASE | re.MULTILINE,
)
_REPLY_ABOVE = re.compile(
    r"\W{0,6}(?:please )?(?:type|write|add) your (?:reply|response) above this line", re.IGNORECASE
)


def is_quoted(line: str) -> bool:
    """Tell whether a line carries the quote mark of RFC 3676, section 4.5."""
    return bool(_QUOTED.match(line))


def unquoted(line: str) -> str:
    """Return a line without its quote marks, of whatever depth."""
    return _QUOTE_PREFIX.sub("", line, count=1)


def attribution_length(lines: Sequence[str], index: int) -> int:
    """Return how many lines from here on are one "On …, X wrote:", wrapped or not; 0 where none begins."""
    joined = ""
    if not _ATTRIBUTION_BEGINS.match(lines[index][:LOOKED_AT].strip()):
        return 0
    for count, line in enumerate(lines[index : index + _ATTRIBUTION_LINES], start=1):
        if not line.strip() or is_quoted(line) or len(joined) > LOOKED_AT:
            return 0
        joined = f"{joined} {line[:LOOKED_AT].strip()}".strip()
        if joined.endswith(":") and _is_attribution(joined):
            return count
    return 0


def _is_attribution(joined: str) -> bool:
    if len(joined) > LOOKED_AT:
        return False
    if _DATE_AND_ADDRESS.match(joined):
        return True
    named = any(mark in joined for mark in "@<") or any(character.isdigit() for character in joined)
    return named and bool(_VERB_LAST.search(joined) or _VERB_BEFORE_NAME.search(joined))


def block_length(lines: Sequence[str], index: int) -> int:
    """Return how many lines from here on are a block of From, Sent, To, Subject; 0 where none begins.

    Without a subject it is none: "From: 10:00, To: 11:00" is how people write times.
    """
    if not _FROM.match(lines[index][:LOOKED_AT]):
        return 0
    length, subject, others = 1, False, 0
    for offset, raw in enumerate(lines[index + 1 : index + _BLOCK_LINES], start=1):
        line = raw[:LOOKED_AT]
        if subject and not line.strip():
            break
        if _SUBJECT.match(line):
            subject = True
        elif _SENT.match(line) or _TO.match(line):
            others += 1
        elif not subject or not _BLOCK_FIELD.match(line):
            continue
        length = offset + 1
    return length if subject and others else 0


def fields_length(lines: Sequence[str], index: int) -> int:
    """Return how many lines under a mark of a forward are header fields, whichever they are; 0 where none is."""
    if index >= len(lines) or not any(mark.match(lines[index][:LOOKED_AT]) for mark in (_FROM, _SENT, _TO, _SUBJECT)):
        return 0
    block = lines[index : index + _BLOCK_LINES]
    return next((offset for offset, line in enumerate(block) if not line.strip()), len(block))


def is_original_mark(line: str) -> bool:
    """Tell whether a line is "-----Original Message-----" in one of the usual languages."""
    return bool(_ORIGINAL.match(line[:LOOKED_AT].strip()))


def is_forward_mark(line: str) -> bool:
    """Tell whether a line begins a forwarded message."""
    return bool(_FORWARD.match(line[:LOOKED_AT].strip()))


def is_ruler(line: str) -> bool:
    """Tell whether a line is only a ruler of underscores, as Outlook draws above what it quotes."""
    return bool(_RULER.match(line[:LOOKED_AT]))


def signs_off(line: str) -> bool:
    """Tell whether a line is only a "Kind regards"."""
    return len(line) <= 60 and bool(_SIGNED_OFF.match(line.strip(" *_")))


def names_device(line: str) -> bool:
    """Tell whether a line is a "Sent from my iPhone"."""
    return len(line) <= 100 and bool(_DEVICE.match(line.strip(" *_")))


def is_footer(paragraph: str) -> bool:
    """Tell whether a paragraph is a disclaimer, an imprint, or about subscriptions."""
    return bool(_FOOTER.search(paragraph[: 3 * LOOKED_AT]))


def is_reply_line(line: str) -> bool:
    """Tell whether a line asks to write above it, as ticket systems do."""
    return len(line) <= 100 and bool(_REPLY_ABOVE.match(line.strip()))
