"""German wordings that name a role: "Ihre Bewerbung als Erzieherin (m/w/d)", "die Stelle des Kellermeisters"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unwatch_classifiers.facts.names import clean_role, looks_like_role

_WORD = r"[A-ZÄÖÜ][\wäöüß:*/-]{2,40}"
_NO_ROLE = (
    r"(?!(?:Bewerbung|Stelle|Position|Unterlagen|Ihre?|Deine?|Danke|Vielen|Einladung|Gespräch|Termin|Absage|Zusage|Eingang"
    r"|Frau|Herrn?|Antwort|Uhr|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Montag"
    r"|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Team|Unterlage|Referenz\w*|Rückfrage|Nachricht|Freude|Anlage|Nachtrag|Terminbestätigung|Arbeitsprobe|Aufgabe|Rolle|Stand|Neues|Zum|Zur|Für|Noch|Case|Study|Follow|Update|Kennenlernen|Entscheidung|Abgeschickt|Minijob|Standort|Baustelle"
    r"|Formular|Saison|Schicht|Job|Vertrag"
    r"|\w*(?:bewerbung|bestätigung|unterlagen|angebot|probe|gespräch|verschiebung|verlegung|bescheid|schreiben|überprüfung|verfahren"
    r"|rückfrage|auskunft|personen|einladung|erinnerung|absage|zusage|aufgabe))\b)"
)
_ROLE = (
    rf"(?P<role>(?:[a-zäöü]{{3,20}}(?:e|er|en|es)\s)?{_NO_ROLE}{_WORD}"
    rf"(?:\s(?:(?:für|im|in|und|der|&)\s)?(?:(?:und|der|die)\s)?{_NO_ROLE}{_WORD}){{0,3}})"
)
_KIND = re.compile(
    r"\w*(?:leiter|leitung|lehrer|pfleger|planer|techniker|mechaniker|meister|helfer|führer|fahrer|berater|betreuer|verkäufer"
    r"|arbeiter|arbeitung|kaufmann|kauffrau|kraft|assistent|assistenz|ingenieur|informatiker|entwickler|koch|köch|gärtner"
    r"|drucker|maler|schlosser|lagerist|disponent|referent|manager|trainer|dramaturg|küster|geselle|gesellin|polier|sekretär"
    r"|sekretariat|angestellte|erzieher|schrauber|bäcker|tischler|zimmerer|monteur|reiniger|begleiter|begleitung|azubi|lehrling"
    r"|professur|professor|aushilfe|hausdame|kontrolleur|bediener|prüfer|forscher|doktorand|praktikant|volontär|werkstudent"
    r"|hausmeister|schneider|näher|friseur|apotheker|ärzt|arzt|therapeut|psycholog|jurist|anwält|anwalt|notar|redakteur|lektor"
    r"|bibliothekar|archivar|dolmetscher|übersetzer|architekt|zeichner|konstrukteur|elektriker|elektroniker|dachdecker|maurer"
    r"|schweißer|dreher|fräser|winzer|landwirt|förster|wächter|wart|pförtner|kellner|barkeeper|servicekraft|steward|pilot|lotse"
    r"|bürokraft|buchhalter|controller|analyst|administrator|beamter|beamtin|inspektor|kommissar|feuerwehrmann|sanitäter|hebamme"
    r"|wirt|fachmann|fachfrau|chemikant|laborant|technolog|optiker|akustiker|vertreter|einkäufer|vermittler|makler|agent|ausbildung)"
    r"(?:e|en|er|es|s|in|innen|/in|:in|\*in|/r)?(?:/-?in)?",
    re.IGNORECASE,
)
_AS = re.compile(
    rf"\b(?i:bewerb\w*|beworben|stelle|position|job|ausbildung|arbeit\w*|vertrag|platz|anstell\w*|einstell\w*|einstieg|sie|dich|dir|du"
    rf"|ihnen)\b[^.!?\n]{{0,60}}?\b(?:als|zum|zur)\s(?:(?:die|der|unsere?[nr]?|eine?[nr]?|neue[nr]?)\s){{0,2}}{_ROLE}"
)
_STELLE = re.compile(
    rf"\b(?:Stelle|Position|Ausschreibung|Bewerbung)(?:\s(?:als|auf|um|für|der|des|die))?\s?[:„\"–-]?\s?{_ROLE}"
)
_GENDERED = re.compile(rf"{_ROLE}\s?\((?:[mwdx]\s?/\s?){{1,3}}[mwdx*]\)")
_AS_OPENING = re.compile(rf"^(?:als)\s{_ROLE}")
_LABEL = re.compile(rf"^(?:Stelle|Position|Stellenbezeichnung|Tätigkeit|Ausschreibung)\s*:\s*{_ROLE}")
_QUOTED = re.compile(
    r"\b(?:Stelle|Position|Funktion|Rolle|Laufbahn|\w*platz|für|als|Ausschreibung|Bewerbung)\s?:?\s[„\"“»](?P<role>[^„“”\"»«\n]{3,70})[“”\"«]"
)
_SURELY_AS = re.compile(
    rf"\b(?i:\w*bewerb\w*|beworben|tätigkeit|zusage|anstellung|meldebogen|auswahlverfahren)\b[^.!?\n]{{0,40}}?\bals\s(?:eine?[nr]?\s)?{_ROLE}"
)
_WORDINGS = (
    (_LABEL, 95),
    (_QUOTED, 92),
    (_SURELY_AS, 91),
    (_GENDERED, 91),
    (_AS, 82),
    (_STELLE, 76),
    (_AS_OPENING, 60),
)
_RUN = re.compile(_ROLE)
_SURE = 90
"""Above this weight the wording makes a role of whatever it names."""


def german_roles(line: str) -> Iterator[tuple[int, str]]:
    """Yields the roles that German wordings of a line name, each with its weight."""
    for pattern, weight in _WORDINGS:
        for match in pattern.finditer(line[:600]):
            role = clean_role(match["role"])
            if role and (weight > _SURE or names_german_role(role)):
                yield weight, role


def german_subject_roles(subject: str) -> Iterator[tuple[int, str]]:
    """Yields the roles that stand in a German subject with nothing round them."""
    for match in _RUN.finditer(subject):
        role = clean_role(match["role"])
        if role and names_german_role(role):
            yield 78, role


def names_german_role(text: str) -> bool:
    """Whether a German phrase names a kind of work."""
    return looks_like_role(text) or any(_KIND.fullmatch(word) for word in text.split())
