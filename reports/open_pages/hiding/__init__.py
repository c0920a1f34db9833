"""Counts of people below five, and whatever would tell them, kept off open pages; nothing here knows the database."""
