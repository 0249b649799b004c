from __future__ import annotations

from itertools import permutations
from random import Random

from communique.assembly.sketches import sketch
from communique.assembly.syndication import Source, containment, families

WIRE = (
    "India and Russia on Friday concluded a contract for five regiments of the S-400 air defence system. "
    "The contract was signed on the margins of the annual summit in New Delhi between the two leaders.\n\n"
    "Deliveries are to begin within two years, the head of the air force said this week in the capital. "
    "The agreement between the governments had been concluded two years before at a summit in Goa.\n\n"
    "Washington has warned buyers of the system that a law of 2017 obliges it to impose sanctions on them. "
    "A waiver would be weighed case by case, the embassy of the United States said on the same day."
)
CUT = WIRE[: len(WIRE) // 2]
OTHER = (
    "Moscow will build frigates for the Indian Navy at a yard in Kaliningrad, an official told reporters. "
    "The first ship is expected in the second half of next year, after trials in the Baltic Sea are done."
)
NOTICE = (
    "\n\nThis paper has reported on the armed forces of the region since 1949 and is read in forty countries. "
    "Write to the editors at the address below, or subscribe to the letter that we send on every Tuesday."
)


def joined(texts: dict[str, str], days: dict[str, str] | None = None, agency: str = "") -> dict[str, str]:
    return families(
        {
            name: Source(sketch(text), (days or {}).get(name), frozenset([agency] if agency else ()))
            for name, text in texts.items()
        }
    )


def test_a_copy_and_a_shortened_copy_are_one_family() -> None:
    assert set(joined({"a": WIRE, "b": WIRE.upper(), "c": CUT}).values()) == {"a"}


def test_other_words_are_another_family() -> None:
    assert joined({"a": WIRE, "b": OTHER}) == {"a": "a", "b": "b"}


def test_a_new_lead_over_the_same_body_is_a_copy() -> None:
    lead = "Delhi brushed aside a threat from across the Atlantic to buy the missiles it had long wanted.\n\n"
    assert joined({"a": WIRE, "b": lead + WIRE[WIRE.index("Deliveries") :]}) == {"a": "a", "b": "a"}


def test_empty_and_short_texts() -> None:
    assert containment(sketch("").runs, sketch(WIRE).runs) == 0.0
    assert joined({"a": "", "b": ""}) == {"a": "a", "b": "b"}
    assert joined({"a": "Short note.", "b": "Short note!"}) == {"a": "a", "b": "a"}


def test_families_are_transitive_and_the_order_does_not_matter() -> None:
    middle = WIRE.index("The agreement")
    texts = {"a": WIRE[: middle + 90], "b": WIRE, "c": WIRE[middle:], "d": OTHER}
    for order in permutations(texts):
        assert joined({name: texts[name] for name in order}) == {"a": "a", "b": "a", "c": "a", "d": "d"}


def test_a_digest_of_many_stories_does_not_make_them_one() -> None:
    third = "Baykar opened a plant near Kyiv. " + " ".join(
        f"Line {word} tells of it." for word in OTHER.split()
    )
    fourth = " ".join(f"The yard at Gdynia launched hull {number} for a navy abroad." for number in range(12))
    digest = "\n\n".join([WIRE, OTHER, third[:400], fourth[:400]])
    found = joined({"a": WIRE, "b": OTHER, "c": fourth[:400], "z": digest})
    assert len({found["a"], found["b"], found["c"]}) == 3


def test_what_very_many_reports_bear_makes_no_copies() -> None:
    random = Random(4)  # noqa: S311 - the same words every time
    words = (WIRE + OTHER).split()
    texts = {f"d{i}": " ".join(random.sample(words, 30)) + NOTICE for i in range(12)}
    assert len(set(joined(texts).values())) == 12
    assert len(set(joined({"d0": texts["d0"], "e": texts["d0"].replace(NOTICE, "")}).values())) == 1


def test_a_ring_of_copies_is_one_family_though_many_bear_it() -> None:
    parts = WIRE.split("\n\n")
    texts = {
        f"d{i:02}": f"Outlet {i} tells.\n\n" + "\n\n".join(parts[i % 3 // 2 : 3 - i % 3 % 2])
        for i in range(20)
    }
    assert set(joined(texts).values()) == {"d00"}


def test_one_agency_told_in_other_words_is_one_family_on_the_same_days_only() -> None:
    one = "In Ankara on Tuesday Baykar and Aramco signed for 60 Akinci drones worth $3 billion, said Haluk Bayraktar."
    two = "A $3 billion order for 60 drones of the Akinci type, said Haluk Bayraktar, went to Baykar; Aramco pays."
    texts = {"a": one, "b": two}
    assert containment(sketch(one).runs, sketch(two).runs) < 0.1
    near, far = {"a": "2023-07-18", "b": "2023-07-19"}, {"a": "2023-07-18", "b": "2023-07-28"}
    assert joined(texts, near, agency="Anadolu Agency") == {"a": "a", "b": "a"}
    assert joined(texts, far, agency="Anadolu Agency") == {"a": "a", "b": "b"}
    assert joined(texts, near) == {"a": "a", "b": "b"}
