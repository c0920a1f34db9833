"""Pages of kept runs."""
