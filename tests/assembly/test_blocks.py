"""What is grouped anew is all that a change could have to do with: with what was made before, the facts are those made from nothing."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from communique.assembly import alike, flow, made, sketch
from communique.assembly.blocks import around
from communique.assembly.citing import Voices
from communique.assembly.equipment import catalogue
from communique.assembly.flow import cite
from communique.assembly.ground import Ground
from communique.assembly.keeping import pack, unpack
from communique.assembly.outcome import Made
from communique.assembly.texts import Texts
from communique.knowledge import load
from communique.model import Cited, Claim, Document, Evidence, Money, Participant, Quantity

KNOWLEDGE = load()
CASES = int(os.environ.get("COMMUNIQUE_SPLITS", "60"))
_NAMES = (
    *("Su-30", "Su-30MKI", "MiG-29", "MiG-29K", "Ka-226T", "Mi-17", "Mi-17V-5", "S-400", "T-90", "T-90S", "Rafale", "Rafale M"),
    *("helicopters", "attack helicopters", "aircraft", "fighter aircraft", "tanks", "drones", "the system", "Quarn-5"),
    *("INS Chakra", "Chakra class", "frigates", "frigate Trikand"),
)  # fmt: skip
_DAYS = (
    *("2018", "2018-10", "2018-10-05", "2018-10-06", "2018-10-20", "2018-11", "2019-02-01", "2019", "XXXX-10-05"),
    *(None, None, "2018-10/2018-12", "2021-04-03"),
)  # fmt: skip
_PEOPLE = [
    Participant("Sergei Shoigu", "defence minister", None, "RUS"),
    Participant("Nirmala Sitharaman", "defence minister", None, "IND"),
    Participant("Rajnath Singh", "defence minister", None, "IND"),
    Participant("Shoigu", None, None, "RUS"),
]
_ENDS: tuple[tuple[str, ...], ...] = (("RUS",), ("RUS",), ("IND",), ("FRA",), ())
_PAPERS = ("The Hindu", "TASS", "Interfax", "Harbour Courier", "")


def _claim(chance: random.Random, quote: str, at: int) -> Claim:
    pick = chance.choice
    evidence = (Evidence(at, at + len(quote), quote),)
    reader: dict[str, Any] = {
        "confidence": pick((0.3, 0.6, 0.9)),
        "attribution": pick((None, None, None, "TASS", "Interfax", "a source")),
    }
    kind = chance.choices(
        ("programme", "engagement", "mechanism", "use", "pressure", "posture"), (60, 30, 8, 6, 5, 3)
    )[0]
    denied = chance.random() < 0.1
    if kind == "programme":
        guess = (("supplier", "context"),) if chance.random() < 0.3 else ()
        number = pick((None, 12.0, 24.0, 40.0))
        return Claim(
            kind, evidence, equipment=pick(_NAMES), supplier=pick(_ENDS), recipient=pick(_ENDS),
            mode=pick((None, "transfer", "transfer", "licensed-production", "co-production", "sustainment")),
            status=pick(("contracted", "negotiating", "delivered", "planned", "approved")), date=pick(_DAYS),
            quantity=None if number is None else Quantity(f"{number:g}", number=number),
            value=pick((None, None, Money("$5 billion", 5e9, "USD"))), terms=pick((None, None, None, "lease")),
            inferred=guess, denied=denied, **reader,
        )  # fmt: skip
    if kind == "engagement":
        parties = pick(
            (("IND", "RUS"), ("IND", "RUS"), ("FRA", "IND"), ("FRA", "IND", "RUS"), ("CHN", "IND", "RUS"))
        )
        return Claim(
            kind, evidence, type=pick(("meeting", "talks", "visit", "exercise", "agreement")), parties=parties,
            date=pick(_DAYS), participants=tuple(chance.sample(_PEOPLE, chance.randint(0, 2))),
            place=pick((None, "Moscow", "New Delhi")), status=pick(("held", "planned")), denied=denied, **reader,
        )  # fmt: skip
    if kind == "mechanism":
        name, acronym = pick((
            ("Joint Commission on Things", None), ("Joint Commission on Things", "JCT"), ("Annual summit", None),
            ("21st session of the IRIGC-M&MTC", "IRIGC-M&MTC"), ("Commission on Many Things", "JCT"), ("dialogue", "XD"),
        ))  # fmt: skip
        members: tuple[str, ...] = pick((("IND", "RUS"), ("IND",), ()))
        return Claim(kind, evidence, name=name, acronym=acronym, parties=members, status="in-force", **reader)
    if kind == "use":
        operation = pick((None, None, "Sindoor"))
        return Claim(
            kind,
            evidence,
            equipment=pick(_NAMES),
            by=pick(_ENDS),
            operation=operation,
            date=pick(_DAYS),
            **reader,
        )
    if kind == "pressure":
        return Claim(
            kind, evidence, by=("USA",), on=pick((("IND",), ("RUS",))), instrument=pick(("sanctions", "tariffs")),
            about=pick(((), ("RUS",), ("CHN",))), status=pick(("threatened", "imposed")), date=pick(_DAYS), **reader,
        )  # fmt: skip
    direction = pick(("strengthening", "weakening"))
    return Claim(kind, evidence, parties=("IND", "RUS"), direction=direction, **reader)


def _report(chance: random.Random, number: int, earlier: Sequence[Document]) -> tuple[Document, list[Cited]]:
    sentences = [
        " ".join(f"w{chance.randrange(400)}" for _ in range(14)) + "." for _ in range(chance.randint(1, 4))
    ]
    if earlier and chance.random() < 0.4:
        taken = chance.choice(earlier).text.split("\n\n")
        sentences[: chance.randint(1, 2)] = taken[: chance.randint(1, len(taken))]
    if chance.random() < 0.3:
        sentences.append(
            "According to " + chance.choice(("TASS", "Interfax")) + " the talks went well on that day."
        )
    text = "\n\n".join(sentences)
    document = Document(
        text=text, title=f"Report {number}", publisher=chance.choice(_PAPERS), url="", path=f"{number}.txt",
        published=chance.choice(("2018-10-05", "2018-10-06", "2018-10-14", "2019-02-03", "2021-04-04", None)),
    )  # fmt: skip
    claims = []
    for _ in range(chance.randint(1, 5)):
        quote = chance.choice(sentences)
        claims.append(_claim(chance, quote, text.index(quote)))
    return document, cite(document, claims)


@pytest.mark.parametrize("first", range(0, CASES, 20))
def test_with_what_was_made_before_facts_are_those_from_nothing(
    first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some reports, then more of them, then more: each time as if all had come at once, what was made before kept or not."""
    monkeypatch.setattr(alike, "_FEW", 1)
    monkeypatch.setattr(flow, "_MANY", 1)
    for seed in range(first, first + 20):
        chance = random.Random(seed)  # noqa: S311 - nothing secret
        documents: list[Document] = []
        claims: list[Cited] = []
        before, texts = None, Texts([])
        for _ in range(4):
            for number in range(chance.choice((1, 1, 2, 12))):
                document, said = _report(chance, len(documents) + 100 * number, documents)
                documents.append(document)
                claims += said
            sketches = {one.id: sketch(one.text) for one in documents}
            whole = made(claims, KNOWLEDGE, sketches)
            chance.shuffle(claims)
            texts = texts.plus({one: some for one, some in sketches.items() if one not in texts})
            if chance.random() < 0.5:
                texts = Texts.read(texts.packed)
            there = _cited(before)
            again = made([there.get(i.claim_id, i) for i in claims], KNOWLEDGE, texts, before=before)
            assert again.facts == whole.facts, seed
            assert again.settled == whole.settled, seed
            before = again
            if chance.random() < 0.7:
                before = replace(again, facts=unpack(pack(again.facts)))


def _cited(before: Made | None) -> dict[str, Cited]:
    """The claims as facts cite them: of facts that were kept these are read later."""
    return {item.claim_id: item for fact in (before.facts if before else ()) for item in fact.cited}


def test_only_what_hangs_together_is_grouped_anew() -> None:
    """A new claim on the Su-30 leaves the S-400 and last year's talks alone, and takes its variant along."""

    def one(number: int, claim: Claim) -> Cited:
        return cite(Document(text=f"Report {number}.", title=f"{number}", published="2020-05-05"), [claim])[0]

    quote = (Evidence(0, 3, "Rep"),)
    plane, variant, missile = (
        one(
            n,
            Claim("programme", quote, equipment=name, supplier=("RUS",), recipient=("IND",), mode="transfer"),
        )
        for n, name in enumerate(("Su-30", "Su-30MKI", "S-400"))
    )
    talks, later, vague = (
        one(n, Claim("engagement", quote, type="talks", parties=("IND", "RUS"), date=date))
        for n, date in enumerate(("2019-05-04", "2019-08-04", None), start=3)
    )
    ground = Ground(KNOWLEDGE, catalogue(KNOWLEDGE), Voices({}, {}))
    claims = [plane, variant, missile, talks, later, vague]
    assert around(claims, {plane.claim_id: ""}, ground) == {plane.claim_id, variant.claim_id}
    assert around(claims, {talks.claim_id: ""}, ground) == {talks.claim_id}
    assert around(claims, {}, ground) == set()
