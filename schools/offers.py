"""What the schools' own rooms say on pages that are put together: the first steps of the set-up."""

from schools.setup import offers as setup

__all__ = ["setup"]
