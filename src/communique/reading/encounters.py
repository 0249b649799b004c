"""Engagements that no trigger of the table tells, or that the parse hides: visiting ministers, courtesy calls, sessions.

Each finder looks at the words of one sentence between parties and persons that are known; none guesses a party
that the sentence does not name, but for the host of a visitor, who is the other of the pair of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from communique.reading.awaited import awaited, flown_in, one_voice
from communique.reading.beside import met_beside
from communique.reading.dealers import clause_subjects
from communique.reading.dealing import Dealing, referents
from communique.reading.matter import relevant
from communique.reading.people import Named, Person
from communique.reading.roles import Args, arguments
from communique.reading.scene import Scene
from communique.reading.sought import Sought
from communique.reading.stance import stance
from communique.reading.syntax import Tree

_VISITING: Final = Sought(r"\b[Vv]isiting (?!h(?:is|er) |the |their |its )(?=(?:[\w'.-]+ ){0,8}?[A-Z])")
# "the visiting Saudi Defence Minister, A": one comma, between an office and its holder.
_OFFICE_COMMA: Final = re.compile(
    r"[^,;.]*\b(?:[Mm]inister|[Cc]hief|[Pp]resident|[Ss]ecretary|[Cc]ommander|[Ss]taff|[Cc]hairman|[Dd]irector|[Ff]orces|[Aa]rmy|[Nn]avy), (?:[A-Z][\w.-]+ )*"
)
_PLACE: Final = re.compile(r"\b(?:[Ii]n|[Aa]t) $")
# "received on Wednesday Minister B": the parse hangs B on the day.
_RECEIVED: Final = Sought(
    r"\b(?:received|met|hosted|welcomed|receives|meets|hosts|welcomes)(?: with)?"
    r"(?: (?:here|today|yesterday|(?:late |early )?on [A-Z]\w+day|in [A-Z]\w+|at (?:his|her|the) [\w ]{1,30}?|earlier today|this week))*,? (?=[A-Z])"
)
_CALLED: Final = Sought(
    r"\b(?:pa(?:id|y|ying|ys)|made|mak(?:es|ing)) (?:an? |his |her |their )?(?:separate |official )?(?:courtesy )?calls? (?:up)?on\b|\bcourtesy call (?:on|to)\b"
)
_SESSION: Final = Sought(
    r"\b(?P<body>Commission|Committee|Dialogue|Council|Working Group|Group|Board)\b[^.;]{0,70}?"
    r"\b(?:(?:has|have) )?(?:conclud\w+|held|holds|opened|opens|began|begun|begins|ended|ends|convened|convenes|kicked off|wrapped up|completed|sat for) "
    r"(?:its|their|the|an?) (?:\S+ ){0,3}?(?i:session|meeting|round|sitting|edition)\b"
)
_BODY_MET: Final = Sought(
    r"\b(?P<body>(?:[Jj]oint|[Ww]orking|[Ii]ntergovernmental|[Ii]nter-governmental|[Ss]teering|[Cc]onsultative|[Cc]oordination|[Mm]ixed) "
    r"(?:[\w&-]+ ){0,3}?(?:[Cc]ommission|[Cc]ommittee|[Gg]roup|[Cc]ouncil|[Bb]oard))\b[^.;]{0,90}?"
    r"\b(?:met|came together|gathered|assembled|convened|(?:held|holds|concluded|opened|completed) (?:its|their|the|a) (?:\S+ ){0,3}?(?:session|meeting|round|sitting))\b"
)
_LONG: Final = 110  # characters that an office before a name may take


def more_dealings(scene: Scene, tree: Tree, found: Sequence[Dealing]) -> list[Dealing]:
    """The further engagements of a sentence, given those that its triggers told."""
    told = {(_kind(d.type), pair) for d in found for pair in (d.parties, *(p for p, _ in d.others))}
    made = []
    for dealing in (
        *_visitors(scene, tree),
        *_received(scene, tree),
        *_callers(scene, tree),
        *_sessions(scene, tree),
        *awaited(scene, tree),
        *flown_in(scene, tree),
        *one_voice(scene, tree),
        *met_beside(scene, tree),
    ):
        key = (_kind(dealing.type), dealing.parties)
        within = any(kind == key[0] and set(key[1]) <= set(pair) for kind, pair in told)
        if not within and relevant(scene, tree, dealing):
            told.add(key)
            made.append(dealing)
            scene.dealt.append((tree.start, dealing.parties, dealing.type))
    return made


_DELEGATION: Final = frozenset("delegation team mission party".split())


def delegated(scene: Scene, tree: Tree, args: Args, dealing: Dealing) -> None:
    """``The delegation met Minister B``: whose delegation it is was told with the visit before."""
    heads = [k for label in ("subj", "with", "by") for k in args.get(label, ())]
    if len(dealing.parties) != 1 or not scene.dealt or not {tree[k].lemma for k in heads} & _DELEGATION:
        return
    _, pair, kind = scene.dealt[-1]
    if kind in ("visit", "meeting", "talks") and dealing.parties[0] in pair:
        dealing.parties = pair


_UNNAMED: Final = re.compile(
    r"\b(?:delegation|executive|team|officials?|envoy|chief|minister|general|commander)s?\b"
)


def named_later(scene: Scene, tree: Tree, dealing: Dealing) -> list[Person]:
    """``A Turkish delegation arrived in B``: who leads it is named in one of the next two sentences, if anywhere."""
    start = tree[dealing.trigger].start
    if dealing.type != "visit":
        return []
    if not _UNNAMED.search(scene.text, tree.start, start):
        return _officer(scene, tree, dealing)
    guests = {p for m in scene.inside(tree.start, start, "party", "body") for p in m.parties} & set(
        dealing.parties
    )
    if len(guests) != 1:
        return []
    after = [s for s in scene.layout.sentences if s.start >= tree.end][:2]
    people = [n.person for s in after for n in scene.persons(s.start, s.end)]
    return [p for p in people if p.party in guests and p.office][:1] or _officer(scene, tree, dealing)


_CHIEF: Final = re.compile(r"\b(?:[Aa]rmy|[Nn]avy|[Nn]aval|[Aa]ir [Ff]orce|[Mm]ilitary) [Cc]hief\b")


def _officer(scene: Scene, tree: Tree, dealing: Dealing) -> list[Person]:
    """``The President of B made a visit to A``: who holds that office is named in one of the next sentences."""
    offices = scene.inside(tree.start, tree[dealing.trigger].start, "office")
    guests = {p for k in arguments(tree, dealing.trigger).get("subj", ()) for p in scene.parties_at(tree, k)}
    guests |= {p for k in clause_subjects(tree, dealing.trigger) for p in scene.parties_at(tree, k)}
    chief = _CHIEF.search(scene.text, tree.start, tree[dealing.trigger].start) is not None
    if len(offices) + chief != 1 or len(guests & set(dealing.parties)) != 1:
        return []
    spans = scene.layout.sentences
    after = [s for s in spans if s.start >= tree.end][:3]
    above = [s for s in reversed(spans) if s.end <= tree.start and s.role != "title"][:_ABOVE]
    people = [n.person for s in (*after, *above) for n in scene.persons(s.start, s.end)]
    trade = (
        "military" if chief else offices[0].row.get("portfolio")
    )  # of ministers and chiefs there are several
    fit = [
        p for p in people if p.party in guests and p.level == ("service-chief" if chief else offices[0].form)
    ]
    return [p for p in fit if not trade or not p.portfolio or p.portfolio == trade][:1]


# So many sentences above a visit may name who holds the office that it tells of.
_ABOVE: Final = 6


def _kind(of: str) -> str:
    return "meeting" if of in ("meeting", "talks") else of


def _dealing(
    tree: Tree, kind: str, start: int, parties: Sequence[str], persons: Sequence[Person]
) -> Iterator[Dealing]:
    """An engagement at the word of an offset; none where that has no token or the parties are not two."""
    at = tree.at(start, start + 4)
    pair = tuple(sorted(set(parties)))
    if at is None or len(pair) != 2:
        return
    read = stance(tree, at)
    dealing = Dealing(kind, at, tree[at].lemma, read, pair, list({p.name: p for p in persons}.values()))
    dealing.status = "planned" if read.ahead else "held"
    yield dealing


def _visitors(scene: Scene, tree: Tree) -> Iterator[Dealing]:
    """``Visiting German minister A warned in Bamako``: A visits the state of the place, else the other of the pair."""
    for match in _VISITING.finditer(scene.text, tree.start, tree.end):
        guest = _first_person(scene, match.end(), min(tree.end, match.end() + _LONG))
        if guest is None or guest.person.party is None:
            continue
        between = scene.text[match.end() : guest.start]
        if "," in between and not _OFFICE_COMMA.fullmatch(between):
            continue
        own = guest.person.party
        seats = [
            m
            for m in scene.inside(tree.start, tree.end, "party", "place")
            if m.form != "demonym" and m.parties and own not in m.parties
            and _PLACE.search(scene.text, tree.start, m.start)
        ]  # fmt: skip
        hosts = [m.parties[0] for m in seats] or [p for p in scene.dyad if p != own and own in scene.dyad]
        for dealing in _dealing(tree, "visit", match.start(), (own, *hosts[:1]), [guest.person]):
            dealing.place = seats[0].text if seats else None
            dealing.status = "held"
            yield dealing


def _first_person(scene: Scene, start: int, end: int) -> Named | None:
    return next(iter(scene.persons(start, end)), None)


def _received(scene: Scene, tree: Tree) -> Iterator[Dealing]:
    """``Minister A received on Wednesday Minister B``: two persons of two states on either side of the verb."""
    for match in _RECEIVED.finditer(scene.text, tree.start, tree.end):
        guest = _first_person(scene, match.end(), min(tree.end, match.end() + _LONG))
        hosts = scene.persons(max(tree.start, match.start() - 160), match.start())
        if guest is None or not hosts:
            continue
        between = scene.text[match.end() : guest.start]
        if re.search(r"[.;:]|,(?! [A-Z])|\b(?:that|who|which|and)\b", between):
            continue
        host = hosts[-1].person
        parties = [p for p in (host.party, guest.person.party) if p]
        yield from _dealing(tree, "meeting", match.start(), parties, [host, guest.person])


def _callers(scene: Scene, tree: Tree) -> Iterator[Dealing]:
    """``He paid a courtesy call on Defence Minister B``: whoever calls, and the first person behind the call."""
    for match in _CALLED.finditer(scene.text, tree.start, tree.end):
        called = _first_person(scene, match.end(), min(tree.end, match.end() + _LONG))
        if called is None or called.person.party is None:
            continue
        callers = [n.person for n in scene.persons(tree.start, match.start())]
        if not callers:
            heads = [h for t in tree.bearing if t.dep == "ROOT" for h in arguments(tree, t.i).get("subj", ())]
            callers = [p for h in heads for p in referents(scene, tree, h)]
        other = next((p for p in callers if p.party and p.party != called.person.party), None)
        if other is not None and other.party:
            yield from _dealing(
                tree, "meeting", match.start(), (other.party, called.person.party), [other, called.person]
            )


def _sessions(scene: Scene, tree: Tree) -> Iterator[Dealing]:
    """``The A-B Joint Commission concluded its third session``: talks of the two that the name or the sentence has."""
    match = _SESSION.search(scene.text, tree.start, tree.end) or _BODY_MET.search(
        scene.text, tree.start, tree.end
    )
    if match is None:
        return
    before = scene.inside(tree.start, match.end(), "party")
    parties = list(dict.fromkeys(p for m in before for p in m.parties))
    if len(parties) > 2:
        return
    if len(parties) < 2 and len(scene.dyad) == 2 and set(parties) <= set(scene.dyad):
        parties = list(scene.dyad)
    for dealing in _dealing(tree, "talks", match.start("body"), parties, _leaders(scene, tree, parties)):
        seats = [
            m
            for m in scene.inside(match.end(), tree.end, "party", "place")
            if m.form != "demonym" and re.search(r"\b(?:[Ii]n|[Aa]t) (?:[\w ]{1,30}, )?$", scene.text[tree.start : m.start])
        ]  # fmt: skip
        dealing.place = seats[0].text if seats else None
        dealing.status = "held"
        yield dealing


_LED: Final = re.compile(
    r"\b(?:delegation|side|team)s? (?:was|were|is) (?:led|headed|chaired) by\b|\b(?:co-?)?chaired by\b|\b(?:led|headed) the [\w ]{2,30}? (?:delegation|side|team)\b"
)


def _leaders(scene: Scene, tree: Tree, parties: Sequence[str]) -> list[Person]:
    """Who led the sides, told in the sentences after: the first person of each that says so."""
    found: dict[str, Person] = {}
    for span in [s for s in scene.layout.sentences if s.start >= tree.start][:4]:
        led = _LED.search(scene.text, span.start, span.end)
        if led is None:
            continue
        for named in scene.persons(span.start, span.end):
            if named.person.party in parties:
                found.setdefault(named.person.party or "", named.person)
    return list(found.values())
