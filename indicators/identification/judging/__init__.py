"""Judging schools by a method: reading their values, judging, writing protocols, warning early."""
