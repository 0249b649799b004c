"""Claims to Facts: syndication, identity, merging, belief, conflict."""

from communique.assembly.equipment import Catalogue, Item, catalogue
from communique.assembly.flow import assemble, cite

__all__ = ["Catalogue", "Item", "assemble", "catalogue", "cite"]
