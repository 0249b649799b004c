"""Bytes to text: byte order marks, UTF-8, UTF-16, what a page declares, and Windows-1252 as the last."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# The labels that pages use, to Python's codecs, as the WHATWG Encoding Standard maps them. A closed
# list: a page must not choose among all codecs, some of which unpack or execute.
_LABELS: Final = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "latin1": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
    "iso-8859-2": "iso8859-2",
    "iso-8859-5": "iso8859-5",
    "iso-8859-7": "iso8859-7",
    "iso-8859-9": "cp1254",
    "iso-8859-15": "iso8859-15",
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "cp1251": "cp1251",
    "windows-1253": "cp1253",
    "windows-1254": "cp1254",
    "windows-1255": "cp1255",
    "windows-1256": "cp1256",
    "windows-1257": "cp1257",
    "windows-1258": "cp1258",
    "windows-874": "cp874",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "euc-jp": "euc_jp",
}

_DECLARED: Final = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,30})""", re.IGNORECASE)
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_UNSTORABLE: Final = re.compile(r"[\x00\ud800-\udfff]")

# Text holds hardly any control characters; one byte in eight of random data is one.
_MOST_CONTROLS: Final = 0.02


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and what to tell about how it was decoded (empty where nothing)."""

    text: str
    note: str = ""


def decode(raw: bytes, declared: str | None = None) -> Decoded | None:
    """The text in the bytes, newlines as ``\\n``; None where they hold no text.

    ``declared`` is the label that the document gives of itself; bytes that are valid UTF-8 overrule it,
    because pages are saved anew more often than their labels are mended.
    """
    found = _marked(raw) or _utf16(raw) or _unmarked(raw, declared)
    if found is None or len(_CONTROLS.findall(found.text)) > _MOST_CONTROLS * len(found.text) + 1:
        return None
    return Decoded(storable(found.text.replace("\r\n", "\n").replace("\r", "\n")), found.note)


def declared_charset(head: bytes) -> str | None:
    """The first charset label in the head of a page, if any."""
    match = _DECLARED.search(head)
    return match[1].decode("ascii").lower() if match else None


def storable(text: str) -> str:
    """The text with what no database takes (NUL, lone surrogates) replaced by U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text)


def _marked(raw: bytes) -> Decoded | None:
    for mark, codec in _MARKS:
        if raw.startswith(mark):
            return _replacing(raw[len(mark) :], codec)
    return None


def _utf16(raw: bytes) -> Decoded | None:
    """UTF-16 without a mark: of plain English, every second byte is zero."""
    head = raw[:4096]
    if len(head) < 4 or b"\0" not in head:
        return None
    for codec, zeros, letters in (
        ("utf-16-le", head[1::2], head[0::2]),
        ("utf-16-be", head[0::2], head[1::2]),
    ):
        if zeros.count(0) > 0.6 * len(zeros) and letters.count(0) < 0.02 * len(letters):
            return _replacing(raw, codec)
    return None


def _unmarked(raw: bytes, declared: str | None) -> Decoded | None:
    if b"\0" in raw:
        return None
    try:
        return Decoded(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
    lenient = raw.decode("utf-8", "replace")
    bad = lenient.count("\ufffd")
    sound = sum(1 for char in lenient if char > "\x7f") - bad
    if sound > 2 * bad:
        return Decoded(
            lenient, f"{bad} places are not valid UTF-8 and were replaced, the first on line {line}"
        )
    codec = _LABELS.get(declared or "", "")
    for name in (codec, "cp1252"):
        if name and name != "utf-8" and (text := _strict(raw, name)) is not None:
            told = "" if name == codec else f"not UTF-8 (line {line}): read as Windows-1252"
            return Decoded(text, told)
    return None


def _strict(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        return None


def _replacing(raw: bytes, codec: str) -> Decoded:
    text = raw.decode(codec, "replace")
    bad = text.count("\ufffd") - raw.count("\ufffd".encode(codec))
    return Decoded(text, f"{bad} places are not valid {codec.upper()} and were replaced" if bad > 0 else "")
