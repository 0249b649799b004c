"""Which other parties of a sentence may be an end of a deal: not its setting, its punishers, or who acts elsewhere."""

from __future__ import annotations

import re
from typing import Final

from communique.reading.deals import Deal
from communique.reading.mentions import Mention
from communique.reading.outsiders import apart
from communique.reading.scene import Scene
from communique.reading.sought import Sought
from communique.reading.syntax import Tree

# After these words a party is the setting of a deal, not an end of it ("amid tensions with Russia").
_SETTING: Final = Sought(
    r"\b(?:opposition (?:from|of|by)|objections? (?:from|of|by)|sanctions? (?:from|by|threat)|threats? of [\w ]{0,20}from|warnings? (?:from|by|of)|pressure from|amid|against|despite|notwithstanding|unlike|than|tensions? with|war (?:with|in|on)|conflict with|threats? from|invasion of|"
    r"together with|jointly with|alongside|ahead of|border with|seized from|en ?route to|similar to|including|such as|following|after)\b[^,;]{0,40}$",
    re.IGNORECASE,
)


# "after Russia's annexation of the peninsula": what another did elsewhere.
_WARLIKE: Final = re.compile(r"(?:'s|’s|n)? (?:[\w-]+ )?(?:annexation|invasion|aggression|occupation|war) ")


_FIRMS: Final = ("company", "yard", "bureau")
# "through its subsidiary Rheinmetall Italia": an arm of the seller.
_ARM_OF: Final = re.compile(
    r"\b(?:subsidiar(?:y|ies)|units?|arm|division|branch|affiliates?|partner)(?: in)? (?:the )?(?:\w+ )?$"
)


def others(scene: Scene, tree: Tree, deal: Deal, taken: set[str], strict: bool = False) -> tuple[str, ...]:
    """Parties that the sentence names and nobody has claimed, those of the setting left out."""
    found: list[str] = []
    pressing = {p for p in scene.pressed if any(apart(scene, p, end) for end in taken)}
    taken = taken | _punisher(scene, tree) | pressing
    for mention in scene.inside(tree.start, tree.end, "party", "body"):
        before = scene.text[tree.start : mention.start]
        aside = _SETTING.search(before) or _ARM_OF.search(before)
        if (
            aside
            or _WARLIKE.match(scene.text, mention.end)
            or mention.form == "organisation"
            or len(mention.parties) != 1
        ):
            continue
        party = mention.parties[0]
        if len(party) != 3:
            continue  # the Security Council gets no arms
        if not strict and mention.kind == "body" and mention.form in _FIRMS:
            continue  # a firm is no receiver
        if _GAPPED.match(scene.text, mention.end, tree.end) and scene.text[: mention.start].endswith(
            _AFTER_LIST
        ):
            if deal.frame.sense == "supply":
                return ()  # a list of givers: whoever else stands in it gives as well
            continue
        if _acts_elsewhere(tree, mention, deal.trigger) or _maker_of_another(scene, tree, mention, deal):
            continue
        if party not in taken and party not in found:
            found.append(party)
    for named in scene.persons(tree.start, tree.end):
        party = named.person.party or ""
        if party and party not in taken and party not in found:
            found.append(party)
    near = [p for p in found if p in scene.dyad]
    if len(found) == 1 and not strict:
        return tuple(found)
    return tuple(near if near or taken & set(scene.dyad) else found)


# "Germany will acquire two boats, Norway four": who gets a number of his own is no end of the others' deal.
_GAPPED: Final = re.compile(r" (?:two|three|four|five|six|seven|eight|nine|ten|twelve|\d+)(?=[,.;]|$| and )")
_AFTER_LIST: Final = (", ", " and ", ", the ", " and the ")


def _punisher(scene: Scene, tree: Tree) -> set[str]:
    """Who imposes sanctions over a deal is no end of it."""
    found: set[str] = set()
    for token in tree.tokens:
        if token.lemma in (
            "impose",
            "sanction",
            "slap",
            "blacklist",
            "condemn",
            "summon",
            "protest",
            "oppose",
            "denounce",
            "criticize",
            "criticise",
            "veto",
            "ban",
            "bar",
            "prohibit",
        ):
            for kid in tree.children(token.i, "nsubj", "agent"):
                found |= set(scene.parties_at(tree, kid, refer=False))
    return found


_MADE: Final = re.compile(r"(?:-(?:made|built|designed|supplied|origin|produced))?(?:'s|')? (?:[\w-]+ ){0,3}")


def _maker_of_another(scene: Scene, tree: Tree, mention: Mention, deal: Deal) -> bool:
    """``its old Israeli-made Kfirs``, ``France's Rafales``: said of other equipment, which it made or has."""
    firm = next(iter(scene.inside(mention.end, min(tree.end, mention.end + 40), "body")), None)
    if firm and firm.parties == mention.parties and scene.text[mention.end : firm.start] in ("'s ", " "):
        # "Israel's Elbit": whose firm it is, as far as the firm's own goods are not spoken of
        return not firm.end <= deal.item.start <= firm.end + 60
    for other in scene.inside(mention.end, min(tree.end, mention.end + 50), "equipment", "noun"):
        if other.start >= deal.item.end or other.end <= deal.item.start:
            gap = scene.text[mention.end : other.start]
            adjective = mention.form == "demonym" or gap[:1] == "-" or gap.startswith(("'s", "' "))
            made = other.kind == "equipment" or gap[:1] == "-"
            return adjective and made and _MADE.fullmatch(gap) is not None
    return False


def _acts_elsewhere(tree: Tree, mention: Mention, trigger: int) -> bool:
    """Whether a party is the subject of another clause ("while Denmark gives ...")."""
    at = tree.at(mention.start, mention.end)
    while at is not None and (
        tree[at].dep in ("compound", "amod", "poss", "nmod")
        or (tree[at].dep == "conj" and tree[at].pos in ("PROPN", "NOUN"))
    ):
        at = tree[at].head
    if at is not None and tree[at].dep == "nsubj" and _beside_it(tree, tree[at].head, trigger):
        return True
    if at is None or tree[at].dep not in ("nsubj", "nsubjpass"):
        return False
    verb = tree[at].head
    above = {trigger, *tree.ancestors(trigger)}
    apart = tree[verb].dep in ("advcl", "conj", "ROOT", "ccomp", "parataxis") and verb not in above
    return apart and tree[verb].pos in ("VERB", "AUX") and trigger not in tree.subtree(verb)


def _beside_it(tree: Tree, verb: int, trigger: int) -> bool:
    """``Estonia will give A, while Latvia and Lithuania give B``: who gives in the one clause does not get in the other."""
    own = bool(tree.children(trigger, "nsubj"))
    above, below = tree[trigger].head == verb, tree[trigger].dep in ("advcl", "conj")
    whiles = any(tree[k].lemma in ("while", "whereas") for k in tree.children(trigger, "mark"))
    alike = tree[verb].lemma in _GIVING and tree[trigger].lemma in _GIVING
    return own and above and below and verb != trigger and (whiles or alike) and alike


_GIVING: Final = frozenset(
    "give send provide supply deliver donate transfer offer ship pledge hand contribute".split()
)
