"""Runs that are not kept: trying a method out, moving thresholds, two methods side by side, early warning."""
