"""Reports about something else: sport, films, airlines, crime, relief and museums are told in the words of defence."""

from __future__ import annotations

import pytest

from communique.model import Document
from communique.reading.matters import MATTERS, silenced
from tests.reading.telling import reader

OTHER = [
    'Tom Cruise is back as a Navy pilot who teaches a dozen fighters in the sequel. The F/A-18 Super Hornets were lent by the U.S. Navy. '
    "China's Tencent pulled out of the film, whose hero wears the flags of Japan and Taiwan; it tops the charts.",
    "China topped the table with 133 golds ahead of Russia. South Korean soldiers won 25 medals. Defence Minister Wei Fenghe received "
    "delegations of 109 countries at the opening; a team of athletes was disqualified in orienteering.",
    "Saudi Arabia's flag carrier has ordered 105 A320neo jets, the largest deal in the kingdom's aviation history, at list prices of $19 billion. "
    "The planes will be maintained in Jeddah under an agreement with the French engine maker Safran and America's GE.",
    "Spanish police have arrested eight people who tried to smuggle nine Bell-212 helicopters to Iran by way of a front company. "
    "The aircraft had been bought from Israel.",
    "Two C-130 planes of Pakistan landed in Adana with tents, blankets and rescue teams for the victims of the earthquake in Turkey, "
    "and India sent the field hospital of its army.",
    "A restored Spitfire has finished a tour of America. Built in 1943, the fighter served with a Norwegian squadron and was sold to Belgium "
    "after the war; the museum bought its engine from Canada.",
    "Joint patrols of Serbian and Chinese police began in Belgrade last week.",
    "Japan scrambled F-15 jets after a Chinese drone flew near Yonaguni, and a Chinese carrier's jets took off and landed 60 times. "
    "Tokyo lodged a protest with Beijing.",
    "The Ukrainian minister called the blockade a threat to the security of the state at war with Russia, and Polish farmers stayed.",
]  # fmt: skip


@pytest.mark.parametrize("text", OTHER)
def test_a_report_about_something_else_makes_no_claim(text: str) -> None:
    assert reader().read(Document(text=text, published="2024-05-15")) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norway handed over six F-16 jets to Ukraine, a film shows; actors sang at the ceremony.", "programme"),
        ("Norway sold 14 F-16 jets to Romania; police kept a few protesters away.", "programme"),
        ("Belgium gave Morocco two C-130 planes after the earthquake.", "programme"),
        ("Poland's and Norway's armies held a joint exercise; a football match closed it.", "engagement"),
    ],
)  # fmt: skip
def test_a_word_or_two_of_another_matter_silence_nothing(text: str, kind: str) -> None:
    assert kind in {c.kind for c in reader().read(Document(text=text, published="2024-05-15"))}


def test_a_matter_is_told_by_several_words() -> None:
    assert min(matter.least for matter in MATTERS) >= 3
    scene = reader().scene(Document(text="Norway sold frigates to Chile, a film says."))
    assert silenced(scene) == frozenset()
