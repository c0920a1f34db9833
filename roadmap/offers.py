"""What programmes have to offer on the pages of lists of schools, of the set-up and of each other: room by room."""

from roadmap.editions import offers as editions
from roadmap.intake import offers as intake
from roadmap.tables import offers as tables

__all__ = ["editions", "intake", "tables"]
