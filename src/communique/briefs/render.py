"""A brief in the format that was asked for; checked first, so that nothing unsourced is ever printed."""

from __future__ import annotations

from typing import Final

from communique.briefs.check import check
from communique.briefs.data import dumps
from communique.briefs.markdown import render_markdown
from communique.briefs.page import render_page
from communique.briefs.text import render_text
from communique.errors import BriefError
from communique.knowledge import Knowledge
from communique.model import Brief

FORMATS: Final = ("text", "md", "html", "json")


def render(brief: Brief, format: str, knowledge: Knowledge) -> str:
    """The brief as ``text``, ``md``, ``html`` or ``json``.

    Raises BriefError for an unsourced sentence, for ``pdf`` (print the page instead) and for any other
    format.
    """
    check(brief)
    if format == "text":
        return render_text(brief)
    if format == "md":
        return render_markdown(brief)
    if format == "html":
        return render_page(brief, knowledge)
    if format == "json":
        return dumps(brief)
    if format == "pdf":
        raise BriefError("pdf", "is not written yet", "use --format html and print the page from a browser")
    raise BriefError(format, "is no format of a brief", f"choose one of {', '.join(FORMATS)}")
