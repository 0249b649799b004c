"""Slips that the small model makes again and again, mended in the parse before anything is read from it.

"Tanks and wheeled vehicles" comes out as two verbs: a participle that stands as an adjective before a noun,
after *and* or a comma, is taken for a verb joined to the one above. The noun then joins the list it stands in.
"Ukraine fires British-made missiles" comes out as a heap of nouns: the plural that must be the verb becomes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from communique.reading.syntax import Token

# Participles that news copy uses of equipment as adjectives.
_ADJECTIVAL: Final = frozenset(
    "wheeled tracked armored armoured guided unguided towed manned unmanned crewed uncrewed used refurbished upgraded modernised modernized armed mounted "
    "propelled tethered loitering bridging jamming targeting guided-missile second-hand secondhand mothballed".split()
)
_INSIDE: Final = frozenset({"amod", "compound", "nmod", "nummod", "punct", "npadvmod", "advmod", "det"})


def mended(tokens: Sequence[Token]) -> Sequence[Token]:
    """These tokens; lists that such a slip broke made whole again, and the verb found where there was none."""
    tokens = _with_object(_with_dealer(_with_doer(_with_purpose(_with_verb(_with_past(tokens))))))
    slips = [t for t in tokens if t.dep == "conj" and t.pos == "VERB" and t.text.lower() in _ADJECTIVAL]
    if not slips:
        return tokens
    mended = list(tokens)
    for slip in slips:
        _mend(mended, slip)
    return mended


_HANDING: Final = frozenset(
    "hand deliver give sell supply transfer donate provide present grant gift lend lease send".split()
)


def _with_object(tokens: Sequence[Token]) -> Sequence[Token]:
    """``handed over to B the patrol ship Kite``: what stands right behind the taker is given, and is no name for him."""
    for token in tokens:
        if token.dep != "appos" or tokens[token.head].dep != "pobj":
            continue
        taker = tokens[token.head]
        prep = tokens[taker.head]
        first = min((t.i for t in tokens if t.head == token.i and t.i < token.i), default=token.i)
        verb = tokens[prep.head]
        if prep.lemma != "to" or verb.lemma not in _HANDING or verb.pos != "VERB" or first != taker.i + 1:
            continue
        if tokens[first].dep in ("det", "poss", "nummod") and not any(
            t.head == verb.i and t.dep in ("dobj", "nsubjpass") for t in tokens
        ):
            changed = list(tokens)
            changed[token.i] = token._replace(dep="dobj", head=verb.i)
            return changed
    return tokens


def _mend(tokens: list[Token], slip: Token) -> None:
    """Make the object of a participle that is none a further member of the list before it."""
    nouns = [t for t in tokens if t.head == slip.i and t.dep == "dobj" and t.i > slip.i]
    above = tokens[slip.head]
    lists = [t for t in tokens if t.head == above.i and t.dep in ("dobj", "pobj") and t.i < slip.i]
    if not nouns or not lists or above.pos not in ("VERB", "ADP"):
        return
    noun = nouns[0]
    if any(t.head != noun.i or t.dep not in _INSIDE for t in tokens[slip.i + 1 : noun.i]):
        return
    for at, token in enumerate(tokens):
        if token.head == slip.i and token.i not in (slip.i, noun.i):
            tokens[at] = token._replace(head=above.i)
    tokens[noun.i] = noun._replace(dep="conj", head=lists[-1].i)
    tokens[slip.i] = slip._replace(dep="amod", pos="ADJ", tag="JJ", head=noun.i)


_DECIDED: Final = frozenset(
    "decision move plan approval announcement intention pledge offer vote step".split()
)


def _with_purpose(tokens: Sequence[Token]) -> Sequence[Token]:
    """``condemned A's decision on Friday to sell``: a day between does not part a decision from what it is to do."""
    verb = next((t for t in tokens if t.dep == "advcl" and t.tag == "VB"), None)
    noun = verb and next(
        (t for t in tokens if t.dep == "dobj" and t.head == verb.head and t.i < verb.i), None
    )
    if verb is None or noun is None or noun.lemma not in _DECIDED:
        return tokens
    aux = next((t.i for t in tokens if t.head == verb.i and t.lemma == "to" and t.dep == "aux"), 0)
    if not noun.i < aux <= noun.i + 5 or any(t.pos in ("PUNCT", "VERB") for t in tokens[noun.i + 1 : aux]):
        return tokens
    changed = list(tokens)
    changed[verb.i] = verb._replace(dep="acl", head=noun.i)
    return changed


_DOINGS: Final = frozenset(
    "sanctioning imposing blocking banning removing arming blacklisting expelling suspending halting supplying selling providing sending buying deploying".split()
)


def _with_doer(tokens: Sequence[Token]) -> Sequence[Token]:
    """``reacted to A sanctioning B's firms``: who stands between a preposition and a gerund does it."""
    slip = next(
        (t for t in tokens if t.tag == "VBG" and t.text in _DOINGS and t.dep == "advcl" and t.i > 1), None
    )
    doer = tokens[slip.i - 1] if slip else None
    if slip is None or doer is None or doer.dep != "pobj" or doer.tag not in ("NNP", "NNPS"):
        return tokens
    prep = tokens[doer.head]
    if (
        prep.lemma not in ("to", "over", "after", "of", "about", "against", "following", "with")
        or prep.head != slip.head
    ):
        return tokens
    changed = list(tokens)
    changed[slip.i] = slip._replace(dep="pcomp", head=prep.i)
    changed[doer.i] = doer._replace(dep="nsubj", head=slip.i)
    return changed


_ACQUIRING: Final = frozenset(
    "purchasing buying acquiring procuring ordering receiving supplying selling delivering providing sending donating leasing".split()
)


def _with_dealer(tokens: Sequence[Token]) -> Sequence[Token]:
    """``involved Spain purchasing launchers``, taken for one heap of nouns: who deals, the dealing and its goods."""
    slip = next((t for t in tokens if t.dep == "amod" and t.tag == "VBG" and t.text in _ACQUIRING), None)
    if slip is None or slip.i == 0:
        return tokens
    before, noun = tokens[slip.i - 1], tokens[slip.head]
    if before.tag not in ("NNP", "NNPS") or before.head != noun.i or noun.dep not in ("dobj", "pobj"):
        return tokens
    changed = list(tokens)
    changed[slip.i] = slip._replace(dep="ccomp" if noun.dep == "dobj" else "pcomp", head=noun.head)
    changed[before.i] = before._replace(dep="nsubj", head=slip.i)
    changed[noun.i] = noun._replace(dep="dobj", head=slip.i)
    for token in tokens[: before.i]:
        if token.head == noun.i:
            changed[token.i] = token._replace(head=before.i)
    return changed


_HEADED: Final = frozenset("veto block reject urge warn protest condemn approve".split())


def _with_hidden_verb(tokens: Sequence[Token]) -> Sequence[Token]:
    """``EU sanctions Iranian generals``, ``Swiss veto Danish request``: a headline whose verb went into its object's phrase."""
    if len(tokens) > _HEADLINE or any(t.pos == "AUX" or t.tag in ("VBZ", "VBD", "VBP", "MD") for t in tokens):
        return tokens
    root = next((t for t in tokens if t.head == t.i), None)
    for token in tokens[1:4]:
        before, after = tokens[token.i - 1], tokens[min(token.i + 1, len(tokens) - 1)]
        news = token.tag == "NNS" and token.text in _VERBS and before.tag in ("NNP", "NNPS", "NNS")
        bare = (
            token.i == 1
            and token.text in _HEADED
            and before.text[0].isupper()
            and before.tag in ("JJ", "NNPS", "NNS")
        )
        if root is None or root.i <= token.i or not (news or bare):
            continue
        if after.tag not in ("JJ", "CD", "NNP", "NNPS", "DT", "$") or (
            not after.text[0].isupper() and after.tag == "JJ"
        ):
            continue
        changed = list(tokens)
        changed[token.i] = token._replace(pos="VERB", tag="VBZ", dep="ROOT", head=token.i)
        changed[root.i] = root._replace(dep="dobj", head=token.i)
        changed[before.i] = before._replace(pos="PROPN", tag="NNP", dep="nsubj", head=token.i)
        for other in tokens[: before.i]:
            if other.head in (token.i, root.i):
                changed[other.i] = other._replace(head=before.i)
        for other in tokens[token.i + 1 :]:
            if other.head == token.i and other.i != root.i:
                changed[other.i] = other._replace(head=root.i)
        return changed
    return tokens


# So many tokens has a headline at most.
_HEADLINE: Final = 24
# Verbs of news in the present that the model takes for plurals.
_VERBS: Final = frozenset(
    "arms attacks bombs buys docks downs fires halts hands intercepts lands launches names notifies orders protests sanctions shells ships "
    "strikes summons supplies targets telephones urges vetoes visits votes warns".split()
)
_OBJECTS: Final = frozenset("DT NNP NNPS CD JJ PRP$ NN NNS IN TO $".split())


def _with_verb(tokens: Sequence[Token]) -> Sequence[Token]:
    """These tokens; where none is a verb, the plural that must be one becomes it, and what stands around it its ends."""
    root = next((t for t in tokens if t.head == t.i and t.tag == "NNS" and t.text in _VERBS), None)
    if root is None:
        return _with_hidden_verb(tokens)
    if not 0 < root.i < len(tokens) - 1:
        return tokens
    before, after = tokens[root.i - 1], tokens[root.i + 1]
    if before.head != root.i or before.dep not in ("compound", "nmod") or after.tag not in _OBJECTS:
        return tokens
    if after.tag in ("IN", "TO") and root.text not in ("fires", "lands", "docks", "votes", "orders"):
        return tokens
    changed = list(tokens)
    changed[root.i] = root._replace(pos="VERB", tag="VBZ")
    for token in tokens:
        if token.head != root.i or token.i == root.i:
            continue
        if token.i == before.i:
            changed[token.i] = token._replace(dep="nsubj")
        elif token.i < root.i and token.dep in ("compound", "nmod", "amod", "det", "nummod", "poss"):
            changed[token.i] = token._replace(head=before.i)
        elif token.dep in ("appos", "nmod", "dep"):
            changed[token.i] = token._replace(dep="dobj")
    return changed


_FINITE: Final = frozenset({"VBZ", "VBP", "VBD", "MD"})
# What troops and ships do themselves, though the same form could tell what was done to them.
_DONE: Final = frozenset("train drill exercise sail patrol dock parade".split())


def _with_past(tokens: Sequence[Token]) -> Sequence[Token]:
    """``Special forces of A and B trained together in A``: a sentence without a verb, but for a participle that must be it."""
    root = next((t for t in tokens if t.head == t.i), None)
    if root is None or root.pos not in ("NOUN", "PROPN") or tokens[-1].text != ".":
        return tokens
    slip = next((t for t in tokens if t.dep == "acl" and t.head == root.i and t.tag == "VBN"), None)
    if slip is None or any(t.tag in _FINITE for t in tokens):
        return tokens
    acts = slip.lemma in _DONE or any(t.head == slip.i and t.dep == "dobj" for t in tokens)
    if not acts or any(t.head == slip.i and t.dep == "agent" for t in tokens):
        return tokens
    changed = list(tokens)
    changed[slip.i] = slip._replace(tag="VBD", dep="ROOT", head=slip.i)
    changed[root.i] = root._replace(dep="nsubj", head=slip.i)
    return changed
