"""Communiqué: reports in, sourced answers out.

Reads what outlets and ministries publish about defence relations between states, keeps every
statement tied to its words, merges what many say into one register, and answers how two states
are strengthening their defence partnership.
"""

__version__ = "0.1.0"
