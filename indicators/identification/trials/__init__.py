"""Runs that nobody keeps: trying a method out, moving thresholds, two methods side by side, early warning."""
