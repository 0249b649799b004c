from __future__ import annotations

from communique.assembly.citing import Outlets, Voices, voices
from communique.assembly.sketches import sketch
from communique.model import Cited, Document
from tests.assembly.reports import knowledge, one, programme, report

BODY = (
    "The contract for five regiments of the S-400 was signed in New Delhi on the margins of the yearly summit "
    "of the two leaders, and the price was put at 5.43 billion dollars by officials who had seen the papers."
)


def told(*documents: Document, **slots: object) -> list[Cited]:
    """One claim of each document, on its last mention of the S-400."""
    return [
        item
        for document in documents
        for item in one(
            document,
            programme(
                document,
                document.text[document.text.rindex("S-400") - 9 :][:20],
                "S-400",
                "contracted",
                **slots,
            ),
        )
    ]


def voices_of(cited: list[Cited], *documents: Document) -> Voices:
    return voices(cited, {d.id: sketch(d.text) for d in documents}, knowledge())[0]


def test_outlets_are_found_by_every_name_and_inside_other_words() -> None:
    outlets = Outlets(knowledge(), ["Example Wire (example)"])
    assert [o.name for o in outlets.within("PTI and ANI")] == [
        "Asian News International",
        "Press Trust of India",
    ]
    assert [o.name for o in outlets.within("On Monday the Times of India")] == ["Times of India"]
    assert outlets.named("the Interfax news agency") == outlets.named("Interfax")
    found = outlets.named("Example Wire")
    assert found is not None
    assert found.agency
    assert outlets.named("Dmitry Shugaev") is None
    assert outlets.within("Ministry of Defence") == []


def test_a_copied_paragraph_of_a_report_of_its_own_is_the_voice_of_who_had_it_first() -> None:
    wire = report(f"Delhi signs.\n\n{BODY}", "2018-10-05", "Example Wire")
    own = " ".join(
        f"Our man in Pune asked officer {n} what the new battery means for the base." for n in range(9)
    )
    later = report(f"What it means.\n\n{own} The S-400 is here.\n\n{BODY}", "2018-10-09", "The Pune Paper")
    first, copied = (
        told(wire)[0],
        one(later, programme(later, "five regiments of the S-400", "S-400", "contracted"))[0],
    )
    (mine,) = one(later, programme(later, "The S-400 is here", "S-400", "delivered"))
    found = voices_of([first, copied, mine], wire, later)
    assert found.of(copied) == found.of(first) == wire.id
    assert found.of(mine) == later.id


def test_who_passes_on_a_report_is_the_voice_of_that_report() -> None:
    source = report("Interfax was told that the S-400 contract is signed.", "2018-10-05", "Interfax")
    citing = report("A deal on the S-400 was signed, Interfax reported.", "2018-10-06", "The Daily")
    chain = report("There is a contract on the S-400, according to The Daily.", "2018-10-07", "The Weekly")
    cited = told(source, citing, chain)
    found = voices_of(cited, source, citing, chain)
    assert {found.of(item) for item in cited} == {source.id}


def test_without_the_report_itself_all_who_cite_an_outlet_are_one_voice() -> None:
    ones = [
        report(f"Paper {n} writes of the S-400 contract, citing Kommersant.", f"2018-10-0{n}", f"Paper {n}")
        for n in (1, 2, 3)
    ]
    cited = told(*ones)
    assert {voices_of(cited, *ones).of(item) for item in cited} == {"outlet Kommersant"}


def test_reports_that_cite_one_another_in_a_ring_are_one_voice() -> None:
    names = ("The Morning Paper", "The Noon Paper", "The Evening Paper")
    ring = [
        report(
            f"Version {n} has it that the S-400 contract is near, {names[n - 1]} reported.",
            "2018-10-05",
            names[n],
        )
        for n in range(3)
    ]
    cited = told(*ring)
    assert len({voices_of(cited, *ring).of(item) for item in cited}) == 1


def test_an_outlet_that_names_itself_passes_nothing_on() -> None:
    own = report("The order for the S-400 is near, officials told Reuters.", "2018-10-05", "Reuters")
    other = report("Nobody knows of an S-400 order.", "2018-10-05", "TASS")
    cited = told(own, other)
    found = voices_of(cited, own, other)
    assert [found.of(item) for item in cited] == [own.id, other.id]
