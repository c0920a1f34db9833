"""Kinds of measures (what a sign compares), a module each, and nothing else: found as rules are, by lying here."""
