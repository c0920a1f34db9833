"""A programme's passport."""
