"""Who says so: the subject of a verb of saying, or the source after "according to"."""

from __future__ import annotations

import re
from typing import Final

from communique.reading.roles import core
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

_SAYING: Final = frozenset(
    "say tell announce state add report confirm claim note write declare reveal disclose quote explain stress suggest affirm argue tweet post warn inform deny reject".split()
)
_ACCORDING: Final = re.compile(
    r"\b(?:according to|as per|citing|quoting)(?: (?:a|an|the) (?:statement|release|report|source|person|official|document|letter|post)s?(?: (?:from|by|of|in))?)?(?: the)? (?P<who>[A-Z][\w.'-]*(?: (?:of|for|and|the|[A-Z][\w.'-]*))*)"
)
_ANONYMOUS: Final = re.compile(
    r"\b(?:(?:unnamed|senior|defen[cs]e|government|military|diplomatic|anonymous|\w+an|\w+ish) )*(?:sources?|officials?)\b",
    re.IGNORECASE,
)


def attribution(scene: Scene, tree: Tree) -> str | None:
    """Whom the sentence cites for what it says, as printed (a person by full name); None where it speaks for itself."""
    match = _ACCORDING.search(scene.text, tree.start, tree.end)
    if match:
        return scene.document.text[match.start("who") : match.end("who")].strip()
    for token in tree.tokens:
        if token.lemma not in _SAYING or token.pos != "VERB":
            continue
        for kid in tree.children(token.i, "nsubj"):
            found = _source(scene, tree, kid)
            if found:
                return found
    return None


def _source(scene: Scene, tree: Tree, at: int) -> str | None:
    token = tree[at]
    person = next((p for p in scene.people if p.start <= token.start < p.end), None)
    if person:
        return person.person.name
    words = core(tree, at)
    phrase = scene.document.text[tree[words[0]].start : tree[words[-1]].end]
    if token.pos == "PRON":
        if token.lemma in ("he", "she"):
            before = scene.person_before(token.start)
            return before.person.name if before else None
        return None
    if (
        any(char.isupper() for char in phrase)
        or _ANONYMOUS.search(phrase)
        or token.lemma in ("ministry", "spokesman", "spokeswoman", "statement", "agency")
    ):
        return re.sub(r"^(?:[Tt]he|[Aa]n?) ", "", " ".join(phrase.split()))[:120]
    return None
