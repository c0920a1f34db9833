"""Kinds of measures (what a sign compares), each a module, and nothing else; they are found as kinds of rules are."""
