"""The yearly report on a programme's effectiveness."""
