"""A brief in the format that was asked for; checked first, so that nothing unsourced is ever printed."""

from __future__ import annotations

from typing import Final

from communique.briefs.bibliography import render_bibtex, render_csl
from communique.briefs.check import check
from communique.briefs.data import dumps
from communique.briefs.markdown import render_markdown
from communique.briefs.marking import marking_of
from communique.briefs.page import render_page
from communique.briefs.text import render_text
from communique.errors import BriefError
from communique.knowledge import Knowledge
from communique.model import Brief

# ``csl`` and ``bibtex`` are the brief's sources for reference managers.
FORMATS: Final = ("text", "md", "html", "pdf", "docx", "json", "csl", "bibtex")
# Formats that are no text, and are written to a file.
BINARY: Final = ("pdf", "docx")


def render(brief: Brief, format: str, knowledge: Knowledge, marking: str = "") -> str:
    """The brief as ``text``, ``md``, ``html``, ``json``, ``csl`` or ``bibtex``.

    ``marking`` is of the Traffic Light Protocol. Raises BriefError for an unsourced sentence, and for any other
    format or marking.
    """
    check(brief)
    marking = marking_of(marking)
    match format:
        case "text":
            return render_text(brief, marking)
        case "md":
            return render_markdown(brief, marking)
        case "html":
            return render_page(brief, knowledge, marking)
        case "json":
            return dumps(brief, marking)
        case "csl":
            return render_csl(brief)
        case "bibtex":
            return render_bibtex(brief)
    raise BriefError(format, "is no format of text", f"choose one of {', '.join(FORMATS)}")


def render_binary(brief: Brief, format: str, knowledge: Knowledge, marking: str = "") -> bytes:
    """The brief as ``pdf`` or ``docx``.

    Raises BriefError for an unsourced sentence, a library that is missing, and for any other format or marking.
    """
    check(brief)
    marking = marking_of(marking)
    # Imported when asked for: the libraries behind them are large, and typst is an extra.
    if format == "pdf":
        from communique.briefs.pdf import render_pdf  # noqa: PLC0415

        return render_pdf(brief, knowledge, marking)
    if format == "docx":
        from communique.briefs.docx import render_docx  # noqa: PLC0415

        return render_docx(brief, knowledge, marking)
    raise BriefError(format, "is no format of a file", f"choose one of {', '.join(BINARY)}")
