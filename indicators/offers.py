"""Collects what the rooms of this app offer to pages of the apps below."""

from indicators.catalogue import offers as catalogue
from indicators.collections import offers as collections

__all__ = ["catalogue", "collections"]
