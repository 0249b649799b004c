"""Mechanisms: the standing bodies, treaties and formats that govern a relation, named or of a known shape."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from communique.knowledge import fold
from communique.reading.drilling import trained
from communique.reading.mentions import Mention
from communique.reading.named_bodies import Body, once, plain, present, same, stranger
from communique.reading.pacts import between, single
from communique.reading.relevance import STRONG
from communique.reading.scene import Scene
from communique.reading.series import LEVEL, named_exercises
from communique.reading.sought import Sought, part
from communique.reading.text import Span

_HEAD: Final = (
    r"(?:Commission|Committee|Working Group|Task Force|Dialogue|Treaty|Pact|Convention|Alliance|"
    r"Initiative|Ministerial|Forum|Council|"
    r"Agreement|Consultations?|Partnership|Arrangements?|Treaty Organi[sz]ation|Framework|Memorandum|"
    r"Steering Group|Contact Group|Meeting|Talks|Agency|Summit|"
    r"Mechanism|Accord|Protocol|Declaration|(?:Consultative|Coordination|Consultation|Policy|Planning) "
    r"Group|Joint Command)"
)
_WORD: Final = r"(?:[A-Z][\w'.+-]*|\d\+\d|of|on|for|and|the|in|with)"
_OPEN: Final = re.compile(
    rf"(?<![\w-])(?:[A-Z][\w'.+-]*|2\+2)(?: {_WORD}){{0,12}}? {_HEAD}(?:(?:-Plus)?(?: (?:on|for|of|in|"
    rf"between) (?:the )?[A-Z][\w'-]*(?:(?: |, )(?:and |of |on |the |for )*[A-Z][\w'-]*){{0,8}})?)(?: "
    rf"?\((?P<acronym>[A-Z][\w&+/ -]{{1,20}})\))?"
)
_TOPIC: Final = re.compile(
    r"\b(?:Defen[cs]e|Military|Security|Strategic|Joint|Technical|Armed|Border|Army|Navy|Naval|Air Force|2\+2|"
    r"Inter-?[Gg]overnmental|Working Group|Reciprocal Access|"
    r"Visiting Forces|Status of Forces|Staff Talks|Counter-?Terror\w*|Maritime|Arms|Nuclear "
    r"Consultative|Non-?[Aa]ggression|Mutual|Collective|Cooperation|Friendship)\b"
)
_NOT: Final = re.compile(
    r"\b(?:Security Council|Parliament|Congress|House|Senate|Ministry|Department|Chamber|Olympic|"
    r"Economic Forum|Free Trade|Climate|Election|Electoral|Standing Committee|"
    r"Cabinet Committee|Trade Agreement|Foreign (?:Relations|Affairs|Policy)(?:,? (?:and )?(?:Defen[cs]e|Security|Trade))* (?:Committee|Commission)|Armed Services Committee|"
    r"Appropriations|Central Military Commission|State Commission|"
    r"European Commission|European Council|National Security (?:and Defen[cs]e )?Council|National Defen[cs]e Council|Human "
    r"Rights|Nuclear Agreement|Paris Agreement|Energy|Intelligence Committee|"
    r"Acquisition Council|Defence Council|Security Agency|Development Agency|Cooperation Agency|Defence "
    r"Agency|Procurement Agency|Red Cross|Health|Football|Journalists|State Committee|Agency for|"
    r"Academic|Presidential Council|State Council|Federation Council|Supreme Council|Trade,? (?:and )?(?:Economic|Investment)|Economic Cooperation|"
    r"Marine Transport|Air Services|Double Taxation|Tourism|Cultural|Education\w*|Customs|Defen[cs]e Intelligence|"
    r"Joint Chiefs|Military-Industrial (?:Commission|Committee)|State Defen[cs]e Committee|Command System|Technology Forum|National Security Committee|Committee for National|Committee on National)\b"
)
_ANNUAL: Final = re.compile(
    r"\b(?:the |an? )?(?P<name>(?:annual|yearly|regular)(?: (?:[A-Z][\w-]+|bilateral|defence|defense|"
    r"military|joint|ministerial|trilateral|naval|army|maritime|strategic)){0,4} (?:summit|dialogue|"
    r"consultations|staff talks|exercises?|drills?|meetings?))\b"
)
# Kinds of row whose name any pair can bear: they count only where the table ties them to parties.
_LOOSE: Final = ("partnership", "programme-body")
_LEAGUE: Final = "Treaty Organi"
_EDITION: Final = re.compile(
    r"\b(?P<n>\d{1,3}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"inaugural)\b(?: \w+){0,2} (?:meeting|edition|session|round|iteration|in the series|of)\b"
)


def find_mechanisms(scene: Scene) -> list[Body]:
    """The mechanisms that a report names, each once, at its fullest naming."""
    found: list[Body] = []
    possible = [(finder, needed) for finder, needed in _NEEDED if any(word in scene.text for word in needed)]
    for span in scene.layout.sentences:
        if span.role in ("summary", "title"):
            continue
        found += _in_sentence(scene, span, possible)
    found += _of_headline(scene, found, possible)
    best: dict[str, Body] = {}
    found = [b for b in found if not plain(b, found)]
    for body in found:
        twin = next((k for k, other in best.items() if same(other, body)), None)
        if twin is None:
            best[body.name] = body
        elif len(body.parties) > len(best[twin].parties) or (
            body.acronym and not best[twin].acronym and len(body.name) >= len(twin)
        ):
            best[twin] = body
    return single(scene, list(best.values()))


def _of_headline(scene: Scene, found: list[Body], possible: Sequence[_Needed]) -> list[Body]:
    """The organisation of a treaty that only the headline names in full."""
    if _LEAGUE not in scene.text or any(_LEAGUE in b.name for b in found):
        return []
    titles = (s for s in scene.layout.sentences if s.role == "title")
    return [b for s in titles for b in _in_sentence(scene, s, possible) if _LEAGUE in b.name][:1]


# Regimes of the whole world, which govern no relation between two.
_WORLDWIDE: Final = re.compile(
    r"\b(?:Regime|Non-Proliferation|Nonproliferation|Convention on|Arms Trade|Open Skies|Outer Space|"
    r"Chemical Weapons|Biological Weapons|Test-Ban|Test Ban|"
    r"Wassenaar|Australia Group|Suppliers Group|Code of Conduct|Vienna Document|Conventional Armed "
    r"Forces|Plan of Action|Standby Force|Montreux|"
    r"Abraham Accords|Artemis Accords|Ottawa Treaty|Prohibition of Nuclear|Proliferation Security|"
    r"Strategic Compass|Shangri-La|Munich Security|Belt and Road|Raisina|Manama Dialogue|Xiangshan|Halifax International|IISS|MTCR|NPT|JCPOA)\b"
)
_TWO_PLUS_TWO: Final = re.compile(
    r"(?P<name>(?:\"|')?(?:two[- ]plus[- ]two|2 ?\+ ?2|2 plus 2)(?:\"|')?(?: (?:[a-z][\w']*|and|of)){0,5}? (?:meetings?|dialogue|talks|format|consultations|mechanism))\b"
)
_PACT: Final = re.compile(
    r"\b(?P<name>(?:(?:bilateral|joint|mutual|comprehensive|inter-[A-Z]\w+|20\d\d|ten-year|five-year|"
    r"\d+-year|landmark) )*"
    r"(?:defen[cs]e|security|military(?:-technical)?|strategic partnership|force posture)(?: and (?:economic|security|"
    r"defen[cs]e|technical|industrial))?"
    r"(?: (?:co-?operation|partnership|assistance|alliance|technical))* (?:agreement|pact|treaty|accord)|"
    r"(?<=\b[Tt]he )(?:agreement|pact|treaty|accord) on (?:(?:bilateral|mutual|further|strategic) )?(?:(?:defen[cs]e|security|military(?:-technical)?)(?: and [a-z]+)? (?:co-?operation|partnership|assistance)|"
    r"co-?operation in (?:the )?(?:(?:field|area|sphere|domain)s? of )?(?:defen[cs]e|security|military)))\b"
)
_COMMON: Final = re.compile(
    r"\b(?P<name>(?:working group|commission|committee) on (?:[A-Z][a-z]+-[A-Z][a-z]+ )?(?:military|defen[cs]e)(?:[- ]technical)?(?: (?:and (?:military[- ]technical|security|technical) )?co-?operation)?|(?:joint|bilateral|trilateral|mixed|high-level|strategic|binational)(?: (?:(?:[A-Z][\w'-]+|military(?:-technical)?|"
    r"defen[cs]e|security|friendship|cooperation|technical|steering|naval|maritime|fighter|air|intergovernmental|expert|"
    r"strategic|consultative|and|industr\w+)[ -]?)){0,5} ?(?:commission|committee|working group|task force|squadron|brigade|battalion|"
    r"consultations|steering group|secretariat)(?: (?:on|for) (?:(?:border|maritime|regional) )?(?:military|defen[cs]e|security|military-technical|arms)"
    r"(?:[- ](?:technical|and|security|defen[cs]e|industrial|industry|trade|cooperation))*)?)\b"
)
# "the unified regional air defence system", "a joint group of forces": what several keep together.
_SHARED_FORCE: Final = re.compile(
    r"\b(?P<name>(?:joint|unified|common|united|combined|integrated|single|regional)(?: (?:regional|joint|unified|united))?(?: [A-Z]{2,4}| [A-Z][a-z]+-[A-Z][a-z]+)? "
    r"(?:air defen[cs]e (?:system|network|shield)|(?:regional )?(?:group(?:ing)?|contingent) of (?:forces|troops)|armed forces' group))\b"
)
_MARTIAL_BODY: Final = re.compile(
    r"militar|defen[cs]e|security|naval|maritime|squadron|brigade|battalion|fighter", re.IGNORECASE
)
_OPEN_YET: Final = re.compile(
    r"\b(?:negotiat\w+|propos\w+|possible|potential|draft|seek\w*|want\w*|consider\w*|call\w* for|talks "
    r"(?:on|over|about)|no|not|without|plan\w*|hop\w+|mull\w*|finali[sz](?:e|ing))\b(?:[^.;]|\b[A-Z]\.){0,40}$",
    re.IGNORECASE,
)
_SERIES: Final = re.compile(
    r"\b(?:annual|edition|series|every year|biennial|since (?:19|20)\d\d|\d+(?:st|nd|rd|th)|created|"
    r"yearly)\b"
)


# "Peace Mission 2012": which of the series it was.
_YEAR: Final = re.compile(r"[- ](?:19|20)\d\d\b")
_DRILL: Final = re.compile(r"\b(?:[Ee]xercis\w+|[Dd]rills?|[Mm]anoeuvres?|[Mm]aneuvers?)\b")


# Unions and commissions of all matters: a mechanism of defence where the sentence speaks of it.
_CIVIL_TOO: Final = frozenset(
    {"Union State", "Intergovernmental Commission", "Inter-Governmental Commission"}
)


def _body(
    scene: Scene, start: int, end: int, parties: Iterable[str], rule: str, acronym: str | None = None
) -> Body:
    return Body(start, end, scene.document.text[start:end], acronym, tuple(sorted(parties)), None, (), rule)


def _in_sentence(scene: Scene, span: Span, possible: Sequence[_Needed]) -> list[Body]:
    found: list[Body] = []
    for mention in scene.inside(span.start, span.end, "mechanism"):
        if mention.text in _CIVIL_TOO and not STRONG.search(scene.text, span.start, span.end):
            continue
        loose = mention.form in _LOOSE and not mention.parties
        if (
            not loose
            and not re.search(r"Program(?:me)?s?$", mention.text)
            and not _WORLDWIDE.search(mention.text)
        ):
            found.append(_from_table(scene, span, mention))
    for mention in scene.inside(span.start, span.end, "exercise"):
        edition = _YEAR.match(scene.text, mention.end) and _DRILL.search(scene.text, span.start, span.end)
        if len(mention.parties) >= 2 or edition or _SERIES.search(scene.text, span.start, span.end):
            parties = (
                mention.parties
                if len(mention.parties) >= 2
                else trained(scene, span) or _parties_near(scene, span, mention.start, mention.end)
            )
            if len(parties) >= 2:
                found.append(_body(scene, mention.start, mention.end, parties, "mechanism:exercise-series"))
    for start, end in named_exercises(scene, span):
        parties = trained(scene, span) or _parties_near(scene, span, start, end)
        if len(parties) >= 2:
            found = _with_open(found, _body(scene, start, end, parties, "mechanism:exercise-name"))
    piece = part(scene.text, span.start, span.end)
    finders: list[_Finder] = [_open] if _ANY_HEAD.search(piece) else []
    finders += [finder for finder, needed in possible if any(word in piece for word in needed)]
    for finder in finders:
        for body in finder(scene, span):
            found = _with_open(found, body)
    return [_with_edition(scene, span, body) for body in found]


def _with_open(found: list[Body], body: Body) -> list[Body]:
    """Add a body found by its shape; what the table knows stays, unless it is only the first words of it."""
    over = [b for b in found if b.start < body.end and body.start < b.end]
    if not over:
        return [*found, body]
    inside = all(body.start <= b.start and b.end < body.end and b.rule == "mechanism:table" for b in over)
    if not inside:
        return found
    # "GCAP Trilateral Defence Ministerial" is more than the programme that it opens with.
    return [*(b for b in found if b not in over), replace(body, parties=over[0].parties or body.parties)]


def _open(scene: Scene, span: Span) -> Iterator[Body]:
    """Bodies and treaties by the shape of their names: "India-Oman Joint Military Cooperation Committee"."""
    for match in _OPEN.finditer(scene.text, span.start, span.end):
        name = re.sub(r" ?\([^)]*\)$", "", match[0])
        name = re.sub(r"^(?:The|Under the|In|At|During|And|By|On) (?:the )?", "", name)
        whole = _TWO_BODIES.sub("", name)
        start, name = _proper(scene, match.start() + match[0].find(whole), whole)
        longer = re.compile(r" Organi[sz]ation\b").match(scene.text, start + len(name)) if name else None
        name += longer[0] if longer else ""
        if (
            not name
            or not name[0].isalnum()
            or (name in _CIVIL_TOO and not STRONG.search(scene.text, span.start, span.end))
            or _NOT.search(name)
            or not (_TOPIC.search(name) or scene.inside(start, start + len(name), "mechanism"))
            or _WORLDWIDE.search(name)
            or len(name.split()) < 2
        ):
            continue
        if _of_one(scene, start, start + len(name)) or (
            once(scene, start, name, len(_in_name(scene, start, start + len(name))))
            and not _EDITION.search(scene.text, max(0, start - 30), start + len(name) + 12)
        ):
            continue
        loose = name.split()[-1] in (
            "Talks",
            "Meeting",
            "Summit",
            "Agency",
            "Council",
            "Declaration",
            "Forum",
        )
        named = bool(scene.inside(start, start + len(name), "mechanism"))
        if (
            loose
            and not named
            and not re.search(r"Defen[cs]e|Military|2\+2|Ministers|Consultative|Strategic", name)
        ):
            continue
        name += _topic(scene, start + len(name))
        parties = _of_parent(scene, start) or _parties_near(scene, span, start, match.end())
        if len(parties) >= 2:
            acronym = match["acronym"] if match["acronym"] and match["acronym"][0].isupper() else None
            body = _body(scene, start, start + len(name), parties, "mechanism:open", acronym)
            yield replace(body, end=max(match.end(), body.end))


_GROUP_TOPIC: Final = re.compile(
    r" ?\([A-Z][\w-]*\) (?:on|for) (?:the )?(?!\w+day\b|(?:Jan|Febr)uary|March|April|May\b|June|July|August|(?:Septem|Octo|Novem|Decem)ber)[A-Z][\w'-]*(?: (?:and |of |the )?[A-Z][\w'-]*){0,4}"
)


def _topic(scene: Scene, end: int) -> str:
    """``Experts Working Group (EWG) on Counter-Terrorism``: what stands behind the acronym belongs to the name."""
    match = _GROUP_TOPIC.match(scene.text, end)
    return scene.document.text[end : match.end()] if match else ""


def _of_parent(scene: Scene, start: int) -> tuple[str, ...]:
    """``the ADMM-Plus (ADMM+) Experts Working Group``: the parties of the body that it belongs to."""
    before = [
        m
        for m in scene.inside(max(0, start - 90), start, "mechanism")
        if m.kind == "mechanism" and len(m.parties) > 2
    ]
    near = [m for m in before if re.fullmatch(r"[\w+-]*(?: ?\([^)]*\))?(?:'s)? ?", scene.text[m.end : start])]
    return near[-1].parties if near else ()


# "the Economic Community and Collective Security Treaty Organisation": two bodies, of which the last is meant.
_TWO_BODIES: Final = re.compile(r"^.*\b(?:Community|Union|Organi[sz]ation|League) and (?:the )?(?=[A-Z])")
# "the Defence Committee of the Dutch parliament": a state's own.
_OF_HOUSE: Final = re.compile(
    r"(?: (?:of|in) (?:the )?)?(?: ?[A-Z]\w+)? ?(?:[Pp]arliament|[Aa]ssembly|[Ss]enate|[Cc]ongress|Bundestag|Sejm|Rada|Duma|Riksdag|Storting|[Hh]ouse of)\b"
)
_OWN: Final = re.compile(r"\b(?:Agency|Council|Committee|Commission|Command|Board)$")


def _of_one(scene: Scene, start: int, end: int) -> bool:
    """``the Swedish Defence Research Agency``, and names as long as a law's: no body of two."""
    name = scene.text[start:end]
    if len(name.split()) > 11 or _OF_HOUSE.match(scene.text, end):
        return True
    codes = {p for m in scene.inside(start, end, "party") for p in m.parties if m.form == "demonym"}
    return len(codes) == 1 and bool(_OWN.search(name)) and not re.search(r"\b(?:Joint|Mixed|Inter)", name)


_OFFICER: Final = re.compile(
    r"(?:Vice |Deputy |Assistant )?(?:Chair(?:man|woman|person)?|Secretary|Chief|Director|Head|Commander|President|Member)s?(?:[ -]General)? "
    r"(?:of|to|for) (?:the )?"
)
_OWN_UNIT: Final = re.compile(r"\b(?:Task Force|Agency)\b")
_SHARED: Final = re.compile(r"\b(?:Joint|Combined|Multinational|Bilateral|Trilateral|International)\b")


def _proper(scene: Scene, start: int, name: str) -> tuple[int, str]:
    """A body's name without the person, party or place that the words around it joined to it; empty where it is none.

    "Mr Singh for ASEAN Defence Ministers' Meeting", "India in ADMM-Plus", "2+2 Dialogue in California".
    """
    end = start + len(name)
    officer = _OFFICER.match(name)
    if officer:
        start, name = start + officer.end(), name[officer.end() :]
    cut = max((p.end for p in scene.persons(start, end)), default=start)
    party = next((m for m in scene.inside(start, end, "party") if m.start == start), None)
    if party and re.match(r" (?:in|with|for) ", scene.text[party.end : party.end + 6]):
        cut = max(cut, party.end)
    lead = re.match(r" ?(?:(?:in|with|for|of|on|and|the|to) )*", scene.text[cut:end]) if cut > start else None
    start = cut + lead.end() if lead else start
    tail = re.search(r" (?:in|between) (?:the )?[A-Z][^.]*$", scene.text[start:end])
    if tail and not re.search(r"\b(?:Asia|Europe|Africa|America|Pacific|Gulf|Sahel|Arctic)\b", tail[0]):
        end = start + tail.start()
    name = scene.text[start:end]
    if _OWN_UNIT.search(name) and not _SHARED.search(name) and len(_in_name(scene, start, end)) < 2:
        return start, ""
    return start, name


def _two_plus_two(scene: Scene, span: Span) -> Iterator[Body]:
    """``the annual "two-plus-two" foreign and defence ministers' meeting``: a format of two pairs of ministers."""
    for match in _TWO_PLUS_TWO.finditer(scene.text, span.start, span.end):
        parties = _parties_near(scene, span, match.start(), match.end())
        if len(parties) == 2:
            yield _body(scene, *match.span("name"), parties, "mechanism:two-plus-two")


def _annual(scene: Scene, span: Span) -> Iterator[Body]:
    """``the annual summit``, ``regular staff talks`` of two parties."""
    for match in _ANNUAL.finditer(scene.text, span.start, span.end):
        parties = _parties_near(scene, span, match.start(), match.end())
        named = {p for m in scene.inside(span.start, match.start(), "party") for p in m.parties}
        if len(named) > 2:
            continue  # of three or more, not of any two of them
        if len(parties) == 2 and (STRONG.search(match[0]) or "summit" in match[0]):
            yield _body(scene, *match.span("name"), parties, "mechanism:annual")


def _plain_pacts(scene: Scene, span: Span) -> Iterator[Body]:
    """``a joint security pact``: a treaty without a proper name, with its two parties near."""
    for match in _PACT.finditer(scene.text, span.start, span.end):
        if _OPEN_YET.search(scene.text[span.start : match.start()]):
            continue
        parties = _parties_near(scene, span, match.start(), match.end())
        if len(parties) == 2 or parties == between(scene, span, match.end()) != ():
            yield _body(scene, *match.span("name"), parties, "mechanism:pact")


def _common(scene: Scene, span: Span) -> Iterator[Body]:
    """``the joint commission on military-technical cooperation``, ``a joint squadron``: bodies in common nouns."""
    for match in _COMMON.finditer(scene.text, span.start, span.end):
        if not _MARTIAL_BODY.search(match[0]) or _OPEN_YET.search(scene.text[span.start : match.start()]):
            continue
        codes = {p for m in scene.inside(span.start, span.end, "party", "body") for p in m.parties}
        parties = codes if len(codes) == 2 else set(scene.dyad)
        if len(parties) == 2 and codes <= parties:
            yield _body(scene, *match.span("name"), tuple(sorted(parties)), "mechanism:common")


def _of_level(scene: Scene, span: Span) -> Iterator[Body]:
    """``a defence deputy minister-level consultative body`` of two."""
    for match in LEVEL.finditer(scene.text, span.start, span.end):
        parties = _parties_near(scene, span, match.start(), match.end())
        if len(parties) == 2 and not _OPEN_YET.search(scene.text[span.start : match.start()]):
            yield _body(scene, *match.span("name"), parties, "mechanism:common")


def _shared_forces(scene: Scene, span: Span) -> Iterator[Body]:
    """``the unified regional air defence system`` of two or more that the sentence or the report names."""
    for match in _SHARED_FORCE.finditer(scene.text, span.start, span.end):
        parties = _parties_near(scene, span, match.start(), match.end())
        if len(parties) >= 2 and not _OPEN_YET.search(scene.text[span.start : match.start()]):
            yield _body(scene, *match.span("name"), parties, "mechanism:shared-force")


_Finder = Callable[[Scene, Span], Iterator[Body]]
_Needed = tuple[_Finder, tuple[str, ...]]
# Without one of these words a finder finds nothing; asked first, since it rarely does.
_ANY_HEAD: Final = Sought(rf"\b{_HEAD}")
_NEEDED: Final[tuple[_Needed, ...]] = (
    (_two_plus_two, ("plus-two", "plus two", "plus 2", "+")),
    (_annual, ("annual", "yearly", "regular")),
    (_shared_forces, ("air defence", "air defense", "of forces", "of troops", "forces' group")),
    (
        _of_level,
        (
            "consultative body",
            "mechanism",
            "steering committee",
            "policy dialogue",
            "ration committee",
            "hotline",
        ),
    ),
    (_plain_pacts, ("agreement", "pact", "treaty", "accord")),
    (
        _common,
        (
            *("commission", "committee", "working group", "task force", "squadron", "brigade", "battalion"),
            *("consultations", "steering group", "secretariat"),
        ),
    ),
)


def _from_table(scene: Scene, span: Span, mention: Mention) -> Body:
    # "Combined Joint Force" of two states is not the "Combined Joint Force Command" of two others.
    longer = re.match(
        r" (?:Command|Agency|Office|Headquarters|Centre|"
        r"Center)\b",
        scene.text[mention.end : mention.end + 14],
    )
    end = mention.end + longer.end() if longer else mention.end
    known = () if longer or stranger(scene, mention) else present(scene, mention.parties, mention.end)
    parties = known or _parties_near(scene, span, mention.start, end)
    bracket = re.match(r" ?\(([A-Z][\w&+/-]{1,15})\)", scene.text[end : end + 20])
    body = _body(scene, mention.start, end, parties, "mechanism:table", bracket[1] if bracket else None)
    return replace(body, inferred="table: parties of the mechanism" if known else "")


def _in_name(scene: Scene, start: int, end: int) -> list[str]:
    """The parties that a name itself tells: "NATO-Ukraine Council", "Vietnam-Korea Dialogue"."""
    found: list[str] = []
    words = [w for w in re.split(r"[\s/-]", scene.text[start:end]) if w and w[0].isupper()]
    for word in words:
        code = scene.knowledge.parties.get(fold(word))
        if code and code not in found and len(word) > 2:
            found.append(code)
    return found


def _parties_near(scene: Scene, span: Span, start: int, end: int) -> tuple[str, ...]:
    """Parties in the name itself, else the two of the sentence, else the pair of the report."""
    listed = between(scene, span, end)
    if len(listed) > 1:
        return listed
    inside = list(
        dict.fromkeys(
            p
            for m in scene.mentions
            if m.kind == "party" and m.start < end and m.end > start
            for p in m.parties
        )
    )
    inside += [p for p in _in_name(scene, start, end) if p not in inside]
    three = re.search(r"\b[Tt]rilateral\b|\b[Tt]hree-way\b", scene.text[max(span.start, start - 20) : end])
    if len(inside) >= (3 if three else 2):
        return tuple(sorted(inside))
    before = scene.inside(max(span.start, start - 25), start, "party")
    inside = list(dict.fromkeys([*(p for m in before for p in m.parties), *inside]))
    if len(inside) >= 2 and not three:
        return tuple(sorted(inside))
    sentence = list(
        dict.fromkeys(p for m in scene.inside(span.start, span.end, "party", "body") for p in m.parties)
    )
    persons = [n.person.party for n in scene.persons(span.start, span.end) if n.person.party]
    sentence += [p for p in dict.fromkeys(persons) if p not in sentence]
    if len(sentence) == (3 if three else 2):
        return tuple(sorted(sentence))
    if len(sentence) > 2 and set(scene.dyad) <= set(sentence):
        return tuple(sorted(scene.dyad))
    return tuple(sorted(scene.dyad)) if len(scene.dyad) == 2 else ()


def _with_edition(scene: Scene, span: Span, body: Body) -> Body:
    before = scene.text[max(span.start, body.start - 50) : body.end]
    match = _EDITION.search(before)
    chairs: tuple[str, ...] = ()
    led = re.search(
        r"\b(?:led|headed|co-?chaired|chaired) by (?:the )?(?P<who>[\w' ]{3,40}?[Mm]inister)s?\b",
        scene.text[body.end : span.end],
    )
    if led:
        office = led["who"].strip()
        chairs = (
            (office, office)
            if scene.text[body.end + led.end() - 1] == "s" or "Ministers" in led[0]
            else (office,)
        )
    return Body(
        body.start,
        body.end,
        body.name,
        body.acronym,
        body.parties,
        match["n"] if match else None,
        chairs,
        body.rule,
        body.inferred,
    )
