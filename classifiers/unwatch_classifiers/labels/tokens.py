"""Turns a sentence into plain tokens, so that one way of saying a thing has one form.

Lower case; "we'd" and "won't" are written out; clock times, dates, sums, links, addresses and telephone numbers each
become one token in capitals (TIME, DATE, MONEY, LINK, ADDR, PHONE …). Every token is followed by one space.
"""

from __future__ import annotations

import re

from unwatch_classifiers.senders import SenderKind, domain_kind

_LINKS = {
    SenderKind.SCHEDULER: "BOOKINGLINK",
    SenderKind.VIDEO_CALL: "CALLLINK",
    SenderKind.ASSESSMENT_PLATFORM: "TESTLINK",
    SenderKind.REFERENCE_PLATFORM: "REFERENCELINK",
}
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_TOKEN = re.compile(
    rf"""
    (?P<LINK>https?://[^\s<>"')\]]+|www\.[^\s<>"')\]]+)
  | (?P<ADDR>[\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,5}})
  | (?P<MONEY>[$£€₹]\s?\d[\d,.]*\s?(?:k|m|lakhs?|lpa)?\b
           |\b(?:inr|usd|gbp|aud|eur|rs\.?)\s?\d[\d,.]*|\b\d[\d,.]*\s?(?:k|lpa|lakhs?)\b)
  | (?P<TIME>\b\d{{1,2}}[:.]\d{{2}}\s?(?:[ap]\.?m\b\.?)?(?!\d)
          |\b\d{{1,2}}\s?[ap]\.?m\b\.?|\b\d{{1,2}}\s?o['’]clock\b|\bnoon\b)
  | (?P<DATE>\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}}[/-]\d{{1,2}}(?:[/-]\d{{2,4}})?\b|\b\d{{1,2}}-\d{{1,2}}-\d{{4}}\b
            |\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s(?:of\s)?){_MONTH}\b\.?|\b{_MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?\b(?!\d))
  | (?P<PHONE>\+\d[\d\s()-]{{7,16}}\d|\b0\d{{2,4}}[\s-]\d{{3}}[\s-]?\d{{3,4}}\b|\(?\b\d{{3}}\)?[\s-]\d{{3}}-\d{{4}}\b)
  | (?P<ORD>\b\d{{1,2}}(?:st|nd|rd|th)\b)
  | (?P<NUM>\b\d[\d,]*\b)
  | (?P<WORD>[^\W\d_]+(?:'[^\W\d_]+)?)
    """,
    re.VERBOSE,
)
_ENDINGS = (("n't", " not"), ("'ll", " will"), ("'re", " are"), ("'ve", " have"), ("'d", " would"), ("'m", " am"))
_WHOLE = {
    "can't": "can not",
    "cannot": "can not",
    "won't": "will not",
    "shan't": "shall not",
    "let's": "let us",
    "o'clock": "oclock",
}
_SHORTHAND = {
    "u": "you",
    "ur": "your",
    "r": "are",
    "w": "with",
    "n": "and",
    "pls": "please",
    "plz": "please",
    "thx": "thanks",
    "thnx": "thanks",
    "tmrw": "tomorrow",
    "tmw": "tomorrow",
    "tomoz": "tomorrow",
    "wanna": "want to",
    "gonna": "going to",
    "gotta": "have to",
    "cya": "see you",
    "dont": "do not",
    "cant": "can not",
    "wont": "will not",
    "didnt": "did not",
    "isnt": "is not",
    "im": "i am",
    "ive": "i have",
    "youre": "you are",
    "youve": "you have",
    "weve": "we have",
    "theyve": "they have",
    "gd": "good",
    "yr": "your",
    "ya": "you",
    "ye": "you",
    "lmk": "let me know",
    "gonnae": "going to",
    "cannae": "can not",
    "thats": "that is",
    "whats": "what is",
    "theres": "there is",
    "youll": "you will",
    "theyll": "they will",
    "lets": "let us",
    "couldnt": "could not",
    "wouldnt": "would not",
    "havent": "have not",
    "hasnt": "has not",
    "wasnt": "was not",
    "doesnt": "does not",
    "shouldnt": "should not",
    "arent": "are not",
    "arvo": "afternoon",
    "wk": "week",
    "wks": "weeks",
    "hrs": "hours",
    "recieved": "received",
    "recieve": "receive",
    "intvw": "interview",
    "résumé": "resume",
    "résumés": "resumes",
}
_IS = frozenset(["it", "that", "there", "here", "what", "who", "he", "she", "where", "how", "when"])
_PUNCTUATION = str.maketrans({"’": "'", "‘": "'", "`": "'", "\u00a0": " ", "‐": "-", "‑": "-", "–": "-", "—": " "})
_HOST = re.compile(r"^(?:https?://)?(?:[^/@]*@)?([^/:?#]+)")


def plain(sentence: str) -> str:
    """The sentence as tokens, each followed by one space; empty where there is no word in it."""
    text = sentence.translate(_PUNCTUATION).lower()
    return "".join(_token(found) + " " for found in _TOKEN.finditer(text))


def _token(found: re.Match[str]) -> str:
    kind = found.lastgroup or "WORD"
    if kind == "WORD":
        return _word(found[0])
    return _link(found[0]) if kind == "LINK" else kind


def _word(word: str) -> str:
    if "'" not in word:
        return _SHORTHAND.get(word) or _WHOLE.get(word, word)
    if word in _WHOLE:
        return _WHOLE[word]
    for ending, written_out in _ENDINGS:
        if word.endswith(ending):
            return word.removesuffix(ending) + written_out
    stem, _, ending = word.partition("'")
    return f"{stem} is" if ending == "s" and stem in _IS else stem


def _link(link: str) -> str:
    host = _HOST.match(link)
    kind = domain_kind(host[1]) if host else None
    return _LINKS.get(kind, "LINK") if kind else "LINK"
