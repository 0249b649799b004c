"""Our measures are those of the public scorer, to the last digit and the last line."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stdout
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.evaluation import Case, Scores, score
from communique.evaluation.agreement import COUNTED, IDENTITY, STRICTER, agrees
from communique.evaluation.report import as_data, error_lines, table_lines
from communique.vocabulary import DIRECTIONS, INSTRUMENTS, KINDS, MODES, STATUSES, TYPES
from tests.evaluation.conftest import GOLD, SCORER, Read

Claim = dict[str, Any]

NAMES: list[Any] = [
    "S-400",
    "s‑400 Triumf",
    "Su-30MKI",
    "su30",
    "Su 30",
    "fighter jets",
    "jets",
    "jet",
    "missiles",
    "BrahMos",
    "BrahMos supersonic cruise missiles",
    "surface-to-surface missiles",
    "Project 11356 frigates",
    "frigate",
    "INS Tamal",
    "T-90",
    "T-90S tanks",
    "Leopard 2",
    "Akıncı",
    "Akinci drone",
    "K9",
    "the system",
    "-",
    "…",
    "2+2",
    "2+2 Ministerial Dialogue",
    "2plus2 dialogue",
    "Joint Commission on Military Technical Cooperation",
    "JCMTC",
    "Inter-Governmental Commission",
    "IRIGC-M&MTC",
    "Quad",
    "AUKUS",
    "Malabar",
    "a",
    "of the",
    "",
    "Operation Sindoor",
    "Sindoor",
    "Moscow",
    "New Delhi",
    "the Russian capital",
    "TASS",
    "Defence Ministry",
]
PEOPLE: list[Any] = [
    "Rajnath Singh",
    "Singh",
    "Andrei Belousov",
    "S. Jaishankar",
    "Sergei Lavrov",
    "Đặng",
    "Mohammed bin Salman",
    "bin Salman",
    "",
    "--",
]
PARTIES = ["IND", "RUS", "USA", "FRA", "DEU", "NATO", "ind", " RUS ", ""]
DATES: list[Any] = [
    "2025",
    "2025-05",
    "2025-05-14",
    "2025-05-14/2025-05-16",
    "2025-06",
    "2024-05-14",
    "XXXX-05-14",
    "202",
    "",
    2025,
    {"start": "2025-05-14", "end": "2025-05-16"},
    {"end": "2025-05"},
    {"start": ""},
]
AMOUNTS: list[Any] = [
    5,
    5.0,
    0,
    12,
    "5",
    "five",
    "five or six",
    "2,400",
    "2400",
    "$5.43 billion",
    "5.43bn",
    "Rs 39,000 crore",
    "39000 crore",
    "3 lakh",
    "up to 12",
    "twelve squadrons",
    "none",
    "",
    {"number": 5},
    {"number": None},
    {"amount": 5.43e9, "currency": "USD"},
    {"amount": 390e9, "currency": "INR"},
    {"value": "5 m"},
    {"text": "5"},
    {"amount": None, "number": 5},
    [5, 6],
    ["five", {"number": 6}],
]


def _one_or_more(values: list[Any]) -> st.SearchStrategy[Any]:
    """A value, a list of alternatives, or nothing in one of its forms."""
    one = st.sampled_from(values)
    return st.one_of(one, st.lists(one, max_size=3), st.sampled_from([None, "", []]))


_parties = st.one_of(st.lists(st.sampled_from(PARTIES), max_size=4), st.sampled_from(PARTIES), st.none())
_person = st.one_of(
    st.sampled_from(PEOPLE),
    st.fixed_dictionaries({"name": st.sampled_from(PEOPLE)}, optional={"party": st.sampled_from(PARTIES)}),
    st.just({"office": "minister"}),
)
_titles = st.one_of(_one_or_more(NAMES), st.fixed_dictionaries({"name": st.sampled_from(NAMES)}),
                    st.fixed_dictionaries({"source": st.sampled_from(NAMES)}))  # fmt: skip
_SLOTS: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(("parties", "supplier", "recipient", "by", "on", "about"), _parties),
    **dict.fromkeys(("name", "operation", "place", "attribution"), _titles),
    "equipment": _one_or_more(NAMES),
    "participants": st.lists(_person, max_size=4),
    "type": _one_or_more(list(TYPES)),
    "mode": _one_or_more(list(MODES)),
    "direction": _one_or_more(list(DIRECTIONS)),
    "instrument": _one_or_more(list(INSTRUMENTS)),
    "status": _one_or_more([*STATUSES["programme"], *STATUSES["engagement"], "In force", "in-force"]),
    "level": _one_or_more(["minister", "head-of-state"]),
    "date": _one_or_more(DATES),
    "quantity": _one_or_more(AMOUNTS),
    "value": _one_or_more(AMOUNTS),
}
_FLAGS = {"denied": st.booleans(), "optional": st.booleans()}


@st.composite
def _claims(draw: st.DrawFn, kinds: tuple[str, ...] = KINDS) -> Claim:
    kind = draw(st.sampled_from(kinds))
    slots = (*IDENTITY[kind], *STRICTER[kind], *COUNTED)
    return draw(
        st.fixed_dictionaries(
            {"kind": st.just(kind), **{slot: _SLOTS[slot] for slot in IDENTITY[kind]}},
            optional={**{slot: _SLOTS[slot] for slot in slots[len(IDENTITY[kind]) :]}, **_FLAGS},
        )
    )


@st.composite
def _perturbed(draw: st.DrawFn, claims: list[Claim]) -> list[Claim]:
    """Claims as a reader might have read them: some left out, said again, denied, or with another slot."""
    found: list[Claim] = []
    for claim in claims:
        for _ in range(draw(st.sampled_from((0, 1, 1, 1, 2)))):
            read = dict(claim)
            for slot in draw(st.lists(st.sampled_from(sorted(claim)), max_size=2)):
                if slot == "kind":
                    read["denied"] = not read.get("denied")
                elif slot in _SLOTS:
                    read[slot] = draw(_SLOTS[slot])
            found.append(read)
    return draw(st.permutations([*found, *draw(st.lists(_claims(), max_size=2))]))


@st.composite
def _articles(draw: st.DrawFn) -> tuple[Claim, list[Claim] | None]:
    """An article's gold and what was read in it; None where it was not read."""
    golds = draw(st.lists(_claims(), max_size=5))
    gold: Claim = {"claims": golds, "unscored": draw(st.lists(st.sampled_from(KINDS), max_size=1))}
    return gold, draw(st.one_of(st.none(), _perturbed(golds), _perturbed(golds)))


def _ours(golds: Mapping[str, Claim], reads: Mapping[str, list[Claim]]) -> Scores:
    cases = [
        Case(name, Path(name), Path(name), tuple(gold["claims"]), frozenset(gold.get("unscored", ())))
        for name, gold in golds.items()
    ]
    return score(cases, reads)


def _theirs(
    scorer: ModuleType, golds: Mapping[str, Claim], reads: Mapping[str, list[Claim]]
) -> tuple[Any, str]:
    """The result of the public scorer, and the errors that it prints."""
    out = io.StringIO()
    with redirect_stdout(out):
        result = scorer.score(dict(golds), {name: {"claims": claims} for name, claims in reads.items()}, True)
    return result, out.getvalue()


def _assert_same(ours: Scores, theirs: Any, printed: str) -> None:
    for strictness, table in (("lenient", ours.lenient), ("strict", ours.strict)):
        for kind, tally in table.items():
            other = theirs[strictness][kind]
            assert (tally.hit, tally.gold, tally.read) == (other.hit, other.gold, other.read), (
                strictness,
                kind,
            )
            assert (tally.precision, tally.recall, tally.f1) == other.rates()
    pairs = theirs["pairs"]
    assert (ours.pairs.hit, ours.pairs.gold, ours.pairs.read) == (pairs.hit, pairs.gold, pairs.read)
    assert {slot: list(counts) for slot, counts in ours.slots.items()} == dict(theirs["slots"])
    assert list(ours.unread) == theirs["unread"]
    assert (ours.quiet, ours.false_alarms) == (theirs["quiet"], theirs["false_alarms"])
    assert "".join(f"{line}\n" for line in error_lines(ours)) == printed


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(_articles(), min_size=1, max_size=3))
def test_on_any_claims(scorer: ModuleType, articles: list[tuple[Claim, list[Claim] | None]]) -> None:
    golds = {f"case-{number}": gold for number, (gold, _) in enumerate(articles)}
    reads = {f"case-{number}": read for number, (_, read) in enumerate(articles) if read is not None}
    _assert_same(_ours(golds, reads), *_theirs(scorer, golds, reads))


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(_SLOTS)), st.data())
def test_slot_by_slot(scorer: ModuleType, slot: str, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    gold, read = data.draw(_claims((kind,))), data.draw(_claims((kind,)))
    gold[slot], read[slot] = data.draw(_SLOTS[slot]), data.draw(_SLOTS[slot])
    assert agrees(slot, gold, read) == scorer.agrees(slot, gold, read)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_on_gold_read_badly(scorer: ModuleType, working: Read, data: st.DataObject) -> None:
    cases = data.draw(
        st.lists(st.sampled_from(working.cases), min_size=1, max_size=4, unique_by=lambda c: c.name)
    )
    golds: dict[str, Claim] = {
        case.name: {"claims": list(case.claims), "unscored": sorted(case.unscored)} for case in cases
    }
    reads = {
        name: data.draw(_perturbed([dict(claim) for claim in gold["claims"]])) for name, gold in golds.items()
    }
    _assert_same(_ours(golds, reads), *_theirs(scorer, golds, reads))


@pytest.mark.parametrize("half", ["working", "test"])
def test_on_the_reader(half: str, scorer: ModuleType, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """The program itself, on what the reader reads: what it prints and its JSON."""
    read: Read = request.getfixturevalue("working" if half == "working" else "held_back")
    lines = (
        json.dumps({"path": f"{name}.txt", "claims": list(claims)}) for name, claims in read.data.items()
    )
    predictions = tmp_path / "read.jsonl"
    predictions.write_text("\n".join(lines), encoding="utf-8")
    ours = score(read.cases, read.data)
    command = [sys.executable, str(SCORER), str(GOLD / half), "--predictions", str(predictions)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert printed.splitlines() == table_lines(ours)
    as_json = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True).stdout
    assert json.loads(as_json) == as_data(ours)
