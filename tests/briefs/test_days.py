from __future__ import annotations

import pytest

from communique.briefs.days import by, date_words, when


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2025-08-06", "on 6 August 2025"),
        ("2025-05", "in May 2025"),
        ("2018", "in 2018"),
        ("XXXX-08-06", "on 6 August (year not stated)"),
        ("XXXX-05", "in May (year not stated)"),
        ("2025-08-05/2025-08-08", "from 5 to 8 August 2025"),
        ("2025-07-30/2025-08-02", "from 30 July to 2 August 2025"),
        ("2026-04-01/2027-03-31", "from 1 April 2026 to 31 March 2027"),
        ("2025-08-06/2025-08-06", "on 6 August 2025"),
        (None, "(date not stated)"),
    ],
)
def test_when(edtf: str | None, said: str) -> None:
    assert when(edtf) == said


def test_date_words_and_by() -> None:
    assert date_words(None) == "date not stated"
    assert date_words("2025-08-06") == "6 August 2025"
    assert date_words("2025-13-01") == "2025"
    assert date_words("sometime") == "sometime"
    assert by("2026-08") == "by August 2026"
    assert by("2026-04-01/2027-03-31") == "by 31 March 2027"
