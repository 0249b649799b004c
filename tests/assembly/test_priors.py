from __future__ import annotations

from pathlib import Path

import pytest

from communique.assembly.priors import priors
from communique.errors import KnowledgeError
from communique.knowledge import load


@pytest.mark.parametrize(
    ("belief", "word"),
    [
        (0.01, "almost no chance"),
        (0.049, "almost no chance"),
        (0.05, "very unlikely"),
        (0.2, "unlikely"),
        (0.449, "unlikely"),
        (0.45, "roughly even chance"),
        (0.55, "likely"),
        (0.799, "likely"),
        (0.8, "very likely"),
        (0.95, "almost certain"),
        (0.99, "almost certain"),
    ],
)
def test_the_words_of_icd_203(belief: float, word: str) -> None:
    assert priors(load()).likelihood(belief) == word


def test_grades_err_more_from_a_to_e_and_unknown_lies_between() -> None:
    errors = [priors(load()).of("systematic", letter) for letter in "ABCDE"]
    assert errors == sorted(set(errors))
    assert errors[2] < priors(load()).of("systematic", "F") < errors[3]


def test_a_user_may_change_a_figure(tmp_path: Path) -> None:
    (tmp_path / "belief.csv").write_text(
        "part,name,value,source\nsystematic,F,0.3,own notes\n", encoding="utf-8"
    )
    figures = priors(load(tmp_path))
    assert (figures.of("systematic", "F"), figures.of("systematic", "A")) == (0.3, 0.01)


@pytest.mark.parametrize("value", ["much", "1.5", "-0.1", "nan", ""])
def test_a_figure_that_is_no_chance_is_refused(tmp_path: Path, value: str) -> None:
    row = f"part,name,value,source\nsystematic,F,{value},own notes\n"
    (tmp_path / "belief.csv").write_text(row, encoding="utf-8")
    with pytest.raises(KnowledgeError, match="systematic F"):
        priors(load(tmp_path))
