"""The form of a whole method: its head, shared thresholds, the tree of its rules."""
