"""The nouns of the house as plain typed data: Document, Claim, Fact, Brief and their parts.

Everything here is frozen and comparable; identities are SHA-256 over canonical JSON, so that the same
content has the same id on every machine. No input or output happens in this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Final

from communique.ids import content_id
from communique.vocabulary import (
    COMMON_SLOTS,
    DIRECTIONS,
    HEDGES,
    INSTRUMENTS,
    KINDS,
    MODES,
    SLOTS,
    STATUSES,
    TERMS,
    TYPES,
)

_EMPTY: Final[tuple[object, ...]] = (None, "", (), [], {})


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when the report says it was written, and the agency: ``Moscow, Aug 6 (TASS)``.

    ``date`` is EDTF: ``2025-08-06``, or ``XXXX-08-06`` where the year is not said.
    """

    place: str | None = None
    date: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One report as published; never changed after it is stored.

    ``text`` is what evidence offsets count in (title first where the source keeps it apart).
    ``published`` is an ISO date or None, and so is ``modified``, the day of the last change that the source
    names. ``author`` is as printed, ``release`` the number that a ministry gave. ``path`` says where the bytes
    came from.
    """

    text: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: str | None = None
    language: str = "en"
    dateline: Dateline = field(default_factory=Dateline)
    path: str = ""
    media_type: str = "text/plain"
    author: str = ""
    modified: str | None = None
    release: str = ""

    @property
    def id(self) -> str:
        """Content id: what was said, by which publisher, when; path, author, change and release do not count."""
        return content_id("document", self.title, self.publisher, self.url, self.published, self.text)

    def to_json(self) -> dict[str, Any]:
        """The document as plain JSON data, text included, so that quotes can be checked."""
        data: dict[str, Any] = {"id": self.id}
        for item in fields(self):
            value = getattr(self, item.name)
            if item.name == "dateline":
                value = {k: v for k, v in zip(("place", "date", "agency"), _astuple(value), strict=True) if v}
            if value not in _EMPTY:
                data[item.name] = value
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Document:
        """The inverse of :meth:`to_json`; unknown keys are ignored."""
        names = {item.name for item in fields(cls)}
        values = {k: v for k, v in data.items() if k in names and k != "dateline"}
        return cls(**values, dateline=Dateline(**data.get("dateline", {})))


def _astuple(dateline: Dateline) -> tuple[str | None, ...]:
    return (dateline.place, dateline.date, dateline.agency)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of the document's text: ``text[start:end] == quote``, in characters, end exclusive."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Participant:
    """A person who took part in an engagement, with office, rank and party where the text tells."""

    name: str
    office: str | None = None
    rank: str | None = None
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of items: ``number`` (or ``low``/``high``) as resolved, ``text`` as printed."""

    text: str
    number: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    qualifier: str | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """An amount: ``amount`` in major units of the ISO 4217 ``currency``, ``text`` as printed."""

    text: str
    amount: float
    currency: str | None = None
    high: float | None = None
    qualifier: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that a document makes, with the exact words that make it.

    Which slots belong to which kind is in :data:`communique.vocabulary.SLOTS`. States are ISO 3166
    alpha-3, organisations their usual acronym, both sorted. Dates are EDTF. ``from_``/``to`` are the
    rungs of a climbing posture. ``inferred`` says for each slot that the sentence leaves open where its
    value comes from. ``confidence`` (0 to 1) is the reader's own; it is not the belief in the fact.
    """

    kind: str
    evidence: tuple[Evidence, ...]
    type: str | None = None
    parties: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    date: str | None = None
    place: str | None = None
    level: str | None = None
    status: str | None = None
    name: str | None = None
    acronym: str | None = None
    chairs: tuple[str, ...] = ()
    edition: str | None = None
    equipment: str | None = None
    family: str | None = None
    supplier: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    mode: str | None = None
    terms: str | None = None
    quantity: Quantity | None = None
    value: Money | None = None
    companies: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    operation: str | None = None
    against: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    instrument: str | None = None
    direction: str | None = None
    from_: str | None = None
    to: str | None = None
    attribution: str | None = None
    denied: bool = False
    hedge: str | None = None
    reader: str = ""
    rule: str = ""
    inferred: tuple[tuple[str, str], ...] = ()
    confidence: float = 0.5

    def __post_init__(self) -> None:
        # One order, whatever the order of finding: equal claims compare equal and hash alike.
        if self.inferred != ():
            object.__setattr__(self, "inferred", tuple(sorted(dict(self.inferred).items())))

    @property
    def members(self) -> tuple[str, ...]:
        """All parties that the claim puts into relation, sorted: the ends of its dyads."""
        found = {*self.parties, *self.supplier, *self.recipient, *self.on}
        found |= set(self.by) if self.kind != "use" else {*self.by, *self.against}
        return tuple(sorted(found))

    @property
    def said_id(self) -> str:
        """Shallow id: what is claimed, whoever says it and wherever."""
        return content_id("claim", _said(self))

    @property
    def id(self) -> str:
        """Full id within a document: what is claimed and the words that claim it."""
        spans = [(e.start, e.end) for e in self.evidence]
        return content_id("claim", _said(self), self.attribution, self.rule, spans)

    def to_json(self) -> dict[str, Any]:
        """The public form: flat, empty slots left out, the slots of its kind first."""
        names = ("kind", *SLOTS.get(self.kind, ()), *COMMON_SLOTS)
        slots = ((name, self.slot(name)) for name in names)
        return {name: value for name, value in slots if value not in _EMPTY and value is not False}

    def slot(self, name: str) -> Any:
        """One slot in the public form; what is empty may be None, ``[]`` or ``{}``."""
        return _plain(getattr(self, "from_" if name == "from" else name), name)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Claim:
        """The inverse of :meth:`to_json`; keys that no claim has (such as ``id``) are ignored."""
        values: dict[str, Any] = {}
        for key, value in data.items():
            name = "from_" if key == "from" else key
            if name not in _FIELDS[Claim] or value is None:
                continue
            values[name] = tuple(value) if name in _TUPLES else value
        values["evidence"] = tuple(Evidence(**item) for item in data.get("evidence", ()))
        values["participants"] = tuple(Participant(**item) for item in data.get("participants", ()))
        values["inferred"] = tuple(sorted(data.get("inferred", {}).items()))
        if data.get("quantity"):
            values["quantity"] = Quantity(**data["quantity"])
        if data.get("value"):
            values["value"] = Money(**data["value"])
        return cls(**values)


# The fields of what is made and shown by the thousand.
_FIELDS: Final = {
    cls: tuple(item.name for item in fields(cls)) for cls in (Claim, Evidence, Participant, Quantity, Money)
}


def _plain(value: Any, name: str = "") -> Any:
    """Dataclasses and tuples as JSON data, empty fields left out."""
    if value is None or isinstance(value, str):
        return value
    if name == "inferred":
        return dict(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, (Evidence, Participant, Quantity, Money)):
        pairs = ((name, getattr(value, name)) for name in _FIELDS[type(value)])
        return {key: part for key, part in pairs if part is not None}
    return value


def _said(claim: Claim) -> dict[str, Any]:
    """The slots that say what is claimed, without who said it, where, and how we read it."""
    apart = {"evidence", "attribution", "reader", "rule", "inferred", "confidence"}
    return {k: v for k, v in claim.to_json().items() if k not in apart}


_TUPLES: Final = {"parties", "chairs", "supplier", "recipient", "companies", "by", "against", "on", "about"}


def problems(claim: Claim, text: str) -> list[str]:
    """What is wrong with a claim against the vocabularies and its document's text; empty if nothing."""
    found = [f"kind {claim.kind!r}"] if claim.kind not in KINDS else []
    closed: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("type", TYPES),
        ("mode", MODES),
        ("terms", TERMS),
        ("status", STATUSES.get(claim.kind, ())),
        ("instrument", INSTRUMENTS),
        ("direction", DIRECTIONS),
        ("hedge", HEDGES),
    )
    found += [
        f"{slot} {getattr(claim, slot)!r}"
        for slot, allowed in closed
        if getattr(claim, slot) is not None and getattr(claim, slot) not in allowed
    ]
    if not claim.evidence:
        found.append("no evidence")
    for span in claim.evidence:
        if text[span.start : span.end] != span.quote or not span.quote:
            found.append(f"quote at {span.start} is not the text")
    if not 0.0 <= claim.confidence <= 1.0:
        found.append(f"confidence {claim.confidence}")
    return found


@dataclass(frozen=True, slots=True)
class Anchor:
    """A claim that a judgement is about, as it was read on the day of the judgement.

    ``part`` tells apart the facts that are merged, or what is split off (1) from what stays (0).
    """

    claim_id: str
    document_id: str
    claim: Claim
    part: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody decided: signed (``actor``), dated (``at``, ISO 8601 in UTC) and caused (``reason``).

    ``action`` is accept, reject, edit, merge, split or undo; ``scope`` says what ``subject`` is the id of:
    a claim, a fact, a document or an earlier judgement. An edit ``sets`` slots to values of the public JSON
    form, None to leave one empty; ``was`` holds the values before. Nothing is taken back but by an undo.
    """

    action: str
    scope: str
    subject: str
    actor: str
    at: str
    reason: str
    anchors: tuple[Anchor, ...] = ()
    sets: Mapping[str, Any] = field(default_factory=dict)
    was: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Content id over everything that was decided, by whom, when and why."""
        about = [[anchor.part, anchor.document_id, anchor.claim_id] for anchor in self.anchors]
        signed = (self.actor, self.at, self.reason)
        return content_id("judgement", self.action, self.scope, self.subject, *signed, about, self.changed)

    @property
    def changed(self) -> dict[str, dict[str, Any]]:
        """What an edit changed: for each slot the value before and the value now."""
        return {slot: {"was": self.was.get(slot), "now": value} for slot, value in sorted(self.sets.items())}

    def to_json(self) -> dict[str, Any]:
        """The public form; the claims that it is about are left out."""
        names = ("id", "action", "scope", "subject", "actor", "at", "reason")
        data: dict[str, Any] = {name: getattr(self, name) for name in names}
        return data | ({"changed": self.changed} if self.sets else {})


@dataclass(frozen=True, slots=True)
class Cited:
    """One claim as a fact or a brief cites it: the claim, its document's id, publisher and day.

    Where a judgement changed it, ``said`` is the claim as the reader made it, and ``judgements`` are those
    that changed or accepted it.
    """

    claim_id: str
    document_id: str
    claim: Claim
    publisher: str = ""
    published: str | None = None
    title: str = ""
    url: str = ""
    said: Claim | None = None
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Reports that differ on one slot of a fact: each value with the claims that say it.

    ``stands`` is the one of the values that a later report has put in the place of the others, if one has.
    """

    slot: str
    values: tuple[tuple[str, tuple[str, ...]], ...]
    stands: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Who stands behind a fact or a denial of it: publishers that cannot be told apart are one source.

    ``reliability`` is the Admiralty letter, A to F. ``party`` is true where a publisher belongs to a state that
    the fact is about. ``voices`` are its independent reports, ``error`` the chance that all of them are wrong.
    """

    publishers: tuple[str, ...]
    reliability: str
    party: bool
    voices: int
    error: float


@dataclass(frozen=True, slots=True)
class Weighing:
    """What a belief is made of.

    ``likelihood`` is the belief in the words of ICD 203, ``reliability`` the letter of the best source that is
    known (F: none is), ``credibility`` the Admiralty number, 1 to 6, ``denial`` how strong the denials are (0: none).
    """

    likelihood: str
    reliability: str
    credibility: int
    sources: tuple[Source, ...]
    against: tuple[Source, ...] = ()
    denial: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """The weighing as plain JSON data."""
        data = asdict(self)
        for side in ("sources", "against"):
            data[side] = [{**one, "publishers": list(one["publishers"])} for one in data[side]]
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Weighing:
        """The inverse of :meth:`to_json`."""
        sides = {
            side: tuple(Source(**{**one, "publishers": tuple(one["publishers"])}) for one in data[side])
            for side in ("sources", "against")
        }
        return cls(**{**data, **sides})


@dataclass(frozen=True, slots=True)
class Feature:
    """Something that speaks for (or, with a weight under 0, against) a claim belonging to a fact, in words."""

    name: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Link:
    """Why a claim belongs to its fact, the sum of weights and what it must reach; ``voice`` is who speaks in it."""

    claim: str
    score: float
    least: float
    features: tuple[Feature, ...]
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """What many claims together say about one engagement, mechanism, programme, use, pressure or posture.

    ``slots`` are the merged values in the public JSON form; ``conflicts`` keep what could not be merged;
    ``voices`` counts independent sources (copies of one story are one voice). ``belief`` (0.01 to 0.99) is how
    sure it is that the fact is so, and ``weighing`` what that is made of. ``judgements`` are those that made it
    what it is, in the order of their times. ``links`` say why each claim belongs here and whose voice it is.
    """

    id: str
    kind: str
    slots: Mapping[str, Any]
    cited: tuple[Cited, ...]
    conflicts: tuple[Conflict, ...] = ()
    voices: int = 1
    belief: float | None = None
    judgements: tuple[Judgement, ...] = ()
    weighing: Weighing | None = None
    links: tuple[Link, ...] = ()

    @property
    def members(self) -> tuple[str, ...]:
        """The parties that the fact puts into relation, sorted."""
        return tuple(sorted({party for cited in self.cited for party in cited.claim.members}))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a brief and the ids of the claims behind it; a sentence without claims is refused.

    ``facts`` are the ids of the facts that it speaks of, the first one foremost.
    """

    text: str
    claims: tuple[str, ...]
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a brief: sentences, each with its claims."""

    heading: str
    sentences: tuple[Sentence, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """The answer to one question about a dyad and a period; faces and exporters only render it."""

    question: str
    parties: tuple[str, str]
    names: tuple[str, str]
    since: str | None
    until: str | None
    sections: tuple[Section, ...]
    facts: tuple[Fact, ...]
    documents: tuple[Document, ...]
