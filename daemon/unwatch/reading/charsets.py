"""Turns bytes into text by the charset that a mail names, and by none that can do harm.

Only character sets are taken from the mail. Python's other codecs (punycode and idna are quadratic, zlib and bz2
unpack bombs, unicode_escape makes characters up) are never reached: such a name means UTF-8 with replacement.
"""

from __future__ import annotations

import encodings.aliases
import re

_CHARACTER_SETS = (
    "ascii big5 big5hkscs euc_jp euc_jis_2004 euc_jisx0213 euc_kr gb18030 gb2312 gbk hz johab kz1048 "
    "koi8_r koi8_t koi8_u latin_1 mac_cyrillic mac_greek mac_iceland mac_latin2 mac_roman mac_turkish ptcp154 "
    "shift_jis shift_jis_2004 shift_jisx0213 tis_620 utf_7 utf_8 utf_8_sig utf_16 utf_16_be utf_16_le "
    "utf_32 utf_32_be utf_32_le"
)
_NAMED = frozenset(_CHARACTER_SETS.split())
_NUMBERED = re.compile(r"(?:cp\d{3,4}|iso8859_\d{1,2}|iso2022_(?:jp|kr)(?:_\w{1,4})?)\Z")

# What senders write, and what they mean by it (the labels of the WHATWG Encoding Standard, section 4.2).
_MEANT = {
    "ascii": "cp1252",
    "latin_1": "cp1252",
    "iso8859_1": "cp1252",
    "iso8859_9": "cp1254",
    "iso8859_8_i": "iso8859_8",
    "iso_8859_8_i": "iso8859_8",
    "iso_8859_8_e": "iso8859_8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x_gbk": "gb18030",
    "euc_kr": "cp949",
    "ks_c_5601_1987": "cp949",
    "shift_jis": "cp932",
    "x_sjis": "cp932",
    "big5": "big5hkscs",
    "windows_31j": "cp932",
    "x_mac_roman": "mac_roman",
    "x_user_defined": "cp1252",
    "iso2022_jp": "iso2022_jp_ext",
    "tis_620": "cp874",
    "utf8mb4": "utf_8",
}


def known_charset(name: str) -> str | None:
    """Return the codec for a charset as a mail names it, or None for what is no charset known here."""
    # A header may name the language too: RFC 2231, section 5.
    folded = re.sub(r"[^a-z0-9]+", "_", name[:60].lower().partition("*")[0]).strip("_")
    codec = encodings.aliases.aliases.get(folded, folded)
    codec = _MEANT.get(codec, codec)
    if codec in _NAMED or _NUMBERED.match(codec):
        return codec
    return None


def decode(octets: bytes, charset: str | None) -> str:
    """Return the text; never raises. A name not known here means UTF-8; no name, UTF-8 or else Windows-1252."""
    codec = known_charset(charset) if charset else "cp1252"
    if codec == "cp1252" and (text := _strictly(octets, "utf_8")) is not None:
        return text  # 8-bit octets in what calls itself US-ASCII or Latin-1 and is well-formed UTF-8
    try:
        return octets.decode(codec or "utf_8", "replace")
    except (LookupError, ValueError):
        return octets.decode("utf_8", "replace")


def _strictly(octets: bytes, codec: str) -> str | None:
    try:
        return octets.decode(codec)
    except ValueError:
        return None
