"""The letter's acceptance checklist as far as a machine can tick it off: what it must hold to be sent.

Each finding is one sentence. Words of a mail (in quotation marks, or behind a bar) are not the letter's own and are
left out of the checks of tone and form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

WORDS_MOST, WORDS_MOST_QUIET = 600, 120
COLUMNS = 72
LINES_MOST, LINES_MOST_ACTION = 5, 7  # a thing to do may need its place and its two times
BYTES_MOST, STYLE_MOST = 60_000, 8_192
PIXELS_LEAST = 15
CONTRAST_LEAST = 4.5
LIGHT, DARK = "#fdfdfb", "#16191c"

NEVER_SAID = [
    "check",
    "checks",
    "checked",
    "checking",
    "unread",
    "overdue",
    "ghost",
    "ghosts",
    "ghosted",
    "ghosting",
    "rejected",
    "failed",
    "unsuccessful",
    "unfortunately",
    "relax",
    "hope",
    "hopes",
    "hopeful",
    "hopefully",
    "luck",
    "streak",
    "missed",
    "hurry",
    "asap",
    "urgent",
    "promising",
    "probably",
    "chance",
    "chances",
    "odds",
    "unemployed",
]
NEVER_SAID_TOGETHER = (
    "late by",
    "days left",
    "still no",
    "still haven't",
    "still have not",
    "still waiting",
    "don't worry",
    "do not worry",
    "calm down",
    "fingers crossed",
    "should have",
    "you need to",
    "you must",
    "last chance",
    "just remind",
    "just a remind",
    "stay tuned",
    "see what",
    "find out",
    "good sign",
    "bad sign",
    "weeks searching",
)
NUMBERS = [
    "none",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_EMOJI = re.compile("[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\U0001f000-\U0001faff]")
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"


class Page(HTMLParser):
    """What a mail program makes of the HTML: its tags, and the text that is seen."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._open: list[str] = []
        self._pieces: list[str] = []
        self.hidden = ""
        self.feed(html)

    @property
    def visible(self) -> str:
        return " ".join("".join(self._pieces).split())

    def named(self, *names: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name in names]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append((tag, attributes))
        if tag in {"p", "h1", "h2", "tr", "td", "th", "br"}:
            self._pieces.append(" ")
        if tag in {"style", "title", "script", "div"}:
            self._open.append("hidden" if "display:none" in attributes.get("style", "").replace(" ", "") else tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"style", "title", "script", "div"} and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if "hidden" in self._open:
            self.hidden += data
        elif not self._open or self._open[-1] == "div":
            self._pieces.append(data)


def problems(text: str, html: str, subject: str, preheader: str) -> list[str]:
    """Return what keeps this letter from being sent; nothing where it may be."""
    page = Page(html)
    quiet = "NEXT WEEK" not in text
    found = [
        *_about_trust(text, quiet),
        *_about_items(text),
        *_about_length(text, quiet),
        *_about_tone(text, page, subject, preheader),
        *_about_subject(subject, preheader, page),
        *form_problems(html),
        *_about_sections(text, page, quiet),
        *_about_same_words(text, page),
    ]
    return list(found)


def form_problems(html: str) -> list[str]:
    """Return what keeps this HTML from being read everywhere, whatever the mail is."""
    return [*_about_size(html), *_about_markup(html, Page(html)), *_about_links(Page(html)), *_about_colours(html)]


def own_words(text: str) -> str:
    """Return the text without the words of others."""
    unbarred = "\n".join(line for line in text.splitlines() if not line.startswith("  |"))
    return re.sub(r'"[^"]*"|“[^”]*”', '""', unbarred)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2, relative luminance)."""
    lights = sorted((_luminance(one), _luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _count(word: str) -> int:
    return NUMBERS.index(word.lower()) if word.lower() in NUMBERS else int(word)


def _about_trust(text: str, quiet: bool) -> Iterator[str]:
    one_line = " ".join(text.split())
    if not re.search(r"^.{0,60}\b(Nothing is|One thing is|\w+ things are) waiting for you", one_line):
        yield "the first sentence does not say whether anything waits"
    if not re.search(rf"The next letter comes on {_WEEKDAY} \d{{1,2}} \w+( \d{{4}})? at \d\d:\d\d", one_line):
        yield "the next letter is not named with weekday, date and time"
    if not re.search(r"The watcher ran", one_line):
        yield "whether the watcher ran is not told"
    for word in ("interview time", "reference request", "an offer", "a deadline"):
        if word not in one_line:
            yield f"the classes that reach the person at once do not name {word}"
    yield from _about_account(one_line, quiet)


def _about_account(one_line: str, quiet: bool) -> Iterator[str]:
    if "Employers sent no messages" in one_line:
        return
    account = re.search(
        r"Employers sent (\w+) messages? (?:this week|since [^.]+)\. "
        r"(\w+) reached you at once, (\w+) the next morning, (\w+) (?:is|are) in this letter\. That is all",
        one_line,
    )
    if account is None or quiet:
        yield "the messages of the week are not accounted for"
    elif _count(account[1]) != sum(_count(account[n]) for n in (2, 3, 4)):
        yield "the account of the messages does not add up"


def item_numbers(text: str) -> list[int]:
    """Return the item numbers in reading order."""
    return [int(a or b) for a, b in re.findall(r"^(\d{1,3})\. |\((\d{1,3})\)", own_words(text), re.MULTILINE)]


def sections(text: str) -> list[str]:
    """Return the sections, each from its heading on."""
    return text.split("\n\n\n")[1:]


def _about_items(text: str) -> Iterator[str]:
    numbers = item_numbers(text)
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"the item numbers are not 1 to n in reading order: {numbers}"
    actions = [section for section in sections(text) if section.startswith("NEXT WEEK")]
    heads = re.findall(r"^\d+\. .*$", actions[0], re.MULTILINE) if actions else []
    if len(heads) > 3:
        yield "more than three things to do"
    dated = re.compile(rf"\d+\. {_WEEKDAY} \d{{1,2}} \w+( \d{{4}})?, .*(\d\d:\d\d|morning|afternoon)")
    yield from (f"without weekday, date and time of day: {head}" for head in heads if not dated.match(head))
    for command, number in re.findall(r"\b(done|later|rest|wake|note) (\d+)", sections(text)[-1] if numbers else ""):
        if int(number) not in numbers:
            yield f"the command {command} {number} has a number that is not in the letter"


def _about_sections(text: str, page: Page, quiet: bool) -> Iterator[str]:
    titles = [section.splitlines()[0] for section in sections(text)]
    for title in titles:
        asks = title.startswith(("NEXT WEEK", "YOUR OWN", "HOW THIS", "REPLY TO"))
        if not asks and "(nothing to do" not in title:
            yield f"a section does not say that there is nothing to do: {title}"
    shape = ("WAITING AND RESTING",) if quiet else ("NEXT WEEK", "WHAT MOVED", "WAITING", "RESTING")
    for expected in (*shape, "HOW THIS WEEK"):
        if not any(title.startswith(expected) for title in titles):
            yield f"the section {expected} is not there"
    if len(page.named("h1")) != 1 or len(page.named("h2")) != len(titles):
        yield "the headings of the HTML are not those of the text"


def _about_length(text: str, quiet: bool) -> Iterator[str]:
    # What could not be placed is shown in full (f 6), however long it is.
    told = re.sub(r"(?s)\nCOULD NOT PLACE.*?\n\n\n(?=[A-Z])", "\n", text)
    words, most = len(told.split()), WORDS_MOST_QUIET if quiet else WORDS_MOST
    if words > most:
        yield f"{words} words"
    if long_lines := [line for line in text.splitlines() if len(line) > COLUMNS]:
        yield f"lines of more than {COLUMNS} columns: {long_lines[:2]}"
    for section in sections(text):
        lines_most = LINES_MOST_ACTION if section.startswith("NEXT WEEK") else LINES_MOST
        for entry in re.findall(r"^\d+\. .*(?:\n   .*)*", section, re.MULTILINE):
            if entry.count("\n") >= lines_most:
                yield f"more than {lines_most} lines for one application: {entry.splitlines()[0]}"
    if re.search(r"&#?\w+;|<[A-Za-z/]", "\n".join(x for x in text.splitlines() if not x.startswith("  |"))):
        yield "markup in the text"


def tone_problems(where: str, words: str) -> Iterator[str]:
    """Return what the letter never says."""
    lowered = own_words(words).lower().replace("’", "'")
    said = set(re.findall(r"[a-z']+", lowered))
    yield from (f"{where} says {word}" for word in NEVER_SAID if word in said)
    joined = " ".join(lowered.split())
    yield from (f"{where} says {phrase}" for phrase in NEVER_SAID_TOGETHER if re.search(rf"\b{phrase}", joined))
    yield from (f"{where} holds {sign}" for sign in "!%" if sign in lowered)
    if _EMOJI.search("\n".join(x for x in words.splitlines() if not x.startswith("  |"))):
        yield f"{where} holds a pictogram"


def _about_tone(text: str, page: Page, subject: str, preheader: str) -> Iterator[str]:
    yield from tone_problems("the text", text)
    yield from tone_problems("the subject", subject)
    yield from tone_problems("the preheader", preheader)
    if "  |" not in text:
        yield from tone_problems("the HTML", page.visible)


def _about_subject(subject: str, preheader: str, page: Page) -> Iterator[str]:
    if len(subject) > 70 or not subject.isascii() or not subject.isprintable():
        yield "the subject is not 70 characters of ASCII"
    if not re.search(r"\d{1,2} [A-Z][a-z]{2}\b", subject) or "waiting" not in subject[:40]:
        yield "the subject lacks its date, or the verdict within 40 characters"
    if not 40 <= len(preheader) <= 110:
        yield f"the preheader has {len(preheader)} characters"
    first_words = set(re.findall(r"\w+", preheader.lower())[:4])
    if first_words <= set(re.findall(r"\w+", subject.lower())):
        yield "the preheader repeats the subject"
    if page.hidden.strip() != preheader:
        yield "the preheader does not stand in the HTML"


def _about_size(html: str) -> Iterator[str]:
    if len(html.encode()) >= BYTES_MOST:
        yield "the HTML is long enough to be clipped"
    if sum(len(style) for style in re.findall(r"<style.*?</style>", html, re.DOTALL)) >= STYLE_MOST:
        yield "the style block is too long"


def _about_markup(html: str, page: Page) -> Iterator[str]:
    if not html.startswith("<!doctype html>\n<html lang=") or "<title>" not in html:
        yield "doctype, language or title is missing"
    for table in page.named("table"):
        if table.get("role") != "presentation" and "aria-label" not in table:
            yield "a table is neither for layout nor named"
    if any(cell.get("scope") != "col" for cell in page.named("th")):
        yield "a table's head lacks its scope"
    allowed = [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "div",
        "table",
        "tr",
        "td",
        "th",
        "p",
        "h1",
        "h2",
        "strong",
        "span",
        "a",
        "br",
        "wbr",
    ]
    yield from (f"the tag {name}" for name in sorted({name for name, _ in page.tags} - set(allowed)))
    styles = " ".join(attributes.get("style", "") for _, attributes in page.tags)
    if re.search(
        r"display:\s*(?:flex|grid)|float:|position:|\drem|var\(|url\(", styles + html.split("</style>", maxsplit=1)[0]
    ):
        yield "style that not every client knows"
    sizes = [int(size) for size in re.findall(r"font-size:(\d+)px", html) if int(size) > 1]
    if min(sizes, default=0) < PIXELS_LEAST:
        yield "a size of less than 15 px"
    known = [
        "style",
        "class",
        "role",
        "width",
        "cellpadding",
        "cellspacing",
        "border",
        "align",
        "valign",
        "href",
        "scope",
        "lang",
        "dir",
        "charset",
    ]
    extra = {name for _, attributes in page.tags for name in attributes} - {*known, "name", "content", "aria-label"}
    yield from (f"the attribute {name}" for name in sorted(extra))


def _about_links(page: Page) -> Iterator[str]:
    for link in (attributes.get("href", "") for attributes in page.named("a")):
        if not re.fullmatch(r"mailto:[A-Za-z0-9._~%@-]+(\?[A-Za-z0-9._~%=&-]*)?", link):
            yield f"a link that is no encoded mailto: {link}"
    if re.search(r"https?://", "".join(str(attributes) for _, attributes in page.tags)):
        yield "something remote"


def _about_colours(html: str) -> Iterator[str]:
    head, _, body = html.partition("</style>")
    light = set(re.findall(r"(?<![-\w])color:\s*(#[0-9a-f]{6})", body)) - {LIGHT}
    dark = set(re.findall(r"(?<![-\w])color:\s*(#[0-9a-f]{6})", head.partition("<style>")[2]))
    for colours, ground in ((light, LIGHT), (dark, DARK)):
        yield from (
            f"{one} on {ground} is too faint" for one in sorted(colours) if contrast(one, ground) < CONTRAST_LEAST
        )


def _about_same_words(text: str, page: Page) -> Iterator[str]:
    def bare(words: str) -> str:
        return re.sub(r"[\W_]+", " ", words.lower())

    squeezed = bare(page.visible).replace(" ", "")
    of_the_table = {"application", "they", "said", "realistic", "no", "date", "given"}
    lost = [word for word in bare(text).split() if word not in squeezed and word not in of_the_table]
    if lost:
        yield f"words of the text that the HTML lacks: {lost[:5]}"
    in_text = bare(text).replace(" ", "")
    added = [word for word in bare(page.visible).split() if len(word) < 40 and word not in in_text]
    if extra := [word for word in added if word not in of_the_table]:
        yield f"words of the HTML that the text lacks: {extra[:5]}"
