"""Accounts for a team: who may read, review and administer, their keys and sessions, and what was done with them."""

from communique.team.store import Account, Audited, Key, Team, TeamError, accounts_of

__all__ = ["Account", "Audited", "Key", "Team", "TeamError", "accounts_of"]
