"""The rung of the ladder: transfer, sustainment, licensed production, co-production, co-development."""

from __future__ import annotations

import re
from typing import Final

from communique.reading.deals import Deal
from communique.reading.partners import by_programme
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

_LICENCE: Final = re.compile(
    r"\blicen[cs]\w+|\btechnology transfers?|\btechnolog(?:y|ies) to (?:make|build|produce|manufacture|assemble)|\btransfer of (?:the )?technology|\bknow-how\b|\bToT\b",
    re.IGNORECASE,
)
_JOINT: Final = re.compile(
    r"\bjoint(?:ly)?\b|\bco-?(?:produc|develop|manufactur)\w+|\btogether\b|\bjoint venture\b|\bcollaborat\w+|\bpartnership\b|\bin cooperation\b",
    re.IGNORECASE,
)
_LOCAL: Final = re.compile(
    r"\blocal(?:ly|ised|ized)?\b|\bat home\b|\bdomestic(?:ally)?\b|\bindigenous(?:ly)?\b|\bMake in India\b",
    re.IGNORECASE,
)

# "The other 23 will be assembled locally": at the buyer's, who need not be named.
LOCALLY: Final = re.compile(r"\b(?:locally|domestically|at home|in-country)\b", re.IGNORECASE)
_HOME_MADE: Final = re.compile(f"{_LICENCE.pattern}|{_JOINT.pattern}|{_LOCAL.pattern}", re.IGNORECASE)
# "a support contract", "a maintenance and training deal": the words right before the deal say what it is for.
_SERVICE_DEAL: Final = re.compile(
    r"\b(?:support|maintenance|sustainment|overhaul|repair|upgrade|moderni[sz]ation|refit|servicing|training|logistics|warranty|mid-life|"
    r"life-extension|after-sales|MRO)(?: services?| (?:and|or) [\w-]+)? $",
    re.IGNORECASE,
)


_SERVING: Final = re.compile(
    r"\b(?:(?:sustainment|support|maintenance|training|repair|upgrade|spares|spare parts|overhaul|warranty|moderni[sz]ation|logistics?)"
    r"(?: (?:and|or) [\w-]+)?(?: (?:package|services?|equipment|parts|contract|work|programme|program))?|work) (?:for|of|on|to) "
    r"(?:the |its |their |his |[A-Z][\w]+'s |[A-Z]\w+n )?(?:(?!missiles\b|and\b|or\b)[\w-]+ ){0,4}$",
    re.IGNORECASE,
)


# "Tomahawk weapons system support services", "F-16 spare parts": what passes is what stands behind the name.
_SERVED: Final = re.compile(
    r"(?: (?:weapons?|missiles?|aircraft|helicopters?|fighters?|tanks?|engines?))?(?: (?:systems?|fleet))?(?: (?:follow-on|logistics?|technical))?"
    r" (?:sustainment|support|maintenance|spares|spare parts|repairs?|overhaul|servicing)\b"
    r"(?! (?:ships?|vessels?|vehicles?|aircraft|equipment|version|variant|helicopters?|boats?|craft|weapons?|from|of|for|by|in)\b)"
)


def _serves_it(scene: Scene, tree: Tree, deal: Deal) -> bool:
    """``the sale of a sustainment package for its F-16 fleet``: what is sold serves the jets."""
    start = max(tree.start, min(tree[deal.trigger].start - 20, deal.item.start))
    return _SERVING.search(scene.text[start : deal.item.start]) is not None


# Of what supports a force, these serve equipment; helmets, field hospitals and detectors are goods.
_SERVICE: Final = re.compile(
    r"\b(?:spares?|parts?|components?|support|maintenance|training|trainee|services?|servicing|upgrade|moderni[sz]ation|overhaul|repair|simulators?|"
    r"kits?|logistics?|technical|pilots?|crews?|soldiers?|troops?|technicians?|personnel|instructors?|centres?|centers?|tools?)\b",
    re.IGNORECASE,
)
_MADE_BY: Final = re.compile(
    r"[^,;.]{0,40}?,? (?:(?:to be|being|is|are|were|was|will be|which are|that are) )?(?:built|assembled|manufactured|produced|made) (?:locally )?(?:in|by|at) "
)


def _made_at_home(scene: Scene, tree: Tree, deal: Deal) -> bool:
    """Whether what was ordered abroad is said to be made in the buyer's own works ("to be built by PT PAL")."""
    match = _MADE_BY.match(scene.text, deal.item.end, tree.end)
    if not match or not deal.recipient or not (deal.item.known or deal.supplier):
        return False
    near = [m for m in scene.mentions if match.end() <= m.start <= match.end() + 25 and m.parties]
    return bool(near) and near[0].end <= tree.end and set(near[0].parties) <= set(deal.recipient)


def _at_its_yard(scene: Scene, tree: Tree, deal: Deal) -> bool:
    """Whether the ship leaves the slip of a yard of the state that gets it."""
    yards = [m for m in scene.inside(tree.start, tree.end, "body") if m.form in ("company", "yard")]
    return any(set(m.parties) & set(deal.recipient) for m in yards)


def settle_mode(scene: Scene, tree: Tree, deal: Deal) -> bool:
    """Set the rung of the ladder from the words around; False where the making concerns one state alone."""
    words = scene.text[tree.start : tree.end]
    sense = deal.frame.sense
    near = scene.text[
        max(tree.start, tree[deal.trigger].start - 70) : min(tree.end, tree[deal.trigger].end + 90)
    ]
    partners = set(deal.supplier) | set(deal.recipient) | set(deal.item.said) | set(deal.item.origins)
    if sense == "make" and deal.built_for and not _HOME_MADE.search(near):
        deal.mode = "transfer"
        return True
    if deal.frame.lemma == "launch" and not _LICENCE.search(near) and not _at_its_yard(scene, tree, deal):
        return len(partners) > 1
    if sense == "make":
        if re.search(r"\blicen[cs]", near, re.IGNORECASE):
            deal.mode = "licensed-production"
        elif _JOINT.search(near) or deal.item.joint or deal.frame.mode == "co-production":
            deal.mode = "co-production"
        elif _LICENCE.search(words):
            deal.mode = "licensed-production"
        else:
            deal.mode = (
                "co-production"
                if deal.frame.lemma not in ("build", "construction")
                else "licensed-production"
            )
        local = deal.item.known and LOCALLY.search(words) is not None
        return bool(
            _LICENCE.search(words) or _JOINT.search(words) or deal.item.joint or len(partners) > 1 or local
        )
    by_programme(scene, tree, deal)
    if sense == "develop" and deal.item.elliptic and not deal.item.joint:
        return False
    if sense == "develop":
        return bool(
            _JOINT.search(near)
            or deal.item.joint
            or len(deal.supplier) > 1
            or deal.frame.lemma.startswith("co-")
        )
    if sense in ("receive", "deal") and _made_at_home(scene, tree, deal):
        deal.mode = "licensed-production"
    if _is_service(scene, tree, deal, near):
        deal.mode = "sustainment"
    return True


_SERVICES: Final = re.compile(
    r"\b(?:repair|maintenance|upgrade|overhaul|sustainment|servic\w+|moderni[sz]ation|training)\b"
)


# "F-16 spare parts", where the name of what is served is part of the item.
_PARTS: Final = frozenset("spare|spares|spare part|spare parts|part|parts|component|components".split("|"))


def _is_service(scene: Scene, tree: Tree, deal: Deal, near: str) -> bool:
    """Whether what passes is work on equipment, not the equipment."""
    sense, item = deal.frame.sense, deal.item
    if sense not in ("supply", "receive", "deal", "clear"):
        return False
    if item.known:
        serving = (
            item.noun in _PARTS
            or _serves_it(scene, tree, deal)
            or _SERVED.match(scene.text, item.end, tree.end) is not None
        )
    else:
        serving = item.family == "support" and _SERVICE.search(item.name) is not None
        serving = serving or (sense == "deal" and _SERVICES.search(near) is not None)
    before = scene.text[tree.start : tree[deal.trigger].start]
    return serving or (sense == "deal" and _SERVICE_DEAL.search(before) is not None)
