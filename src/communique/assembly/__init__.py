"""Claims to Facts: syndication, identity, merging, belief, conflict."""
