"""Precision and recall of the reader against a folder of gold claims."""

from communique.evaluation.calibration import calibration, calibration_data, said, thresholds
from communique.evaluation.gold import Case, digest, load_cases
from communique.evaluation.measures import Outcome, Scores, Tally, assess, score, total
from communique.evaluation.readings import Reading, read_cases

__all__ = [
    "Case",
    "Outcome",
    "Reading",
    "Scores",
    "Tally",
    "assess",
    "calibration",
    "calibration_data",
    "digest",
    "load_cases",
    "read_cases",
    "said",
    "score",
    "thresholds",
    "total",
]
