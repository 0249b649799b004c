"""What an analyst decides about the register: what is in doubt, and judgements by the ids that are printed."""

from communique.review.deciding import Desk
from communique.review.doubts import Doubt, doubts
from communique.review.finding import Found, find
from communique.review.history import Ruled, history

__all__ = ["Desk", "Doubt", "Found", "Ruled", "doubts", "find", "history"]
