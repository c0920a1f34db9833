"""A region's municipalities side by side."""
