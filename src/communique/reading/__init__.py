"""One Document to its Claims, each with the exact words that make it."""
