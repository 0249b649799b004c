"""Claims to Facts: syndication, identity, merging, belief, conflict."""

from communique.assembly.equipment import Catalogue, Item, catalogue
from communique.assembly.flow import assemble, cite, made
from communique.assembly.judgements import Rulings, effective, undone_by
from communique.assembly.novelty import Told, novelty
from communique.assembly.sketches import Sketch, sketch

__all__ = [
    "Catalogue",
    "Item",
    "Rulings",
    "Sketch",
    "Told",
    "assemble",
    "catalogue",
    "cite",
    "effective",
    "made",
    "novelty",
    "sketch",
    "undone_by",
]
