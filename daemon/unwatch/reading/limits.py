"""The guard before parsing: cuts a raw mail down to what a parser takes apart in bounded time and memory.

It follows the lines as `email.feedparser` does (which header block ends where), so that what is counted here is what
the parser will see. Ordinary mail stays far below every limit and passes unchanged but for its line ends, which are LF
afterwards.
"""

from __future__ import annotations

import email.message
import re

from unwatch.reading.charsets import decode, known_charset

MESSAGE_LIMIT = 5 * 1024 * 1024
LINES_LIMIT = 200_000
HEADERS_LIMIT = 1_000
BLOCK_LIMIT = 256 * 1024
HEADER_LIMIT = 16 * 1024
STRUCTURED_LIMIT = 2 * 1024
ENCODED_WORDS_LIMIT = 64
BOUNDARIES_LIMIT = 200
NESTING_LIMIT = 20  # parts that hold parts; every level makes each line of the body dearer

_HEADER_LINE = re.compile(rb"(?:From |[\x21-\x39\x3b-\x7e]*:|[\t ])")
_BOUNDARY_LINE = re.compile(rb"^--", re.MULTILINE)
_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf|\s)*(?:>?From [^\n]*\n)*")
_ENCODED_CHARSET = re.compile(rb"=\?([^?\s]{1,75})\?")
_PIECES = re.compile(rb";\s*[^=;*]{0,60}\*[^=;]{0,20}=[^;]*")
_STRUCTURED = (b"content-", b"message-id:", b"date:", b"in-reply-to:", b"mime-version:")


def guard(raw: bytes) -> bytes:
    """Return the mail within all limits of this module, its lines ended by LF."""
    return _Guard(_bounded(raw)).run()


def _bounded(raw: bytes) -> bytes:
    cut = raw[:MESSAGE_LIMIT].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    cut = cut[_beginning(cut) :]
    if cut.count(b"\n") <= LINES_LIMIT:
        return cut
    position = 0
    for _ in range(LINES_LIMIT):
        position = cut.index(b"\n", position) + 1
    return cut[:position]


def _beginning(cut: bytes) -> int:
    # A byte order mark, blank lines or the envelope line of an mbox would end the headers before they begin.
    match = _BEGINNING.match(cut[:4096])
    return match.end() if match else 0


class _Guard:
    """Goes through one mail once, header block by header block, and copies what is within the limits."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._position = 0
        self._kept: list[bytes] = []
        self._boundaries = 0
        self._nesting = 0
        self._part_headers = 0
        self._part_octets = 0
        lowered = raw.lower()
        self._has_parts = b"multipart" in lowered or b"message/" in lowered

    def run(self) -> bytes:
        opens_message = self._block(HEADERS_LIMIT, BLOCK_LIMIT)
        while self._position < len(self._raw):
            if not self._has_parts:
                self._keep_until(len(self._raw))
                break
            if self._boundaries >= BOUNDARIES_LIMIT:
                break  # the rest of a mail with hundreds of parts is not read
            if not opens_message:
                self._keep_body()
            self._boundaries += 1
            opens_message = self._block(HEADERS_LIMIT - self._part_headers, BLOCK_LIMIT - self._part_octets)
        return b"".join(self._kept)

    def _keep_until(self, end: int) -> None:
        self._kept.append(self._raw[self._position : end])
        self._position = end

    def _keep_body(self) -> None:
        """Copy up to and with the next line that could be a boundary (RFC 2046, section 5.1.1)."""
        found = _BOUNDARY_LINE.search(self._raw, self._position)
        self._keep_until(self._line_end(found.start()) if found else len(self._raw))

    def _line_end(self, position: int) -> int:
        end = self._raw.find(b"\n", position)
        return len(self._raw) if end < 0 else end + 1

    def _block(self, headers_left: int, octets_left: int) -> bool:
        """Copy one header block; tell whether a message begins right behind it (RFC 2046, section 5.2)."""
        opens_message = False
        for header in self._headers():
            self._part_headers += 1
            headers_left -= 1
            if headers_left < 0:
                continue
            clipped = self._within_nesting(clip_header(header))
            octets_left -= len(clipped)
            if octets_left < 0:
                continue
            self._part_octets += len(clipped)
            self._kept.append(clipped)
            if clipped.lower().startswith(b"content-type:"):
                opens_message |= clipped[13:].strip().lower().startswith(b"message/")
        if self._raw.startswith(b"\n", self._position):
            self._keep_until(self._position + 1)
        return opens_message

    def _headers(self) -> list[bytes]:
        """Take the header lines from here on, each with its continuation lines."""
        headers: list[bytes] = []
        starts: list[int] = []
        position = self._position
        while _HEADER_LINE.match(self._raw, position):
            if self._raw[position] not in b" \t" or not starts:
                starts.append(position)
            position = self._line_end(position)
        for index, start in enumerate(starts):
            end = starts[index + 1] if index + 1 < len(starts) else position
            headers.append(self._raw[start:end])
        self._position = position
        return headers

    def _within_nesting(self, header: bytes) -> bytes:
        kind = header[13:].strip().lower() if header.lower().startswith(b"content-type:") else b""
        if not kind.startswith((b"multipart/", b"message/")):
            return header
        if kind.startswith(b"message/delivery-status"):
            return b"Content-Type: text/x-delivery-status\n"  # the parser makes a message of each of its paragraphs
        self._nesting += 1
        return header if self._nesting <= NESTING_LIMIT else b"Content-Type: text/plain\n"


def clip_header(header: bytes) -> bytes:
    """Return one header field (name, colon, value, LF) within the limits, its charsets made harmless."""
    limit = STRUCTURED_LIMIT if header[:20].lower().startswith(_STRUCTURED) else HEADER_LIMIT
    if len(header) > limit:
        header = header[:limit].rstrip(b"\n") + b"\n"
    if not header.isascii():
        header = decode(header, None).encode()
    if b"=?" in header:
        header = _ENCODED_CHARSET.sub(_harmless, _few_encoded_words(header))
    if b"*" in header and header[:20].lower().startswith((b"content-type:", b"content-disposition:")):
        header = _readable_parameters(header)
    if header[:13].lower() == b"content-type:" and b"charset" in header.lower():
        header = _content_type(header)
    return header


def _readable_parameters(header: bytes) -> bytes:
    """Leave out parameters in pieces (RFC 2231, section 3) that Python's own decoder trips over."""
    field = email.message.Message()
    field["Content-Type"] = header.partition(b":")[2].decode("ascii", "replace").strip()
    try:
        field.get_params()
    except (ValueError, LookupError, TypeError, AttributeError):
        return _PIECES.sub(b"", header).rstrip(b"\n") + b"\n"
    return header


def _few_encoded_words(header: bytes) -> bytes:
    words = header.split(b"=?", ENCODED_WORDS_LIMIT + 1)
    if len(words) <= ENCODED_WORDS_LIMIT + 1:
        return header
    return b"=?".join(words[:-1]).rstrip(b"\n") + b"\n"


def _harmless(word: re.Match[bytes]) -> bytes:
    charset = known_charset(word[1].decode("ascii", "replace"))
    return b"=?%b?" % (charset or "utf-8").replace("_", "-").encode()


def _content_type(header: bytes) -> bytes:
    """Have the charset parameter name a charset, however it was quoted, split or encoded (RFC 2231)."""
    field = email.message.Message()
    field["Content-Type"] = header[13:].decode("ascii", "replace").strip()
    try:
        charset = field.get_content_charset()
        if charset is None or known_charset(charset):
            return header
        field.set_param("charset", "utf-8", requote=True)
        if field.get_content_charset() == "utf-8":
            return b"Content-Type: " + field["Content-Type"].encode("ascii", "replace") + b"\n"
    except (ValueError, LookupError, TypeError, AttributeError):
        pass
    return b"Content-Type: " + field.get_content_type().encode("ascii", "replace") + b"\n"
