"""What a file is, by its first bytes: a page, or something that holds no text."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath
from typing import Final

_MAGIC: Final = (
    (b"PK\x03\x04", "a ZIP archive", "unpack it"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as DOCX or text"),
    (b"{\\rtf", "an RTF document", "save it as DOCX or text"),
    (b"BZh", "a bzip2 archive", "unpack it"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive", "unpack it"),
    (b"From ", "a mailbox", "save its mails one by one, as EML"),
    (b"\x89PNG\r\n", "an image", ""),
    (b"\xff\xd8\xff", "an image", ""),
    (b"GIF8", "an image", ""),
    (b"SQLite format 3\x00", "a database", "name a register with --register"),
    (b"\x7fELF", "a program", ""),
)
_IMAGES: Final = frozenset({"an image"})
# What lies beside reports and belongs to no reader of them.
_COMPANIONS: Final = frozenset(
    ".css .js .mjs .map .json .svg .png .jpg .jpeg .gif .webp .avif .ico .bmp .woff .woff2 .ttf .otf .eot .mp3 .mp4"
    " .webm .ogg .db .gold".split()
)

# What may stand before the first tag. Atomic and possessive, so that the time grows with the length alone.
_BEFORE: Final = r"(?:\s++|(?><!--.*?-->)|<\?[^>]*+>)*+"

# Tags that open a page or a piece of one, after the standard of the web for sniffing (MIME Sniffing, 7.1).
_OPENING: Final = re.compile(
    _BEFORE
    + r"<(?:!doctype\s+html|html|head|body|meta|title|script|style|iframe|article|main|header|section|div|table|h[1-6]|"
    r"font|center|span|p|br|b|a)(?=[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
_ANYWHERE: Final = re.compile(r"<!doctype\s+html|<html[\s>]|<body[\s>]", re.IGNORECASE)
_TAG: Final = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_FEED: Final = re.compile(
    _BEFORE + r"(?:<!DOCTYPE\s+(?:rss|feed|rdf:RDF)\b|(?:<!DOCTYPE\s[^>\[]*+>\s*+)?"
    r"<(?:rss[\s>]|(?:\w+:)?feed\s[^>]*w3\.org/2005/Atom|rdf:RDF[\s>]))",
    re.IGNORECASE | re.DOTALL,
)
_JSON_FEED: Final = re.compile(
    r"\s*\{.{0,2000}\"version\"\s*:\s*\"https?:\\?/\\?/(?:www\.)?jsonfeed\.org", re.DOTALL
)
_OPML: Final = re.compile(_BEFORE + r"<(?:!DOCTYPE\s+)?opml[\s>]", re.IGNORECASE | re.DOTALL)
_PAGE_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml", ".shtml"})


def binary_kind(head: bytes) -> tuple[str, str] | None:
    """What a file is that is neither text nor HTML, and what to do with it; None where it may be either."""
    return next(((kind, mend) for magic, kind, mend in _MAGIC if head.startswith(magic)), None)


def is_companion(path: PurePath, head: bytes) -> bool:
    """Whether a file is what lies beside reports: hidden, a README, styles, scripts, pictures, other JSON than feeds."""
    if path.name.startswith((".", "__")) or path.stem.lower() == "readme" or "__MACOSX" in path.parts:
        return True
    if path.suffix.lower() in _COMPANIONS:
        return not is_feed(head)
    return (binary_kind(head) or ("",))[0] in _IMAGES


def is_page(name: str, head: bytes) -> bool:
    """Whether the bytes open an HTML page; the name decides only where they hold tags further on."""
    text = _head_text(head)
    if text.startswith(("---\n", "---\r\n")):
        return False
    if _OPENING.match(text) or _ANYWHERE.search(text[:1024]):
        return True
    return PurePath(name).suffix.lower() in _PAGE_SUFFIXES and _TAG.search(text) is not None


def is_feed(head: bytes) -> bool:
    """Whether the bytes open a feed: RSS, Atom, RDF or JSON Feed."""
    text = _head_text(head)
    return bool(_FEED.match(text) or _JSON_FEED.match(text))


def is_opml(head: bytes) -> bool:
    """Whether the bytes open a list of feeds."""
    return _OPML.match(_head_text(head)) is not None


def _head_text(head: bytes) -> str:
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if head.startswith(mark):
            return head[len(mark) :].decode(codec, "replace")
    # Every second byte zero: UTF-16 without a mark; tags are ASCII in every encoding that is left.
    return head.replace(b"\0", b"").decode("latin-1")
