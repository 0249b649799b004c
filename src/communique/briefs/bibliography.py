"""The sources of a brief for reference managers: CSL-JSON and BibTeX.

CSL-JSON: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html (type ``article-newspaper``).
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from communique.briefs.citations import Source, citations
from communique.model import Brief

_DAY: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
# BibTeX's own characters, and how each is written as itself.
_SPECIAL: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "$": r"\$",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def render_csl(brief: Brief) -> str:
    """The sources as CSL-JSON, in the order of the brief."""
    return (
        json.dumps([_csl(source) for source in citations(brief).sources], ensure_ascii=False, indent=1) + "\n"
    )


def render_bibtex(brief: Brief) -> str:
    """The sources as BibTeX, in the order of the brief."""
    return "\n".join(_bibtex(source) for source in citations(brief).sources)


def _csl(source: Source) -> dict[str, Any]:
    item: dict[str, Any] = {"id": source.document_id[:16], "type": "article-newspaper", "title": source.title}
    if source.publisher:
        item["container-title"] = source.publisher
    if source.link:
        item["URL"] = source.link
    day = _DAY.fullmatch(source.published or "")
    if day:
        item["issued"] = {"date-parts": [[int(part) for part in day.groups() if part]]}
    item["note"] = f"SHA-256 {source.document_id}"
    return item


def _bibtex(source: Source) -> str:
    day = _DAY.fullmatch(source.published or "")
    fields = {
        "title": f"{{{_escaped(source.title)}}}",
        "journal": _escaped(source.publisher),
        "date": source.published or "",
        "year": day[1] if day else "",
        "url": re.sub(r"[{}\\\s]", "", source.link),
        "note": f"SHA-256 {source.document_id}",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@article{{communique-{source.document_id[:16]},", *lines, "}", ""])


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(char, char) for char in " ".join(text.split()))
