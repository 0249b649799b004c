"""XML from outside as text that is safe to parse: decoded by us, no entities of its own, within limits."""

from __future__ import annotations

import re
from typing import Final

from communique.errors import SourceError
from communique.sources.encoding import decode
from communique.sources.limits import FEED_DEPTH, FEED_TAGS

_DECLARED: Final = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,30})""")
_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]{0,500}\?>")
_ENTITY: Final = re.compile(r"<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)|<!DOCTYPE[^>\[]{0,1000}\[")
# What is between tags, comments, CDATA and instructions is of no depth.
_TAG: Final = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<(/?)[^\s<>!/][^<>]*?(/?)>", re.DOTALL
)
_INVALID: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def xml_text(raw: bytes, path: str) -> str:
    """The text of an XML file without its declaration and without characters that XML forbids.

    Raises SourceError where it is no text, declares entities, or is beyond the limits of tags and depth.
    """
    label = _DECLARED.search(raw[:400])
    decoded = decode(raw, label[1].decode("ascii").lower() if label else None)
    if decoded is None:
        raise SourceError(path, "is not text", "save it again, in UTF-8")
    text = _INVALID.sub("", decoded.text)
    if _ENTITY.search(text):
        raise SourceError(path, "declares entities of its own, which can be a bomb", "save it without them")
    _check_depth(text, path)
    return _DECLARATION.sub("", text, count=1).lstrip()


def _check_depth(text: str, path: str) -> None:
    depth = 0
    for count, tag in enumerate(_TAG.finditer(text), start=1):
        if count > FEED_TAGS:
            raise SourceError(path, f"has more than {FEED_TAGS:,} tags", "cut it into smaller ones")
        if tag[1] is None or tag[2]:
            continue
        depth += -1 if tag[1] else 1
        if depth > FEED_DEPTH:
            problem = f"has elements more than {FEED_DEPTH} deep in one another"
            raise SourceError(path, problem, "save it again")
