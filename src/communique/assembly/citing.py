"""Outlets by name, and claims that pass on what another outlet reported: its voice, not a new one.

"According to Interfax", "a Reuters report", "told the Nikkei" make a claim the voice of that outlet: of its
own report on the matter if there is one, else of the outlet as such. Chains are followed to their end; those
that go round in a ring are one voice.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from communique.assembly import dates
from communique.assembly.alike import Shared
from communique.assembly.equipment import Catalogue, catalogue
from communique.assembly.late import starts_of
from communique.assembly.sketches import Cue
from communique.assembly.syndication import Copies, Source, syndicated
from communique.assembly.texts import AnySketch, Texts
from communique.knowledge import Knowledge, fold, split
from communique.model import Cited

# A ministry that is quoted is a source of its own kind: how directly it is quoted is not our matter here.
_NO_OUTLET: Final = frozenset(("ministry", "government"))
_OFFICIAL: Final = re.compile(
    r"\b(?:ministry|embassy|government|department|army|navy|air force|kremlin|office|council|command)\b", re.I
)
_WIRE: Final = re.compile(r"\b(?:wire|agency|news service)\b", re.I)
_NOTE: Final = re.compile(r"\s*\([^)]*\)\s*$")
_JOINED: Final = re.compile(r"\s*(?:,|/|&|\band\b)\s*")
_ARTICLE: Final = re.compile(r"^(?:the|an?)\s+|\s+(?:news agency|agency|newspaper|daily|report|news)$", re.I)
# The report that another one cites is at most this much older, and at most a day younger.
_OLDER: Final = dt.timedelta(days=45)
_YOUNGER: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher: the table's name of it (else as its reports print it) and whether it is an agency."""

    name: str
    agency: bool = False


@dataclass(frozen=True, eq=False)
class Outlets:
    """The table of publishers and those of the reports at hand, by every name."""

    knowledge: Knowledge
    publishers: Sequence[str] = ()

    def named(self, text: str) -> Outlet | None:
        """The outlet that a name as printed stands for, else None."""
        if text not in self._known:
            self._known[text] = self._named(text)
        return self._known[text]

    @cached_property
    def _known(self) -> dict[str, Outlet | None]:
        """Names that were looked up: reports have few."""
        return {}

    def _named(self, text: str) -> Outlet | None:
        plain = _NOTE.sub("", text).strip()
        while _ARTICLE.search(plain):
            plain = _ARTICLE.sub("", plain).strip()
        return self._spellings.get(fold(plain)) or self._spellings.get(fold(text))

    def within(self, text: str) -> list[Outlet]:
        """The outlets in words that surround or join their names: "On Monday the Times of India", "PTI and ANI"."""
        whole = self.named(text)
        told = [whole] if whole else [self._longest(part) for part in _JOINED.split(text)]
        found = {outlet.name: outlet for outlet in told if outlet}
        return [found[name] for name in sorted(found)]

    def _longest(self, text: str) -> Outlet | None:
        words = text.split()
        for length in range(len(words), 0, -1):
            for start in range(len(words) - length + 1):
                part = " ".join(words[start : start + length])
                outlet = self._spellings.get(fold(part))
                if outlet is not None and (length == len(words) or _is_name(part)):
                    return outlet
        return None

    @cached_property
    def _spellings(self) -> dict[str, Outlet]:
        found: dict[str, Outlet] = {}
        rows = [row for row in self.knowledge.rows("publishers") if row.get("kind") not in _NO_OUTLET]
        for row in rows:
            outlet = Outlet(row["name"], row.get("kind") == "agency")
            found.setdefault(fold(row["name"]), outlet)
        for row in rows:
            for alias in split(row.get("aliases", "")):
                found.setdefault(fold(alias), found[fold(row["name"])])
        for printed in sorted(set(self.publishers)):
            plain = _NOTE.sub("", printed).strip()
            if plain and not _OFFICIAL.search(plain):
                found.setdefault(fold(plain), Outlet(plain, bool(_WIRE.search(plain))))
        found.pop("", None)
        return found


def _is_name(part: str) -> bool:
    """Inside a longer run of words, one short word in small letters or a common one is no outlet."""
    return part[:1].isupper() and len(part) > 1


@dataclass(frozen=True, slots=True)
class Voices:
    """Who speaks: for each document its family (the least id in it), and for some claims another voice."""

    documents: Mapping[str, str]
    claims: Mapping[str, str]

    def of(self, cited: Cited) -> str:
        """The voice of a claim; a document that nobody looked at speaks for itself."""
        own = self.documents.get(cited.document_id, cited.document_id)
        return self.claims.get(cited.claim_id, own)


def voices(
    cited: Sequence[Cited],
    sketches: Mapping[str, AnySketch],
    knowledge: Knowledge,
    before: Shared | None = None,
) -> tuple[Voices, Shared]:
    """The voices of claims: families of copies, copied paragraphs, and outlets that a claim only passes on; and what
    their documents share, to be given as ``before`` when some more have come.
    """
    first: dict[str, Cited] = {}
    for item in cited:
        first.setdefault(item.document_id, item)
    outlets = Outlets(knowledge, [item.publisher for item in first.values()])
    sources = {
        document: _source(item, sketches[document], outlets)
        for document, item in first.items()
        if document in sketches
    }
    alike, copied, shared = syndicated(sources, before, sketches if isinstance(sketches, Texts) else None)
    family = {document: document for document in first} | alike
    return _Teller(cited, sources, family, outlets, copied, catalogue(knowledge)).voices(), shared


def _source(item: Cited, sketch: AnySketch, outlets: Outlets) -> Source:
    own = outlets.named(item.publisher)
    credited = [o for cue in sketch.cues if cue.credit for o in outlets.within(cue.name)]
    agencies = {outlet.name for outlet in [*credited, *([own] if own else [])] if outlet.agency}
    return Source(sketch, item.published, frozenset(agencies), bool(own and own.agency))


@dataclass(frozen=True, eq=False)
class _Teller:
    cited: Sequence[Cited]
    sources: Mapping[str, Source]
    family: Mapping[str, str]
    outlets: Outlets
    copies: Copies
    catalogue: Catalogue

    def voices(self) -> Voices:
        passed_on = {
            item.claim_id: name
            for item in self.cited
            if (item.claim.attribution or item.document_id in self._sourced) and (name := self._cites(item))
        }
        # Of all others the voice is known without a look at chains.
        told = [i for i in self.cited if i.claim_id in passed_on or self.copies.touch(i.document_id)]
        onward = {
            item.claim_id: self._report_of(passed_on[item.claim_id], item)
            for item in self.cited
            if item.claim_id in passed_on
        }
        by_id = {item.claim_id: item for item in self.cited} if passed_on else {}
        claims = {}
        for item in told:
            voice = self._end(item, passed_on, onward, by_id)
            if voice != self.family[item.document_id]:
                claims[item.claim_id] = voice
        return Voices(self.family, claims)

    def _end(
        self,
        item: Cited,
        passed_on: Mapping[str, str],
        onward: Mapping[str, Cited | None],
        by_id: Mapping[str, Cited],
    ) -> str:
        """The voice at the end of a chain of citing; of a ring, the least voice in it."""
        chain: list[Cited] = []
        here = item
        while here.claim_id in onward:
            if here in chain:
                return min(self._own(one) for one in chain[chain.index(here) :])
            chain.append(here)
            there = onward[here.claim_id]
            if there is None:
                return f"outlet {passed_on[here.claim_id]}"
            here = there
        return self._own(here)

    def _own(self, item: Cited) -> str:
        source = self.sources.get(item.document_id)
        copied = None
        if source and self.copies.touch(item.document_id):
            copied = self.copies.voice(item.document_id, source.sketch, starts_of(item.claim))
        return copied or self.family[item.document_id]

    def _cites(self, item: Cited) -> str | None:
        """The outlet whose report a claim passes on, unless it is behind the report itself."""
        named = self.outlets.named(item.claim.attribution) if item.claim.attribution else None
        found = {named.name} if named else set()
        source = self.sources.get(item.document_id)
        if source is not None and not found:
            for cue in self._sourced.get(item.document_id, ()):
                if any(cue.start <= start < cue.end for start in starts_of(item.claim)):
                    found |= {outlet.name for outlet in self.outlets.within(cue.name)}
        if not found:
            return None
        behind = self._behind.get(self.family[item.document_id], set())
        return min(found - behind, default=None)

    @cached_property
    def _sourced(self) -> dict[str, list[Cue]]:
        """Document -> the sentences that name an outlet as their source, of those that have any."""
        cues = (
            (one, [cue for cue in source.sketch.cues if not cue.credit])
            for one, source in self.sources.items()
        )
        return {one: some for one, some in cues if some}

    @cached_property
    def _behind(self) -> dict[str, set[str]]:
        """Family -> the outlets that publish or are credited in one of its reports."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for document, publisher in {(item.document_id, item.publisher) for item in self.cited}:
            own = self.outlets.named(publisher)
            if own:
                found[self.family[document]].add(own.name)
        for document, source in self.sources.items():
            found[self.family[document]] |= source.outlets
        return dict(found)

    @cached_property
    def _reports(self) -> dict[str, list[Cited]]:
        """Outlet -> the claims of the reports that it is behind."""
        found: defaultdict[str, list[Cited]] = defaultdict(list)
        for item in self.cited:
            for name in self._behind.get(self.family[item.document_id], ()):
                found[name].append(item)
        return dict(found)

    def _report_of(self, name: str, item: Cited) -> Cited | None:
        """What the outlet itself reported on the matter, nearest in time; None where no report of it is here."""
        fitting = [
            (distance, other)
            for other in self._reports.get(name, ())
            if self._same_subject(item, other) and (distance := _distance(item, other)) is not None
        ]
        return min(fitting, key=lambda pair: (pair[0], pair[1].claim_id))[1] if fitting else None

    def _same_subject(self, one: Cited, other: Cited) -> bool:
        left, right = one.claim, other.claim
        if left.kind != right.kind or not set(left.members) & set(right.members):
            return False
        if left.equipment and right.equipment:
            return self.catalogue.item(left.equipment).line == self.catalogue.item(right.equipment).line
        return True


def _distance(item: Cited, other: Cited) -> int | None:
    """Days between a report and the one that it may cite; None where it cannot have been cited."""
    said, there = dates.day(item.published), dates.day(other.published)
    if said is None or there is None or item.document_id == other.document_id:
        return None
    return abs((said - there).days) if -_YOUNGER <= said - there <= _OLDER else None
