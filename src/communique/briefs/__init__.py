"""A question answered: facts to a Brief, and a Brief to text, Markdown, HTML or JSON."""

from communique.briefs.check import check
from communique.briefs.compose import compose
from communique.briefs.data import from_json, to_json
from communique.briefs.render import FORMATS, render

__all__ = ["FORMATS", "check", "compose", "from_json", "render", "to_json"]
