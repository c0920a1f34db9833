"""Orders: those of a programme in their own words, or one that the portal drafts for a programme or a list."""
