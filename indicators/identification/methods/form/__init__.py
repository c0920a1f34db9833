"""The form of a whole method: its head, shared thresholds, and the tree of its rules."""
