"""Equipment as a sentence names it: designation, generic noun with its adjectives, count, origin.

A table row, an open designation ("RD-93MA engines"), a ship ("INS Tushil") and a generic noun ("armed
drones") all become an Item; a designation and the common noun after it are one item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from communique.reading.amounts import quantity_before
from communique.reading.elided import elliptic
from communique.reading.item import Item, ends_after
from communique.reading.kinds import former_owner, of_ours, without_kinds
from communique.reading.listed import told_of_all
from communique.reading.mentions import Mention
from communique.reading.scene import Scene
from communique.reading.sought import Sought
from communique.reading.syntax import Tree

__all__ = ["Item", "find_items"]

_NOUN: Final = (
    r"(?:missiles?|systems?|tanks?|jets?|fighters?|aircraft|planes?|helicopters?|drones?|UAVs?|launchers?|rockets?|rifles?|submarines?|"
    r"frigates?|corvettes?|vessels?|ships?|boats?|vehicles?|radars?|engines?|howitzers?|guns?|torpedo(?:es)?|carriers?|trainers?|"
    r"satellites?|carbines?|mortars?|interceptors?|bombs?|destroyers?|warplanes?|gunships?|class|batter(?:y|ies)|turbines?|pods?|trucks?|munitions?)"
)
_OPEN: Final = re.compile(
    r"(?<![\w-])(?:(?:Type|Project|Mk|Mark|Block|Model|MK) ?\d[\w.]*(?:-?[A-Z]\w*)?|[A-Z]{1,5}[a-z]{0,2}-\d{1,4}[A-Za-z]{0,4}\d?|[A-Z]{1,4}\d{1,4}[A-Z]{0,3}\d?|"
    rf"\d{{1,2}}[A-Z]\d{{1,3}}[A-Z]?\d?(?: [A-Z][a-z]+)?|[A-Z][a-z]+[A-Z]?[a-z]*-(?:class|[IVX]+|\d+\w*)|[A-Z][a-z]+ (?:class|Class))(?=(?:s?|'s)(?: [\w-]+){{0,4}}? (?i:{_NOUN})\b)"
)
_SHIP: Final = Sought(
    r"\b(?P<prefix>INS|HMS|USS|TCG|BRP|KRI|PNS|ROKS|JS|HMAS|HMCS|KD|RSS|FGS|HNLMS|USNS|BNS|SLNS|CCGS|VNS|UMS|NNS|BAP|ARA|KRI|HTMS|ENS)\b\.? (?P<name>[A-Z][\w'-]+(?: [A-Z][\w'-]+)?)"
)
# Ship prefixes and the navies that use them; INS is Indian far more often than Israeli in defence trade news.
_NAVIES: Final = {
    "INS": "IND", "HMS": "GBR", "USS": "USA", "USNS": "USA", "TCG": "TUR", "BRP": "PHL", "KRI": "IDN", "PNS": "PAK", "ROKS": "KOR", "JS": "JPN",
    "HMAS": "AUS", "HMCS": "CAN", "KD": "MYS", "RSS": "SGP", "FGS": "DEU", "HNLMS": "NLD", "BNS": "BGD", "SLNS": "LKA", "UMS": "MMR", "NNS": "NGA",
    "BAP": "PER", "ARA": "ARG", "HTMS": "THA", "ENS": "EGY",
}  # fmt: skip
_NOT_OPEN: Final = re.compile(
    r"^(?:G-?\d+|COVID-\d+|F1|U-?\d{2}|A\d$|MH\d+|Article|Resolution|Group|CO2|GDP|5G|4G|Kh?azind-\d+)",
    re.IGNORECASE,
)
_SKIP_WORDS: Final = frozenset(
    "two three four five six seven eight nine ten twelve possible potential proposed planned prospective horsepower hp ordered retired surplus secondhand similar same extra future latest recent entire whole several dozen dozens scores home-made domestically-made the a an its their his her our these those this that some more other such new additional further first second third fourth fifth sixth seventh eighth ninth tenth final penultimate newest last remaining of all any many several various".split()
)


# "Turkish-made drones": where the state stands apart, the word of making is no part of the name.
_MAKING: Final = frozenset(
    "made built designed developed supplied manufactured produced origin owned donated era".split()
)


# "mine-resistant", "missile-armed": a quality of something else.
_COMPOUND: Final = re.compile(
    r"-(?:[a-z]+(?:ed|ing|ant|ent|proof|free|like|capable|related|borne|killer|hunter))\b"
)


def find_items(scene: Scene, tree: Tree) -> list[Item]:
    """The equipment that a sentence names, in order; generic nouns that only repeat a designation are merged."""
    marks = [
        m
        for m in scene.inside(tree.start, tree.end, "equipment", "noun")
        if m.kind == "equipment" or not (_COMPOUND.match(scene.text, m.end) or _other_sense(scene, tree, m))
    ]
    marks += [m for m in _open(scene, tree) if not any(m.start < k.end and k.start < m.end for k in marks)]
    marks.sort(key=lambda m: m.start)
    groups: list[list[Mention]] = []
    for mark in marks:
        if groups and _joined(scene.text, groups[-1], mark):
            groups[-1].append(mark)
        else:
            groups.append([mark])
    items = [item for item in (_item(scene, tree, group) for group in groups) if item is not None]
    items = [item for item in items if not _civil(scene, item) and not _modifies(tree, item)]
    items = [item for i, item in enumerate(items) if not (i and _restates(scene, items[i - 1], item))]
    items = told_of_all(scene, tree, without_kinds(scene, items))
    items = _mark_served(scene, [item for item in items if not _set_aside(scene, tree, item)])
    return sorted([*items, *elliptic(scene, tree, items)], key=lambda item: item.start)


_ASIDE: Final = re.compile(
    r"\b(?:instead of|rather than|as opposed to|in place of|in lieu of|without|unlike|, (?:an? |the )?(?:[\w-]+ ){0,2}(?:version|variant|derivative|copy|clone|offshoot) of|based on|derived from|modelled on|modeled on)(?: (?:an?|the|its|their|one|two|three|\d+))?(?: [\w-]+){0,2} ?$"
)
_BEATEN: Final = re.compile(
    r"\b(?:(?:pick|choos|chose|select|prefer|favou?r|opt|settl)\w*\b.{0,70}\bover (?:[\w'-]+ ){0,4}|"
    r"(?:purchas|buy|bought|order|acquir|procur)\w*\b.{0,70}\bover (?:the|its|their|[A-Z]\w+'s) (?:[\w'-]+ ){0,4})$"
)
_BY: Final = re.compile(r"\b(?:by|aboard|on board|using|via|flown in|brought in by)(?: [\w-]+){0,5} ?$")


_AGAIN: Final = re.compile(
    r"(?: [\w-]+){0,2}, (?:which is |which are )?(?:the|an?|its|their) (?:[\w.'-]+ ){0,5}"
)
_NAMED: Final = re.compile(
    r"(?: [\w()-]+){0,4},? (?:locally |also )?(?:designated|known|dubbed|nicknamed|called|named|renamed)(?: locally)?(?: as)?(?: the)? [\"']?"
)
# "the Surion is the first South Korean multipurpose helicopter": what the first is.
_IS: Final = re.compile(r"s?(?: \([\w -]+\))?,? (?:is|are|was|were) (?:an?|the)(?: [\w-]+){0,5} ")
_AS: Final = re.compile(r" as (?:its|the|their|an?|his)(?: [\w-]+){0,3} ")
_WHATEVER: Final = ("aircraft", "missile", "system", "vehicle", "vessel", "ship", "plane")


def _restates(scene: Scene, first: Item, item: Item) -> bool:
    """``the M1A2, its latest main battle tank``, ``the FA-50 as its light jet``: said of the first, nothing new."""
    gap = scene.text[first.end : max(first.end, item.start)]
    if not first.known or item.vague:
        return False
    if not item.known and first.family == item.family and _IS.fullmatch(gap):
        return True
    if _NAMED.fullmatch(gap) or (not item.known and _AS.fullmatch(gap)):
        return True
    counted = item.quantity is not None and item.quantity.text.lower() not in ("a", "an")
    named = item.known or counted or any(c.isdigit() or c.isupper() for c in item.name)
    akin = first.family == item.family or item.noun in _WHATEVER
    return not named and akin and _AGAIN.fullmatch(gap) is not None


def _set_aside(scene: Scene, tree: Tree, item: Item) -> bool:
    """``a frigate instead of a submarine``; the transport planes by which the goods came."""
    before = scene.text[max(tree.start, item.start - 45) : item.start]
    if _BEATEN.search(scene.text[tree.start : item.start]):
        return True
    return _ASIDE.search(before) is not None or (
        item.family == "transport-aircraft" and _BY.search(before) is not None
    )


_FOR: Final = re.compile(
    r"(?: (?!and\b|or\b)[\w%-]+){0,5} (?:for|to fit|to equip|to power|powering|aboard|fitted to|of) (?:the |its |their |some |his |all |\d+ )*(?:[\w'-]+ ){0,2}"
)
# What is itself a part or load of other equipment.
_PARTS: Final = frozenset({"engines", "support", "munitions", "sensors", "missiles"})


def _mark_served(scene: Scene, items: list[Item]) -> list[Item]:
    """``engines for T-72 tanks``, ``spares for its Su-30s and MiG-29s``: the platform is served, not passed."""
    marked: list[Item] = []
    for item in items:
        last = marked[-1] if marked else None
        gap = scene.text[last.end : item.start] if last else ""
        served = last is not None and (
            (last.family in _PARTS and item.family not in _PARTS and _FOR.fullmatch(gap) is not None)
            or (last.serves and re.fullmatch(r"(?:, [a-z-]+){0,2} ?,? ?(?:and|or)? ?", gap) is not None)
        )
        marked.append(replace(item, serves=served) if served != item.serves else item)
    return marked


# Nouns that equipment may stand before and still be what passes ("tank deal", "drone exports", "missile parts").
_CARRIERS: Final = frozenset(
    "sale deal contract order purchase delivery shipment supply export import package programme program project production procurement acquisition "
    "transfer donation tender agreement pact system fleet upgrade maintenance training repair development part component kit technology equipment "
    "platform variant version model unit batch consignment battery squadron regiment type class series family lease licence license manufacture "
    "manufacturing assembly overhaul bid competition offer plan transaction plant factory line".split()
)


def _modifies(tree: Tree, item: Item) -> bool:
    """A common noun before another says something else ("submarine cable", "missile attack", "drone maker")."""
    token = tree[item.head]
    if (
        item.known
        or item.family == "support"
        or token.dep not in ("compound", "nmod")
        or not item.name[-1:].islower()
        or any(c.isdigit() for c in item.name)
    ):
        return False
    head = tree[token.head]
    words = tree.tokens[token.i + 1 : head.i + 1]
    if item.family == "naval" and item.name.islower() and words and all(t.pos == "PROPN" for t in words):
        return False  # "the patrol boat Kite": which ship it is
    return (
        head.pos in ("NOUN", "PROPN")
        and head.lemma.lower() not in _CARRIERS
        and not item.start <= head.start < item.end
    )


_AIRLINER: Final = re.compile(r"(?:Boeing )?7[0-8]7\b|(?:Airbus )?A(?:2[12]\d|3[0-8]\d)\b")
_AIRLINE: Final = Sought(
    r"\b(?:airlines?|airways|airliners?|passengers?|national carrier|carrier's fleet)\b", re.IGNORECASE
)


_ONLY_CIVIL: Final = re.compile(
    r"(?:Boeing )?(?:7[78]7(?:X|-\d+\w*)?|737(?:[- ]MAX\w*))(?: MAX)?\b|(?:Airbus )?A(?:35\d|380|32[01](?: ?neo)?)\b",
    re.IGNORECASE,
)
_FOR_STATE: Final = re.compile(
    r"\b(?:tankers?|Poseidon|early[- ]warning|presidential|VIP|air force|military transports?|government aircraft)\b",
    re.IGNORECASE,
)


def _civil(scene: Scene, item: Item) -> bool:
    """Airliners for airlines are no defence matter."""
    if _ONLY_CIVIL.match(item.name) and not _FOR_STATE.search(
        scene.text, max(0, item.start - 200), item.end + 100
    ):
        return True
    airliner = _AIRLINER.search(item.name) is not None or (
        not item.known
        and item.family == "combat-aircraft"
        and item.name.split()[-1] in ("jets", "aircraft", "planes", "jet", "plane")
    )
    return airliner and _AIRLINE.search(scene.text) is not None and "military" not in scene.text


_AIR: Final = re.compile(
    r"\b(?:jets?|aircraft|planes?|air force|squadrons?|pilots?|airbase|air base|stealth|generation|warplanes?|Sukhoi|MiG|[A-Z]{1,2}-?\d{1,2})\b",
    re.IGNORECASE,
)
_MEN: Final = re.compile(
    r"\b(?:rebel|Kurdish|coalition|militant|foreign|Islamic|Islamist|opposition|Houthi|Hezbollah|Hamas|Taliban|tribal|ethnic|enemy|Sunni|Shiite|state|SDF|YPG)s? $",
    re.IGNORECASE,
)


_SHELLS: Final = re.compile(r" (?:compan\w+|corporations?|firms?|games?|banks?|accounts?)\b")
_TRADERS: Final = re.compile(
    r"[ -](?:manufactur(?:er|ers|ing)|makers?|making|producers?|dealers?|industry|industries|exporters?|giants?|compan(?:y|ies)|firms?)\b"
)
_MERCHANT: Final = re.compile(r"\b(?:M/?V|M/?T|M/?S|SS|RV) [\"']?$")


def _other_sense(scene: Scene, tree: Tree, mark: Mention) -> bool:
    """``bomb`` the verb, ``arms`` in "Russia arms", ``fighters`` who are men, the ``MV Patriot``."""
    if _SHELLS.match(scene.text, mark.end) and mark.text.lower() == "shell":
        return True
    if mark.form == "vague" and _TRADERS.match(scene.text, mark.end):
        return True  # "the Bofors arms manufacturing company"
    if _MERCHANT.search(scene.text, max(tree.start, mark.start - 6), mark.start):
        return True
    at = tree.at(mark.start, mark.end)
    if at is not None and tree[at].pos == "VERB":
        return True
    if mark.key == "fighter" and " " not in mark.text:
        before = scene.text[max(tree.start, mark.start - 20) : mark.start]
        return bool(_MEN.search(before)) or not _AIR.search(scene.text, tree.start, tree.end)
    return False


# "K9 155mm, 52-caliber howitzers": figures of build between a designation and its common noun.
_SPEC: Final = re.compile(
    r"s?[ ,/-]*(?:\d+(?:[.,]\d+)?[- ]?(?:mm|cm|m|caliber|calibre|ton|tonne|t|metre|meter|foot|class)\b[ ,/-]*)+(?:[\w-]+ ){0,2}"
)


# "SPYDER (Surface-to-air PYthon and DERby) short-range missile systems": what a name stands for.
_SPELT: Final = re.compile(r"s? \([A-Z][^()]{8,80}\) (?:[\w-]+ ){0,3}")
_APART: Final = re.compile(
    r"[,;.]|\b(?:and|or|with|for|of|to|from|in|on|by|as|the|a|an|at|against|into|over|near|towards?|using|carrying|firing|"
    r"launched|fired|dropped|struck|hit|attacked|destroyed|downed|shot)\b"
)


def _joined(text: str, group: Sequence[Mention], mark: Mention) -> bool:
    """``S-400`` + ``air defence systems``; ``K2 Black Panther`` + ``main battle tanks``; ``tanks`` + ``(Leopard 2)``."""
    last = group[-1]
    gap = text[last.end : mark.start]
    if last.kind == "equipment" and mark.kind == "noun" and _SPEC.fullmatch(gap):
        return True
    if last.kind == "equipment" and mark.kind == "noun" and _SPELT.fullmatch(gap):
        return True
    if len(gap) > 40 or _APART.search(gap):
        return False
    if last.kind == "equipment" and mark.kind == "noun":
        return (
            re.fullmatch(r"[)\s'\"-]*s?[\s-]*(?:\([\w -]+\) )?(?:[\w×-]+ ){0,3}(?:\w+-)?", gap) is not None
            and "'s " not in gap
        )
    if last.kind == "noun" and mark.kind == "noun" and gap == "-":
        return False  # "mine-resistant vehicles"
    if last.kind == "noun" and mark.kind == "noun":
        spelt = group[0].kind == "equipment" and text[group[0].end : last.start].lstrip("s").startswith(" (")
        return re.fullmatch(r"[ -]+(?:[\w-]+ )?", gap) is not None or (
            spelt and re.fullmatch(r"\) (?:[\w-]+ )?", gap) is not None
        )
    if last.kind == "equipment" and mark.kind == "equipment":
        return re.fullmatch(r" ?[ (/][\"']?", gap) is not None
    return (
        last.kind == "noun"
        and mark.kind == "equipment"
        and re.fullmatch(r" [(\"']{0,2}", gap) is not None
        and (not last.text.endswith("s") or '"' in gap)
    )


# Without one of these no designation that no table knows can stand there.
_MARKED: Final = re.compile(r"\d|lass\b|-[IVX]")


def _open(scene: Scene, tree: Tree) -> list[Mention]:
    designed = _MARKED.search(scene.text, tree.start, tree.end) is not None
    found = [
        Mention(match.start(), match.end(), "equipment", match[0], match[0], (), form)
        for pattern, form in ((_OPEN, "open"), (_SHIP, "ship"))
        if form == "ship" or designed
        for match in pattern.finditer(scene.text, tree.start, tree.end)
        if form == "ship" or not _NOT_OPEN.match(match[0])
    ]
    return [
        m for m in found if not scene.inside(m.start, m.end, "exercise", "operation", "mechanism", "mask")
    ]


def _item(scene: Scene, tree: Tree, group: Sequence[Mention]) -> Item | None:
    named = [m for m in group if m.kind == "equipment"]
    nouns = [m for m in group if m.kind == "noun"]
    start, end = group[0].start, group[-1].end
    head = tree.at(start, end)
    if head is None:
        return None
    floor = max(
        (m.end for m in scene.mentions if m.kind == "equipment" and m.end <= start), default=tree.start
    )
    quantity = quantity_before(scene.text, start, max(tree.start, floor))
    said = _said_origin(scene, tree, start, head)
    if named:
        best = named[0]
        row = best.row
        name = _shortest(scene.document.text[named[0].start : named[-1].end], row.get("designation", ""))
        family = row.get("family") or next((m.row.get("family") for m in nouns), None)
        vague, known = False, best.form == "table"
        operator = _NAVIES.get(best.text.split()[0].rstrip(".")) if best.form == "ship" else None
        origins, joint = best.parties, row.get("joint") == "yes" or len(best.parties) > 1
        if origins and set(origins) < set(said):
            said = ()  # "Airbus C295": of the states of the firm, the one that the table knows makes it
    else:
        left = _left_edge(scene, tree, start, head)
        maker = _maker(scene, start)
        name_start = maker.start if maker else left
        name = _small(scene.document.text[name_start:end], nouns, name_start)
        family = next((m.row.get("family") for m in reversed(nouns) if m.row.get("family")), None)
        vague = all(m.form == "vague" for m in nouns) and maker is None and "anti-" not in name
        known, joint, operator = False, False, None
        origins = maker.parties if maker else ()
        start = min(start, name_start)
    noun = nouns[-1].key if nouns else ""
    source, meant_for = ends_after(scene, tree, end, quantity is not None)
    source = source or former_owner(scene, tree, start) or of_ours(scene, tree, start)
    if known and said and not set(said) & set(origins) and _VARIANT.match(scene.text, end):
        said, meant_for = (), meant_for or said  # "the Polish K2PL version": made for them, not by them
    return Item(
        start,
        end,
        name,
        head,
        family or None,
        origins,
        said,
        joint,
        vague,
        quantity,
        known,
        noun,
        operator,
        source=source,
        meant_for=meant_for,
    )


def _maker(scene: Scene, start: int) -> Mention | None:
    """The firm that is named right before equipment told by a common noun ("Hanwha howitzers")."""
    return next(
        (
            m
            for m in scene.mentions
            if m.kind == "body" and m.form not in _NO_MAKERS and 0 <= start - m.end <= 1 and m.parties
        ),
        None,
    )


# Bodies that have equipment and make none ("the Philippine Navy corvette").
_NO_MAKERS: Final = ("service", "ministry", "command", "legislature", "intelligence")
_VARIANT: Final = re.compile(r" (?:version|variant|configuration|standard)\b")


def _shortest(printed: str, designation: str) -> str:
    """A designation without the common noun that the table's alias carries ("BrahMos missile")."""
    rest = printed[len(designation) :]
    if (
        designation
        and printed.lower().startswith(designation.lower())
        and re.fullmatch(r"(?:[ -][a-z]+)+", rest)
    ):
        return printed[: len(designation)]
    return printed


def _small(name: str, nouns: Sequence[Mention], start: int) -> str:
    """A name whose common noun is written in capitals ("Bastion Armoured Personnel Carriers"), the noun in small letters."""
    for noun in nouns:
        at = noun.start - start
        if at >= 0 and " " in noun.text and noun.key.islower() and name[at : at + len(noun.text)].istitle():
            name = name[:at] + name[at : at + len(noun.text)].lower() + name[at + len(noun.text) :]
    return name


# "second-hand submarines" are submarines, "fifth-generation fighters" are called so.
_HYPHENED: Final = re.compile(r"-(hand )?")


def _left_edge(scene: Scene, tree: Tree, start: int, head: int) -> int:
    """Where the noun phrase of a generic noun begins, with its adjectives but without articles, numbers and demonyms."""
    edge = start
    before = [t for t in tree.tokens if t.end <= start]
    for token in reversed(before):
        if edge - token.end > 1:
            break
        if token.text.lower() in _SKIP_WORDS:
            hyphened = _HYPHENED.match(scene.text, token.end)
            if hyphened and not hyphened[1]:
                edge = token.start
                continue
            edge = hyphened.end() if hyphened else edge
            break
        if token.text == "-" and edge - token.end == 0:
            edge = token.start
            continue
        if token.pos == "NUM" and scene.text[token.end : token.end + 1] == "-":
            edge = token.start
            continue
        if (
            token.text.lower() in _MAKING
            or token.tag not in ("JJ", "NN", "VBN", "VBG", "NNP", "HYPH", "JJR", "RB")
            or token.pos == "NUM"
            or any(c.isdigit() for c in token.text)
        ):
            break
        if (token.tag == "RB" and token.text not in ("self", "highly")) or any(
            m.start <= token.start < m.end
            and m.kind in ("party", "body", "person", "place", "mask", "office")
            for m in scene.mentions
        ):
            break
        if token.dep not in ("amod", "compound", "nmod", "npadvmod", "punct", "advmod", "nummod"):
            break
        edge = token.start
    while edge < start and not scene.text[edge].isalnum():
        edge += 1
    return edge


# What may stand between the name of a state and the noun whose origin it says.
_MODIFIED: Final = re.compile(
    r"(?:-(?:made|built|designed|origin|supplied|developed|manufactured|produced|owned))?'?s? (?:(?!and\b|to\b|for\b|of\b|the\b|with\b|in\b|by\b|from\b|will\b|is\b|has\b|on\b|"
    r"under\b|after\b|before\b|about\b|over\b|into\b|was\b|were\b|are\b|been\b|flying\b|using\b|operating\b|carrying\b|firing\b|receiving\b|buying\b|seeking\b|getting\b)[\w-]+ ){0,4}"
)


_OF_ORIGIN: Final = re.compile(r"[\w -]{0,30}? of (\w+)[ -]origin\b")
_MADE_BY: Final = re.compile(
    r"(?:(?!to be\b)[^,;.]){0,30}?,? (?:made|built|manufactured|produced|developed|designed) (?:in|by) "
)


def _said_origin(scene: Scene, tree: Tree, start: int, head: int) -> tuple[str, ...]:
    """``Russian`` jets, ``American-made`` planes, ``Turkish-built`` drones, ``Moscow's`` missiles: before the noun."""
    window = scene.text[max(tree.start, start - 60) : start]
    base = max(tree.start, start - 60)
    for mention in reversed(scene.inside(base, start, "party", "body")):
        gap = window[mention.end - base :]
        adjective = (
            mention.form == "demonym"
            or "-" in gap[:2]
            or gap.startswith("'s")
            or mention.kind == "body"
            or mention.text in ("US", "U.S.", "UK")
        )
        verb = any(
            t.tag in ("VBD", "VBZ", "VBP", "DT", "PRP$") and mention.end <= t.start < start
            for t in tree.tokens
        )
        if adjective and not verb and _MODIFIED.fullmatch(gap):
            return mention.parties
        break
    origin = _OF_ORIGIN.match(scene.text[start : min(tree.end, start + 70)])
    if origin:
        at = start + origin.start(1)
        for mention in scene.inside(at, at + len(origin[1]) + 1, "party"):
            return mention.parties
    after = scene.text[(tree.at(start, start + 1) and tree[head].end) or start : tree.end]
    made = _MADE_BY.match(after)
    if made:
        at = tree[head].end + made.end()
        for mention in scene.inside(at, min(tree.end, at + 40), "party", "body"):
            if mention.start - at <= 12:
                return mention.parties
    return ()
