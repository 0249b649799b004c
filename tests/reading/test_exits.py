"""Who leaves what was to be made together."""

from __future__ import annotations

import pytest

from tests.reading.telling import claims


@pytest.mark.parametrize(
    "text",
    [
        "Indonesia is withdrawing from the KF-21 project with South Korea, a newspaper in Seoul said.",
        "Indonesia has pulled out of the KF-21 fighter programme, which it was developing with South Korea, the defence ministry said.",
    ],
)
def test_a_programme_that_a_partner_left_is_cancelled(text: str) -> None:
    (found,) = claims(text, "programme")
    assert (found.mode, found.status, set(found.supplier)) == ("co-development", "cancelled", {"IDN", "KOR"})


@pytest.mark.parametrize(
    "text",
    [
        "Indonesia will not withdraw from the KF-21 project with South Korea, its minister said.",
        "Indonesia and South Korea will leave the KF-21 in the hangar, and its pilots withdraw from the show.",
    ],
)
def test_who_stays_has_left_nothing(text: str) -> None:
    assert all(claim.status != "cancelled" for claim in claims(text, "programme"))
