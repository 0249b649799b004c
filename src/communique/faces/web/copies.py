"""A report's family of copies: the reports that tell what it tells in the same words, and count as one voice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from communique.assembly import Sketch
from communique.assembly.syndication import containment
from communique.model import Cited, Fact
from communique.register import Register

_OUTLET = "outlet "


@dataclass(frozen=True, slots=True)
class Copy:
    """A report of the family: one of its claims, and the share (0 to 1) of the shorter text that the two have in common."""

    cited: Cited
    share: float
    first: bool


def copies(register: Register, document_id: str, facts: Iterable[Fact]) -> list[Copy]:
    """The other reports that speak with a report's voice, by day; the earliest of all of them is marked as the first.

    Known by the claims: a copy that makes no claim is not among them.
    """
    held = [fact for fact in facts if any(item.document_id == document_id for item in fact.cited)]
    members: dict[str, Cited] = {}
    own: Cited | None = None
    for fact in held:
        voices = {link.claim: link.voice for link in fact.links}
        mine = {voices.get(i.claim_id, "") for i in fact.cited if i.document_id == document_id}
        mine = {voice for voice in mine if voice and not voice.startswith(_OUTLET)}
        for item in fact.cited:
            if item.document_id == document_id:
                own = item
            elif voices.get(item.claim_id) in mine:
                members.setdefault(item.document_id, item)
    if own is None or not members:
        return []
    sketches = register.sketches([document_id, *members])
    first = min([own, *members.values()], key=_in_time)
    return [
        Copy(item, _share(sketches, document_id, item.document_id), item is first)
        for item in sorted(members.values(), key=_in_time)
    ]


def _in_time(item: Cited) -> tuple[str, str]:
    return (item.published or "9999", item.document_id)


def _share(sketches: dict[str, Sketch], one: str, other: str) -> float:
    if one not in sketches or other not in sketches:
        return 0.0
    return containment(sketches[one].runs, sketches[other].runs)
