"""Loads what the rooms of schools add to pages of other rooms: the first steps of the set-up."""

from schools.setup import offers as setup

__all__ = ["setup"]
