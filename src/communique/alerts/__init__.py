"""Alerts: what the user wants to hear of, when it is news, and how it reaches them; and the round of ``watch``."""

from communique.alerts.follow import Outcome, Watch
from communique.alerts.rules import Rule, load_rules

__all__ = ["Outcome", "Rule", "Watch", "load_rules"]
