"""A question answered: facts to a Brief, and a Brief to text, Markdown, HTML, PDF, DOCX or JSON."""

from communique.briefs.asking import answer, facts_between
from communique.briefs.check import check
from communique.briefs.compose import compose
from communique.briefs.data import from_json, to_json
from communique.briefs.rendering import BINARY, FORMATS, render, render_binary

__all__ = [
    "BINARY",
    "FORMATS",
    "answer",
    "check",
    "compose",
    "facts_between",
    "from_json",
    "render",
    "render_binary",
    "to_json",
]
