"""The whole programme as the annex of its order."""
