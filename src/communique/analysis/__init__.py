"""What the facts about a pair of parties add up to: ladder, tempo, breadth, trend."""
