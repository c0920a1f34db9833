"""Loads what the rooms of programmes add to pages of lists of schools, of the first set-up and of each other."""

from roadmap.editions import offers as editions
from roadmap.intake import offers as intake
from roadmap.tables import offers as tables

__all__ = ["editions", "intake", "tables"]
