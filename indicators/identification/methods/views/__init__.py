"""Pages of a municipality's methods."""
