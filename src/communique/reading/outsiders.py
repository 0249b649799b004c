"""Who presses a dealing of two others is no end of it, and no party to what they sign."""

from __future__ import annotations

from communique.reading.scene import Scene


def apart(scene: Scene, party: str, end: str) -> bool:
    """Whether a party presses this one over its dealing with a third, and so is no end of that dealing."""
    return end in scene.pressed.get(party, ())


def pair_with(scene: Scene, end: str) -> tuple[str, ...]:
    """The pair that the report is mostly about as seen from one end: without those who press it over the other."""
    ranked = [code for code, _ in scene.weights.most_common(4) if code != "UN"]
    return tuple(code for code in ranked if code == end or not apart(scene, code, end))[:2]
