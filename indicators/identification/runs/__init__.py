"""Kept runs: their protocols, the department's decisions, confirmation, one run beside another."""
