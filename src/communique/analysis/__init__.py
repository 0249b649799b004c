"""What the facts about a pair of parties add up to: ladder, tempo, breadth, trend."""

from communique.analysis.figures import Figure, Span, figures, span
from communique.analysis.rhythm import Family, Quarter, Tempo, breadth, tempo
from communique.analysis.rungs import Climb, Ladder, Mix, Standing, ladder
from communique.analysis.signals import RECENT, Reason, Trend, trend
from communique.analysis.slip import Slip, slippage

__all__ = [
    "RECENT",
    "Climb",
    "Family",
    "Figure",
    "Ladder",
    "Mix",
    "Quarter",
    "Reason",
    "Slip",
    "Span",
    "Standing",
    "Tempo",
    "Trend",
    "breadth",
    "figures",
    "ladder",
    "slippage",
    "span",
    "tempo",
    "trend",
]
