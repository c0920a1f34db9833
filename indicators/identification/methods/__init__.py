"""A municipality's own methods: copied, built, changed, on their pages."""
