"""Reads why an employer waits, where they say so: a contract, money, a freeze, somebody away, a reorganisation, an
approval (letter.md C6l).

Only what comes from outside is a cause. "We are still reviewing", "we had many applications" and "unforeseen
circumstances" explain nothing, and a date alone is a promise. What the person is away for, or what does not hold them
up, is none either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from unwatch_classifiers.facts.clauses import clause
from unwatch_classifiers.facts.reading import Reading
from unwatch_classifiers.records import Label

_LONGEST = 160
_READ = 600
_NEAR = 70
"""Characters behind "until" and "because" in which stands what it is."""

_WAITING = frozenset({Label.STATUS_UPDATE, Label.SCHEDULING})
_TOLD_IN = frozenset({Label.STATUS_UPDATE, Label.ACKNOWLEDGEMENT, Label.INFORMATION_REQUEST, Label.SCHEDULING})


@dataclass(frozen=True, slots=True)
class _Words:
    """How a language says it.

    `plain` says it alone, `undone` is what somebody else has to do first. `stopped` tells outright that something
    stands still and `waits` that it takes time; `because` joins them to one of `outside`, or in an update to one of
    `anywhere` in the sentence. `away` is somebody who is not there, `moves` an interview that is cancelled or put off,
    `over` a wait that has ended.
    """

    plain: re.Pattern[str]
    stopped: re.Pattern[str]
    waits: re.Pattern[str]
    because: re.Pattern[str]
    outside: re.Pattern[str]
    anywhere: re.Pattern[str]
    undone: re.Pattern[str]
    away: re.Pattern[str]
    moves: re.Pattern[str]
    over: re.Pattern[str]
    no_cause: re.Pattern[str]


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})", re.IGNORECASE)


_MONEY = r"budgets?|funding|funds?|grant|finance|money|bank|tranche|financing|term\s+sheet|investors?|lottery"
_DEAL = (
    r"contracts?|clients?|customer|tender|order|deal|bid|lease|planning|licen[cs]e|insur(?:ance|ers?)|underwriter"
    r"|takeovers?|merger"
)
_BODY = (
    r"boards?|council(?:lors)?|committee|trustees|governors|senate|directors?|ministry|regulator|works\s+council"
    r"|union|court"
    r"|head\s+office|corporate|headquarters|HQ|CFO|CEO|owners?|partners|shareholders|parliament|auditors?|authority"
    r"|fire\s+marshal"
)
_LEAVE = r"(?:annual|sick|parental|maternity|paternity|study|compassionate)\s+leave|leave"

_ENGLISH = _Words(
    plain=_any(
        r"(?:hiring|recruitment|recruiting|requisition|headcount|budget|spending)\s+(?:freeze|pause)\b",
        r"(?:a\s+|the\s+)freeze\s+(?:on|that)\b|lifts?\s+the\s+freeze\b",
        r"(?:pending|awaiting|subject\s+to|waiting\s+(?:for|on|upon))\s+(?:[\w'’-]+\s+){0,4}?(?:approval|sign-?off"
        r"|funding|budget|headcount|confirmation\s+of\s+funding|term\s+sheet|clearance)\b",
        rf"(?:{_DEAL})\s+(?:[\w'’-]+\s+){{0,5}}?(?:(?:was|is|has\s+been|got|been)\s+(?:\w+\s+)?(?:delayed|postponed"
        rf"|pushed|put\s+back|held\s+up)|slipped|has\s+slipped|delayed)\b",
        r"(?:budget|funding|grant|money|approval|sign-?off|headcount|contract)s?\s+(?:[\w'’-]+\s+){0,5}?"
        r"(?:not|\w+n['’]t|(?:has|have)\s+yet\s+to)\s+(?:yet\s+)?(?:been\s+|be\s+)?(?:come\s+through|approved|signed"
        r"|released|confirmed|agreed|cleared)\b",
        r"(?:client|customer|funder)s?\s+(?:[\w'’-]+\s+){0,3}?(?:ha(?:s|ve)\s+)?(?:(?:pushed|delayed|postponed"
        r"|paused)\s+(?:the|their|this|our|its|it|back|everything)\b"
        r"|asked\s+to\b|(?:moved|slid)\s+(?:the|their|this|our|its)\s+(?:[\w-]+\s+)?(?:start|contract|project"
        r"|decision|program(?:me)?)\b)",
        r"not\s+(?:yet\s+)?(?:released|approved|signed|confirmed|agreed)\s+(?:the|our|this"
        r"|its)\s+(?:\w+\s+)?(?:money|budget|funds|funding|contract|post)\b",
        r"waiting\s+(?:for|on)\s+(?:[\w'’-]+\s+){1,5}?to\s+(?:sign|approve|agree|release|confirm|clear)\b",
        r"approvals?\s+(?:[\w'’-]+\s+){0,3}?(?:is|are)\s+(?:holding|outstanding|pending|still)\b",
        r"waiting\s+to\s+(?:see|hear)\s+(?:what|whether|if|from)\s+(?:the\s+|our\s+)?(?:Ofsted|CQC|client|board"
        r"|council|funders?|bank)\b",
    ),
    stopped=_any(
        r"(?:on\s+(?:ice|hold)|paused|frozen|parked|suspended|delay(?:s|ed)?|postponed|put\s+(?:back|off)"
        r"|pushed\s+back|held\s+(?:up|back|over)|held\s+until|asleep|hold\s+everything"
        r"|timetable\s+[^.;!?]{0,40}?\brevised)\b",
    ),
    waits=_any(
        r"(?:stuck|waiting|waits?|in\s+limbo|held|sits?\s+with|sitting|stalled|slipped|behind|slower|running\s+late"
        r"|taken\s+longer|taking\s+(?:\w+\s+)?longer|be\s+(?:a\s+)?delay)\b",
        r"(?:can['’]?t|cannot|can\s+not|could\s+not|couldn['’]t|unable|not\s+allowed|may\s+not|won['’]t|not\s+able)\b",
        r"(?:nobody|no\s+one|nothing|no\s+(?:[\w-]+\s+){1,3}?(?:can|will)\s+be\s+(?:hired|signed|filled)|no\s+job)\b",
    ),
    because=_any(
        r"(?:until|till?|while|as|because|since|during|without\s+(?:that|it)|pending|before|due\s+to|owing\s+to"
        r"|because\s+of|(?:waiting|wait)\s+(?:for|on|upon)|awaiting)\b",
    ),
    outside=_any(
        rf"(?:{_MONEY}|{_DEAL}|{_BODY})\b",
        r"(?:hiring\s+)?freeze\b|headcount\b",
        r"re-?organi[sz]\w+|re-?structur\w+|severance|relocation|system\s+migration",
        r"(?:Ofsted|CQC|inspection|audit|accreditation|election|strike|consultation)\b",
        rf"(?:sickness|illness|{_LEAVE}|bereavement\w*|holidays?|half[\s-]?term|flu\b)",
        r"(?:flood\w*|fire|storm|snow|cyclone|burst\s+pipe|outbreak|norovirus|harvest)\b",
    ),
    anywhere=_any(
        r"(?:budgets?|funding|funders?|finance|headcount|freeze|takeovers?|merger|client|Ofsted|CQC|union|insurance"
        r"|grant)\b",
        r"(?:re-?organi[sz]\w+|re-?structur\w+|severance|auditors?|cyclone|flood\w*|storm|snow|burst\s+pipe)\b",
    ),
    undone=_any(
        rf"(?:{_MONEY}|{_DEAL}|{_BODY})\s+(?:[\w'’-]+\s+){{0,3}}?(?:has\s+not|have\s+not|hasn['’]t|haven['’]t"
        rf"|must\s+(?:still|first)|still\s+(?:has|have|needs?|must)|has\s+to|have\s+to|need(?:s)?\s+to)"
        r"\s+(?:yet\s+)?(?:signed?|agreed?|approved?|sign|agree|approve|bless|countersign|release|confirm|decided?"
        r"|cleared?|been\s+(?:signed|agreed|approved|released|confirmed))\b",
    ),
    away=_any(
        rf"(?:is|are|has\s+been|have\s+been|been|['’]s|['’]m|am|['’]re)\s+(?:currently\s+|still\s+|now\s+|all\s+"
        rf"|both\s+|only\s+)?(?:away|abroad"
        rf"|on\s+(?:{_LEAVE}|(?:\w+\s+)?holidays?|vacation|jury\s+service)|off\s+(?:sick|ill|work)|out\s+(?:sick"
        rf"|of\s+(?:the\s+)?(?:office|town|country|station))"
        r"|travell?ing|in\s+hospital|unwell|poorly|ill\b|in\s+court|at\s+a\s+(?:trade\s+show|conference))\b",
        r"has\s+(?:gone|been\s+taken)\s+(?:on\s+(?:leave|holiday)|ill|sick)\b",
        r"(?:has|have)\s+(?:got\s+)?(?:covid|(?:the\s+)?flu|shingles)\b",
        r"out\s+with\s+(?:a|the|that|covid|flu)\b",
        r"(?:office|school|shop|company|site|college|we)\s+(?:is|are|will\s+be)\s+(?:closed|shut)\s+(?:until|till"
        r"|for|over|from)\b",
    ),
    moves=_any(
        r"(?:cancel\w*|postpon\w*|reschedul\w*|re-?arrang\w*|rebook\w*|call(?:ed)?\s+off|put\s+(?:it\s+)?(?:back"
        r"|off)|push(?:ed)?\s+(?:it\s+)?back)\b",
        r"(?:move|change)\s+(?:your|our|the|this|it)\b|have\s+to\s+move\b",
    ),
    over=_any(
        r"(?:has|have|is|are|been)\s+now\s+(?:been\s+)?(?:approved|lifted|resumed|back|signed|released|cleared)\b"
    ),
    no_cause=_any(
        r"(?:not|n['’]t)\s+(?:because|due|owing)\b",
        r"you(?:['’]re|\s+are|['’]ll\s+be|\s+will\s+be)\s+(?:\w+\s+){0,2}?(?:away|on\s+(?:holiday|leave)|abroad|ill"
        r"|unwell|travel\w+)\b",
        r"(?:if|when|should|unless|whether)\s+(?:you|we|i|anyone|somebody|the|your)\b[^,;]{0,40}\b(?:away|leave"
        r"|holiday|ill|unwell|budget|contract|delay\w*)\b",
        r"your\s+(?:current\s+)?(?:contract|employer|bank|insurance|budget)\b",
        r"(?:unforeseen|otherwise)\b",
        r"while\s+(?:he|she|they)(?:['’](?:s|re)|\s+(?:is|are))\b|covering\s+for\b|taking\s+over\s+from\b",
    ),
)
_GERMAN_BODY = (
    r"(?:betriebs|personal|gemeinde|aufsichts|verwaltungs|stadt|kirchen|kreiskirchen|stiftungs)rat\w*|vorstand\w*"
    r"|gremi\w+|geschäftsleitung"
    r"|kommunalaufsicht|ministeri\w+|kultusministerium|ausschuss\w*|träger|behörde\w*|bank|versicherung"
    r"|brandversicherung|auftraggeber\w*"
    r"|kunde\w*|geldgeber\w*|förderverein|board|publisher|sender|kirchenvorstand\w*|amt\b"
)
_GERMAN = _Words(
    plain=_any(
        r"(?:einstellungs|besetzungs|haushalts)(?:stopp?|sperre)\w*",
        r"(?:urlaubs|krankheits|ferien)bedingt\w*",
        r"(?:haushaltsmittel|mittelfreigabe|budget|finanzierung|stellenplan|förderung|freigabe|auftrag|großauftrag"
        r"|vertrag)\b"
        r"[^.;!?]{0,60}?\b(?:noch\s+(?:immer\s+|immer\s+noch\s+)?nicht|nicht)\s+(?:genehmigt|freigegeben|bewilligt"
        r"|unterschrieben|da|durch|erteilt|bestätigt)\b",
        r"(?:mittelfreigabe|freigabe|genehmigung|zustimmung|finanzierung|unterschrift)\b[^.;!?]{0,40}?\b(?:steht"
        r"|stehen)?\s*noch\s+(?:aus|aussteh\w+|fehlt)\b",
    ),
    stopped=_any(
        r"(?:verzöger\w+|verschieb\w+|verschoben|vertagt|ruht|eingefroren|auf\s+(?:eis|pause|hold)|ausgesetzt"
        r"|sistiert|gestoppt|verlängert\s+sich"
        r"|dauert|zieht\s+sich|verlegt|hängt|hängen|warten|in\s+der\s+luft)\b",
    ),
    waits=_any(
        r"(?:kann|können|darf|dürfen|entscheiden?|entschieden|unterschrieben)\b[^.;!?]{0,40}\b(?:nicht|nichts"
        r"|niemanden|keinen?|noch)\b",
        r"(?:solange|so\s+lange)\b",
    ),
    because=_any(
        r"(?:weil|da|bis|solange|ohne|deshalb|darum|daher|damit|wegen|aufgrund|infolge|durch|mangels|auf\s+wunsch"
        r"|bevor|muss|müssen)\b"
    ),
    outside=_any(
        rf"(?:{_GERMAN_BODY})",
        r"(?:budget\w*|haushalts\w+|mittel\b|mittelfreigabe|finanzier\w*|stellenplan\w*|förder\w+)",
        r"(?:umstrukturier\w*|restrukturierung\w*|reorganisation\w*|umbau\w*|fusion\w*|übernahme\b"
        r"|internen?\s+freigabe)",
        r"(?:urlaub\w*|ferien\w*|krankheit\w*|erkrankung\w*|elternzeit|krank\b|sommerpause|feiertag\w*|messe\b"
        r"|ernte\b)",
        r"(?:auftrag\w*|großauftrag|ausschreibung\w*|brand\b|hochwasser|streik)",
    ),
    anywhere=_any(
        r"(?:budget\w*|haushalts\w+|finanzier\w*|mittelfreigabe|stellenplan\w*|kultusministerium|kommunalaufsicht"
        r"|betriebsrat\w*)",
        r"(?:umstrukturier\w*|fusion\w*|auftrag\w*|großauftrag)",
    ),
    undone=_any(
        rf"(?:{_GERMAN_BODY})\s+(?:[\w'’-]+\s+){{0,3}}?(?:muss|müssen)\s+(?:[\w'’-]+\s+){{0,4}}?(?:zustimmen"
        rf"|genehmigen|approven|freigeben|entscheiden|beschließen)\b",
        rf"(?:{_GERMAN_BODY})\s+(?:hat"
        rf"|haben)\s+(?:[\w'’-]+\s+){{0,4}}?noch\s+nicht\s+(?:[\w'’-]+\s+){{0,3}}?(?:zugestimmt|abgegeben|genehmigt"
        rf"|entschieden|bewilligt|freigegeben|beschlossen|unterschrieben)\b",
    ),
    away=_any(
        r"(?:ist|sind|bin|sitzt|seit\b[^.;!?]{0,25})\s+(?:[\w.'’-]+\s+){0,5}?(?:im\s+urlaub|in\s+urlaub|auf\s+urlaub"
        r"|in\s+elternzeit|krank(?:geschrieben)?|erkrankt|in\s+den\s+ferien"
        r"|auf\s+(?:messe|dienstreise|reisen|kur|dem\s+kongress)|verreist|im\s+krankenhaus)\b",
    ),
    moves=_any(r"(?:absag\w+|abgesagt|verschieb\w+|verschoben|verleg\w+|vertag\w+|fällt\s+aus|ausfallen|platzt)\b"),
    over=_any(
        r"(?:wird|werden|ist|sind)\s+(?:nun|jetzt)\s+(?:wieder\s+)?(?:fortgesetzt|aufgenommen|genehmigt|freigegeben"
        r"|da)\b"
    ),
    no_cause=_any(
        r"(?:sonst|andernfalls|unvorhergesehen\w*)\b",
        r"nicht\s+(?:wegen|weil|aufgrund)\b",
        r"(?:wenn|falls|sollten?)\s+(?:sie|du)\b[^,;]{0,40}\b(?:urlaub|krank|verreist|ferien)\b",
        r"(?:sie|du)\s+(?:sind|bist|seid)\s+(?:\w+\s+){0,3}?(?:im\s+urlaub|krank|verreist)\b",
    ),
)
_BY_LANGUAGE = {"de": _GERMAN}
_OWN_WORK = re.compile(
    r"\b(?:we|i)(?:['’]ve|\s+have)?\s+(?:interviewed|seen|read|reviewed|finished|spoken|heard)\b"
    r"|\ball\s+(?:the\s+)?interviews\b"
    r"|\ball(?:e[nr]?)?\s+(?:gespräche|bewerbungen)\b",
    re.IGNORECASE,
)


def read_cause(reading: Reading) -> str | None:
    """Why they wait, in the employer's own words, at most 160 characters; None where no outside reason is stated.

    In a mail about an interview only the reason for which it is cancelled or moved.
    """
    if reading.label not in _TOLD_IN:
        return None
    words = _BY_LANGUAGE.get(reading.language, _ENGLISH)
    said = [sentence[:_READ] for sentence in reading.sentences if not sentence.endswith("?")]
    if reading.label is Label.SCHEDULING:
        said = [sentence for sentence in said if words.moves.search(sentence)]
    found = [one for sentence in said for one in _in_sentence(sentence, reading.label, words)]
    return min(found, key=lambda one: one[0])[1] if found else None


def _in_sentence(sentence: str, label: Label, words: _Words) -> Iterator[tuple[int, str]]:
    """The cause that a sentence states, with a rank: the plainest way of saying so is 0."""
    if any(pattern.search(sentence) for pattern in (words.no_cause, words.over, _OWN_WORK)):
        return
    plain = words.plain.search(sentence) or words.undone.search(sentence)
    if plain:
        yield 0, clause(sentence, plain.start(), plain.end(), _LONGEST)
    held = _held_up(sentence, label, words)
    if held:
        yield 1, clause(sentence, *held, _LONGEST)
    away = words.away.search(sentence)
    if away and label is not Label.INFORMATION_REQUEST:
        yield 2, clause(sentence, away.start(), away.end(), _LONGEST)


def _held_up(sentence: str, label: Label, words: _Words) -> tuple[int, int] | None:
    """Where a sentence says that something stands still because of something outside.

    A receipt tells how things usually go, and a request what it needs of the person: there it has to be said outright.
    """
    waits = words.stopped.search(sentence)
    if waits is None and label in _WAITING:
        waits = words.waits.search(sentence)
    if waits is None:
        return None
    outside = [found.span() for found in words.outside.finditer(sentence)]
    elsewhere = words.anywhere.search(sentence) if label is Label.STATUS_UPDATE else None
    for because in words.because.finditer(sentence):
        near = (span for span in outside if because.start() <= span[0] and span[1] <= because.end() + _NEAR)
        cause = next(near, elsewhere.span() if elsewhere else None)
        if cause:
            return min(waits.start(), because.start(), cause[0]), max(waits.end(), cause[1])
    return None
