"""Mail that says nothing of a job where others may look: its subject, its sender's name, its first line.

What the person opens is the same in either case (letter.md C2h, f 50).
"""

from __future__ import annotations

import re
from dataclasses import replace

from unwatch.letter.html import shown
from unwatch.letter.records import Rendered

NEUTRAL_NAME = "Letter"
NEUTRAL_SUBJECT = "One thing for you"
NEUTRAL_PREHEADER = "The rest is in the letter. Nothing else needs you now."
_JOB_WORDS = re.compile(
    r"\b(?:appl(?:y|ied|ying|ic)|assess|candida|career|cv\b|employ|hir(?:e|ing)|interview|job|offer|position|recruit"
    r"|refer(?:ee|ence)|resum|role|salar|vacanc|work|angebot|arbeit|beruf|bewerb|gehalt|karriere|lebenslauf|referenz"
    r"|stelle|vorstellung)",
    re.IGNORECASE,
)


def holds_job_word(text: str) -> bool:
    """Tell whether a subject or a name gives away that somebody looks for work."""
    return _JOB_WORDS.search(text) is not None


def sender_name(chosen: str) -> str:
    """Return the name that discreet mail comes from: the one that the person chose, unless it holds a job word."""
    return NEUTRAL_NAME if holds_job_word(chosen) else chosen


def discreetly(rendered: Rendered, subject: str = NEUTRAL_SUBJECT, preheader: str = NEUTRAL_PREHEADER) -> Rendered:
    """Return a finished mail under another subject and first line; what it says stays the same.

    For a mail that names an employer in its subject, such as a draft or the one after an interview.
    """
    html = rendered.html.replace(f"<title>{shown(rendered.subject)}</title>", f"<title>{shown(subject)}</title>", 1)
    if rendered.preheader:
        html = html.replace(f">{shown(rendered.preheader)}</div>", f">{shown(preheader)}</div>", 1)
    return replace(rendered, subject=subject, preheader=preheader, html=html)
