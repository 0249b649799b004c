"""Who says so: the subject of a verb of saying, the source after "according to", and whom "he" and "it" mean.

A person is given by full name, a body as printed. Headlines are not asked: their "says" is the desk's. A bare
state ("Iran says") is a source of last resort; where X is quoted by an agency, X is the source.
"""

from __future__ import annotations

import re
from typing import Final

from communique.reading.people import Named
from communique.reading.roles import core
from communique.reading.scene import Scene
from communique.reading.sought import Sought
from communique.reading.syntax import Tree

_SAYING: Final = frozenset(
    "say tell announce state add report confirm claim note write declare reveal disclose explain stress suggest affirm argue tweet "
    "post inform deny reply mention comment insist maintain assure concede respond recall acknowledge indicate underline emphasise "
    "emphasize warn complain remark describe count".split()
)
_ACCORDING: Final = Sought(
    r"\b(?:[Aa]ccording to|[Aa]s per|[Cc]iting|[Ii]n the words of|as quoted by|on the word of)(?: (?:a|an|the|its|his|her|their))? "
    r"(?:(?:[a-z]+ )?(?:statement|release|report|document|letter|post|tally|account)s? (?:from|by|of|in) (?:the )?)?(?P<who>[^,.;:\"()]{2,90})"
)
_TRAILING: Final = re.compile(
    r",\"? (?P<who>[^,;\"]{2,80}?),? (?:has |have |had |also )?(?:said|says|say|told|added|announced|reported|confirmed|stated|wrote|commented|noted|disclosed|tweeted)\b"
)
_CUT: Final = re.compile(
    r" (?:who|which|that|whose|cited|quoted|in (?=[A-Z])|on (?:condition|[A-Z])|speaking|and (?=[a-z]+ (?:is|was|will)))\b.*$"
)
_ANONYMOUS: Final = re.compile(
    r"\b(?:sources?|officials?|officers?|diplomats?|media|insiders?|analysts?|experts|groups|authorities)\b",
    re.IGNORECASE,
)
_BODY: Final = re.compile(
    r"\b(?:ministry|ministries|spokes\w+|statement|agency|office|embassy|presidency|government|company|firm|maker|command|headquarters|"
    r"army|navy|air force|military|cabinet|council|commission|parliament|department|pentagon|white house|kremlin|daily|newspaper|television|administration)\b",
    re.IGNORECASE,
)
_AGAIN: Final = re.compile(
    r"^(?:it|the (?:ministry|statement|agency|company|firm|office|department|release|maker|embassy|report|document|communique)|its? maker|their statement)$",
    re.IGNORECASE,
)
_FAR_BACK: Final = 5


def attribution(scene: Scene, tree: Tree, trigger: int | None = None) -> str | None:
    """Whom the sentence cites for what it says, as printed (a person by full name); None where it speaks for itself.

    ``trigger`` is that of a pressure: whoever warns or urges in a state's name is the source of it.
    """
    if _in_title(scene, tree):
        return None
    quoted = _quoted(scene, tree)
    if quoted:
        return quoted
    own, weak = _cited(scene, tree, trigger)
    if own:
        return own
    match = _ACCORDING.search(scene.text, tree.start, tree.end) or _TRAILING.search(
        scene.text, tree.start, tree.end
    )
    said = _printed(scene, tree, match.start("who"), match.end("who")) if match else None
    return said or weak or _next_voice(scene, tree)


def _cited(scene: Scene, tree: Tree, trigger: int | None) -> tuple[str | None, str | None]:
    """The subject of a verb of saying (first of the trigger itself), and a bare state where there is no better."""
    weak: str | None = None
    verbs = [t for t in tree.tokens if t.pos == "VERB" and t.lemma in _SAYING and t.i != trigger]
    for token in ([tree[trigger]] if trigger is not None else []) + verbs:
        for kid in tree.children(token.i, "nsubj"):
            if _is_thing(scene, tree, kid):
                continue
            found = _source(scene, tree, kid)
            if found and _is_state(scene, tree, kid):
                weak = weak or (found if token.i != trigger else None)
            elif found:
                return found, weak
        beside = next(
            (p for p in scene.people if 0 < token.start - p.end <= 2 and p.start >= tree.start), None
        )
        if beside and token.i != trigger:
            return beside.person.name, weak
    return None, weak


def _is_thing(scene: Scene, tree: Tree, at: int) -> bool:
    """A place or a piece of equipment does not speak; a misparse makes it the subject."""
    token = tree[at]
    return any(
        m.start <= token.start < m.end and m.kind in ("place", "equipment", "noun", "exercise")
        for m in scene.mentions
    )


def _next_voice(scene: Scene, tree: Tree) -> str | None:
    """A lead that cites nobody rests on the ministry or department that the next sentence cites."""
    body = [s for s in scene.layout.sentences if s.role not in ("title", "summary")][:2]
    if len(body) < 2 or body[0].start != tree.start or body[1].start not in scene.trees:
        return None
    follow = scene.trees[body[1].start]
    own, _ = _cited(scene, follow, None)
    match = _ACCORDING.search(scene.text, follow.start, follow.end)
    said = own or (_printed(scene, follow, match.start("who"), match.end("who")) if match else None)
    return said if said and _OFFICIAL.search(said) else None


_OFFICIAL: Final = re.compile(
    r"\b(?:[Mm]inistry|Department|Pentagon|[Ee]mbassy|White House|Kremlin|[Cc]ommand|[Oo]ffice|[Pp]residency|Navy|Army|Air Force)\b"
)


def _in_title(scene: Scene, tree: Tree) -> bool:
    span = next((s for s in scene.layout.sentences if s.start <= tree.start < s.end), None)
    return span is not None and span.role == "title"


def _is_state(scene: Scene, tree: Tree, at: int) -> bool:
    """Whether a subject is no more than a state or its seat."""
    token = tree[at]
    mention = next((m for m in scene.mentions if m.start <= token.start < m.end), None)
    if mention is None or mention.kind != "party" or mention.form not in ("name", "seat", "organisation"):
        return False
    return all(mention.start <= tree[k].start < mention.end for k in tree.children(at, "compound", "poss"))


def _quoted(scene: Scene, tree: Tree) -> str | None:
    """``the agency quoted Lorenzana as saying``: the one quoted."""
    for token in tree.tokens:
        if token.lemma not in ("quote", "cite") or token.pos != "VERB":
            continue
        if not re.search(r"\bas (?:saying|telling)\b", scene.text[token.end : tree.end]):
            continue
        for kid in tree.children(token.i, "dobj", "nsubjpass"):
            found = _source(scene, tree, kid)
            if found:
                return found
    match = _QUOTED.search(scene.text, tree.start, tree.end)
    return _printed(scene, tree, match.start("who"), match.end("who")) if match else None


_QUOTED: Final = Sought(
    r"\b(?:quoted|quotes|quoting|cited|cites) (?P<who>[^,;\"]{2,90}?) as (?:saying|telling)\b"
)


def _source(scene: Scene, tree: Tree, at: int) -> str | None:
    """What the subject of a saying verb names, pronouns and offices resolved."""
    token = tree[at]
    words = core(tree, at)
    named = [
        p
        for p in scene.people
        if tree[words[0]].start <= p.start < tree[words[-1]].end or p.start <= token.start < p.end
    ]
    if named:
        return named[0].person.name
    beside = next(
        (p for k in tree.children(at, "appos") for p in scene.people if p.start <= tree[k].start < p.end),
        None,
    )
    if beside:
        return beside.person.name
    if token.pos == "PRON":
        return _pronoun(scene, tree, at)
    return _printed(scene, tree, tree[words[0]].start, tree[words[-1]].end)


def _pronoun(scene: Scene, tree: Tree, at: int) -> str | None:
    token = tree[at]
    if token.lemma in ("he", "she"):
        person = _he(scene, tree, token.start)
        return person.person.name if person else None
    return _body_before(scene, tree.start) if token.lemma == "it" else None


def _he(scene: Scene, tree: Tree, offset: int) -> Named | None:
    """The person whom "he" means: one named before in the sentence, else the subject of the nearest sentence above."""
    here = [p for p in scene.people if tree.start <= p.start and p.end <= offset]
    if here and '"' not in scene.text[tree.start : offset]:
        return here[-1]
    for span in reversed([s for s in scene.layout.sentences if s.end <= tree.start][-_FAR_BACK:]):
        above = scene.trees.get(span.start)
        inside = [p for p in scene.people if span.start <= p.start < span.end]
        if not inside:
            continue
        if above is not None:
            for person in inside:
                head = above.at(person.start, person.end)
                if head is not None and above[head].dep == "nsubj":
                    return person
        return inside[0]
    return scene.person_before(offset)


def _officer(scene: Scene, phrase: str, offset: int) -> str | None:
    """``the admiral``, ``the president``: the person named before with that rank or office."""
    word = phrase.split()[-1].casefold()
    keys = {
        m.key.casefold()
        for m in scene.mentions
        if m.kind == "office" and offset <= m.start < offset + len(phrase) and " " in m.text
    }
    for person in reversed([p for p in scene.people if p.end <= offset]):
        titles = f"{person.person.office or ''} {person.person.rank or ''}".casefold()
        if word in titles.split() or (keys and (person.person.office or "").casefold() in keys):
            return person.person.name
    return None


def _body_before(scene: Scene, offset: int) -> str | None:
    """The ministry, agency or firm that "it" or "the statement" goes back to: the last one cited above."""
    for span in reversed([s for s in scene.layout.sentences if s.end <= offset][-_FAR_BACK:]):
        above = scene.trees.get(span.start)
        if above is None:
            continue
        for token in above.tokens:
            if token.lemma in _SAYING and token.pos == "VERB":
                for kid in above.children(token.i, "nsubj"):
                    words = core(above, kid)
                    said = scene.text[above[words[0]].start : above[words[-1]].end]
                    if (_BODY.search(said) or _is_body(scene, above[kid].start)) and not _AGAIN.match(said):
                        return _clean(scene.document.text[above[words[0]].start : above[words[-1]].end])
        match = _ACCORDING.search(scene.text, span.start, span.end)
        if match and _BODY.search(match["who"]):
            return _clean(scene.document.text[match.start("who") : match.end("who")])
    return None


def _is_body(scene: Scene, offset: int) -> bool:
    return any(m.start <= offset < m.end and m.kind in ("body", "publisher") for m in scene.mentions)


def _printed(scene: Scene, tree: Tree, start: int, end: int) -> str | None:
    """A source as the text prints it, if it is one: named, a body, or unnamed officials."""
    folded = scene.text[start:end].strip()
    person = next((p for p in scene.people if start <= p.start < end), None)
    if person:
        return person.person.name
    if folded in ("he", "she"):
        found = _he(scene, tree, start)
        return found.person.name if found else None
    if _AGAIN.match(folded):
        return (
            _body_before(scene, tree.start)
            or (_firm(scene, tree) if "maker" in folded or "company" in folded else None)
            or _clean(folded)
        )
    if folded.casefold().startswith(("the ", "its ", "his ")) and len(folded.split()) <= 3:
        officer = _officer(scene, folded, start)
        if officer:
            return officer
    said = _clean(scene.document.text[start:end])
    proper = (
        any(word[:1].isupper() for word in said.split()[1:])
        or _is_body(scene, start)
        or _is_body(scene, max(start, end - 2))
    )
    return (
        said
        if said
        and (
            proper
            or _ANONYMOUS.search(said)
            or _BODY.search(said)
            or (said[:1].isupper() and "'s " not in said and tree.start != start)
        )
        else None
    )


def _firm(scene: Scene, tree: Tree) -> str | None:
    """``its maker``: the firm named in this sentence or the next."""
    near = [
        m
        for m in scene.mentions
        if m.kind == "body"
        and m.form in ("company", "yard", "bureau")
        and tree.start <= m.start < tree.end + 400
    ]
    return near[0].text if near else None


def _clean(said: str) -> str:
    return re.sub(r"^(?:[Tt]he|[Aa]n?) ", "", _CUT.sub("", " ".join(said.split()))).strip(" ,'\"")[:120]
