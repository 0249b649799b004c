"""The ways in for people and programs: thin, they call down and hold no rules."""
