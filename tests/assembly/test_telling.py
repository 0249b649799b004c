from __future__ import annotations

import pytest

from communique.assembly.telling import directness, is_official
from communique.knowledge import load
from communique.model import Claim, Evidence


def _claim(attribution: str | None, hedge: str | None = None) -> Claim:
    return Claim("posture", (Evidence(0, 1, "x"),), attribution=attribution, hedge=hedge)


@pytest.mark.parametrize(
    ("attribution", "hedge", "how"),
    [
        (None, None, "own"),
        (None, "possible", "own"),
        (None, "reported", "hearsay"),
        ("Sergei Ivanov", None, "named"),
        ("Indian Defence Ministry", "reported", "named"),
        ("defence officials", None, "unnamed"),
        ("senior ministry official", None, "unnamed"),
        ("sources", None, "unnamed"),
        ("Israeli media", None, "hearsay"),
        ("media reports", None, "hearsay"),
    ],
)
def test_how_it_is_told(attribution: str | None, hedge: str | None, how: str) -> None:
    assert directness(_claim(attribution, hedge)) == how


def test_officials_are_bodies_of_states_and_holders_of_office() -> None:
    said = {
        name: is_official(_claim(name), load())
        for name in ("Kremlin", "Rajnath Singh", "John Doe", "officials")
    }
    assert said == {"Kremlin": True, "Rajnath Singh": True, "John Doe": False, "officials": False}
    assert not is_official(_claim(None), load())
