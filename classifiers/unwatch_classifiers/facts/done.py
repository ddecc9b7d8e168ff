"""Whether a mail says that a test was done: whoever takes it does so on a page, and nothing in Sent shows it.

"Both halves of the test were saved", "Thank you for completing the assessment". What is only asked for, or would be
done, is not.
"""

from __future__ import annotations

import re

from unwatch_classifiers.facts.reading import read
from unwatch_classifiers.records import Label, Message

_TEST = re.compile(
    r"\b(?:tests?|assessments?|exercises?|challenges?|questionnaires?|quiz(?:zes)?|tasks?|assignments?|case\s+stud(?:y|ies)"
    r"|coding\s+\w+|video\s+(?:interview|answers?)|recordings?|take-?home\w*"
    r"|(?:[\wäöü]+)?(?:test|aufgabe|fragebogen|prüfung)(?:s|es|n)?)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:(?:was|were|has|have|is|are|been|got|we['’]ve)\s+(?:\w+\s+){0,4}?(?:saved|received|completed|submitted|finished"
    r"|recorded|done|in|uploaded|arrived|your)\b"
    r"|(?:received|got)\s+your\b|(?:thank(?:s|\s+you)|well\s+done)\s+for\s+(?:\w+\s+){0,2}?(?:completing|doing|taking|sitting|sending"
    r"|submitting|finishing|returning)|you(?:['’]ve|\s+have)\s+(?:\w+\s+)?(?:completed|finished|submitted|done)|completed\s+on\b"
    r"|(?:completed|submitted|saved)\s+(?:successfully|at\s+\d)"
    r"|(?:ist|sind|wurden?)\s+(?:\w+\s+){0,3}?(?:eingegangen|abgeschlossen|gespeichert|angekommen|übermittelt)"
    r"|haben\s+(?:\w+\s+){1,4}?(?:erhalten|abgeschlossen|bekommen)|(?:vielen\s+)?danke?\s+für\s+(?:\w+\s+){0,2}?(?:bearbeitung"
    r"|teilnahme|einsend\w+))",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:once|when|if|until|unless|after\s+you|as\s+soon\s+as|before|not|n['’]t|yet\s+to|please|must|should|need|remind\w*|will\s+be"
    r"|to\s+be|appl(?:y|ied|ication)s?|new|wenn|falls|sobald|noch|bitte|nicht|bevor|bewerbung|neue[rsn]?)\b",
    re.IGNORECASE,
)


def says_test_is_done(message: Message) -> bool:
    """Tell whether a mail states that a test was taken or has come in; nothing that is asked for or conditional."""
    said = read(message, Label.STATUS_UPDATE, None).sentences
    return any(_TEST.search(one) and _DONE.search(one) and not _NOT_YET.search(one) for one in said)
