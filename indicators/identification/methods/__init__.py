"""A municipality's own methods: copying, building and changing them, and their pages."""
