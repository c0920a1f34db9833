"""Lists that a clerk wrote beside their readings before the readers saw them, in the shape of the kept cases."""
